package snapshot

import (
	"slices"

	"parity/model"
)

// notRecorded lists, per type, what a catalog knows and the writer of a file did not.
func notRecorded(catalog *model.Catalog, recorded map[string][][]string) []model.Unread {
	if catalog == nil {
		return nil
	}
	var gaps []model.Unread
	for _, t := range catalog.Types() {
		patterns, known := recorded[t.Name]
		if !known {
			gaps = append(gaps, gap(t.Name, model.Path{}, "the parity that wrote it did not read "+t.Plural+" yet"))
			continue
		}
		had := map[model.Path]bool{}
		for _, pattern := range patterns {
			had[model.NewPath(pattern...)] = true
		}
		for _, pattern := range t.Declared() {
			if !had[pattern] && judged(t.Field(pattern)) {
				had[pattern] = true
				gaps = append(gaps, gap(t.Name, pattern, "the parity that wrote it did not read "+pattern.String()+" yet"))
			}
		}
	}
	return gaps
}

func gap(typeName string, part model.Path, why string) model.Unread {
	return model.Unread{
		Type: typeName, Part: part, Operation: "snapshot", Code: NotRecorded,
		Message: "not in the snapshot: " + why + "; " + again,
	}
}

// judged leaves out what never decides a verdict: an old file is not unread for want of a status.
func judged(field *model.Field) bool {
	return field.Class.Judged() || slices.ContainsFunc(field.When, func(w model.When) bool { return w.Field.Class.Judged() })
}

// markGaps adds to an inventory the parts its file could not hold. A type that the writer did not know at
// all counts as asked for, or its absence would read as "nobody wanted it".
func markGaps(inv *model.Inventory, gaps []model.Unread) {
	for _, gap := range gaps {
		switch {
		case gap.Part.IsZero() && !inv.Asked(gap.Type):
			inv.Types = append(inv.Types, gap.Type)
		case !inv.Asked(gap.Type):
			continue
		}
		inv.Unread = append(inv.Unread, gap)
	}
}
