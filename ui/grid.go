package ui

import (
	"slices"
	"strings"

	"parity/model"
	"parity/ui/frame"
	"parity/ui/keys"
	"parity/ui/layout"
	"parity/ui/style"
	"parity/ui/text"
)

// grid is rows across panes with one cursor: what the panes of a view and the attributes of a role share.
type grid struct {
	table table
	list  list
	// held is the line the cursor was on when a filter began: it goes back there as soon as the line is there
	// again, unless it was moved since. Holding says that there is one.
	held    lineKey
	holding bool
}

// hold remembers where the cursor is, before a filter takes lines away.
func (g grid) hold() grid {
	if l := g.selected(); l != nil && !g.holding {
		g.held, g.holding = l.lineKey, true
	}
	return g
}

// rows is what the list must know.
func (g *grid) rows(v *view) rows {
	r := g.table.rows(v.layout.Rows())
	if v.wraps() {
		r.height = func(i int) int { return v.tall(&g.table.lines[i]) }
	}
	return r
}

// selected is the line under the cursor, nil in an empty table.
func (g *grid) selected() *line {
	if g.list.at >= len(g.table.lines) {
		return nil
	}
	return &g.table.lines[g.list.at]
}

// with is the grid with other lines; the cursor stays with what it was on. A new grid's is on the first line
// that can be chosen.
func (g grid) with(t table, v *view) grid {
	g.list = t.follow(g.list, &g.table, v.layout.Rows())
	g.table = t
	if v.wraps() {
		g.list = g.list.within(g.rows(v))
	}
	if g.holding {
		at := max(0, t.find(g.held))
		g.list = list{at, at - g.list.at + g.list.top}.settle(g.rows(v))
	}
	return g
}

// at puts the cursor on a line.
func (g grid) at(key lineKey, v *view) grid {
	if at := g.table.find(key); at >= 0 {
		g.list = list{at, at - v.layout.Rows()/2}.within(g.rows(v))
	}
	return g
}

// act moves the cursor.
func (g grid) act(action keys.Action, v *view) (grid, bool) {
	var ours bool
	g.list, ours = g.list.act(action, g.rows(v))
	g.holding = g.holding && !ours
	return g, ours
}

// click puts the cursor on the row that was clicked. It says whether it was there before: a second click opens.
func (g grid) click(hit layout.Hit, v *view) (next grid, again bool) {
	r := g.rows(v)
	at := r.under(g.list.top, hit.Row)
	if hit.Row < 0 || at >= len(g.table.lines) || !g.table.lines[at].chosen() {
		return g, false
	}
	again = at == g.list.at
	g.list.at, g.holding = at, false
	g.list = g.list.within(g.rows(v))
	return g, again
}

// reach is how far the values in sight can be scrolled sideways until the end of the longest is seen.
func (g *grid) reach(v *view) int {
	reach := 0
	if v.wraps() {
		return 0
	}
	for at := g.list.top; at < min(len(g.table.lines), g.list.top+v.layout.Rows()); at++ {
		for _, pane := range v.layout.Panes {
			width := text.Width(v.cellOf(&g.table.lines[at], pane.Environment).text)
			reach = max(reach, width-(pane.Inner.Width-signCells-markCells))
		}
	}
	return reach
}

// draw writes the spine and the panes, line by line, left to right.
func (g *grid) draw(v *view, f *frame.Frame) {
	if v.layout.Mode == layout.Stacked {
		g.drawStacked(v, f)
		return
	}
	l := &v.layout
	bottom := l.Body.Bottom() - 1
	top, last := f.Line(l.Body.Y).To(l.Spine.Right()), f.Line(bottom).To(l.Spine.Right())
	for _, pane := range l.Panes {
		border, title := v.paneInks(pane.Environment)
		top.Top(v.theme, border, title, text.Truncate(v.paneTitle(pane.Environment), pane.Rect.Width-4), pane.Rect.Width)
		last.Bottom(v.theme, border, pane.Rect.Width)
	}
	for y, at := 0, g.list.top; y < l.Rows(); at++ {
		if v.wraps() && at < len(g.table.lines) {
			y += g.drawTall(v, f, y, at)
			continue
		}
		g.drawRow(v, f.Line(l.Names.Y+y), at)
		y++
	}
}

