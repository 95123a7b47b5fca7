package style

import (
	"strings"

	"github.com/charmbracelet/colorprofile"
)

// NoColor says that the user wants no colours: NO_COLOR set to anything at all. Attributes stay.
func NoColor(getenv func(string) string) bool { return getenv("NO_COLOR") != "" }

// Profile is the profile to draw with: the one detected, or none of its colours where the user says so.
func Profile(detected colorprofile.Profile, getenv func(string) string) colorprofile.Profile {
	if NoColor(getenv) && detected > colorprofile.ASCII {
		return colorprofile.ASCII
	}
	return detected
}

// OnlyASCII says that the terminal's locale cannot show more than ASCII. A locale that is not set at all
// says nothing of the terminal (containers, remote shells), and nearly all draw UTF-8. Where the user says
// that signs of ambiguous width take two cells, ASCII is what keeps columns straight.
func OnlyASCII(getenv func(string) string) bool {
	switch strings.ToLower(getenv("RUNEWIDTH_EASTASIAN")) {
	case "1", "t", "true":
		return true
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToLower(getenv(name)); locale != "" {
			return !strings.Contains(locale, "utf-8") && !strings.Contains(locale, "utf8")
		}
	}
	return false
}

// SignsFor are the signs the environment allows.
func SignsFor(getenv func(string) string) Signs {
	if OnlyASCII(getenv) {
		return ASCIISigns()
	}
	return UnicodeSigns()
}
