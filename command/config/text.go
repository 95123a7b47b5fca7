package config

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// lines are a file's text line by line, each with the ending it has, so that what is put in between leaves
// every other byte as it was. Numbers of lines and columns count from 1, as those of places do.
type lines []textLine

type textLine struct{ text, end string }

func newLines(data []byte) lines {
	var all lines
	for rest := string(data); rest != ""; {
		text, after, ended := strings.Cut(rest, "\n")
		l := textLine{text: text}
		if ended {
			l.end = "\n"
			if cut, crlf := strings.CutSuffix(text, "\r"); crlf {
				l = textLine{cut, "\r\n"}
			}
		}
		all, rest = append(all, l), after
	}
	return all
}

func (ls lines) bytes() []byte {
	var out strings.Builder
	for _, l := range ls {
		out.WriteString(l.text)
		out.WriteString(l.end)
	}
	return []byte(out.String())
}

// at is the text of a line, empty beyond the last.
func (ls lines) at(number int) string {
	if number < 1 || number > len(ls) {
		return ""
	}
	return ls[number-1].text
}

// from is what stands in a line from a column on.
func (ls lines) from(p position) string {
	text := ls.at(p.line)
	return text[offset(text, p.column):]
}

// after puts whole lines behind the line of that number. They end as that one does; at the end of a file
// whose last line has no ending, the last new line has none.
func (ls lines) after(number int, texts ...string) lines {
	added := make(lines, len(texts))
	for i, text := range texts {
		added[i] = textLine{text, ls.ending(number)}
	}
	out := slices.Clone(ls)
	if number > 0 && number == len(out) && out[number-1].end == "" {
		out[number-1].end = ls.ending(number)
		added[len(added)-1].end = ""
	}
	return slices.Insert(out, number, added...)
}

// ending is how lines end where a line stands: as it does, or else as the first does.
func (ls lines) ending(number int) string {
	for _, i := range []int{number - 1, 0} {
		if i >= 0 && i < len(ls) && ls[i].end != "" {
			return ls[i].end
		}
	}
	return "\n"
}

// put puts text into a line in place of so many bytes from a column on.
func (ls lines) put(p position, cut int, text string) lines {
	if p.line < 1 || p.line > len(ls) {
		return ls
	}
	out := slices.Clone(ls)
	l := &out[p.line-1]
	from := offset(l.text, p.column)
	l.text = l.text[:from] + text + l.text[min(from+cut, len(l.text)):]
	return out
}

// indent is how many blanks a line begins with.
func indent(text string) int { return len(text) - len(strings.TrimLeft(text, " ")) }

func isComment(text string) bool { return strings.HasPrefix(strings.TrimLeft(text, " \t"), "#") }

// position is a place in a text, in lines and runes, which both count from 1.
type position struct{ line, column int }

// offset is where a column begins, in bytes.
func offset(text string, column int) int {
	at := 0
	for range column - 1 {
		if at >= len(text) {
			break
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}

// column is the column of a byte.
func column(text string, offset int) int { return 1 + utf8.RuneCountInString(text[:offset]) }
