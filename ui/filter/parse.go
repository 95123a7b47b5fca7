package filter

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Query is a filter ready to be held against rows. The zero Query finds all.
type Query struct {
	terms []term
	// only are the environments that in: leaves, but those that !in: takes away, as bits.
	only, but uint64
	note      string
}

type kind uint8

const (
	plain kind = iota
	loose
	keyed
	fact
)

// term is one condition. All texts are in lower case.
type term struct {
	kind kind
	not  bool
	// text is what is looked for; of attr:value the value alone, key the attribute, and whole both.
	text, key, whole string
	facts            Facts
}

// Compile understands a filter. environments are the names that may stand behind in:, in the order of a
// row's environments.
func Compile(typed string, environments []string) *Query {
	q := &Query{}
	for _, word := range words(typed) {
		q.add(word, environments)
	}
	return q
}

// word is one term as typed: quoted says that nothing in it has a meaning of its own.
type word struct {
	text   string
	quoted bool
}

// words cuts at blanks outside of quotes. A quote that is not closed goes to the end: it is being typed.
func words(typed string) []word {
	var all []word
	var now strings.Builder
	inside, quoted := false, false
	end := func() {
		if now.Len() > 0 {
			all = append(all, word{now.String(), quoted})
		}
		now.Reset()
		quoted = false
	}
	for _, r := range typed {
		switch {
		case r == '"':
			inside = !inside
			quoted = quoted || inside && now.Len() == 0
		case unicode.IsSpace(r) && !inside:
			end()
		case unicode.IsControl(r):
		default:
			now.WriteRune(r)
		}
	}
	end()
	return all
}

func (q *Query) add(w word, environments []string) {
	text := w.text
	t := term{}
	if !w.quoted {
		text, t.not = strings.CutPrefix(text, "!")
		if rest, fuzzy := strings.CutPrefix(text, "~"); fuzzy {
			t.kind, text = loose, rest
		}
	}
	t.text = Lower(text)
	if t.text == "" {
		return
	}
	key, value, colon := strings.Cut(t.text, ":")
	if w.quoted || t.kind == loose || !colon || key == "" {
		q.terms = append(q.terms, t)
		return
	}
	switch key {
	case "is":
		q.fact(t, value, verdicts, "verdict")
	case "finding":
		q.fact(t, value, findings, "finding")
	case "in":
		q.within(t, value, environments)
	default:
		t.kind, t.key, t.text, t.whole = keyed, key, value, t.text
		q.terms = append(q.terms, t)
	}
}

func (q *Query) fact(t term, value string, known []said, what string) {
	if value == "" {
		return
	}
	var found bool
	if t.facts, found = meant(known, value); !found {
		q.say("no " + what + " is called " + value + "; there are " + wordsOf(known))
		return
	}
	t.kind = fact
	q.terms = append(q.terms, t)
}

// within limits what else is said to some environments, all whose name begins so, or takes them away.
func (q *Query) within(t term, value string, environments []string) {
	var meant uint64
	for i, name := range environments {
		name = Lower(name)
		if name == value {
			meant = 1 << (i % 64)
			break
		}
		if value != "" && strings.HasPrefix(name, value) {
			meant |= 1 << (i % 64)
		}
	}
	switch {
	case value == "":
		return
	case meant == 0:
		q.say("no environment is called " + value + "; there are " + strings.Join(environments, ", "))
		return
	case t.not:
		q.but |= meant
	default:
		q.only |= meant
	}
	q.terms = append(q.terms, term{kind: fact, facts: ^Facts(0)})
}

func (q *Query) say(words string) {
	if q.note == "" {
		q.note = words
	}
}

// Note says what of the filter was left out, and why; empty where all was understood.
func (q *Query) Note() string { return q.note }

// Empty says that the filter finds all.
func (q *Query) Empty() bool { return len(q.terms) == 0 }

// Lower is a text as it is compared: its letters small, one by one, so that parts of it can be told in the
// text itself.
func Lower(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return strings.Map(unicode.ToLower, s)
		}
	}
	return strings.ToLower(s)
}
