package filter

import "strings"

// stretch is how far apart the letters of a ~term may lie: over so many times its length. Letters from all
// over a long path are in every path.
const stretch = 3

// near says that one of the texts holds the term's letters in their order, close to each other.
func near(texts, letters string) bool {
	for {
		text, rest, more := strings.Cut(texts, Separator)
		if start, _ := closest(text, letters, stretch*len(letters)); start >= 0 {
			return true
		}
		if !more {
			return false
		}
		texts = rest
	}
}

// closest is the shortest part of a text that holds all letters in their order, or the first that is short
// enough; it starts at -1 where there is none within the stretch.
func closest(text, letters string, enough int) (start, end int) {
	best, until := -1, stretch*len(letters)+1
	for from := 0; best < 0 || until > enough; {
		end := ends(text[from:], letters)
		if end < 0 {
			break
		}
		end += from
		start := starts(text[:end], letters)
		if end-start < until {
			best, until = start, end-start
		}
		from = start + 1
	}
	return best, best + until
}

// ends is where the letters end that are found first, -1 where one is not found.
func ends(text, letters string) int {
	at := 0
	for i := range len(letters) {
		next := strings.IndexByte(text[at:], letters[i])
		if next < 0 {
			return -1
		}
		at += next + 1
	}
	return at
}

// starts is where the letters start that are found last.
func starts(text, letters string) int {
	at := len(text)
	for i := len(letters) - 1; i >= 0; i-- {
		at = strings.LastIndexByte(text[:at], letters[i])
	}
	return at
}
