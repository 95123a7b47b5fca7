package config

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"parity/model"
)

// pair is a key and its value as they are written.
type pair struct{ key, value string }

// flowMap writes pairs in one line.
func flowMap(pairs []pair) string {
	parts := make([]string, len(pairs))
	for i, p := range pairs {
		parts[i] = p.key + ": " + p.value
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func flowList(elements []string) string { return "[" + strings.Join(elements, ", ") + "]" }

// bare are texts that need no quotes wherever they stand, as far as their letters go.
var bare = regexp.MustCompile(`^[\pL\pN_/.][\pL\pN_/.;()@+*%=~' -]*(:[\pL\pN_/.:*][\pL\pN_/.:;()@+*%=~' -]*)*$`)

// scalar writes a text so that it is read as that text: bare where nothing speaks against it.
func scalar(text string) string {
	if bare.MatchString(text) && !strings.HasSuffix(text, " ") && readsBack(text) {
		return text
	}
	return quoted(text)
}

// readsBack says that a bare text is no number, no boolean, no null and nothing else but itself.
func readsBack(text string) bool {
	file, err := parse([]byte("a: {b: " + text + "}\n"))
	if err != nil || len(file.Docs) != 1 {
		return false
	}
	var found *ast.StringNode
	if outer, ok := file.Docs[0].Body.(ast.MapNode); ok {
		for each := outer.MapRange(); each.Next(); {
			inner, ok := each.Value().(ast.MapNode)
			if !ok {
				return false
			}
			for each := inner.MapRange(); each.Next(); {
				found, _ = each.Value().(*ast.StringNode)
			}
		}
	}
	return found != nil && found.Value == text
}

// quoted writes a text in double quotes, with every sign that is not printable as its number.
func quoted(text string) string { return strconv.QuoteToGraphic(text) }

func scalars(texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = scalar(text)
	}
	return out
}

var number = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

// valueText writes a value of AWS so that it is read as the kind it is.
func valueText(v model.Value) string {
	switch v.Kind() {
	case model.Absent:
		return "null"
	case model.Bool:
		return v.Text()
	case model.Number:
		if number.MatchString(v.Text()) {
			return v.Text()
		}
	case model.List, model.Set:
		return flowList(scalars(v.Elements()))
	}
	return scalar(v.Text())
}
