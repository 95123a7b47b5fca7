package causes

import (
	"fmt"
	"slices"
	"strings"

	"parity/model"
)

// few is how many differences must be alike before they are a cause of their own.
const few = 3

// smaller holds together what the relaxed rules would explain. One in the other direction falls out.
func (f *finder) smaller(environment string) {
	var entries []*model.Entry
	var attributes []string
	rows := map[*model.Row]bool{}
	for _, e := range f.left(environment) {
		if e.Relaxable == "" || !uniform(e) {
			continue
		}
		entries = append(entries, e)
		rows[e.Row] = true
		if name := e.Attribute.Last(); !slices.Contains(attributes, name) {
			attributes = append(attributes, name)
		}
	}
	if len(entries) == 0 {
		return
	}
	title := environment + " is smaller: " + list(attributes, 4)
	f.claim(model.CauseSmaller, environment, "", title, plural(len(rows), "role")+", one way", entries)
}

// everywhere holds together the attributes that differ on nearly all pairs that have them, over all types.
// Attributes that differ on the very same rows are one cause.
func (f *finder) everywhere(environment string) {
	byAttribute := map[string][]*model.Entry{}
	for _, e := range f.left(environment) {
		if e.Attribute.IsZero() || !uniform(e) || e.Type.Naming.Paths && e.Attribute == value {
			continue
		}
		byAttribute[e.Attribute.String()] = append(byAttribute[e.Attribute.String()], e)
	}
	type group struct {
		attributes []string
		entries    []*model.Entry
		pairs      int
	}
	byRows := map[string]*group{}
	f.claimAll(byAttribute, func(attribute string, entries []*model.Entry) {
		pairs := 0
		if len(entries) >= few && !oneSided(entries) {
			pairs = f.pairs(environment, entries[0].Attribute)
		}
		if pairs == 0 || len(entries)*10 < pairs*9 {
			return
		}
		var rows strings.Builder
		for _, e := range entries {
			fmt.Fprintf(&rows, "%s\x00%s\x00", e.Type.Name, e.Name)
		}
		g := byRows[rows.String()]
		if g == nil {
			g = &group{pairs: pairs}
			byRows[rows.String()] = g
		}
		g.attributes = append(g.attributes, attribute)
		g.entries = append(g.entries, entries...)
	})
	bySignature := map[string]*group{}
	signatures := map[string][]*model.Entry{}
	for _, g := range byRows {
		signature := strings.Join(g.attributes, ",")
		bySignature[signature], signatures[signature] = g, g.entries
	}
	f.claimAll(signatures, func(signature string, entries []*model.Entry) {
		g := bySignature[signature]
		reach := fmt.Sprintf("%d of %d resources", len(entries)/len(g.attributes), g.pairs)
		f.claim(model.CauseEverywhere, environment, signature, list(g.attributes, 4), reach, entries)
	})
}

// oneSided says that most of the differences have the same two values: then those are alike, and the odd
// one must not be swallowed.
func oneSided(entries []*model.Entry) bool {
	counts := map[string]int{}
	most := 0
	for _, e := range entries {
		key := shown(e.Mine) + "\x00" + shown(e.Baseline)
		counts[key]++
		most = max(most, counts[key])
	}
	return most >= few && len(counts) > 1 && most*3 >= len(entries)*2
}

// pairs counts the rows on which either side has the attribute and both have the resource.
func (f *finder) pairs(environment string, attribute model.Path) int {
	n := 0
	for _, row := range f.comparison.Rows {
		mine, base := &row.Cells[f.index[environment]], &row.Cells[f.comparison.Baseline]
		if mine.State == model.Present && base.State == model.Present && (has(mine, attribute) || has(base, attribute)) {
			n++
		}
	}
	return n
}

func has(cell *model.Cell, attribute model.Path) bool {
	return slices.ContainsFunc(cell.Resources, func(r *model.Resource) bool {
		return slices.ContainsFunc(r.Attributes, func(a model.Attribute) bool { return a.Path.Under(attribute) })
	})
}

