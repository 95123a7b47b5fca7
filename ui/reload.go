package ui

import (
	"slices"
	"strings"
	"time"

	"parity/model"
	"parity/ui/text"
)

// reload is what the last load brought that the one before it had not: values, members, differences. Nothing
// of it is a verdict; it is told until there is another load.
type reload struct {
	// since is when the load before was read.
	since time.Time
	// rows holds, by role and attribute, what was there before in each environment in which that has changed.
	// The zero path stands for the members.
	rows map[rowName]map[model.Path][]before
	// vanished are the roles that no environment has any more.
	vanished []string
	// fresh and gone count the unexplained differences that came and went.
	fresh, gone int
}

// rowName finds a row again in another comparison.
type rowName struct{ typeName, name string }

// before is what an environment had until the load; changed says that it is not so any more.
type before struct {
	changed bool
	side    model.Side
}

func nameOf(row *model.Row) rowName { return rowName{row.Type.Name, row.Name} }

// of are the changes of a row; nil where there are none, or was no reload.
func (r *reload) of(row *model.Row) map[model.Path][]before {
	if r == nil || row == nil {
		return nil
	}
	return r.rows[nameOf(row)]
}

// names are those of the rows of a type that have changed.
func (r *reload) names(t *model.Type) []string {
	if r == nil {
		return nil
	}
	var names []string
	for name := range r.rows {
		if name.typeName == t.Name {
			names = append(names, name.name)
		}
	}
	return names
}

// below says that something in a folder changed.
func (r *reload) below(folder string) bool {
	if r == nil {
		return false
	}
	for name := range r.rows {
		if strings.HasPrefix(name.name, folder+"/") {
			return true
		}
	}
	return false
}

// touches says that anything of a row changed in an environment.
func (r *reload) touches(row *model.Row, environment int) bool {
	for _, changes := range r.of(row) {
		if changes[environment].changed {
			return true
		}
	}
	return false
}

// touched says that what an environment has in a line changed: in any part, where the line stands for its role.
func (r *reload) touched(l *line, environment int) bool {
	if l.kind == roleLine {
		return r.touches(l.row, environment)
	}
	was := r.in(l.row, l.path, l.cells)
	return was != nil && was[environment].changed
}

// in are the changes of an attribute, under its path or that of the element it was replaced by.
func (r *reload) in(row *model.Row, path model.Path, cells []model.LineCell) []before {
	changes := r.of(row)
	if changes == nil {
		return nil
	}
	if found := changes[path]; found != nil {
		return found
	}
	for i := range cells {
		if entry := cells[i].Entry; entry != nil && entry.Replaces != nil {
			if found := changes[entry.Replaces.Attribute]; found != nil {
				return found
			}
		}
	}
	return nil
}

// replaced is the key of the one element that went from an environment while the one of the path came.
func (r *reload) replaced(row *model.Row, path model.Path, environment int) string {
	old := ""
	for other, was := range r.of(row) {
		key := elementOf(row.Type, other)
		if key == "" || other == path || other.Len() != path.Len() || other.Head(path.Len()-1) != path.Head(path.Len()-1) ||
			!was[environment].side.Value.IsTrue() {
			continue
		}
		if old != "" {
			return ""
		}
		old = key
	}
	return old
}

// words sum the reload up.
func (r *reload) words() string {
	if r.isEmpty() {
		return "nothing changed"
	}
	words := counted(len(r.rows)+len(r.vanished), "row", "rows") + " changed"
	if r.fresh > 0 {
		words += ", " + counted(r.fresh, "new difference", "new differences")
	}
	if r.gone > 0 {
		words += ", " + thousands(r.gone) + " gone"
	}
	return words
}

func (r *reload) isEmpty() bool { return len(r.rows)+len(r.vanished)+r.fresh+r.gone == 0 }

