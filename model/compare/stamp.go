package compare

import (
	"slices"
	"time"

	"parity/model"
)

// stamp is a time at which AWS says that an attribute was changed.
type stamp struct {
	at time.Time
	// by is who, how how that is known, and value what it was changed to; each where AWS says so.
	by, how, value string
}

// stampsOf lists when AWS says that an attribute of a cell was changed, newest first: by the dates of the resource
// itself, and by the events of its members.
func stampsOf(inv *model.Inventory, t *model.Type, attribute model.Path, cell *model.Cell) []stamp {
	var stamps []stamp
	if s, ok := dated(t, cell); ok {
		stamps = append(stamps, s)
	}
	if len(t.Told) == 0 {
		return stamps
	}
	for _, r := range cell.Resources {
		for _, e := range inv.EventsOf(r) {
			if value, speaks := t.Tells(e, attribute); speaks {
				stamps = append(stamps, stamp{at: e.At, how: e.Source + " event: " + e.Message, value: value})
			}
		}
	}
	slices.SortStableFunc(stamps, func(a, b stamp) int { return b.at.Compare(a.at) })
	return stamps
}

// dated is when and by whom AWS says that the one resource of a cell was last changed.
func dated(t *model.Type, cell *model.Cell) (stamp, bool) {
	if t.Modified.IsZero() || len(cell.Resources) != 1 {
		return stamp{}, false
	}
	r := cell.Resources[0]
	at, err := time.Parse(time.RFC3339, r.Get(t.Modified).Text())
	if err != nil {
		return stamp{}, false
	}
	s := stamp{at: at, by: r.Get(t.ModifiedBy).Text()}
	if version := r.Get(t.Version).Text(); version != "" {
		s.how = "v" + version
	}
	return s, true
}
