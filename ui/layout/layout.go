// Package layout decides where everything stands on the screen: one pure function from the terminal's size
// and what is to be shown to rectangles. It draws nothing.
package layout

// Rect is a part of the screen, in cells.
type Rect struct{ X, Y, Width, Height int }

// Right is the first column beyond the rectangle, Bottom the first line below it.
func (r Rect) Right() int  { return r.X + r.Width }
func (r Rect) Bottom() int { return r.Y + r.Height }

// Empty says that the rectangle covers nothing.
func (r Rect) Empty() bool { return r.Width <= 0 || r.Height <= 0 }

// Contains says that the cell is in the rectangle.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && x < r.Right() && y >= r.Y && y < r.Bottom()
}

// State is what the layout depends on.
type State struct {
	// Width and Height are the terminal's.
	Width, Height int
	// Tabs is how many lines the views' names want below the header: none in a drill-down.
	Tabs int
	// Spine is the width the names want. The layout gives them [MostSpine] at most.
	Spine int
	// Environments are the indices of those to draw, in their order: the one the others are held against
	// comes first. None is a screen without panes.
	Environments []int
	// Chosen is the index of the environment that must be in sight.
	Chosen int
	// Offset is how many of the others are scrolled out of sight to the left. The layout moves it as little
	// as it must to keep the chosen one in sight; the layout's own Offset is the one to keep.
	Offset int
	// Story is how many lines the words about the selected row want.
	Story int
}

// Mode is how the panes are laid out.
type Mode uint8

// The modes.
const (
	// SideBySide has the spine on the left and the panes beside it.
	SideBySide Mode = iota
	// Stacked has the spine on top; below it the baseline, and below that one environment.
	Stacked
	// TooSmall shows nothing but that it is.
	TooSmall
)

// The sizes at which the layout changes.
const (
	// NarrowestPane is the width below which a pane is not drawn.
	NarrowestPane = 18
	// A screen smaller than StackedWidth × StackedHeight is stacked, one smaller than LeastWidth ×
	// LeastHeight too small.
	StackedWidth, StackedHeight = 60, 16
	LeastWidth, LeastHeight     = 40, 12
	// CompactWidth is the width up to which two panes are drawn at once and the footer is short,
	// CompactHeight the height up to which the story takes one line.
	CompactWidth, CompactHeight = 84, 24
	// compactPanes is how many panes a compact screen has, compactKeys how many keys its footer.
	compactPanes, compactKeys = 2, 5
)

// Pane is one environment's part of the body.
type Pane struct {
	// Environment is its index.
	Environment int
	// Rect is the whole pane with its border, Inner the values' part.
	Rect, Inner Rect
}

// Window says which of the environments that are not hidden are in sight beside the baseline, counted from
// 1 with the baseline first: ‹ 2–3 of 5 ›. All is true where none is out of sight.
type Window struct {
	First, Last, Of int
	All             bool
}

// Layout is where everything stands. The rectangles of the bands (header, tabs, body, story, footer) cover
// the screen exactly; spine and panes cover the body exactly.
type Layout struct {
	Mode                              Mode
	Screen                            Rect
	Header, Tabs, Body, Story, Footer Rect
	// Spine holds the names, with room above and below them for the panes' borders; Names is its part that
	// is aligned with the panes' values.
	Spine, Names Rect
	// Panes are in the order they are drawn; the baseline is the first.
	Panes  []Pane
	Window Window
	// Offset is the state's, made valid.
	Offset int
	// Keys is how many keys the footer may name before the one for help; all that fit if it is 0.
	Keys int
}

// Rows is how many rows are in sight.
func (l *Layout) Rows() int { return l.Names.Height }

// New lays out a screen.
func New(s State) Layout {
	l := Layout{Screen: Rect{0, 0, max(0, s.Width), max(0, s.Height)}}
	if s.Width < LeastWidth || s.Height < LeastHeight {
		l.Mode = TooSmall
		l.Body = l.Screen
		return l
	}
	if s.Width < StackedWidth || s.Height < StackedHeight {
		l.Mode = Stacked
	}
	if s.Width <= CompactWidth {
		l.Keys = compactKeys
	}
	l.bands(s)
	order := s.Environments
	switch {
	case len(order) == 0:
		l.Names = l.Body
	case l.Mode == Stacked:
		l.stack(s, order)
	default:
		l.beside(s, order)
	}
	return l
}

