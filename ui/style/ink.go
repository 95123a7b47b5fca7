package style

import "strconv"

// Color is a colour of the terminal; the zero Color is the terminal's own.
type Color struct {
	kind       colorKind
	r, g, b, n uint8
}

type colorKind uint8

const (
	own colorKind = iota
	basic
	indexed
	rgb
)

// Basic is one of the sixteen colours that the terminal's user chose.
func Basic(n uint8) Color { return Color{kind: basic, n: n} }

// Indexed is one of the colours from 16 on of a terminal that has 256.
func Indexed(n uint8) Color { return Color{kind: indexed, n: n} }

// RGB is a colour written 0xRRGGBB.
func RGB(hex uint32) Color {
	return Color{kind: rgb, r: uint8(hex >> 16), g: uint8(hex >> 8), b: uint8(hex)}
}

// Attr is a set of attributes, which a terminal without colours shows too.
type Attr uint8

// The attributes.
const (
	Bold Attr = 1 << iota
	Faint
	Italic
	Underline
	Reverse
)

// Ink is how a run of text is drawn. Inks are values; equal ones are ==. The zero Ink is plain.
type Ink struct {
	Fg, Bg Color
	Attr   Attr
}

// On is the ink drawn over another: what it leaves open, colour or background, shines through, and the
// attributes of both count. So a verdict keeps its colour in the cursor's row. What is reversed in a row that
// is reversed too stands out by not being so.
func (i Ink) On(under Ink) Ink {
	if i.Fg == (Color{}) {
		i.Fg = under.Fg
	}
	if i.Bg == (Color{}) {
		i.Bg = under.Bg
	}
	both := i.Attr & under.Attr & Reverse
	i.Attr = (i.Attr | under.Attr) &^ both
	return i
}

// Reset ends every ink.
const Reset = "\x1b[m"

// Render draws one run of text. Lines of several runs are drawn cheaper by package frame.
func (i Ink) Render(s string) string {
	if i == (Ink{}) || s == "" {
		return s
	}
	return string(append(append(i.Append(nil), s...), Reset...))
}

// Append adds the sequence that starts the ink, from a reset terminal; nothing for the plain ink.
func (i Ink) Append(out []byte) []byte {
	if i == (Ink{}) {
		return out
	}
	out = append(out, "\x1b["...)
	for bit, code := range [...]byte{'1', '2', '3', '4', '7'} {
		if i.Attr&(1<<bit) != 0 {
			out = append(out, code, ';')
		}
	}
	out = i.Fg.append(out, 30)
	out = i.Bg.append(out, 40)
	out[len(out)-1] = 'm'
	return out
}

func (c Color) append(out []byte, base int64) []byte {
	switch c.kind {
	case basic:
		code := base + int64(c.n)
		if c.n >= 8 {
			code += 60 - 8
		}
		out = strconv.AppendInt(out, code, 10)
	case indexed:
		out = strconv.AppendInt(out, base+8, 10)
		out = append(out, ";5;"...)
		out = strconv.AppendInt(out, int64(c.n), 10)
	case rgb:
		out = strconv.AppendInt(out, base+8, 10)
		out = append(out, ";2"...)
		for _, part := range [...]uint8{c.r, c.g, c.b} {
			out = append(out, ';')
			out = strconv.AppendInt(out, int64(part), 10)
		}
	default:
		return out
	}
	return append(out, ';')
}
