package ui

import (
	"fmt"
	"time"

	"parity/model"
)

func text0(s string) model.Value { return model.TextValue(s) }

// acme is the company of the tests: payments times out in prod and works in staging.
func acme() *company {
	c := newCompany()
	c.incident()
	c.instances()
	c.databases()
	c.groups()
	c.parameters()
	prodInventory := c.comparison.Inventories[prod]
	prodInventory.Unclaimed = map[string][]string{"AWS::EC2::Instance": {"i-1", "i-2", "i-3"}}
	c.comparison.Inventories[staging].Unread = []model.Unread{{
		Type: "AWS::RDS::DBParameterGroup", Part: model.Dotted("Parameters"), Operation: "rds:DescribeDBParameters",
		Code: "AccessDenied", Message: "role ReadOnly-Dev may not; add it to the role's policy (parity permissions)",
	}}
	return c
}

// incident is what changed in the window.
func (c *company) incident() {
	var all []*model.Entry
	c.add("AWS::EC2::SecurityGroup", "payments-api", "GroupName", "payments-api", "VpcId", "vpc-main")
	egress := model.NewPath("Egress", "tcp", "443", "pl:psp-ranges")
	gone := &model.Change{
		Environment: "prod", At: night.Add(-7 * time.Minute), Was: model.BoolValue(true), Seen: night.Add(-82 * time.Hour),
		How: "snapshot of prod",
	}
	for _, in := range []int{staging, dev} {
		all = append(all, c.differs(entryOf{
			path: egress, in: in, verdict: model.Extra, mine: model.BoolValue(true),
			findings: []model.Finding{model.Recent}, change: gone,
		}))
	}
	c.comparison.Causes = nil
	world := model.NewPath("Ingress", "tcp", "8080", "0.0.0.0/0")
	was := c.differs(entryOf{
		path: model.NewPath("Ingress", "tcp", "8080", "sg:alb-public"), in: dev, verdict: model.Missing,
		baseline: model.BoolValue(true), findings: []model.Finding{model.OpenToWorld}, reason: "let in from everywhere in dev alone",
	})
	is := c.differs(entryOf{path: world, in: dev, verdict: model.Extra, mine: model.BoolValue(true)})
	was.Replaces, is.Replaces = is, was

	c.add("AWS::SSM::Parameter", "/payments/psp/timeout_ms", "Value", "800", "Type", "String", "Tier", "Standard")
	timeout := &model.Change{
		Environment: "prod", At: night.Add(-16 * time.Minute), Was: text0("3000"), By: "ci-deploy", How: "v12 → v13",
	}
	for _, in := range []int{staging, dev} {
		all = append(all, c.differs(entryOf{
			path: model.Dotted("Value"), in: in, verdict: model.Drift, mine: text0("3000"), baseline: text0("800"),
			findings: []model.Finding{model.Recent}, change: timeout,
		}))
	}
	c.add("AWS::RDS::DBParameterGroup", "orders", "Family", "postgres15")
	connections := &model.Change{Environment: "prod", At: night.Add(-22 * time.Minute), Was: text0("400"), How: "RDS event"}
	all = append(all, c.differs(entryOf{
		path: model.NewPath("Parameters", "max_connections"), in: staging, verdict: model.Drift,
		mine: text0("400"), baseline: text0("200"), change: connections,
		findings: []model.Finding{model.NotInEffect, model.Recent}, reason: "prod is set to 200 and runs 400: pending-reboot",
	}))
	c.cause(model.CauseSingle, staging, "payments-api Egress tcp 443 pl:psp-ranges", "", all[0])
	c.cause(model.CauseSingle, staging, "/payments/psp/timeout_ms 800 against 3000", "", all[2])
	c.cause(model.CauseSingle, staging, "orders max_connections", "", all[4])
	c.cause(model.CauseFinding, dev, "open-to-world: payments-api lets in 0.0.0.0/0 in dev", "", was, is)
}

func (c *company) instances() {
	var smaller []*model.Entry
	for i := range 12 {
		name := fmt.Sprintf("%s-%s", []string{"web", "api", "worker", "batch"}[i%4], []string{"shop", "search", "billing"}[i/4])
		c.add("AWS::EC2::Instance", name, "InstanceType", "t3.large", "Architecture", "x86_64", "EbsOptimized", "true")
		smaller = append(smaller, c.differs(entryOf{
			path: model.Dotted("InstanceType"), in: staging, verdict: model.Drift,
			mine: text0("t3.small"), baseline: text0("t3.large"),
		}))
		c.differs(entryOf{
			path: model.Dotted("InstanceType"), in: dev, verdict: model.Intentional, mine: text0("t3.micro"),
			baseline: text0("t3.large"), reason: "dev is relaxed and smaller", rule: "built-in: smaller",
		})
	}
	c.cause(model.CauseSmaller, staging, "staging is smaller: InstanceType", "12 of 12 roles, one way", smaller...)
	c.add("AWS::EC2::Instance", "batch-v2").lacks(prod).lacks(dev)
	c.row.Cells[staging].Verdict = model.Extra
	c.cause(model.CauseRole, staging, "role batch-v2: 1 instance role", "the whole role",
		c.differs(entryOf{in: staging, verdict: model.Extra, reason: "only in staging"}))
	c.add("AWS::EC2::Instance", "jobs")
	c.row.Cells[dev] = model.Cell{State: model.Ambiguous, Resources: []*model.Resource{{ID: "i-1", Name: "jobs-a"}, {ID: "i-2", Name: "jobs-runner"}}, Verdict: model.Unknown}
	c.differs(entryOf{in: dev, verdict: model.Unknown, reason: "jobs-a and jobs-runner could both be it; pin one"})
}

