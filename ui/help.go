package ui

import (
	"slices"
	"strconv"

	"parity/model"
	"parity/ui/frame"
	"parity/ui/keys"
	"parity/ui/style"
	"parity/ui/text"
)

// help lies over the screen it was asked from: every key that acts there, and every sign.
type help struct{ top int }

func (h help) act(action keys.Action, v *view, on keys.Screen) help {
	lines := v.helpPage(on)
	height := max(1, v.layout.Screen.Height-4)
	switch action {
	case keys.Up:
		h.top--
	case keys.Down:
		h.top++
	case keys.PageUp, keys.HalfUp:
		h.top -= height / 2
	case keys.PageDown, keys.HalfDown:
		h.top += height / 2
	case keys.Top:
		h.top = 0
	case keys.Bottom:
		h.top = len(lines)
	}
	h.top = min(max(0, h.top), max(0, len(lines)-height))
	return h
}

// draw lays the help over the frame, as large as it needs to be.
func (h help) draw(v *view, f *frame.Frame, on keys.Screen) {
	lines := v.helpPage(on)
	screen := v.layout.Screen
	width := 0
	for _, line := range lines {
		width = max(width, line.width())
	}
	width = min(width+2, screen.Width-4)
	height := min(len(lines), screen.Height-4)
	top := min(h.top, max(0, len(lines)-height)) // the screen may have grown since
	box := frame.New(width, height)
	for y := range height {
		lines[top+y].draw(box.Line(y))
	}
	title := "Keys and signs"
	if height < len(lines) {
		title += "  " + strconv.Itoa(top+1) + "–" + strconv.Itoa(top+height) + " of " + strconv.Itoa(len(lines)) + ", " + v.theme.UpDown() + " for the rest"
	}
	bordered := box.Bordered(v.theme, v.theme.ActiveBorder, v.theme.Heading, title)
	f.Over((screen.Width-width-2)/2, (screen.Height-height-2)/2, bordered)
}

// helpPage is the help in one column, or in two where it is too long for the screen, and the screen wide enough.
func (v *view) helpPage(on keys.Screen) []written {
	lines := v.helpLines(on)
	width := 0
	for _, line := range lines {
		width = max(width, line.width())
	}
	screen := v.layout.Screen
	if len(lines) <= screen.Height-4 || 2*width+helpGap+6 > screen.Width {
		return lines
	}
	half := (len(lines) + 1) / 2
	page := make([]written, half)
	for y := range page {
		page[y] = slices.Clone(lines[y])
		if half+y < len(lines) {
			page[y] = append(page[y], piece{style.Ink{}, text.Blank(width - lines[y].width() + helpGap)})
			page[y] = append(page[y], lines[half+y]...)
		}
	}
	return page
}

// helpGap is the room between two columns of the help.
const helpGap = 3

func (w written) width() int {
	width := 0
	for _, p := range w {
		width += text.Width(p.text)
	}
	return width
}

const (
	helpKeys  = 11
	helpSigns = 5
	// helpFrame is what stands beside keys and words: the indent, the border, and the screen at both sides.
	helpFrame = 8
)

func (v *view) helpLines(on keys.Screen) []written {
	var lines []written
	bindings := keys.On(on)
	for _, category := range keys.Categories() {
		first := true
		for _, b := range bindings {
			if b.Category != category || v.alone() && slices.Contains(versusKeys, b.Action) {
				continue
			}
			if first {
				lines = append(lines, written{{v.theme.Heading, " " + string(category)}})
				first = false
			}
			key := b.Written(v.theme.Unicode)
			for _, part := range text.Wrap(b.Long, v.layout.Screen.Width-helpKeys-helpFrame) {
				lines = append(lines, written{{v.theme.Key, "   " + text.Fit(key, helpKeys)}, {v.theme.Plain, part}})
				key = ""
			}
		}
	}
	return append(lines, v.helpVerdicts()...)
}

// verdictWords say what each verdict means, in the words of a person in a hurry.
var verdictWords = map[model.Verdict]string{
	model.Expected:    "only the environments' own words or ids differ",
	model.Locked:      "a secret that was left encrypted",
	model.Intentional: "differs, and a rule says why",
	model.Accepted:    "differs, accepted as debt",
	model.Unknown:     "could not be read or told",
	model.Extra:       "only here",
	model.Missing:     "only in the baseline",
	model.Drift:       "differs, and nothing explains it",
}

func (v *view) helpVerdicts() []written {
	lines := []written{{{v.theme.Heading, " Signs"}}}
	add := func(ink style.Ink, sign, words string) {
		for _, part := range text.Wrap(words, v.layout.Screen.Width-helpSigns-helpFrame) {
			lines = append(lines, written{
				{style.Ink{}, "   "}, {ink, sign}, {style.Ink{}, text.Blank(helpSigns - text.Width(sign))}, {v.theme.Plain, part},
			})
			sign = ""
		}
	}
	all := model.Verdicts()
	for i := len(all) - 1; i >= 0; i-- {
		if words := verdictWords[all[i]]; words != "" {
			add(v.theme.Verdict(all[i]), v.theme.Signs.Verdict(all[i]), words)
		}
	}
	add(v.theme.Finding, v.theme.Signs.Finding, "a finding: the words below the row say which")
	add(v.theme.Recent, v.theme.Signs.Recent, "changed in the window")
	add(v.theme.Strong, v.theme.Signs.Changed, "changed by the last reload")
	add(v.theme.Dim, v.theme.Nothing, "nothing here")
	add(v.theme.Dim, v.theme.NotYet, "not yet known")
	return lines
}
