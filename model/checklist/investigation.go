// Package checklist is an investigation as data: what people decided and when, and the page of four steps that a
// comparison fills. It knows no clock: times are passed in.
package checklist

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"parity/model"
)

// Investigation is what people decided: all that is saved. Of the environments' values it holds those in the
// titles of causes, never a secret. It is a value: every decision makes another one.
type Investigation struct {
	// ID tells it from all others on this machine.
	ID    string `json:"id"`
	Title string `json:"title"`
	// Opened is when it began, Closed when it ended; zero while it goes on.
	Opened time.Time `json:"opened"`
	Closed time.Time `json:"closed,omitzero"`
	// Environments are those it is about, Baseline the name of the one the others are held against.
	Environments []Environment `json:"environments"`
	Baseline     string        `json:"baseline"`
	// Start are the words and flags that start it again. They hold no secret.
	Start []string `json:"start,omitempty"`
	// Since is the start of the incident's window, About the word it is about.
	Since time.Time `json:"since,omitzero"`
	About string    `json:"about,omitempty"`
	// Reproduced is the answer to step 1.
	Reproduced Answer    `json:"reproduced,omitempty"`
	Direction  Direction `json:"direction"`
	// Decisions are those of each line, by its key.
	Decisions map[string]Decision `json:"decisions,omitempty"`
	// Seen are the to-dos as they were looked at last.
	Seen []Seen `json:"seen,omitempty"`
	// Retests are in the order they were made.
	Retests []Retest `json:"retests,omitempty"`
}

// Environment is one that an investigation is about: enough to tell it from all others, and to say what it was.
type Environment struct {
	Name    string     `json:"name"`
	Role    model.Role `json:"role"`
	Account string     `json:"account,omitempty"`
	Region  string     `json:"region,omitempty"`
	Source  string     `json:"source,omitempty"`
}

// Of are environments as an investigation knows them.
func Of(environments []model.Environment) []Environment {
	known := make([]Environment, len(environments))
	for i := range environments {
		e := &environments[i]
		known[i] = Environment{Name: e.Name, Role: e.Role, Account: e.Account, Region: e.Region, Source: e.Source}
	}
	return known
}

// Fits says that the investigation is about these environments, in whatever order and roles: the same names in the
// same accounts and regions. A snapshot's environment is not the living one of its name. What is not known of a place
// rules nothing out.
func (inv Investigation) Fits(environments []Environment) bool {
	if len(inv.Environments) != len(environments) {
		return false
	}
	for _, mine := range inv.Environments {
		if !slices.ContainsFunc(environments, mine.is) {
			return false
		}
	}
	return true
}

func (e Environment) is(o Environment) bool {
	alike := func(a, b string) bool { return a == b || a == "" || b == "" }
	return e.Name == o.Name && alike(e.Account, o.Account) && alike(e.Region, o.Region) && alike(e.Source, o.Source)
}

// Placed is the investigation with what was not known when it began: where its environments are, and since when it
// looks. What is known already stays.
func (inv Investigation) Placed(environments []Environment, since time.Time) Investigation {
	if inv.Since.IsZero() {
		inv.Since = since
	}
	inv.Environments = slices.Clone(inv.Environments)
	for i := range inv.Environments {
		mine := &inv.Environments[i]
		at := slices.IndexFunc(environments, mine.is)
		if at < 0 {
			continue
		}
		now := &environments[at]
		mine.Account, mine.Region, mine.Source = cmp.Or(mine.Account, now.Account), cmp.Or(mine.Region, now.Region), cmp.Or(mine.Source, now.Source)
	}
	return inv
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
	Ticked   time.Time `json:"ticked,omitzero"`
	ByItself bool      `json:"byItself,omitempty"`
	// RuledOut is when it was ruled out, Reason why, and Of the differences it is about.
	RuledOut time.Time `json:"ruledOut,omitzero"`
	Reason   string    `json:"reason,omitempty"`
	Of       []string  `json:"of,omitempty"`
	// Note is what was written to it, Noted when.
	Note  string    `json:"note,omitempty"`
	Noted time.Time `json:"noted,omitzero"`
	// Copied is when its way back was copied.
	Copied time.Time `json:"copied,omitzero"`
	// Title is what a to-do was called, so that it can be told when it is gone.
	Title string `json:"title,omitempty"`
}

// IsZero says that nothing was decided.
func (d Decision) IsZero() bool {
	return d.Ticked.IsZero() && d.RuledOut.IsZero() && d.Note == "" && d.Copied.IsZero()
}

// Retest is what reading again has shown.
type Retest struct {
	At time.Time `json:"at"`
	// Of is how many to-dos were looked at, Differ how many still differ, Unknown how many could not be judged,
	// Explained of how many somebody has said why they differ. The others are the same.
	Of        int `json:"of"`
	Differ    int `json:"differ"`
	Unknown   int `json:"unknown,omitempty"`
	Explained int `json:"explained,omitempty"`
	// New counts the differences that were not there before.
	New int `json:"new,omitempty"`
}

// Made is how many lines have an answer, a tick or a reason why they are out.
func (inv Investigation) Made() int {
	n := 0
	if inv.Reproduced != Unanswered {
		n++
	}
	for key, d := range inv.Decisions {
		if key != KeyReproduce && (!d.Ticked.IsZero() || !d.RuledOut.IsZero()) {
			n++
		}
	}
	return n
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
func EntryKey(e *model.Entry) string { return locate(e).text() }

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
