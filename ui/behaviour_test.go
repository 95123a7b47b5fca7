package ui

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"parity/model"
	"parity/ui/frametest"
	"parity/ui/keys"
)

// TestEveryKey presses keys at random on screens of random size: every frame is whole, the cursor is always on
// something, and nothing but q and ^c quits.
func TestEveryKey(t *testing.T) {
	var all []string
	for _, binding := range keys.All() {
		for _, key := range binding.Keys {
			switch binding.Action {
			case keys.Quit, keys.Interrupt, keys.Suspend, keys.Reload, keys.ReloadAll, keys.Baseline:
			default:
				all = append(all, key)
			}
		}
	}
	all = append(all, "a", "s", "backspace")
	loaded := opened(t, 100, 30, Options{})
	rapid.Check(t, func(t *rapid.T) {
		p := loaded
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			if rapid.IntRange(0, 5).Draw(t, "what") == 0 {
				p = sent(p, tea.WindowSizeMsg{Width: rapid.IntRange(0, 210).Draw(t, "width"), Height: rapid.IntRange(0, 60).Draw(t, "height")})
			}
			p = sent(p, keyPress(rapid.SampledFrom(all).Draw(t, "key")))
			frame := p.frame()
			if again := p.frame(); frame != again {
				t.Fatal("two frames of one program differ")
			}
			if p.width > 0 && p.height > 0 {
				for _, fault := range frametest.Faults(frame, p.width, p.height) {
					t.Fatal(fault)
				}
			}
			if p.exit != 0 || len(p.trail) == 0 {
				t.Fatal("a key quit the program")
			}
		}
	})
}

// TestOneCursorRow: whatever is on the screen, one row is the cursor's, in the spine and in every pane.
func TestOneCursorRow(t *testing.T) {
	p := pressed(opened(t, 120, 40, Options{NoColor: true}), "4 j")
	reversed := 0
	for _, line := range strings.Split(p.frame(), "\n") {
		if strings.HasPrefix(line, "\x1b[7m > ") || strings.HasPrefix(line, "\x1b[7m \x1b[m\x1b[1;7m>") {
			reversed++
		}
	}
	if reversed != 1 {
		t.Errorf("%d cursor rows, want 1", reversed)
	}
}

func TestTheFirstEnterOpensTheMostSuspicious(t *testing.T) {
	p := pressed(opened(t, 120, 40, Options{}), "enter")
	got := strings.Join(p.here().heading(p.view()).trail, " › ")
	if want := "Security groups › payments-api › Egress tcp 443 pl:psp-ranges"; got != want {
		t.Errorf("the first Enter opens %q, want %q", got, want)
	}
	if p = pressed(p, "esc"); p.here().on() != keys.Overview {
		t.Error("esc does not lead back to the overview")
	}
}

func TestEscRetracesTheWayAndNeverQuits(t *testing.T) {
	p := pressed(opened(t, 120, 40, Options{}), "3 g enter enter")
	want := []int{4, 3, 2, 1, 1, 1}
	for _, depth := range want {
		if len(p.trail) != depth {
			t.Fatalf("%d places on the trail, want %d", len(p.trail), depth)
		}
		next, cmd := p.Update(keyPress("esc"))
		if cmd != nil {
			t.Fatal("esc has a command")
		}
		p = next.(program)
	}
}

func TestNextDifferenceFromWithinAnAttribute(t *testing.T) {
	p := pressed(opened(t, 120, 40, Options{}), "enter n")
	got := strings.Join(p.here().heading(p.view()).trail, " › ")
	if !strings.Contains(got, "timeout_ms") {
		t.Errorf("n leads to %q", got)
	}
	if len(p.trail) != 2 {
		t.Errorf("%d places on the trail, want 2", len(p.trail))
	}
}

func TestQuitKeys(t *testing.T) {
	p := opened(t, 80, 24, Options{})
	for key, want := range map[string]struct {
		exit int
		msg  tea.Msg
	}{"q": {0, tea.QuitMsg{}}, "ctrl+c": {130, tea.QuitMsg{}}} {
		next, cmd := p.Update(keyPress(key))
		if cmd == nil {
			t.Fatalf("%s does nothing", key)
		}
		if got := cmd(); got != want.msg {
			t.Errorf("%s: %T, want %T", key, got, want.msg)
		}
		if got := next.(program).exit; got != want.exit {
			t.Errorf("%s: exit %d, want %d", key, got, want.exit)
		}
	}
}

