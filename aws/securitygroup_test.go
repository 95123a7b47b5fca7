package aws

import (
	"slices"
	"strings"
	"testing"

	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parity/model"
)

const ownAccount = "111111111111"

func groupWith(ingress, egress []ec2types.IpPermission) ec2types.SecurityGroup {
	return ec2types.SecurityGroup{
		GroupId: new("sg-00000001"), GroupName: new("web"), OwnerId: new(ownAccount), VpcId: new("vpc-00000001"),
		Description: new("of web"), IpPermissions: ingress, IpPermissionsEgress: egress,
	}
}

// rulesOf lists the rules of a group, with their descriptions.
func rulesOf(g ec2types.SecurityGroup) []string {
	var rules []string
	for _, a := range groupOf(model.NewSealer([]byte("a key of the test")), g).Attributes {
		if first := a.Path.First(); first != ingress && first != egress {
			continue
		}
		text := strings.Join(a.Path.Segments(), " ")
		if a.Path.Last() == "Description" {
			text += " = " + a.Value.Text()
		}
		rules = append(rules, text)
	}
	return rules
}

func TestRulesAreAtoms(t *testing.T) {
	tcp := func(port int32, sources ...string) ec2types.IpPermission {
		return permission("tcp", port, port, sources...)
	}
	for name, c := range map[string]struct {
		ingress, egress []ec2types.IpPermission
		want            []string
	}{
		"pitfall 16: two layouts of the same rules, apart": {
			ingress: []ec2types.IpPermission{tcp(443, "10.0.1.0/24"), tcp(443, "10.0.2.0/24"), tcp(80, "10.0.1.0/24")},
			want:    []string{"Ingress tcp 443 10.0.1.0/24", "Ingress tcp 443 10.0.2.0/24", "Ingress tcp 80 10.0.1.0/24"},
		},
		"pitfall 16: and together, in another order": {
			ingress: []ec2types.IpPermission{tcp(80, "10.0.1.0/24"), tcp(443, "10.0.2.0/24", "10.0.1.0/24")},
			want:    []string{"Ingress tcp 443 10.0.1.0/24", "Ingress tcp 443 10.0.2.0/24", "Ingress tcp 80 10.0.1.0/24"},
		},
		"pitfall 18: groups of one's own account, and of others; a group that is gone has no owner": {
			ingress: []ec2types.IpPermission{{IpProtocol: new("tcp"), FromPort: new(int32(22)), ToPort: new(int32(22)), UserIdGroupPairs: []ec2types.UserIdGroupPair{
				{GroupId: new("sg-00000001"), UserId: new(ownAccount)},
				{GroupId: new("sg-0000000b"), UserId: new("222222222222"), VpcPeeringConnectionId: new("pcx-1"), PeeringStatus: new("active")},
				{GroupId: new("sg-0000000c")},
			}}},
			want: []string{"Ingress tcp 22 sg:222222222222/sg-0000000b", "Ingress tcp 22 sg:sg-00000001", "Ingress tcp 22 sg:sg-0000000c"},
		},
		"pitfall 19: an empty description is none": {
			ingress: []ec2types.IpPermission{
				{IpProtocol: new("tcp"), FromPort: new(int32(1)), ToPort: new(int32(1)), IpRanges: []ec2types.IpRange{{CidrIp: new("10.0.0.0/8"), Description: new("")}}},
				{IpProtocol: new("tcp"), FromPort: new(int32(2)), ToPort: new(int32(2)), IpRanges: []ec2types.IpRange{{CidrIp: new("10.0.0.0/8"), Description: new("office")}}},
			},
			want: []string{"Ingress tcp 1 10.0.0.0/8", "Ingress tcp 2 10.0.0.0/8", "Ingress tcp 2 10.0.0.0/8 Description = office"},
		},
		"pitfall 20: addresses have one spelling": {
			ingress: []ec2types.IpPermission{tcp(443, "10.0.1.7/24", "2001:DB8:0:0::/64", "::/0")},
			want:    []string{"Ingress tcp 443 10.0.1.0/24", "Ingress tcp 443 2001:db8::/64", "Ingress tcp 443 ::/0"},
		},
		"pitfall 21: prefix lists are sources too": {
			egress: []ec2types.IpPermission{{IpProtocol: new("tcp"), FromPort: new(int32(443)), ToPort: new(int32(443)), PrefixListIds: []ec2types.PrefixListId{
				{PrefixListId: new("pl-00000001"), Description: new("S3")},
			}}},
			want: []string{"Egress tcp 443 pl:pl-00000001", "Egress tcp 443 pl:pl-00000001 Description = S3"},
		},
		"pitfall 23: everything, with ports or without": {
			ingress: []ec2types.IpPermission{permission("-1", -1, -1, "10.0.0.0/8")},
			egress:  []ec2types.IpPermission{{IpProtocol: new("-1"), IpRanges: []ec2types.IpRange{{CidrIp: new("0.0.0.0/0")}}, Ipv6Ranges: []ec2types.Ipv6Range{{CidrIpv6: new("::/0")}}}},
			want:    []string{"Egress all all 0.0.0.0/0", "Egress all all ::/0", "Ingress all all 10.0.0.0/8"},
		},
		"pitfall 23: protocols by number": {
			ingress: []ec2types.IpPermission{permission("6", 22, 22, "10.0.0.0/8"), permission("17", 53, 53, "10.0.0.0/8"), permission("50", -1, -1, "10.0.0.0/8"), permission("51", 0, 0, "10.0.0.0/8")},
			want:    []string{"Ingress 50 all 10.0.0.0/8", "Ingress 51 all 10.0.0.0/8", "Ingress tcp 22 10.0.0.0/8", "Ingress udp 53 10.0.0.0/8"},
		},
		"pitfall 23: ICMP has types and codes": {
			ingress: []ec2types.IpPermission{
				permission("icmp", -1, -1, "10.0.1.0/24"), permission("1", 8, 0, "10.0.2.0/24"), permission("icmp", 3, -1, "10.0.3.0/24"),
				permission("icmpv6", -1, -1, "::/0"), permission("58", 128, 0, "2001:db8::/64"),
			},
			want: []string{
				"Ingress icmp 3-all 10.0.3.0/24", "Ingress icmp 8-0 10.0.2.0/24", "Ingress icmp all 10.0.1.0/24",
				"Ingress icmpv6 128-0 2001:db8::/64", "Ingress icmpv6 all ::/0",
			},
		},
		"ranges of ports": {
			ingress: []ec2types.IpPermission{permission("tcp", 8000, 8080, "10.0.0.0/8"), permission("tcp", 0, 65535, "10.1.0.0/16"), permission("tcp", 0, 0, "10.2.0.0/16")},
			want:    []string{"Ingress tcp 0 10.2.0.0/16", "Ingress tcp 8000-8080 10.0.0.0/8", "Ingress tcp all 10.1.0.0/16"},
		},
		"pitfall 24: no egress at all is nothing": {},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, rulesOf(groupWith(c.ingress, c.egress))); diff != "" {
				t.Errorf("taken apart otherwise (-want +got):\n%s", diff)
			}
		})
	}
}

