package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/compare"
	"parity/model/modeltest"
	"parity/model/owner"
	"parity/model/wayback"
	"parity/ui/frametest"
)

// waysOfTests are as the real ones are: back to what it was, to the baseline and from it, the databases owned by a
// stack; one command is too long for a line, one step has words alone.
func waysOfTests(e *model.Entry) []wayback.Way {
	if e.Verdict == model.Unknown || e.Attribute == model.Dotted("Nothing") {
		return nil
	}
	var o owner.Owner
	argument := func(string) string { return "" }
	if e.Type.Tab == "databases" {
		o = owner.Owner{Kind: owner.Stack, Name: "acme-data", Logical: "Orders"}
		argument = func(value string) string { return e.Attribute.String() + " of Orders in stack acme-data: " + value }
	}
	way := func(d wayback.Direction, environment, account, value string) wayback.Way {
		command := "aws tests set --name '" + e.Name + "' --attribute '" + e.Attribute.String() + "' --value '" + value + "' --region eu-west-1"
		w := wayback.Way{
			Direction: d, Environment: environment, Account: account, Region: "eu-west-1", Title: environment + " to " + value,
			Owner: o, Argument: argument(value), Steps: []wayback.Step{{Command: command, Consequences: []string{"stops the instance"}}},
		}
		if e.Attribute.IsZero() {
			w.Steps = []wayback.Step{{Words: "make it as " + value + " is, and fill it"}}
		}
		return w
	}
	var all []wayback.Way
	if c := e.Change; c != nil && !c.Seen.IsZero() {
		all = append(all, way(wayback.Back, c.Environment, "777702777702", c.Was.Text()))
	}
	value := func(s model.Side) string {
		if _, secret := s.Value.Secret(); secret {
			return "${VALUE:?set VALUE first}"
		}
		return s.Value.Text()
	}
	return append(all,
		way(wayback.ToBaseline, e.Environment, "333301333301", value(e.Baseline)),
		way(wayback.FromBaseline, "prod", "777702777702", value(e.Mine)))
}

// clipped is what reached the clipboard by a key, empty where nothing did.
func intoClipboard(p program, key string) (program, string) {
	p, all := carried(p, key)
	for _, msg := range all {
		if fmt.Sprintf("%T", msg) == "tea.setClipboardMsg" {
			return p, fmt.Sprint(msg)
		}
	}
	return p, ""
}

func TestWaysBackFromEveryScreen(t *testing.T) {
	p := opened(t, 120, 40, Options{})
	for _, c := range []struct{ name, keys, want string }{
		{"a change", "", "prod to "},
		{"a cause of one", "j j j", "Way back"},
		{"a cause of many", "j j j j j", "Way back"},
		{"panes", "3", "Way back"},
		{"the panes of a cause", "j j j j j enter", "Way back"},
		{"a role", "3 g enter", "Way back"},
		{"the tree", "5 n", "Way back"},
		{"an attribute", "enter", "prod to "},
	} {
		at := pressed(p, c.keys)
		depth := len(at.trail)
		listed := pressed(at, "Y")
		if _, ok := listed.here().(ways); !ok {
			t.Errorf("%s: Y opens no list: %q\n%s", c.name, listed.notice, onScreen(listed))
			continue
		}
		wantsOnScreen(t, listed, []string{runsNothing, c.want, "1  "}, nil)
		if back := pressed(listed, "esc"); len(back.trail) != depth {
			t.Errorf("%s: esc leads elsewhere", c.name)
		}
		after, copied := intoClipboard(listed, "enter")
		if w := listed.here().(ways); copied != w.items[0].text || !strings.Contains(after.notice, "777702777702") && !strings.Contains(after.notice, "333301333301") {
			t.Errorf("%s: copied %q, said %q", c.name, copied, after.notice)
		}
	}
}

