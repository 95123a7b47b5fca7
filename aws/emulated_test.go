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
	if different := tell(t, load(t, emulator, staging, prod)); len(different) > 0 {
		t.Fatalf("a copy in other words differs:\n  %s", strings.Join(different, "\n  "))
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
