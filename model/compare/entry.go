package compare

import (
	"slices"
	"strings"

	"parity/model"
)

// entries turns what is said of a row's attributes in one environment into entries. What is folded under
// another attribute is neither counted nor listed.
func (j *judge) entries(row *model.Row, environment int, outcomes []outcome) []*model.Entry {
	if len(outcomes) == 0 {
		return nil
	}
	a, b := &row.Cells[environment], &row.Cells[j.baseline]
	entries := make([]*model.Entry, 0, len(outcomes))
	byOutcome := make([]*model.Entry, len(outcomes))
	for i := range outcomes {
		o := &outcomes[i]
		if !o.folded.IsZero() && len(o.findings) == 0 {
			continue
		}
		e := &model.Entry{
			Type: row.Type, Name: row.Role, Attribute: o.path, Environment: j.environment(environment).Name,
			Verdict: o.verdict, Findings: ordered(o.findings), Reason: o.reason, Also: o.also, Exchange: o.exchange, Row: row,
			Mine: o.mine.side(a), Baseline: o.base.side(b),
		}
		if !o.folded.IsZero() {
			e.Verdict = model.Same // counted where it follows; listed for its finding
		}
		j.show(environment, &e.Mine, o.mine)
		j.show(j.baseline, &e.Baseline, o.base)
		o.stand(&e.Mine, &e.Baseline)
		e.Also = joined(e.Also, joined(j.acts(row, environment, o), j.comesTo(row, environment, o)))
		if words := j.sizeWords(environment, o); words != "" && e.Reason == "" {
			e.Reason = words
		}
		if len(o.followers) > 0 {
			e.Reason = joined(e.Reason, "with it "+strings.Join(o.followers, ", "))
		}
		if e.Verdict == model.Drift && len(o.mine.sideSeveral())+len(o.base.sideSeveral()) == 0 {
			e.Relaxable = smaller(o, a, b)
		}
		byOutcome[i] = e
		entries = append(entries, e)
	}
	for i, o := range outcomes {
		if o.replaces > 0 && byOutcome[i] != nil {
			byOutcome[i].Replaces = byOutcome[o.replaces-1]
		}
	}
	return entries
}

func (s *slot) sideSeveral() []model.Counted {
	if s == nil {
		return nil
	}
	return s.several
}

// show resolves what a side refers to, where it does.
func (j *judge) show(environment int, side *model.Side, s *slot) {
	if s == nil {
		return
	}
	if s.several == nil {
		side.Shown = j.shown(environment, s.field, s.value)
		return
	}
	side.Several = slices.Clone(s.several)
	for i := range side.Several {
		side.Several[i].Shown = j.shown(environment, s.field, side.Several[i].Value)
	}
}
