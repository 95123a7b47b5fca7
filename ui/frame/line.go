package frame

import (
	"strings"

	"parity/ui/style"
	"parity/ui/text"
)

// rule is cut into the borders of panes, which so cost nothing.
var rule = strings.Repeat("─", 256)

func repeated(sign string, cells int) string {
	if sign == "─" && cells*len(sign) <= len(rule) {
		return rule[:cells*len(sign)]
	}
	return strings.Repeat(sign, cells)
}

// filled is the line's runs, with blanks up to its width.
func (l *Line) filled() []run {
	if l.Left() <= 0 {
		return l.runs
	}
	return append(l.runs, run{l.under, text.Blank(l.Left()), l.Left()})
}

// take copies the cells [from, to) of a row of runs.
func (l *Line) take(runs []run, from, to int) {
	column := 0
	for _, r := range runs {
		start, end := max(from, column), min(to, column+r.cells)
		if start < end {
			s := r.text
			if end-start < r.cells {
				s = text.Part(s, start-column, end-start)
			}
			l.runs = append(l.runs, run{r.ink, s, end - start})
			l.used += end - start
		}
		column += r.cells
	}
}

// append writes the finished line. Neighbours of one ink share its sequence, and every line ends reset, so
// that no line depends on another.
func (l *Line) append(out []byte) []byte {
	var current style.Ink
	for _, r := range l.runs {
		if r.ink != current {
			if current != (style.Ink{}) {
				out = append(out, style.Reset...)
			}
			out = r.ink.Append(out)
			current = r.ink
		}
		out = append(out, r.text...)
	}
	if l.Left() > 0 {
		if l.under != current {
			if current != (style.Ink{}) {
				out = append(out, style.Reset...)
			}
			out = l.under.Append(out)
			current = l.under
		}
		out = append(out, text.Blank(l.Left())...)
	}
	if current != (style.Ink{}) {
		out = append(out, style.Reset...)
	}
	return out
}

// Bordered is the frame with a border around it, and a title in its top line: an overlay.
func (f *Frame) Bordered(theme *style.Theme, border, ink style.Ink, title string) *Frame {
	out := New(f.width+2, f.height+2)
	out.Line(0).Top(theme, border, ink, title, out.width)
	for y := range f.lines {
		line := out.Line(y+1).Text(border, theme.Vertical)
		line.take(f.lines[y].filled(), 0, f.width)
		line.Text(border, theme.Vertical)
	}
	out.Line(out.height-1).Bottom(theme, border, out.width)
	return out
}

// Top writes the top border of a pane of that many cells, with its title. All that is written after it goes
// behind it: panes are drawn left to right.
func (l *Line) Top(theme *style.Theme, border, ink style.Ink, title string, cells int) *Line {
	end := l.used + cells
	l.Text(border, theme.TopLeft)
	if title != "" && cells > 6 {
		l.Text(border, " ").Text(ink, text.Truncate(title, cells-4)).Text(border, " ")
	}
	return l.Fill(border, theme.Horizontal, end-1).Text(border, theme.TopRight)
}

// Bottom writes the bottom border of a pane of that many cells.
func (l *Line) Bottom(theme *style.Theme, border style.Ink, cells int) *Line {
	end := l.used + cells
	return l.Text(border, theme.BottomLeft).Fill(border, theme.Horizontal, end-1).Text(border, theme.BottomRight)
}
