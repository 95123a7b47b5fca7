package vocabulary

import (
	"slices"
	"strings"
	"sync"

	"parity/model"
)

// Counterparts says of two ids, ARNs, hosts or addresses whether they play one role in their environments.
type Counterparts interface {
	Same(mine int, a string, yours int, b string) bool
}

// Align says whether two texts that are not equal differ only in their environments' own words, and which
// words were exchanged. Each side gives up only its own.
func (v *Vocabulary) Align(mine int, a string, yours int, b string, ids Counterparts) ([]model.Exchange, bool) {
	if ids != nil && ids.Same(mine, a, yours, b) {
		return []model.Exchange{{Mine: a, Yours: b}}, true
	}
	al := aligners.Get().(*aligner)
	defer aligners.Put(al)
	*al = aligner{
		vocabulary: v, a: a, b: b, mine: mine, yours: yours, ids: ids, exchanges: al.exchanges[:0],
		left: v.atoms(al.left, mine, a), right: v.atoms(al.right, yours, b),
	}
	if !(al.own() && al.from(0, 0)) && !al.withIds() {
		return nil, false
	}
	slices.Reverse(al.exchanges)
	var out []model.Exchange
	for _, e := range al.exchanges {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out, len(out) > 0
}

// aligners are kept for reuse: a comparison aligns a hundred thousand texts.
var aligners = sync.Pool{New: func() any { return &aligner{} }}

type aligner struct {
	vocabulary        *Vocabulary
	a, b              string
	mine, yours       int
	ids               Counterparts
	left, right       []atom
	leftIds, rightIds []span
	// failed are the places from which no alignment leads to the end.
	failed map[[2]int]bool
	// exchanges are collected from the end.
	exchanges []model.Exchange
}

// patience is how many dead ends a search may meet. Texts made of little but words have more ways to be
// aligned than are worth trying; such a difference stays visible.
const patience = 10_000

// own says that there is anything to give up at all.
func (al *aligner) own() bool {
	has := func(atoms []atom) bool { return slices.ContainsFunc(atoms, func(a atom) bool { return a.kinds != 0 }) }
	return has(al.left) || has(al.right)
}

// withIds tries again with the ids of the texts, where both have any: most texts have none.
func (al *aligner) withIds() bool {
	if al.ids == nil {
		return false
	}
	al.leftIds, al.rightIds = idSpans(al.a), idSpans(al.b)
	if len(al.leftIds) == 0 || len(al.rightIds) == 0 {
		return false
	}
	al.exchanges, al.failed = al.exchanges[:0], nil
	return al.from(0, 0)
}

// from aligns what lies behind two places.
func (al *aligner) from(i, j int) bool {
	branch := [2]int{i, j}
	for {
		if i == len(al.left) && j == len(al.right) {
			return true
		}
		if al.failed[[2]int{i, j}] || len(al.failed) > patience {
			return false
		}
		if i < len(al.left) && j < len(al.right) && al.left[i].kinds == 0 && al.right[j].kinds == 0 && al.textA(i) == al.textB(j) && !al.idAt(i, j) {
			i, j = i+1, j+1 // no choice to make
			continue
		}
		break
	}
	if al.step(i, j) {
		return true
	}
	if al.failed == nil {
		al.failed = map[[2]int]bool{}
	}
	al.failed[branch], al.failed[[2]int{i, j}] = true, true
	return false
}

func (al *aligner) textA(i int) string { return al.a[al.left[i].start:al.left[i].end] }
func (al *aligner) textB(j int) string { return al.b[al.right[j].start:al.right[j].end] }

// step tries every way on from two places.
func (al *aligner) step(i, j int) bool {
	if i < len(al.left) && j < len(al.right) {
		x, y := al.left[i], al.right[j]
		if x.kinds != 0 && y.kinds != 0 && x.kinds.pair(y.kinds) && x.rest == y.rest && al.from(i+1, j+1) {
			if al.textA(i) != al.textB(j) {
				al.exchange(al.textA(i), al.textB(j))
			}
			return true
		}
		if al.textA(i) == al.textB(j) && al.from(i+1, j+1) {
			return true
		}
		if ni, nj, ok := al.counterparts(i, j); ok && al.from(ni, nj) {
			al.exchange(al.a[x.start:al.endA(ni)], al.b[y.start:al.endB(nj)])
			return true
		}
	}
	if n := dropped(al.left, al.a, i); n > 0 && al.from(i+n, j) {
		al.exchange(al.a[al.left[i].start:al.left[i+n-1].end], "")
		return true
	}
	if n := dropped(al.right, al.b, j); n > 0 && al.from(i, j+n) {
		al.exchange("", al.b[al.right[j].start:al.right[j+n-1].end])
		return true
	}
	return false
}

func (al *aligner) exchange(mine, yours string) {
	al.exchanges = append(al.exchanges, model.Exchange{Mine: mine, Yours: yours})
}

// dropped is the number of atoms at a place that are an own word with one delimiter: what one side may
// have and the other not. A word between two delimiters takes one of them along; one that ends the text
// the one in front of it.
func dropped(atoms []atom, text string, i int) int {
	delimiter := func(k int) bool {
		return k < len(atoms) && atoms[k].kinds == 0 && atoms[k].end-atoms[k].start == 1 && delimits(text[atoms[k].start])
	}
	word := func(k int) bool { return k < len(atoms) && atoms[k].kinds != 0 && atoms[k].kinds&Network.set() == 0 }
	switch {
	case word(i) && delimiter(i+1):
		return 2
	case delimiter(i) && word(i+1):
		return 2
	}
	return 0
}

// span is an id's place in a text.
type span struct{ start, end int }

func (al *aligner) idAt(i, j int) bool {
	return spanAt(al.leftIds, al.left[i].start) >= 0 && spanAt(al.rightIds, al.right[j].start) >= 0
}

func spanAt(spans []span, start int) int {
	return slices.IndexFunc(spans, func(s span) bool { return s.start == start })
}

// counterparts is where two ids end that begin here and play one role.
func (al *aligner) counterparts(i, j int) (ni, nj int, ok bool) {
	if al.ids == nil {
		return 0, 0, false
	}
	x, y := spanAt(al.leftIds, al.left[i].start), spanAt(al.rightIds, al.right[j].start)
	if x < 0 || y < 0 {
		return 0, 0, false
	}
	s, t := al.leftIds[x], al.rightIds[y]
	if !al.ids.Same(al.mine, al.a[s.start:s.end], al.yours, al.b[t.start:t.end]) {
		return 0, 0, false
	}
	ni, okA := ending(al.left, s.end)
	nj, okB := ending(al.right, t.end)
	return ni, nj, okA && okB
}

// ending is the index behind the atom that ends at a place.
func ending(atoms []atom, end int) (int, bool) {
	i := slices.IndexFunc(atoms, func(a atom) bool { return a.end == end })
	return i + 1, i >= 0
}

func (al *aligner) endA(i int) int { return al.left[i-1].end }
func (al *aligner) endB(j int) int { return al.right[j-1].end }

// idSpans finds ids by their shape: AWS's own (sg-…), ARNs, host names and addresses.
func idSpans(text string) []span {
	if len(text) < 3 || !strings.ContainsAny(text, "-.:") {
		return nil
	}
	var out []span
	for start := 0; start < len(text); {
		for start < len(text) && outside(text[start]) {
			start++
		}
		end := start
		for end < len(text) && !outside(text[end]) {
			end++
		}
		if end > start {
			out = append(out, inside(text, start, end)...)
		}
		start = end
	}
	return out
}

// outsiders are the characters that are never part of an id, dividers those that part ids from each other.
var outsiders, dividers = func() (out, divide [256]bool) {
	for c := range byte(' ' + 1) {
		out[c] = true
	}
	for _, c := range []byte("\"'`,;|<>()[]{}=") {
		out[c] = true
	}
	for _, c := range []byte("/@:?&#") {
		divide[c] = true
	}
	return out, divide
}()

func outside(c byte) bool { return outsiders[c] }

// inside finds the ids of a stretch without outside characters: an ARN whole, else the parts between
// slashes, ats and colons.
func inside(text string, start, end int) []span {
	if strings.HasPrefix(text[start:end], "arn:") {
		return []span{{start, end}}
	}
	if _, stop, ok := parseAddress(text, start); ok && stop == end && !strings.Contains(text[start:end], "/") {
		return []span{{start, end}}
	}
	var out []span
	for start < end {
		stop := start
		for stop < end && !dividers[text[stop]] {
			stop++
		}
		if part := text[start:stop]; isId(part) || isHost(part) {
			out = append(out, span{start, stop})
		}
		start = stop + 1
	}
	return out
}

// isId says that a text is one of AWS's ids: a short prefix and hexadecimal digits.
func isId(text string) bool {
	prefix, rest, ok := strings.Cut(text, "-")
	return ok && len(rest) >= 8 && len(prefix) >= 1 && len(prefix) <= 8 && strings.Trim(rest, "0123456789abcdef") == "" &&
		slices.Contains([]string{"ami", "sg", "subnet", "vpc", "i", "vol", "eni", "pl", "snap", "lt"}, prefix)
}

// isHost says that a text is a host name or an IPv4 address.
func isHost(text string) bool {
	if len(text) < 4 || strings.Count(text, ".") < 1 {
		return false
	}
	for i := range len(text) {
		if c := asciiOf(text[i]); c == none && text[i] != '-' && text[i] != '.' {
			return false
		}
	}
	return !strings.Contains(text, "..") && text[0] != '.' && text[len(text)-1] != '.'
}

func asciiOf(b byte) class {
	if b >= 128 {
		return none
	}
	return asciiClasses[b]
}

// Ids lists what in a text is an id by its shape: AWS's own (ami- sg- subnet- vpc- i- vol- …), ARNs, host
// names and IP addresses.
func Ids(text string) []string {
	var out []string
	for _, s := range idSpans(text) {
		out = append(out, text[s.start:s.end])
	}
	return out
}
