package aws

import (
	"net/netip"
	"reflect"
	"slices"
	"strings"

	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"parity/model"
)

// ofRules are the changes to a security group's rules.
func (c *trial) ofRules(side int) []special {
	return append(c.ofDirection(side, ingress), c.ofDirection(side, egress)...)
}

func (c *trial) ofDirection(side int, direction string) []special {
	s := c.speakers[side]
	both := [2][]rule{firewall(c.speakers[0]), firewall(c.speakers[1])}
	var list []special
	tell := func(name string, change func([]ec2types.IpPermission) []ec2types.IpPermission, told []string) {
		list = append(list, special{mutation{name: direction + ": " + name, apply: func(mutated, _ reflect.Value) {
			g := mutated.Interface().(*ec2types.SecurityGroup)
			at := &g.IpPermissions
			if direction == egress {
				at = &g.IpPermissionsEgress
			}
			*at = change(*at)
		}}, told})
	}
	set := func(rules []rule) func([]ec2types.IpPermission) []ec2types.IpPermission {
		return func([]ec2types.IpPermission) []ec2types.IpPermission { return s.permissions(rules) }
	}
	path := func(i int, more ...string) (paths [2]model.Path) {
		for side := range both {
			paths[side] = model.NewPath(direction).Append(both[side][i].path[:]...).Append(more...)
		}
		return paths
	}
	own := both[side]
	changed := func(i int, change func(*rule)) []rule {
		rules := slices.Clone(own)
		change(&rules[i])
		return rules
	}
	for i, r := range own {
		name := strings.Join(r.path[:], " ")
		tell(name+" is not there", set(slices.Delete(slices.Clone(own), i, i+1)), c.expected(side, []outcome{{lacking, path(i)}}))
		tell(name+" is described otherwise", set(changed(i, func(r *rule) { r.text += " and more" })), c.expected(side, []outcome{{differs, path(i, "Description")}}))
		if r.text != "" {
			tell(name+" is not described", set(changed(i, func(r *rule) { r.text = "" })), c.expected(side, []outcome{{differs, path(i, "Description")}}))
		}
	}
	for _, n := range c.newRules(side) {
		added := model.NewPath(direction).Append(n.path[:]...)
		told := c.expected(side, []outcome{{adding, [2]model.Path{added, added}}})
		switch {
		case direction == ingress && (n.source == "0.0.0.0/0" || n.source == "::/0"):
			told[0] += " [open-to-world]"
		case n.text == "theirs" && side == 0:
			told[0] += " [cross-environment]"
		case n.text == "theirs":
			told = append(told, line("prod", c.role, added, model.Drift)+" [cross-environment]")
		case n.text == "nowhere":
			told = []string{line("staging", c.role, added, model.Unknown)}
		}
		n.text = ""
		tell("a rule more, "+strings.Join(n.path[:], " "), set(append(slices.Clone(own), n)), told)
	}
	for name, rules := range c.replaced(side) {
		told := c.expected(side, []outcome{{lacking, path(0)}, {adding, [2]model.Path{
			model.NewPath(direction).Append(rules[0].path[:]...), model.NewPath(direction).Append(rules[0].path[:]...),
		}}})
		tell(name, set(rules), told)
	}
	for name, change := range retold {
		tell(name, change, []string{})
	}
	return list
}

// replaced are the rules with another one in the place of the first.
func (c *trial) replaced(side int) map[string][]rule {
	list := map[string][]rule{}
	for name, change := range map[string]func(*rule){
		"another source":   func(r *rule) { r.source, r.path[2] = "192.168.9.0/24", "192.168.9.0/24" },
		"another port":     func(r *rule) { r.from, r.to, r.path[1] = 444, 444, "444" },
		"more ports":       func(r *rule) { r.to, r.path[1] = 444, "443-444" },
		"another protocol": func(r *rule) { r.protocol, r.path[0] = "udp", "udp" },
		"a smaller range":  func(r *rule) { r.source = c.speakers[side].network + ".0.0/17"; r.path[2] = r.source },
	} {
		rules := firewall(c.speakers[side])
		change(&rules[0])
		list[name] = rules
	}
	return list
}

