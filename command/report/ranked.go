package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"parity/model"
)

// rowsOf is how many causes show rows, and how many of them at most.
const (
	withRows = 3
	rows     = 3
)

// relaxedLines is how many causes of relaxed environments are told beside those of mirrors.
const relaxedLines = 4

// ranked tells the causes in so many lines: the first with rows, the others on a line each.
func (t *teller) ranked(room int) []*line {
	detailed := min(withRows, t.mirrors)
	if t.mirrors == 0 {
		detailed = min(withRows, len(t.causes))
	}
	further := t.causes[detailed:]
	if relaxed := len(t.causes) - t.mirrors; t.mirrors > 0 && relaxed > relaxedLines {
		further = further[:len(further)-relaxed+relaxedLines]
	}
	// The rows are what gives way: a cause that is not told is swallowed.
	shown := rows
	for shown > 1 && t.height(detailed, shown)+len(further)+1 > room {
		shown--
	}
	if left := max(0, room-t.height(detailed, shown)-1); len(further) > left {
		further = further[:left]
	}
	var lines []*line
	for _, cause := range t.causes[:detailed] {
		lines = append(lines, t.cause(cause, shown)...)
	}
	for _, cause := range further {
		lines = append(lines, t.short(cause))
	}
	return append(lines, t.untold(t.causes[detailed+len(further):])...)
}

// height is how many lines the detailed causes take with so many rows each.
func (t *teller) height(detailed, shown int) int {
	lines := 0
	for _, cause := range t.causes[:detailed] {
		lines += 2 + min(shown, len(cause.Entries))
	}
	return lines
}

func (t *teller) untold(causes []*model.Cause) []*line {
	if len(causes) == 0 {
		return nil
	}
	differences := 0
	for _, cause := range causes {
		differences += t.sizes[cause.ID]
	}
	return []*line{newLine(Faint, fmt.Sprintf("…       %s, %s (--show all)",
		plural(len(causes), "more cause", "more causes"), plural(differences, "difference", "differences")))}
}

// indent is where rows begin, below the titles.
const indent = 9

// title begins a cause's line: its sign, its size, whose it is, and what it is.
func (t *teller) title(c *model.Cause) *line {
	l := newLine(Grave, causeSign(c)).add(Plain, fmt.Sprintf(" %5d ", t.sizes[c.ID]))
	if t.named > 0 {
		l.column(Plain, c.Environment, t.named).add(Plain, "  ")
	}
	return l
}

// cause tells a cause with its reason, its way to be explained and its first rows.
func (t *teller) cause(c *model.Cause, shown int) []*line {
	why, answer := blankTo(indent), wayOf(c).answer
	if reason := clean(t.reason(c)); reason != "" {
		if width := t.options.Width; width > 0 {
			reason = cut(reason, width-indent-len(" - ")-len(answer))
		}
		why.add(Faint, reason+" · ")
	}
	lines := []*line{t.title(c).add(Strong, c.Title), why.add(Faint, answer)}
	for _, entry := range c.Entries[:min(shown, len(c.Entries))] {
		lines = append(lines, t.row(entry))
	}
	return lines
}

// reason says how far a cause goes and why it stands where it does.
func (t *teller) reason(c *model.Cause) string {
	var parts []string
	for _, part := range []string{c.Reach, c.Why} {
		if part != "" && !strings.Contains(c.Title, part) && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "; ")
}

// short tells a cause on one line, with the question that may explain it at the end.
func (t *teller) short(c *model.Cause) *line {
	l := t.title(c)
	question := wayOf(c).question
	text := clean(c.Title)
	if c.Reach != "" && !strings.Contains(c.Title, c.Reach) {
		text += "  " + clean(c.Reach)
	}
	end := t.options.Width - len(question)
	return l.add(Plain, cut(text, end-l.width-2)).to(end).add(Faint, question)
}

// row tells one difference: sign, subject, both values, and since when.
func (t *teller) row(e *model.Entry) *line {
	l := blankTo(indent).add(inkOf(e.Verdict), sign(e)).add(Plain, " ")
	about, both := clean(subject(e)), clean(values(e, t.baseline, 0))
	if t.options.Width == 0 {
		return l.add(Plain, about+"  "+both).add(Faint, t.tail(e))
	}
	room := t.options.Width - l.width
	when := ""
	for _, candidate := range since(e) {
		when = "  (" + clean(candidate) + ")"
		if ansi.StringWidth(about+"  "+both+when) <= room {
			break
		}
	}
	room -= ansi.StringWidth(when)
	// The subject takes what the values leave, and a third of the line in any case: the title has most of it.
	// Names are told apart by their ends as often as by their beginnings.
	about = cutMiddle(about, max(room/3, room-ansi.StringWidth(both)-2))
	l.add(Plain, about+"  ")
	return l.add(Plain, cut(clean(values(e, t.baseline, room-ansi.StringWidth(about)-2)), room-ansi.StringWidth(about)-2)).add(Faint, when)
}

// tail is what a row has behind its values where there is room for all of it.
func (t *teller) tail(e *model.Entry) string {
	var parts []string
	for _, finding := range e.Findings {
		parts = append(parts, string(finding))
	}
	if all := since(e); len(all) > 0 {
		parts = append(parts, all[0])
	}
	if e.Reason != "" {
		parts = append(parts, e.Reason)
	}
	if len(parts) == 0 {
		return ""
	}
	return "  (" + strings.Join(parts, "; ") + ")"
}

func blankTo(column int) *line { return newLine(Plain, strings.Repeat(" ", column)) }
