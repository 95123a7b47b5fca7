package wayback

import (
	"slices"
	"strings"

	"parity/model"
	"parity/model/counterparts"
	"parity/model/findings"
	"parity/model/vocabulary"
)

// tongue turns what one environment has into another's own words and ids. Where it cannot tell, it does not guess: a
// value of prod's in staging is worse than the difference.
type tongue struct {
	paired   *counterparts.Paired
	from, to int
	// said are the words of to that were found to stand for words of from, by the word in small letters.
	said map[string][]string
	// knows says that something in an environment speaks of an id or host.
	knows func(environment int, id string) bool
	// of is the type of the resource whose attributes are turned.
	of *model.Type
}

func (g *tongue) environment(i int) *model.Environment { return &g.paired.Inventories[i].Environment }

// there is a value as the other environment is to have it, or the Blank that stands for it. now is what it has.
func (g *tongue) attribute(r *model.Resource, path model.Path, now model.Value) (model.Value, *model.Blank) {
	v := r.Get(path)
	field := g.of.FieldOf(path, r)
	if _, secret := v.Secret(); secret || !v.IsAbsent() && (field.Class == model.Confidential || field.Class == model.Masked) {
		return model.Value{}, &model.Blank{Variable: variable(path), Secret: true}
	}
	if g.from < 0 || field.Verbatim || v.IsAbsent() || v.Kind() == model.Number || v.Kind() == model.Bool {
		return v, nil
	}
	turn := func(text string) (string, bool) { return g.text(&place{r, path, now.Text()}, text) }
	if field.Class == model.Reference {
		turn = func(text string) (string, bool) { return g.reference(field.Target, text) }
	}
	elements := v.Elements()
	turned := make([]string, len(elements))
	for i, text := range elements {
		own, ok := turn(text)
		if !ok {
			return model.Value{}, &model.Blank{Variable: variable(path), Hint: g.hint(field, text)}
		}
		turned[i] = own
	}
	switch v.Kind() {
	case model.List:
		return model.ListValue(turned), nil
	case model.Set:
		return model.SetValue(turned), nil
	}
	return model.TextValue(turned[0]), nil
}

// variable is the shell's for an attribute: VALUE, KEYID.
func variable(path model.Path) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' {
			return r
		}
		return '_'
	}, strings.ToUpper(path.Last()))
	if name == "" || name[0] >= '0' && name[0] <= '9' || path.First() == tagsField {
		return "VALUE"
	}
	return name
}

const tagsField = "Tags"

func (g *tongue) hint(field *model.Field, text string) string {
	to, from := g.environment(g.to).Name, g.environment(g.from).Name
	if field.Class == model.Reference {
		if owner, ok := g.paired.Index.In(g.from, text, field.Target); ok && !owner.Unresolved {
			return "the " + to + " counterpart of " + owner.Role
		}
	}
	return "what is to " + to + " what " + text + " is to " + from
}

// keys are the keys of a path in the other environment's words and ids.
func (g *tongue) keys(r *model.Resource, path model.Path) (model.Path, bool) {
	segments := path.Segments()
	for _, at := range g.of.Field(path).Keys {
		if at >= len(segments) {
			continue
		}
		own, ok := g.key(r, segments[at])
		if !ok {
			return path, false
		}
		segments[at] = own
	}
	return model.NewPath(segments...), true
}

// The beginnings of a key that is a reference.
const (
	groupKey      = "sg:"
	prefixListKey = "pl:"
)

func (g *tongue) key(r *model.Resource, key string) (string, bool) {
	for _, kind := range []string{groupKey, prefixListKey} {
		id, ok := strings.CutPrefix(key, kind)
		if !ok {
			continue
		}
		if account, _, elsewhere := strings.Cut(id, "/"); elsewhere {
			return key, !slices.ContainsFunc(g.paired.Inventories, func(inv *model.Inventory) bool { return inv.Environment.Account == account })
		}
		own, ok := g.reference("", id)
		return kind + own, ok
	}
	return g.text(&place{resource: r}, key)
}

// reference is what plays the role in the other environment of what an id points at.
func (g *tongue) reference(target, id string) (string, bool) {
	owner, known := g.paired.Index.In(g.from, id, target)
	if known {
		if own, ok := g.playing(owner, id); ok {
			return own, true
		}
	}
	from, to := g.environment(g.from), g.environment(g.to)
	switch {
	case from.Account == to.Account && from.Region == to.Region:
		return id, known && !owner.Unresolved
	case g.public(id):
		return id, from.Region == to.Region
	case known:
		return "", false
	}
	if _, there := g.paired.Index.In(g.to, id, target); there {
		return id, true // a name that both have
	}
	own, ok := g.text(&place{}, id)
	return own, ok && own == id && !g.paired.Vocabulary.Foreign(g.to, id)
}

// public says that an id is known to everybody in its region: what it points at is owned by neither environment.
func (g *tongue) public(id string) bool {
	return slices.ContainsFunc(g.paired.Inventories[g.from].Targets, func(t *model.Target) bool {
		return (t.ID == id || slices.Contains(t.Aliases, id)) && strings.Trim(t.Owner, "0123456789") != ""
	})
}

