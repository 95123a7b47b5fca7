package command

import (
	"io"
	"os"
	"testing"

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
