package ui

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"parity/model"
	"parity/model/focus"
	"parity/ui/text"
)

// builder makes the lines of a screen with panes from a comparison. It is pure: the same comparison and the
// same wishes give the same lines.
type builder struct {
	digest *digest
	// shows is how much is shown.
	shows showing
	// search limits to what a filter finds, cause to the entries of one cause.
	search *search
	cause  *model.Cause
	// ofCause are the cause's entries, by row.
	ofCause map[*model.Row][]*model.Entry
	// reloaded limits it to what the last load changed.
	reloaded bool
	// focus limits it to what the incident is about; nil where it is about everything.
	focus *focus.Set

	// joined is the width a role and its only difference may take to stand in one line.
	joined int

	// single are the places of the roles that have one difference only, in lines.
	single []int
	lines  []line
	// alike counts the rows that are not shown, explained the differences.
	alike, explained tally
	// hits counts the roles shown, of all.
	shown, all, differ int
	// outside counts the rows that are not in the focus, by verdict.
	outside tally
	// listed and unlisted count the rows that a filter finds, peeks those of them that
	// were compared again.
	listed, unlisted, peeks int
}

// build makes the lines of some types.
func (b *builder) build(types []*model.Type) table {
	if b.cause != nil {
		b.ofCause = map[*model.Row][]*model.Entry{}
		for _, entry := range b.cause.Entries {
			b.ofCause[entry.Row] = append(b.ofCause[entry.Row], entry)
		}
	}
	for _, t := range types {
		rows := b.rowsOf(t)
		whole := b.wholeOf(t)
		if len(rows) == 0 && len(whole) == 0 {
			continue
		}
		before := len(b.lines)
		b.lines = append(b.lines, whole...)
		if t.Naming.Paths {
			b.folders(rows)
		} else {
			for _, row := range rows {
				b.row(row, 0)
			}
			b.join()
		}
		if len(types) > 1 && len(b.lines) > before {
			heading := line{lineKey: lineKey{kind: headingLine, name: t.Name}, text: capital(t.Plural), of: t}
			b.lines = slices.Insert(b.lines, before, heading)
			if before > 0 {
				b.lines = slices.Insert(b.lines, before, line{lineKey: lineKey{kind: blankLine, name: t.Name}})
			}
		}
	}
	b.hiddenLines()
	b.restLine()
	done := table{lines: b.lines}
	done.finish()
	return done
}

// rowsOf are the rows of a type: all, or those in which the cause's entries are, or those a filter finds.
func (b *builder) rowsOf(t *model.Type) []*model.Row {
	rows := b.digest.rows[t.Name]
	switch {
	case b.reloaded:
		rows = slices.DeleteFunc(slices.Clone(rows), func(row *model.Row) bool { return b.digest.reload.of(row) == nil })
	case b.cause != nil:
		rows = slices.DeleteFunc(slices.Clone(rows), b.besides)
	}
	if b.search != nil {
		return b.foundOf(t, rows)
	}
	return b.inFocus(rows)
}

// inFocus are those of some rows that are in the focus; the others are counted.
func (b *builder) inFocus(rows []*model.Row) []*model.Row {
	if b.focus == nil {
		return rows
	}
	return slices.DeleteFunc(slices.Clone(rows), func(row *model.Row) bool {
		in := b.focus.Holds(row)
		if !in {
			b.outside.add(row.Verdict)
		}
		return !in
	})
}

// besides says that the cause has nothing in a row.
func (b *builder) besides(row *model.Row) bool { return len(b.ofCause[row]) == 0 }

// wholeOf are the lines about a whole type: what could not be read there, and why.
func (b *builder) wholeOf(t *model.Type) []line {
	if b.reloaded || b.search != nil {
		return nil
	}
	entries := b.digest.whole[t.Name]
	if b.cause != nil {
		entries = slices.DeleteFunc(slices.Clone(entries), func(e *model.Entry) bool { return !slices.Contains(b.cause.Entries, e) })
	}
	byPart := map[model.Path]int{}
	var lines []line
	for _, entry := range entries {
		i, ok := byPart[entry.Attribute]
		if !ok {
			i = len(lines)
			byPart[entry.Attribute] = i
			name := "all " + t.Plural
			if !entry.Attribute.IsZero() {
				name = text.Clean(strings.TrimSuffix(t.Phrase(entry.Attribute), "."+model.Any)) + ", not read"
			}
			lines = append(lines, line{
				lineKey: lineKey{wholeLine, t.Name, "", entry.Attribute}, text: name, of: t,
				path: entry.Attribute, cells: make([]model.LineCell, len(b.digest.Inventories)), stop: true,
			})
		}
		l := &lines[i]
		l.grave(entry.Verdict, entry.Findings)
		if where := environmentIndex(b.digest.Comparison, entry.Environment); where >= 0 {
			l.cells[where] = model.LineCell{Verdict: entry.Verdict, Entry: entry}
		}
	}
	return lines
}

