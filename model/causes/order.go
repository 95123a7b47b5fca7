package causes

import (
	"cmp"
	"fmt"
	"slices"

	"parity/model"
	"parity/model/focus"
)

// order puts the causes in the order in which they should be read: findings, then what changed in the
// window, then what is rare, then what is near the focus; relaxed environments come after all others.
func (f *finder) order(about *focus.Set) {
	for _, c := range f.found {
		c.Why = f.why(c)
	}
	slices.SortStableFunc(f.found, func(a, b *model.Cause) int {
		return cmp.Or(
			cmp.Compare(f.relaxed(a), f.relaxed(b)),
			cmp.Compare(gravity(a), gravity(b)),
			cmp.Compare(recent(a), recent(b)),
			cmp.Compare(len(a.Entries), len(b.Entries)),
			cmp.Compare(describes(a), describes(b)),
			cmp.Compare(distance(a, about), distance(b, about)),
			byPlace(a.Entries[0], b.Entries[0]),
			cmp.Compare(a.ID, b.ID),
		)
	})
}

func rank(second bool) int {
	if second {
		return 1
	}
	return 0
}

func (f *finder) relaxed(c *model.Cause) int {
	return rank(f.comparison.Inventories[f.index[c.Environment]].Environment.Role == model.Relaxed)
}

// gravity is the place of a cause's gravest finding but recent.
func gravity(c *model.Cause) int {
	grave := len(model.Findings())
	for _, e := range c.Entries {
		for _, finding := range e.Findings {
			if finding != model.Recent {
				grave = min(grave, finding.Gravity())
			}
		}
	}
	return grave
}

func recent(c *model.Cause) int {
	return rank(!slices.ContainsFunc(c.Entries, func(e *model.Entry) bool { return e.Has(model.Recent) }))
}

// describes ranks what acts before what is wholly there on one side, which rarely happens by accident, and that
// before what only describes: tags and descriptions act on nothing. A parameter is a value, there or not.
func describes(c *model.Cause) int {
	const acts, stands, tells = 0, 1, 2
	least := tells
	for _, e := range c.Entries {
		switch {
		case e.Attribute.First() == "Tags" || e.Attribute.Last() == "Description":
		case e.Attribute.IsZero() && !e.Type.Naming.Paths:
			least = min(least, stands)
		default:
			least = acts
		}
	}
	return least
}

// distance is how far the nearest of a cause's differences is from what the incident is about.
func distance(c *model.Cause, about *focus.Set) int {
	least := focus.Outside
	for _, e := range c.Entries {
		least = min(least, about.Distance(e.Row))
	}
	return least
}

// why is the reason for a cause's place, for people.
func (f *finder) why(c *model.Cause) string {
	if g := gravity(c); g < len(model.Findings()) {
		return string(model.Findings()[g])
	}
	if recent(c) == 0 {
		return "changed in the window"
	}
	e := c.Entries[0]
	if c.Kind == model.CauseSingle && !e.Attribute.IsZero() && !e.Type.Naming.Paths {
		if n := f.rowsOf(e); n > 1 {
			return fmt.Sprintf("one of %d %s", n, e.Type.Plural)
		}
	}
	return c.Reach
}

func (f *finder) rowsOf(e *model.Entry) int {
	n := 0
	for _, row := range f.comparison.Rows {
		if row.Type == e.Type && row.Cells[f.index[e.Environment]].State == model.Present {
			n++
		}
	}
	return n
}
