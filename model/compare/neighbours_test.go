package compare_test

import (
	"net/netip"
	"slices"
	"testing"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
)

// One resource that stands in the other environment's VPC makes that VPC none of its own: everything else stays alike,
// and the VPC's addresses stay the other's words.
func TestANeighboursVPC(t *testing.T) {
	const account, theirs = "777702777702", "vpc-0000000b"
	at := func(env, net string, more ...*model.Resource) *model.Inventory {
		own := map[string]string{"staging": "vpc-0000000a", "prod": theirs}[env]
		resources := []*model.Resource{text(env, net+".4.7")}
		for _, name := range []string{"web", "api", "job"} {
			resources = append(resources, mt.Resource(mt.Instance, "i-"+env+name, name+"-"+env, "VpcId="+own))
		}
		i := inv(env, append(resources, more...)...)
		i.Environment.Account = account
		i.Environment.Networks = []netip.Prefix{netip.MustParsePrefix(net + ".0.0/16")}
		i.Targets = []*model.Target{{Type: "AWS::EC2::VPC", ID: own, Name: "net of " + env, CIDRs: []string{net + ".0.0/16"}}}
		return i
	}
	alike := []string{
		"instance role web VpcId staging expected", "instance role api VpcId staging expected",
		"instance role job VpcId staging expected",
	}
	and := func(more ...string) []string { return slices.Concat(alike, more) }
	expect(t, tell(t, at("staging", "10.30"), at("prod", "10.20")), and(parameterExpected)...)

	strays := mt.Resource(mt.Instance, "i-stray", "stray-staging", "VpcId="+theirs)
	stray := at("staging", "10.30", strays)
	stray.Targets = append(stray.Targets, at("prod", "10.20").Targets...)
	stray.Environment.Networks = append(stray.Environment.Networks, netip.MustParsePrefix("10.20.0.0/16"))
	prod := at("prod", "10.20", mt.Resource(mt.Instance, "i-strayprod", "stray-prod", "VpcId="+theirs))
	expect(t, tell(t, stray, prod), and(parameterExpected, "instance role stray VpcId staging drift [cross-environment]")...)

	// A value that names the neighbour's range is found as before.
	resourceOf(stray, mt.Param("/staging/x", "")).Set(model.Dotted("Value"), model.TextValue("10.20.4.7"))
	expect(t, tell(t, stray, prod), and(parameterDrift+" [cross-environment]", "instance role stray VpcId staging drift [cross-environment]")...)

	// An environment without a VPC of its own shares the other's.
	shared := at("staging", "10.20")
	shared.Targets = prod.Targets
	for _, r := range shared.Of(mt.Instance) {
		r.Set(model.Dotted("VpcId"), model.TextValue(theirs))
	}
	expect(t, tell(t, shared, at("prod", "10.20")))
}

// One more VPC on one side does not make the other's only one another.
func TestOneMoreVPC(t *testing.T) {
	at := func(env string, more ...string) *model.Inventory {
		i := inv(env, mt.Resource(mt.Instance, "i-"+env, "web-"+env, "VpcId=vpc-"+env))
		i.Targets = []*model.Target{vpc("vpc-"+env, "net-"+env, false), subnet("subnet-"+env, "", "vpc-"+env, "private")}
		for _, name := range more {
			i.Resources = append(i.Resources, mt.Resource(mt.Instance, "i-"+name, name+"-"+env, "VpcId=vpc-"+name))
			i.Targets = append(i.Targets, vpc("vpc-"+name, name+"-"+env, false))
		}
		i.Sort()
		return i
	}
	const alike = "instance role web VpcId staging expected"
	expect(t, tell(t, at("staging", "odd"), at("prod")), alike, "instance role odd staging extra")
	expect(t, tell(t, at("staging"), at("prod", "odd")), alike, "instance role odd staging missing")
	moved := at("staging", "odd")
	resourceOf(moved, &model.Resource{Type: mt.Instance, ID: "i-staging"}).Set(model.Dotted("VpcId"), model.TextValue("vpc-odd"))
	expect(t, tell(t, moved, at("prod", "odd")), "instance role web VpcId staging drift")
}

// The baseline's own findings fold as those of others do.
func TestFindingsOfTheBaselineFold(t *testing.T) {
	group := mt.Resource(mt.Group, "sg-0000000a", "db-staging")
	staging := inv("staging", group)
	prod := inv("prod", web("prod", "SecurityGroups=[sg-0000000a]", "NetworkInterfaces.0.Groups=[sg-0000000a]"), mt.Resource(mt.Group, "sg-0000000b", "db-prod"))
	expect(t, tell(t, staging, prod), "instance role web staging missing", "instance role web SecurityGroups prod drift [cross-environment]")
}

// What the members of the baseline refer to is said by name, as in the entries of all others.
func TestFindingsOfTheBaselineNameWhatIsReferredTo(t *testing.T) {
	prod := mt.Inventory("prod",
		mt.Resource(mt.Instance, "i-1", "web-prod-1", "SubnetId=subnet-0000000c"),
		mt.Resource(mt.Instance, "i-2", "web-prod-2", "SubnetId=subnet-0000000d"))
	prod.Targets = []*model.Target{
		{Type: "AWS::EC2::Subnet", ID: "subnet-0000000c", Name: "private"}, {Type: "AWS::EC2::Subnet", ID: "subnet-0000000d", Name: "public"},
	}
	result, err := compare.Run(mt.Catalog(), []*model.Inventory{mt.Inventory("staging"), prod}, compare.Options{Now: mt.Loaded})
	if err != nil {
		t.Fatal(err)
	}
	entry := entryAt(result.Entries, "SubnetId")
	for _, side := range []model.Side{entry.Mine, entry.Baseline} {
		var names []string
		for _, several := range side.Several {
			names = append(names, several.Shown)
		}
		if !slices.Equal(names, []string{"private", "public"}) {
			t.Errorf("the members' subnets are called %q", names)
		}
	}
}
