package style

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"parity/model"
)

func TestSignsTakeOneCell(t *testing.T) {
	for name, signs := range map[string]Signs{"unicode": UnicodeSigns(), "ascii": ASCIISigns()} {
		check := func(sign string) {
			if ansi.StringWidth(sign) != 1 || ansi.StringWidthWc(sign) != 1 {
				t.Errorf("%s: %q takes more or less than one cell", name, sign)
			}
			if name == "ascii" && (len(sign) != 1 || sign[0] >= 0x80) {
				t.Errorf("%q is not ASCII", sign)
			}
		}
		for _, sign := range signs.verdicts {
			check(sign)
		}
		fields := reflect.ValueOf(signs)
		for i := range fields.NumField() {
			if fields.Field(i).Kind() == reflect.String {
				check(fields.Field(i).String())
			}
		}
	}
}

func TestNoTwoStatesShareASign(t *testing.T) {
	for _, signs := range []Signs{UnicodeSigns(), ASCIISigns()} {
		seen := map[string]string{}
		told := map[string]string{"finding": signs.Finding, "recent": signs.Recent, "nothing": signs.Nothing}
		for _, verdict := range append(model.Verdicts(), model.Undecided) {
			told[verdict.String()] = signs.Verdict(verdict)
		}
		for state, sign := range told {
			if other, ok := seen[sign]; ok {
				t.Errorf("%s and %s are both %q", state, other, sign)
			}
			seen[sign] = state
		}
	}
}

func themes() map[string]*Theme {
	all := map[string]*Theme{}
	for _, profile := range []colorprofile.Profile{colorprofile.ASCII, colorprofile.ANSI, colorprofile.ANSI256, colorprofile.TrueColor} {
		all["dark "+profile.String()] = New(profile, UnicodeSigns())
		all["light "+profile.String()] = NewLight(profile, UnicodeSigns())
	}
	return all
}

// What matters must be seen on a terminal without colours, and on one whose user made two of them alike.
func TestAttributesAloneTellWhatMatters(t *testing.T) {
	for name, theme := range themes() {
		for _, verdict := range model.Verdicts() {
			if bold := theme.Verdict(verdict).Attr&Bold != 0; bold != (verdict >= model.Unknown) {
				t.Errorf("%s: %s is bold: %v", name, verdict, bold)
			}
		}
		for what, ink := range map[string]Ink{
			"finding": theme.Finding, "recent": theme.Recent, "emphasis": theme.Emphasis, "error": theme.Error,
			"baseline": theme.Baseline, "active tab": theme.ActiveTab, "active border": theme.ActiveBorder,
		} {
			if ink.Attr == 0 {
				t.Errorf("%s: %s is told by colour alone", name, what)
			}
		}
		if theme.Cursor == (Ink{}) || theme.Dim == (Ink{}) {
			t.Errorf("%s: the cursor's row or what is dim is like all else", name)
		}
	}
}

func TestNoColorMeansNone(t *testing.T) {
	for _, theme := range []*Theme{New(colorprofile.ASCII, UnicodeSigns()), NewLight(colorprofile.NoTTY, UnicodeSigns())} {
		for _, ink := range inks(theme) {
			if ink.Fg != (Color{}) || ink.Bg != (Color{}) {
				t.Errorf("an ink has a colour: %+v", ink)
			}
		}
	}
}

// inks lists every ink of a theme.
func inks(theme *Theme) []Ink {
	all := slices.Clone(theme.verdicts[:])
	fields := reflect.ValueOf(*theme)
	for i := range fields.NumField() {
		if fields.Type().Field(i).IsExported() {
			if ink, ok := reflect.TypeAssert[Ink](fields.Field(i)); ok {
				all = append(all, ink)
			}
		}
	}
	return all
}

var (
	darkBackgrounds  = []uint32{0x000000, 0x1e1e1e, 0x282c34}
	lightBackgrounds = []uint32{0xffffff, 0xfafafa}
)

