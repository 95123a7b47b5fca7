package report

import (
	"fmt"
	"io"
	"strings"
)

// Comment is how long a comment on GitHub may be, in characters. What is counted are bytes, of which there are
// never fewer.
const Comment = 65_536

// page is a Markdown document that is being put together: texts that stand in any case, and lists that are cut
// where it would become longer than it may.
type page struct {
	parts []part
	// note is the part that tells what was left out; 0 is none.
	note int
}

type part struct {
	text string
	list *list
}

// list is a table, or bullets where it has no head.
type list struct {
	// before and after stand around it.
	before, after string
	head          string
	// rows are those that were written; more writes the one of a place, where not all are, of so many. Of a hundred
	// thousand few fit.
	rows []string
	more func(place int) string
	of   int
	// folded is how many rows are in sight; the others are below a line that opens. 0 folds none.
	folded int
	shown  int
}

// A page is filled in two rounds, so that a long list at its beginning leaves room for what comes after it.
const fairRows = 12

func (p *page) say(texts ...string) {
	p.parts = append(p.parts, part{text: strings.Join(texts, "") + "\n"})
}

func (p *page) paragraph(texts ...string) { p.say(strings.Join(texts, "") + "\n") }

func (p *page) list(l *list) {
	if l.more == nil {
		l.of = len(l.rows)
	}
	if l.of > 0 {
		p.parts = append(p.parts, part{list: l})
	}
}

// rowsFor makes a list's rows of things, as far as they are asked for.
func rowsFor[T any](l *list, things []T, write func(T) string) *list {
	l.of, l.more = len(things), func(place int) string { return write(things[place]) }
	return l
}

// row is the row of a place; they are asked for one after the other.
func (l *list) row(place int) string {
	if place == len(l.rows) {
		l.rows = append(l.rows, l.more(place))
	}
	return l.rows[place]
}

// leaveNote is where the page tells what was left out of it.
func (p *page) leaveNote() {
	p.note = len(p.parts)
	p.parts = append(p.parts, part{})
}

// noteLength is what the note may take, leftLength what a list's own line of what it leaves out, foldLength what
// stands around the rows that it folds.
const (
	noteLength = 160
	leftLength = 50
	foldLength = 70
)

// fit decides how many rows each list shows, so that all is no longer than limit. 0 is no limit.
func (p *page) fit(limit int) {
	room := limit - noteLength
	for _, part := range p.parts {
		room -= len(part.text)
		if l := part.list; l != nil {
			room -= len(l.before) + len(l.head) + len(l.after) + leftLength
			if l.folded > 0 {
				room -= len(l.head) + foldLength
			}
		}
	}
	for _, round := range []int{fairRows, int(^uint(0) >> 1)} {
		for _, part := range p.parts {
			l := part.list
			if l == nil {
				continue
			}
			for l.shown < min(round, l.of) && (limit == 0 || len(l.row(l.shown)) <= room) {
				room -= len(l.row(l.shown))
				l.shown++
			}
		}
	}
	left := 0
	for _, part := range p.parts {
		if part.list != nil {
			left += part.list.of - part.list.shown
		}
	}
	if left > 0 && p.note > 0 {
		p.parts[p.note].text = fmt.Sprintf("*%s left out to fit into a comment; `parity check --format markdown --show all` has everything.*\n\n", plural(left, "row is", "rows are"))
	}
}

// write writes the page; the first error ends it.
func (p *page) write(w io.Writer) error {
	for _, part := range p.parts {
		text := part.text
		if part.list != nil {
			text = part.list.text()
		}
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
	}
	return nil
}

func (l *list) text() string {
	var out strings.Builder
	out.WriteString(l.before)
	open := l.shown
	if l.folded > 0 && l.shown > l.folded+1 { // a line that opens to one row takes the place of the row
		open = l.folded
	}
	l.part(&out, l.rows[:open])
	if open < l.shown {
		fmt.Fprintf(&out, "\n<details><summary>%d more</summary>\n\n", l.shown-open)
		l.part(&out, l.rows[open:l.shown])
		out.WriteString("\n</details>\n")
	}
	if left := l.of - l.shown; left > 0 {
		fmt.Fprintf(&out, "\n*%d of %d are left out.*\n", left, l.of)
	}
	out.WriteString(l.after)
	out.WriteString("\n")
	return out.String()
}

func (l *list) part(out *strings.Builder, rows []string) {
	if len(rows) == 0 {
		return
	}
	out.WriteString(l.head)
	for _, row := range rows {
		out.WriteString(row)
	}
}

// table is the head of a table with columns.
func table(columns ...string) string {
	return tableRow(columns...) + "|" + strings.Repeat(" --- |", len(columns)) + "\n"
}

// tableRow is one row of a table, of cells that are Markdown already.
func tableRow(cells ...string) string { return "| " + strings.Join(cells, " | ") + " |\n" }
