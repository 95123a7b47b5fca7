// Package compare puts the engines together: it takes inventories and says what differs, how much it
// matters, and why.
package compare

import (
	"time"

	"parity/model"
)

// Options is what a comparison depends on beside the inventories.
type Options struct {
	// Baseline is the name of the environment the others are held against. Empty: the one whose role is
	// baseline, else the prod family, else the last.
	Baseline string
	// Since is the start of the incident window. Zero: 24 hours before the baseline was loaded.
	Since time.Time
	// Earlier holds, per environment, the newest load before the window, where one is kept.
	Earlier map[string]*model.Inventory
	// Focus is the word an incident is about; it ranks.
	Focus string
}

// Result is a comparison that can be asked for the attributes of a row.
type Result struct {
	*model.Comparison
}

// Lines compares one row again and lists all its attributes, same ones included, across the environments.
func (r *Result) Lines(row *model.Row) []model.Line { return nil }

// Run compares inventories. The order in which resources come does not matter.
func Run(catalog *model.Catalog, inventories []*model.Inventory, options Options) (*Result, error) {
	return &Result{&model.Comparison{Catalog: catalog, Inventories: inventories}}, nil
}
