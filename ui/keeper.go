package ui

import (
	"parity/model"
	"parity/model/checklist"
)

// Keeper keeps investigations on this machine, where they outlive the program.
type Keeper interface {
	// Find is the open investigation of these environments that was worked on last, with who has it where that is
	// another process; false where there is none. The error is what could not be read, beside it or in its place, in
	// words for people. It is called in a command, once.
	Find(environments []model.Environment) (Kept, bool, error)
	// Save keeps an investigation as it is now. It is called in commands, one after the other.
	Save(checklist.Investigation) error
}

// Kept is an investigation as it was found.
type Kept struct {
	Investigation checklist.Investigation
	// Holder says who has it, where it may only be looked at; empty where it is ours.
	Holder string
	// Wanted says that somebody asked for it: the screen begins with its page.
	Wanted bool
}
