package compare

import (
	"slices"
	"sync"

	"parity/model"
	"parity/model/counterparts"
)

// Recall looks at one attribute of a row in earlier loads of one environment.
type Recall struct {
	judge       *judge
	environment int
	row         *model.Row
	attribute   model.Path
	pins        []counterparts.Pin
	looking     sync.Mutex
}

// Recall prepares to look at an attribute of a row of the result in earlier loads of an environment. The zero path
// asks for the resource itself. It is nil where the result has no such environment.
func (r *Result) Recall(environment string, row *model.Row, attribute model.Path) *Recall {
	i := r.judge.index(environment)
	if i < 0 || i >= len(row.Cells) {
		return nil
	}
	return &Recall{judge: r.judge, environment: i, row: row, attribute: attribute, pins: r.pins}
}

// Now is what the attribute is in the result; false where that is not known.
func (r *Recall) Now() (model.Past, bool) {
	inv := r.judge.paired.Inventories[r.environment]
	cell := r.row.Cells[r.environment]
	switch cell.State {
	case model.Empty, model.Present:
	default:
		return model.Past{}, false
	}
	if !newHidden(inv).shows(r.row.Type.Name, r.attribute, &cell) {
		return model.Past{}, false
	}
	return r.past(r.judge, inv, &cell), true
}

// In is what the attribute was in an earlier load; false where that had not read it.
func (r *Recall) In(earlier *model.Inventory) (model.Past, bool) {
	r.looking.Lock()
	defer r.looking.Unlock()
	// What the earlier load alone knew must not enter the index of the result, which others read meanwhile.
	beside := *r.judge
	beside.paired = r.judge.paired.Beside()
	m := earlierLoad{beside.paired.RememberFor(r.row.Type, r.environment, earlier, r.pins), newHidden(earlier)}
	cell, known := m.cell(r.row, r.attribute)
	if !known {
		return model.Past{}, false
	}
	return r.past(&beside, earlier, &cell), true
}

func (r *Recall) past(j *judge, inv *model.Inventory, cell *model.Cell) model.Past {
	loaded := inv.Environment.LoadedAt
	past := model.Past{First: loaded, Last: loaded}
	if cell.State == model.Empty {
		past.Gone = true
		return past
	}
	past.Side = model.Side{Resources: ids(cell)}
	if r.attribute.IsZero() {
		return past
	}
	v := viewer{paired: j.paired}
	s := at(v.view(nil, r.row.Type, r.environment, cell), r.attribute)
	past.Side = s.side(cell)
	j.show(r.environment, &past.Side, s)
	return past
}

// Alike says that two looks found the same. A secret that cannot be told from another is no change by itself.
func Alike(a, b *model.Past) bool {
	if a.Gone || b.Gone {
		return a.Gone == b.Gone
	}
	if len(a.Side.Several) > 0 || len(b.Side.Several) > 0 {
		return slices.EqualFunc(a.Side.Several, b.Side.Several, func(x, y model.Counted) bool {
			return equalValues(x.Value, y.Value) && x.Count == y.Count
		})
	}
	return equalValues(a.Side.Value, b.Side.Value)
}

// Recollect makes one past of neighbouring looks that found the same. They come newest first.
func Recollect(looks []model.Past) []model.Past {
	var pasts []model.Past
	for _, look := range looks {
		if n := len(pasts); n > 0 && Alike(&pasts[n-1], &look) {
			pasts[n-1].First = look.First
			continue
		}
		if n := len(pasts); n > 0 {
			look.Side.Value = untold(look.Side.Value, pasts[n-1].Side.Value)
		}
		pasts = append(pasts, look)
	}
	return pasts
}

// Dated adds when each past began, where AWS says so, and what AWS alone knows of before.
func (r *Recall) Dated(pasts []model.Past) []model.Past {
	inv, cell := r.judge.paired.Inventories[r.environment], &r.row.Cells[r.environment]
	stamps := stampsOf(inv, r.row.Type, r.attribute, cell)
	for i := range pasts {
		p := &pasts[i]
		for _, s := range stamps {
			if s.at.After(p.First) || p.Gone {
				continue
			}
			if (i+1 == len(pasts) || s.at.After(pasts[i+1].Last)) && s.fits(p) {
				p.At, p.By, p.How = s.at, s.by, s.how
			}
			break
		}
	}
	if n := len(pasts); n > 0 {
		pasts = append(pasts, toldBefore(&pasts[n-1], stamps)...)
	}
	return pasts
}

// fits says that what the attribute was changed to, where AWS says so, is what it then was.
func (s *stamp) fits(p *model.Past) bool {
	return s.value == "" || s.value == p.Side.Value.Text() || secret(p.Side.Value)
}

// toldBefore are the pasts before the oldest one, as far as AWS says what the attribute was changed to.
func toldBefore(oldest *model.Past, stamps []stamp) []model.Past {
	before := oldest.First
	if !oldest.At.IsZero() {
		before = oldest.At
	}
	var told []model.Past
	for _, s := range stamps {
		if !s.at.Before(before) || s.value == "" {
			continue
		}
		value := untold(model.TextValue(s.value), oldest.Side.Value)
		told = append(told, model.Past{Side: model.Side{Value: value}, First: s.at, Last: s.at, At: s.at, By: s.by, How: s.how})
	}
	return told
}
