package command

import (
	"cmp"
	"reflect"
	"slices"
	"sync"
	"time"

	"parity/command/config"
	"parity/model"
	"parity/model/compare"
	"parity/model/counterparts"
	"parity/model/rules"
)

// comparer compares again and again while the program is looked at: after a load, against another baseline,
// and when something was explained. Where only what is meant or accepted is another, the judgement stays.
type comparer struct {
	plan *plan
	// started is the configuration the environments were loaded with.
	started *config.Config
	now     time.Time

	mu     sync.Mutex
	config *config.Config
	shelf  *rules.Accepted
	about  string
	last   *compare.Result
	lastOf question
}

// question is what a judgement depends on.
type question struct {
	inventories []*model.Inventory
	baseline    string
	pins        []counterparts.Pin
	// spoken are roles and words of the environments.
	spoken []model.Environment
}

func newComparer(pl *plan) *comparer {
	return &comparer{plan: pl, started: pl.config, now: pl.comparison.Now, config: pl.config, shelf: pl.accepted, about: pl.comparison.Focus}
}

func (c *comparer) configured(now *config.Config) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.config = now
}

func (c *comparer) accepted(now *rules.Accepted) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.shelf = now
}

// focus ranks by another word from now on.
func (c *comparer) focus(word string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.about = word
}

// compare holds inventories against that of the named baseline.
func (c *comparer) compare(inventories []*model.Inventory, baseline string) (*compare.Result, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	options, err := c.plan.options(inventories, baseline, c.config, c.shelf)
	if err != nil {
		return nil, err
	}
	options.Focus = c.about
	asked := question{inventories: inventories, baseline: baseline, pins: options.Pins}
	taught := make([]*model.Inventory, len(inventories))
	for i, inv := range inventories {
		taught[i] = c.taught(inv)
		asked.spoken = append(asked.spoken, model.Environment{Role: taught[i].Environment.Role, Words: taught[i].Environment.Words})
	}
	if c.last != nil && c.lastOf.same(&asked) {
		c.last = c.last.Explained(options)
		return c.last, nil
	}
	result, err := c.plan.run(taught, inventories, options)
	if err != nil {
		return nil, err
	}
	c.last, c.lastOf = result, asked
	return result, nil
}

func (q *question) same(other *question) bool {
	return slices.Equal(q.inventories, other.inventories) && q.baseline == other.baseline &&
		reflect.DeepEqual(q.pins, other.pins) && reflect.DeepEqual(q.spoken, other.spoken)
}

// taught is an inventory whose environment has the role and the words that the configuration says now. It was
// loaded with those of the start.
func (c *comparer) taught(inv *model.Inventory) *model.Inventory {
	was, _ := c.started.Environment(inv.Environment.Name)
	is, _ := c.config.Environment(inv.Environment.Name)
	if was.Role == is.Role && slices.Equal(was.Words, is.Words) {
		return inv
	}
	copied := *inv
	e := &copied.Environment
	if was.Role != is.Role {
		e.Role = cmp.Or(is.Role, compare.DefaultRole(e))
	}
	e.Words = union(e.Words, is.Words)
	return &copied
}
