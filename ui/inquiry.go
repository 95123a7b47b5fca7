package ui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/checklist"
	"parity/ui/keys"
	"parity/ui/text"
)

// inquiry is the investigation that is worked on, and what the newest comparison makes of it. It is never changed:
// every decision makes another one.
type inquiry struct {
	kept checklist.Investigation
	page checklist.Page
	// out is what was ruled out, as long as the investigation goes on.
	out checklist.Out
	// holder says who has it, where it may only be looked at.
	holder string
	// saved is when it was saved last, trouble why it could not be.
	saved   time.Time
	trouble error
	// changed counts the decisions, written how many of them are saved. saving says that one is being saved.
	changed, written int
	saving           bool
	// unkept says that there is no keeper.
	unkept bool
	// retest is what is awaited of reading again, nil where nothing is.
	retest *retest
}

// offered is what the keeper found.
type offered struct {
	// asked says that the keeper was asked and has not answered, wanted that the checklist opens when it does.
	asked, wanted bool
	// kept is the open investigation that was found, nil where there is none. trouble is why nobody knows.
	kept    *Kept
	trouble error
}

// Messages.
type (
	// offeredMsg says which open investigation there is.
	offeredMsg struct {
		kept  Kept
		found bool
		err   error
	}
	// savedMsg says that so many decisions are saved, or why they are not.
	savedMsg struct {
		id      string
		written int
		at      time.Time
		err     error
	}
)

// findInvestigation asks the keeper which investigation is open.
func findInvestigation(keeper Keeper, environments []model.Environment) tea.Cmd {
	return func() tea.Msg {
		kept, found, err := keeper.Find(environments)
		return offeredMsg{kept, found, err}
	}
}

func saveInvestigation(keeper Keeper, inv checklist.Investigation, changed int, now func() time.Time) tea.Cmd {
	return func() tea.Msg {
		err := keeper.Save(inv)
		return savedMsg{inv.ID, changed, now(), err}
	}
}

// lookForOpen asks for the open investigation of the environments, once.
func (p *program) lookForOpen() tea.Cmd {
	if p.options.Keeper == nil || p.world.alone() || p.world.inquiry != nil {
		return nil
	}
	p.world.offered.asked = true
	return findInvestigation(p.options.Keeper, slices.Clone(p.options.Environments))
}

// offeredOpen takes in what the keeper found.
func (p program) offeredOpen(msg offeredMsg) (tea.Model, tea.Cmd) {
	wanted := p.world.offered.wanted
	p.world.offered = offered{trouble: msg.err}
	if msg.found {
		p.world.offered.kept = &msg.kept
	}
	if wanted || msg.kept.Wanted {
		return p.checklist()
	}
	return p.renewed(), nil
}

// openChecklist is the request of the line that offers it.
type openChecklist struct{}

// checklist opens the page, or leaves it where it is on the screen.
func (p program) checklist() (program, tea.Cmd) {
	if p.here().on() == keys.Investigating {
		return p.back(), nil
	}
	if p = p.investigating(); p.world.inquiry == nil {
		return p, nil
	}
	for at, s := range p.trail {
		if s.on() == keys.Investigating {
			p.trail = slices.Clone(p.trail[:at+1])
			return p.renewed(), nil
		}
	}
	return p.fulfil(openPlace{checks{key: p.checked}}), nil
}

// investigating is the program with an investigation: the one that is worked on, the one that was found open, or a
// new one. Until it is known whether one is open there is none.
func (p program) investigating() program {
	switch {
	case p.world.alone():
		p.notice = "a checklist is about what differs: name a second environment"
		return p
	case p.world.inquiry != nil:
		return p
	case p.world.offered.asked:
		p.world.offered.wanted = true
		p.notice = "looking for an open investigation"
		return p
	case p.world.offered.kept != nil:
		kept := p.world.offered.kept
		p.world.inquiry = &inquiry{kept: kept.Investigation, holder: kept.Holder}
		p.world.offered.kept = nil
	default:
		p.world.inquiry = p.begun()
	}
	return p.refilled()
}

// begun is a new investigation of the environments on the screen.
func (p program) begun() *inquiry {
	w := &p.world
	id := w.now.UTC().Format("20060102-150405.000")
	if q := w.inquiry; q != nil && strings.HasPrefix(q.kept.ID, id) {
		id = q.kept.ID + "-2" // the time on the screen goes on in steps
	}
	inv := checklist.Investigation{
		ID: id, Opened: w.now, Environments: checklist.Of(w.environments),
		Baseline: w.environments[w.baseline].Name, Direction: checklist.Back, About: p.reading.about,
	}
	return &inquiry{kept: inv}
}

// refilled is the program with the page filled from what is known now.
func (p program) refilled() program {
	q := p.world.inquiry
	if q == nil {
		return p
	}
	next := *q
	next.page = checklist.Fill(next.kept, p.world.comparison())
	next.out = nil
	if next.kept.Closed.IsZero() {
		next.out = next.kept.Out()
	}
	p.world.inquiry = &next
	return p
}

