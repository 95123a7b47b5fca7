package checklist

import (
	"slices"
	"time"

	"parity/model"
)

// Retested is the investigation after everything was read again: what is no longer different is ticked, what was
// ticked so and differs again is not. Where something could not be read, or is explained by now, nothing is decided.
// What is compared with another baseline decides nothing at all.
func (inv Investigation) Retested(is *model.Comparison, at time.Time) Investigation {
	if is.BaselineName() != inv.Baseline {
		return inv
	}
	now, out := newFates(is), inv.Out()
	result := Retest{At: at}
	before := map[located]bool{}
	for i := range inv.Seen {
		s := &inv.Seen[i]
		for _, p := range s.Places {
			before[p.in(s.Environment)] = true
		}
	}
	causes := map[string]bool{}
	for _, cause := range is.Causes {
		causes[CauseKey(cause)] = true
	}
	var still []Seen
	for i := range inv.Seen {
		s := &inv.Seen[i]
		if s.out(inv, out) {
			still = append(still, *s)
			continue
		}
		result.Of++
		fate := now.of(s)
		if causes[s.Key] {
			fate = Differs // it may hold others than it did
		}
		switch fate {
		case Differs:
			result.Differ++
		case Unsure:
			result.Unknown++
			still = append(still, *s)
		case Excused:
			result.Explained++
		case Gone:
			inv = inv.Decided(s.Key, func(d *Decision) {
				d.Title = s.Title
				if d.Ticked.IsZero() {
					d.Ticked, d.ByItself = at, true
				}
			})
		}
	}
	judged := asked(is)
	for _, cause := range is.Causes {
		for _, e := range cause.Entries {
			if judged[e.Environment] && !before[locate(e)] {
				result.New++
			}
		}
	}
	inv = inv.relooked(is, still, before, at)
	inv.Retests = append(inv.Retests[:len(inv.Retests):len(inv.Retests)], result)
	return inv
}

// out says that all of a to-do was ruled out, by itself or by what was said of each of its differences.
func (s *Seen) out(inv Investigation, out Out) bool {
	if !inv.Decisions[s.Key].RuledOut.IsZero() {
		return true
	}
	return len(out) > 0 && !slices.ContainsFunc(s.Places, func(p Place) bool {
		_, ruled := out[p.in(s.Environment).text()]
		return !ruled
	})
}

// relooked remembers the to-dos there are now, beside those of which nothing could be said. What holds a difference
// that was not there before is new; what holds the same as another cause did takes over what was decided of that.
func (inv Investigation) relooked(is *model.Comparison, still []Seen, before map[located]bool, at time.Time) Investigation {
	known, alike := map[string]*Seen{}, map[string]*Seen{}
	for i := range inv.Seen {
		known[inv.Seen[i].Key], alike[inv.Seen[i].signature()] = &inv.Seen[i], &inv.Seen[i]
	}
	var now []Seen
	present := map[string]bool{}
	for _, t := range together(inv, is) {
		if t.Cause == nil {
			continue
		}
		s := seen(t.Cause)
		present[s.Key] = true
		old := known[s.Key]
		switch twin := alike[s.signature()]; {
		case old != nil:
			s.New = old.New
		case twin != nil:
			s.New = twin.New
			inv = inv.taken(twin.Key, s.Key)
		case slices.ContainsFunc(s.Places, func(p Place) bool { return !before[p.in(s.Environment)] }):
			s.New = at
		}
		if t.ByItself {
			inv = inv.Decided(s.Key, func(d *Decision) { d.Ticked, d.ByItself = time.Time{}, false })
		}
		now = append(now, s)
	}
	inv.Seen = append(now, slices.DeleteFunc(still, func(s Seen) bool { return present[s.Key] })...)
	return inv
}

// taken is the investigation with the decision of one to-do on another, which holds the same.
func (inv Investigation) taken(from, to string) Investigation {
	d, decided := inv.Decisions[from]
	if _, has := inv.Decisions[to]; !decided || has {
		return inv
	}
	inv = inv.Decided(from, func(d *Decision) { *d = Decision{} })
	return inv.Decided(to, func(now *Decision) { *now = d })
}
