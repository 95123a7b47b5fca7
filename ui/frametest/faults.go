package frametest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

var sgr = regexp.MustCompile("\x1b\\[[0-9;:]*m")

// Faults lists what is wrong with a frame that should have that size, a line each.
func Faults(frame string, width, height int) []string {
	var faults []string
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	lines := strings.Split(frame, "\n")
	if len(lines) != height {
		fault("frame has %d lines, the screen %d", len(lines), height)
	}
	for y, line := range lines {
		bare := sgr.ReplaceAllString(line, "")
		if !utf8.ValidString(bare) {
			fault("line %d holds bytes that are not UTF-8: %q", y, bare)
			continue
		}
		if at := strings.IndexFunc(bare, unprintable); at >= 0 {
			fault("line %d: byte %d is not to be drawn: %q", y, at, bare)
			continue
		}
		if wide := ansi.StringWidth(bare); wide != width {
			fault("line %d: %d cells, the screen %d: %q", y, wide, width, bare)
		}
		if wide := ansi.StringWidthWc(bare); wide != width {
			fault("line %d: %d cells by wcwidth, the screen %d: %q", y, wide, width, bare)
		}
		if all := sgr.FindAllString(line, -1); len(all) > 0 && all[len(all)-1] != "\x1b[m" && all[len(all)-1] != "\x1b[0m" {
			fault("line %d does not end reset: %q", y, line)
		}
	}
	return faults
}

func unprintable(r rune) bool {
	return !unicode.IsPrint(r) && !unicode.IsMark(r)
}
