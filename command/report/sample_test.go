package report

import (
	"fmt"
	"time"

	"parity/model"
)

// The comparisons below are made by hand: what a first day looks like, what full parity looks like.

var (
	instanceType  = &model.Type{Name: "AWS::EC2::Instance", Tab: "instances", Singular: "instance", Plural: "instances"}
	databaseType  = &model.Type{Name: "AWS::RDS::DBInstance", Tab: "databases", Singular: "database", Plural: "databases"}
	groupType     = &model.Type{Name: "AWS::EC2::SecurityGroup", Tab: "groups", Singular: "security group", Plural: "security groups"}
	parameterType = &model.Type{Name: "AWS::SSM::Parameter", Tab: "parameters", Singular: "parameter", Plural: "parameters", Naming: model.Naming{Paths: true}}
	catalog       = model.NewCatalog(instanceType, databaseType, groupType, parameterType)
)

const canary = "canary-hunter2"

var sealer = model.NewSealer([]byte("0123456789abcdef"))

func inventory(name string, role model.Role, account string) *model.Inventory {
	return &model.Inventory{
		Environment: model.Environment{
			Name: name, Role: role, Account: account, Region: "eu-west-1", Source: "aws",
			LoadedAt: time.Date(2026, 11, 24, 2, 10, 9, 0, time.UTC),
		},
		Types:     []string{"AWS::SSM::Parameter", "AWS::EC2::Instance", "AWS::RDS::DBInstance", "AWS::EC2::SecurityGroup"},
		Resources: []*model.Resource{{Type: "AWS::EC2::Instance", ID: "i-1"}, {Type: "AWS::EC2::Instance", ID: "i-2"}, {Type: "AWS::SSM::Parameter", ID: "/a"}},
	}
}

// builder puts a comparison together cause by cause.
type builder struct{ *model.Comparison }

func compared(inventories ...*model.Inventory) builder {
	c := &model.Comparison{Catalog: catalog, Inventories: inventories, Summary: model.Summary{}, ByEnvironment: map[string]model.Summary{}}
	for i, inv := range inventories {
		if inv.Environment.Role == model.Baseline {
			c.Baseline = i
		}
		c.ByEnvironment[inv.Environment.Name] = model.Summary{}
	}
	return builder{c}
}

func (b builder) count(environment string, verdict model.Verdict, n int) {
	b.Summary[verdict] += n
	b.ByEnvironment[environment][verdict] += n
}

func (b builder) entry(e *model.Entry) {
	b.Entries = append(b.Entries, e)
	b.count(e.Environment, e.Verdict, 1)
}

func (b builder) cause(cause model.Cause, entries ...*model.Entry) {
	cause.ID = fmt.Sprintf("%s-%s-%d", cause.Kind, cause.Environment, len(b.Causes))
	cause.Entries = entries
	for _, e := range entries {
		e.Environment, e.Cause = cause.Environment, cause.ID
		b.entry(e)
	}
	b.Causes = append(b.Causes, &cause)
}

func texts(mine, yours string) (model.Side, model.Side) {
	one := func(text, id string) model.Side {
		if text == "" {
			return model.Side{}
		}
		return model.Side{Value: model.TextValue(text), Resources: []string{id}}
	}
	return one(mine, "i-mine"), one(yours, "i-yours")
}

func differs(t *model.Type, name, attribute, mine, yours string) *model.Entry {
	e := &model.Entry{Type: t, Name: name, Attribute: model.Dotted(attribute), Verdict: model.Drift}
	e.Mine, e.Baseline = texts(mine, yours)
	return e
}