// bands cuts the screen into lines: what is not header, tabs, story or footer is body.
func (l *Layout) bands(s State) {
	tabs, story := max(0, s.Tabs), max(0, s.Story)
	if s.Height <= CompactHeight || l.Mode == Stacked {
		story = min(story, 1)
	}
	if s.Height < StackedHeight {
		tabs = min(tabs, 1)
	}
	tabs = min(tabs, s.Height/6)
	story = min(story, s.Height/6)
	y := 0
	band := func(height int) Rect {
		r := Rect{0, y, s.Width, height}
		y += height
		return r
	}
	l.Header = band(1)
	l.Tabs = band(tabs)
	l.Body = band(s.Height - 2 - tabs - story)
	l.Story = band(story)
	l.Footer = band(1)
}

// beside puts the panes beside the spine.
func (l *Layout) beside(s State, order []int) {
	spine := min(max(s.Spine, leastSpine), MostSpine(s.Width, len(order)))
	room := s.Width - spine
	fit := min(room/NarrowestPane, len(order))
	if s.Width <= CompactWidth {
		fit = min(fit, compactPanes)
	}
	shown := l.choose(s, order, fit)
	body := l.Body
	l.Spine = Rect{body.X, body.Y, spine, body.Height}
	l.Names = Rect{body.X, body.Y + 1, spine, body.Height - 2}
	x := spine
	for i, environment := range shown {
		width := room / len(shown)
		if i < room%len(shown) {
			width++
		}
		outer := Rect{x, body.Y, width, body.Height}
		l.Panes = append(l.Panes, Pane{environment, outer, inside(outer)})
		x += width
	}
}

// MostSpine is the width that names get at most: a third of the screen beside two panes, a quarter beside
// more, since the values are what is compared.
func MostSpine(width, panes int) int {
	if panes <= 2 || width <= CompactWidth {
		return width / 3
	}
	return max(CompactWidth/3, width/4)
}

// leastSpine keeps a spine of short names from being squeezed between values.
const leastSpine = 12

func inside(r Rect) Rect { return Rect{r.X + 1, r.Y + 1, r.Width - 2, r.Height - 2} }

// stack puts the names on top, the baseline below, and one environment below that. Each pane has a line
// for its name.
func (l *Layout) stack(s State, order []int) {
	shown := l.choose(s, order, min(2, len(order)))
	body := l.Body
	each := max(2, body.Height/4)
	l.Spine = Rect{body.X, body.Y, body.Width, body.Height - each*len(shown)}
	l.Names = l.Spine
	y := l.Spine.Bottom()
	for _, environment := range shown {
		outer := Rect{body.X, y, body.Width, each}
		inner := Rect{body.X, y + 1, body.Width, each - 1}
		l.Panes = append(l.Panes, Pane{environment, outer, inner})
		y += each
	}
}

// choose takes the environments that are in sight: the baseline, and a window of the others in which the
// chosen one stands.
func (l *Layout) choose(s State, order []int, fit int) []int {
	others := order[1:]
	room := fit - 1
	offset := min(max(0, s.Offset), len(others)-room)
	for i, environment := range others {
		if environment == s.Chosen && room > 0 {
			offset = min(max(offset, i-room+1), i)
		}
	}
	l.Offset = offset
	l.Window = Window{First: offset + 2, Last: offset + room + 1, Of: len(order), All: room == len(others)}
	return append([]int{order[0]}, others[offset:offset+room]...)
}

// Hit is what stands at a cell.
type Hit struct {
	// Region is the rectangle's name.
	Region Region
	// Environment is the pane's, -1 outside of panes.
	Environment int
	// Row is the visible row, from 0; -1 outside of the rows.
	Row int
	// X is the column within the region.
	X int
}

// Region names a rectangle.
type Region uint8

// The regions.
const (
	Nowhere Region = iota
	InHeader
	InTabs
	InSpine
	InPane
	InBody
	InStory
	InFooter
)

// At says what stands at a cell, for the mouse.
func (l *Layout) At(x, y int) Hit {
	hit := Hit{Environment: -1, Row: -1}
	for _, region := range []struct {
		Region
		Rect
	}{{InHeader, l.Header}, {InTabs, l.Tabs}, {InSpine, l.Spine}, {InStory, l.Story}, {InFooter, l.Footer}, {InBody, l.Body}} {
		if hit.Region == Nowhere && region.Contains(x, y) {
			hit.Region, hit.X = region.Region, x-region.X
		}
	}
	for _, pane := range l.Panes {
		if pane.Rect.Contains(x, y) {
			hit.Region, hit.Environment, hit.X = InPane, pane.Environment, x-pane.Inner.X
		}
	}
	aligned := l.Mode == SideBySide && (hit.Region == InPane || hit.Region == InBody) || hit.Region == InSpine
	if aligned && y >= l.Names.Y && y < l.Names.Bottom() {
		hit.Row = y - l.Names.Y
	}
	return hit
}
