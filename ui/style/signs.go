package style

import "parity/model"

// Signs are the characters that carry the meaning; each takes one cell. Colour only repeats what they say.
type Signs struct {
	verdicts [len(byVerdict)]string

	// Nothing stands where an environment has nothing; NotYet where it is not yet known.
	Nothing, NotYet string
	// Finding marks a difference that matters more, Recent one that changed in the window.
	Finding, Recent string
	// Changed marks what the last reload changed.
	Changed string
	// Cursor marks the row.
	Cursor string
	// Against stands between the environments compared, Arrow between a value before and after, Then
	// between the places of a trail, Dot between facts.
	Against, Arrow, Then, Dot string
	// Before and After say that there are panes out of sight.
	Before, After string
	// Open and Closed stand before a folder.
	Open, Closed string
	// Borders are those of a pane.
	Horizontal, Vertical, TopLeft, TopRight, BottomLeft, BottomRight string
}

// byVerdict holds the sign of each verdict, and what stands for it in ASCII. Drift has no ≠ there, and !=
// takes two cells.
var byVerdict = [...]struct{ unicode, ascii string }{
	model.Undecided:   {"…", "_"},
	model.Same:        {" ", " "},
	model.Expected:    {"≈", "="},
	model.Locked:      {"*", "*"},
	model.Intentional: {"✓", "v"},
	model.Accepted:    {"~", "~"},
	model.Unknown:     {"?", "?"},
	model.Extra:       {"+", "+"},
	model.Missing:     {"−", "-"},
	model.Drift:       {"≠", "#"},
}

// UnicodeSigns are for terminals that can draw them.
func UnicodeSigns() Signs {
	signs := Signs{
		Nothing: "·", NotYet: "…", Finding: "!", Recent: "●", Changed: "Δ", Cursor: ">",
		Against: "⇄", Arrow: "→", Then: "›", Dot: "·", Before: "‹", After: "›", Open: "▾", Closed: "▸",
		Horizontal: "─", Vertical: "│", TopLeft: "┌", TopRight: "┐", BottomLeft: "└", BottomRight: "┘",
	}
	for verdict, sign := range byVerdict {
		signs.verdicts[verdict] = sign.unicode
	}
	return signs
}

// ASCIISigns are for terminals that know nothing else. What reaches a frame outside of these, text.ASCII
// replaces.
func ASCIISigns() Signs {
	signs := Signs{
		Nothing: ".", NotYet: "_", Finding: "!", Recent: "o", Changed: "^", Cursor: ">",
		Against: "/", Arrow: ">", Then: ">", Dot: "-", Before: "<", After: ">", Open: "v", Closed: ">",
		Horizontal: "-", Vertical: "|", TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+",
	}
	for verdict, sign := range byVerdict {
		signs.verdicts[verdict] = sign.ascii
	}
	return signs
}

// Verdict is the verdict's sign: a space for same.
func (s *Signs) Verdict(v model.Verdict) string { return s.verdicts[v] }