func (v *view) paneInks(environment int) (border, title style.Ink) {
	border, title = v.theme.Border, v.theme.Environment
	if environment == v.sight.chosen {
		border = v.theme.ActiveBorder
	}
	if environment == v.baseline {
		title = v.theme.Baseline
	}
	return border, title
}

// paneTitle names an environment with its role and account: in the longest form that all panes have room for.
// The account's first digits tell more than the role.
func (v *view) paneTitle(environment int) string {
	forms := []func(int) string{
		func(i int) string { return v.title(i, v.roleWord(i), v.environments[i].Account) },
		func(i int) string { return v.title(i, v.roleWord(i), shortAccount(v.environments[i].Account)) },
		func(i int) string { return v.title(i, shortAccount(v.environments[i].Account)) },
	}
	for _, form := range forms {
		if !slices.ContainsFunc(v.layout.Panes, func(p layout.Pane) bool {
			return text.Width(form(p.Environment)) > p.Rect.Width-4
		}) {
			return form(environment)
		}
	}
	return forms[len(forms)-1](environment)
}

// roleWord is how an environment is held against the baseline, nothing where there is no other.
func (v *view) roleWord(environment int) string {
	if v.alone() {
		return ""
	}
	return string(v.role(environment))
}

// title is an environment's name and what else is said of it. The baseline's is in capitals.
func (v *view) title(environment int, facts ...string) string {
	title := text.Clean(v.environments[environment].Name)
	if environment == v.baseline {
		title = strings.ToUpper(title)
	}
	for _, fact := range facts {
		if fact != "" {
			title += " " + v.theme.Dot + " " + text.Clean(fact)
		}
	}
	return title
}

func (g *grid) drawRow(v *view, out *frame.Line, at int) {
	if at >= len(g.table.lines) {
		out.To(v.layout.Spine.Right())
		for _, pane := range v.layout.Panes {
			border, _ := v.paneInks(pane.Environment)
			out.Text(border, v.theme.Vertical).To(pane.Rect.Right()-1).Text(border, v.theme.Vertical)
		}
		return
	}
	l := &g.table.lines[at]
	here := at == g.list.at
	if here {
		out.Under(v.theme.Cursor)
	}
	v.drawName(out, l, here, v.layout.Spine.Width)
	for _, pane := range v.layout.Panes {
		border, _ := v.paneInks(pane.Environment)
		out.Text(border, v.theme.Vertical)
		v.drawCell(out, v.cellOf(l, pane.Environment), pane.Inner.Width)
		out.Text(border, v.theme.Vertical)
	}
}

// drawName writes a line's part of the spine.
func (v *view) drawName(out *frame.Line, l *line, here bool, cells int) {
	pointer := " "
	if here {
		pointer = v.theme.Signs.Cursor
	}
	start := out.At()
	out.Text(style.Ink{}, " ").Text(v.theme.Strong, pointer).Text(style.Ink{}, " ").To(start + spineIndent + 2*l.depth)
	note := l.note
	room := cells - (out.At() - start) - spineMarks
	if note != "" {
		room -= text.Width(note) + 1
	}
	name := text.TruncateMiddle(l.text, room)
	if l.counts() {
		name = text.Truncate(l.text, room)
	}
	mark := v.query.InName
	if l.kind == attributeLine {
		mark = v.query.InPath
	}
	out.Spans(v.nameInk(l), name, room, frame.Layer{Ink: v.theme.Match, Spans: mark(name)})
	if note != "" {
		noted := l.noted
		if noted == model.Undecided {
			noted = model.Drift
		}
		out.Text(style.Ink{}, " ").Text(v.theme.Verdict(noted), note)
	}
	sign, ink := "", style.Ink{}
	switch {
	case l.marked:
		sign, ink = v.theme.Signs.Finding, v.theme.Finding
	case l.recent:
		sign, ink = v.theme.Signs.Recent, v.theme.Recent
	}
	out.Text(style.Ink{}, " ").Text(ink, text.Fit(sign, 1))
	if l.changed {
		out.Text(v.theme.Strong, v.theme.Signs.Changed)
	}
	out.To(start + cells)
}