func (c *company) databases() {
	c.add("AWS::RDS::DBInstance", "orders", "DBInstanceClass", "db.r6g.large", "Engine", "postgres", "EngineVersion", "15.7")
	c.cause(model.CauseSingle, staging, "orders EngineVersion 15.4 against 15.7", "one of 3 databases", c.differs(entryOf{
		path: model.Dotted("EngineVersion"), in: staging, verdict: model.Drift, mine: text0("15.4"), baseline: text0("15.7"),
	}))
	c.differs(entryOf{
		path: model.Dotted("MultiAZ"), in: staging, verdict: model.Accepted, mine: model.BoolValue(false), baseline: model.BoolValue(true),
		reason: "accepted by a.silva until 2027-02-22",
	})
	c.differs(entryOf{
		path: model.Dotted("Endpoint.Address"), in: staging, verdict: model.Expected,
		mine:     text0("acme-staging-orders.c1.eu-west-1.rds.amazonaws.com"),
		baseline: text0("acme-prod-orders.c9.eu-west-1.rds.amazonaws.com"),
		exchange: []model.Exchange{{Mine: "staging", Yours: "prod"}},
	})
	for _, name := range []string{"search", "billing"} {
		c.add("AWS::RDS::DBInstance", name, "DBInstanceClass", "db.t4g.medium", "Engine", "postgres", "EngineVersion", "15.7")
	}
	entry := &model.Entry{
		Type: c.catalog.Type("AWS::RDS::DBParameterGroup"), Environment: "staging", Verdict: model.Unknown,
		Attribute: model.Dotted("Parameters"), Reason: "rds:DescribeDBParameters denied",
	}
	c.comparison.Entries = append(c.comparison.Entries, entry)
}

func (c *company) groups() {
	c.add("AWS::EC2::SecurityGroup", "search-es", "GroupName", "search-es")
	c.cause(model.CauseFinding, staging, "cross-environment: search-es of staging names prod: 10.20.0.0/16", "", c.differs(entryOf{
		path: model.NewPath("Ingress", "tcp", "443", "10.20.0.0/16"), in: staging, verdict: model.Drift, mine: model.BoolValue(true),
		baseline: model.BoolValue(true), findings: []model.Finding{model.CrossEnvironment}, reason: "10.20.0.0/16 is prod's",
	}))
	c.add("AWS::EC2::SecurityGroup", "launch-wizard-7").lacks(staging).lacks(dev)
	c.row.Cells[staging].Verdict = model.Missing
	c.cause(model.CauseRole, staging, "role launch-wizard-7: 1 group", "the whole role",
		c.differs(entryOf{in: staging, verdict: model.Missing, findings: []model.Finding{model.OpenToWorld}}))
	for i := range 9 {
		c.add("AWS::EC2::SecurityGroup", fmt.Sprintf("app-%02d", i+1), "GroupName", "app")
		if i < 3 {
			c.differs(entryOf{
				path: model.Dotted("Description"), in: staging, verdict: model.Expected, mine: text0("of staging"),
				baseline: text0("of prod"), exchange: []model.Exchange{{Mine: "staging", Yours: "prod"}},
			})
		}
	}
}

func (c *company) parameters() {
	c.add("AWS::SSM::Parameter", "/payments/psp/api_key", "Type", "String")
	c.row.Cells[prod].Resources[0].Set(model.Dotted("Value"), model.SealedValue("r:1"))
	c.differs(entryOf{
		path: model.Dotted("Value"), in: staging, verdict: model.Locked, mine: model.LockedValue(), baseline: model.SealedValue("r:1"),
	})
	c.differs(entryOf{
		path: model.Dotted("Type"), in: staging, verdict: model.Drift, mine: text0("SecureString"), baseline: text0("String"),
		findings: []model.Finding{model.PlaintextSecret}, reason: "prod keeps it as plain text",
	})
	c.add("AWS::SSM::Parameter", "/payments/psp/base_url", "Value", "https://api.psp.example/v2", "Type", "String")
	c.differs(entryOf{
		path: model.Dotted("Value"), in: staging, verdict: model.Intentional, mine: text0("https://sandbox.psp.example/v2"),
		baseline: text0("https://api.psp.example/v2"), reason: "the sandbox of the provider", rule: "parity.yaml:31",
	})
	c.add("AWS::SSM::Parameter", "/search/es_host", "Value", "vpc-acme-prod-search-4f2.eu-west-1.es.amazonaws.com")
	var ledger []*model.Entry
	for i := range 8 {
		c.add("AWS::SSM::Parameter", fmt.Sprintf("/ledger/account_%d", i+1), "Value", fmt.Sprint(100+i)).lacks(staging)
		c.row.Cells[staging].Verdict = model.Missing
		ledger = append(ledger, c.differs(entryOf{in: staging, verdict: model.Missing}))
	}
	c.cause(model.CauseFolder, staging, "/ledger/**", "the whole folder", ledger...)
	for i := range 30 {
		c.add("AWS::SSM::Parameter", fmt.Sprintf("/shop/feature_%02d", i+1), "Value", "on")
	}
}
