package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"parity/model"
	"parity/model/compare"
	"parity/model/modeltest"
)

func junitOf(t testing.TB, c *model.Comparison, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := JUnit(&out, c, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What Jenkins' schema of JUnit files (junit-10) lets an element hold, and which attributes it needs or may have.
var grammar = map[string]struct{ children, required, optional string }{
	"testsuites": {"testsuite", "", "name time tests failures errors"},
	"testsuite":  {"properties testcase", "name tests failures errors", "time skipped timestamp"},
	"properties": {"property", "", ""},
	"property":   {"", "name value", ""},
	"testcase":   {"skipped error failure system-out", "name", "classname time"},
	"skipped":    {"#text", "", "type message"},
	"error":      {"#text", "", "type message"},
	"failure":    {"#text", "", "type message"},
	"system-out": {"#text", "", ""},
}

var surefireTime = regexp.MustCompile(`^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$`)

// ungrammatical says where a file is not what the schema lets through, or where its counts are not its testcases'.
func ungrammatical(file []byte) error {
	decoder := xml.NewDecoder(bytes.NewReader(file))
	decoder.Strict = true
	var open []string
	counts := map[string]int{}
	var told []xml.Attr
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			rule, known := grammar[name]
			parent := "testsuites"
			if len(open) > 0 {
				parent = open[len(open)-1]
			} else if name != "testsuites" {
				return fmt.Errorf("the root is %s", name)
			}
			if len(open) > 0 && !slices.Contains(strings.Fields(grammar[parent].children), name) || !known {
				return fmt.Errorf("%s in %s", name, parent)
			}
			var has []string
			for _, a := range token.Attr {
				has = append(has, a.Name.Local)
				if a.Name.Local == "time" && !surefireTime.MatchString(a.Value) {
					return fmt.Errorf("time %q", a.Value)
				}
			}
			for _, need := range strings.Fields(rule.required) {
				if !slices.Contains(has, need) {
					return fmt.Errorf("%s without %s", name, need)
				}
			}
			for _, a := range has {
				if !slices.Contains(strings.Fields(rule.required+" "+rule.optional), a) {
					return fmt.Errorf("%s with %s", name, a)
				}
			}
			if name == "testsuite" {
				told, counts = token.Attr, map[string]int{}
			}
			counts[name]++
			open = append(open, name)
		case xml.EndElement:
			open = open[:len(open)-1]
			if token.Name.Local != "testsuite" {
				continue
			}
			for _, a := range told {
				of, counted := map[string]string{"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}[a.Name.Local]
				if n, _ := strconv.Atoi(a.Value); counted && n != counts[of] {
					return fmt.Errorf("%s is %s, and there are %d", a.Name.Local, a.Value, counts[of])
				}
			}
		case xml.CharData:
			if len(open) > 0 && strings.TrimSpace(string(token)) != "" && grammar[open[len(open)-1]].children != "#text" {
				return fmt.Errorf("text in %s", open[len(open)-1])
			}
		}
	}
	return nil
}

func totals(t testing.TB, file []byte) (tests, failures, erred int) {
	t.Helper()
	var all struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
	}
	if err := xml.Unmarshal(file, &all); err != nil {
		t.Fatal(err)
	}
	return all.Tests, all.Failures, all.Errors
}

func TestJUnit(t *testing.T) {
	for name, c := range map[string]*model.Comparison{"first-day": firstDay(), "parity": parity(), "new": oneNew()} {
		t.Run(name+".xml", func(t *testing.T) { golden.RequireEqual(t, junitOf(t, c, Options{})) })
		if err := ungrammatical(junitOf(t, c, Options{})); err != nil {
			t.Error(err)
		}
	}
}

// TestTheGrammarIsStrict: what the test of the schema's rules lets through, it has looked at.
func TestTheGrammarIsStrict(t *testing.T) {
	file := string(junitOf(t, firstDay(), Options{}))
	for name, edit := range map[string][2]string{
		"an unknown element":     {"<system-out>", "<system-in>"},
		"an unknown attribute":   {` classname="`, ` class="`},
		"a suite without a name": {`<testsuite name="`, `<testsuite id="`},
		"a time that is none":    {`time="0.000"`, `time="soon"`},
		"a count that is wrong":  {` failures="34"`, ` failures="33"`},
		"text beside elements":   {"<properties>", "x<properties>"},
	} {
		edited := strings.Replace(file, edit[0], edit[1], 1)
		if edit[0] == "<system-out>" {
			edited = strings.Replace(file, "</testcase>", "<system-in></system-in></testcase>", 1)
		}
		if edited == file {
			t.Errorf("%s: the file lacks %s", name, edit[0])
		} else if ungrammatical([]byte(edited)) == nil {
			t.Errorf("%s is let through", name)
		}
	}
}

