package company

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"
)

// identifier is a database's: acme-prod-orders, but for the articles' own, which is prod-db.
func (a *Account) identifier(role string) string {
	if role == "db" {
		return a.Name + "-db"
	}
	return a.name(role)
}

// host is a database's address.
func (a *Account) host(role string) string {
	return a.identifier(role) + "." + a.Label + "." + Region + ".rds.amazonaws.com"
}

func (a *Account) databaseOf(role string) *rdstypes.DBInstance {
	i := slices.IndexFunc(a.Databases, func(d rdstypes.DBInstance) bool { return *d.DBInstanceIdentifier == a.identifier(role) })
	return &a.Databases[i]
}

// family is a parameter group's: postgres15, mysql8.0.
func family(engine, version string) string {
	parts := strings.Split(version, ".")
	if strings.HasSuffix(engine, "mysql") {
		return engine + parts[0] + "." + parts[1]
	}
	return engine + parts[0]
}

func (a *Account) settings(of []setting) []rdstypes.Parameter {
	var set []rdstypes.Parameter
	for _, s := range of {
		if value := a.pick(s.of); value != "-" {
			set = append(set, parameter(s.name, value, "user"))
		}
	}
	return set
}

func parameter(name, value, source string) rdstypes.Parameter {
	p := rdstypes.Parameter{
		ParameterName: sdk.String(name), Source: sdk.String(source), ApplyMethod: rdstypes.ApplyMethodPendingReboot,
		ApplyType: sdk.String("dynamic"), DataType: sdk.String("string"), IsModifiable: sdk.Bool(true),
	}
	if name == "max_connections" || name == "shared_preload_libraries" {
		p.ApplyType = sdk.String("static")
	}
	if value != "" {
		p.ParameterValue = sdk.String(value)
	}
	return p
}

// defaultsOf is what an engine's family has where nobody set a value.
func defaultsOf(family string) *rdstypes.EngineDefaults {
	values := engineDefaults[strings.TrimRight(family, ".0123456789")]
	defaults := &rdstypes.EngineDefaults{DBParameterGroupFamily: sdk.String(family)}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		defaults.Parameters = append(defaults.Parameters, parameter(name, values[name], "engine-default"))
	}
	return defaults
}

func (a *Account) parameterGroup(d database) {
	name := a.name(d.role)
	a.ParameterGroups = append(a.ParameterGroups, rdstypes.DBParameterGroup{
		DBParameterGroupName: sdk.String(name), DBParameterGroupArn: sdk.String(a.arn("rds", "pg:"+name)),
		DBParameterGroupFamily: sdk.String(family(d.engine, a.pick(d.version))), Description: sdk.String("settings of " + d.role),
	})
	if a.Settings == nil {
		a.Settings = map[string][]rdstypes.Parameter{}
	}
	a.Settings[name] = a.settings(d.settings)
}

func rdsTags(pairs ...string) []rdstypes.Tag {
	var tags []rdstypes.Tag
	for i := 0; i < len(pairs); i += 2 {
		tags = append(tags, rdstypes.Tag{Key: sdk.String(pairs[i]), Value: sdk.String(pairs[i+1])})
	}
	return tags
}

// databaseTags are what the data stack puts on all it owns.
func (a *Account) databaseTags(role, team string) []rdstypes.Tag {
	return rdsTags("Environment", a.Name, "ManagedBy", "cloudformation", "Service", role, "Team", team,
		"aws:cloudformation:stack-name", a.name("data"), "aws:cloudformation:logical-id", strings.ToUpper(role[:1])+role[1:]+"Database")
}

