package vocabulary

import (
	"strings"
	"time"
)

// WithoutGenerated is a name without an ending that no person gave it: Terraform's time stamp with a
// counter, or CloudFormation's random suffix behind a stack and a logical id.
func WithoutGenerated(name string) string {
	if rest, ok := withoutStamp(name); ok {
		return rest
	}
	cut := strings.LastIndexByte(name, '-')
	if cut > 0 && strings.IndexByte(name[:cut], '-') > 0 && classOf(rune(name[0])) != digit &&
		(random(name[cut+1:]) || shouts(name[:cut], name[cut+1:])) {
		return name[:cut]
	}
	return name
}

// shouts says that twelve capitals with a digit among them stand behind a name of small letters: nobody writes so.
func shouts(before, text string) bool {
	return (len(text) == 12 || len(text) == 13) && strings.ContainsAny(before, lowercase) &&
		strings.Trim(text, strings.ToUpper(lowercase)+decimal) == "" && strings.ContainsAny(text, decimal)
}

// stampWidth is that of a time to the tenth of a millisecond, and of a counter of eight hexadecimal digits.
const stampWidth = len("200601021504050000") + len("00000001")

func withoutStamp(name string) (string, bool) {
	at := len(name) - stampWidth
	if at <= 0 || asciiOf(name[at-1]) == digit {
		return "", false
	}
	stamp := name[at:]
	if _, err := time.Parse("20060102150405", stamp[:14]); err != nil || strings.Trim(stamp[14:18], decimal) != "" {
		return "", false
	}
	for i := 18; i < stampWidth; i++ {
		if !hexadecimal(stamp[i]) {
			return "", false
		}
	}
	return strings.TrimRight(name[:at], "-_."), true
}

// random says that a text reads like a suffix of CloudFormation's: capitals and digits, small ones for
// databases, or twelve of all three. A name with a number behind it (SQLNODE01, postgres15) is none, so a
// letter must follow a digit, and the kinds of character change often where small letters could be words.
func random(text string) bool {
	if len(text) < 8 || len(text) > 13 {
		return false
	}
	var count [digit + 1]int
	changes, resumed := 0, false
	for i := range len(text) {
		now := asciiOf(text[i])
		if now == none {
			return false
		}
		count[now]++
		if i > 0 && now != asciiOf(text[i-1]) {
			changes++
			resumed = resumed || asciiOf(text[i-1]) == digit
		}
	}
	switch {
	case count[digit] < 2 && count[lower] == 0, !resumed:
		return false
	case count[lower] == 0:
		return true
	case len(text) < 12:
		return false
	case count[upper] == 0:
		return count[digit] > 1 && changes > 2
	default:
		return len(text) == 12 && changes > 4
	}
}

func asciiOf(c byte) class {
	if c >= 128 {
		return none
	}
	return asciiClasses[c]
}
