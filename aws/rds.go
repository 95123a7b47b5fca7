package aws

import (
	"context"
	"reflect"
	"slices"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	"github.com/aws/aws-sdk-go-v2/service/rds/types"
	"golang.org/x/sync/errgroup"

	"parity/model"
	"parity/model/secrets"
)

// AWS does not publish RDS's quotas, so that little is asked of it.
var rdsPace = &pace{perSecond: 8, burst: 4}

// rdsPage is AWS's largest page.
const rdsPage = 100

// The names of what databases refer to.
const (
	databaseTarget              = "AWS::RDS::DBInstance"
	parameterGroupTarget        = "AWS::RDS::DBParameterGroup"
	clusterParameterGroupTarget = "AWS::RDS::DBClusterParameterGroup"
	optionGroupTarget           = "AWS::RDS::OptionGroup"
	clusterTarget               = "AWS::RDS::DBCluster"
)

var databases = &service{
	name: "RDS", turn: 4,
	types:   []*model.Type{databaseType, clusterType, parameterGroupType, clusterParameterGroupType, optionGroupType},
	targets: []string{roleTarget, subnetGroupTarget},
	operations: append(reads("RDS", "rds", rdsPace, `DescribeDBInstances DescribeDBClusters DescribeDBParameterGroups
		DescribeDBClusterParameterGroups DescribeDBParameters DescribeDBClusterParameters
		DescribeEngineDefaultParameters DescribeEngineDefaultClusterParameters DescribeOptionGroups DescribeEvents`), describeSizes...),
	read:   readDatabases,
	follow: completeDatabases,
}

// versionAsked is the question for the version alone.
var versionAsked = []model.Asked{{Line: "database versions", Attribute: model.Dotted("EngineVersion")}}

var (
	databaseType = databaseTyped(&model.Type{
		Name: databaseTarget, Singular: "database", Plural: "databases", Checklist: "database configuration", Asked: versionAsked,
		Naming:   model.Naming{Grouped: true},
		Headline: []model.Path{model.Dotted("DBInstanceClass"), model.Dotted("EngineVersion"), model.Dotted("MultiAZ")},
		Zone:     model.Dotted("AvailabilityZone"),
		Settings: databaseSettings, Told: databaseTold,
		Way: wayOf(rdsTagWay("DBInstanceArn"), databaseWhole, attributeWay(databaseWays, pendingWays(ofDatabase)), lastResort),
	}, reflect.TypeFor[types.DBInstance]())
	clusterType = databaseTyped(&model.Type{
		Name: clusterTarget, Singular: "database cluster", Plural: "database clusters", Checklist: "database configuration", Asked: versionAsked,
		Headline: []model.Path{model.Dotted("EngineVersion"), model.Dotted("BackupRetentionPeriod")}, Told: clusterTold,
		Way: wayOf(rdsTagWay("DBClusterArn"), clusterWhole, attributeWay(clusterWays, pendingWays(ofCluster)), lastResort),
	}, reflect.TypeFor[types.DBCluster]())
	parameterGroupType        = parameterGroupTyped(parameterGroupTarget, "parameter group", parameterGroupCalls, reflect.TypeFor[types.DBParameterGroup]())
	clusterParameterGroupType = parameterGroupTyped(clusterParameterGroupTarget, "cluster parameter group", clusterGroupCalls, reflect.TypeFor[types.DBClusterParameterGroup]())
	optionGroupType           = databaseTyped(&model.Type{
		Name: optionGroupTarget, Singular: "option group", Plural: "option groups", Checklist: "database configuration",
		Way: wayOf(rdsTagWay("OptionGroupArn"), optionGroupWay, attributeWay(optionWays), lastResort),
	}, reflect.TypeFor[types.OptionGroup]())
)

// settings are the values of a parameter group that somebody set.
var settings = model.NewPath("Parameters", model.Any)

