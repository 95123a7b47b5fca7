package command

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parity/command/config"
	"parity/model"
	"parity/model/compare"
	"parity/model/counterparts"
	"parity/model/modeltest"
	"parity/model/rules"
	"parity/ui"
)

// session is a company of many differences, looked at in a folder of its own.
type session struct {
	*testing.T
	comparer    *comparer
	explainer   *explainer
	inventories []*model.Inventory
	folder      string
}

func newSession(t *testing.T, yaml string) *session {
	t.Helper()
	s := &session{T: t, folder: t.TempDir()}
	t.Chdir(s.folder)
	staging, prod, _ := modeltest.Company(7, 300)
	s.inventories = []*model.Inventory{staging, prod}
	pl := &plan{catalog: modeltest.Catalog(), config: &config.Config{}, beside: config.AcceptedName}
	if yaml != "" {
		s.write(config.FileName, yaml)
		var err error
		if pl.config, err = config.Load(config.FileName, typeNames(pl.catalog)); err != nil {
			t.Fatal(err)
		}
	}
	pl.environments = []environment{
		{name: "staging", kept: staging, role: model.Mirror, filed: true}, {name: "prod", kept: prod, role: model.Baseline, filed: true},
	}
	pl.comparison = compare.Options{Now: time.Date(2026, time.November, 24, 2, 14, 0, 0, time.UTC)}
	s.comparer = newComparer(pl)
	var err error
	if s.explainer, err = (&program{}).explainer(pl, s.comparer); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *session) write(name, text string) {
	s.Helper()
	if err := os.WriteFile(filepath.Join(s.folder, name), []byte(text), 0o644); err != nil {
		s.Fatal(err)
	}
}

func (s *session) read(name string) string {
	data, _ := os.ReadFile(filepath.Join(s.folder, name))
	return string(data)
}

func (s *session) compared() *compare.Result {
	s.Helper()
	result, err := s.comparer.compare(s.inventories, "prod")
	if err != nil {
		s.Fatal(err)
	}
	return result
}

func (s *session) explain(e ui.Explanation) (undo func() error) {
	s.Helper()
	proposal, err := s.explainer.Propose(e)
	if err != nil {
		s.Fatal(err)
	}
	if undo, err = proposal.Write(); err != nil {
		s.Fatal(err)
	}
	return undo
}

func causeOf(s *session, r *compare.Result, kind model.CauseKind) *model.Cause {
	s.Helper()
	i := slices.IndexFunc(r.Causes, func(c *model.Cause) bool { return c.Kind == kind })
	if i < 0 {
		s.Fatalf("the company has no cause of kind %s", kind)
	}
	return r.Causes[i]
}

// explained counts the entries of a cause that have another verdict in a later comparison.
func explained(cause *model.Cause, later *compare.Result, verdict model.Verdict) int {
	n := 0
	for _, e := range cause.Entries {
		for _, now := range later.Entries {
			if now.Type == e.Type && now.Name == e.Name && now.Attribute == e.Attribute && now.Environment == e.Environment && now.Verdict == verdict {
				n++
				break
			}
		}
	}
	return n
}

