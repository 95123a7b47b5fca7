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
