package ui

import (
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"github.com/charmbracelet/x/vt"

	"parity/model"
	"parity/model/compare"
	"parity/model/modeltest"
	"parity/ui/frametest"
)

// terminal runs the program in an emulator.
type terminal struct {
	*vt.SafeEmulator
	program *tea.Program
	done    chan struct{}
	exit    int
}

func startTerminal(t *testing.T, width, height int, options Options) *terminal {
	t.Helper()
	term := &terminal{SafeEmulator: vt.NewSafeEmulator(width, height), done: make(chan struct{})}
	if _, err := term.Write([]byte("\x1b[20h")); err != nil { // newline mode, as a terminal driver has it
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(io.Discard, term) }() // answers to queries, which nobody reads
	ctx, cancel := context.WithCancel(context.Background())
	options.Zone = time.UTC
	term.program = tea.NewProgram(newStarted(ctx, options),
		tea.WithContext(ctx), tea.WithOutput(term), tea.WithInput(nil), tea.WithWindowSize(width, height),
		tea.WithColorProfile(colorprofile.TrueColor), tea.WithoutSignals())
	go func() {
		defer close(term.done)
		if last, err := term.program.Run(); err == nil {
			term.exit = last.(program).exit
		}
	}()
	t.Cleanup(func() { cancel(); <-term.done })
	return term
}

// screen is what is on the screen, without colours.
func (term *terminal) screen() string { return ansi.Strip(term.Render()) }

// await waits until the screen holds a text.
func (term *terminal) await(t *testing.T, words string) {
	t.Helper()
	for range 1000 {
		if strings.Contains(term.screen(), words) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("%q does not come on the screen:\n%s", words, term.screen())
}

func (term *terminal) press(keys ...string) {
	for _, key := range keys {
		term.program.Send(keyPress(key))
	}
}

// fleet is what one environment has, in inventories that the real comparison takes.
func fleet(name, size string) *model.Inventory {
	web := modeltest.Resource(modeltest.Instance, "i-0"+name, "acme-"+name+"-web", "InstanceType="+size)
	group := modeltest.Resource(modeltest.Group, "sg-0"+name, "acme-"+name+"-web")
	host := modeltest.Param("/"+name+"/database/host", "db."+name+".acme.internal")
	if name != "prod" {
		modeltest.Rule(group, "Ingress", "tcp", "8080", "192.168.7.0/24")
	}
	return modeltest.Inventory(name, web, group, host)
}

// TestTreeOnATerminal walks the tree of parameters: folders, the versions of one, and a path that was pasted.
func TestTreeOnATerminal(t *testing.T) {
	inventories := []*model.Inventory{fleet("staging", "t3.large"), fleet("prod", "t3.large")}
	for _, inventory := range inventories {
		inventory.Resources = append(inventory.Resources, modeltest.Param("/"+inventory.Environment.Name+"/payments/timeout", inventory.Environment.Name+" 800"))
		inventory.Sort()
	}
	options := Options{
		Catalog: modeltest.Catalog(), Loader: reader{inventories: inventories}, Historian: archive{values: threeValues},
		Compare: func(inventories []*model.Inventory, baseline string) (*compare.Result, error) {
			return compare.Run(modeltest.Catalog(), inventories, compare.Options{Baseline: baseline})
		},
	}
	for i, role := range []model.Role{model.Mirror, model.Baseline} {
		inventories[i].Environment.Role = role
		options.Environments = append(options.Environments, inventories[i].Environment)
	}
	term := startTerminal(t, 120, 40, options)
	term.await(t, "DIFFERENT FOR LONGER")
	term.press("5", "d", "d")
	term.await(t, "▸ payments/")
	term.press("E")
	term.await(t, "▾ payments/")
	term.press("G", "V")
	term.await(t, "v3  24 Nov")
	term.press("/")
	term.program.Send(tea.PasteMsg{Content: "/staging/database/host"})
	term.await(t, "1 of 2 paths shown")
	term.press("enter", "enter")
	term.await(t, "HISTORY")
	term.press("esc", "esc", "^")
	term.await(t, "/database ")
	term.press("q")
	<-term.done
}

// TestWholeProgram loads, compares, opens a view and an attribute, changes size and is interrupted, on a terminal.
func TestWholeProgram(t *testing.T) {
	inventories := []*model.Inventory{fleet("dev", "t3.small"), fleet("staging", "t3.large"), fleet("prod", "t3.large")}
	options := Options{
		Catalog: modeltest.Catalog(), Loader: reader{inventories: inventories},
		Compare: func(inventories []*model.Inventory, baseline string) (*compare.Result, error) {
			return compare.Run(modeltest.Catalog(), inventories, compare.Options{Baseline: baseline})
		},
	}
	for i, role := range []model.Role{model.Relaxed, model.Mirror, model.Baseline} {
		inventories[i].Environment.Role = role
		options.Environments = append(options.Environments, inventories[i].Environment)
	}
	term := startTerminal(t, 120, 40, options)
	term.await(t, "DIFFERENT FOR LONGER")
	term.press("4")
	term.await(t, "┌ PROD · baseline")
	term.await(t, "Ingress tcp 8080")
	term.Resize(80, 24)
	term.program.Send(tea.WindowSizeMsg{Width: 80, Height: 24})
	term.await(t, "‹ 2 of 3 ›")
	term.press("enter", "enter")
	term.await(t, "+ extra")
	term.press("esc", "esc", "esc")
	term.await(t, "1 Overview")
	term.press("ctrl+c")
	<-term.done
	if term.exit != interrupted {
		t.Errorf("exit %d after an interrupt, want %d", term.exit, interrupted)
	}
	if term.IsAltScreen() {
		t.Error("the terminal is left on the alternate screen")
	}
}

func TestQuitIsNoFailure(t *testing.T) {
	c := acme()
	term := startTerminal(t, 80, 24, Options{Catalog: c.catalog, Environments: c.environments, Loader: reader{}})
	term.await(t, "1 Overview")
	term.press("q")
	<-term.done
	if term.exit != 0 {
		t.Errorf("exit %d after q, want 0", term.exit)
	}
}

// BenchmarkKeyToFrame is a key and the frame after it, on a large terminal.
func BenchmarkKeyToFrame(b *testing.B) {
	p := pressed(opened(b, 200, 60, Options{}), "5 d")
	down, up := keyPress("down"), keyPress("up")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i/30%2 == 0 {
			p = sent(p, down)
		} else {
			p = sent(p, up)
		}
		_ = p.frame()
	}
}

