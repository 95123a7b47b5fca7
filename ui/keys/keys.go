// Package keys is the one table of key bindings: what a key does, and where. The help, the footer and the
// README's list are made of it.
package keys

import "slices"

// Action is what a key asks for.
type Action string

// The actions.
const (
	None            Action = ""
	Up              Action = "up"
	Down            Action = "down"
	Top             Action = "top"
	Bottom          Action = "bottom"
	HalfUp          Action = "half up"
	HalfDown        Action = "half down"
	PageUp          Action = "page up"
	PageDown        Action = "page down"
	Left            Action = "left"
	Right           Action = "right"
	ScrollLeft      Action = "scroll left"
	ScrollRight     Action = "scroll right"
	NextView        Action = "next view"
	PreviousView    Action = "previous view"
	View            Action = "view"
	Next            Action = "next"
	Previous        Action = "previous"
	DifferencesOnly Action = "differences only"
	Fold            Action = "fold"
	FoldAll         Action = "fold all"
	Parent          Action = "parent"
	Versions        Action = "versions"
	Baseline        Action = "baseline"
	Open            Action = "open"
	Back            Action = "back"
	Hide            Action = "hide"
	ShowAll         Action = "show all"
	Filter          Action = "filter"
	Reload          Action = "reload"
	ReloadAll       Action = "reload all"
	Copy            Action = "copy"
	Reveal          Action = "reveal"
	ShareSafe       Action = "share-safe"
	Mouse           Action = "mouse"
	Help            Action = "help"
	Quit            Action = "quit"
	Interrupt       Action = "interrupt"
	Suspend         Action = "suspend"
	Explain         Action = "explain"
	Undo            Action = "undo"
	PinRow          Action = "pin"
	Focus           Action = "focus"
	Wrap            Action = "wrap"
	Export          Action = "export"
	WayBack         Action = "way back"
	CopyWay         Action = "copy way"
	Checklist       Action = "checklist"
	Tick            Action = "tick"
	Note            Action = "note"
	RuleOut         Action = "rule out"
	Turn            Action = "turn"
	Retest          Action = "re-test"
)

// Category groups bindings in the help.
type Category string

// The categories, in the help's order.
const (
	Moving       Category = "Move"
	Looking      Category = "Look"
	Saying       Category = "Explain"
	Checking     Category = "Investigate"
	Differences  Category = "Differences"
	Environments Category = "Environments"
	Program      Category = "Program"
)

// Categories lists them in the help's order.
func Categories() []Category {
	return []Category{Moving, Differences, Saying, Checking, Looking, Environments, Program}
}

// Screen is a set of screens on which a binding acts.
type Screen uint16

// The screens.
const (
	Overview Screen = 1 << iota
	Panes
	Attributes
	Attribute
	Tree
	Explaining
	Ways
	// Investigating is the checklist.
	Investigating
	Everywhere = Overview | Panes | Attributes | Attribute | Tree | Investigating
	// Always also holds where something is explained or taken back.
	Always = Everywhere | Explaining | Ways
	// Rows are the screens with rows across panes.
	Rows = Panes | Attributes | Tree
)

// Binding is one line of the table.
type Binding struct {
	Action   Action
	Category Category
	// Keys are as the terminal library names them: "ctrl+d", "enter". The first is the one to learn.
	Keys []string
	// Sign is how the keys are written in the footer and the help, Plain the same in ASCII where it differs.
	Sign, Plain string
	// Short is the footer's word; none where the key is not worth a place there. Long is the help's line.
	Short, Long string
	// On says on which screens it acts.
	On Screen
}

// Written is how the binding's keys are written.
func (b Binding) Written(unicode bool) string {
	if !unicode && b.Plain != "" {
		return b.Plain
	}
	return b.Sign
}

// All lists every binding, in the help's order.
func All() []Binding { return slices.Clone(table) }

// Find says what a key does on a screen.
func Find(key string, on Screen) Action {
	for i := range table {
		if table[i].On&on != 0 && slices.Contains(table[i].Keys, key) {
			return table[i].Action
		}
	}
	return None
}

// On lists the bindings that act on a screen.
func On(screen Screen) []Binding {
	return slices.DeleteFunc(All(), func(b Binding) bool { return b.On&screen == 0 })
}

