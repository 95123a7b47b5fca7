package wayback

import (
	"slices"
	"strings"

	"parity/model"
	"parity/model/owner"
)

// builder makes the ways of one entry.
type builder struct {
	*Finder
	entry *model.Entry
}

// index is the place of an environment among those compared, -1 where it is none of them.
func (f *Finder) index(name string) int {
	return slices.IndexFunc(f.paired.Inventories, func(inv *model.Inventory) bool { return inv.Environment.Name == name })
}

// goal is what one environment shall be brought to.
type goal struct {
	// environment is the one that changes, other the one it is held against.
	environment, other int
	// past says that it shall be what it was, and was is that.
	past bool
	was  model.Value
	// torn says that the other environment's members differ among themselves, so that there is no one value.
	torn bool
	// value is the other environment's, in that one's words.
	value model.Value
	// shown is the value as the role it leads to.
	shown string
}

// turned is a turn, or the words for one that cannot be told.
type turned struct {
	model.Turn
	words string
	title string
}

// way is the way in one direction; false where there is none.
func (b *builder) way(d Direction) (Way, bool) {
	turns, g := b.all(d)
	if len(turns) == 0 || b.superseded(g.environment) {
		return Way{}, false
	}
	inv := b.paired.Inventories[g.environment]
	way := Way{Direction: d, Environment: inv.Environment.Name, Account: inv.Environment.Account, Region: inv.Environment.Region}
	way.Title = way.Environment + " " + turns[0].title
	var arguments []string
	for i := range turns {
		t := &turns[i]
		if way.Owner.IsZero() && t.Resource != nil {
			way.Owner = owner.Of(t.Resource)
		}
		if words := argument(&t.Turn, &way.Owner); words != "" && !slices.Contains(arguments, words) {
			arguments = append(arguments, words)
		}
		var steps []Step
		switch {
		case t.words != "":
			steps = []Step{{Words: t.words}}
		case t.Type.Way != nil:
			for _, s := range t.Type.Way(&t.Turn) {
				steps = append(steps, Step{Command: command(&s, &inv.Environment), Words: s.Words, Consequences: s.Consequences})
			}
		}
		way.Steps = append(way.Steps, further(way.Steps, steps)...)
	}
	way.Argument = strings.Join(arguments, "; ")
	if made := b.made(&g, turns); made != "" {
		way.Steps = append([]Step{{Words: made}}, way.Steps...)
	}
	if words := aged(&inv.Environment); words != "" && len(way.Steps) > 0 {
		way.Steps = append([]Step{{Words: words}}, way.Steps...)
	}
	forgetting(way.Steps)
	return way, len(way.Steps) > 0 || way.Argument != ""
}

// further are the steps of a member that the members before it have not had: what is said, or done to the group that
// makes them, is said and done once.
func further(before, steps []Step) []Step {
	return slices.DeleteFunc(steps, func(s Step) bool {
		return slices.ContainsFunc(before, func(o Step) bool { return o.Command == s.Command && o.Words == s.Words })
	})
}

// all are the turns of an entry and of the one that replaces it: what comes goes before what goes, so that nobody is shut
// out in between.
func (b *builder) all(d Direction) ([]turned, goal) {
	var turns []turned
	aim := goal{}
	for _, e := range []*model.Entry{b.entry, b.entry.Replaces} {
		if e == nil {
			continue
		}
		of := *b
		of.entry = e
		if g, ok := of.goal(d); ok {
			turns, aim = append(turns, of.turns(&g)...), g
		}
	}
	slices.SortStableFunc(turns, func(x, y turned) int { return rank(x.Gone()) - rank(y.Gone()) })
	return turns, aim
}

func rank(last bool) int {
	if last {
		return 1
	}
	return 0
}

