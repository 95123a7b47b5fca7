package ui

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"parity/model"
	"parity/ui/layout"
	"parity/ui/text"
)

// mostRecent is how many changes the first block shows.
const mostRecent = 6

// recentBlock is what changed in the window: the first thing to look at.
func (v *view) recentBlock() []overviewLine {
	since := v.at(v.digest.Since)
	entries, outside := v.recentHere()
	if len(entries) == 0 && outside > 0 {
		title := "Nothing about " + quoted(v.focus().Word) + " is known to have changed"
		if since != "" {
			title += " since " + since
		}
		return []overviewLine{v.underFocus(v.headingLine(title, "")), v.recentOutside(outside)}
	}
	if n := v.recentlyOut(); len(entries) == 0 && n > 0 {
		words := "All that is known to have changed"
		if since != "" {
			words += " since " + since
		}
		return []overviewLine{v.underFocus(v.headingLine(words+" is ruled out", thousands(n)))}
	}
	if len(entries) == 0 {
		return v.stillBlock()
	}
	title := "CHANGED"
	if where := changedIn(entries); where != "" {
		title += " IN " + strings.ToUpper(text.Clean(where))
	}
	if since != "" {
		title += " since " + since
		if seen := v.at(undatedSince(entries)); seen != "" {
			title += ", undated ones since " + seen
		}
	}
	lines := []overviewLine{v.underFocus(v.headingLine(title, ""))}
	for _, entry := range entries[:min(len(entries), mostRecent)] {
		lines = append(lines, overviewLine{
			key: "recent " + entryKey(entry), stop: true, opens: openEntry{entry},
			sign: piece{v.theme.Recent, v.theme.Signs.Recent},
			columns: []piece{
				{v.theme.Recent, v.changedAt(entry)},
				{v.theme.Strong, strings.TrimSpace(v.entryName(entry) + "  " + v.entryAttribute(entry))},
				{v.theme.Plain, v.changed(entry)},
			},
		})
	}
	align(lines[1:], 16, v.nameRoom(lines[1:]))
	if n := len(entries) - mostRecent; n > 0 {
		lines = append(lines, v.headingLine("", thousands(n)+" more changed in the window"))
	}
	if outside > 0 {
		lines = append(lines, v.recentOutside(outside))
	}
	return lines
}

// recentHere are the changes that are in the focus, and how many are not.
func (v *view) recentHere() (in []*model.Entry, outside int) {
	all := v.recent()
	in = slices.DeleteFunc(slices.Clone(all), func(e *model.Entry) bool { return !v.focus().Holds(e.Row) })
	return in, len(all) - len(in)
}

func (v *view) recentOutside(n int) overviewLine {
	return v.outsideEntry("recent outside", thousands(n)+" more changed, outside of the focus")
}

// undatedSince is the earliest look after which something changed nobody knows when: it may have been before the
// window. Zero where all changes have their time.
func undatedSince(entries []*model.Entry) time.Time {
	var earliest time.Time
	for _, entry := range entries {
		if c := entry.Change; c != nil && c.At.IsZero() && !c.Seen.IsZero() && (earliest.IsZero() || c.Seen.Before(earliest)) {
			earliest = c.Seen
		}
	}
	return earliest
}

// reloadBlock is what the last load changed, in one line: it stays until the next one.
func (v *view) reloadBlock() []overviewLine {
	r := v.digest.reload
	if r == nil || v.loading {
		return nil
	}
	words := "Read again, after " + v.at(r.since) + ": " + r.words()
	if len(r.vanished) > 0 {
		words += "; nowhere any more: " + text.Clean(clipped(r.vanished, 3))
	}
	if len(r.rows) == 0 {
		return []overviewLine{{sign: piece{v.theme.Dim, v.theme.Signs.Changed}, columns: []piece{{v.theme.Dim, words}}}}
	}
	return []overviewLine{{
		key: "reload", opens: openPlace{newReloadPanes()}, sign: piece{v.theme.Strong, v.theme.Signs.Changed},
		columns: []piece{{v.theme.Strong, words}}, right: piece{v.theme.Dim, v.theme.Enter() + " which"},
	}}
}

// nameRoom is the width that names of the first block may take: what the times and the changes leave, and half
// of it at least.
func (v *view) nameRoom(lines []overviewLine) int {
	at, change := 0, 0
	for i := range lines {
		at = max(at, text.Width(lines[i].columns[0].text))
		change = max(change, text.Width(lines[i].columns[2].text))
	}
	room := min(v.layout.Screen.Width, overviewWidth) - overviewIndent - at - 7
	return max(room/2, room-change)
}

// recent lists the changes of the window, those that make a difference first, newest first; one that stands against several environments once, against
// the one that is drawn first.
func (v *view) recent() []*model.Entry {
	type key struct {
		row  *model.Row
		path model.Path
	}
	drawn := map[string]int{v.digest.BaselineName(): len(v.environments)} // what it has against itself says less
	for place, i := range v.order()[1:] {
		drawn[v.environments[i].Name] = place
	}
	places := map[key]int{}
	var entries []*model.Entry
	for _, entry := range v.digest.Entries {
		if !entry.Has(model.Recent) || v.isOut(entry) {
			continue
		}
		about := key{entry.Row, entry.Attribute}
		at, seen := places[about]
		if !seen {
			places[about] = len(entries)
			entries = append(entries, entry)
		} else if drawn[entry.Environment] < drawn[entries[at].Environment] {
			entries[at] = entry
		}
	}
	slices.SortStableFunc(entries, func(a, b *model.Entry) int {
		switch {
		case a.Verdict.Unexplained() != b.Verdict.Unexplained():
			return cmp.Compare(strconv.FormatBool(b.Verdict.Unexplained()), strconv.FormatBool(a.Verdict.Unexplained()))
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
		how := known(e.Change)
		if e.Change.By != "" {
			how = strings.TrimSpace(how + " by " + who(e.Change.By))
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
	is := v.sideOr(now, element, "gone")
	if c == nil || c.Was.IsAbsent() {
		return is
	}
	was := v.side(model.Side{Value: c.Was}, element)
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
	return name + " " + v.sideOr(other, element, v.theme.Nothing)
}

func presence(s model.Side, there, gone string) string {
	if absent(s) {
		return gone
	}
	return there
}

func (v *view) sideOr(s model.Side, element, nothing string) string {
	if absent(s) {
		return nothing
	}
	return v.side(s, element)
}

// looked says in parentheses what was looked at, and can be seen to change: a statement that nothing changed is worth as
// much as that.
func (v *view) looked(still *model.Stillness) string {
	var parts []string
	read := false
	for i, tab := range v.tabs {
		n := v.digest.heat[v.baseline][i].total
		read = read || n > 0
		if n > 0 && !slices.ContainsFunc(tab.Types, func(t *model.Type) bool { return !still.Holds(t) }) {
			parts = append(parts, counted(n, strings.ToLower(tab.Types[0].Singular), strings.ToLower(tab.Title)))
		}
	}
	if !read {
		parts = []string{"nothing of " + text.Clean(v.environments[v.baseline].Name) + " was read"}
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
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
func (v *view) entryAttribute(e *model.Entry) string {
	if e.Attribute.IsZero() {
		return ""
	}
	if headline(e.Type, e.Attribute) {
		return ""
	}
	return v.phrase(e.Type, e.Attribute)
}

// headline says that the attribute is what the name already stands for: a parameter's value.
func headline(t *model.Type, path model.Path) bool {
	return t.Naming.Paths && len(t.Headline) > 0 && path == t.Headline[0]
}