// comparison is the newest, nil before there is one.
func (w *world) comparison() *model.Comparison {
	if w.digest == nil {
		return nil
	}
	return w.digest.Comparison
}

// change is one decision: it makes another investigation, and back takes it back.
type change func(checklist.Investigation) checklist.Investigation

// decided makes a decision: the page shows it at once, and it is saved. back takes it back, told says what it was.
func (p program) decided(does, back change, told string) (program, tea.Cmd) {
	if refused := p.world.inquiry.refuses(); refused != "" {
		p.notice = refused
		return p, nil
	}
	p.explained.undos = append(slices.Clone(p.explained.undos), taking{told: told, back: back, of: p.world.inquiry.kept.ID})
	return p.changed(does)
}

// undecide takes a decision back.
func (p program) undecide(last taking) (program, tea.Cmd) {
	p.explained.undos = slices.Clone(p.explained.undos[:len(p.explained.undos)-1])
	if q := p.world.inquiry; q == nil || q.kept.ID != last.of || q.holder != "" {
		return p.undo() // the decision was of another investigation
	}
	p.notice = "taken back: " + last.told
	return p.changed(last.back)
}

// refuses says why nothing can be decided; empty where it can.
func (q *inquiry) refuses() string {
	switch {
	case q.holder != "":
		return "read-only: " + text.Clean(q.holder) + " has it open; start again once that has ended"
	case !q.kept.Closed.IsZero():
		return "this investigation is closed"
	default:
		return ""
	}
}

// changed is the program with another investigation, which is saved.
func (p program) changed(does change) (program, tea.Cmd) {
	next := *p.world.inquiry
	next.kept = does(next.kept)
	if next.kept.Title == "" {
		next.kept.Title = p.world.title()
	}
	next.kept = p.world.placed(next.kept)
	next.changed++
	p.world.inquiry = &next
	return p.refilled().renewed().save()
}

// placed is an investigation with what is known by now of where and since when, and with what was to be brought
// together when it was first known.
func (w *world) placed(inv checklist.Investigation) checklist.Investigation {
	c := w.comparison()
	if c == nil {
		return inv.Placed(checklist.Of(w.environments), time.Time{})
	}
	return inv.Placed(checklist.Of(w.environments), c.Since).Looked(c)
}

// save asks the keeper to save what is not saved. One save runs at a time, so that none overtakes another.
func (p program) save() (program, tea.Cmd) {
	q := p.world.inquiry
	if q == nil || q.saving || q.changed == q.written || q.holder != "" {
		return p, nil
	}
	next := *q
	if p.options.Keeper == nil {
		next.written, next.unkept = next.changed, true
		p.world.inquiry = &next
		return p, nil
	}
	next.saving = true
	p.world.inquiry = &next
	return p, saveInvestigation(p.options.Keeper, next.kept, next.changed, p.options.Now)
}

// saved takes in that the keeper has saved something, or could not. What was decided since is saved next.
func (p program) saved(msg savedMsg) (tea.Model, tea.Cmd) {
	q := p.world.inquiry
	if q == nil || q.kept.ID != msg.id {
		return p, nil
	}
	next := *q
	next.saving, next.trouble = false, msg.err
	if msg.err == nil {
		next.saved, next.written = msg.at, msg.written
	}
	p.world.inquiry = &next
	switch {
	case msg.err != nil:
		if p.leaving {
			p.notice = next.unsaved()
		}
		return p.renewed(), nil
	case p.leaving && next.changed == next.written:
		return p, tea.Quit
	}
	after, cmd := p.save()
	return after.renewed(), cmd
}

// saveAgain tries once more to save what could not be saved.
func (p program) saveAgain() (program, tea.Cmd) {
	if q := p.world.inquiry; q == nil || q.trouble == nil {
		return p, nil
	}
	return p.save()
}

// leave ends the program, once what was decided is saved. Where that does not come to an end, or fails, the key
// leaves when it is pressed again.
func (p program) leave(exit int) (program, tea.Cmd) {
	p.exit = exit
	q := p.world.inquiry
	if q == nil || q.changed == q.written || q.holder != "" || p.leaving {
		return p, tea.Quit
	}
	p.leaving = true
	p.notice = "saving the investigation; again leaves at once"
	if q.trouble != nil {
		p.notice = q.unsaved()
	}
	return p.save()
}

// unsaved says what the same key does next where nothing can be saved: first, for the end of a line may be cut.
func (q *inquiry) unsaved() string {
	return "again leaves without saving: " + text.Clean(q.trouble.Error())
}

// staying is the program in which whoever asked to leave, and was told that it cannot be saved, does something else.
func (p program) staying(action keys.Action) program {
	if q := p.world.inquiry; p.leaving && q != nil && q.trouble != nil && action != keys.Quit && action != keys.Interrupt {
		p.leaving = false
	}
	return p
}
