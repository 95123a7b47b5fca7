package company

import (
	"reflect"
	"slices"
	"testing"

	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

func TestTheSameCompanyEveryTime(t *testing.T) {
	for name, build := range map[string]func() *Account{"dev": Dev, "staging": Staging, "prod": Prod, "prod before": ProdBefore} {
		if !reflect.DeepEqual(build(), build()) {
			t.Errorf("%s is not the same twice", name)
		}
	}
}

func TestSize(t *testing.T) {
	prod := Prod()
	roles := map[string]bool{}
	for _, m := range machines {
		if m.count[prod.column] > 0 {
			roles[m.role] = true
		}
	}
	for what, size := range map[string]struct{ got, least, most int }{
		"instance roles":  {len(roles), 28, 36},
		"databases":       {len(databases) + len(prod.Clusters), 10, 10},
		"security groups": {len(prod.Groups), 25, 30},
		"parameters":      {len(prod.Parameters), 190, 230},
	} {
		if size.got < size.least || size.got > size.most {
			t.Errorf("%d %s, want %d to %d", size.got, what, size.least, size.most)
		}
	}
}

// What refers to something must find it, as it does in AWS.
func TestReferences(t *testing.T) {
	for _, a := range []*Account{Dev(), Staging(), Prod(), ProdBefore()} {
		known := map[string]bool{"pl-6da54004": true}
		for i := range a.Groups {
			known[*a.Groups[i].GroupId] = true
		}
		for i := range a.Subnets {
			known[*a.Subnets[i].SubnetId] = true
		}
		for i := range a.Images {
			known[*a.Images[i].ImageId] = true
		}
		for i := range a.Volumes {
			known[*a.Volumes[i].VolumeId] = true
		}
		for i := range a.PrefixLists {
			known[*a.PrefixLists[i].PrefixListId] = true
		}
		need := func(from, id string) {
			if !known[id] {
				t.Errorf("%s: %s refers to %s, which is not there", a.Name, from, id)
			}
		}
		for i := range a.Instances {
			instance := &a.Instances[i]
			need(*instance.InstanceId, *instance.ImageId)
			need(*instance.InstanceId, *instance.SubnetId)
			for _, g := range instance.SecurityGroups {
				need(*instance.InstanceId, *g.GroupId)
			}
			for _, device := range instance.BlockDeviceMappings {
				need(*instance.InstanceId, *device.Ebs.VolumeId)
			}
		}
		for i := range a.Databases {
			for _, g := range a.Databases[i].VpcSecurityGroups {
				need(*a.Databases[i].DBInstanceIdentifier, *g.VpcSecurityGroupId)
			}
		}
		for i := range a.Groups {
			for _, rule := range slices.Concat(a.Groups[i].IpPermissions, a.Groups[i].IpPermissionsEgress) {
				for _, pair := range rule.UserIdGroupPairs {
					need(*a.Groups[i].GroupName, *pair.GroupId)
				}
				for _, list := range rule.PrefixListIds {
					need(*a.Groups[i].GroupName, *list.PrefixListId)
				}
			}
		}
	}
}

func TestIncident(t *testing.T) {
	before, now := ProdBefore(), Prod()
	_, was := before.stored("payments/psp/timeout_ms")
	_, is := now.stored("payments/psp/timeout_ms")
	if *was.Value != "3000" || *is.Value != "800" || is.Version != was.Version+1 {
		t.Errorf("timeout_ms %s v%d, before %s v%d", *is.Value, is.Version, *was.Value, was.Version)
	}
	lists := func(a *Account) int {
		n := 0
		for i := range a.Groups {
			if *a.Groups[i].GroupName == a.name("payments-api") {
				n = len(slices.Concat(permissionLists(a.Groups[i].IpPermissionsEgress)...))
			}
		}
		return n
	}
	if lists(before) != 2 || lists(now) != 1 {
		t.Errorf("payments-api lets out to %d prefix lists, before %d, want 1 and 2", lists(now), lists(before))
	}
	if got := *now.databaseOf("orders").DBParameterGroups[0].ParameterApplyStatus; got != "pending-reboot" {
		t.Errorf("the orders database is %s", got)
	}
}

func permissionLists(rules []ec2types.IpPermission) [][]ec2types.PrefixListId {
	var lists [][]ec2types.PrefixListId
	for i := range rules {
		lists = append(lists, rules[i].PrefixListIds)
	}
	return lists
}
