package counterparts_test

import (
	"slices"
	"testing"

	"parity/model"
	"parity/model/counterparts"
	mt "parity/model/modeltest"
)

// roles lists the rows of a pair of inventories.
func roles(pins []counterparts.Pin, inventories ...*model.Inventory) []string {
	var names []string
	for _, row := range counterparts.Pair(mt.Catalog(), inventories, pins).Rows {
		names = append(names, row.Role)
	}
	return names
}

func TestRoles(t *testing.T) {
	for _, c := range []struct {
		name     string
		resource *model.Resource
		want     string
	}{
		{"words go, order stays", mt.Resource(mt.Instance, "i-1", "acme-prod-web"), "acme-web"},
		{"at the end", mt.Resource(mt.Instance, "i-1", "web.acme-prod"), "web.acme"},
		{"a final ordinal is no part", mt.Resource(mt.Instance, "i-1", "acme-prod-web-03"), "acme-web"},
		{"ordinal in front of the word", mt.Resource(mt.Instance, "i-1", "web-3-prod"), "web"},
		{"digits without delimiter stay", mt.Resource(mt.Instance, "i-1", "web3-prod"), "web3"},
		{"prod1 is not prod", mt.Resource(mt.Instance, "i-1", "prod1-web"), "prod1-web"},
		{"product is not prod", mt.Resource(mt.Instance, "i-1", "product-api"), "product-api"},
		{"nothing but words", mt.Resource(mt.Group, "sg-1", "prod"), "{env}"},
		{"an ordinal of a database stays", mt.Resource(mt.Database, "orders-prod-2", "orders-prod-2"), "orders-2"},
		{"no name", mt.Resource(mt.Instance, "i-0abc", ""), "i-0abc"},
		{"logical id", &model.Resource{Type: mt.Instance, ID: "i-1", Logical: "WebServer"}, "WebServer"},
		{"unnamed member of a group", &model.Resource{Type: mt.Instance, ID: "i-1", Group: "acme-prod-web-asg"}, "acme-web-asg"},
		{"parameter", mt.Param("/prod/database/host", "x"), "/database/host"},
		{"parameter at the root", mt.Param("/prod", "x"), "{env}"},
		{"roots end at a slash", mt.Param("/production/x", "x"), "/x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := roles(nil, mt.Inventory("staging"), mt.Inventory("prod", c.resource)); !slices.Equal(got, []string{c.want}) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFurtherRootsKeepTheirText(t *testing.T) {
	prod := mt.Inventory("prod", mt.Param("/prod/x", "1"), mt.Param("/shared/prod/x", "1"))
	prod.Environment.Roots = []string{"/prod", "/shared/prod"}
	if got, want := roles(nil, prod, mt.Inventory("staging")), []string{"/shared/x", "/x"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPinsComeFirst(t *testing.T) {
	pins := []counterparts.Pin{{Type: mt.Instance, Role: "batch", Members: map[string]string{"staging": "jobs-runner", "prod": "i-0abc"}}}
	got := roles(pins, mt.Inventory("staging", mt.Resource(mt.Instance, "i-1", "jobs-runner")), mt.Inventory("prod", mt.Resource(mt.Instance, "i-0abc", "zeus")))
	if !slices.Equal(got, []string{"batch"}) {
		t.Errorf("got %q", got)
	}
}

func group(id, name, vpc string) *model.Resource {
	return &model.Resource{Type: mt.Group, ID: id, Name: name, Scope: vpc}
}

func TestGroupsOfOneNameAreToldApartByTheirVPC(t *testing.T) {
	vpcs := func(inv *model.Inventory, ids ...string) *model.Inventory {
		for i, id := range ids {
			inv.Targets = append(inv.Targets, &model.Target{Type: "AWS::EC2::VPC", ID: id, Name: []string{"main", "ops"}[i]})
		}
		return inv
	}
	one := vpcs(mt.Inventory("staging", group("sg-1", "web", "vpc-1")), "vpc-1")
	if got, want := roles(nil, one, vpcs(mt.Inventory("prod", group("sg-2", "web", "vpc-2")), "vpc-2", "vpc-3")), []string{"web"}; !slices.Equal(got, want) {
		t.Errorf("once on each side: got %q, want %q", got, want)
	}
	two := vpcs(mt.Inventory("prod", group("sg-2", "web", "vpc-2"), group("sg-3", "web", "vpc-3")), "vpc-2", "vpc-3")
	both := vpcs(mt.Inventory("staging", group("sg-1", "web", "vpc-1"), group("sg-4", "web", "vpc-4")), "vpc-1", "vpc-4")
	if got, want := roles(nil, both, two), []string{"web (main)", "web (ops)"}; !slices.Equal(got, want) {
		t.Errorf("twice: got %q, want %q", got, want)
	}
}

func TestNothingIsOverwritten(t *testing.T) {
	prod := mt.Inventory("prod", mt.Resource(mt.Database, "api-prod", "api-prod"), mt.Resource(mt.Database, "api", "api"))
	rows := counterparts.Pair(mt.Catalog(), []*model.Inventory{mt.Inventory("staging"), prod}, nil).Rows
	if len(rows) != 1 || rows[0].Cells[1].State != model.Ambiguous || len(rows[0].Cells[1].Resources) != 2 {
		t.Errorf("two databases on one role: %+v", rows[0].Cells)
	}
}

func TestWhatAnotherEnvironmentSelectsIsNotOnesOwnByReference(t *testing.T) {
	staging, prod := mt.Inventory("staging", group("sg-1", "acme-prod-web", "")), mt.Inventory("prod", group("sg-1", "acme-prod-web", ""))
	staging.Environment.Account = prod.Environment.Account
	staging.Resources[0].ByReference = true
	p := counterparts.Pair(mt.Catalog(), []*model.Inventory{staging, prod}, nil)
	if len(p.Rows) != 1 || p.Rows[0].Cells[0].State != model.Empty {
		t.Errorf("prod's group stands in staging: %+v", p.Rows)
	}
	if _, ok := p.Index.Elsewhere(0, "sg-1"); !ok {
		t.Error("the group is not known as prod's")
	}
}
