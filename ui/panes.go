package ui

import (
	"slices"
	"strings"

	"parity/model"
	"parity/ui/filter"
	"parity/ui/frame"
	"parity/ui/keys"
	"parity/ui/layout"
	"parity/ui/style"
	"parity/ui/text"
)

// panes is a view of some types, or the differences of one cause: the spine and a pane per environment.
type panes struct {
	// number is the view's, from 1; causeID is set where one cause is looked at instead, asked where what a line of
	// the checklist counts is, reloaded where what the last load changed is.
	number   int
	causeID  string
	asked    string
	reloaded bool
	title    string
	filter   string
	search   search
	facts    string
	grid     grid
	// fresh says that the cursor was not set yet: it goes to the first difference when there is one.
	fresh bool
}

func newPanes(number int, tab model.Tab) panes {
	return panes{number: number, title: tab.Title, fresh: true}
}

func newCausePanes(cause *model.Cause) panes {
	return panes{causeID: cause.ID, title: cause.Title, fresh: true}
}

func newReloadPanes() panes {
	return panes{title: "Changed by the last reload", reloaded: true, fresh: true}
}

func (p panes) on() keys.Screen { return keys.Panes }

func (p panes) tab() int { return p.number }

func (p panes) words() string { return p.filter }

func (p panes) query() *filter.Query { return p.search.query }

func (p panes) filtered(words string) filterable {
	p.grid = p.grid.hold()
	p.filter = words
	return p
}

func (p panes) pointed(*view) *line { return p.grid.selected() }

func (p panes) wants(*world) wants {
	return wants{spine: p.grid.table.spine, story: 2, panes: true}
}

func (p panes) heading(v *view) heading {
	title := p.title
	if cause := v.causeOf(p.causeID); cause != nil {
		title = v.words(p.title, v.maskedTitle(cause))
	}
	h := heading{trail: []string{title}, facts: p.facts, of: p.grid.table.stops}
	if l := v.askedLine(p.asked); l != nil && p.filter == "" {
		h.facts = countedFacts(&l.Counts)
	}
	if line := p.grid.selected(); line != nil {
		h.place = line.passed
	}
	return h
}

func (p panes) renew(v *view) screen {
	if v.digest == nil {
		return p
	}
	b := builder{digest: v.digest, shows: v.sight.shows, focus: v.focus()}
	b.joined = layout.MostSpine(v.layout.Screen.Width, len(v.sight.shown(v.world))) - spineIndent - spineMarks
	types := v.catalog.Types()
	switch {
	case p.reloaded:
		b.reloaded, b.focus = true, nil
	case p.asked != "":
		if b.focus, b.cause = nil, v.askedFor(p.asked); b.cause == nil {
			p.facts, p.grid = "nothing of this is left", p.grid.with(table{}, v)
			return p
		}
		if !slices.ContainsFunc(b.cause.Entries, stillOpen) {
			b.shows = everything // what was counted is shown, although it is explained
		}
	case p.causeID == "":
		types = v.tabs[p.number-1].Types
	default:
		if b.cause = v.digest.cause(p.causeID); b.cause == nil {
			p.facts, p.grid = "nothing of this is left", p.grid.with(table{}, v)
			return p
		}
	}
	if p.search = p.search.on(v, p.filter, types); p.filter != "" {
		b.search, b.shows = &p.search, everything
	}
	p.grid = p.grid.with(b.build(types), v)
	p.grid.holding = p.grid.holding && p.filter != ""
	p.facts = b.facts(p.filter, types)
	if p.fresh && p.grid.table.stops > 0 {
		p.grid.list, p.fresh = p.grid.first(v), false
	}
	return p
}

// first is the cursor on the first difference.
func (g *grid) first(v *view) list {
	r := g.rows(v)
	for i := range r.count {
		if r.stops(i) {
			return list{at: i}.within(r)
		}
	}
	return g.list
}

// facts sums up what was built.
func (b *builder) facts(filter string, types []*model.Type) string {
	if filter != "" {
		return thousands(b.shown+b.unlisted) + " of " + thousands(b.all) + " shown"
	}
	one, many := "role", "roles"
	if len(types) == 1 && types[0].Naming.Paths {
		one, many = types[0].Singular, types[0].Plural
	}
	all := counted(b.all, one, many)
	if b.focus != nil {
		all = thousands(b.all) + " of " + counted(b.all+b.outside.total, one, many) + " in focus"
	}
	parts := append([]string{all}, b.digest.differWords(b.differ)...)
	return hides(parts, b.explained.total, b.alike.total)
}

