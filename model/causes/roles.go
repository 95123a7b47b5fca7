package causes

import (
	"slices"
	"strings"

	"parity/model"
)

// roles holds together a role that stands on one side only and all it owns: what only it refers to, and
// every group, database and folder whose name begins with the role.
func (f *finder) roles(environment string) {
	for _, verdict := range []model.Verdict{model.Missing, model.Extra} {
		var whole []*model.Entry
		for _, e := range f.left(environment) {
			if e.Verdict == verdict && e.Attribute.IsZero() && e.Row != nil {
				whole = append(whole, e)
			}
		}
		if len(whole) == 0 {
			continue
		}
		holder := f.index[environment]
		if verdict == model.Missing {
			holder = f.comparison.Baseline
		}
		used := f.usedBy(holder)
		prefix := f.prefix(holder)
		for _, leader := range leaders(whole) {
			if leader.Cause != "" {
				continue
			}
			owned := []*model.Entry{leader}
			for _, e := range whole {
				if e != leader && e.Cause == "" && (begins(e, leader.Name, prefix) || onlyUser(used, e, leader)) {
					owned = append(owned, e)
				}
			}
			f.claim(model.CauseRole, environment, verdict.String()+Key(leader),
				"role "+leader.Name+" is "+verdict.String()+": "+kinds(owned), "the whole role", owned)
		}
	}
}

// leaders are the entries that others can belong to: instances first, then whatever has a name of its own
// that is no path, the shortest name first.
func leaders(whole []*model.Entry) []*model.Entry {
	var out []*model.Entry
	for _, e := range whole {
		if !e.Type.Naming.Paths {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b *model.Entry) int {
		if a.Type.Naming.Ordinals != b.Type.Naming.Ordinals {
			if a.Type.Naming.Ordinals {
				return -1
			}
			return 1
		}
		return len(a.Name) - len(b.Name)
	})
	return out
}

// begins says that an entry's name begins with the role, with or without the prefix the environment's
// names have in common.
func begins(e *model.Entry, role, prefix string) bool {
	name := strings.TrimPrefix(e.Name, "/")
	bare := strings.TrimPrefix(role, prefix)
	for _, stem := range []string{role, bare, prefix + role} {
		if rest, ok := strings.CutPrefix(name, stem); ok && stem != "" && (rest == "" || strings.ContainsRune("-_./ ", rune(rest[0]))) {
			return true
		}
	}
	return false
}

// prefix is what the names of an environment's instances and databases begin with in common (acme-).
func (f *finder) prefix(environment int) string {
	counts := map[string]int{}
	total := 0
	for _, row := range f.comparison.Rows {
		if row.Type.Naming.Paths || row.Cells[environment].State != model.Present {
			continue
		}
		total++
		if first, _, ok := strings.Cut(row.Role, "-"); ok {
			counts[first+"-"]++
		}
	}
	for stem, n := range counts {
		if n*2 > total {
			return stem
		}
	}
	return ""
}

// usedBy tells of every row of an environment which rows refer to it, as TYPE and id → rows.
func (f *finder) usedBy(environment int) map[[2]string]map[*model.Row]bool {
	used := map[[2]string]map[*model.Row]bool{}
	for _, row := range f.comparison.Rows {
		for _, r := range row.Cells[environment].Resources {
			for _, a := range r.Attributes {
				field := row.Type.FieldOf(a.Path, r)
				if field.Class != model.Reference || field.Target == "" {
					continue
				}
				for _, id := range a.Value.Elements() {
					key := [2]string{field.Target, id}
					if used[key] == nil {
						used[key] = map[*model.Row]bool{}
					}
					used[key][row] = true
				}
			}
		}
	}
	return used
}

// onlyUser says that the leader refers to an entry's resources and nobody else does.
func onlyUser(used map[[2]string]map[*model.Row]bool, e, leader *model.Entry) bool {
	ids := e.Mine.Resources
	if e.Verdict == model.Missing {
		ids = e.Baseline.Resources
	}
	any := false
	for _, id := range ids {
		users := used[[2]string{e.Type.Name, id}]
		if len(users) > 1 || len(users) == 1 && !users[leader.Row] {
			return false
		}
		any = any || users[leader.Row]
	}
	return any
}

// kinds counts what a role owns, in words.
func kinds(entries []*model.Entry) string {
	counts := map[*model.Type]int{}
	var order []*model.Type
	for _, e := range entries {
		if counts[e.Type] == 0 {
			order = append(order, e.Type)
		}
		counts[e.Type]++
	}
	var words []string
	for _, t := range order {
		word := t.Plural
		if counts[t] == 1 {
			word = t.Singular
		}
		words = append(words, plural1(counts[t], word))
	}
	return strings.Join(words, ", ")
}
