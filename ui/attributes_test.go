package ui

import (
	"slices"
	"testing"

	"parity/model"
)

// A status is nobody's difference, so it has no entry, and yet each environment's own is told.
func TestAStatusIsEachEnvironmentsOwn(t *testing.T) {
	status := model.Dotted("Status")
	database := &model.Type{Name: "AWS::RDS::DBInstance", Tab: "databases", Singular: "database", Plural: "databases"}
	database.Declare(status, model.Field{Class: model.Status})
	member := func(id, status string) *model.Resource {
		r := &model.Resource{Type: database.Name, ID: id}
		r.Set(model.Dotted("Status"), model.TextValue(status))
		return r
	}
	cell := func(resources ...*model.Resource) model.Cell {
		return model.Cell{State: model.Present, Verdict: model.Same, Resources: resources}
	}
	row := &model.Row{Type: database, Role: "orders", Cells: []model.Cell{
		dev: cell(member("d", "in-sync")), staging: cell(member("s1", "in-sync"), member("s2", "rebooting"), member("s3", "in-sync")),
		prod: cell(member("p", "pending-reboot")),
	}}
	side := model.Side{Value: model.TextValue("pending-reboot")}
	entry := &model.Entry{
		Type: database, Name: "orders", Attribute: status, Environment: "prod", Row: row, Verdict: model.Same,
		Findings: []model.Finding{model.NotInEffect}, Mine: side, Baseline: side,
	}
	cells := differences(newCompany().comparison, row, []*model.Entry{entry})[0].cells
	for i, want := range map[int]string{dev: "in-sync", staging: "2 × in-sync, 1 × rebooting", prod: "pending-reboot"} {
		if got := shownSide(cells[i].Side, ""); got != want {
			t.Errorf("%s is said to be %q, want %q", []string{"dev", "staging", "prod"}[i], got, want)
		}
	}
}

// An element is its key, and each environment's is told in its own words: not the baseline's addresses.
func TestAnElementIsToldInItsOwnWords(t *testing.T) {
	c := newCompany().add("AWS::EC2::SecurityGroup", "search")
	path := model.NewPath("Ingress", "tcp", "443", "10.20.0.0/16")
	c.differs(entryOf{
		path: path, in: dev, verdict: model.Expected, mine: model.BoolValue(true), baseline: model.BoolValue(true),
		exchange: []model.Exchange{{Mine: "10.10.0.0/16", Yours: "10.20.0.0/16"}},
	})
	l := attributeOf(c.row, differences(c.comparison, c.row, c.row.Entries)[0], 0)
	for i, want := range map[int]string{dev: "10.10.0.0/16", prod: "10.20.0.0/16"} {
		if got := l.element(&l.cells[i]); got != want {
			t.Errorf("%s has %s, want %s", c.environments[i].Name, got, want)
		}
	}
}

// What one environment's cause gathers is shown with what all the others have: they need not be like the baseline.
func TestACauseTellsWhatTheOthersHave(t *testing.T) {
	c := newCompany().add("AWS::EC2::Instance", "web")
	count := entryOf{path: model.Dotted("Count"), mine: model.NumberValue("2"), baseline: model.NumberValue("3")}
	count.in, count.verdict = staging, model.Drift
	smaller := c.differs(count)
	count.in, count.verdict, count.mine = dev, model.Intentional, model.NumberValue("1")
	c.differs(count)
	c.differs(entryOf{path: model.Dotted("KeyName"), in: dev, verdict: model.Drift, mine: text0("a"), baseline: text0("b")})
	c.cause(model.CauseSmaller, staging, "staging is smaller: Count", "", smaller)
	b := builder{digest: c.digest(), cause: c.comparison.Causes[0]}
	var attributes []string
	for _, l := range b.build(c.catalog.Types()).lines {
		if l.cells == nil {
			continue
		}
		attributes = append(attributes, l.path.String())
		for i, want := range map[int]string{dev: "1", staging: "2", prod: "3"} {
			if got := shownSide(l.cells[i].Side, ""); got != want {
				t.Errorf("%s of %s is %q, want %q", l.path, c.environments[i].Name, got, want)
			}
		}
	}
	if want := []string{"Count"}; !slices.Equal(attributes, want) {
		t.Errorf("the cause lists %q, want %q", attributes, want)
	}
}

func TestWhatIsSharedIsWrittenTheSameButForTheElement(t *testing.T) {
	group := &model.Type{Name: "AWS::EC2::SecurityGroup"}
	group.Declare(model.Dotted("Ingress.*.*.*"), model.Field{})
	p := opened(t, 120, 40, Options{})
	v := p.view()
	path := model.NewPath("Ingress", "tcp", "443", "10.20.0.0/16")
	if got := v.phrase(group, path); got != "Ingress tcp 443 10.20.0.0/16" {
		t.Errorf("the rule is called %q", got)
	}
	p = pressed(p, "S")
	v = p.view()
	if got := v.phrase(group, path); got != "Ingress tcp 443" {
		t.Errorf("the rule is shared as %q", got)
	}
}
