package ui

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"parity/model/checklist"
)

// retest is a load that was asked for to see what is the same by now.
type retest struct {
	// was is the comparison before it, load the number of the load that answers it.
	was  *digest
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
	next.retest = &retest{p.world.digest, p.reading.loads + 1}
	p.world.inquiry = &next
	return p.reload(concerned(&q.page))
}

// concerned are the types of what is to be brought together; none, which is everything, where nothing is.
func concerned(page *checklist.Page) Wanted {
	var wanted Wanted
	for i := range page.Together {
		t := &page.Together[i]
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
	case asked.was == nil || asked.was.pending() || asked.was.Baseline != is.Baseline:
		p.notice = "read; r tells from now on what has become the same"
		return p, nil
	}
	was, now := q.kept, p.world.now
	next2, cmd := p.decided(
		func(inv checklist.Investigation) checklist.Investigation {
			return inv.Retested(asked.was.Comparison, is.Comparison, now)
		},
		func(inv checklist.Investigation) checklist.Investigation {
			inv.Decisions, inv.Retests = was.Decisions, was.Retests
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
	if r.Differ == 0 && r.Unknown == 0 {
		words = "nothing of " + strconv.Itoa(r.Of) + " differs any more"
	}
	if r.Unknown > 0 {
		words += ", " + strconv.Itoa(r.Unknown) + " could not be read"
	}
	if r.New == 0 {
		return words + ", nothing new"
	}
	return words + ", " + strconv.Itoa(r.New) + " new"
}
