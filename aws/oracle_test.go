package aws

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"parity/model"
	"parity/model/compare"
)

// effect is what comes of a mutation at one leaf.
type effect uint8

const (
	nothing effect = iota
	// differs is a drift.
	differs
	// unfollowed is a drift of what follows something that explains it no more.
	unfollowed
	// lacking and adding are elements that the mutated side lacks, or has alone.
	lacking
	adding
	// ailing and waiting are statuses that are findings, crossing is a value of the other environment.
	ailing
	waiting
	crossing
	// unresolved is a reference that leads nowhere.
	unresolved
)

// outcome is an effect at a path, as each side spells it.
type outcome struct {
	effect effect
	path   [2]model.Path
}

// mutation is one change to one side, and what must come of it.
type mutation struct {
	name string
	// apply changes the answer of one side; where both must be made ready for it, of the other too.
	apply func(mutated, other reflect.Value)
	// want is what comes of it, before what follows is folded.
	want []outcome
}

// trial is a subject as both environments have it.
type trial struct {
	subject
	speakers  [2]*speaker
	answers   [2]reflect.Value
	resources [2]*model.Resource
	leaves    []leaf
	// worlds are the environments without the subject.
	worlds [2]*model.Inventory
}

func newTrial(sub subject, staging, prod *speaker) *trial {
	c := &trial{subject: sub, speakers: [2]*speaker{staging, prod}}
	for side, s := range c.speakers {
		c.answers[side] = sub.answer(s)
		c.resources[side] = sub.flat(sub.answer(s))
		c.worlds[side] = s.inventory()
	}
	c.leaves = leavesOf(sub, c.answers[0], c.answers[1])
	return c
}

// run applies a mutation to one side and tells what differs.
func (c *trial) run(m mutation, side int) ([]string, error) { return told(c.mutated(m, side)...) }

// mutated are the environments after a mutation of one side.
func (c *trial) mutated(m mutation, side int) []*model.Inventory {
	var answers [2]reflect.Value
	for i := range c.speakers {
		answers[i] = cloned(c.answers[i])
	}
	m.apply(answers[side], answers[1-side])
	var inventories []*model.Inventory
	for i := range answers {
		inv := *c.worlds[i]
		inv.Resources = append(slices.Clone(inv.Resources), c.flat(answers[i]))
		inv.Sort()
		inventories = append(inventories, &inv)
	}
	return inventories
}

// cloned is a deep copy.
func cloned(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		c.Set(reflect.New(v.Type().Elem()))
		c.Elem().Set(cloned(v.Elem()))
	case v.Kind() == reflect.Slice && v.Len() > 0:
		c.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			c.Index(i).Set(cloned(v.Index(i)))
		}
	case isStruct(v.Type()) && v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				c.Field(i).Set(cloned(v.Field(i)))
			}
		}
	}
	return c
}

// held compares environments; prod is the baseline.
func held(inventories ...*model.Inventory) (*compare.Result, error) {
	return compare.Run(model.NewCatalog(Types()...), inventories, compare.Options{Baseline: "prod"})
}

