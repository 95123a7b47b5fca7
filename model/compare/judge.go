package compare

import (
	"runtime"
	"slices"
	"sync"

	"parity/model"
	"parity/model/counterparts"
)

// judge says what differs between the rows of paired inventories and the baseline.
type judge struct {
	paired   *counterparts.Paired
	baseline int
	hidden   []hidden
	blind    []blind
	held     []held
	// secretsOf tells which environments hold a secret.
	secretsOf secretIndex
}

func newJudge(paired *counterparts.Paired, baseline int) *judge {
	j := &judge{paired: paired, baseline: baseline}
	for i, inv := range paired.Inventories {
		j.hidden, j.blind = append(j.hidden, newHidden(inv)), append(j.blind, newBlind(inv))
		j.held = append(j.held, newHeld(j, i))
	}
	j.secretsOf = j.indexSecrets()
	return j
}

func (j *judge) environment(i int) *model.Environment { return &j.paired.Inventories[i].Environment }

// index is an environment's place by its name.
func (j *judge) index(name string) int {
	return slices.IndexFunc(j.paired.Inventories, func(inv *model.Inventory) bool { return inv.Environment.Name == name })
}

// outcome is what is said of one attribute of one row in one environment.
type outcome struct {
	judgement
	path   model.Path
	field  *model.Field
	mine   *slot
	base   *slot
	folded model.Path
	// whole says that a whole list element stands on one side only.
	whole    bool
	findings []model.Finding
	// followers are the attributes folded under this one.
	followers []string
	// standing is what AWS means on the side that has nothing set.
	standing model.Value
	// also is what else there is to know of a difference.
	also string
	// replaces is one more than the index of the outcome of the element this one replaces; 0 is none.
	replaces int
}

// scratch is the memory one worker reuses from row to row, and what it counts.
type scratch struct {
	viewer     viewer
	mine, base []slot
	matcher    matcher
	same       map[sameKey]int
}

// sameKey is what alike attributes are counted by.
type sameKey struct {
	typeName    string
	environment int
}

// rows judges all rows, on all processors, in the order of the rows.
func (j *judge) rows(rows []*model.Row) ([]*model.Entry, map[sameKey]int) {
	workers := min(runtime.GOMAXPROCS(0), max(1, len(rows)/64))
	parts := make([][]*model.Entry, workers)
	counts := make([]map[sameKey]int, workers)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			s := &scratch{viewer: viewer{paired: j.paired}, same: map[sameKey]int{}}
			for _, row := range rows[len(rows)*w/workers : len(rows)*(w+1)/workers] {
				parts[w] = append(parts[w], j.row(s, row)...)
			}
			counts[w] = s.same
		})
	}
	wait.Wait()
	same := counts[0]
	for _, more := range counts[1:] {
		for key, n := range more {
			same[key] += n
		}
	}
	return slices.Concat(parts...), same
}

// row judges one row: each environment against the baseline.
func (j *judge) row(s *scratch, row *model.Row) []*model.Entry {
	var entries []*model.Entry
	base := &row.Cells[j.baseline]
	baseSeen := base.State == model.Present
	if baseSeen {
		s.base = s.viewer.view(s.base, row.Type, j.baseline, base)
	}
	for i := range row.Cells {
		if i == j.baseline || j.pending(row.Type, i) {
			continue
		}
		if whole := j.whole(row, i); whole != nil {
			switch {
			case row.Cells[i].State == model.Present:
				s.mine = s.viewer.view(s.mine, row.Type, i, &row.Cells[i])
				j.findWhole(whole, row, i, s.mine)
			case row.Cells[i].State == model.Empty && baseSeen && open(s.base):
				whole.Findings = append(whole.Findings, model.OpenToWorld)
			}
			entries = append(entries, whole)
			continue
		}
		if row.Cells[i].State != model.Present || !baseSeen {
			continue
		}
		s.mine = s.viewer.view(s.mine, row.Type, i, &row.Cells[i])
		m := &s.matcher
		j.cells(m, row, i, s.mine, s.base)
		j.findIn(m, s.mine)
		s.same[sameKey{row.Type.Name, i}] += m.same
		entries = append(entries, j.entries(row, i, m.out)...)
	}
	if baseSeen {
		entries = append(entries, j.baselineEntries(row, s.base, entries)...)
	}
	row.Entries = entries
	return entries
}

// whole is the entry of a row in which one side has nothing, or nothing can be said; nil where both have it.
func (j *judge) whole(row *model.Row, environment int) *model.Entry {
	mine, base := &row.Cells[environment], &row.Cells[j.baseline]
	if mine.State == model.Present && base.State == model.Present {
		return nil
	}
	entry := &model.Entry{
		Type: row.Type, Name: row.Role, Environment: j.environment(environment).Name, Row: row,
		Mine: model.Side{Resources: ids(mine)}, Baseline: model.Side{Resources: ids(base)},
	}
	switch {
	case undecidable(mine.State) || undecidable(base.State):
		return nil // said once for the whole type
	case mine.State == model.Ambiguous:
		entry.Verdict, entry.Reason = model.Unknown, mine.Reason
	case base.State == model.Ambiguous:
		entry.Verdict, entry.Reason = model.Unknown, base.Reason
	case mine.State == model.Present && base.State == model.Empty:
		entry.Verdict = model.Extra
		j.doubt(entry, row.Type, j.baseline)
	case mine.State == model.Empty && base.State == model.Present:
		entry.Verdict = model.Missing
		j.doubt(entry, row.Type, environment)
	default:
		return nil
	}
	return entry
}

// doubt makes an absence unknown where the list it would stand in broke off.
func (j *judge) doubt(entry *model.Entry, t *model.Type, absent int) {
	if u := j.hidden[absent].brokenOff(t.Name); u != nil {
		entry.Verdict = model.Unknown
		entry.Reason = j.broke(absent, u)
	}
}

// broke says in words that a list broke off.
func (j *judge) broke(environment int, u *model.Unread) string {
	return "the list of " + j.environment(environment).Name + " broke off: " + u.Code
}

// pending says that a type, or a type it refers to, is still being read on either side: no verdict yet.
func (j *judge) pending(t *model.Type, environment int) bool {
	for _, i := range []int{environment, j.baseline} {
		for _, name := range j.paired.Inventories[i].Pending {
			if name == t.Name || slices.Contains(t.Targets(), name) {
				return true
			}
		}
	}
	return false
}

func undecidable(s model.CellState) bool {
	return s == model.Unreadable || s == model.NotYet || s == model.NotFound
}

// cells judges all attributes of two cells that are both there.
func (j *judge) cells(m *matcher, row *model.Row, environment int, mine, base []slot) {
	a, b := &row.Cells[environment], &row.Cells[j.baseline]
	m.begin(j, row, environment, base)
	x, y := 0, 0
	for x < len(mine) || y < len(base) {
		order := 0
		switch {
		case x == len(mine):
			order = 1
		case y == len(base):
			order = -1
		case mine[x].path != base[y].path:
			order = mine[x].path.Compare(base[y].path)
		}
		switch {
		case order < 0:
			m.left = append(m.left, &mine[x])
			x++
		case order > 0:
			m.right = append(m.right, &base[y])
			y++
		case m.foreign(&mine[x]):
			m.left, m.right = append(m.left, &mine[x]), append(m.right, &base[y])
			x, y = x+1, y+1
		default:
			m.both(&mine[x], &base[y], a, b)
			x, y = x+1, y+1
		}
	}
	if len(m.left) > 0 || len(m.right) > 0 {
		m.leftovers(mine, base, a, b)
	}
	m.fold(mine)
}
