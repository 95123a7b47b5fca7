package report

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"parity/model"
	"parity/model/checklist"
	"parity/model/owner"
	"parity/model/wayback"
)

var opened = time.Date(2026, 11, 24, 2, 14, 0, 0, time.UTC)

func after(n int) time.Time { return opened.Add(time.Duration(n) * time.Minute) }

// incident is an investigation of the first day: a part of everything a night can decide.
func incident(c *model.Comparison) checklist.Investigation {
	inv := checklist.Investigation{
		ID: "1", Title: "payments time out", Opened: opened, Closed: after(97), Baseline: "prod", Direction: checklist.Back, Reproduced: checklist.No,
		Retests: []checklist.Retest{{At: after(19), Of: 12, Differ: 11}, {At: after(40), Of: 12, Differ: 10, Unknown: 1, New: 2}},
	}
	for _, env := range c.Inventories {
		inv.Environments = append(inv.Environments, checklist.Of([]model.Environment{env.Environment})...)
	}
	for key, d := range map[string]checklist.Decision{
		checklist.KeyReproduce:           {Ticked: after(3), Note: "checkout against the sandbox ok 20 of 20;\nprod: 9 of 20 time out after 800 ms", Noted: after(4)},
		"differ " + parameterType.Plural: {Ticked: after(9), Note: "only timeout_ms matters"},
		checklist.KeyVersions:            {Ticked: after(12)},
		checklist.CauseKey(c.Causes[1]):  {Copied: after(17), Title: c.Causes[1].Title, Note: "ask @payments first"},
		checklist.CauseKey(c.Causes[2]):  {Ticked: after(40), ByItself: true, Title: c.Causes[2].Title},
		checklist.CauseKey(c.Causes[3]):  {RuledOut: after(15), Reason: "staging is smaller, always was", Title: c.Causes[3].Title},
		"cause gone":                     {Ticked: time.Date(2026, 11, 25, 9, 30, 0, 0, time.UTC), Title: "security group old | rule"},
		checklist.KeyFix:                 {Ticked: after(60)},
		checklist.KeyRootCause:           {Ticked: after(95), Note: "the deploy wrote 800 where 3000 was meant"},
	} {
		inv = inv.Decided(key, func(was *checklist.Decision) { *was = d })
	}
	return inv
}

// back are ways back as tests need them: one owned, and one with a command that holds all a shell and Markdown act on.
func back(e *model.Entry) []wayback.Way {
	if e.Name != "/payments/psp/timeout_ms" && e.Name != "/search/es_host" {
		return nil
	}
	return []wayback.Way{
		{
			Direction: wayback.ToBaseline, Environment: "staging", Account: "333301333301", Region: "eu-west-1", Title: "staging to 800",
			Owner: owner.Owner{Kind: owner.Stack, Name: "acme-staging", Logical: "Timeout"}, Argument: "Value of Timeout in stack acme-staging: 800",
			Steps: []wayback.Step{{Command: "aws ssm put-parameter --name /payments/psp/timeout_ms --value 800", Consequences: []string{"applies immediately", "what reads it must read it again"}}},
		},
		{
			Direction: wayback.Back, Environment: "prod", Account: "777702777702", Region: "eu-west-1", Title: "prod to 3000",
			Steps: []wayback.Step{
				{Words: "Tell who is on call."},
				{Command: "aws ssm put-parameter --value 'a\n```\n\n  b | <b> @c'\\''d'"},
				{Command: "aws ssm put-parameter --value '\u202e'"},
			},
		},
	}
}

