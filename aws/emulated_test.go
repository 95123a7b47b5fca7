package aws_test

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"parity/aws"
	"parity/aws/awstest"
	"parity/model"
	"parity/model/compare"
)

var (
	dev     = awstest.Words{Name: "dev", Account: "111104111104", Network: "10.40"}
	staging = awstest.Words{Name: "staging", Account: "333301333301", Network: "10.30"}
	prod    = awstest.Words{Name: "prod", Account: "777702777702", Network: "10.20"}
)

// load reads environments of the emulator through the real loaders, as a person would name them.
func load(t *testing.T, emulator *awstest.Emulator, environments ...awstest.Words) []*model.Inventory {
	t.Helper()
	key := make([]byte, 32)
	_, _ = rand.Read(key) // it never fails
	source := aws.NewSource(aws.Options{Region: awstest.Region, Endpoint: emulator.Endpoint, Timeout: 2 * time.Minute, Sealer: model.NewSealer(key)})
	var wanted []aws.Wanted
	for _, w := range environments {
		wanted = append(wanted, aws.Wanted{Name: w.Name, Profile: w.Profile()})
	}
	inventories, err := source.Load(t.Context(), wanted, func(model.Progress) {})
	if err != nil {
		t.Fatal(err)
	}
	for _, inv := range inventories {
		for _, u := range inv.Unread {
			// the emulator has no answer for these: see what is wrong with it in the tests with recorded answers
			t.Logf("%s unread: %s %s %s", inv.Environment.Name, u.Type, u.Operation, u.Code)
		}
	}
	return inventories
}

// tell lists what is not alike, as TYPE ROLE ATTRIBUTE VERDICT [FINDINGS].
func tell(t *testing.T, inventories []*model.Inventory) []string {
	t.Helper()
	result, err := compare.Run(model.NewCatalog(aws.Types()...), inventories, compare.Options{Baseline: "prod", Since: time.Now().Add(time.Hour), Now: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, e := range result.Entries {
		if e.Verdict == model.Expected || e.Verdict == model.Locked {
			continue
		}
		line := strings.Join(strings.Fields(fmt.Sprintf("%s %s %s %s", e.Type.Name, e.Name, e.Attribute, e.Verdict)), " ")
		if len(e.Findings) > 0 {
			line += fmt.Sprint(" ", e.Findings)
		}
		if e.Verdict == model.Unknown {
			line += " " + e.Reason
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return lines
}

// TestCopyInOtherWordsIsAlike and each mutation of it is exactly one difference.
func TestEmulatedMutations(t *testing.T) {
	emulator, ok := awstest.Start(t)
	if !ok {
		return
	}
	emulator.Setenv(t)
	awstest.Profiles(t, staging, prod)
	emulator.Reset(t)
	awstest.Seed(t, emulator, prod)
	awstest.Seed(t, emulator, staging)
	inventories := load(t, emulator, staging, prod)
	if different := tell(t, inventories); len(different) > 0 {
		t.Fatalf("a copy in other words differs:\n  %s", strings.Join(different, "\n  "))
	}
	if size := inventories[0].Sizes["db.r6g.large"]; size.VCPUs != 2 || size.MemoryMiB != 16384 || size.Burstable {
		t.Errorf("db.r6g.large is %+v", size)
	}
	tried, missed := 0, 0
	for _, m := range mutations() {
		t.Run(m.name, func(t *testing.T) {
			emulator.Reset(t)
			awstest.Seed(t, emulator, prod)
			changed := awstest.Seed(t, emulator, staging)
			if err := m.apply(t.Context(), changed); err != nil {
				t.Fatalf("change staging: %v", err)
			}
			tried++
			got := tell(t, load(t, emulator, staging, prod))
			if !slices.Equal(got, m.want) {
				missed++
				t.Errorf("got:\n  %s\nwant:\n  %s", strings.Join(got, "\n  "), strings.Join(m.want, "\n  "))
			}
		})
	}
	t.Logf("%d mutations tried, %d missed or not alone", tried, missed)
}

// TestEmulatedDrift loads three environments that have drifted apart, and knows all that is different.
func TestEmulatedDrift(t *testing.T) {
	emulator, ok := awstest.Start(t)
	if !ok {
		return
	}
	emulator.Setenv(t)
	awstest.Profiles(t, dev, staging, prod)
	emulator.Reset(t)
	changes := map[awstest.Words][]string{
		dev:     {"an instance of another size", "a replica more", "a value of a parameter group", "a parameter more"},
		staging: {"an instance of another size", "a door open to the world", "one zone", "another version", "a parameter less", "a tag less"},
	}
	for _, w := range []awstest.Words{prod, dev, staging} {
		env := awstest.Seed(t, emulator, w)
		for _, m := range mutations() {
			if slices.Contains(changes[w], m.name) {
				if err := m.apply(t.Context(), env); err != nil {
					t.Fatalf("%s in %s: %v", m.name, w.Name, err)
				}
			}
		}
	}
	inventories := load(t, emulator, dev, staging, prod)
	result, err := compare.Run(model.NewCatalog(aws.Types()...), inventories, compare.Options{Since: time.Now().Add(time.Hour), Now: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range result.Entries {
		if e.Verdict > model.Locked {
			got = append(got, strings.Join(strings.Fields(fmt.Sprintf("%s %s %s %s %s", e.Environment, e.Type.Name, e.Name, e.Attribute, e.Verdict)), " "))
		}
	}
	slices.Sort(got)
	want := []string{
		"dev AWS::EC2::Instance acme-batch InstanceType intentional", // dev is relaxed, and t3.small less than t3.large
		"dev AWS::EC2::Instance acme-web Count drift",                // it has more replicas, and may have fewer
		"dev AWS::RDS::DBParameterGroup acme-pg15 Parameters.max_connections drift",
		"dev AWS::SSM::Parameter /payments/psp/retries extra",
		"staging AWS::EC2::Instance acme-batch InstanceType drift",
		"staging AWS::EC2::Instance acme-batch Tags.Team missing",
		"staging AWS::EC2::SecurityGroup acme-web Ingress.tcp.22.0.0.0.0/0 extra",
		"staging AWS::RDS::DBInstance acme-orders EngineVersion drift",
		"staging AWS::RDS::DBInstance acme-orders MultiAZ drift",
		"staging AWS::SSM::Parameter /payments/psp/timeout_ms missing",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got:\n  %s\nwant:\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}
