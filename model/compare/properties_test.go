package compare_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
)

func compared(t interface{ Fatal(...any) }, inventories ...*model.Inventory) *compare.Result {
	result, err := compare.Run(mt.Catalog(), inventories, compare.Options{Now: mt.Loaded, Baseline: "prod"})
	if err != nil {
		t.Fatal(err)
	}
	if wrong := sums(result); wrong != "" {
		t.Fatal(wrong)
	}
	return result
}

// unexplained lists what is neither the same nor expected, of one environment.
func unexplained(result *compare.Result, environment string) []*model.Entry {
	var out []*model.Entry
	for _, e := range result.Entries {
		if e.Environment == environment && e.Verdict > model.Expected {
			out = append(out, e)
		}
	}
	return out
}

func describe(entries []*model.Entry) string {
	text := ""
	for _, e := range entries {
		text += fmt.Sprintf("\n  %s %s %s %s: %s against %s %v %s", e.Type.Name, e.Name, e.Attribute, e.Verdict, e.Mine.Value, e.Baseline.Value, e.Findings, e.Reason)
	}
	return text
}

func TestRenamedCopyHasNoUnexplainedDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		template := mt.Templates().Draw(t, "template")
		result := compared(t, template.Render("staging"), template.Render("prod"))
		if bad := unexplained(result, "staging"); len(bad) > 0 {
			t.Fatalf("a copy in other words differs:%s", describe(bad))
		}
	})
}

func TestOneMutationIsExactlyOneDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		template := mt.Templates().Draw(t, "template")
		staging := template.Render("staging")
		r := staging.Resources[rapid.IntRange(0, len(staging.Resources)-1).Draw(t, "resource")]
		var judged []model.Attribute
		declared := mt.Catalog().Type(r.Type)
		for _, a := range r.Attributes {
			if field := declared.FieldOf(a.Path, r); field.Class.Judged() && field.Follows.IsZero() {
				judged = append(judged, a)
			}
		}
		a := judged[rapid.IntRange(0, len(judged)-1).Draw(t, "attribute")]
		r.Set(a.Path, mutate(t, a.Value))
		result := compared(t, staging, template.Render("prod"))
		bad := slices.DeleteFunc(unexplained(result, "staging"), func(e *model.Entry) bool {
			return strings.HasPrefix(e.Reason, "follows ") // of what is unknown
		})
		if len(bad) != 1 || !slices.Contains(bad[0].Mine.Resources, r.ID) && len(bad[0].Baseline.Resources) == 0 {
			t.Fatalf("%s %s %s was changed from %s:%s", r.Type, r.ID, a.Path, a.Value, describe(bad))
		}
	})
}

// mutate makes another value of the same kind. A rule has no value to change but itself: it goes.
func mutate(t *rapid.T, v model.Value) model.Value {
	switch v.Kind() {
	case model.Bool:
		return model.Value{}
	case model.Number:
		return model.NumberValue(v.Text() + "1")
	case model.Set:
		return model.SetValue([]string{"sg-0badbad0"})
	default:
		return model.TextValue(rapid.SampledFrom([]string{"x" + v.Text(), v.Text() + "x", "other"}).Draw(t, "mutation"))
	}
}

func TestOrderOfInputNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		staging, prod := mt.Templates().Draw(t, "a").Render("staging"), mt.Templates().Draw(t, "b").Render("prod")
		print := func(r *compare.Result) string {
			text, err := json.Marshal([]any{r.Summary, describe(r.Entries), len(r.Causes)})
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
		before := print(compared(t, staging, prod))
		shuffled := mt.Inventory("staging", rapid.Permutation(staging.Resources).Draw(t, "order")...)
		shuffled.Targets = rapid.Permutation(staging.Targets).Draw(t, "targets")
		if after := print(compared(t, shuffled, prod)); after != before {
			t.Fatalf("another order, another answer:\n%s\n%s", before, after)
		}
	})
}

func TestAnotherEnvironmentChangesNoVerdict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		staging, prod, dev := mt.Templates().Draw(t, "a").Render("staging"), mt.Templates().Draw(t, "b").Render("prod"), mt.Templates().Draw(t, "c").Render("dev")
		without := describe(unexplained(compared(t, staging, prod), "staging"))
		with := describe(unexplained(compared(t, staging, dev, prod), "staging"))
		if with != without {
			t.Fatalf("dev changes what is said of staging:\n%s\n%s", without, with)
		}
	})
}

func TestSwappingTheBaselineMirrors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := mt.Templates().Draw(t, "a").Render("staging"), mt.Templates().Draw(t, "b").Render("prod")
		count := func(baseline string) model.Summary {
			result, err := compare.Run(mt.Catalog(), []*model.Inventory{a, b}, compare.Options{Now: mt.Loaded, Baseline: baseline})
			if err != nil {
				t.Fatal(err)
			}
			return result.Summary
		}
		there, back := count("prod"), count("staging")
		if there[model.Missing] != back[model.Extra] || there[model.Extra] != back[model.Missing] || there[model.Drift] != back[model.Drift] {
			t.Fatalf("%v turned round is %v", there, back)
		}
	})
}
