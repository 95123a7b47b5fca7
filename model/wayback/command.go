package wayback

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"parity/model"
)

// command is a step's call as a line to paste: quoted for a shell, and for the AWS CLI, which has ideas of its own
// about values. It is empty where the step has no call.
func command(s *model.Step, e *model.Environment) string {
	if s.Operation == "" {
		return ""
	}
	var words []string
	if s.Needs != nil {
		words = append(words, ":", refusing(s.Needs, false), "&&")
	}
	words = append(words, "aws", quote(s.Service))
	for word := range strings.FieldsSeq(s.Operation) { // wait has a word more
		words = append(words, quote(word))
	}
	var rest []model.Input
	for _, in := range s.Input {
		switch {
		case in.Value == nil:
		case in.JSON:
			rest = append(rest, in)
		default:
			option, ok := optionOf(in)
			if !ok {
				rest = append(rest, in)
				continue
			}
			words = append(words, option...)
		}
	}
	if len(rest) > 0 {
		words = append(words, "--cli-input-json", document(model.Members(rest)))
	}
	if e.Region != "" {
		words = append(words, "--region", quote(e.Region))
	}
	// The commonest error of the night is the wrong account.
	if e.Profile != "" {
		words = append(words, "--profile", quote(e.Profile))
	}
	return strings.Join(words, " ")
}

// optionOf is a member as an option of its own; false where the CLI would take the value for something else, so that it
// has to be part of the input as a whole.
func optionOf(in model.Input) (words []string, ok bool) {
	name := option(in.Name)
	switch v := in.Value.(type) {
	case string:
		return []string{"--" + name, quote(v)}, literal(v)
	case *model.Blank:
		return []string{"--" + name + "=" + refusing(v, false)}, true
	case bool:
		if !v {
			name = "no-" + name
		}
		return []string{"--" + name}, true
	case int:
		return []string{"--" + name, strconv.Itoa(v)}, v >= 0
	case []string:
		words = []string{"--" + name}
		for _, text := range v {
			words = append(words, quote(text))
			// A list that begins with a bracket is taken for JSON.
			if ok = literal(text) && text[0] != '['; !ok {
				return nil, false
			}
		}
		return words, ok
	}
	return []string{"--" + name, document(in.Value)}, true
}

// literal says that the CLI takes an option's value as it stands. It takes one that begins with a dash for an option,
// puts a file, and in its first major version a web page too, in the place of what names one. What does not print is no text to paste at a prompt.
func literal(text string) bool {
	if text == "" || strings.HasPrefix(text, "-") {
		return false
	}
	for _, scheme := range []string{"file://", "fileb://", "http://", "https://"} {
		if strings.HasPrefix(text, scheme) {
			return false
		}
	}
	return strings.IndexFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}

// option is an API's name as the CLI's option has it: DBInstanceIdentifier is db-instance-identifier.
func option(name string) string {
	var out strings.Builder
	upper := func(i int) bool { return i < len(name) && name[i] >= 'A' && name[i] <= 'Z' }
	for i := range len(name) {
		// A word begins at a capital behind anything else, and at one before a small letter.
		if i > 0 && upper(i) && (!upper(i-1) || i+1 < len(name) && !upper(i+1)) {
			out.WriteByte('-')
		}
		out.WriteByte(name[i])
	}
	return strings.ToLower(out.String())
}

func encode(v any) (string, error) {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	return strings.TrimSuffix(out.String(), "\n"), err
}

// document is a value in JSON as one word of the command line, with the variables of the Blanks in it between the
// quotes of their texts.
func document(v any) string {
	text, err := encode(v)
	if err != nil { // a declaration gave a value that is none of JSON's
		panic(err)
	}
	text = printable(text)
	var out strings.Builder
	for {
		at := marked.FindStringIndex(text)
		if at == nil {
			break
		}
		var mark string
		_ = json.Unmarshal([]byte(text[at[0]:at[1]]), &mark) // it was written as a text of JSON
		out.WriteString(quote(text[:at[0]]+`"`) + refusing(model.BlankOf(mark), true))
		text = `"` + text[at[1]:]
	}
	return out.String() + quote(text)
}

// marked finds a Blank in JSON.
var marked = regexp.MustCompile(`"\\u0000([^"\\]|\\.)*\\u0000"`)

// printable escapes what a text in JSON holds that does not print: such characters are invisible at a prompt, or turn
// the writing around.
func printable(text string) string {
	var out strings.Builder
	for _, r := range text {
		switch {
		case unicode.IsPrint(r):
			out.WriteRune(r)
		case r > 0xffff:
			const first, half = 0x10000, 10
			fmt.Fprintf(&out, `\u%04x\u%04x`, 0xd800+(r-first)>>half, 0xdc00+(r-first)&(1<<half-1))
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
	}
	return out.String()
}
