package compare

import (
	"slices"
	"strings"

	"parity/model"
	"parity/model/counterparts"
)

// hidden is what of one environment could not be read.
type hidden struct {
	// parts is TYPE → the parts of it.
	parts map[string][]model.Unread
}

func newHidden(inv *model.Inventory) hidden {
	h := hidden{parts: map[string][]model.Unread{}}
	for _, u := range inv.Unread {
		if !u.Part.IsZero() || u.Partial {
			h.parts[u.Type] = append(h.parts[u.Type], u)
		}
	}
	return h
}

// covers says that an attribute of a cell is among what could not be read.
func (h hidden) covers(typeName string, path model.Path, cell *model.Cell) bool {
	return slices.ContainsFunc(h.parts[typeName], func(u model.Unread) bool {
		return touches(&u, cell) && path.Head(u.Part.Len()).Matches(u.Part)
	})
}

// shows says that an attribute of a cell was read; of an empty cell, that nothing stands there.
func (h hidden) shows(typeName string, path model.Path, cell *model.Cell) bool {
	if cell.State == model.Empty {
		return h.brokenOff(typeName) == nil
	}
	return !h.covers(typeName, path, cell)
}

// coversAny says that something of a cell is among what could not be read.
func (h hidden) coversAny(typeName string, cell *model.Cell) bool {
	return slices.ContainsFunc(h.parts[typeName], func(u model.Unread) bool { return touches(&u, cell) })
}

// brokenOff is the unread part of a type whose chain of pages broke, so that what is absent may be there.
func (h hidden) brokenOff(typeName string) *model.Unread {
	for i, u := range h.parts[typeName] {
		if u.Part.IsZero() && u.Partial {
			return &h.parts[typeName][i]
		}
	}
	return nil
}

// touches says that an unread part is one of some attributes, and that it concerns resources of a cell.
func touches(u *model.Unread, cell *model.Cell) bool {
	if u.Part.IsZero() || len(cell.Resources) == 0 {
		return false
	}
	return len(u.Resources) == 0 || slices.ContainsFunc(cell.Resources, func(r *model.Resource) bool {
		return slices.Contains(u.Resources, r.ID)
	})
}

// unreadEntries say once per type, environment and part what could not be read, on either side.
func (j *judge) unreadEntries(t *model.Type) []*model.Entry {
	var entries []*model.Entry
	for i := range j.paired.Inventories {
		if i == j.baseline {
			continue
		}
		if whole, reason := j.unreadWhole(t, i); whole {
			if reason != "" {
				entries = append(entries, j.unknown(t, i, model.Path{}, reason))
			}
			continue
		}
		told := map[model.Path]bool{}
		for _, side := range []int{i, j.baseline} {
			for _, u := range j.hidden[side].parts[t.Name] {
				if told[u.Part] {
					continue
				}
				told[u.Part] = true
				entries = append(entries, j.unknown(t, i, u.Part, j.told(side, u)))
			}
		}
	}
	return entries
}

func (j *judge) unknown(t *model.Type, environment int, part model.Path, reason string) *model.Entry {
	return &model.Entry{
		Type: t, Environment: j.environment(environment).Name, Attribute: part,
		Verdict: model.Unknown, Reason: reason,
	}
}

// told is an unread part in words: whose, which call, and why.
func (j *judge) told(environment int, u model.Unread) string {
	text := j.environment(environment).Name + ": " + u.Operation + " " + u.Code
	if u.Partial {
		text += ", the list broke off"
	}
	if n := len(u.Resources); n > 0 {
		text += " for " + strings.Join(u.Resources[:min(n, 4)], ", ")
		if n > 4 {
			text += " …"
		}
	}
	return strings.TrimSpace(text)
}

// unreadWhole says that no verdict on a type is possible for an environment, and why; without a reason
// there is nothing to say, since nobody asked or the answer is still to come.
func (j *judge) unreadWhole(t *model.Type, environment int) (whole bool, reason string) {
	mine, base := j.state(t, environment), j.state(t, j.baseline)
	switch {
	case mine.State == model.NotYet || base.State == model.NotYet:
		return true, ""
	case !j.paired.Inventories[environment].Asked(t.Name) && !j.paired.Inventories[j.baseline].Asked(t.Name):
		return true, ""
	case mine.State == model.Unreadable:
		return true, j.environment(environment).Name + ": " + mine.Reason
	case base.State == model.Unreadable:
		return true, j.environment(j.baseline).Name + ", the baseline: " + base.Reason
	case mine.State == model.NotFound && base.State == model.NotFound:
		return true, ""
	case mine.State == model.NotFound && j.has(t, j.baseline):
		return true, j.meant(t, environment, mine.Reason)
	case base.State == model.NotFound && j.has(t, environment):
		return true, j.meant(t, j.baseline, base.Reason)
	}
	return false, ""
}

func (j *judge) has(t *model.Type, environment int) bool {
	return len(j.paired.Inventories[environment].Of(t.Name)) > 0
}

// meant adds to what was looked for in vain what could be meant.
func (j *judge) meant(t *model.Type, environment int, reason string) string {
	text := j.environment(environment).Name + ": " + reason
	if meant := j.paired.Inventories[environment].Selection.Meant[t.Name]; len(meant) > 0 {
		text += "; is it " + strings.Join(meant, ", ") + "? Say so under select: or parameters:"
	}
	return text
}

// state is how a type stands in an environment when it is looked at as a whole.
func (j *judge) state(t *model.Type, environment int) model.Cell {
	return counterparts.StateOf(t, j.paired.Inventories[environment])
}
