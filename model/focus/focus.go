// Package focus finds what an incident is about: every row that is called so, and what is one reference away from
// it. What breaks is seldom what was changed, but it is seldom far from it either.
package focus

import (
	"slices"
	"strings"

	"parity/model"
	"parity/model/links"
)

// Set is what a word is about. A nil set is about everything.
type Set struct {
	// Word is what was asked for.
	Word string
	// distances are those of the rows that are in it.
	distances map[rowKey]int
}

// rowKey tells a row, of which every explanation of a comparison makes a copy.
type rowKey struct{ typeName, name string }

// The distances from a word.
const (
	// Named: a name, role, path, id or tag holds the word.
	Named = iota
	// Near: it refers to one that is named, or one that is named refers to it.
	Near
	// Outside: all else.
	Outside
)

// On finds what a word is about among rows. Whatever case it is written in, it may be a part of a name. Without
// links only what is named is found.
func On(all *links.Links, rows []*model.Row, word string) *Set {
	s := &Set{Word: word, distances: map[rowKey]int{}}
	word = strings.ToLower(strings.TrimSpace(word))
	if word == "" {
		return s
	}
	var named []*model.Row
	for _, row := range rows {
		if called(row, word) {
			named = append(named, row)
			s.distances[keyOf(row)] = Named
		}
	}
	if all == nil {
		return s
	}
	for _, row := range named {
		for _, link := range all.Into(row) {
			s.near(link.From)
		}
		for _, link := range all.From(row) {
			s.near(link.To)
		}
	}
	return s
}

func (s *Set) near(row *model.Row) {
	if row == nil {
		return
	}
	if _, known := s.distances[keyOf(row)]; !known {
		s.distances[keyOf(row)] = Near
	}
}

func keyOf(row *model.Row) rowKey { return rowKey{row.Type.Name, row.Name} }

// called says that a row or one of its resources is called so.
func called(row *model.Row, word string) bool {
	if holds(row.Name, word) || holds(row.Role, word) {
		return true
	}
	for i := range row.Cells {
		if slices.ContainsFunc(row.Cells[i].Resources, func(r *model.Resource) bool { return resourceCalled(r, word) }) {
			return true
		}
	}
	return false
}

func resourceCalled(r *model.Resource, word string) bool {
	if holds(r.Name, word) || holds(r.ID, word) {
		return true
	}
	for i := range r.Attributes {
		a := &r.Attributes[i]
		if a.Path.First() != "Tags" || a.Path.Len() != 2 {
			continue
		}
		// What is masked is found by nobody: it could be guessed letter by letter.
		if holds(a.Path.Last(), word) || a.Value.Kind() == model.Text && holds(a.Value.Text(), word) {
			return true
		}
	}
	return false
}

func holds(name, word string) bool { return strings.Contains(strings.ToLower(name), word) }

// Distance is how far a row is from the word. Without a focus everything is in it.
func (s *Set) Distance(row *model.Row) int {
	if s == nil {
		return Named
	}
	if row == nil {
		return Outside
	}
	if distance, in := s.distances[keyOf(row)]; in {
		return distance
	}
	return Outside
}

// Holds says that a row is in the focus.
func (s *Set) Holds(row *model.Row) bool { return s.Distance(row) < Outside }

// Len is how many rows are in it.
func (s *Set) Len() int {
	if s == nil {
		return 0
	}
	return len(s.distances)
}
