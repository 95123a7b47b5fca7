package ui

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/compare"
	"parity/model/modeltest"
)

// largest is a screen with what the engines say of three environments of 10,000 instances and 100,000
// parameters each.
func largest(b *testing.B) program {
	catalog := modeltest.Catalog()
	var inventories []*model.Inventory
	for _, name := range []string{"dev", "staging", "prod"} {
		inventories = append(inventories, modeltest.Large(name, 10_000))
	}
	result, err := compare.Run(catalog, inventories, compare.Options{Baseline: "prod", Now: modeltest.Loaded})
	if err != nil {
		b.Fatal(err)
	}
	options := Options{Catalog: catalog, Zone: time.UTC}
	for _, inventory := range result.Inventories {
		options.Environments = append(options.Environments, inventory.Environment)
	}
	p := sent(newStarted(context.Background(), options), tea.WindowSizeMsg{Width: 200, Height: 60})
	p.world.now = night
	return sent(p, comparedMsg{baseline: "prod", digest: newDigest(catalog, result.Comparison, result.Lines)})
}

// hand is how long each key took, from the press to the finished frame. Its p99 has what the collector of memory
// does in it, which comes every few hundred frames: to a hand that holds a key down, every twenty seconds.
type hand struct{ took []time.Duration }

func (h *hand) press(p program, key tea.KeyPressMsg) program {
	start := time.Now()
	p = sent(p, key)
	_ = p.frame()
	h.took = append(h.took, time.Since(start))
	return p
}

// report tells the middle one of all keys and the slowest of a hundred.
func (h *hand) report(b *testing.B) {
	slices.Sort(h.took)
	b.ReportMetric(h.at(50), "ms-p50")
	b.ReportMetric(h.at(99), "ms-p99")
}

func (h *hand) at(percent int) float64 {
	return float64(h.took[len(h.took)*percent/100].Microseconds()) / 1000
}

// BenchmarkMovement is a key that moves and the frame after it, at 200×60 among all of that. The slowest of a
// hundred is what a hand on the key feels.
func BenchmarkMovement(b *testing.B) {
	p := largest(b)
	for _, at := range []struct{ name, open string }{
		{"parameters", "5 d"}, {"all parameters", "5 d d E"}, {"instances", "2 d"}, {"overview", "1"}, {"a cause", "1 G enter"},
	} {
		for _, key := range []string{"down", "pgdown", "n"} {
			b.Run(fmt.Sprintf("%s/%s", at.name, key), func(b *testing.B) {
				q := pressed(p, at.open)
				_ = q.frame()
				press := keyPress(key)
				var hand hand
				for b.Loop() {
					q = hand.press(q, press)
				}
				hand.report(b)
			})
		}
	}
}

// BenchmarkOpening is from a comparison to the first frame of it, and of the largest cause; what is held is
// told with it.
func BenchmarkOpening(b *testing.B) {
	p := largest(b)
	d := p.world.digest
	b.Run("comparison", func(b *testing.B) {
		for b.Loop() {
			q := sent(p, comparedMsg{baseline: "prod", digest: newDigest(p.world.catalog, d.Comparison, d.lines)})
			_ = q.frame()
		}
	})
	b.Run("a cause", func(b *testing.B) {
		largest := slices.MaxFunc(d.Causes, func(a, c *model.Cause) int { return len(a.Entries) - len(c.Entries) })
		for b.Loop() {
			lines := (&builder{digest: d, cause: largest}).build(p.world.catalog.Types())
			b.ReportMetric(float64(len(lines.lines)), "lines")
		}
	})
	b.Run("held", func(b *testing.B) {
		var held runtime.MemStats
		for b.Loop() {
			runtime.GC()
			runtime.ReadMemStats(&held)
		}
		b.ReportMetric(float64(held.HeapAlloc)/1e6, "MB-held")
		runtime.KeepAlive(p)
	})
}
