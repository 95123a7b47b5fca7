package aws

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parity/model"
)

// service is one part of AWS as parity reads it. All there is to know of it stands in its file, and its
// line in the table of services is all that the rest of the program needs.
type service struct {
	// name is what people call it: EC2, Parameter Store.
	name string
	// turn orders the services where not all can be read at once: what is needed first has the lowest.
	turn int
	// types are the resource types it yields, in the order of their tab.
	types []*model.Type
	// targets are AWS's names of what it yields for the references of others: AWS::EC2::VPC. A service
	// that has targets alone is read only where a type that was asked for refers to one of them.
	targets []string
	// operations are all the calls it makes; the guard refuses every other.
	operations []Operation
	// read asks for everything of the service in the reading's account and region. Whatever happens, it
	// keeps what came, and says by fail, hide or note what did not. It returns when nothing more comes.
	read func(context.Context, *reading)
	// follow asks for what the chosen resources (those of the service's own types that some environment
	// selects) refer to and for what each of them must be asked for singly: images, volumes, the values
	// of parameter groups. It may change the chosen resources and add others: nobody has seen them yet.
	follow func(ctx context.Context, r *reading, chosen []*model.Resource)
	// history asks for the versions of one resource. It returns what came, and why not all did.
	history func(ctx context.Context, r *reading, resource *model.Resource) ([]*model.Resource, error)
	// reveal asks for the secret of one attribute of one resource.
	reveal func(ctx context.Context, r *reading, resource *model.Resource, attribute model.Path) (string, error)
}

// services is the one table: adding a service is adding its file and its line here. It is in the order
// of the tabs.
func services() []*service {
	return []*service{
		callerIdentity,
		instances,
		networks,
		databases,
		securityGroups,
		parameterStore,
		encryptionKeys,
	}
}

// Operation is a call that parity makes, and what it takes to be allowed it.
type Operation struct {
	// Service and Name are the SDK's: "EC2", "DescribeInstances".
	Service, Name string
	// Action is the IAM action that allows it: ec2:DescribeInstances. It is empty where none is needed.
	Action string
	// Also lists further actions that the call needs for some of its answers: kms:Decrypt.
	Also []string
	// pace is shared by all operations that draw from one quota.
	pace *pace
}

// pace is how fast calls are made, per account and region: well below AWS's quota, which the
// applications of the account draw from too.
type pace struct {
	perSecond float64
	burst     int
}

// reads lists operations of one SDK service (its ServiceID: "EC2"), whose actions have the prefix
// ("ec2") and which share one pace.
func reads(sdkService, prefix string, p *pace, names string) []Operation {
	var operations []Operation
	for name := range strings.FieldsSeq(names) {
		operations = append(operations, Operation{Service: sdkService, Name: name, Action: prefix + ":" + name, pace: p})
	}
	return operations
}

// Types lists the resource types that can be loaded, in the order of their tabs.
func Types() []*model.Type {
	var types []*model.Type
	for _, s := range services() {
		types = append(types, s.types...)
	}
	return types
}

// Operations lists every call that parity ever makes: what the guard allows and what permissions prints.
func Operations() []Operation {
	var all []Operation
	for _, s := range services() {
		for _, op := range s.operations {
			same := func(o Operation) bool { return o.Service == op.Service && o.Name == op.Name }
			if !slices.ContainsFunc(all, same) {
				all = append(all, op)
			}
		}
	}
	slices.SortFunc(all, func(a, b Operation) int {
		return cmp.Or(cmp.Compare(a.Service, b.Service), cmp.Compare(a.Name, b.Name))
	})
	return all
}
