package text

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Ellipsis stands where something was cut off. It takes one cell: where the usual one takes two, as on some East
// Asian terminals, it is another sign.
var Ellipsis = oneCell("…", "~")

func oneCell(sign, plain string) string {
	if ansi.StringWidth(sign) == 1 {
		return sign
	}
	return plain
}

// blanks is cut into padding, which so costs nothing.
const blanks = "                                                                                                                                "

// Blank is so many spaces.
func Blank(cells int) string {
	switch {
	case cells <= 0:
		return ""
	case cells <= len(blanks):
		return blanks[:cells]
	}
	return strings.Repeat(" ", cells)
}

// Width is how many cells a clean text takes.
func Width(s string) int {
	if plain(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// head is the longest start of the text that takes at most so many cells, and how many it takes.
func head(s string, cells int) (string, int) {
	if cells <= 0 {
		return "", 0
	}
	if plain(s) {
		cut := s[:min(cells, len(s))]
		return cut, len(cut)
	}
	end, used := 0, 0
	for end < len(s) {
		cluster, wide := ansi.FirstGraphemeCluster(s[end:], ansi.GraphemeWidth)
		if used+wide > cells {
			break
		}
		end, used = end+len(cluster), used+wide
	}
	return s[:end], used
}

// Head is the longest start of a text that takes at most so many cells.
func Head(s string, cells int) string {
	start, _ := head(s, cells)
	return start
}

// tail is the longest end of the text that takes at most so many cells.
func tail(s string, cells int) string {
	if cells <= 0 {
		return ""
	}
	if plain(s) {
		return s[max(0, len(s)-cells):]
	}
	over := Width(s) - cells
	for over > 0 {
		cluster, wide := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		s, over = s[len(cluster):], over-wide
	}
	return s
}

// Truncate cuts a text to at most so many cells; … at the end stands for what is gone.
func Truncate(s string, cells int) string {
	if Width(s) <= cells {
		return s
	}
	if cells <= 0 {
		return ""
	}
	cut, _ := head(s, cells-1)
	return cut + Ellipsis
}

// TruncateMiddle cuts a text to at most so many cells with … in its middle, since both ends tell names apart.
func TruncateMiddle(s string, cells int) string {
	if Width(s) <= cells {
		return s
	}
	if cells <= 0 {
		return ""
	}
	cut, used := head(s, cells/2)
	return cut + Ellipsis + tail(s, cells-1-used)
}

// Pad fills a text up with spaces to so many cells.
func Pad(s string, cells int) string { return s + Blank(cells-Width(s)) }

// Fit makes a text exactly so many cells: cut at the end, or filled up.
func Fit(s string, cells int) string { return Pad(Truncate(s, cells), cells) }

// FitMiddle is [Fit], cut in the middle.
func FitMiddle(s string, cells int) string { return Pad(TruncateMiddle(s, cells), cells) }

// FitRight is [Fit] with the text at the right end.
func FitRight(s string, cells int) string {
	s = Truncate(s, cells)
	return Blank(cells-Width(s)) + s
}

// Part is the cells [offset, offset+cells) of a text, exactly; half of a wide character is a space.
func Part(s string, offset, cells int) string {
	skipped, used := head(s, offset)
	s = s[len(skipped):]
	lead := ""
	if used < offset && s != "" {
		half, wide := head(s, 2)
		s = s[len(half):]
		lead = Blank(min(used+wide-offset, cells))
	}
	kept, _ := head(s, cells-len(lead))
	return Pad(lead+kept, cells)
}