func TestTheOwnerComesFirst(t *testing.T) {
	p := pressed(opened(t, 120, 40, Options{}), "3 Y")
	w := p.here().(ways)
	wantsOnScreen(t, p, []string{"Owned by CloudFormation stack acme-data, logical id Orders: change it there, or the next update", "stop-gap", "! stops the instance"}, nil)
	var kinds []string
	for i := range w.items {
		kinds = append(kinds, fmt.Sprint(w.items[i].kind, w.items[i].first))
	}
	if got := strings.Join(kinds[:4], ", "); got != "0 true, 1 false, 0 true, 1 false" {
		t.Errorf("%s", got)
	}
	for at, want := range []string{"copied what to change in the template, of ", "copied the command: run it in "} {
		after, copied := intoClipboard(p, fmt.Sprint(at+1))
		if !strings.HasPrefix(after.notice, want) || copied != w.items[at].text {
			t.Errorf("%d: %q, copied %q", at+1, after.notice, copied)
		}
	}
	if after, copied := intoClipboard(p, "9"); copied != "" || !strings.Contains(after.notice, "no way 9") {
		t.Errorf("copied %q, said %q", copied, after.notice)
	}
}

// TestNothingIsCopiedUnseen: a way that is not wholly on the screen is shown first, however long it is.
func TestNothingIsCopiedUnseen(t *testing.T) {
	long := strings.Repeat("0123456789 ", 300)
	c := acme()
	for _, e := range c.comparison.Entries {
		if e.Change != nil {
			changed := *e.Change
			changed.Was, changed.Seen = text0(long), night
			e.Change = &changed
		}
	}
	p := sent(opened(t, 80, 24, Options{}), comparedMsg{baseline: "prod", digest: c.digest()})
	p = pressed(p, "Y")
	w := p.here().(ways)
	after, copied := intoClipboard(p, "2")
	if copied != "" || !strings.Contains(after.notice, "once more copies it") {
		t.Fatalf("copied %q, said %q", copied, after.notice)
	}
	wantsOnScreen(t, after, []string{"> 2"}, nil)
	if after, copied = intoClipboard(after, "2"); copied != w.items[1].text {
		t.Errorf("copied %q, said %q", copied, after.notice)
	}
	if _, copied = intoClipboard(pressed(p, "G g"), "enter"); copied != w.items[0].text {
		t.Errorf("copied %.40q", copied)
	}
	frame := ""
	for at := p; ; at = pressed(at, "pgdown") {
		frame += strings.Join(strings.Fields(onScreen(at)), " ")
		if at.here().(ways).top == pressed(at, "pgdown").here().(ways).top {
			break
		}
	}
	if n := strings.Count(frame, "0123456789"); n < 300 {
		t.Errorf("only %d of 300 parts of the command can be seen", n)
	}
}

// TestHostileWays: what is drawn is clean, what is copied is byte for byte what was quoted.
func TestHostileWays(t *testing.T) {
	const raw = "a\x1b[31m\u202e'\n$(reboot)"
	c := acme()
	for _, e := range c.comparison.Entries {
		if e.Mine.Value.Kind() == model.Text {
			e.Mine.Value = text0(raw)
		}
	}
	p := pressed(sent(opened(t, 120, 40, Options{}), comparedMsg{baseline: "prod", digest: c.digest()}), "5 n n Y")
	for _, fault := range frametest.Faults(p.frame(), 120, 40) {
		t.Error(fault)
	}
	w := p.here().(ways)
	found := false
	for i := range w.items {
		_, copied := intoClipboard(p, fmt.Sprint(i+1))
		found = found || strings.Contains(copied, raw)
	}
	if !found {
		t.Errorf("none of %d ways holds the value as it is", len(w.items))
	}
}

func TestWaysBackShareSafe(t *testing.T) {
	p := pressed(opened(t, 120, 40, Options{}), "S")
	for _, keys := range []string{"Y", "enter", "5 n n Y", "3 Y"} {
		at := pressed(p, keys)
		wantsOnScreen(t, at, []string{"hidden while the screen is shared"}, []string{"aws tests set", "3000", " 800", "15.4"})
		if _, ok := at.here().(ways); !ok {
			continue
		}
		for _, key := range []string{"enter", "1", "2"} {
			if after, copied := intoClipboard(at, key); copied != "" || !strings.Contains(after.notice, "shared (S)") {
				t.Errorf("%s %s: copied %q, said %q", keys, key, copied, after.notice)
			}
		}
	}
}

