package text

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// ASCII draws a finished frame with nothing but ASCII, cell for cell, for a terminal that has no more. SGR
// sequences stay as they are.
func ASCII(frame string) string {
	if isASCII(frame) {
		return frame
	}
	var out strings.Builder
	out.Grow(len(frame))
	for i := 0; i < len(frame); {
		cluster, wide := frame[i:i+1], 1
		if frame[i] >= utf8.RuneSelf || i+1 < len(frame) && frame[i+1] >= utf8.RuneSelf {
			cluster, wide = ansi.FirstGraphemeCluster(frame[i:], ansi.GraphemeWidth)
		}
		if sign, ok := substitutes[cluster]; ok {
			out.WriteByte(sign)
			out.WriteString(Blank(wide - 1)) // an East Asian terminal draws many signs two cells wide
		} else if frame[i] < utf8.RuneSelf {
			out.WriteByte(frame[i]) // without the accents on it
		} else {
			out.WriteString(strings.Repeat("?", wide))
		}
		i += len(cluster)
	}
	return out.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// substitutes holds an ASCII character for every sign the screens use.
var substitutes = map[string]byte{
	"≠": '#', "−": '-', "✓": 'v', "≈": '=', "·": '.', "…": '~', "●": 'o', "±": '+', "×": 'x', "✗": 'x', "•": '*', "⇄": '/',
	"→": '>', "←": '<', "↑": '^', "↓": 'v', "›": '>', "‹": '<', "▸": '>', "▾": 'v', "↵": '$', "⏎": '$', "–": '-', "—": '-',
	"│": '|', "─": '-', "┌": '+', "┐": '+', "└": '+', "┘": '+', "├": '+', "┤": '+', "┬": '+', "┴": '+', "┼": '+',
	"║": '|', "═": '=', "╔": '+', "╗": '+', "╚": '+', "╝": '+', "┃": '|', "━": '=', "┏": '+', "┓": '+', "┗": '+', "┛": '+',
	"▏": '|', "█": '#', "▌": '|', "“": '"', "”": '"', "‘": '\'', "’": '\'', " ": ' ',
}
