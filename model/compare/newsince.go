package compare

import (
	"cmp"
	"slices"

	"parity/model"
	"parity/model/causes"
	"parity/model/rules"
)

// NewSince is what an older result of the same environments lacks: the differences that were not there then, those
// that had other values, those that have a finding they did not have, and the secrets that were written since. What
// the older environments had not read is unknown, and what is unknown now stays so, whatever it was then. Causes and
// counts are those of what is left. From is the file the older environments are of, if they are of one. Both results are
// left as they are.
func (r *Result) NewSince(then *Result, from string) *model.Comparison {
	s := &newer{now: r, then: then, before: newPast(then), after: newPast(r)}
	c := *r.Comparison
	entries, rows := s.entries()
	c.Rows = rows
	c.NewSince = s.known(from)
	c.Causes = causes.Find(&c, r.judge.paired.Vocabulary, entries, r.about)
	c.Entries = inOrder(entries, c.Causes)
	summarise(&c, alike(r))
	settleNew(&c, r)
	return &c
}

// newer holds a result against an older one.
type newer struct {
	now, then     *Result
	before, after *past
	// told are the entries of then that are told again, though they are what they were.
	told map[*model.Entry]bool
}

// spot is where a difference is.
type spot struct {
	typeName, role string
	attribute      model.Path
	environment    string
}

func spotOf(e *model.Entry) spot { return spot{e.Type.Name, e.Name, e.Attribute, e.Environment} }

// whole is the same role of the same environment, all of it.
func (s spot) whole() spot {
	s.attribute = model.Path{}
	return s
}

// past is a result by what is looked up in it.
type past struct {
	*Result
	// at holds the entries of a place.
	at map[spot][]*model.Entry
	// doubted are the places in which an element of a list could not be resolved, and others may be meant.
	doubted map[spot]*model.Entry
	rows    map[[2]string]*model.Row
	// place is an environment's index by its name.
	place map[string]int
}

func newPast(r *Result) *past {
	p := &past{
		Result: r, at: make(map[spot][]*model.Entry, len(r.Entries)),
		doubted: map[spot]*model.Entry{}, rows: make(map[[2]string]*model.Row, len(r.Rows)), place: map[string]int{},
	}
	for _, e := range r.Entries {
		p.at[spotOf(e)] = append(p.at[spotOf(e)], e)
		if around, ok := besides(e); ok && e.Verdict == model.Unknown {
			p.doubted[around] = e
		}
	}
	for _, row := range r.Rows {
		p.rows[[2]string{row.Type.Name, row.Role}] = row
	}
	for i, inv := range r.Inventories {
		p.place[inv.Environment.Name] = i
	}
	return p
}

// known is the entry that is recognised as another result's: by its fingerprint, and by what AWS means where nobody
// set a value. Nil where there is none.
func (p *past) known(e *model.Entry) *model.Entry {
	for _, old := range p.at[spotOf(e)] {
		if rules.Alike(e, old) && e.Mine.Default == old.Mine.Default && e.Baseline.Default == old.Baseline.Default {
			return old
		}
	}
	return nil
}

// worst is the gravest entry of a place, nil where it has none.
func (p *past) worst(at spot) *model.Entry {
	var worst *model.Entry
	for _, e := range p.at[at] {
		if worst == nil || worst.Verdict < e.Verdict {
			worst = e
		}
	}
	return worst
}

// besides is the place an element whose key has several parts shares with those that may be meant instead: a rule's
// direction, protocol and ports.
func besides(e *model.Entry) (spot, bool) {
	s := spotOf(e)
	if e.Name == "" || s.attribute.Len() < 2 || len(e.Type.Field(s.attribute).Keys) < 2 {
		return s, false
	}
	s.attribute = s.attribute.Head(s.attribute.Len() - 1)
	return s, true
}

// entries are copies of those that are new or unknown, in copies of their rows.
func (s *newer) entries() ([]*model.Entry, []*model.Row) {
	s.told = map[*model.Entry]bool{}
	rows := slices.Clone(s.now.Rows)
	copies := make(map[*model.Row]*model.Row, len(rows))
	for i, row := range rows {
		if len(row.Entries) == 0 {
			continue
		}
		copied := *row
		copied.Cells, copied.Entries = slices.Clone(row.Cells), nil
		rows[i], copies[row] = &copied, &copied
	}
	var entries []*model.Entry
	twins := map[*model.Entry]*model.Entry{}
	for _, e := range s.now.Entries {
		fresh := s.entry(e)
		if fresh == nil {
			continue
		}
		twins[e] = fresh
		if row := copies[e.Row]; row != nil {
			fresh.Row = row
			row.Entries = append(row.Entries, fresh)
		}
		entries = append(entries, fresh)
	}
	for _, e := range entries {
		if e.Replaces != nil { // nil again where the other half is not new
			e.Replaces = twins[e.Replaces]
		}
	}
	return entries, rows
}

