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
			Verdict: o.verdict, Findings: ordered(o.findings), Reason: o.reason, Exchange: o.exchange, Row: row,
			Mine: o.mine.side(a), Baseline: o.base.side(b),
		}
		if !o.folded.IsZero() {
			e.Verdict = model.Same // counted where it follows; listed for its finding
		}
		j.show(environment, &e.Mine, o.mine)
		j.show(j.baseline, &e.Baseline, o.base)
		o.stand(&e.Mine, &e.Baseline)
		e.Also = j.besides(row, environment, o)
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

// besides is what there is to know of a difference whatever explains it: what the two sizes are, what goes with it,
// and what follows from it.
func (j *judge) besides(row *model.Row, environment int, o *outcome) string {
	with := ""
	if len(o.followers) > 0 {
		with = "with it " + strings.Join(o.followers, ", ")
	}
	words := o.also
	for _, more := range []string{j.sizeWords(environment, o), with, j.acts(row, environment, o), j.comesTo(row, environment, o)} {
		words = joined(words, more)
	}
	return words
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
