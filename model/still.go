package model

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Look is an earlier load of one type of one environment that what is there now was held against.
type Look struct {
	Environment string
	Type        *Type
	// At is when it was loaded; zero where no load is kept that had read the type.
	At time.Time
}

// Moved is a row that changed in an environment in the window.
type Moved struct {
	Row         *Row
	Environment string
}

// Stillness is what can be said where nothing is known to have changed: as much as was held against earlier loads,
// and no more.
type Stillness struct {
	// Environments are those of which an earlier load is known, and After the latest of their loads: after it, nothing
	// changed in them.
	Environments []string
	After        time.Time
	// Since is the start of the window.
	Since time.Time
	// Moved names what changed all the same, and differs in nothing that changed.
	Moved []string
	// Gaps are what no earlier load is kept of.
	Gaps []Gap
}

// Gap is what of an environment no earlier load is kept of: all of it where it names no types.
type Gap struct {
	Environment string
	Types       []*Type
}

// Still says what was held against earlier loads. What could not be read now is no part of it: that is told as such.
func (c *Comparison) Still() Stillness {
	s := Stillness{Since: c.Since}
	for _, m := range c.Moved {
		if !slices.Contains(s.Moved, m.Row.Name) {
			s.Moved = append(s.Moved, m.Row.Name)
		}
	}
	for _, i := range append([]int{c.Baseline}, c.Others()...) {
		e := &c.Inventories[i].Environment
		if e.Source == "snapshot" {
			continue // it is a load of then itself
		}
		name := e.Name
		gap, known := Gap{Environment: name}, false
		for _, look := range c.Looks {
			switch {
			case look.Environment != name:
			case look.At.IsZero():
				gap.Types = append(gap.Types, look.Type)
			default:
				known = true
				if look.At.After(s.After) {
					s.After = look.At
				}
			}
		}
		if known {
			s.Environments = append(s.Environments, name)
		}
		if len(gap.Types) == 0 {
			continue
		}
		if !known {
			gap.Types = nil
		}
		s.Gaps = append(s.Gaps, gap)
	}
	return s
}

// Holds says whether the claim is about resources of a type too: not where no earlier load of them is kept.
func (s *Stillness) Holds(t *Type) bool {
	return !slices.ContainsFunc(s.Gaps, func(g Gap) bool { return slices.Contains(g.Types, t) })
}

// Claim says in words what did not change, and since when. A time is told as at tells it.
func (s *Stillness) Claim(at func(time.Time) string) string {
	what := "Nothing"
	if len(s.Moved) > 0 {
		what = "Nothing that differs"
	}
	if len(s.Environments) == 0 {
		return what + " is known to have changed since " + at(s.Since)
	}
	return what + " changed in " + series(s.Environments) + " after " + at(s.After)
}

// Doubts say in words what a change could have escaped, the most of it first.
func (s *Stillness) Doubts(at func(time.Time) string) []string {
	var doubts, unkept []string
	if n := len(s.Moved); n > 0 {
		names := s.Moved[:min(n, 3)]
		if n > len(names) {
			names = append(slices.Clone(names), fmt.Sprintf("%d more", n-len(names)))
		}
		doubts = append(doubts, "changed all the same, and alike: "+series(names))
	}
	for _, gap := range s.Gaps {
		if len(gap.Types) == 0 {
			unkept = append(unkept, gap.Environment)
		}
	}
	if len(unkept) > 0 {
		doubts = append(doubts, "no earlier load of "+series(unkept)+" is kept: only what AWS dates would be seen there")
	}
	if s.After.After(s.Since) {
		doubts = append(doubts, "no load of before "+at(s.Since)+" is kept: between that and "+at(s.After)+" only what AWS dates would be seen")
	}
	for _, gap := range s.Gaps {
		if len(gap.Types) > 0 {
			doubts = append(doubts, "no earlier load is kept for "+series(plurals(gap.Types))+" of "+gap.Environment+": a change there would not be seen"+dating(gap.Types))
		}
	}
	return doubts
}

// dating adds that AWS itself dates some of the types.
func dating(types []*Type) string {
	dated := slices.DeleteFunc(slices.Clone(types), func(t *Type) bool { return t.Modified.IsZero() && len(t.Told) == 0 })
	switch {
	case len(dated) == 0:
		return ""
	case len(dated) == len(types):
		return ", but where AWS dates it"
	default:
		return ", but where AWS dates it (" + series(plurals(dated)) + ")"
	}
}

func plurals(types []*Type) []string {
	var names []string
	for _, t := range types {
		if !slices.Contains(names, t.Plural) {
			names = append(names, t.Plural)
		}
	}
	return names
}

// series joins names: a, b and c.
func series(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
