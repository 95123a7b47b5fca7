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
		own := f.ownerships(whole, holder)
		for _, leader := range leaders(whole) {
			if leader.Cause == "" {
				owned := own.of(leader)
				f.claim(model.CauseRole, environment, verdict.String()+Key(leader), roleTitle(leader, owned), "the whole role", owned)
			}
		}
	}
}

func roleTitle(leader *model.Entry, owned []*model.Entry) string {
	if len(owned) == 1 {
		return Place(leader) + " is " + leader.Verdict.String()
	}
	return "role " + leader.Name + " is " + leader.Verdict.String() + ": " + kinds(owned)
}

// ownership finds what belongs to a role among the resources that stand on one side only, without holding each
// against each: fifty thousand may.
type ownership struct {
	prefix string
	// byStem is what a name begins with, up to a delimiter → entries; byUser is the one row that refers to entries.
	byStem map[string][]*model.Entry
	byUser map[*model.Row][]*model.Entry
	// place is an entry's place among all.
	place map[*model.Entry]int
}

func (f *finder) ownerships(whole []*model.Entry, holder int) ownership {
	o := ownership{
		prefix: f.prefix(holder), byStem: map[string][]*model.Entry{}, byUser: map[*model.Row][]*model.Entry{},
		place: make(map[*model.Entry]int, len(whole)),
	}
	used := f.usedBy(holder, whole)
	for i, e := range whole {
		o.place[e] = i
		for _, stem := range stems(strings.TrimPrefix(e.Name, "/")) {
			o.byStem[stem] = append(o.byStem[stem], e)
		}
		if user := onlyUser(used, e); user != nil {
			o.byUser[user] = append(o.byUser[user], e)
		}
	}
	return o
}

// of lists a leader and all it owns that no other role has: what only it refers to, and what is named after it, with
// or without the prefix the environment's names have in common.
func (o ownership) of(leader *model.Entry) []*model.Entry {
	owned := []*model.Entry{leader}
	seen := map[*model.Entry]bool{leader: true}
	take := func(list []*model.Entry) {
		for _, e := range list {
			if e.Cause == "" && !seen[e] {
				seen[e] = true
				owned = append(owned, e)
			}
		}
	}
	for _, stem := range []string{leader.Name, strings.TrimPrefix(leader.Name, o.prefix), o.prefix + leader.Name} {
		if stem != "" {
			take(o.byStem[stem])
		}
	}
	take(o.byUser[leader.Row])
	slices.SortFunc(owned[1:], func(a, b *model.Entry) int { return o.place[a] - o.place[b] })
	return owned
}

// delimiters part the words of a name.
const delimiters = "-_./ "

// stems are what a name begins with, up to each delimiter, and the name itself.
func stems(name string) []string {
	var out []string
	for i, r := range name {
		if i > 0 && strings.ContainsRune(delimiters, r) {
			out = append(out, name[:i])
		}
	}
	return append(out, name)
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

// prefix is what the names of an environment's instances and databases begin with in common (acme-, acme_).
func (f *finder) prefix(environment int) string {
	counts := map[string]int{}
	total := 0
	for _, row := range f.comparison.Rows {
		if row.Type.Naming.Paths || row.Cells[environment].State != model.Present {
			continue
		}
		total++
		if cut := strings.IndexAny(row.Role, delimiters); cut > 0 {
			counts[row.Role[:cut+1]]++
		}
	}
	for stem, n := range counts {
		if n*2 > total {
			return stem
		}
	}
	return ""
}

// reference is a resource by its type and id, as references name it.
type reference struct{ typeName, id string }

// usedBy tells which rows of an environment refer to the resources of some entries.
func (f *finder) usedBy(environment int, whole []*model.Entry) map[reference][]*model.Row {
	used := map[reference][]*model.Row{}
	for _, e := range whole {
		for _, id := range holderIDs(e) {
			used[reference{e.Type.Name, id}] = nil
		}
	}
	for _, row := range f.comparison.Rows {
		if row.Type.Naming.Paths {
			continue // parameters refer to keys alone
		}
		for _, r := range row.Cells[environment].Resources {
			for _, a := range r.Attributes {
				field := row.Type.FieldOf(a.Path, r)
				if field.Class != model.Reference || field.Target == "" {
					continue
				}
				for _, id := range a.Value.Elements() {
					to := reference{field.Target, id}
					if users, wanted := used[to]; wanted && (len(users) == 0 || users[len(users)-1] != row) {
						used[to] = append(users, row)
					}
				}
			}
		}
	}
	return used
}

func holderIDs(e *model.Entry) []string {
	if e.Verdict == model.Missing {
		return e.Baseline.Resources
	}
	return e.Mine.Resources
}

// onlyUser is the one row that refers to an entry's resources, nil where none or several do.
func onlyUser(used map[reference][]*model.Row, e *model.Entry) *model.Row {
	var only *model.Row
	for _, id := range holderIDs(e) {
		for _, user := range used[reference{e.Type.Name, id}] {
			if only != nil && only != user {
				return nil
			}
			only = user
		}
	}
	return only
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
