package report

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parity/model"
	"parity/model/compare"
	"parity/model/modeltest"
)

func markdownOf(t testing.TB, c *model.Comparison, o Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := Markdown(&out, c, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// long is a comparison in which everything is too long for a comment.
func long() *model.Comparison {
	c := wide()
	for _, inv := range c.Inventories {
		inv.Environment.Account = strings.Repeat("x|", 300)
		for range 100 {
			inv.Unread = append(inv.Unread, model.Unread{Type: "AWS::EC2::Instance", Operation: fmt.Sprint("ec2:Describe", len(inv.Unread)), Code: "Denied", Message: strings.Repeat("because | ", 200)})
		}
	}
	b := builder{c}
	for i := range 1000 {
		b.cause(model.Cause{Kind: model.CauseSingle, Environment: "staging", Title: strings.Repeat("title ", 400) + fmt.Sprint(i)},
			differs(parameterType, strings.Repeat("/deep", 500)+fmt.Sprint(i), "Value", strings.Repeat("`|", 500), strings.Repeat("<b>", 400)))
	}
	for i := range 300 {
		var entries []*model.Entry
		for j := range 30 {
			e := differs(parameterType, fmt.Sprint("/many/", i, "/", j), "Value", strings.Repeat("v", 900), "w")
			e.Reason = strings.Repeat("reason ", 300)
			entries = append(entries, e)
		}
		b.cause(model.Cause{Kind: model.CauseAlike, Environment: "staging", Title: fmt.Sprint("many ", i)}, entries...)
	}
	for i := range 200 {
		c.Expired = append(c.Expired, fmt.Sprint("parity.yaml:", i, strings.Repeat("y", 300)))
	}
	return c
}

var leftOut = regexp.MustCompile(`\*(\d+) rows? (is|are) left out to fit`)

func TestMarkdownFitsIntoAComment(t *testing.T) {
	for name, c := range map[string]*model.Comparison{"wide": wide(), "long": long(), "many causes": manyCauses(500), "first day": firstDay(), "hostile": hostile()} {
		out := markdownOf(t, c, Options{})
		if len(out) > Comment {
			t.Errorf("%s takes %d bytes", name, len(out))
		}
		fits := name == "first day" || name == "hostile"
		if !fits && len(out) < Comment*9/10 {
			t.Errorf("%s takes %d bytes, and leaves room", name, len(out))
		}
		if told := leftOut.MatchString(out); told == fits {
			t.Errorf("%s: that something was left out is told: %v", name, told)
		}
		if found := unmeant(render(t, out)); found != "" {
			t.Errorf("%s: %s", name, found)
		}
	}
}

// What is left out is counted: with what is there, it is all there is.
func TestWhatIsLeftOutIsCounted(t *testing.T) {
	c := manyCauses(500)
	count := func(o Options) (rows, left int) {
		out := markdownOf(t, c, o)
		if m := leftOut.FindStringSubmatch(out); m != nil {
			left, _ = strconv.Atoi(m[1])
		}
		heads := strings.Count(out, "\n| --- |")
		return strings.Count(out, "\n| ") - 2*heads, left
	}
	all, none := count(Options{Show: ShowAll})
	shown, left := count(Options{})
	if none != 0 {
		t.Errorf("of all rows %d are left out", none)
	}
	// Of 500 causes with rows 60 show theirs.
	if causes := 500 + 60*2 + 2; shown+left != causes || all != 500*3+2 {
		t.Errorf("%d rows shown, %d left out; %d in all", shown, left, all)
	}
}

func TestAllOfMarkdownHasEveryRow(t *testing.T) {
	c := firstDay()
	out := markdownOf(t, c, Options{Show: ShowAll})
	for _, e := range c.Entries {
		if listed(e) && e.Name != "" && !strings.Contains(out, prose(subject(e))) {
			t.Errorf("%s is not told", subject(e))
		}
	}
}

func TestMarkdownIsTheSameTwice(t *testing.T) {
	if first, second := markdownOf(t, firstDay(), Options{}), markdownOf(t, firstDay(), Options{}); first != second {
		t.Error("two reports differ")
	}
}

// What an attacker names his resources, nothing but the report's own elements comes of it.
func TestHostileTextsAreHarmless(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := firstDay()
		for _, inv := range c.Inventories {
			inv.Environment.Account, inv.Environment.Region = textsOf(rt), textsOf(rt)
			for i := range inv.Unread {
				inv.Unread[i].Message, inv.Unread[i].Operation = textsOf(rt), textsOf(rt)
			}
		}
		for _, cause := range c.Causes {
			cause.Title, cause.Reach, cause.Why = textsOf(rt), textsOf(rt), textsOf(rt)
		}
		for _, e := range c.Entries {
			e.Name, e.Reason, e.Attribute = textsOf(rt), textsOf(rt), model.NewPath("Value", textsOf(rt))
			e.Mine.Value, e.Baseline.Value = model.TextValue(textsOf(rt)), model.ListValue([]string{textsOf(rt)})
			if e.Change != nil {
				e.Change.By, e.Change.How, e.Change.Was = textsOf(rt), textsOf(rt), model.TextValue(textsOf(rt))
			}
		}
		c.Stale = []string{textsOf(rt)}
		for _, o := range []Options{{}, {Show: ShowAll}} {
			rendered := render(t, markdownOf(t, c, o))
			if found := unmeant(rendered); found != "" {
				rt.Fatal(found, "\n", rendered)
			}
			if open, closed := strings.Count(rendered, "<details"), strings.Count(rendered, "</details>"); open != closed {
				rt.Fatalf("%d details are opened, %d closed", open, closed)
			}
			for _, row := range strings.Split(rendered, "<tr>")[1:] {
				if n := strings.Count(row, "<td>") + strings.Count(row, "<th>"); n != 5 && n != 7 {
					rt.Fatalf("a row of %d cells: %s", n, row)
				}
			}
		}
	})
}

