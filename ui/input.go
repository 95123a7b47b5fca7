package ui

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"parity/ui/frame"
	"parity/ui/style"
	"parity/ui/text"
)

// input is one line of text that a person types; at is the byte before which the next letter goes.
type input struct {
	text string
	at   int
}

// typed is the input after a key; ours is false for a key that does nothing in a text.
func (f input) typed(msg tea.KeyPressMsg) (next input, ours bool) {
	before, after := f.text[:f.at], f.text[f.at:]
	switch msg.String() {
	case "left":
		_, size := utf8.DecodeLastRuneInString(before)
		f.at -= size
	case "right":
		_, size := utf8.DecodeRuneInString(after)
		f.at += size
	case "home", "ctrl+a":
		f.at = 0
	case "end", "ctrl+e":
		f.at = len(f.text)
	case "backspace":
		_, size := utf8.DecodeLastRuneInString(before)
		f = input{before[:len(before)-size] + after, f.at - size}
	case "delete":
		_, size := utf8.DecodeRuneInString(after)
		f.text = before + after[size:]
	case "ctrl+u":
		f = input{after, 0}
	case "ctrl+w":
		kept := strings.TrimRight(before, " ")
		kept = kept[:strings.LastIndex(kept, " ")+1]
		f = input{kept + after, len(kept)}
	default:
		if msg.Text == "" {
			return f, false
		}
		return f.put(msg.Text), true
	}
	return f, true
}

// put puts text where the cursor is. An input holds one line.
func (f input) put(s string) input {
	s = text.Line(s)
	return input{f.text[:f.at] + s + f.text[f.at:], f.at + len(s)}
}

// draw writes the input with its cursor in sight.
func (f input) draw(out *frame.Line, ink style.Ink, focused bool, cells int) {
	before, after := text.Clean(f.text[:f.at]), text.Clean(f.text[f.at:])
	if !focused {
		out.Text(ink, text.Truncate(before+after, cells))
		return
	}
	if over := text.Width(before) - (cells - 2); over > 0 {
		before = text.Part(before, over, cells-2)
	}
	under, rest := " ", ""
	if after != "" {
		_, size := utf8.DecodeRuneInString(after)
		under, rest = after[:size], after[size:]
	}
	out.Text(ink, before).Text(style.Ink{Attr: style.Reverse}, under)
	out.Text(ink, text.Truncate(rest, max(0, cells-text.Width(before)-text.Width(under))))
}
