package aws

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"parity/model"
)

// mutations lists what can happen to a leaf, on one side.
func (c *trial) mutations(l leaf, side int) []mutation {
	if slices.Contains(c.named, l.path[side].String()) {
		return nil // it makes another resource: see specials
	}
	switch l.kind {
	case scalar:
		return c.ofScalar(l, side)
	case many:
		return c.ofMany(l, side)
	case keyedLeaf:
		return c.ofKeyed(l, side)
	case elementLeaf:
		return []mutation{{"the element is not there", func(mutated, _ reflect.Value) {
			removeAt(l.place[:len(l.place)-1].in(mutated), ^l.place[len(l.place)-1])
		}, onlyIf(c.holds(l.path[side], side), lacking, l.path)}}
	case within:
		return c.ofStruct(l, side)
	default:
		return []mutation{{"what is taken apart elsewhere", func(mutated, _ reflect.Value) {
			v := l.place.in(mutated)
			if v.Type() != reflect.TypeFor[*string]() || l.list == volumeID {
				return
			}
			put(v, "another text")
		}, nil}}
	}
}

// ofScalar are the changes to one value.
func (c *trial) ofScalar(l leaf, side int) []mutation {
	f, value := c.field(l, side), c.value(l, side)
	set := func(change func(reflect.Value)) func(mutated, _ reflect.Value) {
		return func(mutated, _ reflect.Value) { change(l.place.in(mutated)) }
	}
	list := []mutation{{"another value", set(func(v reflect.Value) { c.alter(f, v, side) }), c.altered(l, side)}}
	switch {
	case l.key:
		return c.keyed(l, side, list[0])
	case l.list == volumeID: // the volume is another's then
		list[0].want = c.unjoined(l, side)
		return append(list, mutation{"no value", set(reflect.Value.SetZero), c.unjoined(l, side)})
	}
	if !value.IsAbsent() {
		list = append(list, mutation{"no value", set(reflect.Value.SetZero), c.lost(l, side)})
	}
	list = append(list, c.led(l, side)...)
	list = append(list, c.byDefault(l)...)
	if element(l.of).Kind() == reflect.String {
		list = append(list, c.ofText(l, side)...)
	}
	return list
}

// alter gives a leaf another value than it has.
func (c *trial) alter(f *model.Field, v reflect.Value, side int) {
	v = made(v)
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int32, reflect.Int64, reflect.Int:
		v.SetInt(v.Int() + 7)
	case reflect.Float64, reflect.Float32:
		v.SetFloat(v.Float() + 1)
	case reflect.Struct:
		if at, ok := v.Interface().(time.Time); ok {
			v.Set(reflect.ValueOf(at.Add(time.Hour)))
			return
		}
		c.alter(f, v.Field(0), side)
	default:
		v.SetString(c.other(f, v.Type(), v.String(), side))
	}
}

// other is another text of a leaf's: of those there are, where they are known.
func (c *trial) other(f *model.Field, of reflect.Type, text string, side int) string {
	values := slices.DeleteFunc(enumeration(of), func(v string) bool { return v == text || v == f.Default.Text() })
	switch {
	case f.Class == model.Reference && strings.HasPrefix(text, "default"):
		return text + "x"
	case f.Class == model.Reference:
		return c.speakers[side].thing(f.Target, 2)
	case f.Class == model.Status:
		return "in ruins"
	case len(values) > 0:
		return values[0]
	case text == "":
		return "a text"
	}
	return text + "-x"
}

// altered is what comes of another value.
func (c *trial) altered(l leaf, side int) []outcome {
	f := c.field(l, side)
	switch {
	case c.counted(l, side) && c.value(l, side).IsAbsent():
		return zones
	case f.Class == model.Status && len(f.Healthy) > 0:
		return []outcome{{ailing, l.path}}
	case f.Class == model.Status && f.NotInEffect:
		return []outcome{{waiting, l.path}}
	}
	return onlyIf(c.judged(l), differs, l.path)
}

// keyed is what comes of another value of an element's key: another element.
func (c *trial) keyed(l leaf, side int, other mutation) []mutation {
	var path [2]model.Path
	for _, e := range c.leaves {
		if e.kind == elementLeaf && len(e.place) < len(l.place) && slices.Equal(e.place, l.place[:len(e.place)]) {
			path = e.path
		}
	}
	other.want = nil
	if c.holds(path[side], side) {
		answer := cloned(c.answers[side])
		other.apply(answer, answer)
		renamed := path
		for i := range renamed {
			renamed[i] = path[i].Head(path[i].Len() - 1).Append(plainValue(followed([2]reflect.Value{l.place.in(answer)})[0]).Text())
		}
		other.want = []outcome{{lacking, path}, {adding, renamed}}
	}
	return []mutation{other}
}

