package ui

import (
	"slices"
	"strings"

	"parity/model"
	"parity/ui/text"
)

// subject is what somebody wants to explain: unexplained differences that belong together.
type subject struct {
	title   string
	entries []*model.Entry
	// cause is set where it is all of one cause.
	cause *model.Cause
	// all are these and what is explained of the same.
	all []*model.Entry
}

// explainable is a screen on which something can be explained.
type explainable interface {
	screen
	subject(v *view) subject
}

func subjectOfCause(c *model.Cause) subject {
	if c == nil {
		return subject{}
	}
	return subject{text.Clean(c.Title), c.Entries, c, c.Entries}
}

// subjectOf is what is unexplained of some entries; all of a cause where they are.
func (v *view) subjectOf(title string, entries []*model.Entry) subject {
	all := slices.DeleteFunc(slices.Clone(entries), func(e *model.Entry) bool { return e == nil })
	entries = slices.DeleteFunc(slices.Clone(all), func(e *model.Entry) bool { return !e.Verdict.Unexplained() })
	if len(entries) > 0 {
		if c := v.digest.cause(entries[0].Cause); c != nil && len(c.Entries) == len(entries) && allOf(c, entries) {
			return subjectOfCause(c)
		}
	}
	return subject{title: text.Clean(title), entries: entries, all: all}
}

func allOf(c *model.Cause, entries []*model.Entry) bool {
	return !slices.ContainsFunc(entries, func(e *model.Entry) bool { return e.Cause != c.ID })
}

// subjectOfLine is what a row across the panes is about, in the chosen environment where that one differs, or in
// all that do.
func (v *view) subjectOfLine(l *line) subject {
	if l == nil || l.row == nil {
		return subject{}
	}
	title := strings.TrimSpace(l.of.Singular + " " + l.row.Name)
	entries := l.row.Entries
	if l.cells != nil {
		entries = entriesOf(l.cells)
		if !headline(l.of, l.path) {
			title += " " + l.of.Phrase(l.path)
		}
	}
	return v.subjectOf(title, v.chosenOnly(entries))
}

// entriesOf are the entries of cells, and those of the elements they replace.
func entriesOf(cells []model.LineCell) []*model.Entry {
	var entries []*model.Entry
	for i := range cells {
		if e := cells[i].Entry; e != nil {
			entries = append(entries, e)
			if e.Replaces != nil {
				entries = append(entries, e.Replaces)
			}
		}
	}
	return entries
}

// chosenOnly are the entries of the chosen environment, or all where it has none that are unexplained.
func (v *view) chosenOnly(entries []*model.Entry) []*model.Entry {
	name := v.environments[v.sight.chosen].Name
	of := slices.DeleteFunc(slices.Clone(entries), func(e *model.Entry) bool { return e.Environment != name || !e.Verdict.Unexplained() })
	if len(of) == 0 {
		return entries
	}
	return of
}

func (o overview) subject(v *view) subject {
	if v.digest == nil || o.list.at >= len(o.lines) {
		return subject{}
	}
	l := &o.lines[o.list.at]
	if id, ok := strings.CutPrefix(l.key, "cause "); ok {
		return subjectOfCause(v.digest.cause(id))
	}
	if opens, ok := l.opens.(openEntry); ok {
		if c := v.digest.cause(opens.entry.Cause); c != nil {
			return subjectOfCause(c)
		}
	}
	return subject{}
}

func (p panes) subject(v *view) subject {
	if v.digest != nil && p.causeID != "" {
		return subjectOfCause(v.digest.cause(p.causeID))
	}
	return v.subjectOfLine(p.grid.selected())
}

func (r role) subject(v *view) subject {
	l := r.grid.selected()
	if l == nil || l.kind != attributeLine {
		l = &line{row: r.row, of: nil}
		if r.row == nil {
			return subject{}
		}
		l.of = r.row.Type
	}
	return v.subjectOfLine(l)
}

func (a attribute) subject(v *view) subject {
	if a.row == nil {
		return subject{}
	}
	title := strings.TrimSpace(a.row.Type.Singular + " " + a.row.Name)
	if !headline(a.row.Type, a.path) && !a.path.IsZero() {
		title += " " + a.row.Type.Phrase(a.path)
	}
	return v.subjectOf(title, entriesOf(a.cells))
}

// subject is a parameter, or of a folder all that is below it.
func (e explorer) subject(v *view) subject {
	l := e.selected()
	if v.digest == nil || l == nil {
		return subject{}
	}
	if l.Further >= 0 {
		path := l.Node.Further[l.Further].Path
		of := slices.DeleteFunc(slices.Clone(l.Node.Row.Entries), func(entry *model.Entry) bool { return entry.Attribute != path })
		return v.subjectOf(l.Node.Path+" "+e.of.Phrase(path), v.chosenOnly(of))
	}
	if len(l.Node.Children) == 0 {
		return v.subjectOf(l.Node.Path, v.chosenOnly(l.Node.Row.Entries))
	}
	var below []*model.Entry
	folder := strings.TrimSuffix(l.Node.Path, "/") + "/"
	for _, row := range v.digest.rows[e.of.Name] {
		if row.Name == l.Node.Path || strings.HasPrefix(row.Name, folder) {
			below = append(below, row.Entries...)
		}
	}
	return v.subjectOf(folder, v.chosenOnly(below))
}
