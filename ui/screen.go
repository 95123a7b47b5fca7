package ui

import (
	"parity/ui/filter"
	"parity/ui/frame"
	"parity/ui/keys"
	"parity/ui/layout"
	"parity/ui/style"
)

// screen is one place of the trail: a value that answers keys with its successor, and draws itself. What it
// wants of the program (open a place, read again, another baseline) it returns as a request, since screens do
// no I/O and know no other screen but those they open.
type screen interface {
	// on says which bindings act on it.
	on() keys.Screen
	// heading is what stands in the first line.
	heading(v *view) heading
	// tab is the view it belongs to, counted from 1; 0 is the overview.
	tab() int
	// wants is what the layout must make room for.
	wants(w *world) wants
	// act answers a key, click the mouse.
	act(action keys.Action, v *view) (screen, request)
	click(hit layout.Hit, y int, v *view) (screen, request)
	// renew is the screen after data, filter or sight changed; the cursor stays with what it was on.
	renew(v *view) screen
	// draw fills the body and the story; header, tabs and footer are the program's.
	draw(v *view, f *frame.Frame)
}

// wants is what a screen asks of the layout.
type wants struct {
	tabs, spine, story int
	panes              bool
}

// view is what a screen sees when it acts or draws.
type view struct {
	*world
	theme  *style.Theme
	layout layout.Layout
	sight  sight
	// query is the filter of the screen, whose matches are marked; nil where there is none.
	query *filter.Query
	// revealed is the secret on the screen, nil where there is none.
	revealed *revealed
}

// request is what a screen wants of the program: one of the types below, or nil.
type request any

type (
	// openPlace puts a screen at the end of the trail.
	openPlace struct{ screen screen }
	// showTab shows a view: 0 the overview.
	showTab struct{ number int }
	// stepOn goes to the next or previous difference of the screen this one was opened from, and opens it.
	stepOn struct{ action keys.Action }
	// showMore shows more of the rows.
	showMore struct{ shows showing }
	// filterRows starts the filter's line.
	filterRows struct{}
)

// filterable is a screen whose rows can be limited to those that hold some words.
type filterable interface {
	screen
	filtered(words string) filterable
	words() string
	query() *filter.Query
}

// hinting is a screen whose keys are others while it is used, so that its footer is its own.
type hinting interface {
	hints(unicode bool) []keys.Hint
}

// scrollable is a screen whose values can be scrolled sideways, as far as something is cut off.
type scrollable interface{ reach(v *view) int }

// heading is what a screen says of itself in the first line: what it is called from the view inwards, what it
// holds, and on which of how many differences the cursor is.
type heading struct {
	trail     []string
	facts     string
	place, of int
}
