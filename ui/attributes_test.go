package ui

import (
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
