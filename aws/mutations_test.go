package aws_test

import (
	"context"
	"fmt"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	ssmtypes "github.com/aws/aws-sdk-go-v2/service/ssm/types"

	"parity/aws/awstest"
)

// mutation is one change to one environment, and all that may differ after it.
type mutation struct {
	name  string
	apply func(context.Context, *awstest.Environment) error
	want  []string
}

// mutations are single AWS calls, of every kind that concerns what is loaded.
func mutations() []mutation {
	const (
		instance  = "AWS::EC2::Instance"
		group     = "AWS::EC2::SecurityGroup"
		database  = "AWS::RDS::DBInstance"
		cluster   = "AWS::RDS::DBCluster"
		dbGroup   = "AWS::RDS::DBParameterGroup"
		parameter = "AWS::SSM::Parameter"
	)
	return []mutation{
		{"a tag on an instance", tag("batch", "Team", "search"), []string{instance + " acme-batch Tags.Team drift"}},
		{"a tag more", tag("batch", "Scheduler", "off"), []string{instance + " acme-batch Tags.Scheduler extra"}},
		{"a tag less", func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.EC2.DeleteTags(ctx, &ec2.DeleteTagsInput{Resources: []string{e.Instances["batch"]}, Tags: []ec2types.Tag{{Key: sdk.String("Team")}}})
			return err
		}, []string{instance + " acme-batch Tags.Team missing"}},
		{"an instance of another size", func(ctx context.Context, e *awstest.Environment) error {
			id := e.Instances["batch"]
			if _, err := e.EC2.StopInstances(ctx, &ec2.StopInstancesInput{InstanceIds: []string{id}}); err != nil {
				return err
			}
			if _, err := e.EC2.ModifyInstanceAttribute(ctx, &ec2.ModifyInstanceAttributeInput{InstanceId: &id, InstanceType: &ec2types.AttributeValue{Value: sdk.String("t3.small")}}); err != nil {
				return err
			}
			_, err := e.EC2.StartInstances(ctx, &ec2.StartInstancesInput{InstanceIds: []string{id}})
			return err
		}, []string{instance + " acme-batch InstanceType drift"}},
		{"a replica more", func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.Run(ctx, "web-3", ec2types.InstanceTypeT3Large, "private-a")
			return err
		}, []string{instance + " acme-web Count drift"}},
		{"a role more", func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.Run(ctx, "search", ec2types.InstanceTypeT3Large, "private-a")
			return err
		}, []string{instance + " acme-search extra"}},
		{"a role less", func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.EC2.TerminateInstances(ctx, &ec2.TerminateInstancesInput{InstanceIds: []string{e.Instances["batch"]}})
			return err
		}, []string{instance + " acme-batch missing"}},
		{"a stopped instance", func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.EC2.StopInstances(ctx, &ec2.StopInstancesInput{InstanceIds: []string{e.Instances["batch"]}})
			return err
		}, []string{instance + " acme-batch State.Name same [unhealthy]"}},
		{"another group on an instance", func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.EC2.ModifyInstanceAttribute(ctx, &ec2.ModifyInstanceAttributeInput{InstanceId: sdk.String(e.Instances["batch"]), Groups: []string{e.Groups["db"]}})
			return err
		}, []string{instance + " acme-batch SecurityGroups drift"}},

		{
			"a rule less", revoke("db", func(e *awstest.Environment) ec2types.IpPermission { return awstest.Allow(5432, e.Groups["web"]) }),
			[]string{group + " acme-db Ingress.tcp.5432.sg:acme-web missing"},
		},
		{
			"a rule more", allow("db", func(*awstest.Environment) ec2types.IpPermission { return awstest.Allow(5432, "192.168.7.0/24") }),
			[]string{group + " acme-db Ingress.tcp.5432.192.168.7.0/24 extra"},
		},
		{
			"a door open to the world", allow("web", func(*awstest.Environment) ec2types.IpPermission { return awstest.Allow(22, "0.0.0.0/0") }),
			[]string{group + " acme-web Ingress.tcp.22.0.0.0.0/0 extra [open-to-world]"},
		},
		{
			"a rule that names the other environment's network", allow("web", func(*awstest.Environment) ec2types.IpPermission { return awstest.Allow(22, "10.20.9.0/24") }),
			[]string{group + " acme-web Ingress.tcp.22.10.20.9.0/24 extra [cross-environment]"},
		},
		{"an egress rule less", func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.EC2.RevokeSecurityGroupEgress(ctx, &ec2.RevokeSecurityGroupEgressInput{
				GroupId:       sdk.String(e.Groups["alb"]),
				IpPermissions: []ec2types.IpPermission{{IpProtocol: sdk.String("-1"), IpRanges: []ec2types.IpRange{{CidrIp: sdk.String("0.0.0.0/0")}}}},
			})
			return err
		}, []string{group + " acme-alb Egress.all.all.0.0.0.0/0 missing"}},

		{"a database of another class", modifyDB(func(in *rds.ModifyDBInstanceInput) { in.DBInstanceClass = sdk.String("db.t3.medium") }), []string{database + " acme-orders DBInstanceClass drift"}},
		{"one zone", modifyDB(func(in *rds.ModifyDBInstanceInput) { in.MultiAZ = sdk.Bool(false) }), []string{database + " acme-orders MultiAZ drift"}},
		{"another retention", modifyDB(func(in *rds.ModifyDBInstanceInput) { in.BackupRetentionPeriod = sdk.Int32(1) }), []string{database + " acme-orders BackupRetentionPeriod drift"}},
		{"more storage", modifyDB(func(in *rds.ModifyDBInstanceInput) { in.AllocatedStorage = sdk.Int32(200) }), []string{database + " acme-orders AllocatedStorage drift"}},
		{"another version", modifyDB(func(in *rds.ModifyDBInstanceInput) { in.EngineVersion = sdk.String("15.7") }), []string{database + " acme-orders EngineVersion drift"}},
		{"protected", modifyDB(func(in *rds.ModifyDBInstanceInput) { in.DeletionProtection = sdk.Bool(true) }), []string{database + " acme-orders DeletionProtection drift"}},
		{
			"a value of a parameter group", func(ctx context.Context, e *awstest.Environment) error {
				return e.SetParameter(ctx, "max_connections", "200")
			},
			[]string{dbGroup + " acme-pg15 Parameters.max_connections drift"},
		},
		{"a cluster's retention", func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.RDS.ModifyDBCluster(ctx, &rds.ModifyDBClusterInput{DBClusterIdentifier: sdk.String("acme-" + e.Name + "-ledger"), BackupRetentionPeriod: sdk.Int32(1)})
			return err
		}, []string{cluster + " acme-ledger BackupRetentionPeriod drift"}},
		{"a database's tag", func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.RDS.AddTagsToResource(ctx, &rds.AddTagsToResourceInput{
				ResourceName: sdk.String(fmt.Sprintf("arn:aws:rds:%s:%s:db:acme-%s-orders", awstest.Region, e.Account, e.Name)),
				Tags:         []rdstypes.Tag{{Key: sdk.String("Team"), Value: sdk.String("search")}},
			})
			return err
		}, []string{database + " acme-orders Tags.Team drift"}},

		{"a parameter's value", put("/payments/psp/timeout_ms", ssmtypes.ParameterTypeString, "800"), []string{parameter + " /payments/psp/timeout_ms Value drift"}},
		{"a parameter more", put("/payments/psp/retries", ssmtypes.ParameterTypeString, "3"), []string{parameter + " /payments/psp/retries extra"}},
		{"a parameter less", func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.SSM.DeleteParameter(ctx, &ssm.DeleteParameterInput{Name: sdk.String("/" + e.Name + "/payments/psp/timeout_ms")})
			return err
		}, []string{parameter + " /payments/psp/timeout_ms missing"}},
		{"a list in another order", put("/payments/regions", ssmtypes.ParameterTypeStringList, "us,eu,ap"), []string{parameter + " /payments/regions Value drift"}},
		{
			"a value that names the other environment", put("/database/host", ssmtypes.ParameterTypeString, "orders.prod.acme.internal"),
			[]string{parameter + " /database/host Value drift [cross-environment]"},
		},
		{"JSON in another format", put("/features", ssmtypes.ParameterTypeString, `{"url": "https://staging.acme.internal", "checkout": {"enabled": true}}`), nil},
		{
			"a value inside JSON", put("/features", ssmtypes.ParameterTypeString, `{"checkout":{"enabled":false},"url":"https://staging.acme.internal"}`),
			[]string{parameter + " /features Value drift"},
		},
		{"another tier", func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.SSM.PutParameter(ctx, &ssm.PutParameterInput{
				Name: sdk.String("/" + e.Name + "/database/port"), Value: sdk.String("5432"), Type: ssmtypes.ParameterTypeString,
				Overwrite: sdk.Bool(true), Tier: ssmtypes.ParameterTierAdvanced,
			})
			return err
		}, []string{parameter + " /database/port Tier drift"}},
	}
}

