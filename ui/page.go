package ui

import (
	"strings"

	"parity/model"
	"parity/ui/frame"
	"parity/ui/style"
	"parity/ui/text"
)

// written is a line of text in pieces, each of one ink.
type written []piece

type piece struct {
	ink  style.Ink
	text string
}

func (w written) draw(out *frame.Line) {
	for _, p := range w {
		out.Text(p.ink, p.text)
	}
}

// pageLine is a line of an attribute's page, and what Enter follows on it.
type pageLine struct {
	written
	follow follow
}

// draw writes the line. The chosen link has the cursor before it.
func (l pageLine) draw(v *view, out *frame.Line, here bool) {
	for i, p := range l.written {
		if here && i == 0 {
			out.Text(p.ink, text.Fit(strings.TrimRight(p.text, " "), labelCells-2)).Text(v.theme.Strong, v.theme.Signs.Cursor+" ")
			continue
		}
		out.Text(p.ink, p.text)
	}
}

// page writes an attribute in full, for one width.
type page struct {
	*view
	*attribute
	width int
	lines []pageLine
}

const (
	// labelCells is the width of the labels on the left.
	labelCells = 12
	// leastColumn is the width below which environments stand below each other.
	leastColumn = 20
)

func (p *page) add(pieces ...piece) { p.lines = append(p.lines, pageLine{written: pieces}) }

// long is a text in so many cells: in as many lines as it takes where that was asked for, else cut.
func (p *page) long(words string, cells int) []string {
	if p.sight.wrap {
		return text.Wrap(words, cells)
	}
	return []string{text.Truncate(words, cells)}
}

func (p *page) blank() { p.lines = append(p.lines, pageLine{}) }

// drawBelow says in the rule above a page how many of its lines are below what is in sight. left is how many there are
// from the first in sight on.
func (v *view) drawBelow(f *frame.Frame, left int) {
	below := left - v.layout.Body.Height
	if below <= 0 {
		return
	}
	words := " " + counted(below, "line", "lines") + " below "
	if at := v.layout.Screen.Width - text.Width(words) - 1; at > 0 {
		f.Over(at, v.layout.Tabs.Y, label(words, v.theme.Dim))
	}
}

// label is a piece in the left column; the empty one keeps its place.
func (p *page) label(ink style.Ink, s string) piece {
	return piece{ink, " " + text.Fit(s, labelCells-1)}
}

// values writes what each environment has: beside each other where there is room, below each other else.
func (p *page) values() {
	order := p.order()
	column := (p.width - labelCells) / len(order)
	if column < leastColumn {
		for _, environment := range order {
			p.columns([]int{environment}, p.width-labelCells)
		}
		return
	}
	p.columns(order, column)
}

// columns writes some environments beside each other.
func (p *page) columns(environments []int, cells int) {
	head := []piece{p.label(style.Ink{}, "")}
	for _, i := range environments {
		ink, name := p.theme.Environment, text.Clean(p.environments[i].Name)
		if i == p.baseline {
			ink, name = p.theme.Baseline, strings.ToUpper(name)
		}
		name = text.Truncate(name, cells-2)
		head = append(head, piece{ink, name}, piece{style.Ink{}, text.Blank(cells - text.Width(name))})
	}
	p.add(head...)
	if p.path.IsZero() {
		p.row("members", environments, cells, p.members)
		p.row("ids", environments, cells, p.ids)
	} else {
		p.row("of", environments, cells, func(i int) (string, style.Ink) {
			return membersOf(&p.attribute.row.Cells[i]), p.theme.Dim
		})
		if !p.documents(environments, cells) {
			p.row("value", environments, cells, p.value)
		}
		p.row("means", environments, cells, p.meaning)
	}
	if !p.view.alone() {
		p.row("verdict", environments, cells, p.verdict)
	}
	p.row("finding", environments, cells, p.findings)
	p.besides(environments, cells)
	p.blank()
}

// row writes one fact of each environment, wrapped in its column. A fact that none has is left out.
func (p *page) row(label string, environments []int, cells int, fact func(int) (string, style.Ink)) {
	var columns [][]string
	var inks []style.Ink
	height, any := 1, false
	for _, i := range environments {
		words, ink := fact(i)
		any = any || words != ""
		wrapped := text.Wrap(words, cells-2)
		columns, inks = append(columns, wrapped), append(inks, ink)
		height = max(height, len(wrapped))
	}
	if !any {
		return
	}
	for y := range height {
		pieces := []piece{p.label(p.theme.Dim, label)}
		label = ""
		for i, column := range columns {
			part := ""
			if y < len(column) {
				part = column[y]
			}
			pieces = append(pieces, piece{inks[i], text.Fit(part, cells-2)}, piece{style.Ink{}, "  "})
		}
		p.add(pieces...)
	}
}

