package ui

import (
	"slices"
	"strconv"

	"parity/model"
	"parity/ui/frame"
	"parity/ui/keys"
	"parity/ui/layout"
	"parity/ui/text"
)

// attribute is one attribute in full: what each environment has, why that is judged as it is, since when, and
// how far the same difference goes.
type attribute struct {
	number         int
	place, of      int
	from           string
	typeName, name string
	path           model.Path
	row            *model.Row
	cells          []model.LineCell
	// all are the row's attributes, of which this is one.
	all []model.Line
	// others is how many other roles of the type differ in this attribute, rivals how many there are.
	others, rivals int
	cause          *model.Cause
	// turned are the differences that can be taken back, items the ways to do so.
	turned []*model.Entry
	items  []wayItem
	// top is the first line in sight, link the key of the link that was chosen last.
	top  int
	link string
	// whole says that all versions are told, not only the newest.
	whole bool
}

func newAttribute(number int, from heading, l *line, v *view) screen {
	a := attribute{
		number: number, place: l.passed, of: from.of, from: from.trail[0],
		typeName: l.row.Type.Name, name: l.row.Name, path: l.path,
	}
	if l.path.IsZero() {
		a.place, a.of = 0, 0 // what is about the whole role is none of the differences that n stops at
	}
	return a.renew(v)
}

// tells is the row whose history the page tells.
func (a attribute) tells() *model.Row {
	if a.row == nil || !headline(a.row.Type, a.path) {
		return nil
	}
	return a.row
}

func (a attribute) on() keys.Screen { return keys.Attribute }

func (a attribute) tab() int { return a.number }

func (a attribute) pointed(*view) *line {
	if a.row == nil || a.cells == nil {
		return nil
	}
	return &line{of: a.row.Type, row: a.row, path: a.path, cells: a.cells}
}

func (a attribute) wants(*world) wants { return wants{tabs: 1} }

func (a attribute) heading(v *view) heading {
	h := heading{trail: []string{a.from, a.name}, place: a.place, of: a.of}
	if a.path.IsZero() {
		h.trail = append(h.trail, "members")
		return h
	}
	if a.row == nil || !headline(a.row.Type, a.path) {
		h.trail = append(h.trail, a.phrase(v))
	}
	return h
}

// phrase is the attribute in words; before its type is known, the path.
func (a attribute) phrase(v *view) string {
	if a.row == nil {
		return a.path.String()
	}
	return v.phrase(a.row.Type, a.path)
}

func (a attribute) renew(v *view) screen {
	if v.digest == nil {
		return a
	}
	a.row, a.cells, a.cause = v.digest.row(a.typeName, a.name), nil, nil
	if a.row == nil {
		return a
	}
	if a.path.IsZero() {
		a.cells = wholeCells(v.digest.Comparison, a.row)
	}
	a.all = v.digest.lines(a.row)
	for _, line := range a.all {
		if line.Attribute == a.path {
			a.cells = line.Cells
		}
	}
	for _, d := range differences(v.digest.Comparison, a.row, a.row.Entries) {
		if d.attribute == a.path && (a.cells == nil || replacedIn(d.cells)) {
			a.cells = d.cells
		}
	}
	if a.cells != nil && headline(a.row.Type, a.path) {
		a.cells = withWhole(v.digest.Comparison, a.row, a.cells)
	}
	for i := range a.cells {
		if entry := a.cells[i].Entry; entry != nil && entry.Cause != "" && a.cause == nil {
			a.cause = v.digest.cause(entry.Cause)
		}
	}
	a = a.waysOf(v)
	a.others, a.rivals = alikeIn(v.digest.rows[a.typeName], a.row, a.path)
	return a
}

// wholeCells are the cells of a role as such: what is said of it beside its attributes.
func wholeCells(c *model.Comparison, row *model.Row) []model.LineCell {
	cells := make([]model.LineCell, len(row.Cells))
	for i := range cells {
		cells[i].Verdict = row.Cells[i].Verdict
		if cells[i].Verdict != model.Undecided {
			cells[i].Verdict = model.Same
		}
	}
	for _, entry := range row.Entries {
		if at := environmentIndex(c, entry.Environment); entry.Attribute.IsZero() && at >= 0 {
			cells[at].Verdict, cells[at].Entry = entry.Verdict, entry
		}
	}
	return cells
}

