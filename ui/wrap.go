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

// tallCell is a cell in as many lines as it takes, one more than a row has at most if there are more.
type tallCell struct {
	cell
	parts []string
	// room is the width of the parts, beside what is told at the end of the first.
	room  int
	facts []string
}

// tall is how many lines a row takes.
func (v *view) tall(l *line) int {
	tall, _ := v.tallCells(l)
	return tall
}

// tallCells are the cells of a row in lines, and how many it takes.
func (v *view) tallCells(l *line) (tall int, cells []tallCell) {
	tall, cells = 1, make([]tallCell, len(v.layout.Panes))
	for i, pane := range v.layout.Panes {
		c := tallCell{cell: v.cellOf(l, pane.Environment)}
		room := pane.Inner.Width - signCells - markCells
		c.facts = factsIn(c.cell.facts, room, min(text.Width(c.text), leastValue))
		c.room = room - factCells(c.facts)
		c.parts = text.Wrap(text.Head(c.text, v.tallest()*c.room+1), c.room) // enough to see that there is more
		tall = max(tall, len(c.parts))
		cells[i] = c
	}
	return min(tall, v.tallest()), cells
}

// drawTall writes a row in as many lines as it takes, as far as they are on the screen. It says how many they are.
func (g *grid) drawTall(v *view, f *frame.Frame, y, at int) int {
	l := &g.table.lines[at]
	here := at == g.list.at
	tall, cells := v.tallCells(l)
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
			end := out.At() + pane.Inner.Width
			cells[i].draw(v, out, part, part == tall-1)
			out.To(end).Text(border, v.theme.Vertical)
		}
	}
	return tall
}

// draw writes one line of a wrapped cell; the last ends in … where there is more. What else stands in a cell is beside
// its first line.
func (c *tallCell) draw(v *view, out *frame.Line, part int, last bool) {
	if part >= len(c.parts) {
		return
	}
	start := 0
	for _, before := range c.parts[:part] {
		start += len(before)
	}
	shown := c.parts[part]
	if part == 0 {
		out.Text(style.Ink{}, " ").Text(c.signInk, text.Fit(c.sign, 1)).Text(style.Ink{}, " ")
	} else {
		out.Text(style.Ink{}, text.Blank(signCells))
	}
	told := len(shown)
	if last && part < len(c.parts)-1 {
		shown = text.Head(strings.TrimRight(shown, " "), c.room-1)
		told = len(shown)
		shown += text.Ellipsis
	}
	spans := func(all []text.Span) []text.Span { return text.Slice(all, start, start+min(told, len(c.parts[part]))) }
	out.Spans(c.ink, shown, c.room, frame.Layer{Ink: c.strong, Spans: spans(c.spans)}, frame.Layer{Ink: v.theme.Match, Spans: spans(c.found)})
	if part > 0 {
		return
	}
	if len(c.facts) > 0 {
		out.Text(style.Ink{}, "  ").Text(v.theme.Dim, strings.Join(c.facts, " "))
	}
	out.Text(style.Ink{}, " ").Text(c.markInk, c.mark)
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
