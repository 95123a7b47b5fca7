package compare_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
)

func TestWhereNothingChanged(t *testing.T) {
	const h = time.Hour
	now := func(name string, value string) *model.Inventory {
		inv := mt.Inventory(name, mt.Param("/"+name+"/timeout", value))
		inv.Types = []string{mt.Group, mt.Database, mt.Parameter}
		return inv
	}
	ago := func(name string, ago time.Duration, types ...string) *model.Inventory {
		inv := now(name, "800")
		inv.Environment.LoadedAt = mt.Loaded.Add(-ago)
		if len(types) > 0 {
			inv.Types = types
		}
		return inv
	}
	dated := eventCatalog() // databases are told of by events there
	cut := ago("prod", 40*h)
	cut.Unread = []model.Unread{{Type: mt.Group, Code: "Timeout", Partial: true}}
	denied := now("prod", "800")
	denied.Unread = []model.Unread{{Type: mt.Group, Code: "AccessDenied"}}
	filed := now("prod", "800")
	filed.Environment.Source = "snapshot"
	for _, c := range []struct {
		name    string
		prod    *model.Inventory
		earlier map[string][]*model.Inventory
		claim   string
		doubts  []string
	}{
		{
			"nothing is kept", now("prod", "800"), nil, "Nothing is known to have changed since 23 02:14",
			[]string{"no earlier load of prod and staging is kept: only what AWS dates would be seen there"},
		},
		{
			"both are", now("prod", "800"),
			map[string][]*model.Inventory{"prod": {ago("prod", 40*h)}, "staging": {ago("staging", 30*h)}},
			"Nothing changed in prod and staging after 22 20:14", nil,
		},
		{
			"one is", now("prod", "800"),
			map[string][]*model.Inventory{"prod": {ago("prod", 40*h)}},
			"Nothing changed in prod after 22 10:14",
			[]string{"no earlier load of staging is kept: only what AWS dates would be seen there"},
		},
		{
			"none of before the window", now("prod", "800"),
			map[string][]*model.Inventory{"prod": {ago("prod", 2*h)}, "staging": {ago("staging", 30*h)}},
			"Nothing changed in prod and staging after 24 00:14",
			[]string{"no load of before 23 02:14 is kept: between that and 24 00:14 only what AWS dates would be seen"},
		},
		{
			"some types", now("prod", "800"),
			map[string][]*model.Inventory{"prod": {ago("prod", 40*h, mt.Parameter)}, "staging": {ago("staging", 40*h)}},
			"Nothing changed in prod and staging after 22 10:14",
			[]string{"no earlier load is kept for databases and security groups of prod: a change there would not be seen, but where AWS dates it (databases)"},
		},
		{
			"a list that broke off says nothing of what is not in it", now("prod", "800"),
			map[string][]*model.Inventory{"prod": {cut}, "staging": {ago("staging", 40*h)}},
			"Nothing changed in prod and staging after 22 10:14",
			[]string{"no earlier load is kept for security groups of prod: a change there would not be seen"},
		},
		{
			"what cannot be read now is told elsewhere", denied,
			map[string][]*model.Inventory{"prod": {ago("prod", 40*h, mt.Parameter, mt.Database)}, "staging": {ago("staging", 40*h)}},
			"Nothing changed in prod and staging after 22 10:14", nil,
		},
		{
			"a snapshot is a load of then itself", filed,
			map[string][]*model.Inventory{"staging": {ago("staging", 40*h)}},
			"Nothing changed in staging after 22 10:14", nil,
		},
	} {
		result, err := compare.Run(dated, []*model.Inventory{now("staging", "800"), c.prod}, compare.Options{Baseline: "prod", Now: mt.Loaded, Earlier: c.earlier})
		if err != nil {
			t.Fatal(err)
		}
		still := result.Still()
		told := func(at time.Time) string { return at.Format("02 15:04") }
		if got := still.Claim(told); got != c.claim {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.claim)
		}
		if got := still.Doubts(told); !slices.Equal(got, c.doubts) {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.doubts, "\n"))
		}
	}
}

// What changed everywhere alike differs in nothing, and changed all the same.
func TestWhatChangedAlike(t *testing.T) {
	load := func(name, value string, more ...*model.Resource) *model.Inventory {
		return mt.Inventory(name, append(more, mt.Param("/"+name+"/timeout", value, "Version=2"))...)
	}
	web := func(name, id string, attributes ...string) *model.Resource {
		return mt.Resource(mt.Instance, id, name+"-web-1", append(attributes, "InstanceType=t3.large", "State.Name=running")...)
	}
	for _, c := range []struct {
		name       string
		prod, then *model.Inventory
		want       string
	}{
		{"nothing did", load("prod", "800"), load("prod", "800"), ""},
		{"a value", load("prod", "800"), load("prod", "3000"), "/timeout in prod"},
		{"a resource came", load("prod", "800"), mt.Inventory("prod"), "/timeout in prod"},
		{"another instance of the same is none", load("prod", "800", web("prod", "i-9", "PrivateIpAddress=10.20.0.9")), load("prod", "800", web("prod", "i-1", "PrivateIpAddress=10.20.0.1")), ""},
		{"a status is none", load("prod", "800", web("prod", "i-1")), load("prod", "800", mt.Resource(mt.Instance, "i-1", "prod-web-1", "InstanceType=t3.large", "State.Name=stopped")), ""},
	} {
		staging := load("staging", "800", web("staging", "i-2"))
		result, err := compare.Run(mt.Catalog(), []*model.Inventory{staging, c.prod}, compare.Options{
			Baseline: "prod", Now: mt.Loaded, Earlier: map[string][]*model.Inventory{"prod": {c.then}},
		})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range result.Moved {
			got = append(got, m.Row.Name+" in "+m.Environment)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %v, want %q", c.name, got, c.want)
		}
		if still := result.Still(); c.want != "" && (!strings.HasPrefix(still.Claim(time.Time.String), "Nothing that differs changed") || !strings.Contains(strings.Join(still.Doubts(time.Time.String), ""), "changed all the same, and alike: /timeout")) {
			t.Errorf("%s: %s, %v", c.name, still.Claim(time.Time.String), still.Doubts(time.Time.String))
		}
	}
	// Without an earlier load, the dates of AWS say so.
	param := mt.Param("/prod/timeout", "800")
	param.Set(model.Dotted("LastModifiedDate"), model.TextValue(mt.Loaded.Add(-time.Hour).Format(time.RFC3339)))
	result, err := compare.Run(mt.Catalog(), []*model.Inventory{load("staging", "800"), mt.Inventory("prod", param)}, compare.Options{Now: mt.Loaded})
	if err != nil || len(result.Moved) != 1 {
		t.Errorf("%+v, %v", result.Moved, err)
	}
}
