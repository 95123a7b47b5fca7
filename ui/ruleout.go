package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/checklist"
	"parity/ui/text"
)

// suspect is what somebody says is not the reason: differences that stand or fall together.
type suspect struct {
	key, title string
	entries    []*model.Entry
}

// suspect is what the cursor is on.
func (p program) suspect() suspect {
	v := p.view()
	switch here := p.here().(type) {
	case checks:
		l := here.here(v)
		if l == nil || l.todo == nil || l.todo.ByHand {
			return suspect{}
		}
		s := suspect{key: l.key, title: l.todo.Title}
		if l.todo.Cause != nil {
			s.title, s.entries = v.causeTitle(l.todo.Cause), l.todo.Cause.Entries
		}
		return s
	case overview:
		if e := here.entry(); e != nil && e.Has(model.Recent) {
			return v.suspectChange(e)
		}
		return v.suspects(here.subject(v))
	case explainable:
		return v.suspects(here.subject(v))
	default:
		return suspect{}
	}
}

// suspects are the differences of a subject, under the key of their cause where they are all of one.
func (v *view) suspects(s subject) suspect {
	if len(s.entries) == 0 || !s.entries[0].Verdict.Unexplained() {
		return suspect{}
	}
	if s.cause != nil {
		return suspect{checklist.CauseKey(s.cause), v.causeTitle(s.cause), s.cause.Entries}
	}
	key := checklist.EntryKey(s.entries[0])
	if n := len(s.entries) - 1; n > 0 {
		key += " and " + thousands(n)
	}
	return suspect{key, text.Clean(s.title), s.entries}
}

// suspectChange is a change of the window, in all environments that it stands against.
func (v *view) suspectChange(e *model.Entry) suspect {
	s := suspect{checklist.EntryKey(e), strings.TrimSpace(v.entryName(e) + " " + v.entryAttribute(e)), v.alikeRecent(e)}
	if c := v.digest.cause(e.Cause); c != nil && len(c.Entries) == 1 {
		s.key = checklist.CauseKey(c)
	}
	return s
}

// ruleOut asks why what the cursor is on is not the reason, or takes that back.
func (p program) ruleOut() (program, tea.Cmd) {
	if p.world.digest == nil {
		p.notice = "nothing is read yet"
		return p, nil
	}
	s := p.suspect()
	if s.key == "" {
		p.notice = "nothing unexplained is here to be ruled out"
		return p, nil
	}
	if p = p.investigating(); p.world.inquiry == nil {
		return p, nil
	}
	q := p.world.inquiry
	if refused := q.refuses(); refused != "" {
		p.notice = refused
		return p, nil
	}
	if keys := q.ruledOutBy(s); len(keys) > 0 {
		return p.ruledIn(keys, s.title)
	}
	return p.wondering(prompt{
		asks: "rule out " + s.title, end: ", because", lacking: "say why: whoever reads it tomorrow will ask",
		answers: func(p program, words string) (program, tea.Cmd) { return p.ruledOut(s, words) },
	}, ""), nil
}

// ruledOutBy are the keys of the decisions by which all of something is ruled out, none where not all of it is.
func (q *inquiry) ruledOutBy(s suspect) []string {
	if d := q.kept.Decisions[s.key]; !d.RuledOut.IsZero() {
		return []string{s.key}
	}
	if len(s.entries) == 0 || slices.ContainsFunc(s.entries, func(e *model.Entry) bool { _, out := q.out.Entry(e); return !out }) {
		return nil
	}
	var all []string
	for key, d := range q.kept.Decisions {
		if !d.RuledOut.IsZero() && slices.ContainsFunc(s.entries, func(e *model.Entry) bool {
			return slices.Contains(d.Of, checklist.EntryKey(e))
		}) {
			all = append(all, key)
		}
	}
	slices.Sort(all)
	return all
}

// ruledOut says that it is not the reason: it is not ranked again.
func (p program) ruledOut(s suspect, reason string) (program, tea.Cmd) {
	was, now := p.world.inquiry.kept.Decisions[s.key], p.world.now
	of := make([]string, len(s.entries))
	for i, e := range s.entries {
		of[i] = checklist.EntryKey(e)
	}
	next, cmd := p.decided(
		func(inv checklist.Investigation) checklist.Investigation {
			return inv.Decided(s.key, func(d *checklist.Decision) {
				d.RuledOut, d.Reason, d.Of, d.Title = now, reason, of, s.title
			})
		},
		func(inv checklist.Investigation) checklist.Investigation {
			return restored(inv, s.key, was)
		}, "ruling out "+s.title)
	if _, here := p.here().(checks); !here {
		next.notice = "ruled out: " + s.title + "; c shows it, u takes it back"
	}
	return next, cmd
}

// notedCopy notes in the investigation that the way back of a difference was copied.
func (p program) notedCopy(e *model.Entry) (program, tea.Cmd) {
	q := p.world.inquiry
	if q == nil || e == nil || p.world.digest == nil || q.refuses() != "" {
		return p, nil
	}
	c, now := p.world.digest.cause(e.Cause), p.world.now
	if c == nil {
		return p, nil
	}
	return p.changed(func(inv checklist.Investigation) checklist.Investigation {
		return inv.Decided(checklist.CauseKey(c), func(d *checklist.Decision) { d.Copied, d.Title = now, c.Title })
	})
}

// ruledIn takes back that something was ruled out.
func (p program) ruledIn(all []string, title string) (program, tea.Cmd) {
	was := p.world.inquiry.kept.Decisions
	next, cmd := p.decided(
		func(inv checklist.Investigation) checklist.Investigation {
			for _, key := range all {
				inv = inv.Decided(key, func(d *checklist.Decision) { d.RuledOut, d.Reason, d.Of = checklist.Decision{}.RuledOut, "", nil })
			}
			return inv
		},
		func(inv checklist.Investigation) checklist.Investigation {
			for _, key := range all {
				inv = restored(inv, key, was[key])
			}
			return inv
		}, title+" is ruled out again")
	next.notice = "back on the list: " + title
	return next, cmd
}
