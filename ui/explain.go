package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/rules"
	"parity/ui/frame"
	"parity/ui/keys"
	"parity/ui/layout"
	"parity/ui/text"
)

// explain is the screen on which differences are explained: what may be said of them, the right thing first;
// how much that explains; and the change to the file, before it is written.
type explain struct {
	number  int
	subject subject
	// offers are what may be said, at is the chosen one.
	offers []offer
	at     int
	// form is that of the rule; filling says that the cursor is in it.
	form    ruleForm
	filling bool
	// proposal is the answer to the newest question, fresh that it is: asked counts the questions.
	proposal Proposal
	trouble  error
	asked    int
	fresh    bool
	// writing says that it is to be written as soon as there is an answer.
	writing bool
	// of is the comparison that is explained, stale that there is a newer one.
	of    *digest
	stale bool
	// all are the unexplained differences of the comparison, top the first line in sight.
	all []*model.Entry
	top int
	// tally is what would be explained by what is said. It is counted once for each choice, never while drawing.
	tally coverage
}

// coverage is how many of the subject's differences would be explained, and how many others.
type coverage struct{ own, others int }

// offer is one thing that may be said of differences.
type offer struct {
	words, note string
	// says is the explanation, nil for a rule, which is still to be made.
	says Explanation
	// covers says that an entry is explained by it.
	covers func(*model.Entry) bool
	// pairs says that it pairs anew, so that what is left of the differences is seen only then.
	pairs bool
}

// acceptedFor is how long a difference is accepted as debt.
const acceptedFor = 90

func newExplain(number int, s subject, v *view) explain {
	e := explain{number: number, subject: s, offers: v.offers(s), of: v.digest}
	for _, entry := range v.digest.Entries {
		if entry.Verdict.Unexplained() {
			e.all = append(e.all, entry)
		}
	}
	if len(s.entries) > 0 {
		e.form = newRuleForm(v, s)
	}
	return e.counted()
}

// offers are what may be said of differences, the most likely first.
func (v *view) offers(s subject) []offer {
	var offers []offer
	rule := offer{words: "it is meant", note: "a rule says why, and whose it is"}
	offers = append(offers, rule)
	if relax, ok := v.relaxing(s); ok {
		smaller := s.cause != nil && s.cause.Kind == model.CauseSmaller
		if smaller || !slices.ContainsFunc(s.entries, func(e *model.Entry) bool { return !relax.covers(e) }) {
			offers = append([]offer{relax}, offers...)
		}
	}
	if s.cause != nil && s.cause.Kind == model.CauseWord {
		offers = append([]offer{v.teaching(s.cause)}, offers...)
	}
	if one, ok := v.probably(s); ok {
		offers = append([]offer{one}, offers...)
	}
	if acceptable := acceptable(s.entries); len(acceptable) > 0 {
		until := v.now.In(v.zone).AddDate(0, 0, acceptedFor).Format("Mon 2 Jan 2006")
		offers = append(offers, offer{
			words: "it is accepted as debt", note: "until " + until + ", always counted and shown",
			says: Accept{acceptable}, covers: func(e *model.Entry) bool { return slices.Contains(acceptable, e) },
		})
	}
	return offers
}

// acceptable are the differences that may be accepted; none where one of them is an accident that needs a reason.
func acceptable(entries []*model.Entry) []*model.Entry {
	if slices.ContainsFunc(entries, func(e *model.Entry) bool {
		return e.Has(model.CrossEnvironment) || e.Has(model.SharedSecret) || e.Has(model.OpenToWorld)
	}) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(entries), func(e *model.Entry) bool { return !rules.Acceptable(e) })
}

// relaxing is the offer that the environment of the differences is meant to be smaller.
func (v *view) relaxing(s subject) (offer, bool) {
	name := s.entries[0].Environment
	i := slices.IndexFunc(v.environments, func(e model.Environment) bool { return e.Name == name })
	if i < 0 || v.role(i) != model.Mirror || slices.ContainsFunc(s.entries, func(e *model.Entry) bool { return e.Environment != name }) {
		return offer{}, false
	}
	return offer{
		words: text.Clean(name) + " is meant to be smaller", note: "role: relaxed, for all sizes, one way", says: Relax{name},
		covers: func(e *model.Entry) bool {
			return e.Environment == name && e.Relaxable != "" && !e.Has(model.CrossEnvironment)
		},
	}, true
}

// teaching is the offer that the words exchanged are the environments' own.
func (v *view) teaching(c *model.Cause) offer {
	teach := Teach{}
	for _, w := range []Word{{c.Environment, c.Words.Mine}, {v.digest.BaselineName(), c.Words.Yours}} {
		if w.Word != "" {
			teach.Words = append(teach.Words, w)
		}
	}
	return offer{
		words: "these are our words", says: teach,
		note:   text.Clean(c.Words.Yours + " of " + v.digest.BaselineName() + ", " + c.Words.Mine + " of " + c.Environment),
		covers: func(e *model.Entry) bool { return e.Cause == c.ID },
	}
}

