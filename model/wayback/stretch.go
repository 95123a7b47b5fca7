package wayback

import (
	"net/netip"
	"slices"
	"strings"
	"unicode"

	"parity/model/vocabulary"
)

// stretch is a part of a text that reads otherwise in the other environment.
type stretch struct {
	start, end int
	own        string
	// word says that it is a word of the environment, no id or address.
	word bool
}

// apply puts the stretches' own texts in their places.
func apply(text string, stretches []stretch) string {
	var out strings.Builder
	done := 0
	for _, s := range stretches {
		out.WriteString(text[done:s.start] + s.own)
		done = s.end
	}
	return out.String() + text[done:]
}

// touched says that one of the stretches lies in a part of the text.
func touched(stretches []stretch, start, end int) bool {
	return slices.ContainsFunc(stretches, func(s stretch) bool { return s.start < end && start < s.end })
}

// stretches are what a text holds of its environment's: ids first, since a host's words are those of its id; then its
// words and addresses. It is false where one of them has no counterpart that can be told.
func (g *tongue) stretches(text string) ([]stretch, bool) {
	var found []stretch
	from := 0
	for id := range vocabulary.Ids(text) {
		start := from + strings.Index(text[from:], id)
		from = start
		owner, known := g.paired.Index.In(g.from, id, "")
		if _, err := netip.ParseAddr(id); !known || err == nil || touched(found, start, start+len(id)) {
			continue
		}
		own, ok := g.playing(owner, id)
		if !ok {
			return nil, false
		}
		found = append(found, stretch{start: start, end: start + len(id), own: own})
	}
	for _, m := range g.mentions(text) {
		if touched(found, m.Start, m.End) {
			continue
		}
		own, ok := g.word(m)
		if !ok {
			return nil, false
		}
		found = append(found, stretch{start: m.Start, end: m.End, own: own, word: m.Kind <= vocabulary.Custom})
	}
	slices.SortFunc(found, func(a, b stretch) int { return a.start - b.start })
	return found, true
}

// mentions are the environment's own words in a text, the longest first.
func (g *tongue) mentions(text string) []vocabulary.Mention {
	all := g.paired.Vocabulary.Mentions(text)
	all = slices.DeleteFunc(all, func(m vocabulary.Mention) bool { return m.Env != g.from })
	slices.SortStableFunc(all, func(a, b vocabulary.Mention) int { return (b.End - b.Start) - (a.End - a.Start) })
	return all
}

// word is what stands for a word in the other environment.
func (g *tongue) word(m vocabulary.Mention) (string, bool) {
	from, to := g.environment(g.from), g.environment(g.to)
	switch m.Kind {
	case vocabulary.Account:
		return to.Account, to.Account != ""
	case vocabulary.Region:
		return to.Region, to.Region != ""
	case vocabulary.Zone:
		letter, ok := strings.CutPrefix(m.Word, from.Region)
		return to.Region + letter, ok || from.Region == to.Region
	case vocabulary.Network:
		return moved(m.Word, from.Networks, to.Networks)
	case vocabulary.HostLabel:
		if len(to.HostLabels) == 1 {
			return to.HostLabels[0], true
		}
		return "", false
	}
	own, ok := g.named(m)
	return cased(own, m.Word), ok
}

// named is the name or custom word that stands for one: what was exchanged elsewhere in the comparison, else what the
// environments were given, where there is one of each.
func (g *tongue) named(m vocabulary.Mention) (string, bool) {
	from, to := g.environment(g.from), g.environment(g.to)
	if said := g.said[strings.ToLower(m.Word)]; len(said) == 1 {
		return said[0], true
	}
	if m.Kind == vocabulary.Name {
		name, _, _ := strings.Cut(to.Name, "@")
		return name, true
	}
	if len(from.Words) == 1 && len(to.Words) == 1 {
		return to.Words[0], true
	}
	return "", false
}

