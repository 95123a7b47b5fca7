// Package sizes orders the sizes of instances and databases by AWS's own names. Two sizes have an order
// only within one family: another family, generation or architecture is never smaller.
package sizes

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// small are the sizes below xlarge, in AWS's order.
var small = []string{"nano", "micro", "small", "medium", "large"}

// Compare orders two instance types or database classes (t3.small, db.r6g.2xlarge) of one family; ok is
// false where there is no order between them.
func Compare(a, b string) (order int, ok bool) {
	familyA, sizeA := split(a)
	familyB, sizeB := split(b)
	if familyA == "" || familyA != familyB {
		return 0, false
	}
	x, okA := rank(sizeA)
	y, okB := rank(sizeB)
	return cmp.Compare(x, y), okA && okB
}

func split(name string) (family, size string) {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return "", ""
	}
	return name[:dot], name[dot+1:]
}

// rank is the place of a size among all sizes. Bare metal of no stated size is the whole machine, and so
// the largest; of a stated one it is as large as that.
func rank(size string) (int, bool) {
	if i := slices.Index(small, size); i >= 0 {
		return i, true
	}
	switch size {
	case "xlarge":
		return len(small), true
	case "metal":
		return math.MaxInt, true
	}
	times, ok := strings.CutSuffix(size, "xlarge")
	if bare, metal := strings.CutPrefix(size, "metal-"); metal {
		times, ok = strings.CutSuffix(bare, "xl")
	}
	n, err := strconv.ParseUint(times, 10, 16)
	if !ok || err != nil || n < 2 {
		return 0, false
	}
	return len(small) + int(n), true
}
