package vocabulary

import (
	"net/netip"
	"slices"
	"strings"
)

// atom is a stretch of a text as one environment reads it: one of its own words, an address in one of its
// networks, a token, or a single other character.
type atom struct {
	start, end int
	// kinds is what an own word is; none for a plain stretch.
	kinds kinds
	// rest is what of an address lies behind its network.
	rest string
}

// atoms reads a text as an environment does.
func (v *Vocabulary) atoms(dst []atom, env int, text string) []atom {
	dst = dst[:0]
	var buffer [16]match
	matches := v.scan(buffer[:0], text)
	before := none
	for i := 0; i < len(text); {
		for len(matches) > 0 && matches[0].start < i {
			matches = matches[1:]
		}
		if before == none {
			if a, ok := v.address(env, text, i); ok {
				dst = append(dst, a)
				i, before = a.end, none
				continue
			}
		}
		if len(matches) > 0 && matches[0].start == i {
			if k := v.owned(matches[0].node, env); k != 0 {
				dst = append(dst, atom{start: i, end: matches[0].end, kinds: k})
			} else {
				dst = append(dst, atom{start: i, end: matches[0].end})
			}
			i, before = matches[0].end, lower
			continue
		}
		start := i
		_, size, now := decode(text, i)
		i += size
		if now != none {
			for i < len(text) {
				_, size, next := decode(text, i)
				if next == none || len(matches) > 0 && matches[0].start == i {
					break
				}
				i += size
			}
		}
		dst = append(dst, atom{start: start, end: i})
		before = now
	}
	return dst
}

// address is the address or CIDR at a position that lies in one of the environment's networks.
func (v *Vocabulary) address(env int, text string, at int) (atom, bool) {
	networks := v.environments[env].networks
	if len(networks) == 0 {
		return atom{}, false
	}
	prefix, end, ok := parseAddress(text, at)
	if !ok {
		return atom{}, false
	}
	for _, n := range networks {
		if n.Bits() <= prefix.Bits() && n.Contains(prefix.Addr()) {
			return atom{start: at, end: end, kinds: Network.set(), rest: remainder(n, prefix, text[at:end])}, true
		}
	}
	return atom{}, false
}

// remainder is the place of an address within its network. A network as a whole is all of it, whatever its size.
func remainder(network, prefix netip.Prefix, text string) string {
	if network == prefix {
		return "all"
	}
	inside, base := prefix.Addr().AsSlice(), network.Masked().Addr().AsSlice()
	for i := range inside {
		inside[i] ^= base[i]
	}
	address, _ := netip.AddrFromSlice(inside)
	if strings.Contains(text, "/") {
		return netip.PrefixFrom(address, prefix.Bits()).String()
	}
	return address.String()
}

// parseAddress reads the IP address or CIDR that begins at a position and ends at a boundary.
func parseAddress(text string, at int) (prefix netip.Prefix, end int, ok bool) {
	c := text[at]
	if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') || at > 0 && (text[at-1] == '.' || text[at-1] == ':' && at > 1 && text[at-2] == ':') {
		return netip.Prefix{}, 0, false
	}
	end = at
	dots, colons := 0, 0
	for end < len(text) {
		b := text[end]
		switch {
		case b == '.':
			dots++
		case b == ':':
			colons++
		case b >= '0' && b <= '9', b >= 'a' && b <= 'f', b >= 'A' && b <= 'F':
		default:
			goto done
		}
		end++
	}
done:
	if dots < 3 && colons < 2 {
		return netip.Prefix{}, 0, false
	}
	candidate := strings.TrimRight(text[at:end], ".")
	if i := strings.IndexByte(candidate, ':'); dots >= 3 && i >= 0 && colons == 1 { // a port
		candidate = candidate[:i]
	}
	address, err := netip.ParseAddr(candidate)
	if err != nil {
		return netip.Prefix{}, 0, false
	}
	end = at + len(candidate)
	bits := address.BitLen()
	if end < len(text) && text[end] == '/' {
		digits := end + 1
		n := 0
		for digits < len(text) && text[digits] >= '0' && text[digits] <= '9' && digits-end < 4 {
			n = n*10 + int(text[digits]-'0')
			digits++
		}
		if digits > end+1 && n <= address.BitLen() {
			bits, end = n, digits
		}
	}
	if end < len(text) {
		if _, _, next := decode(text, end); next != none {
			return netip.Prefix{}, 0, false
		}
	}
	return netip.PrefixFrom(address, bits), end, true
}

// Key is a text with the environment's own words in one spelling for all environments. Texts of two
// environments that differ in nothing but their words have one key, so that they can be found by it;
// whether they are counterparts [Vocabulary.Align] says.
func (v *Vocabulary) Key(env int, text string) string {
	var buffer [32]atom
	var out strings.Builder
	for _, a := range v.atoms(buffer[:0], env, text) {
		switch {
		case a.kinds == 0:
			out.WriteString(text[a.start:a.end])
		case a.kinds&Network.set() != 0:
			out.WriteString(placeholders[Network] + a.rest)
		default:
			out.WriteString(placeholders[a.kinds.first()])
		}
	}
	return out.String()
}

// Foreign says that a text holds a word of another environment. It is quick, and most texts hold none.
func (v *Vocabulary) Foreign(env int, text string) bool {
	var buffer [16]match
	for _, m := range v.scan(buffer[:0], text) {
		for _, o := range v.trie.nodes[m.node].owners {
			if o.env != env {
				return true
			}
		}
	}
	return strings.ContainsAny(text, ".:") && slices.ContainsFunc(v.addresses(text), func(m Mention) bool { return m.Env != env })
}

// Mention is one environment's word in a text.
type Mention struct {
	Env        int
	Kind       Kind
	Word       string
	Start, End int
}

// Mentions lists every environment's words in a text, in their order. A word of several is mentioned
// once for each.
func (v *Vocabulary) Mentions(text string) []Mention {
	var buffer [16]match
	var out []Mention
	for _, m := range v.scan(buffer[:0], text) {
		for _, o := range v.trie.nodes[m.node].owners {
			out = append(out, Mention{Env: o.env, Kind: o.kinds.first(), Word: text[m.start:m.end], Start: m.start, End: m.end})
		}
	}
	if strings.ContainsAny(text, ".:") {
		out = append(out, v.addresses(text)...)
	}
	return out
}

// addressable says that an IP address begins at a position.
func (v *Vocabulary) addressable(text string, at int) bool {
	_, _, ok := parseAddress(text, at)
	return ok
}

func (v *Vocabulary) addresses(text string) []Mention {
	var out []Mention
	before := none
	for i := 0; i < len(text); {
		_, size, now := decode(text, i)
		if before == none && (now == digit || now == lower || now == upper) && v.addressable(text, i) {
			for env := range v.environments {
				if a, ok := v.address(env, text, i); ok {
					out = append(out, Mention{Env: env, Kind: Network, Word: text[a.start:a.end], Start: a.start, End: a.end})
				}
			}
		}
		before = now
		i += size
	}
	return out
}