// row adds a role and the attributes in which it differs.
func (b *builder) row(row *model.Row, depth int) {
	if b.search != nil {
		b.foundRow(row, depth)
		return
	}
	b.all++
	role, attributes := b.lay(row, depth)
	if role.listed() && role.worst >= model.Unknown || role.marked {
		b.differ++
	}
	undecided := slices.ContainsFunc(row.Cells, func(c model.Cell) bool { return c.Verdict == model.Undecided })
	lists := func(l line) bool { return b.shows.lists(&l) }
	for i := range attributes {
		if attributes[i].listed() && !lists(attributes[i]) {
			b.explained.add(attributes[i].worst)
		}
	}
	if !undecided && !lists(role) && !slices.ContainsFunc(attributes, lists) {
		if !role.listed() {
			b.alike.add(row.Verdict)
		} else if role.listed() && !slices.ContainsFunc(attributes, func(l line) bool { return l.listed() }) {
			b.explained.add(role.worst)
		}
		return
	}
	attributes = slices.DeleteFunc(attributes, func(l line) bool { return !lists(l) })
	b.put(role, attributes)
}

// put adds the lines of a role.
func (b *builder) put(role line, attributes []line) {
	b.shown++
	b.lines = append(b.lines, role)
	if len(attributes) == 1 && !role.stop {
		b.single = append(b.single, len(b.lines)-1)
	}
	b.lines = append(b.lines, attributes...)
}

// lay makes the lines of a row, whether or not they are shown.
func (b *builder) lay(row *model.Row, depth int) (role line, attributes []line) {
	role = line{lineKey: lineKey{kind: roleLine, name: row.Type.Name, role: row.Name}, of: row.Type, row: row, depth: depth}
	role.text = text.Clean(row.Name)
	if depth > 0 {
		role.text = text.Clean(path.Base(row.Name))
	}
	entries := row.Entries
	if b.cause != nil {
		entries = b.ofCause[row]
	}
	for _, entry := range entries {
		role.grave(entry.Verdict, entry.Findings)
		role.stop = role.stop || entry.Attribute.IsZero() && entry.Verdict >= model.Unknown
	}
	if b.cause == nil {
		for i := range row.Cells {
			role.grave(row.Cells[i].Verdict, row.Cells[i].Findings)
			if state := row.Cells[i].State; state == model.Ambiguous {
				role.stop = true
			}
		}
	}
	all := differences(b.digest.Comparison, row, row.Entries)
	if b.cause != nil {
		all = slices.DeleteFunc(all, func(d difference) bool { return !d.among(entries) })
	}
	role.changed = b.digest.reload.of(row) != nil
	if role.changed {
		all = append(all, b.digest.changedAlone(row, all)...)
	}
	slices.SortStableFunc(all, b.digest.attributesByGravity)
	for _, d := range all {
		l := attributeOf(row, d, depth+1)
		l.changed = role.changed && b.digest.reload.in(row, d.attribute, d.cells) != nil
		attributes = append(attributes, l)
	}
	return role, attributes
}

// attributeOf is the line of one difference of a row.
func attributeOf(row *model.Row, d difference, depth int) line {
	l := line{
		lineKey: lineKey{attributeLine, row.Type.Name, row.Name, d.attribute},
		of:      row.Type, row: row, depth: depth, path: d.attribute, cells: d.cells,
		text: attributeName(row.Type, d.attribute, d.cells),
	}
	for i := range d.cells {
		var findings []model.Finding
		if entry := d.cells[i].Entry; entry != nil {
			findings = findingsOf(entry)
		}
		l.grave(d.cells[i].Verdict, findings)
	}
	if row.Type.Field(d.attribute).Class == model.Reference {
		l.ending = ending(d.cells)
	}
	l.stop = l.differs() && !follows(d.cells)
	return l
}

