package vocabulary

import (
	"unicode"
	"unicode/utf8"
)

// class is what a character is to tokens.
type class uint8

const (
	none class = iota // a boundary
	lower
	upper
	digit
)

var asciiClasses = func() (classes [128]class) {
	for c := range classes {
		switch {
		case c >= 'a' && c <= 'z':
			classes[c] = lower
		case c >= 'A' && c <= 'Z':
			classes[c] = upper
		case c >= '0' && c <= '9':
			classes[c] = digit
		}
	}
	return classes
}()

func classOf(r rune) class {
	switch {
	case r < 128:
		return asciiClasses[r]
	case unicode.IsUpper(r):
		return upper
	case unicode.IsLetter(r), unicode.IsMark(r):
		return lower
	case unicode.IsDigit(r):
		return digit
	default:
		return none
	}
}

// decode is the character at a position, and none behind the end.
func decode(text string, at int) (r rune, size int, c class) {
	if at >= len(text) {
		return 0, 0, none
	}
	if b := text[at]; b < 128 {
		return rune(b), 1, asciiClasses[b]
	}
	r, size = utf8.DecodeRuneInString(text[at:])
	return r, size, classOf(r)
}

// hump says that a camelCase token begins with the character that rest begins with: the W of prodWeb, and
// of ABCWeb and v2Web, but no capital behind another capital or behind a digit.
func hump(before, now class, rest string) bool {
	if now != upper || before == none {
		return false
	}
	if before == lower {
		return true
	}
	_, size := utf8.DecodeRuneInString(rest)
	_, _, after := decode(rest, size)
	return after == lower
}

// joins says that a character may stand between the tokens of one word.
func joins(r rune) bool {
	switch r {
	case '-', '_', '.', '/', ':':
		return true
	}
	return false
}

// delimits says that a character goes when the word beside it does. Prose has a space there.
func delimits(c byte) bool { return joins(rune(c)) || c == ' ' }

// match is a word found in a text, and the node that knows whose it is.
type match struct {
	start, end int
	node       int32
}

// scan appends the words of all environments that stand in a text, the longest first where two overlap.
func (v *Vocabulary) scan(found []match, text string) []match {
	before := none
	for i := 0; i < len(text); {
		if b := text[i]; b < 128 && (asciiClasses[b] == none || before != none && asciiClasses[b] != upper) {
			before = asciiClasses[b] // no token begins here, as in most places
			i++
			continue
		}
		r, size, now := decode(text, i)
		if now != none && (before == none || hump(before, now, text[i:])) && v.trie.child(0, unicode.ToLower(r)) != 0 {
			m := match{start: i}
			v.longest(&m, 0, text, i)
			if m.end > 0 && !devicePath(text, m) {
				found = prefer(found, m)
			}
		}
		before = now
		i += size
	}
	return found
}

// prefer appends a match that starts behind all others, dropping the shorter of two that overlap.
func prefer(found []match, m match) []match {
	for len(found) > 0 {
		last := found[len(found)-1]
		if last.end <= m.start {
			break
		}
		if last.end-last.start >= m.end-m.start {
			return found
		}
		found = found[:len(found)-1]
	}
	return append(found, m)
}

// longest walks on from a node at a position and leaves the longest word that ends at the end of a token.
func (v *Vocabulary) longest(best *match, at int32, text string, i int) {
	before := none
	for {
		r, size, now := decode(text, i)
		if before != none {
			humped := hump(before, now, text[i:])
			if (now == none || humped) && len(v.trie.nodes[at].owners) > 0 && i > best.end {
				best.end, best.node = i, at
			}
			if humped {
				if split := v.trie.child(at, '-'); split != 0 {
					v.longest(best, split, text, i)
				}
			}
			if now == none && size > 0 && joins(r) {
				if at = v.trie.child(at, '-'); at == 0 {
					return
				}
				i += size
				before = none
				continue
			}
		}
		if now == none {
			return
		}
		if at = v.trie.child(at, unicode.ToLower(r)); at == 0 {
			return
		}
		before = now
		i += size
	}
}

// owned is what the node is to an environment: of no kind where it is not its word.
func (v *Vocabulary) owned(at int32, env int) kinds {
	for _, o := range v.trie.nodes[at].owners {
		if o.env == env {
			return o.kinds
		}
	}
	return 0
}
