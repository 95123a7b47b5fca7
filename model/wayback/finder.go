package wayback

import (
	"sync"

	"parity/model"
	"parity/model/compare"
	"parity/model/counterparts"
	"parity/model/vocabulary"
)

// Finder finds the ways of one comparison's differences. What it has to look through the whole of an environment for it
// looks for once. Any number of goroutines may ask it.
type Finder struct {
	result *compare.Result
	paired *counterparts.Paired

	mu   sync.Mutex
	said map[[2]int]map[string][]string
	ids  map[int]map[string]bool
}

// New is the finder of a comparison.
func New(result *compare.Result) *Finder {
	return &Finder{result: result, paired: result.Paired(), said: map[[2]int]map[string][]string{}, ids: map[int]map[string]bool{}}
}

// Of lists the ways in which a difference is taken back, and in which what is configured comes into effect, in the order
// in which they are offered: none where there is nothing to say.
func (f *Finder) Of(e *model.Entry) []Way {
	if e.Row == nil {
		return nil
	}
	b := &builder{Finder: f, entry: e}
	var ways []Way
	for _, d := range []Direction{Back, ToBaseline, FromBaseline} {
		if !turnable(e.Verdict) {
			break
		}
		if way, ok := b.way(d); ok {
			ways = append(ways, way)
		}
	}
	if way, ok := b.effect(); ok {
		ways = append(ways, way)
	}
	return ways
}

// saidIn are the words that the comparison found to stand for each other, by the word of the environment they are turned
// from.
func (f *Finder) saidIn(from, to int) map[string][]string {
	f.mu.Lock()
	defer f.mu.Unlock()
	key := [2]int{from, to}
	if f.said[key] == nil {
		f.said[key] = f.exchanged(from, to)
	}
	return f.said[key]
}

// mentions says that something in an environment speaks of an id or host.
func (f *Finder) mentions(environment int, id string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ids[environment] == nil {
		ids := map[string]bool{}
		for _, r := range f.paired.Inventories[environment].Resources {
			for i := range r.Attributes {
				for id := range vocabulary.Ids(r.Attributes[i].Value.Text()) {
					ids[id] = true
				}
			}
		}
		f.ids[environment] = ids
	}
	return f.ids[environment][id]
}
