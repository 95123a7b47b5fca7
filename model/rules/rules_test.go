package rules_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parity/model"
	mt "parity/model/modeltest"
	"parity/model/rules"
)

var now = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func entry(typeName, name, attribute, environment, mine string) *model.Entry {
	e := &model.Entry{Type: mt.Catalog().Type(typeName), Name: name, Attribute: model.Dotted(attribute), Environment: environment, Verdict: model.Drift}
	e.Mine.Value = mt.Value(mine)
	return e
}

func TestRuleSpeaksOfWhatItsGlobsSay(t *testing.T) {
	multiAZ := entry(mt.Database, "orders", "MultiAZ", "staging", "false")
	tag := entry(mt.Instance, "acme-web", "Tags.GitCommit", "staging", "abc")
	device := entry(mt.Instance, "acme-web", "BlockDeviceMappings./dev/xvda.Ebs.VolumeSize", "staging", "8")
	parameter := entry(mt.Parameter, "/payments/psp/api_key", "Value", "staging", "x")
	for _, c := range []struct {
		name  string
		rule  rules.Rule
		entry *model.Entry
		want  bool
	}{
		{"written out", rules.Rule{Type: mt.Database, Name: "orders", Attribute: "MultiAZ"}, multiAZ, true},
		{"another name", rules.Rule{Type: mt.Database, Name: "order", Attribute: "MultiAZ"}, multiAZ, false},
		{"another environment", rules.Rule{Type: mt.Database, Environments: []string{"dev"}}, multiAZ, false},
		{"this environment", rules.Rule{Type: mt.Database, Environments: []string{"dev", "staging"}}, multiAZ, true},
		{"type by glob", rules.Rule{Type: "AWS::RDS::*", Attribute: "MultiAZ"}, multiAZ, true},
		{"a glob stops at its segment", rules.Rule{Type: "AWS::*", Attribute: "MultiAZ"}, multiAZ, false},
		{"tag by glob", rules.Rule{Attribute: "Tags.*"}, tag, true},
		{"anchored", rules.Rule{Attribute: "Tags"}, tag, false},
		{"a key with slashes", rules.Rule{Attribute: "BlockDeviceMappings.*.Ebs.VolumeSize"}, device, true},
		{"any depth", rules.Rule{Attribute: "**.VolumeSize"}, device, true},
		{"folder", rules.Rule{Name: "/payments/**"}, parameter, true},
		{"one level only", rules.Rule{Name: "/payments/*"}, parameter, false},
		{"not a substring", rules.Rule{Name: "payments"}, parameter, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.rule.Matches(c.entry); got != c.want {
				t.Errorf("matches %v, want %v", got, c.want)
			}
		})
	}
}

func TestThirdValueResurfaces(t *testing.T) {
	rule := rules.Rule{Type: mt.Database, Attribute: "MultiAZ", Values: []model.Value{model.BoolValue(false)}}
	if !rule.Explains(entry(mt.Database, "orders", "MultiAZ", "staging", "false")) {
		t.Error("the value the rule was written for is not explained")
	}
	if rule.Explains(entry(mt.Database, "orders", "MultiAZ", "staging", "true")) {
		t.Error("another value is explained")
	}
}

func TestExpiredRuleStopsOnTheDayAfter(t *testing.T) {
	last := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	rule := rules.Rule{Type: mt.Database, Expires: last}
	if rule.Expired(last.Add(23 * time.Hour)) {
		t.Error("expired on its last day")
	}
	if !rule.Expired(last.Add(24 * time.Hour)) {
		t.Error("in force on the day after")
	}
	set := rules.NewSet([]rules.Rule{rule}, last.AddDate(0, 0, 1))
	seen := false
	if _, ok := set.Find(entry(mt.Database, "orders", "MultiAZ", "staging", "false"), func(int) { seen = true }); ok || !seen {
		t.Errorf("expired rule: explains %v, announced %v", ok, seen)
	}
}

func TestRuleThatMatchesEverything(t *testing.T) {
	for _, glob := range []string{"", "*", "**", "**/*", "*::**", "?*"} {
		if r := (rules.Rule{Type: glob, Name: glob, Attribute: glob}); !r.All() {
			t.Errorf("%q is not everything", glob)
		}
	}
	if r := (rules.Rule{Attribute: "Tags.*"}); r.All() {
		t.Error("Tags.* is everything")
	}
}

