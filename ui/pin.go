package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/counterparts"
	"parity/ui/text"
)

// rowed is a screen with a cursor on roles.
type rowed interface {
	screen
	rowHere() *model.Row
}

func (p panes) rowHere() *model.Row { return rowUnder(p.grid.selected()) }

func (r role) rowHere() *model.Row { return r.row }

func (e explorer) rowHere() *model.Row {
	if l := e.selected(); l != nil {
		return l.Node.Row
	}
	return nil
}

func rowUnder(l *line) *model.Row {
	if l == nil {
		return nil
	}
	return l.row
}

// pin marks a role, and with a second one proposes that the two are one.
func (p program) pin() (program, tea.Cmd) {
	here, ok := p.here().(rowed)
	if !ok || p.options.Explainer == nil || p.world.digest == nil {
		return p, nil
	}
	row := here.rowHere()
	if p.world.alone() {
		p.notice = p.stays()
		return p, nil
	}
	if row == nil {
		p.notice = "nothing stands in this line that could be one with another"
		return p, nil
	}
	first := p.explained.pinned
	p.explained.pinned = nil
	switch {
	case first == nil:
		name := nameOf(row)
		p.explained.pinned = &name
		p.notice = "p on another " + row.Type.Singular + " makes it one with " + row.Name + "; p here again forgets it"
		return p, nil
	case *first == nameOf(row):
		p.notice = "forgotten"
		return p, nil
	case first.typeName != row.Type.Name:
		p.notice = first.name + " is no " + row.Type.Singular + ": only two of one type play one role"
		return p, nil
	}
	other := p.world.digest.row(first.typeName, first.name)
	if other == nil {
		p.notice = first.name + " is gone"
		return p, nil
	}
	v := p.view()
	made, refused := v.pinning(other, row)
	if refused != "" {
		p.notice = refused
		return p, nil
	}
	s := v.subjectOf(other.Name+" and "+row.Name, slices.Concat(other.Entries, row.Entries))
	s.cause = nil
	return p.proposing(explain{number: p.here().tab(), subject: s, offers: []offer{made}, of: v.digest})
}

// pinning is the offer that two roles are one, or why they cannot be.
func (v *view) pinning(a, b *model.Row) (o offer, refused string) {
	if a.Cells[v.baseline].State == model.Empty && b.Cells[v.baseline].State != model.Empty {
		a, b = b, a
	}
	pin := counterparts.Pin{Type: a.Type.Name, Role: a.Role, Members: map[string]string{}}
	for i := range v.environments {
		environment := v.environments[i].Name
		mine, theirs := len(a.Cells[i].Resources), len(b.Cells[i].Resources)
		cell := &b.Cells[i]
		switch {
		case mine > 0 && theirs > 0:
			return o, environment + " has both " + a.Name + " and " + b.Name + ": they are two, and no pin makes them one"
		case mine > 0 && i == v.baseline:
			cell = &a.Cells[i]
		case theirs == 0:
			continue
		}
		member := memberOf(cell)
		if member == "" {
			return o, "several of " + environment + " play one role there under different names; pin them by hand, under counterparts:"
		}
		pin.Members[environment] = member
	}
	return offer{
		words: "they are one under two names", says: Pin{pin}, pairs: true,
		note:   text.Clean(b.Name + " plays " + a.Role),
		covers: func(e *model.Entry) bool { return e.Attribute.IsZero() && (e.Row == a || e.Row == b) },
	}, ""
}

// memberOf is the name, or without one the id, that a pin calls a cell by; empty where one does not do.
func memberOf(c *model.Cell) string {
	if len(c.Resources) == 1 && c.Resources[0].Name == "" {
		return c.Resources[0].ID
	}
	name := c.Resources[0].Name
	if slices.ContainsFunc(c.Resources, func(r *model.Resource) bool { return r.Name != name }) {
		return ""
	}
	return name
}

// probably is the offer that what stands on one side alone is another's counterpart, where a pair is probable.
func (v *view) probably(s subject) (offer, bool) {
	e := s.entries[0]
	if len(s.entries) > 1 || e.Row == nil || !e.Attribute.IsZero() {
		return offer{}, false
	}
	for _, pair := range v.digest.Probable {
		if pair.Type != e.Type || pair.Environment != e.Environment || pair.Role != e.Name && pair.BaselineRole != e.Name {
			continue
		}
		a, b := v.digest.roleOf(pair.Type, pair.BaselineRole), v.digest.roleOf(pair.Type, pair.Role)
		if a == nil || b == nil {
			continue
		}
		if o, refused := v.pinning(a, b); refused == "" {
			o.note += ": " + text.Clean(pair.Why)
			return o, true
		}
	}
	return offer{}, false
}

// roleOf is the row of a role.
func (d *digest) roleOf(t *model.Type, role string) *model.Row {
	for _, row := range d.rows[t.Name] {
		if row.Role == role {
			return row
		}
	}
	return nil
}

// mostApart is how many of those that an ambiguous role has in one environment are offered.
const mostApart = 9

// apart are the offers for a role that several play who are no replicas: one of them plays another. None where
// the row is not ambiguous.
func (v *view) apart(row *model.Row) []offer {
	var offers []offer
	for i := range row.Cells {
		if row.Cells[i].State != model.Ambiguous {
			continue
		}
		environment := v.environments[i].Name
		for _, r := range row.Cells[i].Resources[:min(mostApart, len(row.Cells[i].Resources))] {
			role := r.Name
			if role == "" || role == row.Role || slices.ContainsFunc(row.Cells[i].Resources, func(o *model.Resource) bool { return o != r && o.Name == role }) {
				role = r.ID
			}
			offers = append(offers, offer{
				words: text.Clean(role + " is something else"), pairs: true,
				note: text.Clean("in " + environment + " it plays a role of its own, the rest plays " + row.Role),
				says: Pin{counterparts.Pin{
					Type: row.Type.Name, Role: role, Members: map[string]string{environment: r.ID},
				}},
				covers: func(*model.Entry) bool { return false },
			})
		}
	}
	return offers
}