// database is one of RDS's own, without an Aurora cluster.
func (a *Account) database(d database) rdstypes.DBInstance {
	id, version := a.identifier(d.role), a.pick(d.version)
	storage, multiAZ := d.storage[a.column], d.multiAZ[a.column]
	instance := a.common(member{d, id, a.pick(d.class), version})
	instance.DBName = sdk.String(strings.ReplaceAll(d.role, "-", "_"))
	instance.AllocatedStorage, instance.MaxAllocatedStorage = sdk.Int32(storage), sdk.Int32(storage*2)
	instance.StorageType = sdk.String("gp3")
	// gp3 gives more to the larger ones.
	instance.Iops, instance.StorageThroughput = sdk.Int32(3000), sdk.Int32(125)
	if storage >= 400 {
		instance.Iops, instance.StorageThroughput = sdk.Int32(12000), sdk.Int32(500)
	}
	instance.MultiAZ = sdk.Bool(multiAZ)
	if multiAZ {
		instance.SecondaryAvailabilityZone = sdk.String(Region + "b")
	}
	instance.BackupRetentionPeriod = sdk.Int32(d.retention[a.column])
	instance.Endpoint = &rdstypes.Endpoint{
		Address: sdk.String(a.host(d.role)), Port: sdk.Int32(portOf(d.engine)), HostedZoneId: sdk.String("Z29XKXDKYMONMX"),
	}
	instance.DBParameterGroups = []rdstypes.DBParameterGroupStatus{{
		DBParameterGroupName: sdk.String(a.name(d.role)), ParameterApplyStatus: sdk.String("in-sync"),
	}}
	options := "default:" + d.engine + "-" + strings.ReplaceAll(strings.TrimPrefix(family(d.engine, version), d.engine), ".", "-")
	if d.role == "backoffice" {
		options = a.name("backoffice")
	}
	instance.OptionGroupMemberships = []rdstypes.OptionGroupMembership{{OptionGroupName: sdk.String(options), Status: sdk.String("in-sync")}}
	instance.DeletionProtection = sdk.Bool(a.Name != "dev")
	return instance
}

func portOf(engine string) int32 {
	if strings.HasSuffix(engine, "mysql") {
		return 3306
	}
	return 5432
}

// member is a database as its instances are: an identifier, a class, a version.
type member struct {
	database
	id, size, release string
}

// common is what the instances of RDS and of Aurora have alike.
func (a *Account) common(m member) rdstypes.DBInstance {
	instance := rdstypes.DBInstance{
		DBInstanceIdentifier: sdk.String(m.id), DBInstanceArn: sdk.String(a.arn("rds", "db:"+m.id)), DbiResourceId: sdk.String(a.upper("db-", 26, m.id)),
		DBInstanceClass: sdk.String(m.size), DBInstanceStatus: sdk.String("available"), DbInstancePort: sdk.Int32(0),
		Engine: sdk.String(m.engine), EngineVersion: sdk.String(m.release), EngineLifecycleSupport: sdk.String("open-source-rds-extended-support-disabled"),
		LicenseModel: sdk.String("postgresql-license"), MasterUsername: sdk.String("acme_admin"),
		AutoMinorVersionUpgrade: sdk.Bool(false), AvailabilityZone: sdk.String(Region + "a"), BackupTarget: sdk.String("region"),
		CACertificateIdentifier: sdk.String("rds-ca-rsa2048-g1"), CopyTagsToSnapshot: sdk.Bool(true), CustomerOwnedIpEnabled: sdk.Bool(false),
		CertificateDetails:   &rdstypes.CertificateDetails{CAIdentifier: sdk.String("rds-ca-rsa2048-g1"), ValidTill: sdk.Time(a.past(60, m.id).AddDate(1, 0, 0))},
		DatabaseInsightsMode: rdstypes.DatabaseInsightsModeStandard, DedicatedLogVolume: sdk.Bool(false),
		DBSubnetGroup:                    a.subnetGroup(),
		EnabledCloudwatchLogsExports:     exports(m.engine),
		IAMDatabaseAuthenticationEnabled: sdk.Bool(true), InstanceCreateTime: sdk.Time(a.past(700, "create", m.id)), IsStorageConfigUpgradeAvailable: sdk.Bool(false),
		KmsKeyId: sdk.String(a.key("alias/acme-" + a.Name)), StorageEncrypted: sdk.Bool(true), MonitoringInterval: sdk.Int32(60),
		MonitoringRoleArn: sdk.String("arn:aws:iam::" + a.ID + ":role/acme-" + a.Name + "-rds-monitoring"), MultiTenant: sdk.Bool(false), NetworkType: sdk.String("IPV4"),
		PerformanceInsightsEnabled: sdk.Bool(true), PerformanceInsightsKMSKeyId: sdk.String(a.key("alias/aws/rds")), PerformanceInsightsRetentionPeriod: sdk.Int32(7),
		PreferredBackupWindow: sdk.String("01:00-01:30"), PreferredMaintenanceWindow: sdk.String("sun:03:00-sun:03:30"), PubliclyAccessible: sdk.Bool(false),
		PendingModifiedValues: &rdstypes.PendingModifiedValues{}, StorageThroughput: sdk.Int32(0),
		VpcSecurityGroups: []rdstypes.VpcSecurityGroupMembership{{
			VpcSecurityGroupId: sdk.String(a.groupID(a.name(m.group))), Status: sdk.String("active"),
		}},
		TagList: a.databaseTags(m.role, m.team),
	}
	if strings.HasSuffix(m.engine, "mysql") {
		instance.LicenseModel = sdk.String("general-public-license")
	}
	if a.Name == "dev" {
		instance.MonitoringInterval, instance.MonitoringRoleArn = sdk.Int32(0), nil
	}
	instance.LatestRestorableTime = sdk.Time(a.At.Add(-4 * time.Minute))
	return instance
}

