package ui

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"parity/model"
	"parity/model/checklist"
	"parity/ui/frametest"
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
func typedIn(p program, script string) program { return scripted(p, script, kept) }

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
	if p = next.(program); cmd == nil || !strings.Contains(p.notice, "again leaves without saving: no space") {
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

// Whoever is told that nothing can be saved leaves by the same key, however long ago it failed, and is told again
// after anything else.
func TestWhatCannotBeSavedKeepsNobody(t *testing.T) {
	for _, key := range []string{"q", "ctrl+c"} {
		p := typedIn(checking(t, 120, 40, &drawer{fails: errors.New("no space left on device")}, Options{}), "c space")
		p = typedIn(p, key) // and the save that it asks for has failed
		if p = typedIn(p, "j "+key); !strings.HasPrefix(p.notice, "again leaves without saving") {
			t.Errorf("after another key %s does not say what is lost: %q", key, p.notice)
		}
		if _, cmd := p.Update(keyPress(key)); cmd == nil || cmd() != (tea.QuitMsg{}) {
			t.Errorf("a second %s does not leave", key)
		}
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
