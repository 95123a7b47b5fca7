package ui

import (
	"slices"

	"parity/model"
	"parity/ui/filter"
)

const (
	// mostFound is how many rows of what is found are listed: nobody reads more, they narrow the filter.
	mostFound = 500
	// mostPeeks is how many rows are compared again to show attributes in which they do not differ.
	mostPeeks = 50
)

// foundOf are the rows of a type that the filter finds, of these, as far as they are listed.
func (b *builder) foundOf(t *model.Type, rows []*model.Row) []*model.Row {
	found := b.search.rows(t)
	if b.cause != nil {
		found = slices.DeleteFunc(found, b.besides)
	}
	found = b.inFocus(found)
	b.all += len(rows)
	listed := found[:min(len(found), mostFound-b.listed)]
	b.listed += len(listed)
	b.unlisted += len(found) - len(listed)
	return listed
}

// foundRow adds a row that the filter finds, with those of its attributes that it finds.
func (b *builder) foundRow(row *model.Row, depth int) {
	role, attributes := b.lay(row, depth)
	names := namesOf(row)
	whole := b.search.row(row, names)
	named := b.search.query.Named(whole)
	attributes = slices.DeleteFunc(attributes, func(l line) bool {
		// What differs by words alone is not told because of its role's name.
		return named && !l.listed() || !b.search.query.Matches(b.search.line(names, &l))
	})
	if len(attributes) == 0 && !named && b.peeks < mostPeeks {
		b.peeks++
		attributes = b.peek(row, whole, depth+1)
	}
	b.put(role, attributes)
}

// peek are the attributes the filter finds among those that do not differ.
func (b *builder) peek(row *model.Row, whole *filter.Row, depth int) []line {
	var found []line
	for _, attribute := range b.digest.lines(row) {
		l := attributeOf(row, difference{attribute.Attribute, attribute.Cells}, depth)
		unit := b.search.line(whole.Names, &l)
		unit.Hidden, unit.Facts = true, whole.Facts
		if b.search.query.Matches(unit) {
			found = append(found, l)
		}
	}
	return found
}

// restLine counts what is found and not listed.
func (b *builder) restLine() {
	if b.unlisted > 0 {
		words := counted(b.unlisted, "more row is found", "more rows are found")
		b.lines = append(b.lines, line{lineKey: lineKey{kind: restLine}, text: words})
	}
}
