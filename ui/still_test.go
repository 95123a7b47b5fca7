package ui

import (
	"cmp"
	"strings"
	"testing"
	"time"

	"parity/model"
	"parity/ui/frametest"
)

// What makes a difference comes before what is only expected to differ, however young that is; of each, the youngest
// comes first and what nobody dated last.
func TestWhatChangedAndDiffersComesFirst(t *testing.T) {
	c := newCompany().add("AWS::EC2::Instance", "web")
	changed := func(path string, verdict model.Verdict, ago time.Duration) {
		change := &model.Change{Environment: "prod", At: night.Add(-ago)}
		if ago < 0 {
			change = &model.Change{Environment: "prod", Seen: night.Add(ago)}
		}
		c.differs(entryOf{
			path: model.Dotted(path), in: staging, verdict: verdict, mine: text0("a"), baseline: text0("b"),
			findings: []model.Finding{model.Recent}, change: change,
		})
	}
	changed("Tags.Undated", model.Drift, -time.Hour)
	changed("Tags.Expected", model.Expected, time.Minute)
	changed("Tags.Old", model.Drift, 3*time.Hour)
	changed("Tags.Young", model.Drift, 2*time.Hour)
	p := opened(t, 120, 40, Options{})
	p = sent(p, comparedMsg{baseline: "prod", digest: c.digest()})
	v := p.view()
	var order []string
	for _, e := range v.recent() {
		order = append(order, e.Attribute.Last())
	}
	if got := strings.Join(order, " "); got != "Young Old Undated Expected" {
		t.Errorf("they come as %s", got)
	}
}

// Where nothing changed, the first block says since when, and what nobody would have seen, on three lines at most.
func TestNothingChangedIsSaidWithCare(t *testing.T) {
	friday := night.Add(-82 * time.Hour)
	for _, c := range []struct {
		looks []model.Look
		want  []string
	}{
		{[]model.Look{{Environment: "prod", At: friday}, {Environment: "staging", At: friday}, {Environment: "dev", At: friday}}, []string{
			"Nothing changed in prod, dev and staging after Fri 20 Nov 16:14 (1 instance)",
		}},
		{[]model.Look{{Environment: "prod", At: friday}, {Environment: "staging"}, {Environment: "dev"}}, []string{
			"Nothing changed in prod after Fri 20 Nov 16:14 (1 instance)", "? no earlier load of dev and staging is kept: only what AWS dates would be seen there",
		}},
		{[]model.Look{{Environment: "prod", At: friday, Type: &model.Type{}}, {Environment: "prod"}}, []string{
			"Nothing changed in prod after Fri 20 Nov 16:14\n", "? no earlier load is kept for instances of prod: a change there would not be seen",
		}},
		{nil, []string{"Nothing is known to have changed since Mon 23 Nov 02:14 (1 instance)"}},
	} {
		company := newCompany().add("AWS::EC2::Instance", "web")
		for i := range c.looks {
			c.looks[i].Type = cmp.Or(c.looks[i].Type, company.catalog.Type("AWS::EC2::Instance"))
		}
		company.comparison.Since, company.comparison.Looks = night.Add(-24*time.Hour), c.looks
		p := opened(t, 120, 40, Options{})
		p = sent(p, comparedMsg{baseline: "prod", digest: company.digest()})
		lines := strings.Split(frametest.Plain(p.frame()), "\n")
		for i, want := range c.want {
			if got := strings.TrimSpace(lines[3+i]); !strings.HasPrefix(got+"\n", want) {
				t.Errorf("line %d is %q, want %q", i+1, got, want)
			}
		}
		if next := strings.TrimSpace(lines[3+len(c.want)]); next != "" {
			t.Errorf("behind it stands %q", next)
		}
	}
}
