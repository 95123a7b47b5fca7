package compare_test

import (
	"testing"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
	"parity/model/rules"
)

func TestMustDiffer(t *testing.T) {
	rule := rules.Rule{ID: "parity.yaml:1:1", Type: mt.Parameter, Name: "/psp/key", Attribute: "Value", MustDiffer: true, Reason: "sandbox and live keys"}
	verdict := func(a, b *model.Inventory) model.Verdict {
		t.Helper()
		result, err := compare.Run(mt.Catalog(), []*model.Inventory{a, b}, compare.Options{Now: mt.Loaded, Rules: []rules.Rule{rule}, Baseline: b.Environment.Name})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range result.Entries {
			if e.Attribute == model.Dotted("Value") {
				return e.Verdict
			}
		}
		return model.Same
	}
	staging := func(value string) *model.Inventory {
		return mt.Inventory("staging", mt.Param("/staging/psp/key", value))
	}
	prod := mt.Inventory("prod", mt.Param("/prod/psp/key", "live"))
	if got := verdict(staging("sandbox"), prod); got != model.Intentional {
		t.Errorf("differing is %s, want intentional", got)
	}
	if got := verdict(staging("live"), prod); got != model.Drift {
		t.Errorf("equal is %s, want drift", got)
	}
	before := mt.Inventory("prod", mt.Param("/prod/psp/key", "live"))
	before.Environment.Name = "prod@2026-11-20"
	if got := verdict(prod, before); got != model.Same {
		t.Errorf("prod against itself of Friday is %s, want same", got)
	}
}