// withWhole are the cells of what a row's name stands for, with what is said of the row as a whole.
func withWhole(c *model.Comparison, row *model.Row, cells []model.LineCell) []model.LineCell {
	cells = slices.Clone(cells)
	for _, entry := range row.Entries {
		if where := environmentIndex(c, entry.Environment); where >= 0 && entry.Attribute.IsZero() && cells[where].Entry == nil {
			cells[where].Verdict, cells[where].Entry = entry.Verdict, entry
		}
	}
	return cells
}

// replacedIn says that an element was changed rather than lost.
func replacedIn(cells []model.LineCell) bool {
	return slices.ContainsFunc(cells, func(c model.LineCell) bool { return c.Entry != nil && c.Entry.Replaces != nil })
}

// alikeIn counts the other rows that differ in the attribute without an explanation, and all others.
func alikeIn(rows []*model.Row, mine *model.Row, path model.Path) (differ, others int) {
	for _, row := range rows {
		if row == mine {
			continue
		}
		others++
		if slices.ContainsFunc(row.Entries, func(e *model.Entry) bool {
			return e.Attribute == path && e.Verdict.Unexplained()
		}) {
			differ++
		}
	}
	return differ, others
}

func (a attribute) act(action keys.Action, v *view) (screen, request) {
	height := v.layout.Body.Height
	switch action {
	case keys.Next, keys.Previous:
		return a, stepOn{action}
	case keys.Open:
		return a, a.open(v)
	case keys.Versions:
		a.whole = !a.whole
		return a, nil
	case keys.Up:
		return a.step(-1, a.write(v), height), nil
	case keys.Down:
		return a.step(1, a.write(v), height), nil
	}
	most := max(0, len(a.write(v))-height)
	switch action {
	case keys.Top:
		a.top = 0
	case keys.Bottom:
		a.top = most
	}
	a.top = min(max(0, a.top+scrolled(action, height)), most)
	return a, nil
}

// click chooses the link that was clicked, or follows it if it was chosen before.
func (a attribute) click(_ layout.Hit, y int, v *view) (screen, request) {
	lines := a.write(v)
	at := a.top + y - v.layout.Body.Y
	if !v.layout.Body.Contains(0, y) || at >= len(lines) || lines[at].follow.opens == nil {
		return a, nil
	}
	if at == a.chosen(lines, v.layout.Body.Height) {
		return a, a.open(v)
	}
	a.link = lines[at].follow.key
	return a, nil
}

func (a attribute) draw(v *view, f *frame.Frame) {
	f.Line(v.layout.Tabs.Y).Fill(v.theme.Border, v.theme.Horizontal, v.layout.Screen.Width)
	lines := a.write(v)
	a.top = min(a.top, max(0, len(lines)-v.layout.Body.Height))
	written := len(lines)
	for written > 0 && len(lines[written-1].written) == 0 {
		written-- // a blank below the last block is nothing to scroll to
	}
	v.drawBelow(f, written-a.top)
	chosen := a.chosen(lines, v.layout.Body.Height)
	for y, line := range lines[a.top:] {
		if y == v.layout.Body.Height {
			return
		}
		out := f.Line(v.layout.Body.Y + y)
		if a.top+y == chosen {
			out.Under(v.theme.Cursor)
		}
		line.draw(v, out, a.top+y == chosen)
	}
}

// write is the page: who has what, then blocks of what is known of it.
func (a attribute) write(v *view) []pageLine {
	if a.row == nil || a.cells == nil {
		return []pageLine{{written: written{{v.theme.Dim, "  no environment has this any more"}}}}
	}
	page := page{view: v, attribute: &a, width: v.layout.Screen.Width}
	page.values()
	page.reasons()
	page.ruledOut()
	page.since()
	page.history()
	page.alike()
	page.causes()
	page.leadsTo()
	page.usedBy()
	page.owners()
	page.waysBack()
	return page.lines
}

// membersOf are the names of the resources in a cell.
func membersOf(c *model.Cell) string { return membersUpTo(c, 2) }

// membersUpTo are at most so many of the names.
func membersUpTo(c *model.Cell, most int) string {
	var names []string
	for _, resource := range c.Resources {
		name := resource.Name
		if name == "" {
			name = resource.ID
		}
		if name = text.Clean(name); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	words := clipped(names, most)
	if n := len(c.Resources); n > 1 && len(names) < n {
		words += " ×" + strconv.Itoa(n)
	}
	return words
}
