package counterparts

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"unicode"

	"parity/model"
)

// Probable offers pairs among the leftovers of each environment and the baseline: resources that stand on one side
// alone, and whose names and attributes are close. It never pairs them: that takes a pin. Leftovers meet only
// where they share a rare piece of their names, so that many of them are not many times many.
func (p *Paired) Probable(baseline int) []model.ProbablePair {
	var pairs []model.ProbablePair
	for _, t := range p.Catalog.Types() {
		rows := p.rowsOf(t)
		for i := range p.Inventories {
			if i != baseline {
				pairs = append(pairs, newProspect(p, t, rows, i, baseline).pairs()...)
			}
		}
	}
	return pairs
}

func (p *Paired) rowsOf(t *model.Type) []*model.Row {
	start := slices.IndexFunc(p.Rows, func(r *model.Row) bool { return r.Type == t })
	if start < 0 {
		return nil
	}
	end := start
	for end < len(p.Rows) && p.Rows[end].Type == t {
		end++
	}
	return p.Rows[start:end]
}

// prospect looks for pairs among the leftovers of one type, in one environment and the baseline.
type prospect struct {
	paired                *Paired
	of                    *model.Type
	environment, baseline int
	mine, base            []*leftover
	// byPiece is PIECE → the places in base of those whose names have it.
	byPiece map[string][]int32
	common  commonness
	// pieces and weights are scratch memory.
	pieces  []string
	weights []candidate
}

// leftover is a row that one of the two has alone.
type leftover struct {
	row *model.Row
	// name is the role without case and delimiters; the rest is made where it is looked at.
	name   string
	grams  []uint64
	traits []uint64
}

// candidate is a leftover of the baseline, by its place, and how much of the name it shares.
type candidate struct {
	at     int32
	weight float64
}

// The limits that keep the search in proportion: a piece of a name that more leftovers have tells nothing, and
// only so many candidates are looked at closely.
const (
	mostHolders    = 32
	mostCandidates = 8
	// Below these a pair is no more than a coincidence.
	leastAlike = 0.62
	leastName  = 0.45
	// A second candidate that is nearly as close makes both a guess.
	margin = 0.04
)

func newProspect(p *Paired, t *model.Type, rows []*model.Row, environment, baseline int) *prospect {
	s := &prospect{paired: p, of: t, environment: environment, baseline: baseline}
	for _, row := range rows {
		a, b := &row.Cells[environment], &row.Cells[baseline]
		switch {
		case a.State == model.Present && b.State == model.Empty:
			s.mine = append(s.mine, &leftover{row: row})
		case a.State == model.Empty && b.State == model.Present:
			s.base = append(s.base, &leftover{row: row})
		}
	}
	return s
}

func (s *prospect) pairs() []model.ProbablePair {
	if len(s.mine) == 0 || len(s.base) == 0 {
		return nil
	}
	s.byPiece = map[string][]int32{}
	for i, l := range s.base {
		for _, piece := range s.piecesOf(l) {
			if holders := s.byPiece[piece]; len(holders) <= mostHolders {
				s.byPiece[piece] = append(holders, int32(i))
			}
		}
	}
	best := make([]match, len(s.mine))
	claims := map[int]*claim{}
	for i, l := range s.mine {
		if best[i] = s.bestOf(l); best[i].at >= 0 {
			if claims[best[i].at] == nil {
				claims[best[i].at] = &claim{}
			}
			claims[best[i].at].add(i, best[i].score)
		}
	}
	var pairs []model.ProbablePair
	for at, c := range claims {
		if c.first-c.second < margin {
			continue // two want it: which of them is a guess
		}
		i := c.by
		pairs = append(pairs, model.ProbablePair{
			Type: s.of, Environment: s.paired.Inventories[s.environment].Environment.Name,
			Role: s.mine[i].row.Role, BaselineRole: s.base[at].row.Role, Why: best[i].why,
		})
	}
	slices.SortFunc(pairs, func(a, b model.ProbablePair) int { return cmp.Compare(a.Role, b.Role) })
	return pairs
}

// claim is who of several leftovers is closest to one of the baseline's, and how close the two closest are.
type claim struct {
	by            int
	first, second float64
}

func (c *claim) add(by int, score float64) {
	if score > c.first {
		c.by, c.first, c.second = by, score, c.first
		return
	}
	c.second = max(c.second, score)
}

// match is the candidate of the baseline's that a leftover is closest to; at is -1 where there is none.
type match struct {
	at    int
	score float64
	why   string
}

func (s *prospect) bestOf(l *leftover) match {
	best, second := match{at: -1}, 0.0
	for _, c := range s.candidates(l) {
		m := s.compare(l, s.base[c.at])
		m.at = int(c.at)
		if m.score > best.score {
			best, second = m, best.score
		} else {
			second = max(second, m.score)
		}
	}
	if best.score < leastAlike || best.score-second < margin {
		return match{at: -1}
	}
	return best
}

// candidates are the leftovers of the baseline that share the most and rarest pieces of the name.
func (s *prospect) candidates(l *leftover) []candidate {
	list := s.weights[:0]
	for _, piece := range s.piecesOf(l) {
		holders := s.byPiece[piece]
		if len(holders) > mostHolders {
			continue
		}
		for _, at := range holders {
			if i := slices.IndexFunc(list, func(c candidate) bool { return c.at == at }); i >= 0 {
				list[i].weight += 1 / float64(len(holders))
			} else {
				list = append(list, candidate{at, 1 / float64(len(holders))})
			}
		}
	}
	s.weights = list
	slices.SortFunc(list, func(a, b candidate) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.at, b.at)) })
	return list[:min(len(list), mostCandidates)]
}

