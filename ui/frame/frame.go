// Package frame builds a screen line by line, left to right: exactly as many lines of exactly as many cells
// as the terminal has, whatever is written.
//
// A line is a row of runs, each with one ink; they become text once, when the frame is finished. All text
// must be clean (text.Clean).
package frame

import (
	"parity/ui/style"
	"parity/ui/text"
)

// Frame is a screen being built.
type Frame struct {
	width, height int
	lines         []Line
	outside       Line
}

// New starts an empty frame.
func New(width, height int) *Frame {
	f := &Frame{width: max(0, width), height: max(0, height)}
	f.lines = make([]Line, f.height)
	room := max(leastRuns, f.width/cellsPerRun)
	runs := make([]run, f.height*room)
	for y := range f.lines {
		from := y * room
		f.lines[y] = Line{width: f.width, runs: runs[from : from : from+room]}
	}
	return f
}

// A line has room for so many runs before it must grow; values of which parts are marked take a run of a few cells
// for each.
const leastRuns, cellsPerRun = 16, 5

// Line is the line at y. What is written to one outside of the frame is dropped.
func (f *Frame) Line(y int) *Line {
	if y < 0 || y >= f.height {
		f.outside = Line{}
		return &f.outside
	}
	return &f.lines[y]
}

// Over lays a box of lines over the frame, its top left corner at x, y.
func (f *Frame) Over(x, y int, box *Frame) {
	for i := range box.lines {
		line := f.Line(y + i)
		if x < 0 || x >= line.width {
			continue
		}
		old := line.runs
		line.runs, line.used = nil, 0
		line.take(old, 0, x)
		line.To(x)
		line.take(box.lines[i].filled(), 0, min(box.width, line.Left()))
		line.take(old, line.used, line.width)
	}
}

// String is the finished frame: height lines of width cells, with SGR sequences and no other control bytes.
func (f *Frame) String() string {
	out := make([]byte, 0, f.height*(f.width*2+32))
	for y := range f.lines {
		if y > 0 {
			out = append(out, '\n')
		}
		out = f.lines[y].append(out)
	}
	return string(out)
}

type run struct {
	ink   style.Ink
	text  string
	cells int
}

// Line is one line of a frame, written from left to right. What does not fit is dropped.
type Line struct {
	width, used int
	under       style.Ink
	runs        []run
}

// Left is how many cells are not yet written, At the column the next one goes to.
func (l *Line) Left() int { return l.width - l.used }

// At is the column the next run goes to.
func (l *Line) At() int { return l.used }

// Under lays an ink under all that is written from here on: the cursor's row. The plain ink ends it.
func (l *Line) Under(ink style.Ink) *Line {
	l.under = ink
	return l
}

// Text writes a text in as many cells as it takes.
func (l *Line) Text(ink style.Ink, s string) *Line {
	left := l.Left()
	cells := text.Width(s)
	if cells > left {
		s = text.Fit(s, left)
		cells = left
	}
	return l.put(ink, s, cells)
}

// Fit writes a text in exactly so many cells, cut at its end or filled up.
func (l *Line) Fit(ink style.Ink, s string, cells int) *Line {
	cells = min(cells, l.Left())
	return l.put(ink, text.Fit(s, cells), cells)
}

// Layer is parts of a text that are drawn in an ink over the text's own.
type Layer struct {
	Ink   style.Ink
	Spans []text.Span
}

// Spans writes a text in exactly so many cells, later layers over earlier ones. A text that is too long is cut
// so that a marked part is seen, of the last layer that has one.
func (l *Line) Spans(ink style.Ink, s string, cells int, layers ...Layer) *Line {
	cells = min(cells, l.Left())
	s, kinds := text.Show(s, cells, spansOf(layers)...)
	return l.layered(ink, s, cells, layers, kinds)
}

// Scrolled writes what is seen of a text from the cell offset on in exactly so many cells.
func (l *Line) Scrolled(ink style.Ink, s string, offset, cells int, layers ...Layer) *Line {
	cells = min(cells, l.Left())
	s, kinds := text.Scroll(s, offset, cells, spansOf(layers)...)
	return l.layered(ink, s, cells, layers, kinds)
}

func spansOf(layers []Layer) [][]text.Span {
	all := make([][]text.Span, len(layers))
	for i := range layers {
		all[i] = layers[i].Spans
	}
	return all
}

// layered writes a text run by run: each ends where any span begins or ends.
func (l *Line) layered(ink style.Ink, s string, cells int, layers []Layer, kinds [][]text.Span) *Line {
	start := l.used
	for from := 0; from < len(s); {
		end, now := len(s), ink
		for i, spans := range kinds {
			for len(spans) > 0 && spans[0].End <= from {
				spans = spans[1:]
			}
			if kinds[i] = spans; len(spans) == 0 {
				continue
			}
			if spans[0].Start > from {
				end = min(end, spans[0].Start)
			} else {
				now, end = layers[i].Ink.On(now), min(end, spans[0].End)
			}
		}
		l.Text(now, s[from:end])
		from = end
	}
	return l.blank(ink, start+cells-l.used)
}

// To fills with blanks up to the column.
func (l *Line) To(column int) *Line { return l.blank(style.Ink{}, column-l.used) }

// End writes a text at the right end of the line, after blanks; it is cut if there is no room.
func (l *Line) End(ink style.Ink, s string) *Line {
	s = text.Truncate(s, l.Left())
	return l.To(l.width-text.Width(s)).Text(ink, s)
}

// Fill writes a sign of one cell up to the column.
func (l *Line) Fill(ink style.Ink, sign string, column int) *Line {
	cells := min(column, l.width) - l.used
	if cells <= 0 {
		return l
	}
	return l.put(ink, repeated(sign, cells), cells)
}

func (l *Line) blank(ink style.Ink, cells int) *Line {
	cells = min(cells, l.Left())
	if cells <= 0 {
		return l
	}
	return l.put(ink, text.Blank(cells), cells)
}

func (l *Line) put(ink style.Ink, s string, cells int) *Line {
	if cells <= 0 {
		return l
	}
	l.runs = append(l.runs, run{ink.On(l.under), s, cells})
	l.used += cells
	return l
}
