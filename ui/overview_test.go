package ui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/compare"
	"parity/model/modeltest"
	"parity/ui/frametest"
)

// TestTheFirstDayIsReadAtAGlance: of companies that nobody has looked at before, whatever the screen, the overview
// has thirty lines at most, no difference is left out of its sums, and the accident is among the first three rows.
func TestTheFirstDayIsReadAtAGlance(t *testing.T) {
	for seed := range uint64(10) {
		before, after, accident := modeltest.Company(seed, 600)
		result, err := compare.Run(modeltest.Catalog(), []*model.Inventory{before, after}, compare.Options{Now: modeltest.Loaded})
		if err != nil {
			t.Fatal(err)
		}
		for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 60}} {
			options := Options{Catalog: modeltest.Catalog(), Loader: reader{}, Zone: time.UTC}
			for _, inventory := range result.Inventories {
				options.Environments = append(options.Environments, inventory.Environment)
			}
			p := sent(newStarted(context.Background(), options), tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			baseline := result.BaselineName()
			p.reading.baseline = baseline
			p = sent(p, comparedMsg{baseline: baseline, digest: newDigest(modeltest.Catalog(), result.Comparison, result.Lines)})
			lines := p.here().(overview).lines
			if len(lines) > mostLines {
				t.Fatalf("seed %d: %d lines:\n%s", seed, len(lines), frametest.Plain(p.frame()))
			}
			found, stops := false, 0
			for _, line := range lines {
				if line.stop && stops < 3 {
					stops++
					found = found || strings.Contains(columnsOf(line), accident.Name)
				}
			}
			if !found {
				t.Fatalf("seed %d: the accident %v is not among the first three rows:\n%s", seed, accident, frametest.Plain(p.frame()))
			}
		}
	}
}

func columnsOf(l overviewLine) string {
	words := ""
	for _, column := range l.columns {
		words += column.text + " "
	}
	return words
}

// TestWindowTitle: other windows are told which environments these are, and how things stand.
func TestWindowTitle(t *testing.T) {
	p := opened(t, 80, 24, Options{})
	if got := p.View(); got.WindowTitle != "parity: prod staging dev · 28 rows differ" || got.ProgressBar != nil {
		t.Errorf("%q, progress %v", got.WindowTitle, got.ProgressBar)
	}
	p = pressed(p, "R")
	if got := p.View(); got.WindowTitle != "parity: prod staging dev · reading 0/15" || got.ProgressBar.State != tea.ProgressBarIndeterminate {
		t.Errorf("%q, progress %v", got.WindowTitle, got.ProgressBar)
	}
	p = partly(p)
	if got := p.View(); got.ProgressBar.State != tea.ProgressBarDefault || got.ProgressBar.Value != 100*4/15 {
		t.Errorf("progress %v", got.ProgressBar)
	}
	p = sent(p, loadedMsg{generation: p.reading.generation, err: errors.New("no network")})
	if got := p.View(); !strings.HasSuffix(got.WindowTitle, "failed") || got.ProgressBar.State != tea.ProgressBarError {
		t.Errorf("%q, progress %v", got.WindowTitle, got.ProgressBar)
	}
}

// TestTheWholeHelpIsReached: whatever the size, every key and sign comes on the screen.
func TestTheWholeHelpIsReached(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}, {60, 16}} {
		p := pressed(opened(t, size[0], size[1], Options{}), "4 ?")
		seen := ""
		for range 80 {
			frametest.Check(t, size[0], size[1], p.frame)
			seen += frametest.Plain(p.frame())
			p = pressed(p, "j")
		}
		for _, line := range p.view().helpLines(p.here().on()) {
			words := strings.TrimSpace(columnsOf(overviewLine{columns: line[:1]}))
			if !strings.Contains(seen, words) {
				t.Errorf("%v: %q is never on the screen", size, words)
			}
		}
	}
}
