package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"parity/model"
)

const sections = "environments, counterparts, intentional and must_differ"

func (r *reader) config(config *Config, root ast.Node) {
	fields := r.fields(root, "the file", "it holds "+sections, "environments", "counterparts", "intentional", "must_differ")
	for _, f := range fields {
		if f.name == "environments" {
			config.Environments = r.environments(f.value)
		}
	}
	for _, f := range fields {
		switch f.name {
		case "counterparts":
			config.Counterparts = r.pins(f.value, config)
		case "intentional", "must_differ":
			config.Rules = append(config.Rules, r.rules(f, config)...)
		}
	}
}

const anEnvironment = "write  staging: {profile: acme-staging, region: eu-west-1}"

func (r *reader) environments(node ast.Node) []Environment {
	var environments []Environment
	for _, f := range r.entries(node, "environments", anEnvironment) {
		if !IsName(f.name) {
			r.wrong(f.key, fmt.Sprintf("%q cannot be an environment's name", f.name), "letters, digits, - _ and . make a name")
			continue
		}
		environments = append(environments, r.environment(f))
	}
	r.clashes(node, environments)
	return environments
}

var name = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

// IsName says that a word can name an environment.
func IsName(word string) bool { return name.MatchString(word) }

func (r *reader) environment(f field) Environment {
	env := Environment{Name: f.name, At: r.place(f.key)}
	what := "environment " + f.name
	known := []string{"profile", "account", "region", "role", "aliases", "words", "select", "parameters"}
	for _, f := range r.fields(f.value, what, anEnvironment, known...) {
		what := f.name + " of " + what
		switch f.name {
		case "profile":
			env.Profile = r.text(f.value, what, "a profile of ~/.aws/config")
		case "account":
			env.Account = r.matching(f.value, what, account, `an account id has 12 digits, in quotes: "111122223333"`)
		case "region":
			env.Region = r.matching(f.value, what, region, "a region is named like eu-west-1")
		case "role":
			env.Role = model.Role(r.oneOf(f.value, what, string(model.Baseline), string(model.Mirror), string(model.Relaxed)))
		case "aliases":
			env.Aliases = r.texts(f.value, what, "[live, prd]")
		case "words":
			env.Words = r.texts(f.value, what, "[stg.acme-pay.io]")
		case "select":
			env.Select = r.selection(f.value, what)
		case "parameters":
			env.Parameters = r.parameters(f.value, what)
		}
	}
	return env
}

var (
	account = regexp.MustCompile(`^\d{12}$`)
	region  = regexp.MustCompile(`^[a-z]{2,}(-[a-z]+)+-\d+$`)
	vpc     = regexp.MustCompile(`^vpc-[0-9a-z]+$`)
)

func (r *reader) matching(node ast.Node, what string, pattern *regexp.Regexp, meant string) string {
	text := r.text(node, what, meant)
	if text != "" && !pattern.MatchString(text) {
		r.wrong(node, fmt.Sprintf("%s cannot be %q", what, text), meant)
		return ""
	}
	return text
}

func (r *reader) oneOf(node ast.Node, what string, known ...string) string {
	meant := strings.Join(known, ", ")
	text := r.text(node, what, meant)
	if text == "" || slices.Contains(known, text) {
		return text
	}
	if near := Nearest(text, known); near != "" {
		meant = near + "?"
	}
	r.wrong(node, fmt.Sprintf("%s cannot be %q", what, text), meant)
	return ""
}

const waysToSelect = "all, {tag: {Environment: staging}}, {vpc: vpc-0abc} or {name: 'acme-staging-*'}"

func (r *reader) selection(node ast.Node, what string) *Select {
	if word, ok := r.scalar(node); ok {
		if word != "all" {
			r.wrong(node, fmt.Sprintf("%s cannot be %q", what, word), waysToSelect)
			return nil
		}
		return &Select{All: true}
	}
	if r.isNull(node) {
		r.wrong(node, what+" is empty", waysToSelect)
		return nil
	}
	before := len(r.mistakes)
	fields := r.fields(node, what, waysToSelect, "tag", "vpc", "name")
	switch {
	case len(r.mistakes) > before:
		return nil
	case len(fields) == 0:
		r.wrong(node, what+" is empty", waysToSelect)
		return nil
	case len(fields) > 1:
		r.wrong(fields[1].key, what+" takes one way to select", waysToSelect)
		return nil
	}
	var selected Select
	switch f := fields[0]; f.name {
	case "tag":
		selected.Tags = r.tags(f.value, "tag of "+what)
	case "vpc":
		selected.VPC = r.matching(f.value, "vpc of "+what, vpc, "a VPC's id is vpc- and digits")
	case "name":
		what := "name of " + what
		selected.Name = r.glob(f.value, what, r.template(f.value, what, "a glob: 'acme-{env}-*'"), "/")
	}
	return &selected
}

