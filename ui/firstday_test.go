package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/compare"
	"parity/model/modeltest"
	"parity/ui/frametest"
)

// TestTheFirstDayOnOneScreen looks at companies of some 600 differences that have never looked before, with no
// configuration: whatever the screen, everything that is said stands on thirty lines, one of the first three rows
// names the accident, and Enter on that one leads to it.
func TestTheFirstDayOnOneScreen(t *testing.T) {
	const companies = 100
	longest := 0
	for seed := range uint64(companies) {
		mine, base, accident := modeltest.Company(seed, 600)
		result, err := compare.Run(modeltest.Catalog(), []*model.Inventory{mine, base}, compare.Options{Now: modeltest.Loaded})
		if err != nil {
			t.Fatal(err)
		}
		for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 60}} {
			p := firstDay(result, size[0], size[1])
			frame := frametest.Plain(p.frame())
			drawn := len(strings.Split(strings.TrimSpace(frame), "\n"))
			for line := range strings.Lines(frame) {
				if strings.TrimSpace(line) == "" {
					drawn--
				}
			}
			if longest = max(longest, drawn); drawn > mostLines || len(p.here().(overview).lines) > mostLines {
				t.Fatalf("seed %d: %d lines on the screen:\n%s", seed, drawn, frame)
			}
			if !leadsTo(p, accident) {
				t.Fatalf("seed %d, %v: %v is in none of the first three rows:\n%s", seed, size, accident, frame)
			}
		}
	}
	t.Logf("%d companies, at most %d lines", companies, longest)
}

// firstDay is the screen on a comparison that nobody has looked at.
func firstDay(result *compare.Result, width, height int) program {
	options := Options{Catalog: modeltest.Catalog(), Loader: reader{}, Zone: time.UTC}
	for _, inventory := range result.Inventories {
		options.Environments = append(options.Environments, inventory.Environment)
	}
	p := sent(newStarted(context.Background(), options), tea.WindowSizeMsg{Width: width, Height: height})
	p.reading.baseline = result.BaselineName()
	return sent(p, comparedMsg{baseline: p.reading.baseline, digest: newDigest(options.Catalog, result.Comparison, result.Lines)})
}

// leadsTo says that one of the first three rows names the accident and leads to it.
func leadsTo(p program, accident modeltest.Accident) bool {
	for range 3 {
		lines := p.here().(overview)
		named := strings.Contains(columnsOf(lines.lines[lines.list.at]), accident.Name)
		opened := frametest.Plain(pressedFrame(p, "enter"))
		if named && strings.Contains(opened, strings.TrimPrefix(accident.Name, "/")) &&
			strings.Contains(strings.ToLower(opened), strings.ToLower(lastOf(accident))) {
			return true
		}
		p = pressed(p, "down")
	}
	return false
}

// lastOf is a word of the accident that its screen must show.
func lastOf(a modeltest.Accident) string {
	if a.Attribute == "" {
		return a.Name[strings.LastIndexByte(a.Name, '/')+1:]
	}
	head, _, _ := strings.Cut(a.Attribute, ".")
	return head
}
