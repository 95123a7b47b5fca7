package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/compare"
	"parity/ui/frame"
	"parity/ui/keys"
	"parity/ui/layout"
	"parity/ui/style"
	"parity/ui/text"
)

// View draws the frame.
func (p picker) View() tea.View {
	out := tea.NewView(p.frame())
	out.AltScreen = true
	out.WindowTitle = productName + ": which environments?"
	if p.searching {
		out.ProgressBar = tea.NewProgressBar(tea.ProgressBarIndeterminate, 0)
	}
	return out
}

// The lines of the picker above the list: where, a rule, what is asked, a blank; and the last one.
const (
	pickerHead = 4
	pickerFoot = 1
)

// visible is how many candidates have room beside the remarks.
func (p *picker) visible() int {
	return max(1, p.height-pickerHead-pickerFoot-len(p.remarks()))
}

// remarks are the lines of what was not looked at, a blank above them; a third of the screen is theirs at most.
func (p *picker) remarks() []written {
	if len(p.found.Remarks) == 0 || p.width < layout.LeastWidth {
		return nil
	}
	theme := p.look.theme
	lines := []written{nil}
	for _, remark := range p.found.Remarks {
		sign := theme.Signs.Verdict(model.Unknown)
		for _, part := range text.Wrap(text.Clean(remark), p.width-4) {
			lines = append(lines, written{{style.Ink{}, " "}, {theme.Verdict(model.Unknown), sign}, {theme.Dim, text.Blank(2-text.Width(sign)) + part}})
			sign = ""
		}
	}
	if most := 1 + max(1, p.height/3); len(lines) > most {
		lines = lines[:most]
		lines[most-1] = written{{theme.Dim, "   " + theme.NotYet + " more could not be looked at"}}
	}
	return lines
}

func (p *picker) frame() string {
	f := frame.New(p.width, p.height)
	theme := p.look.theme
	switch {
	case p.width < layout.LeastWidth || p.height < layout.LeastHeight:
		v := view{theme: theme, layout: layout.New(layout.State{Width: p.width, Height: p.height})}
		v.drawTooSmall(f)
	case p.draft != nil:
		p.drawDraft(f)
	default:
		p.draw(f)
	}
	if theme.Unicode {
		return f.String()
	}
	return text.ASCII(f.String())
}

func (p *picker) drawHead(f *frame.Frame, asked string) {
	theme := p.look.theme
	out := f.Line(0).Text(style.Ink{}, " ").Text(theme.Strong, productName).Text(style.Ink{}, "   ")
	if p.found.Account != "" {
		out.Text(theme.Dim, "account ").Text(theme.Environment, text.Clean(p.found.Account)).Text(theme.Dim, " "+theme.Dot+" ").
			Text(theme.Environment, text.Clean(p.found.Region))
	}
	if p.searching && out.Left() > 12 {
		out.End(theme.Dim, "looking "+theme.NotYet+" ")
	}
	f.Line(1).Fill(theme.Border, theme.Horizontal, p.width)
	out = f.Line(2)
	out.Text(style.Ink{}, " ").Text(theme.Heading, text.Truncate(asked, p.width-2))
}

func (p *picker) draw(f *frame.Frame) {
	theme := p.look.theme
	asked := "Which environments? Choose two or more. None was named, and there is no parity.yaml here or above."
	if p.written != "" {
		asked = "Which environments? " + p.written + " names those that were chosen."
	}
	p.drawHead(f, asked)
	choice := p.choice()
	widths := p.widths()
	for y := range p.visible() {
		at := p.list.top + y
		if at >= len(p.found.Candidates) {
			break
		}
		p.drawCandidate(f.Line(pickerHead+y), at, choice.Baseline, widths)
	}
	if len(p.found.Candidates) == 0 {
		for y, part := range text.Wrap(p.emptiness(), p.width-4) {
			if y < p.visible() {
				f.Line(pickerHead+y).Text(style.Ink{}, "  ").Text(theme.Plain, part)
			}
		}
	}
	p.drawRemarks(f)
	p.drawFoot(f.Line(p.height-1), keys.ChoosingFooter(theme.Unicode))
}

