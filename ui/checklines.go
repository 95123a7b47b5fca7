package ui

import (
	"strconv"
	"strings"
	"time"

	"parity/model/checklist"
	"parity/ui/style"
	"parity/ui/text"
)

const (
	// checkPointer is where the cursor stands, behind the number of a step.
	checkPointer = 2
	// checkIndent is where the boxes stand: behind the cursor and the number of the step.
	checkIndent = 4
	// checkTitle is where what stands in a box's line begins.
	checkTitle = checkIndent + 4
	// mostNote is how many lines a note takes where the cursor is elsewhere.
	mostNote = 3
)

// checkLines are the lines of the page.
func (v *view) checkLines() []checkLine {
	if v.inquiry == nil {
		return nil
	}
	w := checkWriter{view: v, inquiry: v.inquiry, page: &v.inquiry.page, width: min(v.layout.Screen.Width, overviewWidth)}
	w.title()
	w.reproduce()
	w.different()
	w.together()
	w.finally()
	return w.lines
}

// checkWriter writes the page for one width.
type checkWriter struct {
	*view
	inquiry *inquiry
	page    *checklist.Page
	width   int
	lines   []checkLine
}

func (w *checkWriter) blank() { w.lines = append(w.lines, checkLine{}) }

// add writes a line. What is to stand at its end stands below it where it finds no room.
func (w *checkWriter) add(l checkLine) {
	right := l.right.width()
	if right > shortEnd && l.words.width()+right+3 > w.width {
		var below []string
		for _, p := range l.right {
			below = append(below, strings.TrimSpace(p.text))
		}
		l.right = nil
		w.cut(l)
		w.paragraph("", strings.Join(below, " "), w.theme.Dim, mostNote)
		return
	}
	w.cut(l)
}

// shortEnd is the width of an end that stays on its line, whatever is cut off for it.
const shortEnd = 18

// cut adds a line whose words are cut where they are too long.
func (w *checkWriter) cut(l checkLine) {
	room := w.width - 1
	if right := l.right.width(); right > 0 {
		room -= right + 2
	}
	for i := range l.words {
		l.words[i].text = text.Truncate(l.words[i].text, max(0, room))
		room -= text.Width(l.words[i].text)
	}
	w.lines = append(w.lines, l)
}

// paragraph writes words below a line, after a label. most bounds the lines it takes; 0 does not.
func (w *checkWriter) paragraph(label, words string, ink style.Ink, most int) {
	indent := checkTitle
	if label != "" {
		label += "  "
	}
	parts := text.Wrap(words, max(8, w.width-indent-text.Width(label)-1))
	for i, part := range parts {
		if most > 0 && i == most-1 && len(parts) > most {
			part = text.Truncate(part+" "+parts[i+1], text.Width(part)) // ends in the sign of what is left out
		}
		if most > 0 && i == most {
			return
		}
		w.lines = append(w.lines, checkLine{words: written{
			{style.Ink{}, text.Blank(indent)}, {w.theme.Dim, label}, {ink, part},
		}})
		label = text.Blank(text.Width(label))
	}
}

// note writes the note of a line below it.
func (w *checkWriter) note(d checklist.Decision) {
	if d.Note != "" {
		w.paragraph("note", text.Clean(d.Note), w.theme.Plain, mostNote)
	}
}

