package aws

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// covered lists what is wrong with the descriptions of a struct and of all that is reached from it: fields
// that are not declared, that are declared twice, or that do not exist.
func (all *structures) covered(of reflect.Type) []string {
	var wrong []string
	all.cover(of, map[reflect.Type]bool{}, &wrong)
	slices.Sort(wrong)
	return wrong
}

func (all *structures) cover(of reflect.Type, seen map[reflect.Type]bool, wrong *[]string) {
	if seen[of] {
		return
	}
	seen[of] = true
	say := func(format string, about ...any) { *wrong = append(*wrong, of.String()+fmt.Sprintf(format, about...)) }
	s := all.of[of]
	if s == nil {
		say(" is not described")
		return
	}
	for _, mistake := range s.mistakes {
		say(": %s", mistake)
	}
	for name, m := range s.members {
		f, ok := of.FieldByName(name)
		if !ok {
			say(".%s does not exist", name)
			continue
		}
		for _, key := range m.key {
			if !reached(element(f.Type), strings.Split(key, ".")) {
				say(".%s has no %s", name, key)
			}
		}
	}
	for i := range of.NumField() {
		f := of.Field(i)
		if !f.IsExported() {
			continue
		}
		m := s.members[f.Name]
		if m == nil {
			say(".%s is not declared", f.Name)
			continue
		}
		if isStruct(element(f.Type)) && m.nested && !isTagList(f.Type) {
			all.cover(element(f.Type), seen, wrong)
		}
	}
}

// reached says that a struct has a field at the end of a path.
func reached(of reflect.Type, path []string) bool {
	for _, name := range path {
		if of.Kind() != reflect.Struct {
			return false
		}
		f, ok := of.FieldByName(name)
		if !ok {
			return false
		}
		of = element(f.Type)
	}
	return true
}
