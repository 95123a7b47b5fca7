package vocabulary

import (
	"strings"
	"unicode"
)

// trie holds the words of all environments, lowercased, with a dash wherever a delimiter may stand. One
// walk from a position of a text finds the longest word there, whosoever it is.
type trie struct {
	nodes []node
	// starts is the child of the root for each ASCII character: most tokens of most texts end here.
	starts [128]int32
}

type node struct {
	children []child
	owners   []owner
}

type child struct {
	r  rune
	to int32
}

// owner is an environment whose word ends at a node.
type owner struct {
	env   int
	kinds kinds
}

func newTrie() trie { return trie{nodes: make([]node, 1)} }

// add learns a word of an environment and says whether it held any token at all. A camelCase word is
// learned with and without a delimiter at its humps.
func (t *trie) add(word string, env int, kind Kind) bool {
	joined, split := spell(word)
	if joined == "" {
		return false
	}
	t.insert(joined, env, kind)
	if split != joined {
		t.insert(split, env, kind)
	}
	return true
}

func (t *trie) insert(spelling string, env int, kind Kind) {
	at := int32(0)
	for _, r := range spelling {
		next := t.child(at, r)
		if next == 0 {
			next = int32(len(t.nodes))
			t.nodes = append(t.nodes, node{})
			t.nodes[at].children = append(t.nodes[at].children, child{r, next})
			if at == 0 && r < 128 {
				t.starts[r] = next
			}
		}
		at = next
	}
	owners := t.nodes[at].owners
	for i := range owners {
		if owners[i].env == env {
			owners[i].kinds |= kind.set()
			return
		}
	}
	t.nodes[at].owners = append(owners, owner{env, kind.set()})
}

func (t *trie) child(at int32, r rune) int32 {
	if at == 0 && r < 128 {
		return t.starts[r]
	}
	for _, c := range t.nodes[at].children {
		if c.r == r {
			return c.to
		}
	}
	return 0
}

// spell is a word in lower case with single dashes between its tokens; split has them at humps too.
func spell(word string) (joined, split string) {
	var j, s strings.Builder
	before := none
	for i, r := range word {
		now := classOf(r)
		if now == none {
			before = none
			continue
		}
		if before == none && j.Len() > 0 {
			j.WriteByte('-')
		}
		if s.Len() > 0 && (before == none || hump(before, now, word[i:])) {
			s.WriteByte('-')
		}
		j.WriteRune(unicode.ToLower(r))
		s.WriteRune(unicode.ToLower(r))
		before = now
	}
	return j.String(), s.String()
}
