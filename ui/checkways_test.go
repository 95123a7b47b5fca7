package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/checklist"
	"parity/ui/frametest"
	"parity/ui/keys"
)

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
		for _, back := range []string{"c esc", "c c", "c j j space u esc", "c n n n n n enter esc esc"} {
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
		refused := strings.Contains(p.notice, "read-only: parity 4242 on this machine has it open; start again once") && len(d.saved) == 0
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

// What a line of step 2 counts is what opens on it, whatever the focus is on.
func TestTheListBehindALineIsWhatItCounts(t *testing.T) {
	for _, start := range []string{"", "f \"search\" enter"} {
		p := typedIn(checking(t, 120, 40, &drawer{}, Options{}), start+" c")
		lines := p.world.inquiry.page.Different
		counted := 0
		for i := range lines {
			l := &lines[i]
			if len(l.Types) == 0 {
				continue
			}
			opened := p.fulfil(openPlace{p.view().listBehind(l)})
			if want := l.Counts.InWindow + l.Counts.Rare + l.Counts.Common; want > 0 {
				counted++
				if got := len(p.view().askedFor(l.Key).Entries); got < want {
					t.Errorf("%d differences open on %s, which counts %d", got, l.Title, want)
				}
				if stops := opened.here().(panes).grid.table.stops; stops == 0 {
					t.Errorf("nothing opens on %s:\n%s", l.Title, frametest.Plain(opened.frame()))
				}
			}
		}
		if counted == 0 {
			t.Error("no line counts a difference")
		}
	}
}

// What is explained leaves the page; the cursor stays near where it was, with what is next.
func TestTheCursorStaysWhereALineIsGone(t *testing.T) {
	p := onTodo(t, typedIn(checking(t, 80, 24, &drawer{}, Options{}), "c"), "EngineVersion")
	was, at := p.here().(checks), onScreen(p)
	c := acme()
	c.comparison.Causes = slices.DeleteFunc(c.comparison.Causes, func(cause *model.Cause) bool {
		return cause.Entries[0].Attribute.String() == "EngineVersion"
	})
	p = sent(p, comparedMsg{baseline: "prod", digest: c.digest()})
	if now := p.here().(checks); now.key == was.key || now.at != was.at || now.top != was.top {
		t.Errorf("the cursor is on %q, line %d from %d, was on line %d from %d:\n%s\n%s", now.key, now.at, now.top, was.at, was.top, at, onScreen(p))
	}
}

// What could not be read is counted on its line and is in the list behind it, what is explained is one key away; the
// focus, which narrows neither page nor list, is not said to.
func TestTheListBehindALineHasWhatWasNotRead(t *testing.T) {
	p := typedIn(checking(t, 120, 40, &drawer{}, Options{}), "f \"search\" enter c")
	for i := range p.world.inquiry.page.Different {
		l := &p.world.inquiry.page.Different[i]
		if !slices.ContainsFunc(l.Entries, func(e *model.Entry) bool { return e.Row == nil }) {
			continue
		}
		opened := p.fulfil(openPlace{p.view().listBehind(l)})
		for _, words := range []string{"not read", thousands(l.Counts.Unread) + " unread", thousands(l.Counts.Explained) + " explained (d)"} {
			if l.Counts.Explained == 0 && strings.Contains(words, "(d)") {
				continue
			}
			if !strings.Contains(onScreen(opened), words) {
				t.Errorf("%s: no %q:\n%s", l.Title, words, onScreen(opened))
			}
		}
		for _, q := range []program{p, opened} {
			if !q.sight.focused || strings.Contains(onScreen(q), "focus: search") {
				t.Errorf("a focus is told, or is none:\n%s", onScreen(q))
			}
		}
		return
	}
	t.Fatal("all was read")
}
