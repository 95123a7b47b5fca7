package aws

import (
	"cmp"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"parity/model"
	"parity/model/secrets"
)

// flattener turns structs of the SDK into attributes, by their plans. Nothing of AWS's is left out but what
// has no value.
type flattener struct {
	sealer *model.Sealer
	out    []model.Attribute
	// wanted says which fields are taken; nil is all.
	wanted func(*member) bool
}

// flatten lists all leaves of a struct, under AWS's own field names.
func flatten(all *structures, sealer *model.Sealer, v any) []model.Attribute {
	return flattenAt(all, sealer, v, model.Path{}, "")
}

// flattenAt lists the leaves of a struct as they stand below a path, with a prefix to their names.
func flattenAt(all *structures, sealer *model.Sealer, v any, at model.Path, prefix string) []model.Attribute {
	f := &flattener{sealer: sealer, out: make([]model.Attribute, 0, 64)}
	value := reflect.ValueOf(v)
	f.take(all.plan(value.Type(), at, prefix), value)
	return slices.Clone(f.out)
}

func (f *flattener) keep(path model.Path, v model.Value) {
	if !v.IsAbsent() {
		f.out = append(f.out, model.Attribute{Path: path, Value: v})
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

// take follows a plan.
func (f *flattener) take(p *plan, v reflect.Value) {
	for i := range p.steps {
		s := &p.steps[i]
		field, ok := deref(v.Field(s.field))
		if !ok || f.wanted != nil && !f.wanted(s.member) {
			continue
		}
		switch s.kind {
		case takeLeaf:
			f.keep(s.path, s.turn(f.sealer, field))
		case takeStruct:
			f.take(s.inner, field)
		default:
			if field.Len() > 0 {
				f.list(s, field)
			}
		}
	}
}

func (f *flattener) list(s *step, v reflect.Value) {
	switch s.kind {
	case takeTags:
		f.tagList(s, v)
	case takeKeyed:
		f.keyedList(s, v)
	case takeOne:
		f.one(s, v)
	case takeWhole:
		f.keep(s.path, model.SetValue(f.wholes(s, v)))
	default:
		var elements []string
		for i := range v.Len() {
			if text := elementText(v.Index(i), s.key); text != "" {
				elements = append(elements, text)
			}
		}
		if s.member.shape == set {
			f.keep(s.path, model.SetValue(elements))
		} else {
			f.keep(s.path, model.ListValue(elements))
		}
	}
}

// tagList flattens tags to Tags.KEY, whatever AWS calls the list. An empty tag is not an absent one.
func (f *flattener) tagList(s *step, v reflect.Value) {
	for i := range v.Len() {
		key, value := elementText(v.Index(i), s.key[:1]), elementText(v.Index(i), s.key[1:])
		f.keep(model.NewPath("Tags", key), secrets.Hide(f.sealer, key, value))
	}
}

// keyedList flattens the elements of a list under their keys. Two of one key are both kept, and numbered;
// so are those that have none.
func (f *flattener) keyedList(s *step, v reflect.Value) {
	type keyedElement struct {
		key, text string
		value     reflect.Value
	}
	var elements []keyedElement
	seen := map[string]int{}
	for i := range v.Len() {
		value, ok := deref(v.Index(i))
		if !ok {
			continue
		}
		var parts []string
		for _, at := range s.key {
			if text := elementText(value, [][]int{at}); text != "" {
				parts = append(parts, text)
			}
		}
		key := strings.Join(parts, " ")
		seen[key]++
		elements = append(elements, keyedElement{key: key, value: value})
	}
	if len(seen) < len(elements) || seen[""] > 0 {
		// AWS gives lists in any order, so that the numbers go by what the elements hold: first by what is judged,
		// for ids and addresses would number them otherwise in each environment.
		judged := flattener{sealer: f.sealer, wanted: judgedFields}
		for i := range elements {
			p := s.each(elements[i].key)
			elements[i].text = judged.text(p, elements[i].value) + f.text(p, elements[i].value)
		}
		slices.SortStableFunc(elements, func(a, b keyedElement) int { return cmp.Compare(a.text, b.text) })
	}
	place := map[string]int{}
	for _, e := range elements {
		key := e.key
		if place[key]++; place[key] > 1 || key == "" {
			e.key += "#" + strconv.Itoa(place[key])
		}
		f.take(s.each(e.key), e.value)
	}
}

// one flattens a list that holds one element. While AWS changes it, it may hold the next one too: then
// each attribute has the values of all.
func (f *flattener) one(s *step, v reflect.Value) {
	if v.Len() == 1 {
		if value, ok := deref(v.Index(0)); ok {
			f.take(s.inner, value)
		}
		return
	}
	var order []model.Path
	values := map[model.Path][]string{}
	for i := range v.Len() {
		inner := flattener{sealer: f.sealer, wanted: f.wanted}
		if value, ok := deref(v.Index(i)); ok {
			inner.take(s.inner, value)
		}
		for _, a := range inner.out {
			if values[a.Path] == nil {
				order = append(order, a.Path)
			}
			values[a.Path] = append(values[a.Path], a.Value.Text())
		}
	}
	for _, path := range order {
		f.keep(path, model.SetValue(values[path]))
	}
}

// judgedFields are those that can make a difference.
func judgedFields(m *member) bool { return m.nested || m.field.Class.Judged() }

// wholes are the elements of a list without a key, each with all it holds; of those that are judged, what
// is not is left out.
func (f *flattener) wholes(s *step, v reflect.Value) []string {
	inner := flattener{sealer: f.sealer}
	if s.member.nested {
		inner.wanted = judgedFields
	}
	var elements []string
	for i := range v.Len() {
		if value, ok := deref(v.Index(i)); ok {
			elements = append(elements, inner.text(s.inner, value))
		}
	}
	return elements
}

// text is a struct as the text of one JSON object.
func (f *flattener) text(p *plan, v reflect.Value) string {
	inner := flattener{sealer: f.sealer, wanted: f.wanted}
	inner.take(p, v)
	leaves := map[string]string{}
	for _, a := range inner.out {
		leaves[a.Path.String()] = a.Value.Text()
	}
	text, _ := json.Marshal(leaves) // of strings, which always encode
	return string(text)
}

// fieldPath is the position of a field in a struct, by its name or, of a nested one, by the names on the
// way to it.
func fieldPath(of reflect.Type, name string) []int {
	var path []int
	for part := range strings.SplitSeq(name, ".") {
		f, ok := element(of).FieldByName(part)
		if !ok {
			panic(element(of).String() + " has no " + part) // a test plans every type before anything ships
		}
		path = append(path, f.Index[0])
		of = f.Type
	}
	return path
}

// elementText is the text of an element: its own, or that of the field that stands for it.
func elementText(v reflect.Value, fields [][]int) string {
	var path []int
	if len(fields) > 0 {
		path = fields[0]
	}
	for _, i := range path {
		var ok bool
		if v, ok = deref(v); !ok {
			return ""
		}
		v = v.Field(i)
	}
	v, ok := deref(v)
	if !ok {
		return ""
	}
	return plainValue(v).Text()
}

// turn makes a value of a leaf of the SDK's.
type turn func(*model.Sealer, reflect.Value) model.Value

// turnOf is how the leaves of a type, declared so, become values. A nil string is an empty one, and both
// are absent.
func turnOf(of reflect.Type, m *member, name string) turn {
	class := m.field.Class
	switch {
	case of.Kind() != reflect.String:
		return func(_ *model.Sealer, v reflect.Value) model.Value { return plainValue(v) }
	case class == model.Masked, class == model.Confidential:
		return ofText(func(sealer *model.Sealer, text string) model.Value { return sealer.Seal(text) })
	case class == model.Compared && !m.field.Verbatim, class == model.Status && of == reflect.TypeFor[string]():
		if !secrets.Named(name) {
			name = "" // asked once, not for each value
		}
		return ofText(func(sealer *model.Sealer, text string) model.Value { return secrets.Hide(sealer, name, text) })
	}
	return ofText(func(_ *model.Sealer, text string) model.Value { return model.TextValue(text) })
}

func ofText(keep func(*model.Sealer, string) model.Value) turn {
	return func(sealer *model.Sealer, v reflect.Value) model.Value {
		if v.Len() == 0 {
			return model.Value{}
		}
		return keep(sealer, v.String())
	}
}

// plainValue is a leaf as it is.
func plainValue(v reflect.Value) model.Value {
	switch v.Kind() {
	case reflect.Bool:
		return model.BoolValue(v.Bool())
	case reflect.Int, reflect.Int32, reflect.Int64:
		return model.IntValue(v.Int())
	case reflect.Float32, reflect.Float64:
		return model.FloatValue(v.Float())
	case reflect.String:
		return model.TextValue(v.String())
	}
	if t, ok := v.Interface().(time.Time); ok {
		return model.TextValue(t.UTC().Format(time.RFC3339))
	}
	panic("no leaf: " + v.Type().String()) // a test flattens every type before anything ships
}
