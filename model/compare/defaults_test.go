package compare_test

import (
	"maps"
	"testing"

	"pgregory.net/rapid"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
	"parity/model/rules"
)

const settingsType = "AWS::RDS::DBParameterGroup"

// withSettings is the catalog with parameter groups, whose values stand in for those of a family.
func withSettings() *model.Catalog {
	groups := &model.Type{Name: settingsType, Tab: "databases", Title: "Databases", Singular: "parameter group", Plural: "parameter groups"}
	groups.Declare(model.Dotted("DBParameterGroupFamily"), model.Field{Verbatim: true})
	groups.Declare(model.Dotted("Parameters.*"), model.Field{DefaultsBy: model.Dotted("DBParameterGroupFamily")})
	return model.NewCatalog(append(mt.Catalog().Types(), groups)...)
}

// settingsOf is an environment with one parameter group and the defaults of a family, written NAME, VALUE.
func settingsOf(env, family string, settings []string, defaults ...string) *model.Inventory {
	r := mt.Resource(settingsType, "acme-"+env+"-pg15", "acme-"+env+"-pg15", "DBParameterGroupFamily="+family)
	for i := 0; i < len(settings); i += 2 {
		r.Set(model.NewPath("Parameters", settings[i]), model.TextValue(settings[i+1]))
	}
	inv := mt.Inventory(env, r)
	inv.Types = append(inv.Types, settingsType)
	if len(defaults) > 0 {
		d := &model.Defaults{Type: settingsType, Of: family, Values: map[string]string{}}
		for i := 0; i < len(defaults); i += 2 {
			d.Values[defaults[i]] = defaults[i+1]
		}
		inv.Defaults = []*model.Defaults{d}
	}
	return inv
}

// Unset is held against the engine's default: the same value is told as such and no difference, another one is
// a drift that shows the default, and where AWS did not tell it there is nothing to show.
func TestPitfall38EngineDefaults(t *testing.T) {
	const name = "max_connections"
	set := []string{name, "400"}
	for title, c := range map[string]struct {
		staging, prod  *model.Inventory
		verdict        model.Verdict
		reason         string
		mine, baseline string
	}{
		"another value, set here": {
			settingsOf("staging", "postgres15", set), settingsOf("prod", "postgres15", nil, name, "100"),
			model.Drift, "prod has the engine default", "", "100",
		},
		"another value, set in the baseline": {
			settingsOf("staging", "postgres15", nil, name, "100"), settingsOf("prod", "postgres15", set),
			model.Drift, "staging has the engine default", "100", "",
		},
		"the same value": {
			settingsOf("staging", "postgres15", set), settingsOf("prod", "postgres15", nil, name, "400"),
			model.Expected, "equal to the engine default, set explicitly in staging", "", "400",
		},
		"only the side that sets it could ask": {
			settingsOf("staging", "postgres15", set, name, "100"), settingsOf("prod", "postgres15", nil),
			model.Drift, "prod has the engine default", "", "100",
		},
		"nobody could ask": {
			settingsOf("staging", "postgres15", set), settingsOf("prod", "postgres15", nil),
			model.Drift, "prod has the engine default", "", "",
		},
		"no default of that name": {
			settingsOf("staging", "postgres15", set), settingsOf("prod", "postgres15", nil, "work_mem", "400"),
			model.Drift, "prod has the engine default", "", "",
		},
		"that of another family is none": {
			settingsOf("staging", "postgres15", set, name, "400"), settingsOf("prod", "postgres16", nil),
			model.Drift, "prod has the engine default", "", "",
		},
	} {
		t.Run(title, func(t *testing.T) {
			result, err := compare.Run(withSettings(), []*model.Inventory{c.staging, c.prod}, compare.Options{Now: mt.Loaded})
			if err != nil {
				t.Fatal(err)
			}
			e := entryAt(result.Entries, "Parameters."+name)
			if e == nil {
				t.Fatal("nothing is said of it")
			}
			if e.Verdict != c.verdict || e.Reason != c.reason || e.Mine.Default.Text() != c.mine || e.Baseline.Default.Text() != c.baseline {
				t.Errorf("%s %q, by default %q and %q", e.Verdict, e.Reason, e.Mine.Default, e.Baseline.Default)
			}
			for _, line := range result.Lines(e.Row) {
				if line.Attribute == e.Attribute && (line.Cells[0].Side.Default != e.Mine.Default || line.Cells[1].Side.Default != e.Baseline.Default) {
					t.Errorf("the line has the defaults %q and %q", line.Cells[0].Side.Default, line.Cells[1].Side.Default)
				}
			}
		})
	}
}

