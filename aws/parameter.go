package aws

import (
	"context"

	"parity/model"
)

// Half of the default quota of 40 calls a second stays with the applications, which share it.
var (
	valuesPace   = &pace{perSecond: 20, burst: 5}
	metadataPace = &pace{perSecond: 5, burst: 2}
)

var parameterType = &model.Type{
	Name: "AWS::SSM::Parameter", Tab: "parameters", Title: "Parameters", Singular: "parameter", Plural: "parameters",
	Checklist: "parameters",
	Naming:    model.Naming{Paths: true},
}

var parameterStore = &service{
	name: "Parameter Store", turn: 2,
	types:   []*model.Type{parameterType},
	targets: nil,
	operations: append(
		reads("SSM", "ssm", valuesPace, "GetParametersByPath GetParameters"),
		reads("SSM", "ssm", metadataPace, "DescribeParameters")...),
	read: func(context.Context, *reading) {},
}