// made says what makes a resource in the other environment that is missing in this one: its template has it, or has to.
func (b *builder) made(g *goal, turns []turned) string {
	if turns[0].Resource != nil || turns[0].Like == nil {
		return ""
	}
	o := owner.Of(turns[0].Like)
	if o.Kind == owner.None {
		return ""
	}
	return "in " + b.paired.Inventories[g.other].Environment.Name + " it comes of " + o.String() + ": what is made by hand is not known to its counterpart"
}

// goal is what a direction aims at; false where it aims at nothing.
func (b *builder) goal(d Direction) (goal, bool) {
	mine, base, e := b.index(b.entry.Environment), b.result.Baseline, b.entry
	if mine < 0 || mine == base {
		return goal{}, false
	}
	switch d {
	case ToBaseline:
		return goal{environment: mine, other: base, torn: len(e.Baseline.Several) > 0, value: e.Baseline.Value, shown: e.Baseline.Shown}, true
	case FromBaseline:
		return goal{environment: base, other: mine, torn: len(e.Mine.Several) > 0, value: e.Mine.Value, shown: e.Mine.Shown}, true
	}
	if e.Change == nil || e.Change.Seen.IsZero() {
		return goal{}, false // when it changed is known, what it was is not
	}
	g := goal{environment: base, other: mine, past: true, was: e.Change.Was}
	if e.Change.Environment == e.Environment {
		g.environment, g.other = mine, base
	}
	return g, true
}

// turns are the changes to the members of the environment's cell that are not yet as they shall be.
func (b *builder) turns(g *goal) []turned {
	cell := &b.entry.Row.Cells[g.environment]
	members := cell.Resources
	switch cell.State {
	case model.Present:
	case model.Empty:
		members = []*model.Resource{nil}
	default:
		return nil // of several that are no replicas nobody knows which is meant
	}
	if a := b.entry.Attribute; a == model.CountPath || a == model.ZonesPath {
		t := b.ofCell(g, members)
		t.title = b.title(&t.Turn, g)
		return []turned{t}
	}
	var turns []turned
	for _, r := range members {
		if t, ok := b.turn(g, r); ok {
			t.title = b.title(&t.Turn, g)
			turns = append(turns, t)
		}
	}
	return turns
}

// ofCell is a turn of what no member of a cell has by itself: how many there are. It is told of the first.
func (b *builder) ofCell(g *goal, members []*model.Resource) turned {
	t := turned{Turn: model.Turn{
		Type: b.entry.Row.Type, Inventory: b.paired.Inventories[g.environment], Resource: members[0], Attribute: b.entry.Attribute, To: g.value,
	}}
	if g.past {
		t.To = g.was
	}
	return t
}

func (b *builder) turn(g *goal, r *model.Resource) (turned, bool) {
	t := turned{Turn: model.Turn{Type: b.entry.Row.Type, Inventory: b.paired.Inventories[g.environment], Resource: r}}
	speak := &tongue{paired: b.paired, from: g.other, to: g.environment, of: t.Type, said: b.saidIn(g.other, g.environment), knows: b.mentions}
	if there := b.entry.Row.Cells[g.other].Resources; len(there) > 0 {
		t.Like = there[0]
		t.Own = func(path model.Path) (model.Value, *model.Blank) { return speak.attribute(t.Like, path, model.Value{}) }
		t.Keys = func(path model.Path) (model.Path, bool) { return speak.keys(t.Like, path) }
	}
	if b.entry.Attribute.IsZero() {
		return b.whole(g, t, speak)
	}
	if r == nil {
		return t, false
	}
	for _, e := range b.entry.Row.Entries {
		if e.Environment == b.entry.Environment && e.Attribute != b.entry.Attribute && e.Verdict.Unexplained() {
			t.Beside = append(t.Beside, e.Attribute)
		}
	}
	return b.part(g, t, speak)
}

// whole is a turn of a resource as a whole.
func (b *builder) whole(g *goal, t turned, speak *tongue) (turned, bool) {
	if g.past {
		t.Like = nil // what it was like is not kept
		there := !g.was.IsAbsent()
		if there == (t.Resource != nil) {
			return t, false
		}
	}
	if t.Resource == nil {
		for _, like := range b.entry.Row.Cells[g.other].Resources[:min(1, len(b.entry.Row.Cells[g.other].Resources))] {
			t.Name = speak.nameOf(like.Name)
		}
		return t, t.Like != nil || g.past
	}
	return t, t.Gone()
}

