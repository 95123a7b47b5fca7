package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"parity/model"
	"parity/model/checklist"
	"parity/model/wayback"
)

// Investigation writes the record of an investigation as Markdown: the four steps with what was decided, when and
// why, what was read again and what it showed, and then the comparison as it stands. The comparison may be nil, where
// nothing has been loaded. It holds no secret, and is bounded as [Markdown] is.
func Investigation(w io.Writer, inv checklist.Investigation, c *model.Comparison, o Options) error {
	p := &page{}
	r := &recorder{inv: inv, filled: checklist.Fill(inv, c), page: p, ways: o.Ways, marker: &marker{page: p, all: o.Show == ShowAll}}
	if c != nil {
		r.marker = newMarker(p, c, o)
	}
	r.head()
	r.reproduce()
	r.different()
	r.together()
	r.retests()
	r.finally()
	if c != nil {
		r.marker.teller.options.Ways = nil // they stand with the to-dos
		r.say("---\n")
		r.marker.comparison()
	}
	return finish(w, p, o)
}

// recorder writes an investigation into a page.
type recorder struct {
	*page
	marker *marker
	inv    checklist.Investigation
	filled checklist.Page
	ways   Ways
}

func (r *recorder) head() {
	title := r.inv.Title
	if strings.TrimSpace(title) == "" {
		title = "Investigation of " + longDate(r.inv.Opened)
	}
	r.paragraph("# ", prose(title))
	var names []string
	for _, e := range r.inv.Environments {
		text := strings.TrimSpace("**" + prose(e.Name) + "** " + prose(e.Account+" "+e.Region))
		if e.Name == r.inv.Baseline {
			names = append([]string{text}, names...)
			continue
		}
		names = append(names, text)
	}
	if len(names) > 0 {
		r.paragraph(strings.Join(names, " ⇄ "))
	}
	text := "Opened " + longDate(r.inv.Opened)
	if !r.inv.Closed.IsZero() {
		text += ", closed " + longDate(r.inv.Closed) + " (" + strings.TrimSuffix(r.inv.Closed.Sub(r.inv.Opened).Round(time.Minute).String(), "0s") + ")"
	}
	r.paragraph(text, fmt.Sprintf("; %d of %s decided.", r.filled.Done, plural(r.filled.Of, "line", "lines")))
	r.leaveNote()
}

func (r *recorder) reproduce() {
	line := r.filled.Reproduce
	answer := "*not answered*"
	switch r.inv.Reproduced {
	case checklist.No:
		answer = "**no**: a parity problem until shown otherwise"
	case checklist.Yes:
		answer = "**yes**"
	case checklist.Unanswered:
	}
	if at := r.at(line.Ticked); at != "" {
		answer += " (" + at + ")"
	}
	r.paragraph("## 1. ", prose(line.Title))
	r.paragraph(answer)
	if note := quoted(line.Note, ""); note != "" {
		r.say(strings.TrimPrefix(note, "\n"))
	}
}

func (r *recorder) different() {
	l := &list{
		before: "## 2. What is different?\n\n",
		head:   table("", "", "in the window", "rare", "others", "explained", "unread", "locked", "note"),
	}
	for _, line := range r.filled.Different {
		n := line.Counts
		cells := []string{count(n.InWindow), count(n.Rare), count(n.Common), count(n.Explained), count(n.Unread), count(n.Locked)}
		switch {
		case n.Waiting && len(line.Types) == 0:
			cells = []string{"*not read now*", "", "", "", "", ""}
		case n.Waiting:
			cells = []string{"*still being read*", "", "", "", "", ""}
		case len(line.Types) == 0:
			cells = []string{"*by hand*", "", "", "", "", ""}
		case n == checklist.Counts{}:
			cells[0] = "*clean*"
		}
		tick := ""
		if at := r.at(line.Ticked); at != "" {
			tick = "✓ " + at
		}
		l.rows = append(l.rows, tableRow(append(append([]string{tick, prose(line.Title)}, cells...), prose(line.Note))...))
	}
	r.list(l)
}