// databaseSettings are in a database's own parameter group and, where that sets nothing, in its cluster's.
var databaseSettings = &model.Settings{
	Holders: [][]model.Path{
		{model.Dotted("DBParameterGroups.DBParameterGroupName")},
		{model.Dotted("DBClusterIdentifier"), model.Dotted("DBClusterParameterGroup")},
	},
	Values: settings, Untouched: defaultGroup,
	Variables: []model.Variable{
		{Name: "DBInstanceClassMemory", Attribute: model.Dotted("DBInstanceClass"), Measure: model.Memory},
		{Name: "DBInstanceVCPU", Attribute: model.Dotted("DBInstanceClass"), Measure: model.Processors},
		{Name: "AllocatedStorage", Attribute: model.Dotted("AllocatedStorage"), Measure: model.Gibibytes},
	},
	Foremost: []string{"max_connections"},
}

func databaseTyped(t *model.Type, of reflect.Type) *model.Type {
	t.Tab, t.Title = "databases", "Databases"
	rdsStructures.declare(t, of, model.Path{}, "")
	return t
}

func parameterGroupTyped(name, word string, calls groupCalls, of reflect.Type) *model.Type {
	t := databaseTyped(&model.Type{
		Name: name, Singular: word, Plural: word + "s", Checklist: "database configuration", Told: settingsTold,
		Way: wayOf(rdsTagWay(calls.arn), calls.whole, attributeWay(calls.ways()), lastResort),
	}, of)
	t.Declare(settings, model.Field{DefaultsBy: familyPath})
	return t
}

func readDatabases(ctx context.Context, r *reading) {
	client := rds.NewFromConfig(r.config)
	readInto(ctx, r, databaseType, func(ctx context.Context, marker *string) ([]types.DBInstance, *string, error) {
		page, err := client.DescribeDBInstances(ctx, &rds.DescribeDBInstancesInput{MaxRecords: sdk.Int32(rdsPage), Marker: marker})
		if err != nil {
			return nil, nil, err
		}
		return page.DBInstances, page.Marker, nil
	}, databaseOf)
	readInto(ctx, r, clusterType, func(ctx context.Context, marker *string) ([]types.DBCluster, *string, error) {
		page, err := client.DescribeDBClusters(ctx, &rds.DescribeDBClustersInput{MaxRecords: sdk.Int32(rdsPage), Marker: marker})
		if err != nil {
			return nil, nil, err
		}
		return page.DBClusters, page.Marker, nil
	}, clusterOf)
	readInto(ctx, r, parameterGroupType, func(ctx context.Context, marker *string) ([]types.DBParameterGroup, *string, error) {
		page, err := client.DescribeDBParameterGroups(ctx, &rds.DescribeDBParameterGroupsInput{MaxRecords: sdk.Int32(rdsPage), Marker: marker})
		if err != nil {
			return nil, nil, err
		}
		return page.DBParameterGroups, page.Marker, nil
	}, func(r *reading, g types.DBParameterGroup) *model.Resource {
		return groupNamed(r, parameterGroupType, sdk.ToString(g.DBParameterGroupName), g)
	})
	readInto(ctx, r, clusterParameterGroupType, func(ctx context.Context, marker *string) ([]types.DBClusterParameterGroup, *string, error) {
		page, err := client.DescribeDBClusterParameterGroups(ctx, &rds.DescribeDBClusterParameterGroupsInput{MaxRecords: sdk.Int32(rdsPage), Marker: marker})
		if err != nil {
			return nil, nil, err
		}
		return page.DBClusterParameterGroups, page.Marker, nil
	}, func(r *reading, g types.DBClusterParameterGroup) *model.Resource {
		return groupNamed(r, clusterParameterGroupType, sdk.ToString(g.DBClusterParameterGroupName), g)
	})
}

