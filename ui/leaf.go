package ui

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"parity/model"
	"parity/ui/frame"
	"parity/ui/style"
	"parity/ui/text"
)

// folderCell is what an environment has in a folder: how many.
func (v *view) folderCell(l *line, environment int) cell {
	below := l.folder.Below
	out := cell{ink: v.theme.Dim, text: thousands(below.In[environment])}
	switch {
	case below.Whole(environment):
		out.text = v.theme.Nothing + "  whole folder"
		if !below.Whole(v.baseline) {
			out.sign, out.signInk = v.theme.Signs.Verdict(below.Worst()), v.theme.Verdict(below.Worst())
		}
	case below.In[environment]+below.Lacks[environment] < below.Rows && below.In[environment] == 0:
		out.text = v.theme.NotYet
	case v.baseline != environment && below.Whole(v.baseline):
		out.sign, out.signInk = v.theme.Signs.Verdict(below.Worst()), v.theme.Verdict(below.Worst())
		out.text += "  whole folder"
	}
	return out
}

// leafCell is what an environment has in a parameter's own line: its value, its type where the types differ, and
// when and by whom it was written.
func (v *view) leafCell(l *line, environment int) cell {
	out := v.attributeCell(l, environment)
	held := &l.row.Cells[environment]
	if held.State != model.Present || len(held.Resources) == 0 {
		return out
	}
	resource := held.Resources[0]
	if out.ink == (style.Ink{}) && l.cells[environment].Verdict < model.Unknown && l.worst < model.Unknown && !v.alone() {
		out.ink = v.theme.Dim
	}
	prefix := ""
	for _, path := range l.of.Headline[1:] {
		if value := resource.Get(path); unlike(l.row, path) && !value.IsAbsent() {
			prefix += v.value(value) + "  "
		}
	}
	if prefix != "" {
		out.text = prefix + out.text
		for i := range out.spans {
			out.spans[i].Start += len(prefix)
			out.spans[i].End += len(prefix)
		}
	}
	out.facts = v.written(l.of, resource)
	return out
}

// unlike says that the environments have different values for an attribute.
func unlike(row *model.Row, path model.Path) bool {
	var first model.Value
	found := false
	for i := range row.Cells {
		if row.Cells[i].State != model.Present {
			continue
		}
		value := row.Cells[i].Resources[0].Get(path)
		if found && value != first {
			return true
		}
		first, found = value, true
	}
	return false
}

// The widths of what is told of a parameter's last change: its version, when, and by whom.
var factWidths = [...]int{4, 6, 10}

// written is version, time and author of what a resource is now, each as wide as its column.
func (v *view) written(t *model.Type, resource *model.Resource) []string {
	version, by := resource.Get(t.Version).Text(), resource.Get(t.ModifiedBy).Text()
	if version != "" {
		version = "v" + version
	}
	at, _ := time.Parse(time.RFC3339, resource.Get(t.Modified).Text())
	return []string{
		text.Fit(text.Clean(version), factWidths[0]), text.FitRight(v.day(at), factWidths[1]), text.Fit(who(by), factWidths[2]),
	}
}

// day is a time in six cells: the hour on the same day, the day in the same year, else the year.
func (v *view) day(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	at, now := at.In(v.zone), v.now.In(v.zone)
	switch {
	case sameDay(at, now):
		return at.Format("15:04")
	case now.Year() == at.Year():
		return at.Format("2 Jan")
	default:
		return at.Format("2006")
	}
}

// leastValue is the room a value has at least beside what is told of its last change.
const leastValue = 12

// factsIn are the facts of a cell that have room beside a text: as many columns as the pane has room for, of
// which a long text covers the first. Who did it goes first, then the version; the time is told longest.
func factsIn(facts []string, room, used int) []string {
	if len(facts) != len(factWidths) {
		return nil
	}
	for _, columns := range [][]string{facts, facts[:2], facts[1:2], nil} {
		if facts = columns; room-factCells(columns) >= leastValue {
			break
		}
	}
	for len(facts) > 0 && used+factCells(facts) > room {
		facts = facts[1:]
	}
	return facts
}

// factCells is how wide facts are, with two blanks before them and one between.
func factCells(facts []string) int {
	if len(facts) == 0 {
		return 0
	}
	width := 1
	for _, fact := range facts {
		width += 1 + text.Width(fact)
	}
	return width
}