// alike holds together the same attribute with the same two values on several rows, and the parameters of
// one folder that stand on one side only while the folder stands on both.
func (f *finder) alike(environment string) {
	groups := map[string][]*model.Entry{}
	for _, e := range f.left(environment) {
		if e.Attribute.IsZero() && e.Type.Naming.Paths && e.Row != nil {
			key := "\x00" + e.Verdict.String() + "\x00" + folder(e.Name)
			groups[key] = append(groups[key], e)
			continue
		}
		if e.Attribute.IsZero() || !uniform(e) || secret(e) {
			continue
		}
		key := strings.Join([]string{e.Attribute.String(), e.Verdict.String(), shown(e.Mine), shown(e.Baseline)}, "\x00")
		groups[key] = append(groups[key], e)
	}
	f.claimAll(groups, func(signature string, entries []*model.Entry) {
		if len(entries) < few {
			return
		}
		e := entries[0]
		if e.Attribute.IsZero() {
			title := fmt.Sprintf("%s: %d parameters are %s", folder(e.Name), len(entries), e.Verdict)
			f.claim(model.CauseAlike, environment, signature, title, "of one folder", entries)
			return
		}
		what := called(entries)
		title := what + " " + shown(e.Mine) + " against " + shown(e.Baseline)
		if e.Verdict != model.Drift {
			title = what + " is " + e.Verdict.String()
		}
		f.claim(model.CauseAlike, environment, signature, title, "alike on "+plural(len(entries), "row"), entries)
	})
}

// called is what differs alike on several rows: the attribute, or of parameters of one last name that name.
func called(entries []*model.Entry) string {
	e := entries[0]
	what := e.Type.Phrase(e.Attribute)
	if !e.Type.Naming.Paths || e.Attribute != value {
		return what
	}
	last := e.Name[strings.LastIndexByte(e.Name, '/')+1:]
	if slices.ContainsFunc(entries, func(o *model.Entry) bool { return !strings.HasSuffix(o.Name, "/"+last) }) {
		return what
	}
	return "…/" + last
}

// folder is the folder a parameter lies in.
func folder(path string) string {
	if cut := strings.LastIndexByte(path, '/'); cut > 0 {
		return path[:cut]
	}
	return "/"
}

// secret says that the values are not to be told apart by what is shown of them.
func secret(e *model.Entry) bool {
	_, mine := e.Mine.Value.Secret()
	_, base := e.Baseline.Value.Secret()
	return mine || base
}

// singles are the rest, each alone; what changed of one parameter is one.
func (f *finder) singles(environment string) {
	groups := map[string][]*model.Entry{}
	for _, e := range f.left(environment) {
		key := Key(e)
		if e.Type.Naming.Paths {
			key = e.Type.Name + "\x00" + e.Name
		}
		if e.Replaces != nil && e.Replaces.Cause == "" && e.Replaces.Verdict.Unexplained() {
			key = min(Key(e), Key(e.Replaces)) // a rule that was changed is one
		}
		groups[key] = append(groups[key], e)
	}
	f.claimAll(groups, func(signature string, entries []*model.Entry) {
		f.claim(model.CauseSingle, environment, signature, singleTitle(entries), "", entries)
	})
}

func singleTitle(entries []*model.Entry) string {
	e := entries[0]
	for _, other := range entries {
		if other.Attribute == value {
			e = other
		}
	}
	title := Place(e)
	switch {
	case e.Attribute.IsZero():
		return title + " is " + e.Verdict.String()
	case len(entries) == 2 && entries[0].Replaces == entries[1]:
		mine, base := entries[0], entries[1]
		if mine.Verdict == model.Missing {
			mine, base = base, mine
		}
		return Place(base) + " replaced by " + mine.Attribute.Last()
	case e.Verdict == model.Drift && e.Reason != "" && e.Mine.Value == e.Baseline.Value && e.Mine.Several == nil:
		return title + ": " + e.Reason // equal where a rule says that they must not be
	case e.Verdict == model.Drift:
		return title + " " + shown(e.Mine) + " against " + shown(e.Baseline)
	default:
		return title + " is " + e.Verdict.String()
	}
}

func list(words []string, most int) string {
	words = slices.Clone(words)
	slices.Sort(words)
	if len(words) > most {
		return strings.Join(words[:most], ", ") + fmt.Sprintf(" and %d more", len(words)-most)
	}
	return strings.Join(words, ", ")
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
