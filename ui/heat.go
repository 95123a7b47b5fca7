package ui

import (
	"strconv"

	"parity/model"
	"parity/ui/style"
	"parity/ui/text"
)

// readingBlock says how far every view of every environment is loaded.
func (v *view) readingBlock() []overviewLine {
	lines := []overviewLine{v.columnTitles("READING")}
	for _, i := range v.order() {
		line := v.environmentLine(i)
		for tab := range v.tabs {
			l := v.tabLoad(i, tab)
			ink := v.theme.Plain
			switch l.state {
			case model.Waiting:
				ink = v.theme.Dim
			case model.Failed:
				ink = v.theme.Verdict(model.Unknown)
			}
			line.heading = append(line.heading, v.heatPiece(ink, l.words()))
		}
		lines = append(lines, line)
	}
	return lines
}

// heatBlock is every environment against every view: where to look.
func (v *view) heatBlock() []overviewLine {
	lines := []overviewLine{v.columnTitles("")}
	for _, i := range v.order()[1:] {
		line := v.environmentLine(i)
		for tab := range v.tabs {
			count := &v.digest.heat[i][tab]
			ink := v.theme.Verdict(count.worst())
			ink.Attr &^= style.Underline
			line.heading = append(line.heading, v.heatPiece(ink, v.heatWords(count)))
		}
		lines = append(lines, line)
	}
	return lines
}

// heatWords is how many of a view's rows are how bad: ≠ 34/35, ✓ 35/35, ≠61 −38 +29 /412.
func (v *view) heatWords(t *tally) string {
	if t.total == 0 {
		return v.theme.Nothing
	}
	total := "/" + strconv.Itoa(t.total)
	worst := t.worst()
	switch {
	case t.unexplained() > t.verdicts[worst]:
		return t.words() + " " + total
	case worst > model.Same:
		return v.theme.Signs.Verdict(worst) + " " + strconv.Itoa(t.verdicts[worst]) + total
	default:
		return "  " + strconv.Itoa(t.total) + " alike"
	}
}

// heatName is the width of the column of names, heatLeast that of the narrowest column of a view.
const (
	heatName  = 14
	heatLeast = 13
	heatMost  = 26
)

func (v *view) heatCells() int {
	room := v.layout.Screen.Width - heatName - 3
	return min(max(room/len(v.tabs), heatLeast), heatMost)
}

func (v *view) heatPiece(ink style.Ink, words string) piece {
	return piece{ink, text.Fit(words, v.heatCells()-1) + " "}
}

func (v *view) columnTitles(title string) overviewLine {
	line := overviewLine{heading: written{{v.theme.Heading, " " + text.Fit(title, heatName+2)}}}
	for _, tab := range v.tabs {
		name := tab.Title
		if text.Width(name) >= v.heatCells() {
			name = capital(tab.Name)
		}
		line.heading = append(line.heading, v.heatPiece(v.theme.Dim, name))
	}
	return line
}

func (v *view) environmentLine(i int) overviewLine {
	ink := v.theme.Environment
	name := text.Truncate(text.Clean(v.environments[i].Name), heatName)
	return overviewLine{heading: written{
		{style.Ink{}, "   "}, {ink, name}, {style.Ink{}, text.Blank(heatName - text.Width(name))},
	}}
}
