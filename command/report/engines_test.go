package report

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parity/model"
	"parity/model/compare"
	"parity/model/modeltest"
)

// What the engines really say, whatever they are given, is within the contract.

func TestWhatTheEnginesSayIsWithinTheContract(t *testing.T) {
	contract := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) *model.Inventory { return modeltest.Templates().Draw(t, name).Render(name) }
		result, err := compare.Run(modeltest.Catalog(), []*model.Inventory{draw("staging"), draw("dev"), draw("prod")}, compare.Options{Now: modeltest.Loaded})
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if err := JSON(&out, result.Comparison); err != nil {
			t.Fatal(err)
		}
		var document any
		if err := json.Unmarshal([]byte(out.String()), &document); err != nil {
			t.Fatal(err)
		}
		if err := contract.Validate(document); err != nil {
			t.Fatal(err, "\n", out.String())
		}
		agree(t, out.String(), result.Comparison)
	})
}

// agree holds a report against itself: its counts are those of what it lists.
func agree(t *rapid.T, text string, c *model.Comparison) {
	var report struct {
		Summary map[string]int
		Causes  []struct {
			ID, Environment string
			Differences     int
		}
		Differences []struct{ Verdict, Cause, Environment string }
	}
	if err := json.Unmarshal([]byte(text), &report); err != nil {
		t.Fatal(err)
	}
	verdicts, causes := map[string]int{}, map[string]int{}
	for _, d := range report.Differences {
		if d.Environment != c.BaselineName() {
			verdicts[d.Verdict]++
		}
		if d.Cause != "" {
			causes[d.Cause]++
		}
	}
	for _, verdict := range []string{"drift", "missing", "extra"} {
		if report.Summary[verdict] != verdicts[verdict] {
			t.Fatalf("summary says %d %s, %d are listed", report.Summary[verdict], verdict, verdicts[verdict])
		}
	}
	for _, cause := range report.Causes {
		if causes[cause.ID] != cause.Differences {
			t.Fatalf("cause %s says %d differences, %d carry its id", cause.ID, cause.Differences, causes[cause.ID])
		}
		delete(causes, cause.ID)
	}
	if len(causes) > 0 {
		t.Fatalf("causes that are not listed: %v", causes)
	}
}

func TestTheTextOfWhatTheEnginesSayFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) *model.Inventory { return modeltest.Templates().Draw(t, name).Render(name) }
		result, err := compare.Run(modeltest.Catalog(), []*model.Inventory{draw("staging"), draw("dev"), draw("prod")}, compare.Options{Now: modeltest.Loaded})
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if err := Text(&out, result.Comparison, Options{}); err != nil {
			t.Fatal(err)
		}
		if lines := strings.Count(out.String(), "\n"); lines > longest {
			t.Fatalf("%d lines:\n%s", lines, out.String())
		}
	})
}
