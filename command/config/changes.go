package config

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"parity/model"
	"parity/model/counterparts"
	"parity/model/rules"
)

// AddEnvironment names an environment, if the file does not, with what it takes to find it.
type AddEnvironment struct{ Name, Profile, Region string }

func (a AddEnvironment) what() string { return "environment " + a.Name }

func (a AddEnvironment) on(config *Config) {
	if !slices.ContainsFunc(config.Environments, func(e Environment) bool { return e.Name == a.Name }) {
		config.Environments = append(config.Environments, Environment{Name: a.Name, Profile: a.Profile, Region: a.Region})
	}
}

func (a AddEnvironment) write(d *document) (attempts, bool) {
	var pairs []pair
	if a.Profile != "" {
		pairs = append(pairs, pair{"profile", scalar(a.Profile)})
	}
	if a.Region != "" {
		pairs = append(pairs, pair{"region", scalar(a.Region)})
	}
	return d.addEnvironment(scalar(a.Name), pairs), true
}

// addEnvironment adds an environment in the style of the one before it.
func (d *document) addEnvironment(name string, pairs []pair) attempts {
	const section = "environments"
	p := d.section(section)
	entry := name + ": " + flowMap(pairs)
	switch {
	case p == nil:
		return d.atEnd(section+":", "  "+entry)
	case d.isEmpty(p):
		return d.belowKey(p, strings.Repeat(" ", startOf(p.Key).column+1)+entry)
	case p.Value.Type() == ast.NullType:
		return d.give(p, "{"+entry+"}")
	}
	all := pairsOf(d.resolve(p.Value))
	if len(all) == 0 || flow(d.resolve(p.Value)) {
		return d.addPair(p.Value, pair{name, flowMap(pairs)})
	}
	last := all[len(all)-1]
	column := startOf(last).column
	margin := strings.Repeat(" ", column-1)
	inner := pairsOf(last.Value)
	if len(pairs) == 0 || len(inner) == 0 || flow(last.Value) {
		return d.behind(p.Value, column-1, margin+entry)
	}
	step := strings.Repeat(" ", startOf(inner[0]).column-1)
	texts := []string{margin + name + ":"}
	for _, f := range pairs {
		texts = append(texts, step+f.key+": "+f.value)
	}
	return d.behind(p.Value, column-1, texts...)
}

// environment is the pair of an environment the file names, or nil.
func (d *document) environment(name string) *ast.MappingValueNode {
	section := d.section("environments")
	if section == nil {
		return nil
	}
	return d.pair(section.Value, name)
}

// SetRole says whether an environment must be like the baseline or may be smaller.
type SetRole struct {
	Environment string
	Role        model.Role
}

func (s SetRole) what() string { return "role: " + string(s.Role) + " of " + s.Environment }

func (s SetRole) on(config *Config) {
	for i := range config.Environments {
		if config.Environments[i].Name == s.Environment {
			config.Environments[i].Role = s.Role
		}
	}
}

func (s SetRole) write(d *document) (attempts, bool) {
	env := d.environment(s.Environment)
	if env == nil {
		return nil, false
	}
	if role := d.pair(env.Value, "role"); role != nil {
		return d.replaceScalar(role.Value, string(s.Role)), true
	}
	return d.addField(env, pair{"role", string(s.Role)}), true
}

// addField adds a field to an environment, which may have none.
func (d *document) addField(env *ast.MappingValueNode, field pair) attempts {
	if env.Value.Type() == ast.NullType {
		return d.give(env, flowMap([]pair{field}))
	}
	return d.addPair(env.Value, field)
}

// AddWord adds a word to those of an environment.
type AddWord struct{ Environment, Word string }

func (a AddWord) what() string { return "the word " + a.Word + " of " + a.Environment }

func (a AddWord) on(config *Config) {
	for i := range config.Environments {
		env := &config.Environments[i]
		if env.Name == a.Environment && !slices.Contains(env.Words, a.Word) {
			env.Words = append(slices.Clone(env.Words), a.Word)
		}
	}
}

func (a AddWord) write(d *document) (attempts, bool) {
	env := d.environment(a.Environment)
	if env == nil {
		return nil, false
	}
	words := d.pair(env.Value, "words")
	switch {
	case words == nil:
		return d.addField(env, pair{"words", flowList([]string{scalar(a.Word)})}), true
	case words.Value.Type() == ast.NullType:
		return d.give(words, flowList([]string{scalar(a.Word)})), true
	default:
		return d.addText(words.Value, scalar(a.Word)), true
	}
}

// AddRule adds a rule to intentional.
type AddRule struct{ Rule rules.Rule }

func (a AddRule) what() string { return "the rule" }

func (a AddRule) on(config *Config) {
	rule := a.Rule
	rule.Values = slices.Clone(rule.Values)
	for i, v := range rule.Values {
		if v.Kind() == model.Set {
			rule.Values[i] = model.ListValue(v.Elements()) // the file knows lists alone
		}
	}
	rule.Environments, rule.Values = filled(rule.Environments), filled(rule.Values)
	config.Rules = append(config.Rules, rule)
}

func (a AddRule) write(d *document) (attempts, bool) {
	return d.addTo("intentional", rulePairs(&a.Rule), 2), true
}

func rulePairs(r *rules.Rule) []pair {
	var pairs []pair
	add := func(key, value string) {
		if value != "" {
			pairs = append(pairs, pair{key, value})
		}
	}
	text := func(key, value string) {
		if value != "" {
			add(key, scalar(value))
		}
	}
	text("type", r.Type)
	text("name", r.Name)
	text("attribute", r.Attribute)
	if len(r.Environments) > 0 {
		add("environments", flowList(scalars(r.Environments)))
	}
	if len(r.Values) > 0 {
		var values []string
		for _, v := range r.Values {
			values = append(values, valueText(v))
		}
		add("values", flowList(values))
	}
	text("reason", r.Reason)
	text("owner", r.Owner)
	if !r.Expires.IsZero() {
		add("expires", r.Expires.Format(time.DateOnly))
	}
	return pairs
}

// AddPin adds a pin to counterparts.
type AddPin struct{ Pin counterparts.Pin }

func (a AddPin) what() string { return "the counterpart " + a.Pin.Role }

func (a AddPin) on(config *Config) { config.Counterparts = append(config.Counterparts, a.Pin) }

func (a AddPin) write(d *document) (attempts, bool) {
	var members []pair
	for _, env := range slices.Sorted(maps.Keys(a.Pin.Members)) {
		members = append(members, pair{scalar(env), scalar(a.Pin.Members[env])})
	}
	return d.addTo("counterparts", []pair{
		{"type", scalar(a.Pin.Type)}, {"role", scalar(a.Pin.Role)}, {"members", flowMap(members)},
	}, 0), true
}

// addTo adds an element to a list of the file. step is how a first element is written: how far from the dash
// its keys stand, or 0 for one line.
func (d *document) addTo(section string, element []pair, step int) attempts {
	p := d.section(section)
	switch {
	case p == nil:
		return d.atEnd(append([]string{section + ":"}, itemLines(element, 2, step)...)...)
	case d.isEmpty(p):
		return d.belowKey(p, itemLines(element, cmp.Or(startOf(p.Key).column, 1)+1, step)...)
	case p.Value.Type() == ast.NullType:
		return d.give(p, flowList([]string{flowMap(element)}))
	default:
		return d.addItem(p.Value, element)
	}
}
