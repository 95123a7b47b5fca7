package ui

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"parity/model/checklist"
	"parity/ui/text"
)

// retest is a load that was asked for to see what is the same by now.
type retest struct {
	// load is the number of the load that answers it.
	load int
}

// retest reads everything again that is to be brought together, or all where that is not known yet.
func (p program) retest() (program, tea.Cmd) {
	q := p.world.inquiry
	if refused := q.refuses(); refused != "" {
		p.notice = refused
		return p, nil
	}
	next := *q
	next.kept = p.world.placed(next.kept)
	next.retest = &retest{p.reading.loads + 1}
	p.world.inquiry = &next
	return p.reload(concerned(&q.page))
}

// concerned are the types of what is to be brought together; none, which is everything, where nothing is.
func concerned(page *checklist.Page) Wanted {
	var wanted Wanted
	for i := range page.Together {
		t := &page.Together[i]
		if t.Fate == checklist.Unsure {
			return Wanted{} // what could not be read may be anything that it hangs on
		}
		if t.Cause == nil || !t.RuledOut.IsZero() {
			continue
		}
		for _, e := range t.Cause.Entries {
			if e.Type != nil && !slices.Contains(wanted.Types, e.Type.Name) {
				wanted.Types = append(wanted.Types, e.Type.Name)
			}
		}
	}
	return wanted
}

// retested takes in what reading again has shown, when it is compared. A load that fails or is given up decides
// nothing.
func (p program) retested() (program, tea.Cmd) {
	q := p.world.inquiry
	if q == nil || q.retest == nil || p.world.loading || p.reading.comparing {
		return p, nil
	}
	next, asked, is := *q, q.retest, p.world.digest
	next.retest = nil
	p.world.inquiry = &next
	switch {
	case is == nil || is.loads < asked.load || p.world.trouble != nil:
		p.notice = "not read again; everything stays as it was"
		return p, nil
	case is.BaselineName() != q.kept.Baseline:
		p.notice = "read; held against " + text.Clean(q.kept.Baseline) + " r tells what has become the same, b makes it the baseline"
		return p, nil
	case len(q.kept.Seen) == 0:
		p.notice = "read; r tells from now on what has become the same"
		return p, nil
	}
	was, now := q.kept, p.world.now
	next2, cmd := p.decided(
		func(inv checklist.Investigation) checklist.Investigation {
			return inv.Retested(is.Comparison, now)
		},
		func(inv checklist.Investigation) checklist.Investigation {
			inv.Decisions, inv.Retests, inv.Seen = was.Decisions, was.Retests, was.Seen
			return inv
		}, "re-test")
	if all := next2.world.inquiry.kept.Retests; len(all) > 0 {
		next2.notice = retestWords(&all[len(all)-1])
	}
	return next2, cmd
}

// retestWords say what reading again has shown.
func retestWords(r *checklist.Retest) string {
	words := strconv.Itoa(r.Differ) + " of " + strconv.Itoa(r.Of) + verb(r.Differ, " still differs", " still differ")
	if r.Differ == 0 && r.Unknown == 0 && r.Explained == 0 {
		words = "nothing of " + strconv.Itoa(r.Of) + " differs any more"
	}
	if r.Unknown > 0 {
		words += ", " + strconv.Itoa(r.Unknown) + " could not be read"
	}
	if r.Explained > 0 {
		words += ", " + strconv.Itoa(r.Explained) + " explained"
	}
	if r.New == 0 {
		return words + ", nothing new"
	}
	return words + ", " + strconv.Itoa(r.New) + " new"
}
