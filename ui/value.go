package ui

import (
	"slices"
	"strconv"
	"strings"

	"parity/model"
	"parity/ui/text"
)

// hidden is how a secret is drawn.
const hidden = "••••••"

// shownValue is a value as the screens write it: clean, on one line, secrets masked.
func shownValue(v model.Value) string {
	switch v.Kind() {
	case model.Absent:
		return ""
	case model.Sealed:
		return hidden
	case model.List, model.Set:
		elements := v.Elements()
		if len(elements) == 0 {
			return "none"
		}
		return text.Clean(strings.Join(elements, ", "))
	case model.Text:
		if v.Text() == "" {
			return `""`
		}
		return text.Clean(v.Text())
	default:
		return text.Clean(v.Text())
	}
}

// shownSide is what one environment has for an attribute. An element of a list that is nothing but its key,
// such as a rule of a security group, is written as that key.
func shownSide(side model.Side, element string) string {
	switch {
	case len(side.Several) > 0:
		parts := make([]string, len(side.Several))
		for i, several := range side.Several {
			value := shownValue(several.Value)
			if several.Shown != "" {
				value = text.Clean(several.Shown)
			}
			parts[i] = strconv.Itoa(several.Count) + " × " + value
		}
		return strings.Join(parts, ", ")
	case !side.Default.IsAbsent():
		return shownValue(side.Default) + " (default)"
	case side.Value.IsAbsent():
		return ""
	case element != "" && side.Value.IsTrue():
		return text.Clean(element)
	case side.Shown != "":
		return text.Clean(side.Shown)
	default:
		return shownValue(side.Value)
	}
}

// absent says that an environment has nothing for the attribute, not even by default.
func absent(side model.Side) bool {
	return side.Value.IsAbsent() && len(side.Several) == 0 && side.Default.IsAbsent()
}

// elementOf is the key that a path ends in, empty where it ends in a field.
func elementOf(t *model.Type, path model.Path) string {
	keys := t.Field(path).Keys
	if len(keys) == 0 || keys[len(keys)-1] != path.Len()-1 {
		return ""
	}
	segments := path.Segments()
	return segments[len(segments)-1]
}

// raw is the side as AWS wrote it, ids and all.
func raw(side model.Side) model.Side {
	side.Shown, side.Several = "", slices.Clone(side.Several)
	for i := range side.Several {
		side.Several[i].Shown = ""
	}
	return side
}

// attributeName is an attribute as the spine writes it: AWS's field names. An element that is nothing but its
// key, a rule of a security group, goes by the key's other parts (direction, protocol, ports), since what it
// lets in stands in the panes.
func attributeName(t *model.Type, path model.Path, cells []model.LineCell) string {
	if path.Len() < 3 || elementOf(t, path) == "" || !bare(cells) {
		return text.Clean(t.Phrase(path))
	}
	segments := path.Segments()
	return text.Clean(strings.Join(segments[:len(segments)-1], " "))
}

// bare says that what stands in the cells is only that there is such an element.
func bare(cells []model.LineCell) bool {
	found := false
	for i := range cells {
		side := &cells[i].Side
		if absent(*side) {
			continue
		}
		if !side.Value.IsTrue() {
			return false
		}
		found = true
	}
	return found
}
