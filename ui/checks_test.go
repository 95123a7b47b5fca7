package ui

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"parity/model"
	"parity/model/checklist"
	"parity/model/wayback"
	"parity/ui/frametest"
	"parity/ui/keys"
)

// drawer is a keeper of the tests: it remembers all that was saved, and fails as often as it is told.
type drawer struct {
	saved []checklist.Investigation
	kept  *Kept
	fails error
}

func (d *drawer) Find([]model.Environment) (Kept, bool, error) {
	if d.kept == nil {
		return Kept{}, false, d.fails
	}
	return *d.kept, true, nil
}

func (d *drawer) Save(inv checklist.Investigation) error {
	if d.fails != nil {
		return d.fails
	}
	d.saved = append(d.saved, inv)
	return nil
}

// last is what was saved last.
func (d *drawer) last(t testing.TB) checklist.Investigation {
	t.Helper()
	if len(d.saved) == 0 {
		t.Fatal("nothing was saved")
	}
	return d.saved[len(d.saved)-1]
}

// checking is acme with a keeper.
func checking(t testing.TB, width, height int, d *drawer, options Options) program {
	t.Helper()
	options.Keeper = d
	options.Now = func() time.Time { return night }
	return opened(t, width, height, options)
}

// typedIn presses keys and takes in what the keeper answers. Words between quotes are typed.
func typedIn(p program, script string) program {
	for i, part := range strings.Split(script, `"`) {
		if i%2 == 1 {
			for _, r := range part {
				p = kept(p, tea.KeyPressMsg{Code: r, Text: string(r)})
			}
			continue
		}
		for _, key := range strings.Fields(part) {
			p = kept(p, keyPress(key))
		}
	}
	return p
}

// kept is the program after a message, and after what its keeper answers.
func kept(p program, msg tea.Msg) program {
	next, cmd := p.Update(msg)
	p = next.(program)
	if cmd == nil || p.world.inquiry == nil || !p.world.inquiry.saving {
		return p
	}
	if msg, ok := cmd().(savedMsg); ok {
		return kept(p, msg)
	}
	return p
}

// workedOn is a page on which a bit of everything was decided.
func workedOn(t testing.TB, width, height int, options Options) program {
	p := checking(t, width, height, &drawer{}, options)
	p = typedIn(p, `c space o "checkout against the sandbox is ok 20 of 20; in prod 9 of 20 time out after 800 ms" enter`)
	p = typedIn(onCheck(t, p, "differ instances"), "space")
	p = typedIn(onTodo(t, p, "max_connections"), `z "runs 400, no reboot yet" enter`)
	p = typedIn(onTodo(t, p, "timeout_ms"), `o "ci-deploy did it" enter`)
	p.world.now = night.Add(37 * time.Minute)
	return p
}

// onCheck puts the cursor on the line of a key.
func onCheck(t testing.TB, p program, key string) program {
	t.Helper()
	p = pressed(p, "g")
	for range 80 {
		if p.here().(checks).key == key {
			return p
		}
		p = pressed(p, "j")
	}
	t.Fatalf("there is no line %q:\n%s", key, frametest.Plain(p.frame()))
	return p
}

// onTodo puts the cursor on the to-do that holds some words.
func onTodo(t testing.TB, p program, words string) program {
	t.Helper()
	for _, todo := range p.world.inquiry.page.Together {
		name := todo.Title
		if todo.Entry != nil {
			name = todo.Entry.Name + " " + todo.Entry.Attribute.String()
		}
		if strings.Contains(name, words) {
			return onCheck(t, p, todo.Key)
		}
	}
	t.Fatalf("there is no to-do about %q", words)
	return p
}

var checkSizes = [][2]int{{200, 50}, {120, 40}, {100, 30}, {80, 24}, {60, 16}, {44, 14}}

func TestTheChecklist(t *testing.T) {
	for _, size := range checkSizes {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			p := workedOn(t, size[0], size[1], Options{})
			p = pressed(p, "g")
			frametest.Check(t, size[0], size[1], p.frame)
			frames := frametest.Plain(p.frame())
			p = pressed(p, "G")
			frametest.Check(t, size[0], size[1], p.frame)
			golden.RequireEqual(t, frames+frametest.Plain(p.frame()))
		})
	}
}

