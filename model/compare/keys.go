package compare

import (
	"slices"
	"strings"

	"parity/model"
	"parity/model/counterparts"
)

// pairByWords finds keyed elements whose keys are counterparts by the vocabulary, judges what lies below
// them, and takes them out of left; what remains of right is returned.
func (m *matcher) pairByWords(left, right []*element, a, b *model.Cell) []*element {
	byKey := map[string][]int{}
	for i, e := range right {
		if e.keyed {
			key := m.judge.key(m.judge.baseline, e.path)
			byKey[key] = append(byKey[key], i)
		}
	}
	if len(byKey) == 0 {
		return right
	}
	for i, e := range left {
		if !e.keyed {
			continue
		}
		candidates := byKey[m.judge.key(m.environment, e.path)]
		for at, c := range candidates {
			exchange, ok := m.alignPaths(e.path, right[c].path)
			if !ok {
				continue
			}
			m.counterparts(e, right[c], exchange, a, b)
			left[i], right[c] = nil, nil
			byKey[m.judge.key(m.environment, e.path)] = slices.Delete(candidates, at, at+1)
			break
		}
	}
	return right
}

// pairEqual judges the elements that were kept for later and have no counterpart in words: they pair with
// their like.
func (m *matcher) pairEqual(left, right []*element, a, b *model.Cell) {
	at := map[model.Path]int{}
	for i, e := range right {
		if e != nil && e.keyed {
			at[e.path] = i
		}
	}
	for i, e := range left {
		if e == nil || !e.keyed {
			continue
		}
		if j, ok := at[e.path]; ok {
			m.counterparts(e, right[j], nil, a, b)
			left[i], right[j] = nil, nil
		}
	}
}

// key is a path without an environment's own words, by which elements are looked up.
func (j *judge) key(environment int, path model.Path) string {
	segments := path.Segments()
	for i, segment := range segments {
		segments[i] = bare(j.paired.Vocabulary.Key(environment, segment))
	}
	return strings.Join(segments, "\x1f")
}

// bare is a key without an environment's name and whatever delimits it, which one side may not have:
// elements are looked up by it, and the vocabulary has the last word.
func bare(key string) string {
	words := strings.FieldsFunc(strings.ReplaceAll(key, counterparts.Empty, "-"), func(r rune) bool {
		return strings.ContainsRune("-_./: ", r)
	})
	return strings.Join(words, "-")
}

func (m *matcher) alignPaths(mine, base model.Path) ([]model.Exchange, bool) {
	left, right := mine.Segments(), base.Segments()
	if len(left) != len(right) {
		return nil, false
	}
	var exchange []model.Exchange
	for i := range left {
		if left[i] == right[i] {
			continue
		}
		got, ok := m.judge.paired.Vocabulary.Align(m.environment, left[i], m.judge.baseline, right[i], m.judge.paired.Index)
		if !ok {
			return nil, false
		}
		exchange = append(exchange, got...)
	}
	return distinct(exchange), true
}
