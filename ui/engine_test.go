package ui

import (
	"context"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"parity/model"
	"parity/model/compare"
	"parity/model/modeltest"
	"parity/ui/frametest"
)

// hostile are texts that would break a frame if they reached the terminal as they are.
var hostile = []string{
	"line\nbreak\r\nand back", "tab\tand bell\a", "\x1b[31mred\x1b]0;title\a", "right \u202eto left", "zero\u200bwidth\ufeff",
	"日本語の値", "e\u0301\u0301\u0301\u0301\u0301\u0301", "👩‍👩‍👧", "\xff\xfe", "", "a very long value " + longText, "ﷺ",
}

const longText = "that goes on and on and on, over many words, until it is longer than any pane and any screen can ever be, and then some"

// world draws three environments whose values, names and keys may be hostile.
func drawInventories(t *rapid.T) []*model.Inventory {
	template := modeltest.Templates().Draw(t, "template")
	other := modeltest.Templates().Draw(t, "other")
	inventories := []*model.Inventory{other.Render("dev"), template.Render("staging"), template.Render("prod")}
	for _, inventory := range inventories {
		for _, resource := range inventory.Resources {
			if rapid.IntRange(0, 3).Draw(t, "spoil") != 0 {
				continue
			}
			text := rapid.SampledFrom(hostile).Draw(t, "hostile")
			switch rapid.IntRange(0, 3).Draw(t, "where") {
			case 0:
				resource.Set(model.NewPath("Tags", text), model.TextValue(text))
			case 1:
				resource.Name += text
			case 2:
				resource.Set(model.Dotted("Value"), model.TextValue(text))
			default:
				resource.Set(model.NewPath("Ingress", "tcp", text, text), model.BoolValue(true))
			}
		}
		inventory.Sort()
	}
	return inventories
}

// TestEveryComparisonCanBeLookedAt walks through all rows, attributes and causes of comparisons that the engines
// made: no text breaks a frame, and every line opens.
func TestEveryComparisonCanBeLookedAt(t *testing.T) {
	catalog := modeltest.Catalog()
	rapid.Check(t, func(t *rapid.T) {
		inventories := drawInventories(t)
		result, err := compare.Run(catalog, inventories, compare.Options{Baseline: "prod"})
		if err != nil {
			t.Fatal(err)
		}
		options := Options{Catalog: catalog, Loader: reader{}, Zone: time.UTC}
		for _, inventory := range result.Inventories {
			options.Environments = append(options.Environments, inventory.Environment)
		}
		p := newStarted(context.Background(), options)
		width, height := rapid.IntRange(40, 160).Draw(t, "width"), rapid.IntRange(12, 50).Draw(t, "height")
		p = sent(p, tea.WindowSizeMsg{Width: width, Height: height})
		p = sent(p, comparedMsg{baseline: "prod", digest: newDigest(catalog, result.Comparison, result.Lines)})
		check := func(p program) {
			for _, fault := range frametest.Faults(p.frame(), width, height) {
				t.Fatal(fault)
			}
		}
		check(p)
		for _, keys := range []string{"1", "2", "3", "4", "5", "2 d", "3 d", "4 d", "5 d"} {
			p = pressed(p, keys)
			check(p)
			for range rapid.IntRange(0, 6).Draw(t, "rows") {
				p = pressed(p, "n")
				check(pressed(p, "enter"))
				check(pressed(p, "enter enter"))
				check(pressed(p, "enter d enter"))
				check(pressed(p, "L L"))
			}
		}
	})
}
