package counterparts

import (
	"slices"
	"strings"

	"parity/model"
	"parity/model/vocabulary"
)

// stacks are the names of the CloudFormation stacks that an environment's tags tell of. What a stack names itself is
// called STACK-LOGICALID-RANDOM.
type stacks []string

var stackTag = model.NewPath("Tags", "aws:cloudformation:stack-name")

func stacksOf(catalog *model.Catalog, inv *model.Inventory) stacks {
	var names stacks
	for _, t := range catalog.Types() {
		if !tagged(t) {
			continue
		}
		for _, r := range inv.Of(t.Name) {
			if name := r.Get(stackTag); !name.IsAbsent() && !slices.Contains(names, name.Text()) {
				names = append(names, name.Text())
			}
		}
	}
	return names
}

// tagged says that AWS tells the tags of a type's resources.
func tagged(t *model.Type) bool {
	return slices.ContainsFunc(t.Declared(), func(p model.Path) bool { return p.First() == "Tags" })
}

// nameOf is what a resource is called without the ending that nobody gave it. Where its tags tell the logical id, the
// random part is known by its place.
func (s stacks) nameOf(t *model.Type, name, logical string) string {
	if logical != "" {
		stem := "-" + strings.ToLower(logical) + "-"
		if at := strings.LastIndex(strings.ToLower(name), stem); at > 0 && generated(name[at+len(stem):]) {
			return name[:at+len(stem)-1]
		}
	}
	if tagged(t) {
		return vocabulary.WithoutGenerated(name)
	}
	return s.untagged(name)
}

// untagged is a name of something whose tags nobody tells, without an ending that nobody gave it: one that is called
// after a stack, and after something in it, is the stack's.
func (s stacks) untagged(name string) string {
	const least = 12
	cut := strings.LastIndexByte(name, '-')
	if cut < 0 || len(name)-cut-1 < least || !generated(name[cut+1:]) || !strings.ContainsAny(name[cut+1:], "0123456789") {
		return vocabulary.WithoutGenerated(name)
	}
	for _, stack := range s {
		if cut > len(stack) && strings.EqualFold(name[:len(stack)], stack) && name[len(stack)] == '-' {
			return name[:cut]
		}
	}
	return vocabulary.WithoutGenerated(name)
}

// generated says that a text has the form of CloudFormation's random part.
func generated(text string) bool {
	const least, most = 7, 14
	return len(text) >= least && len(text) <= most && !strings.ContainsFunc(text, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
}