// TestTheCursorStaysWithItsRow: rows that come above the cursor push neither it nor what it is on.
func TestTheCursorStaysWithItsRow(t *testing.T) {
	p := pressed(opened(t, 120, 16, Options{}), "2 j j j j")
	before := p.here().(panes)
	key, row := before.grid.selected().lineKey, before.grid.list.at-before.grid.list.top
	c := acme()
	var entries []*model.Entry
	for _, name := range []string{"aaa", "aab", "aac", "aad"} {
		c.add("AWS::EC2::Instance", name)
		entries = append(entries, c.differs(entryOf{
			path: model.Dotted("Architecture"), in: staging, verdict: model.Drift, mine: text0("arm64"), baseline: text0("x86_64"),
		}))
	}
	c.cause(model.CauseAlike, staging, "Architecture", "", entries...)
	c.comparison.Causes = append(c.comparison.Causes[len(c.comparison.Causes)-1:], c.comparison.Causes...)
	p = sent(p, comparedMsg{baseline: "prod", digest: c.digest()})
	after := p.here().(panes)
	if after.grid.table.lines[0].text == before.grid.table.lines[0].text {
		t.Fatal("nothing came above; the test says nothing")
	}
	if got := after.grid.selected().lineKey; got != key {
		t.Errorf("the cursor went to %v from %v", got, key)
	}
	if got := after.grid.list.at - after.grid.list.top; got != row {
		t.Errorf("the cursor's row moved on the screen from %d to %d", row, got)
	}
}

func TestHidingPanes(t *testing.T) {
	p := pressed(opened(t, 120, 40, Options{}), "4 right right x")
	shown := p.sight.shown(&p.world)
	if len(shown) != 2 {
		t.Fatalf("%d environments are shown, want 2", len(shown))
	}
	if p = pressed(p, "x x"); len(p.sight.shown(&p.world)) != 2 {
		t.Error("the last environment beside the baseline was put away")
	}
	if p = pressed(p, "X"); len(p.sight.shown(&p.world)) != 3 {
		t.Error("X does not bring it back")
	}
}

// reader is a loader of the tests.
type reader struct {
	inventories []*model.Inventory
	err         error
}

func (r reader) Load(_ context.Context, _ Wanted, progress func(model.Progress)) ([]*model.Inventory, error) {
	for _, inventory := range r.inventories {
		progress(model.Progress{Environment: inventory.Environment.Name, Inventory: inventory})
	}
	return r.inventories, r.err
}

func TestLoadingStates(t *testing.T) {
	p := starting()
	frametest.Check(t, 120, 24, p.frame)
	frames := frametest.Plain(p.frame())
	p = partly(p)
	frames += frametest.Plain(p.frame())
	p = pressed(p, "2")
	frames += frametest.Plain(p.frame())
	golden.RequireEqual(t, frames)
}

// partly is the program in the middle of a load.
func partly(p program) program {
	denied := &model.Unread{Code: "AccessDenied"}
	var all []model.Progress
	for _, e := range p.world.environments {
		all = append(all,
			model.Progress{Environment: e.Name, Type: "AWS::EC2::Instance", State: model.Loaded, Count: 14},
			model.Progress{Environment: e.Name, Type: "AWS::SSM::Parameter", State: model.Loading, Count: 340})
	}
	all = append(all, model.Progress{Environment: "dev", Type: "AWS::EC2::SecurityGroup", State: model.Failed, Unread: denied})
	return sent(p, progressedMsg{generation: p.reading.generation, progress: all})
}

func TestAnOlderAnswerIsDropped(t *testing.T) {
	p := sent(opened(t, 120, 24, Options{}), keyPress("R"))
	old := p.reading.generation
	p = sent(p, keyPress("R"))
	p = sent(p, loadedMsg{generation: old, err: errors.New("too late")})
	if p.world.trouble != nil || !p.world.loading {
		t.Error("the answer to an older load was taken in")
	}
	p = sent(p, loadedMsg{generation: p.reading.generation, err: errors.New("cannot reach AWS; check the network")})
	if p.world.loading || !strings.Contains(p.frame(), "cannot reach AWS") {
		t.Error("the failure of the newest load is not told")
	}
}

func TestEscOnTheOverviewStopsLoading(t *testing.T) {
	p := sent(opened(t, 120, 24, Options{}), keyPress("R"))
	if p = pressed(p, "esc"); p.world.loading {
		t.Error("still loading")
	}
}

func TestAnotherBaseline(t *testing.T) {
	p := pressed(opened(t, 180, 40, Options{}), "4 b")
	if p.reading.baseline != "staging" {
		t.Fatalf("the baseline asked for is %s, want staging", p.reading.baseline)
	}
	c := acme()
	c.comparison.Baseline = staging
	p = sent(p, comparedMsg{baseline: "prod", digest: acme().digest()})
	if p.world.baseline != prod {
		t.Error("a comparison with the old baseline changed it")
	}
	p = sent(p, comparedMsg{baseline: "staging", digest: c.digest()})
	if got := p.view().paneTitle(staging); !strings.HasPrefix(got, "STAGING · baseline") {
		t.Errorf("the pane is called %q", got)
	}
	if got := p.view().paneTitle(prod); !strings.HasPrefix(got, "prod · mirror") {
		t.Errorf("the old baseline's pane is called %q", got)
	}
}

