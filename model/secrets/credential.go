package secrets

import (
	"cmp"
	"slices"
	"strings"

	"parity/model"
)

// stretch is where a secret stands in a text. A bare one stands where JSON needs quotes.
type stretch struct {
	from, to int
	bare     bool
}

// Credential finds the secrets inside a text that is none as a whole: the passwords of URLs
// (user:password@host), what is assigned to a secret's name in JSON, a query or a list of settings, and what
// follows Basic or Bearer in an Authorization header.
// It gives the text with them masked, and the secrets; all else is left to be read and compared.
func Credential(text string) (masked, secret string, ok bool) {
	var room [4]stretch
	found := authorized(assigned(urls(room[:0], text), text), text)
	if len(found) == 0 {
		return text, "", false
	}
	slices.SortFunc(found, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	var out strings.Builder
	var secrets []string
	done := 0
	for _, s := range found {
		if s.to <= done {
			continue
		}
		// Two that overlap are one secret.
		if s.from < done {
			secrets = append(secrets, text[done:s.to])
			done = s.to
			continue
		}
		out.WriteString(text[done:s.from])
		if s.bare {
			out.WriteString(`"` + model.Mask + `"`)
		} else {
			out.WriteString(model.Mask)
		}
		secrets = append(secrets, text[s.from:s.to])
		done = s.to
	}
	out.WriteString(text[done:])
	return out.String(), strings.Join(secrets, "\n"), true
}

// urls appends the passwords of the URLs in a text.
func urls(found []stretch, text string) []stretch {
	if !strings.Contains(text, "@") {
		return found
	}
	for start := 0; ; {
		i := strings.Index(text[start:], "://")
		if i < 0 {
			return found
		}
		start += i + len("://")
		if from, to, ok := password(text, start); ok {
			found = append(found, stretch{from: from, to: to})
			start = to
		}
	}
}

// password is where the password of the URL whose authority begins at start stands in the text.
func password(text string, start int) (from, to int, ok bool) {
	whole := text[start:]
	if end := strings.IndexAny(whole, " \t\r\n\"'`<>"); end >= 0 {
		whole = whole[:end]
	}
	authority := whole
	if end := strings.IndexAny(whole, "/?#"); end >= 0 {
		authority = whole[:end]
	}
	at := strings.LastIndexByte(authority, '@')
	if at < 0 {
		// A password may hold a / ? or # that nobody escaped: then what seems to be the port is no number.
		_, port, has := strings.Cut(authority, ":")
		if !has || strings.HasPrefix(authority, "[") || strings.Trim(port, "0123456789") == "" {
			return 0, 0, false
		}
		if at = strings.IndexByte(whole, '@'); at < 0 {
			return 0, 0, false
		}
	}
	colon := strings.IndexByte(whole[:at], ':')
	if colon < 0 || colon+1 == at || reference(whole[colon+1:at]) {
		return 0, 0, false
	}
	return start + colon + 1, start + at, true
}

// reference says that a text only names a secret that is put in elsewhere, or is masked already.
func reference(text string) bool {
	return text == model.Mask || strings.Trim(text, "*") == "" ||
		strings.HasPrefix(text, "${") && strings.HasSuffix(text, "}") ||
		strings.HasPrefix(text, "{{") && strings.HasSuffix(text, "}}")
}

// Hide is the value to keep of a text that was read under a name: sealed where the name or the text's
// shape says that it is a secret, with its passwords masked where it is a text that holds some, else as it
// is. Every text from outside passes here before anything else sees it.
func Hide(sealer *model.Sealer, name, text string) model.Value {
	if harmless(text) {
		return model.TextValue(text)
	}
	masked, password, has := Credential(text)
	switch {
	case Shaped(masked):
		return sealer.Seal(text)
	case has && (!Named(name) || locator(text)):
		return model.CredentialValue(masked, sealer.Token(password))
	case Named(name):
		return sealer.Seal(text)
	default:
		return model.TextValue(text)
	}
}

// locator says that the text is one URL without a query: nothing but its password can be secret, so that
// its host can still be compared although its name (dsn) says secret.
func locator(text string) bool {
	return strings.Count(text, "://") == 1 && !strings.ContainsAny(text, "?#; ,={")
}

// harmless texts are no secret even under a secret's name: an ARN leads to one, and must be compared lest
// one environment uses another's; a flag or a placeholder has nothing to hide and should be seen.
func harmless(text string) bool {
	if strings.HasPrefix(text, "arn:") && !strings.ContainsAny(text, " @\n") || reference(text) || Placeholder(text) {
		return true
	}
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "true", "false", "on", "off", "yes", "no", "enabled", "disabled":
		return true
	}
	return len(text) < 3 && strings.Trim(text, "0123456789") == ""
}

// Placeholder says that a text stands in for a value nobody has filled in.
func Placeholder(text string) bool {
	text = strings.ToLower(strings.Trim(text, "\"'<>[]{}_ \t\r\n"))
	switch text {
	case "changeme", "change_me", "change-me", "replaceme", "replace_me", "replace-me",
		"todo", "fixme", "tbd", "null", "nil", "none", "undefined", "placeholder", "dummy":
		return true
	}
	return len(text) >= 3 && strings.Trim(text, "x") == ""
}
