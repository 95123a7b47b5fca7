package wayback

import (
	"strings"
	"unicode"

	"parity/model"
	"parity/model/owner"
)

// titleLimit is how much of a value a title holds.
const titleLimit = 60

// title is what comes of a turn, in a few words: to 400, without it.
func (b *builder) title(t *model.Turn, g *goal) string {
	element := brief(b.element(t))
	switch {
	case t.Gone():
		return "without " + element
	case t.Resource == nil || keyed(t.Type, t.Attribute) && t.To.Kind() == model.Bool:
		return "with " + element
	case t.Blank != nil && t.Blank.Secret:
		return "to a secret of its own"
	case t.Blank != nil:
		return "to a value of its own"
	case g.shown != "" && !g.past && t.Type.Field(t.Attribute).Class == model.Reference:
		return "to " + brief(g.shown)
	}
	return "to " + brief(strings.Join(t.To.Elements(), ", "))
}

// element is the attribute in the changed environment's words, with what its keys lead to in the place of ids.
func (b *builder) element(t *model.Turn) string {
	if t.Attribute.IsZero() {
		return "it"
	}
	segments, told := t.Attribute.Segments(), b.entry.Attribute.Segments()
	for i, segment := range segments {
		if i < len(told) && (strings.HasPrefix(segment, groupKey) || strings.HasPrefix(segment, prefixListKey)) {
			segments[i] = told[i]
		}
	}
	return t.Type.Phrase(model.NewPath(segments...))
}

// brief is the beginning of a text on one line.
func brief(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) || r == ' ' }), " ")
	if runes := []rune(text); len(runes) > titleLimit {
		return string(runes[:titleLimit-1]) + "…"
	}
	return text
}

// argument is what to change in a template that owns the resource: Parameters of OrdersParams in stack acme-data:
// max_connections: 400.
func argument(t *model.Turn, o *owner.Owner) string {
	if o.IsZero() || t.Resource == nil {
		return ""
	}
	if t.Attribute.IsZero() {
		return strings.TrimPrefix(template(o)+": "+t.Type.Singular+" "+t.Resource.Name, ": ")
	}
	property, rest := t.Attribute.First(), t.Type.Phrase(t.Attribute)
	rest = strings.TrimLeft(strings.TrimPrefix(rest, property), " .")
	if t.Type.Property != nil && o.Kind == owner.Stack {
		property = t.Type.Property(t.Attribute)
	}
	parts := []string{property + template(o)}
	if rest != "" {
		parts = append(parts, rest)
	}
	switch {
	case t.Gone():
		parts = append(parts, "to be taken out")
	case t.Blank != nil:
		parts = append(parts, "its own value")
	case t.To.Kind() == model.Bool && keyed(t.Type, t.Attribute):
		parts = append(parts, "to be added")
	default:
		parts = append(parts, t.To.Text())
	}
	return strings.Join(parts, ": ")
}

// template is where an owner says what a resource is like.
func template(o *owner.Owner) string {
	var out strings.Builder
	switch {
	case o.Template != "":
		out.WriteString(" in launch template " + o.Template)
	case o.Group != "":
		out.WriteString(" in the launch template of Auto Scaling group " + o.Group)
	case o.Logical != "":
		out.WriteString(" of " + o.Logical)
	}
	switch o.Kind {
	case owner.Stack:
		out.WriteString(" in stack " + o.Name)
	case owner.Terraform:
		out.WriteString(" in Terraform's configuration")
	case owner.Other:
		out.WriteString(" where " + o.Name + " is kept")
	}
	return out.String()
}