func TestWhereThereIsNoWayBack(t *testing.T) {
	p := opened(t, 120, 40, Options{})
	if at := pressed(p, "G Y"); !strings.Contains(at.notice, "nothing differs here") {
		t.Errorf("%q", at.notice)
	}
	c := acme()
	d := c.digest()
	d.ways = func(*model.Entry) []wayback.Way { return nil }
	wantsOnScreen(t, pressed(sent(p, comparedMsg{baseline: "prod", digest: d}), "Y"), []string{"parity knows no way back"}, nil)
	at := pressed(p, "Y")
	empty := newCompany().digest()
	at = sent(at, comparedMsg{baseline: "prod", digest: empty})
	wantsOnScreen(t, at, []string{"this difference is gone"}, []string{"1  "})
	if _, copied := intoClipboard(at, "1"); copied != "" {
		t.Errorf("copied %q", copied)
	}
}

// TestAWayIsToldOnce: two environments that stand against one baseline share the way of that baseline.
func TestAWayIsToldOnce(t *testing.T) {
	way := wayback.Way{Environment: "prod", Title: "prod to 400", Steps: []wayback.Step{{Command: "x"}}}
	told := map[string]bool{}
	first, second := wayItems(&model.Entry{}, []wayback.Way{way}, told), wayItems(&model.Entry{}, []wayback.Way{way}, told)
	if len(first) != 1 || len(second) != 0 {
		t.Errorf("%d and %d", len(first), len(second))
	}
}

func TestAWayIsCopiedByTheMouse(t *testing.T) {
	p := pressed(opened(t, 120, 40, Options{}), "Y")
	w := p.here().(ways)
	y := 0
	for at, l := range w.lines(p.view()) {
		if l.item == 1 {
			y = at + p.view().layout.Body.Y
		}
	}
	p = sent(p, tea.MouseClickMsg{X: 10, Y: y, Button: tea.MouseLeft})
	if at := p.here().(ways).at; at != 1 {
		t.Fatalf("the cursor is on way %d", at+1)
	}
	if next, cmd := p.Update(tea.MouseClickMsg{X: 10, Y: y, Button: tea.MouseLeft}); cmd == nil || !strings.HasPrefix(next.(program).notice, "copied") {
		t.Error("a second click copies nothing")
	}
}

// TestTheChecklistKnowsWhatWasCopied: the list begins in the direction of the investigation, and copying is noted.
func TestTheChecklistKnowsWhatWasCopied(t *testing.T) {
	d := &drawer{}
	p := onTodo(t, typedIn(checking(t, 120, 40, d, Options{}), "c"), "Egress")
	// To bring prod to where staging is is to bring it back to what it was, and is told once.
	for turns, want := range []wayback.Direction{wayback.Back, wayback.ToBaseline, wayback.Back} {
		at := p
		for range turns {
			at = typedIn(at, "t")
		}
		at = pressed(at, "Y")
		w := at.here().(ways)
		if got := w.items[w.at].way.Direction; got != want {
			t.Errorf("after %d turns the list begins at direction %d, want %d", turns, got, want)
		}
	}
	at, copied := intoClipboard(pressed(p, "Y"), "enter")
	if copied == "" || !strings.HasPrefix(at.notice, "copied the command") {
		t.Fatalf("copied %q, said %q", copied, at.notice)
	}
	noted := 0
	for _, decision := range d.last(t).Decisions {
		if decision.Copied.Equal(at.world.now) {
			noted++
		}
	}
	if noted != 1 {
		t.Errorf("%d lines know of it", noted)
	}
	wantsOnScreen(t, pressed(at, "esc"), []string{"Y copied 02:14"}, nil)
}

