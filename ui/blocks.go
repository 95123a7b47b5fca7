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

// overviewLines are the blocks of the overview, as many causes as find room.
func overviewLines(v *view, all bool) []overviewLine {
	if v.digest == nil {
		return v.readingBlock()
	}
	var top, bottom []overviewLine
	if v.loading {
		top = append(v.readingBlock(), overviewLine{})
	}
	top = append(top, v.recentBlock()...)
	top = append(top, overviewLine{})
	if cannot := v.cannotBlock(); len(cannot) > 0 {
		bottom = append(append(bottom, overviewLine{}), cannot...)
	}
	if !v.loading {
		bottom = append(append(bottom, overviewLine{}), v.heatBlock()...)
	}
	room := v.layout.Body.Height - len(top) - len(bottom)
	return slices.Concat(top, v.causeBlock(room, all), bottom)
}

func (v *view) headingLine(title, rest string) overviewLine {
	return overviewLine{heading: written{{v.theme.Heading, " " + title}, {v.theme.Dim, "   " + rest}}}
}

// most is how many changes the first block shows.
const mostRecent = 6

// recentBlock is what changed in the window: the first thing to look at.
func (v *view) recentBlock() []overviewLine {
	since := v.at(v.digest.Since)
	entries := v.recent()
	if len(entries) == 0 {
		words := "Nothing is known to have changed"
		if since != "" {
			words += " since " + since
		}
		return []overviewLine{{heading: written{{v.theme.Heading, " " + words}, {v.theme.Dim, " (" + v.looked() + ")"}}}}
	}
	title := "CHANGED"
	if where := changedIn(entries); where != "" {
		title += " IN " + strings.ToUpper(text.Clean(where))
	}
	if since != "" {
		title += " since " + since
	}
	lines := []overviewLine{v.headingLine(title, "")}
	for _, entry := range entries[:min(len(entries), mostRecent)] {
		lines = append(lines, overviewLine{
			key: "recent " + entryKey(entry), stop: true, opens: openEntry{entry},
			sign: piece{v.theme.Recent, v.theme.Signs.Recent},
			columns: []piece{
				{v.theme.Recent, v.changedAt(entry)}, {v.theme.Strong, v.entryName(entry)},
				{v.theme.Plain, entryAttribute(entry)}, {v.theme.Plain, v.changed(entry)},
			},
		})
	}
	align(lines[1:], 16, min(36, v.layout.Screen.Width/4), min(34, v.layout.Screen.Width/4))
	if n := len(entries) - mostRecent; n > 0 {
		lines = append(lines, v.headingLine("", thousands(n)+" more changed in the window"))
	}
	return lines
}

// recent lists the changes of the window, newest first; one that stands against several environments once.
func (v *view) recent() []*model.Entry {
	type key struct {
		row  *model.Row
		path model.Path
	}
	seen := map[key]bool{}
	var entries []*model.Entry
	for _, entry := range v.digest.Entries {
		at := key{entry.Row, entry.Attribute}
		if entry.Has(model.Recent) && !seen[at] {
			seen[at] = true
			entries = append(entries, entry)
		}
	}
	slices.SortStableFunc(entries, func(a, b *model.Entry) int {
		switch {
		case a.Change == nil || b.Change == nil:
			return cmp.Compare(strconv.FormatBool(a.Change == nil), strconv.FormatBool(b.Change == nil))
		default:
			return b.Change.At.Compare(a.Change.At)
		}
	})
	return entries
}

// changedIn is the one environment in which everything changed, empty if there are several.
func changedIn(entries []*model.Entry) string {
	where := ""
	for _, entry := range entries {
		if entry.Change == nil || where != "" && entry.Change.Environment != where {
			return ""
		}
		where = entry.Change.Environment
	}
	return where
}

func (v *view) changedAt(e *model.Entry) string {
	if e.Change == nil || e.Change.At.IsZero() {
		return "undated"
	}
	return v.at(e.Change.At)
}

// changed is a change in few words: what it was, what it is, what the other environment has, and who did it.
func (v *view) changed(e *model.Entry) string {
	element := elementOf(e.Type, e.Attribute)
	mine, other, otherName := e.Mine, e.Baseline, v.digest.BaselineName()
	if e.Change != nil && e.Change.Environment == otherName && e.Environment != otherName {
		mine, other, otherName = e.Baseline, e.Mine, e.Environment
	}
	var parts []string
	if e.Attribute.IsZero() {
		parts = append(parts, e.Verdict.String()+" in "+e.Environment)
	} else {
		parts = append(parts, v.turned(e.Change, mine, element))
		if e.Environment != v.digest.BaselineName() {
			parts = append(parts, v.elsewhere(otherName, other, element))
		}
	}
	for _, finding := range e.Findings {
		if finding != model.Recent {
			parts = append(parts, v.theme.Signs.Finding+" "+findingWords[finding])
		}
	}
	if e.Change != nil {
		how := strings.TrimSpace(e.Change.How)
		if e.Change.By != "" {
			how = strings.TrimSpace(how + " by " + e.Change.By)
		}
		if how != "" {
			parts = append(parts, how)
		}
	}
	return text.Clean(strings.Join(parts, " "+v.theme.Dot+" "))
}

