// Package modeltest makes small catalogs and inventories for the tests of the engines.
package modeltest

import (
	"net/netip"
	"strings"
	"time"

	"parity/model"
)

// The types of the catalog.
const (
	Instance  = "AWS::EC2::Instance"
	Group     = "AWS::EC2::SecurityGroup"
	Database  = "AWS::RDS::DBInstance"
	Parameter = "AWS::SSM::Parameter"
)

// Loaded is when the inventories of this package were loaded.
var Loaded = time.Date(2026, 11, 24, 2, 14, 0, 0, time.UTC)

// Catalog declares one type of each kind of naming.
func Catalog() *model.Catalog {
	instance := &model.Type{
		Name: Instance, Tab: "instances", Title: "Instances", Singular: "instance role", Plural: "instance roles",
		Naming: model.Naming{Ordinals: true, Grouped: true}, Zone: model.Dotted("Placement.AvailabilityZone"),
	}
	instance.Declare(model.Dotted("InstanceType"), model.Field{Verbatim: true, Size: model.ByName, Why: "a smaller size"})
	instance.Declare(model.Dotted("CpuOptions.CoreCount"), model.Field{Verbatim: true, Follows: model.Dotted("InstanceType")})
	instance.Declare(model.Dotted("ImageId"), model.Field{Class: model.Reference, Target: "AWS::EC2::Image"})
	instance.Declare(model.Dotted("SecurityGroups"), model.Field{Class: model.Reference, Target: Group})
	instance.Declare(model.Dotted("SubnetId"), model.Field{Class: model.Reference, Target: "AWS::EC2::Subnet"})
	instance.Declare(model.Dotted("VpcId"), model.Field{Class: model.Reference, Target: "AWS::EC2::VPC"})
	instance.Declare(model.Dotted("NetworkInterfaces.*.Groups"), model.Field{Class: model.Reference, Target: Group, Follows: model.Dotted("SecurityGroups")})
	instance.Declare(model.Dotted("State.Name"), model.Field{Class: model.Status, Healthy: []string{"running"}})
	instance.Declare(model.Dotted("PrivateIpAddress"), model.Field{Class: model.Identity})
	instance.Declare(model.Dotted("Placement.AvailabilityZone"), model.Field{Class: model.Runtime})
	instance.Declare(model.Dotted("UserData"), model.Field{Class: model.Masked})
	instance.Declare(model.Dotted("BlockDeviceMappings.*.Ebs.VolumeSize"), model.Field{Verbatim: true, Size: model.ByNumber, Why: "smaller storage"})
	instance.Declare(model.Dotted("BlockDeviceMappings.*.Ebs.DeleteOnTermination"), model.Field{Verbatim: true})
	instance.Declare(model.Dotted("BlockDeviceMappings.*.Ebs.VolumeIops"), model.Field{Verbatim: true, Follows: model.Dotted("BlockDeviceMappings.*.Ebs.VolumeSize")})
	instance.Declare(model.Dotted("Tags.*"), model.Field{})

	group := &model.Type{
		Name: Group, Tab: "groups", Title: "Security groups", Singular: "security group", Plural: "security groups",
		Naming: model.Naming{Scoped: true},
	}
	for _, direction := range []string{"Ingress", "Egress"} {
		group.Declare(model.NewPath(direction, "*", "*", "*"), model.Field{Class: model.Reference, Target: Group})
		group.Declare(model.NewPath(direction, "*", "*", "*", "Description"), model.Field{})
	}
	group.Declare(model.Dotted("GroupName"), model.Field{Class: model.Identity})
	group.Declare(model.Dotted("Tags.*"), model.Field{})

	database := &model.Type{
		Name: Database, Tab: "databases", Title: "Databases", Singular: "database", Plural: "databases",
		Naming: model.Naming{Grouped: true},
	}
	database.Declare(model.Dotted("DBInstanceClass"), model.Field{Verbatim: true, Size: model.ByName, Why: "a smaller size"})
	database.Declare(model.Dotted("MultiAZ"), model.Field{Verbatim: true, Size: model.ByFlag, Why: "single-AZ", Default: model.BoolValue(false)})
	database.Declare(model.Dotted("SecondaryAvailabilityZone"), model.Field{Class: model.Runtime})
	database.Declare(model.Dotted("BackupRetentionPeriod"), model.Field{Verbatim: true, Size: model.ByNumber, Why: "shorter retention"})
	database.Declare(model.Dotted("Endpoint.Address"), model.Field{Class: model.Identity})
	database.Declare(model.Dotted("EngineVersion"), model.Field{Verbatim: true})
	database.Declare(model.Dotted("KmsKeyId"), model.Field{Class: model.Reference, Target: "AWS::KMS::Key"})
	database.Declare(model.Dotted("DBParameterGroupName"), model.Field{Class: model.Reference, Target: "AWS::RDS::DBParameterGroup", When: []model.When{{
		Attribute: model.Dotted("DBParameterGroupName"), Prefix: "default.",
		Field: model.Field{Class: model.Reference, Target: "AWS::RDS::DBParameterGroup", Follows: model.Dotted("EngineVersion")},
	}}})
	database.Declare(model.Dotted("PendingModifiedValues.*"), model.Field{Class: model.Status, NotInEffect: true})
	database.Declare(model.Dotted("Tags.*"), model.Field{})

	parameter := &model.Type{
		Name: Parameter, Tab: "parameters", Title: "Parameters", Singular: "parameter", Plural: "parameters",
		Naming:   model.Naming{Paths: true},
		Headline: []model.Path{model.Dotted("Value"), model.Dotted("Type")},
		Modified: model.Dotted("LastModifiedDate"), ModifiedBy: model.Dotted("LastModifiedUser"), Version: model.Dotted("Version"),
	}
	parameter.Declare(model.Dotted("Value"), model.Field{Formats: true, When: []model.When{{
		Attribute: model.Dotted("Type"), Prefix: "SecureString", Field: model.Field{Class: model.Confidential},
	}}})
	parameter.Declare(model.Dotted("Type"), model.Field{Verbatim: true})
	parameter.Declare(model.Dotted("Tier"), model.Field{Verbatim: true})
	parameter.Declare(model.Dotted("KeyId"), model.Field{Class: model.Reference, Target: "AWS::KMS::Key"})
	parameter.Declare(model.Dotted("Policies"), model.Field{})
	parameter.Declare(model.Dotted("Description"), model.Field{})
	for _, runtime := range []string{"LastModifiedDate", "LastModifiedUser", "Version"} {
		parameter.Declare(model.Dotted(runtime), model.Field{Class: model.Runtime})
	}
	return model.NewCatalog(instance, database, group, parameter)
}

