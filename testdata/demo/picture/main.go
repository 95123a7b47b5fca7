// Command picture draws the README's picture from a real frame: the program runs on the demo in a terminal
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

const width, height = 128, 18

// steps are the keys that lead to the picture, each after a text that shows that it is time for it.
var steps = []struct{ await, press string }{
	{"CHANGED IN PROD", "4"},
	{"Egress tcp 443", "nnn"},
	{"psp-ranges is in", ""},
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "picture:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: picture DEMO-FOLDER FILE.svg")
	}
	demo, err := company.Read(args[0])
	if err != nil {
		return err
	}
	picture, err := shoot(demo)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(args[1]), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(args[1]+".new", picture, 0o644); err != nil {
		return err
	}
	return os.Rename(args[1]+".new", args[1])
}

// shoot runs the program and draws its screen.
func shoot(demo *company.Demo) ([]byte, error) {
	// The program takes its output for a terminal with all colours.
	for name, value := range map[string]string{"TTY_FORCE": "1", "TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": ""} {
		if err := os.Setenv(name, value); err != nil {
			return nil, err
		}
	}
	screen := vt.NewSafeEmulator(width, height)
	if _, err := screen.Write([]byte("\x1b[20h")); err != nil { // newline mode, as a terminal's driver has it
		return nil, err
	}
	go func() { _, _ = io.Copy(io.Discard, screen) }() // answers to what the program asks, which nobody needs
	input, keyboard := io.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		_, err := ui.Run(ctx, options(demo, input, screen))
		ended <- err
	}()
	picture, err := play(screen, keyboard)
	cancel()
	_ = keyboard.Close()
	<-ended // it was told to stop; that it did not end by itself is no news
	return picture, err
}

func options(demo *company.Demo, input io.Reader, screen io.Writer) ui.Options {
	for i, role := range []model.Role{model.Relaxed, model.Mirror, model.Baseline} {
		demo.Environments[i].Environment.Role = role
	}
	o := ui.Options{
		Catalog: demo.Catalog, Loader: loaded{demo.Environments}, Theme: ui.Dark, NoMouse: true, Zone: time.UTC,
		Input: input, Output: screen, Width: width, Height: height,
		Compare: func(inventories []*model.Inventory, baseline string) (*compare.Result, error) {
			comparing := demo.Comparing
			comparing.Baseline = baseline
			return compare.Run(demo.Catalog, inventories, comparing)
		},
	}
	for _, inv := range demo.Environments {
		o.Environments = append(o.Environments, inv.Environment)
	}
	return o
}

func play(screen *vt.SafeEmulator, keyboard io.Writer) ([]byte, error) {
	for _, step := range steps {
		if err := await(screen, step.await); err != nil {
			return nil, err
		}
		if _, err := io.WriteString(keyboard, step.press); err != nil {
			return nil, err
		}
	}
	return draw(screen), nil
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

// loaded are environments that are there already.
type loaded struct{ inventories []*model.Inventory }

// Load hands them out.
func (l loaded) Load(context.Context, ui.Wanted, func(model.Progress)) ([]*model.Inventory, error) {
	return l.inventories, nil
}
