package compare_test

import (
	"slices"
	"testing"

	"parity/model"
	mt "parity/model/modeltest"
)

func in(segments ...string) []string  { return append([]string{"Ingress"}, segments...) }
func out(segments ...string) []string { return append([]string{"Egress"}, segments...) }

func TestRules(t *testing.T) {
	const g = "security group web "
	run(t, []judged{
		{"pitfall 17: order", group("staging", in("tcp", "1", "192.168.0.0/24"), in("tcp", "2", "192.168.0.0/24")), group("prod", in("tcp", "2", "192.168.0.0/24"), in("tcp", "1", "192.168.0.0/24")), nil},
		{"a rule less", group("staging"), group("prod", in("tcp", "1", "192.168.0.0/24")), []string{g + "Ingress.tcp.1.192.168.0.0/24 staging missing"}},
		{
			"a changed source is one missing and one extra", group("staging", in("tcp", "1", "192.168.1.0/24")), group("prod", in("tcp", "1", "192.168.0.0/24")),
			[]string{g + "Ingress.tcp.1.192.168.0.0/24 staging missing", g + "Ingress.tcp.1.192.168.1.0/24 staging extra"},
		},
		{
			"pitfall 25: two ports against their range", group("staging", in("tcp", "80", "192.168.0.0/24"), in("tcp", "81", "192.168.0.0/24")), group("prod", in("tcp", "80-81", "192.168.0.0/24")),
			[]string{g + "Ingress.tcp.80-81.192.168.0.0/24 staging missing", g + "Ingress.tcp.80.192.168.0.0/24 staging extra", g + "Ingress.tcp.81.192.168.0.0/24 staging extra"},
		},
		{
			"pitfall 6: the remainder is kept", group("staging", in("tcp", "1", "10.30.5.0/24")), group("prod", in("tcp", "1", "10.20.6.0/24")),
			[]string{g + "Ingress.tcp.1.10.20.6.0/24 staging missing", g + "Ingress.tcp.1.10.30.5.0/24 staging extra"},
		},
		{
			"pitfall 6: and the length", group("staging", in("tcp", "1", "10.30.5.0/25")), group("prod", in("tcp", "1", "10.20.5.0/24")),
			[]string{g + "Ingress.tcp.1.10.20.5.0/24 staging missing", g + "Ingress.tcp.1.10.30.5.0/25 staging extra"},
		},
		{"the whole VPC", group("staging", in("all", "all", "10.30.0.0/16")), group("prod", in("all", "all", "10.20.0.0/16")), []string{g + "Ingress.all.all.10.20.0.0/16 staging expected"}},
		{"pitfall 18: itself", group("staging", in("all", "all", "sg:sg-0000000a")), group("prod", in("all", "all", "sg:sg-0000000b")), nil},
		{"pitfall 18: another account's", group("staging", in("all", "all", "sg:999999999999/sg-0000000e")), group("prod", in("all", "all", "sg:999999999999/sg-0000000e")), nil},
		{"pitfall 18: unresolved", group("staging", in("tcp", "1", "sg:sg-0000000e")), group("prod"), []string{g + "Ingress.tcp.1.sg:sg-0000000e? staging unknown"}},
		{
			"unresolved, and whatever it may be the counterpart of", group("staging", in("tcp", "1", "sg:sg-0000000e"), in("tcp", "2", "sg:sg-0000000a")), group("prod", in("tcp", "1", "sg:sg-0000000b")),
			[]string{g + "Ingress.tcp.1.sg:self staging unknown", g + "Ingress.tcp.1.sg:sg-0000000e? staging unknown", g + "Ingress.tcp.2.sg:self staging extra"},
		},
		{
			"pitfall 24: the default way out is gone", group("staging"), group("prod", out("all", "all", "0.0.0.0/0")),
			[]string{g + "Egress.all.all.0.0.0.0/0 staging missing"},
		},
		{
			"pitfall 27: open on this side", group("staging", in("tcp", "22", "::/0")), group("prod"),
			[]string{g + "Ingress.tcp.22.::/0 staging extra [open-to-world]"},
		},
		{
			"pitfall 27: open on the other", group("staging"), group("prod", in("tcp", "22", "0.0.0.0/0")),
			[]string{g + "Ingress.tcp.22.0.0.0.0/0 staging missing [open-to-world]"},
		},
		{"pitfall 27: open on both", group("staging", in("tcp", "22", "0.0.0.0/0")), group("prod", in("tcp", "22", "0.0.0.0/0")), nil},
		{
			"pitfall 19: a description", group("staging", in("tcp", "1", "192.168.0.0/24")), group("prod", in("tcp", "1", "192.168.0.0/24"), in("tcp", "1", "192.168.0.0/24", "Description")),
			[]string{g + "Ingress.tcp.1.192.168.0.0/24.Description staging drift"},
		},
		{
			"a network of the other environment", group("staging", in("tcp", "1", "10.20.5.0/24")), group("prod", in("tcp", "1", "10.20.5.0/24")),
			[]string{g + "Ingress.tcp.1.10.20.5.0/24 staging drift [cross-environment]"},
		},
		{
			"the other's network beside its own", group("staging", in("tcp", "1", "10.20.5.0/24"), in("tcp", "1", "10.30.5.0/24")), group("prod", in("tcp", "1", "10.20.5.0/24")),
			[]string{g + "Ingress.tcp.1.10.20.5.0/24 staging expected", g + "Ingress.tcp.1.10.20.5.0/24 staging extra [cross-environment]"},
		},
	})
}