// An environment that sets nothing either is like the baseline, and has its default.
func TestWhoSetsNothingHasTheDefaultToo(t *testing.T) {
	inventories := []*model.Inventory{
		settingsOf("dev", "postgres15", nil, "max_connections", "100"),
		settingsOf("staging", "postgres15", []string{"max_connections", "400", "work_mem", "8192"}),
		settingsOf("prod", "postgres15", nil, "max_connections", "100"),
	}
	result, err := compare.Run(withSettings(), inventories, compare.Options{Baseline: "prod", Now: mt.Loaded})
	if err != nil {
		t.Fatal(err)
	}
	defaults := map[string]string{}
	for _, line := range result.Lines(result.RowsOf(result.Catalog.Type(settingsType))[0]) {
		if dev := line.Cells[0]; line.Attribute.First() == "Parameters" {
			defaults[line.Attribute.Last()] = dev.Verdict.String() + " " + dev.Side.Default.Text()
		}
	}
	if want := map[string]string{"max_connections": "same 100", "work_mem": "same "}; !maps.Equal(defaults, want) {
		t.Errorf("dev has %v, want %v", defaults, want)
	}
	inventories[0].Unread = []model.Unread{{Type: settingsType, Part: model.Dotted("Parameters.*"), Code: "AccessDenied"}}
	if result, err = compare.Run(withSettings(), inventories, compare.Options{Baseline: "prod", Now: mt.Loaded}); err != nil {
		t.Fatal(err)
	}
	for _, line := range result.Lines(result.RowsOf(result.Catalog.Type(settingsType))[0]) {
		if dev := line.Cells[0]; line.Attribute.Last() == "max_connections" && (dev.Verdict != model.Unknown || !dev.Side.Default.IsAbsent()) {
			t.Errorf("unread, and %s %q", dev.Verdict, dev.Side.Default)
		}
	}
}

func entryAt(entries []*model.Entry, attribute string) *model.Entry {
	for _, e := range entries {
		if e.Attribute.String() == attribute {
			return e
		}
	}
	return nil
}

// What is not set must differ like anything else, and an acceptance lasts whether or not AWS tells the default.
func TestEngineDefaultsAndWhatExplains(t *testing.T) {
	run := func(prod *model.Inventory, options compare.Options) *model.Entry {
		options.Now = mt.Loaded
		result, err := compare.Run(withSettings(), []*model.Inventory{settingsOf("staging", "postgres15", []string{"log_statement", "ddl"}), prod}, options)
		if err != nil {
			t.Fatal(err)
		}
		return entryAt(result.Entries, "Parameters.log_statement")
	}
	differ := compare.Options{Rules: []rules.Rule{{
		ID: "must_differ 1", MustDiffer: true, Type: settingsType, Name: "*", Attribute: "Parameters.log_statement", Reason: "audited",
	}}}
	e := run(settingsOf("prod", "postgres15", nil, "log_statement", "ddl"), differ)
	if want := "equal to the engine default, set explicitly in staging, and must differ: audited"; e.Verdict != model.Drift || e.Reason != want {
		t.Errorf("%s %q", e.Verdict, e.Reason)
	}
	if e := run(settingsOf("prod", "postgres15", nil, "log_statement", "none"), differ); e.Verdict != model.Intentional || e.Reason != "audited; prod has the engine default" {
		t.Errorf("%s %q", e.Verdict, e.Reason)
	}
	values := compare.Options{Rules: []rules.Rule{{ID: "r", Type: settingsType, Reason: "meant", Environments: []string{"prod"}, Values: []model.Value{model.TextValue("none")}}}, Baseline: "staging"}
	if e := run(settingsOf("prod", "postgres15", nil, "log_statement", "none"), values); e.Verdict != model.Intentional {
		t.Errorf("a rule for the default's value leaves it %s", e.Verdict)
	}
	if e := run(settingsOf("prod", "postgres15", nil, "log_statement", "mod"), values); e.Verdict != model.Drift {
		t.Errorf("a rule for another value makes it %s", e.Verdict)
	}
	known, unknown := run(settingsOf("prod", "postgres15", nil, "log_statement", "none"), compare.Options{}), run(settingsOf("prod", "postgres15", nil), compare.Options{})
	if rules.Fingerprint("salt", known) != rules.Fingerprint("salt", unknown) {
		t.Error("an acceptance ends where the default is not told")
	}
}

// Whichever side is the baseline, whoever else is compared, and whoever could ask for the defaults: a setting is
// the same, equal by default, or different.
func TestDefaultsJudgeAlikeFromEverySide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.SampledFrom([]string{"", "1", "2"})
		defaults := value.Draw(t, "default")
		set := map[string]string{}
		inventories := map[string]*model.Inventory{}
		asked := rapid.SampledFrom([]string{"staging", "prod", "both"}).Draw(t, "asked by")
		for _, env := range []string{"dev", "staging", "prod"} {
			set[env] = value.Draw(t, env)
			var settings, told []string
			if set[env] != "" {
				settings = []string{"a", set[env]}
			}
			if defaults != "" && env != "dev" && (asked == env || asked == "both") {
				told = []string{"a", defaults}
			}
			inventories[env] = settingsOf(env, "postgres15", settings, told...)
		}
		want := model.Drift
		switch mine, base := set["staging"], set["prod"]; {
		case mine == base:
			want = model.Same
		case defaults != "" && (mine == "" && base == defaults || base == "" && mine == defaults):
			want = model.Expected
		}
		for _, c := range []struct {
			baseline, other string
			environments    []string
		}{
			{"prod", "staging", []string{"staging", "prod"}}, {"staging", "prod", []string{"staging", "prod"}}, {"prod", "staging", []string{"dev", "staging", "prod"}},
		} {
			var list []*model.Inventory
			for _, env := range c.environments {
				list = append(list, inventories[env])
			}
			result, err := compare.Run(withSettings(), list, compare.Options{Baseline: c.baseline, Now: mt.Loaded})
			if err != nil {
				t.Fatal(err)
			}
			got := model.Same
			for _, e := range result.Entries {
				if e.Attribute.String() == "Parameters.a" && e.Environment == c.other {
					got = e.Verdict
				}
			}
			if got != want {
				t.Errorf("%q against %q, by default %q, baseline %s of %v: %s, want %s", set["staging"], set["prod"], defaults, c.baseline, c.environments, got, want)
			}
		}
	})
}
