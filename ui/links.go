package ui

import (
	"slices"
	"strings"

	"parity/model"
	"parity/model/counterparts"
	"parity/model/links"
	"parity/model/owner"
	"parity/ui/keys"
	"parity/ui/style"
	"parity/ui/text"
)

// follow is a line of an attribute's page that Enter follows: in words, and where it leads. key finds it again
// when the page is written anew.
type follow struct {
	key, words string
	opens      func(v *view) request
}

// follows writes links under a heading in the left column. Those without a place to lead to are plain text.
func (p *page) follows(heading string, all []follow) {
	if len(all) == 0 {
		return
	}
	for _, f := range all {
		ink := p.theme.Plain
		if f.opens != nil {
			ink = p.theme.Link
		}
		parts := p.long(f.words, p.width-labelCells-2)
		p.lines = append(p.lines, pageLine{written: written{p.label(p.theme.Heading, heading), {ink, parts[0]}}, follow: f})
		heading = ""
		for _, part := range parts[1:] {
			p.add(p.label(ink, ""), piece{ink, part})
		}
	}
	p.blank()
}

// mostLinks is how many links one block lists.
const mostLinks = 60

// leadsTo lists what the attribute refers to; of the whole role, what all its attributes do.
func (p *page) leadsTo() {
	if p.links == nil {
		return
	}
	var all []follow
	for _, link := range p.links.From(p.attribute.row) {
		if !link.Attribute.Under(p.path) && !p.spells(link.Attribute) {
			continue
		}
		f := follow{words: p.target(&link) + p.partOf(&link) + p.where(&link)}
		if p.path.IsZero() {
			f.words += " by " + text.Clean(p.attribute.row.Type.Phrase(link.Attribute))
		}
		if link.To != nil {
			f.key, f.opens = "to "+link.Type+link.Name, func(v *view) request { return v.openRow(link.To, model.Path{}) }
		}
		all = append(all, f)
	}
	p.follows("LEADS TO", shortened(all))
}

// spells says that the line's own path, or that of an element it was replaced by, is the one given.
func (p *page) spells(path model.Path) bool {
	return slices.ContainsFunc(p.cells, func(c model.LineCell) bool {
		return c.Entry != nil && (c.Entry.Attribute == path || c.Entry.Replaces != nil && c.Entry.Replaces.Attribute == path)
	})
}

// usedBy lists who refers to the role, and who refers to those: a parameter group is used by its database, and
// through that by whatever names the database's host.
func (p *page) usedBy() {
	if p.links == nil {
		return
	}
	direct := p.links.Into(p.attribute.row)
	var all []follow
	var users []*model.Row
	for i := range direct {
		all = append(all, p.user(&direct[i], ""))
		if !slices.Contains(users, direct[i].From) {
			users = append(users, direct[i].From)
		}
	}
	if len(users) <= mostThrough {
		for _, user := range users {
			if user.Type == p.attribute.row.Type {
				continue // that a group lets another in is no use of what uses it
			}
			through := ", through " + user.Type.Singular + " " + text.Clean(user.Name)
			for _, link := range p.links.Into(user) {
				if link.From != p.attribute.row && !slices.Contains(users, link.From) {
					all = append(all, p.user(&link, through))
					users = append(users, link.From)
				}
			}
		}
	}
	all = append(all, p.neighbours(users)...)
	p.follows("USED BY", shortened(all))
}

// mostThrough is up to how many users are asked who uses them.
const mostThrough = 8

// user is one who refers to the role.
func (p *page) user(link *links.Link, through string) follow {
	from, attribute := link.From, link.Attribute
	words := p.roleWords(from)
	if !headline(from.Type, attribute) {
		words += " by " + text.Clean(from.Type.Phrase(attribute))
	}
	return follow{
		key: "by " + from.Type.Name + from.Name + attribute.String(), words: words + p.partOf(link) + p.where(link) + through,
		opens: func(v *view) request { return v.openRow(from, attribute) },
	}
}

// neighbours are the roles that a parameter's folder is named after: nothing says that they read it, but people
// name folders so.
func (p *page) neighbours(users []*model.Row) []follow {
	var all []follow
	seen := map[*model.Row]bool{p.attribute.row: true}
	for _, user := range append(slices.Clone(users), p.attribute.row) {
		folder, _, inFolder := strings.Cut(strings.TrimPrefix(user.Name, "/"), "/")
		if !user.Type.Naming.Paths || !inFolder {
			continue
		}
		for _, t := range p.catalog.Types() {
			if !t.Naming.Ordinals {
				continue
			}
			for _, row := range p.digest.rows[t.Name] {
				if seen[row] || slices.Contains(users, row) || !slices.Contains(strings.FieldsFunc(row.Role, apart), folder) {
					continue
				}
				seen[row] = true
				all = append(all, follow{
					key:   "near " + row.Type.Name + row.Name,
					words: "perhaps " + p.roleWords(row) + ", by the name of the folder",
					opens: func(v *view) request { return v.openRow(row, model.Path{}) },
				})
			}
		}
	}
	return all
}

// apart says that a sign stands between the words of a role.
func apart(r rune) bool { return r == '-' || r == '_' || r == '.' || r == ' ' }

// shortened are links without repetitions, the end of a very long list counted.
func shortened(all []follow) []follow {
	seen := map[string]bool{}
	all = slices.DeleteFunc(all, func(f follow) bool {
		again := seen[f.words]
		seen[f.words] = true
		return again
	})
	if n := len(all) - mostLinks; n > 0 {
		all = append(all[:mostLinks:mostLinks], follow{words: thousands(n) + " more"})
	}
	return all
}