// entry is a copy of an entry as it stands against what was then, nil where it is not new.
func (s *newer) entry(e *model.Entry) *model.Entry {
	copied := *e
	copied.Cause = ""
	if e.Verdict == model.Unknown {
		return &copied
	}
	if old := s.before.known(e); old != nil {
		if !s.found(e, old) && !s.written(e, old) {
			return nil
		}
		s.told[old] = true
		return &copied
	}
	why := s.before.unread(e)
	if why == "" {
		if locked := s.before.worst(spotOf(e)); locked != nil && locked.Verdict == model.Locked && e.Verdict.Unexplained() {
			if s.unwritten(e, locked) {
				return nil // what is decrypted now was the same then
			}
			why = "not known in " + s.before.moment(e.Environment) + ": " + cmp.Or(locked.Reason, "left encrypted")
		}
	}
	switch {
	case why == "":
	case e.Verdict.Unexplained():
		copied.Verdict, copied.Reason = model.Unknown, "whether it is new: "+why
	default:
		copied.Reason = joined(e.Reason, why)
	}
	return &copied
}

// found says that an entry has a finding that it did not have then. Recent is always of the window.
func (s *newer) found(e, old *model.Entry) bool {
	return slices.ContainsFunc(e.Findings, func(f model.Finding) bool { return f != model.Recent && !old.Has(f) })
}

// written says that a secret of a difference was written since then, or is known to be another: its value says
// nothing of it.
func (s *newer) written(e, old *model.Entry) bool {
	return s.anySecret(e, old, func(now, then model.Side, a, b *model.Cell) bool {
		before, _ := then.Value.Secret()
		after, _ := now.Value.Secret()
		if same, known := after.Same(before); known {
			return !same
		}
		changed, _ := rewritten(e.Type, a, b)
		return changed
	})
}

// unwritten says that every secret of a difference is known to be what it was then.
func (s *newer) unwritten(e, old *model.Entry) bool {
	return !s.anySecret(e, old, func(_, _ model.Side, a, b *model.Cell) bool {
		changed, known := rewritten(e.Type, a, b)
		return changed || !known
	})
}

// anySecret says that something holds for a side of a difference that is a secret.
func (s *newer) anySecret(e, old *model.Entry, holds func(now, then model.Side, a, b *model.Cell) bool) bool {
	if e.Row == nil || old.Row == nil {
		return false
	}
	own, mine := s.after.place[e.Environment], s.before.place[e.Environment]
	for _, side := range []struct {
		now, then model.Side
		a, b      *model.Cell
	}{
		{e.Mine, old.Mine, &e.Row.Cells[own], &old.Row.Cells[mine]},
		{e.Baseline, old.Baseline, &e.Row.Cells[s.now.Baseline], &old.Row.Cells[s.then.Baseline]},
	} {
		if _, secret := side.now.Value.Secret(); secret && holds(side.now, side.then, side.a, side.b) {
			return true
		}
	}
	return false
}

// rewritten says whether the one resource of a cell was written between two loads, and whether that can be told: by
// the number of its version, and by when it was changed.
func rewritten(t *model.Type, a, b *model.Cell) (changed, known bool) {
	if len(a.Resources) != 1 || len(b.Resources) != 1 || t.Version.IsZero() || t.Modified.IsZero() {
		return false, false
	}
	for _, path := range []model.Path{t.Version, t.Modified} {
		now, then := a.Resources[0].Get(path), b.Resources[0].Get(path)
		switch {
		case now.IsAbsent() || then.IsAbsent():
			return changed, false
		case now != then:
			changed = true
		}
	}
	return changed, true
}

// known counts what became of the unexplained differences of then.
func (s *newer) known(from string) *model.NewSince {
	n := &model.NewSince{From: from, Then: make([]model.Environment, len(s.now.Inventories))}
	for i, inv := range s.now.Inventories {
		n.Then[i] = model.Environment{Name: inv.Environment.Name}
		if then, ok := s.before.place[inv.Environment.Name]; ok {
			n.Then[i] = s.then.Inventories[then].Environment
		}
	}
	for _, old := range s.then.Entries {
		if _, still := s.after.place[old.Environment]; !still || !old.Verdict.Unexplained() {
			continue
		}
		n.Known++
		switch s.fate(old) {
		case asItWas:
			n.As++
		case changed:
			n.Changed++
		case gone:
			n.Gone++
		default:
			n.Unread++
		}
	}
	return n
}

type fate uint8

const (
	notKnown fate = iota
	asItWas
	changed
	gone
)

// fate is what became of a difference of then.
func (s *newer) fate(old *model.Entry) fate {
	switch {
	case s.told[old]:
		return changed
	case s.after.known(old) != nil:
		return asItWas
	}
	place := spotOf(old)
	for _, at := range []spot{place, place.whole()} {
		if e := s.after.worst(at); e != nil && (e.Verdict.Unexplained() || e.Verdict == model.Accepted) {
			return changed
		} else if e != nil && (e.Verdict == model.Unknown || e.Verdict == model.Locked) {
			return notKnown
		}
	}
	if s.after.unread(old) != "" {
		return notKnown
	}
	return gone
}

// alike counts the attributes that are the same, as the result did.
func alike(r *Result) map[sameKey]int {
	same := map[sameKey]int{}
	for typeName, environments := range r.ByType {
		for environment, summary := range environments {
			if n := summary[model.Same]; n != 0 {
				same[sameKey{typeName, r.judge.index(environment)}] = n
			}
		}
	}
	return same
}

// settleNew gives the rows the verdicts of what is new in them. Who is alone is no news.
func settleNew(c *model.Comparison, r *Result) {
	var copied []*model.Row
	for i, row := range c.Rows {
		if row != r.Rows[i] {
			copied = append(copied, row)
		}
	}
	settle(c, r.judge, copied)
	for i, row := range c.Rows {
		if row != r.Rows[i] {
			row.Alone = r.Rows[i].Alone
		}
	}
}
