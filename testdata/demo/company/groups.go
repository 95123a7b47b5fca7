package company

import (
	"strconv"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// group is a security group: in every environment, but for the rules that begin with the names of those
// that have them: "dev,staging: in tcp 443 0.0.0.0/0".
type group struct {
	role, describes string
	rules           []string
}

// A rule is DIRECTION PROTOCOL PORTS SOURCE and a description. A source is a CIDR, sg:ROLE, pl:NAME, or
// vpc, with the rest of a range in it: vpc.10.0/24.
const everywhere = "out all all 0.0.0.0/0"

var groups = []group{
	{"alb-public", "Public load balancer", []string{"in tcp 443 0.0.0.0/0", "in tcp 80 0.0.0.0/0 redirects to 443", everywhere}},
	{"alb-internal", "Internal load balancer", []string{"in tcp 443 vpc", everywhere}},
	// The articles' example: permissive in dev and staging, restrictive in production.
	{"app", "The app", []string{
		"dev,staging: in tcp 443 0.0.0.0/0",
		"prod: in tcp 443 vpc",
		everywhere,
	}},
	{"db", "The app's database", []string{"in tcp 5432 sg:app"}},
	{"cache", "Redis", []string{"in tcp 6379 sg:app", "in tcp 6379 sg:web", "in tcp 6379 sg:checkout"}},
	{"web", "Web front end", []string{"in tcp 8080 sg:alb-public", everywhere}},
	{"payments-api", "Payments API", []string{
		"staging,prod: in tcp 8080 sg:alb-public",
		"dev: in tcp 8080 0.0.0.0/0 phone app against dev",
		"in tcp 8080 sg:checkout", "in tcp 9090 sg:monitoring",
		"out tcp 443 pl:psp-ranges payment service provider",
		"out tcp 5432 sg:payments-db", "out tcp 9092 sg:kafka", "out tcp 443 pl:s3", "out tcp 443 vpc",
	}},
	{"payments-worker", "Payments worker", []string{
		"in tcp 9090 sg:monitoring", "out tcp 443 pl:psp-ranges payment service provider",
		"out tcp 5432 sg:payments-db", "out tcp 9092 sg:kafka",
	}},
	{"payments-db", "Payments database", []string{
		"in tcp 5432 sg:payments-api", "in tcp 5432 sg:payments-worker",
		"staging: in tcp 5432 10.30.4.17/32 temp joao",
	}},
	{"orders", "Orders API and worker", []string{"in tcp 8080 sg:alb-internal", "in tcp 9090 sg:monitoring", everywhere}},
	{"orders-db", "Orders database", []string{"in tcp 5432 sg:orders", "in tcp 5432 sg:reporting"}},
	{"checkout", "Checkout", []string{"in tcp 8080 sg:alb-public", "in tcp 9090 sg:monitoring", everywhere}},
	{"catalog", "Catalog API and indexer", []string{"in tcp 8080 sg:alb-internal", everywhere}},
	{"catalog-db", "Catalog database", []string{"in tcp 3306 sg:catalog"}},
	{"search-es", "Search nodes", []string{
		"in tcp 9200 sg:catalog", "in tcp 9300 sg:self", "in tcp 443 vpc",
		"staging: in tcp 443 10.20.0.0/16 reindex from the live cluster", everywhere,
	}},
	{"kafka", "Kafka brokers", []string{
		"in tcp 9092 sg:payments-api", "in tcp 9092 sg:payments-worker", "in tcp 9092 sg:orders",
		"in tcp 9092-9094 sg:self", everywhere,
	}},
	{"ledger", "Ledger", []string{"in tcp 8443 sg:payments-worker", everywhere}},
	{"ledger-db", "Ledger database", []string{"in tcp 5432 sg:ledger"}},
	{"admin", "Back office", []string{"in tcp 443 sg:vpn", everywhere}},
	{"shared-db", "Smaller databases", []string{"in tcp 5432 sg:internal", "in tcp 3306 sg:internal"}},
	{"reporting", "Reporting and ETL", []string{"in tcp 8080 sg:vpn", everywhere}},
	{"internal", "Everything that only talks inside", []string{"in all all sg:self", "in tcp 9090 sg:monitoring", everywhere}},
	{"monitoring", "Prometheus and Grafana", []string{"in tcp 3000 sg:vpn", "in icmp 8-0 vpc ping", everywhere}},
	{"bastion", "Bastion", []string{"in tcp 22 pl:ops-net", everywhere}},
	{"vpn", "VPN", []string{"in udp 1194 0.0.0.0/0", "in tcp 443 pl:ops-net", everywhere}},
	{"ops-vpce", "Interface endpoints", []string{"in tcp 443 vpc", "in tcp 443 pl:ops-net"}},
}

// groups builds the account's security groups, with the two that nobody planned: the VPC's default one,
// and one that the console's wizard made in production.
func (a *Account) groups() {
	for _, g := range groups {
		a.Groups = append(a.Groups, a.group(a.name(g.role), g.describes, g.rules, a.tags(a.name(g.role), g.role, "platform")))
	}
	if a.Name == "prod" {
		rules := []string{"in tcp 22 0.0.0.0/0", "in tcp 8443 pl:ops-net", everywhere}
		a.Groups = append(a.Groups, a.group("launch-wizard-7", "launch-wizard-7 created 2026-03-14T09:31:07.204Z", rules, nil))
	}
	a.Groups = append(a.Groups, a.group("default", "default VPC security group", []string{"in all all sg:self", everywhere}, nil))
}

func (a *Account) groupID(name string) string { return a.id("sg", name) }

func (a *Account) group(name, describes string, rules []string, tags []ec2types.Tag) ec2types.SecurityGroup {
	g := ec2types.SecurityGroup{
		GroupId: sdk.String(a.groupID(name)), GroupName: sdk.String(name), Description: sdk.String(describes),
		OwnerId: sdk.String(a.ID), VpcId: sdk.String(a.vpc()), Tags: tags,
		SecurityGroupArn: sdk.String(a.arn("ec2", "security-group/"+a.groupID(name))),
	}
	for _, text := range rules {
		if only, rest, some := strings.Cut(text, ": "); some {
			if !strings.Contains(","+only+",", ","+a.Name+",") {
				continue
			}
			text = rest
		}
		direction, rule := a.rule(name, text)
		if direction == "in" {
			g.IpPermissions = join(g.IpPermissions, rule)
		} else {
			g.IpPermissionsEgress = join(g.IpPermissionsEgress, rule)
		}
	}
	return g
}

// rule reads one rule of the table.
func (a *Account) rule(name, text string) (direction string, rule ec2types.IpPermission) {
	words := strings.SplitN(text, " ", 5)
	if len(words) < 4 {
		panic("a rule of " + name + " is too short: " + text) // a mistake in the table above
	}
	var describes *string
	if len(words) == 5 {
		describes = sdk.String(words[4])
	}
	rule.IpProtocol = sdk.String(words[1])
	if words[1] == "all" {
		rule.IpProtocol = sdk.String("-1")
	} else {
		from, to, several := strings.Cut(words[2], "-")
		if !several {
			to = from
		}
		rule.FromPort, rule.ToPort = port(from), port(to)
	}
	kind, source, _ := strings.Cut(words[3], ":")
	switch {
	case kind == "sg":
		of := a.groupID(a.name(source))
		if source == "self" {
			of = a.groupID(name)
		}
		rule.UserIdGroupPairs = []ec2types.UserIdGroupPair{{GroupId: sdk.String(of), UserId: sdk.String(a.ID), Description: describes}}
	case kind == "pl":
		rule.PrefixListIds = []ec2types.PrefixListId{{PrefixListId: sdk.String(a.prefixList(source)), Description: describes}}
	case kind == "vpc":
		rule.IpRanges = []ec2types.IpRange{{CidrIp: sdk.String(a.Network + ".0.0/16"), Description: describes}}
	default:
		rule.IpRanges = []ec2types.IpRange{{CidrIp: sdk.String(words[3]), Description: describes}}
	}
	return words[0], rule
}

func port(text string) *int32 {
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		panic(err) // a mistake in the table above
	}
	return sdk.Int32(int32(n))
}

// join puts a rule to those of its protocol and ports, as AWS answers.
func join(rules []ec2types.IpPermission, rule ec2types.IpPermission) []ec2types.IpPermission {
	for i := range rules {
		r := &rules[i]
		if *r.IpProtocol != *rule.IpProtocol || sdk.ToInt32(r.FromPort) != sdk.ToInt32(rule.FromPort) || sdk.ToInt32(r.ToPort) != sdk.ToInt32(rule.ToPort) {
			continue
		}
		r.IpRanges = append(r.IpRanges, rule.IpRanges...)
		r.UserIdGroupPairs = append(r.UserIdGroupPairs, rule.UserIdGroupPairs...)
		r.PrefixListIds = append(r.PrefixListIds, rule.PrefixListIds...)
		return rules
	}
	return append(rules, rule)
}
