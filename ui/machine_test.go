package ui

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"parity/model"
	"parity/model/checklist"
	"parity/ui/frametest"
	"parity/ui/keys"
)

// evil are texts that are meant to break a frame, a title or a clipboard.
var evil = append(slices.Clone(hostile),
	"\x1b[2J\x1b[H", "\x1b]52;c;aGk=\a", "\x1b]0;owned\x1b\\", "\u009b31m", "\r", "\x00\x7f", "a\u0300\u0301\u0302\u0303\u0304\u0305",
	"\U000e0041\U000e0042", "\u2028\u2029", "🏳️‍🌈", "कि", "각", strings.Repeat("x", 4096), strings.Repeat("語", 2048), "\xed\xa0\x80", "%!s(nil)%d",
)

// evilCompany is acme whose environments, roles, ids, attributes, values, reasons, causes and errors are evil.
func evilCompany(pick func(string) string) *company {
	c := acme()
	renamed := map[string]string{}
	for i := range c.environments {
		old := c.environments[i].Name
		renamed[old] = fmt.Sprint(i) + pick("environment")
		c.environments[i].Name = renamed[old]
		inventory := c.comparison.Inventories[i]
		inventory.Environment.Name = renamed[old]
		inventory.Environment.Account, inventory.Environment.Region = pick("account"), pick("region")
		for at := range inventory.Unread {
			inventory.Unread[at].Message = pick("message")
		}
	}
	for _, row := range c.comparison.Rows {
		if !row.Type.Naming.Paths {
			row.Name += pick("role")
		} else {
			row.Name += strings.ReplaceAll(pick("path"), "/", "")
		}
		for i := range row.Cells {
			for _, resource := range row.Cells[i].Resources {
				resource.Name += pick("name")
				resource.ID += pick("id")
				resource.Set(model.NewPath("Tags", pick("tag")), model.TextValue(pick("value")))
			}
		}
	}
	for _, entry := range c.comparison.Entries {
		entry.Environment = renamed[entry.Environment]
		entry.Reason, entry.Rule = pick("reason"), pick("rule")
		if entry.Row != nil {
			entry.Name = entry.Row.Name
		}
		if entry.Mine.Value.Kind() == model.Text {
			entry.Mine.Value = model.TextValue(pick("mine"))
		}
		if entry.Change != nil {
			change := *entry.Change
			change.Environment, change.By, change.How = renamed[change.Environment], pick("by"), pick("how")
			entry.Change = &change
		}
	}
	for _, cause := range c.comparison.Causes {
		cause.Environment = renamed[cause.Environment]
		cause.Title, cause.Reach = cause.Title+pick("cause"), pick("reach")
	}
	slices.SortStableFunc(c.comparison.Rows, func(a, b *model.Row) int { return cmp.Compare(a.Type.Name, b.Type.Name) })
	return c
}

// everyKey are the keys of all bindings, those of the filter and of y, and letters.
func everyKey() []string {
	all := []string{"a", "s", "p", ":", "!", "~", "\"", "backspace", "down", "up", "left", "ctrl+w"}
	for _, binding := range keys.All() {
		all = append(all, binding.Keys...)
	}
	return all
}

// machine is the program under whatever may happen to it.
type machine struct {
	t *rapid.T
	p program
	// comparisons are those that may come.
	comparisons []*company
	steps       *atomic.Int64
}

func (m *machine) send(msg tea.Msg) {
	m.p = sent(m.p, msg)
	m.p.exit, m.p.leaving = 0, false
	m.steps.Add(1)
}

