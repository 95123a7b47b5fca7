package aws

import (
	"reflect"
	"sync"
	"time"

	"parity/model"
)

var timeType = reflect.TypeFor[time.Time]()

// plan is how the fields of one struct type at one path become attributes. It is made once: what a
// hundred thousand resources have in common is looked up for none of them.
type plan struct{ steps []step }

type planKey struct {
	of     reflect.Type
	at     model.Path
	prefix string
	// whole is the one declaration of a struct that is not described.
	whole *member
}

// taking is what is done with a field.
type taking uint8

const (
	takeLeaf taking = iota
	takeStruct
	takeTags
	takeKeyed
	takeOne
	// takeElements is a list of texts, or of structs for each of which one field stands.
	takeElements
	// takeWhole is a list of structs that are one text each.
	takeWhole
)

// step is what is done with one field of a struct.
type step struct {
	field  int
	kind   taking
	path   model.Path
	member *member
	// turn makes a value of a leaf.
	turn turn
	// inner is the plan of a struct, or of the elements of a list that have no key.
	inner *plan
	// key are the fields of an element that are its key, or the one that stands for it.
	key [][]int
	// each is the plan of an element under its key.
	each func(key string) *plan
}

// plan makes the plan of a struct at a path, whose fields have a prefix to their names: a volume's Size is
// VolumeSize below its device.
func (all *structures) plan(of reflect.Type, at model.Path, prefix string) *plan {
	return all.planned(planKey{of: of, at: at, prefix: prefix})
}

func (all *structures) planned(key planKey) *plan {
	if known, ok := all.plans.Load(key); ok {
		return known.(*plan)
	}
	p := &plan{}
	described := all.of[key.of]
	if described == nil && key.whole == nil {
		panic("no description of " + key.of.String()) // a test plans every type before anything ships
	}
	for i := range key.of.NumField() {
		f := key.of.Field(i)
		m := key.whole
		if m == nil {
			m = described.members[f.Name]
		}
		if f.IsExported() && m != nil && m.shape != apart {
			p.steps = append(p.steps, all.step(i, f, m, key.at.Append(prefixed(key.prefix, f.Name))))
		}
	}
	known, _ := all.plans.LoadOrStore(key, p)
	return known.(*plan)
}

// prefixed is a name with a prefix that it may have already: VolumeId stays VolumeId.
func prefixed(prefix, name string) string {
	if prefix != "" && len(name) > len(prefix) && name[:len(prefix)] == prefix {
		return name
	}
	return prefix + name
}

func (all *structures) step(i int, f reflect.StructField, m *member, path model.Path) step {
	s := step{field: i, path: path, member: m}
	inner := element(f.Type)
	isList := behindPointers(f.Type).Kind() == reflect.Slice
	below := planKey{of: inner, at: path}
	if !m.nested {
		below.whole = m
	}
	switch {
	case !isList && isStruct(inner):
		s.kind, s.inner = takeStruct, all.planned(below)
	case !isList:
		s.turn = turnOf(inner, m, f.Name)
	case m.shape == keyed && isTagList(f.Type):
		s.kind, s.key = takeTags, fieldPaths(inner, []string{"Key", "Value"})
	case m.shape == keyed:
		s.kind, s.key = takeKeyed, fieldPaths(inner, m.key)
		s.each = all.eachElement(below)
	case m.shape == one:
		s.kind, s.inner = takeOne, all.planned(below)
	case isStruct(inner) && len(m.key) == 0:
		below.at = model.Path{}
		s.kind, s.inner = takeWhole, all.planned(below)
	default:
		s.kind, s.key = takeElements, fieldPaths(inner, m.key)
	}
	return s
}

// eachElement makes the plan of an element under its key, once for each key.
func (all *structures) eachElement(list planKey) func(key string) *plan {
	var byKey sync.Map
	return func(key string) *plan {
		if known, ok := byKey.Load(key); ok {
			return known.(*plan)
		}
		own := list
		own.at = list.at.Append(key)
		p := all.planned(own)
		byKey.Store(key, p)
		return p
	}
}

// fieldPaths are the positions of fields in a struct, for looking them up.
func fieldPaths(of reflect.Type, names []string) [][]int {
	var paths [][]int
	for _, name := range names {
		paths = append(paths, fieldPath(of, name))
	}
	return paths
}
