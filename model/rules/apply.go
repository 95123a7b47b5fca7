package rules

import (
	"strings"
	"time"

	"parity/model"
)

// Set is every rule in force, and what was found of them.
type Set struct {
	rules []Rule
	// byType buckets the rules whose type is written out.
	byType map[string][]int
	open   []int
	// stems are what the names that each rule speaks of begin with.
	stems []string
	now   time.Time
}

// NewSet makes a set of rules as of a time. Rules that have expired are kept, to be announced.
func NewSet(list []Rule, now time.Time) *Set {
	s := &Set{rules: list, byType: map[string][]int{}, now: now}
	for i := range list {
		s.stems = append(s.stems, stem(list[i].Name, "/"))
		if name := list[i].Type; name != "" && !hasMeta(name) {
			s.byType[name] = append(s.byType[name], i)
		} else {
			s.open = append(s.open, i)
		}
	}
	return s
}

func hasMeta(glob string) bool {
	for _, c := range glob {
		if c == '*' || c == '?' || c == '[' {
			return true
		}
	}
	return false
}

// Rules lists the rules.
func (s *Set) Rules() []Rule { return s.rules }

// Find is the first rule in force that explains the entry. Every rule that speaks of the entry, expired
// ones too, is told to seen.
func (s *Set) Find(e *model.Entry, seen func(rule int)) (int, bool) {
	found := -1
	look := func(list []int) {
		for _, i := range list {
			r := &s.rules[i]
			if !strings.HasPrefix(e.Name, s.stems[i]) || !r.Matches(e) {
				continue
			}
			seen(i)
			if !r.Expired(s.now) && r.Explains(e) && (found < 0 || i < found) {
				found = i
			}
		}
	}
	look(s.byType[e.Type.Name])
	look(s.open)
	return found, found >= 0
}
