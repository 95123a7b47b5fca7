package compare

import (
	"maps"
	"slices"

	"parity/model"
	"parity/model/causes"
	"parity/model/rules"
)

// verdicts are all differences as they were judged, before anything explained them.
type verdicts struct {
	// entries are in the order in which they were judged; what explaining has changed of them stands in judged.
	entries []*model.Entry
	judged  []asJudged
	// same counts the attributes that are alike.
	same map[sameKey]int
}

// asJudged is what explaining changes of an entry.
type asJudged struct {
	verdict model.Verdict
	reason  string
}

func newVerdicts(entries []*model.Entry, same map[sameKey]int) verdicts {
	v := verdicts{entries: entries, judged: make([]asJudged, len(entries)), same: same}
	for i, e := range entries {
		v.judged[i] = asJudged{e.Verdict, e.Reason}
	}
	return v
}

// explain is the third stage: what is meant or accepted, and what the rest has in common. rows are those in
// which it may change something.
func (r *Result) explain(rows []*model.Row, options Options) {
	x := newExplainer(r, options)
	entries := slices.Clone(r.verdicts.entries)
	x.explain(entries)
	same := maps.Clone(r.verdicts.same)
	for _, equal := range x.equal() {
		same[sameKey{equal.Type.Name, r.judge.index(equal.Environment)}]--
		entries = append(entries, equal)
	}
	r.about = r.About(options.Focus)
	r.Causes = causes.Find(r.Comparison, r.judge.paired.Vocabulary, entries, r.about)
	r.Entries = inOrder(entries, r.Causes)
	summarise(r.Comparison, same)
	settle(r.Comparison, r.judge, rows)
}

// Explained is the same judgement under other rules and acceptances, and with another focus; whatever else
// the options say stays as it was. It takes time in proportion to the differences. The result before it is
// left as it is, for somebody may be looking at it.
func (r *Result) Explained(options Options) *Result {
	c := *r.Comparison
	c.Rows = slices.Clone(r.Rows)
	c.Stale, c.Expired = nil, nil
	next := &Result{Comparison: &c, judge: r.judge, pins: r.pins, verdicts: verdicts{judged: r.verdicts.judged, same: r.verdicts.same}, about: r.about}
	var fresh []*model.Row
	copies := map[*model.Row]*model.Row{}
	turned := speaking(next, options.Rules)
	turned = slices.DeleteFunc(turned, func(rule rules.Rule) bool { return !rule.MustDiffer })
	for i, row := range c.Rows {
		if len(row.Entries) == 0 && !slices.ContainsFunc(turned, func(rule rules.Rule) bool { return rule.Speaks(row) }) {
			continue
		}
		copied := *row
		copied.Cells, copied.Entries = slices.Clone(row.Cells), nil
		c.Rows[i], copies[row] = &copied, &copied
		fresh = append(fresh, &copied)
	}
	next.verdicts.entries = r.verdicts.unexplained(copies)
	next.explain(fresh, options)
	return next
}

// unexplained are copies of the entries as they were judged, in the copies of their rows.
func (v *verdicts) unexplained(rows map[*model.Row]*model.Row) []*model.Entry {
	entries := make([]*model.Entry, len(v.entries))
	all := make([]model.Entry, len(v.entries))
	copies := map[*model.Entry]*model.Entry{}
	for i, e := range v.entries {
		entries[i], all[i] = &all[i], *e
		all[i].Verdict, all[i].Reason, all[i].Rule, all[i].Cause = v.judged[i].verdict, v.judged[i].reason, "", ""
		if e.Replaces != nil {
			copies[e] = entries[i]
		}
		if row := rows[e.Row]; row != nil {
			all[i].Row = row
			row.Entries = append(row.Entries, entries[i])
		}
	}
	for _, e := range copies {
		e.Replaces = copies[e.Replaces]
	}
	return entries
}
