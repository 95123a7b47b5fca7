package checklist

import (
	"time"

	"parity/model"
)

// Retested is the investigation after everything was read again: what is no longer different is ticked, what was
// ticked so and differs again is not. Where something could not be read, nothing is decided.
func (inv Investigation) Retested(was, is *model.Comparison, at time.Time) Investigation {
	differ, unknown := map[string]bool{}, map[string]bool{}
	for _, e := range is.Entries {
		switch {
		case e.Verdict.Unexplained():
			differ[EntryKey(e)] = true
		case e.Verdict == model.Unknown:
			unknown[EntryKey(e)] = true
		}
	}
	result := Retest{At: at}
	before := map[string]bool{}
	for _, e := range was.Entries {
		if e.Verdict.Unexplained() {
			before[EntryKey(e)] = true
		}
	}
	for key := range differ {
		if !before[key] {
			result.New++
		}
	}
	for _, t := range together(inv, was) {
		if t.Cause == nil || !t.RuledOut.IsZero() {
			continue
		}
		result.Of++
		switch state(t.Cause, differ, unknown) {
		case model.Drift:
			result.Differ++
			if t.ByItself {
				inv = inv.Decided(t.Key, func(d *Decision) { d.Ticked, d.ByItself = time.Time{}, false })
			}
		case model.Unknown:
			result.Unknown++
		default:
			if t.Ticked.IsZero() {
				inv = inv.Decided(t.Key, func(d *Decision) { d.Ticked, d.ByItself, d.Title = at, true, t.Title })
			}
		}
	}
	inv.Retests = append(inv.Retests[:len(inv.Retests):len(inv.Retests)], result)
	return inv
}

// state is how a cause stands in another comparison: it differs as long as one of its differences does.
func state(c *model.Cause, differ, unknown map[string]bool) model.Verdict {
	verdict := model.Same
	for _, e := range c.Entries {
		whole := model.Entry{Type: e.Type, Environment: e.Environment}
		role := model.Entry{Type: e.Type, Name: e.Name, Environment: e.Environment}
		switch {
		case differ[EntryKey(e)]:
			return model.Drift
		case unknown[EntryKey(e)] || unknown[EntryKey(&whole)] || unknown[EntryKey(&role)]:
			verdict = model.Unknown
		}
	}
	return verdict
}