// drawTreeStory writes what is known of the line under the cursor: its path and kind, then its story.
func (v *view) drawTreeStory(f *frame.Frame, l *line) {
	area := v.layout.Story
	if area.Empty() {
		return
	}
	switch {
	case l.folder == nil || l.kind == alikeLine:
		v.drawStory(f, v.story(l))
		return
	case area.Height == 1:
		v.drawStory(f, v.leafStory(l))
		return
	}
	out := f.Line(area.Y).Text(style.Ink{}, " ")
	near := v.nearWords(l)
	room := out.Left() - 1
	if near != "" && room > 60 {
		room -= text.Width(near) + 3
	}
	out.Text(v.theme.Strong, text.TruncateMiddle(text.Clean(l.folder.Path), room))
	if kind := v.kindWords(l); kind != "" && text.Width(kind)+3 < out.Left() {
		out.Text(v.theme.Dim, "   "+kind)
	}
	if near != "" && text.Width(near)+2 < out.Left() {
		out.End(v.theme.Recent, near+" ")
	}
	rest := *v
	rest.layout.Story.Y++
	rest.layout.Story.Height--
	if l.row != nil && l.kind == roleLine && rest.drawVersions(f, l.row) {
		return
	}
	rest.drawStory(f, rest.leafStory(l))
}

// drawVersions writes the newest versions of a parameter where it was changed last, if somebody asked for them.
func (v *view) drawVersions(f *frame.Frame, row *model.Row) bool {
	where := v.changedLast(row)
	if where < 0 {
		return false
	}
	key, _, _ := v.pastOf(row, where)
	kept, asked := v.pasts[key]
	if !asked {
		return false
	}
	area := v.layout.Story
	all := v.editions(row, where, &kept.History)
	widths := editionWidths(all, area.Width-4)
	lines := make([]written, 0, area.Height)
	for i := range all[:min(len(all), area.Height)] {
		lines = append(lines, append(written{{style.Ink{}, "   "}}, v.editionPieces(&all[i], widths, area.Width-4)...))
	}
	if words := v.pastWords(kept); words != "" {
		words = "   " + text.Clean(v.environments[where].Name) + ": " + words
		line := written{{v.pastInk(kept), text.Truncate(words, area.Width-1)}}
		lines = append(lines[:min(len(lines), area.Height-1)], line)
	}
	for y, line := range lines {
		line.draw(f.Line(area.Y + y))
	}
	return true
}

// kindWords are type, tier and the like: what the headline has beside the value, and what is the same in all
// that are there.
func (v *view) kindWords(l *line) string {
	if l.row == nil {
		return ""
	}
	var parts []string
	for _, path := range l.of.Kinds {
		if unlike(l.row, path) {
			continue
		}
		for i := range l.row.Cells {
			if l.row.Cells[i].State == model.Present {
				if value := l.row.Cells[i].Resources[0].Get(path); !value.IsAbsent() {
					parts = append(parts, v.value(value))
				}
				break
			}
		}
	}
	return strings.Join(parts, " "+v.theme.Dot+" ")
}

// nearWords name what may be the same parameter under another name.
func (v *view) nearWords(l *line) string {
	if l.row == nil || v.digest.trees[l.of.Name] == nil {
		return ""
	}
	var names []string
	for _, n := range v.digest.trees[l.of.Name].Near(l.folder) {
		names = append(names, text.Clean(strings.TrimPrefix(n.Path, "/")))
	}
	if len(names) == 0 {
		return ""
	}
	return "near: " + strings.Join(names, ", ")
}

// leafStory is a parameter's story, or what a folder holds.
func (v *view) leafStory(l *line) string {
	if l.row != nil {
		return v.story(l)
	}
	below := l.folder.Below
	var has []string
	for _, i := range v.order() {
		has = append(has, thousands(below.In[i])+" in "+text.Clean(v.environments[i].Name))
	}
	told := []string{counted(below.Rows, "path", "paths") + ": " + strings.Join(has, ", ")}
	var counts []string
	for _, c := range []struct {
		verdict   model.Verdict
		one, many string
	}{
		{model.Drift, " differs", " differ"},
		{model.Missing, " is missing", " are missing"},
		{model.Extra, " is extra", " are extra"},
		{model.Unknown, " is unknown", " are unknown"},
		{model.Accepted, " is accepted", " are accepted"},
		{model.Intentional, " is explained", " are explained"},
		{model.Expected, " by words only", " by words only"},
	} {
		if n := below.Verdicts[c.verdict]; n > 0 {
			counts = append(counts, strconv.Itoa(n)+verb(n, c.one, c.many))
		}
	}
	told = append(told, strings.Join(counts, ", "))
	if below.Found > 0 {
		told = append(told, counted(below.Found, "finding", "findings"))
	}
	return sentences(slices.DeleteFunc(told, func(s string) bool { return s == "" })...)
}
