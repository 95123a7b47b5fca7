package aws

import (
	"slices"
	"strings"
	"testing"

	"parity/model"
)

// Types of the test's own: what uses groups, which lie in networks.
var (
	userKind  = &model.Type{Name: "T::User", Plural: "users"}
	groupKind = &model.Type{Name: "T::Group", Plural: "groups"}
	pathKind  = &model.Type{Name: "T::Path", Plural: "paths", Naming: model.Naming{Paths: true}}
)

func init() {
	userKind.Declare(model.Dotted("Group"), model.Field{Class: model.Reference, Target: groupKind.Name})
	groupKind.Declare(model.Dotted("Vpc"), model.Field{Class: model.Reference, Target: vpcTarget})
	groupKind.Declare(model.NewPath("Ingress", model.Any, model.Any, model.Any), model.Field{Class: model.Reference, Target: groupKind.Name})
	groupKind.Declare(model.NewPath("Uses", model.Any), model.Field{Class: model.Reference, Target: "T::List"})
	for _, kind := range []*model.Type{userKind, groupKind} {
		kind.Declare(model.NewPath("Tags", model.Any), model.Field{})
	}
}

// thing is a resource of attributes written KEY=VALUE.
func thing(kind *model.Type, id string, attributes ...string) *model.Resource {
	r := &model.Resource{Type: kind.Name, ID: id, Name: id}
	for _, a := range attributes {
		key, value, _ := strings.Cut(a, "=")
		r.Set(model.Dotted(key), model.TextValue(value))
	}
	return r
}

func fill(resources ...*model.Resource) *reading {
	r := newReading("111111111111", "eu-west-1")
	r.add(resources...)
	r.addTargets(
		&model.Target{Type: vpcTarget, ID: "vpc-1", CIDRs: []string{"10.1.0.0/16"}},
		&model.Target{Type: vpcTarget, ID: "vpc-2", CIDRs: []string{"10.2.0.0/16"}},
		&model.Target{Type: "AWS::EC2::Subnet", ID: "subnet-1", Parent: "vpc-1"},
		&model.Target{Type: "AWS::EC2::Subnet", ID: "subnet-2", Parent: "vpc-2"},
		&model.Target{Type: "T::List", ID: "pl-1"},
		&model.Target{Type: "T::List", ID: "pl-2"},
	)
	return r
}

func see(r *reading, wanted ...Wanted) []*model.Inventory {
	kinds := []*model.Type{userKind, groupKind, pathKind}
	v := view{world: newWorld(r, kinds), tenants: newTenants(wanted), asked: []string{userKind.Name, groupKind.Name, pathKind.Name}}
	return v.inventories()
}

func ids(inv *model.Inventory) string {
	var list []string
	for _, r := range inv.Resources {
		id := r.ID
		if r.ByReference {
			id += "<"
		}
		if r.Shared {
			id += "&"
		}
		list = append(list, id)
	}
	return strings.Join(list, " ")
}

