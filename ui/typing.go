package ui

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"parity/ui/frame"
	"parity/ui/style"
	"parity/ui/text"
)

// typing is the line in which the filter is typed; rows follow every letter.
type typing struct{ words string }

func newTyping(s screen) *typing {
	if filtered, ok := s.(filterable); ok {
		return &typing{filtered.words()}
	}
	return nil
}

// typed answers a key while the filter is typed.
func (p program) typed(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	words := p.typing.words
	switch msg.String() {
	case "enter", "down", "up":
		p.typing = nil
		return p.renewed(), nil
	case "esc":
		p.typing = nil
		return p.filtered(""), nil
	case "backspace":
		if words == "" {
			p.typing = nil
			return p, nil
		}
		_, size := utf8.DecodeLastRuneInString(words)
		words = words[:len(words)-size]
	case "ctrl+u":
		words = ""
	case "ctrl+w":
		words = strings.TrimRight(words, " ")
		words = words[:strings.LastIndex(words, " ")+1]
	default:
		words += msg.Text
	}
	p.typing = &typing{words}
	return p.filtered(words), nil
}

// paste takes pasted text into the filter; outside of it a paste means nothing.
func (p program) paste(content string) (tea.Model, tea.Cmd) {
	if e, ok := p.here().(explain); ok {
		next, asks := e.pasted(content)
		return p.replaced(next).answer(asks)
	}
	if p.typing == nil {
		return p, nil
	}
	first, _, _ := strings.Cut(strings.TrimSpace(content), "\n")
	p.typing = &typing{p.typing.words + strings.TrimSpace(first)}
	return p.filtered(p.typing.words), nil
}

// filtered is the program with only those rows that hold the words.
func (p program) filtered(words string) program {
	if here, ok := p.here().(filterable); ok {
		return p.replaced(here.filtered(words)).renewed()
	}
	return p
}

// draw writes the filter in place of the footer.
func (t *typing) draw(v *view, out *frame.Line) {
	out.Text(style.Ink{}, " ").Text(v.theme.Key, "/").Text(style.Ink{}, " ")
	words := text.Clean(t.words)
	if room := out.Left() - 2; text.Width(words) > room {
		words = text.Part(words, text.Width(words)-room, room)
	}
	out.Text(v.theme.Plain, words).Text(style.Ink{Attr: style.Reverse}, " ")
	if out.Left() > 40 {
		out.End(v.theme.Hint, "⏎ keep   esc take away ")
	}
}
