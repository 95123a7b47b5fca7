package command

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"parity/command/config"
	"parity/ui"
)

// onScreen is the whole program of a session, in a terminal that a person looks at.
type onScreen struct {
	*session
	terminal *vt.SafeEmulator
	keyboard io.Writer
	done     chan int
}

func (s *session) onScreen() *onScreen {
	s.Helper()
	const width, height = 120, 40
	o := &onScreen{session: s, terminal: vt.NewSafeEmulator(width, height), done: make(chan int, 1)}
	if _, err := o.terminal.Write([]byte("\x1b[20h")); err != nil { // newline mode, as a terminal's driver has it
		s.Fatal(err)
	}
	go func() { _, _ = io.Copy(io.Discard, o.terminal) }() // answers to queries, which nobody reads
	input, keyboard := io.Pipe()
	o.keyboard = keyboard
	options, err := (&program{}).screen(s.explainer.plan, newLoader(s.explainer.plan))
	if err != nil {
		s.Fatal(err)
	}
	options.Input, options.Output, options.Width, options.Height, options.Zone = input, o.terminal, width, height, time.UTC
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		code, _ := ui.Run(ctx, options)
		o.done <- code
	}()
	s.Cleanup(cancel)
	return o
}

func (o *onScreen) screen() string { return ansi.Strip(o.terminal.Render()) }

func (o *onScreen) press(keys string) {
	o.Helper()
	if _, err := io.WriteString(o.keyboard, keys); err != nil {
		o.Fatal(err)
	}
}

// await waits until the screen holds words.
func (o *onScreen) await(words string) {
	o.Helper()
	for range 2000 {
		if strings.Contains(o.screen(), words) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	o.Fatalf("%q does not come on the screen:\n%s", words, o.screen())
}

// cursor is the line the cursor is on.
func (o *onScreen) cursor() string {
	for line := range strings.Lines(o.screen()) {
		if strings.HasPrefix(line, " >") {
			return line
		}
	}
	return ""
}

// goTo moves down, round the end, until the cursor is on a line with the words.
func (o *onScreen) goTo(words string) {
	o.Helper()
	for range 40 {
		was := o.cursor()
		if strings.Contains(was, words) {
			return
		}
		o.press("n")
		for range 400 {
			if o.cursor() != was {
				break
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
	o.Fatalf("the cursor comes on no line with %q:\n%s", words, o.screen())
}

// TestWrittenFromTheScreen: a person explains three causes, takes the last one back and leaves; what is in the
// files then is what was said, and the comparison told so at once.
func TestWrittenFromTheScreen(t *testing.T) {
	const before = "# ours, by hand\nenvironments:\n    staging:   {region: eu-west-1}   # the copy\n    prod:\n        region: eu-west-1\n"
	s := newSession(t, before)
	o := s.onScreen()
	o.await("staging is smaller")
	o.goTo("staging is smaller")
	o.press("i")
	o.await("+     staging:   {region: eu-west-1, role: relaxed}")
	if s.read(config.FileName) != before {
		t.Fatal("it is written before anybody said so")
	}
	o.press("\r")
	o.await("explained in parity.yaml; u undoes")

	o.goTo("acme-pay.com")
	o.press("i")
	o.await("these are our words")
	o.await("words: [stg.acme-pay.io]")
	o.press("\r")
	o.await("explained in parity.yaml; u undoes")

	o.goTo("Tags.GitCommit")
	o.press("i")
	o.await("why is it meant?")
	o.press("\r")
	o.press("each deploy has its own")
	o.await("+     reason: each deploy has its own")
	o.press("\r")
	o.await("explained in parity.yaml; u undoes")
	want := "# ours, by hand\nenvironments:\n    staging:   {region: eu-west-1, role: relaxed, words: [stg.acme-pay.io]}   # the copy\n" +
		"    prod:\n        region: eu-west-1\n        words: [acme-pay.com]\n"
	if got := s.read(config.FileName); !strings.HasPrefix(got, want+"\nintentional:\n") || !strings.Contains(got, "attribute: Tags.GitCommit") {
		t.Errorf("the file is\n%s\nwant it to begin with\n%s", got, want)
	}
	o.press("u")
	o.await("taken back from parity.yaml")
	if got := s.read(config.FileName); got != want {
		t.Errorf("taken back, the file is\n%s", got)
	}
	o.press("q")
	if code := <-o.done; code != 0 {
		t.Errorf("exit code %d", code)
	}
	if _, err := config.Load(config.FileName, typeNames(s.explainer.plan.catalog)); err != nil {
		t.Errorf("what was written is not understood: %v", err)
	}
}