// hides adds to what is said of rows what is not shown of them.
func hides(parts []string, explained, alike int) string {
	var hidden []string
	if explained > 0 {
		hidden = append(hidden, thousands(explained)+" explained")
	}
	if alike > 0 {
		hidden = append(hidden, thousands(alike)+" alike")
	}
	if len(hidden) > 0 {
		parts = append(parts, "hidden (d): "+strings.Join(hidden, ", "))
	}
	return strings.Join(parts, " · ")
}

func (p panes) act(action keys.Action, v *view) (screen, request) {
	if action == keys.Open {
		return p, p.open(v)
	}
	if action == keys.Filter {
		return p, filterRows{}
	}
	grid, ours := p.grid.act(action, v)
	if ours {
		p.grid, p.fresh = grid, false
	}
	return p, nil
}

// open is one step further in: from a role to its attributes, from an attribute to all that is known of it.
func (p panes) open(v *view) request {
	line := p.grid.selected()
	switch {
	case line == nil:
		return nil
	case line.kind == roleLine:
		return openPlace{newRole(p.number, p.title, line, v)}
	case line.kind == attributeLine:
		return openPlace{newAttribute(p.number, p.heading(v), line, v)}
	case line.kind == alikeLine:
		return showMore{line.more}
	case line.kind == outsideLine:
		return leaveFocus{}
	case line.kind == restLine:
		return filterRows{}
	default:
		return nil
	}
}

func (p panes) reach(v *view) int { return p.grid.reach(v) }

func (p panes) click(hit layout.Hit, _ int, v *view) (screen, request) {
	var again bool
	p.grid, again = p.grid.click(hit, v)
	p.fresh = false
	if again {
		return p, p.open(v)
	}
	return p, nil
}

func (p panes) draw(v *view, f *frame.Frame) {
	p.grid.draw(v, f)
	switch {
	case v.loading && p.number > 0:
		v.drawLoads(f, p.number-1)
	case len(p.grid.table.lines) == 0:
		v.drawEmpty(f, p.emptiness(v))
	}
	if line := p.grid.selected(); line != nil {
		v.drawStory(f, v.story(line))
	}
}

// emptiness says why there are no rows.
func (p panes) emptiness(v *view) string {
	switch {
	case v.digest == nil || v.loading:
		return "reading"
	case p.filter != "" && v.focus() != nil && !p.unfocused():
		return "nothing that is in the focus holds “" + text.Clean(p.filter) + "” (esc takes the filter away, f the focus)"
	case p.filter != "":
		return "nothing here holds “" + text.Clean(p.filter) + "” (esc takes the filter away)"
	case p.causeID != "" || p.asked != "" || p.reloaded:
		return "nothing of this is left"
	default:
		return "none in any environment"
	}
}

// drawLoads writes how far each environment is into the lower border of its pane.
func (v *view) drawLoads(f *frame.Frame, tab int) {
	for _, pane := range v.layout.Panes {
		words := " " + text.Truncate(v.tabLoad(pane.Environment, tab).words(), pane.Rect.Width-6) + " "
		f.Over(pane.Rect.X+2, pane.Rect.Bottom()-1, label(words, v.theme.Strong))
	}
}

// drawEmpty writes words where rows would be.
func (v *view) drawEmpty(f *frame.Frame, words string) {
	area := v.layout.Names
	if len(v.layout.Panes) > 0 {
		area = v.layout.Panes[0].Inner
	}
	for i, part := range text.Wrap(words, max(4, area.Width-4)) {
		if i < area.Height {
			f.Over(area.X+2, area.Y+i, label(part, v.theme.Dim))
		}
	}
}

// label is one line of text as a frame.
func label(s string, ink style.Ink) *frame.Frame {
	f := frame.New(text.Width(s), 1)
	f.Line(0).Text(ink, s)
	return f
}

// drawStory writes the words about the selected row.
func (v *view) drawStory(f *frame.Frame, words string) {
	area := v.layout.Story
	if area.Empty() {
		return
	}
	lines := text.Wrap(words, area.Width-2)
	for i, part := range lines {
		if i >= area.Height {
			return
		}
		if i == area.Height-1 && len(lines) > area.Height {
			part = text.Truncate(strings.TrimRight(part, " ")+" "+strings.TrimSpace(lines[i+1]), area.Width-2)
			if !strings.HasSuffix(part, text.Ellipsis) {
				part = text.Truncate(part, area.Width-3) + text.Ellipsis
			}
		}
		f.Line(area.Y+i).Text(style.Ink{}, " ").Text(v.theme.Plain, part)
	}
}