// TestTheGravestOfOneSpelling: what names another environment is spelled as one's own counterpart is; the ways are of
// what differs.
func TestTheGravestOfOneSpelling(t *testing.T) {
	c := acme()
	for _, e := range slices.Clone(c.comparison.Entries) {
		if e.Verdict.Unexplained() {
			twin := *e
			twin.Verdict, twin.Cause = model.Expected, ""
			c.comparison.Entries = append(c.comparison.Entries, &twin)
		}
	}
	d := c.digest()
	d.ways = func(e *model.Entry) []wayback.Way {
		if !e.Verdict.Unexplained() {
			return nil
		}
		return waysOfTests(e)
	}
	p := sent(opened(t, 120, 40, Options{}), comparedMsg{baseline: "prod", digest: d})
	wantsOnScreen(t, pressed(p, "Y"), []string{"prod to "}, []string{"no way back"})
}

// TestNoSecretInTheClipboard: the ways of secrets and of what stands beside them, as the real engine makes them.
func TestNoSecretInTheClipboard(t *testing.T) {
	catalog := modeltest.Catalog()
	var inventories []*model.Inventory
	options := Options{Loader: reader{}, Zone: time.UTC, Catalog: catalog}
	for _, name := range []string{"staging", "prod"} {
		secret := modeltest.Param("/"+name+"/api/token", "")
		secret.Set(model.Dotted("Value"), model.SealedValue("r:"+canary+"shared"))
		url := modeltest.Param("/"+name+"/api/url", "")
		url.Set(model.Dotted("Value"), model.CredentialValue("https://u:•••@"+name+".example/"+name[:2], canary+name))
		for _, r := range []*model.Resource{secret, url} {
			r.Set(model.NewPath("Tags", "ManagedBy"), text0("terraform"))
		}
		inventory := modeltest.Inventory(name, secret, url)
		inventory.Environment.Role = map[string]model.Role{"staging": model.Mirror, "prod": model.Baseline}[name]
		inventories = append(inventories, inventory)
		options.Environments = append(options.Environments, inventory.Environment)
	}
	options.Compare = func(inventories []*model.Inventory, baseline string) (*compare.Result, error) {
		return compare.Run(catalog, inventories, compare.Options{Baseline: baseline})
	}
	p := sent(newStarted(t.Context(), options), tea.WindowSizeMsg{Width: 120, Height: 40})
	p.reading.complete, p.reading.inventories, p.world.now = true, inventories, night
	p, cmd := p.compareAnew()
	p = following(followed(p, cmd), "5 d d E g")
	listed := 0
	for range 8 {
		at := following(p, "Y")
		if w, ok := at.here().(ways); ok {
			for i := range w.items {
				listed++
				if _, copied := intoClipboard(at, fmt.Sprint(i+1)); copied == "" || strings.Contains(copied+onScreen(at), canary) {
					t.Errorf("copied %q", copied)
				}
			}
			if strings.Contains(fmt.Sprintf("%+v", w.items), canary) {
				t.Error("a way holds the secret")
			}
		}
		p = following(p, "j")
	}
	if listed == 0 {
		t.Error("no way was listed")
	}
}

// What is below the fold is counted, so that nobody takes the first screen of a page for all of it.
func TestAPageSaysHowMuchIsBelow(t *testing.T) {
	p := pressed(opened(t, 80, 20, Options{}), "enter")
	below := func(p program) string {
		_, words, _ := strings.Cut(onScreen(p), "\n")
		words, _, _ = strings.Cut(words, "\n")
		return strings.Trim(words, "─ ")
	}
	if words := below(p); !strings.HasSuffix(words, "lines below") {
		t.Errorf("%q:\n%s", words, onScreen(p))
	}
	if words := below(pressed(p, "G")); words != "" {
		t.Errorf("%q at the end:\n%s", words, onScreen(pressed(p, "G")))
	}
	if words := below(pressed(opened(t, 80, 60, Options{}), "enter")); strings.Contains(words, "below") {
		t.Errorf("%q where all is in sight", words)
	}
}

// A narrow footer leaves hints out, never the one that leads out.
func TestANarrowFooterKeepsTheWayOut(t *testing.T) {
	p := pressed(opened(t, 40, 12, Options{}), "Y")
	lines := strings.Split(strings.TrimRight(onScreen(p), "\n"), "\n")
	if last := lines[len(lines)-1]; !strings.HasSuffix(last, "esc back") || !strings.Contains(last, "copy") {
		t.Errorf("%q", last)
	}
}
