package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/compare"
	acmedemo "parity/testdata/demo/company"
	"parity/ui/frametest"
)

// TestWalks follows the scripts of testdata/walks on the demo, in a terminal: each is a person with a question, the
// keys that lead to its answer, and how many they are. A line is
//
//	see TEXT     wait until it is on the screen
//	press KEYS   apart by blanks
//	paste TEXT   as a terminal pastes it: counted as one key
//	keys N       how many it took, at the end
//
// and all else, in front of the script, is what it is about.
func TestWalks(t *testing.T) {
	scripts, err := filepath.Glob("testdata/walks/*.txt")
	if err != nil || len(scripts) != 5 {
		t.Fatalf("%d walks, %v", len(scripts), err)
	}
	for _, script := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(script), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(script)
			if err != nil {
				t.Fatal(err)
			}
			for _, size := range [][2]int{{120, 40}, {80, 24}} {
				walk(t, startDemo(t, size[0], size[1]), string(data))
			}
		})
	}
}

func walk(t *testing.T, term *terminal, script string) {
	t.Helper()
	keys, counted := 0, false
	for at, line := range strings.Split(strings.TrimSpace(script), "\n") {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch word {
		case "see":
			term.await(t, rest)
		case "press":
			pressed := strings.Fields(rest)
			keys += len(pressed)
			term.press(pressed...)
		case "paste":
			keys++
			term.program.Send(tea.PasteMsg{Content: rest})
		case "keys":
			if want, err := strconv.Atoi(rest); err != nil || want != keys {
				t.Errorf("line %d: %d keys were pressed, not %s", at+1, keys, rest)
			}
			counted = true
		}
	}
	if !counted {
		t.Error("the script does not say how many keys it takes")
	}
}

// startDemo is the program on the demo, in a terminal.
func startDemo(t *testing.T, width, height int) *terminal {
	t.Helper()
	demo, err := acmedemo.Read("../testdata/demo")
	if err != nil {
		t.Fatal(err)
	}
	options := Options{
		Catalog: demo.Catalog, Loader: reader{inventories: demo.Environments},
		Compare: func(inventories []*model.Inventory, baseline string) (*compare.Result, error) {
			comparing := demo.Comparing
			comparing.Baseline = baseline
			return compare.Run(demo.Catalog, inventories, comparing)
		},
	}
	for i, role := range []model.Role{model.Relaxed, model.Mirror, model.Baseline} {
		demo.Environments[i].Environment.Role = role
		demo.Environments[i].Environment.Source = "demo" // as the program has it
		options.Environments = append(options.Environments, demo.Environments[i].Environment)
	}
	return startTerminal(t, width, height, options)
}

// TestTheDemoAtAnySize: the demo's screens keep whole at every size a terminal is given.
func TestTheDemoAtAnySize(t *testing.T) {
	demo, err := acmedemo.Read("../testdata/demo")
	if err != nil {
		t.Fatal(err)
	}
	demo.Comparing.Baseline = "prod"
	result, err := compare.Run(demo.Catalog, demo.Environments, demo.Comparing)
	if err != nil {
		t.Fatal(err)
	}
	options := Options{Catalog: demo.Catalog, Loader: reader{}}
	for _, inventory := range result.Inventories {
		options.Environments = append(options.Environments, inventory.Environment)
	}
	p := newStarted(context.Background(), options)
	d := newDigest(demo.Catalog, result.Comparison, result.Lines)
	d.links = result.Links
	p = sent(p, comparedMsg{baseline: "prod", digest: d})
	p = sent(p, linkedMsg{d, d.links()})
	for _, size := range [][2]int{{40, 12}, {59, 20}, {80, 24}, {133, 37}, {250, 80}} {
		q := sent(p, tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		for _, keys := range slices.Concat([]string{"", "?", "enter", "enter enter"}, []string{"2", "3 enter", "3 enter g enter", "4 d d", "5 d", "5 / p s p"}) {
			for _, fault := range frametest.Faults(pressedFrame(q, keys), size[0], size[1]) {
				t.Errorf("%v after %q: %v", size, keys, fault)
			}
		}
	}
}

func pressedFrame(p program, keys string) string {
	p = pressed(p, keys)
	return p.frame()
}
