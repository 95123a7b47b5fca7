package counterparts

import (
	"strings"

	"parity/model"
)

// Spelled is an attribute whose path reads the same in every environment: keys that are references are
// the role of what they point at.
type Spelled struct {
	Path  model.Path
	Value model.Value
	// Raw is the path as AWS wrote it; equal to Path where no key is a reference.
	Raw model.Path
	// Unresolved says that a key could not be turned into a role.
	Unresolved bool
}

// The beginnings of a key that is a reference: a security group and a prefix list.
const (
	groupKey      = "sg:"
	prefixListKey = "pl:"
	// Unresolved ends a key that points at something unknown.
	unresolvedMark = "?"
)

// Spell writes the keys of a resource's attributes as roles. dst is reused.
func (p *Paired) Spell(dst []Spelled, environment int, r *model.Resource) []Spelled {
	dst = dst[:0]
	keyed := p.keyed[r.Type]
	for _, a := range r.Attributes {
		s := Spelled{Path: a.Path, Value: a.Value, Raw: a.Path}
		if keyed {
			s.Path, s.Unresolved = p.spellKeys(environment, r, a.Path)
		}
		dst = append(dst, s)
	}
	return dst
}

// keyedByReference says that a type has lists whose keys are references.
func keyedByReference(t *model.Type) bool {
	for _, path := range t.Declared() {
		if field := t.Field(path); field.Class == model.Reference && path.Last() == model.Any {
			return true
		}
	}
	return false
}

func (p *Paired) spellKeys(environment int, r *model.Resource, path model.Path) (spelled model.Path, unresolved bool) {
	if raw := path.String(); !strings.Contains(raw, groupKey) && !strings.Contains(raw, prefixListKey) {
		return path, false
	}
	segments := path.Segments()
	for i, segment := range segments {
		if id, ok := strings.CutPrefix(segment, groupKey); ok {
			segments[i], ok = p.groupRole(environment, r, id)
			unresolved = unresolved || !ok
		} else if id, ok := strings.CutPrefix(segment, prefixListKey); ok {
			segments[i], ok = p.prefixListRole(environment, id)
			unresolved = unresolved || !ok
		}
	}
	return model.NewPath(segments...), unresolved
}

func (p *Paired) groupRole(environment int, r *model.Resource, id string) (string, bool) {
	if id == r.ID {
		return groupKey + "self", true
	}
	account, bare, elsewhere := strings.Cut(id, "/")
	if !elsewhere {
		bare, account = id, ""
	}
	if owner, ok := p.Index.In(environment, bare, r.Type); ok && !owner.Unresolved {
		return groupKey + owner.Role, true
	}
	if owner, ok := p.Index.Elsewhere(environment, bare); ok && !owner.Unresolved {
		return groupKey + p.Inventories[owner.Environment].Environment.Name + "/" + owner.Role, true
	}
	if elsewhere {
		return groupKey + account + "/" + bare, true
	}
	return groupKey + id + unresolvedMark, false
}

func (p *Paired) prefixListRole(environment int, id string) (string, bool) {
	if owner, ok := p.Index.In(environment, id, ""); ok && !owner.Unresolved {
		return prefixListKey + owner.Role, true
	}
	return prefixListKey + id + unresolvedMark, false
}
