package ui

import (
	"cmp"
	"path"
	"slices"
	"sync"

	"parity/model"
	"parity/model/compare"
	"parity/model/focus"
	"parity/model/links"
	"parity/model/wayback"
	"parity/ui/tree"
)

// digest is a comparison with what every screen asks of it, counted once: rows by type, roles by verdict,
// and the order of gravity. It is made in a command and never changed.
type digest struct {
	*model.Comparison
	// lines compares one row again and lists all its attributes.
	lines func(*model.Row) []model.Line
	// links finds what refers to what; nil where nobody can.
	links func() *links.Links
	// result is what it was counted of; nil where it was made by hand.
	result *compare.Result
	// ways are those in which an entry is taken back; nil where nobody knows.
	ways func(*model.Entry) []wayback.Way
	// about is what the incident is about; nil where nobody said.
	about *focus.Set
	tabs  []model.Tab
	// rows are those of each type, by gravity, but by name while something is still to come, and always where
	// names are paths; whole are the entries about a whole type.
	rows  map[string][]*model.Row
	whole map[string][]*model.Entry
	// rank is a row's place by gravity: the place of its gravest cause. Rows without a cause are not in it.
	rank map[*model.Row]int
	// trees are those of the types whose names are paths.
	trees map[string]*tree.Tree
	// causeRank is a cause's place.
	causeRank map[string]int
	// heat counts rows by verdict: ENVIRONMENT × TAB. all is the same for the worst of the environments
	// that must be like the baseline.
	heat [][]tally
	all  []tally
	// names are those of what references lead to, by id, in each environment.
	names []map[string]string
	// locked counts the attributes that are left encrypted.
	locked int
	// loads counts the loads that came to their end before it: comparisons of one load have the same number.
	loads int
	// reload is what the last load changed; nil until something was read again.
	reload *reload
	// texts are those of each type that was searched in, made when they are asked for under searching.
	texts     map[string]func() *texts
	searching sync.Mutex
}

// tally counts rows by their verdict.
type tally struct {
	verdicts [model.Drift + 1]int
	total    int
}

func (t *tally) add(v model.Verdict) {
	t.verdicts[v]++
	t.total++
}

// unexplained is how many of the rows are drift, missing or extra.
func (t *tally) unexplained() int {
	return t.verdicts[model.Drift] + t.verdicts[model.Missing] + t.verdicts[model.Extra]
}

// worst is the gravest verdict that was counted.
func (t *tally) worst() model.Verdict {
	for v := model.Drift; v > model.Undecided; v-- {
		if t.verdicts[v] > 0 {
			return v
		}
	}
	return model.Undecided
}

// newDigest counts a comparison.
func newDigest(catalog *model.Catalog, result *model.Comparison, lines func(*model.Row) []model.Line) *digest {
	d := &digest{
		Comparison: result, lines: lines, tabs: catalog.Tabs(),
		rows: map[string][]*model.Row{}, whole: map[string][]*model.Entry{}, rank: map[*model.Row]int{},
		causeRank: map[string]int{}, trees: map[string]*tree.Tree{}, texts: map[string]func() *texts{},
	}
	for _, row := range result.Rows {
		d.rows[row.Type.Name] = append(d.rows[row.Type.Name], row)
	}
	for _, entry := range result.Entries {
		if entry.Row == nil && entry.Type != nil {
			d.whole[entry.Type.Name] = append(d.whole[entry.Type.Name], entry)
		}
		if entry.Verdict == model.Locked {
			d.locked++
		}
	}
	for i := len(result.Causes) - 1; i >= 0; i-- {
		d.causeRank[result.Causes[i].ID] = i
		for _, entry := range result.Causes[i].Entries {
			d.rank[entry.Row] = i
		}
	}
	for _, rows := range d.rows {
		order := d.byGravity
		switch {
		case rows[0].Type.Naming.Paths:
			order = byFolder
		case d.pending():
			order = byName
		}
		slices.SortStableFunc(rows, order)
		if t := rows[0].Type; t.Naming.Paths {
			d.trees[t.Name] = tree.Build(rows, t.Headline, len(result.Inventories))
		}
	}
	d.names = make([]map[string]string, len(result.Inventories))
	for i, inventory := range result.Inventories {
		d.names[i] = make(map[string]string, len(inventory.Targets))
		for _, target := range inventory.Targets {
			d.names[i][target.ID] = target.Name
		}
	}
	d.count()
	return d
}

