// Package frametest checks what must hold of every frame, whatever is on it. Tests of the screens use it.
package frametest

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// Check fails the test unless view draws exactly height lines of exactly width cells, by graphemes and by
// wcwidth, with no control bytes but SGR sequences, each line ending as it began: reset. view is called
// twice, since the same model must draw the same frame.
func Check(t testing.TB, width, height int, view func() string) {
	t.Helper()
	frame := view()
	if again := view(); again != frame {
		t.Errorf("two frames of one model differ:\n%s\n%s", frame, again)
	}
	for _, fault := range Faults(frame, width, height) {
		t.Error(fault)
	}
}

// Plain is the frame without its SGR sequences and without the spaces at the ends of lines: what a golden
// file holds, readable in review.
func Plain(frame string) string {
	lines := strings.Split(ansi.Strip(frame), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}