// emptiness says why there is nothing to choose from, and what to do.
func (p *picker) emptiness() string {
	switch {
	case p.searching:
		return "looking for what is tagged Environment, env or Stage, and for the folders of parameters"
	case p.trouble != nil:
		return text.Clean(p.trouble.Error())
	default:
		return "Nothing here is tagged Environment, env or Stage, and no parameter lies in a folder. Look elsewhere " +
			"(parity --profile NAME, --region REGION), or say what belongs to an environment: parity staging prod --tag KEY"
	}
}

// widths are those of the names and of the roles.
func (p *picker) widths() (widths [2]int) {
	for _, c := range p.found.Candidates {
		widths[0] = max(widths[0], text.Width(c.Name))
	}
	widths[0] = min(widths[0], max(12, p.width/4))
	widths[1] = len(model.Baseline)
	return widths
}

func (p *picker) drawCandidate(out *frame.Line, at int, baseline string, widths [2]int) {
	theme, c := p.look.theme, p.found.Candidates[at]
	pointer, box, ink := " ", "[ ]", theme.Plain
	if at == p.list.at {
		out.Under(theme.Cursor)
		pointer = theme.Signs.Cursor
	}
	role := ""
	if p.chosen[c.Name] {
		box, ink = "[x]", theme.Environment
		role = string(compare.DefaultRole(&model.Environment{Name: c.Name}))
		if c.Name == baseline {
			role, ink = string(model.Baseline), theme.Baseline
		}
	}
	out.Text(style.Ink{}, " ").Text(theme.Strong, pointer).Text(style.Ink{}, " ").Text(theme.Strong, box).Text(style.Ink{}, " ")
	name := text.TruncateMiddle(text.Clean(c.Name), widths[0])
	out.Text(ink, name).Text(style.Ink{}, text.Blank(widths[0]-text.Width(name)+2))
	out.Text(theme.Dim, text.Fit(role, widths[1]+2))
	by := text.Clean(c.By)
	room := out.Left() - 1
	if by != "" && room-text.Width(by) > 30 {
		room -= text.Width(by) + 2
	} else {
		by = ""
	}
	out.Text(theme.Plain, text.Truncate(text.Clean(strings.Join(c.Found, " "+theme.Dot+" ")), room))
	if by != "" {
		out.End(theme.Dim, by+" ")
	}
}

func (p *picker) drawRemarks(f *frame.Frame) {
	lines := p.remarks()
	for i, line := range lines {
		line.draw(f.Line(p.height - pickerFoot - len(lines) + i))
	}
}

// drawFoot writes what there is to say, or as many of the keys as fit.
func (p *picker) drawFoot(out *frame.Line, hints []keys.Hint) {
	theme := p.look.theme
	switch {
	case p.notice != "":
		out.Text(style.Ink{}, " ").Text(theme.Strong, text.Truncate(text.Clean(p.notice), out.Left()-1))
		return
	case p.trouble != nil && len(p.found.Candidates) > 0:
		out.Text(style.Ink{}, " ").Text(theme.Error, text.Truncate(text.Clean(p.trouble.Error()), out.Left()-1))
		return
	}
	v := view{theme: theme}
	for _, hint := range hints {
		if hintWidth(hint) > out.Left() {
			return
		}
		v.drawHint(out, hint)
	}
}

// drawDraft shows the file before it is written: every line is new.
func (p *picker) drawDraft(f *frame.Frame) {
	theme := p.look.theme
	p.drawHead(f, "This would be written to "+text.Clean(p.draft.Path)+":")
	type drawn struct{ sign, words string }
	var lines []drawn
	for _, line := range strings.Split(strings.TrimRight(p.draft.Text, "\n"), "\n") {
		for i, part := range text.Wrap(text.Clean(line), p.width-4) {
			lines = append(lines, drawn{[]string{" + ", "   "}[min(i, 1)], part})
		}
	}
	room := p.height - pickerHead - pickerFoot
	for y, line := range lines[:min(len(lines), room)] {
		if y == room-1 && len(lines) > room {
			line = drawn{"   ", counted(len(lines)-y, "more line", "more lines")}
		}
		f.Line(pickerHead+y).Text(theme.Verdict(model.Extra), line.sign).Text(theme.Plain, line.words)
	}
	p.drawFoot(f.Line(p.height-1), []keys.Hint{{Key: "w", Word: "write it"}, {Key: "esc", Word: "do not"}})
}
