package counterparts_test

import (
	"fmt"
	"slices"
	"strings"
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
		{"a stack's random part, by its logical id", stacked("acme-WebSG-DFFXKTQNCKZZ", "WebSG"), "acme-WebSG"},
		{"in small letters", stacked("acme-websg-xevamgddrogq", "WebSG"), "acme-websg"},
		{"a name behind a logical id that is none", stacked("acme-WebSG-of-payments", "WebSG"), "acme-WebSG-of-payments"},
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

// stacked is a group that a stack made.
func stacked(name, logical string) *model.Resource {
	return &model.Resource{Type: mt.Group, ID: "sg-1", Name: name, Logical: logical}
}

// What has no tags is known by the stacks of its environment.
func TestNamesOfStacks(t *testing.T) {
	untagged := &model.Type{Name: "AWS::RDS::DBParameterGroup", Singular: "group"}
	untagged.Declare(model.Dotted("DBParameterGroupFamily"), model.Field{})
	catalog := model.NewCatalog(append(mt.Catalog().Types(), untagged)...)
	at := func(env, name string, tags ...string) *model.Inventory {
		return mt.Inventory(env, &model.Resource{Type: untagged.Name, ID: name, Name: name}, mt.Resource(mt.Instance, "i-"+env, "web-"+env, tags...))
	}
	rows := func(staging, prod *model.Inventory) (out []string) {
		for _, row := range counterparts.Pair(catalog, []*model.Inventory{staging, prod}, nil).Rows {
			if row.Type == untagged {
				out = append(out, row.Role)
			}
		}
		return out
	}
	const tag = "Tags.aws:cloudformation:stack-name="
	if got := rows(at("staging", "stg-data-orderparams-xevamgddrog7", tag+"stg-data"), at("prod", "prd-data-orderparams-gx1amgddrogz", tag+"prd-data")); !slices.Equal(got, []string{"data-orderparams"}) {
		t.Errorf("got %q", got)
	}
	// So is what a reference names, but no image: the end of its name may be a commit.
	for _, c := range []struct{ typeName, want string }{{"AWS::IAM::Role", "data-runner"}, {"AWS::EC2::Image", "data-runner-1cu0v7vlx2vc"}} {
		staging, prod := at("staging", "x", tag+"stg-data"), at("prod", "x", tag+"prd-data")
		target := &model.Target{Type: c.typeName, ID: "id", Name: "stg-data-runner-1cu0v7vlx2vc"}
		if c.typeName == "AWS::EC2::Image" {
			target.Qualifier = "arm64"
		}
		staging.Targets = append(staging.Targets, target)
		owner, _ := counterparts.Pair(catalog, []*model.Inventory{staging, prod}, nil).Index.In(0, "id", c.typeName)
		if role, _, _ := strings.Cut(owner.Role, " "); role != c.want {
			t.Errorf("%s plays %q, want %q", c.typeName, role, c.want)
		}
	}
	if got := rows(at("staging", "stg-data-postgres15", tag+"stg-data"), at("prod", "prd-data-postgres16", tag+"prd-data")); len(got) != 2 {
		t.Errorf("names right behind a stack's are names: %q", got)
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

// What plays a role elsewhere is looked up by it: the id, or the same part of it, as it is now.
func TestPlaying(t *testing.T) {
	db := func(environment string) *model.Resource {
		return mt.Resource(mt.Database, "acme-"+environment+"-db", "acme-"+environment+"-db", "Endpoint.Address=db."+environment+".example")
	}
	staging := mt.Inventory("staging", db("staging"), mt.Resource(mt.Group, "sg-0000000a", "acme-staging-web"))
	prod := mt.Inventory("prod", db("prod"), mt.Resource(mt.Group, "sg-0000000b", "acme-prod-web"))
	p := counterparts.Pair(mt.Catalog(), []*model.Inventory{staging, prod}, nil)
	earlier := mt.Inventory("staging", mt.Resource(mt.Group, "sg-0000000c", "acme-staging-web"))
	beside := p.Beside()
	beside.Remember(0, earlier, nil)
	for id, want := range map[string]string{"sg-0000000b": "[sg-0000000a]", "db.prod.example": "[db.staging.example]", "acme-prod-db": "[acme-staging-db]"} {
		owner, ok := p.Index.In(1, id, "")
		if got := fmt.Sprint(p.Index.Playing(0, owner)); !ok || got != want {
			t.Errorf("%s is played by %s, want %s", id, got, want)
		}
		if got := fmt.Sprint(beside.Index.Playing(0, owner)); got != want {
			t.Errorf("%s is played by %s beside an earlier load, want %s", id, got, want)
		}
	}
}
