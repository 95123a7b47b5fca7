package ui

import (
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"parity/model"
	"parity/ui/style"
	"parity/ui/text"
)

// docLine is one line of a value that has parts: of JSON, of a list, of a text of several lines.
type docLine struct {
	// key finds the part again in another value, words are what it is there; a line without a key has nothing of
	// its own. text is how the line is written.
	key, words, text string
}

// documentOf is a value part by part, nil where it has none: JSON with its keys in order, a list element by
// element, a text line by line. Secrets are masked before.
func documentOf(v model.Value) []docLine {
	switch v.Kind() {
	case model.List, model.Set:
		elements := v.Elements()
		if len(elements) < 2 {
			return nil
		}
		lines := make([]docLine, len(elements))
		for i, element := range elements {
			lines[i] = docLine{key: element, words: element, text: text.Clean(element)}
		}
		return lines
	case model.Text, model.Credential:
		if parsed, ok := parsedJSON(v.Text()); ok {
			lines := jsonLines(nil, "", "", "", parsed)
			for i := range lines {
				lines[i].text = text.Clean(lines[i].text)
			}
			return lines
		}
		if s := strings.TrimRight(v.Text(), "\r\n"); strings.Contains(s, "\n") {
			var lines []docLine
			for part := range strings.SplitSeq(s, "\n") {
				lines = append(lines, docLine{key: part, words: part, text: text.Clean(strings.TrimRight(part, "\r"))})
			}
			return lines
		}
	}
	return nil
}

// parsedJSON is the object or the list that a text is as a whole.
func parsedJSON(s string) (parsed any, ok bool) {
	s = strings.TrimSpace(s)
	if !strings.HasPrefix(s, "{") && !strings.HasPrefix(s, "[") {
		return nil, false
	}
	decoder := json.NewDecoder(strings.NewReader(s))
	decoder.UseNumber()
	if err := decoder.Decode(&parsed); err != nil {
		return nil, false
	}
	_, err := decoder.Token()
	return parsed, err == io.EOF
}

// jsonLines adds the lines of a part of JSON. key is its place in the whole, name stands before it.
func jsonLines(lines []docLine, key, indent, name string, part any) []docLine {
	switch part := part.(type) {
	case map[string]any:
		if len(part) == 0 {
			return append(lines, docLine{key, "{}", indent + name + "{}"})
		}
		lines = append(lines, docLine{key, "{", indent + name + "{"})
		for _, k := range slices.Sorted(maps.Keys(part)) {
			lines = jsonLines(lines, key+"/"+k, indent+"  ", quotedJSON(k)+": ", part[k])
			lines[len(lines)-1].text += ","
		}
		lines[len(lines)-1].text = strings.TrimSuffix(lines[len(lines)-1].text, ",")
		return append(lines, docLine{text: indent + "}"})
	case []any:
		if len(part) == 0 {
			return append(lines, docLine{key, "[]", indent + name + "[]"})
		}
		lines = append(lines, docLine{key, "[", indent + name + "["})
		for i, element := range part {
			lines = jsonLines(lines, key+"/"+strconv.Itoa(i), indent+"  ", "", element)
			lines[len(lines)-1].text += ","
		}
		lines[len(lines)-1].text = strings.TrimSuffix(lines[len(lines)-1].text, ",")
		return append(lines, docLine{text: indent + "]"})
	default:
		words := quotedJSON(part)
		return append(lines, docLine{key, words, indent + name + words})
	}
}

// quotedJSON is a leaf as JSON writes it.
func quotedJSON(leaf any) string {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(leaf) // it came out of JSON
	return strings.TrimSuffix(out.String(), "\n")
}

// unlikeIn marks the lines that another value has not, or has otherwise.
func unlikeIn(lines, other []docLine) []bool {
	has := map[string]string{}
	for _, l := range other {
		if l.key != "" || l.words != "" {
			has[l.key] = l.words
		}
	}
	marks := make([]bool, len(lines))
	for i, l := range lines {
		words, there := has[l.key]
		marks[i] = (l.key != "" || l.words != "") && (!there || words != l.words)
	}
	return marks
}

