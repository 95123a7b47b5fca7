package secrets

import "strings"

// prefixes begin the tokens of services that mark them so that they can be found.
var prefixes = []string{"ghp_", "gho_", "ghs_", "ghu_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "xoxa-", "sk_live_", "rk_live_", "sk_test_"}

// Shaped says that a text looks like a secret whatever it is called: a private key in PEM, an AWS
// access key, a JWT, a marked token. A certificate or a public key is none: environments may share those.
func Shaped(text string) bool {
	if len(text) < 16 {
		return false
	}
	return privateKey(text) || accessKeyID(text) || secretAccessKey(text) || jwt(text) || marked(text)
}

func privateKey(text string) bool {
	for rest := text; ; {
		_, behind, found := strings.Cut(rest, "-----BEGIN ")
		if !found {
			return false
		}
		label, _, _ := strings.Cut(behind, "-----")
		if strings.Contains(label, "PRIVATE") {
			return true
		}
		rest = behind
	}
}

// accessKeyID finds AKIA… and ASIA…, twenty capitals and digits that stand alone.
func accessKeyID(text string) bool {
	for start := 0; ; {
		i := strings.Index(text[start:], "IA")
		if i < 0 {
			return false
		}
		at := start + i - 2
		start += i + 2
		if at < 0 || at+20 > len(text) || text[at:at+4] != "AKIA" && text[at:at+4] != "ASIA" {
			continue
		}
		alone := (at == 0 || !alphanumeric(text[at-1])) && (at+20 == len(text) || !alphanumeric(text[at+20]))
		if alone && strings.IndexFunc(text[at:at+20], notCapitalOrDigit) < 0 {
			return true
		}
	}
}

func notCapitalOrDigit(r rune) bool { return (r < 'A' || r > 'Z') && (r < '0' || r > '9') }

// secretAccessKey knows the forty characters of base64 that AWS hands out. A commit hash is forty as
// well, so all three kinds of character must be there.
func secretAccessKey(text string) bool {
	if len(text) != 40 || text[0] == '/' {
		return false
	}
	var upper, lower, digit bool
	for i := range len(text) {
		switch c := text[i]; {
		case c >= 'A' && c <= 'Z':
			upper = true
		case c >= 'a' && c <= 'z':
			lower = true
		case c >= '0' && c <= '9':
			digit = true
		case c != '/' && c != '+':
			return false
		}
	}
	return upper && lower && digit
}

// jwt finds three parts of base64url joined by dots, the first a JSON object ("{" is "ey" in base64).
func jwt(text string) bool {
	for start := 0; ; {
		i := strings.Index(text[start:], "eyJ")
		if i < 0 {
			return false
		}
		at := start + i
		start = at + 3
		if at > 0 && (alphanumeric(text[at-1]) || text[at-1] == '_' || text[at-1] == '-') {
			continue
		}
		head := base64Run(text[at:])
		if head < 10 || at+head+4 >= len(text) || text[at+head:at+head+4] != ".eyJ" {
			continue
		}
		body := base64Run(text[at+head+1:])
		end := at + head + 1 + body
		if end < len(text) && text[end] == '.' && base64Run(text[end+1:]) >= 10 {
			return true
		}
	}
}

func base64Run(text string) int {
	n := 0
	for n < len(text) && (alphanumeric(text[n]) || text[n] == '_' || text[n] == '-') {
		n++
	}
	return n
}

// authorized appends the credentials of the Authorization headers in a text.
func authorized(found []stretch, text string) []stretch {
	for _, scheme := range [...]string{"Basic ", "Bearer "} {
		for start := 0; ; {
			i := strings.Index(text[start:], scheme)
			if i < 0 {
				break
			}
			from := start + i + len(scheme)
			to := from
			for to < len(text) && (alphanumeric(text[to]) || strings.IndexByte("-._~+/=", text[to]) >= 0) {
				to++
			}
			start = to
			alone := from == len(scheme) || !alphanumeric(text[from-len(scheme)-1])
			if alone && to-from >= 12 && strings.IndexFunc(text[from:to], notLowercase) >= 0 {
				found = append(found, stretch{from: from, to: to})
			}
		}
	}
	return found
}

// notLowercase tells a credential from a word of English, which may follow Basic too.
func notLowercase(r rune) bool { return r < 'a' || r > 'z' }

func marked(text string) bool {
	for _, prefix := range prefixes {
		at := strings.Index(text, prefix)
		if at < 0 || at > 0 && alphanumeric(text[at-1]) {
			continue
		}
		if base64Run(text[at+len(prefix):]) >= 12 {
			return true
		}
	}
	return false
}

func alphanumeric(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}