func TestExplanations(t *testing.T) {
	for _, test := range []struct {
		name    string
		yaml    string
		kind    model.CauseKind
		explain func(c *model.Cause) ui.Explanation
		verdict model.Verdict
		file    string
		want    string
		// repaired says that the rows are paired anew.
		repaired bool
	}{
		{
			name: "meant to be smaller", kind: model.CauseSmaller, verdict: model.Intentional, file: config.FileName, repaired: true,
			yaml:    "# ours\nenvironments:\n  staging: {region: eu-west-1} # the copy\n  prod: {}\n",
			explain: func(c *model.Cause) ui.Explanation { return ui.Relax{Environment: c.Environment} },
			want:    "# ours\nenvironments:\n  staging: {region: eu-west-1, role: relaxed} # the copy\n  prod: {}\n",
		},
		{
			name: "meant to be smaller, in a first file", kind: model.CauseSmaller, verdict: model.Intentional, file: config.FileName, repaired: true,
			explain: func(c *model.Cause) ui.Explanation { return ui.Relax{Environment: c.Environment} },
			want:    "environments:\n  staging: {role: relaxed}\n  prod: {}\n",
		},
		{
			name: "our words", kind: model.CauseWord, verdict: model.Expected, file: config.FileName, repaired: true,
			yaml: "environments: {staging: {words: [x-stg]}, prod: }\n",
			explain: func(c *model.Cause) ui.Explanation {
				return ui.Teach{Words: []ui.Word{{Environment: c.Environment, Word: c.Words.Mine}, {Environment: "prod", Word: c.Words.Yours}}}
			},
			want: "words: [x-stg, ",
		},
		{
			name: "a rule", kind: model.CauseEverywhere, verdict: model.Intentional, file: config.FileName,
			explain: func(c *model.Cause) ui.Explanation {
				var all ui.Except
				for _, attribute := range []string{"Tags.DeployedAt", "Tags.GitCommit"} {
					all.Rules = append(all.Rules, rules.Rule{Attribute: attribute, Environments: []string{"staging"}, Reason: "each deploy has its own"})
				}
				return all
			},
			want: "intentional:\n  - attribute: Tags.",
		},
		{
			name: "debt", kind: model.CauseSmaller, verdict: model.Accepted, file: config.AcceptedName,
			explain: func(c *model.Cause) ui.Explanation { return ui.Accept{Entries: c.Entries} },
			want:    "expires: 2027-02-22\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newSession(t, test.yaml)
			before := s.compared()
			cause := causeOf(s, before, test.kind)
			proposal, err := s.explainer.Propose(test.explain(cause))
			if err != nil {
				t.Fatal(err)
			}
			if s.read(test.file) != test.yaml && test.file == config.FileName || len(proposal.Diff) == 0 || proposal.New != (s.read(test.file) == "") {
				t.Fatalf("the proposal has written, or tells nothing: %+v", proposal)
			}
			undo := s.explain(test.explain(cause))
			if got := s.read(test.file); !strings.Contains(got, test.want) {
				t.Errorf("%s is\n%s\nwhich lacks\n%s", test.file, got, test.want)
			}
			after := s.compared()
			if got := explained(cause, after, test.verdict); got != len(cause.Entries) {
				t.Errorf("%d of %d differences are %s", got, len(cause.Entries), test.verdict)
			}
			if again := after.Rows[0].Cells[0].Resources[0] == before.Rows[0].Cells[0].Resources[0]; !again {
				t.Error("the resources are others")
			}
			if err := undo(); err != nil {
				t.Fatal(err)
			}
			want := test.yaml
			if test.file == config.AcceptedName {
				want = ""
			}
			if got := s.read(test.file); got != want {
				t.Errorf("taken back, %s is\n%s", test.file, got)
			}
			if got := explained(cause, s.compared(), test.verdict); got != 0 {
				t.Errorf("taken back, %d differences are still %s", got, test.verdict)
			}
		})
	}
}

// TestPinsPairAnew: a role that is missing and one that is extra become one.
func TestPinsPairAnew(t *testing.T) {
	s := newSession(t, "")
	s.inventories[0].Resources = append(s.inventories[0].Resources, modeltest.Resource(modeltest.Instance, "i-1", "jobs-runner"))
	s.inventories[1].Resources = append(s.inventories[1].Resources, modeltest.Resource(modeltest.Instance, "i-2", "cron-batch"))
	for _, inventory := range s.inventories {
		inventory.Sort()
	}
	s.explain(ui.Pin{Pin: counterparts.Pin{
		Type: modeltest.Instance, Role: "batch", Members: map[string]string{"staging": "jobs-runner", "prod": "i-2"},
	}})
	rows := s.compared().Rows
	if !slices.ContainsFunc(rows, func(r *model.Row) bool {
		return r.Role == "batch" && r.Cells[0].State == model.Present && r.Cells[1].State == model.Present
	}) {
		t.Error("the two are no row")
	}
}

