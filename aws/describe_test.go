package aws

import (
	"reflect"
	"testing"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"
	ssmtypes "github.com/aws/aws-sdk-go-v2/service/ssm/types"

	"parity/model"
)

func TestEveryFieldIsDeclaredOnce(t *testing.T) {
	for _, c := range []struct {
		all *structures
		of  reflect.Type
	}{
		{ec2Structures, reflect.TypeFor[ec2types.Instance]()},
		{ec2Structures, reflect.TypeFor[ec2types.Volume]()},
		{rdsStructures, reflect.TypeFor[rdstypes.DBInstance]()},
		{rdsStructures, reflect.TypeFor[rdstypes.DBCluster]()},
		{rdsStructures, reflect.TypeFor[rdstypes.DBParameterGroup]()},
		{rdsStructures, reflect.TypeFor[rdstypes.DBClusterParameterGroup]()},
		{rdsStructures, reflect.TypeFor[rdstypes.OptionGroup]()},
	} {
		for _, wrong := range c.all.covered(c.of) {
			t.Error(wrong)
		}
	}
}

func TestSecretsInFreeTextsAreHidden(t *testing.T) {
	sealer := model.NewSealer([]byte("key"))
	const text = "old password=hunter2-canary"
	group := groupOf(sealer, ec2types.SecurityGroup{GroupId: sdk.String("sg-00000001"), Description: sdk.String(text)})
	parameter := &model.Resource{Type: parameterType.Name, ID: "/a"}
	describeParameter(sealer, parameter, ssmtypes.ParameterMetadata{Description: sdk.String(text)})
	for _, r := range []*model.Resource{group, parameter} {
		value := r.Get(model.Dotted("Description"))
		if got := value.Text(); got != "old password=(secret)" {
			t.Errorf("%s: %q", r.Type, got)
		}
	}
}

func TestDescriptionsAreHeldAgainstTheStructs(t *testing.T) {
	type inner struct{ Name *string }
	type outer struct {
		Left, Declared, Twice *string
		Inner                 *inner
	}
	all := index(
		describe[outer](compared("Declared Twice"), runtime("Twice NotThere"), nested("Inner")),
		describe[inner](compared("Name")))
	got := all.covered(reflect.TypeFor[outer]())
	if len(got) != 3 {
		t.Errorf("a field left out, one declared twice and one that does not exist give %q", got)
	}
}
