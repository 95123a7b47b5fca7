package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"parity/model"
	"parity/model/compare"
)

// memory is a recaller of the tests: it tells what it was given, by environment, and what it was asked.
type memory struct {
	told  map[string]model.Recollection
	asked *[]string
}

func (m memory) Recall(_ context.Context, _ *compare.Result, environment string, row *model.Row, attribute model.Path) model.Recollection {
	*m.asked = append(*m.asked, environment+" "+row.Name+" "+attribute.String())
	return m.told[environment]
}

func TestThePastFromKeptLoads(t *testing.T) {
	friday, monday := night.Add(-82*time.Hour), night.Add(-10*time.Hour)
	var asked []string
	m := memory{asked: &asked, told: map[string]model.Recollection{
		"prod": {Environment: "prod", Looks: 7, Oldest: friday, More: 3, Missed: []string{"one load\x1b[2J is damaged"}, Pasts: []model.Past{
			{Side: model.Side{Value: text0("arm64\x1b[2J")}, First: night, Last: night},
			{Side: model.Side{Value: text0("x86_64")}, First: friday, Last: monday},
			{Gone: true, First: friday.Add(-time.Hour), Last: friday.Add(-time.Hour), At: friday.Add(-2 * time.Hour), By: "arn:aws:iam::1:user/joao", How: "RDS event"},
		}},
		"staging": {Environment: "staging", Looks: 2, Oldest: friday, Pasts: []model.Past{{Side: model.Side{Value: text0("arm64")}, First: friday, Last: night}}},
	}}
	p, _ := focusable(t, Options{Recaller: m, Zone: time.UTC})
	if p = following(p, "2 enter"); len(asked) > 0 {
		t.Fatalf("asked before anybody looked: %q", asked)
	}
	reading := pressed(p, "enter")
	wantsOnScreen(t, reading, []string{"prod: reading what was kept of it"}, nil)
	p = following(p, "enter")
	if got := strings.Join(asked, ", "); got != "staging acme-ledger Architecture, prod acme-ledger Architecture" {
		t.Errorf("asked %s", got)
	}
	wantsOnScreen(t, p, []string{
		"SINCE      prod     after Mon 23 Nov 16:14", "first seen so 02:14", "Mon 23 Nov 16:14", "x86_64", "first seen so Fri 20 Nov 16:14",
		"not there", "RDS event by joao, until Fri 20 Nov 15:14 at least", "staging  since Fri 20 Nov 16:14", "in all 2 loads kept on this machine",
		"prod: 3 older loads kept beyond these", "prod: one load", "is damaged",
	}, []string{"reading what was kept"})
	if following(p, "j k"); len(asked) != 2 {
		t.Errorf("asked again: %q", asked)
	}
	wantsOnScreen(t, following(p, "S"), []string{"SINCE", hidden}, []string{"x86_64", "arm64"})
	key := p.world.recallOf(p.here().(attribute).row, model.Dotted("Architecture"), 0)
	if late := sent(p, recalledMsg{p.reading.generation - 1, key, model.Recollection{}}); len(late.world.recalls[key].Pasts) == 0 {
		t.Error("an answer of an older load is taken")
	}
	if again, _ := p.Update(keyPress("R")); len(again.(program).world.recalls) != 0 && !again.(program).world.recalls[key].reading {
		t.Error("after a reload the past is that of before")
	}
}

func TestNothingIsKept(t *testing.T) {
	var asked []string
	p, _ := focusable(t, Options{Recaller: memory{asked: &asked}})
	p = following(p, "2 enter enter")
	if len(asked) != 2 {
		t.Errorf("asked %q", asked)
	}
	wantsOnScreen(t, p, []string{"ALIKE"}, []string{"SINCE"})
}

// TestVersionsAreNotRecalled: who keeps the versions of a parameter's value knows more than any load.
func TestVersionsAreNotRecalled(t *testing.T) {
	var asked []string
	p, _ := focusable(t, Options{Recaller: memory{asked: &asked}, Historian: archive{values: threeValues}})
	if following(p, "5 enter"); len(asked) != 0 {
		t.Errorf("asked %q", asked)
	}
}
