package report

import (
	"fmt"
	"strings"
	"time"

	"parity/model"
)

// known says which older pair a comparison was held against, and what became of its differences.
func (t *teller) known() []string {
	known := t.comparison.NewSince
	if known == nil {
		return nil
	}
	var then []string
	for _, i := range t.order() {
		then = append(then, t.then(known.Then[i]))
	}
	if len(then) > headLines {
		then = append(then[:headLines], fmt.Sprintf("%d more", len(then)-headLines))
	}
	from := "the loads kept here"
	if known.From != "" {
		from = known.From
	}
	return []string{"new since " + from + ": " + strings.Join(then, ", "), fates(known)}
}

func (t *teller) then(e model.Environment) string {
	if e.LoadedAt.IsZero() {
		return e.Name + " not loaded then"
	}
	return e.Name + " of " + dayAndTime(t.comparison, e.LoadedAt)
}

// dayAndTime is a moment of the past: a snapshot may be of another year than what is held against it.
func dayAndTime(c *model.Comparison, at time.Time) string {
	layout := "Mon 2 Jan 15:04 UTC"
	if at.UTC().Year() != c.Inventories[c.Baseline].Environment.LoadedAt.UTC().Year() {
		layout = "Mon 2 Jan 2006 15:04 UTC"
	}
	return at.UTC().Format(layout)
}

// fates says what became of the differences of then.
func fates(n *model.NewSince) string {
	if n.Known == 0 {
		return "no unexplained difference was known"
	}
	var parts []string
	for _, part := range []struct {
		n         int
		one, many string
	}{
		{n.As, "is as it was", "are as they were"},
		{n.Changed, "has changed", "have changed"},
		{n.Gone, "is gone", "are gone"},
		{n.Unread, "cannot be seen now", "cannot be seen now"},
	} {
		if part.n > 0 {
			parts = append(parts, plural(part.n, part.one, part.many))
		}
	}
	return "of " + plural(n.Known, "known difference", "known differences") + " " + sentence(parts)
}
