package aws

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"parity/model"
	"parity/model/secrets"
)

var timeType = reflect.TypeFor[time.Time]()

// flattener turns structs of the SDK into attributes, by their descriptions. Nothing of AWS's is left out
// but what has no value.
type flattener struct {
	all    structures
	sealer *model.Sealer
	out    []model.Attribute
}

// flatten lists all leaves of a struct, under AWS's own field names.
func flatten(all structures, sealer *model.Sealer, v any, at ...string) []model.Attribute {
	f := &flattener{all: all, sealer: sealer}
	f.structure(reflect.ValueOf(v), at)
	return f.out
}

func (f *flattener) keep(path []string, v model.Value) {
	if !v.IsAbsent() {
		f.out = append(f.out, model.Attribute{Path: model.NewPath(path...), Value: v})
	}
}

// deref follows pointers; false where one is nil.
func deref(v reflect.Value) (reflect.Value, bool) {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return v, false
		}
		v = v.Elem()
	}
	return v, v.IsValid()
}

func (f *flattener) structure(v reflect.Value, path []string) {
	v, ok := deref(v)
	if !ok {
		return
	}
	s := f.all[v.Type()]
	if s == nil {
		panic("no description of " + v.Type().String()) // a test flattens every type before anything ships
	}
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		m := s.members[name]
		if m == nil {
			continue
		}
		f.member(v.Field(i), m, slices.Concat(path, []string{name}))
	}
}

func (f *flattener) member(v reflect.Value, m *member, path []string) {
	v, ok := deref(v)
	if !ok {
		return
	}
	switch {
	case v.Kind() == reflect.Slice:
		f.slice(v, m, path)
	case v.Kind() == reflect.Struct && v.Type() != timeType && m.nested:
		f.structure(v, path)
	case v.Kind() == reflect.Struct && v.Type() != timeType:
		f.whole(v, m, path)
	default:
		f.keep(path, f.leaf(v, m, path[len(path)-1]))
	}
}

// whole flattens a struct that has one class for all of it.
func (f *flattener) whole(v reflect.Value, m *member, path []string) {
	for i := range v.NumField() {
		if v.Type().Field(i).IsExported() {
			f.member(v.Field(i), m, slices.Concat(path, []string{v.Type().Field(i).Name}))
		}
	}
}

func (f *flattener) slice(v reflect.Value, m *member, path []string) {
	if v.Len() == 0 {
		return
	}
	switch {
	case isTagList(v.Type()) && m.shape == keyed:
		f.tagList(v)
	case m.shape == keyed:
		for i := range v.Len() {
			f.structure(v.Index(i), slices.Concat(path, []string{keyOfElement(v.Index(i), m.key, i)}))
		}
	case m.shape == one:
		f.structure(v.Index(0), path)
	case m.shape == bag:
		f.keep(path, f.bag(v))
	case element(v.Type()).Kind() == reflect.Struct && !m.nested && len(m.key) == 0:
		f.keep(path, f.wholes(v, m))
	default:
		var elements []string
		for i := range v.Len() {
			if text := elementText(v.Index(i), m.key); text != "" {
				elements = append(elements, text)
			}
		}
		if m.shape == set {
			f.keep(path, model.SetValue(elements))
		} else {
			f.keep(path, model.ListValue(elements))
		}
	}
}

// wholes is a list of structs that have one class for all of them, each with all it holds.
func (f *flattener) wholes(v reflect.Value, m *member) model.Value {
	var elements []string
	for i := range v.Len() {
		if element, ok := deref(v.Index(i)); ok {
			inner := &flattener{all: f.all, sealer: f.sealer}
			inner.whole(element, m, nil)
			elements = append(elements, object(inner.out))
		}
	}
	return model.SetValue(elements)
}

// object is attributes as the text of one JSON object.
func object(attributes []model.Attribute) string {
	leaves := map[string]string{}
	for _, a := range attributes {
		leaves[a.Path.String()] = a.Value.Text()
	}
	text, _ := json.Marshal(leaves) // of strings, which always encode
	return string(text)
}

