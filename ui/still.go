package ui

import (
	"time"

	"parity/model"
	"parity/ui/text"
)

// mostDoubts is how many lines may say what a change could have escaped.
const mostDoubts = 2

// stillBlock says that nothing changed, as carefully as a difference is told: what was read, since when nothing moved,
// and what nobody would have seen.
func (v *view) stillBlock() []overviewLine {
	if v.digest.Since.IsZero() {
		return []overviewLine{v.underFocus(v.headingLine("Nothing is known to have changed", ""))}
	}
	still := v.digest.Still()
	told := func(at time.Time) string { return v.at(at) }
	claim := text.Clean(still.Claim(told))
	lines := []overviewLine{v.underFocus(overviewLine{
		heading: written{{v.theme.Heading, " " + claim}, {v.theme.Dim, v.looked(&still)}},
	})}
	doubts := still.Doubts(told)
	if v.loading {
		return lines // what is kept of what is still being read is not looked for yet
	}
	for i, doubt := range doubts[:min(len(doubts), mostDoubts)] {
		if more := len(doubts) - mostDoubts; i == mostDoubts-1 && more > 0 {
			doubt += "; " + counted(more, "more such gap", "more such gaps")
		}
		lines = append(lines, overviewLine{
			sign: piece{v.theme.Verdict(model.Unknown), v.theme.Signs.Verdict(model.Unknown)}, columns: []piece{{v.theme.Dim, text.Clean(doubt)}},
		})
	}
	return lines
}
