package ui

import (
	"slices"
	"strings"

	"parity/model"
	"parity/model/checklist"
	"parity/ui/text"
)

// unfocused is a screen that shows all it is about, whatever the focus is on.
type unfocused interface{ unfocused() bool }

// unfocused: the checklist counts everything.
func (c checks) unfocused() bool { return true }

// unfocused: what a line counts is shown, all of it, and so is what the last load changed.
func (p panes) unfocused() bool { return p.asked != "" || p.reloaded }

// newAskedPanes are what a line of the checklist counts.
func newAskedPanes(l *checklist.Line) panes {
	return panes{asked: l.Key, title: capital(text.Clean(l.Title)), fresh: true}
}

// askedLine is the checklist's line of that key as it is now, nil where there is none.
func (w *world) askedLine(key string) *checklist.Line {
	if w.inquiry == nil || key == "" {
		return nil
	}
	lines := w.inquiry.page.Different
	at := slices.IndexFunc(lines, func(l checklist.Line) bool { return l.Key == key })
	if at < 0 {
		return nil
	}
	return &lines[at]
}

// askedFor is what a line of the checklist counts, looked at as one cause is. Nil where there is nothing.
func (v *view) askedFor(key string) *model.Cause {
	l := v.askedLine(key)
	if l == nil || len(l.Entries) == 0 {
		return nil
	}
	return &model.Cause{Title: l.Title, Entries: l.Entries}
}

// stillOpen says that a person should look at what a line counts: nothing explains it, or it could not be read.
func stillOpen(e *model.Entry) bool { return e.Verdict.Unexplained() || e.Verdict == model.Unknown }

// countedFacts says again what the line counted, and where d is needed to see it.
func countedFacts(c *checklist.Counts) string {
	hidden := ""
	if c.InWindow+c.Rare+c.Common+c.Unread > 0 {
		hidden = " (d)"
	}
	var parts []string
	for _, part := range []struct {
		n     int
		words string
	}{
		{c.InWindow, "in window"},
		{c.Rare, "rare"},
		{c.Common, "common"},
		{c.Explained, "explained" + hidden},
		{c.Unread, "unread"},
		{c.Locked, "encrypted" + hidden},
	} {
		if part.n > 0 {
			parts = append(parts, thousands(part.n)+" "+part.words)
		}
	}
	return strings.Join(parts, factDot)
}