func permission(protocol string, from, to int32, sources ...string) ec2types.IpPermission {
	p := ec2types.IpPermission{IpProtocol: &protocol, FromPort: &from, ToPort: &to}
	for _, source := range sources {
		if strings.Contains(source, ":") {
			p.Ipv6Ranges = append(p.Ipv6Ranges, ec2types.Ipv6Range{CidrIpv6: &source})
		} else {
			p.IpRanges = append(p.IpRanges, ec2types.IpRange{CidrIp: &source})
		}
	}
	return p
}

// However AWS puts rules together and in whatever order it gives them, the group is the same.
func TestLayoutOfRulesSaysNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		single := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) ec2types.IpPermission {
			port := rapid.Int32Range(0, 3).Draw(t, "port")
			return permission(rapid.SampledFrom([]string{"tcp", "udp", "icmp"}).Draw(t, "protocol"), port, port,
				rapid.SampledFrom([]string{"10.0.0.0/8", "10.1.0.0/16", "::/0", "2001:db8::/64"}).Draw(t, "source"))
		}), 1, 12).Draw(t, "rules")
		var together []ec2types.IpPermission
		for _, p := range rapid.Permutation(single).Draw(t, "order") {
			same := func(o ec2types.IpPermission) bool {
				return *o.IpProtocol == *p.IpProtocol && *o.FromPort == *p.FromPort
			}
			if i := slices.IndexFunc(together, same); i >= 0 {
				together[i].IpRanges = append(together[i].IpRanges, p.IpRanges...)
				together[i].Ipv6Ranges = append(together[i].Ipv6Ranges, p.Ipv6Ranges...)
				continue
			}
			p.IpRanges, p.Ipv6Ranges = slices.Clone(p.IpRanges), slices.Clone(p.Ipv6Ranges)
			together = append(together, p)
		}
		if diff := cmp.Diff(rulesOf(groupWith(single, nil)), rulesOf(groupWith(together, nil))); diff != "" {
			t.Fatalf("one layout is not like the other:\n%s", diff)
		}
	})
}