func TestThemesOfTheChecklist(t *testing.T) {
	for name, options := range drawings {
		t.Run(name, func(t *testing.T) {
			p := workedOn(t, 120, 40, options)
			frametest.Check(t, 120, 40, p.frame)
			golden.RequireEqual(t, p.frame())
		})
	}
}

// Every decision is saved as it is made: the last thing that was saved is all that was decided.
func TestWhatIsDecidedIsSavedAtOnce(t *testing.T) {
	d := &drawer{}
	p := checking(t, 120, 40, d, Options{})
	if p = typedIn(p, "c"); len(d.saved) != 0 {
		t.Error("an investigation in which nothing is decided was saved")
	}
	p = typedIn(p, "space")
	inv := d.last(t)
	if inv.Reproduced != checklist.No || inv.Title != "payments-api Egress tcp 443 pl:psp-ranges" || !inv.Opened.Equal(night) || inv.Baseline != "prod" {
		t.Errorf("saved: %+v", inv)
	}
	p = typedIn(onCheck(t, p, checklist.KeyFix), "space")
	if inv = d.last(t); inv.Decisions[checklist.KeyFix].Ticked != night {
		t.Error("a tick was not saved with its time")
	}
	p = typedIn(p, "u")
	if inv = d.last(t); len(inv.Decisions) != 1 || inv.Reproduced != checklist.No {
		t.Errorf("u leaves %+v", inv.Decisions)
	}
	p = typedIn(onCheck(t, p, "title"), `o ctrl+u "payments time out" enter`)
	p = typedIn(onCheck(t, p, checklist.KeyRootCause), `enter "a deploy cut the timeout" enter`)
	inv = d.last(t)
	if root := inv.Decisions[checklist.KeyRootCause]; inv.Title != "payments time out" || root.Note != "a deploy cut the timeout" || root.Ticked.IsZero() {
		t.Errorf("saved: %+v", inv)
	}
	p = typedIn(p, "t")
	if d.last(t).Direction != checklist.ToBaseline {
		t.Error("the direction was not saved")
	}
	p = typedIn(p, "u")
	if d.last(t).Direction != checklist.Back {
		t.Error("the direction was not taken back")
	}
	_ = p
}

// Saves never overtake each other: while one runs, what is decided waits, and then is saved together.
func TestSavesDoNotOvertakeEachOther(t *testing.T) {
	d := &drawer{}
	p := typedIn(checking(t, 120, 40, d, Options{}), "c")
	next, first := p.Update(keyPress("space"))
	p = next.(program)
	for _, key := range []string{"space", "t", "t"} {
		next, cmd := p.Update(keyPress(key))
		if p = next.(program); cmd != nil {
			t.Fatalf("%s saves while another save runs", key)
		}
	}
	next, second := p.Update(first())
	if second == nil {
		t.Fatal("what was decided meanwhile is not saved")
	}
	p = sent(next.(program), second())
	if inv := d.last(t); len(d.saved) != 2 || inv.Reproduced != checklist.Yes || inv.Direction != checklist.FromBaseline {
		t.Errorf("%d saves, the last %+v", len(d.saved), inv)
	}
	if q := p.world.inquiry; q.saving || q.changed != q.written {
		t.Error("the page believes that something is not saved")
	}
}

func TestAFailingSaveIsToldAndTriedAgain(t *testing.T) {
	d := &drawer{fails: errors.New("no space left on device")}
	p := typedIn(checking(t, 120, 40, d, Options{}), "c space")
	if frame := frametest.Plain(p.frame()); !strings.Contains(frame, "not saved: no space left on device") || !strings.Contains(frame, "[x] no") {
		t.Fatalf("the page does not say so, or lost the decision:\n%s", frame)
	}
	next, cmd := p.Update(keyPress("q"))
	if p = next.(program); cmd == nil || !strings.Contains(p.notice, "not saved") {
		t.Errorf("q leaves without a word, with what is not saved: %q", p.notice)
	}
	p = sent(p, cmd())
	d.fails = nil
	next, cmd = p.Update(tickedMsg{night.Add(time.Minute)})
	p = next.(program)
	for _, answer := range answersOf(cmd) {
		p = sent(p, answer)
	}
	if !strings.Contains(frametest.Plain(p.frame()), "saved") || len(d.saved) != 1 {
		t.Errorf("it is not tried again:\n%s", frametest.Plain(p.frame()))
	}
	if _, cmd = p.Update(keyPress("q")); cmd == nil || cmd() != (tea.QuitMsg{}) {
		t.Error("q does not leave when all is saved")
	}
}

