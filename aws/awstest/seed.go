package awstest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	ssmtypes "github.com/aws/aws-sdk-go-v2/service/ssm/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
)

// Region is where environments are seeded.
const Region = "eu-west-1"

// Words are all in which two seeded environments differ.
type Words struct {
	// Name is the environment's, Account its twelve digits, Network the first half of its VPC's range: 10.30.
	Name, Account, Network string
}

// Profile is the environment's profile in the file that [Profiles] writes.
func (w Words) Profile() string { return "acme-" + w.Name }

// Profiles writes a shared configuration file with a profile for each environment, whose role leads into
// its account, and makes the test's process use it.
func Profiles(tb testing.TB, environments ...Words) {
	tb.Helper()
	var text strings.Builder
	for _, w := range environments {
		fmt.Fprintf(&text, "[profile %s]\nrole_arn = arn:aws:iam::%s:role/reader\ncredential_source = Environment\nregion = %s\n\n", w.Profile(), w.Account, Region)
	}
	path := filepath.Join(tb.TempDir(), "config")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		tb.Fatal(err)
	}
	tb.Setenv("AWS_CONFIG_FILE", path)
}

// Environment is one that was seeded, with the clients that change it and the ids it was given.
type Environment struct {
	Words
	EC2 *ec2.Client
	RDS *rds.Client
	SSM *ssm.Client
	// VPC is its id; Subnets, Groups and Instances are the ids by role: private-a, web, batch-1.
	VPC                        string
	Subnets, Groups, Instances map[string]string
}

// Seed makes a small company in one account of the emulator: two instance roles, one of them twice, a
// database and an Aurora cluster with parameter groups of their own, three security groups that refer to
// each other, and parameters. Two environments so made differ in nothing but their words.
func Seed(tb testing.TB, e *Emulator, w Words) *Environment {
	tb.Helper()
	ctx := tb.Context()
	config := account(ctx, tb, e, w.Account)
	env := &Environment{
		Words: w, EC2: ec2.NewFromConfig(config), RDS: rds.NewFromConfig(config), SSM: ssm.NewFromConfig(config),
		Subnets: map[string]string{}, Groups: map[string]string{}, Instances: map[string]string{},
	}
	for _, step := range []func(context.Context) error{env.network, env.groups, env.instances, env.databases, env.parameters} {
		if err := step(ctx); err != nil {
			tb.Fatalf("seed %s: %v", w.Name, err)
		}
	}
	return env
}

// account is a configuration whose calls act in the account.
func account(ctx context.Context, tb testing.TB, e *Emulator, id string) sdk.Config {
	tb.Helper()
	config := sdk.Config{
		Region: Region, BaseEndpoint: &e.Endpoint,
		Credentials: credentials.NewStaticCredentialsProvider("testing", "testing", ""),
	}
	role, err := sts.NewFromConfig(config).AssumeRole(ctx, &sts.AssumeRoleInput{
		RoleArn: sdk.String("arn:aws:iam::" + id + ":role/seeder"), RoleSessionName: sdk.String("seed"),
	})
	if err != nil {
		tb.Fatalf("assume a role in %s: %v", id, err)
	}
	config.Credentials = credentials.NewStaticCredentialsProvider(*role.Credentials.AccessKeyId, *role.Credentials.SecretAccessKey, *role.Credentials.SessionToken)
	return config
}

// made says whether a call made something, now or before: the emulator sometimes loses an answer, and the
// SDK then asks again for what is there already.
func made(err error) error {
	var api smithy.APIError
	if errors.As(err, &api) && (strings.Contains(api.ErrorCode(), "AlreadyExists") || strings.Contains(api.ErrorCode(), "Duplicate")) {
		return nil
	}
	return err
}

// named is the environment's own name for something: acme-staging-web.
func (e *Environment) named(what string) string { return "acme-" + e.Name + "-" + what }

func (e *Environment) tags(kind ec2types.ResourceType, name string) []ec2types.TagSpecification {
	return []ec2types.TagSpecification{{ResourceType: kind, Tags: []ec2types.Tag{
		{Key: sdk.String("Name"), Value: &name}, {Key: sdk.String("Environment"), Value: &e.Name}, {Key: sdk.String("Team"), Value: sdk.String("payments")},
	}}}
}

