package ui

import (
	"slices"
	"strings"

	"parity/model"
	"parity/model/owner"
	"parity/model/wayback"
	"parity/ui/text"
)

// wayItem is one thing that can be copied of the ways in which differences are taken back: what to change in a
// template, a command, or what to do in words.
type wayItem struct {
	way *wayback.Way
	// entry is the difference it is of.
	entry *model.Entry
	kind  wayKind
	// text is what is copied, byte for byte.
	text string
	// words say what else is to be known of it, consequences what comes with it.
	words        string
	consequences []string
	// first says that it is the first of its way.
	first bool
}

// wayKind is what a thing to copy is.
type wayKind uint8

const (
	inTemplate wayKind = iota
	byCommand
	inWords
)

// wayItems are all that can be copied of some ways, in their order. A way that another entry has as well, since both
// stand against one baseline, is there once.
func wayItems(e *model.Entry, ways []wayback.Way, told map[string]bool) []wayItem {
	var items []wayItem
	for i := range ways {
		w := &ways[i]
		if key := wayKey(w); told[key] {
			continue
		} else {
			told[key] = true
		}
		first := true
		add := func(item wayItem) {
			item.way, item.entry, item.first = w, e, first
			items = append(items, item)
			first = false
		}
		if w.Argument != "" {
			add(wayItem{kind: inTemplate, text: w.Argument})
		}
		for _, step := range w.Steps {
			switch {
			case step.Command != "":
				add(wayItem{kind: byCommand, text: step.Command, words: step.Words, consequences: step.Consequences})
			case step.Words != "":
				add(wayItem{kind: inWords, text: step.Words, consequences: step.Consequences})
			}
		}
	}
	return items
}

func wayKey(w *wayback.Way) string {
	parts := []string{w.Environment, w.Title, w.Argument}
	for _, step := range w.Steps {
		parts = append(parts, step.Command, step.Words)
	}
	return strings.Join(parts, "\x00")
}

// title is what an item is called: what comes of the way, and of what follows it, how it stands to what is first.
func (w *wayItem) title() string {
	switch {
	case w.first:
		return text.Clean(w.way.Title)
	case w.kind == byCommand && w.way.StopGap():
		return "stop-gap"
	case w.kind == byCommand:
		return "then"
	default:
		return "and"
	}
}

// place is where an item is to be run or done.
func (w *wayItem) place() string {
	return text.Clean(strings.Join(strings.Fields(w.way.Environment+" "+w.way.Account+" "+w.way.Region), " "))
}

// copied says what was copied, and where it is to be used: in the wrong account it does harm.
func (w *wayItem) copied() string {
	words := "copied what to do in "
	switch w.kind {
	case inTemplate:
		words = "copied what to change in the template, of "
	case byCommand:
		words = "copied the command: run it in "
	}
	return words + w.place() + ", for " + text.Clean(w.way.Title)
}

// owners are those who have to be told first, and what happens else; none where nobody owns what is changed.
func owners(items []wayItem) (who []string, unless string) {
	for i := range items {
		o := &items[i].way.Owner
		if o.IsZero() {
			continue
		}
		if words := text.Clean(o.String()); !slices.Contains(who, words) {
			who = append(who, words)
		}
		unless = takesBack(o)
	}
	return who, unless
}

// ownership names the owners; what they own is changed there first.
func ownership(items []wayItem) string {
	who, unless := owners(items)
	if len(who) == 0 {
		return ""
	}
	return "Owned by " + clipped(who, 4) + ": change it there, or " + unless
}

// ownersFirst says so where the owners are named already.
func ownersFirst(items []wayItem) string {
	who, unless := owners(items)
	if len(who) == 0 {
		return ""
	}
	return "Who owns it comes first: change it there, or " + unless
}

func takesBack(o *owner.Owner) string {
	switch {
	case o.Kind == owner.Stack:
		return "the next update takes it back"
	case o.Kind == owner.None:
		return "the next instance is as before"
	default:
		return "its next run takes it back"
	}
}

// runsNothing is what the ways begin with.
const runsNothing = "parity runs nothing."
