package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/counterparts"
	"parity/model/focus"
	"parity/ui/frame"
	"parity/ui/keys"
	"parity/ui/style"
	"parity/ui/text"
)

// focusing is the line in which the word is typed that an incident is about.
type focusing struct{ input input }

// focusedMsg says that what is compared from now on is ranked by a word.
type focusedMsg struct{ word string }

// leaveFocus is the request of the lines that count what is not in the focus.
type leaveFocus struct{}

// refocus takes the focus away where there is one. Else it asks for the word: that of before, or what the row under
// the cursor is about.
func (p program) refocus() program {
	if p.sight.focused {
		p.sight.focused = false
		p.notice = "everything is shown again; f asks for the focus"
		return p.renewed()
	}
	word := p.reading.about
	if word == "" {
		word = wordOf(p.rowHere())
	}
	p.focusing = &focusing{input{word, len(word)}}
	return p
}

// rowHere is the row that the cursor is on, nil where it is on none.
func (p *program) rowHere() *model.Row {
	switch here := p.here().(type) {
	case overview:
		if entry := here.entry(); entry != nil {
			return entry.Row
		}
	case pointing:
		if l := here.pointed(p.view()); l != nil {
			return l.row
		}
	}
	return nil
}

// entry is what the line under the cursor is about, nil where that is more than one thing.
func (o overview) entry() *model.Entry {
	if o.list.at < len(o.lines) {
		if opens, ok := o.lines[o.list.at].opens.(openEntry); ok {
			return opens.entry
		}
	}
	return nil
}

// wordOf is what somebody would call a row's part of the system: its role, or the first folder of its path.
func wordOf(row *model.Row) string {
	switch {
	case row == nil || row.Role == counterparts.Empty:
		return ""
	case row.Type.Naming.Paths:
		first, _, _ := strings.Cut(strings.TrimPrefix(row.Name, "/"), "/")
		return first
	default:
		return row.Role
	}
}

// typed answers a key while the word is typed.
func (p program) focusTyped(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	switch msg.String() {
	case "esc":
		p.focusing = nil
		return p, nil
	case "enter":
		word := strings.TrimSpace(p.focusing.input.text)
		p.focusing = nil
		return p.focusOn(word)
	}
	if next, ours := p.focusing.input.typed(msg); ours {
		p.focusing = &focusing{next}
	}
	return p, nil
}

// focusOn looks at what a word is about. What is compared from then on is ranked by it, too.
func (p program) focusOn(word string) (program, tea.Cmd) {
	if word == "" {
		p.sight.focused = false
		return p.renewed(), nil
	}
	p.sight.focused = true
	if d := p.world.digest; d != nil && d.about != nil && d.about.Word == word {
		return p.unlessEmpty().renewed(), nil
	}
	p.notice = "looking for what " + quoted(word) + " is about"
	p.reading.about = word
	rank := p.options.Focus
	return p.renewed(), func() tea.Msg {
		if rank != nil {
			rank(word)
		}
		return focusedMsg{word}
	}
}

// focused compares anew, with the word, unless another one was asked for meanwhile.
func (p program) focused(msg focusedMsg) (tea.Model, tea.Cmd) {
	if msg.word != p.reading.about {
		return p, nil
	}
	return p.compareAnew()
}

// unlessEmpty says what the focus is on, or takes it away where nothing is called so: an empty screen helps nobody.
func (p program) unlessEmpty() program {
	d := p.world.digest
	if !p.sight.focused || d == nil || d.about == nil || d.about.Word != p.reading.about {
		return p
	}
	rows := thousands(d.about.Len()) + " of " + counted(len(d.Rows), "role", "roles")
	switch {
	case d.about.Len() > 0:
		p.notice = "focus: " + d.about.Word + " · " + rows + ", with what is one reference away; f takes it away"
	case d.pending():
	default:
		p.sight.focused = false
		p.notice = "nothing is about " + quoted(d.about.Word) + ": it is in no name, role, path or tag; f asks for another word"
	}
	return p
}

func quoted(word string) string { return "“" + text.Clean(word) + "”" }

// focus is what the screen is about; nil where it is about everything, or that is not known yet.
func (v *view) focus() *focus.Set {
	if !v.sight.focused || v.digest == nil {
		return nil
	}
	return v.digest.about
}

// focusChip says what the screen is about, empty where that is everything, or all is shown anyway. The overview says it
// in its first block: nothing may take the room of the environments' accounts.
func (p *program) focusChip() string {
	if s, ok := p.here().(unfocused); ok && s.unfocused() || !p.sight.focused || p.here().on() == keys.Overview {
		return ""
	}
	return "focus: " + text.Truncate(text.Clean(p.reading.about), 24)
}

// underFocus is a heading with what the screen is about at its end, as far as there is room.
func (v *view) underFocus(l overviewLine) overviewLine {
	if set := v.focus(); set != nil {
		words := "focus: " + text.Truncate(text.Clean(set.Word), 24) + "   f "
		if l.heading.width()+text.Width(words)+3 <= v.layout.Screen.Width {
			l.right = piece{v.theme.Recent, words}
		}
	}
	return l
}

// inFocus are those of some causes that have something in the focus, and how many others there are.
func (v *view) inFocus(causes []*model.Cause) (in []*model.Cause, causesOutside, outside int) {
	set := v.focus()
	if set == nil {
		return causes, 0, 0
	}
	for _, cause := range causes {
		if slices.ContainsFunc(cause.Entries, func(e *model.Entry) bool { return set.Holds(e.Row) }) {
			in = append(in, cause)
			continue
		}
		causesOutside++
		outside += len(cause.Entries)
	}
	return in, causesOutside, outside
}

// outsideEntry is the overview's line for what is not in the focus.
func (v *view) outsideEntry(key, words string) overviewLine {
	return overviewLine{
		key: key, opens: leaveFocus{}, sign: piece{v.theme.Dim, v.theme.NotYet},
		columns: []piece{{v.theme.Dim, words}}, right: piece{v.theme.Dim, "f  all"},
	}
}

// draw asks for the word in place of the footer.
func (f *focusing) draw(v *view, out *frame.Line) {
	hint := v.theme.Enter() + " focus   esc leave"
	out.Text(style.Ink{}, " ").Text(v.theme.Key, "focus").Text(style.Ink{}, " ")
	f.input.draw(out, v.theme.Plain, true, min(32, out.Left()-1))
	if words := "  a word of a name, path or tag"; text.Width(words+hint)+4 <= out.Left() {
		out.Text(v.theme.Dim, words)
	}
	if text.Width(hint)+2 <= out.Left() {
		out.End(v.theme.Hint, hint+" ")
	}
}
