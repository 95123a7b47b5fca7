package config

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"parity/model"
	"parity/model/counterparts"
	"parity/model/rules"
)

var update = flag.Bool("update", false, "write testdata/mistakes.txt anew")

var types = []string{"AWS::EC2::Instance", "AWS::RDS::DBInstance", "AWS::RDS::DBCluster", "AWS::SSM::Parameter"}

func TestEverythingThatAFileCanSay(t *testing.T) {
	const text = `# Acme's environments.
environments:
  dev:     {profile: acme-dev, role: relaxed}
  staging:
    account: "333301333301"
    region: eu-west-1
    select: {tag: {Environment: staging, Team: 42}}
    parameters: [/staging, "/shared/{env}"]
    words: [stg.acme-pay.io]
  prod:    {account: 077702777702, role: baseline, aliases: [live], select: all, parameters: [/acme/live/eu]}
  qa:      {select: {vpc: vpc-0abc}}
  perf:    {select: {name: 'acme-{env}-*'}}
  lab:
counterparts:
  - {type: AWS::EC2::Instance, role: batch, members: {staging: jobs-runner, live: i-0abc}}
intentional:
  - type: AWS::RDS::DBInstance
    name: orders
    attribute: MultiAZ
    environments: [staging]
    values: [false, 2, text, null, [sg-b, sg-a]]
    reason: staging runs single-AZ to save cost;
      failover is rehearsed in game days
    owner: platform
    expires: 2027-03-31
  - {type: "AWS::RDS::*", attribute: DeletionProtection, reason: meant}
must_differ:
  - {type: AWS::SSM::Parameter, name: /payments/psp/api_key, attribute: Value, reason: sandbox and live keys}
`
	got, err := Parse("parity.yaml", []byte(text), types)
	if err != nil {
		t.Fatal(err)
	}
	want := &Config{
		File: "parity.yaml",
		Environments: []Environment{
			{Name: "dev", Profile: "acme-dev", Role: model.Relaxed, At: Place{"parity.yaml", 3, 3}},
			{
				Name: "staging", Account: "333301333301", Region: "eu-west-1",
				Select:     &Select{Tags: map[string]string{"Environment": "staging", "Team": "42"}},
				Parameters: []string{"/staging", "/shared/{env}"}, Words: []string{"stg.acme-pay.io"}, At: Place{"parity.yaml", 4, 3},
			},
			{
				Name: "prod", Account: "077702777702", Role: model.Baseline, Aliases: []string{"live"},
				Select: &Select{All: true}, Parameters: []string{"/acme/live/eu"}, At: Place{"parity.yaml", 10, 3},
			},
			{Name: "qa", Select: &Select{VPC: "vpc-0abc"}, At: Place{"parity.yaml", 11, 3}},
			{Name: "perf", Select: &Select{Name: "acme-{env}-*"}, At: Place{"parity.yaml", 12, 3}},
			{Name: "lab", At: Place{"parity.yaml", 13, 3}},
		},
		Counterparts: []counterparts.Pin{
			{ID: "parity.yaml:15:5", Type: "AWS::EC2::Instance", Role: "batch", Members: map[string]string{"staging": "jobs-runner", "prod": "i-0abc"}},
		},
		Rules: []rules.Rule{
			{
				ID: "parity.yaml:17:5", Type: "AWS::RDS::DBInstance", Name: "orders", Attribute: "MultiAZ", Environments: []string{"staging"},
				Values: []model.Value{
					model.BoolValue(false), model.NumberValue("2"), model.TextValue("text"), {}, model.ListValue([]string{"sg-b", "sg-a"}),
				},
				Reason: "staging runs single-AZ to save cost; failover is rehearsed in game days", Owner: "platform",
				Expires: time.Date(2027, time.March, 31, 0, 0, 0, 0, time.UTC),
			},
			{ID: "parity.yaml:26:5", Type: "AWS::RDS::*", Attribute: "DeletionProtection", Reason: "meant"},
			{
				ID: "parity.yaml:28:5", Type: "AWS::SSM::Parameter", Name: "/payments/psp/api_key", Attribute: "Value",
				MustDiffer: true, Reason: "sandbox and live keys",
			},
		},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateComparable(model.Value{})); diff != "" {
		t.Error(diff)
	}
}

