package layout

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"
)

// picture draws the rectangles as text, so that a layout can be looked at.
func picture(l Layout) string {
	grid := make([][]rune, l.Screen.Height)
	for y := range grid {
		grid[y] = []rune(strings.Repeat(" ", l.Screen.Width))
	}
	outline := func(r Rect, name string) {
		for x := r.X; x < r.Right(); x++ {
			grid[r.Y][x], grid[r.Bottom()-1][x] = '─', '─'
		}
		for y := r.Y; y < r.Bottom() && r.Height > 1; y++ {
			grid[y][r.X], grid[y][r.Right()-1] = '│', '│'
		}
		for i, letter := range name {
			grid[r.Y][r.X+2+i] = letter
		}
	}
	for _, band := range []struct {
		Rect
		name string
	}{{l.Header, "header"}, {l.Tabs, "tabs"}, {l.Body, "body"}, {l.Story, "story"}, {l.Footer, "footer"}, {l.Spine, "spine"}} {
		if !band.Empty() {
			outline(band.Rect, band.name)
		}
	}
	for _, pane := range l.Panes {
		outline(pane.Rect, strconv.Itoa(pane.Environment))
		for y := pane.Inner.Y; y < pane.Inner.Bottom(); y++ {
			for x := pane.Inner.X; x < pane.Inner.Right(); x++ {
				grid[y][x] = '·'
			}
		}
	}
	for y := l.Names.Y; y < l.Names.Bottom() && len(l.Panes) > 0; y++ {
		grid[y][l.Names.X+1] = '>'
	}
	var out strings.Builder
	for _, line := range grid {
		out.WriteString(strings.TrimRight(string(line), " ") + "\n")
	}
	return out.String()
}

func TestLayout(t *testing.T) {
	panes := State{Tabs: 0, Spine: 40, Environments: []int{2, 1, 0}, Chosen: 1, Story: 2}
	for _, test := range []struct {
		name          string
		width, height int
		state         State
	}{
		{"panes_200x60", 200, 60, panes},
		{"panes_120x36", 120, 36, panes},
		{"panes_80x24", 80, 24, panes},
		{"short_names_90x30", 90, 30, State{Spine: 3, Environments: []int{0, 1}, Story: 2}},
		{"stacked_50x15", 50, 15, panes},
		{"stacked_40x12", 40, 12, panes},
		{"five_120x30", 120, 30, State{Spine: 20, Environments: []int{4, 0, 1, 2, 3}, Chosen: 3, Story: 1}},
		{"overview_100x30", 100, 30, State{Tabs: 2}},
		{"too_small_39x12", 39, 12, panes},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.state.Width, test.state.Height = test.width, test.height
			golden.RequireEqual(t, picture(New(test.state)))
		})
	}
}

func states() *rapid.Generator[State] {
	return rapid.Custom(func(t *rapid.T) State {
		environments := rapid.Permutation([]int{0, 1, 2, 3, 4, 5, 6}).Draw(t, "environments")
		return State{
			Width:        rapid.IntRange(-1, 250).Draw(t, "width"),
			Height:       rapid.IntRange(-1, 80).Draw(t, "height"),
			Tabs:         rapid.IntRange(0, 3).Draw(t, "tabs"),
			Spine:        rapid.IntRange(0, 120).Draw(t, "spine"),
			Environments: environments[:rapid.IntRange(0, 7).Draw(t, "how many")],
			Chosen:       rapid.IntRange(-1, 7).Draw(t, "chosen"),
			Offset:       rapid.IntRange(-2, 9).Draw(t, "offset"),
			Story:        rapid.IntRange(0, 5).Draw(t, "story"),
		}
	})
}

// covers says whether the parts cover the whole exactly, no cell twice.
func covers(whole Rect, parts []Rect) bool {
	cells := map[[2]int]bool{}
	for _, part := range parts {
		for y := part.Y; y < part.Bottom(); y++ {
			for x := part.X; x < part.Right(); x++ {
				if !whole.Contains(x, y) || cells[[2]int{x, y}] {
					return false
				}
				cells[[2]int{x, y}] = true
			}
		}
	}
	return len(cells) == max(0, whole.Width)*max(0, whole.Height)
}

func TestEveryCellBelongsToOneRectangle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := states().Draw(t, "state")
		l := New(s)
		if !covers(l.Screen, []Rect{l.Header, l.Tabs, l.Body, l.Story, l.Footer}) {
			t.Fatalf("bands do not cover the screen: %+v", l)
		}
		if len(l.Panes) == 0 {
			return
		}
		parts := []Rect{l.Spine}
		for _, pane := range l.Panes {
			parts = append(parts, pane.Rect)
			if pane.Inner.Empty() || !pane.Rect.Contains(pane.Inner.X, pane.Inner.Y) ||
				!pane.Rect.Contains(pane.Inner.Right()-1, pane.Inner.Bottom()-1) {
				t.Fatalf("the inside of a pane is %v of %v", pane.Inner, pane.Rect)
			}
		}
		if !covers(l.Body, parts) {
			t.Fatalf("spine and panes do not cover the body: %+v", l)
		}
	})
}

