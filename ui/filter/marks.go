package filter

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parity/ui/text"
)

// InName marks what of the filter is in a name on the screen.
func (q *Query) InName(s string) []text.Span {
	return q.marked(s, func(t *term) string { return t.part(t.whole) })
}

// InPath marks what of the filter is in the name of an attribute on the screen.
func (q *Query) InPath(s string) []text.Span {
	return q.marked(s, func(t *term) string { return t.part(strings.Trim(t.key, "*?")) })
}

// InValue marks what of the filter is in a value on the screen, that of an attribute of this path.
func (q *Query) InValue(path, s string) []text.Span {
	return q.marked(s, func(t *term) string {
		switch {
		case t.kind == loose:
			return ""
		case t.kind == keyed && called(path, t.key):
			return t.text
		default:
			return t.part(t.whole)
		}
	})
}

// part is the text to be marked for a term: its own, or what stands for it where it is attr:value.
func (t *term) part(ofKeyed string) string {
	if t.kind == keyed {
		return ofKeyed
	}
	return t.text
}

func (q *Query) marked(s string, part func(*term) string) []text.Span {
	if q == nil || len(q.terms) == 0 || s == "" {
		return nil
	}
	lower, places := lowered(s)
	var spans []text.Span
	for i := range q.terms {
		t := &q.terms[i]
		if t.not || t.kind == fact {
			continue
		}
		wanted := part(t)
		if wanted == "" {
			continue
		}
		if t.kind == loose {
			spans = append(spans, letters(lower, wanted)...)
			continue
		}
		for from := 0; ; {
			at := strings.Index(lower[from:], wanted)
			if at < 0 {
				break
			}
			spans = append(spans, text.Span{Start: from + at, End: from + at + len(wanted)})
			from += at + len(wanted)
		}
	}
	for i := range spans {
		spans[i] = places.of(spans[i])
	}
	return merged(spans)
}

// letters are the places of a ~term's letters.
func letters(lower, wanted string) []text.Span {
	start, end := closest(lower, wanted, len(wanted))
	if start < 0 {
		return nil
	}
	var spans []text.Span
	at := start
	for i := range len(wanted) {
		at += strings.IndexByte(lower[at:end], wanted[i])
		spans = append(spans, text.Span{Start: at, End: at + 1})
		at++
	}
	return spans
}

// places tell where the bytes of a lowered text stand in the text itself; nil where they are the same ones.
type places []int

func lowered(s string) (string, places) {
	lower := Lower(s)
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] < utf8.RuneSelf
	}
	if ascii {
		return lower, nil
	}
	at := make(places, 0, len(lower)+1)
	for i, r := range s {
		for range utf8.RuneLen(unicode.ToLower(r)) {
			at = append(at, i)
		}
	}
	return lower, append(at, len(s))
}

// of is the span in the text itself: whole letters.
func (p places) of(span text.Span) text.Span {
	if p == nil {
		return span
	}
	end := span.End
	for end < len(p)-1 && p[end] == p[end-1] {
		end++
	}
	return text.Span{Start: p[span.Start], End: p[end]}
}

// merged are the spans in their order, those that touch as one.
func merged(spans []text.Span) []text.Span {
	slices.SortFunc(spans, func(a, b text.Span) int { return cmp.Compare(a.Start, b.Start) })
	var out []text.Span
	for _, span := range spans {
		if last := len(out) - 1; last >= 0 && span.Start <= out[last].End {
			out[last].End = max(out[last].End, span.End)
			continue
		}
		out = append(out, span)
	}
	return out
}
