package config

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"parity/model"
	"parity/model/rules"
)

const aRule = "write  - {type: AWS::RDS::DBInstance, name: orders, attribute: MultiAZ, reason: why}"

const aReason = "say why; a difference nobody can explain is a parity problem"

// rules reads a section of rules.
func (r *reader) rules(section field, config *Config) []rules.Rule {
	var list []rules.Rule
	what := "a rule of " + section.name
	for _, element := range r.list(section.value, section.name, aRule) {
		before := len(r.mistakes)
		rule := rules.Rule{ID: r.place(element).String(), MustDiffer: section.name == "must_differ"}
		fields := r.fields(element, what, aRule, "type", "name", "attribute", "environments", "values", "reason", "owner", "expires")
		r.required(element, what, aReason, fields, "reason")
		for _, f := range fields {
			r.ruleField(&rule, f, what, config)
		}
		if len(r.mistakes) == before && rule.All() {
			r.wrong(element, what+" matches everything", "narrow it by type, name or attribute")
		}
		if len(r.mistakes) == before {
			list = append(list, rule)
		}
	}
	return list
}

func (r *reader) ruleField(rule *rules.Rule, f field, what string, config *Config) {
	what = f.name + " of " + what
	switch f.name {
	case "type":
		rule.Type = r.typeName(f.value, what, globbed)
	case "name":
		rule.Name = r.glob(f.value, what, r.text(f.value, what, "a role, a parameter's path, or a glob"), "/")
	case "attribute":
		rule.Attribute = r.glob(f.value, what, r.text(f.value, what, "a field of AWS, such as MultiAZ or Tags.Team"), ".")
	case "environments":
		rule.Environments = r.environmentNames(f.value, what, config)
	case "values":
		rule.Values = r.values(f.value, what)
	case "reason":
		rule.Reason = r.text(f.value, what, aReason)
	case "owner":
		rule.Owner = r.text(f.value, what, "a team or a person")
	case "expires":
		rule.Expires = r.date(f.value, what)
	}
}

// glob refuses a text that would match nothing, since one of its segments is no pattern.
func (r *reader) glob(node ast.Node, what, text, separator string) string {
	for segment := range strings.SplitSeq(text, separator) {
		if _, err := path.Match(segment, ""); err != nil {
			r.wrong(node, fmt.Sprintf("%s: %q is no glob", what, text), `[ begins a set such as [a-z] inside one segment; [[] is the sign itself`)
			return ""
		}
	}
	return text
}

func (r *reader) environmentNames(node ast.Node, what string, config *Config) []string {
	var names []string
	elements := r.list(node, what, "[staging]")
	for _, element := range elements {
		word := r.text(element, "an entry of "+what, "[staging]")
		if word == "" {
			continue
		}
		if env, ok := r.known(element, what, word, config); ok && !slices.Contains(names, env) {
			names = append(names, env)
		}
	}
	if len(elements) == 0 {
		r.wrong(node, what+" is empty", "leave the key out for all environments")
	}
	return names
}

// values keeps YAML's own types, a list as a list; null stands for an attribute that is not there.
func (r *reader) values(node ast.Node, what string) []model.Value {
	var values []model.Value
	elements := r.list(node, what, "[false]")
	for _, element := range elements {
		if sequence, ok := r.resolve(element).(*ast.SequenceNode); ok {
			texts := make([]string, 0, len(sequence.Values))
			for _, inner := range sequence.Values {
				texts = append(texts, r.text(inner, "an entry of "+what, "[[sg-web, sg-db]]"))
			}
			values = append(values, model.ListValue(texts))
			continue
		}
		value, ok := r.value(element)
		if !ok {
			r.wrong(element, "an entry of "+what+" must be a text, a number, true, false, null or a list of texts", "[false]")
			continue
		}
		values = append(values, value)
	}
	if len(elements) == 0 {
		r.wrong(node, what+" is empty", "leave the key out for any value")
	}
	return values
}

func (r *reader) value(node ast.Node) (model.Value, bool) {
	text, ok := r.scalar(node)
	switch n := r.resolve(node).(type) {
	case nil, *ast.NullNode:
		return model.Value{}, true
	case *ast.BoolNode:
		return model.BoolValue(n.Value), true
	case *ast.IntegerNode, *ast.FloatNode:
		return model.NumberValue(text), true
	}
	return model.TextValue(text), ok
}

func (r *reader) date(node ast.Node, what string) time.Time {
	text := r.text(node, what, "a day: 2027-03-31")
	if text == "" {
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		r.wrong(node, fmt.Sprintf("%s cannot be %q", what, text), "a day: 2027-03-31")
	}
	return day
}

// exactly takes one type's name, globbed also a glob of names.
func exactly(pattern, typeName string) bool { return pattern == typeName }

func globbed(pattern, typeName string) bool {
	ok, err := path.Match(pattern, typeName)
	return ok && err == nil
}

func (r *reader) typeName(node ast.Node, what string, matches func(pattern, typeName string) bool) string {
	text := r.text(node, what, "AWS's name of a type: AWS::RDS::DBInstance")
	if text == "" || slices.ContainsFunc(r.types, func(t string) bool { return matches(text, t) }) {
		return text
	}
	meant := "known: " + strings.Join(r.types, ", ")
	if near := Nearest(text, r.types); near != "" {
		meant = near + "?"
	}
	r.wrong(node, fmt.Sprintf("%s: no resource type %q", what, text), meant)
	return ""
}