// keep is what the keeper answers: that there is an open investigation or none, that something is saved or is not.
func (m *machine) keep(t *rapid.T) {
	failure := error(nil)
	if rapid.Bool().Draw(t, "fails") {
		failure = errors.New(rapid.SampledFrom(evil).Draw(t, "failure"))
	}
	if q := m.p.world.inquiry; q != nil {
		m.send(savedMsg{q.kept.ID, rapid.IntRange(0, q.changed).Draw(t, "written"), night, failure})
		return
	}
	inv := checklist.Investigation{
		ID: "1", Title: rapid.SampledFrom(evil).Draw(t, "title"), Opened: night, Baseline: m.p.reading.baseline,
		Environments: checklist.Of(m.p.world.environments), Reproduced: checklist.Answer(rapid.SampledFrom([]string{"", "no", "yes", "\x1b[2J"}).Draw(t, "answer")),
		Direction: checklist.Direction(rapid.SampledFrom([]string{"", "back", "to-baseline", "from-baseline", "else"}).Draw(t, "direction")),
	}
	for _, key := range []string{checklist.KeyFix, "cause of nothing", "differ instances", rapid.SampledFrom(evil).Draw(t, "key")} {
		inv = inv.Decided(key, func(d *checklist.Decision) {
			d.Note, d.Reason, d.Title = rapid.SampledFrom(evil).Draw(t, "note"), rapid.SampledFrom(evil).Draw(t, "reason"), rapid.SampledFrom(evil).Draw(t, "called")
			d.Ticked, d.RuledOut = night, night
		})
	}
	holder := rapid.SampledFrom([]string{"", "", evil[1]}).Draw(t, "holder")
	m.send(offeredMsg{Kept{Investigation: inv, Holder: holder, Wanted: rapid.Bool().Draw(t, "wanted")}, rapid.Bool().Draw(t, "found"), failure})
}

func (m *machine) key(t *rapid.T) { m.send(keyPress(rapid.SampledFrom(everyKey()).Draw(t, "key"))) }

func (m *machine) keys(t *rapid.T) {
	for _, key := range rapid.SliceOfN(rapid.SampledFrom(everyKey()), 1, 6).Draw(t, "keys") {
		m.send(keyPress(key))
	}
}

func (m *machine) enter(t *rapid.T) {
	for _, key := range rapid.SampledFrom([][]string{{"enter"}, {"n", "enter"}, {"j", "enter"}, {"2", "enter", "enter"}, {"5", "E", "j", "j", "v"}, {"4", "/", "p", "y"}, {"4", "f", "enter"}, {"Y", "2"}, {"enter", "Y", "enter"}, {"n", "Y"}, {"f", "p", "a", "enter"}, {"y", "v"}, {"i"}, {"G"}, {"c"}, {"c", "j", "space"}, {"z", "a", "enter"}, {"c", "G", "enter", "enter"}, {"c", "n", "z", "a", "enter"}, {"c", "r"}, {"o", "a", "enter"}}).Draw(t, "way") {
		m.send(keyPress(key))
	}
}

func (m *machine) resize(t *rapid.T) {
	m.send(tea.WindowSizeMsg{Width: rapid.IntRange(1, 250).Draw(t, "width"), Height: rapid.IntRange(1, 80).Draw(t, "height")})
}

func (m *machine) paste(t *rapid.T) {
	m.send(tea.PasteMsg{Content: rapid.SampledFrom(append(evil, "/staging/payments/psp", "is:drift value:3")).Draw(t, "pasted")})
}

func (m *machine) mouse(t *rapid.T) {
	at := tea.Mouse{X: rapid.IntRange(-1, 250).Draw(t, "x"), Y: rapid.IntRange(-1, 80).Draw(t, "y"), Button: tea.MouseLeft}
	switch rapid.IntRange(0, 4).Draw(t, "what") {
	case 0:
		m.send(tea.MouseReleaseMsg(at))
	case 1:
		m.send(tea.MouseMotionMsg(at))
	case 2:
		at.Button = rapid.SampledFrom([]tea.MouseButton{tea.MouseWheelUp, tea.MouseWheelDown, tea.MouseWheelLeft, tea.MouseWheelRight}).Draw(t, "wheel")
		m.send(tea.MouseWheelMsg(at))
	default:
		m.send(tea.MouseClickMsg(at))
		m.send(tea.MouseClickMsg(at))
	}
}

// load is what a load tells: of the running one, or of one that is given up by now.
func (m *machine) load(t *rapid.T) {
	generation := m.p.reading.generation - rapid.SampledFrom([]int{0, 0, 0, 1}).Draw(t, "age")
	name := rapid.SampledFrom(append(m.p.world.names(), "nobody")).Draw(t, "environment")
	types := append(m.p.world.catalog.Types(), nil)
	progress := model.Progress{
		Environment: name, State: model.LoadState(rapid.IntRange(0, 3).Draw(t, "state")), Count: rapid.IntRange(0, 99999).Draw(t, "count"),
	}
	if of := types[rapid.IntRange(0, len(types)-1).Draw(t, "type")]; of != nil {
		progress.Type = of.Name
	}
	if progress.State == model.Failed {
		progress.Unread = &model.Unread{Type: progress.Type, Code: rapid.SampledFrom([]string{"AccessDenied", "Timeout", evil[3]}).Draw(t, "code"), Message: evil[2]}
	}
	switch rapid.IntRange(0, 4).Draw(t, "what") {
	case 0:
		m.send(startedMsg{night.Add(time.Hour)})
	case 1:
		m.send(loadedMsg{generation: generation, err: errors.New(rapid.SampledFrom(evil).Draw(t, "failure"))})
	case 2:
		inventories := rapid.SampledFrom(m.comparisons).Draw(t, "loaded").comparison.Inventories
		m.send(loadedMsg{generation: generation, inventories: inventories})
	default:
		m.send(progressedMsg{generation: generation, progress: []model.Progress{progress}})
	}
}

