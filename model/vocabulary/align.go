package vocabulary

import (
	"slices"
	"sync"

	"parity/model"
)

// Counterparts knows whose an id is: that an id, ARN, host or address of one environment and one of
// another are counterparts.
type Counterparts interface {
	Same(mine int, a string, yours int, b string) bool
}

// Align says whether two texts that are not equal differ only in their environments' own words, and
// which stand for which, in order of appearance. Each side gives up only its own words: a text of prod
// that holds staging's name is not explained by that.
func (v *Vocabulary) Align(mine int, a string, yours int, b string, ids Counterparts) ([]model.Exchange, bool) {
	if a == b {
		return nil, true
	}
	x := aligners.Get().(*aligner)
	defer aligners.Put(x)
	x.v, x.ids = v, nil
	x.mine.read(v, mine, a)
	x.yours.read(v, yours, b)
	if len(x.mine.events)+len(x.yours.events) > 0 && x.align() {
		return dedupe(x.exchanges), true
	}
	if ids == nil {
		return nil, false
	}
	if ids.Same(mine, a, yours, b) {
		return []model.Exchange{{Mine: a, Yours: b}}, true
	}
	if x.mine.readIDs() && x.yours.readIDs() {
		x.ids = ids
		if x.align() {
			return dedupe(x.exchanges), true
		}
	}
	return nil, false
}

// aligners are kept for reuse: a comparison aligns a hundred thousand texts.
var aligners = sync.Pool{New: func() any { return &aligner{} }}

func dedupe(exchanges []model.Exchange) []model.Exchange {
	kept := make([]model.Exchange, 0, len(exchanges))
	for _, e := range exchanges {
		if !slices.Contains(kept, e) {
			kept = append(kept, e)
		}
	}
	return kept
}

// aligner walks two texts at once. Where plain characters differ it may step over a pair of stretches
// that stand for each other, or over a word that one side has and the other has not.
type aligner struct {
	v           *Vocabulary
	mine, yours side
	ids         Counterparts
	exchanges   []model.Exchange
	// dead holds the pairs of positions from which no way leads on.
	dead map[[2]int]struct{}
}

// patience is how many dead ends a search may meet. Texts of little but words have more ways to be aligned
// than are worth trying; such a difference stays visible.
const patience = 10_000

// align tries first with the words of one side being dropped, then with those of the other. Were both
// allowed at once, staging-db and db-prod would be the same.
func (x *aligner) align() bool {
	for _, dropping := range [...]*side{&x.mine, &x.yours} {
		x.mine.drops, x.yours.drops = dropping == &x.mine, dropping == &x.yours
		x.exchanges = x.exchanges[:0]
		clear(x.dead)
		if x.from(0, 0, 0, 0) {
			return true
		}
	}
	return false
}

// from says that the texts align from positions i and j on; p and q are events not behind them.
func (x *aligner) from(i, j, p, q int) bool {
	a, b := x.mine.text, x.yours.text
	p, q = x.mine.ahead(p, i), x.yours.ahead(q, j)
	width := min(x.mine.next(p)-i, x.yours.next(q)-j)
	if a[i:i+width] != b[j:j+width] {
		return false
	}
	i, j = i+width, j+width
	if i == len(a) && j == len(b) {
		return true
	}
	return (x.mine.here(p, i) || x.yours.here(q, j)) && x.branch(i, j, p, q)
}

// branch tries the ways that lead on from a place where at least one side has an event: equal
// characters first, so that nothing is exchanged that need not be.
func (x *aligner) branch(i, j, p, q int) bool {
	if _, known := x.dead[[2]int{i, j}]; known || len(x.dead) > patience {
		return false
	}
	kept := len(x.exchanges)
	ok, decided := x.arns(i, j, p, q)
	if !decided {
		ok = i < len(x.mine.text) && j < len(x.yours.text) && x.mine.text[i] == x.yours.text[j] && x.from(i+1, j+1, p, q)
		x.forget(ok, kept)
	}
	if ok = ok || x.pairs(i, j, p, q) || !decided && x.drop(i, j, p, q); ok {
		return true
	}
	if x.dead == nil {
		x.dead = map[[2]int]struct{}{}
	}
	x.dead[[2]int{i, j}] = struct{}{}
	return false
}