// told lists what is not alike, or is a finding, as ENVIRONMENT ROLE ATTRIBUTE VERDICT [FINDINGS]; prod is the baseline.
func told(inventories ...*model.Inventory) ([]string, error) {
	result, err := held(inventories...)
	if err != nil {
		return nil, err
	}
	lines := []string{}
	for _, e := range result.Entries {
		if e.Verdict <= model.Locked && len(e.Findings) == 0 {
			continue
		}
		line := line(e.Environment, e.Name, e.Attribute, e.Verdict)
		if len(e.Findings) > 0 {
			line += fmt.Sprint(" ", e.Findings)
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return lines, nil
}

func line(environment, role string, attribute model.Path, verdict model.Verdict) string {
	return strings.Join(strings.Fields(fmt.Sprint(environment, " ", role, " ", attribute, " ", verdict)), " ")
}

// expected are the lines for what a mutation of one side comes to, as comparison.md has it.
func (c *trial) expected(side int, want []outcome) []string {
	lines := []string{}
	there := map[model.Path]effect{}
	for _, o := range want {
		there[o.path[side]] = o.effect
	}
	environment := c.speakers[side].name
	for _, o := range want {
		verdict, spelled := model.Drift, o.path[1]
		switch {
		case o.effect == nothing, c.folded(o, there, side):
			continue
		case o.effect == lacking && side == 0, o.effect == adding && side == 1:
			verdict = model.Missing
		case o.effect == lacking, o.effect == adding:
			verdict, spelled = model.Extra, o.path[0]
		case o.effect == unresolved:
			verdict = model.Unknown
		case o.effect == ailing:
			lines = append(lines, line(environment, c.role, o.path[side], model.Same)+" [unhealthy]")
			continue
		case o.effect == waiting:
			lines = append(lines, line(environment, c.role, o.path[side], model.Same)+" [not-in-effect]")
			continue
		case o.effect == crossing:
			lines = append(lines, line(environment, c.role, o.path[1], model.Drift)+" [cross-environment]")
			continue
		}
		lines = append(lines, line("staging", c.role, spelled, verdict))
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// folded says that a difference goes with another one that it follows.
func (c *trial) folded(o outcome, there map[model.Path]effect, side int) bool {
	if o.effect != differs {
		return false
	}
	for _, leader := range c.leaders(o.path[side], side) {
		if there[leader] == differs {
			return true
		}
	}
	return false
}

// leaders are the attributes that an attribute follows; they stand in the same elements.
func (c *trial) leaders(path model.Path, side int) []model.Path {
	field := c.of.FieldOf(path, c.resources[side])
	if field.Follows.IsZero() {
		return nil
	}
	var list []model.Path
	own := path.Segments()
	for _, pattern := range append([]model.Path{field.Follows}, field.Besides...) {
		segments := pattern.Segments()
		for i := range segments {
			if segments[i] == model.Any {
				segments[i] = own[i]
			}
		}
		if leader := model.NewPath(segments...); leader != path {
			list = append(list, leader)
		}
	}
	return list
}

// field is the declaration of a leaf on one side.
func (c *trial) field(l leaf, side int) *model.Field {
	return c.of.FieldOf(l.path[side], c.resources[side])
}

// judged says that a leaf is judged: on both sides.
func (c *trial) judged(l leaf) bool {
	return c.field(l, 0).Class.Judged() && c.field(l, 1).Class.Judged()
}

// value is what one side has at a leaf.
func (c *trial) value(l leaf, side int) model.Value { return c.resources[side].Get(l.path[side]) }

// holds says that something judged stands below a path on a side.
func (c *trial) holds(path model.Path, side int) bool {
	r := c.resources[side]
	return slices.ContainsFunc(r.Attributes, func(a model.Attribute) bool {
		return a.Path.Under(path) && c.of.FieldOf(a.Path, r).Class.Judged()
	})
}

// onlyIf makes an outcome of an effect where something holds, and nothing of it where it does not.
func onlyIf(holds bool, e effect, path [2]model.Path) []outcome {
	if !holds {
		return nil
	}
	return []outcome{{e, path}}
}

// zones is what comes of it that AWS tells of a zone on one side only.
var zones = []outcome{{differs, [2]model.Path{model.Dotted("Zones"), model.Dotted("Zones")}}}

// counted says that a leaf is a zone, of which it is counted how many there are.
func (c *trial) counted(l leaf, side int) bool {
	return l.path[side] == c.of.Zone && (c.of.Naming.Ordinals || c.resources[side].Group != "")
}

// lost is what comes of it that a side lacks a leaf: the value that AWS means by none is none.
func (c *trial) lost(l leaf, side int) []outcome {
	value := c.value(l, side)
	if c.counted(l, side) && !value.IsAbsent() { // AWS tells of one zone less
		return zones
	}
	if value.Text() == "" || !c.judged(l) || value == c.field(l, side).Default {
		return nil
	}
	return []outcome{{differs, l.path}}
}

// nowhere is what comes of it that a reference leads nowhere: what follows it is unknown with it.
func (c *trial) nowhere(l leaf, side int) []outcome {
	if c.value(l, 1-side).IsAbsent() {
		return c.altered(l, side)
	}
	want := onlyIf(c.judged(l), unresolved, l.path)
	for _, o := range c.leaves {
		if slices.Contains(c.leaders(o.path[side], side), l.path[side]) && c.value(o, 0) != c.value(o, 1) && c.judged(o) {
			want = append(want, outcome{unresolved, o.path})
		}
	}
	return want
}

// below lists what comes of it that a side lacks all that stands below a place.
func (c *trial) below(at place, side int) []outcome {
	var want []outcome
	var elements []place
	for _, l := range c.leaves {
		inside := func(p place) bool { return len(l.place) >= len(p) && slices.Equal(l.place[:len(p)], p) }
		switch {
		case !inside(at) || slices.Equal(l.place, at) || slices.ContainsFunc(elements, inside):
		case l.kind == elementLeaf:
			elements = append(elements, l.place)
			want = append(want, onlyIf(c.holds(l.path[side], side), lacking, l.path)...)
		case l.kind == scalar, l.kind == many:
			want = append(want, c.lost(l, side)...)
		}
	}
	return want
}
