package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"parity/model"
	"parity/model/compare"
	"parity/model/modeltest"
	"parity/ui/frametest"
)

func TestExplainScreens(t *testing.T) {
	for _, place := range []struct {
		name string
		kind model.CauseKind
		in   string
		keys string
	}{
		{"smaller", model.CauseSmaller, "staging", "i"},
		{"word", model.CauseWord, "staging", "i"},
		{"rule", model.CauseEverywhere, "staging", `i enter "each deploy has its own: 日本語" down "core"`},
		{"finding", model.CauseFinding, "dev", "i"},
	} {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {50, 15}} {
			for name, options := range map[string]Options{"dark": {Theme: Dark}, "light": {Theme: Light}, "nocolor": {NoColor: true}, "ascii": {ASCII: true, NoColor: true}} {
				t.Run(fmt.Sprintf("%s_%dx%d_%s", place.name, size[0], size[1], name), func(t *testing.T) {
					p := said(onCause(t, explainableAcme(t, size[0], size[1], &notebook{}, options), place.kind, place.in), place.keys)
					frametest.Check(t, size[0], size[1], p.frame)
					if size[0] != 50 && name != "ascii" {
						golden.RequireEqual(t, p.frame())
					}
				})
			}
		}
	}
}

func TestWhatIsSaid(t *testing.T) {
	for _, test := range []struct {
		name string
		kind model.CauseKind
		in   string
		keys string
		want string
	}{
		{"the right thing is first", model.CauseSmaller, "staging", "i enter", "staging: {role: relaxed}"},
		{"both words are taught", model.CauseWord, "staging", "i enter", "staging: {words: [stg.acme-pay.io]}\n  prod: {words: [acme-pay.com]}"},
		{"a rule for everything", model.CauseEverywhere, "staging", `i enter "as ever" enter`, "attribute: Tags.GitCommit, environments: [staging]"},
		{"a rule instead", model.CauseSmaller, "staging", `i down enter "cost" enter`, "reason: cost"},
		{"a rule with an end", model.CauseEverywhere, "staging", `i enter "x" down "core" down right right enter`, "owner: core}\n    expires: 2027-02-22"},
		{"another environment", model.CauseEverywhere, "staging", `i enter "x" up right enter`, "environments: []"},
		{"another scope", model.CauseSingle, "staging", `i enter "x" up up up right enter`, "reason: x"},
		{"debt", model.CauseSmaller, "staging", "i down down enter", "InstanceType"},
		{"no reason, no rule", model.CauseEverywhere, "staging", `i enter enter`, ""},
		{"letters that are keys", model.CauseEverywhere, "staging", `i enter "quick 1 jump?" enter`, "reason: quick 1 jump?"},
		{"mended words", model.CauseEverywhere, "staging", `i enter "ab" backspace left "c" enter`, "reason: ca"},
		{"given up", model.CauseEverywhere, "staging", `i enter "ab" esc esc`, ""},
		{"never a finding", model.CauseFinding, "dev", `i down down enter enter`, ""},
		{"taken back", model.CauseSmaller, "staging", "i enter u", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			n := &notebook{}
			p := said(onCause(t, explainableAcme(t, 120, 40, n, Options{}), test.kind, test.in), test.keys)
			got := ""
			for _, e := range n.written {
				got += inYAML(e)
			}
			if test.want == "" && got != "" || !strings.Contains(got, test.want) {
				t.Errorf("%s says\n%s\nwant\n%s", test.keys, got, test.want)
			}
			if got != "" && p.here().on() != (overview{}).on() {
				t.Error("what is written leaves the screen open")
			}
		})
	}
}

// TestWhereSomethingIsExplained: on every screen with differences i explains those under the cursor.
func TestWhereSomethingIsExplained(t *testing.T) {
	for keys, want := range map[string]string{
		"4 i":       "payments-api",
		"3 n n i":   "orders",
		"4 enter i": "payments-api",
		"enter i":   "payments-api",
		"5 n i":     "/",
		"2 n i":     "",
	} {
		p := said(explainableAcme(t, 120, 40, &notebook{}, Options{}), keys)
		e, ok := p.here().(explain)
		if !ok || !strings.Contains(e.subject.title, want) || len(e.subject.entries) == 0 {
			t.Errorf("%s: %T about %+v, notice %q, want something about %q", keys, p.here(), e.subject.title, p.notice, want)
		}
		if !slices.ContainsFunc(e.subject.entries, func(entry *model.Entry) bool { return entry.Verdict.Unexplained() }) {
			t.Errorf("%s explains what is explained", keys)
		}
	}
}

