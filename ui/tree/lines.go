package tree

import (
	"maps"
	"slices"
)

// Base is how folders are that nobody has folded or unfolded by hand.
type Base uint8

const (
	// Suitable unfolds the folders in which something must be looked at, or is still to come; one that an
	// environment has nothing of is told in its own line.
	Suitable Base = iota
	// Unfolded and Folded treat all alike.
	Unfolded
	Folded
)

// Folds says which folders are unfolded. It is a value: a change makes another one.
type Folds struct {
	Base   Base
	byHand map[string]bool
}

// open says that a folder is unfolded where so much is shown.
func (f Folds) open(n *Node, level Level) bool {
	if open, ok := f.byHand[n.Path]; ok {
		return open
	}
	switch f.Base {
	case Unfolded:
		return true
	case Folded:
		return false
	}
	below := n.Below
	if below.Pending > 0 || below.Inside > 0 {
		return true
	}
	told := below.Differing() > 0 || level == Explained && below.Levels[Explained]+below.Further[Explained] > 0
	return told && !n.oneSided()
}

func (n *Node) oneSided() bool {
	for i := range n.Below.Lacks {
		if n.Below.Whole(i) {
			return true
		}
	}
	return false
}

// With is the folds with one folder unfolded or folded by hand.
func (f Folds) With(n *Node, open bool) Folds {
	f.byHand = maps.Clone(f.byHand)
	if f.byHand == nil {
		f.byHand = map[string]bool{}
	}
	f.byHand[n.Path] = open
	return f
}

// All is every folder unfolded, or every one folded.
func All(base Base) Folds { return Folds{Base: base} }

// Line is one line of the tree in sight.
type Line struct {
	Node *Node
	// Further is which of the node's further attributes the line is about, -1 where it is the node itself.
	Further int
	// Rest is how many rows an unfolded folder does not show, where it shows none: the line counts them.
	Rest int
	// Stop says that there is a difference to go to, Passed how many of such lines there are up to here.
	Passed int
	Stop   bool
	// Open says that the node's folder is unfolded.
	Open bool
}

// Sight is what of a tree is to be seen.
type Sight struct {
	// Level is what is shown at least.
	Level Level
	Folds Folds
	// Keep limits the rows to those it holds of, with the folders they are in. Nil keeps all.
	Keep func(*Node) bool
	// Kept is how many rows Keep holds of, if that is known: what a filter finds is made room for, and not all.
	Kept int
	// Also are nodes that are shown whatever their level: see Tree.Way.
	Also map[*Node]bool
}

// Way are the nodes of some paths with all folders above them, to be shown though nothing differs in them.
func (t *Tree) Way(paths []string) map[*Node]bool {
	also := map[*Node]bool{}
	for _, path := range paths {
		for n := t.byPath[path]; n != nil; n = n.Parent {
			also[n] = true
		}
	}
	return also
}

// Lines are those in sight, from the top.
func (t *Tree) Lines(s Sight) []Line {
	w := walker{Sight: s}
	switch {
	case s.Keep != nil:
		w.lines = make([]Line, 0, min(2*s.Kept, len(t.byPath)))
	case s.Folds.Base == Unfolded:
		w.lines = make([]Line, 0, len(t.byPath))
	}
	for _, n := range t.Top {
		w.node(n)
	}
	passed := 0
	for i := range w.lines {
		if w.lines[i].Stop {
			passed++
		}
		w.lines[i].Passed = passed
	}
	return w.lines
}

type walker struct {
	Sight
	lines []Line
}

// listed says that a node has something to show.
func (s *Sight) listed(n *Node) bool {
	return s.own(n) || s.Also[n] || n.IsFolder() && n.Below.listed(s.Level)
}

// own says that the node's own row is shown.
func (s *Sight) own(n *Node) bool {
	return n.Row != nil && (n.Own.Level() >= s.Level || n.Pending() || s.Also[n]) && (s.Keep == nil || s.Keep(n))
}

// kept says that the node or anything below it is shown.
func (s *Sight) kept(n *Node) bool {
	if !s.listed(n) {
		return false
	}
	if s.own(n) || s.Keep == nil {
		return true
	}
	for _, child := range n.Children {
		if s.kept(child) {
			return true
		}
	}
	return false
}

// node adds the lines of a node and of what is below it, and says whether there are any.
func (w *walker) node(n *Node) bool {
	if !w.listed(n) {
		return false
	}
	own := w.own(n)
	line := Line{Node: n, Further: -1, Open: n.IsFolder() && (w.Folds.open(n, w.Level) || w.led(n))}
	line.Stop = own && n.Stop || n.IsFolder() && !line.Open && n.Below.Differing() > 0
	if n.IsFolder() && !line.Open && !own && !w.kept(n) {
		return false
	}
	at := len(w.lines)
	w.lines = append(w.lines, line)
	if own {
		w.further(n)
	}
	below := false
	if line.Open {
		for _, child := range n.Children {
			below = w.node(child) || below
		}
	}
	switch {
	case below || !line.Open:
	case own:
		w.lines = append(w.lines, Line{Node: n, Further: -1, Rest: n.Below.Rows})
	default:
		w.lines = w.lines[:at]
		return false
	}
	return true
}

// led says that a folder is unfolded since the way to something that is shown anyhow leads through it.
func (w *walker) led(n *Node) bool {
	_, byHand := w.Folds.byHand[n.Path]
	return w.Also[n] && !byHand && w.Folds.Base == Suitable && slices.ContainsFunc(n.Children, func(c *Node) bool { return w.Also[c] })
}

func (w *walker) further(n *Node) {
	for i := range n.Further {
		if level := n.Further[i].Level(); level >= w.Level && (level > Alike || w.Keep == nil) {
			w.lines = append(w.lines, Line{Node: n, Further: i, Stop: level == Differing})
		}
	}
}

// Place is the line of a node, or of the nearest folder above it that is in sight; -1 if there is none.
func Place(lines []Line, n *Node) int {
	best, depth := -1, -1
	for i := range lines {
		l := &lines[i]
		if l.Further >= 0 || l.Rest > 0 || l.Node.Depth <= depth {
			continue
		}
		if within(n.Path, l.Node.Path) {
			best, depth = i, l.Node.Depth
		}
	}
	return best
}
