package ui

import (
	"slices"
	"strconv"
	"strings"

	"parity/model"
	"parity/ui/text"
	"parity/ui/tree"
)

// branch is a line of a tree as the panes draw it.
func (v *view) branch(at *tree.Line) line {
	n := at.Node
	l := line{depth: n.Depth, folder: n, text: v.branchName(at), stop: at.Stop, passed: at.Passed}
	switch {
	case at.Rest > 0:
		l.kind, l.name, l.role, l.more = alikeLine, n.Path, "rest", everything
		l.depth++
		l.text = thousands(at.Rest) + " alike"
	case at.Further >= 0:
		return v.furtherLine(n, &n.Further[at.Further], at)
	case n.Row == nil:
		l.lineKey = lineKey{kind: folderLine, role: n.Path}
		l.worst, l.recent = n.Below.Worst(), n.Below.Recent > 0
		l.note, l.noted = sumWords(n.Below), l.worst
		l.changed = v.digest.reload.below(n.Path)
	default:
		l.lineKey = lineKey{kind: roleLine, name: n.Row.Type.Name, role: n.Row.Name}
		l.of, l.row = n.Row.Type, n.Row
		l.worst, l.marked, l.recent = n.Own.Verdict, n.Own.Found, n.Own.Recent
		l.path, l.cells = ownCells(v.digest.Comparison, n.Row)
		l.note, l.noted = leafNote(n), n.Own.Verdict
		l.changed = v.digest.reload.of(n.Row) != nil
	}
	return l
}

// branchName is what the spine calls a line: a folder by its sign and a slash at its end.
func (v *view) branchName(at *tree.Line) string {
	name := text.Clean(at.Node.Name)
	switch {
	case !at.Node.IsFolder():
		return "  " + name
	case at.Open:
		return v.theme.Open + " " + name + "/"
	default:
		return v.theme.Closed + " " + name + "/"
	}
}

// leafNote is the sign of what is said of a parameter; that it is a folder too is what nobody expects.
func leafNote(n *tree.Node) string {
	note := strings.TrimSpace(countSigns[n.Own.Verdict])
	if n.IsFolder() {
		note = strings.TrimSpace("folder too " + note)
		if words := sumWords(n.Below); words != "" {
			note += " " + words
		}
	}
	return note
}

// countSigns are the signs beside names and counts; a terminal that has only ASCII gets them replaced.
var countSigns = map[model.Verdict]string{
	model.Drift: "≠", model.Missing: "−", model.Extra: "+", model.Unknown: "?", model.Accepted: "~",
	model.Intentional: "✓", model.Locked: "*", model.Expected: "≈",
}

// sumWords counts what is below a folder: what is unexplained, else the gravest that there is.
func sumWords(s *tree.Sum) string {
	var parts []string
	for _, verdict := range []model.Verdict{model.Drift, model.Missing, model.Extra} {
		if n := s.Verdicts[verdict]; n > 0 {
			parts = append(parts, countSigns[verdict]+strconv.Itoa(n))
		}
	}
	if worst := s.Worst(); len(parts) == 0 && worst > model.Same {
		parts = append(parts, countSigns[worst]+strconv.Itoa(s.Verdicts[worst]))
	}
	if s.Found > 0 {
		parts = append(parts, "!"+strconv.Itoa(s.Found))
	}
	return strings.Join(parts, " ")
}

// furtherLine is an attribute beside a parameter's value in which it differs.
func (v *view) furtherLine(n *tree.Node, f *tree.Further, at *tree.Line) line {
	l := line{
		lineKey: lineKey{attributeLine, n.Row.Type.Name, n.Row.Name, f.Path}, of: n.Row.Type, row: n.Row,
		text: "  " + attributeName(n.Row.Type, f.Path, nil), depth: n.Depth + 1, path: f.Path,
		worst: f.Verdict, marked: f.Found, recent: f.Recent, stop: at.Stop, passed: at.Passed,
	}
	l.cells = attributeCells(v.digest.Comparison, n.Row, f.Path)
	l.changed = v.digest.reload.in(n.Row, f.Path, l.cells) != nil
	return l
}

// ownCells are those of a parameter's own line: what each environment has in the attribute that is looked for
// first, with what is said of the row as a whole, or of the headline's other attributes where that is graver.
func ownCells(c *model.Comparison, row *model.Row) (model.Path, []model.LineCell) {
	path := row.Type.Headline[0]
	cells := attributeCells(c, row, path)
	for _, entry := range row.Entries {
		where := environmentIndex(c, entry.Environment)
		if where < 0 || !entry.Attribute.IsZero() && !slices.Contains(row.Type.Headline, entry.Attribute) {
			continue
		}
		cell := &cells[where]
		if cell.Entry != nil && gravityOf(entry) <= gravityOf(cell.Entry) {
			continue
		}
		cell.Verdict, cell.Entry = entry.Verdict, entry
	}
	return path, cells
}