// keyOfElement is what tells an element of a list from the others; its place where it has no key.
func keyOfElement(v reflect.Value, key []string, place int) string {
	var parts []string
	for _, name := range key {
		if text := elementText(v, strings.Split(name, ".")); text != "" {
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 {
		return "#" + strconv.Itoa(place)
	}
	return strings.Join(parts, " ")
}

// elementText is the text of an element: its own, or that of the field that stands for it.
func elementText(v reflect.Value, path []string) string {
	for _, name := range path {
		var ok bool
		if v, ok = deref(v); !ok {
			return ""
		}
		v = v.FieldByName(name)
	}
	v, ok := deref(v)
	if !ok {
		return ""
	}
	return valueOf(v).Text()
}

// tagList flattens tags to Tags.KEY, whatever AWS calls the list. An empty tag is not an absent one.
func (f *flattener) tagList(v reflect.Value) {
	for i := range v.Len() {
		key, value := elementText(v.Index(i), []string{"Key"}), elementText(v.Index(i), []string{"Value"})
		kept := model.TextValue(value)
		if value != "" {
			kept = secrets.Hide(f.sealer, key, value)
		}
		f.out = append(f.out, model.Attribute{Path: model.NewPath("Tags", key), Value: kept})
	}
}

// bag is a list without a key as one set: each element whole, what is never judged left out.
func (f *flattener) bag(v reflect.Value) model.Value {
	var elements []string
	for i := range v.Len() {
		inner := &flattener{all: f.all, sealer: f.sealer}
		element, ok := deref(v.Index(i))
		if !ok {
			continue
		}
		inner.structure(element, nil)
		judged := f.all[element.Type()]
		elements = append(elements, object(slices.DeleteFunc(inner.out, func(a model.Attribute) bool {
			m := judged.members[a.Path.First()]
			return !m.nested && !m.field.Class.Judged()
		})))
	}
	return model.SetValue(elements)
}

// leaf is one value. A nil string is an empty one, and both are absent.
func (f *flattener) leaf(v reflect.Value, m *member, name string) model.Value {
	value := valueOf(v)
	text := value.Text()
	switch {
	case value.Kind() != model.Text:
		return value
	case text == "":
		return model.Value{}
	case m.field.Class == model.Masked, m.field.Class == model.Confidential:
		return f.sealer.Seal(text)
	case m.field.Class == model.Compared && !m.field.Verbatim, m.field.Class == model.Status:
		return secrets.Hide(f.sealer, name, text)
	}
	return value
}

func valueOf(v reflect.Value) model.Value {
	switch v.Kind() {
	case reflect.String:
		return model.TextValue(v.String())
	case reflect.Bool:
		return model.BoolValue(v.Bool())
	case reflect.Int, reflect.Int32, reflect.Int64:
		return model.IntValue(v.Int())
	case reflect.Float32, reflect.Float64:
		return model.FloatValue(v.Float())
	}
	if t, ok := v.Interface().(time.Time); ok {
		return model.TextValue(t.UTC().Format(time.RFC3339))
	}
	return model.TextValue(fmt.Sprint(v.Interface()))
}

// covered lists what is wrong with the descriptions of a struct and of all that is reached from it: fields
// that are not declared, that are declared twice, or that do not exist.
func (all structures) covered(of reflect.Type, seen map[reflect.Type]bool) []string {
	if seen[of] {
		return nil
	}
	seen[of] = true
	s := all[of]
	if s == nil {
		return []string{of.String() + " is not described"}
	}
	var wrong []string
	for _, mistake := range s.mistakes {
		wrong = append(wrong, of.String()+": "+mistake)
	}
	for name := range maps.Keys(s.members) {
		if _, ok := of.FieldByName(name); !ok {
			wrong = append(wrong, of.String()+"."+name+" does not exist")
		}
	}
	for i := range of.NumField() {
		f := of.Field(i)
		if !f.IsExported() {
			continue
		}
		m := s.members[f.Name]
		if m == nil {
			wrong = append(wrong, of.String()+"."+f.Name+" is not declared")
			continue
		}
		inner := element(f.Type)
		if inner.Kind() != reflect.Struct || inner == timeType || isTagList(f.Type) && m.shape == keyed {
			continue
		}
		if m.nested {
			wrong = append(wrong, all.covered(inner, seen)...)
		}
	}
	slices.Sort(wrong)
	return wrong
}
