package compare_test

import (
	"testing"

	"parity/model"
	"parity/model/compare"
	"parity/model/counterparts"
	mt "parity/model/modeltest"
	"parity/model/rules"
)

// ruled lists what a comparison under rules says: ENV VERDICT of every entry of one parameter.
func ruled(t *testing.T, list []rules.Rule, inventories ...*model.Inventory) (*compare.Result, []string) {
	t.Helper()
	result, err := compare.Run(mt.Catalog(), inventories, compare.Options{Now: mt.Loaded, Rules: list})
	if err != nil {
		t.Fatal(err)
	}
	if wrong := sums(result); wrong != "" {
		t.Error(wrong)
	}
	var lines []string
	for _, e := range result.Entries {
		lines = append(lines, e.Environment+" "+e.Verdict.String())
	}
	return result, lines
}

func TestWhatRulesExplain(t *testing.T) {
	rule := func(change func(*rules.Rule)) []rules.Rule {
		r := rules.Rule{ID: "parity.yaml:1", Type: mt.Parameter, Name: "/x", Attribute: "Value", Reason: "because"}
		change(&r)
		return []rules.Rule{r}
	}
	plain := func(*rules.Rule) {}
	mustDiffer := func(r *rules.Rule) { r.MustDiffer = true }
	for name, c := range map[string]struct {
		rules      []rules.Rule
		mine, base string
		want       []string
	}{
		"explained":                             {rule(plain), "a", "b", []string{"staging intentional"}},
		"pitfall 83: not what it was not for":   {rule(func(r *rules.Rule) { r.Values = []model.Value{model.TextValue("c")} }), "a", "b", []string{"staging drift"}},
		"another environment's":                 {rule(func(r *rules.Rule) { r.Environments = []string{"dev"} }), "a", "b", []string{"staging drift"}},
		"pitfall 82: expired":                   {rule(func(r *rules.Rule) { r.Expires = mt.Loaded.AddDate(0, 0, -2) }), "a", "b", []string{"staging drift"}},
		"on its last day":                       {rule(func(r *rules.Rule) { r.Expires = mt.Loaded }), "a", "b", []string{"staging intentional"}},
		"of no environment is not the baseline": {rule(plain), "a", "es.staging.acme.internal", []string{"staging intentional", "prod drift"}},
		"of the baseline where it says so":      {rule(func(r *rules.Rule) { r.Environments = []string{"prod", "staging"} }), "a", "es.staging.acme.internal", []string{"staging intentional", "prod intentional"}},
		"words need no rule":                    {rule(plain), "q-staging", "q-prod", []string{"staging expected"}},
		"must differ, and does by words":        {rule(mustDiffer), "q-staging", "q-prod", []string{"staging intentional"}},
		"must differ, and does not":             {rule(mustDiffer), "a", "a", []string{"staging drift"}},
		"must differ, and does in format alone": {rule(mustDiffer), "a", "a\n", []string{"staging drift"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, got := ruled(t, c.rules, inv("staging", text("staging", c.mine)), inv("prod", text("prod", c.base)))
			expect(t, got, c.want...)
		})
	}
}

func TestPitfall82And83StaleAndExpired(t *testing.T) {
	list := []rules.Rule{
		{ID: "used", Name: "/x", Reason: "r"},
		{ID: "stale", Name: "/y", Reason: "r"},
		{ID: "expired", Name: "/x", Reason: "r", Expires: mt.Loaded.AddDate(0, 0, -2)},
		{ID: "expiring", Name: "/x", Reason: "r", Expires: mt.Loaded.AddDate(0, 0, 13)},
		{ID: "expiring later", Name: "/x", Reason: "r", Expires: mt.Loaded.AddDate(0, 0, 16)},
		{ID: "of another value", Name: "/x", Reason: "r", Values: []model.Value{model.TextValue("c")}},
	}
	result, _ := ruled(t, list, inv("staging", text("staging", "a")), inv("prod", text("prod", "b")))
	expect(t, result.Stale, "stale")
	expect(t, result.Expired, "expired")
	expect(t, result.Expiring, "expiring")
}

