package text

import "strings"

// Wrap cuts a clean text into lines of at most so many cells, and after every ↵. Nothing is added or lost:
// the lines in a row are the text. It prefers to cut after a space, else after a delimiter.
func Wrap(s string, cells int) []string {
	cells = max(2, cells) // the widest character takes two
	var lines []string
	for {
		part, rest, more := strings.Cut(s, Newline)
		if more {
			part += Newline
		}
		lines = append(lines, wrapped(part, cells)...)
		if rest == "" {
			return lines
		}
		s = rest
	}
}

func wrapped(s string, cells int) []string {
	var lines []string
	for {
		line, _ := head(s, cells)
		if len(line) == len(s) {
			break
		}
		line = line[:breakAt(line, len(s))]
		lines = append(lines, line)
		s = s[len(line):]
	}
	if s == Newline && len(lines) > 0 && Width(lines[len(lines)-1]) < cells {
		lines[len(lines)-1] += s
		return lines
	}
	return append(lines, s)
}

// breakAt is where a full line is cut: after its last space, or its last delimiter, if half of it remains.
func breakAt(line string, length int) int {
	if len(line) == length {
		return length
	}
	for _, signs := range []string{" ", ",;&|?/", "=:.-_"} {
		if at := strings.LastIndexAny(line, signs) + 1; at > len(line)/2 {
			return at
		}
	}
	return len(line)
}