func TestWhatCannotBeSaid(t *testing.T) {
	n := &notebook{refuses: errors.New("ops/parity.yaml changed meanwhile; read it again")}
	p := said(onCause(t, explainableAcme(t, 100, 30, n, Options{}), model.CauseSmaller, "staging"), "i enter")
	if !strings.Contains(frametest.Plain(p.frame()), "changed meanwhile") || len(n.written) > 0 {
		t.Errorf("a refusal is not told, or written over:\n%s", frametest.Plain(p.frame()))
	}
	p = said(explainableAcme(t, 100, 30, &notebook{}, Options{}), "u")
	if !strings.Contains(p.notice, "nothing was explained") {
		t.Errorf("with nothing to take back u says %q", p.notice)
	}
	p = said(explainableAcme(t, 100, 30, &notebook{demo: "the demo writes no file"}, Options{}), "enter i")
	if !strings.Contains(frametest.Plain(p.frame()), "the demo writes no file") {
		t.Error("the demo does not say that it writes no file")
	}
}

// TestReadAgainWhileExplaining: what was read again meanwhile may be another difference, and is not written.
func TestReadAgainWhileExplaining(t *testing.T) {
	n := &notebook{}
	p := said(onCause(t, explainableAcme(t, 100, 30, n, Options{}), model.CauseSmaller, "staging"), "i")
	p = sent(p, comparedMsg{baseline: "prod", digest: recurring(acme()).digest()})
	p = said(p, "enter")
	if frame := frametest.Plain(p.frame()); len(n.written) > 0 || !strings.Contains(frame, "read again meanwhile") {
		t.Errorf("written: %d explanations, on the screen\n%s", len(n.written), frame)
	}
	p = said(p, "esc i enter")
	if len(n.written) != 1 {
		t.Error("esc and i do not explain what is there now")
	}
}

func TestPins(t *testing.T) {
	c := acme()
	c.add("AWS::EC2::Instance", "cron-batch").lacks(staging).lacks(dev)
	missing := c.differs(entryOf{in: staging, verdict: model.Missing})
	c.add("AWS::EC2::Instance", "jobs-runner").lacks(prod).lacks(dev)
	extra := c.differs(entryOf{in: staging, verdict: model.Extra})
	c.cause(model.CauseSingle, staging, "cron-batch is missing", "", missing)
	c.cause(model.CauseSingle, staging, "jobs-runner is extra", "", extra)
	n := &notebook{}
	start := explainableAcme(t, 120, 40, n, Options{})
	start = sent(start, comparedMsg{baseline: "prod", digest: c.digest()})
	at := func(p program, name string) program {
		for range 60 {
			if row := p.here().(rowed).rowHere(); row != nil && row.Name == name {
				return p
			}
			p = pressed(p, "j")
		}
		t.Fatalf("no row %s", name)
		return p
	}
	p := at(pressed(start, "2 g"), "jobs-runner")
	p = at(pressed(pressed(p, "p"), "g"), "cron-batch")
	p = said(p, "p")
	if frame := frametest.Plain(p.frame()); !strings.Contains(frame, "one under two names") || !strings.Contains(frame, "jobs-runner plays cron-batch") {
		t.Errorf("two roles that are marked are not offered as one:\n%s", frame)
	}
	_ = said(p, "enter")
	if len(n.written) != 1 || inYAML(n.written[0]) != "  - cron-batch map[prod:acme-prod-cron-batch staging:acme-staging-jobs-runner]" {
		t.Errorf("written: %v", n.written)
	}
	p = at(pressed(start, "2 g"), "web-shop")
	p = pressed(at(pressed(pressed(p, "p"), "g"), "api-shop"), "p")
	if !strings.Contains(p.notice, "has both") {
		t.Errorf("two that stand beside each other: %q", p.notice)
	}
	if p = pressed(at(pressed(start, "2 g"), "web-shop"), "p p"); p.notice != "forgotten" {
		t.Errorf("the same row twice: %q", p.notice)
	}
	if p = pressed(at(pressed(start, "2 g"), "web-shop"), "p 4 p"); !strings.Contains(p.notice, "of one type") {
		t.Errorf("rows of two types: %q", p.notice)
	}
}

