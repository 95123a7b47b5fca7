package ui

import (
	"cmp"
	"slices"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/ui/text"
)

// copiedWay puts an item into the clipboard.
func (p program) copiedWay(item wayItem) (program, tea.Cmd) {
	p, saves := p.notedCopy(item.entry)
	p.notice = item.copied()
	return p, tea.Batch(tea.SetClipboard(item.text), saves)
}

// wayBack opens the list for what the cursor is on.
func (p program) wayBack() program {
	if p.world.digest == nil || p.world.digest.pending() {
		p.notice = "something is still being read; there is a way back when all is there"
		return p
	}
	v := p.view()
	title, entries := v.takenBack(p.here())
	if len(entries) == 0 {
		p.notice = "nothing differs here that could be taken back"
		return p
	}
	w := newWays(p.here().tab(), title, entries, 0, v)
	if q := p.world.inquiry; q != nil {
		w = w.towards(q.kept.Direction, v)
	}
	return p.fulfil(openPlace{w})
}

// takenBack are the differences that a screen's cursor is on, those of environments that must be like the baseline
// first: what is unexplained, or where all is explained, that.
func (v *view) takenBack(s screen) (title string, entries []*model.Entry) {
	here, ok := s.(explainable)
	if !ok {
		return "", nil
	}
	about := here.subject(v)
	if o, ok := s.(overview); ok && o.entry() != nil {
		about = v.subjectOfEntry(o.entry())
	}
	if entries = about.entries; len(entries) == 0 {
		entries = slices.DeleteFunc(slices.Clone(about.all), func(e *model.Entry) bool {
			return e.Verdict != model.Intentional && e.Verdict != model.Accepted
		})
	}
	return about.title, v.inOrder(entries)
}

// inOrder are entries in the order in which the environments are drawn.
func (v *view) inOrder(entries []*model.Entry) []*model.Entry {
	drawn := map[string]int{}
	for place, i := range v.order() {
		drawn[v.environments[i].Name] = place
	}
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b *model.Entry) int { return cmp.Compare(drawn[a.Environment], drawn[b.Environment]) })
	return entries
}

// subjectOfEntry is what all environments have of what one entry is about.
func (v *view) subjectOfEntry(entry *model.Entry) subject {
	if entry.Row == nil {
		return subject{}
	}
	title := entry.Type.Singular + " " + entry.Name
	if !entry.Attribute.IsZero() && !headline(entry.Type, entry.Attribute) {
		title += " " + v.phrase(entry.Type, entry.Attribute)
	}
	s := v.subjectOf(title, slices.DeleteFunc(slices.Clone(entry.Row.Entries), func(e *model.Entry) bool { return e.Attribute != entry.Attribute }))
	s.title = text.Clean(title)
	return s
}
