package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/ui/frametest"
)

const canary = "hunter2-canary"

// safe is a revealer of the tests: every secret is the canary, but those of dev, which are denied.
type safe struct{ asked []string }

func (s *safe) Reveal(_ context.Context, environment string, resource *model.Resource, attribute model.Path) (string, error) {
	s.asked = append(s.asked, environment+" "+resource.ID+" "+attribute.String())
	if environment == "dev" {
		return "", errors.New("may not be decrypted: it takes kms:Decrypt")
	}
	return canary, nil
}

// carried presses a key and gives the program what its commands come to.
func carried(p program, key string) (program, []tea.Msg) {
	next, cmd := p.Update(keyPress(key))
	p = next.(program)
	var all []tea.Msg
	var run func(tea.Cmd)
	run = func(cmd tea.Cmd) {
		if cmd == nil {
			return
		}
		switch msg := cmd().(type) {
		case nil:
		case tea.BatchMsg:
			for _, c := range msg {
				run(c)
			}
		default:
			all = append(all, msg)
			p = sent(p, msg)
		}
	}
	run(cmd)
	return p, all
}

// atSecret is the program with the cursor on a secret, that of prod decrypted and that of staging locked.
func atSecret(t *testing.T, revealer Revealer, options Options) program {
	options.Revealer = revealer
	p := pressed(opened(t, 160, 40, options), "5")
	for _, key := range []string{"/", "a", "p", "i", "_", "enter", "enter"} {
		p = pressed(p, key)
	}
	if p.here().on() == 0 || !strings.Contains(frametest.Plain(p.frame()), hidden) {
		t.Fatal("no secret is on the screen")
	}
	return p
}

// onScreen is the program's frame without its inks.
func onScreen(p program) string { return frametest.Plain(p.frame()) }

func TestRevealing(t *testing.T) {
	s := &safe{}
	p := atSecret(t, s, Options{})
	p, _ = carried(p, "v")
	if got := strings.Join(s.asked, ", "); got != "dev acme-dev-/payments/psp/api_key Value, staging acme-staging-/payments/psp/api_key Value, prod acme-prod-/payments/psp/api_key Value" {
		t.Errorf("asked for %s", got)
	}
	if !strings.Contains(p.frame(), canary) {
		t.Fatal("the secret is not on the screen")
	}
	if text := fmt.Sprintf("%v %+v %#v", *p.revealed, *p.revealed, *p.revealed); strings.Contains(text, canary) {
		t.Error("the program prints the secret")
	}
	for _, key := range []string{"v", "esc", "5", "1", "S", "?"} {
		left := pressed(p, key)
		if key == "?" {
			left = pressed(left, "? esc")
		}
		if strings.Contains(left.frame(), canary) || left.revealed != nil {
			t.Errorf("the secret is there after %s", key)
		}
	}
	if back := pressed(pressed(p, "esc"), "enter"); strings.Contains(back.frame(), canary) {
		t.Error("the secret is there when the cursor comes back")
	}
	if late := sent(pressed(p, "esc"), revealedMsg{p.revealed.key, prod, secretText{text: func() string { return canary }}}); late.revealed != nil {
		t.Error("an answer that came late is kept")
	}
}

func TestRevealingFails(t *testing.T) {
	p := atSecret(t, &safe{}, Options{})
	p.sight.chosen = dev
	if p, _ = carried(p, "v"); !strings.Contains(p.notice, "dev") || strings.Contains(p.frame(), canary) && p.revealed.in[dev].failed == "" {
		t.Errorf("%q", p.notice)
	}
	for _, c := range []struct{ keys, want string }{
		{"2", "has no secret here"}, {"3 d d enter j", "has no secret here"}, {"5 S", "shared"},
	} {
		p := pressed(opened(t, 160, 40, Options{Revealer: &safe{}}), c.keys)
		if p, _ = carried(p, "v"); !strings.Contains(p.notice, c.want) {
			t.Errorf("%s v: %q, want %q", c.keys, p.notice, c.want)
		}
	}
	if p, _ = carried(atSecret(t, nil, Options{}), "v"); p.notice == "" || p.revealed != nil {
		t.Error("without a revealer, something is revealed")
	}
}