// retold are the ways in which AWS may tell the same rules.
var retold = map[string]func([]ec2types.IpPermission) []ec2types.IpPermission{
	"in another order": func(list []ec2types.IpPermission) []ec2types.IpPermission {
		slices.Reverse(list)
		return list
	},
	"one of them twice": func(list []ec2types.IpPermission) []ec2types.IpPermission { return append(list, list[0]) },
	"protocols as numbers": func(list []ec2types.IpPermission) []ec2types.IpPermission {
		for i, number := range map[int]string{0: "6", 1: "6", 2: "17", 5: "1"} {
			list[i].IpProtocol = &number
		}
		return list
	},
	"all ports by number": func(list []ec2types.IpPermission) []ec2types.IpPermission {
		list[4].FromPort, list[4].ToPort = new(int32(-1)), new(int32(-1))
		return list
	},
	"IPv6 in full": func(list []ec2types.IpPermission) []ec2types.IpPermission {
		list[4].Ipv6Ranges[0].CidrIpv6 = new("2001:0DB8:0:0:0:0:0:0/32")
		return list
	},
	"the name of a group, and whose it is not": func(list []ec2types.IpPermission) []ec2types.IpPermission {
		list[2].UserIdGroupPairs[0].GroupName, list[2].UserIdGroupPairs[0].UserId = new("acme"), nil
		return list
	},
	"an empty description": func(list []ec2types.IpPermission) []ec2types.IpPermission {
		list[2].UserIdGroupPairs[0].Description = new("")
		return list
	},
	"no lists of sources at one of them": func(list []ec2types.IpPermission) []ec2types.IpPermission {
		return append(list, ec2types.IpPermission{IpProtocol: new("tcp"), FromPort: new(int32(1)), ToPort: new(int32(1)), IpRanges: []ec2types.IpRange{}})
	},
}

// newRules are rules that the group has not, of every kind of source.
func (c *trial) newRules(side int) []rule {
	s, other := c.speakers[side], c.speakers[1-side]
	return []rule{
		{"tcp", 22, 22, "0.0.0.0/0", "", [3]string{"tcp", "22", "0.0.0.0/0"}},
		{"-1", -1, -1, "::/0", "", [3]string{"all", "all", "::/0"}},
		{"tcp", 443, 443, "192.168.8.0/24", "", [3]string{"tcp", "443", "192.168.8.0/24"}},
		{"6", 444, 444, "192.168.8.0/24", "", [3]string{"tcp", "444", "192.168.8.0/24"}},
		{"udp", 53, 53, s.thing(groupTarget, 1), "", [3]string{"udp", "53", "sg:acme-beta"}},
		{"icmpv6", -1, -1, "fd00::/8", "", [3]string{"icmpv6", "all", "fd00::/8"}},
		{"icmp", 8, 0, s.thing(prefixListTarget, 0), "", [3]string{"icmp", "8-0", "pl:acme-alpha"}},
		{"tcp", 23, 23, other.network + ".9.0/24", "theirs", [3]string{"tcp", "23", other.network + ".9.0/24"}},
		{"tcp", 24, 24, "sg-0987098709870987", "nowhere", [3]string{"tcp", "24", "sg:sg-0987098709870987?"}},
		{"tcp", 25, 25, "pl-0987098709870987", "nowhere", [3]string{"tcp", "25", "pl:pl-0987098709870987?"}},
	}
}

// rule is one source of a security-group rule.
type rule struct {
	protocol string
	from, to int32
	source   string
	// text is its description.
	text string
	// path is what its attribute is called: protocol, ports, source.
	path [3]string
}

// firewall are rules of all kinds of source, in both directions.
func firewall(s *speaker) []rule {
	at := s.say
	return []rule{
		{"tcp", 443, 443, at("{N}.0.0/16"), at("from {E}"), [3]string{"tcp", "443", at("{N}.0.0/16")}},
		{"tcp", 8000, 8080, "192.168.7.0/24", "of nobody", [3]string{"tcp", "8000-8080", "192.168.7.0/24"}},
		{"udp", 53, 53, s.thing(groupTarget, 0), "", [3]string{"udp", "53", "sg:acme-alpha"}},
		{"tcp", 5432, 5432, at("sg-{H}0000000000000f"), "itself", [3]string{"tcp", "5432", "sg:self"}},
		{"-1", -1, -1, "2001:db8::/32", "", [3]string{"all", "all", "2001:db8::/32"}},
		{"icmp", 8, 0, s.thing(prefixListTarget, 1), "", [3]string{"icmp", "8-0", "pl:acme-beta"}},
		{"50", -1, -1, "10.99.0.0/16", "", [3]string{"50", "all", "10.99.0.0/16"}},
	}
}

// permissions are rules as AWS tells them, each apart.
func (s *speaker) permissions(rules []rule) []ec2types.IpPermission {
	var list []ec2types.IpPermission
	for _, r := range rules {
		p := ec2types.IpPermission{IpProtocol: &r.protocol}
		if r.protocol != "-1" {
			p.FromPort, p.ToPort = &r.from, &r.to
		}
		var text *string
		if r.text != "" {
			text = &r.text
		}
		switch prefix, err := netip.ParsePrefix(r.source); {
		case r.source[:3] == "sg-":
			p.UserIdGroupPairs = []ec2types.UserIdGroupPair{{GroupId: &r.source, UserId: &s.account, Description: text}}
		case r.source[:3] == "pl-":
			p.PrefixListIds = []ec2types.PrefixListId{{PrefixListId: &r.source, Description: text}}
		case err == nil && prefix.Addr().Is6():
			p.Ipv6Ranges = []ec2types.Ipv6Range{{CidrIpv6: &r.source, Description: text}}
		default:
			p.IpRanges = []ec2types.IpRange{{CidrIp: &r.source, Description: text}}
		}
		list = append(list, p)
	}
	return list
}
