package ui

import (
	"context"
	"maps"
	"strings"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/compare"
	"parity/ui/style"
	"parity/ui/text"
)

// recallKey tells whose past is meant: an attribute of a row in an environment.
type recallKey struct {
	environment, typeName, name string
	attribute                   model.Path
}

// recall is how far a past is read.
type recall struct {
	model.Recollection
	reading bool
}

// recalledMsg is a past that was asked for under a generation of loads.
type recalledMsg struct {
	generation   int
	key          recallKey
	recollection model.Recollection
}

// recalling is a screen that tells the past of an attribute of a row from the loads that are kept.
type recalling interface {
	recalls() (row *model.Row, attribute model.Path)
}

// remembering adds to a command the questions for the pasts that the screen tells of and nobody has asked for.
func (p program) remembering(cmd tea.Cmd) (program, tea.Cmd) {
	s, ok := p.here().(recalling)
	if !ok || p.options.Recaller == nil || p.world.digest == nil || p.world.digest.result == nil || p.world.digest.pending() {
		return p, cmd
	}
	row, attribute := s.recalls()
	if row == nil {
		return p, cmd
	}
	for i := range row.Cells {
		key := p.world.recallOf(row, attribute, i)
		if _, known := p.world.recalls[key]; known || p.world.versioned(row, attribute, i) && p.options.Historian != nil {
			continue
		}
		p.world.recalls = maps.Clone(p.world.recalls)
		if p.world.recalls == nil {
			p.world.recalls = map[recallKey]recall{}
		}
		p.world.recalls[key] = recall{reading: true}
		cmd = tea.Batch(cmd, recallNow(p.reading.ctx, p.options.Recaller, p.reading.generation, key, p.world.digest.result, row))
	}
	return p, cmd
}

func recallNow(ctx context.Context, r Recaller, generation int, key recallKey, result *compare.Result, row *model.Row) tea.Cmd {
	return func() tea.Msg {
		return recalledMsg{generation, key, r.Recall(ctx, result, key.environment, row, key.attribute)}
	}
}

// recalled takes in a past, unless things were read again since it was asked for.
func (p program) recalled(msg recalledMsg) program {
	if _, asked := p.world.recalls[msg.key]; !asked || msg.generation != p.reading.generation {
		return p
	}
	p.world.recalls = maps.Clone(p.world.recalls)
	p.world.recalls[msg.key] = recall{Recollection: msg.recollection}
	return p.renewed()
}

func (w *world) recallOf(row *model.Row, attribute model.Path, environment int) recallKey {
	return recallKey{w.environments[environment].Name, row.Type.Name, row.Name, attribute}
}

// versioned says that whoever keeps the resource tells its versions, which is more than any load does.
func (w *world) versioned(row *model.Row, attribute model.Path, environment int) bool {
	_, _, one := w.pastOf(row, environment)
	return one && !row.Type.Version.IsZero() && headline(row.Type, attribute)
}

func (a attribute) recalls() (row *model.Row, attribute model.Path) {
	if a.cells == nil {
		return nil, model.Path{}
	}
	return a.row, a.path
}

// sinceLine is one time in the past of an attribute, in columns: where, when, what it was, and how that is known.
type sinceLine struct{ environment, at, value, how string }

// sinceLines are what the loads that are kept tell of each environment, newest first.
func (p *page) sinceLines() (lines []sinceLine, notes []string) {
	for _, i := range p.order() {
		kept, asked := p.view.recalls[p.recallOf(p.attribute.row, p.path, i)]
		name := text.Clean(p.environments[i].Name)
		switch {
		case !asked:
		case kept.reading:
			notes = append(notes, name+": reading what was kept of it")
		default:
			told := p.pastLines(&kept.Recollection)
			for at := range told {
				if at == 0 {
					told[at].environment = name
				}
			}
			lines = append(lines, told...)
			for _, missed := range kept.Missed {
				notes = append(notes, name+": "+text.Clean(missed))
			}
			if kept.More > 0 {
				notes = append(notes, name+": "+counted(kept.More, "older load", "older loads")+" kept beyond these, not looked at")
			}
		}
	}
	return lines, notes
}

