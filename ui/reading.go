package ui

import (
	"context"
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"parity/model"
)

// reading is the loading and comparing that goes on behind the screens.
type reading struct {
	options *Options
	// ctx is the program's; cancel ends the running load.
	ctx    context.Context
	cancel context.CancelFunc
	// generation counts loads; events is where the running one tells its progress.
	generation int
	events     chan model.Progress
	// inventories are the newest of each environment, nil where nothing came yet.
	inventories []*model.Inventory
	// complete says that a load came to its end: from then on what is there stays until the next one has.
	complete bool
	// loads counts the loads that came to their end.
	loads int
	// baseline is the one that is wanted. comparing says that a comparison is being made, stale that
	// there is something newer to compare when it is done.
	baseline         string
	comparing, stale bool
	// about is the word the incident is about, empty for none.
	about string
}

// start begins a load; one that is running is given up.
func (r reading) start(w *world, wanted Wanted) (reading, tea.Cmd) {
	r = r.stop(w)
	r.generation++
	w.trouble = nil
	var ctx context.Context
	ctx, r.cancel = context.WithCancel(r.ctx)
	r.events = make(chan model.Progress, 64)
	w.loading = true
	w.loads = waitingFor(w, wanted)
	return r, tea.Batch(
		readNow(ctx, r.options.Loader, wanted, r.generation, r.events),
		awaitProgress(r.generation, r.events),
	)
}

// waitingFor is the state of loads in which all that is wanted waits.
func waitingFor(w *world, wanted Wanted) [][]load {
	loads := make([][]load, len(w.environments))
	for i := range loads {
		loads[i] = slices.Clone(w.loads[i])
		for at, t := range w.catalog.Types() {
			if len(wanted.Types) == 0 || slices.Contains(wanted.Types, t.Name) {
				loads[i][at] = load{}
			}
		}
	}
	return loads
}

// stop gives a running load up. What came of it stays, but histories belong to the loads they were asked under.
func (r reading) stop(w *world) reading {
	if r.cancel != nil {
		r.cancel()
		r.cancel = nil
		r.generation++
	}
	w.loading, w.pasts, w.recalls = false, nil, nil
	return r
}

// progressed takes in what a load has done, and asks for more.
func (r reading) progressed(w *world, msg progressedMsg) (reading, tea.Cmd) {
	if msg.generation != r.generation || !w.loading {
		return r, nil
	}
	fresh := false
	loads := slices.Clone(w.loads)
	for i := range loads {
		loads[i] = slices.Clone(loads[i])
	}
	r.inventories = slices.Clone(r.inventories)
	for _, p := range msg.progress {
		i := slices.IndexFunc(w.environments, func(e model.Environment) bool { return e.Name == p.Environment })
		if i < 0 {
			continue
		}
		for at, t := range w.catalog.Types() {
			if p.Type == t.Name || p.Type == "" && p.State == model.Failed {
				loads[i][at] = load{p.State, p.Count, p.Unread}
			}
		}
		if p.Inventory != nil && !r.complete {
			r.inventories[i] = p.Inventory
			w.know(i, p.Inventory.Environment)
			fresh = true
		}
	}
	w.loads = loads
	next := awaitProgress(r.generation, r.events)
	if !fresh {
		return r, next
	}
	r, compare := r.compare(w)
	return r, tea.Batch(next, compare)
}

// loaded takes in what a load returned: the last word on everything.
func (r reading) loaded(w *world, msg loadedMsg) (reading, tea.Cmd) {
	if msg.generation != r.generation {
		return r, nil
	}
	r.cancel = nil
	w.loading = false
	if msg.err == nil && len(msg.inventories) != len(w.environments) {
		msg.err = errors.New("nothing was read; R reads again")
	}
	if msg.err != nil {
		w.trouble = msg.err
		return r, nil
	}
	r.complete = true
	r.loads++
	r.inventories = slices.Clone(msg.inventories)
	w.loads = make([][]load, len(w.environments))
	for i, inventory := range r.inventories {
		w.know(i, inventory.Environment)
		w.loads[i] = finished(w.catalog, inventory)
	}
	return r.compare(w)
}

// finished is how far the types of a whole inventory are.
func finished(catalog *model.Catalog, inventory *model.Inventory) []load {
	loads := make([]load, len(catalog.Types()))
	for at, t := range catalog.Types() {
		loads[at] = load{state: model.Loaded, count: len(inventory.Of(t.Name))}
		for i := range inventory.Unread {
			if u := &inventory.Unread[i]; u.Type == t.Name && u.Part.IsZero() && len(u.Resources) == 0 {
				loads[at].state, loads[at].unread = model.Failed, u
			}
		}
	}
	return loads
}

// know takes in what loading told of an environment.
func (w *world) know(i int, e model.Environment) {
	e.Name = w.environments[i].Name
	w.environments = slices.Clone(w.environments)
	w.environments[i] = e
}

// compare begins a comparison of what is there, or notes that one is due when the running one is done.
func (r reading) compare(w *world) (reading, tea.Cmd) {
	if r.comparing {
		r.stale = true
		return r, nil
	}
	r.comparing, r.stale = true, false
	inventories := slices.Clone(r.inventories)
	for i, inventory := range inventories {
		if inventory == nil {
			inventories[i] = nothingYet(w.catalog, w.environments[i])
		}
	}
	return r, compareNow(r.options.Compare, w.catalog, inventories, question{r.baseline, r.about, r.loads}, w.digest)
}

// nothingYet is the inventory of an environment of which nothing came yet.
func nothingYet(catalog *model.Catalog, e model.Environment) *model.Inventory {
	inventory := &model.Inventory{Environment: e}
	for _, t := range catalog.Types() {
		inventory.Types = append(inventory.Types, t.Name)
	}
	inventory.Pending = inventory.Types
	return inventory
}

// compared takes a comparison in, unless something made it old; then the next one begins.
func (r reading) compared(w *world, msg comparedMsg) (reading, tea.Cmd) {
	r.comparing = false
	if msg.baseline == r.baseline {
		w.trouble = msg.err
		if msg.err == nil {
			w.digest, w.baseline, w.links = msg.digest, msg.digest.Baseline, nil
			w.relaxed(msg.digest)
		}
	}
	switch {
	case r.stale:
		return r.compare(w)
	case w.digest == nil || w.digest != msg.digest || w.digest.links == nil || w.digest.pending():
		return r, nil
	}
	return r, linkNow(w.digest)
}
