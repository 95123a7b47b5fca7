package command

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"parity/aws"
	"parity/model"
	"parity/ui"
)

// loader loads the environments of a plan, from AWS, files and the demo alike. AWS's clients are made only
// where one of the environments needs them.
type loader struct {
	plan *plan

	mu     sync.Mutex
	source *aws.Source
	// last is what was loaded before, which a load of some types alone is put into.
	last []*model.Inventory
}

func newLoader(pl *plan) *loader { return &loader{plan: pl} }

// aws is the one source of all live environments, which keeps their logins.
func (l *loader) aws() *aws.Source {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.source == nil {
		l.source = aws.NewSource(l.plan.live)
	}
	return l.source
}

// connect finds the credentials of the live environments, so that whatever a person must be asked for is
// asked before anything is drawn. It fails where none is had at all; a single failure is told in its pane.
func (l *loader) connect(ctx context.Context) error {
	wanted := l.plan.wanted()
	if len(wanted) == 0 {
		return nil
	}
	err := l.aws().Connect(ctx, wanted)
	if all, ok := err.(interface{ Unwrap() []error }); ok && len(all.Unwrap()) == len(l.plan.environments) {
		return err
	}
	return nil
}

// Load reads what is wanted and returns one inventory for each environment.
func (l *loader) Load(ctx context.Context, wanted ui.Wanted, progress func(model.Progress)) ([]*model.Inventory, error) {
	if progress == nil {
		progress = func(model.Progress) {}
	}
	inventories := make([]*model.Inventory, len(l.plan.environments))
	for i, env := range l.plan.environments {
		if env.kept != nil {
			inventories[i] = env.kept
			announce(env.kept, progress)
		}
	}
	if err := l.loadLive(ctx, wanted, progress, inventories); err != nil {
		return nil, err
	}
	if err := l.plan.refuseEmpty(inventories); err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = slices.Clone(inventories)
	return inventories, nil
}

// announce tells that a kept inventory is there.
func announce(inv *model.Inventory, progress func(model.Progress)) {
	for _, name := range inv.Types {
		progress(model.Progress{Environment: inv.Environment.Name, Type: name, State: model.Loaded, Count: len(inv.Of(name))})
	}
	progress(model.Progress{Environment: inv.Environment.Name, State: model.Loaded, Inventory: inv})
}

// loadLive fills the places of the environments that AWS is asked for.
func (l *loader) loadLive(ctx context.Context, wanted ui.Wanted, progress func(model.Progress), into []*model.Inventory) error {
	asked := l.plan.wanted()
	if len(asked) == 0 {
		return nil
	}
	l.mu.Lock()
	last := l.last
	l.mu.Unlock()
	source, told := l.aws(), progress
	partly := len(wanted.Types) > 0 && last != nil
	if partly {
		source = source.Only(wanted.Types)
		told = func(p model.Progress) {
			p.Inventory = nil // it holds a part of the environment alone
			progress(p)
		}
	}
	loaded, err := source.Load(ctx, asked, told)
	if err != nil && (len(loaded) != len(asked) || !l.plan.excuses(loaded)) {
		return err
	}
	next := 0
	for i, env := range l.plan.environments {
		if env.kept != nil {
			continue
		}
		into[i] = loaded[next]
		l.plan.keeper.keep(loaded[next])
		if partly {
			into[i] = renewed(last[i], loaded[next], wanted.Types)
		}
		next++
	}
	return nil
}

// excuses says that there is something to look at although AWS gave nothing: other environments are from
// files, and why these could not be read is in their inventories.
func (pl *plan) excuses(loaded []*model.Inventory) bool {
	return len(loaded) < len(pl.environments) && !slices.ContainsFunc(loaded, func(inv *model.Inventory) bool { return len(inv.Unread) == 0 })
}

// refuseEmpty refuses an environment in which nothing at all was found: it is far more often the wrong
// name, account or region than an empty one.
func (pl *plan) refuseEmpty(inventories []*model.Inventory) error {
	if pl.allowEmpty {
		return nil
	}
	for _, inv := range inventories {
		if slices.ContainsFunc(inv.Types, func(name string) bool { return len(inv.Of(name)) > 0 }) || len(inv.Unread) > 0 {
			continue
		}
		what := "nothing"
		if len(pl.only) > 0 {
			what = "none of " + strings.Join(pl.only, ", ")
		}
		return fmt.Errorf("%s was found for %s; check the name, or take it with --allow-empty", what, inv.Environment.Name)
	}
	return nil
}
