// Package checklist is an investigation as data: what people decided and when, and the page of four steps that a
// comparison fills. It knows no clock: times are passed in.
package checklist

import (
	"maps"
	"slices"
	"strings"
	"time"

	"parity/model"
)

// Investigation is what people decided: all that is saved, and no value of any environment. It is a value: every
// decision makes another one.
type Investigation struct {
	// ID tells it from all others on this machine.
	ID    string
	Title string
	// Opened is when it began, Closed when it ended; zero while it goes on.
	Opened, Closed time.Time
	// Environments are those it is about, Baseline the name of the one the others are held against.
	Environments []model.Environment
	Baseline     string
	// Reproduced is the answer to step 1.
	Reproduced Answer
	Direction  Direction
	// Decisions are those of each line, by its key.
	Decisions map[string]Decision
	// Retests are in the order they were made.
	Retests []Retest
}

// Answer is one to a question that is answered by yes or no.
type Answer string

// The answers.
const (
	Unanswered Answer = ""
	No         Answer = "no"
	Yes        Answer = "yes"
)

// Direction says what is changed to bring environments together.
type Direction string

// The directions.
const (
	// Back: what changed goes back to what it was.
	Back Direction = "back"
	// ToBaseline: the others become like the baseline.
	ToBaseline Direction = "to-baseline"
	// FromBaseline: the baseline becomes like the others.
	FromBaseline Direction = "from-baseline"
)

// Directions lists them in the order in which they are offered.
func Directions() []Direction { return []Direction{Back, ToBaseline, FromBaseline} }

// Decision is what was decided of one line.
type Decision struct {
	// Ticked is when it was ticked, zero where it is not. ByItself says that a re-test did it.
	Ticked   time.Time
	ByItself bool
	// RuledOut is when it was ruled out, Reason why, and Of the differences it is about.
	RuledOut time.Time
	Reason   string
	Of       []string
	// Note is what was written to it, Noted when.
	Note  string
	Noted time.Time
	// Copied is when its way back was copied.
	Copied time.Time
	// Title is what a to-do was called, so that it can be told when it is gone.
	Title string
}

// IsZero says that nothing was decided.
func (d Decision) IsZero() bool {
	return d.Ticked.IsZero() && d.RuledOut.IsZero() && d.Note == "" && d.Copied.IsZero()
}

// Retest is what reading again has shown.
type Retest struct {
	At time.Time
	// Of is how many to-dos were looked at, Differ how many still differ, Unknown how many could not be judged.
	Of, Differ, Unknown int
	// New counts the differences that were not there before.
	New int
}

// Decided is the investigation with another decision for a line.
func (inv Investigation) Decided(key string, change func(*Decision)) Investigation {
	inv.Decisions = maps.Clone(inv.Decisions)
	if inv.Decisions == nil {
		inv.Decisions = map[string]Decision{}
	}
	d := inv.Decisions[key]
	change(&d)
	if inv.Decisions[key] = d; d.IsZero() {
		delete(inv.Decisions, key)
	}
	return inv
}

// Turned is the investigation with the next direction.
func (inv Investigation) Turned() Investigation {
	all := Directions()
	inv.Direction = all[(slices.Index(all, inv.Direction)+1)%len(all)]
	return inv
}

// CauseKey is the key of a cause's to-do.
func CauseKey(c *model.Cause) string { return "cause " + c.ID }

// EntryKey is that of one difference: what it is about, and no value.
func EntryKey(e *model.Entry) string {
	typeName := ""
	if e.Type != nil {
		typeName = e.Type.Name
	}
	return strings.Join([]string{"entry", typeName, e.Name, e.Attribute.String(), e.Environment}, " ")
}

// Out is what was ruled out: the decision on each difference, by the difference's key.
type Out map[string]Ruling

// Ruling is the decision by which something was ruled out, and its key.
type Ruling struct {
	Key string
	Decision
}

// Out lists what was ruled out.
func (inv Investigation) Out() Out {
	out := Out{}
	for _, by := range slices.Sorted(maps.Keys(inv.Decisions)) {
		d := inv.Decisions[by]
		if d.RuledOut.IsZero() {
			continue
		}
		for _, key := range d.Of {
			if was, ok := out[key]; !ok || d.RuledOut.Before(was.RuledOut) {
				out[key] = Ruling{by, d}
			}
		}
	}
	return out
}

// Entry says that a difference was ruled out, and by which decision.
func (o Out) Entry(e *model.Entry) (Ruling, bool) {
	if len(o) == 0 {
		return Ruling{}, false
	}
	d, ok := o[EntryKey(e)]
	return d, ok
}

// Cause says that all differences of a cause were ruled out.
func (o Out) Cause(c *model.Cause) (Ruling, bool) {
	if len(o) == 0 || len(c.Entries) == 0 {
		return Ruling{}, false
	}
	for _, e := range c.Entries {
		if _, ok := o.Entry(e); !ok {
			return Ruling{}, false
		}
	}
	return o.Entry(c.Entries[0])
}
