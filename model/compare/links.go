package compare

import (
	"parity/model/focus"
	"parity/model/links"
)

// Links finds out once what refers to what among the rows of the comparison.
func (r *Result) Links() *links.Links { return links.Find(r.judge.paired, r.Rows) }

// About finds what a word is about; nil where there is none. The word it was compared with is already looked up.
func (r *Result) About(word string) *focus.Set {
	switch {
	case word == "":
		return nil
	case r.about != nil && r.about.Word == word:
		return r.about
	default:
		return focus.On(r.Links(), r.Rows, word)
	}
}
