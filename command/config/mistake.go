package config

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// Mistake is something the file says that cannot be meant.
type Mistake struct {
	Place
	// Source is the line it stands on.
	Source string
	// Says is what is wrong, Meant what was probably meant or how to put it right.
	Says, Meant string
}

// widest is how much of a long line is shown.
const widest = 100

// Error is the mistake with its line and a caret under the place:
//
//	parity.yaml:3:13: environment staging: unknown key "regoin"
//	  3 |   staging: {regoin: eu-west-1}
//	    |             ^ region?
func (m *Mistake) Error() string {
	line, column := m.excerpt()
	number := fmt.Sprintf("%3d", m.Line)
	caret := "^"
	if m.Meant != "" {
		caret += " " + m.Meant
	}
	return fmt.Sprintf("%s: %s\n%s | %s\n%s | %s%s", m.Place, m.Says, number, line,
		strings.Repeat(" ", len(number)), strings.Repeat(" ", column), caret)
}

// excerpt is the printable part of the line around the place, and the cell the place is at in it.
func (m *Mistake) excerpt() (string, int) {
	runes := []rune(strings.Map(printable, m.Source))
	at := min(max(m.Column-1, 0), len(runes))
	before, after := string(runes[:at]), string(runes[at:])
	if over := ansi.StringWidth(before) - widest*2/3; over > 0 {
		before = ansi.TruncateLeft(before, over+1, "…")
	}
	column := ansi.StringWidth(before)
	return strings.TrimRight(ansi.Truncate(before+after, widest, "…"), " "), column
}

// printable keeps a file's control characters off the terminal.
func printable(r rune) rune {
	switch {
	case r == '\t':
		return ' '
	case !unicode.IsPrint(r):
		return '·'
	default:
		return r
	}
}

// Mistakes are all that was found in one file, in the order of their places.
type Mistakes []*Mistake

// most is how many mistakes are told at once; the rest often follow from the first.
const most = 6

func (ms Mistakes) Error() string {
	var out strings.Builder
	for i, m := range ms {
		if i == most {
			fmt.Fprintf(&out, "\nand %d more in %s", len(ms)-most, m.File)
			break
		}
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(m.Error())
	}
	return out.String()
}

func (ms Mistakes) sort() {
	slices.SortStableFunc(ms, func(a, b *Mistake) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
}
