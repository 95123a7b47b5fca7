package report

import (
	"fmt"
	"io"
	"testing"

	"parity/model"
)

// wide is a comparison with 100,000 differences.
func wide() *model.Comparison {
	b := compared(inventory("staging", model.Mirror, ""), inventory("prod", model.Baseline, ""))
	var entries []*model.Entry
	for i := range 100_000 {
		entries = append(entries, differs(parameterType, fmt.Sprint("/service/key", i), "Value", fmt.Sprint("https://stg.acme-pay.io/", i), fmt.Sprint("https://acme-pay.com/", i)))
	}
	b.cause(model.Cause{Kind: model.CauseWord, Environment: "staging", Title: "acme-pay.com ⇄ stg.acme-pay.io"}, entries...)
	return b.Comparison
}

func BenchmarkJSON(b *testing.B) {
	c := wide()
	b.ReportAllocs()
	for b.Loop() {
		if err := JSON(io.Discard, c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTextAll(b *testing.B) {
	c := wide()
	b.ReportAllocs()
	for b.Loop() {
		if err := Text(io.Discard, c, Options{Show: ShowAll}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkText(b *testing.B) {
	c := wide()
	for b.Loop() {
		if err := Text(io.Discard, c, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
