//go:build unix

package command_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"
)

// under moves the cursor down to the line that holds the words.
func (s *session) under(t *testing.T, words string) {
	t.Helper()
	for range 100 {
		before := s.settled()
		for line := range strings.Lines(before) {
			if cursor.MatchString(line) && strings.Contains(line, words) {
				return
			}
		}
		s.types(t, "j")
		for i := 0; i < 100 && s.settled() == before; i++ {
		}
	}
	t.Fatalf("the cursor comes on no line with %q:\n%s", words, s.drawn())
}

// settled is the screen once nothing is written on it for a moment: a frame comes in pieces.
func (s *session) settled() string {
	for last := s.drawn(); ; {
		time.Sleep(20 * time.Millisecond)
		now := s.drawn()
		if now == last {
			return now
		}
		last = now
	}
}

// cursor is how a line begins that the cursor is on.
var cursor = regexp.MustCompile(`^ +\d?> `)

// TestAnIncident works through an investigation: it begins at two in the night on the first screen, is killed in the
// middle, goes on where it was, and ends as a record in Markdown.
func TestAnIncident(t *testing.T) {
	p := newPerson(t)
	words := []string{"--demo", "--since", "01:40", "--about", "payments"}

	p.clock = "2026-11-24T02:20:00Z"
	s := p.starts(t, words...)
	s.shows(t, "CHANGED IN PROD since 01:40", "/payments/psp/timeout_ms", "3000 → 800", "by ci-deploy")

	// What is it about, since when, and both ways back.
	s.types(t, "Y")
	s.shows(t, "prod to 3000", "staging to 800", "run in prod 777702777702 eu-west-1")
	s.types(t, escapeKey)
	s.shows(t, "CHANGED IN PROD since 01:40") // a key right behind esc would be one with alt

	s.types(t, "c")
	s.shows(t, "Can I reproduce it in staging?")
	s.types(t, " ")
	s.shows(t, "[x] no  02:20")
	s.types(t, "o")
	s.shows(t, "note")
	s.types(t, "checkout against the sandbox ok 20 of 20; prod: 9 of 20 time out after 800 ms"+enterKey)
	s.shows(t, "9 of 20 time out")
	s.under(t, "security groups")
	s.types(t, " ")
	s.shows(t, "[x] security groups")
	s.under(t, "timeout_ms")
	s.types(t, "Y")
	s.shows(t, "prod to 3000")
	s.types(t, "1")
	s.shows(t, "copied the command")
	s.types(t, escapeKey)
	s.shows(t, "copied 02:20")
	s.under(t, "acme-orders  Parameters.max_connections")
	s.types(t, "z")
	s.shows(t, "rule out")
	s.types(t, "runs 400: no reboot yet"+enterKey)
	s.shows(t, "ruled out 02:20: runs 400")
	s.shows(t, "saved")
	s.killed(t)

	p.clock = "2026-11-24T02:31:00Z"
	s = p.starts(t, words...)
	s.shows(t, "An investigation is open: payments")
	s.types(t, "c")
	s.shows(t, "[x] no  02:20", "9 of 20 time out", "[x] security groups", "copied 02:20", "ruled out 02:20: runs 400")

	// One difference is meant.
	s.under(t, "/app/runtime/python")
	s.types(t, "i")
	s.shows(t, "WHY?")
	s.types(t, enterKey+"the next runtime is tried in staging first"+enterKey+enterKey)
	s.shows(t, "1 difference explained")

	s.types(t, "r")
	s.shows(t, "25 of 26 still differ, 1 explained, nothing new")

	// It is over: why, what stays on record, and that nobody is offered it again.
	s.types(t, "G")
	s.under(t, "close this investigation")
	s.types(t, enterKey)
	s.shows(t, "the root cause, one sentence")
	s.types(t, "a deploy set the timeout of payments to what the sandbox needs, not the bank"+enterKey)
	s.shows(t, "not the bank")
	s.types(t, "e")
	s.shows(t, "written:")
	s.types(t, "q")
	s.exits(t, 0)

	s = p.starts(t, words...)
	s.shows(t, "CANNOT SAY")
	if strings.Contains(s.settled(), "investigation is open") {
		t.Error("a closed investigation is offered again")
	}
	s.types(t, "q")
	s.exits(t, 0)
	s = p.starts(t, "investigations")
	s.exits(t, 0)
	if got := s.drawn(); !strings.Contains(got, "payments") || !strings.Contains(got, "closed") {
		t.Errorf("the list of investigations reads\n%s", got)
	}

	records, err := filepath.Glob(filepath.Join(p.folder, "*.md"))
	if err != nil || len(records) != 1 {
		t.Fatalf("the records are %q, %v", records, err)
	}
	record, err := os.ReadFile(records[0])
	if err != nil {
		t.Fatal(err)
	}
	golden.RequireEqual(t, record)
}
