package ui

import (
	"strings"

	"parity/model"
	"parity/ui/text"
)

// story is a row in words: what is where, why that is so, and since when.
func (v *view) story(l *line) string {
	switch l.kind {
	case wholeLine:
		return v.wholeStory(l)
	case roleLine, memberLine, attributeLine:
		if l.cells == nil {
			return v.roleStory(l.row)
		}
		return v.attributeStory(l)
	case alikeLine:
		return "What is alike is hidden. d shows it."
	default:
		return ""
	}
}

// sentences joins what there is to say.
func sentences(parts ...string) string {
	kept := parts[:0]
	for _, part := range parts {
		if part == "" {
			continue
		}
		if !strings.HasSuffix(part, ".") && !strings.HasSuffix(part, "?") {
			part += "."
		}
		kept = append(kept, part)
	}
	return strings.Join(kept, " ")
}

func (v *view) wholeStory(l *line) string {
	var parts []string
	for _, i := range v.order() {
		if entry := l.cells[i].Entry; entry != nil {
			parts = append(parts, text.Clean(v.environments[i].Name+": "+entry.Reason))
		}
	}
	return sentences(parts...)
}

// roleStory tells where a role is, and in what it differs there.
func (v *view) roleStory(row *model.Row) string {
	var has, lacks []string
	var parts []string
	for _, i := range v.order() {
		name := text.Clean(v.environments[i].Name)
		switch row.Cells[i].State {
		case model.Present:
			has = append(has, name)
		case model.Empty:
			lacks = append(lacks, name)
		case model.Ambiguous, model.Unreadable, model.NotFound:
			parts = append(parts, name+": "+v.absence(row, i))
		}
	}
	where := text.Clean(row.Name) + " is in " + listed(has)
	if len(lacks) > 0 {
		where += ", not in " + listed(lacks)
	}
	told := []string{where}
	told = append(told, parts...)
	for _, i := range v.order() {
		told = append(told, differing(row, v.environments[i].Name))
	}
	for _, entry := range row.Entries {
		if entry.Attribute.IsZero() {
			told = append(told, v.why(entry))
		}
	}
	return sentences(told...)
}

// differing counts what differs in one environment, and what is explained.
func differing(row *model.Row, environment string) string {
	var names []string
	explained := 0
	for _, entry := range row.Entries {
		switch {
		case entry.Environment != environment || entry.Attribute.IsZero():
		case entry.Verdict.Unexplained():
			names = append(names, text.Clean(entry.Attribute.String()))
		case entry.Verdict == model.Intentional || entry.Verdict == model.Accepted:
			explained++
		}
	}
	var parts []string
	if len(names) > 0 {
		parts = append(parts, clipped(names, 3)+verb(len(names), " differs", " differ"))
	}
	if explained > 0 {
		parts = append(parts, thousands(explained)+verb(explained, " is explained", " are explained"))
	}
	if len(parts) == 0 {
		return ""
	}
	return "In " + text.Clean(environment) + " " + strings.Join(parts, ", ")
}

func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// attributeStory tells what an attribute is where, then why, then since when.
func (v *view) attributeStory(l *line) string {
	told := []string{text.Clean(l.row.Name) + " " + v.theme.Dot + " " + v.whereIs(l)}
	seen := map[string]bool{}
	add := func(s string) {
		if s != "" && !seen[s] {
			seen[s] = true
			told = append(told, s)
		}
	}
	for _, i := range v.order() {
		if entry := l.cells[i].Entry; entry != nil {
			add(v.why(entry))
		}
		if folded := l.cells[i].Folded; !folded.IsZero() {
			add("Follows " + text.Clean(folded.String()))
		}
	}
	for _, i := range v.order() {
		if entry := l.cells[i].Entry; entry != nil {
			add(v.since(entry))
		}
	}
	return sentences(told...)
}

// whereIs says which environments have which value, the baseline first; equal ones are said once.
func (v *view) whereIs(l *line) string {
	element := elementOf(l.of, l.path)
	name := text.Clean(l.path.String())
	switch {
	case l.path.IsZero():
		name = l.text
	case bare(l.cells) && element != "":
		return v.whereElement(l, text.Clean(strings.Join(l.path.Segments(), " ")))
	}
	var values []string
	holders := map[string][]string{}
	for _, i := range v.order() {
		value := "not set"
		switch {
		case l.row != nil && v.absence(l.row, i) != "":
			continue
		case !absent(l.cells[i].Side):
			value = text.Truncate(shownSide(l.cells[i].Side, element), 60)
		case l.cells[i].Verdict == model.Unknown:
			value = "not known"
		}
		if holders[value] == nil {
			values = append(values, value)
		}
		holders[value] = append(holders[value], text.Clean(v.environments[i].Name))
	}
	for i, value := range values {
		values[i] = value + " in " + listed(holders[value])
	}
	return name + " is " + strings.Join(values, ", ")
}

// whereElement says which environments have an element of a list, and what stands in its place elsewhere.
func (v *view) whereElement(l *line, name string) string {
	var has, lacks []string
	for _, i := range v.order() {
		environment := text.Clean(v.environments[i].Name)
		entry := l.cells[i].Entry
		switch {
		case l.row != nil && v.absence(l.row, i) != "":
		case entry != nil && entry.Replaces != nil:
			replaced := entry.Replaces.Attribute
			lacks = append(lacks, environment+" (there "+text.Clean(elementOf(l.of, replaced))+")")
		case absent(l.cells[i].Side):
			lacks = append(lacks, environment)
		default:
			has = append(has, environment)
		}
	}
	words := name + " is in " + listed(has)
	if len(lacks) > 0 {
		words += ", not in " + listed(lacks)
	}
	return words
}

// why is the reason of a verdict and what its findings mean.
func (v *view) why(e *model.Entry) string {
	var parts []string
	for _, finding := range e.Findings {
		if words := findingWords[finding]; words != "" && !strings.Contains(e.Reason, words) {
			parts = append(parts, words)
		}
	}
	if e.Reason != "" {
		parts = append(parts, text.Clean(e.Reason))
	}
	if len(parts) == 0 {
		return ""
	}
	words := strings.Join(parts, ", ")
	if strings.HasPrefix(words, e.Environment+" ") {
		return words
	}
	return text.Clean(e.Environment) + ": " + words
}

// findingWords say what a finding means. Recent is told by since.
var findingWords = map[model.Finding]string{
	model.CrossEnvironment: "names another environment",
	model.SharedSecret:     "the same secret in two environments",
	model.OpenToWorld:      "open to the world on one side only",
	model.NotInEffect:      "configured, not in effect",
	model.Unhealthy:        "not healthy",
	model.SplitRole:        "the members of the role differ among themselves",
	model.PlaintextSecret:  "a secret kept as plain text",
	model.Placeholder:      "a placeholder",
}

// since says when an attribute came to be as it is, and how that is known.
func (v *view) since(e *model.Entry) string {
	c := e.Change
	if c == nil {
		return ""
	}
	words := "Changed in " + text.Clean(c.Environment)
	if at := v.at(c.At); at != "" {
		words += " " + at
	}
	if c.By != "" {
		words += " by " + text.Clean(c.By)
	}
	if !c.Was.IsAbsent() {
		was := text.Truncate(shownValue(c.Was), 60)
		if c.Was.IsTrue() && elementOf(e.Type, e.Attribute) != "" {
			was = "there"
		}
		words += ", was " + was
		if seen := v.at(c.Seen); seen != "" {
			words += " on " + seen
		}
	}
	if c.How != "" {
		words += " (" + text.Clean(c.How) + ")"
	}
	return words
}