// reloadOf compares two comparisons' inventories. Where there was no load between them, what the last one brought
// still holds. What was still being read, then or now, tells nothing.
func reloadOf(was, is *digest) *reload {
	switch {
	case was == nil:
		return nil
	case was.loads == is.loads:
		return was.reload
	case was.pending() || is.pending() || len(was.Inventories) != len(is.Inventories):
		return nil
	}
	r := &reload{since: oldest(was.Inventories), rows: map[rowName]map[model.Path][]before{}}
	earlier := make(map[rowName]*model.Row, len(was.Rows))
	for _, row := range was.Rows {
		earlier[nameOf(row)] = row
	}
	for _, row := range is.Rows {
		old := earlier[nameOf(row)]
		delete(earlier, nameOf(row))
		if changes := changesOf(was, is, old, row); len(changes) > 0 {
			r.rows[nameOf(row)] = changes
		}
	}
	for _, row := range was.Rows {
		if earlier[nameOf(row)] != nil && looked(is, row.Type) {
			r.vanished = append(r.vanished, strings.TrimSpace(kind(row.Type)+" "+row.Name))
		}
	}
	if was.Baseline == is.Baseline {
		r.fresh, r.gone = turned(was, is)
	}
	return r
}

// kind is what kind of thing a row is, where its name does not tell.
func kind(t *model.Type) string {
	if t.Naming.Paths {
		return ""
	}
	return t.Singular
}

// looked says that the type was read in every environment.
func looked(d *digest, t *model.Type) bool {
	return !slices.ContainsFunc(d.whole[t.Name], func(e *model.Entry) bool { return e.Attribute.IsZero() })
}

// turned counts the unexplained differences that came and went between two comparisons.
func turned(was, is *digest) (fresh, gone int) {
	old := map[string]bool{}
	for _, entry := range was.Entries {
		if entry.Verdict.Unexplained() {
			old[entryKey(entry)] = true
		}
	}
	gone = len(old)
	for _, entry := range is.Entries {
		switch {
		case !entry.Verdict.Unexplained():
		case old[entryKey(entry)]:
			gone--
		default:
			fresh++
		}
	}
	return fresh, gone
}

// changesOf are the changes of one row: its members, and the attributes that are judged.
func changesOf(was, is *digest, old, row *model.Row) map[model.Path][]before {
	if old != nil && !slices.ContainsFunc(environmentsOf(row), func(i int) bool { return moved(&old.Cells[i], &row.Cells[i]) }) {
		return nil
	}
	changes := map[model.Path][]before{}
	note := func(path model.Path, environment int, side model.Side) {
		if changes[path] == nil {
			changes[path] = make([]before, len(row.Cells))
		}
		changes[path][environment] = before{changed: true, side: side}
	}
	for i := range row.Cells {
		if old == nil {
			if looked(was, row.Type) && row.Cells[i].State == model.Present {
				note(model.Path{}, i, model.Side{})
			}
			continue
		}
		if told(&old.Cells[i]) && told(&row.Cells[i]) && !slices.Equal(ids(&old.Cells[i]), ids(&row.Cells[i])) {
			note(model.Path{}, i, model.Side{Resources: ids(&old.Cells[i])})
		}
	}
	if old == nil {
		return changes
	}
	then, now := sides(was, old), sides(is, row)
	for path := range then {
		if now[path] == nil {
			now[path] = make([]model.LineCell, len(row.Cells))
		}
	}
	for path, cells := range now {
		for i := range cells {
			var side model.Side
			if then[path] != nil {
				side = then[path][i].Side
				if then[path][i].Verdict == model.Unknown && absent(side) {
					continue
				}
			}
			known := len(old.Cells[i].Resources) > 0 && len(row.Cells[i].Resources) > 0
			if known && !(cells[i].Verdict == model.Unknown && absent(cells[i].Side)) && !sameSide(side, cells[i].Side) {
				note(path, i, side)
			}
		}
	}
	return changes
}

func environmentsOf(row *model.Row) []int {
	all := make([]int, len(row.Cells))
	for i := range all {
		all[i] = i
	}
	return all
}

// moved says that a cell holds other resources than before, or the same with other attributes.
func moved(was, is *model.Cell) bool {
	return !slices.EqualFunc(was.Resources, is.Resources, func(a, b *model.Resource) bool {
		return a == b || a.ID == b.ID && slices.Equal(a.Attributes, b.Attributes)
	})
}

// told says that it is known what stands in a cell.
func told(c *model.Cell) bool {
	return c.State == model.Present || c.State == model.Empty || c.State == model.Ambiguous
}