// copiedBy presses y and a key and returns what reached the clipboard.
func copiedBy(p program, key string) (program, string) {
	p, all := carried(pressed(p, "y"), key)
	for _, msg := range all {
		if kind := fmt.Sprintf("%T", msg); kind == "tea.setClipboardMsg" {
			return p, fmt.Sprint(msg)
		}
	}
	return p, ""
}

func TestCopying(t *testing.T) {
	p := pressed(opened(t, 160, 40, Options{}), "5")
	for _, key := range []string{"/", "t", "i", "m", "e", "enter"} {
		p = pressed(p, key)
	}
	for _, c := range []struct{ before, key, want, notice string }{
		{"", "v", "3000", "copied the value of staging: 3000"},
		{"left", "v", "800", "copied the value of prod: 800"},
		{"", "n", "acme-staging-/payments/psp/timeout_ms", "copied the name of staging: acme-staging-/payments/psp/timeout_ms"},
		{"", "a", "acme-staging-/payments/psp/timeout_ms", "copied the id of staging: acme-staging-/payments/psp/timeout_ms"},
		{"", "x", "", ""},
		{"", "esc", "", ""},
		{"S", "v", "", "no value is copied while the screen is shared (S)"},
		{"S", "n", "acme-staging-/payments/psp/timeout_ms", "copied the name of staging: acme-staging-/payments/psp/timeout_ms"},
	} {
		after, got := copiedBy(pressed(p, c.before), c.key)
		if got != c.want || after.notice != c.notice || after.copies {
			t.Errorf("%s y %s: %q, %q; want %q, %q", c.before, c.key, got, after.notice, c.want, c.notice)
		}
		if c.key == "x" && len(after.sight.shown(&after.world)) != 3 {
			t.Error("a key that is none of y's does what it does otherwise")
		}
	}
	if !strings.Contains(onScreen(pressed(p, "y")), "ARN, or id") {
		t.Error("y does not ask what to copy")
	}
}

// TestValuesAreCopiedAsTheyAre: what is drawn is clean, what is copied is what AWS has.
func TestValuesAreCopiedAsTheyAre(t *testing.T) {
	const raw = "a\x1b[31m\nb\u202e\tc "
	c := newCompany()
	c.add("AWS::SSM::Parameter", "/a/b", "Value", raw, "ARN", "arn:aws:ssm:eu-west-1:1:parameter/acme-staging-/a/b")
	list := model.Dotted("List")
	for i := range c.row.Cells {
		c.row.Cells[i].Resources[0].Set(list, model.ListValue([]string{"x", "y,z"}))
	}
	p := pressed(sent(opened(t, 120, 30, Options{}), comparedMsg{baseline: "prod", digest: c.digest()}), "5 d d")
	p = pressed(p, "E j")
	after, got := copiedBy(p, "v")
	if got != raw {
		t.Errorf("copied %q, want %q", got, raw)
	}
	for _, fault := range frametest.Faults(after.frame(), 120, 30) {
		t.Error(fault)
	}
	if _, got = copiedBy(p, "a"); got != "arn:aws:ssm:eu-west-1:1:parameter/acme-staging-/a/b" {
		t.Errorf("copied %q as the ARN", got)
	}
}

func TestASecretIsCopiedOnlyWhenRevealed(t *testing.T) {
	p := atSecret(t, &safe{}, Options{})
	after, got := copiedBy(p, "v")
	if got != "" || !strings.Contains(after.notice, "secret") {
		t.Errorf("copied %q: %q", got, after.notice)
	}
	p, _ = carried(p, "v")
	after, got = copiedBy(p, "v")
	if got != canary || strings.Contains(after.notice, canary) {
		t.Errorf("copied %q: %q", got, after.notice)
	}
}

