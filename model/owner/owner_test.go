package owner_test

import (
	"testing"

	"parity/model"
	"parity/model/owner"
)

func TestOf(t *testing.T) {
	for _, test := range []struct {
		name string
		tags []string
		want string
	}{
		{"nothing tells", []string{"Name", "web", "Team", "terraformers"}, ""},
		{
			"a stack",
			[]string{"aws:cloudformation:stack-name", "acme-data", "aws:cloudformation:logical-id", "Orders"},
			"CloudFormation stack acme-data, logical id Orders",
		},
		{"a stack without a logical id", []string{"aws:cloudformation:stack-name", "acme-data"}, "CloudFormation stack acme-data"},
		{
			"a group and its template",
			[]string{"aws:autoscaling:groupName", "web", "aws:ec2launchtemplate:id", "lt-1"},
			"Auto Scaling group web; launch template lt-1",
		},
		{"the stack decides", []string{"ManagedBy", "terraform", "aws:cloudformation:stack-name", "acme", "created-by", "x"}, "CloudFormation stack acme"},
		{"terraform as a value", []string{"Managed_By", "Terraform Cloud"}, "Terraform, by its tag Managed_By=Terraform Cloud"},
		{"terraform as a key", []string{"terraform", "true"}, "Terraform, by its tag terraform=true"},
		{"terraform is denied", []string{"terraform", "false"}, ""},
		{"terraform goes before another tool", []string{"CreatedBy", "ansible", "ManagedBy", "terraform"}, "Terraform, by its tag ManagedBy=terraform"},
		{"another tool", []string{"app.kubernetes.io/managed-by", "Helm"}, "by its tag app.kubernetes.io/managed-by=Helm"},
		{"an empty tag", []string{"managed-by", ""}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := &model.Resource{}
			for i := 0; i < len(test.tags); i += 2 {
				r.Set(model.NewPath("Tags", test.tags[i]), model.TextValue(test.tags[i+1]))
			}
			o := owner.Of(r)
			if got := o.String(); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
			if o.IsZero() != (test.want == "") {
				t.Errorf("IsZero is %v of %q", o.IsZero(), o.String())
			}
		})
	}
}

// TestNoSecretIsAName: a tag whose value is sealed tells nothing.
func TestNoSecretIsAName(t *testing.T) {
	r := &model.Resource{}
	r.Set(model.NewPath("Tags", "ManagedBy"), model.SealedValue("r:1"))
	if o := owner.Of(r); !o.IsZero() {
		t.Errorf("%q is told of a secret", o.String())
	}
}