// pending says that something is still to come, so that nothing final can be said of everything.
func (d *digest) pending() bool {
	return slices.ContainsFunc(d.Inventories, func(inv *model.Inventory) bool { return len(inv.Pending) > 0 })
}

func (d *digest) count() {
	mirrors := d.mirrors()
	d.heat = make([][]tally, len(d.Inventories))
	for i := range d.heat {
		d.heat[i] = make([]tally, len(d.tabs))
	}
	d.all = make([]tally, len(d.tabs))
	for at, tab := range d.tabs {
		for _, t := range tab.Types {
			for _, row := range d.rows[t.Name] {
				for i := range row.Cells {
					d.heat[i][at].add(row.Cells[i].Verdict)
				}
				d.all[at].add(worstOf(row, mirrors))
			}
		}
	}
}

// mirrors are the environments whose differences count on the tabs: those that must be like the baseline,
// or all others if none must.
func (d *digest) mirrors() []int {
	others := d.Others()
	mirrors := slices.DeleteFunc(slices.Clone(others), func(i int) bool {
		return d.Inventories[i].Environment.Role == model.Relaxed
	})
	if len(mirrors) == 0 {
		return others
	}
	return mirrors
}

func worstOf(row *model.Row, environments []int) model.Verdict {
	worst := model.Undecided
	for _, i := range environments {
		worst = max(worst, row.Cells[i].Verdict)
	}
	return worst
}

// byGravity orders rows as their causes are ordered; then those that cannot be judged, those that are
// explained, those with words exchanged only, and by name.
func (d *digest) byGravity(a, b *model.Row) int {
	place := func(row *model.Row) int {
		if at, ok := d.rank[row]; ok {
			return at
		}
		return len(d.Causes) + int(model.Drift-row.Verdict)
	}
	return cmp.Or(cmp.Compare(place(a), place(b)), byName(a, b))
}

// attributesByGravity orders the attributes of one row as their causes are ordered; then by what is said of
// them.
func (d *digest) attributesByGravity(a, b difference) int {
	place := func(x difference) int {
		first := len(d.Causes)
		for i := range x.cells {
			if entry := x.cells[i].Entry; entry != nil && entry.Cause != "" {
				first = min(first, d.causeRank[entry.Cause])
			}
		}
		return first
	}
	return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(b.gravity(), a.gravity()))
}

func byName(a, b *model.Row) int {
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Role, b.Role))
}

// byFolder keeps what lies in one folder together, whatever its subfolders are called.
func byFolder(a, b *model.Row) int {
	return cmp.Or(cmp.Compare(path.Dir(a.Name), path.Dir(b.Name)), byName(a, b))
}

// tabOf is the view a type is shown in.
func (d *digest) tabOf(t *model.Type) int {
	return slices.IndexFunc(d.tabs, func(tab model.Tab) bool { return tab.Name == t.Tab })
}

// cause is the cause of that id, or nil.
func (d *digest) cause(id string) *model.Cause {
	i := slices.IndexFunc(d.Causes, func(c *model.Cause) bool { return c.ID == id })
	if i < 0 {
		return nil
	}
	return d.Causes[i]
}

// aboutWord is the word the incident is about, empty for none.
func (d *digest) aboutWord() string {
	if d.about == nil {
		return ""
	}
	return d.about.Word
}
