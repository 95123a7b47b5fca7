package aws_test

import (
	"context"
	"errors"
	"slices"
	"strings"

	"parity/aws/awstest"
)

// step is an AWS call, or a few, to one environment.
type step = func(context.Context, *awstest.Environment) error

// mutation is one change to one environment, what takes it back, and all that may differ in between.
type mutation struct {
	name        string
	apply, undo step
	want        []string
}

// The types as the lines of the harness call them.
const (
	instance     = "AWS::EC2::Instance"
	group        = "AWS::EC2::SecurityGroup"
	database     = "AWS::RDS::DBInstance"
	cluster      = "AWS::RDS::DBCluster"
	dbGroup      = "AWS::RDS::DBParameterGroup"
	clusterGroup = "AWS::RDS::DBClusterParameterGroup"
	optionGroup  = "AWS::RDS::OptionGroup"
	parameter    = "AWS::SSM::Parameter"
)

// mutations are single AWS calls, of every kind that concerns what is loaded and that the emulator knows.
func mutations() []mutation {
	return slices.Concat(ofInstances(), ofVolumes(), ofGroups(), ofRules(), ofDatabases(), ofClusters(), ofDatabaseGroups(), ofParameters())
}

// all does one step after the other.
func all(steps ...step) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		for _, s := range steps {
			if err := s(ctx, e); err != nil {
				return err
			}
		}
		return nil
	}
}

// enrich adds to a seeded environment what mutations need beside it.
func enrich(ctx context.Context, e *awstest.Environment) error {
	return errors.Join(moreGroups(ctx, e), moreDatabases(ctx, e), moreParameters(ctx, e))
}

// arn is that of something of RDS's in the environment: db, cluster, pg, cluster-pg, og.
func arn(e *awstest.Environment, kind, role string) *string {
	return new("arn:aws:rds:" + awstest.Region + ":" + e.Account + ":" + kind + ":acme-" + e.Name + "-" + role)
}

// named is the environment's own name of something.
func named(e *awstest.Environment, role string) *string { return new("acme-" + e.Name + "-" + role) }

// replaced is a text in the environment's own words: {E} its name, {A} its account, {N} its network.
func replaced(text string, e *awstest.Environment) string {
	return strings.NewReplacer("{E}", e.Name, "{A}", e.Account, "{N}", e.Network).Replace(text)
}
