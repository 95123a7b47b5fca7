package compare

import (
	"slices"

	"parity/model"
)

// notePairs says of a resource that stands on one side alone what of the other side it may be under another name.
func notePairs(entries []*model.Entry, pairs []model.ProbablePair, baseline string) {
	type place struct {
		typeOf            *model.Type
		environment, role string
		verdict           model.Verdict
	}
	told := map[place]string{}
	const cure = "; pin them under counterparts: if they are one"
	for _, p := range pairs {
		told[place{p.Type, p.Environment, p.Role, model.Extra}] = "may be " + p.BaselineRole + " of " + baseline + ": " + p.Why + cure
		told[place{p.Type, p.Environment, p.BaselineRole, model.Missing}] = "may be " + p.Role + " of " + p.Environment + ": " + p.Why + cure
	}
	for _, e := range entries {
		if why, ok := told[place{e.Type, e.Environment, e.Name, e.Verdict}]; ok && e.Attribute.IsZero() && e.Reason == "" {
			e.Reason = why
		}
	}
}

// noteUnreferenced says of what belongs to an environment by reference alone that the other has it not because nothing
// there refers to one: it may well exist.
func noteUnreferenced(entries []*model.Entry, baseline int, index func(string) int) {
	for _, e := range entries {
		if !e.Attribute.IsZero() || e.Row == nil || e.Reason != "" {
			continue
		}
		holder, lacking := baseline, e.Environment
		switch e.Verdict {
		case model.Extra:
			holder, lacking = index(e.Environment), "the baseline"
		case model.Missing:
		default:
			continue
		}
		if resources := e.Row.Cells[holder].Resources; !slices.ContainsFunc(resources, func(r *model.Resource) bool { return !r.ByReference }) {
			e.Reason = "nothing in " + lacking + " refers to one"
		}
	}
}
