package compare

import (
	"slices"
	"time"

	"parity/model"
)

// moved lists the rows that changed in an environment in the window although nothing that changed there differs: a
// deployment that went everywhere is a change too.
func (h *historian) moved(rows []*model.Row, entries []*model.Entry) []model.Moved {
	told := map[*model.Row]bool{}
	for _, e := range entries {
		if e.Change != nil {
			told[e.Row] = true
		}
	}
	var moved []model.Moved
	for _, row := range rows {
		if told[row] {
			continue
		}
		for i := range row.Cells {
			if h.changedCell(row, i) {
				moved = append(moved, model.Moved{Row: row, Environment: h.judge.environment(i).Name})
			}
		}
	}
	return moved
}

// changedCell holds a cell against the first earlier load that knew it and, where there is none, against the window by
// AWS's own date.
func (h *historian) changedCell(row *model.Row, environment int) bool {
	cell := &row.Cells[environment]
	if cell.State != model.Empty && cell.State != model.Present {
		return false
	}
	for _, m := range h.memories[environment] {
		if then, known := m.cell(row, model.Path{}); known {
			return h.unlike(m, row, environment, &then, cell)
		}
	}
	s, ok := dated(row.Type, cell)
	return ok && !s.at.Before(h.since)
}

func (h *historian) unlike(m *earlierLoad, row *model.Row, environment int, then, now *model.Cell) bool {
	if then.State == model.Empty || now.State == model.Empty {
		return then.State != now.State
	}
	if slices.EqualFunc(then.Resources, now.Resources, equalResources) {
		return false
	}
	if s, ok := dated(row.Type, now); ok && s.at.Before(h.since) && s.at.After(m.Inventory.Environment.LoadedAt) {
		return false // it was after the load, and before the window
	}
	before, after := h.viewer.view(nil, row.Type, environment, then), h.viewer.view(nil, row.Type, environment, now)
	hidden := &h.judge.hidden[environment]
	return anyUnlike(before, after, func(s *slot) bool {
		return s.field.Class.Judged() && m.hidden.shows(row.Type.Name, s.path, then) && hidden.shows(row.Type.Name, s.path, now)
	})
}

func equalResources(a, b *model.Resource) bool {
	return a.ID == b.ID && slices.Equal(a.Attributes, b.Attributes)
}

// anyUnlike says that of two views in the order of their paths one has a slot that counts which the other has not, or
// has otherwise.
func anyUnlike(a, b []slot, counts func(*slot) bool) bool {
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].path.Compare(b[0].path) < 0:
			if counts(&a[0]) {
				return true
			}
			a = a[1:]
		case len(a) == 0 || b[0].path.Compare(a[0].path) < 0:
			if counts(&b[0]) {
				return true
			}
			b = b[1:]
		default:
			if counts(&a[0]) && !equalSlots(&a[0], &b[0]) {
				return true
			}
			a, b = a[1:], b[1:]
		}
	}
	return false
}

// looks lists, for every type that was read of an environment, the earlier load that it was held against.
func (h *historian) looks() []model.Look {
	var looks []model.Look
	for i, inv := range h.judge.paired.Inventories {
		for _, t := range h.judge.paired.Catalog.Types() {
			if !readWhole(t, inv, &h.judge.hidden[i]) {
				continue
			}
			looks = append(looks, model.Look{Environment: inv.Environment.Name, Type: t, At: h.lookAt(i, t)})
		}
	}
	return looks
}

func (h *historian) lookAt(environment int, t *model.Type) time.Time {
	for _, m := range h.memories[environment] {
		if readWhole(t, m.Inventory, &m.hidden) {
			return m.Inventory.Environment.LoadedAt
		}
	}
	return time.Time{}
}
