package ui

import (
	"slices"

	"parity/model"
	"parity/ui/keys"
)

// sight is how the panes are looked at. All screens with panes share it, so that going in and out never
// moves an environment.
type sight struct {
	// chosen is the environment whose pane is chosen, hidden those that are put away.
	chosen int
	hidden []bool
	// offset is how many environments are scrolled out of sight, scroll how many cells the values are.
	offset, scroll int
	// shows is how much of the rows is shown.
	shows showing
	// wrap says that long values are written in several lines.
	wrap bool
	// focused says that only what the incident is about is shown.
	focused bool
	// masked says that no value is drawn: the screen is shared.
	masked bool
}

// showing is how much of the rows is shown: what a person must look at, what has an explanation too, or all.
type showing uint8

const (
	onlyDiffering showing = iota
	alsoExplained
	everything
	showings
)

// lists says that a line is shown.
func (s showing) lists(l *line) bool {
	switch s {
	case onlyDiffering:
		return l.differs() || l.changed
	case alsoExplained:
		return l.listed() || l.changed
	default:
		return true
	}
}

// scrollStep is how many cells H and L scroll values.
const scrollStep = 8

// newSight chooses the environment that must be like the baseline: on a small screen it is the one beside it.
func newSight(w *world) sight {
	s := sight{chosen: w.baseline, hidden: make([]bool, len(w.environments))}
	if w.alone() {
		s.shows = everything
	}
	for _, i := range w.order()[1:] {
		if s.chosen == w.baseline || w.role(s.chosen) == model.Relaxed && w.role(i) == model.Mirror {
			s.chosen = i
		}
	}
	return s
}

// act answers the keys of the panes themselves. It says whether the key was one, and whether rows change.
func (s sight) act(action keys.Action, w *world) (next sight, ours bool) {
	switch action {
	case keys.Left:
		s.chosen = s.beside(w, -1)
	case keys.Right:
		s.chosen = s.beside(w, 1)
	case keys.ScrollLeft:
		s.scroll = max(0, s.scroll-scrollStep)
	case keys.ScrollRight:
		s.scroll += scrollStep // not beyond what is cut off, which is nothing where it wraps
	case keys.DifferencesOnly:
		if w.alone() {
			return s, true
		}
		s.shows = (s.shows + 1) % showings
	case keys.Hide:
		s = s.hide(w)
	case keys.ShowAll:
		s.hidden = make([]bool, len(s.hidden))
	default:
		return s, false
	}
	return s, true
}

// beside is the environment next to the chosen one, of those that are shown.
func (s sight) beside(w *world, step int) int {
	shown := s.shown(w)
	at := slices.Index(shown, s.chosen) + step
	return shown[min(max(0, at), len(shown)-1)]
}

// shown lists the environments that are not put away, as they are drawn.
func (s sight) shown(w *world) []int {
	return slices.DeleteFunc(w.order(), func(i int) bool { return s.hidden[i] && i != w.baseline })
}

// hide puts the chosen environment away. The baseline stays, and one to hold against it.
func (s sight) hide(w *world) sight {
	if s.chosen == w.baseline || len(s.shown(w)) <= 2 {
		return s
	}
	next := s.beside(w, 1)
	if next == s.chosen {
		next = s.beside(w, -1)
	}
	s.hidden = slices.Clone(s.hidden)
	s.hidden[s.chosen] = true
	s.chosen = next
	return s
}
