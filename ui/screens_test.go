package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/exp/golden"

	"parity/ui/frametest"
)

// opened is the program as it is when acme is loaded, on a terminal of that size.
func opened(t testing.TB, width, height int, options Options) program {
	t.Helper()
	c := acme()
	options.Catalog, options.Environments, options.Zone = c.catalog, c.environments, time.UTC
	p := newStarted(context.Background(), options)
	p.world.now = night
	p = sent(p, tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	p = sent(p, tea.WindowSizeMsg{Width: width, Height: height})
	p.reading.complete = true
	for i, inventory := range c.comparison.Inventories {
		p.world.loads[i] = finished(c.catalog, inventory)
	}
	return sent(p, comparedMsg{baseline: "prod", digest: c.digest()})
}

func sent(p program, msg tea.Msg) program {
	next, _ := p.Update(msg)
	return next.(program)
}

// pressed presses keys, written as in the table of bindings and apart by blanks.
func pressed(p program, keys string) program {
	for _, key := range strings.Fields(keys) {
		p = sent(p, keyPress(key))
	}
	return p
}

var named = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft,
	"right": tea.KeyRight, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
	"backspace": tea.KeyBackspace, "space": tea.KeySpace,
}

func keyPress(key string) tea.KeyPressMsg {
	if code, ok := named[key]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	if rest, ok := strings.CutPrefix(key, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: rune(rest[0]), Mod: tea.ModCtrl}
	}
	if key == "shift+tab" {
		return tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
	}
	return tea.KeyPressMsg{Code: rune(key[0]), Text: key}
}

// places are the screens, and the keys that lead there from the start.
var places = []struct{ name, keys string }{
	{"overview", ""},
	{"instances", "2"},
	{"databases", "3"},
	{"groups", "4"},
	{"parameters", "5"},
	{"explained", "3 d"},
	{"everything", "4 d d"},
	{"cause", "j j j j j enter"},
	{"role", "3 g enter"},
	{"attribute", "enter"},
	{"help", "4 ?"},
	{"filter", "5 / p s p"},
	{"chip", "5 / p s p enter"},
	{"copying", "4 n y"},
	{"shared", "5 S"},
	{"ways", "3 Y"},
	{"ways_of_cause", "j j j Y"},
}

func TestScreens(t *testing.T) {
	for _, place := range places {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}, {50, 15}} {
			t.Run(fmt.Sprintf("%s_%dx%d", place.name, size[0], size[1]), func(t *testing.T) {
				p := pressed(opened(t, size[0], size[1], Options{}), place.keys)
				frametest.Check(t, size[0], size[1], p.frame)
				golden.RequireEqual(t, frametest.Plain(p.frame()))
			})
		}
	}
}

// drawings are the ways to draw a screen.
var drawings = map[string]Options{
	"dark": {Theme: Dark}, "light": {Theme: Light}, "nocolor": {NoColor: true}, "ascii": {ASCII: true, NoColor: true},
}

func TestThemes(t *testing.T) {
	for name, options := range drawings {
		for _, place := range places {
			t.Run(name+"_"+place.name, func(t *testing.T) {
				p := pressed(opened(t, 120, 40, options), place.keys)
				frametest.Check(t, 120, 40, p.frame)
				golden.RequireEqual(t, p.frame())
			})
		}
	}
}

// passing are the screens that come by themselves, or with an answer.
var passing = []struct {
	name string
	at   func(t *testing.T) program
}{
	{"starting", func(*testing.T) program { return starting() }},
	{"loading", func(*testing.T) program { return partly(starting()) }},
	{"loading_instances", func(*testing.T) program { return pressed(partly(starting()), "2") }},
	{"failed", func(*testing.T) program {
		p := starting()
		return sent(p, loadedMsg{generation: p.reading.generation, err: errors.New("no credentials: run aws sso login --profile acme-dev")})
	}},
	{"reloaded", func(t *testing.T) program { return reloaded(t, 110, 24) }},
	{"history", func(t *testing.T) program {
		return answered(t, answered(t, versioned(t, archive{values: threeValues}), "V"), "enter")
	}},
}

// starting is the program before anything is read.
func starting() program {
	c := acme()
	p := newStarted(context.Background(), Options{Catalog: c.catalog, Environments: c.environments, Loader: reader{}, Zone: time.UTC})
	return sent(sent(p, tea.WindowSizeMsg{Width: 120, Height: 24}), startedMsg{night})
}

func TestThemesOfPassingScreens(t *testing.T) {
	for name, options := range drawings {
		for _, screen := range passing {
			t.Run(name+"_"+screen.name, func(t *testing.T) {
				p := screen.at(t)
				p.look = newLook(&options)
				frametest.Check(t, p.width, p.height, p.frame)
				golden.RequireEqual(t, p.frame())
			})
		}
	}
}
