package ui

import (
	"slices"

	"parity/model"
	"parity/model/checklist"
	"parity/ui/text"
)

// isOut says that a difference was ruled out in the investigation that is worked on.
func (w *world) isOut(e *model.Entry) bool {
	if w.inquiry == nil {
		return false
	}
	_, out := w.inquiry.out.Entry(e)
	return out
}

// causeIsOut says it of a whole cause.
func (w *world) causeIsOut(c *model.Cause) bool {
	if w.inquiry == nil {
		return false
	}
	_, out := w.inquiry.out.Cause(c)
	return out
}

// ruledOutLine counts what is not ranked any more because somebody ruled it out.
func (v *view) ruledOutLine() []overviewLine {
	if v.inquiry == nil || len(v.inquiry.out) == 0 {
		return nil
	}
	n := 0
	for _, d := range v.inquiry.kept.Decisions {
		if !d.RuledOut.IsZero() {
			n++
		}
	}
	return []overviewLine{{
		key: "ruled out", opens: openChecklist{}, sign: piece{v.theme.Dim, v.theme.Nothing},
		columns: []piece{{v.theme.Dim, thousands(n) + " ruled out, and not ranked in this investigation"}},
		right:   piece{v.theme.Dim, "c  which"},
	}}
}

// recentlyOut counts the changes of the window that were ruled out.
func (v *view) recentlyOut() int {
	type about struct {
		row  *model.Row
		path model.Path
	}
	seen := map[about]bool{}
	for _, e := range v.digest.Entries {
		if e.Has(model.Recent) && v.isOut(e) {
			seen[about{e.Row, e.Attribute}] = true
		}
	}
	return len(seen)
}

// offerLine says that an investigation of these environments is open, which the checklist goes on with.
func (v *view) offerLine() []overviewLine {
	var lines []overviewLine
	if trouble := v.offered.trouble; trouble != nil {
		lines = append(lines, overviewLine{
			sign: piece{v.theme.Error, v.theme.Signs.Finding}, columns: []piece{{v.theme.Error, text.Clean(trouble.Error())}},
		}, overviewLine{})
	}
	kept := v.offered.kept
	if kept == nil || v.inquiry != nil {
		return lines
	}
	inv := &kept.Investigation
	words := "An investigation is open: " + text.Clean(inv.Title) + ", since " + v.at(inv.Opened)
	if v.digest != nil {
		page := checklist.Fill(*inv, v.digest.Comparison)
		words += ", " + thousands(page.Done) + " of " + thousands(page.Of) + " done"
	}
	end := "c  goes on"
	if kept.Holder != "" {
		words += "; " + text.Clean(kept.Holder) + " has it"
		end = "c  look at it"
	}
	return append(lines, overviewLine{
		key: "offer", opens: openChecklist{}, sign: piece{v.theme.Strong, v.theme.Closed},
		columns: []piece{{v.theme.Strong, words}}, right: piece{v.theme.Key, end},
	}, overviewLine{})
}

// alikeRecent are the entries of one change, which stands against several environments.
func (v *view) alikeRecent(e *model.Entry) []*model.Entry {
	return slices.DeleteFunc(slices.Clone(v.digest.Entries), func(o *model.Entry) bool {
		return o != e && !(o.Row == e.Row && o.Attribute == e.Attribute && o.Has(model.Recent))
	})
}

// outStory says of a row that what differs in it was ruled out, and why.
func (v *view) outStory(l *line) string {
	if v.inquiry == nil {
		return ""
	}
	for _, i := range v.order() {
		if e := l.cells[i].Entry; e != nil {
			if by, out := v.inquiry.out.Entry(e); out {
				return "Ruled out " + v.at(by.RuledOut) + ": " + text.Clean(by.Reason)
			}
		}
	}
	return ""
}
