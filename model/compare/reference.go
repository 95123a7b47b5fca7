package compare

import (
	"slices"
	"strconv"
	"strings"

	"parity/model"
	"parity/model/counterparts"
)

// resolution is what a reference comes to in its environment.
type resolution uint8

const (
	resolved resolution = iota
	// byName: the reference is a name itself, and nothing loaded has it.
	byName
	// guessed: what it points at has no name, and plays a role by where it lies.
	guessed
	unresolved
)

// resolve turns a reference into the role of what it points at.
func resolve(p *counterparts.Paired, environment int, field *model.Field, id string) (counterparts.Owner, resolution) {
	if owner, ok := p.Index.In(environment, id, field.Target); ok {
		switch {
		case owner.Unresolved:
			return counterparts.Owner{Role: id}, unresolved
		case owner.Unnamed:
			return owner, guessed
		}
		return owner, resolved
	}
	if opaque(id) {
		return counterparts.Owner{Role: id}, unresolved
	}
	return counterparts.Owner{Role: p.Vocabulary.Role(environment, id)}, byName
}

// opaque says that a text is an id of AWS's that says nothing of what it names.
func opaque(id string) bool {
	for _, prefix := range []string{"ami-", "sg-", "subnet-", "vpc-", "vol-", "eni-", "pl-", "i-", "snap-", "lt-", "mrk-"} {
		if rest, ok := strings.CutPrefix(id, prefix); ok && hexadecimal(rest) {
			return true
		}
	}
	return strings.Contains(id, ":kms:") && strings.Contains(id, ":key/") || uuid(id)
}

func hexadecimal(text string) bool {
	return len(text) >= 8 && strings.Trim(text, "0123456789abcdef") == ""
}

func uuid(text string) bool {
	return len(text) == 36 && strings.Count(text, "-") == 4 && strings.Trim(text, "0123456789abcdefABCDEF-") == ""
}

// roleValue is a value under which the members of one cell agree: references that lead to one role do.
func roleValue(p *counterparts.Paired, environment int, field *model.Field, v model.Value) model.Value {
	if field.Class != model.Reference || v.IsAbsent() || v.Kind() == model.Bool {
		return v
	}
	var roles []string
	for _, id := range v.Elements() {
		owner, _ := resolve(p, environment, field, id)
		roles = append(roles, owner.Role)
	}
	return model.SetValue(roles)
}

// reference judges two references by what they point at, never by their ids.
func (j *judge) reference(environment int, field *model.Field, mine, base model.Value) judgement {
	if mine == base {
		return judgement{verdict: model.Same}
	}
	if mine.Kind() == model.Bool || base.Kind() == model.Bool {
		return judgement{verdict: model.Drift}
	}
	left, right := j.roles(environment, field, mine), j.roles(j.baseline, field, base)
	left, right = withoutCommon(left, right)
	if len(left) == 0 && len(right) == 0 {
		return judgement{verdict: model.Expected, reason: "both lead to " + j.shown(environment, field, mine)}
	}
	for _, r := range slices.Concat(left, right) {
		switch r.how {
		case unresolved:
			return judgement{verdict: model.Unknown, reason: "what " + r.id + " is could not be resolved"}
		case guessed:
			return judgement{verdict: model.Unknown, reason: r.id + " has no name that tells what it is"}
		}
	}
	return judgement{verdict: model.Drift}
}

// nameless says that members differ in references of which none could be resolved: they may lead to one role.
func (j *judge) nameless(environment int, s *slot) bool {
	if s.field.Class != model.Reference {
		return false
	}
	for _, c := range s.several {
		if !slices.ContainsFunc(j.roles(environment, s.field, c.Value), func(r role) bool { return r.how == unresolved }) {
			return false
		}
	}
	return true
}

type role struct {
	id, text string
	how      resolution
	owner    counterparts.Owner
}

func (j *judge) roles(environment int, field *model.Field, v model.Value) []role {
	var roles []role
	for _, id := range v.Elements() {
		owner, how := resolve(j.paired, environment, field, id)
		roles = append(roles, role{id, owner.Role, how, owner})
	}
	return roles
}

// withoutCommon takes from both lists what they have in common, each as often as both have it.
func withoutCommon(left, right []role) (onlyLeft, onlyRight []role) {
	rest := slices.Clone(right)
	for _, l := range left {
		i := slices.IndexFunc(rest, func(r role) bool {
			return l.id == r.id || l.how != unresolved && r.how != unresolved && l.owner.Alike(r.owner)
		})
		if i < 0 {
			onlyLeft = append(onlyLeft, l)
			continue
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return onlyLeft, rest
}

// tallied are sorted texts with those that come more than once counted: two subnets of one role are 2 × that role.
func tallied(sorted []string) []string {
	var out []string
	for i := 0; i < len(sorted); {
		n := 1
		for i+n < len(sorted) && sorted[i+n] == sorted[i] {
			n++
		}
		if n > 1 {
			out = append(out, strconv.Itoa(n)+" × "+sorted[i])
		} else {
			out = append(out, sorted[i])
		}
		i += n
	}
	return out
}

// shown is a reference in words: the roles it leads to.
func (j *judge) shown(environment int, field *model.Field, v model.Value) string {
	if field.Class != model.Reference || v.IsAbsent() || v.Kind() == model.Bool {
		return ""
	}
	var texts []string
	for _, r := range j.roles(environment, field, v) {
		switch {
		case r.how == unresolved:
			texts = append(texts, r.id)
		case r.text == counterparts.Empty && field.Target != "":
			texts = append(texts, "the "+model.InWords(field.Target))
		default:
			texts = append(texts, r.text)
		}
	}
	slices.Sort(texts)
	return strings.Join(tallied(texts), ", ")
}
