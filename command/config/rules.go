package config

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"parity/model"
)

const aRule = "write  - {type: AWS::RDS::DBInstance, name: orders, attribute: MultiAZ, reason: why}"

func (r *reader) rules(node ast.Node, section string, config *Config) []Rule {
	var rules []Rule
	what := "a rule of " + section
	for _, element := range r.list(node, section, aRule) {
		before := len(r.mistakes)
		fields := r.fields(element, what, aRule, "type", "name", "attribute", "environments", "values", "reason", "owner", "expires")
		rule := Rule{At: r.place(element)}
		for _, f := range fields {
			r.ruleField(&rule, f, what, config)
		}
		r.lacks(element, what, "say why; a rule nobody can explain is a parity problem", fields, "reason")
		if len(r.mistakes) > before {
			continue
		}
		if everything(rule.Type) && everything(rule.Name) && everything(rule.Attribute) {
			r.wrong(element, what+" matches everything", "narrow it by type, name or attribute")
			continue
		}
		rules = append(rules, rule)
	}
	return rules
}

func (r *reader) ruleField(rule *Rule, f field, what string, config *Config) {
	what = f.name + " of " + what
	switch f.name {
	case "type":
		rule.Type = r.typeName(f.value, what, globbed)
	case "name":
		rule.Name = r.text(f.value, what, "a role, a parameter's path, or a glob")
	case "attribute":
		rule.Attribute = r.text(f.value, what, "a field of AWS, such as MultiAZ or Tags.Team")
	case "environments":
		rule.Environments = r.environmentNames(f.value, what, config)
	case "values":
		rule.Values = r.values(f.value, what)
	case "reason":
		rule.Reason = r.text(f.value, what, "say why; a rule nobody can explain is a parity problem")
	case "owner":
		rule.Owner = r.text(f.value, what, "a team or a person")
	case "expires":
		rule.Expires = r.date(f.value, what)
	}
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

// everything says that a glob leaves nothing out.
func everything(glob string) bool { return strings.Trim(glob, "*?/.:") == "" }
