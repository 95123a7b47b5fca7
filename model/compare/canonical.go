package compare

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// canonicalJSON is a whole text that is a JSON object or array, in one spelling: keys sorted, no white
// space, numbers as written. Where one object names a key twice no spelling is safe, and there is none.
func canonicalJSON(text string) (string, bool) {
	trimmed := strings.TrimSpace(text)
	if len(trimmed) < 2 || trimmed[0] != '{' && trimmed[0] != '[' || !uniqueKeys(trimmed) {
		return "", false
	}
	decoder := json.NewDecoder(strings.NewReader(trimmed))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil || decoder.More() {
		return "", false
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(tree); err != nil {
		return "", false
	}
	return strings.TrimSuffix(out.String(), "\n"), true
}

// uniqueKeys says that a text is one JSON value and no object of it has one key twice, which encoding/json
// would settle silently.
func uniqueKeys(text string) bool {
	decoder := json.NewDecoder(strings.NewReader(text))
	type frame struct {
		keys  map[string]bool
		isKey bool
	}
	var stack []frame
	for {
		token, err := decoder.Token()
		if err != nil {
			return errors.Is(err, io.EOF) && len(stack) == 0
		}
		if delim, ok := token.(json.Delim); ok && (delim == '}' || delim == ']') {
			stack = stack[:len(stack)-1]
			continue
		}
		if top := len(stack) - 1; top >= 0 && stack[top].keys != nil {
			if stack[top].isKey {
				key := token.(string)
				if stack[top].keys[key] {
					return false
				}
				stack[top].keys[key] = true
			}
			stack[top].isKey = !stack[top].isKey
		}
		switch token {
		case json.Delim('{'):
			stack = append(stack, frame{keys: map[string]bool{}, isKey: true})
		case json.Delim('['):
			stack = append(stack, frame{})
		}
	}
}

// formatting says in words how two texts differ that mean the same: only in JSON formatting, or in white
// space at the end of the whole value.
func formatting(a, b string) string {
	if left, ok := canonicalJSON(a); ok {
		if right, ok := canonicalJSON(b); ok && left == right {
			return "the same JSON, formatted differently"
		}
	}
	return blankEnd(a, b)
}

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
