package aws_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
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
	inventories, err := read(t.Context(), emulator, environments...)
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

var sealer = model.NewSealer([]byte("a key of the harness"))

func read(ctx context.Context, emulator *awstest.Emulator, environments ...awstest.Words) ([]*model.Inventory, error) {
	source := aws.NewSource(aws.Options{Region: awstest.Region, Endpoint: emulator.Endpoint, Timeout: 2 * time.Minute, Sealer: sealer})
	var wanted []aws.Wanted
	for _, w := range environments {
		wanted = append(wanted, aws.Wanted{Name: w.Name, Profile: w.Profile()})
	}
	return source.Load(ctx, wanted, func(model.Progress) {})
}

// tell lists what is not alike, as TYPE ROLE ATTRIBUTE VERDICT [FINDINGS].
func tell(inventories []*model.Inventory) ([]string, error) {
	result, err := compare.Run(model.NewCatalog(aws.Types()...), inventories, compare.Options{Baseline: "prod", Since: time.Now().Add(time.Hour), Now: time.Now()})
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, e := range result.Entries {
		if (e.Verdict == model.Expected || e.Verdict == model.Locked) && len(e.Findings) == 0 {
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
	return lines, nil
}

// lanes are environments that are changed side by side, each held against prod: the emulator is slow enough.
var lanes = []awstest.Words{staging, {Name: "qa", Account: "444401444401", Network: "10.50"}, {Name: "uat", Account: "555501555501", Network: "10.60"}}

// A copy in other words is alike, and each mutation of it is exactly one difference, which is gone when the
// mutation is taken back.
func TestEmulatedMutations(t *testing.T) {
	emulator, ok := awstest.Start(t)
	if !ok {
		return
	}
	emulator.Setenv(t)
	awstest.Profiles(t, append([]awstest.Words{prod}, lanes...)...)
	emulator.Reset(t)
	seed := func(w awstest.Words) *awstest.Environment {
		env := awstest.Seed(t, emulator, w)
		if err := enrich(t.Context(), env); err != nil {
			t.Fatalf("enrich %s: %v", w.Name, err)
		}
		return env
	}
	seed(prod)
	base := load(t, emulator, prod)[0]
	list, n := mutations(), 0
	if testing.Short() { // the race detector's run, which only needs some of each
		list = slices.DeleteFunc(list, func(mutation) bool { n++; return n%9 != 0 })
	}
	var missed atomic.Int64
	var wait sync.WaitGroup
	for i, w := range lanes {
		env := seed(w)
		var own []mutation
		for j := i; j < len(list); j += len(lanes) {
			own = append(own, list[j])
		}
		wait.Go(func() { missed.Add(int64(mutated(t, emulator, env, base, own))) })
	}
	wait.Wait()
	t.Logf("%d mutations tried, %d missed or not alone", len(list), missed.Load())
}

// mutated tries mutations of one environment one after the other, and counts those of which something else came.
func mutated(t *testing.T, emulator *awstest.Emulator, env *awstest.Environment, base *model.Inventory, list []mutation) (missed int) {
	look := func(when string, want []string) bool {
		var got []string
		want = slices.Sorted(slices.Values(want))
		inventories, err := read(t.Context(), emulator, env.Words)
		if err == nil {
			got, err = tell([]*model.Inventory{inventories[0], base})
		}
		if err == nil && slices.Equal(got, want) {
			return true
		}
		t.Errorf("%s: %s: %v\n  got:\n  %s\n  want:\n  %s", env.Name, when, err, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
		return false
	}
	if !look("a copy in other words", nil) {
		return len(list)
	}
	for _, m := range list {
		if err := m.apply(t.Context(), env); err != nil {
			t.Errorf("%s: %s: %v", env.Name, m.name, err)
			missed++
		} else if !look(m.name, m.want) {
			missed++
		}
		if m.undo == nil {
			continue
		}
		if err := m.undo(t.Context(), env); err != nil {
			t.Errorf("%s: take back %s: %v", env.Name, m.name, err)
		}
	}
	look("after all was taken back", nil)
	return missed
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
		if err := enrich(t.Context(), env); err != nil {
			t.Fatalf("enrich %s: %v", w.Name, err)
		}
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
		"staging AWS::EC2::SecurityGroup acme-edge Ingress.tcp.22.0.0.0.0/0 extra",
		"staging AWS::RDS::DBInstance acme-orders EngineVersion drift",
		"staging AWS::RDS::DBInstance acme-orders MultiAZ drift",
		"staging AWS::SSM::Parameter /payments/psp/timeout_ms missing",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got:\n  %s\nwant:\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}