func TestFilter(t *testing.T) {
	p := pressed(opened(t, 120, 40, Options{}), "5 / p s p enter")
	if got := p.here().(explorer).facts; got != "3 of 42 paths shown" {
		t.Errorf("%q", got)
	}
	if p = pressed(p, "esc"); p.here().(explorer).filter != "" || len(p.trail) != 2 {
		t.Error("esc does not take the filter away first")
	}
}

func TestScrollingValuesEndsWithTheLongest(t *testing.T) {
	p := pressed(opened(t, 80, 24, Options{}), "5 d")
	if strings.Contains(p.frame(), "example/v2") {
		t.Fatal("nothing is cut off; the test says nothing")
	}
	p = pressed(p, "L L L L L L L L L")
	if !strings.Contains(p.frame(), "example/v2") {
		t.Error("the end of a long value does not come into sight")
	}
	p = pressed(p, "H")
	if strings.Contains(p.frame(), "example/v2") {
		t.Error("one H does not scroll back: scrolling went beyond the end")
	}
}

func TestMouse(t *testing.T) {
	p := opened(t, 120, 40, Options{})
	click := func(x, y int) { p = sent(p, tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}) }
	at := strings.Index(frametest.Plain(p.frame()), "4 Security") - strings.Index(frametest.Plain(p.frame()), "\n 1 ") - 1
	click(at-4, 1)
	if len(p.trail) != 2 {
		t.Fatal("a click on a view does not open it")
	}
	p = pressed(p, "1 4")
	grid := p.here().(panes).grid
	click(70, 4)
	if got := p.here().(panes).grid.list.at; got == grid.list.at {
		t.Error("a click does not move the cursor")
	}
	if p.sight.chosen != staging {
		t.Errorf("a click into staging's pane chooses %d", p.sight.chosen)
	}
	click(70, 4)
	if len(p.trail) != 3 {
		t.Error("a second click does not open the row")
	}
	p = sent(pressed(p, "esc"), tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	if got := p.here().(panes).grid.list.at; got <= 2 {
		t.Errorf("the wheel moves to %d", got)
	}
	if p = pressed(p, "m"); p.View().MouseMode != tea.MouseModeNone {
		t.Error("m does not give the mouse back to the terminal")
	}
}

func TestEnterOnWhatIsAlikeShowsIt(t *testing.T) {
	p := pressed(opened(t, 120, 40, Options{}), "4 G enter")
	if p.sight.shows != everything || !strings.Contains(p.frame(), "app-01") {
		t.Error("what is alike is not shown")
	}
}

func TestEveryStepOfDShowsMoreAndCountsTheRest(t *testing.T) {
	p := pressed(opened(t, 200, 50, Options{}), "3")
	for _, step := range []struct{ shown, counted, facts string }{
		{"EngineVersion", "1 accepted ~", "4 roles · 2 differ · hidden (d): 1 explained, 2 alike"},
		{"MultiAZ", "2 alike", "4 roles · 2 differ · hidden (d): 2 alike"},
		{"billing", "", "4 roles · 2 differ"},
		{"EngineVersion", "1 accepted ~", "4 roles · 2 differ · hidden (d): 1 explained, 2 alike"},
	} {
		frame := frametest.Plain(p.frame())
		if !strings.Contains(frame, step.shown) || !strings.Contains(frame, step.counted) {
			t.Errorf("%q or %q is not on the screen:\n%s", step.shown, step.counted, frame)
		}
		if got := p.here().(panes).facts; got != step.facts {
			t.Errorf("%q, want %q", got, step.facts)
		}
		p = pressed(p, "d")
	}
}

func TestEndingOfReferencesIsSaidOnce(t *testing.T) {
	image := func(names ...string) model.LineCell {
		cell := model.LineCell{}
		for _, name := range names {
			cell.Side.Several = append(cell.Side.Several, model.Counted{Value: text0("ami"), Count: 1, Shown: name})
		}
		if len(names) == 1 {
			cell.Side = model.Side{Value: text0("ami"), Shown: names[0]}
		}
		return cell
	}
	for _, c := range []struct {
		cells []model.LineCell
		want  string
	}{
		{[]model.LineCell{image("web-1 x86_64 of 55"), image("web-1 x86_64 of 55", "web-2 x86_64 of 55")}, " x86_64 of 55"},
		{[]model.LineCell{image("web-1 x86_64 of 55"), image("web-1 arm64 of 55")}, " of 55"},
		{[]model.LineCell{image("web-1"), image("web-2")}, ""},
		{[]model.LineCell{image("web-1 x86_64"), image("web-2")}, ""},
		{[]model.LineCell{image("web-1 x86_64")}, ""},
		{[]model.LineCell{image("the VPC"), image("the VPC")}, ""},
		{nil, ""},
	} {
		if got := ending(c.cells); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
