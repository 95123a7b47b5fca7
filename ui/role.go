package ui

import (
	"cmp"
	"slices"

	"parity/model"
	"parity/ui/filter"
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
	search         search
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

func (r role) query() *filter.Query { return r.search.query }

func (r role) filtered(words string) filterable {
	r.grid = r.grid.hold()
	r.filter = words
	return r
}

func (r role) pointed(*view) *line { return r.grid.selected() }

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
	r.search = r.search.on(v, r.filter, nil)
	lines, meant, alike := r.lines(v)
	r.grid = r.grid.with(lines, v)
	r.grid.holding = r.grid.holding && r.filter != ""
	parts := []string{counted(lines.attributes()+meant+alike, "attribute", "attributes")}
	parts = append(parts, v.digest.differWords(lines.stops)...)
	if r.row.Alone != "" {
		parts = append(parts, text.Clean(r.row.Alone))
	}
	r.facts = hides(parts, meant, alike)
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

// lines are those of all attributes of the row: the members, what differs, and the rest, of which meant are
// explained and alike are alike if they are hidden. Where nothing differs, or a filter asks for it, there is
// nothing to hide.
func (r role) lines(v *view) (t table, meant, alike int) {
	members := line{lineKey: lineKey{kind: memberLine, name: r.typeName, role: r.name}, of: r.row.Type, row: r.row}
	members.text = r.row.Type.Singular
	t.lines = append(t.lines, members)
	var all []line
	shows := everything
	for _, l := range r.attributes(v) {
		if r.filter == "" || r.search.query.Matches(r.search.line("", &l)) {
			all = append(all, l)
		}
		if r.filter == "" && v.sight.shows.lists(&l) {
			shows = v.sight.shows
		}
	}
	for _, l := range all {
		switch {
		case shows.lists(&l):
			t.lines = append(t.lines, l)
		case l.listed():
			meant++
		default:
			alike++
		}
	}
	if meant+alike > 0 {
		t.lines = append(t.lines, line{lineKey: lineKey{kind: blankLine}})
	}
	if meant > 0 {
		note := line{lineKey: lineKey{kind: alikeLine, name: "explained"}, text: thousands(meant) + " explained", more: alsoExplained}
		t.lines = append(t.lines, note)
	}
	if alike > 0 {
		note := line{lineKey: lineKey{kind: alikeLine, name: "alike"}, text: thousands(alike) + " alike", more: everything}
		t.lines = append(t.lines, note)
	}
	t.finish()
	return t, meant, alike
}

// attributes are the lines of all attributes, what differs first, then what is explained.
func (r role) attributes(v *view) []line {
	var all []difference
	verdicts := map[model.Path][]model.LineCell{}
	for _, attribute := range v.digest.lines(r.row) {
		all = append(all, difference{attribute.Attribute, slices.Clone(attribute.Cells)})
		verdicts[attribute.Attribute] = attribute.Cells
	}
	for _, d := range all {
		for i := range d.cells {
			// What follows another attribute is explained where that one is.
			if leader := verdicts[d.cells[i].Folded]; leader != nil && d.cells[i].Entry == nil {
				d.cells[i].Verdict = leader[i].Verdict
			}
		}
	}
	slices.SortStableFunc(all, v.digest.attributesByGravity)
	lines := make([]line, len(all))
	for i, attribute := range all {
		lines[i] = attributeOf(r.row, attribute, 0)
		lines[i].changed = v.digest.reload.in(r.row, attribute.attribute, attribute.cells) != nil
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(b.rank(), a.rank()) })
	return lines
}

// rank is 2 for what differs, 1 for what is explained, 0 for what is alike.
func (l *line) rank() int {
	switch {
	case l.differs():
		return 2
	case l.listed():
		return 1
	default:
		return 0
	}
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
		return showMore{line.more}
	case line.kind == attributeLine, line.kind == memberLine:
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
