package ui

import (
	"strings"

	"parity/ui/frame"
	"parity/ui/layout"
	"parity/ui/style"
	"parity/ui/text"
)

// wrapped turns wrapping on or off: long values are written in several lines, instead of being cut.
func (p program) wrapped() program {
	p.sight.wrap, p.sight.scroll = !p.sight.wrap, 0
	p.notice = "long values are cut again"
	if p.sight.wrap {
		p.notice = "long values wrap; w cuts them again"
	}
	return p.renewed()
}

// wraps says that the values in the panes are wrapped. Where one pane stands below the other they always are.
func (v *view) wraps() bool { return v.sight.wrap && v.layout.Mode == layout.SideBySide }

// tallest is how many lines a row takes at most, so that what is beside it can still be seen.
func (v *view) tallest() int { return max(1, v.layout.Rows()/2) }

// tall is how many lines a row takes.
func (v *view) tall(l *line) int {
	tall := 1
	for _, pane := range v.layout.Panes {
		tall = max(tall, len(wrappedCell(v.cellOf(l, pane.Environment), pane.Inner.Width)))
	}
	return min(tall, v.tallest())
}

// wrappedCell is the text of a cell in lines: beside what is told at its end.
func wrappedCell(c cell, cells int) []string {
	room := cells - signCells - markCells
	return text.Wrap(c.text, room-factCells(factsIn(c.facts, room, min(text.Width(c.text), leastValue))))
}

// drawTall writes a row in as many lines as it takes, as far as they are on the screen. It says how many they are.
func (g *grid) drawTall(v *view, f *frame.Frame, y, at int) int {
	l := &g.table.lines[at]
	here, tall := at == g.list.at, v.tall(l)
	cells := make([]cell, len(v.layout.Panes))
	for i, pane := range v.layout.Panes {
		cells[i] = v.cellOf(l, pane.Environment)
	}
	for part := range min(tall, v.layout.Rows()-y) {
		out := f.Line(v.layout.Names.Y + y + part)
		if here {
			out.Under(v.theme.Cursor)
		}
		if part == 0 {
			v.drawName(out, l, here, v.layout.Spine.Width)
		}
		out.To(v.layout.Spine.Right())
		for i, pane := range v.layout.Panes {
			border, _ := v.paneInks(pane.Environment)
			out.Text(border, v.theme.Vertical)
			v.drawCellPart(out, cells[i], pane.Inner.Width, part, part == tall-1)
			out.Text(border, v.theme.Vertical)
		}
	}
	return tall
}

// drawCellPart writes one line of a wrapped cell; the last ends in … where there is more. What else stands in a cell
// is beside its first line.
func (v *view) drawCellPart(out *frame.Line, c cell, cells, part int, last bool) {
	end := out.At() + cells
	parts := wrappedCell(c, cells)
	if part >= len(parts) {
		out.To(end)
		return
	}
	start := 0
	for _, before := range parts[:part] {
		start += len(before)
	}
	shown := parts[part]
	room := cells - signCells - markCells
	if part == 0 {
		out.Text(style.Ink{}, " ").Text(c.signInk, text.Fit(c.sign, 1)).Text(style.Ink{}, " ")
	} else {
		out.Text(style.Ink{}, text.Blank(signCells))
	}
	facts := factsIn(c.facts, room, min(text.Width(c.text), leastValue))
	room -= factCells(facts)
	told := len(shown)
	if last && part < len(parts)-1 {
		shown = text.Truncate(strings.TrimRight(shown, " ")+text.Ellipsis, room)
		if !strings.HasSuffix(shown, text.Ellipsis) {
			shown = text.Truncate(shown, room-1) + text.Ellipsis
		}
		told = len(shown) - len(text.Ellipsis)
	}
	spans := func(all []text.Span) []text.Span { return text.Slice(all, start, start+min(told, len(parts[part]))) }
	out.Spans(c.ink, shown, room, frame.Layer{Ink: c.strong, Spans: spans(c.spans)}, frame.Layer{Ink: v.theme.Match, Spans: spans(c.found)})
	if part == 0 && len(facts) > 0 {
		out.Text(style.Ink{}, "  ").Text(v.theme.Dim, strings.Join(facts, " "))
	}
	if part == 0 {
		out.Text(style.Ink{}, " ").Text(c.markInk, c.mark)
	}
	out.To(end)
}

// wholeValue writes below a line what of a value had no room in its column, where values are to wrap.
func (p *page) wholeValue(value string, cells int) {
	if !p.sight.wrap || text.Width(value) <= cells {
		return
	}
	for _, part := range text.Wrap(value, p.width-labelCells-4) {
		p.add(p.label(style.Ink{}, ""), piece{p.theme.Dim, "  " + part})
	}
}