// documents writes values that have parts, each environment's in its column, with the parts marked in which it
// is not like the baseline's. It says whether there was such a value.
func (p *page) documents(environments []int, cells int) bool {
	if p.sight.masked {
		return false
	}
	docs := make([][]docLine, len(p.cells))
	found := false
	for i := range p.cells {
		docs[i] = documentOf(p.cells[i].Side.Value)
		found = found || docs[i] != nil
	}
	if !found {
		return false
	}
	var columns [][]piece
	height := 0
	for _, i := range environments {
		column := p.document(i, docs, cells-2)
		columns = append(columns, column)
		height = max(height, len(column))
	}
	label := "value"
	for y := range height {
		pieces := []piece{p.label(p.theme.Dim, label)}
		label = ""
		for _, column := range columns {
			part := piece{}
			if y < len(column) {
				part = column[y]
			}
			pieces = append(pieces, piece{part.ink, text.Fit(part.text, cells-2)}, piece{style.Ink{}, "  "})
		}
		p.add(pieces...)
	}
	return true
}

// document is one environment's value in lines of so many cells.
func (p *page) document(i int, docs [][]docLine, cells int) []piece {
	if docs[i] == nil {
		words, ink := p.value(i)
		var out []piece
		for _, part := range text.Wrap(words, cells) {
			out = append(out, piece{ink, part})
		}
		return out
	}
	marks, sign, ink := p.marked(i, docs)
	var out []piece
	for at, l := range docs[i] {
		before, inked := "  ", p.theme.Plain
		if marks[at] {
			before, inked = sign+" ", ink
		}
		for _, part := range text.Wrap(l.text, cells-2) {
			out = append(out, piece{inked, before + part})
			before = "  "
		}
	}
	return out
}

// marked are the lines of one environment's value that are not like the baseline's; in the baseline's own, those
// that some other has not.
func (p *page) marked(i int, docs [][]docLine) (marks []bool, sign string, ink style.Ink) {
	sign, ink = p.theme.Signs.Verdict(model.Drift), p.theme.Emphasis
	if i != p.baseline {
		if p.cells[i].Verdict == model.Expected {
			sign, ink = p.theme.Signs.Verdict(model.Expected), p.theme.Exchange
		}
		if docs[p.baseline] == nil {
			return make([]bool, len(docs[i])), sign, ink
		}
		return unlikeIn(docs[i], docs[p.baseline]), sign, ink
	}
	marks = make([]bool, len(docs[i]))
	for _, other := range p.order()[1:] {
		if docs[other] == nil || p.cells[other].Verdict <= model.Expected {
			continue
		}
		for at, mark := range unlikeIn(docs[i], docs[other]) {
			marks[at] = marks[at] || mark
		}
	}
	return marks, sign, ink
}

// besides writes what else there is to know of a parameter: its type and tier, whatever was set for it, and when
// it was written.
func (p *page) besides(environments []int, cells int) {
	t := p.attribute.row.Type
	if !headline(t, p.path) {
		return
	}
	for _, line := range p.all {
		class := t.Field(line.Attribute).Class
		if line.Attribute == p.path || class == model.Identity || class == model.Runtime {
			continue
		}
		p.row(text.Clean(t.Phrase(line.Attribute)), environments, cells, func(i int) (string, style.Ink) {
			c := &line.Cells[i]
			words := shownSide(c.Side, elementOf(t, line.Attribute))
			if p.sight.masked && words != "" {
				words = hidden
			}
			if c.Verdict == model.Same || c.Verdict == model.Undecided || i == p.baseline && c.Entry == nil {
				return words, p.theme.Plain
			}
			if words == "" {
				words = p.theme.Nothing
			}
			return p.theme.Signs.Verdict(c.Verdict) + " " + words, p.theme.Verdict(c.Verdict)
		})
	}
	p.row("written", environments, cells, func(i int) (string, style.Ink) {
		_, resource, ok := p.pastOf(p.attribute.row, i)
		if !ok {
			return "", style.Ink{}
		}
		return strings.TrimSpace(strings.Join(strings.Fields(strings.Join(p.view.written(t, resource), " ")), " ")), p.theme.Dim
	})
}
