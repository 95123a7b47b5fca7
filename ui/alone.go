package ui

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"parity/model"
	"parity/ui/keys"
	"parity/ui/text"
)

// alone says that one environment is looked at, so that there is nothing to hold against anything: screens say
// what it has, and nothing of verdicts.
func (w *world) alone() bool { return len(w.environments) == 1 }

// versusKeys are the keys that mean nothing without a second environment.
var versusKeys = []keys.Action{
	keys.DifferencesOnly, keys.Baseline, keys.Next, keys.Previous, keys.Left, keys.Right, keys.Hide, keys.ShowAll,
	keys.Explain, keys.PinRow, keys.Undo, keys.WayBack, keys.Checklist, keys.RuleOut,
}

// differWords count what differs; where one environment is looked at, what is odd in itself.
func (d *digest) differWords(n int) []string {
	switch {
	case len(d.Inventories) > 1:
		return []string{thousands(n) + verb(n, " differs", " differ")}
	case n > 0:
		return []string{thousands(n) + " odd"}
	default:
		return nil
	}
}

// aloneBlocks are the overview of one environment: what it has, what was changed last, what is odd in itself,
// and what could not be read.
func (o overview) aloneBlocks(v *view) []overviewLine {
	var lines []overviewLine
	if v.loading {
		lines = append(v.readingBlock(), overviewLine{})
	}
	lines = append(lines, v.holdings()...)
	if latest := v.latestBlock(); len(latest) > 0 {
		lines = append(append(lines, overviewLine{}), latest...)
	}
	if odd := v.oddBlock(); len(odd) > 0 {
		lines = append(append(lines, overviewLine{}), odd...)
	}
	return append(append(lines, overviewLine{}), v.cannotBlock()...)
}

// holdings count what there is in each view; Enter opens it.
func (v *view) holdings() []overviewLine {
	name := text.Clean(v.environments[0].Name)
	lines := []overviewLine{v.headingLine("IN "+strings.ToUpper(name), "nothing is held against it; name a second environment to compare")}
	for i, tab := range v.tabs {
		var parts []string
		for _, t := range tab.Types {
			if n := len(v.digest.rows[t.Name]); n > 0 {
				parts = append(parts, counted(n, t.Singular, t.Plural))
			}
		}
		words := strings.Join(parts, ", ")
		if words == "" {
			words = "none"
		}
		lines = append(lines, overviewLine{
			key: "tab " + tab.Name, opens: showTab{i + 1}, columns: []piece{{v.theme.Strong, tab.Title}, {v.theme.Plain, words}},
		})
	}
	align(lines[1:], 24)
	return lines
}

// mostLatest is how many of the newest changes are listed.
const mostLatest = 6

// latest is a resource and when it was changed.
type latest struct {
	row *model.Row
	at  time.Time
}

// latestBlock lists what was changed last, of what tells when it was.
func (v *view) latestBlock() []overviewLine {
	var all []latest
	for _, row := range v.digest.Rows {
		if row.Type.Modified.IsZero() {
			continue
		}
		for _, resource := range row.Cells[0].Resources {
			if at, err := time.Parse(time.RFC3339, resource.Get(row.Type.Modified).Text()); err == nil {
				all = append(all, latest{row, at})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b latest) int { return cmp.Or(b.at.Compare(a.at), byName(a.row, b.row)) })
	if len(all) == 0 {
		return nil
	}
	lines := []overviewLine{v.headingLine("CHANGED LAST", "")}
	for _, l := range all[:min(len(all), mostLatest)] {
		resource := l.row.Cells[0].Resources[0]
		words := v.summary(l.row, &l.row.Cells[0], 0)
		if by := who(resource.Get(l.row.Type.ModifiedBy).Text()); by != "" {
			words += " " + v.theme.Dot + " by " + by
		}
		path := model.Path{}
		if len(l.row.Type.Headline) > 0 {
			path = l.row.Type.Headline[0]
		}
		lines = append(lines, overviewLine{
			key: "latest " + l.row.Type.Name + " " + l.row.Name, opens: openEntry{&model.Entry{Type: l.row.Type, Row: l.row, Attribute: path}},
			columns: []piece{{v.theme.Plain, v.at(l.at)}, {v.theme.Strong, text.Clean(l.row.Name)}, {v.theme.Plain, words}},
		})
	}
	align(lines[1:], 16, v.nameRoom(lines[1:]))
	return lines
}

// mostOdd is how many findings are listed.
const mostOdd = 12

// oddBlock lists what is a finding without any comparison.
func (v *view) oddBlock() []overviewLine {
	var lines []overviewLine
	more := 0
	for _, entry := range v.digest.Entries {
		finding := entry.Finding()
		if finding == "" || finding == model.Recent || entry.Row == nil {
			continue
		}
		if len(lines) == mostOdd {
			more++
			continue
		}
		words := findingWords[finding]
		if entry.Reason != "" && !v.sight.masked && !strings.Contains(entry.Reason, words) {
			words += ": " + entry.Reason
		}
		lines = append(lines, overviewLine{
			key: "odd " + entryKey(entry), stop: true, opens: openEntry{entry}, sign: piece{v.theme.Finding, v.theme.Signs.Finding},
			columns: []piece{
				{v.theme.Strong, strings.TrimSpace(v.entryName(entry) + "  " + v.entryAttribute(entry))}, {v.theme.Plain, text.Clean(words)},
			},
		})
	}
	if len(lines) == 0 {
		return nil
	}
	align(lines, 60)
	if more > 0 {
		lines = append(lines, v.headingLine("", thousands(more)+" more are marked ! in their views"))
	}
	return append([]overviewLine{v.headingLine("ODD IN ITSELF", "")}, lines...)
}
