package compare_test

import (
	"fmt"
	"testing"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
)

// company is an environment of n instances with 20 attributes each and 10n parameters, one in a hundred of
// which differs from another environment's.
func company(env string, n int) *model.Inventory {
	var resources []*model.Resource
	for i := range n {
		size := "t3.large"
		if env != "prod" && i%100 == 0 {
			size = "t3.small"
		}
		r := mt.Resource(mt.Instance, fmt.Sprintf("i-%s%08x", env[:1], i), fmt.Sprintf("acme-%s-svc%dx", env, i), "InstanceType="+size,
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
		resources = append(resources, mt.Param(fmt.Sprintf("/%s/team%d/service%d/setting%d", env, i%40, i%400, i), value,
			"Tier=Standard", "Version=3", "LastModifiedDate=2026-09-03T11:20:00Z", "LastModifiedUser=arn:aws:iam::111104111104:user/ci"))
	}
	return mt.Inventory(env, resources...)
}

// BenchmarkCompare goes from decoded inventories to a comparison; entries are reported as a check that
// there is something to find.
func BenchmarkCompare(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		inventories := []*model.Inventory{company("staging", n), company("prod", n)}
		b.Run(fmt.Sprintf("instances=%d,parameters=%d", n, 10*n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				result, err := compare.Run(mt.Catalog(), inventories, compare.Options{Now: mt.Loaded})
				if err != nil || len(result.Causes) == 0 {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(result.Entries)), "entries")
			}
		})
	}
}
