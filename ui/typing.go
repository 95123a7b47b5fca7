package ui

import (
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"parity/ui/filter"
	"parity/ui/frame"
	"parity/ui/style"
	"parity/ui/text"
)

// typing is the line in which the filter is typed; rows follow every letter. recalled is which of the filters
// of before was fetched into it, counted from 1.
type typing struct {
	words    string
	recalled int
}

func newTyping(s screen) *typing {
	if filtered, ok := s.(filterable); ok {
		return &typing{words: filtered.words()}
	}
	return nil
}

// typed answers a key while the filter is typed.
func (p program) typed(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	t := *p.typing
	switch key := msg.String(); {
	case key == "up" && (t.words == "" && len(p.filters) > 0 || t.recalled > 0):
		t.recalled = min(t.recalled+1, len(p.filters))
		t.words = p.filters[t.recalled-1]
	case key == "down" && t.recalled > 0:
		t.recalled--
		t.words = ""
		if t.recalled > 0 {
			t.words = p.filters[t.recalled-1]
		}
	case key == "enter" || key == "down" || key == "up":
		return p.kept(), nil
	case key == "esc":
		p = p.remembered(t.words)
		p.typing = nil
		return p.filtered(""), nil
	case key == "backspace" && t.words == "":
		p.typing = nil
		return p, nil
	case key == "backspace":
		_, size := utf8.DecodeLastRuneInString(t.words)
		t = typing{words: t.words[:len(t.words)-size]}
	case key == "ctrl+u":
		t = typing{}
	case key == "ctrl+w":
		words := strings.TrimRight(t.words, " ")
		t = typing{words: words[:strings.LastIndex(words, " ")+1]}
	default:
		t = typing{words: t.words + msg.Text}
	}
	p.typing = &t
	return p.filtered(t.words), nil
}

// kept ends typing; the filter stays.
func (p program) kept() program {
	p = p.remembered(p.typing.words)
	p.typing = nil
	return p.renewed()
}

// mostFilters is how many filters are remembered.
const mostFilters = 20

// remembered is the program with a filter in front of those of before.
func (p program) remembered(words string) program {
	if words = strings.TrimSpace(words); words == "" {
		return p
	}
	older := slices.DeleteFunc(slices.Clone(p.filters), func(s string) bool { return s == words })
	p.filters = append([]string{words}, older[:min(len(older), mostFilters-1)]...)
	return p
}

// paste takes pasted text into what is typed: elsewhere a paste means nothing.
func (p program) paste(content string) (tea.Model, tea.Cmd) {
	if p.prompt != nil {
		q := *p.prompt
		q.input = q.input.put(content)
		p.prompt = &q
		return p, nil
	}
	if e, ok := p.here().(explain); ok {
		next, asks := e.pasted(content)
		return p.replaced(next).answer(asks)
	}
	if p.focusing != nil {
		p.focusing = &focusing{p.focusing.input.put(strings.TrimSpace(content))}
		return p, nil
	}
	if p.typing == nil {
		return p, nil
	}
	first, _, _ := strings.Cut(strings.TrimSpace(content), "\n")
	p.typing = &typing{words: p.typing.words + strings.TrimSpace(first)}
	return p.filtered(p.typing.words), nil
}

// filtered is the program with only those rows that hold the words.
func (p program) filtered(words string) program {
	if here, ok := p.here().(filterable); ok {
		return p.replaced(here.filtered(words)).renewed()
	}
	return p
}

// draw writes the filter in place of the footer, and what of it was not understood.
func (t *typing) draw(v *view, out *frame.Line) {
	out.Text(style.Ink{}, " ").Text(v.theme.Key, "/").Text(style.Ink{}, " ")
	words := text.Clean(t.words)
	if room := out.Left() - 2; text.Width(words) > room {
		words = text.Part(words, text.Width(words)-room, room)
	}
	out.Text(v.theme.Plain, words).Text(style.Ink{Attr: style.Reverse}, " ")
	hint, ink := v.theme.Enter()+" keep   esc take away", v.theme.Hint
	if note := filter.Compile(t.words, v.names()).Note(); note != "" {
		hint, ink = text.Truncate(text.Clean(note), out.Left()-4), v.theme.Error
	}
	if text.Width(hint)+2 <= out.Left() {
		out.End(ink, hint+" ")
	}
}
