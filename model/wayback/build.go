package wayback

import (
	"slices"
	"strings"

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

// goal is what one environment shall be brought to.
type goal struct {
	// environment is the one that changes, model the one it shall be like; -1 where that is its own past.
	environment, model int
	// cell is what it shall be like; empty where that is nothing, or not known.
	cell model.Cell
	// was is the value it had, where it shall be like its own past.
	was model.Value
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
	way.Title = way.Environment + " " + b.title(&turns[0], &g)
	for i := range turns {
		t := &turns[i]
		if t.Resource != nil && way.Owner.IsZero() {
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
	return way, len(way.Steps) > 0 || way.Argument != ""
}

// goal is what a direction aims at; false where it aims at nothing.
func (b *builder) goal(d Direction) (goal, bool) {
	mine := slices.IndexFunc(b.paired.Inventories, func(inv *model.Inventory) bool { return inv.Environment.Name == b.entry.Environment })
	base := b.result.Baseline
	if mine < 0 || mine == base {
		return goal{}, false
	}
	switch d {
	case ToBaseline:
		return goal{environment: mine, model: base, cell: b.entry.Row.Cells[base]}, true
	case FromBaseline:
		return goal{environment: base, model: mine, cell: b.entry.Row.Cells[mine]}, true
	}
	change := b.entry.Change
	if change == nil || change.Seen.IsZero() {
		return goal{}, false // when it changed is known, what it was is not
	}
	environment := base
	if change.Environment == b.entry.Environment {
		environment = mine
	}
	return goal{environment: environment, model: -1, was: change.Was}, true
}

// turns are the changes to the members of the environment's cell that are not yet as they shall be.
func (b *builder) turns(g *goal) []model.Turn {
	cell := &b.entry.Row.Cells[g.environment]
	members := cell.Resources
	if cell.State == model.Empty {
		members = []*model.Resource{nil}
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
	e := b.entry
	t := model.Turn{Type: e.Row.Type, Inventory: b.paired.Inventories[g.environment], Resource: r, Attribute: e.Attribute, To: g.was}
	speak := tongue{b: b, from: g.model, to: g.environment, of: e.Row.Type}
	if len(g.cell.Resources) > 0 {
		t.Like = g.cell.Resources[0]
		t.Own = func(path model.Path) (model.Value, *model.Blank) { return speak.attribute(t.Like, path) }
	}
	if e.Attribute.IsZero() {
		return t, true
	}
	if r != nil {
		t.Attribute = b.raw(g.environment, r)
	}
	if t.Like != nil {
		t.To, t.Blank = speak.attribute(t.Like, b.raw(g.model, t.Like))
	}
	return t, r != nil && (t.Blank != nil || t.From() != t.To)
}

// raw is the entry's attribute as a resource of an environment has it, its keys in that environment's own ids.
func (b *builder) raw(environment int, r *model.Resource) model.Path {
	for _, s := range b.paired.Spell(nil, environment, r) {
		if s.Path == b.entry.Attribute {
			return s.Raw
		}
	}
	return b.entry.Attribute
}

// title is what comes of a turn, in a few words: to 400, without it.
func (b *builder) title(t *model.Turn, g *goal) string {
	switch {
	case t.Gone():
		return "without it"
	case t.Resource == nil || t.To.Kind() == model.Bool && t.Type.Field(t.Attribute).Class == model.Reference:
		return "with it"
	case t.Blank != nil && t.Blank.Secret:
		return "to another secret"
	case t.Blank != nil:
		return "to a value of its own"
	}
	return "to " + t.To.Text()
}

// argument is what to change in a template that owns the resource.
func argument(t *model.Turn, o *owner.Owner) string {
	if o.Kind == owner.None || t.Attribute.IsZero() {
		return ""
	}
	property, rest := t.Attribute.First(), model.NewPath(t.Attribute.Segments()[1:]...)
	if t.Type.Property != nil {
		property, rest = t.Type.Property(t.Attribute)
	}
	var out strings.Builder
	out.WriteString(property)
	if o.Logical != "" {
		out.WriteString(" of " + o.Logical)
	}
	if o.Kind == owner.Stack {
		out.WriteString(" in stack " + o.Name)
	}
	if !rest.IsZero() {
		out.WriteString(": " + rest.String())
	}
	switch {
	case t.Gone():
		out.WriteString(": none")
	case t.Blank != nil:
		out.WriteString(": its own value")
	case t.To.Kind() != model.Bool || rest.IsZero():
		out.WriteString(": " + t.To.Text())
	}
	return out.String()
}