// playing is the one id of the other environment that plays an owner's role, in the same form.
func (g *tongue) playing(owner counterparts.Owner, id string) (string, bool) {
	if owner.Unresolved || owner.Unnamed {
		return "", false
	}
	candidates := slices.DeleteFunc(g.paired.Index.Playing(g.to, owner), func(c string) bool { return form(c) != form(id) })
	if len(candidates) != 1 {
		return "", false
	}
	return candidates[0], true
}

// form is how an id is written: as an ARN, an alias, an address, or what stands before its first dash.
func form(id string) string {
	for _, kind := range []string{"arn:", "alias/"} {
		if strings.HasPrefix(id, kind) {
			return kind
		}
	}
	prefix, rest, _ := strings.Cut(id, "-")
	if len(rest) >= 8 && strings.Trim(rest, "0123456789abcdef") == "" {
		return prefix
	}
	return ""
}

// place is where a text stands: an attribute of a resource, and what the other environment has there now.
type place struct {
	resource *model.Resource
	path     model.Path
	now      string
}

// text is a text in the other environment's words.
func (g *tongue) text(at *place, text string) (string, bool) {
	if g.from < 0 {
		return text, true
	}
	stretches, ok := g.stretches(text)
	if !ok {
		return "", false
	}
	if len(stretches) == 1 && stretches[0].word && stretches[0].start == 0 && stretches[0].end == len(text) {
		return g.bare(at, text, stretches[0].own)
	}
	if !g.shared(at, text, stretches) {
		return "", false
	}
	own := apply(text, stretches)
	if _, crossing := findings.Cross(g.paired, g.to, own, func(int) bool { return true }); crossing {
		return "", false
	}
	if own != text {
		if !g.there(own) {
			return "", false
		}
		if _, alike := g.paired.Vocabulary.Align(g.to, own, g.from, text, g.paired.Index); !alike {
			return "", false
		}
	}
	return own, true
}

// there says that the hosts of a text that AWS gives a part of its own are hosts the other environment has: no
// exchange of words makes the name of a domain or a load balancer that stands there.
func (g *tongue) there(own string) bool {
	for id := range vocabulary.Ids(own) {
		if given(id) && !g.has(id) {
			return false
		}
	}
	return true
}

// given says that AWS puts a part of its own into a host's name: search-acme-4f2….eu-west-1.es.amazonaws.com. The
// hosts of services, of buckets and of registries are made of what people know.
func given(host string) bool {
	labels, ofAWS := strings.CutSuffix(strings.ToLower(host), ".amazonaws.com")
	parts := strings.Split(labels, ".")
	if !ofAWS || len(parts) < 3 {
		return strings.HasSuffix(strings.ToLower(host), ".cloudfront.net")
	}
	return !slices.ContainsFunc(parts, func(p string) bool { return p == "s3" || strings.HasPrefix(p, "s3-") || p == "dkr" })
}

// bare decides of a text that is nothing but a word of its environment's. NODE_ENV is production everywhere, and
// Environment is not: what the other environment has in the same place elsewhere tells which it is.
func (g *tongue) bare(at *place, text, own string) (string, bool) {
	if text == own {
		return text, true
	}
	inv, raw, turned := g.paired.Inventories[g.to], false, false
	if at.resource == nil {
		return "", false
	}
	paths := g.of.Naming.Paths
	tail := at.resource.ID[strings.LastIndexByte(at.resource.ID, '/')+1:]
	for _, r := range inv.Resources {
		if r.Type != g.of.Name && at.path.First() != tagsField || paths && r.ID[strings.LastIndexByte(r.ID, '/')+1:] != tail {
			continue
		}
		value := r.Get(at.path).Text()
		raw, turned = raw || value == text, turned || value == own
	}
	switch {
	case turned && !raw:
		return own, true
	case raw && !turned:
		return text, true
	}
	return "", false
}

// shared says that the ids and hosts of a text that were left as they are belong to no environment, as far as can be
// told: the other environment has them too.
func (g *tongue) shared(at *place, text string, stretches []stretch) bool {
	from := 0
	for id := range vocabulary.Ids(text) {
		start := from + strings.Index(text[from:], id)
		from = start
		if !telling(text, start, id) || touched(stretches, start, start+len(id)) || strings.Contains(at.now, id) {
			continue
		}
		if !g.has(id) {
			return false
		}
	}
	return true
}

// telling says that an id or host is likely to be somebody's own: what only looks like a host, as a file's or a class's
// name does, is a text like any other, and of an address its network tells.
func telling(text string, start int, id string) bool {
	if strings.HasPrefix(id, "arn:") || strings.Trim(id, "0123456789.") == "" || strings.Contains(id, ":") {
		return false
	}
	if !strings.Contains(id, ".") {
		return true
	}
	inURL := strings.HasSuffix(text[:start], "://") || strings.HasSuffix(text[:start], "@")
	return inURL || strings.Count(id, ".") > 1 && strings.ToLower(id) == id
}

// has says that the other environment knows of an id or host, in whatever place.
func (g *tongue) has(id string) bool {
	if _, ok := g.paired.Index.In(g.to, id, ""); ok {
		return true
	}
	return g.knows(g.to, id)
}