// forget takes back what was exchanged on a way that led nowhere.
func (x *aligner) forget(ok bool, kept int) {
	if !ok {
		x.exchanges = x.exchanges[:kept]
	}
}

func (x *aligner) exchange(mine, yours string) {
	if mine != yours {
		x.exchanges = append(x.exchanges, model.Exchange{Mine: mine, Yours: yours})
	}
}

// arns compares two ARNs by their parts, and decides the matter where two stand here: their headers are
// no text in which words may come and go.
func (x *aligner) arns(i, j, p, q int) (ok, decided bool) {
	if !x.mine.has(p, i, arnEvent) || !x.yours.has(q, j, arnEvent) {
		return false, false
	}
	a, b := arnAt(x.mine.text, i), arnAt(x.yours.text, j)
	kept := len(x.exchanges)
	mine, yours := &x.v.environments[x.mine.env], &x.v.environments[x.yours.env]
	ok = a.service == b.service &&
		x.part(a.partition, mine.partition, b.partition, yours.partition) &&
		x.part(a.region, mine.region, b.region, yours.region) &&
		x.part(a.account, mine.account, b.account, yours.account) &&
		x.from(a.resource, b.resource, p, q)
	x.forget(ok, kept)
	return ok, true
}

// part compares a part of two ARNs, which are equal or each its environment's own.
func (x *aligner) part(a, own, b, theirs string) bool {
	if a == b {
		return true
	}
	if a == "" || b == "" || a != own || b != theirs {
		return false
	}
	x.exchange(a, b)
	return true
}

// pairs tries the stretches of both sides that stand for each other.
func (x *aligner) pairs(i, j, p, q int) bool {
	for ; x.mine.here(p, i); p++ {
		for r := q; x.yours.here(r, j); r++ {
			e, f := &x.mine.events[p], &x.yours.events[r]
			a, b := x.mine.text[i:e.end], x.yours.text[j:f.end]
			if !x.pair(e, a, f, b) {
				continue
			}
			kept := len(x.exchanges)
			x.exchange(a, b)
			ok := x.from(e.end, f.end, p, r)
			x.forget(ok, kept)
			if ok {
				return true
			}
		}
	}
	return false
}

func (x *aligner) pair(e *event, a string, f *event, b string) bool {
	switch {
	case e.what == wordEvent && f.what == wordEvent:
		return e.kinds.pair(f.kinds)
	case e.what == addressEvent && f.what == addressEvent:
		return x.v.sameRemainder(x.mine.env, x.mine.addresses[e.address], x.yours.env, x.yours.addresses[f.address])
	case e.what == idEvent && f.what == idEvent:
		return x.ids.Same(x.mine.env, a, x.yours.env, b)
	default:
		return false
	}
}

// drop tries to step over a word that the other text has not.
func (x *aligner) drop(i, j, p, q int) bool {
	kept := len(x.exchanges)
	for ; x.mine.drops && x.mine.here(p, i); p++ {
		if e := &x.mine.events[p]; e.what == dropEvent {
			x.exchange(x.mine.text[i:e.end], "")
			ok := x.from(e.end, j, p, q)
			x.forget(ok, kept)
			if ok {
				return true
			}
		}
	}
	for ; x.yours.drops && x.yours.here(q, j); q++ {
		if e := &x.yours.events[q]; e.what == dropEvent {
			x.exchange("", x.yours.text[j:e.end])
			ok := x.from(i, e.end, p, q)
			x.forget(ok, kept)
			if ok {
				return true
			}
		}
	}
	return false
}
