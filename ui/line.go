package ui

import (
	"slices"
	"strings"

	"parity/model"
	"parity/ui/text"
	"parity/ui/tree"
)

// lineKind is what a row of the panes is about.
type lineKind uint8

const (
	// headingLine names a type, where a view has several, or a folder of parameters.
	headingLine lineKind = iota
	// wholeLine is about a whole type: it could not be read.
	wholeLine
	// roleLine is about a role, memberLine about the resources that play it, attributeLine about one attribute
	// of the role above it.
	roleLine
	memberLine
	attributeLine
	// alikeLine counts what is not shown: what is explained, and what is alike.
	alikeLine
	// blankLine keeps things apart.
	blankLine
	// folderLine is a folder of a tree that is nothing else.
	folderLine
	// outsideLine counts what is not in the focus.
	outsideLine
	// restLine counts what a filter finds beyond what is listed.
	restLine
)

// lineKey tells a line from all others, and finds it again in another comparison.
type lineKey struct {
	kind       lineKind
	name, role string
	attribute  model.Path
}

// line is one row across all panes.
type line struct {
	lineKey
	// text is what stands in the spine, indented by depth. note stands at its right end.
	text  string
	depth int
	note  string
	// noted is the verdict whose ink the note has; drift's, if it is none.
	noted model.Verdict
	of    *model.Type
	// folder is the node of a tree that the line draws, nil elsewhere.
	folder *tree.Node
	row    *model.Row
	// path and cells are those of an attribute, or of the one attribute of a role that differs; cells are in
	// the comparison's order of environments. Without them a role's own are drawn.
	path  model.Path
	cells []model.LineCell
	// ending is what all references in the cells end in: an image's architecture and owner. It is not drawn.
	ending string
	// worst is the gravest verdict in the line; marked and recent say that it has a finding.
	worst          model.Verdict
	marked, recent bool
	// changed says that the last load changed something in it.
	changed bool
	// more is what a line that counts what is not shown leads to.
	more showing
	// stop says that n and N stop here, passed how many of such lines there are up to here.
	stop   bool
	passed int
}

// chosen says that the cursor may rest on the line.
func (l *line) chosen() bool { return l.kind != blankLine && l.kind != headingLine }

// grave takes verdict and findings of an entry into account.
func (l *line) grave(v model.Verdict, findings []model.Finding) {
	l.worst = max(l.worst, v)
	for _, finding := range findings {
		if finding == model.Recent {
			l.recent = true
		} else {
			l.marked = true
		}
	}
}

// counts says that the line counts what is not shown.
func (l *line) counts() bool {
	return l.kind == alikeLine || l.kind == outsideLine || l.kind == restLine
}

// differs says that a person should look: unexplained, unknown, or with a finding.
func (l *line) differs() bool { return l.worst >= model.Unknown || l.marked || l.recent }

// listed says that the line is shown among differences: what is explained is, what is alike is not.
func (l *line) listed() bool { return l.worst >= model.Intentional || l.marked || l.recent }

// table is the rows of a screen with panes.
type table struct {
	lines []line
	// spine is the width the names want, stops how many lines n and N stop at.
	spine, stops int
}

// finish counts what drawing asks for. Widths are measured here and never while drawing.
func (t *table) finish() {
	t.spine, t.stops = 0, 0
	for i := range t.lines {
		l := &t.lines[i]
		if l.stop {
			t.stops++
		}
		l.passed = t.stops
		width := spineIndent + 2*l.depth + text.Width(l.text) + spineMarks
		if l.note != "" {
			width += text.Width(l.note) + 1
		}
		t.spine = max(t.spine, width)
	}
}

const (
	// spineIndent is where names start: behind a blank, the cursor and a blank.
	spineIndent = 3
	// spineMarks is the room for a finding's sign at the end of the spine.
	spineMarks = 3
)

// find is the place of a line, -1 where it is gone.
func (t *table) find(key lineKey) int {
	return slices.IndexFunc(t.lines, func(l line) bool { return l.lineKey == key })
}

// rows is what a list must know of the table.
func (t *table) rows(visible int) rows {
	return rows{
		count: len(t.lines), visible: visible,
		chosen: func(i int) bool { return t.lines[i].chosen() },
		stops:  func(i int) bool { return t.lines[i].stop },
	}
}

// follow keeps the cursor on the line it was on, and that line where it was on the screen, whatever came
// above it. A line that is gone leaves the cursor on the one that took its place.
func (t *table) follow(l list, was *table, visible int) list {
	if l.at < len(was.lines) {
		key := was.lines[l.at].lineKey
		at := t.find(key)
		if at < 0 && key.kind == attributeLine {
			at = t.find(lineKey{kind: roleLine, name: key.name, role: key.role})
		}
		if at >= 0 {
			l = list{at, l.top + at - l.at}
		}
	}
	return l.settle(t.rows(visible))
}

// short is a value without the ending that all in the line share.
func (l *line) short(s string) string {
	if l.ending == "" {
		return s
	}
	return strings.ReplaceAll(s, l.ending, "")
}

// ending is the words that the names of all references in the cells end in, a blank before them; empty if there
// are none, or if there is one name only.
func ending(cells []model.LineCell) string {
	var names []string
	for i := range cells {
		side := &cells[i].Side
		for _, several := range side.Several {
			names = append(names, several.Shown)
		}
		if len(side.Several) == 0 && !side.Value.IsAbsent() {
			names = append(names, side.Shown)
		}
	}
	if len(names) < 2 || strings.Contains(names[0], ",") {
		return ""
	}
	common := names[0]
	at := strings.IndexByte(common, ' ')
	for at >= 0 && slices.ContainsFunc(names, func(s string) bool { return !strings.HasSuffix(s, common[at:]) }) {
		next := strings.IndexByte(common[at+1:], ' ')
		if next < 0 {
			return ""
		}
		at += 1 + next
	}
	if at < 0 || common[:at] == "the" { // the VPC is not to be called the
		return ""
	}
	return text.Clean(common[at:])
}

// element is the key a cell's part of the line ends in: its own where the baseline's was replaced, and in its own
// words where those are what differs.
func (l *line) element(c *model.LineCell) string {
	if c.Entry != nil && c.Entry.Replaces != nil {
		return elementOf(l.of, c.Entry.Replaces.Attribute)
	}
	element := elementOf(l.of, l.path)
	if c.Entry == nil || element == "" {
		return element
	}
	var words []string
	for _, exchange := range c.Entry.Exchange {
		if exchange.Yours != "" {
			words = append(words, exchange.Yours, exchange.Mine)
		}
	}
	return strings.NewReplacer(words...).Replace(element)
}
