package report

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"parity/model"
)

// oneNew is a comparison that keeps what is new since Friday: one difference beside 38 that are known.
func oneNew() *model.Comparison {
	b := compared(inventory("staging", model.Mirror, "333301333301"), inventory("prod", model.Baseline, "777702777702"))
	b.count("staging", model.Same, 412)
	b.cause(model.Cause{Kind: model.CauseSingle, Environment: "staging", Title: "database orders EngineVersion 15.4 against 15.7", Why: "one of 12 databases"},
		differs(databaseType, "orders", "EngineVersion", "15.4", "15.7"))
	b.NewSince = &model.NewSince{From: "friday.json", Known: 40, As: 38, Gone: 2}
	for i, name := range []string{"staging", "prod"} {
		b.NewSince.Then = append(b.NewSince.Then, model.Environment{
			Name: name, Source: "snapshot", Account: b.Inventories[i].Environment.Account, Region: "eu-west-1",
			LoadedAt: time.Date(2026, 11, 20, 16, 12+i, 0, 0, time.UTC),
		})
	}
	return b.Comparison
}

func TestNewSinceIsTold(t *testing.T) {
	c := oneNew()
	t.Run("text", func(t *testing.T) { golden.RequireEqual(t, textOf(t, c, Options{Width: 120})) })
	t.Run("json", func(t *testing.T) { golden.RequireEqual(t, jsonOf(t, c)) })
	if err := validate(t, jsonOf(t, c)); err != nil {
		t.Error(err)
	}
	broken := strings.Replace(string(jsonOf(t, c)), `"gone":2,`, "", 1)
	if validate(t, []byte(broken)) == nil {
		t.Error("the schema lets a pair through of which not all is told")
	}
}

func TestTheResultOfWhatIsNew(t *testing.T) {
	last := func(change func(builder)) string {
		b := builder{oneNew()}
		change(b)
		all := strings.Split(strings.TrimSpace(textOf(t, b.Comparison, Options{})), "\n")
		return all[len(all)-1]
	}
	nothing := func(b builder) {
		b.Entries, b.Causes, b.Summary[model.Drift] = nil, nil, 0
		b.ByEnvironment["staging"] = model.Summary{}
	}
	for want, change := range map[string]func(builder){
		"result: 1 unexplained in 1 cause, 0 accepted, 0 unknown, new since Fri 20 Nov 16:12 UTC beside 38 known; staging is unlike prod in what is new":   func(builder) {},
		"result: 0 unexplained in 0 causes, 0 accepted, 0 unknown, new since Fri 20 Nov 16:12 UTC beside 38 known; staging is no less like prod than then": nothing,
		"result: 0 unexplained in 0 causes, 0 accepted, 1 unknown, new since Fri 20 Nov 16:12 UTC beside 38 known; staging is no less like prod than then, as far as it could be read": func(b builder) {
			nothing(b)
			b.count("staging", model.Unknown, 1)
		},
	} {
		if got := last(change); got != want {
			t.Errorf("%q\nwant %q", got, want)
		}
	}
}

func TestWhatBecameOfTheKnownOnes(t *testing.T) {
	for want, n := range map[string]model.NewSince{
		"no unexplained difference was known":  {},
		"of 1 known difference 1 is as it was": {Known: 1, As: 1},
		"of 10 known differences 4 are as they were, 3 have changed, 2 are gone and 1 cannot be seen now": {Known: 10, As: 4, Changed: 3, Gone: 2, Unread: 1},
		"of 2 known differences 1 has changed and 1 is gone":                                              {Known: 2, Changed: 1, Gone: 1},
	} {
		if got := fates(&n); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
