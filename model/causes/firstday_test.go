package causes_test

import (
	"fmt"
	"strings"
	"testing"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
)

// TestFirstDay looks at companies that have never looked before, without any configuration: few causes,
// nothing swallowed, and the accident among the first three.
func TestFirstDay(t *testing.T) {
	most, total := 0, 0
	for seed := range uint64(100) {
		staging, prod, accident := mt.Company(seed, 600)
		result, err := compare.Run(mt.Catalog(), []*model.Inventory{staging, prod}, compare.Options{Now: mt.Loaded})
		if err != nil {
			t.Fatal(err)
		}
		differences := result.Summary[model.Drift] + result.Summary[model.Missing] + result.Summary[model.Extra]
		total += differences
		most = max(most, len(result.Causes))
		held := map[string]int{}
		place := -1
		var titles []string
		for i, c := range result.Causes {
			titles = append(titles, fmt.Sprintf("%s %s (%d)", c.Kind, c.Title, len(c.Entries)))
			for _, e := range c.Entries {
				held[e.Type.Name+" "+e.Name+" "+e.Attribute.String()+" "+e.Verdict.String()]++
				if e.Type.Name == accident.Type && e.Name == accident.Name && e.Attribute.String() == accident.Attribute {
					place = i
				}
			}
		}
		for key, n := range held {
			if n != 1 {
				t.Errorf("seed %d: %s stands in %d causes", seed, key, n)
			}
		}
		if len(held) != differences {
			t.Errorf("seed %d: %d differences, %d in causes", seed, differences, len(held))
		}
		if len(result.Causes) > 25 || place < 0 || place > 2 {
			t.Errorf("seed %d: %d causes, accident %v at %d:\n  %s", seed, len(result.Causes), accident, place, strings.Join(titles, "\n  "))
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("100 companies, %d differences each, at most %d causes", total/100, most)
}
