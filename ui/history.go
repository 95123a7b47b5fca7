package ui

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/ui/style"
	"parity/ui/text"
)

// Historian tells what a resource was before. The program calls it in commands, once a resource and load, and
// only when somebody looks at the resource.
type Historian interface {
	// History tells the versions of a resource of the environment of that name. What could not be read, and
	// that nobody keeps any, is said in the history. Values that are secrets are so in every version.
	History(ctx context.Context, environment string, resource *model.Resource) model.History
}

// historyKey tells whose history is meant.
type historyKey struct{ environment, typeName, id string }

// past is how far a history is read.
type past struct {
	model.History
	reading bool
}

// toldMsg is a history that was asked for under a generation of loads.
type toldMsg struct {
	generation int
	key        historyKey
	history    model.History
}

// historical is a screen that tells the past of a row.
type historical interface{ tells() *model.Row }

// asking adds to a command the questions for the histories that the screen tells of and nobody has asked for.
func (p program) asking(cmd tea.Cmd) (tea.Model, tea.Cmd) {
	s, ok := p.here().(historical)
	if !ok || p.options.Historian == nil {
		return p, cmd
	}
	row := s.tells()
	if row == nil || row.Type.Version.IsZero() {
		return p, cmd
	}
	for i := range row.Cells {
		key, resource, ok := p.world.pastOf(row, i)
		if _, known := p.world.pasts[key]; !ok || known {
			continue
		}
		p.world.pasts = maps.Clone(p.world.pasts)
		if p.world.pasts == nil {
			p.world.pasts = map[historyKey]past{}
		}
		p.world.pasts[key] = past{reading: true}
		cmd = tea.Batch(cmd, tellNow(p.reading.ctx, p.options.Historian, p.reading.generation, key, resource))
	}
	return p, cmd
}

func tellNow(ctx context.Context, historian Historian, generation int, key historyKey, resource *model.Resource) tea.Cmd {
	return func() tea.Msg {
		return toldMsg{generation, key, historian.History(ctx, key.environment, resource)}
	}
}

// told takes in a history, unless things were read again since it was asked for.
func (p program) told(msg toldMsg) program {
	if msg.generation != p.reading.generation {
		return p
	}
	p.world.pasts = maps.Clone(p.world.pasts)
	p.world.pasts[msg.key] = past{History: msg.history}
	return p.renewed()
}

// pastOf is what the history of an environment's part of a row is kept under; ok is false where it has no one
// resource there.
func (w *world) pastOf(row *model.Row, environment int) (key historyKey, resource *model.Resource, ok bool) {
	cell := &row.Cells[environment]
	if cell.State != model.Present || len(cell.Resources) != 1 {
		return historyKey{}, nil, false
	}
	resource = cell.Resources[0]
	return historyKey{w.environments[environment].Name, row.Type.Name, resource.ID}, resource, true
}

// edition is one version in words: its columns, and what is to be said of it.
type edition struct {
	version, at, by, value string
	// notes say what else changed with it, its labels, and who has this value now.
	notes []string
	// same says that the value is that of the version before.
	same bool
}

// editions are the versions of an environment's part of a row, newest first.
func (v *view) editions(row *model.Row, environment int, history *model.History) []edition {
	t := row.Type
	all := make([]edition, len(history.Versions))
	for i, version := range history.Versions {
		at, _ := time.Parse(time.RFC3339, version.Get(t.Modified).Text())
		e := &all[i]
		e.version, e.at, e.by = "v"+text.Clean(version.Get(t.Version).Text()), v.dated(at), who(version.Get(t.ModifiedBy).Text())
		e.value = v.value(version.Get(t.Headline[0]))
		if i == 0 && version.Get(t.Version) == row.Cells[environment].Resources[0].Get(t.Version) {
			e.notes = append(e.notes, text.Clean(v.environments[environment].Name)+" now")
		} else if i == 0 {
			e.notes = append(e.notes, "newer than what was read; r reads again")
		}
		if i+1 < len(history.Versions) {
			changed, same := v.changes(t, history.Versions[i+1], version)
			e.notes, e.same = append(e.notes, changed...), same
		}
		if labels := version.Get(t.Labels); !t.Labels.IsZero() && !labels.IsAbsent() {
			e.notes = append(e.notes, "label "+v.value(labels))
		}
		if as := v.holders(row, environment, version.Get(t.Headline[0])); len(as) > 0 && i > 0 {
			e.notes = append(e.notes, "as "+listed(as))
		}
	}
	return all
}

// dated is a time as histories tell it: to the minute, with the year where it is another one.
func (v *view) dated(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	at = at.In(v.zone)
	if at.Year() != v.now.In(v.zone).Year() {
		return at.Format("02 Jan 2006")
	}
	return at.Format("02 Jan 15:04")
}

// changes are the attributes beside the value that one version has otherwise than the one before it, in words;
// same says that the value is the same, as far as that can be known.
func (v *view) changes(t *model.Type, before, after *model.Resource) (words []string, same bool) {
	paths := map[model.Path]bool{}
	for _, r := range []*model.Resource{before, after} {
		for i := range r.Attributes {
			paths[r.Attributes[i].Path] = true
		}
	}
	for _, path := range slices.SortedFunc(maps.Keys(paths), model.Path.Compare) {
		was, is := before.Get(path), after.Get(path)
		switch {
		case path == t.Headline[0]:
			same = equal(was, is)
		case path == t.Labels || !t.Field(path).Class.Judged() || was == is:
		case was.IsAbsent():
			words = append(words, text.Clean(t.Phrase(path))+" set")
		case is.IsAbsent():
			words = append(words, text.Clean(t.Phrase(path))+" gone")
		case text.Width(shownValue(was))+text.Width(shownValue(is)) < 40 && !v.sight.masked:
			words = append(words, text.Clean(t.Phrase(path))+" "+shownValue(was)+" "+v.theme.Arrow+" "+shownValue(is))
		default:
			words = append(words, text.Clean(t.Phrase(path))+" changed")
		}
	}
	return words, same
}

