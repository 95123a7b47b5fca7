// Package style holds the signs and inks of the screens. Every state has a sign, and an attribute besides
// its colour, so that all is readable on dark and light terminals, with sixteen colours and with none.
package style

import (
	"github.com/charmbracelet/colorprofile"

	"parity/model"
)

// Theme is all that drawing needs to know of the terminal: the inks and the signs for it. It is built anew
// when the terminal says more of itself.
type Theme struct {
	Signs

	// Plain is ordinary text, Dim what only accompanies it, Strong what leads the eye.
	Plain, Dim, Strong Ink
	// Heading is the title of a block, Trail the breadcrumb.
	Heading, Trail Ink
	// Baseline is the name of the environment the others are held against, Environment that of another.
	Baseline, Environment Ink
	// Tab and ActiveTab are the views' names.
	Tab, ActiveTab Ink
	// Border is a pane's frame, ActiveBorder that of the chosen pane.
	Border, ActiveBorder Ink
	// Cursor lies under the row the cursor is on.
	Cursor Ink
	// Emphasis marks the part in which a value differs, Exchange words that are the environments' own.
	Emphasis, Exchange Ink
	// Match marks what the filter looks for.
	Match Ink
	// Finding and Recent are the inks of their signs, Error that of what failed.
	Finding, Recent, Error Ink
	// Link is what Enter follows.
	Link Ink
	// Key is a key in the footer or the help, Hint what it does.
	Key, Hint Ink

	// Unicode is false where only ASCII may be drawn.
	Unicode bool

	verdicts [len(byVerdict)]Ink
}

// Verdict is the ink of the verdict's sign.
func (t *Theme) Verdict(v model.Verdict) Ink { return t.verdicts[v] }

// New makes the theme for a terminal of that profile with a dark background.
func New(profile colorprofile.Profile, signs Signs) *Theme { return build(profile, dark, signs) }

// NewLight makes the theme for a terminal of that profile with a light background.
func NewLight(profile colorprofile.Profile, signs Signs) *Theme { return build(profile, light, signs) }

func build(profile colorprofile.Profile, choice palettes, signs Signs) *Theme {
	p := choice.of(profile)
	unexplained := Ink{Fg: p.orange, Attr: Bold}
	theme := &Theme{
		Signs:        signs,
		Dim:          p.dim,
		Strong:       Ink{Attr: Bold},
		Heading:      Ink{Attr: Bold},
		Trail:        Ink{Attr: Bold},
		Baseline:     Ink{Fg: p.blue, Attr: Bold | Reverse},
		Environment:  Ink{Fg: p.blue, Attr: Bold},
		Tab:          Ink{},
		ActiveTab:    Ink{Fg: p.blue, Attr: Bold | Underline},
		Border:       p.dim,
		ActiveBorder: Ink{Fg: p.blue, Attr: Bold},
		Cursor:       p.cursor,
		Emphasis:     Ink{Fg: p.orange, Attr: Bold | Underline},
		Exchange:     Ink{Fg: p.blue, Attr: Underline},
		Match:        p.match,
		Finding:      Ink{Fg: p.orange, Attr: Bold | Reverse},
		Recent:       Ink{Fg: p.yellow, Attr: Bold},
		Error:        Ink{Fg: p.orange, Attr: Bold},
		Link:         Ink{Fg: p.blue, Attr: Underline},
		Key:          Ink{Fg: p.blue, Attr: Bold},
		Hint:         p.dim,
		Unicode:      signs == UnicodeSigns(),
	}
	theme.verdicts = [len(byVerdict)]Ink{
		model.Undecided:   p.dim,
		model.Same:        {},
		model.Expected:    {Fg: p.blue, Attr: p.dim.Attr},
		model.Locked:      {Fg: p.purple},
		model.Intentional: {Fg: p.blue},
		model.Accepted:    {Fg: p.yellow, Attr: Italic},
		model.Unknown:     {Fg: p.purple, Attr: Bold | Underline},
		model.Extra:       {Fg: p.blue, Attr: Bold},
		model.Missing:     unexplained,
		model.Drift:       unexplained,
	}
	return theme
}

// Enter is how lines beyond the footer write that key: a word, where there is no sign for it.
func (t *Theme) Enter() string {
	if t.Unicode {
		return "⏎"
	}
	return "enter"
}

// UpDown is the same of the keys that move.
func (t *Theme) UpDown() string {
	if t.Unicode {
		return "↑↓"
	}
	return "up/down"
}
