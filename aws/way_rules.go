package aws

import (
	"strconv"
	"strings"

	"parity/model"
	"parity/model/findings"
)

// The lengths of the paths of a rule and of its description.
const (
	ruleLength        = 4
	descriptionLength = 5
)

const descriptionField = "Description"

// ruleWay is the way of a security group's rules and of their descriptions.
func ruleWay(t *model.Turn) []model.Step {
	direction := t.Attribute.First()
	if direction != ingress && direction != egress || t.Resource == nil {
		return nil
	}
	switch t.Attribute.Len() {
	case ruleLength:
		if t.Gone() {
			return []model.Step{ruleStep("revoke-security-group-", t.Resource.ID, direction, permissionInput(t.Attribute, described(t)),
				"connections that are open stay open as long as they are tracked")}
		}
		text := t.Of(t.There.Append(descriptionField))
		return []model.Step{ruleStep("authorize-security-group-", t.Resource.ID, direction, permissionInput(t.Attribute, text), opened(t.Attribute)...)}
	case descriptionLength:
		value := t.Value()
		return []model.Step{ruleStep("update-security-group-rule-descriptions-", t.Resource.ID, direction,
			permissionInput(t.Attribute.Head(ruleLength), value))}
	}
	return nil
}

// opened is what comes of a rule that lets everybody in.
func opened(rule model.Path) []string {
	if !findings.World(rule) {
		return nil
	}
	return []string{"opens it to the world: everybody who reaches its address comes in"}
}

// described is the description of a rule that is there, for people to know it by: nil where it has none to show.
func described(t *model.Turn) any {
	value := t.Resource.Get(t.Attribute.Append(descriptionField))
	if value.Kind() != model.Text {
		return nil
	}
	return value.Text()
}

func ruleStep(operation string, group any, direction string, rule model.Members, consequences ...string) model.Step {
	return model.Step{
		Service: "ec2", Operation: operation + strings.ToLower(direction),
		Input:        []model.Input{{Name: "GroupId", Value: group}, {Name: "IpPermissions", Value: []model.Members{rule}}},
		Consequences: consequences,
	}
}

// permissionInput is a rule as calls take it: what [ruleSet] took apart, put together again.
func permissionInput(path model.Path, description any) model.Members {
	segments := path.Segments()
	out := protocolInput(segments[1])
	out = append(out, portsInput(segments[1], segments[2])...)
	list, source := sourceInput(segments[3])
	if description != nil {
		source = append(source, model.Input{Name: descriptionField, Value: description})
	}
	return append(out, model.Input{Name: list, Value: []model.Members{source}})
}

func protocolInput(protocol string) model.Members {
	if protocol == every {
		protocol = "-1"
	}
	return model.Members{{Name: "IpProtocol", Value: protocol}}
}

// portsInput is a range of ports, of ICMP its type and code. What has no ports is left without.
func portsInput(protocol, ports string) []model.Input {
	icmp := protocol == "icmp" || protocol == "icmpv6"
	if !icmp && protocol != "tcp" && protocol != "udp" {
		return nil
	}
	low, high := 0, 65535
	switch first, last, between := strings.Cut(ports, "-"); {
	case ports == every && icmp:
		low, high = -1, -1
	case ports == every:
	case between:
		low, high = portInput(first), portInput(last)
	default:
		low, high = portInput(ports), portInput(ports)
	}
	return []model.Input{{Name: "FromPort", Value: low}, {Name: "ToPort", Value: high}}
}

// portInput is a port, or all of ICMP's types or codes.
func portInput(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}

// sourceInput is what a rule lets in or out, and the list it stands in.
func sourceInput(source string) (list string, member model.Members) {
	if id, ok := strings.CutPrefix(source, "pl:"); ok {
		return "PrefixListIds", model.Members{{Name: "PrefixListId", Value: id}}
	}
	if id, ok := strings.CutPrefix(source, "sg:"); ok {
		if account, bare, abroad := strings.Cut(id, "/"); abroad {
			return "UserIdGroupPairs", model.Members{{Name: "UserId", Value: account}, {Name: "GroupId", Value: bare}}
		}
		return "UserIdGroupPairs", model.Members{{Name: "GroupId", Value: id}}
	}
	if strings.Contains(source, ":") {
		return "Ipv6Ranges", model.Members{{Name: "CidrIpv6", Value: source}}
	}
	return "IpRanges", model.Members{{Name: "CidrIp", Value: source}}
}

// ruleProperty is what a template calls a group's rules.
func ruleProperty(path model.Path) string {
	if first := path.First(); first == ingress || first == egress {
		return "SecurityGroup" + first
	}
	return path.First()
}
