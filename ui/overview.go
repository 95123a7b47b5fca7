package ui

import (
	"slices"

	"parity/model"
	"parity/ui/frame"
	"parity/ui/keys"
	"parity/ui/layout"
	"parity/ui/style"
	"parity/ui/text"
)

// overview is the first screen: what changed in the window, what else differs and why, what cannot be said.
type overview struct {
	lines []overviewLine
	list  list
	// touched says that the cursor was moved; until then it is on what comes first. all shows every cause.
	touched, all bool
}

// overviewLine is one line of the overview. Lines of one block share the widths of their columns.
type overviewLine struct {
	// key finds the line again in another comparison; a line without one is not for the cursor.
	key  string
	sign piece
	// columns stand at the widths of the block, the last takes what is left, and right is set at the end.
	columns []piece
	widths  []int
	right   piece
	// opens is what Enter does.
	opens request
	// stop says that n and N stop here.
	stop bool
	// heading is a whole line without a sign.
	heading written
}

func (o overview) on() keys.Screen { return keys.Overview }

func (o overview) tab() int { return 0 }

func (o overview) wants(*world) wants { return wants{tabs: 2} }

func (o overview) heading(*view) heading { return heading{trail: []string{"Overview"}} }

func (o overview) rows(v *view) rows {
	return rows{
		count: len(o.lines), visible: v.layout.Body.Height,
		chosen: func(i int) bool { return o.lines[i].key != "" },
		stops:  func(i int) bool { return o.lines[i].stop },
	}
}

func (o overview) renew(v *view) screen {
	was := ""
	if o.list.at < len(o.lines) {
		was = o.lines[o.list.at].key
	}
	o.lines = o.blocks(v)
	if !o.touched {
		o.list = list{}
	} else if at := slices.IndexFunc(o.lines, func(l overviewLine) bool { return l.key == was }); at >= 0 && was != "" {
		o.list = list{at, o.list.top + at - o.list.at}
	}
	if at := slices.IndexFunc(o.lines, func(l overviewLine) bool { return l.stop }); !o.touched && at >= 0 {
		o.list.at = at
	}
	o.list = o.list.settle(o.rows(v))
	if !o.touched {
		o.list.top = 0
	}
	return o
}

// expandCauses is the request of the line that stands for the causes that found no room.
type expandCauses struct{}

// openEntry is that of a line about one entry. The screen behind it is made when it is asked for.
type openEntry struct{ entry *model.Entry }

func (o overview) act(action keys.Action, v *view) (screen, request) {
	if action == keys.Open {
		return o.open(v)
	}
	list, ours := o.list.act(action, o.rows(v))
	if ours {
		o.list, o.touched = list, true
	}
	return o, nil
}

func (o overview) open(v *view) (screen, request) {
	if o.list.at >= len(o.lines) {
		return o, nil
	}
	switch opens := o.lines[o.list.at].opens.(type) {
	case expandCauses:
		o.all, o.touched = !o.all, true
		return o.renew(v), nil
	case openEntry:
		return o, v.openEntry(opens.entry)
	default:
		return o, opens
	}
}

func (o overview) click(_ layout.Hit, y int, v *view) (screen, request) {
	at := o.list.top + y - v.layout.Body.Y
	if !v.layout.Body.Contains(0, y) || at >= len(o.lines) || o.lines[at].key == "" {
		return o, nil
	}
	again := at == o.list.at
	o.list.at, o.touched = at, true
	if again {
		return o.open(v)
	}
	return o, nil
}

func (o overview) draw(v *view, f *frame.Frame) {
	v.drawTabs(f.Line(v.layout.Tabs.Y), 0)
	if v.layout.Tabs.Height > 1 {
		f.Line(v.layout.Tabs.Y+1).Fill(v.theme.Border, v.theme.Horizontal, v.layout.Screen.Width)
	}
	for y := range v.layout.Body.Height {
		at := o.list.top + y
		if at >= len(o.lines) {
			return
		}
		o.lines[at].draw(v, f.Line(v.layout.Body.Y+y), at == o.list.at && o.lines[at].key != "")
	}
}

// overviewWidth is the width up to which lines are stretched: a longer way is lost by the eye.
const overviewWidth = 140

// overviewIndent is where the signs stand: behind a blank, the cursor and a blank.
const overviewIndent = 3

func (l *overviewLine) draw(v *view, out *frame.Line, here bool) {
	if l.heading != nil {
		l.heading.draw(out)
		out.End(l.right.ink, l.right.text)
		return
	}
	pointer := " "
	if here {
		out.Under(v.theme.Cursor)
		pointer = v.theme.Signs.Cursor
	}
	out.Text(style.Ink{}, " ").Text(v.theme.Strong, pointer).To(overviewIndent)
	out.Text(l.sign.ink, l.sign.text).Text(style.Ink{}, " ")
	right := text.Width(l.right.text)
	if right > 0 {
		right += 3
	}
	if out.Left()-right < 24 {
		right = 0
	}
	for i, column := range l.columns {
		cells := out.Left() - right
		if right > 0 {
			cells = min(out.At()+out.Left(), overviewWidth) - out.At() - right
		}
		if i < len(l.columns)-1 {
			cells = min(cells, l.widths[i])
		}
		if i < len(l.columns)-1 {
			out.Text(column.ink, text.FitMiddle(column.text, min(cells, out.Left())))
		} else {
			out.Fit(column.ink, column.text, cells)
		}
		if i < len(l.columns)-1 {
			out.Text(style.Ink{}, "  ")
		}
	}
	if right > 0 {
		out.To(min(out.At()+out.Left(), overviewWidth)-right+2).Text(l.right.ink, l.right.text)
	}
}

// align gives the lines of a block the same widths of columns: each as wide as its widest, up to a limit.
func align(lines []overviewLine, most ...int) {
	for column := range most {
		width := 0
		for i := range lines {
			if column < len(lines[i].columns)-1 {
				width = max(width, text.Width(lines[i].columns[column].text))
			}
		}
		width = min(width, most[column])
		for i := range lines {
			lines[i].widths = append(lines[i].widths, width)
		}
	}
}

// openEntry opens what an entry is about: its attribute in full, or its role.
func (v *view) openEntry(entry *model.Entry) request {
	if entry.Row == nil {
		if entry.Type == nil {
			return nil
		}
		return showTab{v.digest.tabOf(entry.Type) + 1}
	}
	number := v.digest.tabOf(entry.Type) + 1
	title := v.tabs[number-1].Title
	l := line{of: entry.Type, row: entry.Row, path: entry.Attribute}
	if entry.Attribute.IsZero() {
		return openPlace{newRole(number, title, &l, v)}
	}
	if replacing(entry) {
		l.path = entry.Replaces.Attribute
	}
	return openPlace{newAttribute(number, heading{trail: []string{title}}, &l, v)}
}