// led are changes to a leaf together with what it follows.
func (c *trial) led(l leaf, side int) []mutation {
	var list []mutation
	for _, leader := range c.leaders(l.path[side], side) {
		at := slices.IndexFunc(c.leaves, func(o leaf) bool { return o.path[side] == leader && (o.kind == scalar || o.kind == many) })
		if at < 0 {
			continue // its element is not there
		}
		first := c.leaves[at]
		want := append(c.altered(first, side), c.altered(l, side)...)
		if there := !c.value(first, 0).IsAbsent() && !c.value(first, 1).IsAbsent(); there && !c.judged(first) && c.judged(l) { // it is told in another row
			want = nil
		}
		list = append(list, mutation{"with " + leader.String(), func(mutated, _ reflect.Value) {
			c.alterAny(first, mutated, side)
			c.alterAny(l, mutated, side)
		}, want})
		if f := c.of.Field(l.path[side]); f.Follows.IsZero() && c.judged(first) { // it follows on a condition, which it meets no more
			list = append(list, mutation{"to one of its own, with " + leader.String(), func(mutated, _ reflect.Value) {
				c.alterAny(first, mutated, side)
				put(l.place.in(mutated), c.speakers[side].thing(f.Target, 0))
			}, append(c.altered(first, side), outcome{unfollowed, l.path})})
		}
	}
	return list
}

// alterAny changes a leaf of either kind.
func (c *trial) alterAny(l leaf, mutated reflect.Value, side int) {
	v := l.place.in(mutated)
	if l.kind == scalar {
		c.alter(c.field(l, side), v, side)
		return
	}
	if v.Len() == 0 {
		v.Set(reflect.Append(v, c.speakers[side].elementOf(c.all, l.member, l.list, l.of.Elem(), "altered", 2)))
		return
	}
	c.alter(c.field(l, side), standing(l, v.Index(0)), side)
}

// standing is the field that stands for an element.
func standing(l leaf, v reflect.Value) reflect.Value {
	if len(l.member.key) > 0 {
		return into(v, l.member.key[0])
	}
	return v
}

// byDefault holds what AWS means by no value against no value.
func (c *trial) byDefault(l leaf) []mutation {
	f := c.field(l, 0)
	if f.Default.IsAbsent() {
		return nil
	}
	return []mutation{{"what is meant by no value", func(mutated, other reflect.Value) {
		switch v := made(l.place.in(mutated)); v.Kind() {
		case reflect.Bool:
			v.SetBool(f.Default.IsTrue())
		case reflect.String:
			v.SetString(f.Default.Text())
		default:
			n, _ := f.Default.Float()
			v.SetInt(int64(n))
		}
		l.place.in(other).SetZero()
	}, nil}}
}

// ofText are the changes that only a text can have.
func (c *trial) ofText(l leaf, side int) []mutation {
	f := c.field(l, side)
	mine, yours := c.speakers[side], c.speakers[1-side]
	both := func(a, b string) func(mutated, other reflect.Value) {
		return func(mutated, other reflect.Value) {
			put(l.place.in(mutated), a)
			put(l.place.in(other), b)
		}
	}
	plain := f.Class == model.Compared && len(enumeration(element(l.of))) == 0
	judged := c.judged(l)
	free := plain && !f.Verbatim
	switch {
	case f.Class == model.Reference:
		return c.ofReference(l, side)
	case !plain && f.Class != model.Masked:
		return nil
	}
	return []mutation{
		{"each in its own words", both("acme-"+mine.name+"-x", "acme-"+yours.name+"-x"), onlyIf(judged && !free, differs, l.path)},
		{"each in its own words, and something else", both("acme-"+mine.name+"-x", "acme-"+yours.name+"-y"), onlyIf(judged, differs, l.path)},
		{"both in the other's words", both("acme-"+yours.name+"-x", "acme-"+yours.name+"-x"), onlyIf(judged && free, crossing, l.path)},
		{"JSON in another format", both(`{"a": 1, "b": 2}`, `{"b":2,"a":1}`), onlyIf(judged && !free, differs, l.path)},
		{"white space at the end", both("a text ", "a text"), onlyIf(judged, differs, l.path)},
	}
}

// ofReference are the changes that only a reference can have.
func (c *trial) ofReference(l leaf, side int) []mutation {
	f := c.field(l, side)
	mine, yours := c.speakers[side], c.speakers[1-side]
	set := func(text string) func(mutated, _ reflect.Value) {
		return func(mutated, _ reflect.Value) { put(standing(l, l.place.in(mutated)), text) }
	}
	judged := c.judged(l)
	theirs := func(mutated, other reflect.Value) {
		put(l.place.in(mutated), yours.thing(f.Target, 0))
		put(l.place.in(other), yours.thing(f.Target, 0))
	}
	list := []mutation{{"the other's", theirs, onlyIf(judged, crossing, l.path)}}
	lost := strings.Replace(mine.thing(f.Target, 0), "000000", "987987", 1)
	if !strings.Contains(mine.thing(f.Target, 0), "000000") {
		return append(list, mutation{"of an unknown name", set("acme-omega"), onlyIf(judged, differs, l.path)})
	}
	return append(list, mutation{"to nowhere", set(lost), c.nowhere(l, side)})
}

