package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"parity/ui/frametest"
)

func discovered() Discovery {
	return Discovery{
		Account: "333301333301", Region: "eu-west-1",
		Candidates: []Candidate{
			{Name: "prod", Found: []string{"12 instances", "3 databases", "412 parameters under /acme/prd"}, By: "tag Environment", Likely: true},
			{Name: "staging", Found: []string{"9 instances", "61 parameters or more under /staging"}, By: "tag Environment, env", Likely: true},
			{Name: "dev", Found: []string{"2 parameters under /dev"}, By: "its path", Likely: true},
			{Name: "load-test", Found: []string{"1 instance"}, By: "tag Stage"},
		},
		Remarks: []string{
			"databases were not looked at: the credentials may not call rds:DescribeDBInstances; `parity permissions` prints the policy that allows it",
			"parameters: only the first 1000 were looked at, there are more",
		},
	}
}

// choosing is the picker after it has found all that there is.
func choosing(t testing.TB, width, height int, options PickOptions) picker {
	t.Helper()
	options.Place = Discovery{Account: "333301333301", Region: "eu-west-1"}
	options.Find = func(_ context.Context, tell func(Discovery)) (Discovery, error) { return discovered(), nil }
	options.Draft = func(p Picked) (Draft, error) {
		return Draft{Path: "parity.yaml", Text: "environments:\n  " + strings.Join(p.Names, ": {}\n  ") + ": {}\n", Names: p.Names}, nil
	}
	p := newPicker(context.Background(), &options)
	p = picked(p, tea.WindowSizeMsg{Width: width, Height: height})
	p = picked(p, searchMsg{})
	return picked(p, searchedMsg{search: p.number, discovery: discovered()})
}

func picked(p picker, msg tea.Msg) picker {
	next, _ := p.Update(msg)
	return next.(picker)
}

func keyed(p picker, keys string) picker {
	for _, key := range strings.Fields(keys) {
		p = picked(p, keyPress(key))
	}
	return p
}

func TestPickerScreens(t *testing.T) {
	for _, place := range []struct{ name, keys string }{{"found", ""}, {"chosen", "j space j j space b"}, {"draft", "w"}} {
		for _, size := range [][2]int{{80, 24}, {120, 30}, {50, 13}} {
			t.Run(fmt.Sprintf("%s_%dx%d", place.name, size[0], size[1]), func(t *testing.T) {
				p := keyed(choosing(t, size[0], size[1], PickOptions{}), place.keys)
				frametest.Check(t, size[0], size[1], p.frame)
				golden.RequireEqual(t, frametest.Plain(p.frame()))
			})
		}
	}
	for name, screen := range map[string]Options{"dark": {}, "light": {Theme: Light}, "nocolor": {NoColor: true}, "ascii": {ASCII: true, NoColor: true}} {
		t.Run(name, func(t *testing.T) {
			p := choosing(t, 100, 20, PickOptions{Screen: screen})
			frametest.Check(t, 100, 20, p.frame)
			golden.RequireEqual(t, p.frame())
		})
	}
}

// TestPickerSizes: at any size the frame is whole.
func TestPickerSizes(t *testing.T) {
	p := choosing(t, 80, 24, PickOptions{})
	for width := 1; width < 130; width += 7 {
		for height := 1; height < 40; height += 3 {
			for _, keys := range []string{"", "w"} {
				q := keyed(picked(p, tea.WindowSizeMsg{Width: width, Height: height}), keys)
				for _, fault := range frametest.Faults(q.frame(), width, height) {
					t.Fatalf("%d×%d: %v", width, height, fault)
				}
			}
		}
	}
}

func TestWhatIsChosen(t *testing.T) {
	for _, test := range []struct {
		keys, names, baseline string
	}{
		{"enter", "prod staging dev", "prod"},
		{"space enter", "staging dev", "dev"},
		{"j b enter", "prod staging dev", "staging"},
		{"G space k space enter", "prod staging load-test", "prod"},
		{"j b space enter", "prod dev", "prod"},
		{"G b enter", "prod staging dev load-test", "load-test"},
	} {
		p := keyed(choosing(t, 80, 24, PickOptions{}), test.keys)
		if got := strings.Join(p.picked.Names, " "); got != test.names || p.picked.Baseline != test.baseline {
			t.Errorf("%q chooses %q against %q, want %q against %q", test.keys, got, p.picked.Baseline, test.names, test.baseline)
		}
	}
	p := keyed(choosing(t, 80, 24, PickOptions{}), "space j space enter")
	if len(p.picked.Names) > 0 || !strings.Contains(p.frame(), "choose two at least") {
		t.Errorf("one environment alone was taken:\n%s", frametest.Plain(p.frame()))
	}
}