func TestAcceptedResurfacesWithAThirdValue(t *testing.T) {
	e := entry(mt.Database, "orders", "EngineVersion", "staging", "15.4x")
	debt := rules.Debt{Fingerprint: rules.Fingerprint("salt", e), By: "ana", Expires: now.AddDate(0, 0, 90)}
	shelf := rules.NewAccepted("salt", []rules.Debt{debt})
	if _, ok := shelf.Find(e, now); !ok {
		t.Error("accepted, and not found")
	}
	if _, ok := shelf.Find(e, now.AddDate(0, 0, 91)); ok {
		t.Error("debt outlives its end")
	}
	third := entry(mt.Database, "orders", "EngineVersion", "staging", "15.5x")
	if _, ok := shelf.Find(third, now); ok {
		t.Error("a third value is still accepted")
	}
	grave := *e
	grave.Findings = []model.Finding{model.OpenToWorld}
	if _, ok := shelf.Find(&grave, now); ok {
		t.Error("a grave finding is accepted")
	}
	recent := *e
	recent.Findings = []model.Finding{model.Recent}
	if _, ok := shelf.Find(&recent, now); !ok {
		t.Error("recent alone hinders acceptance")
	}
}

// Ids change with every replacement: what is accepted of references are the roles they lead to.
func TestAcceptedSurvivesNewIds(t *testing.T) {
	of := func(ids ...string) *model.Entry {
		e := entry(mt.Instance, "web", "SubnetId", "staging", "")
		e.Mine.Value = model.Value{}
		for i, id := range ids {
			e.Mine.Several = append(e.Mine.Several, model.Counted{Value: model.TextValue(id), Count: 1, Shown: []string{"private", "public"}[i]})
		}
		return e
	}
	before, after := of("subnet-1", "subnet-2"), of("subnet-3", "subnet-4")
	if rules.Fingerprint("salt", before) != rules.Fingerprint("salt", after) {
		t.Error("a replaced subnet of the same role resurfaces")
	}
	turned := of("subnet-3", "subnet-4")
	slices.Reverse(turned.Mine.Several)
	if rules.Fingerprint("salt", before) != rules.Fingerprint("salt", turned) {
		t.Error("subnets whose ids come in another order resurface")
	}
	after.Mine.Several[0].Shown = "data"
	if rules.Fingerprint("salt", before) == rules.Fingerprint("salt", after) {
		t.Error("a subnet of another role is still accepted")
	}
}

// TestAlikeIsTheFingerprint: two entries are alike where their fingerprints are equal, and nowhere else.
func TestAlikeIsTheFingerprint(t *testing.T) {
	one, two := model.NewSealer([]byte("0123456789abcdef")), model.NewSealer([]byte("fedcba9876543210"))
	values := []model.Value{
		{},
		model.TextValue("a"), model.TextValue("1"), model.TextValue("(secret)"), model.IntValue(1), model.BoolValue(true), model.TextValue("true"),
		model.SetValue([]string{"b", "a"}), model.ListValue([]string{"a", "b"}), model.TextValue(`["a","b"]`), model.LockedValue(), one.Seal("x"), two.Seal("x"),
		model.CredentialValue("u:(secret)@h", one.Token("x")), model.CredentialValue("u:(secret)@h", two.Token("y")), model.TextValue("u:(secret)@h"),
	}
	alike, unlike := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		draw := func() *model.Entry {
			side := func(name string) model.Side {
				s := model.Side{Value: rapid.SampledFrom(values).Draw(t, name), Shown: rapid.SampledFrom([]string{"", "", "a", "b"}).Draw(t, "shown")}
				for range rapid.IntRange(-3, 2).Draw(t, "several") {
					s.Several = append(s.Several, model.Counted{
						Value: rapid.SampledFrom(values).Draw(t, "value"), Count: rapid.IntRange(1, 2).Draw(t, "count"), Shown: rapid.SampledFrom([]string{"", "a"}).Draw(t, "shown"),
					})
				}
				return s
			}
			e := entry(mt.Instance, "web", rapid.SampledFrom([]string{"A", "A", "B"}).Draw(t, "attribute"), "staging", "")
			e.Verdict = rapid.SampledFrom([]model.Verdict{model.Drift, model.Drift, model.Extra}).Draw(t, "verdict")
			e.Mine, e.Baseline = side("mine"), model.Side{Value: rapid.SampledFrom(values[:2]).Draw(t, "base")}
			return e
		}
		a, b := draw(), draw()
		if rapid.Bool().Draw(t, "another value alone") {
			value := b.Mine.Value
			*b = *a
			b.Mine.Value = value
		}
		got, want := rules.Alike(a, b), rules.Fingerprint("s", a) == rules.Fingerprint("s", b)
		if got != want {
			t.Fatalf("alike %v, fingerprints equal %v: %#v %#v", got, want, a.Mine, b.Mine)
		}
		if got {
			alike++
		} else {
			unlike++
		}
	})
	if alike == 0 || unlike == 0 {
		t.Error("always the same", alike, unlike)
	}
}