// pastLines are the times of one environment. One that was always as it is takes one line; of what nothing is kept
// of, nothing is told.
func (p *page) pastLines(r *model.Recollection) []sinceLine {
	var lines []sinceLine
	for i := range r.Pasts {
		past := &r.Pasts[i]
		l := sinceLine{value: p.pastValue(past)}
		switch last := i == len(r.Pasts)-1; {
		case !past.At.IsZero():
			l.at, l.how = p.at(past.At), pastHow(past)
		case !last:
			l.at, l.how = "after "+p.at(r.Pasts[i+1].Last), "first seen so "+p.at(past.First)
		case len(r.Pasts) == 1 && r.Looks == 0:
			continue
		case len(r.Pasts) == 1:
			l.at, l.how = "since "+p.at(r.Oldest), "in "+verb(r.Looks, "the load", "all "+thousands(r.Looks)+" loads")+" kept on this machine"
		default:
			l.at, l.how = p.at(past.Last), "load kept on this machine"
			if past.First.Before(past.Last) {
				l.how += ", and back to " + p.at(past.First)
			}
		}
		if i > 0 && !past.At.IsZero() {
			l.how = strings.TrimPrefix(l.how+", until "+p.at(past.Last)+" at least", ", ")
		}
		lines = append(lines, l)
	}
	return lines
}

func pastHow(past *model.Past) string {
	how := strings.TrimSpace(past.How)
	if past.By != "" {
		how = strings.TrimSpace(how + " by " + who(past.By))
	}
	return text.Clean(how)
}

func (p *page) pastValue(past *model.Past) string {
	element := elementOf(p.attribute.row.Type, p.path)
	switch {
	case past.Gone:
		return "not there"
	case p.path.IsZero():
		return "there"
	case element != "" && (absent(past.Side) || past.Side.Value.IsTrue()):
		return presence(past.Side, "there", "not there")
	default:
		return p.sideOr(past.Side, element, "not set")
	}
}

// mostSince is how wide the values of the past are at most.
const mostSince = 40

// sinceTable writes what the kept loads tell.
func (p *page) sinceTable(heading string, lines []sinceLine) string {
	var widths [3]int
	for _, l := range lines {
		for i, column := range []string{l.environment, l.at, l.value} {
			widths[i] = max(widths[i], text.Width(column))
		}
	}
	widths[0] = min(widths[0], 16)
	widths[2] = min(widths[2], mostSince, max(8, (p.width-labelCells-widths[0]-widths[1])/2))
	for _, l := range lines {
		pieces := []piece{
			p.label(p.theme.Heading, heading),
			{p.theme.Environment, text.Fit(l.environment, widths[0]) + "  "},
			{p.theme.Plain, text.Fit(l.at, widths[1]) + "  "},
		}
		heading = ""
		room := p.width - labelCells - widths[0] - widths[1] - widths[2] - 7
		pieces = append(pieces, piece{p.theme.Strong, text.Fit(l.value, widths[2]) + "  "})
		if room >= 8 {
			pieces = append(pieces, piece{p.theme.Dim, text.Truncate(l.how, room)})
		}
		p.add(pieces...)
		p.wholeValue(l.value, widths[2])
	}
	return heading
}

// since tells what is known of when it changed: what was said when it was compared, and what the loads that are kept
// tell of each environment.
func (p *page) since() {
	lines, notes := p.sinceLines()
	told := map[string]bool{}
	for _, l := range lines {
		if l.environment != "" {
			told[l.environment] = true
		}
	}
	var words []string
	if reloaded := p.untilReload(p.attribute.row, p.path, p.cells); reloaded != "" {
		words = append(words, reloaded+", as read "+p.at(p.digest.reload.since))
	}
	for _, i := range p.order() {
		entry := p.cells[i].Entry
		if entry == nil || entry.Change != nil && told[text.Clean(entry.Change.Environment)] {
			continue
		}
		if said := p.view.since(entry); said != "" && (len(words) == 0 || words[len(words)-1] != said) {
			words = append(words, said)
		}
	}
	heading := "SINCE"
	if len(lines) > 0 {
		heading = p.sinceTable(heading, lines)
	}
	for i, all := range [][]string{words, notes} {
		ink := []style.Ink{p.theme.Plain, p.theme.Dim}[i]
		for _, paragraph := range all {
			for _, part := range text.Wrap(paragraph, p.width-labelCells-2) {
				p.add(p.label(p.theme.Heading, heading), piece{ink, part})
				heading = ""
			}
		}
	}
	if heading == "" {
		p.blank()
	}
}
