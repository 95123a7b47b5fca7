package ui

import (
	"slices"

	"parity/ui/tree"
)

// follow keeps the cursor on the line it was on, or on the folder that it was folded into, and that line where
// it was on the screen.
func (e explorer) follow(was *tree.Line, t *tree.Tree, v *view) list {
	l := e.list
	if was != nil {
		at := slices.IndexFunc(e.lines, func(l tree.Line) bool {
			return l.Node.Path == was.Node.Path && l.Further == was.Further && l.Rest == was.Rest
		})
		if n := t.Find(was.Node.Path); at < 0 && n != nil {
			at = tree.Place(e.lines, n)
		}
		if at >= 0 {
			l = list{at, l.top + at - l.at}
		}
	}
	return l.settle(e.rows(v))
}

// onFirst is the cursor on the first parameter from where it is on; the folders on the way to what a filter
// found are only its place.
func (e explorer) onFirst(v *view) list {
	for at := e.list.at; at < len(e.lines); at++ {
		if e.lines[at].Node.Row != nil {
			return list{at, e.list.top}.within(e.rows(v))
		}
	}
	return e.list
}

// back is the cursor on the line it was on when the filter began, if that is there.
func (e explorer) back(v *view) list {
	at := slices.IndexFunc(e.lines, func(l tree.Line) bool { return l.Node.Path == e.held.Path && l.Further < 0 && l.Rest == 0 })
	if at < 0 {
		return e.list
	}
	return list{at, at - e.list.at + e.list.top}.within(e.rows(v))
}

// to puts the cursor on a node, in the middle of the screen where it was out of sight.
func (e explorer) to(n *tree.Node, v *view) list {
	at := tree.Place(e.lines, n)
	if at < 0 {
		return e.list
	}
	top := e.list.top
	if at < top || at >= top+v.layout.Rows() {
		top = at - v.layout.Rows()/2
	}
	return list{at, top}.within(e.rows(v))
}

// above is the cursor on the folder that a line lies in.
func (e explorer) above(here *tree.Line, v *view) list {
	switch {
	case here.Further >= 0 || here.Rest > 0:
		return e.to(here.Node, v)
	case here.Node.Parent != nil:
		return e.to(here.Node.Parent, v)
	default:
		return e.list
	}
}