// A rule moved from one group to another is gone from the one and new in the other.
func TestARuleMovedBetweenGroups(t *testing.T) {
	other := func(env string, rules ...[]string) *model.Resource {
		r := group(env, rules...)
		r.ID, r.Name = r.ID+"0", "alb-"+env
		return r
	}
	rule := in("tcp", "5432", "192.168.0.0/24")
	staging, prod := inv("staging", group("staging"), other("staging", rule)), inv("prod", group("prod", rule), other("prod"))
	expect(t, tell(t, staging, prod),
		"security group web Ingress.tcp.5432.192.168.0.0/24 staging missing",
		"security group alb Ingress.tcp.5432.192.168.0.0/24 staging extra")
	expect(t, reasons(t, staging, prod), "alb: in the baseline on web instead", "web: in staging on alb instead")
}

// A pair that is probable is told on both sides, and stays two differences.
func TestPitfall15ProbablePairsAreTold(t *testing.T) {
	staging, prod := inv("staging", mt.Param("/staging/DbUrl", "1")), inv("prod", mt.Param("/prod/db_url", "1"))
	expect(t, tell(t, staging, prod), "parameter /DbUrl staging extra", "parameter /db_url staging missing")
	const cure = ": the names differ in spelling alone; pin them under counterparts: if they are one"
	expect(t, reasons(t, staging, prod), "/DbUrl: may be /db_url of prod"+cure, "/db_url: may be /DbUrl of staging"+cure)
}

// What stands in an environment by reference alone is not there for want of one.
func TestUnreferencedGroups(t *testing.T) {
	referred := group("prod")
	referred.ByReference = true
	expect(t, reasons(t, inv("staging"), inv("prod", referred)), "web: nothing in staging refers to one")
	expect(t, reasons(t, inv("staging"), inv("prod", group("prod"))), "web: ")
}

// reasons lists why each entry is what it is, by role.
func reasons(t *testing.T, inventories ...*model.Inventory) []string {
	t.Helper()
	var out []string
	for _, e := range compared(t, inventories...).Entries {
		out = append(out, e.Name+": "+e.Reason)
	}
	slices.Sort(out)
	return out
}

// What other rules let through as well is a difference still, for they may be narrowed; it says so.
func TestPitfall25CoveredRules(t *testing.T) {
	wide, narrow := in("tcp", "0-1024", "192.168.0.0/16"), in("tcp", "443", "192.168.4.0/24")
	staging, prod := inv("staging", group("staging", wide)), inv("prod", group("prod", wide, narrow))
	expect(t, tell(t, staging, prod), "security group web Ingress.tcp.443.192.168.4.0/24 staging missing")
	expect(t, reasons(t, staging, prod), "web: in staging covered by Ingress tcp 0-1024 192.168.0.0/16")
	expect(t, reasons(t, inv("staging", group("staging", wide, narrow)), inv("prod", group("prod", wide))),
		"web: in prod covered by Ingress tcp 0-1024 192.168.0.0/16")
	expect(t, reasons(t, inv("staging", group("staging", in("tcp", "80", "sg:sg-0000000a"), in("tcp", "81", "sg:sg-0000000a"))), inv("prod", group("prod", in("tcp", "80-81", "sg:sg-0000000b")))),
		"web: in staging covered by Ingress tcp 80 sg:self and Ingress tcp 81 sg:self",
		"web: in prod covered by Ingress tcp 80-81 sg:self", "web: in prod covered by Ingress tcp 80-81 sg:self")
	expect(t, reasons(t, inv("staging", group("staging", in("tcp", "80", "10.0.0.0/8"))), inv("prod", group("prod", narrow))), "web: ", "web: ")
}

