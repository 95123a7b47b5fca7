package compare_test

import (
	"fmt"
	"testing"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
	"parity/model/rules"
)

// BenchmarkCompare goes from decoded inventories to a comparison; entries are reported as a check that
// there is something to find.
func BenchmarkCompare(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		inventories := []*model.Inventory{mt.Large("staging", n), mt.Large("prod", n)}
		b.Run(fmt.Sprintf("instances=%d,parameters=%d", n, 10*n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				result, err := compare.Run(mt.Catalog(), inventories, compare.Options{Now: mt.Loaded})
				if err != nil || len(result.Causes) == 0 {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(result.Entries)), "entries")
			}
		})
	}
}

// BenchmarkExplainedAnew is another rule on a judgement that is there.
func BenchmarkExplainedAnew(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		inventories := []*model.Inventory{mt.Large("staging", n), mt.Large("prod", n)}
		result, err := compare.Run(mt.Catalog(), inventories, compare.Options{Now: mt.Loaded})
		if err != nil {
			b.Fatal(err)
		}
		options := compare.Options{Now: mt.Loaded, Rules: []rules.Rule{{ID: "a rule", Type: mt.Instance, Attribute: "InstanceType", Reason: "because"}}}
		b.Run(fmt.Sprintf("instances=%d,parameters=%d", n, 10*n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				result = result.Explained(options)
				b.ReportMetric(float64(len(result.Entries)), "entries")
			}
		})
	}
}