// Rules that point at groups and prefix lists are judged by what these are, not by their ids.
func TestJudgedRules(t *testing.T) {
	group := func(id, name string, rules ...ec2types.IpPermission) ec2types.SecurityGroup {
		return ec2types.SecurityGroup{
			GroupId: new(id), GroupName: new(name), OwnerId: new(ownAccount), VpcId: new("vpc-0000000" + id[len(id)-1:]), IpPermissions: rules,
		}
	}
	from := func(port int32, id string) ec2types.IpPermission {
		return ec2types.IpPermission{IpProtocol: new("tcp"), FromPort: &port, ToPort: &port, UserIdGroupPairs: []ec2types.UserIdGroupPair{{GroupId: &id, UserId: new(ownAccount)}}}
	}
	listed := func(id string) ec2types.IpPermission {
		return ec2types.IpPermission{IpProtocol: new("tcp"), FromPort: new(int32(443)), ToPort: new(int32(443)), PrefixListIds: []ec2types.PrefixListId{{PrefixListId: &id}}}
	}
	vpcs := func(id string) []*model.Target {
		return []*model.Target{{Type: vpcTarget, ID: "vpc-0000000" + id, Name: "main"}}
	}
	for name, c := range map[string]struct {
		prod, staging side
		want          []string
	}{
		"by role, and to itself": {
			prod: side{groups: []ec2types.SecurityGroup{
				group("sg-0000001a", "prod-web", from(22, "sg-0000001a")), group("sg-0000002a", "prod-db", from(5432, "sg-0000001a")),
			}, targets: vpcs("a")},
			staging: side{groups: []ec2types.SecurityGroup{
				group("sg-0000001b", "staging-web", from(22, "sg-0000001b")), group("sg-0000002b", "staging-db", from(5432, "sg-0000001b")),
			}, targets: vpcs("b")},
		},
		"another role": {
			prod: side{groups: []ec2types.SecurityGroup{
				group("sg-0000001a", "prod-web"), group("sg-0000002a", "prod-db", from(5432, "sg-0000001a")),
			}, targets: vpcs("a")},
			staging: side{groups: []ec2types.SecurityGroup{
				group("sg-0000001b", "staging-web"), group("sg-0000002b", "staging-db", from(5432, "sg-0000002b")),
			}, targets: vpcs("b")},
			want: []string{"db Ingress.tcp.5432.sg:self extra", "db Ingress.tcp.5432.sg:web missing"},
		},
		"a group that is gone makes unknown": {
			prod: side{groups: []ec2types.SecurityGroup{
				group("sg-0000001a", "prod-web"), group("sg-0000002a", "prod-db", from(5432, "sg-0000001a")),
			}, targets: vpcs("a")},
			staging: side{groups: []ec2types.SecurityGroup{
				group("sg-0000001b", "staging-web"), group("sg-0000002b", "staging-db", from(5432, "sg-0000009b")),
			}, targets: vpcs("b")},
			want: []string{"db Ingress.tcp.5432.sg:sg-0000009b? unknown", "db Ingress.tcp.5432.sg:web unknown"},
		},
		"prefix lists by name": {
			prod: side{
				groups:  []ec2types.SecurityGroup{group("sg-0000001a", "prod-web", listed("pl-0000000a"))},
				targets: append(vpcs("a"), &model.Target{Type: prefixListTarget, ID: "pl-0000000a", Name: "com.amazonaws.eu-west-1.s3", Owner: "AWS"}),
			},
			staging: side{
				groups:  []ec2types.SecurityGroup{group("sg-0000001b", "staging-web", listed("pl-0000000b"))},
				targets: append(vpcs("b"), &model.Target{Type: prefixListTarget, ID: "pl-0000000b", Name: "com.amazonaws.eu-west-1.s3", Owner: "AWS"}),
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, differing(t, c.prod, c.staging, model.Mirror)); diff != "" {
				t.Errorf("judged otherwise (-want +got):\n%s", diff)
			}
		})
	}
}