// TestNothingMovesUnderTheHand: what was chosen stays so whatever comes, and what is in sight keeps its place
// until the search is over and nobody has moved.
func TestNothingMovesUnderTheHand(t *testing.T) {
	options := PickOptions{Find: func(context.Context, func(Discovery)) (Discovery, error) { return Discovery{}, nil }}
	p := picked(picked(newPicker(context.Background(), &options), tea.WindowSizeMsg{Width: 80, Height: 24}), searchMsg{})
	come := func(names ...string) {
		d := Discovery{}
		for _, name := range names {
			d.Candidates = append(d.Candidates, Candidate{Name: name, Likely: true})
		}
		p = picked(p, foundMsg{p.number, d})
	}
	order := func() string {
		var names []string
		for _, c := range p.found.Candidates {
			names = append(names, c.Name)
		}
		return strings.Join(names, " ")
	}
	come("staging")
	come("prod", "staging")
	if order() != "staging prod" {
		t.Errorf("%q: what was there first gave way", order())
	}
	p = keyed(p, "space")
	come("dev", "prod", "staging")
	if got := strings.Join(p.names(), " "); got != "prod" {
		t.Errorf("%q are chosen; what came later chose itself", got)
	}
	p = picked(p, foundMsg{p.number - 1, discovered()})
	if order() != "staging prod dev" {
		t.Errorf("%q: an older search was taken in", order())
	}
}

func TestTheFirstFile(t *testing.T) {
	var written []Draft
	options := PickOptions{Write: func(d Draft) error {
		if len(written) > 0 {
			return errors.New("parity.yaml is there already, and is left as it is")
		}
		written = append(written, d)
		return nil
	}}
	p := keyed(choosing(t, 100, 24, options), "w")
	if len(written) > 0 || !strings.Contains(p.frame(), "would be written to parity.yaml") {
		t.Fatalf("w writes without showing:\n%s", frametest.Plain(p.frame()))
	}
	if p = keyed(p, "esc"); p.draft != nil || len(written) > 0 {
		t.Fatal("esc does not put the file away")
	}
	p = keyed(p, "w w")
	if len(written) != 1 || !slices.Equal(written[0].Names, []string{"prod", "staging", "dev"}) || !strings.Contains(p.frame(), "written: parity.yaml") {
		t.Errorf("written: %+v\n%s", written, frametest.Plain(p.frame()))
	}
	if p = keyed(p, "w w"); len(written) != 1 || !strings.Contains(p.frame(), "is there already") {
		t.Errorf("the second time:\n%s", frametest.Plain(p.frame()))
	}
}

func TestPickerFailsInWords(t *testing.T) {
	p := choosing(t, 80, 24, PickOptions{})
	p = keyed(p, "r")
	if !strings.Contains(p.frame(), "looking") {
		t.Errorf("r does not look again:\n%s", frametest.Plain(p.frame()))
	}
	p = picked(p, searchedMsg{search: p.number, err: errors.New("the credentials have expired; log in again, then reload")})
	if !strings.Contains(p.frame(), "log in again") || len(p.found.Candidates) != 4 {
		t.Errorf("the failure is not told, or took away what was found:\n%s", frametest.Plain(p.frame()))
	}
	empty := picked(p, searchMsg{})
	empty.found = Discovery{}
	empty = picked(empty, searchedMsg{search: empty.number})
	if !strings.Contains(empty.frame(), "Nothing here is tagged") {
		t.Errorf("nothing was found, and that is said so:\n%s", frametest.Plain(empty.frame()))
	}
}

func TestLeavingThePicker(t *testing.T) {
	for key, want := range map[string]int{"q": 0, "ctrl+c": interrupted} {
		next, cmd := choosing(t, 80, 24, PickOptions{}).Update(keyPress(key))
		if p := next.(picker); cmd == nil || cmd() != (tea.QuitMsg{}) || p.exit != want || len(p.picked.Names) > 0 {
			t.Errorf("%s: exit %d with %q", key, p.exit, p.picked.Names)
		}
	}
}
