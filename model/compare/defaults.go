package compare

import (
	"cmp"

	"parity/model"
)

// byDefault judges a setting that one side has set and the other leaves as it is by default. The same value,
// set and unset, is the same in effect and not in intent: it is told, and no difference.
func (m *matcher) byDefault(o *outcome) {
	set, unset := m.environment, m.judge.baseline
	if o.mine == nil {
		set, unset = unset, set
	}
	s := cmp.Or(o.mine, o.base)
	o.standing = m.judge.standing(set, unset, m.row, s)
	if s.uniform() && !o.standing.IsAbsent() && o.standing == s.value {
		o.verdict = model.Expected
		o.reason = "equal to the engine default, set explicitly in " + m.judge.environment(set).Name
		return
	}
	o.also = m.judge.environment(unset).Name + " has the engine default"
}

// standing is what AWS means where a setting is not set; absent where that is not known. Of one kind and name it
// is the same wherever it is asked, so that either side may know it.
func (j *judge) standing(set, unset int, row *model.Row, s *slot) model.Value {
	if _, secret := s.value.Secret(); secret {
		return model.Value{}
	}
	cell := &row.Cells[unset]
	of := cell.Resources[0].Get(s.field.DefaultsBy)
	for _, r := range cell.Resources[1:] {
		if r.Get(s.field.DefaultsBy) != of {
			return model.Value{}
		}
	}
	for _, environment := range []int{unset, set} {
		if d := j.paired.Inventories[environment].DefaultsOf(row.Type.Name, of.Text()); d != nil {
			if text, ok := d.Values[s.raw.Last()]; ok {
				return model.TextValue(text)
			}
		}
	}
	return model.Value{}
}

// stand shows on the side that has nothing set what AWS means there.
func (o *outcome) stand(mine, base *model.Side) {
	if o.mine == nil {
		mine.Default = o.standing
	}
	if o.base == nil {
		base.Default = o.standing
	}
}

// equalByDefault says that both sides of an entry have one value, which one of them did not set.
func equalByDefault(e *model.Entry) bool {
	return !e.Mine.Default.IsAbsent() && e.Mine.Default == e.Baseline.Value ||
		!e.Baseline.Default.IsAbsent() && e.Baseline.Default == e.Mine.Value
}