// A group that stands on one side alone may be the open door.
func TestPitfall27AGroupOpenToTheWorld(t *testing.T) {
	expect(t, tell(t, inv("staging", group("staging", in("tcp", "22", "0.0.0.0/0"))), inv("prod")), "security group web staging extra [open-to-world]")
	expect(t, tell(t, inv("staging"), inv("prod", group("prod", in("tcp", "22", "0.0.0.0/0")))), "security group web staging missing [open-to-world]")
	expect(t, tell(t, inv("staging", group("staging", out("all", "all", "0.0.0.0/0"))), inv("prod")), "security group web staging extra")
}

func TestPitfall18TheOtherEnvironmentsGroup(t *testing.T) {
	expect(t, tell(t, inv("staging", group("staging", in("tcp", "1", "sg:sg-0000000b"))), inv("prod", group("prod", in("tcp", "1", "sg:sg-0000000b")))),
		"security group web Ingress.tcp.1.sg:prod/web staging extra [cross-environment]",
		"security group web Ingress.tcp.1.sg:self staging missing")
}

func TestPitfall22PrefixLists(t *testing.T) {
	list := func(id, name, owner string) *model.Target {
		return &model.Target{Type: "AWS::EC2::PrefixList", ID: id, Name: name, Owner: owner}
	}
	mine, base := group("staging", in("tcp", "443", "pl:pl-0000000a")), group("prod", in("tcp", "443", "pl:pl-0000000b"))
	const at = "security group web Ingress.tcp.443."
	for name, c := range map[string]struct {
		mine, base []*model.Target
		want       []string
	}{
		"AWS's own":       {[]*model.Target{list("pl-0000000a", "com.amazonaws.eu-west-1.s3", "AWS")}, []*model.Target{list("pl-0000000b", "com.amazonaws.eu-west-1.s3", "AWS")}, []string{at + "pl:com.amazonaws.s3 of AWS staging expected"}},
		"one's own":       {[]*model.Target{list("pl-0000000a", "staging-office", "333301333301")}, []*model.Target{list("pl-0000000b", "prod-office", "777702777702")}, []string{at + "pl:office staging expected"}},
		"two":             {[]*model.Target{list("pl-0000000a", "home", "")}, []*model.Target{list("pl-0000000b", "office", "")}, []string{at + "pl:home staging extra", at + "pl:office staging missing"}},
		"one is not read": {nil, []*model.Target{list("pl-0000000b", "office", "")}, []string{at + "pl:office staging unknown", at + "pl:pl-0000000a? staging unknown"}},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, tell(t, with(inv("staging", mine), c.mine...), with(inv("prod", base), c.base...)), c.want...)
		})
	}
}

// Every VPC has a group called default: the VPC tells them apart.
// Something left in the account's default VPC changes nothing of the environment's own.
func TestPitfall09BesideTheDefaultVPC(t *testing.T) {
	at := func(env string, scopes ...string) *model.Inventory {
		i := inv(env)
		for _, scope := range scopes {
			r := mt.Resource(mt.Group, "sg-"+env+scope, "default")
			r.Scope = "vpc-" + env + scope
			i.Resources = append(i.Resources, r)
			i.Targets = append(i.Targets, vpc(r.Scope, map[string]string{"own": "the " + env + " net", "old": ""}[scope], scope == "old"))
		}
		i.Sort()
		return i
	}
	expect(t, tell(t, at("staging", "own"), at("prod", "own", "old")), "security group default (default) staging missing")
	expect(t, tell(t, at("staging", "own", "old"), at("prod", "own", "old")))
}

func TestPitfall09DefaultGroups(t *testing.T) {
	at := func(env string) *model.Inventory {
		i := inv(env)
		for n, name := range []string{"main", "ops"} {
			r := mt.Resource(mt.Group, "sg-0000000"+env[:1]+name, "default")
			r.Scope = "vpc-" + env + name
			mt.Rule(r, "Ingress", "tcp", []string{"1", "2"}[n], "192.168.0.0/24")
			i.Resources = append(i.Resources, r)
			i.Targets = append(i.Targets, vpc(r.Scope, name+"-"+env, false))
		}
		i.Sort()
		return i
	}
	expect(t, tell(t, at("staging"), at("prod")))
}