func tag(instance, key, value string) func(context.Context, *awstest.Environment) error {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.EC2.CreateTags(ctx, &ec2.CreateTagsInput{Resources: []string{e.Instances[instance]}, Tags: []ec2types.Tag{{Key: &key, Value: &value}}})
		return err
	}
}

func allow(group string, rule func(*awstest.Environment) ec2types.IpPermission) func(context.Context, *awstest.Environment) error {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.EC2.AuthorizeSecurityGroupIngress(ctx, &ec2.AuthorizeSecurityGroupIngressInput{GroupId: sdk.String(e.Groups[group]), IpPermissions: []ec2types.IpPermission{rule(e)}})
		return err
	}
}

func revoke(group string, rule func(*awstest.Environment) ec2types.IpPermission) func(context.Context, *awstest.Environment) error {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.EC2.RevokeSecurityGroupIngress(ctx, &ec2.RevokeSecurityGroupIngressInput{GroupId: sdk.String(e.Groups[group]), IpPermissions: []ec2types.IpPermission{rule(e)}})
		return err
	}
}

func modifyDB(change func(*rds.ModifyDBInstanceInput)) func(context.Context, *awstest.Environment) error {
	return func(ctx context.Context, e *awstest.Environment) error {
		in := &rds.ModifyDBInstanceInput{DBInstanceIdentifier: sdk.String("acme-" + e.Name + "-orders"), ApplyImmediately: sdk.Bool(true)}
		change(in)
		_, err := e.RDS.ModifyDBInstance(ctx, in)
		return err
	}
}

func put(path string, kind ssmtypes.ParameterType, value string) func(context.Context, *awstest.Environment) error {
	return func(ctx context.Context, e *awstest.Environment) error { return e.Put(ctx, path, kind, value) }
}
