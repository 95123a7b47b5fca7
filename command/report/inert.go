package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inert lets nothing through that a terminal would act on: JSON is read there as well. What JSON itself
// leaves as it is (DEL, the second set of control codes, bidirectional and invisible characters) becomes its
// \u form, which means the same. It relies on such characters standing in strings alone, as in any JSON.
type inert struct {
	w io.Writer
	// rest is the start of a character whose end is still to come.
	rest []byte
}

func (i *inert) Write(p []byte) (int, error) {
	if len(i.rest) == 0 && harmless(p) {
		return i.w.Write(p)
	}
	text := append(i.rest, p...)
	out := make([]byte, 0, len(text)+16)
	for len(text) > 0 && utf8.FullRune(text) {
		r, size := utf8.DecodeRune(text)
		if acts(r) {
			out = appendEscape(out, r)
		} else {
			out = append(out, text[:size]...)
		}
		text = text[size:]
	}
	i.rest = append([]byte(nil), text...)
	if _, err := i.w.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}

func harmless(p []byte) bool {
	for _, b := range p {
		if b >= 0x7f {
			return false
		}
	}
	return true
}

func acts(r rune) bool {
	return r == 0x7f || r >= 0x80 && !unicode.IsPrint(r) && r != utf8.RuneError
}

func appendEscape(out []byte, r rune) []byte {
	if r > 0xffff {
		r -= 0x10000
		return fmt.Appendf(out, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
	}
	return fmt.Appendf(out, `\u%04x`, r)
}

func appendInt(out []byte, n int) []byte { return strconv.AppendInt(out, int64(n), 10) }

// clean is a text as one line that a terminal only draws: a line break is ↵, a control byte ^X, any other
// character without a shape of its own <U+202E>.
func clean(text string) string {
	if strings.IndexFunc(text, hidden) < 0 {
		return text
	}
	var out strings.Builder
	for i, r := range text {
		switch {
		case !hidden(r):
			out.WriteRune(r)
		case r == '\n':
			out.WriteString("↵")
		case r < ' ' || r == 0x7f:
			out.WriteString("^" + string(r^0x40))
		case r == utf8.RuneError:
			fmt.Fprintf(&out, "<%02X>", text[i])
		default:
			fmt.Fprintf(&out, "<U+%04X>", r)
		}
	}
	return out.String()
}

func hidden(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) || unicode.IsMark(r) }
