package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/compare"
	"parity/model/links"
	"parity/model/wayback"
)

// Messages. Those of a load carry its generation, that of a comparison its baseline: an answer to an older
// question is dropped.
type (
	// progressedMsg tells what a running load has done since the last one.
	progressedMsg struct {
		generation int
		progress   []model.Progress
	}
	// loadedMsg ends a load.
	loadedMsg struct {
		generation  int
		inventories []*model.Inventory
		err         error
	}
	// comparedMsg is a comparison of what was there when it was asked for.
	comparedMsg struct {
		baseline string
		digest   *digest
		err      error
	}
	// linkedMsg tells what refers to what in a comparison.
	linkedMsg struct {
		digest *digest
		links  *links.Links
	}
	// tickedMsg is the time.
	tickedMsg struct{ now time.Time }
)

// tickEvery is how often the time on the screen is set right.
const tickEvery = 5 * time.Second

func tick(now func() time.Time) tea.Cmd {
	return tea.Tick(tickEvery, func(time.Time) tea.Msg { return tickedMsg{now()} })
}

// readNow is a load, from a goroutine of its own: progress goes into a channel that awaitProgress empties.
func readNow(ctx context.Context, loader Loader, wanted Wanted, generation int, events chan<- model.Progress) tea.Cmd {
	return func() tea.Msg {
		defer close(events)
		inventories, err := loader.Load(ctx, wanted, func(p model.Progress) {
			select {
			case events <- p:
			case <-ctx.Done():
			}
		})
		return loadedMsg{generation, inventories, err}
	}
}

// gather is how long progress is gathered before it is shown: many small steps are one frame.
const gather = 40 * time.Millisecond

// awaitProgress waits for the next progress and takes with it what comes soon after.
func awaitProgress(generation int, events <-chan model.Progress) tea.Cmd {
	return func() tea.Msg {
		first, ok := <-events
		if !ok {
			return nil
		}
		all := []model.Progress{first}
		soon := time.After(gather)
		for {
			select {
			case next, ok := <-events:
				if !ok {
					return progressedMsg{generation, all}
				}
				all = append(all, next)
			case <-soon:
				return progressedMsg{generation, all}
			}
		}
	}
}

// question is what is compared with, beside the inventories: the baseline, the word the incident is about, and
// after how many loads.
type question struct {
	baseline, about string
	loads           int
}

// compareNow compares inventories, counts the result, and finds out what is no longer as it was in the
// comparison before, if there was one.
func compareNow(
	run func([]*model.Inventory, string) (*compare.Result, error), catalog *model.Catalog,
	inventories []*model.Inventory, asked question, before *digest,
) tea.Cmd {
	return func() tea.Msg {
		result, err := run(inventories, asked.baseline)
		if err != nil {
			return comparedMsg{baseline: asked.baseline, err: err}
		}
		d := newDigest(catalog, result.Comparison, result.Lines)
		d.links = result.Links
		d.result = result
		d.ways = wayback.New(result).Of
		d.about = result.About(asked.about)
		d.loads = asked.loads
		d.reload = reloadOf(before, d)
		if before != nil {
			for _, t := range before.searched() {
				d.textsOf(t) // a filter may be on the screen, and must not wait
			}
		}
		return comparedMsg{baseline: asked.baseline, digest: d}
	}
}

// linkNow finds out what refers to what, which nobody has to wait for.
func linkNow(d *digest) tea.Cmd {
	return func() tea.Msg { return linkedMsg{d, d.links()} }
}
