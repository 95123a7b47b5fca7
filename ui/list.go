package ui

import "parity/ui/keys"

// list is a cursor in rows of which some cannot be chosen, and the first row in sight.
type list struct{ at, top int }

// rows is what a list must know of what it moves in.
type rows struct {
	count, visible int
	// chosen says that the cursor may rest on a row, stops that n and N do.
	chosen, stops func(int) bool
}

// act moves the cursor; ours is false for a key that does not.
func (l list) act(action keys.Action, r rows) (next list, ours bool) {
	switch action {
	case keys.Up:
		l = l.to(l.at-1, -1, r)
	case keys.Down:
		l = l.to(l.at+1, 1, r)
	case keys.HalfUp:
		l = l.page(-max(1, r.visible/2), r)
	case keys.HalfDown:
		l = l.page(max(1, r.visible/2), r)
	case keys.PageUp:
		l = l.page(-max(1, r.visible-1), r)
	case keys.PageDown:
		l = l.page(max(1, r.visible-1), r)
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
	if l.at >= l.top+visible {
		l.top = l.at - visible + 1
	}
	l.top = min(max(0, l.top), max(0, r.count-visible))
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
