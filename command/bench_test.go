package command

import (
	"bytes"
	"context"
	"io"
	"os"
	"slices"
	"testing"
	"time"

	"parity/ui"
)

// demoFolder is what main embeds.
const demoFolder = "../testdata/demo"

// BenchmarkStartOfTheDemo is all that happens between the start of the process and the screen: flags,
// configuration, and the embedded environments.
func BenchmarkStartOfTheDemo(b *testing.B) {
	for b.Loop() {
		p := &program{Process: Process{Stdout: io.Discard, Stderr: io.Discard, Demo: os.DirFS(demoFolder)}}
		p.root()
		pl, err := p.plan(&sourceFlags{demo: true, timeout: 1}, &comparisonFlags{}, nil)
		if err != nil {
			b.Fatal(err)
		}
		if len(pl.environments) != 3 {
			b.Fatalf("the demo has %d environments", len(pl.environments))
		}
	}
}

// BenchmarkFirstFrameOfTheDemo is from there to the first frame on a terminal, and to the first one that says what
// differs.
func BenchmarkFirstFrameOfTheDemo(b *testing.B) {
	for _, awaited := range []string{"Overview", "CHANGED IN PROD"} {
		b.Run(awaited, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				ctx, cancel := context.WithCancel(b.Context())
				input, hand := io.Pipe()
				screen := &seeing{text: []byte(awaited), seen: func() { took = append(took, time.Since(start)); cancel() }}
				options, err := DemoScreen(os.DirFS(demoFolder))
				if err != nil {
					b.Fatal(err)
				}
				options.Input, options.Output, options.Width, options.Height = input, screen, 120, 40
				if _, err := ui.Run(ctx, options); err != nil {
					b.Fatal(err)
				}
				cancel()
				hand.Close()
			}
			// The time of the whole run has the program's end in it.
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-to-frame")
		})
	}
}

// seeing is a terminal that tells once when a text was written to it.
type seeing struct {
	written, text []byte
	seen          func()
}

func (s *seeing) Write(p []byte) (int, error) {
	s.written = append(s.written, p...)
	if s.seen != nil && bytes.Contains(s.written, s.text) {
		s.seen()
		s.seen = nil
	}
	return len(p), nil
}

// BenchmarkCheckOfTheDemo is a whole check, to the last line.
func BenchmarkCheckOfTheDemo(b *testing.B) {
	for b.Loop() {
		p := &program{Process: Process{
			Args: []string{"check", "--demo"}, Stdout: io.Discard, Stderr: io.Discard, Demo: os.DirFS(demoFolder),
		}}
		if code := p.execute(b.Context()); code != incomplete {
			b.Fatalf("exit code %d", code)
		}
	}
}

var _ ui.Loader = (*loader)(nil)
