// Package findings says what makes a difference matter more than others: a value that names another
// environment, a placeholder, a door open to the world. comparison.md §5 is the list.
package findings

import (
	"slices"
	"strings"

	"parity/model"
	"parity/model/secrets"
)

// Placeholder says that a text stands in for a value nobody has filled in.
func Placeholder(text string) bool { return secrets.Placeholder(text) }

// World says that a security-group rule lets everybody in.
func World(path model.Path) bool {
	return path.First() == "Ingress" && slices.ContainsFunc(path.Segments(), func(s string) bool {
		return s == "0.0.0.0/0" || s == "::/0"
	})
}

// NotInEffect says that what is configured is not what runs.
func NotInEffect(field *model.Field, value model.Value) bool {
	return field.NotInEffect && !value.IsAbsent() && !slices.Contains(field.InEffect, value.Text())
}

// Unhealthy says that a status lies outside its healthy values.
func Unhealthy(field *model.Field, value model.Value) bool {
	if field.Class != model.Status || value.IsAbsent() || len(field.Healthy) == 0 {
		return false
	}
	return !slices.ContainsFunc(field.Healthy, func(healthy string) bool {
		stem, open := strings.CutSuffix(healthy, "*")
		return value.Text() == healthy || open && strings.HasPrefix(value.Text(), stem)
	})
}

// Plaintext says that a value is a secret by its name or shape, and yet stands in a field that is none.
func Plaintext(field *model.Field, value model.Value) bool {
	secret, ok := value.Secret()
	return ok && !secret.Locked() && field.Class == model.Compared
}