func firstDay() *model.Comparison {
	prod, staging, dev := inventory("prod", model.Baseline, "777702777702"), inventory("staging", model.Mirror, "333301333301"), inventory("dev", model.Relaxed, "111104111104")
	staging.Unread = []model.Unread{
		{Type: "AWS::RDS::DBInstance", Part: model.Dotted("Parameters"), Operation: "rds:DescribeDBParameters", Code: "AccessDenied", Message: "the credentials may not call rds:DescribeDBParameters; `parity permissions` prints the policy that allows it"},
		{Type: "AWS::EC2::SecurityGroup", Operation: "rds:DescribeDBParameters", Code: "AccessDenied", Message: "the same"},
	}
	b := compared(staging, dev, prod)
	b.Since = time.Date(2026, 11, 24, 1, 40, 0, 0, time.UTC)
	host := differs(parameterType, "/search/es_host", "Value", "vpc-acme-prod-search-4f2.eu-west-1.es.amazonaws.com", "vpc-acme-prod-search-4f2.eu-west-1.es.amazonaws.com")
	host.Findings = []model.Finding{model.CrossEnvironment}
	host.Reason = "the host is prod's"
	b.cause(model.Cause{Kind: model.CauseFinding, Environment: "staging", Title: "/search/es_host of staging names prod", Why: "the gravest finding"}, host)

	timeout := differs(parameterType, "/payments/psp/timeout_ms", "Value", "3000", "800")
	timeout.Findings = []model.Finding{model.Recent}
	timeout.Change = &model.Change{Environment: "prod", At: time.Date(2026, 11, 24, 1, 58, 0, 0, time.UTC), Was: model.TextValue("3000"), By: "ci-deploy", How: "v12 → v13"}
	b.cause(model.Cause{Kind: model.CauseSingle, Environment: "staging", Title: "/payments/psp/timeout_ms 3000 against 800", Why: "changed in the window"}, timeout)

	egress := &model.Entry{Type: groupType, Name: "payments-api", Attribute: model.NewPath("Egress", "tcp", "443", "10.0.0.0/16"), Verdict: model.Extra}
	egress.Mine.Value = model.BoolValue(true)
	egress.Mine.Resources = []string{"sg-1"}
	b.cause(model.Cause{Kind: model.CauseSingle, Environment: "staging", Title: "security group payments-api Egress tcp 443", Reach: "one of 31 security groups"}, egress)

	var smaller []*model.Entry
	for i := range 34 {
		smaller = append(smaller, differs(instanceType, fmt.Sprint("web-", i), "InstanceType", "t3.small", "t3.large"))
	}
	smaller[0].Mine = model.Side{Several: []model.Counted{{Value: model.TextValue("t3.small"), Count: 2, Resources: []string{"i-1", "i-2"}}, {Value: model.TextValue("t3.nano"), Count: 1, Resources: []string{"i-3"}}}, Resources: []string{"i-1", "i-2", "i-3"}}
	b.cause(model.Cause{Kind: model.CauseSmaller, Environment: "staging", Title: "staging is smaller: InstanceType", Reach: "34 of 34 roles, one way"}, smaller...)
	b.cause(model.Cause{Kind: model.CauseWord, Environment: "staging", Title: "stg.acme-pay.io ⇄ acme-pay.com", Reach: "143 values, 0 against"}, differs(parameterType, "/a/url", "Value", "https://stg.acme-pay.io", "https://acme-pay.com"))
	gone := &model.Entry{Type: parameterType, Name: "/payments/ledger/mode", Verdict: model.Missing}
	gone.Baseline.Resources = []string{"/acme/live/eu/payments/ledger/mode"}
	b.cause(model.Cause{Kind: model.CauseFolder, Environment: "staging", Title: "/payments/ledger/**", Reach: "the whole folder"}, gone)
	for i := range 7 {
		b.cause(model.Cause{Kind: model.CauseAlike, Environment: "dev", Title: fmt.Sprint("Tags.Number", i, " absent against yes"), Reach: "in 3 places"}, differs(instanceType, "web", fmt.Sprint("Tags.Number", i), "", "yes"))
	}
	b.explained()
	return b.Comparison
}

// explained adds what no cause holds.
func (b builder) explained() {
	expected := differs(databaseType, "orders", "Endpoint", "orders.staging.local", "orders.prod.local")
	expected.Environment, expected.Verdict = "staging", model.Expected
	expected.Exchange = []model.Exchange{{Mine: "staging", Yours: "prod"}}
	b.entry(expected)
	secret := &model.Entry{Type: parameterType, Name: "/db/password", Attribute: model.Dotted("Value"), Environment: "staging", Verdict: model.Expected, Reason: "secrets should differ"}
	secret.Mine.Value, secret.Baseline.Value = sealer.Seal(canary), model.CredentialValue("db://u:(secret)@h", sealer.Token(canary+"2"))
	b.entry(secret)
	locked := &model.Entry{Type: parameterType, Name: "/psp/key", Attribute: model.Dotted("Value"), Environment: "staging", Verdict: model.Locked}
	locked.Mine.Value, locked.Baseline.Value = model.LockedValue(), model.LockedValue()
	b.entry(locked)
	rule := differs(databaseType, "orders", "MultiAZ", "", "")
	rule.Environment, rule.Verdict, rule.Rule, rule.Reason = "dev", model.Intentional, "relaxed", "dev may be single-AZ"
	rule.Mine.Value, rule.Baseline.Value = model.BoolValue(false), model.BoolValue(true)
	b.entry(rule)
	b.entry(&model.Entry{Type: instanceType, Name: "batch", Environment: "dev", Verdict: model.Unknown, Reason: "2 candidates play one role: jobs-a, jobs-b; pin one"})
	b.entry(&model.Entry{Type: groupType, Environment: "staging", Verdict: model.Unknown, Reason: "the credentials may not call rds:DescribeDBParameters"})
	sick := &model.Entry{Type: databaseType, Name: "orders", Attribute: model.Dotted("DBInstanceStatus"), Environment: "prod", Verdict: model.Same, Findings: []model.Finding{model.Unhealthy}}
	sick.Baseline = model.Side{Value: model.TextValue("storage-full"), Resources: []string{"acme-prod-orders"}}
	b.Entries = append(b.Entries, sick)
	groups := &model.Entry{Type: instanceType, Name: "web", Attribute: model.Dotted("SecurityGroups"), Environment: "staging", Verdict: model.Expected, Exchange: nil}
	groups.Mine.Value, groups.Baseline.Value = model.SetValue([]string{"sg-2", "sg-1"}), model.SetValue([]string{"sg-9"})
	b.entry(groups)
	b.count("staging", model.Same, 3120)
}

func parity() *model.Comparison {
	b := compared(inventory("staging", model.Mirror, "333301333301"), inventory("prod", model.Baseline, "777702777702"))
	b.count("staging", model.Same, 412)
	b.count("staging", model.Expected, 41)
	return b.Comparison
}
