package compare_test

import (
	"fmt"
	"slices"
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

// BenchmarkNewSince holds a comparison against an older one, of which half the differences are known.
func BenchmarkNewSince(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		prod := mt.Large("prod", n)
		run := func(staging *model.Inventory) *compare.Result {
			result, err := compare.Run(mt.Catalog(), []*model.Inventory{staging, prod}, compare.Options{Now: mt.Loaded})
			if err != nil {
				b.Fatal(err)
			}
			return result
		}
		then := mt.Large("staging", n)
		for i, r := range then.Resources {
			if i%200 == 0 {
				changed := *r
				changed.Attributes = slices.Clone(r.Attributes)
				changed.Set(model.Dotted("Tags.Tag00"), model.TextValue("another"))
				then.Resources[i] = &changed
			}
		}
		before, now := run(then), run(mt.Large("staging", n))
		b.Run(fmt.Sprintf("instances=%d,parameters=%d", n, 10*n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c := now.NewSince(before, "")
				b.ReportMetric(float64(len(now.Entries)), "entries")
				b.ReportMetric(float64(c.NewSince.Gone), "gone")
			}
		})
	}
}
