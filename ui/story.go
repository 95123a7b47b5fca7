package ui

import (
	"slices"
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
		return sentences(v.outStory(l), v.attributeStory(l))
	case alikeLine:
		if l.more == alsoExplained {
			return "What a rule explains is not shown, nor what is accepted. " + v.theme.Enter() + " or d shows it, and why."
		}
		return "What is alike is not shown. " + v.theme.Enter() + " shows it; d shows what is explained first."
	case outsideLine:
		return "What has nothing to do with " + quoted(v.digest.aboutWord()) + " is not shown, nor what is more than one reference away. " +
			v.theme.Enter() + " or f shows everything."
	case restLine:
		return "Only the first " + thousands(mostFound) + " are listed. " + v.theme.Enter() + " types the filter on."
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
			parts = append(parts, text.Clean(v.environments[i].Name+": "+strings.TrimPrefix(entry.Reason, entry.Environment+": ")))
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
		told = append(told, v.differing(row, v.environments[i].Name))
	}
	for _, entry := range row.Entries {
		if entry.Attribute.IsZero() {
			told = append(told, v.why(entry))
		}
	}
	return sentences(slices.Insert(told, 1, v.reloadStory(row))...)
}

// differing counts what differs in one environment, and what is explained.
func (v *view) differing(row *model.Row, environment string) string {
	var names []string
	explained := 0
	for _, entry := range row.Entries {
		switch {
		case entry.Environment != environment || entry.Attribute.IsZero():
		case entry.Verdict.Unexplained():
			names = append(names, v.phrase(entry.Type, entry.Attribute))
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

// attributeStory tells what an attribute is where, then why, then since when. What a finding says comes first:
// on a small screen there is room for no more.
func (v *view) attributeStory(l *line) string {
	var grave, reasons, changes []string
	for _, i := range v.order() {
		if folded := l.cells[i].Folded; !folded.IsZero() {
			reasons = append(reasons, "Follows "+text.Clean(l.of.Phrase(folded)))
		}
		entry := l.cells[i].Entry
		if entry == nil {
			continue
		}
		changes = append(changes, v.since(entry))
		if why := v.why(entry); v.found(entry) != "" {
			grave = append(grave, why)
		} else if entry.Verdict != model.Expected || !l.differs() {
			reasons = append(reasons, why)
		}
	}
	if v.sight.masked {
		return sentences(once(append([]string{v.plainly(l)}, changes...))...)
	}
	told := slices.Concat(grave, []string{v.whereIs(l), v.untilReload(l.row, l.path, l.cells)}, reasons, changes)
	if !headline(l.of, l.path) {
		told[0] = text.Clean(l.row.Name) + " " + v.theme.Dot + " " + told[0]
	}
	return sentences(once(told)...)
}

// once is the words without repetitions.
func once(words []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(words, func(s string) bool {
		again := seen[s]
		seen[s] = true
		return again
	})
}

// whereIs says which environments have which value, the baseline first; equal ones are said once.
func (v *view) whereIs(l *line) string {
	element := elementOf(l.of, l.path)
	name := text.Clean(l.of.Phrase(l.path))
	switch {
	case l.path.IsZero():
		name = l.text
	case headline(l.of, l.path):
		name = text.Clean(l.row.Name)
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
			value = text.Truncate(l.short(shownSide(l.cells[i].Side, element)), 80)
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
	name, reason := text.Clean(e.Environment), v.words(text.Clean(e.Reason), "")
	found := v.found(e)
	switch {
	case reason == "" && found == "":
		return ""
	case strings.HasPrefix(reason, name+" "):
		return joined("; ", reason, found)
	case strings.HasPrefix(reason, "names "):
		return joined("; ", name+" "+reason, found)
	default:
		return name + ": " + joined("; ", found, reason)
	}
}

// found says what the findings of an entry mean, where its reason does not say it better. Recent is told by
// since.
func (v *view) found(e *model.Entry) string {
	var parts []string
	for _, finding := range findingsOf(e) {
		words := findingWords[finding]
		if e.Reason != "" && !v.sight.masked && (finding == model.CrossEnvironment || finding == model.SharedSecret) {
			words = text.Clean(e.Reason)
		}
		if words != "" {
			parts = append(parts, words)
		}
	}
	return strings.Join(parts, ", ")
}

// joined puts a separator between what is not empty and not said yet.
func joined(separator string, parts ...string) string {
	out := ""
	for _, part := range parts {
		switch {
		case part == "" || strings.Contains(out, part):
		case out == "":
			out = part
		default:
			out += separator + part
		}
	}
	return out
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
		words += " by " + who(c.By)
	}
	if !c.Was.IsAbsent() && !v.sight.masked {
		was := text.Truncate(shownValue(c.Was), 60)
		if c.Was.IsTrue() && elementOf(e.Type, e.Attribute) != "" {
			was = "there"
		}
		words += ", was " + was
		if seen := v.at(c.Seen); seen != "" {
			words += " in the snapshot of " + seen
		}
	}
	if how := known(c); how != "" {
		words += " (" + how + ")"
	}
	return words
}

// who is the last part of the ARN of whoever did it: the account is the environment's.
func who(by string) string {
	if strings.HasPrefix(by, "arn:") {
		by = by[strings.LastIndexAny(by, "/:")+1:]
	}
	return text.Clean(by)
}

// known says how a change is known, unless it is from the snapshot whose time is told anyhow.
func known(c *model.Change) string {
	if !c.Seen.IsZero() && strings.HasPrefix(c.How, "snapshot of") {
		return ""
	}
	return text.Clean(strings.TrimSpace(c.How))
}
