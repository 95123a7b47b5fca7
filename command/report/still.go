package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"parity/model"
)

// neverLookedAt is what no load reads: silence about it would read as "nothing there".
const neverLookedAt = "never looked at: IAM, DNS, certificates, the application's release"

// still says that nothing changed in the window, in so far as that is known, and what a change could have escaped.
func (t *teller) still() []*line {
	c := t.comparison
	if c.Since.IsZero() || c.NewSince != nil || slices.ContainsFunc(c.Entries, func(e *model.Entry) bool { return e.Has(model.Recent) }) {
		return nil
	}
	still := c.Still()
	told := func(at time.Time) string { return at.UTC().Format("Mon 2 Jan 15:04 UTC") }
	claim := still.Claim(told)
	if looked := t.looked(&still); looked != "" {
		claim += " (" + looked + ")"
	}
	doubts := still.Doubts(told)
	if more := len(doubts) - 1; more > 0 && t.options.Show != ShowAll {
		doubts = []string{doubts[0] + fmt.Sprintf("; %d more such (--show all)", more)}
	}
	var lines []*line
	for _, text := range slices.Concat([]string{claim}, doubts, []string{neverLookedAt}) {
		lines = append(lines, newLine(Fine, "  ").add(Faint, clean(text)))
	}
	return lines
}

// looked counts what of the baseline was read, and can be seen to change: a statement that nothing changed is worth as
// much as that.
func (t *teller) looked(still *model.Stillness) string {
	c := t.comparison
	roles := map[*model.Type]int{}
	for _, row := range c.Rows {
		if len(row.Cells[c.Baseline].Resources) > 0 {
			roles[row.Type]++
		}
	}
	var parts []string
	for _, typ := range c.Catalog.Types() {
		if n := roles[typ]; n > 0 && still.Holds(typ) {
			parts = append(parts, plural(n, typ.Singular, typ.Plural))
		}
	}
	return strings.Join(parts, ", ")
}
