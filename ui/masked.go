package ui

import (
	"strings"

	"parity/model"
	"parity/ui/text"
)

// shared turns share-safe on or off: no value is drawn, verdicts are, and names.
func (p program) shared() program {
	p.sight.masked = !p.sight.masked
	p.notice = "values are shown again"
	if p.sight.masked {
		p.notice = "share-safe: values are hidden, verdicts and names are not; S shows them again"
	}
	return p.renewed()
}

// value is a value as the screen shows it now.
func (v *view) value(x model.Value) string {
	if v.sight.masked && !x.IsAbsent() {
		return hidden
	}
	return shownValue(x)
}

// side is what an environment has for an attribute, as the screen shows it now.
func (v *view) side(side model.Side, element string) string {
	if v.sight.masked && (!absent(side) || side.Shown != "" || !side.Default.IsAbsent()) {
		return hidden
	}
	return shownSide(side, element)
}

// words are words about differences that may quote their values: what stands for them while those are hidden.
func (v *view) words(quoting, instead string) string {
	if v.sight.masked {
		return instead
	}
	return quoting
}

// causeOf is the cause of that id in the newest comparison, or nil.
func (v *view) causeOf(id string) *model.Cause {
	if v.digest == nil || id == "" {
		return nil
	}
	return v.digest.cause(id)
}

// phrase is an attribute in words. The key of a list's element may be a value: an address that is let in.
func (v *view) phrase(t *model.Type, path model.Path) string {
	words := t.Phrase(path)
	if element := elementOf(t, path); v.sight.masked && path.Len() > 2 && element != "" {
		head, cut := strings.CutSuffix(words, element)
		if !cut {
			head = t.Phrase(path.Head(path.Len() - 1))
		}
		words = strings.TrimRight(head, " .")
	}
	return text.Clean(words)
}

// plainly says where a line differs, without a value.
func (v *view) plainly(l *line) string {
	name := v.phrase(l.of, l.path)
	if headline(l.of, l.path) {
		name = text.Clean(l.row.Name)
	}
	var told []string
	for _, i := range v.order() {
		if entry := l.cells[i].Entry; entry != nil {
			told = append(told, text.Clean(v.environments[i].Name)+": "+entry.Verdict.String())
		}
	}
	if len(told) == 0 {
		return name + " is the same. Values are hidden (S)"
	}
	return sentences(name+" "+v.theme.Dot+" "+listed(told), "Values are hidden (S)")
}

// maskedTitle is how a cause is called while values are hidden: by what differs, never by how.
func (v *view) maskedTitle(cause *model.Cause) string {
	switch cause.Kind {
	case model.CauseRole, model.CauseFolder, model.CauseSmaller:
		return text.Clean(cause.Title)
	}
	first := cause.Entries[0]
	title := text.Clean(first.Name)
	if first.Type != nil && !first.Attribute.IsZero() && !headline(first.Type, first.Attribute) {
		title += " " + v.phrase(first.Type, first.Attribute)
	}
	if finding := first.Finding(); finding != "" && reach(cause) == "" {
		title += ": " + string(finding)
	}
	return title
}
