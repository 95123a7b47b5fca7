package ui

import (
	"slices"
	"strings"

	"parity/model"
	"parity/ui/frame"
	"parity/ui/keys"
	"parity/ui/layout"
	"parity/ui/text"
)

// role is one role in full: all its attributes across the environments, those that differ first.
type role struct {
	number int
	from   string
	// typeName and name tell the row, which every comparison makes anew.
	typeName, name string
	row            *model.Row
	filter, facts  string
	grid           grid
}

// newRole opens a line of the panes. Where it drew one attribute as well, the cursor goes there.
func newRole(number int, from string, l *line, v *view) screen {
	r := role{number: number, from: from, typeName: l.row.Type.Name, name: l.row.Name}
	r = r.renewed(v)
	if !l.path.IsZero() {
		r.grid = r.grid.at(lineKey{attributeLine, r.typeName, r.name, l.path}, v)
	}
	return r
}

func (r role) on() keys.Screen { return keys.Attributes }

func (r role) tab() int { return r.number }

func (r role) words() string { return r.filter }

func (r role) filtered(words string) filterable {
	r.filter = words
	return r
}

func (r role) wants(*world) wants { return wants{spine: r.grid.table.spine, story: 2, panes: true} }

func (r role) heading(v *view) heading {
	h := heading{trail: []string{r.from, r.name}, facts: r.facts, of: r.grid.table.stops}
	if line := r.grid.selected(); line != nil {
		h.place = line.passed
	}
	return h
}

func (r role) renew(v *view) screen { return r.renewed(v) }

func (r role) renewed(v *view) role {
	if v.digest == nil {
		return r
	}
	r.row = v.digest.row(r.typeName, r.name)
	if r.row == nil {
		r.facts, r.grid = "is gone", r.grid.with(table{}, v)
		return r
	}
	lines, alike := r.lines(v)
	r.grid = r.grid.with(lines, v)
	parts := []string{counted(lines.attributes()+alike, "attribute", "attributes"), thousands(lines.stops) + verb(lines.stops, " differs", " differ")}
	if alike > 0 {
		parts = append(parts, thousands(alike)+" alike hidden (d)")
	}
	if r.row.Alone != "" {
		parts = append(parts, text.Clean(r.row.Alone))
	}
	r.facts = strings.Join(parts, " · ")
	return r
}

// row finds the row of a name in this comparison.
func (d *digest) row(typeName, name string) *model.Row {
	for _, row := range d.rows[typeName] {
		if row.Name == name {
			return row
		}
	}
	return nil
}

// lines are those of all attributes of the row: the members, what differs, and the rest, which may be hidden.
// Where nothing differs, or a filter asks for it, there is nothing to hide.
func (r role) lines(v *view) (t table, alike int) {
	members := line{lineKey: lineKey{kind: memberLine, name: r.typeName, role: r.name}, of: r.row.Type, row: r.row}
	members.text = r.row.Type.Singular
	t.lines = append(t.lines, members)
	var all []difference
	for _, attribute := range v.digest.lines(r.row) {
		all = append(all, difference{attribute.Attribute, attribute.Cells})
	}
	slices.SortStableFunc(all, v.digest.attributesByGravity)
	var rest []line
	for _, attribute := range all {
		l := attributeOf(r.row, attribute, 0)
		switch {
		case !l.holds(strings.ToLower(r.filter)):
		case l.listed():
			t.lines = append(t.lines, l)
		default:
			rest = append(rest, l)
		}
	}
	if v.sight.everything || r.filter != "" || len(t.lines) == 1 {
		t.lines = append(t.lines, rest...)
	} else if alike = len(rest); alike > 0 {
		note := line{lineKey: lineKey{kind: alikeLine}, text: thousands(alike) + " alike"}
		t.lines = append(t.lines, line{lineKey: lineKey{kind: blankLine}}, note)
	}
	t.finish()
	return t, alike
}

// attributes counts the lines that are about one.
func (t *table) attributes() int {
	n := 0
	for i := range t.lines {
		if t.lines[i].kind == attributeLine {
			n++
		}
	}
	return n
}

func (r role) act(action keys.Action, v *view) (screen, request) {
	switch action {
	case keys.Open:
		return r, r.open(v)
	case keys.Filter:
		return r, filterRows{}
	}
	r.grid, _ = r.grid.act(action, v)
	return r, nil
}

func (r role) open(v *view) request {
	line := r.grid.selected()
	switch {
	case line == nil:
		return nil
	case line.kind == alikeLine:
		return showAlike{}
	case line.kind == attributeLine:
		return openPlace{newAttribute(r.number, r.heading(v), line, v)}
	default:
		return nil
	}
}

func (r role) reach(v *view) int { return r.grid.reach(v) }

func (r role) click(hit layout.Hit, _ int, v *view) (screen, request) {
	var again bool
	r.grid, again = r.grid.click(hit, v)
	if again {
		return r, r.open(v)
	}
	return r, nil
}

func (r role) draw(v *view, f *frame.Frame) {
	r.grid.draw(v, f)
	if len(r.grid.table.lines) == 0 {
		v.drawEmpty(f, "no environment has this any more")
	}
	if line := r.grid.selected(); line != nil {
		v.drawStory(f, v.story(line))
	}
}