// TestShareSafe: no value is on any screen, nor what quotes one, and verdicts, counts and names are.
func TestShareSafe(t *testing.T) {
	values := []string{"800", "3000", "t3.large", "t3.micro", "sandbox", "15.4", "0.0.0.0", "10.20", "psp-ranges", "alb-public", "postgres"}
	p := pressed(opened(t, 160, 50, Options{}), "S")
	if !strings.Contains(p.frame(), "share-safe") {
		t.Error("nothing says that it is on")
	}
	for _, place := range []string{"", "2", "2 d d", "3", "3 d d", "4", "4 d d", "5", "5 E", "5 d d E", "enter", "2 enter", "2 enter enter", "3 g enter", "3 g enter enter", "4 g enter", "4 j enter", "j enter", "j j enter", "j j j j enter", "j j j j j enter", "j j j j j j enter"} {
		at := pressed(p, place)
		for range 12 {
			frame := frametest.Plain(at.frame())
			for _, value := range values {
				if strings.Contains(frame, value) {
					t.Fatalf("%s: %q is on the screen:\n%s", place, value, frame)
				}
			}
			at = pressed(at, "j")
		}
	}
	if frame := onScreen(pressed(p, "5")); !strings.Contains(frame, "≠ "+hidden) || !strings.Contains(frame, "timeout_ms") {
		t.Errorf("verdicts or names are gone:\n%s", frame)
	}
	if got := listedNames(filtering(p, "5", "3000")); got != "" {
		t.Errorf("a value is found while it is hidden: %s", got)
	}
	if p = pressed(p, "S"); !strings.Contains(onScreen(pressed(p, "5")), "3000") {
		t.Error("values do not come back")
	}
}

func TestChips(t *testing.T) {
	p := filtering(pressed(opened(t, 160, 40, Options{}), "S"), "5", "psp")
	p = pressed(p, "enter")
	click := func(p program, words string) program {
		line, _, _ := strings.Cut(frametest.Plain(p.frame()), "\n")
		at := len([]rune(line[:strings.Index(line, words)]))
		return sent(p, tea.MouseClickMsg{X: at + 1, Y: 0, Button: tea.MouseLeft})
	}
	if clicked := click(p, "share-safe"); clicked.sight.masked {
		t.Error("a click on share-safe does not turn it off")
	}
	clicked := click(p, "filter: psp")
	if clicked.typing == nil || clicked.typing.words != "psp" {
		t.Error("a click on the filter does not edit it")
	}
	if esc := pressed(p, "esc"); esc.here().(explorer).filter != "" || len(esc.trail) != 2 {
		t.Error("esc does not take the filter away first")
	}
}

func TestFiltersOfBefore(t *testing.T) {
	p := filtering(opened(t, 120, 40, Options{}), "5", "psp")
	p = filtering(pressed(p, "enter esc"), "4", "app")
	p = pressed(p, "esc /")
	for _, step := range []struct{ key, want string }{{"up", "app"}, {"up", "psp"}, {"up", "psp"}, {"down", "app"}, {"down", ""}, {"up", "app"}} {
		p = pressed(p, step.key)
		if p.typing == nil || p.typing.words != step.want {
			t.Fatalf("%s: %+v, want %q", step.key, p.typing, step.want)
		}
	}
	if got := listedNames(p); !strings.Contains(got, "app-01") {
		t.Errorf("the filter that was fetched does not filter: %s", got)
	}
}

func TestAFilterThatIsNotUnderstoodSaysSo(t *testing.T) {
	p := filtering(opened(t, 120, 40, Options{}), "4", "is:drifting app")
	if !strings.Contains(p.frame(), "no verdict is called drifting") || !strings.Contains(listedNames(p), "app-01") {
		t.Errorf("%s\n%s", frametest.Plain(p.frame()), listedNames(p))
	}
}
