package compare_test

import (
	"testing"

	"parity/model"
)

const (
	parameterDrift    = "parameter /x Value staging drift"
	parameterExpected = "parameter /x Value staging expected"
)

func TestPitfall68Formats(t *testing.T) {
	run(t, []judged{
		{"the same", text("staging", "a"), text("prod", "a"), nil},
		{"case", text("staging", "a"), text("prod", "A"), []string{parameterDrift}},
		{"a line's end at the end", text("staging", "a\n"), text("prod", "a"), []string{parameterExpected}},
		{"another line's end at the end", text("staging", "a\r\n"), text("prod", "a\n"), []string{parameterExpected}},
		{"blanks at the end", text("staging", "a"), text("prod", "a \t"), []string{parameterExpected}},
		{"a line's end behind words", text("staging", "https://staging.acme.example\n"), text("prod", "https://prod.acme.example"), []string{parameterExpected}},
		{"a line's end behind a difference", text("staging", "a\n"), text("prod", "b"), []string{parameterDrift}},
		{"a blank at the beginning", text("staging", " a"), text("prod", "a"), []string{parameterDrift}},
		{"CRLF inside", text("staging", "a\r\nb"), text("prod", "a\nb"), []string{parameterDrift}},
		{"a slash at the end of a URL", text("staging", "https://x.example/"), text("prod", "https://x.example"), []string{parameterDrift}},
		{"quotes", text("staging", `"a"`), text("prod", "a"), []string{parameterDrift}},
		{"JSON formatted", text("staging", `{"a": 1, "b": [1,2]}`), text("prod", `{"b":[1, 2],"a":1}`), []string{parameterExpected}},
		{"JSON with a line's end", text("staging", "{\"a\":1}\n"), text("prod", `{"a":1}`), []string{parameterExpected}},
		{"JSON of another order in a list", text("staging", `[1,2]`), text("prod", `[2,1]`), []string{parameterDrift}},
		{"JSON of other types", text("staging", `{"a":"1"}`), text("prod", `{"a":1}`), []string{parameterDrift}},
		{"JSON null against absent", text("staging", `{"a":null}`), text("prod", `{}`), []string{parameterDrift}},
		{"JSON of another spelling of a number", text("staging", `{"a":1.0}`), text("prod", `{"a":1}`), []string{parameterDrift}},
		{"JSON with words, formatted", text("staging", `{"u": "https://staging.acme.example"}`), text("prod", `{"u":"https://prod.acme.example"}`), []string{parameterExpected}},
		{"JSON with a key twice", text("staging", `{"a":1,"a":2}`), text("prod", `{"a":2}`), []string{parameterDrift}},
		{"JSON with something behind it", text("staging", `{"a":1}}`), text("prod", `{"a":1}`), []string{parameterDrift}},
		{"JSON with more behind it", text("staging", `{"a":1} {"a":1}`), text("prod", `{"a":1}`), []string{parameterDrift}},
		{"a JSON scalar is a text", text("staging", `1.0`), text("prod", `1`), []string{parameterDrift}},
		{"a list's blank inside", valued("staging", model.ListValue([]string{"a ", "b"})), valued("prod", model.ListValue([]string{"a", "b"})), []string{parameterDrift}},
		{"a list's blank at the end", valued("staging", model.ListValue([]string{"a", "b\n"})), valued("prod", model.ListValue([]string{"a", "b"})), []string{parameterExpected}},
	})
}

// Only a parameter's value is expected where it differs in its format alone.
func TestFormatsOfOtherTexts(t *testing.T) {
	run(t, []judged{
		{"JSON is the same", tagged("staging", "Map", `{"a": 1}`), tagged("prod", "Map", `{"a":1}`), nil},
		{"a blank at the end", tagged("staging", "Team", "pay "), tagged("prod", "Team", "pay"), []string{"instance role web Tags.Team staging drift"}},
	})
}

func TestPitfall58Lists(t *testing.T) {
	list := func(env string, elements ...string) *model.Resource {
		return valued(env, model.ListValue(elements), "Type=StringList")
	}
	run(t, []judged{
		{"order", list("staging", "a", "b"), list("prod", "b", "a"), []string{parameterDrift}},
		{"one more", list("staging", "a", "b"), list("prod", "a"), []string{parameterDrift}},
		{"twice", list("staging", "a", "a"), list("prod", "a"), []string{parameterDrift}},
		{"words", list("staging", "x", "acme-staging-q"), list("prod", "x", "acme-prod-q"), []string{parameterExpected}},
		{"an empty element", list("staging", "a", ""), list("prod", "a"), []string{parameterDrift}},
		{"a list against a text", list("staging", "a", "b"), text("prod", "a,b"), []string{"parameter /x Type staging drift"}},
		{"a list against another text", list("staging", "a", "b"), text("prod", "a, b"), []string{parameterDrift, "parameter /x Type staging drift"}},
	})
	result := compared(t, inv("staging", list("staging", "a", "b")), inv("prod", list("prod", "b", "a")))
	if got := result.Entries[0].Reason; got != "the same elements in another order" {
		t.Errorf("the reason is %q", got)
	}
}