func (v *view) nameInk(l *line) style.Ink {
	switch {
	case l.counts():
		return v.theme.Dim
	case l.kind == headingLine && l.row == nil, l.kind == folderLine && (l.differs() || l.folder.Below.Found > 0):
		return v.theme.Heading
	case l.kind == attributeLine && !l.listed():
		return v.theme.Dim
	case l.kind == roleLine && l.listed():
		return v.theme.Strong
	default:
		return v.theme.Plain
	}
}

// The parts of a cell besides its text: blank, sign, blank before it; blank, mark behind it.
const (
	signCells = 3
	markCells = 2
)

func (v *view) drawCell(out *frame.Line, c cell, cells int) {
	end := out.At() + cells
	out.Text(style.Ink{}, " ").Text(c.signInk, text.Fit(c.sign, 1)).Text(style.Ink{}, " ")
	room := cells - signCells - markCells
	differs, found := frame.Layer{Ink: c.strong, Spans: c.spans}, frame.Layer{Ink: v.theme.Match, Spans: c.found}
	if v.sight.scroll > 0 {
		offset := min(v.sight.scroll, max(0, text.Width(c.text)-room))
		out.Scrolled(c.ink, c.text, offset, room, differs, found)
	} else {
		facts := factsIn(c.facts, room, text.Width(c.text))
		out.Spans(c.ink, c.text, room-factCells(facts), differs, found)
		if len(facts) > 0 {
			out.Text(style.Ink{}, "  ").Text(v.theme.Dim, strings.Join(facts, " "))
		}
	}
	out.Text(style.Ink{}, " ").Text(c.markInk, c.mark).To(end)
}

// drawStacked writes the names on top, and below them one pane for the baseline and one for the chosen
// environment, each with what it has in the cursor's row.
func (g *grid) drawStacked(v *view, f *frame.Frame) {
	l := &v.layout
	for y := range l.Rows() {
		at := g.list.top + y
		if at >= len(g.table.lines) {
			break
		}
		out, row := f.Line(l.Names.Y+y), &g.table.lines[at]
		if at == g.list.at {
			out.Under(v.theme.Cursor)
		}
		v.drawName(out, row, at == g.list.at, l.Spine.Width-3)
		if row.worst >= model.Expected && row.note == "" {
			out.Text(v.theme.Verdict(row.worst), v.theme.Signs.Verdict(row.worst))
		}
	}
	for _, pane := range l.Panes {
		border, title := v.paneInks(pane.Environment)
		f.Line(pane.Rect.Y).Text(border, v.theme.Horizontal).Text(border, " ").
			Text(title, text.Truncate(v.paneTitle(pane.Environment), pane.Rect.Width-4)).Text(border, " ").
			Fill(border, v.theme.Horizontal, pane.Rect.Width)
		if selected := g.selected(); selected != nil {
			v.drawWrapped(f, v.cellOf(selected, pane.Environment), pane.Inner)
		}
	}
}

// drawWrapped writes a cell over several lines.
func (v *view) drawWrapped(f *frame.Frame, c cell, into layout.Rect) {
	for i, part := range text.Wrap(c.text, into.Width-signCells-markCells) {
		if i >= into.Height {
			return
		}
		out := f.Line(into.Y + i)
		if i == 0 {
			out.Text(style.Ink{}, " ").Text(c.signInk, text.Fit(c.sign, 1)).Text(style.Ink{}, " ")
		} else {
			out.To(signCells)
		}
		out.Text(c.ink, part)
		if i == 0 {
			out.Text(style.Ink{}, " ").Text(c.markInk, c.mark)
		}
	}
}
