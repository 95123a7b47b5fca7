package ui

import (
	"strconv"

	"parity/ui/frame"
	"parity/ui/keys"
	"parity/ui/style"
	"parity/ui/text"
)

// drawn writes one line of the screen.
type drawn func(out *frame.Line)

// leastNote is the width that a note needs to stand in a column of its own.
const leastNote = 16

// lines are the screen: what is explained, what may be said of it, the rule, and the change.
func (e *explain) lines(v *view) []drawn {
	lines := []drawn{e.about(v), blankDrawn}
	for i := range e.offers {
		lines = append(lines, e.offerLine(v, i))
	}
	lines = append(lines, blankDrawn)
	if e.isRule() && (e.filling || v.layout.Body.Height > len(lines)+int(formLines)+4) {
		for l := range formLines {
			if l != valuesLine || e.form.choices(l) > 1 {
				lines = append(lines, e.formLine(v, l))
			}
		}
		lines = append(lines, blankDrawn)
	}
	return append(lines, e.change(v)...)
}

func blankDrawn(*frame.Line) {}

// about says how much is to be explained, and how much of it would be.
func (e *explain) about(v *view) drawn {
	return func(out *frame.Line) {
		own, others := e.tally.own, e.tally.others
		total := len(e.subject.entries)
		words := "explains " + thousands(own) + " of " + counted(total, "difference", "differences")
		if others > 0 {
			words += ", and " + counted(others, "other", "others")
		}
		ink := v.theme.Strong
		if e.offers[e.at].pairs {
			words, others = "pairs anew: what differs then shows then", 0
		} else if own < total || others > 0 {
			ink = v.theme.Recent
		}
		out.Text(style.Ink{}, " ").Text(v.theme.Heading, "WHY?").Text(style.Ink{}, "  ").Text(ink, text.Truncate(words, out.Left()-1))
		if c := e.subject.cause; c != nil && c.Reach != "" && out.Left() > text.Width(c.Reach)+6 {
			out.Text(v.theme.Dim, "   "+text.Clean(c.Reach))
		}
	}
}

func (e *explain) offerLine(v *view, i int) drawn {
	return func(out *frame.Line) {
		o := &e.offers[i]
		pointer, ink := " ", v.theme.Plain
		if i == e.at {
			pointer, ink = v.theme.Signs.Cursor, v.theme.Strong
			if !e.filling {
				out.Under(v.theme.Cursor)
			}
		}
		out.Text(style.Ink{}, " ").Text(v.theme.Strong, pointer+" ")
		cells := e.widest() + 1
		if out.Left() < cells+leastNote {
			out.Text(ink, text.Truncate(o.words+": "+o.note, out.Left()-1))
			return
		}
		out.Text(ink, text.Fit(o.words, cells)).Text(v.theme.Dim, "  "+text.Truncate(o.note, out.Left()-3))
	}
}

// widest is the width of the longest offer.
func (e *explain) widest() int {
	width := 0
	for i := range e.offers {
		width = max(width, text.Width(e.offers[i].words))
	}
	return width
}

const formCells = 10

func (e *explain) formLine(v *view, l formLine) drawn {
	return func(out *frame.Line) {
		here := e.filling && e.form.at == l
		pointer := " "
		if here {
			out.Under(v.theme.Cursor)
			pointer = v.theme.Signs.Cursor
		}
		out.Text(style.Ink{}, "   ").Text(v.theme.Strong, pointer+" ").Text(v.theme.Dim, text.Fit(formLabels[l], formCells))
		room := out.Left() - 1
		switch {
		case e.form.choices(l) > 1:
			left, right := "‹ ", " ›"
			if !v.theme.Unicode {
				left, right = "< ", " >"
			}
			words := text.Truncate(e.form.words(l), room-12)
			out.Text(v.theme.Key, left).Text(v.theme.Plain, words).Text(v.theme.Key, right)
			if n := e.form.choices(l); here && out.Left() > 8 {
				out.Text(v.theme.Dim, "  "+strconv.Itoa(e.form.chosen[l]+1)+"/"+strconv.Itoa(n))
			}
		case e.form.choices(l) == 1:
			out.Text(v.theme.Plain, text.Truncate(e.form.words(l), room))
		case l == reasonLine && e.form.reason.text == "" && !here:
			out.Text(v.theme.Recent, "why is it meant?")
		case l == reasonLine:
			e.form.reason.draw(out, v.theme.Plain, here, room)
		case e.form.owner.text == "" && !here:
			out.Text(v.theme.Dim, "a team or a person, if somebody owns it")
		default:
			e.form.owner.draw(out, v.theme.Plain, here, room)
		}
	}
}

// change is the change to the file, line by line.
func (e *explain) change(v *view) []drawn {
	if e.stale {
		return []drawn{func(out *frame.Line) {
			out.Text(style.Ink{}, " ").Text(v.theme.Error, text.Truncate("it was read again meanwhile: esc, and i explains what is there now", out.Left()-1))
		}}
	}
	if e.trouble != nil {
		var lines []drawn
		for _, part := range text.Wrap(text.Clean(e.trouble.Error()), v.layout.Screen.Width-2) {
			lines = append(lines, func(out *frame.Line) { out.Text(style.Ink{}, " ").Text(v.theme.Error, part) })
		}
		return lines
	}
	if e.proposal.File == "" {
		return nil
	}
	lines := []drawn{e.changeHead(v)}
	for _, d := range e.proposal.Diff {
		lines = append(lines, changeLine(v, d))
	}
	return lines
}

func (e *explain) changeHead(v *view) drawn {
	return func(out *frame.Line) {
		file := text.Clean(e.proposal.File)
		out.Text(style.Ink{}, " ").Text(v.theme.Heading, text.TruncateMiddle(file, out.Left()-2))
		words := "nothing is written before " + v.theme.Enter()
		if e.proposal.New {
			words = "a new file"
		}
		if e.proposal.Unwritten != "" {
			words = e.proposal.Unwritten + ": this lasts until q"
		}
		out.Text(v.theme.Dim, text.Truncate("   "+words, out.Left()))
	}
}

func changeLine(v *view, d DiffLine) drawn {
	return func(out *frame.Line) {
		ink, sign := v.theme.Dim, string(d.Sign)
		switch d.Sign {
		case '+':
			ink = v.theme.Strong
		case '-':
			sign = "−"
			ink = v.theme.Plain
		}
		out.Text(style.Ink{}, " ").Text(ink, sign+" "+text.Truncate(text.Clean(d.Text), out.Left()-3))
	}
}

// hints are what the keys do on the screen as it is.
func (e explain) hints(unicode bool) []keys.Hint {
	enter, move, choose := "enter", "up/down", "left/right"
	if unicode {
		enter, move, choose = "⏎", "↑↓", "←→"
	}
	switch {
	case !e.filling && e.isRule():
		return []keys.Hint{{Key: enter, Word: "fill in"}, {Key: move, Word: "choose"}, {Key: "esc", Word: "back"}}
	case !e.filling:
		return []keys.Hint{{Key: enter, Word: "write it"}, {Key: move, Word: "choose"}, {Key: "pgdn", Word: "the rest"}, {Key: "esc", Word: "back"}}
	case e.form.choices(e.form.at) > 1:
		return []keys.Hint{{Key: enter, Word: "write it"}, {Key: choose, Word: "choose"}, {Key: move, Word: "line"}, {Key: "esc", Word: "back"}}
	default:
		return []keys.Hint{{Key: enter, Word: "write it"}, {Key: move, Word: "line"}, {Key: "esc", Word: "back"}}
	}
}
