package findings

import (
	"net/netip"
	"slices"
	"strings"

	"parity/model/counterparts"
	"parity/model/vocabulary"
)

// Crossing is a place in a value that belongs to another environment.
type Crossing struct {
	// Environment is the one it names.
	Environment int
	// Text is what names it, and What the kind of thing it stands in: id, host, URL, ARN, path, account, network, name.
	Text, What string
}

// Cross looks for another environment in a value of this one. Same says whether that environment has the
// same value in the same place, which a compound name (acme-prod-events) needs to count.
func Cross(p *counterparts.Paired, environment int, text string, same func(other int) bool) (Crossing, bool) {
	if len(text) < 3 || len(p.Inventories) < 2 {
		return Crossing{}, false
	}
	for id := range vocabulary.Ids(text) {
		if owner, ok := p.Index.Elsewhere(environment, id); ok && !local(p, environment, id) {
			return Crossing{owner.Environment, id, "id"}, true
		}
	}
	if !p.Vocabulary.Foreign(environment, text) {
		return Crossing{}, false
	}
	mentions := p.Vocabulary.Mentions(text)
	for start, end := range phrases(text) {
		if c, ok := crossPhrase(environment, text[start:end], within(mentions, start, end), same); ok {
			return c, true
		}
	}
	return Crossing{}, false
}

// local says that an address lies in the environment's own networks, where another's instance may have
// the same one.
func local(p *counterparts.Paired, environment int, id string) bool {
	address, err := netip.ParseAddr(id)
	return err == nil && p.Vocabulary.Local(environment, address)
}

// phrases yields the stretches of a text between white space, quotes and list punctuation.
func phrases(text string) func(yield func(start, end int) bool) {
	boundary := func(c byte) bool { return c <= ' ' || strings.IndexByte("\"'`,;|<>()[]{}=", c) >= 0 }
	return func(yield func(start, end int) bool) {
		for start := 0; start < len(text); {
			for start < len(text) && boundary(text[start]) {
				start++
			}
			end := start
			for end < len(text) && !boundary(text[end]) {
				end++
			}
			if end > start && !yield(start, end) {
				return
			}
			start = end
		}
	}
}

func within(mentions []vocabulary.Mention, start, end int) []vocabulary.Mention {
	var inside []vocabulary.Mention
	for _, m := range mentions {
		if m.Start >= start && m.End <= end {
			m.Start, m.End = m.Start-start, m.End-start
			inside = append(inside, m)
		}
	}
	return inside
}

func crossPhrase(environment int, phrase string, mentions []vocabulary.Mention, same func(other int) bool) (Crossing, bool) {
	for _, m := range mentions {
		if m.Env == environment || shared(mentions, m, environment) || excused(mentions, m, environment) {
			continue
		}
		what := kindOf(phrase, m)
		if what == "" || what == "name" && !same(m.Env) {
			continue
		}
		return Crossing{m.Env, phrase, what}, true
	}
	return Crossing{}, false
}

// excused says that this environment has a word of its own in the same phrase, of the same kind: it speaks of both, as
// staging-of-prod does. An account that is one's own does not excuse the other's name, nor does a name the account.
func excused(mentions []vocabulary.Mention, m vocabulary.Mention, environment int) bool {
	return slices.ContainsFunc(mentions, func(o vocabulary.Mention) bool {
		return o.Env == environment && (o.Kind == m.Kind || o.Kind <= vocabulary.Custom && m.Kind <= vocabulary.Custom)
	})
}

// shared says that this environment has the same word in the same place: one account or network for both.
func shared(mentions []vocabulary.Mention, m vocabulary.Mention, environment int) bool {
	return slices.ContainsFunc(mentions, func(o vocabulary.Mention) bool {
		return o.Env == environment && o.Start == m.Start && o.End == m.End
	})
}

// kindOf is the kind of thing a word stands in; empty where it proves nothing: a bare word, a region, a
// device path, a top-level domain.
func kindOf(phrase string, m vocabulary.Mention) string {
	switch m.Kind {
	case vocabulary.Region, vocabulary.Zone:
		return ""
	case vocabulary.Account:
		return "account"
	case vocabulary.Network:
		return "network"
	case vocabulary.HostLabel:
		return "host"
	}
	switch {
	case m.Start == 0 && m.End == len(phrase):
		if strings.ContainsAny(phrase, ".") {
			return "host" // a custom word such as stg.acme-pay.io
		}
		return ""
	case strings.HasPrefix(phrase, "/dev/"):
		return ""
	case strings.HasPrefix(phrase, "arn:"):
		return "ARN"
	case strings.Contains(phrase, "://"):
		return urlKind(phrase, m)
	case strings.Contains(phrase, "/"):
		return "path"
	case isHost(phrase):
		if topLevel(phrase, m.End) {
			return ""
		}
		return "host"
	}
	return "name"
}

func urlKind(phrase string, m vocabulary.Mention) string {
	authority := strings.Index(phrase, "://") + len("://")
	end := len(phrase)
	if i := strings.IndexAny(phrase[authority:], "/?#"); i >= 0 {
		end = authority + i
	}
	if m.End <= end && topLevel(phrase[:end], m.End) {
		return ""
	}
	return "URL"
}

// topLevel says that what ends at end is the last label of a host: .dev is a domain.
func topLevel(host string, end int) bool {
	rest := host[end:]
	port := strings.TrimLeft(strings.TrimPrefix(rest, ":"), "0123456789")
	return rest == "" && strings.Contains(host, ".") || strings.HasPrefix(rest, ":") && port == ""
}

// isHost says that a text reads like a host name, with or without a port.
func isHost(text string) bool {
	host, _, _ := strings.Cut(text, ":")
	labels := strings.Split(host, ".")
	if len(labels) < 2 {
		return false
	}
	for _, label := range labels {
		if label == "" || strings.Trim(strings.ToLower(label), "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return false
		}
	}
	last := labels[len(labels)-1]
	return strings.Trim(last, "0123456789") != "" && (len(labels) > 2 || len(last) >= 2)
}