// readInto reads all pages of a type. What has no resource (another engine's, AWS's own) is left out.
func readInto[T any](ctx context.Context, r *reading, t *model.Type,
	call func(context.Context, *string) ([]T, *string, error), of func(*reading, T) *model.Resource,
) {
	err := pages(ctx, func(ctx context.Context, marker *string) (*string, error) {
		answers, next, err := call(ctx, marker)
		if err != nil {
			return nil, err
		}
		for _, answer := range answers {
			if resource := of(r, answer); resource != nil {
				r.add(resource)
			}
		}
		return next, nil
	})
	if err != nil {
		r.fail(err, t)
	}
}

// relational says that an engine is one of RDS's own: its calls list Neptune and DocumentDB too.
func relational(engine string) bool { return engine != "neptune" && engine != "docdb" }

func databaseOf(r *reading, d types.DBInstance) *model.Resource {
	if !relational(sdk.ToString(d.Engine)) {
		return nil
	}
	id := sdk.ToString(d.DBInstanceIdentifier)
	if d.Endpoint != nil {
		r.addLabel(hostLabel(sdk.ToString(d.Endpoint.Address)))
	}
	resource := &model.Resource{
		Type: databaseType.Name, ID: id, Name: id, Group: sdk.ToString(d.DBClusterIdentifier),
		Attributes: flatten(rdsStructures, r.sealer, d),
	}
	if d.DBSubnetGroup != nil {
		resource.Scope = sdk.ToString(d.DBSubnetGroup.VpcId)
	}
	return logical(resource)
}

func clusterOf(r *reading, c types.DBCluster) *model.Resource {
	if !relational(sdk.ToString(c.Engine)) {
		return nil
	}
	id := sdk.ToString(c.DBClusterIdentifier)
	r.addLabel(strings.TrimPrefix(hostLabel(sdk.ToString(c.Endpoint)), "cluster-"))
	return logical(&model.Resource{Type: clusterType.Name, ID: id, Name: id, Attributes: flatten(rdsStructures, r.sealer, c)})
}

func logical(r *model.Resource) *model.Resource {
	r.Sort()
	r.Logical = r.Get(model.NewPath("Tags", "aws:cloudformation:logical-id")).Text()
	return r
}

// hostLabel is the label AWS gave an account's databases in a region: orders.LABEL.eu-west-1.rds.amazonaws.com.
func hostLabel(host string) string {
	labels := strings.Split(host, ".")
	if len(labels) < 6 || labels[3] != "rds" && labels[2] != "rds" { // China has the region behind it
		return ""
	}
	return labels[1]
}

// groupNamed is a parameter group; default ones cannot be changed and say nothing.
func groupNamed(r *reading, t *model.Type, name string, g any) *model.Resource {
	if strings.HasPrefix(name, defaultGroup) {
		return nil
	}
	resource := &model.Resource{Type: t.Name, ID: name, Name: name, Attributes: flatten(rdsStructures, r.sealer, g)}
	resource.Sort()
	return resource
}

// completeDatabases asks for the values of the chosen parameter groups and for the defaults they stand in
// for, and for the option groups that the chosen databases refer to.
func completeDatabases(ctx context.Context, r *reading, chosen []*model.Resource) {
	client := rds.NewFromConfig(r.config)
	addNamed(r, chosen)
	readAllSettings(ctx, r, client, chosen)
	for _, name := range optionGroupsOf(chosen) {
		readOptionGroup(ctx, r, client, name)
	}
	// What only explains comes last: the calls share a pace.
	var group errgroup.Group
	group.Go(func() error { readEvents(ctx, r, client, chosen); return nil })
	group.Go(func() error { readClassSizes(ctx, r, distinctOf(chosen, isClass)); return nil })
	group.Go(defaultsOf(ctx, r, parameterGroupType, families(chosen, parameterGroupType), engineDefaults(client)))
	group.Go(defaultsOf(ctx, r, clusterParameterGroupType, families(chosen, clusterParameterGroupType), clusterDefaults(client)))
	_ = group.Wait() // what fails is in the reading
}