// Every colour is legible on the backgrounds terminals have, and in the cursor's row: 4.5 to 1, as WCAG asks.
func TestContrast(t *testing.T) {
	for _, test := range []struct {
		name        string
		theme       *Theme
		backgrounds []uint32
	}{
		{"dark", New(colorprofile.TrueColor, UnicodeSigns()), darkBackgrounds},
		{"light", NewLight(colorprofile.TrueColor, UnicodeSigns()), lightBackgrounds},
		{"dark, 256 colours", New(colorprofile.ANSI256, UnicodeSigns()), darkBackgrounds},
		{"light, 256 colours", NewLight(colorprofile.ANSI256, UnicodeSigns()), lightBackgrounds},
	} {
		cursor := test.theme.Cursor.Bg
		for _, ink := range inks(test.theme) {
			if ink.Fg == (Color{}) {
				continue
			}
			if ink == test.theme.Match {
				// It has a background of its own, everywhere.
				if ratio := contrast(ink.Fg, ink.Bg); ratio < 4.5 {
					t.Errorf("%s: what a filter finds has a contrast of %.1f", test.name, ratio)
				}
				continue
			}
			for _, hex := range test.backgrounds {
				if ratio := contrast(ink.Fg, RGB(hex)); ratio < 4.5 {
					t.Errorf("%s: %v on %06x has a contrast of %.1f", test.name, ink.Fg, hex, ratio)
				}
			}
			if ratio := contrast(ink.Fg, cursor); ratio < 4 {
				t.Errorf("%s: %v in the cursor's row has a contrast of %.1f", test.name, ink.Fg, ratio)
			}
		}
	}
}

func contrast(a, b Color) float64 {
	high, low := luminance(a), luminance(b)
	if high < low {
		high, low = low, high
	}
	return (high + 0.05) / (low + 0.05)
}

func luminance(c Color) float64 {
	linear := func(part uint8) float64 {
		v := float64(part) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	if c.kind == indexed {
		c = ofIndex(int(c.n))
	}
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}

// ofIndex is the colour that terminals give that number: a cube of six by six by six, and 24 greys.
func ofIndex(n int) Color {
	if n >= 232 {
		grey := uint8(8 + 10*(n-232))
		return Color{kind: rgb, r: grey, g: grey, b: grey}
	}
	steps := [...]uint8{0, 0x5f, 0x87, 0xaf, 0xd7, 0xff}
	n -= 16
	return Color{kind: rgb, r: steps[n/36], g: steps[n/6%6], b: steps[n%6]}
}

func TestInk(t *testing.T) {
	for _, test := range []struct {
		name string
		ink  Ink
		want string
	}{
		{"plain", Ink{}, "x"},
		{"attribute", Ink{Attr: Bold}, "\x1b[1mx\x1b[m"},
		{"attributes", Ink{Attr: Bold | Faint | Italic | Underline | Reverse}, "\x1b[1;2;3;4;7mx\x1b[m"},
		{"of the sixteen", Ink{Fg: Basic(3)}, "\x1b[33mx\x1b[m"},
		{"a bright one", Ink{Fg: Basic(14), Bg: Basic(8)}, "\x1b[96;100mx\x1b[m"},
		{"of 256", Ink{Fg: Indexed(214), Bg: Indexed(16)}, "\x1b[38;5;214;48;5;16mx\x1b[m"},
		{"full", Ink{Fg: RGB(0x56b4e9), Bg: RGB(0x000102), Attr: Bold}, "\x1b[1;38;2;86;180;233;48;2;0;1;2mx\x1b[m"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := test.ink.Render("x"); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
	if got := (Ink{Attr: Bold}).Render(""); got != "" {
		t.Errorf("nothing is drawn as %q", got)
	}
}

func TestOn(t *testing.T) {
	cursor := Ink{Fg: Basic(7), Bg: Basic(4), Attr: Bold}
	got := Ink{Fg: Basic(3), Attr: Underline}.On(cursor)
	if want := (Ink{Fg: Basic(3), Bg: Basic(4), Attr: Bold | Underline}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	reversed := Ink{Attr: Reverse}
	if got := (Ink{Attr: Reverse | Bold}).On(reversed); got != (Ink{Attr: Bold}) {
		t.Errorf("reversed in a reversed row is %+v", got)
	}
	if got := (Ink{}).On(cursor); got != cursor {
		t.Errorf("plain on the cursor's row is %+v", got)
	}
}