func recordOf(t testing.TB, inv checklist.Investigation, c *model.Comparison, o Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := Investigation(&out, inv, c, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTheRecordOfAnInvestigation(t *testing.T) {
	c := firstDay()
	t.Run("incident.md", func(t *testing.T) { golden.RequireEqual(t, recordOf(t, incident(c), c, Options{Ways: back})) })
	t.Run("just-opened.md", func(t *testing.T) {
		golden.RequireEqual(t, recordOf(t, checklist.Investigation{Opened: opened, Baseline: "prod"}, nil, Options{}))
	})
	t.Run("ways.md", func(t *testing.T) {
		golden.RequireEqual(t, markdownOf(t, oneNew(), Options{Ways: func(e *model.Entry) []wayback.Way { return back(&model.Entry{Name: "/search/es_host"}) }}))
	})
}

var blocks = regexp.MustCompile(`(?s)<pre><code class="language-sh">(.*?)\n</code></pre>`)

// A command is shown as it is, whatever it holds, and what it is told of around it.
func TestCommandsAreShownAsTheyAre(t *testing.T) {
	c := firstDay()
	for name, out := range map[string]string{
		"check": markdownOf(t, c, Options{Ways: back}), "record": recordOf(t, incident(c), c, Options{Ways: back}),
	} {
		rendered := render(t, out)
		var commands []string
		for _, block := range blocks.FindAllStringSubmatch(rendered, -1) {
			commands = append(commands, html.UnescapeString(block[1]))
		}
		shown := strings.Join(commands, "\n\n")
		for _, way := range back(&model.Entry{Name: "/search/es_host"}) {
			for _, step := range way.Steps {
				seen := !strings.Contains(step.Command, "\u202e")
				if step.Command != "" && strings.Contains(shown, step.Command) != seen {
					t.Errorf("%s: %q is among the commands: %v\n%s", name, step.Command, !seen, shown)
				}
			}
		}
		if found := unmeant(rendered); found != "" {
			t.Errorf("%s: %s", name, found)
		}
	}
	if strings.Contains(recordOf(t, incident(c), c, Options{Ways: back}), "### Ways back") {
		t.Error("ways back stand with the to-dos, and again with the differences")
	}
}

// The way in the direction of the investigation comes first.
func TestTheDirectionDecidesWhichWayComesFirst(t *testing.T) {
	c := firstDay()
	for direction, first := range map[checklist.Direction]string{checklist.Back: "prod to 3000", checklist.ToBaseline: "staging to 800", checklist.FromBaseline: "staging to 800"} {
		inv := incident(c)
		inv.Direction = direction
		out := recordOf(t, inv, c, Options{Ways: back})
		_, rest, _ := strings.Cut(out, "names prod")
		if i, j := strings.Index(rest, "**"+first+"**"), strings.Index(rest, "1 other way"); i < 0 || i > j {
			t.Errorf("%s: %s comes at %d", direction, first, i)
		}
	}
}

// A way that is another one over again is told once.
func TestAWayIsToldOnce(t *testing.T) {
	c := firstDay()
	twice := func(e *model.Entry) []wayback.Way {
		ways := back(e)
		for _, w := range ways {
			w.Direction = wayback.FromBaseline
			ways = append(ways, w)
		}
		return ways
	}
	for name, out := range map[string][2]string{
		"check":  {markdownOf(t, c, Options{Ways: back}), markdownOf(t, c, Options{Ways: twice})},
		"record": {recordOf(t, incident(c), c, Options{Ways: back}), recordOf(t, incident(c), c, Options{Ways: twice})},
	} {
		if out[0] != out[1] {
			t.Errorf("%s tells a way twice", name)
		}
	}
}

func TestAnyTextInARecord(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := firstDay()
		inv := incident(c)
		inv.Title, inv.Baseline = textsOf(rt), textsOf(rt)
		for key := range inv.Decisions {
			inv = inv.Decided(key, func(d *checklist.Decision) { d.Note, d.Reason, d.Title = textsOf(rt), textsOf(rt), textsOf(rt) })
		}
		for _, cause := range c.Causes {
			cause.Title = textsOf(rt)
		}
		command := textsOf(rt)
		ways := func(*model.Entry) []wayback.Way {
			return []wayback.Way{{
				Title: textsOf(rt), Account: textsOf(rt), Owner: owner.Owner{Kind: owner.Other, Name: textsOf(rt)}, Argument: textsOf(rt),
				Steps: []wayback.Step{{Command: command, Words: textsOf(rt), Consequences: []string{textsOf(rt)}}},
			}}
		}
		out := recordOf(t, inv, c, Options{Ways: ways})
		rendered := render(t, out)
		if found := unmeant(rendered); found != "" {
			rt.Fatal(found, "\n", out, "\n", rendered)
		}
		if open, closed := strings.Count(rendered, "<details"), strings.Count(rendered, "</details>"); open != closed {
			rt.Fatalf("%d details are opened, %d closed:\n%s", open, closed, out)
		}
		for _, heading := range []string{"<h2>2. What is different?</h2>", "<h2>3. Bring them together</h2>", "<h2>4. Once it reproduces</h2>", "<h3>Could not be read</h3>"} {
			if strings.Count(rendered, heading) != 1 {
				rt.Fatalf("%s is not there:\n%s", heading, out)
			}
		}
	})
}

func TestTheRecordFitsAndHoldsNoSecret(t *testing.T) {
	c := long()
	inv := incident(firstDay())
	inv.Title = strings.Repeat("title ", 100)
	if out := recordOf(t, inv, c, Options{Ways: func(*model.Entry) []wayback.Way { return back(&model.Entry{Name: "/search/es_host"}) }}); len(out) > Comment || !leftOut.MatchString(out) {
		t.Errorf("%d bytes", len(out))
	}
	c = firstDay()
	out := recordOf(t, incident(c), c, Options{Show: ShowAll, Ways: back})
	_, token, _ := strings.Cut(sealer.Token(canary), ":")
	if strings.Contains(out, canary) || strings.Contains(out, token) || !strings.Contains(out, model.Mask) {
		t.Error("a secret is in the record, or its mask is not")
	}
}
