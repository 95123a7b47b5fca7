package text

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// most is how many tokens a side may have to be aligned exactly; longer texts are told apart by their equal
// ends alone.
const most = 256

// Emphasise finds the parts of a value that are not in the other one, token by token: the 4 in 15.4 against
// 15.7, small in t3.small against t3.large. Values of one shape are compared part by part, others by what
// they have in common. A value that differs in more than half of its words is marked whole, for the pieces
// between would only distract; one that only lacks something is not marked at all.
func Emphasise(value, against string) []Span {
	if value == against {
		return nil
	}
	mine, yours := tokens(value), tokens(against)
	words := count(mine)
	start := 0
	for start < min(len(mine), len(yours)) && mine[start].text == yours[start].text {
		start++
	}
	end := 0
	for end < min(len(mine), len(yours))-start && mine[len(mine)-1-end].text == yours[len(yours)-1-end].text {
		end++
	}
	mine, yours = mine[start:len(mine)-end], yours[start:len(yours)-end]
	if len(mine) == 0 {
		return nil
	}
	if len(mine) > most || len(yours) > most {
		return []Span{{mine[0].Start, mine[len(mine)-1].End}}
	}
	differing := unlike(mine, yours)
	if count(differing)*2 > words {
		return []Span{{0, len(value)}}
	}
	return joined(value, differing)
}

// unlike lists what of mine is not in yours: place by place if both have one shape, else what does not
// belong to their longest common subsequence.
func unlike(mine, yours []token) []token {
	var differing []token
	kept := func(i int) bool { return mine[i].text == yours[i].text }
	if !sameShape(mine, yours) {
		in := common(mine, yours)
		kept = func(i int) bool { return in[i] }
	}
	for i, token := range mine {
		if !kept(i) {
			differing = append(differing, token)
		}
	}
	return differing
}

// count is how many of the tokens are words.
func count(tokens []token) int {
	words := 0
	for _, token := range tokens {
		if token.word {
			words++
		}
	}
	return words
}

// sameShape says that the texts are words with the same delimiters between them.
func sameShape(mine, yours []token) bool {
	return slices.EqualFunc(mine, yours, func(a, b token) bool { return a.word && b.word || a.text == b.text })
}

type token struct {
	Span
	text string
	word bool
}

// tokens cuts a text into runs of letters and digits, and single other characters.
func tokens(s string) []token {
	all := make([]token, 0, len(s)/2+1)
	for i := 0; i < len(s); {
		end := i
		for end < len(s) {
			r, size := utf8.DecodeRuneInString(s[end:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
				break
			}
			end += size
		}
		word := end > i
		if !word {
			_, size := utf8.DecodeRuneInString(s[i:])
			end += size
		}
		all = append(all, token{Span{i, end}, s[i:end], word})
		i = end
	}
	return all
}

// common says which of mine belong to the longest common subsequence.
func common(mine, yours []token) []bool {
	across := len(yours) + 1
	lengths, all := make([][]uint16, len(mine)+1), make([]uint16, (len(mine)+1)*across)
	for i := range lengths {
		lengths[i] = all[i*across:][:across]
	}
	for i := len(mine) - 1; i >= 0; i-- {
		for j := len(yours) - 1; j >= 0; j-- {
			if mine[i].text == yours[j].text {
				lengths[i][j] = lengths[i+1][j+1] + 1
			} else {
				lengths[i][j] = max(lengths[i+1][j], lengths[i][j+1])
			}
		}
	}
	kept := make([]bool, len(mine))
	for i, j := 0, 0; i < len(mine) && j < len(yours); {
		switch {
		case mine[i].text == yours[j].text:
			kept[i] = true
			i, j = i+1, j+1
		case lengths[i+1][j] >= lengths[i][j+1]:
			i++
		default:
			j++
		}
	}
	return kept
}

// joined makes spans of tokens. Two with a single delimiter between them are one: a reader sees one
// difference there.
func joined(value string, differing []token) []Span {
	var spans []Span
	for _, token := range differing {
		last := len(spans) - 1
		if last >= 0 && delimiter(value[spans[last].End:token.Start]) {
			spans[last].End = token.End
			continue
		}
		spans = append(spans, token.Span)
	}
	return spans
}

func delimiter(between string) bool {
	if between == "" {
		return true
	}
	r, size := utf8.DecodeRuneInString(between)
	return size == len(between) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}
