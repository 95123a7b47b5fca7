// Command picture draws the pictures of all screens from real frames: the program runs on the demo in a terminal
// that is none, somebody presses keys, and what is on its screen becomes an SVG: make picture.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"parity/command"
	"parity/testdata/demo/company"
	"parity/ui"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "picture:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: picture DEMO-FOLDER FOLDER")
	}
	// The program takes its output for a terminal with all colours.
	for name, value := range map[string]string{"TTY_FORCE": "1", "TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": ""} {
		if err := os.Setenv(name, value); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(args[1], 0o755); err != nil {
		return err
	}
	for i := range shots {
		picture, err := shots[i].shoot(args[0])
		if err != nil {
			return fmt.Errorf("%s: %w", shots[i].name, err)
		}
		if err := write(filepath.Join(args[1], shots[i].name+".svg"), picture); err != nil {
			return err
		}
	}
	return nil
}

func write(path string, picture []byte) error {
	if err := os.WriteFile(path+".new", picture, 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// shoot runs the program and draws its screen.
func (s *shot) shoot(folder string) ([]byte, error) {
	screen := vt.NewSafeEmulator(s.width, s.height)
	if _, err := screen.Write([]byte("\x1b[20h")); err != nil { // newline mode, as a terminal's driver has it
		return nil, err
	}
	go func() { _, _ = io.Copy(io.Discard, screen) }() // answers to what the program asks, which nobody needs
	input, keyboard := io.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	shown, err := s.program(ctx, folder, input, screen)
	if err != nil {
		return nil, err
	}
	ended := make(chan error, 1)
	go func() { ended <- shown() }()
	picture, err := s.play(screen, keyboard)
	cancel()
	_ = keyboard.Close()
	<-ended // it was told to stop; that it did not end by itself is no news
	return picture, err
}

// program is what is run: the picker, or all that comes behind it.
func (s *shot) program(ctx context.Context, folder string, input io.Reader, output io.Writer) (func() error, error) {
	o, err := s.screen(folder, input, output)
	if err != nil {
		return nil, err
	}
	return func() error {
		var err error
		if s.picks {
			_, _, err = ui.Pick(ctx, picking(o))
		} else {
			_, err = ui.Run(ctx, o)
		}
		return err
	}, nil
}

// screen is that of parity --demo, on a terminal that is none.
func (s *shot) screen(folder string, input io.Reader, output io.Writer) (ui.Options, error) {
	o, err := command.DemoScreen(os.DirFS(folder))
	if err != nil {
		return o, err
	}
	o.Theme, o.NoMouse, o.Zone = max(s.theme, ui.Dark), true, time.UTC
	o.Input, o.Output, o.Width, o.Height = input, output, s.width, s.height
	if s.loader != nil {
		demo, err := company.Read(folder)
		if err != nil {
			return o, err
		}
		o.Loader = s.loader(demo)
	}
	return o, nil
}

func (s *shot) play(screen *vt.SafeEmulator, keyboard io.Writer) ([]byte, error) {
	for _, step := range s.steps {
		if err := await(screen, step.await); err != nil {
			return nil, err
		}
		if _, err := io.WriteString(keyboard, step.press); err != nil {
			return nil, err
		}
	}
	return draw(screen, s.title, s.theme), nil
}

// await waits until a text is on the screen.
func await(screen *vt.SafeEmulator, text string) error {
	for range 500 {
		if strings.Contains(ansi.Strip(screen.Render()), text) {
			return nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	return fmt.Errorf("%q does not come on the screen:\n%s", text, ansi.Strip(screen.Render()))
}