// title is what the investigation is called, since when it runs, and whether it is saved.
func (w *checkWriter) title() {
	inv := &w.inquiry.kept
	right := written{{w.theme.Dim, "opened " + w.at(inv.Opened)}}
	if inv.Closed.IsZero() {
		if running := w.now.Sub(inv.Opened); running >= time.Minute {
			right = append(right, piece{w.theme.Dim, " " + w.theme.Dot + " " + lasted(running)})
		}
	} else {
		right = append(right, piece{w.theme.Strong, " " + w.theme.Dot + " closed " + w.at(inv.Closed)})
	}
	words, ink := w.standing()
	if words != "" && ink == w.theme.Dim {
		right = append(right, piece{ink, " " + w.theme.Dot + " " + words})
	}
	w.add(checkLine{
		key: "title", kind: titleCheck,
		words: written{{style.Ink{}, text.Blank(checkIndent)}, {w.theme.Strong, text.Clean(w.titled())}}, right: right,
	})
	if words != "" && ink != w.theme.Dim {
		w.paragraph("", words, ink, 0)
	}
	if now := w.environments[w.baseline].Name; inv.Baseline != now {
		w.paragraph("", "held against "+text.Clean(now)+" now, and against "+text.Clean(inv.Baseline)+" when it was opened: b in a pane of "+text.Clean(inv.Baseline)+" turns it back", w.theme.Recent, 0)
	}
	w.blank()
}

// lasted is how long something goes on.
func lasted(d time.Duration) string {
	if d < 2*time.Hour {
		return strconv.Itoa(int(d.Minutes())) + " min"
	}
	if d < 48*time.Hour {
		return strconv.Itoa(int(d.Hours())) + " h"
	}
	return strconv.Itoa(int(d.Hours()/24)) + " days"
}

// standing says whether what was decided is saved; what is wrong with it is not dim.
func (w *checkWriter) standing() (string, style.Ink) {
	q := w.inquiry
	switch {
	case q.holder != "":
		return "read-only: " + text.Clean(q.holder) + " has it open", w.theme.Recent
	case q.trouble != nil:
		return "not saved: " + text.Clean(q.trouble.Error()), w.theme.Error
	case q.unkept && q.changed > 0:
		return "nobody keeps it: it lasts until q", w.theme.Dim
	case q.saving || q.changed != q.written:
		return "saving", w.theme.Dim
	case !q.saved.IsZero():
		return "saved " + ago(w.now.Sub(q.saved)), w.theme.Dim
	default:
		return "", w.theme.Dim
	}
}

// titled is the investigation's title; before the first decision, what it is going to be.
func (w *world) titled() string {
	if q := w.inquiry; q != nil && q.kept.Title != "" {
		return q.kept.Title
	}
	return w.title()
}

// step is the number and the question of a step, as the first words of its line.
func (w *checkWriter) step(number int, title string) written {
	return written{{w.theme.Heading, " " + strconv.Itoa(number) + "  "}, {w.theme.Heading, title}}
}

func (w *checkWriter) reproduce() {
	l := &w.page.Reproduce
	inv := &w.inquiry.kept
	right := written{{w.theme.Dim, "yes or no?"}}
	switch inv.Reproduced {
	case checklist.No:
		right = written{{w.theme.Strong, "[x] no"}, {w.theme.Dim, "  " + w.at(l.Ticked)}, {w.theme.Plain, "   " + w.theme.Arrow + " a parity problem"}}
	case checklist.Yes:
		right = written{{w.theme.Strong, "[x] yes"}, {w.theme.Dim, "  " + w.at(l.Ticked)}, {w.theme.Plain, "   " + w.theme.Arrow + " debug it there"}}
	}
	w.add(checkLine{
		key: l.Key, kind: answerCheck, line: l, open: inv.Reproduced == checklist.Unanswered,
		words: w.step(1, text.Clean(l.Title)), right: right,
	})
	w.note(l.Decision)
	w.blank()
}

// box is what a line begins with: whether it is ticked, or ruled out.
func (w *checkWriter) box(d *checklist.Decision) written {
	words, ink := "[ ] ", w.theme.Plain
	switch {
	case !d.RuledOut.IsZero():
		words, ink = "[-] ", w.theme.Dim
	case !d.Ticked.IsZero():
		words, ink = "[x] ", w.theme.Strong
	}
	return written{{style.Ink{}, text.Blank(checkIndent)}, {ink, words}}
}

// counts are the columns of step 2, for a width.
type counts struct {
	words string
	cells int
	// of is the number, ink what it is drawn in where it is not 0.
	of  func(c *checklist.Counts) int
	ink style.Ink
}

