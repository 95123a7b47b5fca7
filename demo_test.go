package main_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parity/model"
	"parity/model/compare"
	"parity/model/wayback"
	"parity/testdata/demo/company"
)

const demoFolder = "testdata/demo"

func demoFiles(t *testing.T) map[string][]byte {
	t.Helper()
	for name, value := range company.Environ {
		t.Setenv(name, value)
	}
	files, err := company.Files(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestDemoIsWhatItsCompanySays(t *testing.T) {
	for name, want := range demoFiles(t) {
		got, err := os.ReadFile(filepath.Join(demoFolder, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s/%s is not what the company says now; make demo writes it anew", demoFolder, name)
		}
	}
}

func TestNoSecretInTheDemo(t *testing.T) {
	for _, account := range []*company.Account{company.Dev(), company.Staging(), company.Prod(), company.ProdBefore()} {
		secrets := account.Secrets()
		if len(secrets) < 10 {
			t.Fatalf("%s has %d secrets", account.Name, len(secrets))
		}
		for _, name := range []string{"environments.json", "earlier.json", "histories.json"} {
			content, err := os.ReadFile(filepath.Join(demoFolder, name))
			if err != nil {
				t.Fatal(err)
			}
			for _, secret := range secrets {
				if bytes.Contains(content, []byte(secret)) {
					t.Errorf("%s holds a secret of %s", name, account.Name)
				}
			}
		}
	}
}

// compared compares the demo's environments as they stand in the repository.
func compared(t *testing.T) *compare.Result {
	t.Helper()
	demo, err := company.Read(demoFolder)
	if err != nil {
		t.Fatal(err)
	}
	result, err := compare.Run(demo.Catalog, demo.Environments, demo.Comparing)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestDemoHasEveryVerdictAndEveryFinding(t *testing.T) {
	result := compared(t)
	for _, verdict := range model.Verdicts() {
		if result.Summary[verdict] == 0 {
			t.Errorf("nothing in the demo is %s", verdict)
		}
	}
	if len(result.Stale) > 0 || len(result.Expired) > 0 {
		t.Errorf("rules of the demo match nothing (%v) or have expired (%v)", result.Stale, result.Expired)
	}
	for _, finding := range model.Findings() {
		if !slices.ContainsFunc(result.Entries, func(e *model.Entry) bool { return e.Has(finding) }) {
			t.Errorf("the demo has no %s", finding)
		}
	}
}

// fact is what must be said of one attribute of the demo. Shortened: the path, the environment, the verdict.
type fact struct {
	kind, role, attribute, environment string
	verdict                            model.Verdict
	finding                            model.Finding
}

func TestDemoFacts(t *testing.T) {
	const (
		database  = "AWS::RDS::DBInstance"
		settings  = "AWS::RDS::DBParameterGroup"
		group     = "AWS::EC2::SecurityGroup"
		instance  = "AWS::EC2::Instance"
		parameter = "AWS::SSM::Parameter"
	)
	result := compared(t)
	for _, want := range []fact{
		// The articles' tables.
		{database, "db", "MultiAZ", "staging", model.Drift, ""},
		{database, "db", "DBInstanceClass", "staging", model.Drift, ""},
		{database, "db", "BackupRetentionPeriod", "staging", model.Drift, ""},
		{database, "db", "AllocatedStorage", "staging", model.Drift, ""},
		{database, "db", "EngineVersion", "staging", model.Drift, ""},
		{instance, "acme-app", "InstanceType", "staging", model.Drift, ""},
		{database, "db", "MultiAZ", "dev", model.Intentional, ""},
		{database, "db", "DBInstanceClass", "dev", model.Intentional, ""},
		{database, "db", "BackupRetentionPeriod", "dev", model.Intentional, ""},
		{database, "db", "AllocatedStorage", "dev", model.Intentional, ""},
		{database, "db", "EngineVersion", "dev", model.Drift, ""},
		{instance, "acme-app", "InstanceType", "dev", model.Intentional, ""},
		{settings, "acme-db", "Parameters.max_connections", "staging", model.Drift, ""},
		{settings, "acme-db", "Parameters.work_mem", "dev", model.Drift, ""},
		{group, "acme-app", "Ingress.tcp.443.0.0.0.0/0", "staging", model.Extra, model.OpenToWorld},
		{parameter, "/database/host", "Value", "staging", model.Expected, ""},
		{parameter, "/database/host", "Value", "dev", model.Expected, ""},
		{parameter, "/cache/host", "Value", "staging", model.Expected, ""},
		{parameter, "/app/runtime/python", "Value", "staging", model.Drift, ""},
		{parameter, "/app/runtime/node", "Value", "dev", model.Drift, ""},
		// The incident.
		{group, "acme-payments-api", "Egress.tcp.443.pl:psp-ranges", "staging", model.Extra, model.Recent},
		{parameter, "/payments/psp/timeout_ms", "Value", "staging", model.Drift, model.Recent},
		{settings, "acme-orders", "Parameters.max_connections", "staging", model.Drift, model.Recent},
		// What somebody has explained or accepted.
		{parameter, "/payments/psp/base_url", "Value", "staging", model.Intentional, ""},
		{instance, "acme-loadtest", "", "staging", model.Intentional, ""},
		{parameter, "/orders/log/level", "Value", "dev", model.Intentional, ""},
		{parameter, "/users/jwt/signing_key", "KeyId", "staging", model.Accepted, ""},
		{settings, "acme-payments", "Parameters.idle_in_transaction_session_timeout", "staging", model.Accepted, ""},
		// The accidents.
		{parameter, "/ledger/export/schedule", "", "staging", model.Missing, ""},
		{parameter, "/search/es_host", "Value", "staging", model.Drift, model.CrossEnvironment},
		{parameter, "/payments/psp/webhook_secret", "Value", "staging", model.Drift, model.SharedSecret},
		{parameter, "/payments/psp/webhook_secret", "Value", "dev", model.Locked, ""},
		{parameter, "/orders/database/password", "Value", "staging", model.Expected, ""},
		{parameter, "/notifier/sms/sender_id", "Value", "staging", model.Drift, model.Placeholder},
		{parameter, "/images/sizes", "Value", "staging", model.Expected, ""},
		{database, "acme-orders", "EngineVersion", "staging", model.Drift, ""},
		{settings, "", "", "staging", model.Unknown, ""},
	} {
		t.Run(strings.Trim(want.role+" "+want.attribute+" "+want.environment, " "), func(t *testing.T) {
			check(t, result, want)
		})
	}
}

func check(t *testing.T, result *compare.Result, want fact) {
	t.Helper()
	for _, e := range result.Entries {
		if e.Type.Name != want.kind || e.Name != want.role || e.Environment != want.environment {
			continue
		}
		if e.Attribute.String() != want.attribute && want.role != "" {
			continue
		}
		if e.Verdict != want.verdict || want.finding != "" && !e.Has(want.finding) {
			t.Errorf("is %s %v (%s), want %s %s", e.Verdict, e.Findings, e.Reason, want.verdict, want.finding)
		}
		return
	}
	t.Errorf("nothing is said of it, want %s %s", want.verdict, want.finding)
}

// What explains a difference and what follows from it is told with it.
func TestDemoReasons(t *testing.T) {
	result := compared(t)
	for _, want := range []struct{ kind, role, attribute, environment, reason string }{
		{"AWS::EC2::Instance", "acme-app", "InstanceType", "staging", "2 GiB against 8 GiB"},
		{"AWS::RDS::DBInstance", "db", "DBInstanceClass", "staging", "4 GiB against 8 GiB"},
		{
			"AWS::RDS::DBInstance", "acme-payments", "DBInstanceClass", "dev",
			"dev is relaxed: a smaller class; 2 vCPU, 8 GiB against 4 vCPU, 16 GiB; max_connections is LEAST({DBInstanceClassMemory/9531392},5000) by default: about 900 in dev, 1,800 in prod",
		},
		{
			"AWS::RDS::DBInstance", "acme-ledger", "DBInstanceClass", "dev", // of a cluster, in AWS's own group
			"dev is relaxed: a smaller class; 2 vCPU, 16 GiB against 4 vCPU, 32 GiB; max_connections is LEAST({DBInstanceClassMemory/9531392},5000) by default: about 1,800 in dev, 3,600 in prod",
		},
		{
			"AWS::RDS::DBParameterGroup", "acme-payments", "Parameters.idle_in_transaction_session_timeout", "staging",
			"accepted by a.silva until 2027-01-10; prod has the engine default",
		},
	} {
		i := slices.IndexFunc(result.Entries, func(e *model.Entry) bool {
			return e.Type.Name == want.kind && e.Name == want.role && e.Attribute.String() == want.attribute && e.Environment == want.environment
		})
		switch {
		case i < 0:
			t.Errorf("nothing is said of %s %s", want.role, want.attribute)
		case result.Entries[i].Reason != want.reason:
			t.Errorf("%s %s in %s is\n%q, want\n%q", want.role, want.attribute, want.environment, result.Entries[i].Reason, want.reason)
		}
	}
}

// TestWhatIsConfiguredComesIntoEffect: a database whose parameters wait for a restart differs in nothing, and the way
// to what is configured is told all the same.
func TestWhatIsConfiguredComesIntoEffect(t *testing.T) {
	result := compared(t)
	for _, e := range result.Entries {
		if e.Attribute != model.Dotted("DBParameterGroups.ParameterApplyStatus") || !e.Has(model.NotInEffect) {
			continue
		}
		ways := wayback.Of(result, e)
		restarts := func(s wayback.Step) bool {
			return strings.Contains(s.Command, "aws rds reboot-db-instance --db-instance-identifier acme-prod-orders")
		}
		if len(ways) != 1 || ways[0].Direction != wayback.IntoEffect || !slices.ContainsFunc(ways[0].Steps, restarts) {
			t.Errorf("the ways of %s are %+v", e.Name, ways)
		}
		return
	}
	t.Error("nothing in the demo waits for a restart")
}
