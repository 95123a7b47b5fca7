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

// longest is how many bytes are looked at for one cluster, so that a text of nothing but marks takes no more
// time than another.
const longest = 64

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
		cluster := first(s[:min(len(s), longest)])
		kept := steady(cluster)
		out.WriteString(cluster[:kept])
		if s = s[kept:]; kept < len(cluster) {
			s = spell(&out, s)
		}
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

// spell writes the number of the text's first character, and is the text after it.
func spell(out *strings.Builder, s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && size == 1 {
		return writeByte(out, s)
	}
	fmt.Fprintf(out, "<U+%04X>", r)
	return s[size:]
}

func first(s string) string {
	cluster, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return cluster
}

// steady is the length of the longest start of the cluster that has a shape, one width by grapheme and by
// wcwidth, and does not melt into what stands before or after it.
func steady(cluster string) int {
	kept := 0
	for end, count := 0, 0; end < len(cluster) && count <= marks; count++ {
		r, size := utf8.DecodeRuneInString(cluster[end:])
		if r == utf8.RuneError && size == 1 || !shown(r) {
			break
		}
		end += size
		start := cluster[:end]
		if wide := ansi.StringWidth(start); wide > 0 && wide == ansi.StringWidthWc(start) && apart(start) {
			kept = end
		}
	}
	return kept
}

// apart says that a cluster stays one of its own between others. Latin letters and symbols always do.
func apart(cluster string) bool {
	r, size := utf8.DecodeRuneInString(cluster)
	if size == len(cluster) && (r < 0x300 || r >= 0x2000 && r < 0x2800) {
		return true
	}
	return first("|"+cluster) == "|" && first(cluster+"|") == cluster
}

// shown says that the character has a shape of its own. The blank of Braille is a symbol to Unicode.
func shown(r rune) bool {
	return unicode.IsPrint(r) && r != '\u2800' &&
		!unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}
