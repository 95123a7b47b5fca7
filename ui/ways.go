package ui

import (
	"slices"
	"strconv"

	"parity/model"
	"parity/model/checklist"
	"parity/model/wayback"
	"parity/ui/frame"
	"parity/ui/keys"
	"parity/ui/layout"
	"parity/ui/style"
	"parity/ui/text"
)

// mostTurned is of how many differences the ways are listed: a cause may have hundreds, and nobody copies them.
const mostTurned = 20

// ways is the list of the ways in which differences are taken back, each to be copied.
type ways struct {
	number int
	title  string
	// spots tell the differences, which every comparison makes anew; more is how many there are beyond those.
	spots []wayspot
	more  int
	items []wayItem
	// at is the chosen item, top the first line in sight.
	at, top int
	// of is the comparison it was made for; gone says that it holds none of the differences any more.
	of   *digest
	gone bool
}

// wayspot is where a difference is.
type wayspot struct {
	typeName, name, environment string
	attribute                   model.Path
}

func spotOf(e *model.Entry) wayspot {
	spot := wayspot{e.Type.Name, e.Name, e.Environment, e.Attribute}
	if e.Row != nil {
		spot.name = e.Row.Name // of rows of one role, each has its own
	}
	return spot
}

// newWays lists the ways of some differences, from an item on.
func newWays(number int, title string, entries []*model.Entry, at int, v *view) ways {
	w := ways{number: number, title: title, more: max(0, len(entries)-mostTurned)}
	for _, e := range entries[:len(entries)-w.more] {
		w.spots = append(w.spots, spotOf(e))
	}
	w = w.made(v)
	w.at = min(at, max(0, len(w.items)-1))
	return w.within(v)
}

// made is the list for the newest comparison.
func (w ways) made(v *view) ways {
	w.of, w.items = v.digest, nil
	if v.digest == nil || v.digest.ways == nil {
		return w
	}
	found := map[wayspot]*model.Entry{}
	for _, e := range v.digest.Entries {
		if e.Type == nil || !slices.Contains(w.spots, spotOf(e)) {
			continue
		}
		// An element that names another environment can be spelled as one of the environment's own is.
		if other := found[spotOf(e)]; other == nil || other.Verdict < e.Verdict {
			found[spotOf(e)] = e
		}
	}
	told := map[string]bool{}
	w.gone = len(found) == 0
	for _, spot := range w.spots {
		if e := found[spot]; e != nil {
			w.items = append(w.items, wayItems(e, v.digest.ways(e), told)...)
		}
	}
	return w
}

func (w ways) on() keys.Screen { return keys.Ways }

func (w ways) tab() int { return w.number }

func (w ways) wants(*world) wants { return wants{tabs: 1} }

func (w ways) heading(v *view) heading {
	title := w.title
	if first := w.spots[0]; v.sight.masked && v.digest != nil {
		title = first.name
		if row := v.digest.row(first.typeName, first.name); row != nil && !first.attribute.IsZero() && !headline(row.Type, first.attribute) {
			title += " " + v.phrase(row.Type, first.attribute)
		}
	}
	return heading{trail: []string{"Way back", title}}
}

// renew makes the list anew where what it is of was read or compared again; the cursor stays where it was.
func (w ways) renew(v *view) screen {
	if v.digest != w.of {
		w = w.made(v)
	}
	return w.within(v)
}

// towards puts the cursor on the first way in the direction that an investigation goes. What brings the baseline to
// where the others are may be told as the way back to what it was.
func (w ways) towards(d checklist.Direction, v *view) ways {
	directions := map[wayback.Direction]checklist.Direction{
		wayback.Back: checklist.Back, wayback.ToBaseline: checklist.ToBaseline, wayback.FromBaseline: checklist.FromBaseline,
	}
	at := slices.IndexFunc(w.items, func(i wayItem) bool { return directions[i.way.Direction] == d })
	if at < 0 && d == checklist.FromBaseline {
		at = slices.IndexFunc(w.items, func(i wayItem) bool { return i.way.Environment == v.digest.BaselineName() })
	}
	w.at = max(0, at)
	return w.within(v)
}

// copyWay is the request to copy an item.
type copyWay struct{ item wayItem }