// What the engines really say can be written.
func TestMarkdownOfWhatTheEnginesSay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(name string) *model.Inventory { return modeltest.Templates().Draw(rt, name).Render(name) }
		result, err := compare.Run(modeltest.Catalog(), []*model.Inventory{draw("staging"), draw("dev"), draw("prod")}, compare.Options{Now: modeltest.Loaded})
		if err != nil {
			rt.Fatal(err)
		}
		out := markdownOf(t, result.Comparison, Options{})
		if found := unmeant(render(t, out)); found != "" {
			rt.Fatal(found, "\n", out)
		}
		for _, cause := range result.Causes {
			want := prose(cut(clean(cause.Title), longText))
			if len(cause.Entries) == 1 {
				want = prose(cut(clean(subject(cause.Entries[0])), longText))
			}
			if !strings.Contains(out, want) {
				rt.Fatalf("%s is not told:\n%s", want, out)
			}
		}
	})
}

func TestSinceWhen(t *testing.T) {
	e := &model.Entry{Type: groupType, Verdict: model.Extra, Attribute: model.Dotted("Ingress.tcp.443")}
	e.Change = &model.Change{Environment: "prod", Seen: time.Date(2026, 11, 20, 16, 12, 0, 0, time.UTC), Was: model.BoolValue(true), How: "snapshot of Fri 20 Nov 16:12"}
	if got, want := came(e), "prod after Fri 20 Nov 2026 16:12 UTC, was there before (snapshot of Fri 20 Nov 16:12)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := since(e)[0], "prod after 20 Nov 16:12, was there"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	e.Verdict, e.Change = model.Drift, &model.Change{Environment: "prod", At: time.Date(2026, 11, 24, 1, 58, 0, 0, time.UTC), By: "ci", Was: model.TextValue("3000")}
	if got, want := came(e), "prod Tue 24 Nov 2026 01:58 UTC by ci, was 3000"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestMarkdownThatCannotBeWritten(t *testing.T) {
	if err := Markdown(failing{}, firstDay(), Options{}); !errors.Is(err, errFull) {
		t.Error(err)
	}
}

var errFull = errors.New("the disk is full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }
