package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/ui/text"
)

// explaining is what was explained while the program runs, and can be taken back.
type explaining struct {
	// undos take changes back, the newest last.
	undos []taking
	// pinned is the role that was marked to be one with another.
	pinned *rowName
	// awaited is what is to be said when the comparison with the change is there.
	awaited *awaited
}

// taking takes one change back.
type taking struct {
	undo func() error
	file string
	// back takes a decision of the investigation of that id back, told says what it was; nil where it is no decision.
	back change
	of   string
	told string
}

// where is the file in words, or that there is none.
func (p *Proposal) where() string {
	if p.Unwritten != "" {
		return "memory (" + p.Unwritten + ")"
	}
	return p.File
}

// awaited is a change that the next comparison takes into account.
type awaited struct {
	file string
	// was is how many differences were unexplained before it.
	was int
	// how says how they are explained, back that the change was taken back.
	how  string
	back bool
}

// Messages.
type (
	// proposedMsg answers a question of the screen; asked is which.
	proposedMsg struct {
		asked    int
		proposal Proposal
		err      error
	}
	// wroteMsg says that a change was made.
	wroteMsg struct {
		file string
		how  string
		undo func() error
		err  error
	}
	// tookBackMsg says that one was taken back.
	tookBackMsg struct {
		file string
		err  error
	}
)

// explain opens the screen for what the cursor is on.
func (p program) explain() (program, tea.Cmd) {
	here, ok := p.here().(explainable)
	switch {
	case !ok || p.options.Explainer == nil || p.world.digest == nil:
		return p, nil
	case p.world.digest.pending():
		p.notice = "something is still being read; explain when all is there"
		return p, nil
	}
	v := p.view()
	s := here.subject(v)
	if len(s.entries) == 0 {
		if offers := v.ambiguous(here); len(offers) > 0 {
			row := here.(rowed).rowHere()
			return p.proposing(explain{number: here.tab(), subject: subject{title: text.Clean(row.Name)}, offers: offers, of: v.digest})
		}
		p.notice = "nothing is unexplained here"
		return p, nil
	}
	return p.proposing(newExplain(p.here().tab(), s, v))
}

// ambiguous are the offers for the role under the cursor, where several play it who are no replicas.
func (v *view) ambiguous(here screen) []offer {
	if s, ok := here.(rowed); ok && s.rowHere() != nil {
		return v.apart(s.rowHere())
	}
	return nil
}

// proposing opens a screen that proposes a change.
func (p program) proposing(e explain) (program, tea.Cmd) {
	next := p.fulfil(openPlace{e})
	return next.propose()
}

// answer does what a screen asked for, in a command where that takes time.
func (p program) answer(asked request) (tea.Model, tea.Cmd) {
	switch asked := asked.(type) {
	case proposeChange:
		return p.propose()
	case writeChange:
		return p.write()
	case copyWay:
		return p.copiedWay(asked.item)
	case sayNotice:
		p.notice = asked.words
		return p, nil
	case onLine:
		return p.onLine(asked)
	case openChecklist:
		return p.checklist()
	default:
		return p.fulfil(asked), nil
	}
}

func (p program) propose() (program, tea.Cmd) {
	e, ok := p.here().(explain)
	if !ok {
		return p, nil
	}
	explainer, says, asked := p.options.Explainer, e.saying(), e.asked
	return p, func() tea.Msg {
		proposal, err := explainer.Propose(says)
		return proposedMsg{asked, proposal, err}
	}
}

// proposed takes in what would be changed, unless something else is asked for by now.
func (p program) proposed(msg proposedMsg) (tea.Model, tea.Cmd) {
	e, ok := p.here().(explain)
	if !ok || e.asked != msg.asked {
		return p, nil
	}
	e.proposal, e.trouble, e.fresh = msg.proposal, msg.err, true
	next := p.replaced(e)
	if e.writing && e.trouble == nil {
		return next.write()
	}
	return next, nil
}

// write makes the change on the screen, once it is the answer to what the screen says.
func (p program) write() (program, tea.Cmd) {
	e, ok := p.here().(explain)
	if !ok || !e.fresh || e.stale || e.trouble != nil {
		return p, nil
	}
	e.writing, e.fresh = false, false
	write, file := e.proposal.Write, e.proposal.where()
	how := "explained"
	if _, debt := e.offers[e.at].says.(Accept); debt {
		how = "accepted"
	}
	return p.replaced(e), func() tea.Msg {
		undo, err := write()
		return wroteMsg{file, how, undo, err}
	}
}

// wrote goes back to where the differences are, and compares with what was said.
func (p program) wrote(msg wroteMsg) (tea.Model, tea.Cmd) {
	if msg.err != nil {
		p.notice = msg.err.Error()
		return p, nil
	}
	p.explained.undos = append(slices.Clone(p.explained.undos), taking{undo: msg.undo, file: msg.file})
	p.explained.awaited = &awaited{file: msg.file, how: msg.how, was: unexplained(p.world.digest)}
	if _, here := p.here().(explain); here && len(p.trail) > 1 {
		p.trail = slices.Clone(p.trail[:len(p.trail)-1])
	}
	return p.compareAnew()
}

// compareAnew compares what is there once more.
func (p program) compareAnew() (program, tea.Cmd) {
	var cmd tea.Cmd
	p.reading, cmd = p.reading.compare(&p.world)
	return p.renewed(), cmd
}

// undo takes the newest change back.
func (p program) undo() (program, tea.Cmd) {
	n := len(p.explained.undos)
	if n == 0 {
		p.notice = "nothing was explained or decided since the start"
		return p, nil
	}
	last := p.explained.undos[n-1]
	if last.back != nil {
		return p.undecide(last)
	}
	return p, func() tea.Msg { return tookBackMsg{last.file, last.undo()} }
}

func (p program) tookBack(msg tookBackMsg) (tea.Model, tea.Cmd) {
	if msg.err != nil {
		p.notice = msg.err.Error()
		return p, nil
	}
	p.explained.undos = slices.Clone(p.explained.undos[:len(p.explained.undos)-1])
	p.explained.awaited = &awaited{file: msg.file, was: unexplained(p.world.digest), back: true}
	return p.compareAnew()
}

func unexplained(d *digest) int {
	if d == nil {
		return 0
	}
	return d.Summary[model.Drift] + d.Summary[model.Missing] + d.Summary[model.Extra]
}

// tellExplained says what a change has explained, when the comparison is there.
func (p program) tellExplained() program {
	a := p.explained.awaited
	if a == nil || p.reading.comparing {
		return p
	}
	p.explained.awaited = nil
	by := a.was - unexplained(p.world.digest)
	switch {
	case a.back:
		p.notice = "taken back from " + a.file
		if by < 0 {
			p.notice += ": " + counted(-by, "difference is", "differences are") + " unexplained again"
		}
	case by > 0:
		p.notice = counted(by, "difference", "differences") + " " + a.how + " in " + a.file + "; u undoes"
	default:
		p.notice = "written to " + a.file + ", but nothing is explained by it here; u undoes"
	}
	return p
}
