package compare

import (
	"strings"

	"parity/model"
)

// summarise counts attributes by verdict: for all environments, for each, and for each type of each. A
// missing or extra resource counts one.
func summarise(c *model.Comparison, same map[sameKey]int) {
	c.Summary, c.ByEnvironment, c.ByType = model.Summary{}, map[string]model.Summary{}, map[string]map[string]model.Summary{}
	add := func(typeName, environment string, verdict model.Verdict, n int) {
		c.Summary[verdict] += n
		of(c.ByEnvironment, environment)[verdict] += n
		types, ok := c.ByType[typeName]
		if !ok {
			types = map[string]model.Summary{}
			c.ByType[typeName] = types
		}
		of(types, environment)[verdict] += n
	}
	for key, n := range same {
		add(key.typeName, c.Inventories[key.environment].Environment.Name, model.Same, n)
	}
	for _, e := range c.Entries {
		if e.Verdict > model.Same {
			add(e.Type.Name, e.Environment, e.Verdict, 1)
		}
	}
}

func of(m map[string]model.Summary, key string) model.Summary {
	s, ok := m[key]
	if !ok {
		s = model.Summary{}
		m[key] = s
	}
	return s
}

// settle gives rows and cells their worst verdict and their findings, once all entries have theirs. Of a type
// that is still being read, or refers to one that is, a cell has no verdict yet.
func settle(c *model.Comparison, j *judge, rows []*model.Row) {
	index := map[string]int{}
	for i, inv := range c.Inventories {
		index[inv.Environment.Name] = i
	}
	for _, row := range rows {
		row.Verdict = model.Undecided
		for i := range row.Cells {
			cell := &row.Cells[i]
			cell.Findings = nil
			cell.Verdict = model.Same
			switch cell.State {
			case model.NotYet:
				cell.Verdict = model.Undecided
			case model.Present, model.Empty:
				switch {
				case j.pending(row.Type, i):
					cell.Verdict = model.Undecided
				case j.hides(row, i):
					cell.Verdict = model.Unknown
				}
			case model.Unreadable, model.NotFound, model.Ambiguous:
				cell.Verdict = model.Unknown
			}
		}
		for _, e := range row.Entries {
			cell := &row.Cells[index[e.Environment]]
			cell.Verdict = max(cell.Verdict, e.Verdict)
			cell.Findings = ordered(append(cell.Findings, e.Findings...))
		}
		for i := range row.Cells {
			row.Verdict = max(row.Verdict, row.Cells[i].Verdict)
		}
		row.Alone = alone(c, row, j)
	}
}

// hides says that something of a cell, or of the baseline's that it is held against, could not be read.
func (j *judge) hides(row *model.Row, environment int) bool {
	for _, side := range []int{environment, j.baseline} {
		if undecidable(row.Cells[side].State) || j.hidden[side].coversAny(row.Type.Name, &row.Cells[side]) {
			return true
		}
	}
	return false
}

// alone says, of three or more environments, who is like whom: dev = staging ≠ prod. It goes by what each
// differs in from the baseline, and says nothing where that is not known of all.
func alone(c *model.Comparison, row *model.Row, j *judge) string {
	if len(row.Cells) < 3 || row.Verdict < model.Intentional {
		return ""
	}
	for i := range row.Cells {
		if v := row.Cells[i].Verdict; v == model.Undecided || v == model.Unknown || j.hides(row, i) {
			return ""
		}
	}
	like := map[string][]string{}
	var order []string
	for i, inv := range c.Inventories {
		signature := ""
		for _, e := range row.Entries {
			if e.Environment == inv.Environment.Name && i != c.Baseline && e.Verdict >= model.Intentional {
				signature += e.Attribute.String() + "=" + j.paired.Vocabulary.Key(i, sideText(e.Mine)) + ";"
			}
		}
		if _, ok := like[signature]; !ok {
			order = append(order, signature)
		}
		like[signature] = append(like[signature], inv.Environment.Name)
	}
	if len(order) != 2 {
		return ""
	}
	first, second := like[order[0]], like[order[1]]
	if len(first) < len(second) {
		first, second = second, first
	}
	if len(second) != 1 {
		return ""
	}
	return strings.Join(first, " = ") + " ≠ " + second[0]
}

func sideText(s model.Side) string {
	if s.Shown != "" {
		return s.Shown
	}
	text := s.Value.Text()
	for _, c := range s.Several {
		text += "," + c.Value.Text()
	}
	return text
}
