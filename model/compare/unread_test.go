package compare_test

import (
	"testing"

	"parity/model"
	mt "parity/model/modeltest"
)

func lost(i *model.Inventory, lost ...model.Unread) *model.Inventory {
	i.Unread = append(i.Unread, lost...)
	return i
}

// brokenOff is a chain of pages that broke.
func brokenOff(typeName string) model.Unread {
	return model.Unread{Type: typeName, Operation: "a:Call", Code: "Throttling", Partial: true}
}

func TestPitfall77BrokenOff(t *testing.T) {
	const whole = "instance role staging unknown"
	a := func(env, name, size string) *model.Resource {
		return mt.Resource(mt.Instance, "i-"+env+name, name+"-"+env, "InstanceType="+size)
	}
	for name, c := range map[string]struct {
		mine, base *model.Inventory
		want       []string
	}{
		"what came is compared": {
			lost(inv("staging", a("staging", "web", "t3.small")), brokenOff(mt.Instance)), inv("prod", a("prod", "web", "t3.large")),
			[]string{whole, "instance role web InstanceType staging drift"},
		},
		"what the other side alone has": {
			lost(inv("staging"), brokenOff(mt.Instance)), inv("prod", a("prod", "web", "t3.large")),
			[]string{whole, "instance role web staging unknown"},
		},
		"what the broken side alone has is certain": {
			lost(inv("staging", a("staging", "web", "t3.small")), brokenOff(mt.Instance)), inv("prod"),
			[]string{whole, "instance role web staging extra"},
		},
		"the baseline's": {
			inv("staging", a("staging", "web", "t3.small")), lost(inv("prod"), brokenOff(mt.Instance)),
			[]string{whole, "instance role web staging unknown"},
		},
		"so is a count": {
			lost(inv("staging", a("staging", "web-1", "t3.small")), brokenOff(mt.Instance)), inv("prod", a("prod", "web-1", "t3.small"), a("prod", "web-2", "t3.small")),
			[]string{whole, "instance role web Count staging unknown"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, tell(t, c.mine, c.base), c.want...)
		})
	}
}

func TestPartsUnread(t *testing.T) {
	size := model.Unread{Type: mt.Instance, Part: model.Dotted("BlockDeviceMappings.*.Ebs.Volume*"), Operation: "ec2:DescribeVolumes", Code: "UnauthorizedOperation"}
	const part = "instance role BlockDeviceMappings.*.Ebs.Volume* staging unknown"
	disk := func(env, n string) *model.Resource {
		return web(env, "BlockDeviceMappings./dev/xvda.Ebs.DeleteOnTermination="+n, "BlockDeviceMappings./dev/xvda.Ebs.VolumeSize="+n)
	}
	without := func(env string) *model.Resource {
		return web(env, "BlockDeviceMappings./dev/xvda.Ebs.DeleteOnTermination=1")
	}
	for name, c := range map[string]struct {
		mine, base *model.Inventory
		want       []string
	}{
		"it hides its attributes alone": {
			lost(inv("staging", disk("staging", "1")), size), inv("prod", disk("prod", "2")),
			[]string{part, "instance role web BlockDeviceMappings./dev/xvda.Ebs.DeleteOnTermination staging drift"},
		},
		"of the baseline":     {inv("staging", disk("staging", "1")), lost(inv("prod", without("prod")), size), []string{part}},
		"of both is one":      {lost(inv("staging", without("staging")), size), lost(inv("prod", without("prod")), size), []string{part}},
		"an element is whole": {lost(inv("staging", web("staging")), size), inv("prod", disk("prod", "2")), []string{part, "instance role web BlockDeviceMappings./dev/xvda staging missing"}},
	} {
		t.Run(name, func(t *testing.T) { expect(t, tell(t, c.mine, c.base), c.want...) })
	}
}

