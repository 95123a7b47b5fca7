package vocabulary

import "strings"

// Mention is one environment's word in a text.
type Mention struct {
	Env        int
	Kind       Kind
	Word       string
	Start, End int
}

// Mentions lists every environment's words in a text, addresses in their networks behind the others. A
// word of several environments is mentioned once for each.
func (v *Vocabulary) Mentions(text string) []Mention {
	var out []Mention
	v.mentions(text, func(m Mention) bool {
		out = append(out, m)
		return true
	})
	return out
}

// Foreign says that a text holds a word of another environment. It is quick, and most texts hold none.
func (v *Vocabulary) Foreign(env int, text string) bool {
	foreign := false
	v.mentions(text, func(m Mention) bool {
		foreign = m.Env != env
		return !foreign
	})
	return foreign
}

func (v *Vocabulary) mentions(text string, yield func(Mention) bool) {
	var words [16]match
	for _, m := range v.scan(words[:0], text) {
		for _, o := range v.trie.nodes[m.node].owners {
			if !yield(Mention{Env: o.env, Kind: o.kinds.first(), Word: text[m.start:m.end], Start: m.start, End: m.end}) {
				return
			}
		}
	}
	var room [4]address
	for _, a := range addresses(room[:0], text) {
		for env := range v.environments {
			if _, ok := v.inNetwork(env, a); !ok {
				continue
			}
			if !yield(Mention{Env: env, Kind: Network, Word: text[a.start:a.end], Start: a.start, End: a.end}) {
				return
			}
		}
	}
}

// Key is a text with the environment's own words in one spelling for all environments. Texts of two
// environments that differ in nothing but their words have one key, so that they can be found by it;
// whether they are alike [Vocabulary.Align] says.
func (v *Vocabulary) Key(env int, text string) string {
	x := aligners.Get().(*aligner)
	defer aligners.Put(x)
	s := &x.mine
	s.read(v, env, text)
	var out strings.Builder
	done := 0
	for i := range s.events {
		e := &s.events[i]
		if e.at < done || e.what != wordEvent && e.what != addressEvent {
			continue
		}
		out.WriteString(text[done:e.at])
		done = e.end
		if e.what == wordEvent {
			out.WriteString(placeholders[e.kinds.first()])
			continue
		}
		a := s.addresses[e.address]
		network, _ := v.inNetwork(env, a)
		out.WriteString(a.key(network))
	}
	if done == 0 {
		return text
	}
	out.WriteString(text[done:])
	return out.String()
}