// compare weighs names against attributes. What many resources have in common tells little.
func (s *prospect) compare(a, b *leftover) match {
	if a.name == b.name { // both were squeezed when their pieces were made
		return match{score: 1, why: "the names differ in spelling alone"}
	}
	for _, l := range []*leftover{a, b} {
		if l.grams == nil {
			l.grams = grams(l.name)
		}
	}
	name := dice(a.grams, b.grams)
	if name < leastName {
		return match{}
	}
	if s.common == nil {
		s.common = s.weigh()
	}
	s.know(a, s.environment)
	s.know(b, s.baseline)
	alike, of, weight, all := s.common.alike(a.traits, b.traits)
	if all == 0 {
		return match{}
	}
	return match{
		score: 0.4*name + 0.6*weight/all,
		why:   fmt.Sprintf("the names are close, and %d of %d attributes alike", alike, of),
	}
}

// know reads what tells a leftover apart: its judged attributes without the environment's own words.
func (s *prospect) know(l *leftover, environment int) {
	if l.traits == nil {
		l.traits = s.traitsOf(l.row.Cells[environment].Resources[0], environment)
	}
}

func (s *prospect) traitsOf(r *model.Resource, environment int) []uint64 {
	traits := make([]uint64, 0, len(r.Attributes))
	for _, a := range s.paired.Spell(nil, environment, r) {
		field := s.of.FieldOf(a.Raw, r)
		if !field.Class.Judged() || a.Path.First() == "Tags" && a.Path.Last() == "Name" {
			continue
		}
		text := a.Value.Text()
		if _, secret := a.Value.Secret(); secret {
			text = "" // what it is tells nothing that may be told
		}
		if field.Class == model.Reference {
			if owner, ok := s.paired.Index.In(environment, text, field.Target); ok {
				text = owner.Role
			}
		} else if !field.Verbatim {
			text = s.paired.Vocabulary.Key(environment, text)
		}
		traits = append(traits, traitOf(a.Path, text))
	}
	slices.Sort(traits)
	return traits
}

// traitOf is one attribute in a number, the same in every run.
func traitOf(path model.Path, text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(path.String()))
	h.Write([]byte{0})
	h.Write([]byte(text))
	return h.Sum64()
}

// commonness counts, in few buckets, how many leftovers have a trait: two that share a bucket look commoner than
// they are, which only makes a pair less probable.
type commonness []uint32

const buckets = 1 << 16

// mostCounted is how many leftovers of either side are counted: the common is common among those, too.
const mostCounted = 2000

func (s *prospect) weigh() commonness {
	c := make(commonness, buckets)
	count := func(list []*leftover, environment int) {
		step := 1 + len(list)/mostCounted
		for i := 0; i < len(list); i += step {
			s.know(list[i], environment)
			c.count(list[i].traits)
		}
	}
	count(s.mine, s.environment)
	count(s.base, s.baseline)
	return c
}

func (c commonness) count(traits []uint64) {
	for _, t := range traits {
		c[t%buckets]++
	}
}

func (c commonness) weight(trait uint64) float64 {
	return 1 / (1 + math.Log2(float64(max(1, c[trait%buckets]))))
}

// alike says how many traits two have in common, of how many the one with more has, and what they weigh.
func (c commonness) alike(a, b []uint64) (alike, of int, weight, all float64) {
	of = max(len(a), len(b))
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			all += c.weight(a[i]) / 2
			i++
		case i == len(a) || a[i] > b[j]:
			all += c.weight(b[j]) / 2
			j++
		default:
			w := c.weight(a[i])
			alike, weight, all = alike+1, weight+w, all+w
			i, j = i+1, j+1
		}
	}
	return alike, of, weight, all
}

// piecesOf are the words of a name, their beginnings, so that order finds orders, and the name as a whole.
func (s *prospect) piecesOf(l *leftover) []string {
	l.name = squeezed(l.row.Role)
	out := append(s.pieces[:0], l.name)
	const beginning = 4
	for word := range strings.FieldsFuncSeq(strings.ToLower(l.row.Role), delimiter) {
		if out = append(out, word); len(word) > beginning {
			out = append(out, word[:beginning])
		}
	}
	s.pieces = out
	slices.Sort(out)
	return slices.Compact(out)
}

func delimiter(r rune) bool { return strings.ContainsRune("-_./: ", r) }

// squeezed is a name without case and delimiters.
func squeezed(name string) string {
	return strings.Map(func(r rune) rune {
		if delimiter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// grams are the runs of three characters of a name, in order.
func grams(name string) []uint64 {
	const width = 3
	name = "^" + name + "$"
	var out []uint64
	for i := 0; i+width <= len(name); i++ {
		out = append(out, uint64(name[i])<<16|uint64(name[i+1])<<8|uint64(name[i+2]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// dice is how much two sets have in common, from 0 to 1.
func dice(a, b []uint64) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	common, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			common, i, j = common+1, i+1, j+1
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}