// equal says that two values are certainly the same.
func equal(a, b model.Value) bool {
	left, secret := a.Secret()
	right, secrets := b.Secret()
	if secret || secrets {
		same, known := left.Same(right)
		return same && known && a.Text() == b.Text()
	}
	return a == b
}

// holders are the other environments that have this value now.
func (v *view) holders(row *model.Row, environment int, value model.Value) []string {
	var names []string
	for _, i := range v.order() {
		if _, resource, ok := v.pastOf(row, i); ok && i != environment && equal(resource.Get(row.Type.Headline[0]), value) {
			names = append(names, text.Clean(v.environments[i].Name))
		}
	}
	return names
}

// pastWords says why there are no versions, or not all of them; empty where all are there.
func (v *view) pastWords(p past) string {
	switch {
	case p.reading:
		return "reading its versions"
	case p.Unread == nil && len(p.Versions) == 0:
		return "no versions"
	case p.Unread == nil:
		return ""
	case p.Unread.Operation == "":
		return text.Clean(p.Unread.Message)
	}
	words := p.Unread.Operation + " " + failure(p.Unread)
	if failure(p.Unread) != denied {
		words = p.Unread.Operation + ": " + p.Unread.Message
	}
	if p.Unread.Partial {
		words += "; older versions are not told"
	}
	return text.Clean(words)
}

// mostEditions is how many versions of an environment the page of a parameter tells at first.
const mostEditions = 6

// history writes the versions of each environment: what was changed, when, and by whom.
func (p *page) history() {
	row := p.attribute.row
	if row.Type.Version.IsZero() || !headline(row.Type, p.path) || p.view.pasts == nil {
		return
	}
	all := make([][]edition, len(row.Cells))
	for i := range row.Cells {
		if key, _, ok := p.pastOf(row, i); ok {
			kept := p.view.pasts[key]
			all[i] = p.editions(row, i, &kept.History)
		}
	}
	widths := editionWidths(slices.Concat(all...), p.width-labelCells)
	heading := "HISTORY"
	for _, i := range p.order() {
		key, _, ok := p.pastOf(row, i)
		kept, asked := p.view.pasts[key]
		if !ok || !asked {
			continue
		}
		p.add(p.label(p.theme.Heading, heading), piece{p.theme.Environment, text.Clean(p.environments[i].Name)})
		heading = ""
		p.editionLines(all[i], widths)
		if words := p.pastWords(kept); words != "" {
			for _, part := range text.Wrap(words, p.width-labelCells-2) {
				p.add(p.label(style.Ink{}, ""), piece{p.pastInk(kept), part})
			}
		}
	}
	if heading == "" {
		p.blank()
	}
}

// pastInk is that of the words about versions that are not there.
func (v *view) pastInk(p past) style.Ink {
	if p.reading || p.Unread == nil || p.Unread.Operation == "" {
		return v.theme.Dim
	}
	return v.theme.Verdict(model.Unknown)
}

// editionLines writes versions: the newest, until all are asked for.
func (p *page) editionLines(all []edition, widths [4]int) {
	most := len(all)
	if !p.whole {
		most = min(most, mostEditions)
	}
	for i := range all[:most] {
		p.add(append([]piece{p.label(style.Ink{}, "")}, p.editionPieces(&all[i], widths, p.width-labelCells-1)...)...)
		p.wholeValue(all[i].value, widths[3])
	}
	if rest := len(all) - most; rest > 0 {
		p.add(p.label(style.Ink{}, ""), piece{p.theme.Dim, counted(rest, "older version", "older versions") + ": V shows all"})
	}
}

// editionWidths are the widths of the columns of versions: version, time, author, value.
func editionWidths(all []edition, room int) (widths [4]int) {
	for i := range all {
		for at, column := range all[i].columns() {
			widths[at] = max(widths[at], text.Width(column))
		}
	}
	widths[2] = min(widths[2], 16)
	widths[3] = min(widths[3], max(8, room/2-8))
	return widths
}

func (e *edition) columns() [4]string { return [4]string{e.version, e.at, e.by, e.value} }

// editionPieces is a version as a line of so many cells: what changed stands out, what did not is dim.
func (v *view) editionPieces(e *edition, widths [4]int, room int) []piece {
	value := v.theme.Strong
	if e.same {
		value = v.theme.Dim
	}
	inks := [4]style.Ink{v.theme.Plain, v.theme.Plain, v.theme.Dim, value}
	var pieces []piece
	for at, column := range e.columns() {
		cells := min(widths[at], room)
		pieces = append(pieces, piece{inks[at], text.Fit(column, cells)}, piece{style.Ink{}, "  "})
		room -= cells + 2
	}
	if room > 0 && len(e.notes) > 0 {
		pieces = append(pieces, piece{v.theme.Recent, text.Truncate(strings.Join(e.notes, " "+v.theme.Dot+" "), room)})
	}
	return pieces
}

// changedLast is the environment in which a row was changed last, the first one if that is not known; -1 if none
// has it.
func (v *view) changedLast(row *model.Row) int {
	last, newest := -1, ""
	for _, i := range v.order() {
		if _, resource, ok := v.pastOf(row, i); ok {
			if at := resource.Get(row.Type.Modified).Text(); last < 0 || at > newest {
				last, newest = i, at
			}
		}
	}
	return last
}
