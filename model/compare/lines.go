package compare

import (
	"slices"

	"parity/model"
)

// Lines compares one row again and lists all its attributes, same ones included, across the environments,
// in the order of their paths.
func (r *Result) Lines(row *model.Row) []model.Line {
	v := viewer{paired: r.judge.paired}
	lines := map[model.Path]*model.Line{}
	line := func(path model.Path, field *model.Field) *model.Line {
		l, ok := lines[path]
		if !ok {
			l = &model.Line{Attribute: path, Field: field, Cells: make([]model.LineCell, len(row.Cells))}
			lines[path] = l
		}
		return l
	}
	var base []slot
	if row.Cells[r.Baseline].State == model.Present {
		base = v.view(nil, row.Type, r.Baseline, &row.Cells[r.Baseline])
		r.fill(line, row, r.Baseline, base, nil)
	}
	for i := range row.Cells {
		if i == r.Baseline || len(row.Cells[i].Resources) == 0 {
			continue
		}
		mine := v.view(nil, row.Type, i, &row.Cells[i])
		var outcomes []outcome
		if base != nil && row.Cells[i].State == model.Present {
			m := &matcher{}
			r.judge.cells(m, row, i, mine, base)
			outcomes = m.out
		}
		r.fill(line, row, i, mine, outcomes)
	}
	r.attach(lines, row)
	out := make([]model.Line, 0, len(lines))
	for _, l := range lines {
		r.lacking(l, row)
		out = append(out, *l)
	}
	slices.SortFunc(out, func(a, b model.Line) int { return a.Attribute.Compare(b.Attribute) })
	return out
}

// fill puts one environment's values on their lines, under the baseline's spelling of each path.
func (r *Result) fill(line func(model.Path, *model.Field) *model.Line, row *model.Row, environment int, slots []slot, outcomes []outcome) {
	spelled := map[model.Path]model.Path{}
	folded := map[model.Path]model.Path{}
	for _, o := range outcomes {
		if o.mine != nil {
			spelled[o.mine.path] = o.path
		}
		folded[o.path] = o.folded
	}
	for i := range slots {
		s := &slots[i]
		path, ok := spelled[s.path]
		if !ok {
			path = s.path
		}
		cell := &line(path, s.field).Cells[environment]
		cell.Side = s.side(&row.Cells[environment])
		r.judge.show(environment, &cell.Side, s)
		cell.Verdict, cell.Folded = model.Same, folded[path]
		if r.judge.hidden[environment].covers(row.Type.Name, s.raw, &row.Cells[environment]) {
			cell.Verdict = model.Unknown
		}
	}
	for _, o := range outcomes {
		cells := line(o.path, o.field).Cells
		cells[environment].Verdict = o.verdict
		o.stand(&cells[environment].Side, &cells[r.Baseline].Side)
	}
}

// lacking says of the environments that have nothing where another one has, and neither has the baseline, that they
// are like it: they have what AWS means, too.
func (r *Result) lacking(l *model.Line, row *model.Row) {
	byDefault := slices.ContainsFunc(l.Cells, func(c model.LineCell) bool { return !c.Side.Default.IsAbsent() })
	for i := range l.Cells {
		cell := &l.Cells[i]
		if cell.Verdict != model.Undecided || row.Cells[i].State != model.Present || r.judge.pending(row.Type, i) {
			continue
		}
		cell.Verdict = model.Same
		switch {
		case r.judge.hidden[i].covers(row.Type.Name, l.Attribute, &row.Cells[i]):
			cell.Verdict = model.Unknown
		case byDefault && cell.Side.Default.IsAbsent():
			cell.Side.Default = r.judge.standing(r.Baseline, i, row, &slot{raw: l.Attribute, field: l.Field})
		}
	}
}

// attach gives the cells their entries, whose verdict is the last word.
func (r *Result) attach(lines map[model.Path]*model.Line, row *model.Row) {
	for _, e := range row.Entries {
		l := lines[e.Attribute]
		if l == nil {
			continue
		}
		i := slices.IndexFunc(r.Inventories, func(inv *model.Inventory) bool { return inv.Environment.Name == e.Environment })
		l.Cells[i].Entry, l.Cells[i].Verdict = e, e.Verdict
	}
}
