package model

import "time"

// NewSince says which older pair a comparison was held against, where only what is new since is kept in it, and
// what became of the differences of that pair.
type NewSince struct {
	// From is the file the older loads are of; empty where they were kept on this machine.
	From string
	// Then are the environments as they were loaded then, in the order of the comparison's inventories. One that
	// was not loaded then has no time.
	Then []Environment
	// Known is how many unexplained differences there were then: those that are As they were, those that are still
	// there and Changed, those that are Gone, and those of which nothing can be said now since they are Unread.
	Known, As, Changed, Gone, Unread int
}

// Oldest is when the first of the older loads was made: what is new is new since then.
func (n *NewSince) Oldest() time.Time {
	var oldest time.Time
	for _, e := range n.Then {
		if at := e.LoadedAt; !at.IsZero() && (oldest.IsZero() || at.Before(oldest)) {
			oldest = at
		}
	}
	return oldest
}
