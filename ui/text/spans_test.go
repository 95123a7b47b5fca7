package text

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// marked writes a text with its spans in brackets.
func marked(s string, spans []Span) string {
	var out strings.Builder
	from := 0
	for _, span := range spans {
		out.WriteString(s[from:span.Start] + "[" + s[span.Start:span.End] + "]")
		from = span.End
	}
	return out.String() + s[from:]
}

func TestEmphasise(t *testing.T) {
	for _, test := range []struct{ name, value, against, want string }{
		{"equal", "t3.large", "t3.large", "t3.large"},
		{"last token", "15.4", "15.7", "15.[4]"},
		{"size", "t3.small", "t3.large", "t3.[small]"},
		{"all", "400", "200", "[400]"},
		{"against nothing", "400", "", "[400]"},
		{"nothing", "", "400", ""},
		{"word inside", "acme-staging-orders", "acme-prod-orders", "acme-[staging]-orders"},
		{"whole tokens only", "prod1", "prod2", "[prod1]"},
		{"two words", "a.staging.b/staging/c", "a.prod.b/prod/c", "a.[staging].b/[staging]/c"},
		{"neighbours are one", "10.30.4.17", "10.20.8.17", "10.[30.4].17"},
		{"version", "18.20", "20.18", "[18.20]"},
		{"most of it", "0.0.0.0/0", "10.20.0.0/16", "[0.0.0.0/0]"},
		{"something more", "a, b, c", "a, c", "a, [b, ]c"},
		{"something less", "a, c", "a, b, c", "a, c"},
		{"repeated", "aa aa", "aa", "aa[ aa]"},
		{"order", "db prod", "prod db", "[db prod]"},
		{"accents", "größe-1", "große-1", "[größe]-1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := marked(test.value, Emphasise(test.value, test.against)); got != test.want {
				t.Errorf("%q against %q: %s, want %s", test.value, test.against, got, test.want)
			}
		})
	}
}

func TestEmphasisOfLongTexts(t *testing.T) {
	long := strings.Repeat("word ", most)
	spans := Emphasise("start "+long+"x end", "start y"+long+" end")
	if len(spans) != 1 || spans[0].Start != len("start ") {
		t.Errorf("spans of a long text: %v", spans)
	}
}

// tokenText draws texts that have tokens in common.
var tokenText = rapid.StringMatching(`([ab]{1,2}[ .-]?){0,8}`)

func TestEmphasisSaysWhatDiffers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value, against := tokenText.Draw(t, "value"), tokenText.Draw(t, "against")
		spans := Emphasise(value, against)
		var rest []string
		from := 0
		for _, span := range append(spans, Span{len(value), len(value)}) {
			if span.Start < from || span.End < span.Start || span.End > len(value) {
				t.Fatalf("%q against %q: spans %v", value, against, spans)
			}
			rest = append(rest, value[from:span.Start])
			from = span.End
		}
		// What is not marked stands in the other value, in this order.
		left := against
		for _, part := range rest {
			for _, token := range tokens(part) {
				at := strings.Index(left, token.text)
				if at < 0 {
					t.Fatalf("%q against %q: %q is not marked", value, against, token.text)
				}
				left = left[at+len(token.text):]
			}
		}
		if value != against && len(spans)+len(Emphasise(against, value)) == 0 {
			t.Fatalf("%q and %q differ, and nothing says where", value, against)
		}
	})
}

