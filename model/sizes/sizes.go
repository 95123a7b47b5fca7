// Package sizes orders the sizes of instances and databases by AWS's own names. Two sizes have an order
// only within one family: another family, generation or architecture is never smaller.
package sizes

import (
	"cmp"
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

// rank is a size in quarters of an xlarge's power of two steps: what counts is the order alone. A bare
// metal instance of no stated size is the whole machine.
func rank(size string) (int, bool) {
	for i, name := range small {
		if size == name {
			return i, true
		}
	}
	size, metal := strings.CutPrefix(size, "metal")
	size = strings.TrimPrefix(size, "-")
	switch {
	case metal && size == "":
		return 1 << 20, true
	case metal:
		size = strings.TrimSuffix(size, "xl")
	case size == "xlarge":
		return len(small), true
	default:
		var ok bool
		if size, ok = strings.CutSuffix(size, "xlarge"); !ok {
			return 0, false
		}
	}
	n, err := strconv.Atoi(size)
	if err != nil || n < 1 {
		return 0, false
	}
	return len(small) + 2*n, true
}
