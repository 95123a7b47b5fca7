package wayback

import (
	"regexp"
	"slices"
	"strings"

	"parity/model"
)

// bare are the characters that mean themselves in every shell, wherever they stand in a word but at its beginning.
const bare = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,@%+="

// quote is a text as one word of a shell's command line, byte for byte.
func quote(text string) string {
	if text != "" && strings.Trim(text, bare) == "" && text[0] != '=' {
		return text // zsh takes =word for the path of a program
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

// hintLimit is how long a hint may be inside a command, which somebody has to read at a prompt.
const hintLimit = 140

// refusing is the shell's variable in the place of a value, which ends the command with the hint while it is not set.
func refusing(b *model.Blank, inJSON bool) string {
	hint := "set " + b.Variable + " first"
	if b.Secret {
		hint += ", e.g. read -rs " + b.Variable
	}
	if b.Secret && inJSON {
		hint += ", with a backslash before each quote and backslash"
	}
	if b.Hint != "" {
		hint += ": " + b.Hint
	}
	return `"${` + b.Variable + ":?" + plain(hint) + `}"`
}

// plain leaves of a text what may stand in a parameter expansion and means nothing there.
func plain(text string) string {
	var out strings.Builder
	for _, r := range text {
		if r < 128 && (strings.ContainsRune(bare, r) || r == ' ') {
			out.WriteRune(r)
		} else {
			out.WriteByte(' ')
		}
		if out.Len() == hintLimit {
			break
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

// asking finds the variables that a command refuses to run without.
var asking = regexp.MustCompile(`"\$\{([A-Z_][A-Z0-9_]*):\?`)

// forgetting lets the last command that asks for a variable forget it where it succeeds: what was set for one environment
// must not slip into the next command that asks for something of that name.
func forgetting(steps []Step) {
	seen := map[string]bool{}
	for i := range slices.Backward(steps) {
		var last []string
		for _, found := range asking.FindAllStringSubmatch(steps[i].Command, -1) {
			if !seen[found[1]] {
				seen[found[1]] = true
				last = append(last, found[1])
			}
		}
		if len(last) > 0 {
			steps[i].Command += " && unset " + strings.Join(last, " ")
		}
	}
}
