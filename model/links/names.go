package links

import (
	"iter"
	"strings"

	"parity/model"
	"parity/model/counterparts"
	"parity/model/vocabulary"
)

// named is an id that an attribute names, and the type it must be of; empty is any.
type named struct{ id, typeName string }

// names yields what an attribute names: all of a reference, and of a text the ids that stand in it.
func names(t *model.Type, r *model.Resource, s *counterparts.Spelled) iter.Seq[named] {
	return func(yield func(named) bool) {
		field := t.FieldOf(s.Raw, r)
		switch {
		case field.Class == model.Reference && s.Value.Kind() == model.Bool:
			inKeys(s.Raw, yield)
		case field.Target != "":
			if repeats(t, field) {
				return
			}
			for _, id := range s.Value.Elements() {
				if !yield(named{id, field.Target}) {
					return
				}
			}
		case field.Class == model.Compared:
			inText(s.Value, yield)
		}
	}
}

// repeats says that the field says again what the one it follows says: the groups of a network interface are
// those of its instance.
func repeats(t *model.Type, field *model.Field) bool {
	return !field.Follows.IsZero() && t.Field(field.Follows).Target == field.Target
}

// inKeys yields what stands in the keys of an element that is nothing but them: a rule's group, prefix list
// or address.
func inKeys(path model.Path, yield func(named) bool) {
	for _, segment := range path.Segments()[1:] {
		if kind, id, ok := strings.Cut(segment, ":"); ok && (kind == "sg" || kind == "pl") {
			if _, bare, elsewhere := strings.Cut(id, "/"); elsewhere {
				id = bare
			}
			if !yield(named{id: id}) {
				return
			}
			continue
		}
		segment = strings.TrimSuffix(strings.TrimSuffix(segment, "/32"), "/128") // one address
		for id := range vocabulary.Ids(segment) {
			if !yield(named{id: id}) {
				return
			}
		}
	}
}

// inText yields the ids in a value that is no secret.
func inText(value model.Value, yield func(named) bool) {
	switch value.Kind() {
	case model.Text, model.List, model.Set:
	default:
		return
	}
	for _, element := range value.Elements() {
		for id := range vocabulary.Ids(element) {
			if !yield(named{id: id}) {
				return
			}
		}
	}
}
