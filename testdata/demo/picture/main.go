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

	"parity/model"
	"parity/model/compare"
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
		demo, err := company.Read(args[0])
		if err != nil {
			return err
		}
		picture, err := shots[i].shoot(demo)
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
func (s *shot) shoot(demo *company.Demo) ([]byte, error) {
	screen := vt.NewSafeEmulator(s.width, s.height)
	if _, err := screen.Write([]byte("\x1b[20h")); err != nil { // newline mode, as a terminal's driver has it
		return nil, err
	}
	go func() { _, _ = io.Copy(io.Discard, screen) }() // answers to what the program asks, which nobody needs
	input, keyboard := io.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		_, err := ui.Run(ctx, s.options(demo, input, screen))
		ended <- err
	}()
	picture, err := s.play(screen, keyboard)
	cancel()
	_ = keyboard.Close()
	<-ended // it was told to stop; that it did not end by itself is no news
	return picture, err
}

func (s *shot) options(demo *company.Demo, input io.Reader, screen io.Writer) ui.Options {
	for i, role := range []model.Role{model.Relaxed, model.Mirror, model.Baseline} {
		demo.Environments[i].Environment.Role = role
	}
	o := ui.Options{
		Catalog: demo.Catalog, Loader: loaded{demo.Environments}, Theme: max(s.theme, ui.Dark), NoMouse: true, Zone: time.UTC,
		Input: input, Output: screen, Width: s.width, Height: s.height,
		Compare: func(inventories []*model.Inventory, baseline string) (*compare.Result, error) {
			comparing := demo.Comparing
			comparing.Baseline = baseline
			return compare.Run(demo.Catalog, inventories, comparing)
		},
	}
	if s.loader != nil {
		o.Loader = s.loader(demo)
	}
	for _, inv := range demo.Environments {
		o.Environments = append(o.Environments, inv.Environment)
	}
	return o
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
