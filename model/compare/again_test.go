package compare_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
	"parity/model/rules"
)

// told is all that a comparison says, in words.
func told(r *compare.Result) string {
	var out strings.Builder
	for _, e := range r.Entries {
		fmt.Fprintln(&out, e.Type.Name, e.Name, e.Attribute, e.Environment, e.Verdict, e.Findings, e.Reason, e.Rule, e.Cause, e.Replaces != nil)
		if e.Replaces != nil && e.Replaces.Replaces != e {
			fmt.Fprintln(&out, "its counterpart is another's")
		}
	}
	for _, row := range r.Rows {
		fmt.Fprintln(&out, row.Type.Name, row.Role, row.Verdict, row.Alone, len(row.Entries))
		for _, cell := range row.Cells {
			fmt.Fprintln(&out, "", cell.State, cell.Verdict, cell.Findings)
		}
		for _, e := range row.Entries {
			fmt.Fprintln(&out, "", e.Attribute, e.Environment, e.Verdict, e.Row == row)
		}
		for _, l := range r.Lines(row) {
			fmt.Fprintln(&out, "", l.Attribute, l.Cells[0].Verdict, l.Cells[1].Verdict)
		}
	}
	for _, c := range r.Causes {
		fmt.Fprintln(&out, c.ID, c.Title, c.Reach, c.Why, len(c.Entries))
	}
	fmt.Fprintln(&out, r.Summary, r.ByEnvironment, r.ByType, r.Stale, r.Expired)
	return out.String()
}

// drawOptions draws rules of every kind, and what was accepted of a comparison.
func drawOptions(t *rapid.T, from *compare.Result) compare.Options {
	options := compare.Options{Baseline: "prod", Now: time.Date(2026, time.November, 24, 2, 14, 0, 0, time.UTC)}
	for i := range rapid.IntRange(0, 3).Draw(t, "rules") {
		rule := rules.Rule{
			ID:         fmt.Sprint("rule ", i),
			Attribute:  rapid.SampledFrom([]string{"", "InstanceType", "Tags.*", "Value", "Ingress.**"}).Draw(t, "attribute"),
			Type:       rapid.SampledFrom([]string{mt.Instance, mt.Parameter, mt.Group}).Draw(t, "type"),
			MustDiffer: rapid.Bool().Draw(t, "must differ"), Reason: "because",
		}
		if rapid.IntRange(0, 4).Draw(t, "over") == 0 {
			rule.Expires = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
		}
		options.Rules = append(options.Rules, rule)
	}
	var debts []rules.Debt
	for _, e := range from.Entries {
		if e.Verdict.Unexplained() && rapid.IntRange(0, 3).Draw(t, "debt") == 0 {
			debts = append(debts, rules.Debt{Fingerprint: rules.Fingerprint("s", e), By: "m", Expires: options.Now.AddDate(0, 1, 0)})
		}
	}
	options.Accepted = rules.NewAccepted("s", debts)
	return options
}

// TestExplainedAnew: other rules on the same judgement say what a whole comparison with them says, and the
// comparison before stays as it was.
func TestExplainedAnew(t *testing.T) {
	catalog := mt.Catalog()
	explained := 0
	rapid.Check(t, func(t *rapid.T) {
		inventories := []*model.Inventory{
			mt.Templates().Draw(t, "staging").Render("staging"), mt.Templates().Draw(t, "prod").Render("prod"),
		}
		run := func(options compare.Options) *compare.Result {
			result, err := compare.Run(catalog, inventories, options)
			if err != nil {
				t.Fatal(err)
			}
			return result
		}
		first := run(compare.Options{Baseline: "prod"})
		for range 2 {
			options := drawOptions(t, first)
			before := told(first)
			next := first.Explained(options)
			if got, want := told(next), told(run(options)); got != want {
				t.Fatalf("explained anew:\n%s\ncompared anew:\n%s", got, want)
			}
			if told(first) != before {
				t.Fatal("the comparison before has changed")
			}
			explained += next.Summary[model.Intentional] + next.Summary[model.Accepted]
			first = next
		}
	})
	if explained == 0 {
		t.Error("nothing was ever explained")
	}
}
