package compare

import (
	"slices"
	"time"

	"parity/model"
	"parity/model/rules"
)

// explainer applies what is meant or accepted to what differs.
type explainer struct {
	result   *Result
	options  Options
	set      *rules.Set
	matched  []bool
	relaxed  map[string]bool
	accepted *rules.Accepted
}

func newExplainer(result *Result, options Options) *explainer {
	x := &explainer{
		result: result, options: options, set: rules.NewSet(speaking(result, options.Rules), options.Now),
		relaxed: map[string]bool{}, accepted: options.Accepted,
	}
	x.matched = make([]bool, len(x.set.Rules()))
	for _, inv := range result.Inventories {
		x.relaxed[inv.Environment.Name] = inv.Environment.Role == model.Relaxed
	}
	return x
}

// speaking are the rules with the environments they hold for written out: all but the baseline, where none is.
func speaking(result *Result, list []rules.Rule) []rules.Rule {
	var others []string
	for _, i := range result.Others() {
		others = append(others, result.Inventories[i].Environment.Name)
	}
	list = slices.Clone(list)
	for i := range list {
		if len(list[i].Environments) == 0 {
			list[i].Environments = others
		}
	}
	return list
}

// explain gives every difference that a rule, a relaxed role or an acceptance explains its verdict.
func (x *explainer) explain(entries []*model.Entry) {
	for _, e := range entries {
		rule, ruled := x.rule(e)
		switch {
		case ruled && rule.MustDiffer && e.Verdict == model.Expected && formatting(e.Mine.Value.Text(), e.Baseline.Value.Text()) != "":
			e.Verdict, e.Rule, e.Reason = model.Drift, rule.ID, "equal but for its format, and must differ: "+rule.Why()
		case ruled && rule.MustDiffer && e.Verdict == model.Expected && equalByDefault(e):
			e.Verdict, e.Rule, e.Reason = model.Drift, rule.ID, e.Reason+", and must differ: "+rule.Why()
		case ruled && (e.Verdict.Unexplained() || e.Verdict == model.Expected && rule.MustDiffer):
			e.Verdict, e.Reason, e.Rule = model.Intentional, rule.Why(), rule.ID
		case !e.Verdict.Unexplained():
		case e.Relaxable != "" && x.relaxed[e.Environment] && !e.Has(model.CrossEnvironment):
			e.Verdict, e.Rule = model.Intentional, rules.BuiltIn
			e.Reason = e.Environment + " is relaxed: " + e.Relaxable
		default:
			if debt, ok := x.accepted.Find(e, x.options.Now); ok {
				e.Verdict, e.Rule = model.Accepted, debt.Fingerprint
				e.Reason = "accepted by " + debt.By + " until " + debt.Expires.Format(time.DateOnly)
			}
		}
		e.Reason = joined(e.Reason, e.Also)
	}
}

// joined is one sentence after the other, where there are two.
func joined(first, second string) string {
	if first == "" || second == "" {
		return first + second
	}
	return first + "; " + second
}

func (x *explainer) rule(e *model.Entry) (*rules.Rule, bool) {
	if e.Verdict <= model.Same || e.Row == nil {
		return nil, false
	}
	i, ok := x.set.Find(e, func(rule int) { x.matched[rule] = true })
	if !ok {
		return nil, false
	}
	return &x.set.Rules()[i], true
}

// notice is how long before its end a rule is said to expire: time enough to ask its owner.
const notice = 14 * 24 * time.Hour

// equal makes a drift of every attribute that must differ and does not, and says which rules are stale or
// have expired.
func (x *explainer) equal() []*model.Entry {
	x.result.Stale = append(x.result.Stale, x.result.judge.paired.StalePins...)
	var entries []*model.Entry
	for i, r := range x.set.Rules() {
		switch {
		case r.Expired(x.options.Now):
			x.result.Expired = append(x.result.Expired, r.ID)
			continue
		case r.Expired(x.options.Now.Add(notice)):
			x.result.Expiring = append(x.result.Expiring, r.ID)
		}
		if r.MustDiffer {
			entries = append(entries, x.equalBy(i, &r)...)
		}
		if !x.matched[i] && x.answered(&r) {
			x.result.Stale = append(x.result.Stale, r.ID)
		}
	}
	return entries
}

// answered says that everything a rule may speak of was read: what was not may be what it is for.
func (x *explainer) answered(r *rules.Rule) bool {
	for _, t := range x.result.Catalog.Types() {
		if !r.SpeaksOf(t.Name) {
			continue
		}
		for i, inv := range x.result.Inventories {
			if i != x.result.Baseline && !slices.Contains(r.Environments, inv.Environment.Name) {
				continue
			}
			if !inv.Complete(t.Name) {
				return false
			}
		}
	}
	return true
}

func (x *explainer) equalBy(i int, r *rules.Rule) []*model.Entry {
	var entries []*model.Entry
	for _, row := range x.result.Rows {
		if !r.Speaks(row) {
			continue
		}
		for _, line := range x.result.Lines(row) {
			base := line.Cells[x.result.Baseline]
			for env, cell := range line.Cells {
				if env == x.result.Baseline || x.result.judge.sameThing(env, &row.Cells[env], &row.Cells[x.result.Baseline]) ||
					cell.Verdict != model.Same || cell.Entry != nil || base.Side.Value.IsAbsent() {
					continue
				}
				e := &model.Entry{
					Type: row.Type, Name: row.Role, Attribute: line.Attribute, Row: row,
					Environment: x.result.Inventories[env].Environment.Name, Mine: cell.Side, Baseline: base.Side,
				}
				if !line.Field.Class.Judged() || !r.Matches(e) {
					continue
				}
				x.matched[i] = true
				e.Verdict, e.Rule, e.Reason = model.Drift, r.ID, "equal, and must differ: "+r.Why()
				row.Entries = append(row.Entries, e)
				entries = append(entries, e)
			}
		}
	}
	return slices.Clip(entries)
}
