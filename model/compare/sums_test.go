package compare_test

import (
	"fmt"

	"parity/model"
	"parity/model/compare"
)

// sums says what of a comparison's arithmetic is wrong: the parts of a summary are the whole, and causes
// hold every unexplained entry once. Empty where nothing is. Every comparison of these tests is held to it.
func sums(result *compare.Result) string {
	byEnvironment, byType := model.Summary{}, model.Summary{}
	for _, s := range result.ByEnvironment {
		add(byEnvironment, s)
	}
	for _, environments := range result.ByType {
		for _, s := range environments {
			add(byType, s)
		}
	}
	counted := model.Summary{}
	for _, e := range result.Entries {
		counted[e.Verdict]++
	}
	unexplained := 0
	for v, n := range result.Summary {
		switch {
		case n < 0 || byEnvironment[v] != n || byType[v] != n:
			return fmt.Sprintf("%s: %d in all, %d by environment, %d by type", v, n, byEnvironment[v], byType[v])
		case v > model.Same && counted[v] != n:
			return fmt.Sprintf("%s: %d counted, %d entries", v, n, counted[v])
		case v.Unexplained():
			unexplained += n
		}
	}
	held := map[*model.Entry]bool{}
	for _, c := range result.Causes {
		for _, e := range c.Entries {
			if held[e] || e.Cause != c.ID || !e.Verdict.Unexplained() {
				return fmt.Sprintf("%s %s of %s is %s in cause %q and says %q", e.Name, e.Attribute, e.Environment, e.Verdict, c.ID, e.Cause)
			}
			held[e] = true
		}
	}
	if len(held) != unexplained {
		return fmt.Sprintf("%d unexplained, %d in causes", unexplained, len(held))
	}
	return ""
}

func add(to, from model.Summary) {
	for v, n := range from {
		to[v] += n
	}
}
