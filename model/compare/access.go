package compare

import (
	"fmt"
	"strings"

	"parity/model"
	"parity/model/findings"
)

// noteCovered says of a rule that one side lacks that others there let the same through. It stays a difference:
// the next who narrows those rules takes it away.
func (m *matcher) noteCovered(mine, base []slot) {
	var here, there *findings.Rules
	for i := range m.out {
		o := &m.out[i]
		lacking, side, rules := m.environment, mine, &here
		switch {
		case !o.whole || o.verdict == model.Unknown || len(o.field.Keys) < 2:
			continue
		case o.verdict == model.Extra:
			lacking, side, rules = m.judge.baseline, base, &there
		}
		if *rules == nil {
			*rules = readRules(side)
		}
		if by := (*rules).Covering(o.path); len(by) > 0 {
			o.reason = "in " + m.judge.environment(lacking).Name + " covered by " + phrases(m.row.Type, by)
		}
	}
}

func readRules(slots []slot) *findings.Rules {
	rules := &findings.Rules{}
	for i := range slots {
		rules.Add(slots[i].path)
	}
	return rules
}

func phrases(t *model.Type, paths []model.Path) string {
	const most = 3
	var words []string
	for _, path := range paths[:min(most, len(paths))] {
		words = append(words, t.Phrase(path))
	}
	text := strings.Join(words, " and ")
	if more := len(paths) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// noteMoved says of a rule that one group of an environment lacks and another one has beside the baseline's: the
// access may be the same where both groups are attached. Where more than one of either is, nothing can be told.
func noteMoved(entries []*model.Entry) {
	type place struct {
		environment string
		typeName    string
		path        model.Path
	}
	found := map[place][2][]*model.Entry{}
	for _, e := range entries {
		side := 0
		switch {
		case e.Attribute.IsZero() || e.Row == nil:
			continue
		case e.Verdict == model.Missing:
			side = 1
		case e.Verdict != model.Extra:
			continue
		}
		if _, ok := findings.AccessOf(e.Attribute); !ok {
			continue
		}
		at := place{e.Environment, e.Type.Name, e.Attribute}
		pair := found[at]
		pair[side] = append(pair[side], e)
		found[at] = pair
	}
	for _, pair := range found {
		if len(pair[0]) != 1 || len(pair[1]) != 1 {
			continue
		}
		extra, missing := pair[0][0], pair[1][0]
		if extra.Reason == "" {
			extra.Reason = "in the baseline on " + missing.Name + " instead"
		}
		if missing.Reason == "" {
			missing.Reason = "in " + missing.Environment + " on " + extra.Name + " instead"
		}
	}
}
