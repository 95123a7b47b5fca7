package report

import (
	"fmt"

	"parity/model"
)

// everything writes every row: those of each cause, then what is explained or cannot be said, by verdict.
func (t *teller) everything() {
	for _, cause := range t.causes {
		t.section(t.cause(cause, len(cause.Entries)))
	}
	by := map[model.Verdict][]*model.Entry{}
	for _, entry := range t.comparison.Entries {
		if listed(entry) && !entry.Verdict.Unexplained() {
			by[entry.Verdict] = append(by[entry.Verdict], entry)
		}
	}
	for _, verdict := range []model.Verdict{model.Unknown, model.Same, model.Accepted, model.Intentional, model.Locked, model.Expected} {
		entries := by[verdict]
		if len(entries) == 0 {
			continue
		}
		title := verdict.String()
		if verdict == model.Same {
			title = "same, with a finding"
		}
		t.section([]*line{newLine(inkOf(verdict), signs[verdict]+" ").add(Plain, fmt.Sprintf(" %5d ", len(entries))).add(Strong, title)})
		for _, entry := range entries {
			t.print([]*line{t.row(entry)})
		}
	}
}