// value is the raw value, ids and all.
func (p *page) value(i int) (string, style.Ink) {
	side := p.cells[i].Side
	if secret := p.revealed.of(&line{row: p.attribute.row, path: p.path}, i); secret != nil {
		words, ink, _ := p.unsealed(secret)
		return words, ink
	}
	if absent(side) {
		l := line{row: p.attribute.row, of: p.attribute.row.Type, path: p.path, cells: p.cells}
		return p.nothing(&l, &p.cells[i], i), p.theme.Dim
	}
	ink := p.theme.Plain
	if p.cells[i].Verdict.Unexplained() {
		ink = p.theme.Strong
	}
	l := line{of: p.attribute.row.Type, path: p.path}
	return p.side(raw(side), l.element(&p.cells[i])), ink
}

// meaning is what a reference leads to, where that reads better than its value.
func (p *page) meaning(i int) (string, style.Ink) {
	side := p.cells[i].Side
	l := line{of: p.attribute.row.Type, path: p.path}
	element := l.element(&p.cells[i])
	if words := p.side(side, element); words != p.side(raw(side), element) {
		return words, p.theme.Plain
	}
	return "", p.theme.Plain
}

func (p *page) verdict(i int) (string, style.Ink) {
	if i == p.baseline && p.cells[i].Entry == nil {
		return "", p.theme.Dim
	}
	v := p.cells[i].Verdict
	if v == model.Undecided {
		return p.theme.NotYet + " not yet known", p.theme.Dim
	}
	return strings.TrimSpace(p.theme.Signs.Verdict(v) + " " + v.String()), p.theme.Verdict(v)
}

func (p *page) findings(i int) (string, style.Ink) {
	entry := p.cells[i].Entry
	if entry == nil {
		return "", p.theme.Plain
	}
	var names []string
	for _, finding := range findingsOf(entry) {
		names = append(names, string(finding))
	}
	return strings.Join(names, ", "), p.theme.Recent
}

// block writes paragraphs under a heading in the left column.
func (p *page) block(heading string, paragraphs []string) {
	if len(paragraphs) == 0 {
		return
	}
	for _, paragraph := range paragraphs {
		for _, part := range text.Wrap(paragraph, p.width-labelCells-2) {
			p.add(p.label(p.theme.Heading, heading), piece{p.theme.Plain, part})
			heading = ""
		}
	}
	p.blank()
}

// reasons tell why a verdict is what it is: the words exchanged, the rule, the reason.
func (p *page) reasons() {
	if p.sight.masked {
		p.block("WHY", []string{"values, and the reasons that quote them, are hidden (S)"})
		return
	}
	var why []string
	for _, i := range p.order() {
		entry := p.cells[i].Entry
		if folded := p.cells[i].Folded; !folded.IsZero() {
			why = append(why, text.Clean(p.environments[i].Name+" follows "+folded.String()))
		}
		if entry == nil {
			continue
		}
		if words := p.why(entry); words != "" {
			why = append(why, words)
		}
		if len(entry.Exchange) > 0 {
			why = append(why, text.Clean(entry.Environment)+": the words exchanged are "+p.exchanges(entry.Exchange))
		}
		if entry.Rule != "" {
			why = append(why, text.Clean(entry.Environment+": by rule "+entry.Rule))
		}
		if entry.Relaxable != "" && entry.Verdict.Unexplained() {
			why = append(why, text.Clean(entry.Environment+": "+entry.Relaxable)+"; a relaxed environment may be")
		}
	}
	p.block("WHY", why)
}

// ruledOut tells what somebody ruled out in the investigation, and why.
func (p *page) ruledOut() {
	if p.inquiry == nil {
		return
	}
	var told []string
	for _, i := range p.order() {
		if e := p.cells[i].Entry; e != nil {
			if d, out := p.inquiry.out.Entry(e); out {
				told = append(told, text.Clean(e.Environment)+", "+p.at(d.RuledOut)+": "+text.Clean(d.Reason))
			}
		}
	}
	p.block("RULED OUT", told)
}

func (p *page) exchanges(all []model.Exchange) string {
	parts := make([]string, len(all))
	for i, exchange := range all {
		parts[i] = quote(exchange.Yours) + " " + p.theme.Against + " " + quote(exchange.Mine)
	}
	return strings.Join(parts, ", ")
}

func quote(word string) string {
	if word == "" {
		return "nothing"
	}
	return text.Clean(word)
}

// alike tells how far the same difference goes.
func (p *page) alike() {
	var told []string
	if alone := p.attribute.row.Alone; alone != "" {
		told = append(told, text.Clean(alone))
	}
	t := p.attribute.row.Type
	switch {
	case p.rivals == 0 || p.path.IsZero() || p.view.alone():
	case p.others == 0:
		told = append(told, "no other of "+counted(p.rivals+1, t.Singular, t.Plural)+" differs in this")
	default:
		told = append(told, thousands(p.others)+" of "+counted(p.rivals, "other "+t.Singular, "other "+t.Plural)+
			verb(p.others, " differs", " differ")+" in this, too")
	}
	p.block("ALIKE", told)
}

// causes leads to what the difference has in common with others.
func (p *page) causes() {
	if p.cause == nil || len(p.cause.Entries) < 2 {
		return
	}
	cause := p.cause
	p.follows("CAUSE", []follow{{
		key:   "cause",
		words: "one of " + counted(len(cause.Entries), "difference", "differences") + " with one cause: " + p.causeTitle(cause),
		opens: func(*view) request { return openPlace{newCausePanes(cause)} },
	}})
}
