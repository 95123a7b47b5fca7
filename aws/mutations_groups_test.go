package aws_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"parity/aws/awstest"
)

// moreGroups adds a prefix list, a group with rules of every kind of source, and leaves the groups' ids.
func moreGroups(ctx context.Context, e *awstest.Environment) error {
	list, err := e.EC2.CreateManagedPrefixList(ctx, &ec2.CreateManagedPrefixListInput{
		PrefixListName: named(e, "offices"), AddressFamily: new("IPv4"), MaxEntries: new(int32(5)),
		Entries: []types.AddPrefixListEntry{{Cidr: new("192.0.2.0/24")}},
	})
	if err != nil {
		return err
	}
	e.Groups["offices"] = *list.PrefixList.PrefixListId
	return all(edgeGroup, allow("db", "tcp", 8444, 8444, "pl:offices"))(ctx, e)
}

// edgeGroup makes the group with rules of every kind of source.
func edgeGroup(ctx context.Context, e *awstest.Environment) error {
	out, err := e.EC2.CreateSecurityGroup(ctx, &ec2.CreateSecurityGroupInput{
		GroupName: named(e, "edge"), Description: new("of edge"), VpcId: &e.VPC,
		TagSpecifications: []types.TagSpecification{{ResourceType: types.ResourceTypeSecurityGroup, Tags: []types.Tag{{Key: new("Environment"), Value: &e.Name}}}},
	})
	if err != nil {
		return err
	}
	e.Groups["edge"] = *out.GroupId
	for i, source := range []string{"192.168.1.0/24 office", "2001:db8:1::/48 six", "sg:web of web", "sg:edge itself", "pl:offices the offices"} {
		if err := allow("edge", "tcp", 9001+i, 9001+i, source)(ctx, e); err != nil {
			return err
		}
	}
	return allowOut("edge", "tcp", 443, 443, "192.168.2.0/24 out")(ctx, e)
}

// ofGroups are the changes to groups themselves.
func ofGroups() []mutation {
	tagGroup := func(role, key, value string) step {
		return func(ctx context.Context, e *awstest.Environment) error {
			return tagID(ctx, e, e.Groups[role], key, value)
		}
	}
	untagGroup := func(role, key string) step {
		return func(ctx context.Context, e *awstest.Environment) error { return untagID(ctx, e, e.Groups[role], key) }
	}
	create := func(name string) step {
		return func(ctx context.Context, e *awstest.Environment) error {
			out, err := e.EC2.CreateSecurityGroup(ctx, &ec2.CreateSecurityGroupInput{
				GroupName: named(e, name), Description: new("of " + name), VpcId: &e.VPC,
				TagSpecifications: []types.TagSpecification{{ResourceType: types.ResourceTypeSecurityGroup, Tags: []types.Tag{{Key: new("Environment"), Value: &e.Name}}}},
			})
			if err == nil {
				e.Groups[name] = *out.GroupId
			}
			return err
		}
	}
	remove := func(name string) step {
		return func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.EC2.DeleteSecurityGroup(ctx, &ec2.DeleteSecurityGroupInput{GroupId: new(e.Groups[name])})
			return err
		}
	}
	return []mutation{
		{"a tag on a group", tagGroup("db", "Team", "search"), tagGroup("db", "Team", "payments"), []string{group + " acme-db Tags.Team drift"}},
		{"a tag more on a group", tagGroup("db", "Owner", "x"), untagGroup("db", "Owner"), []string{group + " acme-db Tags.Owner extra"}},
		{"a tag less on a group", untagGroup("db", "Team"), tagGroup("db", "Team", "payments"), []string{group + " acme-db Tags.Team missing"}},
		{"a group more", create("cache"), remove("cache"), []string{group + " acme-cache extra"}},
		{"a group less", remove("edge"), edgeGroup, []string{group + " acme-edge missing"}},
	}
}

