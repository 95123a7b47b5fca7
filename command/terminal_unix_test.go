//go:build unix

package command_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// session is the whole program as a process of its own, in a terminal that is emulated.
type session struct {
	screen  *vt.SafeEmulator
	process *exec.Cmd
	tty     *os.File
	ended   chan struct{}
}

// person is somebody at a terminal: where they are, and the home they have.
type person struct {
	folder, home string
	// environ is what their shell has beyond that of everybody.
	environ       []string
	width, height uint16
	// clock is the time that stands still for the program, empty where it goes on.
	clock string
}

func newPerson(t *testing.T) *person {
	return &person{folder: t.TempDir(), home: t.TempDir(), width: 120, height: 40}
}

// starts runs parity with the words on the person's terminal.
func (p *person) starts(t *testing.T, words ...string) *session {
	t.Helper()
	demo, err := filepath.Abs("../testdata/demo")
	if err != nil {
		t.Fatal(err)
	}
	s := &session{screen: vt.NewSafeEmulator(int(p.width), int(p.height)), process: exec.Command("parity", words...), ended: make(chan struct{})}
	s.process.Dir = p.folder
	s.process.Env = []string{
		"PATH=" + os.Getenv("PATH"), demoVariable + "=" + demo, clockVariable + "=" + p.clock, "HOME=" + p.home, "TZ=UTC", "LANG=C.UTF-8", "TERM=xterm-256color",
		"XDG_STATE_HOME=" + filepath.Join(p.home, "state"), "XDG_CACHE_HOME=" + filepath.Join(p.home, "cache"),
		"AWS_CONFIG_FILE=" + os.DevNull, "AWS_SHARED_CREDENTIALS_FILE=" + os.DevNull, "AWS_EC2_METADATA_DISABLED=true",
	}
	s.process.Env = append(s.process.Env, p.environ...)
	s.tty, err = pty.StartWithSize(s.process, &pty.Winsize{Rows: p.height, Cols: p.width})
	if err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(s.tty, s.screen) }() // the terminal's answers to what the program asks it
	go func() {
		defer close(s.ended)
		_, _ = io.Copy(s.screen, s.tty) // ends with an error once the program has gone
		_ = s.process.Wait()
	}()
	t.Cleanup(func() { _ = s.process.Process.Kill(); <-s.ended; s.tty.Close() })
	return s
}

// shows waits until the screen holds the words, and fails the test if they do not come.
func (s *session) shows(t *testing.T, words ...string) {
	t.Helper()
	for _, wanted := range words {
		s.until(t, wanted, func(screen string) bool { return strings.Contains(screen, wanted) })
	}
}

func (s *session) until(t *testing.T, what string, holds func(screen string) bool) {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	for !holds(s.drawn()) {
		if time.Now().After(deadline) {
			t.Fatalf("%q does not come on the screen:\n%s", what, s.drawn())
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// drawn is what is on the screen, without colours.
func (s *session) drawn() string { return ansi.Strip(s.screen.Render()) }

// types sends what a keyboard would.
func (s *session) types(t *testing.T, keys string) {
	t.Helper()
	if _, err := io.WriteString(s.tty, keys); err != nil {
		t.Fatal(err)
	}
}

// killed ends the program as nothing can be caught.
func (s *session) killed(t *testing.T) {
	t.Helper()
	if err := s.process.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	<-s.ended
}

// exits waits for the program's end, and holds its exit code.
func (s *session) exits(t *testing.T, code int) {
	t.Helper()
	select {
	case <-s.ended:
	case <-time.After(time.Minute):
		t.Fatalf("the program does not end:\n%s", s.drawn())
	}
	if got := s.process.ProcessState.ExitCode(); got != code {
		t.Errorf("exit code %d, want %d", got, code)
	}
}

// The keys that are no letters.
const (
	interruptKey, suspendKey = "\x03", "\x1a"
	enterKey, escapeKey      = "\r", "\x1b"
)

// TestTheWholeProgramOnATerminal: it starts, shows the night's first row, is suspended where no shell could wake
// it, goes on, and ends as it is told to.
func TestTheWholeProgramOnATerminal(t *testing.T) {
	for end, code := range map[string]int{"q": 0, interruptKey: 130} {
		s := newPerson(t).starts(t, "--demo")
		s.shows(t, "CHANGED IN PROD", "CANNOT SAY")
		s.types(t, suspendKey)
		s.until(t, "the screen of before parity", func(string) bool { return !s.screen.IsAltScreen() })
		s.shows(t, "CHANGED IN PROD")
		s.types(t, "2")
		s.shows(t, "parity › Instances")
		s.types(t, end)
		s.exits(t, code)
	}
}

// TestTheTerminalComesBackAsItWas: whatever ends the program but a kill, the screen and the modes it set are given
// back.
func TestTheTerminalComesBackAsItWas(t *testing.T) {
	s := newPerson(t).starts(t, "--demo")
	s.shows(t, "CHANGED IN PROD")
	if !s.screen.IsAltScreen() {
		t.Fatal("the program does not draw on a screen of its own")
	}
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	s.exits(t, 130)
	if s.screen.IsAltScreen() {
		t.Error("the terminal is left on the program's screen")
	}
}
