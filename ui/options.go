// Package ui is the terminal: one root program that routes messages, and one file a screen. It draws what
// model says and asks for everything else through the small interfaces of this file, which command
// supplies: it knows no AWS, no files and no clock but the ticks it is sent.
package ui

import (
	"context"
	"io"
	"time"

	"parity/model"
	"parity/model/compare"
)

// Loader reads environments. The program calls it in a goroutine of its own: at the start, and again for
// every reload.
type Loader interface {
	// Load reads what is wanted and returns one whole inventory for each of Options.Environments, in that
	// order: what was not wanted again stands in it as it was read before. progress may be called from any
	// goroutine, but not after Load has returned; a Progress with an Inventory lets that much be looked at
	// and compared while the rest is still being read. What could not be read is Unread in its inventory;
	// an error says that there is nothing to look at. A cancelled context makes it return soon, with
	// what it has or with the context's error.
	Load(ctx context.Context, wanted Wanted, progress func(model.Progress)) ([]*model.Inventory, error)
}

// Wanted says what to read. The zero Wanted is everything.
type Wanted struct {
	// Types limits it to these resource types, by AWS's names.
	Types []string
}

// Theme says for which background to draw.
type Theme uint8

// The themes.
const (
	// Auto asks the terminal, and is dark until it answers.
	Auto Theme = iota
	Dark
	Light
)

// Options is all the program needs to know.
type Options struct {
	Catalog *model.Catalog
	// Environments are those to load, in the order they were named: names and roles, and the accounts and
	// regions as far as they are known before loading. One of them has the role Baseline.
	Environments []model.Environment
	Loader       Loader
	// Compare holds inventories against the one of the named baseline. It is called in commands, never
	// twice at a time for one generation, and must not change what it is given.
	Compare func(inventories []*model.Inventory, baseline string) (*compare.Result, error)
	// About is the word the incident is about, empty for none. Focus makes Compare rank by another one from then on; it
	// is called in commands. Nil: the order stays.
	About string
	Focus func(word string)
	// Explainer keeps what a person says of differences. Nil: nothing can be explained.
	Explainer Explainer
	// Keeper keeps investigations. Nil: they last as long as the program.
	Keeper Keeper

	// Historian tells what a resource was before. Nil: nobody can.
	Historian Historian

	// Exporter writes the record. Nil: nothing is written.
	Exporter Exporter

	// Recaller tells what an attribute was in earlier loads. Nil: nobody can.
	Recaller Recaller

	// Revealer reads a secret that somebody wants to see. Nil: none can be seen.
	Revealer Revealer

	Theme Theme
	// ASCII draws with no sign beyond ASCII, NoColor with no colour, NoMouse leaves the mouse to the terminal.
	ASCII, NoColor, NoMouse bool

	// Now is the clock. Nil: the machine's.
	Now func() time.Time
	// Zone is where times are told in. Nil: the machine's own.
	Zone *time.Location

	// Input and Output are the terminal. Nil: standard input and output.
	Input  io.Reader
	Output io.Writer
	// Width and Height are the screen's where Output is no terminal that could be asked.
	Width, Height int
}
