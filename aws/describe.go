package aws

import (
	"maps"
	"reflect"
	"strings"
	"sync"

	"parity/model"
)

// shape is how a list becomes attributes. What is no list has none; nor has an ordered list of texts, or one of
// structs without a key, whose elements are compared whole, unordered: each is one attribute.
type shape uint8

const (
	// keyed is a list whose elements are told apart by a key.
	keyed shape = iota + 1
	// one is a list that holds one element.
	one
	// set is an unordered list that is one attribute.
	set
	// apart is read by the service's own code, not here.
	apart
)

// member is the declaration of one exported field of a struct.
type member struct {
	field model.Field
	shape shape
	// nested says that the leaves of a struct are declared by its own description; a struct that is not
	// has one class for all of it.
	nested bool
	// key names the fields of an element that are its key; of a set, the one that stands for the element.
	key []string
}

// structure is the description of one struct type of the SDK: of every exported field, once.
type structure struct {
	of      reflect.Type
	members map[string]*member
	// mistakes are fields that were declared twice.
	mistakes []string
}

// part is a piece of a description.
type part func(*structure)

// describe declares every field of a struct type, tersely, names side by side.
func describe[T any](parts ...part) *structure {
	s := &structure{of: reflect.TypeFor[T](), members: map[string]*member{}}
	for _, p := range parts {
		p(s)
	}
	return s
}

func fields(names string, m member) part {
	return func(s *structure) {
		for name := range strings.FieldsSeq(names) {
			if s.members[name] != nil {
				s.mistakes = append(s.mistakes, name+" is declared twice")
			}
			own := m
			s.members[name] = &own
		}
	}
}

// compared fields are judged by value and vocabulary.
func compared(names string) part { return fields(names, member{}) }

// verbatim fields are judged by value alone: enumerations, numbers, booleans, device names.
func verbatim(names string) part { return fields(names, member{field: model.Field{Verbatim: true}}) }

// unset are verbatim fields for which AWS means the value where they are absent.
func unset(value model.Value, names string) part { return absent(value, verbatim(names)) }

// smaller fields are verbatim, and have a direction: why says in words how an environment may be smaller.
func smaller(size model.Size, why, names string) part {
	return fields(names, member{field: model.Field{Verbatim: true, Size: size, Why: why}})
}

// follows fields are folded under another attribute where that differs.
func follows(leader, names string) part {
	return fields(names, member{field: model.Field{Verbatim: true, Follows: model.Dotted(leader)}})
}

// reference fields hold ids, or names, of what they point at.
func reference(target, names string) part {
	return fields(names, member{field: model.Field{Class: model.Reference, Target: target}})
}

// identity fields tell a resource from others and are never judged; runtime fields come and go by
// themselves.
func identity(names string) part {
	return fields(names, member{field: model.Field{Class: model.Identity}})
}

func runtime(names string) part {
	return fields(names, member{field: model.Field{Class: model.Runtime}})
}

// masked fields are compared and never shown.
func masked(names string) part { return fields(names, member{field: model.Field{Class: model.Masked}}) }

// healthy fields are statuses with the values that are no finding.
func healthy(names string, values ...string) part {
	return fields(names, member{field: model.Field{Class: model.Status, Healthy: values}})
}

// notInEffect fields exist, or leave their values, only while what is configured does not run.
func notInEffect(names string, inEffect ...string) part {
	return fields(names, member{field: model.Field{Class: model.Status, NotInEffect: true, InEffect: inEffect}})
}

// aside fields are taken apart by the service's own code, which knows what they mean together (the parts of a
// rule), or repeat what stands elsewhere in the resource.
func aside(names string) part { return fields(names, member{shape: apart, nested: true}) }

// nested fields are structs, or lists of them without a key, whose own description says the rest.
func nested(names string) part { return fields(names, member{nested: true}) }

// by are lists of structs whose elements are told apart by a key: a field, or the path of one.
func by(key, names string) part {
	return fields(names, member{shape: keyed, nested: true, key: strings.Fields(key)})
}