func (e *Environment) network(ctx context.Context) error {
	vpc, err := e.EC2.CreateVpc(ctx, &ec2.CreateVpcInput{
		CidrBlock: sdk.String(e.Network + ".0.0/16"), TagSpecifications: e.tags(ec2types.ResourceTypeVpc, "acme-"+e.Name),
	})
	if err != nil {
		return err
	}
	e.VPC = *vpc.Vpc.VpcId
	for i, zone := range []string{"a", "b"} {
		subnet, err := e.EC2.CreateSubnet(ctx, &ec2.CreateSubnetInput{
			VpcId: &e.VPC, CidrBlock: sdk.String(fmt.Sprintf("%s.%d.0/24", e.Network, i+1)), AvailabilityZone: sdk.String(Region + zone),
			TagSpecifications: e.tags(ec2types.ResourceTypeSubnet, e.named("private-"+zone)),
		})
		if err != nil {
			return err
		}
		e.Subnets["private-"+zone] = *subnet.Subnet.SubnetId
	}
	return nil
}

// Allow is a rule that lets a CIDR or, where source begins with sg-, a group in at a port.
func Allow(port int32, source string) ec2types.IpPermission {
	p := ec2types.IpPermission{IpProtocol: sdk.String("tcp"), FromPort: &port, ToPort: &port}
	if strings.HasPrefix(source, "sg-") {
		p.UserIdGroupPairs = []ec2types.UserIdGroupPair{{GroupId: &source}}
	} else {
		p.IpRanges = []ec2types.IpRange{{CidrIp: &source}}
	}
	return p
}

func (e *Environment) groups(ctx context.Context) error {
	for _, role := range []string{"alb", "web", "db"} {
		group, err := e.EC2.CreateSecurityGroup(ctx, &ec2.CreateSecurityGroupInput{
			GroupName: sdk.String(e.named(role)), Description: sdk.String("of " + role), VpcId: &e.VPC,
			TagSpecifications: e.tags(ec2types.ResourceTypeSecurityGroup, e.named(role)),
		})
		if err != nil {
			return err
		}
		e.Groups[role] = *group.GroupId
	}
	for role, rules := range map[string][]ec2types.IpPermission{
		"alb": {Allow(443, "0.0.0.0/0")},
		"web": {Allow(8080, e.Groups["alb"]), Allow(9000, e.Groups["web"]), Allow(22, e.Network+".9.0/24")},
		"db":  {Allow(5432, e.Groups["web"])},
	} {
		id := e.Groups[role]
		if _, err := e.EC2.AuthorizeSecurityGroupIngress(ctx, &ec2.AuthorizeSecurityGroupIngressInput{GroupId: &id, IpPermissions: rules}); made(err) != nil {
			return err
		}
	}
	return nil
}

// Run starts an instance: of a type, in a subnet, with the web group.
func (e *Environment) Run(ctx context.Context, name string, kind ec2types.InstanceType, subnet string) (string, error) {
	one := int32(1)
	out, err := e.EC2.RunInstances(ctx, &ec2.RunInstancesInput{
		ImageId: sdk.String("ami-12c6146b"), InstanceType: kind, MinCount: &one, MaxCount: &one,
		SubnetId: sdk.String(e.Subnets[subnet]), SecurityGroupIds: []string{e.Groups["web"]},
		TagSpecifications: e.tags(ec2types.ResourceTypeInstance, e.named(name)),
	})
	if err != nil {
		return "", err
	}
	return *out.Instances[0].InstanceId, nil
}

func (e *Environment) instances(ctx context.Context) error {
	for name, where := range map[string]string{"web-1": "private-a", "web-2": "private-b", "batch": "private-a"} {
		id, err := e.Run(ctx, name, ec2types.InstanceTypeT3Large, where)
		if err != nil {
			return err
		}
		e.Instances[name] = id
	}
	return nil
}

func (e *Environment) dbTags() []rdstypes.Tag {
	return []rdstypes.Tag{{Key: sdk.String("Environment"), Value: &e.Name}, {Key: sdk.String("Team"), Value: sdk.String("payments")}}
}

