package sizes_test

import (
	"testing"

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
	} {
		if order, ok := sizes.Compare(c.a, c.b); ok != c.ok || ok && order != c.order {
			t.Errorf("%s against %s: %d, %v", c.a, c.b, order, ok)
		}
	}
}
