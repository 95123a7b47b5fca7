package tree

import (
	"regexp"
	"strings"
)

// Resolve takes a path as people copy it, which may be that of any environment, an ARN, or end in a version. It
// answers with the path below the environments' roots, and with its node where there is one. roots are those of
// all environments. ok is false for a text that is no path.
func (t *Tree) Resolve(words string, roots []string) (path string, n *Node, ok bool) {
	words = asPath(words)
	if words == "" {
		return "", nil, false
	}
	longest := ""
	for _, root := range roots {
		root = strings.TrimSuffix(root, "/")
		if len(root) > len(longest) && within(words, root) {
			longest = root
		}
	}
	rest := words[len(longest):]
	if n := t.byPath[rest]; n != nil {
		return rest, n, true
	}
	// Words of the environment's own that stand in a path are not in that of its row.
	if n := t.named(words); n != nil {
		return n.Path, n, true
	}
	return rest, nil, true
}

var (
	parameterARN = regexp.MustCompile(`^arn:[^:]*:ssm:[^:]*:[^:]*:parameter`)
	versioned    = regexp.MustCompile(`:[0-9]+$`)
)

// asPath is a path without what surrounds it where it was copied, empty if it is none.
func asPath(words string) string {
	words = strings.Trim(strings.TrimSpace(words), `"'`)
	words = parameterARN.ReplaceAllString(words, "")
	if !strings.HasPrefix(words, "/") {
		return ""
	}
	words = versioned.ReplaceAllString(words, "")
	if len(words) > 1 {
		words = strings.TrimSuffix(words, "/")
	}
	return words
}

// named is the node of an environment's own name of a parameter, or of a folder.
func (t *Tree) named(full string) *Node {
	var folder *Node
	for _, n := range t.rows {
		for i := range n.Row.Cells {
			for _, resource := range n.Row.Cells[i].Resources {
				switch {
				case resource.Name == full:
					return n
				case folder == nil && within(resource.Name, full):
					folder = above(n, strings.Count(resource.Name[len(full):], "/"))
				}
			}
		}
	}
	return folder
}

// above is the node so many folders up, nil where there are not so many.
func above(n *Node, levels int) *Node {
	for ; n != nil && levels > 0; levels-- {
		n = n.Parent
	}
	return n
}
