package aws

import (
	"reflect"
	"slices"
	"strings"

	"parity/model"
)

// place is the way to a field of a struct: positions of fields and, as their complements, of elements.
type place []int

func (p place) then(step int) place { return append(slices.Clip(p), step) }

// in is the field at the place. Where a pointer on the way is nil it is made, if make says so.
func (p place) in(v reflect.Value) reflect.Value {
	for _, step := range p {
		v = made(v)
		if step >= 0 {
			v = v.Field(step)
		} else {
			v = v.Index(^step)
		}
	}
	return v
}

// leafKind is what can happen to a leaf.
type leafKind uint8

const (
	// scalar has one value, many is a list that is one attribute.
	scalar leafKind = iota
	many
	// keyedLeaf is a list whose elements have keys, elementLeaf one of its elements.
	keyedLeaf
	elementLeaf
	// within is a struct, or the one element of a list, whose leaves stand for it.
	within
	// taken is what the service's own code takes apart, or leaves out.
	taken
)

// leaf is one thing of a resource that can change by itself.
type leaf struct {
	kind  leafKind
	place place
	// path is where it stands in staging and in prod: keys may hold words.
	path   [2]model.Path
	member *member
	of     reflect.Type
	// list is the field's name.
	list string
	// key says that the leaf is, or holds, the key of the element it stands in.
	key bool
}

// walker lists the leaves of two environments' answers of one shape.
type walker struct {
	all    *structures
	found  []leaf
	prefix string
}

// leavesOf lists the leaves of a subject, as declared: in staging's answer and in prod's.
func leavesOf(sub subject, staging, prod reflect.Value) []leaf {
	var found []leaf
	other := sub.roots(prod)
	for i, r := range sub.roots(staging) {
		w := walker{all: sub.all, prefix: r.prefix}
		left, right := made(r.place.in(staging)), made(r.place.in(prod))
		w.structOf(nil, left.Type(), r.place, [2]model.Path{r.path, other[i].path}, [2]reflect.Value{left, right}, nil)
		found = append(found, w.found...)
	}
	return found
}

// structOf lists the leaves of a struct: of its description, or of the one declaration that all of it has.
func (w *walker) structOf(whole *member, of reflect.Type, at place, paths [2]model.Path, vs [2]reflect.Value, key []string) {
	prefix := w.prefix
	w.prefix = "" // what lies deeper has none
	for i := range of.NumField() {
		f := of.Field(i)
		if !f.IsExported() {
			continue
		}
		m := whole
		if m == nil {
			m = w.all.of[of].members[f.Name]
		} else {
			plain := *whole
			plain.shape, plain.key = 0, nil
			m = &plain
		}
		var values [2]reflect.Value
		var below [2]model.Path
		for side, v := range vs {
			if v.IsValid() {
				values[side] = v.Field(i)
			}
			below[side] = paths[side].Append(prefixed(prefix, f.Name))
		}
		w.field(m, f, at.then(i), below, values, key)
	}
}

func (w *walker) field(m *member, f reflect.StructField, at place, paths [2]model.Path, vs [2]reflect.Value, key []string) {
	inner := element(f.Type)
	l := leaf{place: at, path: paths, member: m, of: f.Type, list: f.Name}
	if len(key) > 0 && key[0] == f.Name {
		l.key = true
		key = key[1:]
	} else {
		key = nil
	}
	isList := behindPointers(f.Type).Kind() == reflect.Slice
	switch {
	case m.shape == apart:
		l.kind = taken
		w.found = append(w.found, l)
	case !isList && isStruct(inner):
		l.kind = within
		w.found = append(w.found, l)
		w.structOf(wholeOf(m), inner, at, paths, followed(vs), key)
	case !isList:
		w.found = append(w.found, l)
	case m.shape == keyed:
		w.keyedList(l, inner, vs)
	case m.shape == one:
		l.kind = within
		w.found = append(w.found, l)
		if vs[0].IsValid() && vs[0].Len() > 0 {
			w.structOf(wholeOf(m), inner, at.then(^0), paths, elementsAt(vs, 0), nil)
		}
	default:
		l.kind = many
		w.found = append(w.found, l)
	}
}

func wholeOf(m *member) *member {
	if m.nested {
		return nil
	}
	return m
}

func (w *walker) keyedList(l leaf, inner reflect.Type, vs [2]reflect.Value) {
	l.kind = keyedLeaf
	if isTagList(l.of) {
		for side := range l.path {
			l.path[side] = model.NewPath("Tags")
		}
	}
	w.found = append(w.found, l)
	if !vs[0].IsValid() {
		return
	}
	for i := range vs[0].Len() {
		e := l
		e.kind, e.place, e.of = elementLeaf, l.place.then(^i), l.of.Elem()
		elements := elementsAt(vs, i)
		for side, v := range elements {
			e.path[side] = l.path[side].Append(keyText(v, l.member.key[0]))
		}
		w.found = append(w.found, e)
		if isTagList(l.of) {
			value := e
			value.kind = scalar
			f, _ := inner.FieldByName("Value")
			value.place, value.of = e.place.then(f.Index[0]), f.Type
			w.found = append(w.found, value)
			continue
		}
		w.structOf(nil, inner, e.place, e.path, elements, strings.Split(l.member.key[0], "."))
	}
}

// keyText is the key of an element.
func keyText(v reflect.Value, way string) string {
	v = into(v, way)
	for v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	return plainValue(v).Text()
}

// followed are values behind their pointers; one that leads nowhere is invalid.
func followed(vs [2]reflect.Value) [2]reflect.Value {
	for side, v := range vs {
		for v.IsValid() && v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		vs[side] = v
	}
	return vs
}

func elementsAt(vs [2]reflect.Value, i int) [2]reflect.Value {
	for side, v := range vs {
		if !v.IsValid() || v.Len() <= i {
			vs[side] = reflect.Value{}
			continue
		}
		vs[side] = v.Index(i)
	}
	return followed(vs)
}
