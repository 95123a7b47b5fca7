package ui

import (
	"path"
	"slices"
	"strings"

	"parity/model"
	"parity/model/rules"
	"parity/ui/text"
)

// scope is how far a rule goes: rules without a reason, and in words.
type scope struct {
	words string
	rules []rules.Rule
}

// mostRules is how many rules one explanation may write: more say the same of each of many things, which is
// what a wider rule is for.
const mostRules = 12

// scopes are what a rule for the subject may speak of, the narrowest first; what recurs is spoken of as such
// before its single roles are.
func (v *view) scopes(s subject) []scope {
	entries := s.entries
	var all []scope
	add := func(made []rules.Rule) {
		one := v.scopeOf(made)
		if len(made) == 0 || len(made) > mostRules || slices.ContainsFunc(all, func(o scope) bool { return o.words == one.words }) {
			return
		}
		all = append(all, one)
	}
	if s.cause != nil && (s.cause.Kind == model.CauseEverywhere || s.cause.Kind == model.CauseAlike) {
		if everyType(entries) {
			add(perAttribute(entries, ofAnyType))
		}
		add(perAttribute(entries, ofItsType))
	}
	add(v.exactly(entries))
	add(perRole(entries))
	add(perAttribute(entries, ofItsType))
	if len(all) == 0 {
		add(perType(entries))
	}
	return all
}

// ofItsType and ofAnyType say which types a rule for an attribute speaks of.
func ofItsType(e *model.Entry) string { return e.Type.Name }

func ofAnyType(*model.Entry) string { return "" }

// perRole are the rules of whole roles.
func perRole(entries []*model.Entry) []rules.Rule {
	var all []rules.Rule
	for _, e := range entries {
		if all = appendRule(all, rules.Rule{Type: e.Type.Name, Name: e.Name}); len(all) > mostRules {
			return nil
		}
	}
	return all
}

// perType are the rules of whole types: the last resort of what is about many roles with nothing in common.
func perType(entries []*model.Entry) []rules.Rule {
	var all []rules.Rule
	for _, e := range entries {
		all = appendRule(all, rules.Rule{Type: e.Type.Name})
	}
	return all
}

// everyType says that the entries are attributes of resources of several types.
func everyType(entries []*model.Entry) bool {
	return slices.ContainsFunc(entries, func(e *model.Entry) bool { return e.Type != entries[0].Type }) &&
		!slices.ContainsFunc(entries, func(e *model.Entry) bool { return e.Attribute.IsZero() })
}

// perAttribute are the rules of each attribute, of every role of a type.
func perAttribute(entries []*model.Entry, typeOf func(*model.Entry) string) []rules.Rule {
	var all []rules.Rule
	for _, e := range entries {
		if e.Attribute.IsZero() {
			return nil
		}
		all = appendRule(all, rules.Rule{Type: typeOf(e), Attribute: e.Attribute.String()})
	}
	return all
}

func appendRule(all []rules.Rule, r rules.Rule) []rules.Rule {
	if slices.ContainsFunc(all, func(o rules.Rule) bool { return o.Type == r.Type && o.Name == r.Name && o.Attribute == r.Attribute }) {
		return all
	}
	return append(all, r)
}

// exactly are rules for these entries and, as far as their names allow it, for no others.
func (v *view) exactly(entries []*model.Entry) []rules.Rule {
	type kind struct {
		of        *model.Type
		attribute model.Path
	}
	names := map[kind][]string{}
	var order []kind
	for _, e := range entries {
		k := kind{e.Type, e.Attribute}
		if names[k] == nil {
			order = append(order, k)
		}
		if !slices.Contains(names[k], e.Name) {
			names[k] = append(names[k], e.Name)
		}
	}
	var all []rules.Rule
	for _, k := range order {
		attribute := ""
		if !k.attribute.IsZero() {
			attribute = k.attribute.String()
		}
		if glob := v.glob(k.of, names[k]); glob != "" {
			all = appendRule(all, rules.Rule{Type: k.of.Name, Name: glob, Attribute: attribute})
			continue
		}
		for _, name := range names[k] {
			all = appendRule(all, rules.Rule{Type: k.of.Name, Name: name, Attribute: attribute})
		}
	}
	return all
}

// glob is a pattern that matches all of several names of a type and no other of its roles; empty where there is
// none.
func (v *view) glob(of *model.Type, names []string) string {
	if len(names) < 2 {
		return ""
	}
	glob := folderGlob(names)
	if !of.Naming.Paths {
		glob = prefixGlob(names)
	}
	rule := rules.Rule{Name: glob}
	if glob == "" || slices.ContainsFunc(v.digest.rows[of.Name], func(row *model.Row) bool {
		return rule.Speaks(row) && !slices.Contains(names, row.Role)
	}) {
		return ""
	}
	return glob
}

func folderGlob(names []string) string {
	folder := path.Dir(names[0])
	for _, name := range names {
		for folder != "/" && folder != "." && !strings.HasPrefix(name, folder+"/") {
			folder = path.Dir(folder)
		}
	}
	if folder == "/" || folder == "." {
		return ""
	}
	return folder + "/**"
}

// prefixGlob goes by what the names begin with, up to the end of a word.
func prefixGlob(names []string) string {
	prefix := names[0]
	for _, name := range names {
		for !strings.HasPrefix(name, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	const shortest = 3
	whole := func(name string) bool {
		return len(name) == len(prefix) || strings.ContainsRune("-_./ ", rune(name[len(prefix)]))
	}
	if slices.ContainsFunc(names, func(name string) bool { return !whole(name) }) {
		prefix = prefix[:strings.LastIndexAny(prefix, "-_. ")+1]
	}
	if len(prefix) < shortest || strings.ContainsAny(prefix, `*?[\/`) {
		return ""
	}
	return prefix + "*"
}

// scopeOf says rules in words.
func (v *view) scopeOf(all []rules.Rule) scope {
	if len(all) == 0 {
		return scope{}
	}
	words := v.ruleWords(&all[0])
	if rest := len(all) - 1; rest > 0 {
		words += ", and " + counted(rest, "more rule", "more rules")
	}
	return scope{words, all}
}

// ruleWords is what a rule speaks of.
func (v *view) ruleWords(r *rules.Rule) string {
	t := v.catalog.Type(r.Type)
	attribute := r.Attribute
	switch {
	case t == nil:
		return text.Clean(attribute + " of everything")
	case attribute == "" && r.Name == "":
		return "all " + t.Plural
	case attribute != "" && r.Name == "":
		return text.Clean(attribute + " of every " + t.Singular)
	case attribute != "" && (attribute != "Value" || !t.Naming.Paths):
		return text.Clean(attribute + " of " + thing(t, r.Name))
	case attribute == "" && !strings.HasSuffix(r.Name, "*"):
		return text.Clean("all of " + thing(t, r.Name))
	default:
		return text.Clean(thing(t, r.Name))
	}
}

// thing is a role, or what a glob of roles stands for.
func thing(t *model.Type, name string) string {
	if strings.HasSuffix(name, "*") {
		return t.Plural + " " + name
	}
	if t.Naming.Paths {
		return name
	}
	return t.Singular + " " + name
}
