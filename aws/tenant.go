package aws

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"parity/model"
	"parity/model/vocabulary"
)

// conventionTags are the keys of the tag that says, by convention, whose a resource is.
var conventionTags = []string{"Environment", "environment", "env", "Env", "Stage"}

// environmentHole stands for an environment's name or alias in a glob or path.
const environmentHole = "{env}"

// tenant is an environment in the account and region it lives in, its selection made ready.
type tenant struct {
	// index is its place among the environments asked for.
	index  int
	wanted Wanted
	notes  []model.Note
	// profile is the one it is read with; empty where the SDK's own order decided.
	profile string
	// names are all spellings of its name, its given one first.
	names []string
	// roots are its parameter paths; each is a list of spellings, of which those that exist count.
	roots [][]string
	// globs are the spellings of its name glob.
	globs []*regexp.Regexp
}

// newTenants makes the selections of all environments ready. An alias that is another one's name is not
// an environment's own.
func newTenants(wanted []Wanted) []*tenant {
	environments := make([]model.Environment, len(wanted))
	for i, w := range wanted {
		environments[i] = model.Environment{Name: w.Name, Aliases: w.Aliases}
	}
	words := vocabulary.New(environments)
	tenants := make([]*tenant, len(wanted))
	for i, w := range wanted {
		t := &tenant{index: i, wanted: w, names: words.Words(i)}
		if !slices.Contains(t.names, w.Name) {
			t.names = append([]string{w.Name}, t.names...)
		}
		if len(w.Parameters) == 0 {
			t.roots = [][]string{t.spell("/" + environmentHole)}
		}
		for _, written := range w.Parameters {
			t.roots = append(t.roots, t.spell(written))
		}
		for i := range t.roots {
			t.roots[i] = asPaths(t.roots[i])
		}
		for _, glob := range t.spell(w.Select.Name) {
			t.globs = append(t.globs, compileGlob(glob))
		}
		tenants[i] = t
	}
	return tenants
}

// spell is a text with each of the environment's names in the place of {env}.
func (t *tenant) spell(text string) []string {
	if text == "" {
		return nil
	}
	if !strings.Contains(text, environmentHole) {
		return []string{text}
	}
	var texts []string
	for _, name := range t.names {
		texts = append(texts, strings.ReplaceAll(text, environmentHole, name))
	}
	return texts
}

var wellFormedPath = regexp.MustCompile(`^/[a-zA-Z0-9_.\-/]*$`)

// asPaths gives each root a leading slash and none at its end; what Parameter Store cannot hold is left out.
func asPaths(roots []string) []string {
	var paths []string
	for _, root := range roots {
		path := "/" + strings.Trim(root, "/")
		if wellFormedPath.MatchString(path) && !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	return paths
}

func compileGlob(glob string) *regexp.Regexp {
	pattern := regexp.QuoteMeta(glob)
	pattern = strings.ReplaceAll(strings.ReplaceAll(pattern, `\*`, ".*"), `\?`, ".")
	return regexp.MustCompile("^(?s:" + pattern + ")$")
}

// below says that a parameter stands at a root or below it: roots end at a slash.
func below(name, root string) bool {
	if root == "/" {
		return true
	}
	rest, ok := strings.CutPrefix(name, root)
	return ok && (rest == "" || rest[0] == '/')
}

// claims says that the environment selects a resource by itself, not by reference.
func (t *tenant) claims(kind *model.Type, r *model.Resource) bool {
	if kind.Naming.Paths {
		return t.holds(r.Name)
	}
	s := t.wanted.Select
	switch {
	case s.IsZero():
		return slices.ContainsFunc(conventionTags, func(key string) bool { return t.isName(tagOf(r, key)) })
	case s.All:
		return true
	}
	for key, value := range s.Tags {
		if !slices.Contains(t.spell(value), tagOf(r, key)) {
			return false
		}
	}
	if s.VPC != "" && !liesIn(kind, r, s.VPC) {
		return false
	}
	return len(t.globs) == 0 || slices.ContainsFunc(t.globs, func(glob *regexp.Regexp) bool {
		return glob.MatchString(r.Name) || glob.MatchString(r.ID)
	})
}

// holds says that a parameter stands below one of the environment's roots.
func (t *tenant) holds(name string) bool {
	return slices.ContainsFunc(t.roots, func(spellings []string) bool {
		return slices.ContainsFunc(spellings, func(root string) bool { return below(name, root) })
	})
}

func (t *tenant) isName(text string) bool {
	return text != "" && slices.ContainsFunc(t.names, func(name string) bool { return strings.EqualFold(name, text) })
}

func tagOf(r *model.Resource, key string) string { return r.Get(model.NewPath("Tags", key)).Text() }

// vpcTarget is what a type refers to where its resources lie in a VPC.
const vpcTarget = "AWS::EC2::VPC"

func liesIn(kind *model.Type, r *model.Resource, vpc string) bool {
	return slices.ContainsFunc(r.Attributes, func(a model.Attribute) bool {
		return a.Value.Text() == vpc && kind.Field(a.Path).Target == vpcTarget
	})
}

// byConvention says that nobody wrote down which resources of a type belong to the environment.
func (t *tenant) byConvention(kind *model.Type) bool {
	if kind.Naming.Paths {
		return len(t.wanted.Parameters) == 0
	}
	return t.wanted.Select.IsZero()
}

// lookedFor tells how the resources of a type are chosen.
func (t *tenant) lookedFor(kind *model.Type) string {
	s := t.wanted.Select
	if kind.Naming.Paths {
		return "parameters under " + either(slices.Concat(t.roots...))
	}
	if s.IsZero() {
		return "the tag Environment (or environment, env, Env, Stage) with " + either(t.names)
	}
	if s.All {
		return "everything in the account and region"
	}
	var parts []string
	for _, key := range slices.Sorted(maps.Keys(s.Tags)) {
		parts = append(parts, fmt.Sprintf("the tag %s with %s", key, either(t.spell(s.Tags[key]))))
	}
	if s.VPC != "" {
		parts = append(parts, "the VPC "+s.VPC)
	}
	if s.Name != "" {
		parts = append(parts, "names like "+either(t.spell(s.Name)))
	}
	return strings.Join(parts, " and ")
}

func either(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// selection is a text that two environments share where they select the same of the types that are asked for.
func (t *tenant) selection(asked []*model.Type) string {
	var out strings.Builder
	byPath := func(kind *model.Type) bool { return kind.Naming.Paths }
	if slices.ContainsFunc(asked, byPath) {
		fmt.Fprintf(&out, "%q", t.roots)
	}
	if !slices.ContainsFunc(asked, func(kind *model.Type) bool { return !byPath(kind) }) {
		return out.String()
	}
	if s := t.wanted.Select; s.IsZero() {
		fmt.Fprintf(&out, " names %q", t.names)
	} else {
		fmt.Fprintf(&out, " %v vpc %q globs %q", s.All, s.VPC, t.spell(s.Name))
		for _, key := range slices.Sorted(maps.Keys(s.Tags)) {
			fmt.Fprintf(&out, " %q=%q", key, t.spell(s.Tags[key]))
		}
	}
	return out.String()
}
