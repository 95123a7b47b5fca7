package secrets

import (
	"strings"

	"parity/model"
)

// Credential finds the passwords of URLs (user:password@host) in a text, and gives the text with them
// masked and the passwords themselves. What is not the password is left to be read and compared.
func Credential(text string) (masked, secret string, ok bool) {
	if !strings.Contains(text, "://") || !strings.Contains(text, "@") {
		return text, "", false
	}
	var out strings.Builder
	var found []string
	done := 0
	for {
		i := strings.Index(text[done:], "://")
		if i < 0 {
			break
		}
		start := done + i + len("://")
		from, to, has := password(text, start)
		if !has {
			out.WriteString(text[done:start])
			done = start
			continue
		}
		out.WriteString(text[done:from])
		out.WriteString(model.Mask)
		found = append(found, text[from:to])
		done = to
	}
	if len(found) == 0 {
		return text, "", false
	}
	out.WriteString(text[done:])
	return out.String(), strings.Join(found, "\n"), true
}

// password is where the password of the URL whose authority begins at start stands in the text.
func password(text string, start int) (from, to int, ok bool) {
	authority := text[start:]
	if end := strings.IndexAny(authority, " \t\r\n\"'`<>"); end >= 0 {
		authority = authority[:end]
	}
	whole := authority
	if end := strings.IndexAny(authority, "/?#"); end >= 0 {
		authority = authority[:end]
	}
	at := strings.LastIndexByte(authority, '@')
	if at < 0 {
		// A password may hold a / ? or # that nobody escaped: then what seems to be the port is no number.
		_, port, has := strings.Cut(authority, ":")
		if !has || strings.HasPrefix(authority, "[") || digits(port) {
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

func digits(text string) bool {
	return strings.Trim(text, "0123456789") == ""
}

// reference says that a text only names a secret that is put in elsewhere, or is masked already.
func reference(text string) bool {
	return text == model.Mask || strings.Trim(text, "*") == "" ||
		strings.HasPrefix(text, "${") && strings.HasSuffix(text, "}") ||
		strings.HasPrefix(text, "{{") && strings.HasSuffix(text, "}}")
}

// Hide is the value to keep of a text that was read under a name: sealed where the name or the text's
// shape says that it is a secret, with its passwords masked where it is a URL that holds some, else as it
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
	return strings.Count(text, "://") == 1 && !strings.ContainsAny(text, "?#; ,")
}

// harmless texts are no secret even under a secret's name: an ARN leads to one, and must be compared lest
// one environment uses another's; a flag or a placeholder has nothing to hide and should be seen.
func harmless(text string) bool {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "", "true", "false", "null", "none", "nil", "changeme", "change_me", "change-me", "todo", "tbd", "xxx", "placeholder":
		return true
	}
	return strings.HasPrefix(text, "arn:") && !strings.ContainsAny(text, " @\n") || reference(text)
}
