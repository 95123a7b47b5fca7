// Package compare puts the engines together: it takes inventories and says what differs, how much it
// matters, and why. The three stages are values of their own: a reload makes the pairs again, another
// baseline the judgement, an edited rule only the explanation.
package compare

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"parity/model"
	"parity/model/counterparts"
	"parity/model/focus"
	"parity/model/rules"
	"parity/model/vocabulary"
)

// Options is what a comparison depends on beside the inventories.
type Options struct {
	// Baseline is the name of the environment the others are held against. Empty: the one whose role is
	// baseline, else the prod family, else the last.
	Baseline string
	// Since is the start of the incident window. Zero: 24 hours before the baseline was loaded.
	Since time.Time
	// Earlier holds, per environment, the loads it is held against to see what changed: the newest before the window,
	// where one is kept, and behind it those that say what that had not read.
	Earlier map[string][]*model.Inventory
	// Focus is the word an incident is about; it ranks.
	Focus string
	// Pins, Rules and Accepted are the configuration's.
	Pins     []counterparts.Pin
	Rules    []rules.Rule
	Accepted *rules.Accepted
	// Now is what rules expire by.
	Now time.Time
}

// window is how far back a change counts as recent where nothing else is said.
const window = 24 * time.Hour

// Result is a comparison that can be asked for the attributes of a row.
type Result struct {
	*model.Comparison
	judge *judge
	// pins are those the rows were made with.
	pins []counterparts.Pin
	// verdicts are what the second stage made, for the third to begin with, as often as it is made.
	verdicts verdicts
	// about is what the focus is on; nil where there is none.
	about *focus.Set
}

// Paired is the first stage, for who has to know which words and ids stand for each other.
func (r *Result) Paired() *counterparts.Paired { return r.judge.paired }

// Run compares inventories. The order in which resources come does not matter. One inventory alone is compared
// with nothing: what is said of it are the findings that need no other.
func Run(catalog *model.Catalog, inventories []*model.Inventory, options Options) (*Result, error) {
	if len(inventories) == 0 {
		return nil, errors.New("there is no environment to compare")
	}
	baseline, err := Baseline(inventories, options.Baseline)
	if err != nil {
		return nil, err
	}
	inventories = withRoles(inventories, baseline)
	paired := counterparts.Pair(catalog, inventories, options.Pins)
	return judged(paired, baseline, options), nil
}

// judged is the second stage and, on it, the third.
func judged(paired *counterparts.Paired, baseline int, options Options) *Result {
	j := newJudge(paired, baseline)
	c := &model.Comparison{
		Catalog: paired.Catalog, Inventories: paired.Inventories, Baseline: baseline,
		Rows: askedFor(paired), Since: Since(paired.Inventories[baseline], options.Since),
	}
	h := newHistorian(j, c.Since, options.Earlier, options.Pins)
	entries, same := j.rows(c.Rows)
	for _, t := range paired.Catalog.Types() {
		entries = append(entries, j.unreadEntries(t)...)
	}
	noteMoved(entries)
	c.Probable = paired.Probable(baseline)
	notePairs(entries, c.Probable, c.BaselineName())
	noteUnreferenced(entries, baseline, j.index)
	h.tell(entries)
	c.Looks, c.Moved = h.looks(), h.moved(c.Rows, entries)
	result := &Result{Comparison: c, judge: j, pins: options.Pins, verdicts: newVerdicts(entries, same)}
	result.explain(c.Rows, options)
	return result
}

// askedFor leaves out the rows of types that nobody asked for: their resources are there only to tell what
// references lead to.
func askedFor(paired *counterparts.Paired) []*model.Row {
	unasked := map[*model.Type]bool{}
	for _, t := range paired.Catalog.Types() {
		unasked[t] = !slices.ContainsFunc(paired.Inventories, func(inv *model.Inventory) bool { return inv.Asked(t.Name) })
	}
	return slices.DeleteFunc(slices.Clone(paired.Rows), func(row *model.Row) bool { return unasked[row.Type] })
}

// Since is where the window begins: at the time that is given, else a day before the baseline was loaded.
func Since(baseline *model.Inventory, since time.Time) time.Time {
	if since.IsZero() {
		return baseline.Environment.LoadedAt.Add(-window)
	}
	return since
}

// Baseline is the index of the environment the others are held against: the one named, else the one whose
// role says so, else the prod family, else the last.
func Baseline(inventories []*model.Inventory, name string) (int, error) {
	find := func(is func(*model.Environment) bool) int {
		return slices.IndexFunc(inventories, func(inv *model.Inventory) bool { return is(&inv.Environment) })
	}
	if name != "" {
		i := find(func(e *model.Environment) bool { return e.Name == name })
		if i < 0 {
			return 0, fmt.Errorf("baseline %q is not among the environments", name)
		}
		return i, nil
	}
	if i := find(func(e *model.Environment) bool { return e.Role == model.Baseline }); i >= 0 {
		return i, nil
	}
	if i := find(func(e *model.Environment) bool {
		return vocabulary.Family(append([]string{e.Name}, e.Aliases...)...) == vocabulary.Production
	}); i >= 0 {
		return i, nil
	}
	return len(inventories) - 1, nil
}

// withRoles gives every environment its role: the baseline its own, and of the others those that have none
// the usual one, which is relaxed for the dev family.
func withRoles(inventories []*model.Inventory, baseline int) []*model.Inventory {
	out := make([]*model.Inventory, len(inventories))
	for i, inv := range inventories {
		role := inv.Environment.Role
		switch {
		case i == baseline:
			role = model.Baseline
		case role != model.Relaxed && role != model.Mirror:
			role = DefaultRole(&inv.Environment)
		}
		out[i] = inv
		if role != inv.Environment.Role {
			changed := *inv
			changed.Environment.Role = role
			out[i] = &changed
		}
	}
	return out
}

// DefaultRole is the role of an environment that is not the baseline, where nobody says.
func DefaultRole(e *model.Environment) model.Role {
	if vocabulary.Family(append([]string{e.Name}, e.Aliases...)...) == vocabulary.Development {
		return model.Relaxed
	}
	return model.Mirror
}

// inOrder sorts entries by cause, then type, name, attribute and environment; those without a cause come last.
func inOrder(entries []*model.Entry, found []*model.Cause) []*model.Entry {
	place := map[string]int{}
	for i, c := range found {
		place[c.ID] = i
	}
	rank := func(e *model.Entry) int {
		if e.Cause == "" {
			return len(found)
		}
		return place[e.Cause]
	}
	slices.SortStableFunc(entries, func(a, b *model.Entry) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Type.Name, b.Type.Name), cmp.Compare(a.Name, b.Name),
			a.Attribute.Compare(b.Attribute), cmp.Compare(a.Environment, b.Environment), cmp.Compare(a.Verdict, b.Verdict))
	})
	return entries
}