func (e *Environment) databases(ctx context.Context) error {
	_, err := e.RDS.CreateDBParameterGroup(ctx, &rds.CreateDBParameterGroupInput{
		DBParameterGroupName: sdk.String(e.named("pg15")), DBParameterGroupFamily: sdk.String("postgres15"),
		Description: sdk.String("ours"), Tags: e.dbTags(),
	})
	if made(err) != nil {
		return err
	}
	if err := e.SetParameter(ctx, "max_connections", "400"); err != nil {
		return err
	}
	var subnets []string
	for _, id := range e.Subnets {
		subnets = append(subnets, id)
	}
	_, err = e.RDS.CreateDBSubnetGroup(ctx, &rds.CreateDBSubnetGroupInput{
		DBSubnetGroupName: sdk.String(e.named("data")), DBSubnetGroupDescription: sdk.String("ours"), SubnetIds: subnets, Tags: e.dbTags(),
	})
	if made(err) != nil {
		return err
	}
	_, err = e.RDS.CreateDBInstance(ctx, &rds.CreateDBInstanceInput{
		DBInstanceIdentifier: sdk.String(e.named("orders")), DBInstanceClass: sdk.String("db.t3.large"), Engine: sdk.String("postgres"),
		EngineVersion: sdk.String("15.4"), AllocatedStorage: sdk.Int32(100), MultiAZ: sdk.Bool(true), BackupRetentionPeriod: sdk.Int32(7),
		DBParameterGroupName: sdk.String(e.named("pg15")), DBSubnetGroupName: sdk.String(e.named("data")), MasterUsername: sdk.String("root"),
		MasterUserPassword: sdk.String("canary-password"), VpcSecurityGroupIds: []string{e.Groups["db"]}, Tags: e.dbTags(),
		PreferredBackupWindow: sdk.String("03:00-03:30"), PreferredMaintenanceWindow: sdk.String("sun:05:00-sun:05:30"),
	})
	if made(err) != nil {
		return err
	}
	_, err = e.RDS.CreateDBCluster(ctx, &rds.CreateDBClusterInput{
		DBClusterIdentifier: sdk.String(e.named("ledger")), Engine: sdk.String("aurora-postgresql"), EngineVersion: sdk.String("15.4"),
		MasterUsername: sdk.String("root"), MasterUserPassword: sdk.String("canary-password"), BackupRetentionPeriod: sdk.Int32(7),
		DBSubnetGroupName: sdk.String(e.named("data")), VpcSecurityGroupIds: []string{e.Groups["db"]}, Tags: e.dbTags(),
		PreferredBackupWindow: sdk.String("03:00-03:30"), PreferredMaintenanceWindow: sdk.String("sun:05:00-sun:05:30"),
	})
	if made(err) != nil {
		return err
	}
	for _, member := range []string{"ledger-1", "ledger-2"} {
		_, err = e.RDS.CreateDBInstance(ctx, &rds.CreateDBInstanceInput{
			DBInstanceIdentifier: sdk.String(e.named(member)), DBClusterIdentifier: sdk.String(e.named("ledger")),
			DBInstanceClass: sdk.String("db.r6g.large"), Engine: sdk.String("aurora-postgresql"), Tags: e.dbTags(),
			PreferredMaintenanceWindow: sdk.String("sun:05:00-sun:05:30"),
		})
		if made(err) != nil {
			return err
		}
	}
	return nil
}

// SetParameter sets a value in the environment's parameter group.
func (e *Environment) SetParameter(ctx context.Context, name, value string) error {
	_, err := e.RDS.ModifyDBParameterGroup(ctx, &rds.ModifyDBParameterGroupInput{
		DBParameterGroupName: sdk.String(e.named("pg15")),
		Parameters:           []rdstypes.Parameter{{ParameterName: &name, ParameterValue: &value, ApplyMethod: rdstypes.ApplyMethodPendingReboot}},
	})
	return err
}

// Put writes a parameter below the environment's root.
func (e *Environment) Put(ctx context.Context, path string, kind ssmtypes.ParameterType, value string) error {
	_, err := e.SSM.PutParameter(ctx, &ssm.PutParameterInput{
		Name: sdk.String("/" + e.Name + path), Value: &value, Type: kind, Overwrite: sdk.Bool(true),
	})
	return err
}

func (e *Environment) parameters(ctx context.Context) error {
	for _, p := range []struct {
		path  string
		kind  ssmtypes.ParameterType
		value string
	}{
		{"/database/host", ssmtypes.ParameterTypeString, "orders." + e.Name + ".acme.internal"},
		{"/database/port", ssmtypes.ParameterTypeString, "5432"},
		{"/database/password", ssmtypes.ParameterTypeSecureString, "canary-secret-" + e.Name},
		{"/payments/psp/base_url", ssmtypes.ParameterTypeString, "https://psp." + e.Name + ".acme.internal/v2"},
		{"/payments/psp/timeout_ms", ssmtypes.ParameterTypeString, "3000"},
		{"/payments/regions", ssmtypes.ParameterTypeStringList, "eu,us,ap"},
		{"/queue/arn", ssmtypes.ParameterTypeString, "arn:aws:sqs:" + Region + ":" + e.Account + ":acme-" + e.Name + "-jobs"},
		{"/features", ssmtypes.ParameterTypeString, `{"checkout":{"enabled":true},"url":"https://` + e.Name + `.acme.internal"}`},
		{"/allowed", ssmtypes.ParameterTypeString, e.Network + ".7.0/24"},
	} {
		if err := e.Put(ctx, p.path, p.kind, p.value); err != nil {
			return err
		}
	}
	return nil
}