func (m *machine) compare(t *rapid.T) {
	if rapid.IntRange(0, 5).Draw(t, "fails") == 0 {
		m.send(comparedMsg{baseline: m.p.reading.baseline, err: errors.New(rapid.SampledFrom(evil).Draw(t, "failure"))})
		return
	}
	m.send(comparedMsg{baseline: m.p.reading.baseline, digest: rapid.SampledFrom(m.comparisons).Draw(t, "comparison").digest()})
}

func (m *machine) answer(t *rapid.T) {
	if m.p.revealed != nil {
		secret := secretText{text: func() string { return evil[2] + canary }}
		if rapid.Bool().Draw(t, "fails") {
			secret = secretText{failed: evil[1]}
		}
		m.send(revealedMsg{m.p.revealed.key, rapid.IntRange(0, 2).Draw(t, "environment"), secret})
	}
	m.send(tickedMsg{night.Add(time.Duration(rapid.IntRange(0, 1e6).Draw(t, "seconds")) * time.Second)})
}

// outside is what exporters, recallers and rankers answer, or fail with, whether or not they were asked.
func (m *machine) outside(t *rapid.T) {
	words := rapid.SampledFrom(evil).Draw(t, "words")
	switch rapid.IntRange(0, 2).Draw(t, "who") {
	case 0:
		m.send(exportedMsg{words, rapid.Bool().Draw(t, "masked"), nil})
		m.send(exportedMsg{err: errors.New(words)})
	case 1:
		m.send(focusedMsg{rapid.SampledFrom([]string{"payments", words}).Draw(t, "word")})
	default:
		s, ok := m.p.here().(recalling)
		if !ok {
			return
		}
		row, attribute := s.recalls()
		if row == nil {
			return
		}
		past := model.Past{Side: model.Side{Value: text0(words)}, First: night, Last: night, By: words, How: words}
		older := past
		older.Gone, older.At = rapid.Bool().Draw(t, "gone"), night.Add(-time.Hour)
		if m.p.world.recalls = nil; rapid.IntRange(0, 9).Draw(t, "asked") > 0 {
			m.p.world.recalls = map[recallKey]recall{}
		}
		for i := range m.p.world.environments {
			if m.p.world.recalls != nil {
				m.p.world.recalls[m.p.world.recallOf(row, attribute, i)] = recall{reading: true}
			}
			m.send(recalledMsg{m.p.reading.generation - rapid.IntRange(0, 1).Draw(t, "age"), m.p.world.recallOf(row, attribute, i), model.Recollection{
				Pasts: []model.Past{past, older, past}[:rapid.IntRange(0, 3).Draw(t, "pasts")], Looks: rapid.IntRange(0, 9).Draw(t, "looks"),
				Oldest: night, More: rapid.IntRange(0, 2).Draw(t, "more"), Missed: []string{words},
			}})
		}
	}
}

func (m *machine) terminal(t *rapid.T) {
	m.send(tea.ColorProfileMsg{Profile: rapid.SampledFrom([]colorprofile.Profile{colorprofile.ASCII, colorprofile.ANSI, colorprofile.ANSI256, colorprofile.TrueColor}).Draw(t, "profile")})
}

