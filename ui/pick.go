package ui

import (
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// Discovery is what a place holds that may be environments, in words.
type Discovery struct {
	Account, Region string
	Candidates      []Candidate
	// Remarks say what was not looked at, and why.
	Remarks []string
}

// Candidate is what may be one environment.
type Candidate struct {
	Name string
	// Found says what there is of it, and By how it is known: "12 instances", "tag Environment".
	Found []string
	By    string
	// Likely says that its name is an environment's to anybody, so that it is chosen where nobody has chosen yet.
	Likely bool
}

// Picked is what a person chose: the names in the order of the list, and which of them is the baseline.
type Picked struct {
	Names    []string
	Baseline string
}

// Draft is a file that says what was chosen.
type Draft struct {
	// Path is where it would be written, Text what it would hold, Names are the environments it names.
	Path, Text string
	Names      []string
}

// PickOptions is all that choosing environments needs to know.
type PickOptions struct {
	// Place is the account and region that are looked at, as far as they are known.
	Place Discovery
	// Find looks for candidates; tell is told of what is known by then. It is called in a command.
	Find func(ctx context.Context, tell func(Discovery)) (Discovery, error)
	// Draft is the file for a choice, Write writes it, and never over another one.
	Draft func(Picked) (Draft, error)
	Write func(Draft) error

	// Screen is the terminal, as the program that follows has it: theme, colours, signs, input and output.
	Screen Options
}

// Pick shows what there is to choose from until something is chosen, and returns it, or the exit code where the
// person left instead: 0 after q, 130 after an interrupt.
func Pick(ctx context.Context, options PickOptions) (picked Picked, code int, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	last, err := tea.NewProgram(newPicker(ctx, &options), programOptions(ctx, options.Screen)...).Run()
	switch {
	case errors.Is(err, tea.ErrInterrupted), errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil:
		return Picked{}, interrupted, nil
	case err != nil:
		return Picked{}, 2, fmt.Errorf("the terminal program ended: %w", err)
	}
	p := last.(picker)
	return p.picked, p.exit, nil
}

// The messages of looking for candidates. They carry the number of the search: an older one's are dropped.
type (
	foundMsg struct {
		search    int
		discovery Discovery
	}
	searchedMsg struct {
		search    int
		discovery Discovery
		err       error
	}
)

// search looks for candidates, and hands on what comes while it does.
func (p picker) search() (picker, tea.Cmd) {
	if p.cancel != nil {
		p.cancel()
	}
	p.number++
	p.searching, p.trouble = true, nil
	var ctx context.Context
	ctx, p.cancel = context.WithCancel(p.ctx)
	p.events = make(chan Discovery, 16)
	number, events, find := p.number, p.events, p.options.Find
	return p, tea.Batch(func() tea.Msg {
		defer close(events)
		discovery, err := find(ctx, func(d Discovery) {
			select {
			case events <- d:
			case <-ctx.Done():
			}
		})
		return searchedMsg{number, discovery, err}
	}, awaitFound(number, events))
}

func awaitFound(number int, events <-chan Discovery) tea.Cmd {
	return func() tea.Msg {
		discovery, ok := <-events
		if !ok {
			return nil
		}
		return foundMsg{number, discovery}
	}
}

func newPicker(ctx context.Context, options *PickOptions) picker {
	return picker{ctx: ctx, options: options, look: newLook(&options.Screen), found: options.Place, chosen: map[string]bool{}}
}

func (p picker) profiled(profile colorprofile.Profile) picker {
	if !p.options.Screen.NoColor {
		p.look.profile = profile
		p.look = p.look.rebuilt()
	}
	return p
}
