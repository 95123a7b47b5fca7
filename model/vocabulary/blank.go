package vocabulary

import (
	"net/netip"
	"slices"
	"strings"
)

// blank stands for what nobody can look up.
const blank = "{?}"

// Unread is what of ids and networks an environment could not be asked for.
type Unread struct {
	// Networks says that the ranges of its VPCs are not known.
	Networks bool
	// Prefixes begin the ids of what could not be read: sg, ami.
	Prefixes []string
}

// Any says that there is something.
func (u Unread) Any() bool { return u.Networks || len(u.Prefixes) > 0 }

// Union is what either could not be asked for.
func (u Unread) Union(other Unread) Unread {
	return Unread{u.Networks || other.Networks, slices.Concat(u.Prefixes, other.Prefixes)}
}

// Blank writes one sign for every id and every private address in a text of which an environment could not be
// asked what it is: two texts that are alike then may mean the same.
func (u Unread) Blank(text string) string {
	var cuts []span
	if u.Networks {
		for _, a := range addresses(nil, text) {
			if private(a.prefix.Addr()) {
				cuts = append(cuts, span{a.start, a.end})
			}
		}
	}
	if len(u.Prefixes) > 0 {
		for _, s := range spans(nil, text) {
			prefix, _, _ := strings.Cut(text[s.start:s.end], "-")
			if idShaped(text[s.start:s.end]) && slices.Contains(u.Prefixes, prefix) {
				cuts = append(cuts, s)
			}
		}
	}
	if len(cuts) == 0 {
		return text
	}
	slices.SortFunc(cuts, func(a, b span) int { return a.start - b.start })
	var out strings.Builder
	at := 0
	for _, c := range cuts {
		if c.start < at {
			continue
		}
		out.WriteString(text[at:c.start])
		out.WriteString(blank)
		at = c.end
	}
	out.WriteString(text[at:])
	return out.String()
}

// shared is the range that carriers, and some VPCs, use as private (RFC 6598).
var shared = netip.MustParsePrefix("100.64.0.0/10")

func private(a netip.Addr) bool { return a.IsPrivate() || shared.Contains(a) }
