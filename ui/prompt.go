package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"parity/ui/frame"
	"parity/ui/style"
	"parity/ui/text"
)

// prompt is a line of text that is asked for in the last line of the screen: a note, a reason.
type prompt struct {
	// asks is what is asked for, in a few words, of which end is never cut off.
	asks, end string
	// lacking is said where nothing was typed; empty where nothing is an answer.
	lacking string
	input   input
	// answers takes in what was typed.
	answers func(p program, words string) (program, tea.Cmd)
}

// wondering is the program with a question in the last line. was is what was answered before.
func (p program) wondering(q prompt, was string) program {
	q.input = input{}.put(was)
	p.prompt = &q
	return p
}

// replied answers a key while something is asked for.
func (p program) replied(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	q := *p.prompt
	switch msg.String() {
	case "esc":
		p.prompt = nil
		return p, nil
	case "enter":
		words := strings.TrimSpace(q.input.text)
		if words == "" && q.lacking != "" {
			p.notice = q.lacking
			return p, nil
		}
		p.prompt = nil
		return q.answers(p, words)
	}
	next, ours := q.input.typed(msg)
	if !ours {
		return p, nil
	}
	q.input = next
	p.prompt = &q
	return p, nil
}

// draw writes the question in place of the footer.
func (q *prompt) draw(v *view, notice string, out *frame.Line) {
	hint, ink := v.theme.Enter()+" keep   esc leave it", v.theme.Hint
	if notice != "" {
		hint, ink = notice, v.theme.Error
	}
	out.Text(style.Ink{}, " ").Text(v.theme.Key, text.TruncateMiddle(text.Clean(q.asks), out.Left()/2-text.Width(q.end))+q.end).Text(style.Ink{}, "  ")
	room := out.Left() - 1
	if text.Width(q.input.text)+text.Width(hint)+4 <= room {
		q.input.draw(out, v.theme.Plain, true, room-text.Width(hint)-3)
		out.End(ink, hint+" ")
		return
	}
	q.input.draw(out, v.theme.Plain, true, room)
}
