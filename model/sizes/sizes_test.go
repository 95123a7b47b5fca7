package sizes_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"parity/model/sizes"
)

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		order int
		ok    bool
	}{
		{"t3.small", "t3.large", -1, true},
		{"t3.large", "t3.small", 1, true},
		{"t3.large", "t3.large", 0, true},
		{"m5.large", "m5.xlarge", -1, true},
		{"m5.2xlarge", "m5.12xlarge", -1, true},
		{"db.r6g.large", "db.r6g.2xlarge", -1, true},
		{"m5.24xlarge", "m5.metal", -1, true},
		{"m7i.metal-24xl", "m7i.metal-48xl", -1, true},
		{"t3.small", "t3a.large", 0, false},
		{"m5.large", "m6g.xlarge", 0, false},
		{"db.t3.small", "t3.large", 0, false},
		{"db.serverless", "db.r6g.large", 0, false},
		{"t3.weird", "t3.large", 0, false},
		{"", "t3.large", 0, false},
		{"t3.nano", "t3.micro", -1, true},
		{"t3.micro", "t3.small", -1, true},
		{"t3.small", "t3.medium", -1, true},
		{"t3.medium", "t3.large", -1, true},
		{"m7i.metal-24xl", "m7i.24xlarge", 0, true},
		{"m7i.metal-48xl", "m7i.24xlarge", 1, true},
		{"db.r6g.large", "db.r6i.xlarge", 0, false},
		{"m5.large", "m5d.xlarge", 0, false},
		{"db.r5.large.tpc1.mem2x", "db.r5.large.tpc1.mem4x", 0, false},
		{"db.r5.large", "db.r5.large.tpc1.mem2x", 0, false},
		{"m5.0xlarge", "m5.large", 0, false},
		{"m5.metal-", "m5.large", -1, false},
		{"m5.xxlarge", "m5.large", 0, false},
		{"large", "xlarge", 0, false},
		{"", "", 0, false},
	} {
		if order, ok := sizes.Compare(c.a, c.b); ok != c.ok || ok && order != c.order {
			t.Errorf("%s against %s: %d, %v", c.a, c.b, order, ok)
		}
		if back, ok := sizes.Compare(c.b, c.a); ok != c.ok || ok && back != -c.order {
			t.Errorf("%s against %s: %d, %v", c.b, c.a, back, ok)
		}
	}
}

// TestOrder: within a family the sizes have one order, that of the machine's share; between families none.
func TestOrder(t *testing.T) {
	ascending := []string{"nano", "micro", "small", "medium", "large", "xlarge"}
	for n := 2; n <= 112; n++ {
		ascending = append(ascending, fmt.Sprintf("%dxlarge", n))
	}
	ascending = append(ascending, "metal")
	rapid.Check(t, func(t *rapid.T) {
		size, family := rapid.SampledFrom(ascending), rapid.StringMatching(`(db\.)?[a-z]{1,3}[1-9][a-z]{0,3}`)
		a, b, f, g := size.Draw(t, "a"), size.Draw(t, "b"), family.Draw(t, "f"), family.Draw(t, "g")
		order, ok := sizes.Compare(f+"."+a, f+"."+b)
		if want := slices.Index(ascending, a) - slices.Index(ascending, b); !ok || order*want < 0 || (order == 0) != (want == 0) {
			t.Fatalf("%s against %s: %d, %v", a, b, order, ok)
		}
		if _, ok := sizes.Compare(f+"."+a, g+"."+b); ok != (f == g) {
			t.Fatalf("%s against %s: %v", f, g, ok)
		}
	})
}

func BenchmarkCompare(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		sizes.Compare("db.r6g.large", "db.r6g.12xlarge")
	}
}