var table = []Binding{
	{Up, Moving, []string{"up", "k"}, "↑ k", "up k", "", "one row up", Always},
	{Down, Moving, []string{"down", "j"}, "↓ j", "down j", "", "one row down", Always},
	{HalfUp, Moving, []string{"ctrl+u"}, "^u", "", "", "half a screen up", Always},
	{HalfDown, Moving, []string{"ctrl+d"}, "^d", "", "", "half a screen down", Always},
	{PageUp, Moving, []string{"pgup", "ctrl+b"}, "pgup", "", "", "a screen up", Always},
	{PageDown, Moving, []string{"pgdown", "ctrl+f"}, "pgdn", "", "", "a screen down", Always},
	{Top, Moving, []string{"g", "home"}, "g", "", "", "to the first row", Always},
	{Bottom, Moving, []string{"G", "end"}, "G", "", "", "to the last row", Everywhere},

	{Next, Differences, []string{"n", "]"}, "n ]", "", "next difference", "next difference", Everywhere},
	{Previous, Differences, []string{"N", "["}, "N [", "", "", "previous difference", Everywhere},
	{DifferencesOnly, Differences, []string{"d"}, "d", "", More, "only what differs, what is explained too, or all", Rows},

	{Explain, Saying, []string{"i"}, "i", "", "explain", "say why it differs: meant to be smaller, our word, a rule, accepted as debt", Everywhere},
	{PinRow, Saying, []string{"p"}, "p", "", "", "on one row, and on another: they play one role", Rows},
	{Undo, Saying, []string{"u"}, "u", "", "", "take the last thing back that was explained, ticked or ruled out", Everywhere},

	{Checklist, Checking, []string{"c"}, "c", "", "checklist", "the investigation's checklist, and back from it", Everywhere},
	{Tick, Checking, []string{"space"}, "space", "", "tick", "tick the line, or take its tick away", Investigating},
	{Note, Checking, []string{"o"}, "o", "", "note", "write a note to the line; on the title, its name", Investigating},
	{RuleOut, Checking, []string{"z"}, "z", "", "rule out", "it is not the reason: say why, and it is not ranked again", Everywhere},
	{Turn, Checking, []string{"t"}, "t", "", "turn", "turn the direction in which what differs is brought together", Investigating},
	{Retest, Checking, []string{"r"}, "r", "", "re-test", "read all of it again: tick what is the same now, tell what is new", Investigating},
	{WayBack, Checking, []string{"Y"}, "Y", "", "way back", "the ways back, in every direction, to copy: parity runs nothing", Everywhere},
	{Export, Checking, []string{"e"}, "e", "", "export", "write all of it as Markdown into the current folder: no secrets, and share-safe no values", Everywhere | Ways},
	{CopyWay, Checking, []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}, "1…9", "1-9", "", "copy that way back: a command, or what to change in the template", Ways},

	{Open, Looking, []string{"enter"}, "⏎", "enter", "open", "open the row: role, attributes, one attribute in full; follow a link", Always},
	{Back, Looking, []string{"esc"}, "esc", "", "back", "back one level; on the overview it cancels a running load", Always},
	{View, Looking, []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}, "1…9", "1-9", "", "the view of that number", Everywhere},
	{NextView, Looking, []string{"tab"}, "tab", "", "next view", "the next view", Everywhere},
	{PreviousView, Looking, []string{"shift+tab"}, "⇧tab", "shift-tab", "", "the previous view", Everywhere},
	{Filter, Looking, []string{"/"}, "/", "", "filter", "filter the rows as you type", Rows},

	{Focus, Looking, []string{"f"}, "f", "", "focus", "only what has to do with a word, and what is one reference away; again, all", Everywhere},

	{Wrap, Looking, []string{"w"}, "w", "", "", "wrap long values, or cut them", Rows | Attribute},

	{Fold, Looking, []string{"space"}, "space", "", "fold", "unfold or fold a folder", Tree},
	{FoldAll, Looking, []string{"E"}, "E", "", "all", "unfold all folders, or fold all", Tree},
	{Parent, Looking, []string{"^"}, "^", "", "parent", "to the folder this lies in", Tree},
	{Versions, Looking, []string{"V"}, "V", "", "versions", "read the versions of the parameter", Tree | Attribute},

	{Copy, Looking, []string{"y"}, "y", "", "copy", "copy from the chosen pane: then v value, n name, a ARN or id", Rows | Attribute},
	{Reveal, Looking, []string{"v"}, "v", "", "", "reveal the secret under the cursor, until it leaves", Rows | Attribute},
	{ShareSafe, Looking, []string{"S"}, "S", "", "", "share-safe: hide every value, keep the verdicts", Everywhere | Ways},

	{Left, Environments, []string{"left", "h"}, "← h", "left h", "", "the pane to the left", Rows},
	{Right, Environments, []string{"right", "l"}, "→ l", "right l", "", "the pane to the right", Rows},
	{ScrollLeft, Environments, []string{"H"}, "H", "", "", "scroll the values to the left", Rows},
	{ScrollRight, Environments, []string{"L"}, "L", "", "", "scroll the values to the right", Rows},
	{Baseline, Environments, []string{"b"}, "b", "", "baseline", "hold all others against this environment", Rows},
	{Hide, Environments, []string{"x"}, "x", "", "", "hide this environment", Rows},
	{ShowAll, Environments, []string{"X"}, "X", "", "", "show the hidden environments", Rows},

	{Reload, Program, []string{"r"}, "r", "", "", "read this type again", Everywhere &^ Investigating},
	{ReloadAll, Program, []string{"R"}, "R", "", "", "read everything again", Everywhere},
	{Mouse, Program, []string{"m"}, "m", "", "", "mouse on or off: off, the terminal selects text", Always},
	{Help, Program, []string{"?"}, "?", "", "help", "this help", Always},
	{Quit, Program, []string{"q"}, "q", "", "", "quit", Always},
	{Interrupt, Program, []string{"ctrl+c"}, "^c", "", "", "quit with exit code 130", Always},
	{Suspend, Program, []string{"ctrl+z"}, "^z", "", "", "suspend", Always},
}
