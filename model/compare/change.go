package compare

import (
	"time"

	"parity/model"
	"parity/model/counterparts"
)

// historian knows when things came to be as they are: from the dates AWS gives, and from earlier loads.
type historian struct {
	judge *judge
	since time.Time
	// memories are, per environment, the earlier loads, in the order in which they are asked.
	memories [][]*earlierLoad
	viewer   viewer
	// seen are the two sides of the row that was looked at last, by environment: a row's entries come one after the
	// other, and parameter groups have hundreds.
	seen []sides
}

// earlierLoad is an earlier load by role, and what of it could not be read.
type earlierLoad struct {
	*counterparts.Memory
	hidden hidden
}

// readWhole says that what is not among the resources of a type was not there.
func readWhole(t *model.Type, inv *model.Inventory, h *hidden) bool {
	return counterparts.StateOf(t, inv).State == model.Empty && h.brokenOff(t.Name) == nil
}

// cell is what stood in a row then; false where the load had not read it, or that attribute of it.
func (m *earlierLoad) cell(row *model.Row, attribute model.Path) (model.Cell, bool) {
	cell, known := m.Cell(row.Type, row.Role)
	return cell, known && m.hidden.shows(row.Type.Name, attribute, &cell)
}

// sides are a cell as it was and as it is.
type sides struct {
	row         *model.Row
	memory      *earlierLoad
	before, now []slot
}

func newHistorian(j *judge, since time.Time, earlier map[string][]*model.Inventory, pins []counterparts.Pin) *historian {
	h := &historian{judge: j, since: since, viewer: viewer{paired: j.paired}}
	h.memories = make([][]*earlierLoad, len(j.paired.Inventories))
	h.seen = make([]sides, len(j.paired.Inventories))
	for i, inv := range j.paired.Inventories {
		for _, old := range earlier[inv.Environment.Name] {
			h.memories[i] = append(h.memories[i], &earlierLoad{j.paired.Remember(i, old, pins), newHidden(old)})
		}
	}
	return h
}

// tell adds to every entry that is not the same what is known of its change inside the window.
func (h *historian) tell(entries []*model.Entry) {
	index := map[string]int{}
	for i, inv := range h.judge.paired.Inventories {
		index[inv.Environment.Name] = i
	}
	for _, e := range entries {
		if e.Verdict <= model.Same || e.Row == nil {
			continue
		}
		if e.Change = h.made(e, index[e.Environment]); e.Change != nil {
			e.Findings = ordered(append(e.Findings, model.Recent))
		}
	}
}

// made is the change in the window that made a difference: the baseline's, unless that was only written anew, with what
// it had before, and the other side changed.
func (h *historian) made(e *model.Entry, other int) *model.Change {
	change, moved := h.change(e, h.judge.baseline)
	if moved {
		return change
	}
	if another, moved := h.change(e, other); moved || change == nil {
		return another
	}
	return change
}

// change is how one environment's side of an entry came to be, nil where it did not change in the window. It moved
// unless it is known to have been the same before.
func (h *historian) change(e *model.Entry, environment int) (change *model.Change, moved bool) {
	cell := &e.Row.Cells[environment]
	change, same := h.remembered(e, environment, cell)
	stamps := stampsOf(h.judge.paired.Inventories[environment], e.Type, e.Attribute, cell)
	if len(stamps) == 0 || change != nil && !change.Seen.Before(stamps[0].at) {
		return change, change != nil // what AWS dates was before the load, and this after it
	}
	last := stamps[0]
	switch {
	case last.at.Before(h.since):
		return nil, false // an earlier load may differ all the same: the change was after it, and before the window
	case !same.IsZero() && same.Before(last.at) && e.Type.Modified.IsZero():
		return nil, false // an event that changed nothing: the value was set anew
	case change == nil:
		change = &model.Change{Environment: h.judge.environment(environment).Name, How: last.how}
	case e.Type.Modified.IsZero():
		change.How = last.how
	}
	change.At, change.By = last.at, last.by
	return change, same.IsZero() || !same.Before(last.at)
}

// remembered holds one side of an entry against the first earlier load that had read it; same is of when that is, where
// it has the same.
func (h *historian) remembered(e *model.Entry, environment int, cell *model.Cell) (change *model.Change, same time.Time) {
	switch cell.State {
	case model.Empty, model.Present, model.Ambiguous:
	default:
		return nil, same // what stands there now is not known
	}
	if !h.judge.hidden[environment].shows(e.Type.Name, e.Attribute, cell) {
		return nil, same
	}
	for _, m := range h.memories[environment] {
		if then, known := m.cell(e.Row, e.Attribute); known {
			change = h.against(m, &then, e, environment, cell)
			if change == nil && !secret(e.Mine.Value) && !secret(e.Baseline.Value) {
				same = m.Inventory.Environment.LoadedAt
			}
			return change, same
		}
	}
	return nil, same
}

// against holds one side of an entry against what an earlier load has in its place.
func (h *historian) against(m *earlierLoad, then *model.Cell, e *model.Entry, environment int, cell *model.Cell) *model.Change {
	change := &model.Change{
		Environment: h.judge.environment(environment).Name, Seen: m.Inventory.Environment.LoadedAt,
		How: snapshotOf(m.Inventory),
	}
	switch {
	case then.State == model.Empty && cell.State == model.Empty:
		return nil
	case then.State == model.Empty:
		return change
	case cell.State == model.Empty:
		change.Was = model.BoolValue(true)
		return change
	case e.Attribute.IsZero() || cell.State != model.Present:
		return nil
	}
	seen := &h.seen[environment]
	if seen.row != e.Row || seen.memory != m {
		*seen = sides{e.Row, m, h.viewer.view(nil, e.Type, environment, then), h.viewer.view(nil, e.Type, environment, cell)}
	}
	before, now := at(seen.before, e.Attribute), at(seen.now, e.Attribute)
	if equalSlots(before, now) {
		return nil
	}
	if before != nil {
		change.Was = before.value
		if now != nil {
			change.Was = untold(before.value, now.value)
		}
	}
	return change
}

func snapshotOf(load *model.Inventory) string {
	return "snapshot of " + load.Environment.LoadedAt.UTC().Format("Mon 02 Jan 15:04")
}

func at(slots []slot, path model.Path) *slot {
	for i := range slots {
		if slots[i].path == path {
			return &slots[i]
		}
	}
	return nil
}

// equalSlots says that nothing changed, as far as can be told: a locked secret is no change by itself.
func equalSlots(a, b *slot) bool {
	switch {
	case a == nil || b == nil:
		return a == b
	case !a.uniform() || !b.uniform():
		return len(a.several) == len(b.several)
	}
	return equalValues(a.value, b.value)
}

func equalValues(a, b model.Value) bool {
	left, secret := a.Secret()
	right, too := b.Secret()
	switch {
	case secret != too:
		return false
	case !secret:
		return a == b
	case a.Text() != b.Text(): // what of a credential is no secret
		return false
	}
	same, known := left.Same(right)
	return same || !known
}

func secret(v model.Value) bool {
	_, ok := v.Secret()
	return ok
}

// untold is a value as it was, without what has become a secret since: it may be the same one.
func untold(was, is model.Value) model.Value {
	_, secret := is.Secret()
	if _, too := was.Secret(); secret && !too && !was.IsAbsent() {
		return model.LockedValue()
	}
	return was
}
