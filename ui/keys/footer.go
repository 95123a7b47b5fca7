package keys

import (
	"slices"
	"strings"
)

// What the key for differences only does next, in the footer: it shows more, until everything is shown.
const (
	More = "show more"
	Less = "differences only"
)

// Hint is a key and its word, as the footer shows them.
type Hint struct{ Key, Word string }

// moving are the keys of several bindings that the footer says as one.
var moving = struct{ sign, plain, word string }{"↑↓", "up/down", "move"}

// panes the same for left and right.
var panes = struct{ sign, plain, word string }{"←→", "left/right", "pane"}

// order is the order of the footer: what is needed most, first.
var order = []Action{
	Open, Next, Fold, Back, DifferencesOnly, Explain, WayBack, RuleOut, Checklist, Focus, Filter, Export, FoldAll, Versions, Baseline, NextView,
}

// listOrder is that of the checklist's, leafOrder that of one attribute: what is read there ends in the way back.
var (
	listOrder = []Action{Tick, Open, Note, RuleOut, Retest, WayBack, Turn, Export, Back}
	leafOrder = []Action{Open, WayBack, Explain, Back, Next, RuleOut, Checklist, Focus, Export, NextView}
)

// untold are keys that act on a screen whose footer has better ones to tell.
var untold = map[Screen][]Action{
	Overview:   {Back, RuleOut},
	Panes:      {RuleOut},
	Attributes: {RuleOut},
	Tree:       {RuleOut},
	Attribute:  {Versions},
}

// Footer lists the hints for a screen, the most needed first and the one for help last; limit bounds how
// many stand before that one, 0 does not. Without are actions that mean nothing now.
func Footer(on Screen, unicode bool, limit int, without ...Action) []Hint {
	pick := func(sign, plain string) string {
		if unicode {
			return sign
		}
		return plain
	}
	hints, told := []Hint{{pick(moving.sign, moving.plain), moving.word}}, order
	switch {
	case on == Investigating:
		hints, told = nil, listOrder // whoever ticks lines knows how to move among them
	case on == Attribute:
		told = leafOrder
	case on == Overview && limit > 0:
		hints = nil // where there is no room for all, the way to the checklist is worth more than the arrows
	}
	if on&Rows != 0 && !slices.Contains(without, Left) {
		hints = append(hints, Hint{pick(panes.sign, panes.plain), panes.word})
	}
	for _, action := range told {
		if b := find(action); b.On&on != 0 && !slices.Contains(untold[on], action) && !slices.Contains(without, action) {
			hints = append(hints, Hint{first(b.Written(unicode)), b.Short})
		}
	}
	if limit > 0 && len(hints) > limit {
		hints = hints[:limit]
	}
	help := find(Help)
	return append(hints, Hint{help.Written(unicode), help.Short})
}

func find(action Action) Binding {
	for _, b := range table {
		if b.Action == action {
			return b
		}
	}
	return Binding{}
}

// first is the key to learn of those written.
func first(written string) string {
	key, _, _ := strings.Cut(written, " ")
	return key
}

// Markers stand around the list in the README.
const (
	StartMarker = "<!-- keys -->"
	EndMarker   = "<!-- /keys -->"
)

// Markdown is the list for the README: a table a category would be more lines than keys, so one for all.
func Markdown() string {
	var out strings.Builder
	out.WriteString("| | keys | |\n|---|---|---|\n")
	for _, category := range append(Categories(), Choosing) {
		name := string(category)
		for _, b := range append(All(), choosing...) {
			if b.Category != category {
				continue
			}
			out.WriteString("| " + name + " | " + quoted(b.Sign) + " | " + b.Long + " |\n")
			name = ""
		}
	}
	return out.String()
}

func quoted(sign string) string {
	parts := strings.Fields(sign)
	for i, part := range parts {
		parts[i] = "`" + part + "`"
	}
	return strings.Join(parts, " ")
}
