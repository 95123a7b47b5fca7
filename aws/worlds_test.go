package aws

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	ssmtypes "github.com/aws/aws-sdk-go-v2/service/ssm/types"
	"pgregory.net/rapid"

	"parity/model"
	"parity/model/compare"
)

// Of any resource, full or sparse, a copy in other words is alike, and any change to it is told alone.
func TestAnyLeafOfAnyResource(t *testing.T) {
	all, tried := subjects(), 0
	rapid.Check(t, func(t *rapid.T) {
		staging, prod, _ := speakers(rapid.Uint64().Draw(t, "seed"), rapid.Bool().Draw(t, "sparse"))
		c := newTrial(rapid.SampledFrom(all).Draw(t, "subject"), staging, prod)
		hold := func(m mutation, side int, want []string) {
			tried++
			if wrong := c.hold(m, side, want); wrong != "" {
				t.Fatal(wrong)
			}
		}
		hold(mutation{name: "nothing", apply: func(_, _ reflect.Value) {}}, 0, []string{})
		for range 8 {
			side := rapid.IntRange(0, 1).Draw(t, "side")
			l := rapid.SampledFrom(c.leaves).Draw(t, "leaf")
			mutations := c.mutations(l, side)
			if len(mutations) == 0 {
				continue
			}
			m := rapid.SampledFrom(mutations).Draw(t, "mutation")
			m.name = l.path[side].String() + ": " + m.name
			hold(m, side, c.expected(side, m.want))
		}
	})
	t.Logf("%d mutations tried", tried)
}

// loadedAll is an environment with one resource of every type, full or sparse, some of them left out.
func loadedAll(t *rapid.T, s *speaker, retold bool) *model.Inventory {
	var resources []*model.Resource
	for _, sub := range subjects() {
		if strings.Contains(sub.name, "default groups") || s.pick(sub.name+"!", 6) == 0 {
			continue
		}
		answer := sub.answer(s)
		if retold {
			for _, l := range slices.Backward(leavesOf(sub, answer, answer)) { // what lies deeper first
				if l.kind == keyedLeaf || l.kind == many && l.member.shape == set {
					if v := l.place.in(answer); v.Kind() == reflect.Slice {
						reverse(v)
					}
				}
			}
		}
		resources = append(resources, sub.flat(answer))
	}
	for i, value := range []string{"3000", "https://x.{E}.acme.example", `{"a":"{E}"}`, "acme-{E}-x", "{N}.7.0/24"} {
		if s.pick(fmt.Sprint("parameter", i), 4) > 0 {
			resources = append(resources, s.parameterOf(ssmtypes.ParameterTypeString, value).named(fmt.Sprint("/app/p", i)).flat())
		}
	}
	inv := s.inventory(resources...)
	if retold {
		inv.Resources, inv.Targets = rapid.Permutation(inv.Resources).Draw(t, "resources"), rapid.Permutation(inv.Targets).Draw(t, "targets")
		inv.Sort()
	}
	return inv
}

// named is a parameter of another name below its root.
func (k *kept) named(path string) *kept {
	root, _, _ := strings.Cut(*k.value.Name, "/app/")
	k.value.Name = new(root + path)
	k.metadata.Name = k.value.Name
	return k
}

// drawn are three environments that have not much in common.
func drawn(t *rapid.T) (staging, prod, dev *speaker) {
	seeds := rapid.SliceOfN(rapid.Uint64Range(1, 1<<40), 3, 3).Draw(t, "seeds")
	if rapid.Bool().Draw(t, "alike") {
		seeds[1] = seeds[0]
	}
	sparse := rapid.Bool().Draw(t, "sparse")
	staging, _, _ = speakers(seeds[0], sparse)
	_, prod, _ = speakers(seeds[1], sparse)
	_, _, dev = speakers(seeds[2], sparse)
	return staging, prod, dev
}

func judged(t *rapid.T, baseline string, inventories ...*model.Inventory) *compare.Result {
	result, err := compare.Run(model.NewCatalog(Types()...), inventories, compare.Options{Baseline: baseline})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// all is what a comparison says of an environment, to the last word.
func all(result *compare.Result, environment string) string {
	var lines []string
	for _, e := range result.Entries {
		if e.Environment == environment {
			lines = append(lines, fmt.Sprint(e.Type.Name, " ", line(environment, e.Name, e.Attribute, e.Verdict), " ", e.Findings, " ", e.Reason, " ",
				e.Mine.Value, " against ", e.Baseline.Value))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func TestOrderOfAnswersNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		staging, prod, _ := drawn(t)
		base := loadedAll(t, prod, false)
		once, again := judged(t, "prod", loadedAll(t, staging, false), base), judged(t, "prod", loadedAll(t, staging, true), base)
		for _, environment := range []string{"staging", "prod"} {
			if a, b := all(once, environment), all(again, environment); a != b {
				t.Fatalf("another order, another answer:\n%s\n\n%s", a, b)
			}
		}
		if len(once.Causes) != len(again.Causes) {
			t.Fatalf("another order, other causes: %d and %d", len(once.Causes), len(again.Causes))
		}
	})
}

func TestAnotherEnvironmentChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		staging, prod, dev := drawn(t)
		a, b := loadedAll(t, staging, false), loadedAll(t, prod, false)
		without, with := judged(t, "prod", a, b), judged(t, "prod", a, loadedAll(t, dev, false), b)
		if before, after := all(without, "staging"), all(with, "staging"); before != after {
			t.Fatalf("dev changes what is said of staging:\n%s\n\n%s", before, after)
		}
	})
}

func TestTheOtherBaselineMirrors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		staging, prod, _ := drawn(t)
		a, b := loadedAll(t, staging, false), loadedAll(t, prod, false)
		count := func(baseline, environment string, turned bool) map[string]int {
			counts := map[string]int{}
			for _, e := range judged(t, baseline, a, b).Entries {
				verdict := e.Verdict
				switch {
				case e.Environment != environment:
					continue
				case turned && verdict == model.Missing:
					verdict = model.Extra
				case turned && verdict == model.Extra:
					verdict = model.Missing
				}
				counts[fmt.Sprint(e.Type.Name, " ", e.Name, " ", e.Attribute.First(), " ", verdict)]++
			}
			return counts
		}
		if there, back := count("prod", "staging", false), count("staging", "prod", true); !reflect.DeepEqual(there, back) {
			t.Fatalf("%v\nturned round is\n%v", there, back)
		}
	})
}
