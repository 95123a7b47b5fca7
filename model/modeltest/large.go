package modeltest

import (
	"fmt"

	"parity/model"
)

// Large is an environment of n instances of 20 attributes each and 10n parameters, in which one in a
// hundred of each differs from another environment's: what benchmarks are measured by.
func Large(env string, n int) *model.Inventory {
	resources := make([]*model.Resource, 0, 11*n)
	for i := range n {
		size := "t3.large"
		if env != "prod" && i%100 == 0 {
			size = "t3.small"
		}
		r := Resource(Instance, fmt.Sprintf("i-%s%08x", env[:1], i), fmt.Sprintf("acme-%s-svc%dx", env, i), "InstanceType="+size,
			"State.Name=running", "SecurityGroups=[sg-0000000"+env[:1]+"]", "Placement.AvailabilityZone=eu-west-1a",
			"BlockDeviceMappings./dev/xvda.Ebs.VolumeSize=8", fmt.Sprintf("PrivateIpAddress=10.%d.%d.%d", i>>16, i>>8&255, i&255))
		for tag := range 14 {
			r.Set(model.NewPath("Tags", fmt.Sprintf("Tag%02d", tag)), model.TextValue(fmt.Sprintf("value %d of acme", tag)))
		}
		resources = append(resources, r)
	}
	for i := range n * 10 {
		value := fmt.Sprintf("https://api-%d.%s.acme.internal/v2/things", i, env)
		if env != "prod" && i%100 == 0 {
			value = fmt.Sprintf("something else %d", i)
		}
		resources = append(resources, Param(fmt.Sprintf("/%s/team%d/service%d/setting%d", env, i%40, i%400, i), value,
			"Tier=Standard", "Version=3", "LastModifiedDate=2026-09-03T11:20:00Z", "LastModifiedUser=arn:aws:iam::111104111104:user/ci"))
	}
	return Inventory(env, resources...)
}