// TestAmbiguousRoles: of those who play one role and are no replicas, one is said to be something else.
func TestAmbiguousRoles(t *testing.T) {
	c := acme()
	c.add("AWS::EC2::SecurityGroup", "aaa-twice")
	cell := &c.row.Cells[staging]
	second := *cell.Resources[0]
	second.ID, second.Name = "sg-2", "twice-staging"
	cell.Resources = append(cell.Resources, &second)
	cell.State, cell.Verdict, cell.Reason, c.row.Verdict = model.Ambiguous, model.Unknown, "ambiguous", model.Unknown
	n := &notebook{}
	p := sent(explainableAcme(t, 120, 40, n, Options{}), comparedMsg{baseline: "prod", digest: c.digest()})
	p = pressed(p, "4 g")
	for p.here().(rowed).rowHere().Name != "aaa-twice" {
		p = pressed(p, "j")
	}
	p = said(p, "i down enter")
	if len(n.written) != 1 || inYAML(n.written[0]) != "  - twice-staging map[staging:sg-2]" {
		t.Errorf("written: %v, on the screen\n%s", n.written, frametest.Plain(p.frame()))
	}
}

// TestScopes: the narrowest rule matches the differences and nothing else, and every rule matches them.
func TestScopes(t *testing.T) {
	catalog := modeltest.Catalog()
	rapid.Check(t, func(t *rapid.T) {
		staging, prod, _ := modeltest.Company(rapid.Uint64().Draw(t, "seed"), 150)
		result, err := compare.Run(catalog, []*model.Inventory{staging, prod}, compare.Options{Baseline: "prod"})
		if err != nil {
			t.Fatal(err)
		}
		options := Options{Catalog: catalog, Zone: time.UTC}
		for _, inventory := range result.Inventories {
			options.Environments = append(options.Environments, inventory.Environment)
		}
		w := newWorld(&options)
		w.digest = newDigest(catalog, result.Comparison, result.Lines)
		v := &view{world: &w}
		for _, cause := range result.Causes {
			scopes := v.scopes(subjectOfCause(cause))
			for i, s := range scopes {
				for j := range s.rules {
					if s.rules[j].All() {
						t.Fatalf("%s: a rule that matches everything", cause.Title)
					}
				}
				for _, e := range cause.Entries {
					if !explains(s.rules, e) {
						t.Fatalf("%s: scope %d, %s, leaves %s %s out", cause.Title, i, s.words, e.Name, e.Attribute)
					}
				}
			}
			if cause.Kind == model.CauseSingle && len(cause.Entries) == 1 && !cause.Entries[0].Attribute.IsZero() {
				for _, e := range result.Entries {
					if e.Verdict.Unexplained() && e != cause.Entries[0] && explains(scopes[0].rules, e) {
						t.Fatalf("%s: the narrowest scope explains %s %s, too", cause.Title, e.Name, e.Attribute)
					}
				}
			}
		}
	})
}