// only are lists that hold one struct.
func only(names string) part { return fields(names, member{shape: one, nested: true}) }

// setOf makes sets of what was declared before: of structs, the field that stands for each.
func setOf(key string, p part) part {
	return changed(p, func(m *member) { m.shape, m.key = set, strings.Fields(key) })
}

// absent says what AWS means where what was declared before is absent.
func absent(value model.Value, p part) part {
	return changed(p, func(m *member) { m.field.Default = value })
}

// following puts what was declared before under another attribute, or under several.
func following(leaders string, p part) part {
	var paths []model.Path
	for leader := range strings.FieldsSeq(leaders) {
		paths = append(paths, model.Dotted(leader))
	}
	return changed(p, func(m *member) { m.field.Follows, m.field.Besides = paths[0], paths[1:] })
}

// changed is a part whose declarations are changed.
func changed(p part, change func(*member)) part {
	return func(s *structure) {
		before := maps.Clone(s.members)
		p(s)
		for name, m := range s.members {
			if before[name] != m {
				change(m)
			}
		}
	}
}

// when gives fields another declaration on resources whose attribute begins with a text; with none, on
// those that have it.
func when(attribute, prefix string, p part) part {
	return func(s *structure) {
		other := &structure{members: map[string]*member{}}
		p(other)
		for name, m := range other.members {
			own := s.members[name]
			if own == nil {
				s.mistakes = append(s.mistakes, name+" has a condition and no declaration")
				continue
			}
			own.field.When = append(own.field.When, model.When{Attribute: model.Dotted(attribute), Prefix: prefix, Field: m.field})
		}
	}
}

// tags are the one list whose keys are names and whose values stand at the key. What AWS and its tools
// put there (aws:…) is shown, and pairs, and is never judged.
func tags(names string) part {
	return fields(names, member{shape: keyed, key: []string{"Key"}, nested: true})
}

// declareTags declares the tags of a type.
func declareTags(t *model.Type) {
	t.Declare(model.NewPath("Tags", model.Any), model.Field{})
	t.Declare(model.NewPath("Tags", "aws:*"), model.Field{Class: model.Runtime})
}

// structures are the descriptions of all structs, by type, and the plans they make.
type structures struct {
	of map[reflect.Type]*structure
	// plans is planKey → *plan.
	plans sync.Map
}

func index(descriptions ...*structure) *structures {
	all := &structures{of: map[reflect.Type]*structure{}}
	for _, s := range descriptions {
		if all.of[s.of] != nil {
			s.mistakes = append(s.mistakes, "is described twice")
		}
		all.of[s.of] = s
	}
	return all
}

// element is the type behind pointers and slices.
func element(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t
}

func behindPointers(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

func isStruct(t reflect.Type) bool { return t.Kind() == reflect.Struct && t != timeType }

// isTagList says that a list is one of tags, whatever AWS calls it.
func isTagList(t reflect.Type) bool {
	t = element(t)
	if !isStruct(t) || t.NumField() > 3 {
		return false
	}
	_, key := t.FieldByName("Key")
	_, value := t.FieldByName("Value")
	return key && value
}

// undeclared is the declaration of what this version does not know, as a snapshot of another one may hold it:
// it is shown, and nothing can be said of it.
var undeclared = model.Field{Class: model.Runtime}

// declare gives a type the fields of a struct, at a path and under a prefix of their names.
func (all *structures) declare(t *model.Type, of reflect.Type, at model.Path, prefix string) {
	t.Default = undeclared
	all.plan(of, at, prefix).declare(t)
}

func (p *plan) declare(t *model.Type) {
	for i := range p.steps {
		switch s := &p.steps[i]; s.kind {
		case takeTags:
			declareTags(t)
		case takeKeyed:
			s.each(model.Any).declare(t)
		case takeStruct, takeOne:
			s.inner.declare(t)
		default:
			t.Declare(s.path, s.member.field)
		}
	}
}
