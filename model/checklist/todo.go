package checklist

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"parity/model"
)

// together are the to-dos: what changed in the window first, then as the causes are ordered, then those of which
// nothing can be said now, and what is gone last.
func together(inv Investigation, c *model.Comparison) []Todo {
	var todos []Todo
	listed := map[string]bool{}
	if c != nil {
		todos = present(inv, c, listed)
		todos = append(todos, absent(inv, c, listed)...)
	} else {
		todos = remembered(inv, listed)
	}
	var gone []Todo
	for key, d := range inv.Decisions {
		if d.Title != "" && !listed[key] {
			gone = append(gone, Todo{Key: key, Title: d.Title, Decision: d})
		}
	}
	slices.SortFunc(gone, func(a, b Todo) int { return strings.Compare(a.Key, b.Key) })
	todos = append(todos, gone...)
	return append(todos, Todo{Key: KeyRelease, Title: "application versions", Decision: inv.Decisions[KeyRelease], ByHand: true})
}

// present are the to-dos of the causes there are.
func present(inv Investigation, c *model.Comparison, listed map[string]bool) []Todo {
	var todos []Todo
	out, judged, found := inv.Out(), asked(c), map[string]time.Time{}
	for i := range inv.Seen {
		found[inv.Seen[i].Key] = inv.Seen[i].New
	}
	told := toldOf(c, judged)
	for _, cause := range c.Causes {
		t := Todo{Key: CauseKey(cause), Title: cause.Title, Cause: cause, Entry: cause.Entries[0]}
		t.Recent = slices.ContainsFunc(cause.Entries, func(e *model.Entry) bool { return e.Has(model.Recent) })
		t.Decision, t.New = inv.Decisions[t.Key], found[t.Key]
		lists := judged[cause.Environment] || !t.Decision.IsZero() || t.Recent && !told(cause)
		if d, ok := out.Cause(cause); ok && t.RuledOut.IsZero() {
			t.RuledOut, t.Reason = d.RuledOut, d.Reason
			listed[d.Key] = true
		}
		if lists {
			todos, listed[t.Key] = append(todos, t), true
		}
	}
	slices.SortStableFunc(todos, func(a, b Todo) int {
		if c := cmp.Compare(order(a.Recent), order(b.Recent)); c != 0 || !a.Recent {
			return c
		}
		return changedAt(b.Cause).Compare(changedAt(a.Cause))
	})
	return todos
}

// absent are the to-dos that were looked at and are under no cause any more, until a re-test tells what has become of
// them: those that could not be read now, or are the same. What differs is under another cause, and what is explained
// is none any more.
func absent(inv Investigation, c *model.Comparison, listed map[string]bool) []Todo {
	var todos []Todo
	var now *fates
	for i := range inv.Seen {
		s := &inv.Seen[i]
		if listed[s.Key] {
			continue
		}
		if now == nil {
			now = newFates(c)
		}
		if fate := now.of(s); fate == Unsure || fate == Gone {
			todos = append(todos, Todo{Key: s.Key, Title: s.Title, Decision: inv.Decisions[s.Key], New: s.New, Fate: fate})
			listed[s.Key] = true
		}
	}
	return todos
}

// remembered are the to-dos as they were looked at last, where there is no comparison to ask.
func remembered(inv Investigation, listed map[string]bool) []Todo {
	var todos []Todo
	for i := range inv.Seen {
		s := &inv.Seen[i]
		todos = append(todos, Todo{Key: s.Key, Title: s.Title, Decision: inv.Decisions[s.Key], New: s.New, Fate: Unsure})
		listed[s.Key] = true
	}
	return todos
}

// toldOf says of a cause that what changed in it is told by that of another environment: the change was the
// baseline's.
func toldOf(c *model.Comparison, judged map[string]bool) func(*model.Cause) bool {
	type about struct {
		of        *model.Type
		name      string
		attribute model.Path
	}
	seen := map[about]bool{}
	for _, e := range c.Entries {
		if judged[e.Environment] && e.Verdict.Unexplained() {
			seen[about{e.Type, e.Name, e.Attribute}] = true
		}
	}
	return func(cause *model.Cause) bool {
		return !slices.ContainsFunc(cause.Entries, func(e *model.Entry) bool { return !seen[about{e.Type, e.Name, e.Attribute}] })
	}
}

// changedAt is when the newest change of a cause was.
func changedAt(c *model.Cause) (at time.Time) {
	for _, e := range c.Entries {
		if e.Change != nil && e.Change.At.After(at) {
			at = e.Change.At
		}
	}
	return at
}

func order(first bool) int {
	if first {
		return 0
	}
	return 1
}
