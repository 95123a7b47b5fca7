package report

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Ink says what a piece of a line is, for whoever paints it. The signs say the same without.
type Ink uint8

// The inks.
const (
	// Plain takes no colour.
	Plain Ink = iota
	// Strong is what to read first, Faint what to read last.
	Strong
	Faint
	// Grave, Doubt and Fine are signs: unexplained, unknown, explained.
	Grave
	Doubt
	Fine
)

// Paint gives a piece of text its colour. It must not change the text's width.
type Paint func(ink Ink, text string) string

// Colours paints with the sixteen colours every terminal has and its user has chosen.
func Colours(ink Ink, text string) string {
	codes := [...]string{Plain: "", Strong: "1", Faint: "2", Grave: "1;33", Doubt: "35", Fine: "34"}
	if codes[ink] == "" || strings.TrimSpace(text) == "" {
		return text
	}
	return "\x1b[" + codes[ink] + "m" + text + "\x1b[m"
}

// line is one line that is being put together from pieces. Widths are those of the plain text.
type line struct {
	pieces []piece
	width  int
}

type piece struct {
	ink  Ink
	text string
}

func (l *line) add(ink Ink, text string) *line {
	text = clean(text)
	l.pieces = append(l.pieces, piece{ink, text})
	l.width += ansi.StringWidth(text)
	return l
}

// column adds a text and fills it up to a width.
func (l *line) column(ink Ink, text string, width int) *line {
	text = cut(clean(text), width)
	return l.add(ink, text+strings.Repeat(" ", max(0, width-ansi.StringWidth(text))))
}

// to fills the line up to a column.
func (l *line) to(column int) *line {
	return l.add(Plain, strings.Repeat(" ", max(1, column-l.width)))
}

// finish is the line, no wider than width where that is positive.
func (l *line) finish(o *Options) string {
	var out strings.Builder
	room := o.Width
	for i, p := range l.pieces {
		text := p.text
		if o.Width > 0 {
			text = cut(text, room)
			room -= ansi.StringWidth(text)
		}
		if i == len(l.pieces)-1 {
			text = strings.TrimRight(text, " ")
		}
		if o.ASCII {
			text = ascii.Replace(text)
			text = strings.Map(onlyASCII, text)
		}
		if o.Paint != nil {
			text = o.Paint(p.ink, text)
		}
		out.WriteString(text)
	}
	return out.String()
}

// cut shortens a text to a width, and says so by its last character.
func cut(text string, width int) string {
	if ansi.StringWidth(text) <= width {
		return text
	}
	return ansi.Truncate(text, max(0, width), "…")
}

// ascii stands for the signs where nothing but ASCII can be drawn; the screen uses the same.
var ascii = strings.NewReplacer("≠", "#", "−", "-", "≈", "=", "✓", "v", "●", "o", "·", "-", "…", "_", "⇄", "/", "→", ">", "×", "x", "↵", "/")

func onlyASCII(r rune) rune {
	if r > '~' {
		return '?'
	}
	return r
}

// contrast shortens two values to a width together so that what differs in them stays in sight: what they
// share at their beginning goes first, then their ends.
func contrast(mine, yours string, width int) (string, string) {
	if ansi.StringWidth(mine)+ansi.StringWidth(yours) <= width {
		return mine, yours
	}
	// A little of what is shared stays, to tell where in the value this is.
	const context = 6
	a, b := []rune(mine), []rune(yours)
	shared := 0
	for shared < len(a) && shared < len(b) && a[shared] == b[shared] {
		shared++
	}
	if skip := shared - context; skip > 1 {
		mine, yours = "…"+string(a[skip:]), "…"+string(b[skip:])
	}
	// The shorter one leaves what it does not need to the other.
	half := width / 2
	forMine := max(half, width-ansi.StringWidth(yours))
	forYours := max(width-half, width-ansi.StringWidth(mine))
	return cut(mine, forMine), cut(yours, forYours)
}

// cutMiddle shortens a text to a width, keeping both ends.
func cutMiddle(text string, width int) string {
	wide := ansi.StringWidth(text)
	if wide <= width || width < 3 {
		return cut(text, width)
	}
	left := (width - 1) / 2
	return ansi.Truncate(text, left, "") + "…" + ansi.TruncateLeft(text, wide-(width-1-left), "")
}
