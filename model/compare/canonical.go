package compare

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// canonicalJSON is a whole text that is a JSON object or array, in one spelling: keys sorted, no white
// space, numbers as written. Where one object names a key twice no spelling is safe, and there is none.
func canonicalJSON(text string) (string, bool) {
	trimmed := strings.TrimSpace(text)
	if len(trimmed) < 2 || trimmed[0] != '{' && trimmed[0] != '[' {
		return "", false
	}
	value := jsontext.Value(trimmed)
	if err := value.Format(jsontext.ReorderRawObjects(true)); err != nil {
		return "", false
	}
	return string(value), true
}

// bothJSON are two texts in one spelling, where both are JSON.
func bothJSON(a, b string) (left, right string, ok bool) {
	if left, ok = canonicalJSON(a); ok {
		right, ok = canonicalJSON(b)
	}
	return left, right, ok
}

// formatting says in words how two texts differ that mean the same: only in JSON formatting, or in white
// space at the end of the whole value.
func formatting(a, b string) string {
	if left, right, ok := bothJSON(a, b); ok && left == right {
		return sameJSON
	}
	return blankEnd(a, b)
}

const sameJSON = "the same JSON, formatted differently"

// blankEnd says in words that two texts differ only in white space at the end.
func blankEnd(a, b string) string {
	if trimmed(a) == trimmed(b) {
		return blankReason
	}
	return ""
}

const blankReason = "differs only in white space at the end"

// trimmed is a text without white space at its end.
func trimmed(text string) string { return strings.TrimRight(text, " \t\r\n") }
