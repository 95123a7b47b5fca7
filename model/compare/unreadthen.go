package compare

import (
	"strings"

	"parity/model"
)

// unread says why a result cannot tell whether it had a difference that another one of the same environments has:
// what it is about was not read, or could not be decided. Empty where it could.
func (p *past) unread(e *model.Entry) string {
	own, loaded := p.place[e.Environment]
	if !loaded {
		return e.Environment + " was not loaded then"
	}
	sides := []int{own}
	if own != p.Baseline {
		sides = append(sides, p.Baseline)
	}
	if why := p.unreadType(e.Type, sides); why != "" {
		return why
	}
	row := p.rows[[2]string{e.Type.Name, e.Name}]
	for _, side := range sides {
		var cell model.Cell
		if row != nil {
			cell = row.Cells[side]
		}
		if why := p.unreadCell(e, side, &cell); why != "" {
			return why
		}
	}
	return p.undecided(e)
}

// unreadType says of which side a whole type was not read. Where it was looked for on both sides and found on
// neither, that is an answer.
func (p *past) unreadType(t *model.Type, sides []int) string {
	found := len(sides) == 1
	for _, side := range sides {
		found = found || p.judge.state(t, side).State != model.NotFound
	}
	for _, side := range sides {
		state := p.judge.state(t, side)
		switch {
		case state.State == model.Unreadable, state.State == model.NotYet, state.State == model.NotFound && found:
			return p.notRead(side, state.Reason)
		}
	}
	return ""
}

// unreadCell says why nothing is known of an attribute of a cell, or of whether the cell is there.
func (p *past) unreadCell(e *model.Entry, side int, cell *model.Cell) string {
	hidden := p.judge.hidden[side]
	if !e.Attribute.IsZero() {
		for _, u := range hidden.parts[e.Type.Name] {
			if touches(&u, cell) && e.Attribute.Head(u.Part.Len()).Matches(u.Part) {
				return p.notRead(side, strings.TrimSpace(u.Operation+" "+u.Code))
			}
		}
	}
	if u := hidden.brokenOff(e.Type.Name); u != nil && (cell.State == model.Empty || e.Attribute == model.CountPath || e.Attribute == model.ZonesPath) {
		return p.notRead(side, "the list broke off, "+strings.TrimSpace(u.Operation+" "+u.Code))
	}
	return ""
}

// undecided says that the result had no answer for the difference either, or for one that may be the same.
func (p *past) undecided(e *model.Entry) string {
	place := spotOf(e)
	for _, at := range []spot{place, place.whole()} {
		if old := p.worst(at); old != nil && old.Verdict == model.Unknown && old.Name != "" {
			return "not known in " + p.moment(e.Environment) + ": " + old.Reason
		}
	}
	if around, ok := besides(e); ok {
		if old := p.doubted[around]; old != nil {
			return "not known in " + p.moment(e.Environment) + ": " + old.Reason
		}
	}
	return ""
}

func (p *past) notRead(side int, why string) string {
	text := "not read in " + p.moment(p.Inventories[side].Environment.Name)
	if why != "" {
		text += ": " + why
	}
	return text
}

// moment names an environment's load.
func (p *past) moment(environment string) string {
	at := p.Inventories[p.place[environment]].Environment.LoadedAt
	if at.IsZero() {
		return environment
	}
	return environment + " of " + at.UTC().Format("Mon 2 Jan 15:04 UTC")
}