// ofRules are the changes to rules, of all kinds of source, in both directions.
func ofRules() []mutation {
	const edge = group + " acme-edge "
	var list []mutation
	in := func(name, protocol string, from, to int, source, want string) {
		list = append(list, mutation{name, allow("edge", protocol, from, to, source), revoke("edge", protocol, from, to, source), []string{edge + "Ingress." + want}})
	}
	out := func(name, protocol string, from, to int, source, want string) {
		list = append(list, mutation{name, allowOut("edge", protocol, from, to, source), revokeOut("edge", protocol, from, to, source), []string{edge + "Egress." + want}})
	}
	in("a door open to the world", "tcp", 22, 22, "0.0.0.0/0", "tcp.22.0.0.0.0/0 extra [open-to-world]")
	in("a door open to the world by IPv6", "tcp", 22, 22, "::/0", "tcp.22.::/0 extra [open-to-world]")
	in("a range let in", "tcp", 5432, 5432, "192.168.7.0/24", "tcp.5432.192.168.7.0/24 extra")
	in("a range let in beside another", "tcp", 9001, 9001, "192.168.7.0/24", "tcp.9001.192.168.7.0/24 extra")
	in("a range of IPv6 let in", "tcp", 5432, 5432, "2001:db8:7::/48", "tcp.5432.2001:db8:7::/48 extra")
	in("ports let in", "udp", 6000, 6010, "192.168.7.0/24", "udp.6000-6010.192.168.7.0/24 extra")
	in("all ports let in", "tcp", 0, 65535, "192.168.7.0/24", "tcp.all.192.168.7.0/24 extra")
	in("everything let in", "-1", -1, -1, "192.168.7.0/24", "all.all.192.168.7.0/24 extra")
	in("pings let in", "icmp", 8, 0, "192.168.7.0/24", "icmp.8-0.192.168.7.0/24 extra")
	in("a group let in", "tcp", 5432, 5432, "sg:alb", "tcp.5432.sg:acme-alb extra")
	in("itself let in", "tcp", 5432, 5432, "sg:edge", "tcp.5432.sg:self extra")
	in("a prefix list let in", "tcp", 5432, 5432, "pl:offices", "tcp.5432.pl:acme-offices extra")
	in("the other environment's network let in", "tcp", 22, 22, "10.20.9.0/24", "tcp.22.10.20.9.0/24 extra [cross-environment]")
	out("a range let out", "tcp", 8443, 8443, "192.168.7.0/24", "tcp.8443.192.168.7.0/24 extra")
	out("a range of IPv6 let out", "tcp", 8443, 8443, "2001:db8:7::/48", "tcp.8443.2001:db8:7::/48 extra")
	out("a group let out", "tcp", 8443, 8443, "sg:db", "tcp.8443.sg:acme-db extra")
	out("a prefix list let out", "tcp", 8443, 8443, "pl:offices", "tcp.8443.pl:acme-offices extra")
	for i, source := range []string{"192.168.1.0/24 office", "2001:db8:1::/48 six", "sg:web of web", "sg:edge itself", "pl:offices the offices"} {
		port := 9001 + i
		address, _, _ := strings.Cut(source, " ")
		called := strings.NewReplacer("sg:web", "sg:acme-web", "sg:edge", "sg:self", "pl:offices", "pl:acme-offices").Replace(address)
		path := fmt.Sprintf("%sIngress.tcp.%d.%s", edge, port, called)
		back, away := allow("edge", "tcp", port, port, source), revoke("edge", "tcp", port, port, source)
		list = append(list,
			mutation{"a rule less, " + address, away, back, []string{path + " missing"}},
			mutation{"a rule of another port, " + address, all(away, allow("edge", "tcp", 9100, 9100, source)), all(revoke("edge", "tcp", 9100, 9100, source), back), []string{
				fmt.Sprintf("%sIngress.tcp.9100.%s extra", edge, called), path + " missing",
			}})
		if strings.HasPrefix(address, "pl:") { // of which the emulator keeps no description
			continue
		}
		list = append(list,
			mutation{"a rule described otherwise, " + address, redescribe(port, source, address+" by hand"), redescribe(port, address+" by hand", source), []string{path + ".Description drift"}})
	}
	return append(list,
		mutation{
			"a rule of another source", all(revoke("edge", "tcp", 9001, 9001, "192.168.1.0/24 office"), allow("edge", "tcp", 9001, 9001, "192.168.9.0/24 office")),
			all(revoke("edge", "tcp", 9001, 9001, "192.168.9.0/24 office"), allow("edge", "tcp", 9001, 9001, "192.168.1.0/24 office")),
			[]string{edge + "Ingress.tcp.9001.192.168.1.0/24 missing", edge + "Ingress.tcp.9001.192.168.9.0/24 extra"},
		},
		mutation{"a rule out less", revokeOut("edge", "tcp", 443, 443, "192.168.2.0/24"), allowOut("edge", "tcp", 443, 443, "192.168.2.0/24 out"), []string{edge + "Egress.tcp.443.192.168.2.0/24 missing"}},
		mutation{"an egress rule less", revokeOut("alb", "-1", -1, -1, "0.0.0.0/0"), allowOut("alb", "-1", -1, -1, "0.0.0.0/0"), []string{group + " acme-alb Egress.all.all.0.0.0.0/0 missing"}},
		mutation{"a rule less", revoke("db", "tcp", 5432, 5432, "sg:web"), allow("db", "tcp", 5432, 5432, "sg:web"), []string{group + " acme-db Ingress.tcp.5432.sg:acme-web missing"}},
		mutation{"the same rule again", all(revoke("db", "tcp", 5432, 5432, "sg:web"), allow("db", "tcp", 5432, 5432, "sg:web")), nil, nil})
}

