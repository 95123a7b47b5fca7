package ui

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"parity/model"
	"parity/ui/layout"
	"parity/ui/text"
)

// blocks are the overview's lines: as many causes as find room, or all that there are.
func (o overview) blocks(v *view) []overviewLine {
	if v.digest == nil {
		return append(v.offerLine(), v.readingBlock()...)
	}
	if v.alone() {
		return o.aloneBlocks(v)
	}
	top, bottom := v.offerLine(), v.ruledOutLine()
	if v.loading {
		top = append(append(top, v.readingBlock()...), overviewLine{})
	}
	top = append(top, v.recentBlock()...)
	top = append(top, v.reloadBlock()...)
	top = append(top, overviewLine{})
	if cannot := v.cannotBlock(); len(cannot) > 0 {
		bottom = append(append(bottom, overviewLine{}), cannot...)
	}
	if !v.loading {
		bottom = append(append(bottom, overviewLine{}), v.heatBlock()...)
	}
	room := max(leastCauses, min(v.layout.Body.Height, mostLines)-len(top)-len(bottom)-1)
	if o.all {
		room = len(v.digest.Causes)
	}
	return slices.Concat(top, v.causeBlock(room), bottom)
}

func (v *view) headingLine(title, rest string) overviewLine {
	for room := v.layout.Screen.Width - text.Width(title) - 4; text.Width(rest) > room; {
		at := strings.LastIndex(rest, "   ")
		if at < 0 {
			break
		}
		rest = rest[:at]
	}
	return overviewLine{heading: written{{v.theme.Heading, " " + title}, {v.theme.Dim, "   " + rest}}}
}

// mostLines is how many lines the overview has, however large the screen is, until more is asked for: what is read
// at a glance.
const mostLines = 30

// leastCauses is how many lines the causes get at least, however small the screen is.
const leastCauses = 3

// causeBlock is what differs, by cause, gravest first; relaxed environments last. room is how many lines there
// are for causes.
func (v *view) causeBlock(room int) []overviewLine {
	causes, outside, differences := v.inFocus(v.lasting())
	if outside == 0 {
		return v.causeLines(causes, room)
	}
	lines := []overviewLine{v.headingLine("Nothing about "+quoted(v.focus().Word)+" differs without an explanation", "")}
	if len(causes) > 0 {
		lines = v.causeLines(causes, room-1)
	}
	return append(lines, v.outsideEntry("outside", counted(outside, "more cause", "more causes")+", "+
		counted(differences, "difference", "differences")+", outside of the focus"))
}

func (v *view) causeLines(causes []*model.Cause, room int) []overviewLine {
	if len(causes) == 0 {
		words := "No unexplained difference"
		if len(v.recent()) > 0 || v.inquiry != nil && len(v.inquiry.out) > 0 {
			words = "Nothing else differs without an explanation"
		}
		if slices.ContainsFunc(v.digest.Inventories, func(i *model.Inventory) bool { return len(i.Unread) > 0 }) {
			words += " in what could be read"
		}
		return []overviewLine{v.headingLine(words, v.explained())}
	}
	lines := []overviewLine{v.headingLine("DIFFERENT FOR LONGER, or undated", v.extent(causes))}
	shown := len(causes)
	if room < shown {
		shown = room - 1
	}
	for _, cause := range causes[:shown] {
		lines = append(lines, v.causeLine(cause))
	}
	align(lines[1:], 6, 14)
	if rest := causes[shown:]; len(rest) > 0 {
		n := 0
		for _, cause := range rest {
			n += len(cause.Entries)
		}
		lines = append(lines, overviewLine{
			key: "more", opens: expandCauses{}, sign: piece{v.theme.Dim, v.theme.NotYet},
			columns: []piece{{v.theme.Dim, counted(len(rest), "more cause", "more causes") + ", " + counted(n, "difference", "differences")}},
			right:   piece{v.theme.Dim, v.theme.Enter() + " all"},
		})
	}
	return lines
}

// lasting are the causes that the first block does not already show in full, those of environments that must
// be like the baseline first.
func (v *view) lasting() []*model.Cause {
	causes := slices.DeleteFunc(slices.Clone(v.digest.Causes), func(c *model.Cause) bool {
		return v.causeIsOut(c) || !slices.ContainsFunc(c.Entries, func(e *model.Entry) bool { return !e.Has(model.Recent) })
	})
	slices.SortStableFunc(causes, func(a, b *model.Cause) int {
		return cmp.Compare(v.relaxation(a.Environment), v.relaxation(b.Environment))
	})
	return causes
}