func (r *reader) tags(node ast.Node, what string) map[string]string {
	fields := r.entries(node, what, "{Environment: staging}")
	if len(fields) == 0 {
		r.wrong(node, what+" names no tag", "{Environment: staging}")
	}
	tags := make(map[string]string, len(fields))
	for _, f := range fields {
		tags[f.name] = r.template(f.value, what, "tag keys with their values: {Environment: staging}")
	}
	return tags
}

func (r *reader) parameters(node ast.Node, what string) []string {
	var roots []string
	for _, element := range r.list(node, what, "write  parameters: [/staging, /shared/staging]") {
		root := r.template(element, "an entry of "+what, "a path: /staging")
		switch {
		case root == "":
		case !strings.HasPrefix(root, "/"):
			r.wrong(element, fmt.Sprintf("%s: %q is no path", what, root), "/"+root+"?")
		case strings.Contains(root, "//"):
			r.wrong(element, fmt.Sprintf("%s: %q has a segment without a name", what, root), slashes.ReplaceAllString(root, "/")+"?")
		default:
			roots = append(roots, root)
		}
	}
	return roots
}

var slashes = regexp.MustCompile(`//+`)

var braces = regexp.MustCompile(`\{[^{}]*\}?`)

// template is a text in which {env} stands for the environment's name.
func (r *reader) template(node ast.Node, what, meant string) string {
	text := r.text(node, what, meant)
	if hole := UnknownHole(text); hole != "" {
		r.wrong(node, fmt.Sprintf("%s: %s stands for nothing", what, hole), "{env} stands for the name or an alias")
		return ""
	}
	return text
}

// UnknownHole is what stands in braces in a text and is not {env}; empty where nothing does.
func UnknownHole(text string) string {
	for _, found := range braces.FindAllString(text, -1) {
		if found != "{env}" {
			return found
		}
	}
	return ""
}

// clashes refuses words that belong to two environments, for then they are nobody's own, and a second
// baseline.
func (r *reader) clashes(node ast.Node, environments []Environment) {
	fields := map[string]ast.Node{}
	if mapping, ok := r.resolve(node).(ast.MapNode); ok {
		for each := mapping.MapRange(); each.Next(); {
			if key, ok := r.scalar(each.Key()); ok {
				fields[key] = each.Key()
			}
		}
	}
	owner, baseline := map[string]string{}, ""
	for _, env := range environments {
		key := strings.ToLower(env.Name)
		if other, taken := owner[key]; taken {
			r.wrong(fields[env.Name], fmt.Sprintf("environment %s differs from %s in case alone", env.Name, other), "words are compared without case, so one of them needs another name")
		}
		owner[key] = env.Name
	}
	for _, env := range environments {
		if env.Role == model.Baseline {
			if baseline != "" {
				r.wrong(fields[env.Name], fmt.Sprintf("environment %s is a second baseline beside %s", env.Name, baseline), "mirror or relaxed?")
			}
			baseline = env.Name
		}
		for _, word := range slices.Concat(env.Aliases, env.Words) {
			key := strings.ToLower(word)
			if other, taken := owner[key]; taken && other != env.Name {
				r.wrong(fields[env.Name], fmt.Sprintf("environment %s: %q is a word of %s already", env.Name, word, other), "a word belongs to one environment")
			}
			owner[key] = env.Name
		}
	}
}

// environment names in other sections must be those of the first, where it names any.
func (r *reader) known(node ast.Node, what, word string, config *Config) (string, bool) {
	if len(config.Environments) == 0 {
		return word, true
	}
	if env, ok := config.Environment(word); ok {
		return env.Name, true
	}
	names := config.Names()
	meant := "known here: " + strings.Join(names, ", ")
	if near := Nearest(word, names); near != "" {
		meant = near + "?"
	}
	r.wrong(node, fmt.Sprintf("%s: no environment %q in environments", what, word), meant)
	return "", false
}
