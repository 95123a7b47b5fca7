package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/ui/frametest"
)

// longValues is the program with long values in groups and parameters: every third value has so many words.
func longValues(t *testing.T, width, height, words int) program {
	t.Helper()
	c := acme()
	for i, row := range c.comparison.Rows {
		for at, entry := range row.Entries {
			if entry.Mine.Value.Kind() == model.Text {
				entry.Mine.Value = text0(strings.TrimSpace(strings.Repeat("word"+string(rune('a'+(i+at)%26))+" ", words)))
			}
		}
	}
	return sent(opened(t, width, height, Options{}), comparedMsg{baseline: "prod", digest: c.digest()})
}

func TestWrap(t *testing.T) {
	p := pressed(longValues(t, 120, 40, 12), "5")
	if cut := onScreen(p); !strings.Contains(cut, "…") {
		t.Fatalf("nothing is cut:\n%s", cut)
	}
	wrapped := pressed(p, "w")
	whole := strings.Count(onScreen(wrapped), "word")
	if cut := strings.Count(onScreen(p), "word"); whole < cut+6 {
		t.Errorf("%d words are on the screen, %d when it is cut:\n%s", whole, cut, onScreen(wrapped))
	}
	if again := pressed(wrapped, "w"); strings.Count(onScreen(again), "word") == whole || again.notice != "long values are cut again" {
		t.Error("w does not cut them again")
	}
	if scrolled := pressed(wrapped, "L L"); scrolled.sight.scroll != 0 {
		t.Error("what is wrapped is scrolled")
	}
}

// TestTheCursorStaysInSightWhereValuesWrap: whatever moves it, however tall the rows are.
func TestTheCursorStaysInSightWhereValuesWrap(t *testing.T) {
	for _, words := range []int{3, 20, 400} {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {62, 17}, {200, 50}} {
			for _, view := range []string{"4 d d w", "5 d d E w", "3 d d w", "3 g enter d d w"} {
				p := pressed(longValues(t, size[0], size[1], words), view)
				for _, key := range strings.Fields("j j j n n N ctrl+d ctrl+d pgdown G k k k pgup ctrl+u g j G w w j k") {
					p = pressed(p, key)
					frame := frametest.Plain(p.frame())
					for _, fault := range frametest.Faults(p.frame(), size[0], size[1]) {
						t.Fatalf("%v %d words, %s, %s: %s", size, words, view, key, fault)
					}
					if !strings.Contains(frame, "\n "+p.look.theme.Signs.Cursor+" ") {
						t.Fatalf("%v, %d words, %s: after %s the cursor is out of sight:\n%s", size, words, view, key, frame)
					}
				}
			}
		}
	}
}

// TestPagesMissNothingWhereValuesWrap: page by page every row is seen.
func TestPagesMissNothingWhereValuesWrap(t *testing.T) {
	p := pressed(longValues(t, 100, 24, 20), "4 d d w g")
	seen := ""
	for range 60 {
		seen += onScreen(p)
		p = pressed(p, "pgdown")
	}
	for _, l := range p.here().(panes).grid.table.lines {
		if name := strings.TrimSpace(l.text); name != "" && !strings.Contains(seen, name[:min(8, len(name))]) {
			t.Errorf("%q was not seen", name)
		}
	}
}

func TestAClickFindsTheRowWhereValuesWrap(t *testing.T) {
	p := pressed(longValues(t, 120, 40, 20), "5 d d E w g")
	e := p.here().(explorer)
	v := p.view()
	y := v.layout.Names.Y
	for at := range 6 {
		l := e.lineAt(at, v)
		tall := v.tall(&l)
		clicked := sent(p, tea.MouseClickMsg{X: 3, Y: y + tall - 1, Button: tea.MouseLeft})
		if got, ok := clicked.here().(explorer); ok && got.list.at != at {
			t.Errorf("a click on the last line of row %d chooses row %d", at, got.list.at)
		}
		y += tall
	}
}

func TestAnAttributeWraps(t *testing.T) {
	p := pressed(opened(t, 60, 30, Options{}), "enter")
	cut, wrapped := onScreen(p), onScreen(pressed(p, "w"))
	if !strings.Contains(cut, "…") || strings.Count(wrapped, "eu-west-1") <= strings.Count(cut, "eu-west-1") {
		t.Errorf("the ways are cut:\n%s", wrapped)
	}
}