// ofMany are the changes to a list that is one attribute.
func (c *trial) ofMany(l leaf, side int) []mutation {
	f := c.field(l, side)
	n := len(c.value(l, side).Elements())
	was := onlyIf(c.judged(l), differs, l.path)
	if f.Class == model.Status {
		was = c.altered(l, side)
	}
	list := []mutation{{"an element more", func(mutated, _ reflect.Value) {
		v := l.place.in(mutated)
		e := c.speakers[side].elementOf(c.all, l.member, l.list, l.of.Elem(), "more", 2)
		v.Set(reflect.Append(v, e))
	}, was}}
	if n == 0 {
		return append(list, mutation{"an empty list", func(mutated, _ reflect.Value) {
			v := l.place.in(mutated)
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}, nil})
	}
	list = append(list,
		mutation{"an element less", func(mutated, _ reflect.Value) { removeAt(l.place.in(mutated), 0) }, was},
		mutation{"an element changed", func(mutated, _ reflect.Value) { c.alterAny(l, mutated, side) }, was},
		mutation{"no list", func(mutated, _ reflect.Value) { l.place.in(mutated).SetZero() }, was})
	if n > 1 {
		turned := was
		if l.member.shape == set || !c.judged(l) {
			turned = nil
		}
		list = append(list, mutation{"in another order", func(mutated, _ reflect.Value) { reverse(l.place.in(mutated)) }, turned})
	}
	return append(list, c.led(l, side)...)
}

// ofKeyed are the changes to a list whose elements have keys.
func (c *trial) ofKeyed(l leaf, side int) []mutation {
	key := "key-2"
	var list []mutation
	if isTagList(l.of) {
		key = "Added"
		list = append(list, mutation{"a tag of AWS's more", c.tagging(l, "aws:added"), nil})
	}
	added := reflect.New(l.of.Elem()).Elem()
	add := func(mutated, _ reflect.Value) {
		v := l.place.in(mutated)
		v.Set(reflect.Append(v, added))
	}
	if isTagList(l.of) {
		add = c.tagging(l, key)
	} else {
		added = c.speakers[side].elementOf(c.all, l.member, l.list, l.of.Elem(), fmt.Sprint(l.place, "#more"), 2)
		key = keyText(added, l.member.key[0])
	}
	path := [2]model.Path{l.path[0].Append(key), l.path[1].Append(key)}
	answer := cloned(c.answers[side])
	add(answer, answer)
	r := c.flat(answer)
	judged := slices.ContainsFunc(r.Attributes, func(a model.Attribute) bool {
		return a.Path.Under(path[side]) && c.of.FieldOf(a.Path, r).Class.Judged()
	})
	list = append(list, mutation{"an element more", add, onlyIf(judged, adding, path)})
	return append(list, mutation{"in another order", func(mutated, _ reflect.Value) { reverse(l.place.in(mutated)) }, nil})
}

func (c *trial) tagging(l leaf, key string) func(mutated, _ reflect.Value) {
	return func(mutated, _ reflect.Value) {
		v := l.place.in(mutated)
		tag := reflect.New(l.of.Elem()).Elem()
		put(tag.FieldByName("Key"), key)
		put(tag.FieldByName("Value"), "x")
		v.Set(reflect.Append(v, tag))
	}
}

// ofStruct is what comes of it that AWS leaves out a struct.
func (c *trial) ofStruct(l leaf, side int) []mutation {
	if l.key { // an element without a key is another matter
		return nil
	}
	v := l.place.in(cloned(c.answers[side]))
	if v.IsZero() || v.Kind() == reflect.Struct {
		return nil
	}
	want := c.below(l.place, side)
	if l.path[side].Last() == "Ebs" {
		want = append(want, c.unjoined(l, side)...)
	}
	return []mutation{{"not told", func(mutated, _ reflect.Value) { l.place.in(mutated).SetZero() }, want}}
}

// volumeID is what joins a device and its volume.
const volumeID = "VolumeId"

// unjoined is what comes of it that a device is not known to be that of a volume.
func (c *trial) unjoined(l leaf, side int) []outcome {
	device := l.path[side].Head(2)
	for _, r := range c.roots(c.answers[side]) {
		if r.prefix == volumePrefix && r.path.Under(device) {
			return c.below(r.place, side)
		}
	}
	return nil
}

func removeAt(v reflect.Value, i int) {
	v.Set(reflect.AppendSlice(reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, v.Len()), v.Slice(0, i)), v.Slice(i+1, v.Len())))
}

func reverse(v reflect.Value) {
	swap := reflect.Swapper(v.Interface())
	for i := range v.Len() / 2 {
		swap(i, v.Len()-1-i)
	}
}