// part is a turn of an attribute of a resource that is there.
func (b *builder) part(g *goal, t turned, speak *tongue) (turned, bool) {
	own, has := b.raw(g.environment, t.Resource)
	there, known := model.Path{}, false
	if t.Like != nil {
		there, known = b.raw(g.other, t.Like)
	}
	// What is extra in one environment the other may have all the same, under the same key: it is another one's counterpart.
	has, known = has && b.holds(g.environment), known && b.holds(g.other)
	t.Attribute, t.There = own, there
	if !has && known {
		var ok bool
		if t.Attribute, ok = speak.keys(t.Like, there); !ok {
			t.To, t.words = model.BoolValue(true), speak.hint(t.Type.Field(there), there.Last())+" cannot be told"
			return t, true
		}
		if holds(t.Resource, t.Attribute) {
			return t, false // what it shall have it has, as a counterpart of something else
		}
	}
	switch {
	case g.past:
		t.To = g.was
		if _, secret := t.To.Secret(); secret {
			t.To, t.Blank = model.Value{}, &model.Blank{Variable: variable(own), Secret: true, Hint: "what it was"}
		}
		if !keyed(t.Type, own) {
			t.Like = nil
		}
	case g.torn:
		t.Blank = &model.Blank{Variable: variable(own), Hint: "the members of " + b.paired.Inventories[g.other].Environment.Name + " differ among themselves"}
	case known:
		t.To, t.Blank = speak.attribute(t.Like, there, t.From())
		if t.To.IsAbsent() && t.Blank == nil {
			t.To = model.BoolValue(true) // an element that is nothing but its leaves
		}
	}
	return t, t.Blank != nil || has == t.Gone() || t.From() != t.To
}

// holds says that an environment has the entry's attribute, as it was judged.
func (b *builder) holds(environment int) bool {
	side := &b.entry.Mine
	if environment == b.result.Baseline {
		side = &b.entry.Baseline
	}
	return !side.Value.IsAbsent() || len(side.Several) > 0
}

// holds says that a resource has an attribute, or something below it.
func holds(r *model.Resource, path model.Path) bool {
	return slices.ContainsFunc(r.Attributes, func(a model.Attribute) bool { return a.Path.Under(path) })
}

// keyed says that a path ends in the key of a list.
func keyed(t *model.Type, path model.Path) bool {
	keys := t.Field(path).Keys
	return len(keys) > 0 && keys[len(keys)-1] >= path.Len()-1
}

// raw is the entry's attribute as a resource of an environment has it, its keys in that environment's own words and ids;
// false where it has none, with the attribute as the entry tells it.
func (b *builder) raw(environment int, r *model.Resource) (model.Path, bool) {
	want := b.entry.Attribute
	spelled := b.paired.Spell(nil, environment, r)
	for i := range spelled {
		if s := &spelled[i]; s.Path.Under(want) {
			return s.Raw.Head(want.Len()), true
		}
	}
	for i := range spelled {
		if s := &spelled[i]; environment != b.result.Baseline && b.alike(environment, s.Path.Head(want.Len()), want) {
			return s.Raw.Head(want.Len()), true
		}
	}
	return want, false
}

// alike says that a path of an environment is the baseline's in its own words.
func (b *builder) alike(environment int, mine, base model.Path) bool {
	left, right := mine.Segments(), base.Segments()
	if len(left) != len(right) || left[0] != right[0] {
		return false
	}
	for i := range left {
		if left[i] == right[i] {
			continue
		}
		if _, ok := b.paired.Vocabulary.Align(environment, left[i], b.result.Baseline, right[i], b.paired.Index); !ok {
			return false
		}
	}
	return true
}
