package text

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Line is what somebody typed or pasted as the one line of text that was meant: escape sequences are gone, a
// line break or any other control character is a blank, what has no shape of its own is left out. [Clean]
// shows what is there; this keeps it from getting there.
func Line(s string) string {
	if plain(s) {
		return s
	}
	parts := strings.FieldsFunc(ansi.Strip(s), func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' })
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0' || r == '\u202f':
			return ' '
		case r == '\ufffd' || !shown(r):
			return -1
		default:
			return r
		}
	}, strings.Join(parts, " "))
}