func isClass(p model.Path) bool {
	return p == model.Dotted("DBInstanceClass") || p == model.Dotted("DBClusterInstanceClass")
}

func readAllSettings(ctx context.Context, r *reading, client *rds.Client, chosen []*model.Resource) {
	for _, resource := range chosen {
		switch resource.Type {
		case parameterGroupType.Name:
			readSettings(ctx, r, parameterGroupType, resource, func(ctx context.Context, marker *string) ([]types.Parameter, *string, error) {
				page, err := client.DescribeDBParameters(ctx, &rds.DescribeDBParametersInput{
					DBParameterGroupName: &resource.ID, Source: sdk.String("user"), MaxRecords: sdk.Int32(rdsPage), Marker: marker,
				})
				if err != nil {
					return nil, nil, err
				}
				return page.Parameters, page.Marker, nil
			})
		case clusterParameterGroupType.Name:
			readSettings(ctx, r, clusterParameterGroupType, resource, func(ctx context.Context, marker *string) ([]types.Parameter, *string, error) {
				page, err := client.DescribeDBClusterParameters(ctx, &rds.DescribeDBClusterParametersInput{
					DBClusterParameterGroupName: &resource.ID, Source: sdk.String("user"), MaxRecords: sdk.Int32(rdsPage), Marker: marker,
				})
				if err != nil {
					return nil, nil, err
				}
				return page.Parameters, page.Marker, nil
			})
		}
	}
}

// readSettings adds the values of one parameter group that somebody set. ApplyMethod and the like are no
// state; a value without a source is one that was set, for engines' own are not asked for.
func readSettings(ctx context.Context, r *reading, t *model.Type, group *model.Resource,
	call func(context.Context, *string) ([]types.Parameter, *string, error),
) {
	err := pages(ctx, func(ctx context.Context, marker *string) (*string, error) {
		parameters, next, err := call(ctx, marker)
		if err != nil {
			return nil, err
		}
		for _, p := range parameters {
			if source := sdk.ToString(p.Source); p.ParameterValue != nil && (source == "" || source == "user") {
				name := sdk.ToString(p.ParameterName)
				group.Set(model.NewPath("Parameters", name), secrets.Hide(r.sealer, name, *p.ParameterValue))
			}
		}
		return next, nil
	})
	if err != nil {
		r.hideOf(err, t, []string{group.ID}, settings)
	}
}

var (
	optionGroupPath        = model.Dotted("OptionGroupMemberships.OptionGroupName")
	clusterOptionGroupPath = model.Dotted("DBClusterOptionGroupMemberships.DBClusterOptionGroupName")
)

// optionGroupsOf lists the option groups that databases refer to, without AWS's own.
func optionGroupsOf(chosen []*model.Resource) []string {
	names := distinctOf(chosen, func(p model.Path) bool { return p == optionGroupPath || p == clusterOptionGroupPath })
	return slices.DeleteFunc(names, func(name string) bool { return strings.HasPrefix(name, "default:") })
}

func readOptionGroup(ctx context.Context, r *reading, client *rds.Client, name string) {
	err := pages(ctx, func(ctx context.Context, marker *string) (*string, error) {
		page, err := client.DescribeOptionGroups(ctx, &rds.DescribeOptionGroupsInput{OptionGroupName: &name, Marker: marker})
		if err != nil {
			return nil, err
		}
		for _, g := range page.OptionGroupsList {
			if sdk.ToString(g.OptionGroupName) != name {
				continue
			}
			resource := &model.Resource{Type: optionGroupType.Name, ID: name, Name: name, Attributes: flatten(rdsStructures, r.sealer, g)}
			resource.Sort()
			r.add(resource)
		}
		return page.Marker, nil
	})
	if err != nil {
		r.fail(err, optionGroupType)
	}
}
