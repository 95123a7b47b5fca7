package vocabulary

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// eventKind is what stands at a position of a text beside its plain characters.
type eventKind uint8

const (
	wordEvent eventKind = iota
	// dropEvent is a word of one's own together with a delimiter: the stretch that may be missing elsewhere.
	dropEvent
	addressEvent
	arnEvent
	idEvent
)

type event struct {
	at, end int
	what    eventKind
	kinds   kinds
	// address is the index of an addressEvent's address.
	address int
}

// side is one of the two texts, and what stands in it.
type side struct {
	env    int
	text   string
	events []event
	// addresses and ids are what addressEvents and idEvents stand for.
	addresses []address
	ids       []span
	// drops says that this side's words may be missing in the other text.
	drops bool
}

// read finds the environment's own words in a text, the addresses in its networks, and ARNs.
func (s *side) read(v *Vocabulary, env int, text string) {
	s.env, s.text = env, text
	s.events, s.addresses = s.events[:0], s.addresses[:0]
	var room [8]match
	for _, m := range v.scan(room[:0], text) {
		if own := v.owned(m.node, env); own != 0 {
			s.events = append(s.events, event{at: m.start, end: m.end, what: wordEvent, kinds: own})
			s.events = appendDrops(s.events, text, m)
		}
	}
	if len(v.environments[env].networks) > 0 {
		s.addresses = addresses(s.addresses, text)
	}
	for i, a := range s.addresses {
		if _, ok := v.inNetwork(env, a); ok {
			s.events = append(s.events, event{at: a.start, end: a.end, what: addressEvent, address: i})
		}
	}
	if len(s.events) > 0 && strings.Contains(text, "arn:") {
		s.events = appendARNs(s.events, text)
	}
	s.sort()
}

// appendDrops adds the stretches in which a word goes with one delimiter: the one behind it, the one
// before it, or the hump that is its boundary in camelCase.
func appendDrops(events []event, text string, m match) []event {
	drop := func(at, end int) {
		events = append(events, event{at: at, end: end, what: dropEvent})
	}
	if m.end < len(text) && delimits(text[m.end]) {
		drop(m.start, m.end+1)
	}
	if m.start > 0 && delimits(text[m.start-1]) {
		drop(m.start-1, m.end)
	}
	if humped(text, m) {
		drop(m.start, m.end)
	}
	return events
}

// humped says that a match begins or ends at a hump rather than at a delimiter.
func humped(text string, m match) bool {
	_, _, behind := decode(text, m.end)
	return behind != none || wordBefore(text, m.start)
}

// wordBefore says that a letter or digit stands in front of a position.
func wordBefore(text string, at int) bool {
	if at == 0 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	return classOf(r) != none
}

// appendARNs adds the ARNs of a text. In their headers no word may be missing.
func appendARNs(events []event, text string) []event {
	for start := 0; ; {
		i := strings.Index(text[start:], "arn:")
		if i < 0 {
			return events
		}
		at := start + i
		start = at + len("arn:")
		end := arnEnd(text, at)
		if end == 0 || wordBefore(text, at) {
			continue
		}
		resource := arnAt(text, at).resource
		events = slices.DeleteFunc(events, func(e event) bool {
			return e.what == dropEvent && e.at >= at && e.at < resource-1
		})
		events = append(events, event{at: at, end: end, what: arnEvent})
	}
}

// readIDs adds what can be looked up, and says whether there is any.
func (s *side) readIDs() bool {
	s.ids = spans(s.ids[:0], s.text)
	for _, id := range s.ids {
		s.events = append(s.events, event{at: id.start, end: id.end, what: idEvent})
	}
	s.sort()
	return len(s.ids) > 0
}

// sort puts events in order, those of one position as they were found. They are few, and nearly in order.
func (s *side) sort() {
	slices.SortStableFunc(s.events, func(a, b event) int { return cmp.Compare(a.at, b.at) })
}

// ahead is the first event not behind a position.
func (s *side) ahead(p, i int) int {
	for p < len(s.events) && s.events[p].at < i {
		p++
	}
	return p
}

func (s *side) next(p int) int {
	if p < len(s.events) {
		return s.events[p].at
	}
	return len(s.text)
}

func (s *side) here(p, i int) bool { return p < len(s.events) && s.events[p].at == i }

func (s *side) has(p, i int, what eventKind) bool {
	for ; s.here(p, i); p++ {
		if s.events[p].what == what {
			return true
		}
	}
	return false
}