// columns are those there is room for.
func (w *checkWriter) columns() []counts {
	all := []counts{
		{"in window", 11, func(c *checklist.Counts) int { return c.InWindow }, w.theme.Recent},
		{"rare", 7, func(c *checklist.Counts) int { return c.Rare }, w.theme.Strong},
		{"common", 9, func(c *checklist.Counts) int { return c.Common }, w.theme.Plain},
		{"explained", 12, func(c *checklist.Counts) int { return c.Explained }, w.theme.Plain},
		{"unread", 9, func(c *checklist.Counts) int { return c.Unread + c.Locked }, w.theme.Plain},
	}
	switch {
	case w.width < 54:
		all = []counts{all[0], all[1], all[4]}
		all[0].words, all[0].cells, all[1].cells, all[2].cells = "now", 5, 5, 8
	case w.width < 78:
		all = []counts{all[0], all[1], all[3], all[4]}
		all[0].words, all[0].cells, all[1].cells = "window", 8, 6
		all[2].cells, all[3].cells = 11, 8
	}
	return all
}

func (w *checkWriter) different() {
	columns := w.columns()
	cells := 0
	for _, c := range columns {
		cells += c.cells
	}
	title := 0
	for i := range w.page.Different {
		if len(w.page.Different[i].Types) > 0 {
			title = max(title, text.Width(w.page.Different[i].Title))
		}
	}
	title = min(max(title, 20), w.width-checkTitle-cells-1)
	head := w.step(2, text.Fit("What is different?", title+checkTitle-checkIndent))
	for _, c := range columns {
		head = append(head, piece{w.theme.Dim, text.FitRight(c.words, c.cells)})
	}
	w.cut(checkLine{words: head})
	if w.digest == nil {
		w.cut(checkLine{words: written{{w.theme.Dim, text.Blank(checkTitle) + w.reading() + w.theme.NotYet}}})
	}
	for i := range w.page.Different {
		l := &w.page.Different[i]
		out := checkLine{key: l.Key, kind: countedCheck, line: l, open: l.Ticked.IsZero(), words: w.box(&l.Decision)}
		if len(l.Types) == 0 {
			out.kind = handCheck
			out.words = append(out.words, piece{w.theme.Plain, text.Clean(l.Title)})
			out.right = written{{w.theme.Dim, "by hand " + w.theme.Then}}
			if !l.Ticked.IsZero() {
				out.right = written{{w.theme.Dim, w.at(l.Ticked)}}
			}
			w.add(out)
			w.note(l.Decision)
			continue
		}
		out.words = append(out.words, piece{w.theme.Plain, text.Fit(text.Clean(l.Title), title)})
		out.words = append(out.words, w.counted(&l.Counts, columns)...)
		if at := w.at(l.Ticked); at != "" && out.words.width()+text.Width(at)+3 <= w.width {
			out.right = written{{w.theme.Dim, at}}
		}
		w.cut(out)
		w.note(l.Decision)
	}
	w.blank()
}

// counted are the numbers of a line in their columns.
func (w *checkWriter) counted(c *checklist.Counts, columns []counts) written {
	var out written
	clean := c.InWindow+c.Rare+c.Common+c.Unread+c.Locked == 0
	for i, column := range columns {
		n := column.of(c)
		words, ink := thousands(n), column.ink
		switch {
		case c.Waiting:
			words, ink = w.theme.NotYet, w.theme.Dim
		case clean && i == 0:
			words, ink = "clean", w.theme.Dim
		case clean && n == 0:
			words = ""
		case i == len(columns)-1:
			words, ink = w.unread(c)
		case n == 0:
			ink = w.theme.Dim
		}
		words = text.Truncate(words, column.cells)
		out = append(out, piece{style.Ink{}, text.Blank(column.cells - text.Width(words))}, piece{ink, words})
	}
	return out
}
