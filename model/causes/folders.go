package causes

import (
	"fmt"
	"slices"

	"parity/model"
)

// plural1 is a number with a word that has its plural already.
func plural1(n int, word string) string { return fmt.Sprintf("%d %s", n, word) }

// tally counts what lies below a folder.
type tally struct{ whole, all int }

// folders holds together the parameters of the highest folder that is wholly on one side.
func (f *finder) folders(environment string) {
	for _, verdict := range []model.Verdict{model.Missing, model.Extra} {
		f.foldersOf(environment, verdict)
	}
}

func (f *finder) foldersOf(environment string, verdict model.Verdict) {
	folders := map[string]*tally{}
	free := map[*model.Row]*model.Entry{}
	for _, e := range f.left(environment) {
		if e.Verdict == verdict && e.Attribute.IsZero() && e.Type.Naming.Paths && e.Row != nil {
			free[e.Row] = e
		}
	}
	if len(free) < 2 {
		return
	}
	mine, base := f.index[environment], f.comparison.Baseline
	for _, row := range f.comparison.Rows {
		if !row.Type.Naming.Paths || len(row.Cells[mine].Resources) == 0 && len(row.Cells[base].Resources) == 0 {
			continue
		}
		for _, folder := range above(row.Role) {
			t := folders[folder]
			if t == nil {
				t = &tally{}
				folders[folder] = t
			}
			t.all++
			if free[row] != nil {
				t.whole++
			}
		}
	}
	groups := map[string][]*model.Entry{}
	for _, e := range f.left(environment) {
		if free[e.Row] != e {
			continue
		}
		for _, folder := range above(e.Name) {
			if t := folders[folder]; t.whole == t.all && t.all > 1 {
				groups[folder] = append(groups[folder], e)
				break
			}
		}
	}
	f.claimAll(groups, func(folder string, entries []*model.Entry) {
		f.claim(model.CauseFolder, environment, verdict.String()+folder, folder+"/** is "+verdict.String(), "the whole folder", entries)
	})
}

// above lists the folders a path lies in, highest first, the root left out.
func above(path string) []string {
	var out []string
	for i := 1; i < len(path); i++ {
		if path[i] == '/' {
			out = append(out, path[:i])
		}
	}
	return slices.Clip(out)
}