func (v *view) turned(c *model.Change, now model.Side, element string) string {
	if element != "" && (now.Value.IsTrue() || c != nil && c.Was.IsTrue()) {
		return v.appeared(c, now)
	}
	is := side(now, element, "gone")
	if c == nil || c.Was.IsAbsent() {
		return is
	}
	was := shownSide(model.Side{Value: c.Was}, element)
	if absent(now) {
		return "gone, was " + was
	}
	return was + " " + v.theme.Arrow + " " + is
}

// appeared is a change of an element that is nothing but its key: it came or went.
func (v *view) appeared(c *model.Change, now model.Side) string {
	words := presence(now, "there now", "gone")
	if c != nil && c.Was.IsTrue() && absent(now) {
		words += ", was there"
		if seen := v.at(c.Seen); seen != "" {
			words += " " + seen
		}
	}
	return words
}

// elsewhere is what the other environment has in the place of what changed.
func (v *view) elsewhere(name string, other model.Side, element string) string {
	if element != "" && (absent(other) || other.Value.IsTrue()) {
		return name + " " + presence(other, "has it", "has not")
	}
	return name + " " + side(other, element, v.theme.Nothing)
}

func presence(s model.Side, there, gone string) string {
	if absent(s) {
		return gone
	}
	return there
}

func side(s model.Side, element, nothing string) string {
	if absent(s) {
		return nothing
	}
	return shownSide(s, element)
}

// looked says what was looked at: a statement that nothing changed is worth what was read.
func (v *view) looked() string {
	var parts []string
	for i, tab := range v.tabs {
		if n := v.digest.heat[v.baseline][i].total; n > 0 {
			parts = append(parts, counted(n, strings.ToLower(tab.Types[0].Singular), strings.ToLower(tab.Title)))
		}
	}
	return strings.Join(parts, ", ")
}

// causeBlock is what differs, by cause, gravest first; relaxed environments last.
func (v *view) causeBlock(room int, all bool) []overviewLine {
	causes := v.lasting()
	if len(causes) == 0 {
		words := "No unexplained difference"
		if len(v.recent()) > 0 {
			words = "Nothing else differs without an explanation"
		}
		return []overviewLine{v.headingLine(words, v.explained())}
	}
	lines := []overviewLine{v.headingLine("DIFFERENT FOR LONGER, or undated", v.extent(causes))}
	shown := len(causes)
	if fits := max(3, room-1); !all && fits < shown {
		shown = max(1, fits-1)
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
			right:   piece{v.theme.Dim, "all"},
		})
	}
	return lines
}

// lasting are the causes that the first block does not already show in full, those of environments that must
// be like the baseline first.
func (v *view) lasting() []*model.Cause {
	causes := slices.DeleteFunc(slices.Clone(v.digest.Causes), func(c *model.Cause) bool {
		return !slices.ContainsFunc(c.Entries, func(e *model.Entry) bool { return !e.Has(model.Recent) })
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
			{v.theme.Plain, text.Clean(cause.Title)},
		},
		right: piece{v.theme.Dim, text.Clean(cause.Reach)},
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

// extent counts the differences of each environment and their causes.
func (v *view) extent(causes []*model.Cause) string {
	var parts []string
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
		parts = append(parts, text.Clean(name)+" "+thousands(differences)+" in "+counted(n, "cause", "causes"))
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

func entryKey(e *model.Entry) string {
	typeName := ""
	if e.Type != nil {
		typeName = e.Type.Name
	}
	return strings.Join([]string{typeName, e.Name, e.Attribute.String(), e.Environment}, " ")
}

// entryName is what an entry is about. What kind of thing it is stands before it where there is room.
func (v *view) entryName(e *model.Entry) string {
	switch {
	case e.Name == "" && e.Type != nil:
		return "all " + e.Type.Plural
	case v.layout.Screen.Width <= layout.CompactWidth || e.Type == nil || e.Type.Naming.Paths:
		return text.Clean(e.Name)
	default:
		return e.Type.Singular + " " + text.Clean(e.Name)
	}
}

// entryAttribute is what of the role is meant; of a parameter's value, nothing needs to be said.
func entryAttribute(e *model.Entry) string {
	if e.Attribute.IsZero() {
		return ""
	}
	if e.Type.Naming.Paths && len(e.Type.Headline) > 0 && e.Attribute == e.Type.Headline[0] {
		return ""
	}
	return text.Clean(strings.Join(e.Attribute.Segments(), " "))
}
