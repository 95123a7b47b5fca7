package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"parity/model"
	"parity/model/compare"
	"parity/model/modeltest"
)

// TestTheFirstDayOnOneScreen looks at companies of some 600 differences that have never looked before, with no
// configuration: everything that is said stands on thirty lines, and the accident is in one of the first three rows.
func TestTheFirstDayOnOneScreen(t *testing.T) {
	const width, height, lines = 120, 40, 30
	catalog := modeltest.Catalog()
	longest := 0
	for seed := range uint64(100) {
		mine, base, accident := modeltest.Company(seed, 600)
		result, err := compare.Run(catalog, []*model.Inventory{mine, base}, compare.Options{Now: modeltest.Loaded})
		if err != nil {
			t.Fatal(err)
		}
		options := Options{Catalog: catalog, Loader: reader{}, Zone: time.UTC}
		for _, inventory := range result.Inventories {
			options.Environments = append(options.Environments, inventory.Environment)
		}
		p := newStarted(context.Background(), options)
		p = sent(p, tea.WindowSizeMsg{Width: width, Height: height})
		p = sent(p, comparedMsg{baseline: "prod", digest: newDigest(catalog, result.Comparison, result.Lines)})
		frame := ansi.Strip(p.frame())
		drawn := 0
		for line := range strings.Lines(frame) {
			if strings.TrimSpace(line) != "" {
				drawn++
			}
		}
		longest = max(longest, drawn)
		if drawn > lines {
			t.Fatalf("seed %d: %d lines\n%s", seed, drawn, frame)
		}
		found := false
		for range 3 {
			place := pressed(p, "enter")
			opened := ansi.Strip(place.frame())
			found = found || strings.Contains(opened, strings.TrimPrefix(accident.Name, "/")) &&
				strings.Contains(strings.ToLower(opened), strings.ToLower(lastOf(accident)))
			p = pressed(p, "down")
		}
		if !found {
			t.Fatalf("seed %d: %v is in none of the first three rows\n%s", seed, accident, frame)
		}
	}
	t.Logf("100 companies, at most %d lines", longest)
}

// lastOf is a word of the accident that its screen must show.
func lastOf(a modeltest.Accident) string {
	if a.Attribute == "" {
		return a.Name[strings.LastIndexByte(a.Name, '/')+1:]
	}
	head, _, _ := strings.Cut(a.Attribute, ".")
	return head
}
