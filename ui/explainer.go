package ui

import (
	"parity/model"
	"parity/model/counterparts"
	"parity/model/rules"
)

// Explainer keeps what a person says of differences where it lasts: in the configuration, or in the file of
// what is accepted.
type Explainer interface {
	// Propose says what an explanation would change in a file, and writes nothing. It is called in commands.
	Propose(Explanation) (Proposal, error)
}

// Explanation is what a person says of differences: one of the types below.
type Explanation interface{ explanation() }

type (
	// Relax says that an environment is meant to be smaller.
	Relax struct{ Environment string }
	// Teach says that words are environments' own.
	Teach struct{ Words []Word }
	// Except says why differences are meant.
	Except struct{ Rules []rules.Rule }
	// Accept puts differences on the shelf of debt.
	Accept struct{ Entries []*model.Entry }
	// Pin says that resources play one role, whatever they are called.
	Pin struct{ Pin counterparts.Pin }
)

// Word is a word of an environment.
type Word struct{ Environment, Word string }

func (Relax) explanation()  {}
func (Teach) explanation()  {}
func (Except) explanation() {}
func (Accept) explanation() {}
func (Pin) explanation()    {}

// Proposal is a change that was not made yet.
type Proposal struct {
	// File is the file as a person would name it, New that it is not there yet.
	File string
	New  bool
	// Unwritten says why no file is written and the change lasts as long as the program; empty where one is.
	Unwritten string
	Diff      []DiffLine
	// Write makes the change, unless the file is no longer what it was. What is compared from then on takes it
	// into account. It returns what takes the change back, as long as the file stays as it was written.
	Write func() (undo func() error, err error)
}

// DiffLine is a line of a change: '+' comes, '-' goes, ' ' stays, '…' stands for lines that stay and are left out.
type DiffLine struct {
	Sign rune
	Text string
}
