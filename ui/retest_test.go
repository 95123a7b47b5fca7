package ui

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"parity/model"
	"parity/model/checklist"
	"parity/model/wayback"
	"parity/ui/frametest"
	"parity/ui/keys"
)

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