func (w ways) act(action keys.Action, v *view) (screen, request) {
	height := v.layout.Body.Height
	switch action {
	case keys.Up:
		w.at--
	case keys.Down:
		w.at++
	case keys.Top:
		w.at = 0
	case keys.Bottom:
		w.at = len(w.items) - 1
	case keys.Open:
		return w.copy(w.at, v)
	default:
		w.top = min(max(0, w.top+scrolled(action, height)), max(0, len(w.lines(v))-height))
		return w, nil
	}
	return w.within(v), nil
}

// copy asks to copy an item, once all of it was on the screen: nobody pastes what they have not seen.
func (w ways) copy(at int, v *view) (screen, request) {
	switch {
	case at < 0 || at >= len(w.items):
		return w, sayNotice{"there is no way " + strconv.Itoa(at+1)}
	case v.sight.masked:
		return w, sayNotice{"no way back is copied while the screen is shared (S): it holds values"}
	}
	seen := w.inSight(at, v)
	w.at = at
	if !seen {
		return w.within(v), sayNotice{"this is way " + strconv.Itoa(at+1) + ": once more copies it"}
	}
	return w, copyWay{w.items[at]}
}

// wayLine is a line of the list, and the item it is of; -1 for a heading.
type wayLine struct {
	written
	item int
}

// lines are the whole list, for the width of the screen.
func (w *ways) lines(v *view) []wayLine {
	var lines []wayLine
	width := v.layout.Screen.Width - 2
	say := func(ink style.Ink, words string) {
		for _, part := range text.Wrap(words, width) {
			lines = append(lines, wayLine{written{{style.Ink{}, " "}, {ink, part}}, -1})
		}
	}
	if len(w.items) == 0 {
		say(v.theme.Dim, w.emptiness(v))
		return lines
	}
	say(v.theme.Plain, sentences(runsNothing, v.words(ownership(w.items), "")))
	var last *model.Entry
	for i := range w.items {
		item := &w.items[i]
		if item.first {
			lines = append(lines, wayLine{item: -1})
		}
		if item.entry != last && len(w.spots) > 1 {
			say(v.theme.Heading, w.about(item.entry, v))
		}
		last = item.entry
		lines = append(lines, w.itemLines(i, v)...)
	}
	if w.more > 0 {
		lines = append(lines, wayLine{item: -1})
		say(v.theme.Dim, "and "+counted(w.more, "further difference", "further differences")+": Y on one of them tells its ways")
	}
	return lines
}

// emptiness says why there is nothing to copy.
func (w *ways) emptiness(v *view) string {
	switch {
	case v.digest == nil || v.digest.pending():
		return "something is still being read: there is a way back when all is there"
	case w.gone:
		return "this difference is gone, or another one by now: esc leads back"
	default:
		return "parity knows no way back for this; AWS's own documentation may"
	}
}

// about is a difference as the heading of its ways: where it is, and what, unless all are about the same.
func (w *ways) about(e *model.Entry, v *view) string {
	words := e.Verdict.String() + " in " + text.Clean(e.Environment)
	first := w.spots[0]
	if !slices.ContainsFunc(w.spots, func(s wayspot) bool {
		return s.typeName != first.typeName || s.name != first.name || s.attribute != first.attribute
	}) {
		return words
	}
	name := text.Clean(e.Type.Singular + " " + e.Name)
	if !e.Attribute.IsZero() && !headline(e.Type, e.Attribute) {
		name += " " + v.phrase(e.Type, e.Attribute)
	}
	return name + ": " + words
}

const (
	// wayIndent is where the words of an item begin: behind the cursor and the number.
	wayIndent = 6
	// hiddenWay stands for what is not shown while the screen is shared.
	hiddenWay = "hidden while the screen is shared (S)"
)