func count(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// together tells the to-dos: what is open with its way back, what is done, and what was ruled out and why.
func (r *recorder) together() {
	r.paragraph("## 3. Bring them together")
	r.paragraph("Direction: ", directionInWords(r.inv), ". parity runs nothing. ", ownersFirst)
	var open, done, out []*checklist.Todo
	for i := range r.filled.Together {
		switch t := &r.filled.Together[i]; {
		case !t.RuledOut.IsZero():
			out = append(out, t)
		case !t.Ticked.IsZero():
			done = append(done, t)
		default:
			open = append(open, t)
		}
	}
	r.list(rowsFor(&list{before: "**Open**\n\n"}, open, func(t *checklist.Todo) string {
		return r.todo(t, "- [ ] ", "", time.Time{}, "") + r.wayBack(t)
	}))
	r.list(rowsFor(&list{before: "**Done**\n\n"}, done, func(t *checklist.Todo) string {
		how := ""
		if t.ByItself {
			how = ", the same when it was read again"
		}
		return r.todo(t, "- [x] ", " done", t.Ticked, how)
	}))
	r.list(rowsFor(&list{before: "**Ruled out**\n\n"}, out, func(t *checklist.Todo) string {
		return r.todo(t, "- [x] ~~", "~~ ruled out", t.RuledOut, reasoned(t.Reason))
	}))
}

func reasoned(reason string) string {
	if reason == "" {
		return ""
	}
	return ": " + prose(reason)
}

// todo is one line with its note.
func (r *recorder) todo(t *checklist.Todo, before, after string, at time.Time, why string) string {
	title := t.Title
	environment := ""
	if t.Cause != nil {
		title, environment = t.Cause.Title, prose(t.Cause.Environment)+": "
		if n := len(t.Cause.Entries); n > 1 {
			title += fmt.Sprintf(" (%d differences)", n)
		}
	}
	text := before
	if t.Recent {
		text += "● "
	}
	text += environment + r.marker.text(title) + after
	if when := r.at(at); when != "" {
		text += " " + when
	}
	text += why
	if when := r.at(t.Copied); when != "" {
		text += "; its way back was copied " + when
	}
	return text + "\n" + quoted(t.Note, "  ")
}

// wayBack is how an open to-do is brought together, in the direction that was chosen first.
func (r *recorder) wayBack(t *checklist.Todo) string {
	if t.Entry == nil || r.ways == nil {
		return ""
	}
	ways := distinct(inDirection(r.ways(t.Entry), directions[r.inv.Direction]))
	if len(ways) == 0 {
		return ""
	}
	text := "\n" + r.marker.ways(ways[:1])
	if more := len(ways) - 1; more > 0 {
		text += "<details><summary>" + plural(more, "other way", "other ways") + "</summary>\n\n" + r.marker.ways(ways[1:]) + "</details>\n"
	}
	return indented(text)
}

// directions are those of ways back.
var directions = map[checklist.Direction]wayback.Direction{
	checklist.Back: wayback.Back, checklist.ToBaseline: wayback.ToBaseline, checklist.FromBaseline: wayback.FromBaseline,
}

func directionInWords(inv checklist.Investigation) string {
	baseline := prose(inv.Baseline)
	switch inv.Direction {
	case checklist.FromBaseline:
		return baseline + " becomes like the others"
	case checklist.ToBaseline:
		return "the others become like " + baseline
	default:
		return "what changed goes back to what it was"
	}
}

func (r *recorder) retests() {
	l := &list{before: "**Read again**\n\n", head: table("when", "looked at", "still differ", "could not be read", "new")}
	for _, t := range r.inv.Retests {
		l.rows = append(l.rows, tableRow(r.at(t.At), fmt.Sprint(t.Of), fmt.Sprint(t.Differ), fmt.Sprint(t.Unknown), fmt.Sprint(t.New)))
	}
	r.list(l)
}

func (r *recorder) finally() {
	r.paragraph("## 4. Once it reproduces")
	var out strings.Builder
	for _, line := range r.filled.Finally {
		box := "- [ ] "
		when := ""
		if !line.Ticked.IsZero() {
			box, when = "- [x] ", " "+r.at(line.Ticked)
		}
		out.WriteString(box + prose(line.Title) + when + "\n" + quoted(line.Note, "  "))
	}
	r.say(out.String())
}

// at is a moment of the investigation: the time of day on the day it was opened.
func (r *recorder) at(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case t.UTC().Format(time.DateOnly) == r.inv.Opened.UTC().Format(time.DateOnly):
		return t.UTC().Format("15:04")
	default:
		return t.UTC().Format("Mon 2 Jan 15:04")
	}
}

// quoted is what a person wrote, line by line, indented.
func quoted(note, indent string) string {
	if strings.TrimSpace(note) == "" {
		return ""
	}
	var out strings.Builder
	lines := strings.Split(strings.TrimSpace(note), "\n")
	out.WriteString("\n")
	for i, line := range lines {
		out.WriteString(indent + "> " + prose(line))
		if i < len(lines)-1 {
			out.WriteString(`\`)
		}
		out.WriteString("\n")
	}
	return out.String()
}