// gravityOf orders entries that share a cell.
func gravityOf(e *model.Entry) int {
	d := difference{cells: []model.LineCell{{Verdict: e.Verdict, Entry: e}}}
	return d.gravity()
}

// attributeCells are what each environment has for an attribute, with what is said of it.
func attributeCells(c *model.Comparison, row *model.Row, path model.Path) []model.LineCell {
	for _, d := range differences(c, row, row.Entries) {
		if d.attribute == path {
			return d.cells
		}
	}
	cells := make([]model.LineCell, len(row.Cells))
	for i := range cells {
		cell := &row.Cells[i]
		cells[i].Verdict = model.Same
		if cell.Verdict == model.Undecided {
			cells[i].Verdict = model.Undecided
		}
		if cell.State == model.Present && len(cell.Resources) > 0 {
			cells[i].Side.Value = cell.Resources[0].Get(path)
		}
	}
	return cells
}

// summary says how many paths there are, how many differ, and how many are not shown.
func (e explorer) summary(t *tree.Tree) string {
	paths := counted(t.All.Rows, "path", "paths")
	if e.made.focus != nil {
		return e.focusSummary(paths)
	}
	if e.filter != "" {
		return thousands(len(e.search.found[e.of.Name])) + " of " + paths + " shown"
	}
	parts := append([]string{paths}, e.made.digest.differWords(t.All.Differing())...)
	explained, alike := 0, 0
	switch e.made.shows {
	case onlyDiffering:
		explained, alike = explainedIn(t), t.All.Levels[tree.Alike]
	case alsoExplained:
		alike = t.All.Levels[tree.Alike]
	}
	return hides(parts, explained, alike)
}

// explainedIn counts what has an explanation: paths, and further attributes.
func explainedIn(t *tree.Tree) int {
	return t.All.Levels[tree.Explained] + t.All.Further[tree.Explained]
}

// measured is the width that the names in the tree want, counted until it is more than they can get.
func (e explorer) measured(v *view) int {
	width := 0
	for i := range e.lines {
		if width > v.layout.Screen.Width/3 {
			break
		}
		at := &e.lines[i]
		n := at.Node
		// Nearly all lines are plain parameters, whose names take no more cells than bytes.
		if !n.IsFolder() && at.Further < 0 && spineIndent+2*n.Depth+3+len(n.Name)+2+spineMarks <= width {
			continue
		}
		cells := spineIndent + 2*n.Depth + 3 + text.Width(n.Name) + spineMarks
		switch {
		case at.Further >= 0:
			cells = spineIndent + 2*n.Depth + 4 + text.Width(n.Row.Type.Phrase(n.Further[at.Further].Path)) + spineMarks
		case n.Row == nil:
			cells += text.Width(sumWords(n.Below)) + 1
		default:
			cells += text.Width(leafNote(n)) + 1
		}
		width = max(width, cells)
	}
	for i := range e.notes {
		width = max(width, spineIndent+text.Width(e.notes[i].text)+spineMarks)
	}
	return width
}

// treeNotes count what is not shown, so that hiding is honest.
func (e explorer) treeNotes(t *tree.Tree, s tree.Sight) []line {
	if e.made.focus != nil {
		return e.focusNotes()
	}
	if s.Keep != nil || s.Level == tree.Alike {
		return nil
	}
	var notes []line
	add := func(words string, more showing) {
		if len(notes) == 0 {
			notes = append(notes, line{lineKey: lineKey{kind: blankLine}})
		}
		notes = append(notes, line{lineKey: lineKey{kind: alikeLine, name: strconv.Itoa(len(notes))}, text: words, more: more})
	}
	if n := explainedIn(t); n > 0 && s.Level > tree.Explained {
		add(thousands(n)+" explained", alsoExplained)
	}
	folders, alike := 0, t.All.Levels[tree.Alike]
	for _, n := range t.Top {
		if n.IsFolder() && n.Below.Levels[tree.Alike] == n.Below.Rows && n.Below.Pending == 0 {
			folders++
		}
	}
	if folders > 0 {
		add(counted(folders, "folder", "folders")+" alike", everything)
	}
	if alike > 0 {
		words := counted(alike, "path", "paths") + " alike"
		if by := t.All.Verdicts[model.Expected]; by > 0 {
			words += ", " + thousands(by) + " by ≈"
		}
		add(words, everything)
	}
	return notes
}
