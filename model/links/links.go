// Package links tells what refers to what: references, and the ids, ARNs, hosts and addresses that stand in
// values, as far as the index of counterparts knows whose they are.
package links

import (
	"net/netip"
	"slices"

	"parity/model"
	"parity/model/counterparts"
)

// Link is one row's reference to another, in one attribute.
type Link struct {
	// From is the row that refers, Attribute the attribute in which it does.
	From      *model.Row
	Attribute model.Path
	// To is the row it leads to; nil where that is not compared itself. Type and Name tell what it is then.
	To         *model.Row
	Type, Name string
	// Part is the attribute of To that is named, such as an endpoint; zero where it is the id.
	Part model.Path
	// Environments are the indices of those in which it refers, in their order.
	Environments []int
	// Abroad is the index of the environment whose it is, where that is another than the one that refers;
	// -1 else.
	Abroad int
}

// Links is who refers to whom in one comparison.
type Links struct {
	paired *counterparts.Paired
	rows   map[rowKey]*model.Row
	into   map[*model.Row][]Link
}

type rowKey struct {
	typeName, role string
}

// Find goes through all rows once, so that asking who refers to one costs nothing.
func Find(paired *counterparts.Paired, rows []*model.Row) *Links {
	l := &Links{paired: paired, rows: make(map[rowKey]*model.Row, len(rows)), into: map[*model.Row][]Link{}}
	for _, row := range rows {
		l.rows[rowKey{row.Type.Name, row.Role}] = row
	}
	f := finder{links: l}
	for _, row := range rows {
		for _, link := range f.row(row) {
			if link.To != nil {
				l.into[link.To] = append(l.into[link.To], link)
			}
		}
	}
	return l
}

// Into lists who refers to a row, in the order of their rows and attributes.
func (l *Links) Into(row *model.Row) []Link { return l.into[row] }

// From lists what a row refers to, in the order of its attributes.
func (l *Links) From(row *model.Row) []Link {
	f := finder{links: l}
	return slices.Clone(f.row(row))
}

// finder finds the links of one row after the other, reusing its memory.
type finder struct {
	links   *Links
	spelled []counterparts.Spelled
	found   []Link
}

// row are the links of a row; they hold until the next one is asked for.
func (f *finder) row(row *model.Row) []Link {
	f.found = f.found[:0]
	for environment := range row.Cells {
		for _, r := range row.Cells[environment].Resources {
			f.spelled = f.links.paired.Spell(f.spelled, environment, r)
			for i := range f.spelled {
				f.attribute(row, environment, r, &f.spelled[i])
			}
		}
	}
	if len(f.found) > 1 {
		slices.SortStableFunc(f.found, func(a, b Link) int { return a.Attribute.Compare(b.Attribute) })
	}
	return f.found
}

func (f *finder) attribute(row *model.Row, environment int, r *model.Resource, s *counterparts.Spelled) {
	for named := range names(row.Type, r, s) {
		owner, known := f.links.paired.Index.In(environment, named.id, named.typeName)
		abroad := -1
		if !known {
			if owner, known = f.links.paired.Index.Elsewhere(environment, named.id); !known || isAddress(named.id) {
				continue
			}
			abroad = owner.Environment
		}
		link := Link{
			From: row, Attribute: s.Path, To: f.links.rows[rowKey{owner.Type, owner.Role}],
			Type: owner.Type, Name: owner.Role, Part: owner.Part, Abroad: abroad,
		}
		if link.To != row || abroad >= 0 {
			f.add(&link, environment)
		}
	}
}

// isAddress says that an id is an IP address, which tells nothing of whose it is outside its own network.
func isAddress(id string) bool {
	_, err := netip.ParseAddr(id)
	return err == nil
}

// add enters a link, or one more environment of a link that is there.
func (f *finder) add(link *Link, environment int) {
	for i := range f.found {
		known := &f.found[i]
		if known.Attribute == link.Attribute && known.To == link.To && known.Type == link.Type && known.Name == link.Name &&
			known.Part == link.Part && known.Abroad == link.Abroad {
			if !slices.Contains(known.Environments, environment) {
				known.Environments = append(known.Environments, environment)
			}
			return
		}
	}
	link.Environments = []int{environment}
	f.found = append(f.found, *link)
}
