package aws

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	ssmtypes "github.com/aws/aws-sdk-go-v2/service/ssm/types"

	"parity/model"
)

// kept is a parameter as the calls tell of it: its labels where somebody looks at it, and what it is decrypted to,
// where it is.
type kept struct {
	labels    []string
	value     ssmtypes.Parameter
	metadata  ssmtypes.ParameterMetadata
	decrypted string
}

// parameterOf is a parameter in an environment's words.
func (s *speaker) parameterOf(kind ssmtypes.ParameterType, value string) *kept {
	name, arn := "/"+s.name+"/app/subject", "arn:aws:ssm:eu-west-1:"+s.account+":parameter/"+s.name+"/app/subject"
	at := time.Unix(1_700_000_000+int64(s.own("date", 1000)), 0)
	return &kept{
		value: ssmtypes.Parameter{
			Name: &name, ARN: &arn, Type: kind, Value: new(s.say(value)), DataType: new("text"), Version: int64(s.own("version", 90)), LastModifiedDate: &at,
		},
		metadata: ssmtypes.ParameterMetadata{
			Name: &name, ARN: &arn, Type: kind, DataType: new("text"), Version: int64(s.own("version", 90)), LastModifiedDate: &at,
			AllowedPattern: new(s.say("^.*{E}.*$")), Description: new(s.say("what {E} needs")), Tier: ssmtypes.ParameterTierAdvanced,
			KeyId: new(s.thing(keyTarget, 0)), LastModifiedUser: new("arn:aws:iam::" + s.account + ":user/" + s.hex),
			Policies: []ssmtypes.ParameterInlinePolicy{{PolicyText: new(`{"Type":"Expiration", "Version":"1.0"}`)}, {PolicyText: new(`{"Type":"NoChangeNotification"}`)}},
		},
	}
}

func (k *kept) flat() *model.Resource {
	r := loaded()
	resource := r.parameter(k.value)
	describeParameter(theSealer, resource, k.metadata)
	if k.decrypted != "" {
		resource.Set(valuePart, theSealer.Seal(k.decrypted))
	}
	if len(k.labels) > 0 {
		resource.Set(parameterType.Labels, model.SetValue(k.labels))
	}
	resource.Sort()
	return resource
}

// parameterChange is a change to a parameter of one side, and of what the other is made for it.
type parameterChange struct {
	attribute, name string
	kind            ssmtypes.ParameterType
	value           string
	change          func(mine, other *kept)
	// told are the findings behind a drift; nothing where there is no difference.
	told string
}

const (
	noDifference = "none"
	plainDrift   = ""
)

// Every attribute of a parameter, as TestEveryLeaf has it of what is flattened by its declaration.
func TestEveryLeafOfParameters(t *testing.T) {
	staging, prod, _ := speakers(1, false)
	sides := [2]*speaker{staging, prod}
	worlds := [2]*model.Inventory{staging.inventory(), prod.inventory()}
	declared := map[string]bool{}
	tried, missed := 0, 0
	for _, c := range parameterChanges() {
		declared[c.attribute] = true
		for side := range sides {
			var parameters [2]*kept
			for i, s := range sides {
				parameters[i] = s.parameterOf(c.kind, c.value)
			}
			c.change(parameters[side], parameters[1-side])
			var inventories []*model.Inventory
			for i, k := range parameters {
				inv := *worlds[i]
				inv.Resources = append(slices.Clone(inv.Resources), k.flat())
				inv.Sort()
				inventories = append(inventories, &inv)
			}
			got, err := told(inventories...)
			if err != nil {
				t.Fatal(err)
			}
			tried++
			if want := c.expected(sides[side]); !slices.Equal(got, want) {
				missed++
				t.Errorf("in %s %s %s: %s:\n  got  %s\n  want %s", sides[side].name, c.kind, c.attribute, c.name, strings.Join(got, "\n       "), strings.Join(want, "\n       "))
			}
		}
	}
	for _, path := range parameterType.Declared() {
		if !declared[path.String()] {
			t.Errorf("nothing changes %s", path)
		}
	}
	t.Logf("%d attributes of parameters: %d mutations tried, %d missed or not alone", len(declared), tried, missed)
}

func (c *parameterChange) expected(mutated *speaker) []string {
	at := model.Dotted(c.attribute)
	switch {
	case c.told == noDifference:
		return []string{}
	case c.told == " [cross-environment]":
		return []string{line(mutated.name, "/app/subject", at, model.Drift) + c.told}
	case c.told == " unknown":
		return []string{line("staging", "/app/subject", at, model.Unknown)}
	}
	return []string{line("staging", "/app/subject", at, model.Drift) + c.told}
}

// unkept are the fields of what the calls answer that make no attribute, or several.
var unkept = []string{"Selector", "SourceResult", "Policies"}

// What the calls answer and no attribute is named after would be a silence.
func TestParametersKeepWhatIsAnswered(t *testing.T) {
	for _, of := range []reflect.Type{reflect.TypeFor[ssmtypes.Parameter](), reflect.TypeFor[ssmtypes.ParameterMetadata]()} {
		for i := range of.NumField() {
			f := of.Field(i)
			if f.IsExported() && !slices.Contains(unkept, f.Name) && !slices.Contains(parameterType.Declared(), model.Dotted(f.Name)) {
				t.Errorf("%s.%s is not kept", of.Name(), f.Name)
			}
		}
	}
}
