package wayback

import (
	"slices"
	"strings"
	"unicode"

	"parity/model"
	"parity/model/compare"
	"parity/model/counterparts"
	"parity/model/owner"
)

// builder makes the ways of one entry.
type builder struct {
	result *compare.Result
	paired *counterparts.Paired
	entry  *model.Entry
}

// index is the place of an environment among those compared, -1 where it is none of them.
func (b *builder) index(name string) int {
	return slices.IndexFunc(b.paired.Inventories, func(inv *model.Inventory) bool { return inv.Environment.Name == name })
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
	// shown is the value as the role it leads to.
	shown string
}

// way is the way in one direction; false where there is none.
func (b *builder) way(d Direction) (Way, bool) {
	g, ok := b.goal(d)
	if !ok {
		return Way{}, false
	}
	inv := b.paired.Inventories[g.environment]
	way := Way{Direction: d, Environment: inv.Environment.Name, Account: inv.Environment.Account, Region: inv.Environment.Region}
	turns := b.turns(&g)
	if len(turns) == 0 {
		return Way{}, false
	}
	way.Title = way.Environment + " " + title(&turns[0], &g)
	for i := range turns {
		t := &turns[i]
		if way.Owner.IsZero() && t.Resource != nil {
			way.Owner = owner.Of(t.Resource)
			way.Argument = argument(t, &way.Owner)
		}
		if t.Type.Way == nil {
			continue
		}
		for _, s := range t.Type.Way(t) {
			way.Steps = append(way.Steps, Step{Command: command(&s, &inv.Environment), Words: s.Words, Consequences: s.Consequences})
		}
	}
	if made := b.made(&g, turns); made != "" {
		way.Steps = append([]Step{{Words: made}}, way.Steps...)
	}
	return way, len(way.Steps) > 0 || way.Argument != ""
}

// made says what makes a resource in the other environment that is missing in this one: its template has it, or has to.
func (b *builder) made(g *goal, turns []model.Turn) string {
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
		return goal{environment: mine, other: base, torn: len(e.Baseline.Several) > 0, shown: e.Baseline.Shown}, true
	case FromBaseline:
		return goal{environment: base, other: mine, torn: len(e.Mine.Several) > 0, shown: e.Mine.Shown}, true
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
func (b *builder) turns(g *goal) []model.Turn {
	cell := &b.entry.Row.Cells[g.environment]
	members := cell.Resources
	switch cell.State {
	case model.Present:
	case model.Empty:
		members = []*model.Resource{nil}
	default:
		return nil // of several that are no replicas nobody knows which is meant
	}
	var turns []model.Turn
	for _, r := range members {
		if t, ok := b.turn(g, r); ok {
			turns = append(turns, t)
		}
	}
	return turns
}

func (b *builder) turn(g *goal, r *model.Resource) (model.Turn, bool) {
	t := model.Turn{Type: b.entry.Row.Type, Inventory: b.paired.Inventories[g.environment], Resource: r}
	speak := &tongue{paired: b.paired, from: g.other, to: g.environment, of: t.Type, said: saidIn(b, g.other, g.environment)}
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
func (b *builder) whole(g *goal, t model.Turn, speak *tongue) (model.Turn, bool) {
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
func (b *builder) part(g *goal, t model.Turn, speak *tongue) (model.Turn, bool) {
	own, has := b.raw(g.environment, t.Resource)
	there, known := model.Path{}, false
	if t.Like != nil {
		there, known = b.raw(g.other, t.Like)
	}
	t.Attribute, t.There = own, there
	if !has && known {
		var ok bool
		if t.Attribute, ok = speak.keys(t.Like, there); !ok {
			t.Attribute = model.Path{}
			t.Blank = &model.Blank{Variable: "VALUE", Hint: speak.hint(t.Type.Field(there), there.Last())}
			return t, false
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

// titleLimit is how much of a value a title holds.
const titleLimit = 60

// title is what comes of a turn, in a few words: to 400, without it.
func title(t *model.Turn, g *goal) string {
	switch {
	case t.Gone():
		return "without it"
	case t.Resource == nil || keyed(t.Type, t.Attribute) && t.To.Kind() == model.Bool:
		return "with it"
	case t.Blank != nil && t.Blank.Secret:
		return "to a secret of its own"
	case t.Blank != nil:
		return "to a value of its own"
	case g.shown != "" && !g.past && t.Type.Field(t.Attribute).Class == model.Reference:
		return "to " + brief(g.shown)
	}
	return "to " + brief(strings.Join(t.To.Elements(), ", "))
}

// brief is the beginning of a text on one line.
func brief(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) || r == ' ' }), " ")
	if runes := []rune(text); len(runes) > titleLimit {
		return string(runes[:titleLimit-1]) + "…"
	}
	return text
}

// argument is what to change in a template that owns the resource: Parameters of OrdersParams in stack acme-data:
// max_connections: 400.
func argument(t *model.Turn, o *owner.Owner) string {
	if o.IsZero() {
		return ""
	}
	if t.Attribute.IsZero() {
		return strings.TrimPrefix(template(o)+": "+t.Type.Singular+" "+t.Resource.Name, ": ")
	}
	property, rest := t.Attribute.First(), model.NewPath(t.Attribute.Segments()[1:]...)
	if t.Type.Property != nil {
		property, rest = t.Type.Property(t.Attribute)
	}
	parts := []string{property + template(o)}
	if !rest.IsZero() {
		parts = append(parts, rest.String())
	}
	switch {
	case t.Gone():
		parts = append(parts, "none")
	case t.Blank != nil:
		parts = append(parts, "its own value")
	case t.To.Kind() != model.Bool || !keyed(t.Type, t.Attribute):
		parts = append(parts, t.To.Text())
	}
	return strings.Join(parts, ": ")
}

// template is where an owner says what a resource is like.
func template(o *owner.Owner) string {
	var out strings.Builder
	switch {
	case o.Template != "":
		out.WriteString(" in launch template " + o.Template)
	case o.Group != "":
		out.WriteString(" in the launch template of Auto Scaling group " + o.Group)
	case o.Logical != "":
		out.WriteString(" of " + o.Logical)
	}
	switch o.Kind {
	case owner.Stack:
		out.WriteString(" in stack " + o.Name)
	case owner.Terraform:
		out.WriteString(" in Terraform's configuration")
	case owner.Other:
		out.WriteString(" where " + o.Name + " is kept")
	}
	return out.String()
}
