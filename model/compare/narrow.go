package compare

import (
	"parity/model"
	"parity/model/counterparts"
)

// Undated counts the changes of an environment of which nothing is known but after which earlier load they were.
func (r *Result) Undated(environment string) int {
	n := 0
	for _, e := range r.Entries {
		if undated(e, environment) {
			n++
		}
	}
	return n
}

func undated(e *model.Entry, environment string) bool {
	c := e.Change
	return c != nil && c.Environment == environment && c.At.IsZero() && !c.Seen.IsZero()
}

// Narrow holds the undated changes of an environment against loads between the one they are known from and now, of
// which next gives the newest first and nil at the end: that which still had it otherwise is the one after which it
// changed. It is called before anybody else has the result, and ends where nothing is left to be narrowed.
func (r *Result) Narrow(environment string, next func() *model.Inventory) {
	i := r.judge.index(environment)
	if i < 0 {
		return
	}
	var open []*model.Entry
	for _, e := range r.Entries {
		if undated(e, environment) {
			open = append(open, e)
		}
	}
	for len(open) > 0 {
		load := next()
		if load == nil {
			return
		}
		open = r.narrowed(i, load, open)
	}
}

// narrowed are the changes that are still open after one more load.
func (r *Result) narrowed(environment int, load *model.Inventory, entries []*model.Entry) []*model.Entry {
	beside := *r.judge
	beside.paired = r.judge.paired.Beside()
	m := earlierLoad{beside.paired.RememberFor(nil, environment, load, r.pins), newHidden(load)}
	paths := map[*model.Type]*counterparts.Memory{}
	var open []*model.Entry
	for _, e := range entries {
		if !load.Environment.LoadedAt.After(e.Change.Seen) {
			continue // the load it is known from, or one before
		}
		of := m
		if e.Type.Naming.Paths {
			if paths[e.Type] == nil {
				paths[e.Type] = beside.paired.RememberFor(e.Type, environment, load, r.pins)
			}
			of.Memory = paths[e.Type]
		}
		recall := &Recall{judge: r.judge, environment: environment, row: e.Row, attribute: e.Attribute, pins: r.pins}
		now, known := recall.Now()
		cell, read := of.cell(e.Row, e.Attribute)
		if !known || !read {
			open = append(open, e)
			continue
		}
		then := recall.past(&beside, load, &cell)
		if Alike(&then, &now) {
			open = append(open, e)
			continue
		}
		e.Change.Seen, e.Change.How = load.Environment.LoadedAt, snapshotOf(load)
		switch {
		case then.Gone:
			e.Change.Was = model.Value{}
		case !now.Gone && !e.Attribute.IsZero():
			e.Change.Was = untold(then.Side.Value, now.Side.Value)
		}
	}
	return open
}
