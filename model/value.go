package model

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// Mask is what every printed form of a secret reads.
const Mask = "(secret)"

// Kind is what a value is.
type Kind uint8

// The kinds of value. Absent is no value at all: an attribute that is absent has no entry.
const (
	Absent Kind = iota
	Text
	Number
	Bool
	// List is ordered.
	List
	// Set is unordered; its canonical text is sorted.
	Set
	// Sealed is a secret: its text is a token that says nothing but which secrets are equal.
	Sealed
	// Credential is a text that holds a secret, such as a URL with a password: the text with the secret
	// masked, and the secret's token.
	Credential
)

// Value is one leaf of what AWS returned, in canonical text. It is small and comparable: two values of
// one kind are equal in canonical form where they are ==.
type Value struct {
	kind Kind
	text string
}

// TextValue is a text, verbatim.
func TextValue(text string) Value { return Value{Text, text} }

// IntValue is a whole number.
func IntValue(n int64) Value { return Value{Number, strconv.FormatInt(n, 10)} }

// FloatValue is a number.
func FloatValue(f float64) Value { return Value{Number, strconv.FormatFloat(f, 'g', -1, 64)} }

// NumberValue is a number in its decimal text.
func NumberValue(text string) Value { return Value{Number, text} }

// BoolValue is true or false.
func BoolValue(b bool) Value { return Value{Bool, strconv.FormatBool(b)} }

// ListValue is a list whose order matters. An element that is JSON is kept as JSON by [Value.Elements].
func ListValue(elements []string) Value { return Value{List, encodeList(elements)} }

// SetValue is an unordered list; equal elements are kept, as a multiset.
func SetValue(elements []string) Value {
	sorted := slices.Clone(elements)
	slices.Sort(sorted)
	return Value{Set, encodeList(sorted)}
}

func encodeList(elements []string) string {
	if len(elements) == 0 {
		return "[]"
	}
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(elements) // a []string always encodes
	return strings.TrimSuffix(out.String(), "\n")
}

// Kind says what the value is.
func (v Value) Kind() Kind { return v.kind }

// IsAbsent says that there is no value.
func (v Value) IsAbsent() bool { return v.kind == Absent }

// Text is the value in canonical text, with secrets masked: what may be shown.
func (v Value) Text() string {
	switch v.kind {
	case Sealed:
		return Mask
	case Credential:
		text, _, _ := strings.Cut(v.text, separator)
		return text
	default:
		return v.text
	}
}

// String is [Value.Text]: no printed form of a value holds a secret.
func (v Value) String() string { return v.Text() }

// GoString is [Value.Text], so that %#v holds no token either.
func (v Value) GoString() string { return strconv.Quote(v.Text()) }

// Elements are those of a list or set; of any other value the value's own text.
func (v Value) Elements() []string {
	if v.kind != List && v.kind != Set {
		if v.kind == Absent {
			return nil
		}
		return []string{v.Text()}
	}
	if v.text == "[]" {
		return []string{}
	}
	// Where nothing is escaped, quotes stand nowhere but around the elements.
	if !strings.Contains(v.text, `\`) {
		return strings.Split(v.text[len(`["`):len(v.text)-len(`"]`)], `","`)
	}
	var elements []string
	if err := json.Unmarshal([]byte(v.text), &elements); err != nil {
		return []string{v.text}
	}
	return elements
}

// IsTrue says that the value is the boolean true.
func (v Value) IsTrue() bool { return v.kind == Bool && v.text == "true" }

// Float is the number the value holds.
func (v Value) Float() (float64, bool) {
	if v.kind != Number {
		return 0, false
	}
	f, err := strconv.ParseFloat(v.text, 64)
	return f, err == nil
}

// MarshalJSON writes the value in its natural type: a set as a sorted array, absent as null, a secret as
// its mask.
func (v Value) MarshalJSON() ([]byte, error) {
	switch v.kind {
	case Absent:
		return []byte("null"), nil
	case Number:
		if json.Valid([]byte(v.text)) {
			return []byte(v.text), nil
		}
	case Bool:
		return []byte(v.text), nil
	case List, Set:
		var out strings.Builder
		out.WriteByte('[')
		for i, element := range v.Elements() {
			if i > 0 {
				out.WriteByte(',')
			}
			if strings.HasPrefix(element, "{") && json.Valid([]byte(element)) {
				out.WriteString(element)
				continue
			}
			out.Write(quoteJSON(element))
		}
		out.WriteByte(']')
		return []byte(out.String()), nil
	}
	return quoteJSON(v.Text()), nil
}

func quoteJSON(text string) []byte {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(text) // a string always encodes
	return []byte(strings.TrimSuffix(out.String(), "\n"))
}

// Compare orders values by kind and canonical text.
func (v Value) Compare(w Value) int {
	if v.kind != w.kind {
		return int(v.kind) - int(w.kind)
	}
	return strings.Compare(v.text, w.text)
}
