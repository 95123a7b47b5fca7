package vocabulary

import "strings"

// Empty is the role of a name that is nothing but its environment's words.
const Empty = "{env}"

// Role is a name without the environment's own words and the delimiters left around them. The order of
// what remains stays.
func (v *Vocabulary) Role(env int, name string) string {
	var buffer [16]match
	matches := v.scan(buffer[:0], name)
	var out strings.Builder
	last := 0
	for _, m := range matches {
		if v.owned(m.node, env) == 0 {
			continue
		}
		out.WriteString(name[last:m.start])
		last = m.end
		if last < len(name) && delimits(name[last]) && (out.Len() == 0 || delimits(out.String()[out.Len()-1])) {
			if out.Len() == 0 && name[last] == '/' {
				continue // the slash a path begins with
			}
			last++
		}
	}
	if last == 0 {
		return name
	}
	out.WriteString(name[last:])
	role := strings.TrimRight(out.String(), "-_.:/ ")
	if !strings.HasPrefix(name, "/") {
		role = strings.TrimLeft(role, "-_.:/ ")
	}
	if strings.Trim(role, "-_.:/ ") == "" {
		return Empty
	}
	return role
}

// The families of names that are one another's aliases without being told.
const (
	Development = "dev"
	Staging     = "staging"
	Production  = "prod"
)

// Family is the family one of the names belongs to, or empty.
func Family(names ...string) string {
	for _, family := range families {
		for _, word := range family {
			if holds(names, word) {
				return family[0]
			}
		}
	}
	return ""
}
