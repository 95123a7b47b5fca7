package loads

import (
	"cmp"
	"slices"
	"time"
)

// tier says that of the loads up to an age one is enough for each so much time.
type tier struct{ upTo, each time.Duration }

const day = 24 * time.Hour

// tiers thin the loads with age. Each slot lies in one of the next tier's, so that the load that stands for an hour
// can still stand for its day.
var tiers = []tier{
	{2 * time.Hour, 5 * time.Minute},
	{day, time.Hour},
	{31 * day, day},
	{366 * day, 7 * day},
}

// surplus lists the loads that need not be kept any longer. Of each slot the oldest stays, of all the loads of the
// same types the newest: the next run is held against that.
func surplus(now time.Time, kept []Kept) []Kept {
	type slot struct {
		series      string
		each, start int64
	}
	kept = oldestFirst(kept)
	newest := map[string]Kept{}
	for _, k := range kept {
		newest[k.series] = k
	}
	taken := map[slot]bool{}
	var drop []Kept
	for _, k := range kept {
		i := slices.IndexFunc(tiers, func(t tier) bool { return now.Sub(k.At) <= t.upTo })
		if i < 0 {
			drop = append(drop, k)
			continue
		}
		s := slot{k.series, int64(tiers[i].each), k.At.UnixNano() / int64(tiers[i].each)}
		if taken[s] && k != newest[k.series] {
			drop = append(drop, k)
		}
		taken[s] = true
	}
	return drop
}

// excess lists, of the loads of all places, those that must go for the rest to take no more than so many bytes: the
// oldest of the place that takes most, and its last one never.
func excess(places map[string][]Kept, most int64) []Kept {
	left, size := map[string][]Kept{}, map[string]int64{}
	var total int64
	for name, kept := range places {
		left[name] = oldestFirst(kept)
		for _, k := range kept {
			size[name] += k.Size
		}
		total += size[name]
	}
	var drop []Kept
	for total > most {
		largest := ""
		for name := range left {
			if len(left[name]) > 1 && (largest == "" || cmp.Or(cmp.Compare(size[name], size[largest]), cmp.Compare(name, largest)) > 0) {
				largest = name
			}
		}
		if largest == "" {
			break
		}
		first := left[largest][0]
		left[largest] = left[largest][1:]
		size[largest] -= first.Size
		total -= first.Size
		drop = append(drop, first)
	}
	return drop
}

func oldestFirst(kept []Kept) []Kept {
	return slices.SortedFunc(slices.Values(kept), func(a, b Kept) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Path, b.Path))
	})
}
