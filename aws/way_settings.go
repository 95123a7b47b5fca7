package aws

import (
	"slices"
	"strconv"
	"strings"

	"parity/model"
)

// stepper says how one attribute is brought to another value.
type stepper = func(*model.Turn) []model.Step

// brought is how the attributes that match one of some patterns are brought to another value.
type brought struct {
	paths []model.Path
	by    stepper
}

// bring declares ways by the patterns of attributes, side by side, keys of lists Any.
func bring(patterns string, by stepper) brought {
	var paths []model.Path
	for pattern := range strings.FieldsSeq(patterns) {
		paths = append(paths, model.Dotted(pattern))
	}
	return brought{paths, by}
}

// attributeWay is the way of what is declared: the first pattern that matches answers.
func attributeWay(declared ...[]brought) stepper {
	all := slices.Concat(declared...)
	return func(t *model.Turn) []model.Step {
		if t.Resource == nil || t.Attribute.IsZero() {
			return nil
		}
		for _, b := range all {
			if slices.ContainsFunc(b.paths, t.Attribute.Matches) {
				return b.by(t)
			}
		}
		return nil
	}
}

// worded is a way in words alone.
func worded(words string) stepper { return func(*model.Turn) []model.Step { return say(words) } }

// decided are the words for what AWS decides once, when it makes a resource.
func decided(instead string) stepper {
	return func(t *model.Turn) []model.Step {
		return say("AWS changes no " + t.Type.Phrase(t.Attribute) + " of " + article(t.Type.Singular) + " that is there: " + instead)
	}
}

// lastResort is the way of what no declaration names: a field that is newer than this program, or one that is no
// setting. It says so.
func lastResort(t *model.Turn) []model.Step {
	if t.Resource == nil || t.Attribute.IsZero() {
		return nil
	}
	field := t.Type.FieldOf(t.Attribute, t.Resource)
	switch {
	case t.Attribute == model.CountPath || t.Attribute == model.ZonesPath:
		return replicas(t)
	case field.Class.Judged():
		return say("parity knows no command for " + t.Type.Phrase(t.Attribute) + ": change it where the " + t.Type.Singular + " was defined")
	}
	return say(t.Type.Phrase(t.Attribute) + " is what AWS tells of the " + t.Type.Singular + ", and no setting of it")
}

// replicas is what to do where there shall be another number of them, or in another number of zones: none of them
// changes. Where AWS Auto Scaling makes them it is told so.
func replicas(t *model.Turn) []model.Step {
	what := t.To.Text() + " of them"
	if t.Attribute == model.ZonesPath {
		what = "them in " + t.To.Text() + " zones"
	}
	group := t.Resource.Group
	switch {
	case group == "" || !t.Type.Naming.Ordinals:
		return say("have " + what + ": make or take away members where they were defined; none of them has to change itself")
	case t.Attribute == model.ZonesPath:
		return say("have " + what + ": give the Auto Scaling group " + group + " subnets in as many")
	}
	capacity, ok := asInput(t.To).(int)
	if !ok {
		return untold(t)
	}
	return []model.Step{{
		Service: "autoscaling", Operation: "set-desired-capacity",
		Input:        []model.Input{{Name: "AutoScalingGroupName", Value: group}, {Name: "DesiredCapacity", Value: capacity}},
		Consequences: []string{"fewer: the group terminates members, with what is on their disks", "refused beyond the group's limits; a scaling policy may take it back"},
	}}
}

// typed is what the attribute shall be as a call takes it: a Blank, a bool, a number, or a text; nil where it shall be
// gone.
func typed(t *model.Turn) any {
	if t.Blank != nil {
		return t.Blank
	}
	return asInput(t.To)
}

// asInput is a value as calls take it.
func asInput(v model.Value) any {
	switch v.Kind() {
	case model.Absent:
		return nil
	case model.Sealed, model.Credential:
		return &model.Blank{Variable: "VALUE", Secret: true, Hint: "the value it has"}
	case model.Bool:
		return v.IsTrue()
	case model.Number:
		if n, err := strconv.Atoi(v.Text()); err == nil {
			return n
		}
		if f, ok := v.Float(); ok {
			return f
		}
	case model.List, model.Set:
		return v.Elements()
	}
	return v.Text()
}

// own is another attribute of the resource that is changed, as it is; nil where it has none.
func own(t *model.Turn, path string) any { return asInput(t.Resource.Get(model.Dotted(path))) }

// ownText is the text of another attribute of the resource.
func ownText(t *model.Turn, path string) string { return t.Resource.Get(model.Dotted(path)).Text() }

// like is another attribute of what the resource shall become like, as calls take it; nil where it has none, or where
// nobody knows.
func like(t *model.Turn, path model.Path) any {
	if t.Like == nil || t.Own == nil {
		return nil
	}
	value, blank := t.Own(path)
	if blank != nil {
		return blank
	}
	return asInput(value)
}

// orElse is a value, or another one where it is not there.
func orElse(value, other any) any {
	if value != nil {
		return value
	}
	return other
}

// numbers are the attribute's values, wanted and present, where both are numbers.
func numbers(t *model.Turn) (wanted, present float64, ok bool) {
	wanted, okWanted := t.To.Float()
	present, okPresent := t.From().Float()
	return wanted, present, okWanted && okPresent
}

// meant is a turn in which what shall be gone shall be what AWS means by nothing, where that is declared.
func meant(t *model.Turn) *model.Turn {
	if !t.Gone() {
		return t
	}
	turned := *t
	turned.To = t.Type.FieldOf(t.Attribute, t.Resource).Default
	return &turned
}

// untold are the words for an attribute that AWS does not tell in the other environment, so that there is no value to
// give.
func untold(t *model.Turn) []model.Step {
	return say("what " + t.Type.Phrase(t.Attribute) + " is where AWS does not tell it cannot be asked for: set what you want where the " + t.Type.Singular + " was defined")
}

// added and removed are the elements that a set shall have and lack.
func elements(t *model.Turn) (added, removed []string) {
	was, wanted := t.From().Elements(), t.To.Elements()
	for _, e := range wanted {
		if !slices.Contains(was, e) {
			added = append(added, e)
		}
	}
	for _, e := range was {
		if !slices.Contains(wanted, e) {
			removed = append(removed, e)
		}
	}
	return added, removed
}

// list is what a set of references shall be; nil where it shall be empty.
func list(t *model.Turn) any {
	if t.Blank != nil {
		return t.Blank
	}
	if members := t.To.Elements(); len(members) > 0 {
		return members
	}
	return nil
}