func ids(c *model.Cell) []string {
	all := make([]string, len(c.Resources))
	for i, r := range c.Resources {
		all[i] = r.ID
	}
	slices.Sort(all)
	return all
}

// sides are the attributes of a row whose change is news: what is judged, a status, and a version, which tells
// that a secret changed.
func sides(d *digest, row *model.Row) map[model.Path][]model.LineCell {
	all := map[model.Path][]model.LineCell{}
	for _, line := range d.lines(row) {
		class := row.Type.Field(line.Attribute).Class
		if class.Judged() || class == model.Status || line.Attribute == row.Type.Version {
			all[line.Attribute] = line.Cells
		}
	}
	return all
}

func sameSide(a, b model.Side) bool {
	return a.Value == b.Value && a.Shown == b.Shown && slices.EqualFunc(a.Several, b.Several, func(x, y model.Counted) bool {
		return x.Value == y.Value && x.Count == y.Count && x.Shown == y.Shown
	})
}

// oldest is when the first of the inventories was read.
func oldest(inventories []*model.Inventory) time.Time {
	var first time.Time
	for _, inventory := range inventories {
		if at := inventory.Environment.LoadedAt; first.IsZero() || at.Before(first) {
			first = at
		}
	}
	return first
}

// changedAlone are the attributes of a row that the last load changed and of which there is nothing else to say:
// they have become alike, or have changed everywhere alike.
func (d *digest) changedAlone(row *model.Row, told []difference) []difference {
	changes := d.reload.of(row)
	var alone []difference
	for _, line := range d.lines(row) {
		if changes[line.Attribute] == nil || slices.ContainsFunc(told, func(t difference) bool {
			return t.attribute == line.Attribute || slices.ContainsFunc(t.cells, func(c model.LineCell) bool {
				return c.Entry != nil && c.Entry.Replaces != nil && c.Entry.Replaces.Attribute == line.Attribute
			})
		}) {
			continue
		}
		alone = append(alone, difference{line.Attribute, line.Cells})
	}
	return alone
}

// untilReload says what an attribute was before the last load, in each environment in which it has changed.
func (v *view) untilReload(row *model.Row, path model.Path, cells []model.LineCell) string {
	var parts []string
	for i, was := range v.digest.reload.in(row, path, cells) {
		if !was.changed {
			continue
		}
		words := v.wasUntil(row.Type, path, was.side)
		if old := v.digest.reload.replaced(row, path, i); old != "" && absent(was.side) {
			words = "Was " + v.words(text.Clean(old), hidden)
		}
		parts = append(parts, words+" in "+text.Clean(v.environments[i].Name))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ", ") + " until this reload"
}

// wasUntil is one former value in words.
func (v *view) wasUntil(t *model.Type, path model.Path, was model.Side) string {
	switch {
	case path.IsZero() && len(was.Resources) == 0:
		return "Not there"
	case path.IsZero():
		return "Had " + counted(len(was.Resources), "member", "members") + " (" + text.Clean(clipped(was.Resources, 2)) + ")"
	case absent(was):
		return "Not there"
	case was.Value.IsTrue() && elementOf(t, path) != "":
		return "Was there"
	default:
		return "Was " + text.Truncate(v.side(was, elementOf(t, path)), 60)
	}
}

// reloadStory tells what the last load changed in a role, the first of it in full.
func (v *view) reloadStory(row *model.Row) string {
	changes := v.digest.reload.of(row)
	if len(changes) == 0 {
		return ""
	}
	paths := make([]model.Path, 0, len(changes))
	for path := range changes {
		paths = append(paths, path)
	}
	slices.SortFunc(paths, model.Path.Compare)
	var parts []string
	for _, path := range paths[:min(len(paths), 2)] {
		words := v.untilReload(row, path, nil)
		if !path.IsZero() && !headline(row.Type, path) {
			words = v.phrase(row.Type, path) + ": " + strings.ToLower(words[:1]) + words[1:]
		}
		parts = append(parts, words)
	}
	if n := len(paths) - 2; n > 0 {
		parts = append(parts, counted(n, "more attribute", "more attributes")+" changed in this reload")
	}
	return sentences(parts...)
}