// TestMistakes reads testdata/mistakes.txt: files with a mistake, each followed by how it is answered.
func TestMistakes(t *testing.T) {
	cases, err := os.ReadFile("testdata/mistakes.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for i, each := range strings.Split(string(cases), "\n====\n") {
		text, _, answered := strings.Cut(each, "\n>>>>\n")
		if !answered {
			t.Fatalf("case %d has no >>>> line", i+1)
		}
		if i > 0 {
			out.WriteString("\n====\n")
		}
		_, err := Parse("parity.yaml", []byte(text), types)
		if err == nil {
			t.Errorf("no mistake is found in\n%s", text)
			continue
		}
		out.WriteString(text + "\n>>>>\n" + err.Error())
	}
	out.WriteString("\n")
	if out.String() == string(cases) {
		return
	}
	if !*update {
		t.Error("the answers are others; look at them with -update and git diff\n" + cmp.Diff(string(cases), out.String()))
		return
	}
	if err := os.WriteFile("testdata/mistakes.txt", []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestFilesAsEditorsLeaveThem(t *testing.T) {
	path := filepath.Join(t.TempDir(), "parity.yaml")
	if err := os.WriteFile(path, []byte("\ufeffenvironments:\r\n  prod: {}\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := Load(path, types); err != nil || !slices.Equal(got.Names(), []string{"prod"}) {
		t.Errorf("%v, %v", got, err)
	}
	if err := os.WriteFile(path, make([]byte, longest+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(path, types); err == nil || !strings.Contains(err.Error(), "longer than") {
		t.Errorf("a file without end: %v", err)
	}
}

func TestManyMistakesAreToldInPart(t *testing.T) {
	_, err := Parse("parity.yaml", []byte("environments: {a: {b: 1}}\n# a comment\n"), types)
	if lines := strings.Count(err.Error(), "\n"); lines != 2 {
		t.Errorf("one mistake takes %d lines", lines+1)
	}
	var many strings.Builder
	many.WriteString("intentional:\n")
	for range 20 {
		many.WriteString("  - {name: a}\n")
	}
	_, err = Parse("parity.yaml", []byte(many.String()), types)
	if !strings.HasSuffix(err.Error(), "and 14 more in parity.yaml") {
		t.Errorf("20 mistakes are told as\n%v", err)
	}
}

func TestAnEmptyFileSaysNothing(t *testing.T) {
	for _, text := range []string{"", "\n", "# a comment\n", "---\n", "environments:\n", "{}"} {
		config, err := Parse("parity.yaml", []byte(text), types)
		if err != nil || len(config.Environments) > 0 {
			t.Errorf("%q is read as %+v, %v", text, config, err)
		}
	}
}

func TestWindowsLineEndings(t *testing.T) {
	_, err := Parse("parity.yaml", []byte("environments:\r\n  dev: {}\r\n  prod: {rol: baseline}\r\n"), types)
	if err == nil || !strings.HasPrefix(err.Error(), "parity.yaml:3:10: ") {
		t.Errorf("the mistake in line 3 is told as %v", err)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"environments", "counterparts", "intentional", "must_differ", "tag"}
	for word, want := range map[string]string{
		"enviroments": "environments", "Environments": "environments", "must-differ": "must_differ", "mustdiffer": "must_differ",
		"counterpart": "counterparts", "intentoinal": "intentional", "tags": "tag", "rules": "", "x": "", "": "",
	} {
		if got := Nearest(word, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestEnvironmentsAreFoundByAliasToo(t *testing.T) {
	config, err := Parse("parity.yaml", []byte("environments: {live: {aliases: [prod]}, old: {aliases: [legacy]}}"), types)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"live": "live", "prod": "live", "legacy": "old"} {
		if env, ok := config.Environment(name); !ok || env.Name != want {
			t.Errorf("Environment(%q) = %q, %v", name, env.Name, ok)
		}
	}
	if _, ok := config.Environment("staging"); ok {
		t.Error("an environment is found that is not there")
	}
}
