package ui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/checklist"
	"parity/ui/keys"
)

// onLine is what a key asks for on a line of the checklist.
type onLine struct {
	action keys.Action
	line   checkLine
}

// onLine answers a key of the checklist.
func (p program) onLine(asked onLine) (tea.Model, tea.Cmd) {
	l := &asked.line
	switch asked.action {
	case keys.Tick:
		return p.tick(l)
	case keys.Note:
		return p.note(l)
	case keys.Turn:
		return p.turn()
	case keys.Retest:
		return p.retest()
	case keys.Open:
		return p.entered(l)
	default:
		return p, nil
	}
}

// decision makes a decision on one line, and knows how to take it back.
func (p program) decision(l *checkLine, told string, decides func(*checklist.Decision)) (program, tea.Cmd) {
	key, was, title := l.key, p.world.inquiry.kept.Decisions[l.key], ""
	if l.todo != nil && !l.todo.ByHand {
		title = l.todo.Title
	}
	decide := func(d *checklist.Decision) {
		decides(d)
		d.Title = title
	}
	return p.decided(
		func(inv checklist.Investigation) checklist.Investigation { return inv.Decided(key, decide) },
		func(inv checklist.Investigation) checklist.Investigation {
			return restored(inv, key, was)
		}, told)
}

// restored is an investigation with a decision as it was. What was copied since stays: it is no decision, but what
// somebody did.
func restored(inv checklist.Investigation, key string, was checklist.Decision) checklist.Investigation {
	return inv.Decided(key, func(d *checklist.Decision) {
		copied, title := d.Copied, d.Title
		if *d = was; d.Copied.IsZero() && !copied.IsZero() {
			d.Copied, d.Title = copied, title
		}
	})
}

// tick ticks a line, or takes its tick away; what is answered by yes or no gets the next answer.
func (p program) tick(l *checkLine) (tea.Model, tea.Cmd) {
	now := p.world.now
	switch l.kind {
	case answerCheck:
		return p.answerNext(l)
	case countedCheck, handCheck, todoCheck, sentenceCheck:
	case retestCheck:
		return p.retest()
	default:
		return p, nil
	}
	d := p.world.inquiry.kept.Decisions[l.key]
	switch {
	case !d.RuledOut.IsZero():
		p.notice = "it is ruled out: z takes that back"
		return p, nil
	case l.kind == sentenceCheck && d.Note == "" && d.Ticked.IsZero():
		return p.note(l)
	}
	return p.decision(l, "a tick", func(d *checklist.Decision) {
		d.ByItself = false
		if d.Ticked.IsZero() {
			d.Ticked = now
		} else {
			d.Ticked = time.Time{}
		}
	})
}

// answers are those to step 1, in the order in which a key goes through them: that it does not reproduce comes first.
var answers = []checklist.Answer{checklist.Unanswered, checklist.No, checklist.Yes}

func (p program) answerNext(l *checkLine) (tea.Model, tea.Cmd) {
	was, at, now := p.world.inquiry.kept.Reproduced, p.world.inquiry.kept.Decisions[l.key], p.world.now
	next := answers[(slices.Index(answers, was)+1)%len(answers)]
	answer := func(a checklist.Answer, ticked time.Time) change {
		return func(inv checklist.Investigation) checklist.Investigation {
			inv.Reproduced = a
			return inv.Decided(l.key, func(d *checklist.Decision) { d.Ticked = ticked })
		}
	}
	if next == checklist.Unanswered {
		now = time.Time{}
	}
	return p.decided(answer(next, now), answer(was, at.Ticked), "the answer")
}

// turn turns the direction.
func (p program) turn() (tea.Model, tea.Cmd) {
	was := p.world.inquiry.kept.Direction
	return p.decided(
		checklist.Investigation.Turned,
		func(inv checklist.Investigation) checklist.Investigation { inv.Direction = was; return inv }, "the direction")
}

// note asks for the note of a line: of the title its name, of the root cause the sentence.
func (p program) note(l *checkLine) (tea.Model, tea.Cmd) {
	if refused := p.world.inquiry.refuses(); refused != "" {
		p.notice = refused
		return p, nil
	}
	line := *l
	switch l.kind {
	case titleCheck:
		return p.wondering(prompt{asks: "what it is about", lacking: "an investigation needs a name", answers: program.renamed}, p.world.titled()), nil
	case plainCheck, retestCheck, closeCheck:
		p.notice = "there is nothing here to write a note to"
		return p, nil
	}
	asks := "note"
	if l.kind == sentenceCheck {
		asks = "root cause, one sentence"
	}
	return p.wondering(prompt{asks: asks, answers: func(p program, words string) (program, tea.Cmd) {
		return p.noted(&line, words)
	}}, p.world.inquiry.kept.Decisions[l.key].Note), nil
}

