package loads_test

import (
	"testing"

	mt "parity/model/modeltest"
)

// A load of 10,000 instances and 100,000 parameters: how long it takes to be kept, to be read again, and to be
// looked at for what it had read; and how large it is.
func BenchmarkALargeLoad(b *testing.B) {
	s := store(b)
	inv := mt.Large("prod", 10_000)
	if err := s.Keep(b.Context(), place, inv); err != nil {
		b.Fatal(err)
	}
	kept := s.List(place)[0]
	b.Run("keep", func(b *testing.B) {
		for b.Loop() {
			if err := s.Keep(b.Context(), place, inv); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(kept.Size)/1e6, "MB")
	})
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Read(kept); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("head", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Head(kept); err != nil {
				b.Fatal(err)
			}
		}
	})
}
