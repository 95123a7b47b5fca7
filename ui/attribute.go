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
	// others is how many other roles of the type differ in this attribute, rivals how many there are.
	others, rivals int
	cause          *model.Cause
	// top is the first line in sight.
	top int
}

func newAttribute(number int, from heading, l *line, v *view) screen {
	a := attribute{
		number: number, place: l.passed, of: from.of, from: from.trail[0],
		typeName: l.row.Type.Name, name: l.row.Name, path: l.path,
	}
	return a.renew(v)
}

func (a attribute) on() keys.Screen { return keys.Attribute }

func (a attribute) tab() int { return a.number }

func (a attribute) wants(*world) wants { return wants{tabs: 1} }

func (a attribute) heading(*view) heading {
	h := heading{trail: []string{a.from, a.name}, place: a.place, of: a.of}
	if a.row == nil || !headline(a.row.Type, a.path) {
		h.trail = append(h.trail, a.phrase())
	}
	return h
}

// phrase is the attribute in words; before its type is known, the path.
func (a attribute) phrase() string {
	if a.row == nil {
		return a.path.String()
	}
	return a.row.Type.Phrase(a.path)
}

func (a attribute) renew(v *view) screen {
	if v.digest == nil {
		return a
	}
	a.row, a.cells, a.cause = v.digest.row(a.typeName, a.name), nil, nil
	if a.row == nil {
		return a
	}
	for _, line := range v.digest.lines(a.row) {
		if line.Attribute == a.path {
			a.cells = line.Cells
		}
	}
	for _, d := range differences(v.digest.Comparison, a.row, a.row.Entries) {
		if d.attribute == a.path && (a.cells == nil || replacedIn(d.cells)) {
			a.cells = d.cells
		}
	}
	for i := range a.cells {
		if entry := a.cells[i].Entry; entry != nil && entry.Cause != "" && a.cause == nil {
			a.cause = v.digest.cause(entry.Cause)
		}
	}
	a.others, a.rivals = alikeIn(v.digest.rows[a.typeName], a.row, a.path)
	return a
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
	most := max(0, a.height(v)-height)
	switch action {
	case keys.Next, keys.Previous:
		return a, stepOn{action}
	case keys.Up:
		a.top--
	case keys.Down:
		a.top++
	case keys.HalfUp:
		a.top -= height / 2
	case keys.HalfDown:
		a.top += height / 2
	case keys.PageUp:
		a.top -= height - 1
	case keys.PageDown:
		a.top += height - 1
	case keys.Top:
		a.top = 0
	case keys.Bottom:
		a.top = most
	}
	a.top = min(max(0, a.top), most)
	return a, nil
}

func (a attribute) click(layout.Hit, int, *view) (screen, request) { return a, nil }

func (a attribute) height(v *view) int { return len(a.write(v)) }

func (a attribute) draw(v *view, f *frame.Frame) {
	f.Line(v.layout.Tabs.Y).Fill(v.theme.Border, v.theme.Horizontal, v.layout.Screen.Width)
	lines := a.write(v)
	top := min(a.top, max(0, len(lines)-v.layout.Body.Height))
	for y, line := range lines[top:] {
		if y == v.layout.Body.Height {
			return
		}
		line.draw(f.Line(v.layout.Body.Y + y))
	}
}

// write is the page: who has what, then blocks of what is known of it.
func (a attribute) write(v *view) []written {
	if a.row == nil || a.cells == nil {
		return []written{{{v.theme.Dim, "  no environment has this any more"}}}
	}
	page := page{view: v, attribute: &a, width: v.layout.Screen.Width}
	page.values()
	page.reasons()
	page.since()
	page.alike()
	return page.lines
}

// membersOf are the names of the resources in a cell.
func membersOf(c *model.Cell) string {
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
	words := clipped(names, 2)
	if n := len(c.Resources); n > 1 && len(names) < n {
		words += " ×" + strconv.Itoa(n)
	}
	return words
}