func (e explain) on() keys.Screen { return keys.Explaining }

func (e explain) tab() int { return e.number }

func (e explain) wants(*world) wants { return wants{tabs: 1} }

func (e explain) heading(*view) heading {
	return heading{trail: []string{"Explain", e.subject.title}}
}

// renew notes that what is explained was read again: it may be another difference by now.
func (e explain) renew(v *view) screen {
	e.stale = v.digest != e.of
	return e
}

func (e explain) click(layout.Hit, int, *view) (screen, request) { return e, nil }

// isRule says that the chosen offer is a rule.
func (e *explain) isRule() bool { return e.offers[e.at].says == nil }

// saying is what is to be said. A rule whose reason is not typed yet has one that says so.
func (e *explain) saying() Explanation {
	if !e.isRule() {
		return e.offers[e.at].says
	}
	all := e.form.rules()
	for i := range all {
		if all[i].Reason == "" {
			all[i].Reason = unsaid
		}
	}
	return Except{all}
}

// unsaid stands where a reason is still to be typed.
const unsaid = "…"

// covers says that an entry would be explained.
func (e *explain) covers(all []rules.Rule, entry *model.Entry) bool {
	if e.isRule() {
		return explains(all, entry)
	}
	return e.offers[e.at].covers(entry)
}

// counted is the screen with what is said counted.
func (e explain) counted() explain {
	all := e.form.rules()
	mine := map[*model.Entry]bool{}
	e.tally = coverage{}
	for _, entry := range e.subject.entries {
		mine[entry] = true
		if e.covers(all, entry) {
			e.tally.own++
		}
	}
	for _, entry := range e.all {
		if !mine[entry] && e.covers(all, entry) {
			e.tally.others++
		}
	}
	return e
}

// Requests of the screen.
type (
	// proposeChange asks what the explanation would change.
	proposeChange struct{}
	// writeChange makes the change that is on the screen.
	writeChange struct{}
	// sayNotice tells something in the last line.
	sayNotice struct{ words string }
)

// asking is the screen with a new question: what it showed is no longer what it says.
func (e explain) asking() (screen, request) {
	e.asked++
	e.fresh, e.top = false, 0
	return e, proposeChange{}
}

func (e explain) act(action keys.Action, v *view) (screen, request) {
	switch action {
	case keys.Up, keys.Down:
		was := e.at
		if action == keys.Up {
			e.at = max(0, e.at-1)
		} else {
			e.at = min(len(e.offers)-1, e.at+1)
		}
		if e.at != was {
			return e.counted().asking()
		}
	case keys.PageUp, keys.HalfUp:
		e.top -= v.layout.Body.Height / 2
	case keys.PageDown, keys.HalfDown:
		e.top += v.layout.Body.Height / 2
	case keys.Top:
		e.top = 0
	case keys.Open:
		if e.isRule() {
			e.filling = true
			return e, nil
		}
		return e.write()
	}
	e.top = min(max(0, e.top), max(0, len(e.lines(v))-v.layout.Body.Height))
	return e, nil
}

// write asks to write what is on the screen, or says what is missing.
func (e explain) write() (screen, request) {
	if e.isRule() && e.form.rules()[0].Reason == "" {
		e.form.at = reasonLine
		return e, sayNotice{"say why: what nobody can explain is a parity problem"}
	}
	if e.stale || e.trouble != nil && e.fresh {
		return e, nil
	}
	e.writing = true
	return e, writeChange{}
}

// typed answers a key while the rule is made.
func (e explain) typed(msg tea.KeyPressMsg) (next screen, asks request, ours bool) {
	if !e.filling {
		return e, nil, false
	}
	switch msg.String() {
	case "esc":
		e.filling = false
		return e, nil, true
	case "enter":
		next, asks = e.write()
		return next, asks, true
	}
	form, ours := e.form.typed(msg)
	if !ours {
		return e, nil, false
	}
	chosen := e.form.chosen
	if e.form = form; form.chosen != chosen {
		e = e.counted()
	}
	next, asks = e.asking()
	return next, asks, true
}

// pasted takes a paste into the text that is typed.
func (e explain) pasted(content string) (screen, request) {
	if !e.filling || e.form.choices(e.form.at) > 0 {
		return e, nil
	}
	if e.form.at == ownerLine {
		e.form.owner = e.form.owner.put(content)
	} else {
		e.form.reason = e.form.reason.put(content)
	}
	return e.asking()
}

func (e explain) draw(v *view, f *frame.Frame) {
	f.Line(v.layout.Tabs.Y).Fill(v.theme.Border, v.theme.Horizontal, v.layout.Screen.Width)
	lines := e.lines(v)
	top := min(e.top, max(0, len(lines)-v.layout.Body.Height))
	for y, l := range lines[top:] {
		if y == v.layout.Body.Height {
			return
		}
		l(f.Line(v.layout.Body.Y + y))
	}
}