// A part that is hidden for some resources hides it for those.
func TestPartsUnreadOfSomeResources(t *testing.T) {
	value := model.Unread{Type: mt.Parameter, Part: model.Dotted("Value"), Operation: "kms:Decrypt", Code: "AccessDenied", Resources: []string{"/staging/a"}}
	staging := lost(inv("staging", mt.Param("/staging/a", "1"), mt.Param("/staging/b", "1")), value)
	prod := inv("prod", mt.Param("/prod/a", "2"), mt.Param("/prod/b", "2"))
	expect(t, tell(t, staging, prod), "parameter Value staging unknown", "parameter /b Value staging drift")
	result := compared(t, staging, prod)
	for _, row := range result.Rows {
		if want := map[string]model.Verdict{"/a": model.Unknown, "/b": model.Drift}[row.Role]; row.Verdict != want {
			t.Errorf("row %s is %s, want %s", row.Role, row.Verdict, want)
		}
	}
}

// What could be read of a hidden attribute may still be a finding, and is not counted as alike.
func TestFindingsOfHiddenAttributes(t *testing.T) {
	hidden := model.Unread{Type: mt.Parameter, Part: model.Dotted("Value"), Operation: "ssm:GetParametersByPath", Code: "AccessDenied", Resources: []string{"/prod/x"}}
	bare := mt.Param("/prod/x", "")
	bare.Set(model.Dotted("Value"), model.Value{})
	expect(t, tell(t, inv("staging", text("staging", "https://es.prod.acme.example/")), lost(inv("prod", bare), hidden)),
		"parameter Value staging unknown", "parameter /x Value staging drift [cross-environment]")
}

func TestPitfall76WhyIsSaid(t *testing.T) {
	result := compared(t, lost(inv("staging"), model.Unread{Type: mt.Parameter, Operation: "ssm:GetParametersByPath", Code: "AccessDeniedException"}), inv("prod", text("prod", "a")))
	if got, want := result.Entries[0].Reason, "staging: ssm:GetParametersByPath AccessDeniedException"; got != want {
		t.Errorf("the reason is %q, want %q", got, want)
	}
}

func TestAmbiguous(t *testing.T) {
	two := func(env string) *model.Inventory {
		return inv(env, mt.Resource(mt.Database, "api-"+env, "api-"+env), mt.Resource(mt.Database, "api", "api"))
	}
	one := func(env string) *model.Inventory { return inv(env, mt.Resource(mt.Database, "api-"+env, "api-"+env)) }
	for name, c := range map[string][2]*model.Inventory{
		"mine": {two("staging"), one("prod")}, "the baseline's": {one("staging"), two("prod")}, "both": {two("staging"), two("prod")},
		"mine against nothing": {two("staging"), inv("prod")}, "the baseline's against nothing": {inv("staging"), two("prod")},
	} {
		t.Run(name, func(t *testing.T) { expect(t, tell(t, c[0], c[1]), "database api staging unknown") })
	}
}

// A type that one side was never asked for is unknown there; one that nobody was asked for is not there.
func TestNotAskedFor(t *testing.T) {
	staging := inv("staging", text("staging", "a"))
	prod := inv("prod")
	prod.Types = []string{mt.Instance}
	expect(t, tell(t, staging, prod), "parameter staging unknown", "database staging unknown", "security group staging unknown")
	staging.Types = []string{mt.Instance}
	expect(t, tell(t, staging, prod))
}

// What follows something that could not be read may differ on account of it.
func TestWhatFollowsTheUnread(t *testing.T) {
	hidden := model.Unread{Type: mt.Instance, Part: model.Dotted("InstanceType"), Operation: "a:Call", Code: "Denied"}
	const core = "CpuOptions.CoreCount="
	run := func(mine, base string, want ...string) {
		t.Helper()
		expect(t, tell(t, lost(inv("staging", web("staging", core+mine)), hidden), inv("prod", web("prod", "InstanceType=t3.large", core+base))),
			append(want, "instance role InstanceType staging unknown")...)
	}
	run("2", "2")
	run("1", "2", "instance role web CpuOptions.CoreCount staging unknown")
}