func TestPanes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := states().Draw(t, "state")
		l := New(s)
		if l.Mode == TooSmall {
			if s.Width >= LeastWidth && s.Height >= LeastHeight {
				t.Fatalf("%d×%d is not too small", s.Width, s.Height)
			}
			return
		}
		if len(s.Environments) == 0 {
			if len(l.Panes) > 0 || l.Names != l.Body {
				t.Fatalf("panes of nothing: %+v", l)
			}
			return
		}
		if l.Rows() < 2 {
			t.Fatalf("no more than %d rows at %d×%d", l.Rows(), s.Width, s.Height)
		}
		if len(l.Panes) == 0 || l.Panes[0].Environment != s.Environments[0] {
			t.Fatalf("the baseline is not drawn first: %+v", l.Panes)
		}
		if others := len(s.Environments) > 1; others && len(l.Panes) < 2 {
			t.Fatalf("nothing is held against the baseline at %d×%d", s.Width, s.Height)
		}
		var drawn []int
		for _, pane := range l.Panes {
			drawn = append(drawn, pane.Environment)
			if pane.Rect.Width < NarrowestPane {
				t.Fatalf("a pane of %d columns", pane.Rect.Width)
			}
			if l.Mode == SideBySide && (pane.Inner.Y != l.Names.Y || pane.Inner.Height != l.Names.Height) {
				t.Fatalf("values %v are not aligned with names %v", pane.Inner, l.Names)
			}
		}
		if slices.Contains(s.Environments, s.Chosen) && !slices.Contains(drawn, s.Chosen) {
			t.Fatalf("environment %d is chosen and out of sight: %v", s.Chosen, drawn)
		}
		window := s.Environments[l.Window.First-1 : l.Window.Last]
		if !slices.Equal(drawn[1:], window) || l.Window.Of != len(s.Environments) || l.Window.All != (len(drawn) == len(s.Environments)) {
			t.Fatalf("%+v says %v, drawn are %v", l.Window, window, drawn)
		}
		s.Offset = l.Offset
		if again := New(s); again.Offset != l.Offset || len(again.Panes) != len(l.Panes) {
			t.Fatalf("with its own offset it is another layout: %+v, %+v", l, again)
		}
	})
}

func TestSmallScreens(t *testing.T) {
	state := State{Width: 80, Height: 24, Spine: 60, Environments: []int{2, 1, 0}, Story: 2}
	l := New(state)
	if len(l.Panes) != 2 || l.Spine.Width != 26 || l.Story.Height != 1 || l.Keys != 5 {
		t.Errorf("80×24: %d panes, a spine of %d, a story of %d, %d keys", len(l.Panes), l.Spine.Width, l.Story.Height, l.Keys)
	}
	for _, size := range [][2]int{{59, 24}, {80, 15}, {40, 12}} {
		state.Width, state.Height = size[0], size[1]
		if l := New(state); l.Mode != Stacked || len(l.Panes) != 2 || l.Panes[1].Rect.Y != l.Panes[0].Rect.Bottom() {
			t.Errorf("%v is not stacked: %+v", size, l)
		}
	}
}

func TestAt(t *testing.T) {
	l := New(State{Width: 100, Height: 30, Tabs: 1, Spine: 20, Environments: []int{2, 0}, Story: 2})
	for _, test := range []struct {
		x, y int
		want Hit
	}{
		{5, 0, Hit{InHeader, -1, -1, 5}},
		{5, 1, Hit{InTabs, -1, -1, 5}},
		{5, 2, Hit{InSpine, -1, -1, 5}},
		{5, 3, Hit{InSpine, -1, 0, 5}},
		{21, 3, Hit{InPane, 2, 0, 0}},
		{20, 4, Hit{InPane, 2, 1, -1}},
		{99, 5, Hit{InPane, 0, 2, 38}},
		{5, 27, Hit{InStory, -1, -1, 5}},
		{5, 29, Hit{InFooter, -1, -1, 5}},
		{5, 30, Hit{Nowhere, -1, -1, 0}},
	} {
		if got := l.At(test.x, test.y); got != test.want {
			t.Errorf("at %d,%d stands %+v, want %+v", test.x, test.y, got, test.want)
		}
	}
}

// What is hit lies where the rectangles say, wherever it is.
func TestAtAgreesWithTheRectangles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := New(states().Draw(t, "state"))
		x, y := rapid.IntRange(0, 250).Draw(t, "x"), rapid.IntRange(0, 80).Draw(t, "y")
		hit := l.At(x, y)
		if (hit.Region == Nowhere) == l.Screen.Contains(x, y) {
			t.Fatalf("at %d,%d of %v: %+v", x, y, l.Screen, hit)
		}
		if hit.Row >= l.Rows() {
			t.Fatalf("row %d of %d", hit.Row, l.Rows())
		}
		for _, pane := range l.Panes {
			if pane.Rect.Contains(x, y) != (hit.Environment == pane.Environment) {
				t.Fatalf("at %d,%d: %+v", x, y, hit)
			}
		}
	})
}