// Every unexplained difference fails, whatever is unknown is an error, and nothing else is either.
func TestWhatFailsIsWhatIsUnexplained(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(name string) *model.Inventory { return modeltest.Templates().Draw(rt, name).Render(name) }
		inventories := []*model.Inventory{draw("staging"), draw("dev"), draw("prod")}
		if rapid.Bool().Draw(rt, "denied") {
			inventories[rapid.IntRange(0, 2).Draw(rt, "whose")].Unread = []model.Unread{{Type: modeltest.Parameter, Operation: "ssm:Get", Code: "AccessDenied"}}
		}
		result, err := compare.Run(modeltest.Catalog(), inventories, compare.Options{Baseline: "prod", Now: modeltest.Loaded})
		if err != nil {
			rt.Fatal(err)
		}
		file := junitOf(t, result.Comparison, Options{})
		if err := ungrammatical(file); err != nil {
			rt.Fatal(err, "\n", string(file))
		}
		_, failures, erred := totals(t, file)
		if want := unexplained(result.Summary); failures != want {
			rt.Fatalf("%d failures, %d unexplained", failures, want)
		}
		unread := slices.ContainsFunc(inventories, func(inv *model.Inventory) bool { return len(inv.Unread) > 0 })
		if (erred > 0) != (result.Summary[model.Unknown] > 0 || unread) {
			rt.Fatalf("%d errors, %d unknown", erred, result.Summary[model.Unknown])
		}
	})
}

func TestRolesThatAreAlikePass(t *testing.T) {
	prod := modeltest.Inventory("prod", modeltest.Param("/prod/a", "1"), modeltest.Param("/prod/b", "1"))
	staging := modeltest.Inventory("staging", modeltest.Param("/staging/a", "1"), modeltest.Param("/staging/b", "2"))
	dev := modeltest.Inventory("dev", modeltest.Param("/dev/a", "1"), modeltest.Param("/dev/b", "1"), modeltest.Param("/dev/c", "1"))
	result, err := compare.Run(modeltest.Catalog(), []*model.Inventory{staging, dev, prod}, compare.Options{Baseline: "prod"})
	if err != nil {
		t.Fatal(err)
	}
	file := string(junitOf(t, result.Comparison, Options{}))
	for _, want := range []string{
		`<testsuite name="staging parameters" tests="2" failures="1" errors="0" skipped="0" time="0.000" timestamp="2026-11-24T02:14:00">`,
		`<testcase name="/b Value" classname="staging.AWS::SSM::Parameter" time="0.000">`,
		`<failure type="drift" message="staging 2 · prod 1">`,
		`<testcase name="/a" classname="staging.AWS::SSM::Parameter" time="0.000"></testcase>`,
		`<testsuite name="dev parameters" tests="3" failures="1"`,
		`<testcase name="/b" classname="dev.AWS::SSM::Parameter" time="0.000"></testcase>`,
		`<failure type="extra" message="only in dev">`,
	} {
		if !strings.Contains(file, want) {
			t.Errorf("it lacks %s:\n%s", want, file)
		}
	}
	// What a role that one environment alone has is to the others is nothing.
	if strings.Count(file, `name="/c"`) != 1 {
		t.Errorf("/c is told of others than dev:\n%s", file)
	}
}

// A role of which a part could not be read is not green.
func TestWhatWasReadInPartDoesNotPass(t *testing.T) {
	web := func(env string) *model.Inventory {
		return modeltest.Inventory(env, modeltest.Resource(modeltest.Instance, "i-"+env, "web-"+env, "InstanceType=a.b"))
	}
	staging := web("staging")
	staging.Unread = []model.Unread{{Type: modeltest.Instance, Part: model.Dotted("BlockDeviceMappings.*.Ebs.Volume*"), Operation: "ec2:DescribeVolumes", Code: "AccessDenied"}}
	result, err := compare.Run(modeltest.Catalog(), []*model.Inventory{staging, web("prod")}, compare.Options{Baseline: "prod"})
	if err != nil {
		t.Fatal(err)
	}
	file := junitOf(t, result.Comparison, Options{})
	if tests, failures, erred := totals(t, file); tests != 1 || failures != 0 || erred != 1 {
		t.Errorf("%d tests, %d failures, %d errors:\n%s", tests, failures, erred, file)
	}
}

