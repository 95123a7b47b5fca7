package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"parity/model"
)

// Run shows the program until it is left, and returns its exit code: 0 after q, 130 after an interrupt.
func Run(ctx context.Context, options Options) (int, error) {
	if len(options.Environments) == 0 {
		return 2, errors.New("no environments to show; name two, such as: parity staging prod")
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	last, err := tea.NewProgram(newStarted(ctx, options), programOptions(ctx, options)...).Run()
	switch {
	case errors.Is(err, tea.ErrInterrupted), errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil:
		return interrupted, nil
	case err != nil:
		return 2, fmt.Errorf("the terminal program ended: %w", err)
	}
	return last.(program).exit, nil
}

// newStarted is the program as it starts, with the defaults of its options set.
func newStarted(ctx context.Context, options Options) program {
	if options.Zone == nil {
		options.Zone = time.Local
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	options.Environments = slices.Clone(options.Environments)
	return newProgram(&options, reading{ctx: ctx, inventories: make([]*model.Inventory, len(options.Environments))})
}

func programOptions(ctx context.Context, options Options) []tea.ProgramOption {
	all := []tea.ProgramOption{tea.WithContext(ctx)}
	if options.NoColor {
		all = append(all, tea.WithColorProfile(colorprofile.ASCII))
	}
	if options.Input != nil {
		all = append(all, tea.WithInput(options.Input))
	}
	if options.Output != nil {
		all = append(all, tea.WithOutput(options.Output))
	}
	if options.Width > 0 && options.Height > 0 {
		all = append(all, tea.WithWindowSize(options.Width, options.Height))
	}
	return all
}
