package filter

import (
	"iter"
	"slices"
	"strings"

	"parity/model"
)

// Separator stands between texts that are kept in one string. It cannot be typed.
const Separator = "\x1f"

// Row is what a query is held against: a row, or one attribute of it. Texts are in lower case.
type Row struct {
	// Names are what the row is called anywhere, apart by [Separator].
	Names string
	// Path is the attribute's, its segments apart by dots; empty for a row as a whole. Hidden says that it is
	// not on the screen, so that only attr:value finds it.
	Path   string
	Hidden bool
	// Values and Facts are those of each environment. A row may have more facts than values. All are values
	// of which it is not told where they are.
	Values []string
	All    string
	Facts  []Facts
}

// Matches says that the filter finds the row.
func (q *Query) Matches(r *Row) bool {
	for i := range q.terms {
		if q.holds(&q.terms[i], r) == q.terms[i].not {
			return false
		}
	}
	return true
}

// Finds says that the filter finds a row by its names and facts, and that nothing which it must not have is
// anywhere in it: in its values, or in one of its attributes, which are asked for only if need be.
func (q *Query) Finds(r *Row, attributes iter.Seq[*Row]) bool {
	named := Row{Names: r.Names, Facts: r.Facts}
	for i := range q.terms {
		t := &q.terms[i]
		switch {
		case !t.not && !q.holds(t, &named), t.not && q.holds(t, r):
			return false
		case t.not && t.kind == keyed && q.valued(t.text, r) && q.heldBy(t, attributes):
			return false
		}
	}
	return true
}

// heldBy says that a term finds one of the attributes. It stands by itself since going through them allocates, which
// Finds must not do for every row.
func (q *Query) heldBy(t *term, attributes iter.Seq[*Row]) bool {
	for attribute := range attributes {
		if q.holds(t, attribute) {
			return true
		}
	}
	return false
}

// Named says that the row's names and facts are all that the filter asks for.
func (q *Query) Named(r *Row) bool {
	named := Row{Names: r.Names, Facts: r.Facts}
	return !slices.ContainsFunc(q.terms, func(t term) bool { return !t.not && !q.holds(&t, &named) })
}

func (q *Query) holds(t *term, r *Row) bool {
	switch t.kind {
	case fact:
		return q.said(t.facts, r)
	case loose:
		return near(r.Names, t.text) || !r.Hidden && near(r.Path, t.text)
	case keyed:
		// A text with a colon in it, such as a URL or sg:NAME, is not always meant as attr:value.
		return q.has(t.whole, r) || r.Path != "" && called(r.Path, t.key) && (t.text == "" || q.valued(t.text, r))
	default:
		return q.has(t.text, r)
	}
}

// said says that one of the facts is there in some environment. That it is the same must be so in all.
func (q *Query) said(facts Facts, r *Row) bool {
	same := Verdict(model.Same)
	if facts != same {
		return q.anywhere(len(r.Facts), func(i int) bool { return r.Facts[i]&facts != 0 })
	}
	return q.anywhere(len(r.Facts), func(i int) bool { return r.Facts[i]&same != 0 }) &&
		!q.anywhere(len(r.Facts), func(i int) bool { return r.Facts[i]&judged&^same != 0 })
}

func (q *Query) has(text string, r *Row) bool {
	return strings.Contains(r.Names, text) || !r.Hidden && strings.Contains(r.Path, text) || q.valued(text, r)
}

func (q *Query) valued(text string, r *Row) bool {
	return r.All != "" && strings.Contains(r.All, text) ||
		q.anywhere(len(r.Values), func(i int) bool { return r.Values[i] != "" && strings.Contains(r.Values[i], text) })
}

// anywhere says that something holds in one of the environments that count.
func (q *Query) anywhere(n int, holds func(int) bool) bool {
	for i := range n {
		bit := uint64(1) << (i % 64)
		if (q.only == 0 || q.only&bit != 0) && q.but&bit == 0 && holds(i) {
			return true
		}
	}
	return false
}