// cased is a word in the case of another: Prod and Staging, PROD and STAGING.
func cased(word, like string) string {
	letters := strings.TrimFunc(like, func(r rune) bool { return !unicode.IsLetter(r) })
	switch {
	case letters == "" || word == "":
	case strings.ToUpper(letters) == letters && len(letters) > 1:
		return strings.ToUpper(word)
	case strings.ToUpper(letters[:1]) == letters[:1] && letters != strings.ToLower(letters):
		return strings.ToUpper(word[:1]) + word[1:]
	}
	return word
}

// moved is an address, or a range, at the same place of the other environment's network.
func moved(text string, from, to []netip.Prefix) (string, bool) {
	prefix, err := netip.ParsePrefix(text)
	alone := err != nil
	if alone {
		address, err := netip.ParseAddr(text)
		if err != nil {
			return "", false
		}
		prefix = netip.PrefixFrom(address, address.BitLen())
	}
	lies := slices.IndexFunc(from, func(n netip.Prefix) bool { return n.Bits() <= prefix.Bits() && n.Contains(prefix.Addr()) })
	if lies < 0 {
		return "", false
	}
	network, ok := opposite(from[lies], from, to)
	if !ok {
		return "", false
	}
	if prefix == from[lies] && !alone {
		return network.String(), true
	}
	raw, base := prefix.Addr().AsSlice(), network.Addr().AsSlice()
	if len(raw) != len(base) || network.Bits() > from[lies].Bits() {
		return "", false
	}
	for i := range from[lies].Bits() {
		mask := byte(0x80 >> (i % 8))
		raw[i/8] = raw[i/8]&^mask | base[i/8]&mask
	}
	address, _ := netip.AddrFromSlice(raw)
	if alone {
		return address.String(), true
	}
	return netip.PrefixFrom(address, prefix.Bits()).String(), true
}

// opposite is the network that stands for one: the only one, or the only one of its size.
func opposite(network netip.Prefix, from, to []netip.Prefix) (netip.Prefix, bool) {
	if len(from) == 1 && len(to) == 1 {
		return to[0], true
	}
	size := func(n netip.Prefix) bool { return n.Bits() != network.Bits() || n.Addr().Is4() != network.Addr().Is4() }
	a, b := slices.DeleteFunc(slices.Clone(from), size), slices.DeleteFunc(slices.Clone(to), size)
	if len(a) == 1 && len(b) == 1 {
		return b[0], true
	}
	return netip.Prefix{}, false
}

// nameOf is what a resource that plays a role is called in the other environment; empty where that cannot be told.
func (g *tongue) nameOf(name string) string {
	if g.of.Naming.Paths {
		roots, own := g.environment(g.from).Roots, g.environment(g.to).Roots
		if len(roots) > 0 && len(own) > 0 {
			if rest, ok := strings.CutPrefix(name, strings.TrimSuffix(roots[0], "/")+"/"); ok {
				if rest, ok = g.plain(rest); ok {
					return strings.TrimSuffix(own[0], "/") + "/" + rest
				}
				return ""
			}
		}
	}
	own, ok := g.plain(name)
	if !ok || own == name && g.environment(g.from).Account == g.environment(g.to).Account {
		return ""
	}
	return own
}

// plain is a name in the other environment's words.
func (g *tongue) plain(text string) (string, bool) {
	stretches, ok := g.stretches(text)
	if !ok {
		return "", false
	}
	return apply(text, stretches), true
}

// exchanged looks for the words that stand for each other in what the comparison found.
func (f *Finder) exchanged(from, to int) map[string][]string {
	said := map[string][]string{}
	for _, e := range f.result.Entries {
		mine, base := f.index(e.Environment), f.result.Baseline
		if mine == base || !(mine == from && base == to || mine == to && base == from) {
			continue
		}
		for _, x := range e.Exchange {
			word, own := x.Mine, x.Yours
			if mine == to {
				word, own = own, word
			}
			word, own = strings.ToLower(word), strings.ToLower(own)
			if word != "" && own != "" && !slices.Contains(said[word], own) {
				said[word] = append(said[word], own)
			}
		}
	}
	return said
}
