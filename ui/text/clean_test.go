package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestClean(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"plain", "t3.large", "t3.large"},
		{"empty", "", ""},
		{"letters of other scripts", "größe 東京 ñ", "größe 東京 ñ"},
		{"signs", "≠ − ≈ · … ● ✓ →", "≠ − ≈ · … ● ✓ →"},
		{"lines", "a\nb\n", "a↵b↵"},
		{"carriage return", "good\rbad\r\n", "good^Mbad^M↵"},
		{"tab", "a\tb", "a^Ib"},
		{"colour", "\x1b[31mred\x1b[0m", "^[[31mred^[[0m"},
		{"window title", "\x1b]0;owned\x07", "^[]0;owned^G"},
		{"hyperlink", "\x1b]8;;http://x\x1b\\y", `^[]8;;http://x^[\y`},
		{"C1 control", "a\u009b31m", "a<U+009B>31m"},
		{"nul and delete", "\x00\x7f", "^@^?"},
		{"bidi", "user\u202etxt.exe", "user<U+202E>txt.exe"},
		{"bidi isolate", "\u2066x\u2069", "<U+2066>x<U+2069>"},
		{"zero width", "pay\u200bments\u200d\ufeff", "pay<U+200B>ments<U+200D><U+FEFF>"},
		{"soft hyphen", "a\u00adb", "a<U+00AD>b"},
		{"no-break space", "a\u00a0b", "a<U+00A0>b"},
		{"line separators", "a\u2028b\u0085c", "a<U+2028>b<U+0085>c"},
		{"not UTF-8", "a\xffb\xc3", "a<FF>b<C3>"},
		{"surrogate", "\xed\xa0\x80", "<ED><A0><80>"},
		{"the replacement character itself", "a\ufffdb", "a\ufffdb"},
		{"accent of its own", "e\u0301", "e\u0301"},
		{"accent on nothing", "\u0301a", "<U+0301>a"},
		{"accent after a line", "\n\u0301", "↵<U+0301>"},
		{"too many accents", "e" + strings.Repeat("\u0301", 6), "e" + strings.Repeat("\u0301", 4) + strings.Repeat("<U+0301>", 2)},
		{"private", "\ue0b0", "<U+E0B0>"},
		{"filler", "a\u3164b\u2800", "a<U+3164>b<U+2800>"},
		{"tag characters", "x\U000e0061", "x<U+E0061>"},
		{"variation", "\u2764\ufe0f", "\u2764<U+FE0F>"},
		{"family", "👨\u200d👩", "👨<U+200D>👩"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Clean(test.text); got != test.want {
				t.Errorf("Clean(%q) = %q, want %q", test.text, got, test.want)
			}
		})
	}
}

// hostile draws texts of what AWS may hold at worst: any bytes, and characters that terminals disagree on.
func hostile() *rapid.Generator[string] {
	odd := []string{
		"\x1b[2J", "\r", "\n", "\t", "\u202e", "\u200d", "\u200b", "\ufe0f", "\u0301", "\u0903", "\u093f", "\u1161", "\u1100", "\u11a8", "가",
		"👩", "🏽", "🇩", "🇪", "क्ष", "\u0e33", "\u0600", "\xff", "\xe2\x82", "世", "a", "-", " ", "1\u20e3", "\u0d4e", "𝟘", "\u2800", "ﷺ", "…", "↵",
	}
	return rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(odd), rapid.String(),
			rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 4), func(b []byte) string { return string(b) })), 0, 12).Draw(t, "parts")
		return strings.Join(parts, "")
	})
}

// cleaned draws clean texts.
func cleaned() *rapid.Generator[string] { return rapid.Map(hostile(), Clean) }

func TestCleanIsHarmless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := hostile().Draw(t, "text")
		clean := Clean(text)
		if !utf8.ValidString(clean) {
			t.Fatalf("%q is not UTF-8", clean)
		}
		for _, r := range clean {
			if !unicode.IsPrint(r) {
				t.Fatalf("%q holds %U", clean, r)
			}
		}
		if grapheme, wc := ansi.StringWidth(clean), ansi.StringWidthWc(clean); grapheme != wc {
			t.Fatalf("%q takes %d cells by graphemes, %d by wcwidth", clean, grapheme, wc)
		}
		if again := Clean(clean); again != clean {
			t.Fatalf("cleaned again, %q is %q", clean, again)
		}
		if text != "" && Width(clean) == 0 {
			t.Fatalf("%q is invisible", text)
		}
	})
}

// Everything that stands beside a clean text is safe from it.
func TestCleanTextsDoNotMelt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := cleaned().Draw(t, "a"), cleaned().Draw(t, "b")
		for _, between := range []string{" ", "│"} {
			if got, want := Width(a+between+b), Width(a)+1+Width(b); got != want {
				t.Fatalf("%q and %q take %d cells around %q, want %d", a, b, got, between, want)
			}
		}
	})
}

func FuzzClean(f *testing.F) {
	f.Add("\x1b[31mred\x1b[0m\r\n\u202e")
	f.Fuzz(func(t *testing.T, text string) {
		clean := Clean(text)
		if ansi.StringWidth(clean) != ansi.StringWidthWc(clean) || Clean(clean) != clean {
			t.Errorf("%q becomes %q", text, clean)
		}
	})
}

func BenchmarkClean(b *testing.B) {
	for name, text := range map[string]string{
		"plain":  "arn:aws:rds:eu-west-1:777702777702:cluster-pg:acme-prod-aurora15",
		"signs":  "größe 東京 · arn:aws:rds:eu-west-1:777702777702",
		"script": strings.Repeat("#!/bin/sh\n\techo hello\r\n", 40),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				Clean(text)
			}
		})
	}
}