func exports(engine string) []string {
	if strings.HasSuffix(engine, "mysql") {
		return []string{"error", "slowquery"}
	}
	return []string{"postgresql"}
}

func (a *Account) subnetGroup() *rdstypes.DBSubnetGroup {
	name := a.name("data")
	group := &rdstypes.DBSubnetGroup{
		DBSubnetGroupName: sdk.String(name), DBSubnetGroupDescription: sdk.String("databases"), SubnetGroupStatus: sdk.String("Complete"),
		VpcId: sdk.String(a.vpc()), SupportedNetworkTypes: []string{"IPV4"},
	}
	for i := range 2 {
		group.Subnets = append(group.Subnets, rdstypes.Subnet{
			SubnetIdentifier: sdk.String(a.subnetID("data", i)), SubnetStatus: sdk.String("Active"), SubnetOutpost: &rdstypes.Outpost{},
			SubnetAvailabilityZone: &rdstypes.AvailabilityZone{Name: sdk.String(Region + zoneLetter(i))},
		})
	}
	return group
}

// cluster builds the Aurora cluster, its parameter group and its members.
func (a *Account) cluster() {
	id, version := a.name(ledger.role), a.pick(ledger.version)
	a.ClusterParameterGroups = []rdstypes.DBClusterParameterGroup{{
		DBClusterParameterGroupName: sdk.String(id), DBClusterParameterGroupArn: sdk.String(a.arn("rds", "cluster-pg:"+id)),
		DBParameterGroupFamily: sdk.String(family(ledger.engine, version)), Description: sdk.String("settings of ledger"),
	}}
	a.ClusterSettings = map[string][]rdstypes.Parameter{id: a.settings(ledger.settings)}
	cluster := rdstypes.DBCluster{
		DBClusterIdentifier: sdk.String(id), DBClusterArn: sdk.String(a.arn("rds", "cluster:"+id)), DbClusterResourceId: sdk.String(a.upper("cluster-", 26, id)),
		Status: sdk.String("available"), Engine: sdk.String(ledger.engine), EngineVersion: sdk.String(version), EngineMode: sdk.String("provisioned"),
		EngineLifecycleSupport: sdk.String("open-source-rds-extended-support-disabled"), AllocatedStorage: sdk.Int32(1), StorageType: sdk.String("aurora"),
		AutoMinorVersionUpgrade: sdk.Bool(false), AvailabilityZones: []string{Region + "a", Region + "b"}, MultiAZ: sdk.Bool(ledger.members[a.column] > 1),
		BackupRetentionPeriod: sdk.Int32(ledger.retention[a.column]), ClusterCreateTime: sdk.Time(a.past(700, "create", id)),
		CopyTagsToSnapshot: sdk.Bool(true), CrossAccountClone: sdk.Bool(false), DatabaseName: sdk.String("ledger"), MasterUsername: sdk.String("acme_admin"),
		DBClusterParameterGroup: sdk.String(id), DBSubnetGroup: sdk.String(a.name("data")), DeletionProtection: sdk.Bool(a.Name != "dev"),
		EnabledCloudwatchLogsExports: exports(ledger.engine), HttpEndpointEnabled: sdk.Bool(false), IAMDatabaseAuthenticationEnabled: sdk.Bool(true),
		Endpoint:       sdk.String(id + ".cluster-" + a.Label + "." + Region + ".rds.amazonaws.com"),
		ReaderEndpoint: sdk.String(id + ".cluster-ro-" + a.Label + "." + Region + ".rds.amazonaws.com"), HostedZoneId: sdk.String("Z29XKXDKYMONMX"), Port: sdk.Int32(5432),
		KmsKeyId: sdk.String(a.key("alias/acme-" + a.Name)), StorageEncrypted: sdk.Bool(true), NetworkType: sdk.String("IPV4"),
		PreferredBackupWindow: sdk.String("01:00-01:30"), PreferredMaintenanceWindow: sdk.String("sun:03:00-sun:03:30"),
		EarliestRestorableTime: sdk.Time(a.At.AddDate(0, 0, -int(ledger.retention[a.column]))), LatestRestorableTime: sdk.Time(a.At.Add(-4 * time.Minute)),
		VpcSecurityGroups: []rdstypes.VpcSecurityGroupMembership{{
			VpcSecurityGroupId: sdk.String(a.groupID(a.name(ledger.group))), Status: sdk.String("active"),
		}},
		TagList: a.databaseTags(ledger.role, ledger.team),
	}
	for n := range ledger.members[a.column] {
		member := fmt.Sprintf("%s-%d", id, n+1)
		cluster.DBClusterMembers = append(cluster.DBClusterMembers, rdstypes.DBClusterMember{
			DBInstanceIdentifier: sdk.String(member), DBClusterParameterGroupStatus: sdk.String("in-sync"),
			IsClusterWriter: sdk.Bool(n == 0), PromotionTier: sdk.Int32(1),
		})
		a.Databases = append(a.Databases, a.clusterMember(id, member, version))
	}
	a.Clusters = []rdstypes.DBCluster{cluster}
}