// What was accepted is skipped, and fails where it counts.
func TestAcceptedInJUnit(t *testing.T) {
	b := compared(inventory("staging", model.Mirror, ""), inventory("prod", model.Baseline, ""))
	e := differs(databaseType, "orders", "EngineVersion", "15.4", "15.7")
	e.Environment, e.Verdict, e.Reason = "staging", model.Accepted, "accepted by ana until 2027-02-01"
	b.entry(e)
	if file := string(junitOf(t, b.Comparison, Options{})); !strings.Contains(file, `<skipped type="accepted" message="accepted by ana until 2027-02-01">`) || !strings.Contains(file, `skipped="1"`) {
		t.Error(file)
	}
	if _, failures, _ := totals(t, junitOf(t, b.Comparison, Options{Strict: true})); failures != 1 {
		t.Errorf("%d failures", failures)
	}
}

// A hundred thousand testcases are read by nobody: what is left out is counted, and stays what it was.
func TestJUnitIsBounded(t *testing.T) {
	c := wide()
	for i := range 3000 {
		c.Rows = append(c.Rows, &model.Row{Type: databaseType, Role: fmt.Sprint("db", i), Cells: []model.Cell{{State: model.Present, Verdict: model.Same}, {State: model.Present}}})
	}
	b := builder{c}
	for i := range 3000 {
		b.entry(&model.Entry{Type: groupType, Name: fmt.Sprint("sg", i), Environment: "staging", Verdict: model.Unknown, Reason: "ambiguous"})
		b.entry(&model.Entry{Type: groupType, Name: fmt.Sprint("acc", i), Environment: "staging", Verdict: model.Accepted})
	}
	file := junitOf(t, c, Options{})
	if err := ungrammatical(file); err != nil {
		t.Error(err)
	}
	tests, failures, erred := totals(t, file)
	if failures != mostFailing+1 || erred != mostFailing+1 || tests != 2*mostFailing+2+2*mostPassing+2 {
		t.Errorf("%d tests, %d failures, %d errors", tests, failures, erred)
	}
	for _, want := range []string{"98000 more differences are not written out", "1000 more could not be read or decided", "2500 more are accepted", "2500 more are like the baseline"} {
		if !bytes.Contains(file, []byte(want)) {
			t.Errorf("it lacks %q", want)
		}
	}
	if len(file) > 4<<20 {
		t.Errorf("%d bytes", len(file))
	}
}

func TestNothingToCompareIsNoEmptyFile(t *testing.T) {
	c := compared(inventory("staging", model.Mirror, ""), inventory("prod", model.Baseline, "")).Comparison
	if tests, failures, _ := totals(t, junitOf(t, c, Options{})); tests != 1 || failures != 0 {
		t.Errorf("%d tests", tests)
	}
}

// Nothing that XML forbids or a log would act on gets into the file, and no secret.
func TestHostileTextsInJUnit(t *testing.T) {
	file := junitOf(t, hostile(), Options{})
	if err := ungrammatical(file); err != nil {
		t.Error(err)
	}
	for _, r := range string(file) {
		if r != '\n' && (r < ' ' || r >= 0x7f && r < 0xa0 || strings.ContainsRune("\u202e\u200b\u2028\ufffe", r)) {
			t.Errorf("it holds %U", r)
			break
		}
	}
	file = junitOf(t, firstDay(), Options{})
	_, token, _ := strings.Cut(sealer.Token(canary), ":")
	if bytes.Contains(file, []byte(canary)) || bytes.Contains(file, []byte(token)) {
		t.Error("a secret is in the file")
	}
	if second := junitOf(t, firstDay(), Options{}); !bytes.Equal(file, second) {
		t.Error("two files differ")
	}
	if err := JUnit(failing{}, firstDay(), Options{}); !errors.Is(err, errFull) {
		t.Error(err)
	}
}