// roleWords is a row as a sentence names it: instance role web (3 instances), or a parameter's path alone.
func (p *page) roleWords(row *model.Row) string {
	if row.Type.Naming.Paths {
		return text.Clean(row.Name)
	}
	words := row.Type.Singular + " " + text.Clean(row.Name)
	if n := len(row.Cells[p.baseline].Resources); n > 1 {
		words += " (" + counted(n, "member", "members") + " in " + text.Clean(p.environments[p.baseline].Name) + ")"
	}
	return words
}

// partOf says which part of the role is named, where that is not the role as such.
func (p *page) partOf(link *links.Link) string {
	if link.Part.IsZero() {
		return ""
	}
	return " (its " + text.Clean(link.Part.String()) + ")"
}

// where says in which environments a link is, unless it is in all that have the role, and whose it leads to.
func (p *page) where(link *links.Link) string {
	var names []string
	all := true
	for _, i := range p.order() {
		switch {
		case slices.Contains(link.Environments, i):
			names = append(names, text.Clean(p.environments[i].Name))
		case len(link.From.Cells[i].Resources) > 0:
			all = false
		}
	}
	words := ""
	if !all {
		words = ", in " + listed(names)
	}
	if link.Abroad >= 0 {
		words += " " + p.theme.Signs.Finding + " that of " + text.Clean(p.environments[link.Abroad].Name)
	}
	return words
}

// target is what a link leads to. What is called by nothing but the environment's own words is the one there is.
func (p *page) target(link *links.Link) string {
	kind := model.InWords(link.Type)
	if link.To != nil {
		kind = link.To.Type.Singular
	}
	if link.Name == counterparts.Empty {
		return "the " + text.Clean(kind)
	}
	return text.Clean(kind + " " + link.Name)
}

// owners tell what made the resources and keeps them as they are.
func (p *page) owners() {
	var told []string
	owned := map[string][]string{}
	for _, i := range p.order() {
		var ours []string
		for _, r := range p.attribute.row.Cells[i].Resources {
			o := owner.Of(r)
			if words := text.Clean(o.String()); !o.IsZero() && !slices.Contains(ours, words) {
				ours = append(ours, words)
			}
		}
		words := clipped(ours, 3)
		if len(ours) > 0 && owned[words] == nil {
			told = append(told, words)
		}
		owned[words] = append(owned[words], text.Clean(p.environments[i].Name))
	}
	for i, words := range told {
		told[i] = listed(owned[words]) + ": " + words
	}
	p.block("OWNER", told)
}

// openRow opens a role with the cursor on one of its attributes; where the name stands for the attribute, a
// parameter's value, that in full.
func (v *view) openRow(row *model.Row, path model.Path) request {
	at := v.digest.tabOf(row.Type)
	if at < 0 {
		return nil
	}
	l := line{of: row.Type, row: row, path: path}
	if row.Type.Naming.Paths && len(row.Type.Headline) > 0 && (path.IsZero() || headline(row.Type, path)) {
		l.path = row.Type.Headline[0]
		return openPlace{newAttribute(at+1, heading{trail: []string{v.tabs[at].Title}}, &l, v)}
	}
	return openPlace{newRole(at+1, v.tabs[at].Title, &l, v)}
}

// members are the names of the resources that play the role in an environment.
func (p *page) members(i int) (string, style.Ink) {
	if words := p.absence(p.attribute.row, i); words != "" {
		return words, p.theme.Dim
	}
	return membersUpTo(&p.attribute.row.Cells[i], mostMembers), p.theme.Plain
}

// ids are theirs, where AWS's ids are not the names.
func (p *page) ids(i int) (string, style.Ink) {
	var ids []string
	for _, r := range p.attribute.row.Cells[i].Resources {
		if r.ID != r.Name {
			ids = append(ids, text.Clean(r.ID))
		}
	}
	return clipped(ids, mostMembers), p.theme.Dim
}

// mostMembers is how many members are named.
const mostMembers = 12

// chosen is the place of the link the cursor is on, of those in sight; -1 where none is.
func (a *attribute) chosen(lines []pageLine, height int) int {
	first := -1
	for at := a.top; at < min(len(lines), a.top+height); at++ {
		switch {
		case lines[at].follow.opens == nil:
		case lines[at].follow.key == a.link:
			return at
		case first < 0:
			first = at
		}
	}
	return first
}

// step moves the cursor to the next link in sight, or where there is none the page by a line.
func (a attribute) step(by int, lines []pageLine, height int) attribute {
	at := a.chosen(lines, height)
	if at < 0 && by < 0 {
		at = min(len(lines), a.top+height)
	}
	for next := at + by; at >= 0 && next >= a.top && next < min(len(lines), a.top+height); next += by {
		if lines[next].follow.opens != nil {
			a.link = lines[next].follow.key
			return a
		}
	}
	a.top = min(max(0, a.top+by), max(0, len(lines)-height))
	edge := a.top
	if by > 0 {
		edge = a.top + height - 1
	}
	if edge >= 0 && edge < len(lines) && lines[edge].follow.opens != nil {
		a.link = lines[edge].follow.key
	}
	return a
}

// open follows the link the cursor is on.
func (a attribute) open(v *view) request {
	lines := a.write(v)
	if at := a.chosen(lines, v.layout.Body.Height); at >= 0 {
		return lines[at].follow.opens(v)
	}
	return nil
}

// scrolled are the keys that move the page as a whole, by how far.
func scrolled(action keys.Action, height int) int {
	switch action {
	case keys.HalfUp:
		return -height / 2
	case keys.HalfDown:
		return height / 2
	case keys.PageUp:
		return 1 - height
	case keys.PageDown:
		return height - 1
	default:
		return 0
	}
}