// answersOf runs the commands of a batch that do not wait.
func answersOf(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	done := make(chan tea.Msg, 1)
	go func() { done <- cmd() }()
	select {
	case msg := <-done:
		batch, ok := msg.(tea.BatchMsg)
		if !ok {
			return []tea.Msg{msg}
		}
		var all []tea.Msg
		for _, c := range batch {
			all = append(all, answersOf(c)...)
		}
		return all
	case <-time.After(time.Second):
		return nil // the clock
	}
}

// q while something is being saved leaves when it is saved, and at once when it is pressed again.
func TestLeavingWaitsForTheSave(t *testing.T) {
	d := &drawer{}
	p := typedIn(checking(t, 120, 40, d, Options{}), "c")
	next, save := p.Update(keyPress("space"))
	next, cmd := next.Update(keyPress("q"))
	if cmd != nil {
		t.Fatal("q leaves before what was decided is saved")
	}
	if _, cmd = next.Update(keyPress("q")); cmd == nil || cmd() != (tea.QuitMsg{}) {
		t.Error("a second q does not leave")
	}
	if _, cmd = next.Update(save()); cmd == nil || cmd() != (tea.QuitMsg{}) || len(d.saved) != 1 {
		t.Error("it does not leave once it is saved")
	}
	next, _ = p.Update(keyPress("space"))
	next, _ = next.Update(keyPress("ctrl+c"))
	if got := next.(program).exit; got != interrupted {
		t.Errorf("^c has exit code %d", got)
	}
}

// What is ruled out is not ranked again: on the overview it is gone from its place and counted, until u.
func TestWhatIsRuledOutLeavesTheOverview(t *testing.T) {
	d := &drawer{}
	p := checking(t, 120, 40, d, Options{})
	before := frametest.Plain(p.frame())
	p = typedIn(p, `z "the fallback works" enter`)
	said := p.notice
	p.notice = ""
	frame := frametest.Plain(p.frame())
	if strings.Contains(frame, "psp-ranges") || !strings.Contains(frame, "1 ruled out") || !strings.Contains(said, "u takes it back") {
		t.Fatalf("it is still there, or not counted:\n%s", frame)
	}
	inv := d.last(t)
	if len(inv.Decisions) != 1 {
		t.Fatalf("%+v", inv.Decisions)
	}
	for _, decision := range inv.Decisions {
		if decision.Reason != "the fallback works" || decision.RuledOut.IsZero() || len(decision.Of) == 0 {
			t.Errorf("%+v", decision)
		}
	}
	p = typedIn(p, "u esc")
	p.notice = ""
	if after := frametest.Plain(p.frame()); after != before {
		t.Errorf("u does not bring it back:\n%s", after)
	}
}

func TestZAsksForAReason(t *testing.T) {
	p := typedIn(checking(t, 120, 40, &drawer{}, Options{}), "z enter")
	if p.prompt == nil || !strings.Contains(frametest.Plain(p.frame()), "say why") {
		t.Errorf("nothing is asked:\n%s", frametest.Plain(p.frame()))
	}
	if p = typedIn(p, "esc"); p.prompt != nil || len(p.world.inquiry.kept.Decisions) != 0 {
		t.Error("esc does not leave it")
	}
}

