package ui

import (
	"slices"

	"parity/model/checklist"
	"parity/ui/frame"
	"parity/ui/keys"
	"parity/ui/layout"
	"parity/ui/text"
)

// checks is the checklist's screen: the four steps, filled from the comparison, with what was decided.
type checks struct {
	// key is the line the cursor is on, which finds it again whatever comes above it; at is its place, which keeps the
	// cursor near where that line is gone: explained, or the same now.
	key string
	at  int
	top int
}

func (c checks) on() keys.Screen { return keys.Investigating }

// tab is that of no view: the number of each leads away.
func (c checks) tab() int { return -1 }

func (c checks) wants(*world) wants { return wants{tabs: 1} }

func (c checks) heading(v *view) heading {
	return heading{trail: []string{"Investigation"}, facts: v.compared()}
}

// compared names the environments, each with its account.
func (v *view) compared() string {
	words := ""
	for place, i := range v.order() {
		e := &v.environments[i]
		switch place {
		case 0:
		case 1:
			words += " " + v.theme.Against + " "
		default:
			words += factDot
		}
		words += text.Clean(e.Name)
		if e.Account != "" {
			words += " " + text.Clean(shortAccount(e.Account))
		}
	}
	return words
}

// rows is what a list must know of the lines.
func (c checks) rows(lines []checkLine, v *view) rows {
	return rows{
		count: len(lines), visible: v.layout.Body.Height,
		chosen: func(i int) bool { return lines[i].key != "" },
		stops:  func(i int) bool { return lines[i].open },
	}
}

// list is the cursor among the lines as they are now.
func (c checks) list(lines []checkLine, v *view) list {
	at := slices.IndexFunc(lines, func(l checkLine) bool { return l.key == c.key && c.key != "" })
	switch {
	case at < 0 && c.key != "":
		at = c.at
	case at < 0:
		at = max(0, slices.IndexFunc(lines, func(l checkLine) bool { return l.open }))
	}
	return list{at, c.top}.settle(c.rows(lines, v))
}

// with is the screen with the cursor of a list.
func (c checks) with(l list, lines []checkLine) checks {
	c.at, c.top = l.at, l.top
	if l.at < len(lines) {
		c.key = lines[l.at].key
	}
	return c
}

func (c checks) renew(v *view) screen {
	lines := v.checkLines()
	return c.with(c.list(lines, v), lines)
}

// here is the line under the cursor.
func (c checks) here(v *view) *checkLine {
	lines := v.checkLines()
	if at := c.list(lines, v).at; at < len(lines) {
		return &lines[at]
	}
	return nil
}

// subject is what a to-do is about, to be explained or taken back.
func (c checks) subject(v *view) subject {
	if l := c.here(v); l != nil && l.todo != nil {
		return subjectOfCause(l.todo.Cause)
	}
	return subject{}
}

func (c checks) act(action keys.Action, v *view) (screen, request) {
	lines := v.checkLines()
	l := c.list(lines, v)
	if moved, ours := l.act(action, c.rows(lines, v)); ours {
		return c.with(moved, lines), nil
	}
	if l.at >= len(lines) {
		return c, nil
	}
	line := &lines[l.at]
	switch action {
	case keys.Tick, keys.Open, keys.Note, keys.Turn, keys.Retest:
		return c, onLine{action, *line}
	}
	return c, nil
}

func (c checks) click(_ layout.Hit, y int, v *view) (screen, request) {
	lines := v.checkLines()
	l := c.list(lines, v)
	at := l.top + y - v.layout.Body.Y
	if !v.layout.Body.Contains(0, y) || at >= len(lines) || lines[at].key == "" {
		return c, nil
	}
	again := at == l.at
	l.at = at
	c = c.with(l, lines)
	if again {
		return c, onLine{keys.Open, lines[at]}
	}
	return c, nil
}

func (c checks) draw(v *view, f *frame.Frame) {
	f.Line(v.layout.Tabs.Y).Fill(v.theme.Border, v.theme.Horizontal, v.layout.Screen.Width)
	lines := v.checkLines()
	l := c.list(lines, v)
	for y := range v.layout.Body.Height {
		at := l.top + y
		if at >= len(lines) {
			return
		}
		lines[at].draw(v, f.Line(v.layout.Body.Y+y), at == l.at && lines[at].key != "")
	}
}

// checkLine is one line of the page. One without a key is not for the cursor.
type checkLine struct {
	key  string
	kind checkKind
	// line or todo is what it is about, where it is about one.
	line *checklist.Line
	todo *checklist.Todo
	// open says that something is still to be decided.
	open bool
	// words are what stands on it from the left, right at its end.
	words, right written
}

// checkKind says what the keys do on a line.
type checkKind uint8

const (
	// plainCheck is a heading, a note, or a blank line.
	plainCheck checkKind = iota
	// titleCheck is the investigation's own, answerCheck is answered by yes or no, countedCheck has a list behind
	// it, handCheck is decided by hand, todoCheck is one of the things that differ, sentenceCheck is a sentence.
	titleCheck
	answerCheck
	countedCheck
	handCheck
	todoCheck
	retestCheck
	sentenceCheck
	closeCheck
)

func (l *checkLine) draw(v *view, out *frame.Line, here bool) {
	if here {
		out.Under(v.theme.Cursor)
	}
	for i, p := range l.words {
		if i == 0 && here {
			out.Text(p.ink, text.Part(p.text, 0, checkPointer)).Text(v.theme.Strong, v.theme.Signs.Cursor)
			if rest := text.Width(p.text) - checkPointer - 1; rest > 0 {
				out.Text(p.ink, text.Part(p.text, checkPointer+1, rest))
			}
			continue
		}
		out.Text(p.ink, p.text)
	}
	if right := l.right.width(); right > 0 && right < out.Left() {
		out.To(min(v.layout.Screen.Width, overviewWidth) - right - 1)
		l.right.draw(out)
	}
}
