package style

import "github.com/charmbracelet/colorprofile"

// palette holds the few colours there are, of Okabe and Ito's set, which no kind of colour blindness
// confuses: blue against orange, never red against green. The cursor's row has a colour for its text too, so
// that it is legible where the terminal was taken for one of the other background.
type palette struct {
	blue, orange, yellow, purple Color
	dim, cursor, match           Ink
}

// palettes are those of one background, by how many colours the terminal has. What has 256 gets its own:
// the nearest of them to a colour of the full palette can be of another hue.
type palettes struct{ full, many, sixteen palette }

// none dims and marks by attributes alone.
var none = palette{dim: Ink{Attr: Faint}, cursor: Ink{Attr: Reverse}, match: Ink{Attr: Reverse}}

var dark = palettes{
	full: palette{
		blue: RGB(0x56b4e9), orange: RGB(0xf0a030), yellow: RGB(0xf0e442), purple: RGB(0xd78fb7),
		dim: Ink{Fg: RGB(0x969da6)}, cursor: Ink{Fg: RGB(0xe6edf3), Bg: RGB(0x22384d)},
		match: Ink{Fg: RGB(0x101418), Bg: RGB(0xd6c94a)},
	},
	many: palette{
		blue: Indexed(74), orange: Indexed(214), yellow: Indexed(227), purple: Indexed(176),
		dim: Ink{Fg: Indexed(247)}, cursor: Ink{Fg: Indexed(255), Bg: Indexed(236)},
		match: Ink{Fg: Indexed(16), Bg: Indexed(185)},
	},
	// Of the sixteen, a user may have made any two alike; so the cursor is reversed and dim is faint.
	sixteen: palette{
		blue: Basic(14), orange: Basic(3), yellow: Basic(11), purple: Basic(13),
		dim: none.dim, cursor: none.cursor, match: none.match,
	},
}

var light = palettes{
	full: palette{
		blue: RGB(0x005f9e), orange: RGB(0xb34700), yellow: RGB(0x7a5c00), purple: RGB(0x8f3d75),
		dim: Ink{Fg: RGB(0x666c75)}, cursor: Ink{Fg: RGB(0x16202a), Bg: RGB(0xd3e6f5)},
		match: Ink{Fg: RGB(0x16202a), Bg: RGB(0xffdf70)},
	},
	many: palette{
		blue: Indexed(25), orange: Indexed(130), yellow: Indexed(94), purple: Indexed(90),
		dim: Ink{Fg: Indexed(241)}, cursor: Ink{Fg: Indexed(234), Bg: Indexed(195)},
		match: Ink{Fg: Indexed(234), Bg: Indexed(222)},
	},
	sixteen: palette{
		blue: Basic(4), orange: Basic(3), yellow: Basic(3), purple: Basic(5),
		dim: none.dim, cursor: none.cursor, match: none.match,
	},
}

func (p palettes) of(profile colorprofile.Profile) palette {
	switch {
	case profile >= colorprofile.TrueColor:
		return p.full
	case profile >= colorprofile.ANSI256:
		return p.many
	case profile >= colorprofile.ANSI:
		return p.sixteen
	}
	return none
}