// check is what must hold whatever happened: the frame is whole, and the same twice; the window's title and what
// was said hold nothing that a terminal obeys; esc leads back to the overview.
func (m *machine) check(t *rapid.T) {
	p := m.p
	if p.width > 0 && p.height > 0 {
		frame := p.frame()
		if again := p.frame(); frame != again {
			t.Fatal("two frames of one program differ")
		}
		for _, fault := range frametest.Faults(frame, p.width, p.height) {
			t.Fatal(fault)
		}
	}
	title := p.View().WindowTitle
	if strings.ContainsFunc(title, func(r rune) bool { return r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 }) {
		t.Fatalf("the window's title is %q", title)
	}
	if p.sight.masked && strings.Contains(ansi.Strip(p.frame()), canary) {
		t.Fatal("a secret is on a screen that is shared")
	}
	if q := p.world.inquiry; q != nil && len(q.page.Finally) == 0 {
		t.Fatal("the page of an investigation is not filled")
	}
	for range 40 {
		if p.help == nil && p.typing == nil && p.focusing == nil && p.prompt == nil && !p.copies && p.here().on() == keys.Overview && len(p.trail) == 1 {
			return
		}
		p = sent(p, keyPress("esc"))
	}
	t.Fatalf("esc does not lead back: %d places on the trail, the last is %T", len(p.trail), p.here())
}

// TestAnythingInAnyOrder: any keys, mouse, pastes, sizes, loads, comparisons and failures, in any order.
func TestAnythingInAnyOrder(t *testing.T) {
	var steps atomic.Int64
	rapid.Check(t, func(t *rapid.T) {
		odd := acme()
		if rapid.Bool().Draw(t, "evil") {
			texts := rapid.SliceOfN(rapid.SampledFrom(append(evil, "", "plain")), 5, 5).Draw(t, "texts")
			at := 0
			odd = evilCompany(func(string) string { at++; return texts[at%len(texts)] })
		}
		// The environments are those of the start, whatever comes.
		less := newCompany()
		less.comparison.Inventories = odd.comparison.Inventories
		options := Options{ASCII: rapid.Bool().Draw(t, "ascii"), NoColor: rapid.Bool().Draw(t, "colourless"), Revealer: &safe{}}
		options.About = rapid.SampledFrom([]string{"", "payments", evil[2]}).Draw(t, "about")
		options.Keeper = &drawer{}
		m := &machine{t: t, comparisons: []*company{odd, odd, less}, steps: &steps}
		options.Catalog, options.Environments, options.Zone, options.Loader = odd.catalog, odd.environments, time.UTC, reader{}
		m.p = newStarted(t.Context(), options)
		m.send(tea.WindowSizeMsg{Width: 100, Height: 30})
		if rapid.Bool().Draw(t, "loaded") {
			m.send(startedMsg{night})
			m.send(comparedMsg{baseline: m.p.reading.baseline, digest: odd.digest()})
		}
		t.Repeat(map[string]func(*rapid.T){
			"key": m.key, "keys": m.keys, "enter": m.enter, "resize": m.resize, "paste": m.paste, "mouse": m.mouse,
			"load": m.load, "compare": m.compare, "answer": m.answer, "keep": m.keep, "outside": m.outside, "terminal": m.terminal, "": m.check,
		})
	})
	t.Logf("%d steps", steps.Load())
}

// TestEvilTextsOnEveryScreen draws every screen with texts that are meant to break it, at four sizes.
func TestEvilTextsOnEveryScreen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := evilCompany(func(what string) string { return rapid.SampledFrom(evil).Draw(t, what) })
		options := Options{Catalog: c.catalog, Environments: c.environments, Zone: time.UTC, Loader: reader{}, ASCII: rapid.Bool().Draw(t, "ascii")}
		p := newStarted(t.Context(), options)
		size := rapid.SampledFrom([][2]int{{80, 24}, {120, 40}, {200, 50}, {50, 15}}).Draw(t, "size")
		p = sent(p, tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		p = sent(p, startedMsg{night})
		p = sent(p, loadedMsg{generation: p.reading.generation, inventories: c.comparison.Inventories})
		p = sent(p, comparedMsg{baseline: p.reading.baseline, digest: c.digest()})
		for range 2 {
			place := rapid.SampledFrom(places).Draw(t, "place")
			at := pressed(p, place.keys)
			for _, more := range []string{"", "d d", "n", "n enter", "n enter enter", "L L L", "Y", "Y j j 2", "w", "w n enter", "f", "y", "y v", "y n", "S", "/ a"} {
				at := pressed(at, more)
				for _, fault := range frametest.Faults(at.frame(), size[0], size[1]) {
					t.Fatalf("%s, %s: %s", place.name, more, fault)
				}
			}
		}
	})
}
