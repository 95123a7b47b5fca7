package aws

import (
	"context"
	"net/netip"
	"reflect"
	"slices"
	"strconv"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"parity/model"
	"parity/model/secrets"
)

const prefixListTarget = "AWS::EC2::PrefixList"

var securityGroups = &service{
	name: "Security groups", turn: 3,
	types: []*model.Type{groupType}, targets: []string{prefixListTarget},
	operations: reads("EC2", "ec2", ec2Pace, "DescribeSecurityGroups DescribeManagedPrefixLists"),
	read:       readGroups,
}

var groupType = declareGroup()

// The directions of a rule, and what its parts are called where AWS has another spelling.
const (
	ingress = "Ingress"
	egress  = "Egress"
	every   = "all"
)

func declareGroup() *model.Type {
	t := &model.Type{
		Name: groupTarget, Tab: "groups", Title: "Security groups", Singular: "security group", Plural: "security groups",
		Checklist: "security groups",
		Naming:    model.Naming{Scoped: true},
		Way: wayOf(ruleWay, ec2TagWay, groupWay,
			unchangeable("make another one and put it in its place", "Description", "GroupName", "VpcId")),
		Property: ruleProperty,
	}
	ec2Structures.declare(t, reflect.TypeFor[types.SecurityGroup](), model.Path{}, "")
	for _, direction := range []string{ingress, egress} {
		t.Declare(model.NewPath(direction, model.Any, model.Any, model.Any), model.Field{Class: model.Reference, Target: groupTarget})
		t.Declare(model.NewPath(direction, model.Any, model.Any, model.Any, "Description"), model.Field{})
	}
	return t
}

func readGroups(ctx context.Context, r *reading) {
	client := ec2.NewFromConfig(r.config)
	err := pages(ctx, func(ctx context.Context, token *string) (*string, error) {
		page, err := client.DescribeSecurityGroups(ctx, &ec2.DescribeSecurityGroupsInput{MaxResults: sdk.Int32(ec2Page), NextToken: token})
		if err != nil {
			return nil, err
		}
		for _, group := range page.SecurityGroups {
			r.add(groupOf(r.sealer, group))
		}
		return page.NextToken, nil
	})
	if err != nil {
		r.fail(err, groupType)
	}
	const prefixListPage = 100
	err = pages(ctx, func(ctx context.Context, token *string) (*string, error) {
		page, err := client.DescribeManagedPrefixLists(ctx, &ec2.DescribeManagedPrefixListsInput{MaxResults: sdk.Int32(prefixListPage), NextToken: token})
		if err != nil {
			return nil, err
		}
		for _, list := range page.PrefixLists {
			r.addTargets(&model.Target{
				Type: prefixListTarget, ID: sdk.ToString(list.PrefixListId), Name: sdk.ToString(list.PrefixListName), Owner: sdk.ToString(list.OwnerId),
			})
		}
		return page.NextToken, nil
	})
	if err != nil {
		r.noteOf(err, prefixListTarget, "prefix lists stay without their names")
	}
}

// groupOf is a security group with one attribute for each source of each rule: AWS puts the sources of one
// protocol and ports together, in any order, and may put them apart.
func groupOf(sealer *model.Sealer, g types.SecurityGroup) *model.Resource {
	r := &model.Resource{
		Type: groupType.Name, ID: sdk.ToString(g.GroupId), Name: sdk.ToString(g.GroupName), Scope: sdk.ToString(g.VpcId),
		Attributes: flatten(ec2Structures, sealer, g),
	}
	rules := ruleSet{resource: r, sealer: sealer, owner: sdk.ToString(g.OwnerId)}
	rules.add(ingress, g.IpPermissions)
	rules.add(egress, g.IpPermissionsEgress)
	r = logical(r)
	// What AWS writes in two ways is one rule.
	r.Attributes = slices.CompactFunc(r.Attributes, func(a, b model.Attribute) bool { return a.Path == b.Path })
	return r
}

// ruleSet takes rules apart.
type ruleSet struct {
	resource *model.Resource
	sealer   *model.Sealer
	owner    string
}

func (s ruleSet) add(direction string, permissions []types.IpPermission) {
	for _, p := range permissions {
		protocol := protocolOf(sdk.ToString(p.IpProtocol))
		at := []string{direction, protocol, portsOf(protocol, p.FromPort, p.ToPort)}
		for _, source := range p.IpRanges {
			s.keep(at, cidrOf(sdk.ToString(source.CidrIp)), source.Description)
		}
		for _, source := range p.Ipv6Ranges {
			s.keep(at, cidrOf(sdk.ToString(source.CidrIpv6)), source.Description)
		}
		for _, source := range p.PrefixListIds {
			s.keep(at, "pl:"+sdk.ToString(source.PrefixListId), source.Description)
		}
		for _, source := range p.UserIdGroupPairs {
			s.keep(at, s.groupSource(source), source.Description)
		}
	}
}

func (s ruleSet) keep(at []string, source string, description *string) {
	path := model.NewPath(append(at[:len(at):len(at)], source)...)
	s.keepAt(path, model.BoolValue(true))
	if text := sdk.ToString(description); text != "" {
		s.keepAt(path.Append("Description"), secrets.Hide(s.sealer, "Description", text))
	}
}

// keepAt adds an attribute at the end; they are put in order at once, for a group may have a thousand rules.
func (s ruleSet) keepAt(path model.Path, v model.Value) {
	s.resource.Attributes = append(s.resource.Attributes, model.Attribute{Path: path, Value: v})
}

// groupSource is a group a rule refers to; one of another account says whose it is. A rule may outlive
// the group, and then AWS tells neither owner nor name.
func (s ruleSet) groupSource(source types.UserIdGroupPair) string {
	id, owner := sdk.ToString(source.GroupId), sdk.ToString(source.UserId)
	if owner != "" && s.owner != "" && owner != s.owner {
		return "sg:" + owner + "/" + id
	}
	return "sg:" + id
}

// protocolOf is a protocol in words, whichever way AWS writes it.
func protocolOf(protocol string) string {
	switch protocol {
	case "-1":
		return every
	case "6":
		return "tcp"
	case "17":
		return "udp"
	case "1":
		return "icmp"
	case "58":
		return "icmpv6"
	}
	return strings.ToLower(protocol)
}

// portsOf is a range of ports; for ICMP its type and code. Absent and -1 are all of them, and so is whatever
// stands at a protocol that has no ports.
func portsOf(protocol string, from, to *int32) string {
	low, high := int32(-1), int32(-1)
	if from != nil {
		low = *from
	}
	if to != nil {
		high = *to
	}
	icmp := protocol == "icmp" || protocol == "icmpv6"
	switch {
	case !icmp && protocol != "tcp" && protocol != "udp", low == -1 && high == -1, !icmp && low <= 0 && high == 65535:
		return every
	case icmp:
		return portOf(low) + "-" + portOf(high)
	case low == high:
		return portOf(low)
	}
	return portOf(low) + "-" + portOf(high)
}

func portOf(n int32) string {
	if n == -1 {
		return every
	}
	return strconv.Itoa(int(n))
}

// cidrOf is a CIDR in one spelling.
func cidrOf(text string) string {
	prefix, err := netip.ParsePrefix(text)
	if err != nil {
		return text
	}
	return prefix.Masked().String()
}
