package model

// History is what one resource was before.
type History struct {
	// Versions are the resource as it was at each of its versions, newest first, what it is now among them.
	Versions []*Resource
	// Unread says why there are no versions, or not all; nil where all came.
	Unread *Unread
}
