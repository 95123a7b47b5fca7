// Package snapshot brings inventories to files and back. A file holds any number of them:
//
//	{"format":"parity snapshot","version":2,
//	 "known":{"AWS::EC2::Instance":[["InstanceType"],["Tags","*"],…],…},
//	 "inventories":[{"environment":{…},"types":[…],…,
//	   "tables":[{"type":"AWS::EC2::Instance","columns":["id","name"],"fields":[["InstanceType"],["Tags","Team"]],
//	              "rows":[["i-0a","web-1","t3.large","core"],…]},…]},…]}
//
// Names stand once per table, not once per resource. Both sides stream: beside the inventories
// themselves, memory holds a row at a time.
//
// A row is the columns, then the fields. A cell is null where there is nothing (in the column "name": the
// same as the id), {"skip":n} for n such fields, else a value: text, numbers and booleans in JSON's own
// types, and {"number":"text"}, {"set":[…]}, {"list":[…]}, {"bytes":"base64"}, {"secret":LABEL},
// {"credential":[MASKED,LABEL]} for what JSON has no type for. What a row lacks at its end is nothing too.
//
// No secret is in a file, nor anything made from one: labels are random, and equal only for secrets that
// were equal in one writing. A null label is a secret that was left encrypted.
package snapshot

import (
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

const (
	format = "parity snapshot"
	// version 2 has events.
	version = 2
)

// NotRecorded is the code of an unread part that the file's writer did not know.
const NotRecorded = "NotRecorded"

// Error is what is wrong with a snapshot, in one line: which file, what, and what to do next.
type Error struct {
	// Name is the file's.
	Name string
	// What is wrong, and what to do Next.
	What, Next string
	// Err is what lies behind it; it may be nil.
	Err error
	// sound says that nothing is wrong with the file itself.
	sound bool
}

// Damaged says that the file is no whole snapshot, and never will be: it is not of a later parity, nor too big, nor
// only out of reach.
func (e *Error) Damaged() bool {
	var reach *fs.PathError
	return !e.sound && !errors.As(e.Err, &reach)
}

func (e *Error) Error() string { return fmt.Sprintf("snapshot %s: %s; %s", e.Name, e.What, e.Next) }

// Unwrap is what lies behind the error.
func (e *Error) Unwrap() error { return e.Err }

const again = "take the snapshot again"

// damaged is a break of the format's own rules, found while reading.
type damaged struct{ what string }

func (d damaged) Error() string { return d.what }

func damage(format string, args ...any) error { return damaged{fmt.Sprintf(format, args...)} }

// explain turns what went wrong while reading into the one error a person sees.
func explain(name string, offset int64, err error) error {
	var known *Error
	if errors.As(err, &known) {
		known.Name = name
		return known
	}
	e := &Error{Name: name, Next: again, Err: err}
	var broken damaged
	var syntax *jsontext.SyntacticError
	var semantic *json.SemanticError
	var deflated flate.CorruptInputError
	switch {
	case cutOff(err):
		e.What = fmt.Sprintf("ends in the middle, at byte %d: it was not written whole", offset)
	case errors.As(err, &broken):
		e.What = fmt.Sprintf("damaged at byte %d: %s", offset, broken.what)
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.As(err, &deflated):
		e.What = "damaged: its compressed data do not add up"
	case errors.As(err, &syntax):
		e.What = fmt.Sprintf("damaged at byte %d: no valid JSON", syntax.ByteOffset)
	case errors.As(err, &semantic):
		e.What = fmt.Sprintf("damaged at byte %d: %s is not what it should be", offset, semantic.JSONPointer.LastToken())
	default:
		e.What = fmt.Sprintf("cannot be read at byte %d: %s", offset, oneLine(err.Error()))
	}
	return e
}

// cutOff says that the file ended before what is in it did.
func cutOff(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) }

// oneLine keeps what a hostile file put into a message from reaching the terminal as more than text.
func oneLine(text string) string {
	quoted := fmt.Sprintf("%.200q", text)
	return quoted[1 : len(quoted)-1]
}
