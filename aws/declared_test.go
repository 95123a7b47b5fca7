package aws

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"

	"parity/model"
)

// stuff gives every field of a struct of the SDK a value, lists n elements.
func stuff(v reflect.Value, n int) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		stuff(v.Elem(), n)
	case reflect.Struct:
		if v.Type() == timeType {
			v.Set(reflect.ValueOf(time.Unix(1_790_000_000, 0)))
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				stuff(v.Field(i), n)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			stuff(v.Index(i), n)
		}
	case reflect.String:
		v.SetString("some text")
	case reflect.Int32, reflect.Int64:
		v.SetInt(7)
	case reflect.Float64:
		v.SetFloat(1.5)
	case reflect.Bool:
		v.SetBool(true)
	}
}

func stuffed[T any](n int) T {
	var v T
	stuff(reflect.ValueOf(&v).Elem(), n)
	return v
}

// full is a resource of each type, with all that AWS could say of it.
func full(n int) map[*model.Type]*model.Resource {
	r := newReading("111111111111", "eu-west-1")
	r.sealer = model.NewSealer([]byte("a key of the test"))
	instance := instanceOf(r.sealer, stuffed[ec2types.Instance](n))
	mergeVolumes(r.sealer, instance, map[string]ec2types.Volume{"some text": stuffed[ec2types.Volume](n)})
	return map[*model.Type]*model.Resource{
		instanceType:              instance,
		groupType:                 groupOf(r.sealer, stuffed[ec2types.SecurityGroup](n)),
		databaseType:              databaseOf(r, stuffed[rdstypes.DBInstance](n)),
		clusterType:               clusterOf(r, stuffed[rdstypes.DBCluster](n)),
		parameterGroupType:        groupNamed(r, parameterGroupType, "own", stuffed[rdstypes.DBParameterGroup](n)),
		clusterParameterGroupType: groupNamed(r, clusterParameterGroupType, "own", stuffed[rdstypes.DBClusterParameterGroup](n)),
		optionGroupType:           groupNamed(r, optionGroupType, "own", stuffed[rdstypes.OptionGroup](n)),
	}
}

func TestAllThatIsFlattenedIsDeclared(t *testing.T) {
	for _, n := range []int{1, 3} {
		for of, r := range full(n) {
			seen := map[model.Path]bool{}
			for _, a := range r.Attributes {
				if !slices.ContainsFunc(of.Declared(), a.Path.Matches) {
					t.Errorf("%s %s is not declared", of.Name, a.Path)
				}
				if seen[a.Path] && a.Path.First() != "Tags" { // whose keys AWS lets nobody use twice
					t.Errorf("%s %s is there twice: one of two would be lost", of.Name, a.Path)
				}
				seen[a.Path] = true
			}
		}
	}
}

// What a declaration names must be declared itself: a mistyped leader folds nothing, and nobody notices.
func TestDeclarationsNameWhatIsDeclared(t *testing.T) {
	for of := range full(1) {
		declared := of.Declared()
		check := func(what string, path model.Path) {
			if !path.IsZero() && !slices.Contains(declared, path) {
				t.Errorf("%s: %s %s is not declared", of.Name, what, path)
			}
		}
		check("the zone", of.Zone)
		for _, path := range of.Headline {
			check("the headline", path)
		}
		for _, path := range declared {
			field := of.Field(path)
			check(path.String()+" follows", field.Follows)
			check(path.String()+" has defaults by", field.DefaultsBy)
			for _, when := range field.When {
				check(path.String()+" depends on", when.Attribute)
				check(path.String()+" follows", when.Field.Follows)
			}
			if field.Size != model.NoSize && field.Why == "" {
				t.Errorf("%s: nobody says why %s may be smaller", of.Name, path)
			}
		}
	}
}

// The ways to settings are references, and what stands at their end has values with defaults.
func TestSettingsLeadToWhatHoldsThem(t *testing.T) {
	catalog := model.NewCatalog(Types()...)
	for _, kind := range Types() {
		if kind.Settings == nil {
			continue
		}
		for _, way := range kind.Settings.Holders {
			at := kind
			for _, path := range way {
				next := catalog.Type(at.Field(path).Target)
				if next == nil {
					t.Fatalf("%s of %s leads nowhere", path, at.Name)
				}
				at = next
			}
			if at.Field(kind.Settings.Values).DefaultsBy.IsZero() {
				t.Errorf("%v of %s leads to %s, whose values have no defaults", way, kind.Name, at.Name)
			}
		}
		for _, v := range kind.Settings.Variables {
			if !slices.Contains(kind.Declared(), v.Attribute) {
				t.Errorf("%s of %s is of %s, which is not declared", v.Name, kind.Name, v.Attribute)
			}
		}
	}
}

// Credentials and what nobody may see are in no printed form of anything that was flattened.
func TestNoPrintedFormHoldsASecret(t *testing.T) {
	const canary = "hunter2-canary"
	pending := &rdstypes.PendingModifiedValues{MasterUserPassword: new(canary)}
	r := newReading("111111111111", "eu-west-1")
	r.sealer = model.NewSealer([]byte("a key of the test"))
	for _, resource := range []*model.Resource{
		databaseOf(r, rdstypes.DBInstance{PendingModifiedValues: pending}),
		clusterOf(r, rdstypes.DBCluster{PendingModifiedValues: &rdstypes.ClusterPendingModifiedValues{MasterUserPassword: new(canary)}}),
		groupNamed(r, optionGroupType, "own", rdstypes.OptionGroup{Options: []rdstypes.Option{{
			OptionName: new("TDE"), OptionSettings: []rdstypes.OptionSetting{{Name: new("KEY"), Value: new(canary)}},
		}}}),
		instanceOf(r.sealer, ec2types.Instance{Tags: []ec2types.Tag{{Key: new("DbPassword"), Value: new(canary)}}}),
	} {
		if len(resource.Attributes) == 0 {
			t.Errorf("%s: nothing is left", resource.Type)
		}
		for _, a := range resource.Attributes {
			if strings.Contains(a.Value.Text(), canary) {
				t.Errorf("%s %s: %s", resource.Type, a.Path, a.Value)
			}
		}
	}
}

// A snapshot of another version may hold what this one does not know: nothing can be said of it.
func TestWhatIsNotDeclaredIsNotJudged(t *testing.T) {
	for _, of := range Types() {
		if field := of.Field(model.NewPath("AFieldOfAnotherVersion", "Key")); field.Class.Judged() {
			t.Errorf("%s judges what it does not know", of.Name)
		}
	}
}

func BenchmarkFlatten(b *testing.B) {
	sealer := model.NewSealer([]byte("a key of the benchmark"))
	instance, database := stuffed[ec2types.Instance](1), stuffed[rdstypes.DBInstance](1)
	b.Run("instance", func(b *testing.B) {
		for b.Loop() {
			flatten(ec2Structures, sealer, instance)
		}
	})
	b.Run("database", func(b *testing.B) {
		for b.Loop() {
			flatten(rdsStructures, sealer, database)
		}
	})
}
