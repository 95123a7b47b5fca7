package ui

import "parity/ui/keys"

// list is a cursor in rows of which some cannot be chosen, and the first row in sight.
type list struct{ at, top int }

// rows is what a list must know of what it moves in.
type rows struct {
	count, visible int
	// chosen says that the cursor may rest on a row, stops that n and N do.
	chosen, stops func(int) bool
	// height is how many lines a row takes. Nil: one.
	height func(int) int
}

// topFor is the first row in sight where a row is the last that is seen whole.
func (r *rows) topFor(at, visible int) int {
	if r.height == nil || at < 0 || at >= r.count {
		return at - visible + 1
	}
	left := visible - r.height(at)
	for at > 0 && left >= r.height(at-1) {
		at--
		left -= r.height(at)
	}
	return at
}

// inSight is how many rows are seen whole from one on, one at least.
func (r *rows) inSight(top int) int {
	if r.height == nil {
		return r.visible
	}
	n, left := 0, r.visible
	for at := max(0, top); at < r.count && left >= r.height(at); at++ {
		left -= r.height(at)
		n++
	}
	return max(1, n)
}

// under is the row that stands so many lines below the first in sight.
func (r *rows) under(top, lines int) int {
	if r.height == nil || lines < 0 {
		return top + lines
	}
	at := top
	for at < r.count && lines >= r.height(at) {
		lines -= r.height(at)
		at++
	}
	return at
}

// act moves the cursor; ours is false for a key that does not.
func (l list) act(action keys.Action, r rows) (next list, ours bool) {
	switch action {
	case keys.Up:
		l = l.to(l.at-1, -1, r)
	case keys.Down:
		l = l.to(l.at+1, 1, r)
	case keys.HalfUp:
		l = l.page(-max(1, r.inSight(l.top)/2), r)
	case keys.HalfDown:
		l = l.page(max(1, r.inSight(l.top)/2), r)
	case keys.PageUp:
		l = l.page(-max(1, r.inSight(l.top)-1), r)
	case keys.PageDown:
		l = l.page(max(1, r.inSight(l.top)-1), r)
	case keys.Top:
		l = l.to(0, 1, r)
	case keys.Bottom:
		l = l.to(r.count-1, -1, r)
	case keys.Next:
		l = l.next(1, r)
	case keys.Previous:
		l = l.next(-1, r)
	default:
		return l, false
	}
	return l.within(r), true
}

// to puts the cursor on the nearest row that can be chosen from there on in the direction; it stays where
// there is none. At the upper end the rows above come into sight, too: headings.
func (l list) to(at, step int, r rows) list {
	for i := max(at, 0); i >= 0 && i < r.count; i += step {
		if at >= 0 && r.chosen(i) {
			l.at = i
			return l
		}
	}
	if step < 0 {
		l.top = 0
	}
	return l
}

// page moves the cursor by so many rows, and what is in sight with it.
func (l list) page(by int, r rows) list {
	was := l.at
	target := min(max(0, l.at+by), r.count-1)
	step := 1
	if by < 0 {
		step = -1
	}
	l = l.to(target, step, r)
	if l.at == was {
		l = l.to(target, -step, r)
		if (l.at-was)*step < 0 {
			l.at = was
		}
	}
	l.top += l.at - was
	return l
}

// next puts the cursor on the next row that n stops at; round the end it goes on from the other one.
func (l list) next(step int, r rows) list {
	for i := range r.count {
		at := ((l.at+step*(i+1))%r.count + r.count) % r.count
		if r.stops(at) && r.chosen(at) {
			l.at = at
			return l
		}
	}
	return l
}

// within keeps the cursor in the rows and in sight.
func (l list) within(r rows) list {
	l.at = min(max(0, l.at), max(0, r.count-1))
	visible := max(1, r.visible)
	if l.at < l.top {
		l.top = l.at
	}
	l.top = max(l.top, r.topFor(l.at, visible))
	l.top = min(max(0, l.top), max(0, r.topFor(r.count-1, visible)))
	return l
}

// settle puts the cursor on a row that can be chosen: its own, or the nearest.
func (l list) settle(r rows) list {
	l.at = min(max(0, l.at), max(0, r.count-1))
	for away := range r.count {
		for _, at := range []int{l.at + away, l.at - away} {
			if at >= 0 && at < r.count && r.chosen(at) {
				l.at = at
				return l.within(r)
			}
		}
	}
	return l.within(r)
}