func (a *Account) clusterMember(cluster, id, version string) rdstypes.DBInstance {
	instance := a.common(member{ledger.database, id, a.pick(ledger.class), version})
	instance.DBClusterIdentifier, instance.PromotionTier = sdk.String(cluster), sdk.Int32(1)
	instance.AllocatedStorage, instance.StorageType = sdk.Int32(1), sdk.String("aurora")
	instance.BackupRetentionPeriod = sdk.Int32(ledger.retention[a.column])
	instance.MultiAZ, instance.DeletionProtection = sdk.Bool(false), sdk.Bool(false)
	instance.DBName = sdk.String("ledger")
	instance.Endpoint = &rdstypes.Endpoint{
		Address: sdk.String(id + "." + a.Label + "." + Region + ".rds.amazonaws.com"), Port: sdk.Int32(5432), HostedZoneId: sdk.String("Z29XKXDKYMONMX"),
	}
	instance.DBParameterGroups = []rdstypes.DBParameterGroupStatus{{
		DBParameterGroupName: sdk.String("default." + family(ledger.engine, version)), ParameterApplyStatus: sdk.String("in-sync"),
	}}
	instance.OptionGroupMemberships = []rdstypes.OptionGroupMembership{{
		OptionGroupName: sdk.String("default:aurora-postgresql-15"), Status: sdk.String("in-sync"),
	}}
	return instance
}

// optionGroup is the one group of options that the company made: the back office is audited.
func (a *Account) optionGroup() {
	name := a.name("backoffice")
	a.OptionGroups = []rdstypes.OptionGroup{{
		OptionGroupName: sdk.String(name), OptionGroupArn: sdk.String(a.arn("rds", "og:"+name)), OptionGroupDescription: sdk.String("audit of the back office"),
		EngineName: sdk.String("mysql"), MajorEngineVersion: sdk.String("8.0"), AllowsVpcAndNonVpcInstanceMemberships: sdk.Bool(true),
		Options: []rdstypes.Option{{
			OptionName: sdk.String("MARIADB_AUDIT_PLUGIN"), OptionDescription: sdk.String("MariaDB Audit Plugin"), Permanent: sdk.Bool(false), Persistent: sdk.Bool(false),
			OptionSettings: []rdstypes.OptionSetting{
				{Name: sdk.String("SERVER_AUDIT_EVENTS"), Value: sdk.String("CONNECT,QUERY_DDL,QUERY_DML"), IsModifiable: sdk.Bool(true)},
				{Name: sdk.String("SERVER_AUDIT_FILE_ROTATIONS"), Value: sdk.String("10"), DefaultValue: sdk.String("9"), IsModifiable: sdk.Bool(true)},
			},
		}},
	}}
}