// BenchmarkKeyToFrameOfMany is the same in a view of many rows.
func BenchmarkKeyToFrameOfMany(b *testing.B) {
	c := acme()
	for i := range 20000 {
		c.add("AWS::SSM::Parameter", "/many/folder_"+string(rune('a'+i%26))+"/name_"+time.Duration(i).String(), "Value", "on")
	}
	p := opened(b, 200, 60, Options{})
	p = pressed(sent(p, comparedMsg{baseline: "prod", digest: c.digest()}), "5 d")
	down := keyPress("down")
	b.ReportAllocs()
	for b.Loop() {
		p = sent(p, down)
		_ = p.frame()
	}
}

// BenchmarkFirstFrame is from nothing to the first frame.
func BenchmarkFirstFrame(b *testing.B) {
	c := acme()
	options := Options{Catalog: c.catalog, Environments: c.environments, Zone: time.UTC}
	b.ReportAllocs()
	for b.Loop() {
		p := sent(newStarted(context.Background(), options), tea.WindowSizeMsg{Width: 200, Height: 60})
		_ = p.frame()
	}
}

// TestValuesAsTheyCome: what is loaded is shown, with … wherever nothing can be said yet.
func TestValuesAsTheyCome(t *testing.T) {
	pending := fleet("staging", "t3.large")
	pending.Pending = []string{modeltest.Parameter, modeltest.Group}
	inventories := []*model.Inventory{fleet("dev", "t3.small"), pending, fleet("prod", "t3.large")}
	result, err := compare.Run(modeltest.Catalog(), inventories, compare.Options{Baseline: "prod"})
	if err != nil {
		t.Fatal(err)
	}
	options := Options{Catalog: modeltest.Catalog(), Loader: reader{}, Zone: time.UTC}
	for _, inventory := range result.Inventories {
		options.Environments = append(options.Environments, inventory.Environment)
	}
	p := newStarted(context.Background(), options)
	p = sent(p, tea.WindowSizeMsg{Width: 110, Height: 16})
	p = sent(p, startedMsg{night})
	var all []model.Progress
	for i, name := range []string{"dev", "staging", "prod"} {
		for _, typeName := range inventories[i].Types {
			state := model.Loaded
			if slices.Contains(inventories[i].Pending, typeName) {
				state = model.Loading
			}
			all = append(all, model.Progress{Environment: name, Type: typeName, State: state, Count: 1})
		}
	}
	p = sent(p, progressedMsg{generation: p.reading.generation, progress: all})
	p = sent(p, comparedMsg{baseline: "prod", digest: newDigest(options.Catalog, result.Comparison, result.Lines)})
	frames := ""
	for _, keys := range []string{"1", "2", "4", "5"} {
		p = pressed(p, keys)
		frames += frametest.Plain(p.frame())
	}
	golden.RequireEqual(t, frames)
}