// TestExplainedOnATerminal: what is said is compared at once, and taken back.
func TestExplainedOnATerminal(t *testing.T) {
	inventories := []*model.Inventory{fleet("staging", "t3.small"), fleet("prod", "t3.large")}
	n := &notebook{}
	options := Options{Catalog: modeltest.Catalog(), Loader: reader{inventories: inventories}, Explainer: n}
	options.Compare = func(inventories []*model.Inventory, baseline string) (*compare.Result, error) {
		with := compare.Options{Baseline: baseline}
		n.mu.Lock()
		defer n.mu.Unlock()
		for _, e := range n.written {
			if except, ok := e.(Except); ok {
				with.Rules = append(with.Rules, slices.Clone(except.Rules)...)
			}
		}
		for i := range with.Rules {
			with.Rules[i].ID = "a rule"
		}
		return compare.Run(options.Catalog, inventories, with)
	}
	for i, role := range []model.Role{model.Mirror, model.Baseline} {
		environment := inventories[i].Environment
		environment.Role = role
		options.Environments = append(options.Environments, environment)
	}
	term := startTerminal(t, 120, 40, options)
	term.await(t, "2 causes")
	term.press("4", "i")
	term.await(t, "it is meant")
	term.await(t, "ops/parity.yaml")
	term.press("enter")
	for _, r := range "office" {
		term.program.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	term.await(t, "> reason    office")
	term.press("enter")
	term.await(t, "1 difference explained in ops/parity.yaml; u undoes")
	term.press("1")
	term.await(t, "1 more explained")
	term.press("u")
	term.await(t, "taken back from ops/parity.yaml")
	term.await(t, "2 causes")
}

// TestAnyKeysWhileExplaining: whatever is pressed while something is explained, the frame is whole, and esc leads
// back.
func TestAnyKeysWhileExplaining(t *testing.T) {
	catalog := modeltest.Catalog()
	opened := 0
	rapid.Check(t, func(t *rapid.T) {
		inventories := drawInventories(t)
		options := Options{Catalog: catalog, Loader: reader{}, Zone: time.UTC, Explainer: &notebook{}}
		options.Compare = func(inventories []*model.Inventory, baseline string) (*compare.Result, error) {
			return compare.Run(catalog, inventories, compare.Options{Baseline: baseline})
		}
		result, err := options.Compare(inventories, "prod")
		if err != nil {
			t.Fatal(err)
		}
		for _, inventory := range result.Inventories {
			options.Environments = append(options.Environments, inventory.Environment)
		}
		p := newStarted(context.Background(), options)
		width, height := rapid.IntRange(40, 130).Draw(t, "width"), rapid.IntRange(12, 40).Draw(t, "height")
		p = sent(p, tea.WindowSizeMsg{Width: width, Height: height})
		p.reading.inventories = inventories
		p = sent(p, comparedMsg{baseline: "prod", digest: newDigest(catalog, result.Comparison, result.Lines)})
		p = pressed(p, rapid.SampledFrom([]string{"", "2", "4", "5", "2 enter"}).Draw(t, "place"))
		keys := rapid.SampledFrom([]string{"i", "p", "u", "n", "j", "k", "enter", "up", "down", "left", "right", "backspace", "x", "日", "\x1b[31m", "tab", "esc", "pgdown", "pgup"})
		for _, key := range append([]string{"n", "i"}, rapid.SliceOfN(keys, 0, 30).Draw(t, "keys")...) {
			msg := keyPress(key)
			if named[key] == 0 && key != "shift+tab" {
				msg = tea.KeyPressMsg{Code: []rune(key)[0], Text: key}
			}
			p = taken(p, msg)
			if _, ok := p.here().(explain); ok {
				opened++
			}
			for _, fault := range frametest.Faults(p.frame(), width, height) {
				t.Fatalf("after %q: %s\n%s", key, fault, p.frame())
			}
		}
		for range 12 {
			p = taken(p, keyPress("esc"))
		}
		if p.here().on() != (overview{}).on() {
			t.Fatalf("esc does not lead back, but to %T", p.here())
		}
	})
	if opened == 0 {
		t.Error("nothing was ever explained")
	}
}

// An environment that was said to be meant smaller is drawn as such.
func TestTheScreenFollowsARole(t *testing.T) {
	d := acme().digest()
	inventory := *d.Inventories[staging]
	inventory.Environment.Role = model.Relaxed
	d.Inventories[staging] = &inventory
	w := world{environments: testEnvironments(), baseline: prod}
	if got := w.role(staging); got != model.Mirror {
		t.Fatalf("staging is %s", got)
	}
	reading{baseline: "prod"}.compared(&w, comparedMsg{baseline: "prod", digest: d})
	if got := w.role(staging); got != model.Relaxed {
		t.Errorf("staging is %s", got)
	}
}
