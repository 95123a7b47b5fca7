package report

import (
	"html"
	"strings"
	"unicode"
)

// What follows writes texts of AWS's, of people and of files into Markdown so that a renderer only shows them:
// whatever they hold, they begin no element, close none, name nobody and lead nowhere.

// prose is a text among other words, on one line and in a table's cell too. A word that a forge would make
// something of even where Markdown's own signs are escaped (a mention, a reference, a link, a formula, an emoji)
// stands as code.
func prose(text string) string {
	words := strings.Fields(clean(text))
	for i, word := range words {
		if core := strings.TrimRight(word, ",.;)"); called(core) {
			words[i] = code(core) + escaped(word[len(core):], false)
		} else {
			words[i] = escaped(word, i == 0)
		}
	}
	return strings.Join(words, " ")
}

// called says that a forge makes more of a word than Markdown does.
func called(word string) bool {
	return strings.ContainsAny(word, "@#$") || strings.Contains(word, "://") || strings.Count(word, ":") > 1 ||
		strings.Contains(strings.ToLower(word), "www.")
}

// escaped is a word with a backslash before all that Markdown acts on; at the beginning of a line, before what
// would begin a list, a heading or a rule.
func escaped(word string, first bool) string {
	var out strings.Builder
	digits := true
	for i, r := range word {
		switch {
		case r == '&':
			out.WriteString("&amp;")
			digits = false
			continue
		case strings.ContainsRune("\\`*_{}[]<>|~!", r),
			first && i == 0 && strings.ContainsRune("-+=", r),
			first && i > 0 && digits && (r == '.' || r == ')'):
			out.WriteByte('\\')
		}
		digits = digits && unicode.IsDigit(r)
		out.WriteRune(r)
	}
	return out.String()
}

// code is a text in a code span, in which nothing is acted on. It is longer than any run of backticks in the text.
func code(text string) string {
	text = clean(text)
	if strings.TrimSpace(text) == "" {
		return "<code>" + strings.ReplaceAll(text, " ", "&nbsp;") + "</code>"
	}
	// A table splits at a pipe before it looks at code, and elsewhere a backslash before it would be shown.
	if strings.Contains(text, "|") {
		return "<code>" + entities(text) + "</code>"
	}
	fence := strings.Repeat("`", longestRun(text, '`')+1)
	if len(fence) > 1 || strings.HasPrefix(text, " ") || strings.HasSuffix(text, " ") {
		// One space on each side belongs to the fence.
		text = " " + text + " "
	}
	return fence + text + fence
}

// entities is a text in which every sign that Markdown or HTML acts on is written as a number.
func entities(text string) string {
	var out strings.Builder
	for _, r := range text {
		if r < 0x80 && r != ' ' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			out.WriteString("&#" + string(appendInt(nil, int(r))) + ";")
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}

// longestRun is the length of the longest run of a byte in a text.
func longestRun(text string, of byte) int {
	longest, run := 0, 0
	for i := range len(text) {
		if text[i] != of {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// markup is a text inside of HTML, such as a summary, where Markdown is not looked at.
func markup(text string) string {
	words := strings.Fields(clean(text))
	for i, word := range words {
		words[i] = html.EscapeString(word)
		if called(word) {
			words[i] = "<code>" + words[i] + "</code>"
		}
	}
	return strings.Join(words, " ")
}

// fenced is lines of code in a block of their own, of a language, under a fence longer than any in them.
func fenced(language, text string) string {
	fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
	return fence + language + "\n" + strings.TrimRight(text, "\n") + "\n" + fence + "\n"
}