// z holds everywhere: on a row of the panes, on a role, on an attribute, on the checklist, where z takes it back.
func TestZEverywhere(t *testing.T) {
	for _, way := range []string{"3", "3 g enter", "enter", "4 n", "5 n", "c n n n n n n n n n n"} {
		t.Run(way, func(t *testing.T) {
			d := &drawer{}
			p := typedIn(checking(t, 120, 40, d, Options{}), way)
			p = typedIn(p, `z "known" enter`)
			if len(d.saved) == 0 {
				t.Fatalf("nothing was ruled out: %q\n%s", p.notice, frametest.Plain(p.frame()))
			}
			if p = typedIn(p, "z"); p.prompt != nil || len(d.last(t).Out()) != 0 {
				t.Errorf("z does not take it back: %q", p.notice)
			}
		})
	}
}

func TestEscLeadsBackToWhereOneWas(t *testing.T) {
	p := checking(t, 120, 40, &drawer{}, Options{})
	for _, way := range []string{"j j", "4 j j", "3 g enter", "enter"} {
		at := typedIn(p, way)
		want := frametest.Plain(at.frame())
		for _, back := range []string{"c esc", "c c", "c j j space u esc", "c n n n n n enter esc esc esc"} {
			got := typedIn(at, back)
			if got.notice = ""; frametest.Plain(got.frame()) != want {
				t.Errorf("%s, %s leads elsewhere:\n%s", way, back, frametest.Plain(got.frame()))
			}
		}
	}
}

func TestTheCursorOfTheChecklistStays(t *testing.T) {
	p := typedIn(checking(t, 120, 40, &drawer{}, Options{}), "c j j j j")
	key := p.here().(checks).key
	if p = typedIn(p, "1 c"); p.here().(checks).key != key {
		t.Errorf("the cursor is on %q, was on %q", p.here().(checks).key, key)
	}
	if p = typedIn(p, "enter c"); len(p.trail) != 2 || p.here().(checks).key != key {
		t.Errorf("c from within does not lead back: %d places", len(p.trail))
	}
}

// An open investigation is offered, and c goes on with it; what another process has is only looked at.
func TestGoingOn(t *testing.T) {
	inv := checklist.Investigation{ID: "1", Title: "payments time out", Opened: night.Add(-time.Hour), Baseline: "prod", Direction: checklist.Back}
	inv = inv.Decided(checklist.KeyFix, func(d *checklist.Decision) { d.Ticked = night })
	for _, holder := range []string{"", "parity 4242 on this machine"} {
		d := &drawer{kept: &Kept{Investigation: inv, Holder: holder}}
		p := checking(t, 120, 40, d, Options{})
		p = sent(p, findInvestigation(d, nil)())
		frame := frametest.Plain(p.frame())
		if !strings.Contains(frame, "An investigation is open: payments time out, since 01:14, 1 of ") {
			t.Fatalf("it is not offered:\n%s", frame)
		}
		p = typedIn(p, "c")
		if got := p.world.inquiry.kept.Title; got != "payments time out" {
			t.Fatalf("c goes on with %q", got)
		}
		p = typedIn(p, "space")
		refused := strings.Contains(p.notice, "read-only") && len(d.saved) == 0
		if refused != (holder != "") {
			t.Errorf("holder %q: %q, %d saves", holder, p.notice, len(d.saved))
		}
		if p = typedIn(p, "esc"); strings.Contains(frametest.Plain(p.frame()), "An investigation is open") {
			t.Error("it is still offered while it is worked on")
		}
	}
}

// c before the keeper has answered opens the checklist when it does: what is open is never begun a second time.
func TestTheChecklistWaitsForTheKeeper(t *testing.T) {
	d := &drawer{kept: &Kept{Investigation: checklist.Investigation{ID: "1", Title: "open one", Opened: night}}}
	p := checking(t, 120, 40, d, Options{})
	p.world.offered.asked = true
	if p = typedIn(p, "c"); p.world.inquiry != nil || p.here().on() != keys.Overview {
		t.Fatal("it did not wait")
	}
	if p = sent(p, findInvestigation(d, nil)()); p.here().on() != keys.Investigating || p.world.inquiry.kept.Title != "open one" {
		t.Error("it does not open with what was found")
	}
}