func TestSelection(t *testing.T) {
	resources := []*model.Resource{
		thing(userKind, "web", "Tags.Environment=staging", "Tags.Team=a", "Group=g1"),
		thing(userKind, "job", "Tags.env=STG", "Group=g2"),
		thing(userKind, "api-prod", "Tags.Stage=production", "Group=g2"),
		thing(userKind, "stagehand", "Tags.Environment=stagehand"),
		thing(userKind, "named", "Tags.Name=staging"),
		thing(groupKind, "g1", "Vpc=vpc-1", "Tags.Team=b"),
		thing(groupKind, "g2", "Vpc=vpc-2"),
		thing(groupKind, "g3", "Vpc=vpc-1"),
		thing(pathKind, "/staging/a"), thing(pathKind, "/stage/b"), thing(pathKind, "/stagehand/c"), thing(pathKind, "/staging"), thing(pathKind, "/acme/stg/eu/d"),
	}
	for name, c := range map[string]struct {
		wanted Wanted
		want   string
	}{
		"by convention":     {Wanted{Name: "staging"}, "g1< g2< /stage/b /staging /staging/a job web"},
		"by an alias":       {Wanted{Name: "pre", Aliases: []string{"stagehand"}}, "/stagehand/c stagehand"},
		"by a tag":          {Wanted{Name: "x", Select: Select{Tags: map[string]string{"Team": "a"}}}, "g1< web"},
		"by tags":           {Wanted{Name: "x", Select: Select{Tags: map[string]string{"Team": "a", "Environment": "prod"}}}, ""},
		"by a tag with env": {Wanted{Name: "stagehand", Parameters: []string{"/none"}, Select: Select{Tags: map[string]string{"Environment": "{env}"}}}, "stagehand"},
		"by case":           {Wanted{Name: "x", Select: Select{Tags: map[string]string{"env": "stg"}}}, ""},
		"by VPC":            {Wanted{Name: "x", Select: Select{VPC: "vpc-1"}}, "g1 g3"},
		"by name":           {Wanted{Name: "x", Select: Select{Name: "g?"}}, "g1 g2 g3"},
		"by name with env":  {Wanted{Name: "prod", Select: Select{Name: "*-{env}"}}, "g2< api-prod"},
		"all":               {Wanted{Name: "x", Select: Select{All: true}}, "g1 g2 g3 api-prod job named stagehand web"},
		"by written paths":  {Wanted{Name: "stg", Select: Select{VPC: "none"}, Parameters: []string{"/acme/{env}/eu/", "stagehand"}}, "/acme/stg/eu/d /stagehand/c"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := ids(see(fill(resources...), c.wanted)[0]); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestSharedAndUnclaimed(t *testing.T) {
	r := fill(
		thing(userKind, "web", "Tags.env=staging", "Group=g1"), thing(userKind, "api", "Tags.env=prod", "Group=g1"),
		thing(groupKind, "g1", "Vpc=vpc-1"), thing(groupKind, "g2", "Vpc=vpc-2"), thing(userKind, "lone"),
	)
	inventories := see(r, Wanted{Name: "staging"}, Wanted{Name: "prod"})
	if got := ids(inventories[0]); got != "g1<& web" {
		t.Errorf("staging has %s", got)
	}
	if got := ids(inventories[1]); got != "g1<& api" {
		t.Errorf("prod has %s", got)
	}
	for _, inv := range inventories {
		if !slices.Equal(inv.Unclaimed[userKind.Name], []string{"lone"}) || !slices.Equal(inv.Unclaimed[groupKind.Name], []string{"g2"}) {
			t.Errorf("unclaimed %v", inv.Unclaimed)
		}
	}
	if r.resources[groupKind.Name][0].Shared {
		t.Error("a mark of one view was left in the reading")
	}
}

// TestOwnNetworks: of two environments in one account each has the networks that its own things lie in.
func TestOwnNetworks(t *testing.T) {
	rule := thing(groupKind, "g1", "Tags.env=staging", "Vpc=vpc-1")
	rule.Set(model.NewPath("Ingress", "tcp", "443", "pl:pl-1"), model.BoolValue(true))
	inventories := see(fill(rule, thing(groupKind, "g2", "Tags.env=prod", "Vpc=vpc-2")), Wanted{Name: "staging"}, Wanted{Name: "prod"})
	for i, want := range []string{"10.1.0.0/16 subnet-1 vpc-1 pl-1", "10.2.0.0/16 subnet-2 vpc-2"} {
		inv := inventories[i]
		var got []string
		for _, n := range inv.Environment.Networks {
			got = append(got, n.String())
		}
		for _, target := range inv.Targets {
			got = append(got, target.ID)
		}
		if text := strings.Join(got, " "); text != want {
			t.Errorf("%s: %s, want %s", inv.Environment.Name, text, want)
		}
	}
}

// TestGroupsThatRulesName: a group that a rule lets in belongs to the environment by reference; the network it lies in
// is none of the environment's own.
func TestGroupsThatRulesName(t *testing.T) {
	rule := thing(groupKind, "g1", "Tags.env=staging", "Vpc=vpc-1")
	for _, source := range []string{"sg:g2", "sg:999999999999/g3", "sg:g1"} {
		rule.Set(model.NewPath("Ingress", "tcp", "443", source), model.BoolValue(true))
	}
	inv := see(fill(rule, thing(groupKind, "g2", "Vpc=vpc-2"), thing(groupKind, "g3", "Vpc=vpc-2")), Wanted{Name: "staging"})[0]
	if got := ids(inv); got != "g1 g2<" {
		t.Errorf("it has %s", got)
	}
	if len(inv.Environment.Networks) != 1 || inv.Environment.Networks[0].String() != "10.1.0.0/16" {
		t.Errorf("its networks are %v", inv.Environment.Networks)
	}
}

// TestLostReferrers: where what uses groups was not read, a group that nothing claims may be anybody's.
func TestLostReferrers(t *testing.T) {
	r := fill(thing(groupKind, "g1", "Tags.env=staging"), thing(groupKind, "g2"))
	r.fail(awsError("AccessDenied"), userKind)
	inv := see(r, Wanted{Name: "staging"})[0]
	if len(inv.Unread) != 2 || inv.Unread[1].Type != groupKind.Name || !inv.Unread[1].Partial || inv.Unread[1].Code != "AccessDenied" {
		t.Errorf("unread %+v", inv.Unread)
	}
	claimed := fill(thing(groupKind, "g1", "Tags.env=staging"))
	claimed.fail(awsError("AccessDenied"), userKind)
	if inv := see(claimed, Wanted{Name: "staging"})[0]; len(inv.Unread) != 1 {
		t.Errorf("no group is unclaimed, and yet: %+v", inv.Unread)
	}
}

func TestLossesBelowARootConcernThoseWhoLiveThere(t *testing.T) {
	r := fill(thing(pathKind, "/prod/a"))
	r.lose(loss{Unread: model.Unread{Type: pathKind.Name, Code: "AccessDenied"}, root: "/staging"})
	inventories := see(r, Wanted{Name: "staging"}, Wanted{Name: "prod"})
	if len(inventories[0].Unread) != 1 || len(inventories[1].Unread) != 0 {
		t.Errorf("unread %+v and %+v", inventories[0].Unread, inventories[1].Unread)
	}
}

func TestHiddenResourcesAreThoseOfTheEnvironment(t *testing.T) {
	r := fill(thing(userKind, "web", "Tags.env=staging"), thing(userKind, "api", "Tags.env=prod"))
	part := model.Dotted("Size")
	r.hideOf(awsError("Throttling"), userKind, []string{"api"}, part)
	r.hideOf(awsError("Throttling"), userKind, []string{"web"}, part)
	for _, inv := range see(r, Wanted{Name: "staging"}, Wanted{Name: "prod"}) {
		own := inv.Resources[0].ID
		if len(inv.Unread) != 1 || !slices.Equal(inv.Unread[0].Resources, []string{own}) {
			t.Errorf("%s: %+v", inv.Environment.Name, inv.Unread)
		}
	}
}

func TestSelectionInVain(t *testing.T) {
	r := fill(thing(userKind, "web", "Tags.env=stg1"), thing(userKind, "job", "Tags.env=stg1"), thing(userKind, "api", "Tags.Stage=qa"))
	s := see(r, Wanted{Name: "staging"})[0].Selection
	if s.Written || !strings.Contains(s.LookedFor[userKind.Name], "staging") || !strings.Contains(s.LookedFor[pathKind.Name], "/staging") {
		t.Errorf("%+v", s)
	}
	if got := s.Meant[userKind.Name]; len(got) != 2 || got[0] != "the tag env with stg1" {
		t.Errorf("meant %q", got)
	}
	written := see(r, Wanted{Name: "x", Written: true, Select: Select{All: true}, Parameters: []string{"/x"}})[0].Selection
	if !written.Written {
		t.Errorf("%+v", written)
	}
	half := see(r, Wanted{Name: "x", Written: true, Select: Select{All: true}})[0].Selection
	if _, looked := half.LookedFor[userKind.Name]; half.Written || looked || half.LookedFor[pathKind.Name] == "" {
		t.Errorf("paths go by convention, the rest was written down: %+v", half)
	}
}

func TestRootsEndAtASlash(t *testing.T) {
	for _, c := range []struct {
		name, root string
		want       bool
	}{
		{"/prod/a", "/prod", true}, {"/prod", "/prod", true}, {"/production/a", "/prod", false}, {"/a", "/", true}, {"a", "/", true},
	} {
		if got := below(c.name, c.root); got != c.want {
			t.Errorf("below(%q, %q) is %v", c.name, c.root, got)
		}
	}
	if got := outermost([]string{"/b", "/a/c", "/a", "/a-b", "/b"}); !slices.Equal(got, []string{"/a", "/a-b", "/b"}) {
		t.Errorf("outermost %q", got)
	}
}
