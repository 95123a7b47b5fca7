package ui

import (
	"slices"

	"parity/model"
)

// difference is one attribute in which a row differs, or has a finding: the cells of its line.
type difference struct {
	attribute model.Path
	cells     []model.LineCell
}

// differences gathers a row's entries by attribute, in their order. Entries about the whole resource are the
// row's own and not among them. An element that was changed, which is missing under one key and extra under
// another, is one difference: that of the baseline's key.
func differences(c *model.Comparison, row *model.Row, entries []*model.Entry) []difference {
	if len(entries) == 0 {
		return nil
	}
	var all []difference
	at := map[model.Path]int{}
	for _, entry := range entries {
		if entry.Attribute.IsZero() || replacing(entry) {
			continue
		}
		i, ok := at[entry.Attribute]
		if !ok {
			i = len(all)
			at[entry.Attribute] = i
			all = append(all, difference{entry.Attribute, baselineCells(c, row, entry)})
		}
		where := environmentIndex(c, entry.Environment)
		if where < 0 {
			continue
		}
		cell := model.LineCell{Side: entry.Mine, Verdict: entry.Verdict, Entry: entry}
		if entry.Replaces != nil {
			cell.Side, cell.Verdict = entry.Replaces.Mine, model.Drift
		}
		all[i].cells[where] = cell
	}
	return all
}

// among says that some of the entries are about the difference, whatever environment they are of.
func (d *difference) among(entries []*model.Entry) bool {
	return slices.ContainsFunc(entries, func(e *model.Entry) bool {
		return e.Attribute == d.attribute || replacing(e) && e.Replaces.Attribute == d.attribute
	})
}

// replacing says that the entry is the new half of a changed element, which the other half draws.
func replacing(e *model.Entry) bool { return e.Verdict == model.Extra && e.Replaces != nil }

// baselineCells are the cells of a line before any environment's own entry is in it: what is not an entry is
// as in the baseline, wherever there is such a resource and there is a verdict. A status alone, which nobody
// judges, is each environment's own.
func baselineCells(c *model.Comparison, row *model.Row, entry *model.Entry) []model.LineCell {
	side := entry.Baseline
	if entry.Environment == c.BaselineName() {
		side = entry.Mine
	}
	status := row.Type.Field(entry.Attribute).Class == model.Status
	cells := make([]model.LineCell, len(row.Cells))
	for i := range cells {
		switch cell := &row.Cells[i]; {
		case cell.Verdict == model.Undecided && len(cell.Resources) > 0:
			cells[i].Side.Value = cell.Resources[0].Get(entry.Attribute)
		case cell.Verdict == model.Undecided:
		case cell.State == model.Present && status:
			cells[i] = model.LineCell{Side: ownSide(cell, entry.Attribute), Verdict: model.Same}
		case cell.State == model.Present:
			cells[i] = model.LineCell{Side: side, Verdict: model.Same}
		default:
			cells[i].Verdict = model.Same
		}
	}
	return cells
}

// ownSide is what the members of a cell have for an attribute.
func ownSide(cell *model.Cell, attribute model.Path) model.Side {
	var counted []model.Counted
	for _, resource := range cell.Resources {
		value := resource.Get(attribute)
		at := slices.IndexFunc(counted, func(c model.Counted) bool { return c.Value == value })
		if at < 0 {
			at = len(counted)
			counted = append(counted, model.Counted{Value: value})
		}
		counted[at].Count++
		counted[at].Resources = append(counted[at].Resources, resource.ID)
	}
	if len(counted) == 1 {
		return model.Side{Value: counted[0].Value}
	}
	return model.Side{Several: counted}
}

// gravity orders the attributes of a row: findings, then by verdict.
func (d *difference) gravity() int {
	gravest := 0
	for i := range d.cells {
		gravity := int(d.cells[i].Verdict)
		if entry := d.cells[i].Entry; entry != nil {
			for _, finding := range entry.Findings {
				gravity = max(gravity, 2*len(verdictRange)-finding.Gravity())
			}
		}
		gravest = max(gravest, gravity)
	}
	return gravest
}

// verdictRange has room for every verdict below every finding.
var verdictRange [int(model.Drift) + 1]struct{}

func environmentIndex(c *model.Comparison, name string) int {
	return slices.IndexFunc(c.Inventories, func(inv *model.Inventory) bool { return inv.Environment.Name == name })
}
