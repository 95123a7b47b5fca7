package snapshot

import (
	"maps"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"parity/model"
)

// column is what a resource has beside its attributes. A table lists those that any of its rows uses.
type column struct {
	name  string
	used  func(*model.Resource) bool
	write func(*model.Resource) jsontext.Token
	// Exactly one of text and flag takes a cell back.
	text func(*model.Resource, string)
	flag func(*model.Resource)
}

var columns = []column{
	{
		name:  "id",
		used:  func(*model.Resource) bool { return true },
		write: func(r *model.Resource) jsontext.Token { return jsontext.String(r.ID) },
		text:  func(r *model.Resource, s string) { r.ID, r.Name = s, s },
	},
	{
		name: "name",
		used: func(r *model.Resource) bool { return r.Name != r.ID },
		write: func(r *model.Resource) jsontext.Token {
			if r.Name == r.ID {
				return jsontext.Null
			}
			return jsontext.String(r.Name)
		},
		text: func(r *model.Resource, s string) { r.Name = s },
	},
	text("logical", func(r *model.Resource) *string { return &r.Logical }),
	text("group", func(r *model.Resource) *string { return &r.Group }),
	text("scope", func(r *model.Resource) *string { return &r.Scope }),
	flag("byReference", func(r *model.Resource) *bool { return &r.ByReference }),
	flag("shared", func(r *model.Resource) *bool { return &r.Shared }),
}

func text(name string, at func(*model.Resource) *string) column {
	return column{
		name: name,
		used: func(r *model.Resource) bool { return *at(r) != "" },
		write: func(r *model.Resource) jsontext.Token {
			if *at(r) == "" {
				return jsontext.Null
			}
			return jsontext.String(*at(r))
		},
		text: func(r *model.Resource, s string) { *at(r) = s },
	}
}

func flag(name string, at func(*model.Resource) *bool) column {
	return column{
		name: name,
		used: func(r *model.Resource) bool { return *at(r) },
		write: func(r *model.Resource) jsontext.Token {
			if !*at(r) {
				return jsontext.Null
			}
			return jsontext.True
		},
		flag: func(r *model.Resource) { *at(r) = true },
	}
}

func trim(text string) string { return strings.Trim(text, " \t\r\n") }

var columnNamed = maps.Collect(func(yield func(string, column) bool) {
	for _, c := range columns {
		if !yield(c.name, c) {
			return
		}
	}
})
