package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Newline is what a line break inside a text is drawn as.
const Newline = "↵"

// marks is how many combining marks a letter may carry; more is scribbling over other lines.
const marks = 4

// Clean makes a text harmless to a terminal and shows what would be invisible: a line break as ↵, a control
// byte as ^X, any other character that has no shape of its own (bidirectional controls, zero-width and
// unusual spaces, private characters) as <U+202E>, a byte that is not UTF-8 as <FF>. The result is one line,
// and cleaning it again changes nothing.
func Clean(s string) string {
	if plain(s) {
		return s
	}
	var out strings.Builder
	out.Grow(len(s) + 16)
	for len(s) > 0 {
		if c := s[0]; c < ' ' || c == 0x7f {
			out.WriteString(control(c))
			s = s[1:]
			continue
		}
		if len(s) == 1 || s[0] < utf8.RuneSelf && s[1] < utf8.RuneSelf {
			s = writeByte(&out, s)
			continue
		}
		cluster, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		writeCluster(&out, cluster)
		s = s[len(cluster):]
	}
	return out.String()
}

// plain says that the text is printable ASCII, as nearly all of it is.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func control(c byte) string {
	if c == '\n' {
		return Newline
	}
	return "^" + string(rune(c^0x40))
}

func writeByte(out *strings.Builder, s string) string {
	if s[0] < utf8.RuneSelf {
		out.WriteByte(s[0])
	} else {
		fmt.Fprintf(out, "<%02X>", s[0])
	}
	return s[1:]
}

// writeCluster writes as much of the cluster as every terminal draws alike, and spells out the rest.
func writeCluster(out *strings.Builder, cluster string) {
	kept := steady(cluster)
	out.WriteString(cluster[:kept])
	for rest := cluster[kept:]; len(rest) > 0; {
		r, size := utf8.DecodeRuneInString(rest)
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(out, "<%02X>", rest[0])
		} else {
			fmt.Fprintf(out, "<U+%04X>", r)
		}
		rest = rest[size:]
	}
}

// steady is the length of the longest start of the cluster that has a shape, and one width by grapheme and
// by wcwidth.
func steady(cluster string) int {
	kept, count := 0, 0
	for i, r := range cluster {
		size := utf8.RuneLen(r)
		if i+size > len(cluster) || !shown(r, cluster[i:]) || i == 0 && unicode.IsMark(r) || count > marks {
			break
		}
		count++
		head := cluster[:i+size]
		if wide := ansi.StringWidth(head); wide > 0 && wide == ansi.StringWidthWc(head) {
			kept = i + size
		}
	}
	return kept
}

func shown(r rune, at string) bool {
	if r == utf8.RuneError && at[0] != utf8.RuneError>>12|0xe0 {
		return false // a byte that is not UTF-8
	}
	return unicode.IsPrint(r) && r != '\u2800' &&
		!unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}
