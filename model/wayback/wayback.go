// Package wayback tells how a difference is taken back: which environment is brought to which value, who owns the
// resource and has to be told there, and the commands that do it for the time being. It runs nothing.
package wayback

import (
	"parity/model"
	"parity/model/compare"
	"parity/model/owner"
)

// Direction says which environment is brought to what.
type Direction uint8

// The directions, in the order in which they are offered.
const (
	// Back brings the environment that changed back to what it was.
	Back Direction = iota
	// ToBaseline brings the entry's environment to what the baseline has.
	ToBaseline
	// FromBaseline brings the baseline to what the entry's environment has.
	FromBaseline
	// IntoEffect brings into effect what is configured and does not run, in the entry's environment.
	IntoEffect
)

// Way is one way in which a difference is taken back.
type Way struct {
	Direction Direction
	// Environment is the one that is changed; Account and Region are where that is.
	Environment, Account, Region string
	// Title says what comes of it: prod to 400.
	Title string
	// Owner is who keeps the resource as it is. Where it has one, Argument is what to change there, and the steps are
	// a stop-gap that its next run may take back.
	Owner    owner.Owner
	Argument string
	Steps    []Step
}

// StopGap says that the steps hold only until the owner's next run.
func (w *Way) StopGap() bool { return !w.Owner.IsZero() }

// Step is one thing to do.
type Step struct {
	// Command is ready to paste into a shell; empty where Words say what to do.
	Command string
	Words   string
	// Consequences are what comes with it, the gravest first.
	Consequences []string
}

// Of is what a finder of its own finds: see [Finder.Of].
func Of(result *compare.Result, e *model.Entry) []Way { return New(result).Of(e) }

// turnable says that there is something to bring to another value: what could not be told is not, nor what is alike.
func turnable(v model.Verdict) bool {
	switch v {
	case model.Drift, model.Missing, model.Extra, model.Intentional, model.Accepted:
		return true
	}
	return false
}