// May says of a row of which only all names and all values are known whether it is worth a closer look.
// What it turns down, [Query.Matches] would, for the row and for each of its attributes; paths are the texts
// of the attributes that are on the screen.
func (q *Query) May(names, values string, paths []string) bool {
	for i := range q.terms {
		t := &q.terms[i]
		if t.not || t.kind == fact {
			continue
		}
		onPath := func(path string) bool { return strings.Contains(path, t.text) }
		switch {
		case t.kind == loose:
			if !near(names, t.text) && !slices.ContainsFunc(paths, func(path string) bool { return near(path, t.text) }) {
				return false
			}
		case t.kind == keyed && t.text == "":
		case strings.Contains(names, t.text), strings.Contains(values, t.text), slices.ContainsFunc(paths, onPath):
		default:
			return false
		}
	}
	return true
}

// Narrows says that whatever the filter finds, the other one, from which it was typed on, finds too.
func (q *Query) Narrows(other *Query) bool {
	elsewhere := q.only != other.only || q.but != other.but
	if elsewhere && other.only|other.but != 0 {
		return false
	}
	for i := range other.terms {
		t := &other.terms[i]
		// Which attribute a row is found by may be another one once there is more to look for: one that lacks what
		// another one has.
		if t.not || elsewhere && t.facts == Verdict(model.Same) {
			return false
		}
		if !slices.ContainsFunc(q.terms, func(mine term) bool { return mine.implies(t) }) {
			return false
		}
	}
	return true
}

func (t *term) implies(other *term) bool {
	switch {
	case t.kind != other.kind || t.not != other.not:
		return false
	case *t == *other:
		return true
	case t.not:
		return false
	case t.kind == fact:
		return t.facts == other.facts || t.facts&^other.facts == 0 && t.facts != Verdict(model.Same)
	case t.kind == plain:
		return strings.Contains(t.text, other.text)
	default:
		return false
	}
}

// called says that an attribute's path, or a segment of it, holds the key or is what its stars and question
// marks stand for.
func called(path, key string) bool {
	if !strings.ContainsAny(key, "*?") {
		return strings.Contains(path, key)
	}
	if globbed(path, key) {
		return true
	}
	for segment := range strings.SplitSeq(path, ".") {
		if globbed(segment, key) {
			return true
		}
	}
	return false
}

// globbed says that a text is what a pattern stands for: * any text, ? one letter.
func globbed(s, pattern string) bool {
	star, again := -1, 0
	i, j := 0, 0
	for i < len(s) {
		switch {
		case j < len(pattern) && pattern[j] == '*':
			star, again = j, i
			j++
		case j < len(pattern) && (pattern[j] == '?' || pattern[j] == s[i]):
			i++
			j++
		case star >= 0:
			again++
			i, j = again, star+1
		default:
			return false
		}
	}
	return strings.Trim(pattern[j:], "*") == ""
}

// Denies says that an attr:value is turned round, so that Finds asks for attributes.
func (q *Query) Denies() bool {
	return slices.ContainsFunc(q.terms, func(t term) bool { return t.kind == keyed && t.not })
}

// Spelled says that every attr:value may be a text with a colon in it that is in these texts.
func (q *Query) Spelled(names, values string) bool {
	for i := range q.terms {
		t := &q.terms[i]
		if t.kind == keyed && !t.not && !strings.Contains(values, t.whole) && !strings.Contains(names, t.whole) {
			return false
		}
	}
	return true
}

// About says that every attr:value that is looked for may be about an attribute.
func (q *Query) About(path string) bool {
	for i := range q.terms {
		if t := &q.terms[i]; t.kind == keyed && !t.not && !called(path, t.key) {
			return false
		}
	}
	return true
}

// Valued says that attributes of which only these facts are known may be found by their values.
func (q *Query) Valued(facts []Facts) bool {
	row, some := Row{Facts: facts}, false
	for i := range q.terms {
		t := &q.terms[i]
		switch {
		case t.kind != fact:
			some = some || !t.not && t.kind != loose
		case q.said(t.facts, &row) == t.not:
			return false
		}
	}
	return some
}

// Plain says that the filter is one text alone, so that what [Query.May] finds is found.
func (q *Query) Plain() bool {
	return len(q.terms) == 1 && q.terms[0].kind == plain && !q.terms[0].not && q.only|q.but == 0
}
