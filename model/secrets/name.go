// Package secrets tells which texts are secrets, so that they are sealed where they enter and can leak
// nowhere later. It goes by the name a text stands under, by its shape, and by credentials inside it.
package secrets

import (
	"strings"
	"unicode"
)

// nouns are the tokens that make a name a secret's. Plurals are looked up without their s.
var nouns = set(`password passwd passphrase passcode pwd secret token credential dsn
	apikey privatekey accesskey secretkey signingkey encryptionkey authtoken accesstoken refreshtoken clientsecret`)

// keyed are the tokens that make a secret of a key beside them; a key alone is any key.
var keyed = set(`api private access secret signing encryption master`)

// after are the tokens that, behind a secret's name, say that only something about the secret is meant.
var after = set(`ttl length len size id count public policy rotation rotate expiry expire expiration expires age
	lifetime duration timeout interval period window day hour minute second min max minimum maximum limit quota budget
	rate bucket name arn url uri endpoint host hostname port path file filename directory folder location type kind
	algorithm alg issuer audience scope version enabled enable disabled required require optional status state prefix
	suffix format encoding charset header field attribute column alias fingerprint store manager provider service
	strategy history reuse complexity attempt retry validation validator check schedule date time at region user
	username login email owner description label symbol address model encryption method mode command digest round proxy plugin`)

// before are the tokens that say the same in front of it.
var before = set(`public max min maximum minimum use enable enabled disable require required allow has is num number count
	validate restrict accepted expired`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		m[word] = true
	}
	return m
}

// Named says that the last segment of a name, or a folder that is called nothing else (secrets/), says
// that a secret stands there: /payments/psp/api_key, DbPassword, and not password_ttl.
func Named(path string) bool {
	var buffer [12]string
	rest := strings.TrimRight(path, "/")
	cut := strings.LastIndexByte(rest, '/')
	last := tokens(buffer[:0], rest[cut+1:])
	for i := range last {
		if width := secretAt(last, i); width > 0 && !anyOf(before, last[:i]) && !anyOf(after, last[i+width:]) {
			return true
		}
	}
	if n := len(last); n > 1 && last[n-1] == "pass" {
		return true
	}
	return cut > 0 && !anyOf(after, last) && !anyOf(before, last) && secretFolder(rest[:cut])
}

// secretFolder says that one of the folders is called by a secret's name alone (secrets/, api-keys/), and
// that no later one says that only something about the secret is meant.
func secretFolder(path string) bool {
	var buffer [12]string
	inside := false
	for segment := range strings.SplitSeq(path, "/") {
		words := tokens(buffer[:0], segment)
		switch {
		case len(words) > 0 && secretAt(words, 0) == len(words):
			inside = true
		case inside && anyOf(after, words):
			inside = false
		}
	}
	return inside
}

// secretAt is the number of tokens from i on that name a secret, or 0.
func secretAt(words []string, i int) int {
	word := words[i]
	switch {
	case is(nouns, word), strings.HasSuffix(word, "password"), strings.HasSuffix(word, "passwd"), strings.HasSuffix(word, "apikey"):
		return 1
	case keyed[word] && i+1 < len(words) && (words[i+1] == "key" || words[i+1] == "keys"):
		return 2
	case (word == "key" || word == "keys") && i+1 < len(words) && keyed[words[i+1]]:
		return 2
	default:
		return 0
	}
}

func anyOf(list map[string]bool, words []string) bool {
	for _, word := range words {
		if is(list, word) {
			return true
		}
	}
	return false
}

func is(list map[string]bool, word string) bool {
	if list[word] {
		return true
	}
	singular, plural := strings.CutSuffix(word, "s")
	return plural && list[singular] || strings.HasSuffix(word, "ies") && list[strings.TrimSuffix(word, "ies")+"y"]
}

// tokens appends the lowercased tokens of a name: runs of letters and digits, cut at camelCase humps. A
// number behind a token is left out, since password2 is a password.
func tokens(words []string, name string) []string {
	runes := []rune(name)
	for i := 0; i < len(runes); {
		if !wordRune(runes[i]) {
			i++
			continue
		}
		end := i + 1
		for end < len(runes) && wordRune(runes[end]) && !hump(runes, end) {
			end++
		}
		word := strings.TrimRight(strings.ToLower(string(runes[i:end])), "0123456789")
		if word != "" {
			words = append(words, word)
		}
		i = end
	}
	return words
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// hump says that a camelCase word begins at i: the P of dbPassword and of DBPassword.
func hump(runes []rune, i int) bool {
	if !unicode.IsUpper(runes[i]) {
		return false
	}
	if !unicode.IsUpper(runes[i-1]) {
		return true
	}
	return i+1 < len(runes) && unicode.IsLower(runes[i+1])
}