func (p program) renamed(words string) (program, tea.Cmd) {
	was := p.world.inquiry.kept.Title
	name := func(title string) change {
		return func(inv checklist.Investigation) checklist.Investigation { inv.Title = title; return inv }
	}
	return p.decided(name(words), name(was), "the name")
}

// noted writes a note. A sentence that is written ticks its line.
func (p program) noted(l *checkLine, words string) (program, tea.Cmd) {
	now := p.world.now
	return p.decision(l, "a note", func(d *checklist.Decision) {
		d.Note, d.Noted = words, now
		if words == "" {
			d.Noted = time.Time{}
		}
		if l.kind == sentenceCheck {
			d.Ticked = d.Noted
		}
	})
}

// entered opens what stands behind a line.
func (p program) entered(l *checkLine) (tea.Model, tea.Cmd) {
	v := p.view()
	switch l.kind {
	case titleCheck, handCheck, sentenceCheck:
		return p.note(l)
	case answerCheck:
		return p.answerNext(l)
	case retestCheck:
		return p.retest()
	case closeCheck:
		return p.closing()
	case countedCheck:
		if list := v.listBehind(l.line); list != nil {
			return p.fulfil(openPlace{list}), nil
		}
	case todoCheck:
		if opens := v.todoBehind(l.todo); opens != nil {
			return p.fulfil(opens), nil
		}
		p.notice = "it is not in what was read last"
	}
	return p, nil
}

// listBehind is the view of what a line counts; of its types where that is nothing.
func (v *view) listBehind(l *checklist.Line) screen {
	if len(l.Types) == 0 || v.digest == nil {
		return nil
	}
	tab := v.digest.tabOf(l.Types[0])
	if tab < 0 {
		return nil
	}
	if v.askedFor(l.Key) != nil {
		return newAskedPanes(l)
	}
	return newView(tab+1, v.tabs[tab])
}

// todoBehind is the cause or the attribute that a to-do is about.
func (v *view) todoBehind(t *checklist.Todo) request {
	switch {
	case v.digest == nil || t.Entry == nil:
		return nil
	case t.Cause != nil && len(t.Cause.Entries) > 1:
		return openPlace{newCausePanes(t.Cause)}
	default:
		return v.openEntry(t.Entry)
	}
}

// closing asks how it ended, and closes the investigation; of one that is closed it begins another.
func (p program) closing() (tea.Model, tea.Cmd) {
	if !p.world.inquiry.kept.Closed.IsZero() {
		p.world.inquiry = p.begun()
		return p.refilled().renewed(), nil
	}
	if refused := p.world.inquiry.refuses(); refused != "" {
		p.notice = refused
		return p, nil
	}
	was := p.world.inquiry.kept.Decisions[checklist.KeyRootCause].Note
	return p.wondering(prompt{asks: "close it: the root cause, one sentence", answers: program.closed}, was), nil
}

func (p program) closed(words string) (program, tea.Cmd) {
	now, root := p.world.now, p.world.inquiry.kept.Decisions[checklist.KeyRootCause]
	return p.decided(
		func(inv checklist.Investigation) checklist.Investigation {
			inv.Closed = now
			return inv.Decided(checklist.KeyRootCause, func(d *checklist.Decision) {
				if words != root.Note {
					d.Note, d.Noted = words, now
				}
				if words != "" && d.Ticked.IsZero() {
					d.Ticked = now
				}
			})
		},
		func(inv checklist.Investigation) checklist.Investigation {
			inv.Closed = time.Time{}
			return restored(inv, checklist.KeyRootCause, root)
		}, "the end")
}

// title is what an investigation is called before somebody says so: what was asked for, or what changed last.
func (w *world) title() string {
	if w.digest == nil {
		return "an incident"
	}
	if w.digest.about != nil {
		return w.digest.about.Word
	}
	v := view{world: w}
	for _, e := range v.recent() {
		return strings.TrimSpace(e.Name + " " + phraseOf(e))
	}
	return "an incident"
}

// phraseOf is the attribute an entry is about, in words.
func phraseOf(e *model.Entry) string {
	if e.Type == nil || e.Attribute.IsZero() || headline(e.Type, e.Attribute) {
		return ""
	}
	return e.Type.Phrase(e.Attribute)
}