// follows says that what differs in the cells does so because another attribute does.
func follows(cells []model.LineCell) bool {
	found := false
	for i := range cells {
		switch {
		case cells[i].Verdict < model.Unknown && cells[i].Entry == nil:
		case cells[i].Folded.IsZero():
			return false
		default:
			found = true
		}
	}
	return found
}

// join makes one line of each role and its only difference, where all such pairs of a type have room: a list
// of which some are joined and some not is hard to read. A parameter and its value are always one.
func (b *builder) join() {
	names := make([]string, len(b.single))
	fit := true
	for i, at := range b.single {
		role, attribute := &b.lines[at], &b.lines[at+1]
		names[i] = role.text
		if !headline(role.of, attribute.path) {
			names[i] += "  " + attribute.text
			fit = fit && text.Width(names[i]) <= b.joined
		}
	}
	gone := map[lineKey]bool{}
	for i, at := range b.single {
		role, attribute := &b.lines[at], &b.lines[at+1]
		if !fit && names[i] != role.text {
			continue
		}
		role.text, role.cells, role.path = names[i], attribute.cells, attribute.path
		role.changed = role.changed || attribute.changed
		role.stop, role.ending = attribute.stop, attribute.ending
		gone[attribute.lineKey] = true
	}
	if len(gone) > 0 {
		first := b.single[0]
		rest := slices.DeleteFunc(b.lines[first:], func(l line) bool { return gone[l.lineKey] })
		b.lines = b.lines[:first+len(rest)]
	}
	b.single = nil
}

// folders adds rows whose names are paths, below the folder each lies in.
func (b *builder) folders(rows []*model.Row) {
	for len(rows) > 0 {
		folder := path.Dir(rows[0].Name)
		end := 1
		for end < len(rows) && path.Dir(rows[end].Name) == folder {
			end++
		}
		before := len(b.lines)
		var count tally
		for _, row := range rows[:end] {
			b.row(row, 1)
			count.add(row.Verdict)
		}
		b.join()
		if len(b.lines) > before {
			heading := line{
				lineKey: lineKey{kind: headingLine, name: rows[0].Type.Name, role: folder},
				text:    text.Clean(strings.TrimSuffix(folder, "/") + "/"), of: rows[0].Type, note: count.words(),
			}
			b.lines = slices.Insert(b.lines, before, heading)
		}
		rows = rows[end:]
	}
}

// words counts what is unexplained: ≠4 −38.
func (t *tally) words() string {
	var parts []string
	for _, v := range []model.Verdict{model.Drift, model.Missing, model.Extra} {
		if n := t.verdicts[v]; n > 0 {
			parts = append(parts, verdictSigns[v]+strconv.Itoa(n))
		}
	}
	return strings.Join(parts, " ")
}

// verdictSigns are the signs in counts; a terminal that has only ASCII gets them replaced with the frame.
var verdictSigns = map[model.Verdict]string{model.Drift: "≠", model.Missing: "−", model.Extra: "+"}

// hiddenLines count what is not shown, so that hiding is honest.
func (b *builder) hiddenLines() {
	var lines []line
	add := func(words string, more showing) {
		key := lineKey{kind: alikeLine, name: strconv.Itoa(len(lines))}
		lines = append(lines, line{lineKey: key, text: words, more: more})
	}
	if n := b.explained.verdicts[model.Intentional]; n > 0 {
		add(thousands(n)+" explained ✓", alsoExplained)
	}
	if n := b.explained.verdicts[model.Accepted]; n > 0 {
		add(thousands(n)+" accepted ~", alsoExplained)
	}
	if n := b.alike.total; n > 0 {
		words := thousands(n) + " alike"
		if by := b.alike.verdicts[model.Expected]; by == n {
			words += ", all by ≈"
		} else if by > 0 {
			words += ", " + thousands(by) + " by ≈ only"
		}
		add(words, everything)
	}
	if n := b.alike.verdicts[model.Locked]; n > 0 {
		add("of them "+thousands(n)+" encrypted *", everything)
	}
	if b.outside.total > 0 {
		lines = append(lines, outsideOf(&b.outside))
	}
	if len(b.lines) > 0 && len(lines) > 0 {
		b.lines = append(b.lines, line{lineKey: lineKey{kind: blankLine}})
	}
	b.lines = append(b.lines, lines...)
}
