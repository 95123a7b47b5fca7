package text

import (
	"unicode"
	"unicode/utf8"
)

// most is how many tokens a side may have to be aligned exactly; longer texts are told apart by their equal
// ends alone.
const most = 256

// Emphasise finds the parts of a value that are not in the other one, token by token: the 4 in 15.4 against
// 15.7, small in t3.small against t3.large. A value that only lacks something has none.
func Emphasise(value, against string) []Span {
	if value == against {
		return nil
	}
	mine, yours := tokens(value), tokens(against)
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
	return joined(value, mine, common(mine, yours))
}

type token struct {
	Span
	text string
}

// tokens cuts a text into runs of letters and digits, and single other characters.
func tokens(s string) []token {
	var all []token
	for i := 0; i < len(s); {
		end := i
		for end < len(s) {
			r, size := utf8.DecodeRuneInString(s[end:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
				break
			}
			end += size
		}
		if end == i {
			_, size := utf8.DecodeRuneInString(s[i:])
			end += size
		}
		all = append(all, token{Span{i, end}, s[i:end]})
		i = end
	}
	return all
}

// common says which of mine belong to the longest common subsequence.
func common(mine, yours []token) []bool {
	lengths := make([][]int, len(mine)+1)
	for i := range lengths {
		lengths[i] = make([]int, len(yours)+1)
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

// joined makes spans of the tokens that are not common. Parts with a single delimiter between them are one:
// a reader sees one difference there.
func joined(value string, mine []token, kept []bool) []Span {
	var spans []Span
	for i, token := range mine {
		if kept[i] {
			continue
		}
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
