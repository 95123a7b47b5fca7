package loads

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func keptAgo(series string, ages ...time.Duration) []Kept {
	var kept []Kept
	for _, age := range ages {
		at := noon.Add(-age)
		kept = append(kept, Kept{Path: series + at.Format(layout), At: at, Size: 10, series: series})
	}
	return kept
}

func ages(kept []Kept) []time.Duration {
	var list []time.Duration
	for _, k := range kept {
		list = append(list, noon.Sub(k.At))
	}
	slices.Sort(list)
	return list
}

func TestThinnedWithAge(t *testing.T) {
	const m, h = time.Minute, time.Hour
	for _, c := range []struct {
		name string
		kept []Kept
		drop []time.Duration
	}{
		{"nothing", nil, nil},
		{"the only one", keptAgo("a", 10*m), nil},
		{"of five minutes the oldest, and the newest of all", keptAgo("a", 1*m, 2*m, 4*m, 6*m, 7*m, 9*m), []time.Duration{2 * m, 6 * m, 7 * m}},
		{"five minutes apart", keptAgo("a", 1*m, 6*m, 11*m, 119*m), nil},
		{"hourly for a day", keptAgo("a", 1*m, 3*h+10*m, 3*h+20*m, 3*h+50*m, 23*h), []time.Duration{3*h + 10*m, 3*h + 20*m}},
		{"daily for a month", keptAgo("a", 1*m, 2*day, 2*day+3*h, 30*day), []time.Duration{2 * day}},
		{"weekly for a year", keptAgo("a", 1*m, 41*day, 42*day, 43*day, 360*day), []time.Duration{41 * day, 42 * day}},
		{"nothing older", keptAgo("a", 1*m, 367*day, 900*day), []time.Duration{367 * day, 900 * day}},
		{"the last one of all, too old", keptAgo("a", 367*day), []time.Duration{367 * day}},
		{
			"loads of other types stand for themselves",
			append(keptAgo("a", 1*m, 3*h+50*m), keptAgo("b", 2*m, 3*h+10*m, 3*h+20*m)...),
			[]time.Duration{3*h + 10*m},
		},
	} {
		if got := ages(surplus(noon, c.kept)); !slices.Equal(got, c.drop) {
			t.Errorf("%s: dropped %v, want %v", c.name, got, c.drop)
		}
	}
}

// Thinning at every load and thinning once at the end keep about the same: nothing that stands for a slot is lost.
func TestThinningTwiceIsThinningOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list []time.Duration
		for _, minutes := range rapid.SliceOfN(rapid.IntRange(0, 60*24*500), 1, 60).Draw(t, "minutes") {
			list = append(list, time.Duration(minutes)*time.Minute)
		}
		kept := keptAgo("a", list...)
		once := without(kept, surplus(noon, kept))
		if again := surplus(noon, once); len(again) > 0 {
			t.Fatalf("thinning again drops %v", ages(again))
		}
		earlier := noon.Add(-time.Duration(rapid.IntRange(0, 60*24*400).Draw(t, "earlier")) * time.Minute)
		var then, since []Kept
		for _, k := range kept {
			if k.At.After(earlier) {
				since = append(since, k)
			} else {
				then = append(then, k)
			}
		}
		both := append(without(then, surplus(earlier, then)), since...)
		for _, k := range without(both, surplus(noon, both)) {
			if !slices.Contains(once, k) && !slices.ContainsFunc(once, func(o Kept) bool { return o.At.Before(k.At) }) {
				t.Fatalf("kept %v only where it was thinned before", noon.Sub(k.At))
			}
		}
	})
}

func without(kept, drop []Kept) []Kept {
	return slices.DeleteFunc(slices.Clone(kept), func(k Kept) bool { return slices.Contains(drop, k) })
}

func TestTheLargestPlaceGivesWayFirst(t *testing.T) {
	const m = time.Minute
	large, small := keptAgo("a", 1*m, 2*m, 3*m, 4*m), keptAgo("b", 10*m, 20*m)
	for _, c := range []struct {
		most int64
		drop string
	}{
		{60, "[]"},
		{59, "[4m0s]"},
		{40, "[3m0s 4m0s]"},
		{30, "[3m0s 4m0s 20m0s]"},
		{20, "[2m0s 3m0s 4m0s 20m0s]"},
		{1, "[2m0s 3m0s 4m0s 20m0s]"}, // the last one of a place always stays
	} {
		got := ages(excess(map[string][]Kept{"large": large, "small": small}, c.most))
		if fmt.Sprint(got) != c.drop {
			t.Errorf("at most %d bytes: dropped %v, want %s", c.most, got, c.drop)
		}
	}
}
