package config

import (
	"fmt"
	"slices"
	"strings"
)

// FirstText is the first parity.yaml of somebody who has none: environments, one a line, and what a reader of the
// file wants to know of it. Reading it again gives the same environments.
func FirstText(environments []Environment) []byte {
	var out strings.Builder
	out.WriteString("# Which environments there are, and what belongs to them. In a repository, parity reads this file from any folder below it.\n")
	out.WriteString("environments:\n")
	width := 0
	for _, env := range environments {
		width = max(width, len(scalar(env.Name))+1)
	}
	for _, env := range environments {
		fmt.Fprintf(&out, "  %-*s %s\n", width, scalar(env.Name)+":", flowMap(env.pairs()))
	}
	return []byte(out.String())
}

// pairs are what there is to write of an environment, in the order in which the documentation tells it.
func (env *Environment) pairs() []pair {
	var pairs []pair
	add := func(key, value string) {
		if value != "" {
			pairs = append(pairs, pair{key, value})
		}
	}
	texts := func(words []string) string {
		if len(words) == 0 {
			return ""
		}
		list := make([]string, len(words))
		for i, word := range words {
			list[i] = scalar(word)
		}
		return flowList(list)
	}
	one := func(word string) string {
		if word == "" {
			return ""
		}
		return scalar(word)
	}
	add("profile", one(env.Profile))
	if env.Account != "" {
		add("account", quoted(env.Account)) // digits alone would be read as a number
	}
	add("region", one(env.Region))
	add("role", string(env.Role))
	add("aliases", texts(env.Aliases))
	add("words", texts(env.Words))
	add("select", env.Select.text())
	add("parameters", texts(env.Parameters))
	return pairs
}

// text is the selection as the file has it; empty where the convention decides.
func (s *Select) text() string {
	switch {
	case s == nil:
		return ""
	case s.All:
		return "all"
	case s.VPC != "":
		return flowMap([]pair{{"vpc", scalar(s.VPC)}})
	case s.Name != "":
		return flowMap([]pair{{"name", scalar(s.Name)}})
	}
	var tags []pair
	for key, value := range s.Tags {
		written := scalar(key)
		if strings.Contains(key, ":") {
			written = quoted(key) // in a key, what follows the colon would be taken for the value
		}
		tags = append(tags, pair{written, scalar(value)})
	}
	slices.SortFunc(tags, func(a, b pair) int { return strings.Compare(a.key, b.key) })
	return flowMap([]pair{{"tag", flowMap(tags)}})
}