func TestClosingAndBeginningAnew(t *testing.T) {
	d := &drawer{}
	p := typedIn(checking(t, 120, 40, d, Options{}), "c space")
	p = typedIn(onCheck(t, p, "close"), `enter "the timeout" enter`)
	inv := d.last(t)
	if inv.Closed.IsZero() || inv.Decisions[checklist.KeyRootCause].Note != "the timeout" {
		t.Fatalf("%+v", inv)
	}
	if p = typedIn(onCheck(t, p, checklist.KeyReproduce), "space"); p.notice != "this investigation is closed" {
		t.Errorf("a closed one is changed: %q", p.notice)
	}
	if p = typedIn(p, "u"); !p.world.inquiry.kept.Closed.IsZero() {
		t.Error("u does not open it again")
	}
	p = typedIn(onCheck(t, p, "close"), "enter enter enter")
	if q := p.world.inquiry; q.kept.Reproduced != checklist.Unanswered || !q.kept.Closed.IsZero() {
		t.Errorf("no new one is begun: %+v", q.kept)
	}
	if p = typedIn(p, "u"); p.notice != "nothing was explained or decided since the start" {
		t.Errorf("u takes back what was decided in another investigation: %q", p.notice)
	}
}

// A pasted note is one line of text, whatever was in it.
func TestAHostileNoteIsHarmless(t *testing.T) {
	d := &drawer{}
	for _, paste := range evil {
		p := onCheck(t, typedIn(checking(t, 80, 24, d, Options{}), "c"), checklist.KeyFix)
		p = typedIn(p, "o")
		p = sent(p, tea.PasteMsg{Content: "x" + paste})
		frametest.Check(t, 80, 24, p.frame)
		p = typedIn(p, "enter")
		frametest.Check(t, 80, 24, p.frame)
		if note := d.last(t).Decisions[checklist.KeyFix].Note; strings.ContainsAny(note, "\x1b\n\r\x00\x07") {
			t.Errorf("%q was saved of %q", note, paste)
		}
	}
}

// Share-safe hides every value on the page and keeps the words.
func TestTheChecklistSharesNoValue(t *testing.T) {
	p := pressed(workedOn(t, 120, 60, Options{}), "S g")
	frame := frametest.Plain(p.frame())
	for _, value := range []string{"3000", "800 →", "0.0.0.0", "10.20", "15.4"} {
		if strings.Contains(frame, value) {
			t.Errorf("%q is on a shared screen:\n%s", value, frame)
		}
	}
	for _, words := range []string{"/payments/psp/timeout_ms", "ci-deploy did it", "runs 400, no reboot yet"} {
		if !strings.Contains(frame, words) {
			t.Errorf("%q is gone from a shared screen:\n%s", words, frame)
		}
	}
}

func TestOneEnvironmentHasNoChecklist(t *testing.T) {
	p := lonely(t, 120, 40)
	if p = pressed(p, "c"); p.here().on() == keys.Investigating {
		t.Error("a checklist opens where nothing is compared")
	}
}

// retestedWith presses r, ends the load, and takes in the comparison it leads to.
func retestedWith(p program, d *digest) program {
	p = sent(p, keyPress("r"))
	p = sent(p, loadedMsg{generation: p.reading.generation, inventories: d.Inventories})
	d.loads = p.reading.loads
	next, cmd := p.Update(comparedMsg{baseline: p.reading.baseline, digest: d})
	p = next.(program)
	for _, answer := range answersOf(cmd) {
		if saved, ok := answer.(savedMsg); ok {
			p = sent(p, saved)
		}
	}
	return p
}

// withoutTimeout is acme in which the timeout is as it was, and one parameter more differs.
func withoutTimeout() *company {
	c := acme()
	same := func(e *model.Entry) bool { return e.Name == "/payments/psp/timeout_ms" && e.Verdict.Unexplained() }
	for _, row := range c.comparison.Rows {
		row.Entries = slices.DeleteFunc(row.Entries, same)
	}
	c.comparison.Entries = slices.DeleteFunc(c.comparison.Entries, same)
	c.comparison.Causes = slices.DeleteFunc(c.comparison.Causes, func(cause *model.Cause) bool { return same(cause.Entries[0]) })
	c.add("AWS::SSM::Parameter", "/payments/psp/retries", "Value", "3")
	fresh := c.differs(entryOf{path: model.Dotted("Value"), in: staging, verdict: model.Drift, mine: text0("5"), baseline: text0("3")})
	c.cause(model.CauseSingle, staging, "/payments/psp/retries 5 against 3", "", fresh)
	return c
}