// relaxation is 1 for an environment that may be smaller, so that it comes last.
func (v *view) relaxation(name string) int {
	for i := range v.environments {
		if v.environments[i].Name == name && v.role(i) == model.Relaxed {
			return 1
		}
	}
	return 0
}

func (v *view) causeLine(cause *model.Cause) overviewLine {
	worst := model.Undecided
	sign := piece{}
	for _, entry := range cause.Entries {
		if entry.Verdict > worst {
			worst = entry.Verdict
			sign = piece{v.theme.Verdict(worst), v.theme.Signs.Verdict(worst)}
		}
	}
	if slices.ContainsFunc(cause.Entries, func(e *model.Entry) bool { return e.Finding() != "" && e.Finding() != model.Recent }) {
		sign = piece{v.theme.Finding, v.theme.Signs.Finding}
	}
	line := overviewLine{
		key: "cause " + cause.ID, stop: true, sign: sign,
		columns: []piece{
			{v.theme.Plain, text.FitRight(strconv.Itoa(len(cause.Entries)), 3)},
			{v.theme.Plain, v.causeTitle(cause)},
		},
		right: piece{v.theme.Dim, text.Clean(reach(cause)) + v.asking(cause)},
	}
	if len(v.environments) > 2 {
		environment := piece{v.theme.Dim, text.Clean(cause.Environment)}
		line.columns = slices.Insert(line.columns, 1, environment)
	}
	if len(cause.Entries) == 1 {
		line.opens = openEntry{cause.Entries[0]}
	} else {
		line.opens = openPlace{newCausePanes(cause)}
	}
	return line
}

// asked is what a cause asks whoever looks at it, and i answers.
var asked = map[model.CauseKind]string{
	model.CauseSmaller: "meant to?", model.CauseWord: "our words?", model.CauseEverywhere: "a rule?", model.CauseAlike: "a rule?",
}

// askingWidth is the width from which on there is room for what a cause asks.
const askingWidth = 110

func (v *view) asking(cause *model.Cause) string {
	question := asked[cause.Kind]
	if question == "" || v.layout.Screen.Width < askingWidth {
		return ""
	}
	return "   i  " + text.Fit(question, longestQuestion)
}

// longestQuestion is the width of all of them, so that they stand below each other.
const longestQuestion = 10

// reach says how far a cause goes, or what its only difference was found to be, unless the title has told.
func reach(cause *model.Cause) string {
	finding := cause.Entries[0].Finding()
	switch {
	case len(cause.Entries) > 1 || finding == "" || finding == model.Recent:
		return cause.Reach
	case cause.Kind == model.CauseFinding && cause.Entries[0].Reason != "":
		return ""
	default:
		return string(finding)
	}
}

// causeTitle is a cause in words; on a narrow screen the kind of thing, which its names tell, is left out.
func (v *view) causeTitle(cause *model.Cause) string {
	if v.sight.masked {
		return v.maskedTitle(cause)
	}
	title := text.Clean(cause.Title)
	if first := cause.Entries[0]; v.layout.Screen.Width <= layout.CompactWidth && first.Type != nil {
		title = strings.TrimPrefix(title, first.Type.Singular+" ")
	}
	return title
}

// extent counts the differences of each environment and their causes.
func (v *view) extent(causes []*model.Cause) string {
	var parts []string
	said := false
	for _, i := range v.order()[1:] {
		name := v.environments[i].Name
		differences, n := 0, 0
		for _, cause := range causes {
			if cause.Environment == name {
				differences += len(cause.Entries)
				n++
			}
		}
		if n == 0 {
			if !v.loading {
				parts = append(parts, text.Clean(name)+" nothing")
			}
			continue
		}
		words := text.Clean(name) + " " + thousands(differences) + " in " + thousands(n)
		if !said {
			words += verb(n, " cause", " causes")
			said = true
		}
		parts = append(parts, words)
	}
	if words := v.explained(); words != "" {
		parts = append(parts, words)
	}
	return strings.Join(parts, "   ")
}

// explained says how much of what differs has an explanation.
func (v *view) explained() string {
	meant, debt := v.digest.Summary[model.Intentional], v.digest.Summary[model.Accepted]
	switch {
	case meant+debt == 0:
		return ""
	case debt == 0:
		return thousands(meant) + " more explained"
	default:
		return thousands(meant) + " more explained, " + thousands(debt) + " accepted"
	}
}