// TestPinsTellApart: of two that would play one role, one is pinned to another, and the rest is compared.
func TestPinsTellApart(t *testing.T) {
	s := newSession(t, "")
	add := func(i int, id, name string) {
		s.inventories[i].Resources = append(s.inventories[i].Resources, modeltest.Resource(modeltest.Instance, id, name))
	}
	add(0, "i-1", "twice")
	add(0, "i-2", "twice-staging")
	add(1, "i-3", "twice")
	for _, inventory := range s.inventories {
		inventory.Sort()
	}
	stateOf := func(role string) model.CellState {
		for _, row := range s.compared().Rows {
			if row.Role == role {
				return row.Cells[0].State
			}
		}
		return model.Empty
	}
	if got := stateOf("twice"); got != model.Ambiguous {
		t.Fatalf("the role is in state %v, want ambiguous", got)
	}
	s.explain(ui.Pin{Pin: counterparts.Pin{Type: modeltest.Instance, Role: "twice-staging", Members: map[string]string{"staging": "i-2"}}})
	if one, other := stateOf("twice"), stateOf("twice-staging"); one != model.Present || other != model.Present {
		t.Errorf("told apart, the roles are in states %v and %v", one, other)
	}
}

// TestExplanationsThatAreRefused: what somebody else wrote meanwhile stays, and so does a file with mistakes.
func TestExplanationsThatAreRefused(t *testing.T) {
	s := newSession(t, "environments: {staging: {}, prod: {}}\n")
	relax := ui.Relax{Environment: "staging"}
	proposal, err := s.explainer.Propose(relax)
	if err != nil {
		t.Fatal(err)
	}
	s.write(config.FileName, "environments: {staging: {}, prod: {}} # by hand\n")
	if _, err := proposal.Write(); err == nil || !strings.Contains(err.Error(), "changed meanwhile") {
		t.Errorf("written over what changed: %v", err)
	}
	undo := s.explain(relax)
	s.write(config.FileName, s.read(config.FileName)+"# by hand, too\n")
	if err := undo(); err == nil || !strings.Contains(s.read(config.FileName), "too") {
		t.Errorf("taken back over what changed: %v", err)
	}
	s.write(config.FileName, "environments: {staging: {rôle: relaxed}}\n")
	if _, err := s.explainer.Propose(relax); err == nil || !strings.Contains(err.Error(), "rôle") {
		t.Errorf("a file with mistakes is edited: %v", err)
	}
	s.explainer.plan.environments[0].past, s.explainer.plan.environments[0].name = true, "staging@2026-11-20"
	s.write(config.FileName, "environments: {prod: {}}\n")
	if _, err := s.explainer.Propose(ui.Relax{Environment: "staging@2026-11-20"}); err == nil || !strings.Contains(err.Error(), "past state of staging") {
		t.Errorf("what was is spoken of: %v", err)
	}
}

// TestOnlyRulesLeaveTheJudgement: a rule does not pair anew, a word does.
func TestOnlyRulesLeaveTheJudgement(t *testing.T) {
	s := newSession(t, "")
	rowOf := func(r *compare.Result) *model.Row {
		for _, row := range r.Rows {
			if len(row.Entries) == 0 {
				return row
			}
		}
		t.Fatal("every row differs")
		return nil
	}
	first := rowOf(s.compared())
	s.explain(ui.Except{Rules: []rules.Rule{{Type: modeltest.Instance, Reason: "because"}}})
	if rowOf(s.compared()) != first {
		t.Error("a rule pairs anew")
	}
	s.explain(ui.Teach{Words: []ui.Word{{Environment: "staging", Word: "blue"}}})
	if rowOf(s.compared()) == first {
		t.Error("a word does not pair anew")
	}
}
