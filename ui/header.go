package ui

import (
	"strconv"
	"strings"

	"parity/model"
	"parity/ui/frame"
	"parity/ui/keys"
	"parity/ui/layout"
	"parity/ui/style"
	"parity/ui/text"
)

// productName is how the first line starts.
const productName = "parity"

// drawEnvironments writes the overview's first line: which environments, in which account and region. It is
// the one thing that must never be missed, so all else on the line gives way to it.
func (v *view) drawEnvironments(out *frame.Line, right string) {
	out.Text(style.Ink{}, " ").Text(v.theme.Strong, productName).Text(style.Ink{}, "   ")
	where, region := v.places(out.Left()-text.Width(right)-4, out.Left()-1)
	for i, environment := range v.order() {
		name, ink := text.Clean(v.environments[environment].Name), v.theme.Environment
		switch i {
		case 0:
			name, ink = strings.ToUpper(name), v.theme.Baseline
		case 1:
			out.Text(v.theme.Dim, " "+v.theme.Against+" ")
		default:
			out.Text(v.theme.Dim, " "+v.theme.Dot+" ")
		}
		out.Text(ink, name)
		if where[i] != "" {
			out.Text(style.Ink{}, " "+where[i])
		}
	}
	out.Text(v.theme.Dim, region)
	if text.Width(right)+2 <= out.Left() {
		out.End(v.theme.Dim, right+" ")
	}
}

// places are account and region of each environment as they are drawn, in the longest form that leaves room
// for the right end of the line, else in the longest that fits at all: full, with the account's first six
// digits, with the region said once at the end, or the accounts alone.
func (v *view) places(room, most int) (where []string, region string) {
	region = " " + v.dot(v.commonRegion())
	forms := []func(*model.Environment) string{
		func(e *model.Environment) string { return strings.TrimSpace(e.Account + " " + e.Region) },
		func(e *model.Environment) string { return strings.TrimSpace(shortAccount(e.Account) + " " + e.Region) },
		func(e *model.Environment) string { return shortAccount(e.Account) },
	}
	for _, cells := range []int{room, most} {
		for i, form := range forms {
			words, width := v.placed(form)
			switch {
			case i < 2 && width <= cells:
				return words, ""
			case i == 2 && region != " " && width+text.Width(region) <= cells:
				return words, region
			}
		}
	}
	where, _ = v.placed(forms[2])
	return where, ""
}

// dot is a word with a dot before it, or nothing.
func (v *view) dot(word string) string {
	if word == "" {
		return ""
	}
	return v.theme.Dot + " " + text.Clean(word)
}

// commonRegion is the region all environments are in, empty if there is none.
func (v *view) commonRegion() string {
	region := v.environments[0].Region
	for i := range v.environments {
		if v.environments[i].Region != region {
			return ""
		}
	}
	return region
}

// placed are the places in one form, and how wide names and places are with all that stands between them.
func (v *view) placed(form func(*model.Environment) string) (words []string, width int) {
	for _, i := range v.order() {
		e := &v.environments[i]
		place := text.Clean(form(e))
		words = append(words, place)
		width += text.Width(e.Name) + 1 + text.Width(place) + 3
	}
	return words, width - 3
}

// shortAccount is an account's first six digits, which tell those of one company apart.
func shortAccount(account string) string {
	if len(account) > 6 {
		return account[:6]
	}
	return account
}

// drawTabs writes the views with their counts. Where they do not fit, the titles get shorter, then the counts.
func (v *view) drawTabs(out *frame.Line, active int) {
	labels, last := v.tabLabels(out.Left())
	for i, label := range labels {
		ink := v.theme.Tab
		if i == active {
			ink = v.theme.ActiveTab
		}
		out.Text(style.Ink{}, " ").Text(v.theme.Dim, strconv.Itoa(i+1)+" ").Text(ink, label.title)
		if label.count != "" {
			out.Text(style.Ink{}, " ").Text(label.ink, label.count)
		}
		out.Text(style.Ink{}, " ")
	}
	if last {
		out.To(v.layout.Screen.Width-checklistTab.width()).Text(v.theme.Dim, " c ").Text(v.theme.Tab, checklistTab.title)
	}
}

// checklistTab ends the line of the views: it is one everywhere, and no view of the environments.
var checklistTab = tabLabel{title: "Checklist"}

type tabLabel struct {
	title, count string
	ink          style.Ink
}

func (l tabLabel) width() int {
	width := 4 + text.Width(l.title)
	if l.count != "" {
		width += 1 + text.Width(l.count)
	}
	return width
}

// tabLabels are the views in the longest form that leaves room for the checklist, or that fits at all; last says
// that the checklist does.
func (v *view) tabLabels(room int) (labels []tabLabel, last bool) {
	if left := room - checklistTab.width(); !v.alone() && left > 0 {
		if labels, fits := v.labelled(left); fits {
			return labels, true
		}
	}
	labels, _ = v.labelled(room)
	return labels, false
}

func (v *view) labelled(room int) (labels []tabLabel, fits bool) {
	for form := range 3 {
		labels = []tabLabel{{title: "Overview"}}
		width := labels[0].width()
		for i, tab := range v.tabs {
			label := tabLabel{title: tab.Title}
			if form > 0 {
				label.title = capital(tab.Name)
			}
			label.count, label.ink = v.tabCount(i, form)
			labels = append(labels, label)
			width += label.width()
		}
		if width <= room {
			return labels, true
		}
	}
	return labels, false
}