// permission is a rule whose source is a CIDR, sg:ROLE or pl:offices, with its description behind a blank.
func permission(e *awstest.Environment, protocol string, from, to int, source string) []types.IpPermission {
	address, text, described := strings.Cut(source, " ")
	var description *string
	if described {
		description = &text
	}
	p := types.IpPermission{IpProtocol: &protocol}
	if protocol != "-1" {
		p.FromPort, p.ToPort = new(int32(from)), new(int32(to))
	}
	switch kind, role, _ := strings.Cut(address, ":"); {
	case kind == "sg":
		p.UserIdGroupPairs = []types.UserIdGroupPair{{GroupId: new(e.Groups[role]), Description: description}}
	case kind == "pl":
		p.PrefixListIds = []types.PrefixListId{{PrefixListId: new(e.Groups[role]), Description: description}}
	case strings.Contains(address, ":"):
		p.Ipv6Ranges = []types.Ipv6Range{{CidrIpv6: &address, Description: description}}
	default:
		p.IpRanges = []types.IpRange{{CidrIp: &address, Description: description}}
	}
	return []types.IpPermission{p}
}

func allow(role, protocol string, from, to int, source string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.EC2.AuthorizeSecurityGroupIngress(ctx, &ec2.AuthorizeSecurityGroupIngressInput{GroupId: new(e.Groups[role]), IpPermissions: permission(e, protocol, from, to, source)})
		return err
	}
}

func revoke(role, protocol string, from, to int, source string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.EC2.RevokeSecurityGroupIngress(ctx, &ec2.RevokeSecurityGroupIngressInput{GroupId: new(e.Groups[role]), IpPermissions: permission(e, protocol, from, to, source)})
		return err
	}
}

func allowOut(role, protocol string, from, to int, source string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.EC2.AuthorizeSecurityGroupEgress(ctx, &ec2.AuthorizeSecurityGroupEgressInput{GroupId: new(e.Groups[role]), IpPermissions: permission(e, protocol, from, to, source)})
		return err
	}
}

func revokeOut(role, protocol string, from, to int, source string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		in := &ec2.RevokeSecurityGroupEgressInput{GroupId: new(e.Groups[role]), IpPermissions: permission(e, protocol, from, to, source)}
		if len(in.IpPermissions[0].Ipv6Ranges) > 0 { // which the emulator finds by the rule's id alone
			rules, err := e.EC2.DescribeSecurityGroupRules(ctx, &ec2.DescribeSecurityGroupRulesInput{Filters: []types.Filter{{Name: new("group-id"), Values: []string{e.Groups[role]}}}})
			if err != nil {
				return err
			}
			in.IpPermissions = nil
			for _, r := range rules.SecurityGroupRules {
				if r.IsEgress != nil && *r.IsEgress && r.CidrIpv6 != nil && *r.CidrIpv6 == source {
					in.SecurityGroupRuleIds = append(in.SecurityGroupRuleIds, *r.SecurityGroupRuleId)
				}
			}
		}
		_, err := e.EC2.RevokeSecurityGroupEgress(ctx, in)
		return err
	}
}

// redescribe gives a rule another description. The emulator does it for addresses only: the others come anew.
func redescribe(port int, was, is string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		if strings.HasPrefix(was, "sg:") || strings.HasPrefix(was, "pl:") {
			return all(revoke("edge", "tcp", port, port, was), allow("edge", "tcp", port, port, is))(ctx, e)
		}
		_, err := e.EC2.UpdateSecurityGroupRuleDescriptionsIngress(ctx, &ec2.UpdateSecurityGroupRuleDescriptionsIngressInput{
			GroupId: new(e.Groups["edge"]), IpPermissions: permission(e, "tcp", port, port, is),
		})
		return err
	}
}
