package company

import (
	"context"
	"fmt"
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	ssmtypes "github.com/aws/aws-sdk-go-v2/service/ssm/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
)

// Answer makes the SDK's clients take the account for AWS: every call is answered before it would be
// written to a wire, and everything above the wire is what a real account gets.
func (a *Account) Answer(stack *middleware.Stack) error {
	return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("company", func(
		ctx context.Context, in middleware.InitializeInput, _ middleware.InitializeHandler,
	) (out middleware.InitializeOutput, metadata middleware.Metadata, err error) {
		out.Result, err = a.answer(middleware.GetOperationName(ctx), in.Parameters)
		return out, metadata, err
	}), middleware.After)
}

// answer is what AWS says to one call. What the company has not got, it has none of.
func (a *Account) answer(operation string, parameters any) (any, error) {
	switch in := parameters.(type) {
	case *sts.GetCallerIdentityInput:
		return &sts.GetCallerIdentityOutput{
			Account: sdk.String(a.ID), UserId: sdk.String("AROADEMODEMODEMODEMO:demo"),
			Arn: sdk.String("arn:aws:sts::" + a.ID + ":assumed-role/ReadOnly/demo"),
		}, nil
	case *kms.ListAliasesInput:
		return &kms.ListAliasesOutput{Aliases: a.Keys}, nil

	case *ec2.DescribeInstancesInput:
		return &ec2.DescribeInstancesOutput{Reservations: a.reservations()}, nil
	case *ec2.DescribeImagesInput:
		return &ec2.DescribeImagesOutput{Images: asked(a.Images, in.ImageIds, func(i ec2types.Image) *string { return i.ImageId })}, nil
	case *ec2.DescribeVolumesInput:
		return &ec2.DescribeVolumesOutput{Volumes: asked(a.Volumes, in.VolumeIds, func(v ec2types.Volume) *string { return v.VolumeId })}, nil
	case *ec2.DescribeInstanceTypesInput:
		return &ec2.DescribeInstanceTypesOutput{InstanceTypes: instanceTypes(in.InstanceTypes, in.Filters)}, nil
	case *ec2.DescribeSecurityGroupsInput:
		return &ec2.DescribeSecurityGroupsOutput{SecurityGroups: a.Groups}, nil
	case *ec2.DescribeVpcsInput:
		return &ec2.DescribeVpcsOutput{Vpcs: a.VPCs}, nil
	case *ec2.DescribeSubnetsInput:
		return &ec2.DescribeSubnetsOutput{Subnets: a.Subnets}, nil
	case *ec2.DescribeManagedPrefixListsInput:
		return &ec2.DescribeManagedPrefixListsOutput{PrefixLists: a.PrefixLists}, nil

	case *rds.DescribeDBInstancesInput:
		return &rds.DescribeDBInstancesOutput{DBInstances: a.Databases}, nil
	case *rds.DescribeDBClustersInput:
		return &rds.DescribeDBClustersOutput{DBClusters: a.Clusters}, nil
	case *rds.DescribeDBParameterGroupsInput:
		return &rds.DescribeDBParameterGroupsOutput{DBParameterGroups: a.ParameterGroups}, nil
	case *rds.DescribeDBClusterParameterGroupsInput:
		return &rds.DescribeDBClusterParameterGroupsOutput{DBClusterParameterGroups: a.ClusterParameterGroups}, nil
	case *rds.DescribeDBParametersInput:
		set, err := a.values(a.Settings, *in.DBParameterGroupName)
		return &rds.DescribeDBParametersOutput{Parameters: set}, err
	case *rds.DescribeDBClusterParametersInput:
		set, err := a.values(a.ClusterSettings, *in.DBClusterParameterGroupName)
		return &rds.DescribeDBClusterParametersOutput{Parameters: set}, err
	case *rds.DescribeEngineDefaultParametersInput:
		return &rds.DescribeEngineDefaultParametersOutput{EngineDefaults: defaultsOf(*in.DBParameterGroupFamily)}, nil
	case *rds.DescribeEngineDefaultClusterParametersInput:
		return &rds.DescribeEngineDefaultClusterParametersOutput{EngineDefaults: defaultsOf(*in.DBParameterGroupFamily)}, nil
	case *rds.DescribeEventsInput:
		return &rds.DescribeEventsOutput{Events: a.eventsOf(in.SourceType, in.EventCategories)}, nil
	case *rds.DescribeOptionGroupsInput:
		return &rds.DescribeOptionGroupsOutput{OptionGroupsList: a.OptionGroups}, nil

	case *ssm.GetParametersByPathInput:
		return &ssm.GetParametersByPathOutput{Parameters: a.handOut(a.Values, sdk.ToBool(in.WithDecryption))}, nil
	case *ssm.GetParametersInput:
		named := asked(a.Values, in.Names, func(p ssmtypes.Parameter) *string { return p.Name })
		return &ssm.GetParametersOutput{Parameters: a.handOut(named, sdk.ToBool(in.WithDecryption))}, nil
	case *ssm.GetParameterHistoryInput:
		return &ssm.GetParameterHistoryOutput{Parameters: a.history(in)}, nil
	case *ssm.DescribeParametersInput:
		return &ssm.DescribeParametersOutput{Parameters: a.Parameters}, nil
	}
	return nil, &smithy.GenericAPIError{Code: "NotInTheDemo", Message: "the demo's company does not answer " + operation}
}

// asked are the elements whose ids are asked for: all of them where none is named.
func asked[T any](all []T, ids []string, id func(T) *string) []T {
	if len(ids) == 0 {
		return all
	}
	var some []T
	for _, element := range all {
		if slices.Contains(ids, *id(element)) {
			some = append(some, element)
		}
	}
	return some
}

// reservations are the instances as EC2 lists them, each in the reservation that launched it.
func (a *Account) reservations() []ec2types.Reservation {
	var all []ec2types.Reservation
	for _, instance := range a.Instances {
		all = append(all, ec2types.Reservation{
			ReservationId: sdk.String(a.id("r", *instance.InstanceId)), OwnerId: sdk.String(a.ID), Instances: []ec2types.Instance{instance},
		})
	}
	return all
}

// values are those that somebody set in a parameter group.
func (a *Account) values(of map[string][]rdstypes.Parameter, group string) ([]rdstypes.Parameter, error) {
	if a.Denied[group] {
		return nil, &smithy.GenericAPIError{
			Code: "AccessDenied", Message: fmt.Sprintf("User: arn:aws:sts::%s:assumed-role/ReadOnly/demo is not authorized to perform: "+
				"rds:DescribeDBParameters on resource: %s because no identity-based policy allows the rds:DescribeDBParameters action", a.ID, a.arn("rds", "pg:"+group)),
		}
	}
	return of[group], nil
}

// handOut gives parameters as Parameter Store does: a SecureString that was not decrypted is a text that
// says nothing of it.
func (a *Account) handOut(parameters []ssmtypes.Parameter, decrypt bool) []ssmtypes.Parameter {
	out := slices.Clone(parameters)
	for i := range out {
		if out[i].Type == ssmtypes.ParameterTypeSecureString && !decrypt {
			out[i].Value = sdk.String(fmt.Sprintf("AQICAHh%016x", number(a.Name, *out[i].Name, "cipher")))
		}
	}
	return out
}