// itemLines are one item: its number, title and place, all of what is copied, and what comes with it.
func (w *ways) itemLines(i int, v *view) []wayLine {
	item := &w.items[i]
	pointer, ink := " ", v.theme.Strong
	if i == w.at {
		pointer = v.theme.Signs.Cursor
	}
	title := item.title()
	if v.sight.masked && item.first {
		title = text.Clean(item.way.Environment)
	}
	head := written{
		{style.Ink{}, " "},
		{v.theme.Strong, pointer + " "},
		{v.theme.Key, text.Fit(strconv.Itoa(i+1), 3)},
		{ink, title},
	}
	if room := v.layout.Screen.Width - head.width() - 4; room > 12 {
		head = append(head, piece{v.theme.Dim, text.Truncate("   "+item.kindWords()+item.place(), room)})
	}
	lines := []wayLine{{head, i}}
	add := func(ink style.Ink, words string) {
		for _, part := range text.Wrap(words, v.layout.Screen.Width-wayIndent-1) {
			lines = append(lines, wayLine{written{{style.Ink{}, text.Blank(wayIndent)}, {ink, part}}, i})
		}
	}
	if v.sight.masked {
		add(v.theme.Dim, hiddenWay)
		return lines
	}
	add(v.theme.Plain, text.Clean(item.text))
	if item.words != "" {
		add(v.theme.Dim, text.Clean(item.words))
	}
	for _, consequence := range item.consequences {
		add(v.theme.Recent, v.theme.Signs.Finding+" "+text.Clean(consequence))
	}
	return lines
}

// kindWords say how an item is used.
func (w *wayItem) kindWords() string {
	switch w.kind {
	case inTemplate:
		return "in the template, of "
	case byCommand:
		return "run in "
	default:
		return "in "
	}
}

// span is from which line to which an item stands.
func (w *ways) span(at int, lines []wayLine) (from, to int) {
	from = slices.IndexFunc(lines, func(l wayLine) bool { return l.item == at })
	if from < 0 {
		return 0, 0
	}
	for to = from; to < len(lines) && lines[to].item == at; to++ {
	}
	return from, to
}

// inSight says that all of an item is on the screen; of the chosen one that is longer than the screen, its beginning.
func (w *ways) inSight(at int, v *view) bool {
	from, to := w.span(at, w.lines(v))
	height := v.layout.Body.Height
	return from >= w.top && (to <= w.top+height || to-from > height && at == w.at && from < w.top+height)
}

// within keeps the chosen item in sight, with the words above the first.
func (w ways) within(v *view) ways {
	w.at = min(max(0, w.at), max(0, len(w.items)-1))
	lines := w.lines(v)
	height := max(1, v.layout.Body.Height)
	from, to := w.span(w.at, lines)
	if w.at == 0 {
		from = 0
	}
	w.top = max(w.top, min(to-height, from))
	w.top = min(w.top, from, max(0, len(lines)-height))
	w.top = max(0, w.top)
	return w
}

func (w ways) click(_ layout.Hit, y int, v *view) (screen, request) {
	lines := w.lines(v)
	at := w.top + y - v.layout.Body.Y
	if !v.layout.Body.Contains(0, y) || at >= len(lines) || lines[at].item < 0 {
		return w, nil
	}
	if lines[at].item == w.at {
		return w.copy(w.at, v)
	}
	w.at = lines[at].item
	return w.within(v), nil
}

func (w ways) draw(v *view, f *frame.Frame) {
	f.Line(v.layout.Tabs.Y).Fill(v.theme.Border, v.theme.Horizontal, v.layout.Screen.Width)
	lines := w.lines(v)
	top := min(w.top, max(0, len(lines)-v.layout.Body.Height))
	v.drawBelow(f, len(lines)-top)
	for y, l := range lines[top:] {
		if y == v.layout.Body.Height {
			return
		}
		out := f.Line(v.layout.Body.Y + y)
		if l.item == w.at && len(w.items) > 0 && (top+y == 0 || lines[top+y-1].item != w.at) {
			out.Under(v.theme.Cursor)
		}
		l.draw(out)
	}
}

// hints are what the keys do.
func (w ways) hints(unicode bool) []keys.Hint {
	enter, move := "enter", "up/down"
	if unicode {
		enter, move = "⏎", "↑↓"
	}
	if len(w.items) == 0 {
		return []keys.Hint{{Key: "esc", Word: "back"}}
	}
	hints := []keys.Hint{{Key: enter, Word: "copy"}, {Key: move, Word: "choose"}, {Key: "esc", Word: "back"}}
	if n := min(9, len(w.items)); n > 1 {
		hints = slices.Insert(hints, 1, keys.Hint{Key: "1-" + strconv.Itoa(n), Word: "copy that one"})
	}
	return hints
}
