package ui

import (
	"strconv"

	"parity/ui/style"
	"parity/ui/text"
)

// waysOf is the page with the ways in which its difference is taken back.
func (a attribute) waysOf(v *view) attribute {
	a.items, a.turned = nil, nil
	if v.digest.ways == nil || v.digest.pending() || v.alone() {
		return a
	}
	_, a.turned = v.takenBack(a)
	told := map[string]bool{}
	for _, e := range a.turned[:min(len(a.turned), mostTurned)] {
		a.items = append(a.items, wayItems(e, v.digest.ways(e), told)...)
	}
	return a
}

// The widths of the titles of ways.
const (
	leastWayTitle = 8
	mostWayTitle  = 32
)

// waysBack tells the ways in which the difference is taken back, in one line each: Y, or Enter on one, shows all of
// it before it is copied.
func (p *page) waysBack() {
	if len(p.items) == 0 {
		return
	}
	heading := "WAY BACK"
	say := func(ink style.Ink, indent int, words string) {
		for _, part := range text.Wrap(words, p.width-labelCells-2-indent) {
			p.add(p.label(p.theme.Heading, heading), piece{ink, text.Blank(indent) + part})
			heading = ""
		}
	}
	if p.sight.masked {
		say(p.theme.Dim, 0, runsNothing+" What the ways are holds values: "+hiddenWay)
		p.blank()
		return
	}
	say(p.theme.Plain, 0, sentences(runsNothing, ownersFirst(p.items)))
	cells := leastWayTitle
	for i := range p.items {
		cells = max(cells, text.Width(p.items[i].title()))
	}
	cells = min(cells, mostWayTitle, max(leastWayTitle, (p.width-labelCells)/3))
	for i := range p.items {
		item := &p.items[i]
		number := strconv.Itoa(i + 1)
		a := *p.attribute
		opens := func(v *view) request {
			title, _ := v.takenBack(a)
			return openPlace{newWays(a.number, title, a.turned, i, v)}
		}
		room := p.width - labelCells - 3 - cells - 3
		parts := p.long(text.Clean(item.text), room)
		p.lines = append(p.lines, pageLine{
			written: written{
				p.label(p.theme.Heading, ""),
				{p.theme.Key, text.Fit(number, 3)},
				{p.theme.Strong, text.Fit(item.title(), cells)},
				{p.theme.Plain, "  " + parts[0]},
			},
			follow: follow{key: "way " + number, words: item.text, opens: opens},
		})
		for _, part := range parts[1:] {
			p.add(p.label(style.Ink{}, ""), piece{p.theme.Plain, text.Blank(3+cells+2) + part})
		}
		for _, consequence := range item.consequences {
			say(p.theme.Recent, 3+cells+2, p.theme.Signs.Finding+" "+text.Clean(consequence))
		}
	}
	p.blank()
}
