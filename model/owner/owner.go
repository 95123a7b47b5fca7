// Package owner tells by its tags what made a resource and keeps it as it is: a CloudFormation stack, an
// Auto Scaling group, Terraform. What an owner owns is changed there, or its next run takes the change back.
package owner

import (
	"strings"

	"parity/model"
)

// Kind is what an owner is.
type Kind uint8

// The kinds of owner, the one that decides most first.
const (
	None Kind = iota
	// Stack is a CloudFormation stack.
	Stack
	// Terraform is told by a tag that says so.
	Terraform
	// Other is whatever else a tag names as what manages the resource.
	Other
)

// Owner is what keeps a resource as it is.
type Owner struct {
	Kind Kind
	// Name is the stack's name, or the tag that told.
	Name string
	// Logical is the id the resource has in the stack's template.
	Logical string
	// Group is the Auto Scaling group it is a member of, Template the launch template it was made from.
	Group, Template string
}

// The tags by which AWS says what made a resource.
const (
	stackTag    = "aws:cloudformation:stack-name"
	logicalTag  = "aws:cloudformation:logical-id"
	groupTag    = "aws:autoscaling:groupName"
	templateTag = "aws:ec2launchtemplate:id"
)

// Of is the owner of a resource, as far as its tags tell.
func Of(r *model.Resource) Owner {
	var o Owner
	for i := range r.Attributes {
		path := r.Attributes[i].Path
		if path.Len() != 2 || path.First() != "Tags" {
			continue
		}
		o.read(path.Last(), r.Attributes[i].Value)
	}
	return o
}

func (o *Owner) read(key string, value model.Value) {
	if value.Kind() == model.Sealed || value.Kind() == model.Credential {
		return
	}
	text := value.Text()
	switch {
	case key == stackTag:
		o.Kind, o.Name = Stack, text
	case key == logicalTag:
		o.Logical = text
	case key == groupTag:
		o.Group = text
	case key == templateTag:
		o.Template = text
	case o.Kind == Stack:
	case mentions(key, text, "terraform"):
		o.Kind, o.Name = Terraform, key+"="+text
	case o.Kind == None && managing(key) && text != "":
		o.Kind, o.Name = Other, key+"="+text
	}
}

// mentions says that a tag names a tool: as its key, or as the value of one that tells who manages.
func mentions(key, text, tool string) bool {
	first, _, _ := strings.Cut(strings.ToLower(key), ":")
	return first == tool && !strings.EqualFold(text, "false") ||
		managing(key) && strings.Contains(strings.ToLower(text), tool)
}

// managing says that a tag of the key tells who manages a resource: ManagedBy, managed-by, created_by.
func managing(key string) bool {
	letters := strings.NewReplacer("-", "", "_", "", ":", "", "/", "", ".", "").Replace(strings.ToLower(key))
	for _, word := range []string{"managedby", "createdby", "provisionedby", "provisioner"} {
		if strings.HasSuffix(letters, word) {
			return true
		}
	}
	return false
}

// IsZero says that nothing tells of an owner.
func (o *Owner) IsZero() bool { return *o == Owner{} }

// String says what owns it.
func (o *Owner) String() string {
	var parts []string
	switch o.Kind {
	case Stack:
		words := "CloudFormation stack " + o.Name
		if o.Logical != "" {
			words += ", logical id " + o.Logical
		}
		parts = append(parts, words)
	case Terraform:
		parts = append(parts, "Terraform, by its tag "+o.Name)
	case Other:
		parts = append(parts, "by its tag "+o.Name)
	}
	if o.Group != "" {
		parts = append(parts, "Auto Scaling group "+o.Group)
	}
	if o.Template != "" {
		parts = append(parts, "launch template "+o.Template)
	}
	return strings.Join(parts, "; ")
}
