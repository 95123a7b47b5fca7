package compare

import (
	"slices"
	"strconv"
	"strings"
)

// truths are the ways to write yes and no that MySQL, PostgreSQL and most configuration know.
var truths = map[string]string{
	"1": "yes", "on": "yes", "true": "yes", "yes": "yes", "enabled": "yes",
	"0": "no", "off": "no", "false": "no", "no": "no", "disabled": "no",
}

// equivalent says of two texts that differ that they may well mean the same: whether they do is up to whoever reads
// them, so that they stay a difference. Empty where they do not.
func equivalent(mine, base string) string {
	a, b := strings.ToLower(strings.TrimSpace(mine)), strings.ToLower(strings.TrimSpace(base))
	switch {
	case truths[a] != "" && truths[a] == truths[b]:
		return "probably equivalent: both mean " + truths[a]
	case a == b && mine != base:
		return "probably equivalent: they differ in case or white space alone"
	case sameNumber(a, b):
		return "probably equivalent: the same number, written differently"
	case strings.Contains(a, ",") && sameElements(a, b):
		return "the same elements in another order"
	}
	return ""
}

func sameNumber(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && x == y
}

func sameElements(a, b string) bool {
	elements := func(text string) []string {
		list := strings.Split(text, ",")
		for i := range list {
			list[i] = strings.TrimSpace(list[i])
		}
		slices.Sort(list)
		return list
	}
	return slices.Equal(elements(a), elements(b))
}
