package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"parity/model"
)

func textOf(t *testing.T, c *model.Comparison, o Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := Text(&out, c, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func jsonOf(t *testing.T, c *model.Comparison) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := JSON(&out, c); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestGoldens(t *testing.T) {
	for name, c := range map[string]*model.Comparison{"first-day": firstDay(), "parity": parity()} {
		for suffix, o := range map[string]Options{
			".80":    {},
			".120":   {Width: 120},
			".ascii": {ASCII: true},
			".all":   {Show: ShowAll},
		} {
			t.Run(name+suffix, func(t *testing.T) { golden.RequireEqual(t, textOf(t, c, o)) })
		}
		for suffix, o := range map[string]Options{".md": {}, ".all.md": {Show: ShowAll}} {
			t.Run(name+suffix, func(t *testing.T) { golden.RequireEqual(t, markdownOf(t, c, o)) })
		}
		t.Run(name+".json", func(t *testing.T) { golden.RequireEqual(t, jsonOf(t, c)) })
	}
}

func schema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("schema.json", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func validate(t testing.TB, report []byte) error {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(report))
	if err != nil {
		t.Fatal(err)
	}
	return schema(t).Validate(document)
}

func TestTheReportIsWhatItsSchemaSays(t *testing.T) {
	for _, c := range []*model.Comparison{firstDay(), parity()} {
		if err := validate(t, jsonOf(t, c)); err != nil {
			t.Error(err)
		}
	}
}

func TestTheSchemaIsStrict(t *testing.T) {
	report := string(jsonOf(t, firstDay()))
	for name, edit := range map[string][2]string{
		"an unknown member":              {`"version":1`, `"version":1,"extra":0`},
		"an unknown member of a cause":   {`"kind":"word"`, `"kind":"word","reach":""`},
		"an unknown verdict":             {`"verdict":"locked"`, `"verdict":"hidden"`},
		"an unknown finding":             {`"finding":"recent"`, `"finding":"old"`},
		"a summary without a verdict":    {`"same":3120,`, ``},
		"an exchange of three":           {`[["staging","prod"]]`, `[["staging","prod","x"]]`},
		"an expected entry without one":  {`"exchange":[["staging","prod"]],`, ``},
		"drift without a cause":          {`"cause":"word-staging-4"`, `"cause":""`},
		"a value beside several":         {`"value":null,"values":[{`, `"value":1,"values":[{`},
		"a time that is none":            {`"loadedAt":"2026-11-24T02:10:09Z"`, `"loadedAt":"today"`},
		"an environment without account": {`"account":"777702777702",`, ``},
	} {
		edited := strings.Replace(report, edit[0], edit[1], 1)
		if edited == report {
			t.Errorf("%s: the report lacks %s", name, edit[0])
		} else if validate(t, []byte(edited)) == nil {
			t.Errorf("%s is let through", name)
		}
	}
}

func TestTheSameComparisonGivesTheSameBytes(t *testing.T) {
	first, second := jsonOf(t, firstDay()), jsonOf(t, firstDay())
	if !bytes.Equal(first, second) {
		t.Error("two JSON reports differ")
	}
	if first, second := textOf(t, firstDay(), Options{}), textOf(t, firstDay(), Options{}); first != second {
		t.Error("two texts differ")
	}
}

func TestNoSecretIsInAReport(t *testing.T) {
	_, token, _ := strings.Cut(sealer.Token(canary), ":")
	for name, report := range map[string]string{
		"json": string(jsonOf(t, firstDay())), "text": textOf(t, firstDay(), Options{}), "all": textOf(t, firstDay(), Options{Show: ShowAll}),
		"markdown": markdownOf(t, firstDay(), Options{}), "all of markdown": markdownOf(t, firstDay(), Options{Show: ShowAll}),
	} {
		for _, leak := range []string{canary, token, strings.Split(sealer.Token(""), ":")[0]} {
			if strings.Contains(report, leak) {
				t.Errorf("%s holds %q", name, leak)
			}
		}
		if name != "text" && name != "markdown" && !strings.Contains(report, model.Mask) {
			t.Errorf("%s lacks the masks it should have", name)
		}
	}
}

// evil is what an attacker who can name a resource would send to a terminal.
const evil = "\x1b[2J\x1b]0;x\x07\r\n\u202e\u009b31m\u200b\x7f\xff\u2028<&>"

func hostile() *model.Comparison {
	c := firstDay()
	for _, inv := range c.Inventories {
		inv.Environment.Account += evil
		for i := range inv.Unread {
			inv.Unread[i].Message = evil + inv.Unread[i].Message
		}
	}
	for _, cause := range c.Causes {
		cause.Title, cause.Reach, cause.Why = evil+cause.Title, evil, evil
	}
	for _, e := range c.Entries {
		e.Name, e.Reason, e.Attribute = evil+e.Name, evil, e.Attribute.Append(evil)
		e.Mine.Value, e.Baseline.Value = model.TextValue(evil), model.ListValue([]string{evil, `{"a":"` + "\u009b\u202e" + `"}`})
	}
	return c
}

func TestNothingReachesTheTerminalButText(t *testing.T) {
	for name, report := range map[string]string{
		"json": string(jsonOf(t, hostile())), "text": textOf(t, hostile(), Options{}),
		"all": textOf(t, hostile(), Options{Show: ShowAll}), "ascii": textOf(t, hostile(), Options{ASCII: true}),
		"markdown": markdownOf(t, hostile(), Options{}), "all of markdown": markdownOf(t, hostile(), Options{Show: ShowAll}),
	} {
		for _, r := range report {
			if r != '\n' && (r < ' ' || r >= 0x7f && r < 0xa0 || strings.ContainsRune("\u202e\u200b\u2028", r)) {
				t.Errorf("%s holds %U", name, r)
				break
			}
			if name == "ascii" && r > '~' {
				t.Errorf("ascii holds %U", r)
				break
			}
		}
	}
	report := jsonOf(t, hostile())
	if err := validate(t, report); err != nil {
		t.Error(err)
	}
	var parsed struct{ Differences []struct{ Value string } }
	if err := json.Unmarshal(report, &parsed); err != nil || parsed.Differences[0].Value != strings.ToValidUTF8(evil, "\ufffd") {
		t.Errorf("the value does not survive: %q, %v", parsed.Differences[0].Value, err)
	}
	if !bytes.Contains(report, []byte("<&>")) {
		t.Error("HTML is escaped")
	}
}

func TestTheTextFits(t *testing.T) {
	for _, c := range []*model.Comparison{firstDay(), hostile(), manyCauses(25), manyCauses(200), parity()} {
		for _, width := range []int{40, 80, 120} {
			text := textOf(t, c, Options{Width: width})
			all := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
			if len(all) > longest {
				t.Errorf("%d lines:\n%s", len(all), text)
			}
			for _, line := range all[:len(all)-1] {
				if wide := ansi.StringWidth(line); wide > width {
					t.Errorf("%d columns, want %d: %s", wide, width, line)
				}
			}
			if !strings.HasPrefix(all[len(all)-1], "result: ") {
				t.Errorf("the last line is %q", all[len(all)-1])
			}
		}
	}
}

func manyCauses(n int) *model.Comparison {
	b := compared(inventory("staging", model.Mirror, "333301333301"), inventory("prod", model.Baseline, "777702777702"))
	for i := range n {
		title := strings.Repeat("x", i+1)
		b.cause(model.Cause{Kind: model.CauseSingle, Environment: "staging", Title: title},
			differs(databaseType, title, "EngineVersion", "15.4", "15.7"), differs(databaseType, title, "MultiAZ", "a", "b"))
	}
	return b.Comparison
}

func TestTwentyFiveCausesAreAllTold(t *testing.T) {
	text := textOf(t, manyCauses(25), Options{})
	for i := range 25 {
		if !strings.Contains(text, " "+strings.Repeat("x", i+1)) {
			t.Errorf("cause %d is swallowed:\n%s", i, text)
		}
	}
	if text := textOf(t, manyCauses(200), Options{}); !strings.Contains(text, "more causes,") {
		t.Errorf("what is not told is not counted:\n%s", text)
	}
}

func TestColourOnlyRepeats(t *testing.T) {
	plain := textOf(t, firstDay(), Options{})
	painted := textOf(t, firstDay(), Options{Paint: Colours})
	if ansi.Strip(painted) != plain {
		t.Error("the painted text says something else")
	}
	if painted == plain || strings.Contains(plain, "\x1b") {
		t.Error("colour is not an option")
	}
}

func TestTheResultLine(t *testing.T) {
	last := func(c *model.Comparison, o Options) string {
		all := strings.Split(strings.TrimSpace(textOf(t, c, o)), "\n")
		return all[len(all)-1]
	}
	like := parity()
	unsure := parity()
	builder{unsure}.count("staging", model.Unknown, 2)
	debt := parity()
	builder{debt}.count("staging", model.Accepted, 41)
	for name, test := range map[string]struct {
		c    *model.Comparison
		o    Options
		want string
	}{
		"like":       {like, Options{}, "result: 0 unexplained in 0 causes, 0 accepted, 0 unknown; staging is like prod"},
		"unsure":     {unsure, Options{}, "result: 0 unexplained in 0 causes, 0 accepted, 2 unknown; staging is like prod, as far as it could be read"},
		"debt":       {debt, Options{}, "result: 0 unexplained in 0 causes, 41 accepted, 0 unknown; staging is like prod"},
		"strict":     {debt, Options{Strict: true}, "result: 0 unexplained in 0 causes, 41 accepted, 0 unknown; staging is not like prod"},
		"first day":  {firstDay(), Options{}, "result: 46 unexplained in 13 causes, 0 accepted, 2 unknown; staging and dev are not like prod"},
		"one of two": {mixed(), Options{}, "result: 1 unexplained in 1 cause, 0 accepted, 0 unknown; dev is not like prod; staging is like prod"},
	} {
		if got := last(test.c, test.o); got != test.want {
			t.Errorf("%s: %q\nwant %q", name, got, test.want)
		}
	}
}

func mixed() *model.Comparison {
	b := compared(inventory("staging", model.Mirror, ""), inventory("dev", model.Relaxed, ""), inventory("prod", model.Baseline, ""))
	b.cause(model.Cause{Kind: model.CauseSingle, Environment: "dev", Title: "db orders"}, differs(databaseType, "orders", "EngineVersion", "14.1", "15.7"))
	return b.Comparison
}

func TestAllHasEveryRow(t *testing.T) {
	c := firstDay()
	text := textOf(t, c, Options{Show: ShowAll})
	for _, e := range c.Entries {
		if listed(e) && !strings.Contains(text, subject(e)+"  ") {
			t.Errorf("%s is not told", subject(e))
		}
	}
}

func TestContrastKeepsWhatDiffers(t *testing.T) {
	mine, yours := contrast("vpc-acme-search-cluster-01.eu-west-1", "vpc-acme-search-cluster-02.eu-west-1", 40)
	if mine != "…ster-01.eu-west-1" || yours != "…ster-02.eu-west-1" {
		t.Error(mine, yours)
	}
}
