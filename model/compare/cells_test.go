package compare_test

import (
	"testing"

	"parity/model"
	mt "parity/model/modeltest"
)

// fleet is a role of replicas, one for each list of attributes.
func fleet(env string, members ...[]string) *model.Inventory {
	i := inv(env)
	for n, attributes := range members {
		id := string(rune('a' + n))
		i.Resources = append(i.Resources, mt.Resource(mt.Instance, "i-"+env+id, "web-"+env+"-"+string(rune('1'+n)), attributes...))
	}
	i.Sort()
	return i
}

func TestPitfall07Replicas(t *testing.T) {
	small, large, none := []string{"InstanceType=t3.small"}, []string{"InstanceType=t3.large"}, []string{}
	const drift, count = "instance role web InstanceType staging drift", "instance role web Count staging drift"
	const mine, base = drift + " [split-role]", "instance role web InstanceType prod same [split-role]"
	for name, c := range map[string]struct {
		mine, base *model.Inventory
		want       []string
	}{
		"alike":                           {fleet("staging", small, small), fleet("prod", small, small), nil},
		"fewer":                           {fleet("staging", small), fleet("prod", small, small, small), []string{count}},
		"a multiset":                      {fleet("staging", small, large), fleet("prod", large, small), []string{"instance role web InstanceType staging same [split-role]", base}},
		"another multiset":                {fleet("staging", small, large, large), fleet("prod", large, small, small), []string{mine, base}},
		"the values where numbers differ": {fleet("staging", small, large, large), fleet("prod", large, small), []string{count, "instance role web InstanceType staging same [split-role]", base}},
		"a value more":                    {fleet("staging", small, large), fleet("prod", small, small), []string{mine}},
		"one lacks it":                    {fleet("staging", small, none), fleet("prod", small, small), []string{mine}},
		"a value of one's own and a count": {
			fleet("staging", small), fleet("prod", small, large),
			[]string{count, drift, base},
		},
	} {
		t.Run(name, func(t *testing.T) { expect(t, tell(t, c.mine, c.base), c.want...) })
	}
}

func TestZonesOfACell(t *testing.T) {
	a, b := []string{"Placement.AvailabilityZone=eu-west-1a"}, []string{"Placement.AvailabilityZone=eu-west-1b"}
	c := []string{"Placement.AvailabilityZone=eu-west-1c"}
	expect(t, tell(t, fleet("staging", a), fleet("prod", b)))
	expect(t, tell(t, fleet("staging", a, b), fleet("prod", b, c)))
	expect(t, tell(t, fleet("staging", a, a), fleet("prod", b, c)), "instance role web Zones staging drift")
	expect(t, tell(t, fleet("staging", a), fleet("prod", b, c)), "instance role web Count staging drift")
}

// Only what differs from its fellows in its number is a replica.
func TestPitfall04WhatIsNoReplica(t *testing.T) {
	named := func(env string, names ...string) *model.Inventory {
		i := inv(env)
		for n, name := range names {
			i.Resources = append(i.Resources, mt.Resource(mt.Instance, "i-"+env+string(rune('a'+n)), name))
		}
		i.Sort()
		return i
	}
	const count, unknown = "instance role api Count staging drift", "instance role api staging unknown"
	for name, c := range map[string]struct {
		names []string
		want  string
	}{
		"numbers":                      {[]string{"api-staging-1", "api-staging-2"}, count},
		"numbers before the word":      {[]string{"api-1-staging", "api-2-staging"}, count},
		"one name":                     {[]string{"api-staging", "api-staging"}, count},
		"one with and one without":     {[]string{"api-staging", "api-staging-2"}, count},
		"blanks at the end":            {[]string{"api-staging", "api-staging "}, count},
		"with and without the word":    {[]string{"api-staging", "api"}, unknown},
		"the word in two places":       {[]string{"api-staging", "staging-api"}, unknown},
		"the word in two spellings":    {[]string{"api-staging", "api-stg"}, unknown},
		"a number with and without it": {[]string{"api-1-staging", "api-2"}, unknown},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, tell(t, named("staging", c.names...), named("prod", "api-prod")), c.want)
		})
	}
}

// Members of an Auto Scaling group are one cell, whatever launched them; one that is being replaced is split.
func TestPitfall07Groups(t *testing.T) {
	at := func(env string, sizes ...string) *model.Inventory {
		i := inv(env)
		for n, size := range sizes {
			r := mt.Resource(mt.Instance, "i-"+env+string(rune('a'+n)), "", "InstanceType="+size)
			r.Group = "acme-" + env + "-web"
			i.Resources = append(i.Resources, r)
		}
		return i
	}
	expect(t, tell(t, at("staging", "t3.small", "t3.small"), at("prod", "t3.small", "t3.small", "t3.small")), "instance role acme-web Count staging drift")
	expect(t, tell(t, at("staging", "t3.small", "t3.large"), at("prod", "t3.small", "t3.small")), "instance role acme-web InstanceType staging drift [split-role]")
}

// A member of which AWS does not tell what it means anyway is like its fellows.
func TestMembersThatLackADefault(t *testing.T) {
	members := func(env string, flags ...string) *model.Inventory {
		i := inv(env)
		for n, flag := range flags {
			name := "ledger-" + env + "-" + string(rune('1'+n))
			r := mt.Resource(mt.Database, name, name)
			if flag != "" {
				r.Set(model.Dotted("MultiAZ"), mt.Value(flag))
			}
			r.Group = "ledger-" + env
			i.Resources = append(i.Resources, r)
		}
		return i
	}
	const at = "database ledger MultiAZ "
	expect(t, tell(t, members("staging", "false", ""), members("prod", "", "false")))
	expect(t, tell(t, members("staging", "", ""), members("prod", "false", "false")))
	expect(t, tell(t, members("staging", "true", ""), members("prod", "", "")), at+"staging drift [split-role]")
	expect(t, tell(t, members("staging", "true", ""), members("prod", "false", "true")), at+"staging same [split-role]", at+"prod same [split-role]")
}
