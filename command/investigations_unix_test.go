//go:build unix

package command_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// begins starts the demo, begins an investigation and ticks a line of it, which is saved.
func begins(t *testing.T, p *person, words ...string) *session {
	t.Helper()
	s := p.starts(t, words...)
	s.shows(t, "CHANGED IN PROD")
	s.types(t, "c")
	s.shows(t, "What is different?")
	s.types(t, "jj ")
	s.shows(t, "[x]", "saved ")
	return s
}

// TestAnInvestigationOutlivesAKill: what was ticked is offered at the next start, read-only while another process has
// it, and gone on with when that has ended.
func TestAnInvestigationOutlivesAKill(t *testing.T) {
	p := newPerson(t)
	begins(t, p, "--demo").killed(t)

	first := p.starts(t, "--demo")
	first.shows(t, "An investigation is open", "c  goes on")
	first.types(t, "c")
	first.shows(t, "[x]")

	second := p.starts(t, "--demo")
	second.shows(t, fmt.Sprintf("process %d has it", first.process.Process.Pid))
	second.types(t, "c")
	second.shows(t, "[x]")
	second.types(t, "jjj ")
	second.shows(t, "read-only")
	second.types(t, "q")
	second.exits(t, 0)

	first.types(t, "q")
	first.exits(t, 0)
	third := p.starts(t, "investigations", "resume", "latest")
	third.shows(t, "parity › Investigation", "[x]")
	third.types(t, "q")
	third.exits(t, 0)
}

// TestOtherEnvironmentsAreOfferedNothing: an investigation of staging and prod says nothing of dev and prod.
func TestOtherEnvironmentsAreOfferedNothing(t *testing.T) {
	p := newPerson(t)
	s := begins(t, p, "--demo", "staging", "prod")
	s.types(t, "q")
	s.exits(t, 0)
	s = p.starts(t, "--demo", "dev", "prod")
	s.shows(t, "CHANGED IN PROD")
	s.types(t, "c")
	s.shows(t, "What is different?")
	if strings.Contains(s.drawn(), "[x]") {
		t.Errorf("it goes on with what is of other environments:\n%s", s.drawn())
	}
}

// TestWhatCannotBeSavedIsSaidOnThePage: the page works without a folder to write to.
func TestWhatCannotBeSavedIsSaidOnThePage(t *testing.T) {
	p := newPerson(t)
	if err := os.WriteFile(filepath.Join(p.home, "state"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := p.starts(t, "--demo")
	s.shows(t, "CHANGED IN PROD")
	s.types(t, "c")
	s.shows(t, "What is different?")
	s.types(t, "jj ")
	s.shows(t, "[x]", "not saved: ", "not a directory")
}

// TestADamagedInvestigationIsSetAsideAndSaid: the program starts, says where the file is now, and begins another one.
func TestADamagedInvestigationIsSetAsideAndSaid(t *testing.T) {
	p := newPerson(t)
	begins(t, p, "--demo").killed(t)
	files, _ := filepath.Glob(filepath.Join(p.home, "state", "parity", "investigations", "*.json"))
	if len(files) != 1 {
		t.Fatalf("%q", files)
	}
	if err := os.Truncate(files[0], 100); err != nil {
		t.Fatal(err)
	}
	p.width = 300
	s := p.starts(t, "--demo")
	s.shows(t, "is damaged: it is no whole JSON; it was set aside as "+files[0]+".damaged-")
	s.types(t, "c")
	s.shows(t, "What is different?")
	if strings.Contains(s.drawn(), "[x]") {
		t.Errorf("what was ticked is there:\n%s", s.drawn())
	}
}