// tabCount is what differs in a view: by verdict, or in the shortest form all together.
func (v *view) tabCount(tab, form int) (string, style.Ink) {
	if v.digest == nil {
		return "", style.Ink{}
	}
	count := &v.digest.all[tab]
	if v.alone() {
		if count.total == 0 {
			return "", style.Ink{}
		}
		return thousands(count.total), v.theme.Dim
	}
	if form == 2 && count.unexplained() > 0 {
		worst := count.worst()
		if count.unexplained() > count.verdicts[worst] {
			worst = model.Drift // what is partly missing and partly extra is not so many missing
		}
		return v.theme.Signs.Verdict(worst) + strconv.Itoa(count.unexplained()), v.theme.Verdict(worst)
	}
	if words := count.words(); words != "" {
		return words, v.theme.Verdict(model.Drift)
	}
	if n := count.verdicts[model.Unknown]; n > 0 {
		return v.theme.Signs.Verdict(model.Unknown) + strconv.Itoa(n), v.theme.Verdict(model.Unknown)
	}
	return "", style.Ink{}
}

func capital(word string) string {
	if word == "" {
		return ""
	}
	return strings.ToUpper(word[:1]) + word[1:]
}

// drawTrail writes the first line of every place but the overview: the way here, what is here, and which of
// the differences this is.
func (v *view) drawTrail(out *frame.Line, h heading, right string) {
	var ends []string
	if right != "" {
		ends = append(ends, right)
	}
	if w := v.layout.Window; len(v.layout.Panes) > 0 && !w.All {
		ends = append(ends, v.theme.Before+" "+window(w)+" "+v.theme.After)
	}
	if words := v.putAway(); words != "" {
		ends = append(ends, words)
	}
	if h.of > 0 {
		ends = append(ends, strconv.Itoa(h.place)+"/"+strconv.Itoa(h.of))
	}
	end := strings.Join(ends, "   ")
	out.Text(style.Ink{}, " ").Text(v.theme.Dim, productName)
	trail := h.trail
	for len(trail) > 2 && out.Left() < trailWidth(trail)+text.Width(end)+2 {
		trail = trail[1:]
	}
	for i, word := range trail {
		ink := v.theme.Dim
		word = text.Clean(word)
		if i == len(trail)-1 {
			ink = v.theme.Trail
			word = text.TruncateMiddle(word, out.Left()-3-text.Width(end)-3)
		}
		out.Text(v.theme.Dim, " "+v.theme.Then+" ").Text(ink, word)
	}
	if room := out.Left() - text.Width(end) - 5; room > 12 && h.facts != "" {
		out.Text(style.Ink{}, "   ").Text(v.theme.Dim, text.Truncate(whole(h.facts, room), room))
	}
	if end != "" {
		out.End(v.theme.Dim, " "+end+" ")
	}
}

// putAway tells of the environments that are hidden, and of the key that shows them: what is out of sight is soon
// forgotten.
func (v *view) putAway() string {
	var names []string
	for i, hidden := range v.sight.hidden {
		if hidden && i != v.baseline && len(v.layout.Panes) > 0 {
			names = append(names, text.Clean(v.environments[i].Name))
		}
	}
	switch {
	case len(names) == 0:
		return ""
	case len(names) > 1 || v.layout.Screen.Width <= layout.CompactWidth:
		return strconv.Itoa(len(names)) + " hidden (X)"
	default:
		return text.Truncate(names[0], longestAway) + " hidden (X)"
	}
}

// longestAway is how much of a hidden environment's name the first line has room for.
const longestAway = 16

// trailWidth is how wide the places of a trail are, with what stands before each.
func trailWidth(trail []string) int {
	width := 0
	for _, word := range trail {
		width += 3 + text.Width(text.Clean(word))
	}
	return width
}

// whole is as many of the facts as fit without being cut, the first at least.
func whole(facts string, room int) string {
	for text.Width(facts) > room {
		at := strings.LastIndex(facts, factDot)
		if at < 0 {
			break
		}
		facts = facts[:at]
	}
	return facts
}

// factDot stands between facts.
const factDot = " · "

func window(w layout.Window) string {
	span := strconv.Itoa(w.First)
	if w.Last > w.First {
		span += "–" + strconv.Itoa(w.Last)
	}
	return span + " of " + strconv.Itoa(w.Of)
}

// drawFooter writes the keys that are worth knowing here, as many as fit.
func (v *view) drawFooter(out *frame.Line, on keys.Screen) {
	var without []keys.Action
	if v.alone() {
		without = versusKeys
	}
	v.drawHints(out, keys.Footer(on, v.theme.Unicode, v.layout.Keys, without...))
}

// drawHints writes as many hints as fit, and the last one whatever fits: it leads out, or to all the others.
func (v *view) drawHints(out *frame.Line, hints []keys.Hint) {
	last := hints[len(hints)-1]
	room := out.Left() - hintWidth(last) - 1
	for _, hint := range hints[:len(hints)-1] {
		if hint.Word == keys.More && v.sight.shows == everything {
			hint.Word = keys.Less
		}
		if room -= hintWidth(hint); room < 0 {
			break
		}
		v.drawHint(out, hint)
	}
	v.drawHint(out, last)
}

func (v *view) drawHint(out *frame.Line, hint keys.Hint) {
	out.Text(style.Ink{}, " ").Text(v.theme.Key, hint.Key).Text(v.theme.Hint, " "+hint.Word+" ")
}

func hintWidth(h keys.Hint) int { return text.Width(h.Key) + text.Width(h.Word) + 3 }
