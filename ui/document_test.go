package ui

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parity/model"
	"parity/ui/frametest"
)

func written0(lines []docLine, marks []bool) string {
	var out []string
	for i, l := range lines {
		mark := " "
		if marks != nil && marks[i] {
			mark = "≠"
		}
		out = append(out, mark+l.text)
	}
	return strings.Join(out, "\n")
}

func TestDocuments(t *testing.T) {
	for _, c := range []struct {
		name           string
		value, against model.Value
		want           string
		plain          bool
	}{
		{name: "JSON, whatever its order and form", value: text0(`{"b": 1.50, "a":{"x":[1,2],"y":{}}}`), against: text0("{\n\"a\":{\"x\":[1,3],\"y\":{}},\"b\":1.50}"), want: `
 {
   "a": {
     "x": [
       1,
≠      2
     ],
     "y": {}
   },
   "b": 1.50
 }`},
		{name: "a key that the other has not", value: text0(`{"a":1,"new":null}`), against: text0(`{"a":1}`), want: `
 {
   "a": 1,
≠  "new": null
 }`},
		{name: "a list", value: model.ListValue([]string{"EUR", "GBP"}), against: model.ListValue([]string{"GBP", "USD"}), want: `
≠EUR
 GBP`},
		{name: "lines", value: text0("one\ntwo\r\nthree\n"), against: text0("one\nthree"), want: `
 one
≠two
 three`},
		{name: "a text", value: text0("{not JSON"), plain: true},
		{name: "JSON with more behind it", value: text0(`{"a":1} {"b":2}`), plain: true},
		{name: "a number", value: text0("12"), plain: true},
		{name: "one element", value: model.ListValue([]string{"EUR"}), plain: true},
		{name: "a secret", value: model.NewSealer([]byte("0123456789abcdef")).Seal("a\nb"), plain: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines := documentOf(c.value)
			if c.plain {
				if lines != nil {
					t.Errorf("%+v", lines)
				}
				return
			}
			if got := written0(lines, unlikeIn(lines, documentOf(c.against))); got != c.want[1:] {
				t.Errorf("got\n%s\nwant%s", got, c.want)
			}
			for _, mark := range unlikeIn(lines, lines) {
				if mark {
					t.Error("a value differs from itself")
				}
			}
		})
	}
}

// TestDocumentsAreClean: whatever stands in a value, no line of it breaks a frame.
func TestDocumentsAreClean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom([]string{`{"%s":"%s"}`, `["%s","%s"]`, "%s\n%s", "%s%s"}).Draw(t, "form")
		for range 2 {
			s = strings.Replace(s, "%s", rapid.SampledFrom(append(hostile, "a", `\u001b[31m`, `\u0000`)).Draw(t, "part"), 1)
		}
		for _, l := range documentOf(model.TextValue(s)) {
			if strings.ContainsAny(l.text, "\n\r\x1b\x00\t") {
				t.Fatalf("%q", l.text)
			}
		}
	})
}

func TestThePageShowsAValueInFull(t *testing.T) {
	c := acme()
	c.add("AWS::SSM::Parameter", "/shop/flags", "Value", `{"limit": 5, "regions": ["eu", "us"]}`, "Type", "String", "Tier", "Standard", "Version", "4")
	c.differs(entryOf{
		path: model.Dotted("Value"), in: staging, verdict: model.Drift,
		mine: text0(`{"regions":["eu"],"limit":7}`), baseline: text0(`{"limit": 5, "regions": ["eu", "us"]}`),
	})
	p := opened(t, 120, 40, Options{})
	p = sent(p, comparedMsg{baseline: "prod", digest: c.digest()})
	p = pressed(p, "5 / f l a g s enter enter")
	frame := frametest.Plain(p.frame())
	for _, want := range []string{`≠   "limit": 5,`, `≠   "limit": 7,`, `≠     "us"`, "Tier       Standard", "written    v4"} {
		if !strings.Contains(frame, want) {
			t.Errorf("%q is not on the page:\n%s", want, frame)
		}
	}
	if p = pressed(p, "esc"); !strings.Contains(frametest.Plain(p.frame()), `{"limit": 5, "regions": [`) {
		t.Errorf("the row does not hold the value in one line:\n%s", frametest.Plain(p.frame()))
	}
}