// A rule is not stale where what it is for may be among what could not be read.
func TestRulesForWhatWasNotRead(t *testing.T) {
	list := []rules.Rule{
		{ID: "unread", Type: mt.Group, Name: "web", Reason: "r"},
		{ID: "open", Name: "web", Reason: "r"},
		{ID: "no type", Type: "AWS::No::Type", Name: "/y", Reason: "r"},
		{ID: "read", Type: mt.Parameter, Name: "/y", Reason: "r"},
	}
	denied := model.Unread{Type: mt.Group, Operation: "ec2:Describe", Code: "Denied"}
	result, _ := ruled(t, list, lost(inv("staging", text("staging", "a")), denied), inv("prod", text("prod", "b")))
	expect(t, result.Stale, "no type", "read")
	result, _ = ruled(t, list, inv("staging", text("staging", "a")), lost(inv("prod", text("prod", "b")), denied))
	expect(t, result.Stale, "no type", "read")
}

// A pin is stale where what it names is not there, and only where that is known.
func TestStalePins(t *testing.T) {
	pins := []counterparts.Pin{
		{ID: "used", Type: mt.Instance, Role: "x", Members: map[string]string{"staging": "web-staging", "prod": "i-prod"}},
		{ID: "half", Type: mt.Instance, Role: "y", Members: map[string]string{"staging": "gone", "prod": "web-prod"}},
		{ID: "of another environment", Type: mt.Instance, Role: "z", Members: map[string]string{"dev": "gone"}},
		{ID: "unread", Type: mt.Group, Role: "z", Members: map[string]string{"staging": "gone"}},
	}
	staging := lost(inv("staging", web("staging")), model.Unread{Type: mt.Group, Operation: "ec2:Describe", Code: "Denied"})
	result, err := compare.Run(mt.Catalog(), []*model.Inventory{staging, inv("prod", web("prod"))}, compare.Options{Now: mt.Loaded, Pins: pins})
	if err != nil {
		t.Fatal(err)
	}
	expect(t, result.Stale, "half")
}

func TestRelaxedOneWay(t *testing.T) {
	const drift, meant = "dev drift", "dev intentional"
	for name, c := range map[string]struct {
		mine, base []string
		want       []string
	}{
		"a smaller size":           {[]string{"InstanceType=t3.small"}, []string{"InstanceType=t3.large"}, []string{meant}},
		"a larger one":             {[]string{"InstanceType=t3.large"}, []string{"InstanceType=t3.small"}, []string{drift}},
		"another family":           {[]string{"InstanceType=m5.large"}, []string{"InstanceType=t3.xlarge"}, []string{drift}},
		"another architecture":     {[]string{"InstanceType=t4g.small"}, []string{"InstanceType=t3.large"}, []string{drift}},
		"smaller storage":          {[]string{"BlockDeviceMappings.a.Ebs.VolumeSize=8"}, []string{"BlockDeviceMappings.a.Ebs.VolumeSize=9"}, []string{meant}},
		"numbers, not texts":       {[]string{"BlockDeviceMappings.a.Ebs.VolumeSize=100"}, []string{"BlockDeviceMappings.a.Ebs.VolumeSize=9"}, []string{drift}},
		"what is no size":          {[]string{"Tags.A=1"}, []string{"Tags.A=2"}, []string{drift}},
		"a device less is no size": {nil, []string{"BlockDeviceMappings.a.Ebs.VolumeSize=9"}, []string{"dev missing"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, got := ruled(t, nil, inv("dev", web("dev", c.mine...)), inv("prod", web("prod", c.base...)))
			expect(t, got, c.want...)
		})
	}
	_, got := ruled(t, nil, fleet("dev", nil), fleet("prod", nil, nil))
	expect(t, got, meant)
	_, got = ruled(t, nil, fleet("dev", nil, nil), fleet("prod", nil))
	expect(t, got, drift)
	// Members that differ among themselves are never smaller.
	_, got = ruled(t, nil, fleet("dev", []string{"InstanceType=t3.small"}, []string{"InstanceType=t3.nano"}), fleet("prod", []string{"InstanceType=t3.large"}, []string{"InstanceType=t3.large"}))
	expect(t, got, drift)
}
