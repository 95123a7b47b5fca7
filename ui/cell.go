package ui

import (
	"strconv"
	"strings"

	"parity/model"
	"parity/ui/filter"
	"parity/ui/style"
	"parity/ui/text"
)

// cell is what stands in one pane of a row: a sign, a text of which some parts are marked, and a finding's
// sign at the end.
type cell struct {
	sign        string
	signInk     style.Ink
	text        string
	ink, strong style.Ink
	spans       []text.Span
	// found are the parts that the filter looks for.
	found   []text.Span
	mark    string
	markInk style.Ink
	// facts are columns at the right end, as far as there is room: when a parameter was written, and by whom.
	facts []string
}

// cellOf is what an environment has in a line.
func (v *view) cellOf(l *line, environment int) cell {
	out := v.cellBare(l, environment)
	if secret := v.revealed.of(l, environment); secret != nil {
		out.text, out.ink, out.spans = v.unsealed(secret)
	}
	if v.query != nil {
		out.found = v.query.InValue(filter.Lower(l.path.String()), out.text)
	}
	return out
}

// cellBare is the cell without what a filter marks.
func (v *view) cellBare(l *line, environment int) cell {
	switch {
	case l.kind == alikeLine || l.kind == outsideLine || l.kind == blankLine || l.kind == headingLine || l.kind == restLine:
		return cell{}
	case l.kind == wholeLine:
		return v.wholeCell(&l.cells[environment])
	case l.kind == folderLine:
		return v.folderCell(l, environment)
	case l.folder != nil:
		return v.leafCell(l, environment)
	case l.cells != nil:
		return v.attributeCell(l, environment)
	case l.kind == memberLine:
		out := v.roleCell(l.row, environment)
		if v.absence(l.row, environment) == "" {
			out.text, out.ink = membersOf(&l.row.Cells[environment]), v.theme.Plain
		}
		return out
	default:
		return v.roleCell(l.row, environment)
	}
}

// signed is a cell with the verdict's sign.
func (v *view) signed(verdict model.Verdict) cell {
	return cell{sign: v.theme.Signs.Verdict(verdict), signInk: v.theme.Verdict(verdict)}
}

func (v *view) wholeCell(c *model.LineCell) cell {
	if c.Entry == nil {
		return cell{}
	}
	out := v.signed(c.Verdict)
	out.text, out.ink = text.Clean(v.unread(c.Entry)), v.theme.Verdict(model.Unknown)
	return out
}

// unread says why the part that an entry is about could not be read, in few words where the inventory has them.
func (v *view) unread(e *model.Entry) string {
	for _, inventory := range v.digest.Inventories {
		for i := range inventory.Unread {
			u := &inventory.Unread[i]
			if inventory.Environment.Name == e.Environment && u.Type == e.Type.Name && u.Part == e.Attribute {
				return failure(u) + ": " + u.Operation
			}
		}
	}
	return strings.TrimPrefix(e.Reason, e.Environment+": ")
}

func (v *view) attributeCell(l *line, environment int) cell {
	c := &l.cells[environment]
	out := v.signed(c.Verdict)
	if c.Verdict == model.Same || environment == v.baseline && c.Verdict == model.Undecided {
		out.sign = ""
	}
	out.mark, out.markInk = v.mark(c.Entry)
	if l.changed && out.mark == "" && v.digest.reload.touched(l, environment) {
		out.mark, out.markInk = v.theme.Signs.Changed, v.theme.Strong
	}
	element := l.element(c)
	out.text = l.short(v.side(c.Side, element))
	if !absent(c.Side) {
		v.emphasise(&out, l, c)
		return out
	}
	out.text, out.ink = v.nothing(l, c, environment), v.theme.Dim
	return out
}

// emphasise marks the part of a value in which it is not like the baseline's.
func (v *view) emphasise(out *cell, l *line, c *model.LineCell) {
	switch c.Verdict {
	case model.Same, model.Undecided, model.Locked:
		return
	case model.Expected:
		out.ink, out.strong = v.theme.Dim, v.theme.Exchange
	default:
		out.strong = v.theme.Emphasis
	}
	if baseline := v.side(l.cells[v.baseline].Side, elementOf(l.of, l.path)); baseline != "" {
		out.spans = text.Emphasise(out.text, l.short(baseline))
	}
}

// nothing says why there is no value.
func (v *view) nothing(l *line, c *model.LineCell, environment int) string {
	if l.row != nil {
		if words := v.absence(l.row, environment); words != "" {
			return words
		}
	}
	if c.Verdict == model.Unknown && c.Entry != nil {
		return v.words(text.Clean(c.Entry.Reason), "not known")
	}
	if change := changeOf(l, v.environments[environment].Name); change != nil && !change.Was.IsAbsent() {
		return v.theme.Nothing + " gone, was " + v.side(model.Side{Value: change.Was}, elementOf(l.of, l.path))
	}
	return v.theme.Nothing
}