func TestARetestTellsWhatIsTheSame(t *testing.T) {
	d := &drawer{}
	p := checking(t, 120, 40, d, Options{Loader: reader{}})
	p = onTodo(t, typedIn(p, "c"), "timeout_ms")
	key := p.here().(checks).key
	p = retestedWith(p, withoutTimeout().digest())
	if !strings.Contains(p.notice, "still differ") || !strings.Contains(p.notice, "1 new") {
		t.Errorf("r says %q", p.notice)
	}
	inv := d.last(t)
	if one := inv.Decisions[key]; !one.ByItself || one.Ticked.IsZero() {
		t.Fatalf("what is the same is not ticked: %+v", inv.Decisions)
	}
	frame := frametest.Plain(p.frame())
	if !strings.Contains(frame, "the same since 02:14") || !strings.Contains(frame, "last 02:14: ") {
		t.Errorf("the page does not tell:\n%s", frame)
	}
	if p = typedIn(p, "u"); len(d.last(t).Retests) != 0 || len(d.last(t).Decisions) != 0 {
		t.Error("u does not take it back")
	}
}

// A load that fails, or is given up, decides nothing; what was decided stays.
func TestARetestThatFailsKeepsEverything(t *testing.T) {
	d := &drawer{}
	p := typedIn(checking(t, 120, 40, d, Options{Loader: reader{}}), "c space")
	before := d.last(t)
	p = sent(p, keyPress("r"))
	if frame := frametest.Plain(p.frame()); !strings.Contains(frame, "reading 0/") {
		t.Errorf("the page does not say that it is being read:\n%s", frame)
	}
	p = typedIn(p, "t") // whatever is read, the page works
	p = sent(p, loadedMsg{generation: p.reading.generation, err: errors.New("no network")})
	if q := p.world.inquiry; q.retest != nil || len(q.kept.Retests) != 0 || q.kept.Reproduced != before.Reproduced {
		t.Errorf("a failed load decides something: %+v", q.kept)
	}
	if frame := frametest.Plain(p.frame()); !strings.Contains(frame, "[x] no") || !strings.Contains(frame, "read again") {
		t.Errorf("%s", frame)
	}
	p = typedIn(sent(p, keyPress("r")), "esc")
	p = sent(pressed(p, "esc"), comparedMsg{baseline: "prod", digest: withoutTimeout().digest()})
	if q := p.world.inquiry; q.retest != nil || len(q.kept.Retests) != 0 {
		t.Errorf("a load that was given up decides something: %+v", q.kept)
	}
}

func TestOnlyWhatIsConcernedIsReadAgain(t *testing.T) {
	p := typedIn(checking(t, 120, 40, &drawer{}, Options{}), "c")
	wanted := concerned(&p.world.inquiry.page)
	if len(wanted.Types) == 0 || slices.Contains(wanted.Types, "") {
		t.Errorf("%q", wanted.Types)
	}
	for _, todo := range p.world.inquiry.page.Together {
		if !todo.ByHand {
			p = typedIn(onCheck(t, p, todo.Key), `z "no" enter`)
		}
	}
	if wanted = concerned(&p.world.inquiry.page); len(wanted.Types) != 0 {
		t.Errorf("what is ruled out is read again: %q", wanted.Types)
	}
}

// The ways back of a to-do are listed from the page, and a copied one is noted on it.
func TestAWayBackIsNotedOnThePage(t *testing.T) {
	d := &drawer{}
	p := onTodo(t, typedIn(checking(t, 120, 40, d, Options{}), "c"), "timeout_ms")
	key := p.here().(checks).key
	entry := p.world.inquiry.page.Together[1].Entry
	if p = pressed(p, "Y"); p.here().on() != keys.Ways {
		t.Fatalf("Y does not list them: %q", p.notice)
	}
	next, cmd := p.copiedWay(wayItem{entry: entry, way: &wayback.Way{Environment: "prod"}, text: "aws ssm put-parameter"})
	if cmd == nil {
		t.Fatal("nothing is copied")
	}
	if next = typedIn(next, "esc"); !strings.Contains(frametest.Plain(next.frame()), "Y copied 02:14") {
		t.Errorf("the page does not note it:\n%s", frametest.Plain(next.frame()))
	}
	if got := next.world.inquiry.kept.Decisions[key].Copied; got.IsZero() {
		t.Error("it is not noted when")
	}
}