// Env is an environment of its own account, network and root.
func Env(name string) model.Environment {
	e := model.Environment{
		Name: name, Account: "111104111104", Region: "eu-west-1", Roots: []string{"/" + name},
		Networks: []netip.Prefix{netip.MustParsePrefix("10.40.0.0/16")}, Source: "aws", LoadedAt: Loaded,
	}
	switch name {
	case "staging":
		e.Account, e.Networks = "333301333301", []netip.Prefix{netip.MustParsePrefix("10.30.0.0/16")}
	case "prod":
		e.Account, e.Networks = "777702777702", []netip.Prefix{netip.MustParsePrefix("10.20.0.0/16")}
	}
	return e
}

// Inventory is an environment with resources, every type of the catalog asked for.
func Inventory(name string, resources ...*model.Resource) *model.Inventory {
	inv := &model.Inventory{Environment: Env(name), Resources: resources}
	for _, t := range Catalog().Types() {
		inv.Types = append(inv.Types, t.Name)
	}
	inv.Selection.Written = true
	inv.Sort()
	return inv
}

// Resource is a resource whose attributes are written PATH=VALUE, with dots in the path where / does not
// stand in their place. A value that reads true, false or a number is one; [a,b] is a set.
func Resource(typeName, id, name string, attributes ...string) *model.Resource {
	r := &model.Resource{Type: typeName, ID: id, Name: name}
	for _, text := range attributes {
		path, value, _ := strings.Cut(text, "=")
		r.Attributes = append(r.Attributes, model.Attribute{Path: model.Dotted(path), Value: Value(value)})
	}
	r.Sort()
	return r
}

// Rule adds a security-group rule to a resource.
func Rule(r *model.Resource, segments ...string) *model.Resource {
	r.Set(model.NewPath(segments...), model.BoolValue(true))
	return r
}

// Value reads a value as tests write it.
func Value(text string) model.Value {
	switch {
	case text == "true" || text == "false":
		return model.BoolValue(text == "true")
	case text != "" && strings.Trim(text, "0123456789") == "":
		return model.NumberValue(text)
	case strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]"):
		return model.SetValue(strings.Split(text[1:len(text)-1], ","))
	}
	return model.TextValue(text)
}

// Param is a parameter with a value.
func Param(path, value string, attributes ...string) *model.Resource {
	r := Resource(Parameter, path, path, attributes...)
	r.Set(model.Dotted("Value"), model.TextValue(value))
	if r.Get(model.Dotted("Type")).IsAbsent() {
		r.Set(model.Dotted("Type"), model.TextValue("String"))
	}
	return r
}