// changeOf is what is known of when an environment's part of a line changed.
func changeOf(l *line, environment string) *model.Change {
	for i := range l.cells {
		if entry := l.cells[i].Entry; entry != nil && entry.Change != nil && entry.Change.Environment == environment {
			return entry.Change
		}
	}
	return nil
}

// absence says why an environment has no resource in a row; empty where it has one.
func (v *view) absence(row *model.Row, environment int) string {
	c := &row.Cells[environment]
	switch c.State {
	case model.Empty:
		if row.Type.Naming.Paths {
			return v.theme.Nothing
		}
		return v.theme.Nothing + "  no such role"
	case model.Ambiguous:
		return counted(len(c.Resources), "candidate", "candidates") + ", none of them certain"
	case model.Unreadable:
		if c.Reason != "" {
			return text.Clean(c.Reason)
		}
		return "could not be read"
	case model.NotFound:
		return "nothing found there"
	case model.NotYet:
		return v.theme.NotYet
	default:
		return ""
	}
}

// roleCell is what an environment has in the row of a role: how many, and what people ask for first.
func (v *view) roleCell(row *model.Row, environment int) cell {
	c := &row.Cells[environment]
	out := cell{}
	switch c.State {
	case model.Ambiguous, model.Unreadable, model.NotFound:
		out = v.signed(model.Unknown)
	case model.Empty:
		out = v.signed(c.Verdict)
	case model.Present:
		if row.Cells[v.baseline].State == model.Empty {
			out = v.signed(c.Verdict)
		}
	}
	if c.Verdict == model.Undecided && c.State == model.Present && environment != v.baseline {
		out = v.signed(model.Undecided)
	}
	out.mark, out.markInk = v.markOf(c.Findings)
	if out.mark == "" && v.digest.reload.touches(row, environment) {
		out.mark, out.markInk = v.theme.Signs.Changed, v.theme.Strong
	}
	if words := v.absence(row, environment); words != "" {
		out.text, out.ink = words, v.theme.Dim
		return out
	}
	out.text = v.summary(row, c, environment)
	if c.Verdict < model.Unknown && c.Verdict != model.Undecided && !v.alone() {
		out.ink = v.theme.Dim
	}
	return out
}

// summary is a cell in few words: "3 × t3.large", "9 Ingress · 5 Egress".
func (v *view) summary(row *model.Row, c *model.Cell, environment int) string {
	first := c.Resources[0]
	var parts []string
	for _, path := range row.Type.Headline {
		value := first.Get(path)
		switch {
		case value.IsAbsent(), value.Kind() == model.Bool && !value.IsTrue():
		case v.sight.masked:
			parts = append(parts, hidden)
		case value.IsTrue():
			parts = append(parts, path.Last())
		case row.Type.Field(path).Class == model.Reference && v.digest.names[environment][value.Text()] != "":
			parts = append(parts, text.Clean(v.digest.names[environment][value.Text()]))
		default:
			parts = append(parts, v.value(value))
		}
	}
	if len(parts) == 0 {
		parts = elements(row.Type, first)
	}
	words := strings.Join(parts, " · ")
	if n := len(c.Resources); n > 1 {
		words = strings.TrimSpace(strconv.Itoa(n) + " × " + words)
	}
	if words == "" {
		words = text.Clean(first.Name)
	}
	return words
}

// elements counts the attributes that are nothing but their key, by what they are elements of: 9 Ingress, 5 Egress.
func elements(t *model.Type, resource *model.Resource) []string {
	var names []string
	counts := map[string]int{}
	for i := range resource.Attributes {
		a := &resource.Attributes[i]
		if !a.Value.IsTrue() || elementOf(t, a.Path) == "" {
			continue
		}
		name := a.Path.First()
		if counts[name] == 0 {
			names = append(names, name)
		}
		counts[name]++
	}
	for i, name := range names {
		names[i] = strconv.Itoa(counts[name]) + " " + text.Clean(name)
	}
	return names
}

// mark is the sign of an entry's gravest finding.
func (v *view) mark(entry *model.Entry) (string, style.Ink) {
	if entry == nil {
		return "", style.Ink{}
	}
	return v.markOf(findingsOf(entry))
}

// findingsOf are those of an entry, and of the other half where an element was changed.
func findingsOf(entry *model.Entry) []model.Finding {
	if len(entry.Findings) > 0 || entry.Replaces == nil {
		return entry.Findings
	}
	return entry.Replaces.Findings
}

func (v *view) markOf(findings []model.Finding) (string, style.Ink) {
	switch {
	case len(findings) == 0:
		return "", style.Ink{}
	case findings[0] == model.Recent:
		return v.theme.Signs.Recent, v.theme.Recent
	default:
		return v.theme.Signs.Finding, v.theme.Finding
	}
}