// Whatever is decided, as many u take it back, and the page is as it was.
func TestUndoTakesBackWhateverWasDecided(t *testing.T) {
	fresh := typedIn(checking(t, 120, 40, &drawer{}, Options{}), "c")
	rapid.Check(t, func(t *rapid.T) {
		p := fresh
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			p = typedIn(p, rapid.SampledFrom([]string{
				"space", "j", "j j j", "n", "t", `o "a" enter`, "o ctrl+u enter", "Y 1 1 esc c", `z "b" enter`, "z", "esc c", "G", "g", `G k space`,
			}).Draw(t, "keys"))
			if p.prompt != nil {
				p = typedIn(p, "esc")
			}
		}
		p = typedIn(p, "esc esc esc esc esc esc esc esc")
		for range len(p.explained.undos) {
			p = typedIn(p, "u")
		}
		was, is := fresh.world.inquiry.kept, p.world.inquiry.kept
		for key := range is.Decisions {
			is = is.Decided(key, func(d *checklist.Decision) { d.Copied = time.Time{} }) // what was copied stays copied
		}
		is.Title, is.Since, is.Seen = was.Title, was.Since, was.Seen // what the first decision adds
		if len(is.Decisions) == 0 {
			is.Decisions = was.Decisions
		}
		if !reflect.DeepEqual(was, is) {
			t.Fatalf("what is left: %+v", is)
		}
	})
}

// The page is there before anything is read, and fills itself.
func TestTheChecklistWhileReading(t *testing.T) {
	p := pressed(starting(), "c")
	frametest.Check(t, 120, 24, p.frame)
	if frame := frametest.Plain(p.frame()); !strings.Contains(frame, "reading 0/15") || !strings.Contains(frame, "Can I reproduce it in staging?") {
		t.Errorf("%s", frame)
	}
	p = sent(pressed(p, "space"), comparedMsg{baseline: "prod", digest: acme().digest()})
	if frame := frametest.Plain(p.frame()); !strings.Contains(frame, "[x] no") || !strings.Contains(frame, "/payments/psp/timeout_ms") {
		t.Errorf("%s", frame)
	}
}

// Where something is looked at that was ruled out, the screen says so, and why.
func TestWhatIsRuledOutSaysSoEverywhere(t *testing.T) {
	p := typedIn(checking(t, 120, 40, &drawer{}, Options{}), `z "the fallback answers" enter`)
	for _, way := range []string{"4 g", "c"} {
		at := typedIn(p, way)
		for range 12 {
			if strings.Contains(frametest.Plain(at.frame()), "the fallback answers") {
				break
			}
			at = pressed(at, "j")
		}
		if frame := frametest.Plain(at.frame()); !strings.Contains(strings.ToLower(frame), "ruled out 02:14: the fallback answers") {
			t.Errorf("%s does not say so:\n%s", way, frame)
		}
	}
}

func TestTheMouseOnTheChecklist(t *testing.T) {
	p := checking(t, 120, 40, &drawer{}, Options{})
	click := func(x, y int) { p = sent(p, tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}) }
	click(115, 1)
	if p.here().on() != keys.Investigating {
		t.Fatal("a click on its name does not open the checklist")
	}
	for y, line := range strings.Split(frametest.Plain(p.frame()), "\n") {
		if strings.Contains(line, "[ ] instances") {
			click(20, y)
			if got := p.here().(checks).key; got != p.world.inquiry.page.Different[0].Key {
				t.Errorf("a click goes to %q", got)
			}
			click(20, y)
		}
	}
	if p.here().on() != keys.Panes {
		t.Error("a second click does not open the list")
	}
}
