package ui

import (
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"

	"parity/model"
	"parity/ui/filter"
)

// search is what a filter finds in the rows of some types. A screen keeps it from key to key: a filter that
// goes on from the one before looks only at what that one found.
type search struct {
	typed  string
	query  *filter.Query
	digest *digest
	// masked says that values are not on the screen, and so are not found.
	masked bool
	// found are the places of the rows of each type.
	found map[string][]int32

	// about says of each field of the type that is searched in whether an attr:value may be about it.
	about []bool
	// whole and values are used again from row to row.
	whole  filter.Row
	values []string
}

// on is the search for what is typed now.
func (s search) on(v *view, typed string, types []*model.Type) search {
	if typed == "" || v.digest == nil {
		return search{}
	}
	if s.typed == typed && s.digest == v.digest && s.masked == v.sight.masked {
		return s
	}
	next := search{
		typed: typed, query: filter.Compile(typed, v.names()), digest: v.digest, masked: v.sight.masked,
		found: map[string][]int32{}, values: make([]string, len(v.environments)),
	}
	further := s.query != nil && s.digest == next.digest && s.masked == next.masked && next.query.Narrows(s.query)
	for _, t := range types {
		texts := next.digest.textsOf(t)
		candidates, known := s.found[t.Name]
		if !further || !known {
			candidates = upTo(len(texts.rows))
		}
		next.about = make([]bool, len(texts.fields))
		for i := range texts.fields {
			next.about[i] = next.query.About(texts.fields[i].path)
		}
		if found := next.among(texts, candidates); len(found) > 0 {
			next.found[t.Name] = found
		}
	}
	return next
}

// fewRows are searched as fast by one as by many at once.
const fewRows = 4096

// among are those of the candidates that the filter finds, in their order. Many are searched in parts at once, as
// many as there are processors.
func (s *search) among(t *texts, candidates []int32) []int32 {
	if len(candidates) <= fewRows {
		return s.through(t, candidates)
	}
	size := (len(candidates)-1)/runtime.GOMAXPROCS(0) + 1
	var parts [][]int32
	var searching sync.WaitGroup
	for part := range slices.Chunk(candidates, size) {
		parts = append(parts, part)
	}
	for i, part := range parts {
		searching.Go(func() {
			own := *s
			own.values = make([]string, len(s.values))
			parts[i] = own.through(t, part)
		})
	}
	searching.Wait()
	return slices.Concat(parts...)
}

func (s *search) through(t *texts, candidates []int32) []int32 {
	var found []int32
	for _, i := range candidates {
		if s.finds(t, int(i)) {
			found = append(found, i)
		}
	}
	return found
}

func upTo(n int) []int32 {
	all := make([]int32, n)
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

// names are those of the environments.
func (w *world) names() []string {
	names := make([]string, len(w.environments))
	for i := range names {
		names[i] = w.environments[i].Name
	}
	return names
}

// rows are those of a type that were found.
func (s *search) rows(t *model.Type) []*model.Row {
	found := make([]*model.Row, len(s.found[t.Name]))
	for i, at := range s.found[t.Name] {
		found[i] = s.digest.rows[t.Name][at]
	}
	return found
}

// marked says of each place among the rows of a type whether it was found.
func (s *search) marked(t *model.Type) []bool {
	found := make([]bool, len(s.digest.rows[t.Name]))
	for _, i := range s.found[t.Name] {
		found[i] = true
	}
	return found
}

// finds says that the filter finds a row: by its names, or by one of its attributes.
func (s *search) finds(t *texts, i int) bool {
	if !s.query.May(t.names[i], s.valuesOf(t, i), t.paths[i]) {
		return false
	}
	return s.query.Plain() || s.named(t, i) || s.differs(t, i) || s.holds(t, i)
}

// named says that the names of a row, and what is said of it, are all that is looked for.
func (s *search) named(t *texts, i int) bool {
	s.whole = filter.Row{Names: t.names[i], Facts: t.facts[i], All: s.valuesOf(t, i)}
	var all iter.Seq[*filter.Row]
	if s.query.Denies() {
		all = s.segments(t, i, nil)
	}
	return s.query.Finds(&s.whole, all)
}

func (s *search) valuesOf(t *texts, i int) string {
	if s.masked {
		return ""
	}
	return t.values[i]
}

// differs says that one of the attributes in which a row differs is found.
func (s *search) differs(t *texts, i int) bool {
	if len(t.paths[i]) == 0 {
		return false
	}
	row := t.rows[i]
	return slices.ContainsFunc(differences(s.digest.Comparison, row, row.Entries), func(d difference) bool {
		l := attributeOf(row, d, 0)
		return s.query.Matches(s.line(t.names[i], &l))
	})
}

// holds says that one of the other attributes of a row is found, of which is said what is said of the row.
func (s *search) holds(t *texts, i int) bool {
	if s.masked || !s.query.Valued(t.facts[i]) {
		return false
	}
	about := s.about
	if s.query.Spelled(t.names[i], t.values[i]) {
		about = nil
	}
	for attribute := range s.segments(t, i, about) {
		if attribute.Facts = t.facts[i]; s.query.Matches(attribute) {
			return true
		}
	}
	return false
}

// segments are the values of a row, each once, of those fields that it may be about.
func (s *search) segments(t *texts, i int, about []bool) iter.Seq[*filter.Row] {
	return func(yield func(*filter.Row) bool) {
		unit := filter.Row{Names: t.names[i], Hidden: true, Values: s.values[:len(t.facts[i])]}
		for segment := range strings.SplitSeq(s.valuesOf(t, i), filter.Separator) {
			if segment == "" {
				continue
			}
			where, number := stamp(segment)
			if about != nil && !about[number] {
				continue
			}
			unit.Path = t.fields[number].path
			for at := range unit.Values {
				unit.Values[at] = ""
				if where&place(at) != 0 {
					unit.Values[at] = segment[stampSize:]
				}
			}
			if !yield(&unit) {
				return
			}
		}
	}
}

// row is a row as far as its names and what is said of it go.
func (s *search) row(row *model.Row, names string) *filter.Row {
	whole := &filter.Row{Names: names, Facts: make([]filter.Facts, len(row.Cells))}
	for i := range row.Cells {
		whole.Facts[i] = s.digest.cellFacts(row, i)
	}
	return whole
}

// line is a line about an attribute as the filter sees it. names are those of its row.
func (s *search) line(names string, l *line) *filter.Row {
	unit := &filter.Row{
		Names: names, Path: filter.Lower(l.path.String()),
		Values: make([]string, len(l.cells)), Facts: make([]filter.Facts, len(l.cells)),
	}
	for i := range l.cells {
		c := &l.cells[i]
		if !s.masked {
			element := l.element(c)
			shown := shownSide(c.Side, element)
			if written := shownSide(raw(c.Side), element); written != shown {
				shown += filter.Separator + written
			}
			unit.Values[i] = filter.Lower(shown)
		}
		unit.Facts[i] = s.lineFacts(c, i)
	}
	return unit
}

func (s *search) lineFacts(c *model.LineCell, environment int) filter.Facts {
	var facts filter.Facts
	if !absent(c.Side) {
		facts |= filter.Present
	}
	if c.Entry != nil {
		facts |= filter.Findings(findingsOf(c.Entry)) | filter.Verdict(c.Entry.Verdict)
	}
	if environment != s.digest.Baseline || c.Entry != nil {
		facts |= filter.Verdict(c.Verdict)
	}
	return facts
}