func TestShow(t *testing.T) {
	const arn = "arn:aws:rds:eu-west-1:777702777702:cluster-pg:acme-aurora15"
	for _, test := range []struct {
		name, text, against string
		cells               int
		want                string
	}{
		{"it fits", "t3.small", "t3.large", 10, "t3.[small]"},
		{"cut behind it", "t3.small and more", "t3.large and more", 10, "t3.[small] …"},
		{"it lies beyond the end", arn, strings.Replace(arn, "15", "14", 1), 20, "…er-pg:acme-[aurora15]"},
		{"no room for it", "aaaa bbbb", "aaaa cccc", 3, "…[b…]"},
		{"nothing marked", arn, arn, 10, "arn:aws:r…"},
	} {
		t.Run(test.name, func(t *testing.T) {
			shown, kinds := Show(test.text, test.cells, Emphasise(test.text, test.against))
			got := marked(shown, kinds[0])
			t.Log(got)
			if got != test.want {
				t.Errorf("%q in %d cells is %s, want %s", test.text, test.cells, got, test.want)
			}
		})
	}
}

func TestShowKeepsADifferenceInSight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value, against := tokenText.Draw(t, "value"), tokenText.Draw(t, "against")
		cells := rapid.IntRange(1, 30).Draw(t, "cells")
		spans := Emphasise(value, against)
		shown, kinds := Show(value, cells, spans, nil)
		marks := kinds[0]
		if Width(shown) > cells {
			t.Fatalf("%q in %d cells is %q", value, cells, shown)
		}
		if (len(marks) > 0) != (len(spans) > 0) {
			t.Fatalf("%q in %d cells: %s of %s", value, cells, marked(shown, marks), marked(value, spans))
		}
		if !slices.IsSortedFunc(marks, func(a, b Span) int { return a.End - b.Start - 1 }) {
			t.Fatalf("spans overlap: %v in %q", marks, shown)
		}
	})
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		name, text string
		cells      int
		want       string
	}{
		{"short", "orders", 10, "orders"},
		{"empty", "", 10, ""},
		{"at spaces", "one two three four", 9, "one two |three |four"},
		{"at delimiters", "arn:aws:rds:eu-west-1", 10, "arn:aws:|rds:eu-|west-1"},
		{"commas first", "a-b,c-d-e-f", 8, "a-b,c-d-|e-f"},
		{"without any", "abcdefghij", 4, "abcd|efgh|ij"},
		{"lines", "a↵b↵", 10, "a↵|b↵"},
		{"line that is full", "abcd↵ef", 4, "abcd|↵|ef"},
		{"wide", "東京都", 4, "東京|都"},
		{"narrower than a character", "東京", 1, "東|京"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.Join(Wrap(test.text, test.cells), "|"); got != test.want {
				t.Errorf("%q in %d cells is %s, want %s", test.text, test.cells, got, test.want)
			}
		})
	}
}

func TestWrapLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := cleaned().Draw(t, "text")
		cells := rapid.IntRange(2, 30).Draw(t, "cells")
		lines := Wrap(s, cells)
		if strings.Join(lines, "") != s {
			t.Fatalf("%q is wrapped as %q", s, lines)
		}
		for _, line := range lines {
			if Width(line) > cells {
				t.Fatalf("%q takes more than %d cells", line, cells)
			}
		}
	})
}

func TestASCII(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                             "plain",
		"≠ − + ? ~ ✓ * ≈ · … ! ●":           "# - + ? ~ v * = . ~ ! o",
		"┌─┐│└─┘":                           "+-+|+-+",
		"größe 東":                           "gr??e ??",
		"\x1b[1;38;2;1;2;3m≠\x1b[m e\u0301": "\x1b[1;38;2;1;2;3m#\x1b[m e",
	} {
		if got := ASCII(text); got != want {
			t.Errorf("ASCII(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestASCIIKeepsTheCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := cleaned().Draw(t, "text")
		if got := ASCII(s); Width(got) != Width(s) || !isASCII(got) {
			t.Fatalf("%q in ASCII is %q", s, got)
		}
	})
}

func BenchmarkEmphasise(b *testing.B) {
	const arn = "arn:aws:rds:eu-west-1:777702777702:cluster-pg:acme-prod-aurora15"
	against := strings.ReplaceAll(strings.Replace(arn, "prod", "staging", 1), "7777", "3333")
	b.ReportAllocs()
	for range b.N {
		Emphasise(arn, against)
	}
}
