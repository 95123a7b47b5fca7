package aws_test

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/rds"
	"github.com/aws/aws-sdk-go-v2/service/rds/types"

	"parity/aws/awstest"
)

// moreDatabases gives the cluster a parameter group of its own, and adds a group that nothing uses.
func moreDatabases(ctx context.Context, e *awstest.Environment) error {
	tags := []types.Tag{{Key: new("Environment"), Value: &e.Name}, {Key: new("Team"), Value: new("payments")}}
	if _, err := e.RDS.CreateDBClusterParameterGroup(ctx, &rds.CreateDBClusterParameterGroupInput{
		DBClusterParameterGroupName: named(e, "apg15"), DBParameterGroupFamily: new("aurora-postgresql15"), Description: new("ours"), Tags: tags,
	}); err != nil {
		return err
	}
	if _, err := e.RDS.CreateDBParameterGroup(ctx, &rds.CreateDBParameterGroupInput{
		DBParameterGroupName: named(e, "pg15-tuned"), DBParameterGroupFamily: new("postgres15"), Description: new("ours"), Tags: tags,
	}); err != nil {
		return err
	}
	for _, role := range []string{"options", "options-tuned"} {
		if _, err := e.RDS.CreateOptionGroup(ctx, &rds.CreateOptionGroupInput{
			OptionGroupName: named(e, role), EngineName: new("mysql"), MajorEngineVersion: new("8.0"), OptionGroupDescription: new("ours"), Tags: tags,
		}); err != nil {
			return err
		}
	}
	if err := all(clusterSetting("work_mem", "65536"), option("MEMCACHED", "BACKLOG_QUEUE_LIMIT", "1024"))(ctx, e); err != nil {
		return err
	}
	// The emulator forgets nothing that was set once: what mutations take back must have been there before.
	return all(modifyDBOf(func(e *awstest.Environment, in *rds.ModifyDBInstanceInput) {
		in.StorageType, in.Iops, in.PubliclyAccessible, in.OptionGroupName = new("io1"), new(int32(1000)), new(false), named(e, "options")
		in.MonitoringInterval, in.MonitoringRoleArn = new(int32(60)), new("arn:aws:iam::"+e.Account+":role/monitoring")
	}), modifyCluster(func(e *awstest.Environment, in *rds.ModifyDBClusterInput) {
		in.DBClusterParameterGroupName = named(e, "apg15")
	}))(ctx, e)
}

// ofDatabases are the changes to a database: every setting that the emulator keeps.
func ofDatabases() []mutation {
	const orders = database + " acme-orders "
	var list []mutation
	type input = rds.ModifyDBInstanceInput
	set := func(name, attribute string, there, back func(*input)) {
		want := []string{orders + attribute + " drift"}
		if attribute == "" {
			want = nil
		}
		list = append(list, mutation{name, modifyDB(there), modifyDB(back), want})
	}
	storage := func(in *input) {
		in.StorageType, in.Iops, in.AllocatedStorage, in.MaxAllocatedStorage = new("io1"), new(int32(1000)), new(int32(100)), new(int32(100))
	}
	set("a database of another class", "DBInstanceClass", func(in *input) { in.DBInstanceClass = new("db.t3.medium") }, func(in *input) { in.DBInstanceClass = new("db.t3.large") })
	set("one zone", "MultiAZ", func(in *input) { in.MultiAZ = new(false) }, func(in *input) { in.MultiAZ = new(true) })
	set("another retention", "BackupRetentionPeriod", func(in *input) { in.BackupRetentionPeriod = new(int32(1)) }, func(in *input) { in.BackupRetentionPeriod = new(int32(7)) })
	set("more storage", "AllocatedStorage", func(in *input) { in.AllocatedStorage = new(int32(200)) }, storage)
	set("storage that grows", "MaxAllocatedStorage", func(in *input) { in.MaxAllocatedStorage = new(int32(500)) }, storage)
	set("storage of another kind", "StorageType", func(in *input) { in.StorageType = new("io2") }, storage)
	set("faster storage", "Iops", func(in *input) { in.Iops = new(int32(3000)) }, storage)
	set("storage of another kind, and faster", "StorageType", func(in *input) { in.StorageType, in.Iops = new("io2"), new(int32(3000)) }, storage)
	set("another version", "EngineVersion", func(in *input) { in.EngineVersion = new("15.7") }, func(in *input) { in.EngineVersion = new("15.4") })
	set("protected", "DeletionProtection", func(in *input) { in.DeletionProtection = new(true) }, func(in *input) { in.DeletionProtection = new(false) })
	set("public", "PubliclyAccessible", func(in *input) { in.PubliclyAccessible = new(true) }, func(in *input) { in.PubliclyAccessible = new(false) })
	set("tags that go into snapshots", "CopyTagsToSnapshot", func(in *input) { in.CopyTagsToSnapshot = new(true) }, func(in *input) { in.CopyTagsToSnapshot = new(false) })
	set("no upgrades by itself", "AutoMinorVersionUpgrade", func(in *input) { in.AutoMinorVersionUpgrade = new(false) }, func(in *input) { in.AutoMinorVersionUpgrade = new(true) })
	set("another certificate", "CACertificateIdentifier", func(in *input) { in.CACertificateIdentifier = new("rds-ca-ecc384-g1") }, func(in *input) { in.CACertificateIdentifier = new("rds-ca-default") })
	set("other hours of backup", "PreferredBackupWindow", func(in *input) { in.PreferredBackupWindow = new("01:00-01:30") }, func(in *input) { in.PreferredBackupWindow = new("03:00-03:30") })
	set("other hours of maintenance", "PreferredMaintenanceWindow", func(in *input) { in.PreferredMaintenanceWindow = new("mon:05:00-mon:05:30") }, func(in *input) { in.PreferredMaintenanceWindow = new("sun:05:00-sun:05:30") })
	set("another password", "", func(in *input) { in.MasterUserPassword = new("canary-password-2") }, func(in *input) { in.MasterUserPassword = new("canary-password") })
	set("logs that are exported", "EnabledCloudwatchLogsExports", func(in *input) {
		in.CloudwatchLogsExportConfiguration = &types.CloudwatchLogsExportConfiguration{EnableLogTypes: []string{"postgresql"}}
	}, func(in *input) {
		in.CloudwatchLogsExportConfiguration = &types.CloudwatchLogsExportConfiguration{DisableLogTypes: []string{"postgresql"}}
	})
	of := func(name, attribute string, there, back func(*awstest.Environment, *input)) {
		list = append(list, mutation{name, modifyDBOf(there), modifyDBOf(back), []string{orders + attribute + " drift"}})
	}
	// A group belongs to the environment that uses it: what it used before is not its own any more.
	of("another parameter group", "DBParameterGroups.DBParameterGroupName", func(e *awstest.Environment, in *input) { in.DBParameterGroupName = named(e, "pg15-tuned") }, func(e *awstest.Environment, in *input) { in.DBParameterGroupName = named(e, "pg15") })
	list[len(list)-1].want = append(list[len(list)-1].want, dbGroup+" acme-pg15 missing", dbGroup+" acme-pg15-tuned extra")
	of("another option group", "OptionGroupMemberships.OptionGroupName", func(e *awstest.Environment, in *input) { in.OptionGroupName = named(e, "options-tuned") }, func(e *awstest.Environment, in *input) { in.OptionGroupName = named(e, "options") })
	list[len(list)-1].want = append(list[len(list)-1].want, optionGroup+" acme-options missing", optionGroup+" acme-options-tuned extra")
	of("another group on a database", "VpcSecurityGroups", func(e *awstest.Environment, in *input) { in.VpcSecurityGroupIds = []string{e.Groups["web"]} }, func(e *awstest.Environment, in *input) { in.VpcSecurityGroupIds = []string{e.Groups["db"]} })
	of("one group more on a database", "VpcSecurityGroups", func(e *awstest.Environment, in *input) {
		in.VpcSecurityGroupIds = []string{e.Groups["db"], e.Groups["web"]}
	}, func(e *awstest.Environment, in *input) { in.VpcSecurityGroupIds = []string{e.Groups["db"]} })
	set("looked at more often", "MonitoringInterval", func(in *input) { in.MonitoringInterval = new(int32(30)) }, func(in *input) { in.MonitoringInterval = new(int32(60)) })
	list = append(list, tags("db", "orders", orders)...)
	return append(list,
		mutation{"a member of another class", modifyMember("db.r6g.xlarge"), modifyMember("db.r6g.large"), []string{database + " acme-ledger DBInstanceClass drift [split-role]"}},
		mutation{"a stopped database", func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.RDS.StopDBInstance(ctx, &rds.StopDBInstanceInput{DBInstanceIdentifier: named(e, "orders")})
			return err
		}, func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.RDS.StartDBInstance(ctx, &rds.StartDBInstanceInput{DBInstanceIdentifier: named(e, "orders")})
			return err
		}, []string{orders + "DBInstanceStatus same [unhealthy]"}},
		mutation{"a member less", func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.RDS.DeleteDBInstance(ctx, &rds.DeleteDBInstanceInput{DBInstanceIdentifier: named(e, "ledger-2"), SkipFinalSnapshot: new(true)})
			return err
		}, member("ledger-2", "db.r6g.large"), []string{database + " acme-ledger Count drift"}},
		mutation{"a member more", member("ledger-3", "db.r6g.large"), func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.RDS.DeleteDBInstance(ctx, &rds.DeleteDBInstanceInput{DBInstanceIdentifier: named(e, "ledger-3"), SkipFinalSnapshot: new(true)})
			return err
		}, []string{database + " acme-ledger Count drift"}})
}

// ofClusters are the changes to a cluster.
func ofClusters() []mutation {
	const ledger = cluster + " acme-ledger "
	type input = rds.ModifyDBClusterInput
	var list []mutation
	set := func(name, attribute string, there, back func(*awstest.Environment, *input)) {
		list = append(list, mutation{name, modifyCluster(there), modifyCluster(back), []string{ledger + attribute + " drift"}})
	}
	set("a cluster's retention", "BackupRetentionPeriod", func(_ *awstest.Environment, in *input) { in.BackupRetentionPeriod = new(int32(1)) }, func(_ *awstest.Environment, in *input) { in.BackupRetentionPeriod = new(int32(7)) })
	set("a cluster's version", "EngineVersion", func(_ *awstest.Environment, in *input) { in.EngineVersion = new("15.6") }, func(_ *awstest.Environment, in *input) { in.EngineVersion = new("15.4") })
	set("a cluster's protection", "DeletionProtection", func(_ *awstest.Environment, in *input) { in.DeletionProtection = new(true) }, func(_ *awstest.Environment, in *input) { in.DeletionProtection = new(false) })
	set("a cluster's snapshots", "CopyTagsToSnapshot", func(_ *awstest.Environment, in *input) { in.CopyTagsToSnapshot = new(true) }, func(_ *awstest.Environment, in *input) { in.CopyTagsToSnapshot = new(false) })
	set("a cluster's port", "Port", func(_ *awstest.Environment, in *input) { in.Port = new(int32(5433)) }, func(_ *awstest.Environment, in *input) { in.Port = new(int32(5432)) })
	set("a cluster's hours of backup", "PreferredBackupWindow", func(_ *awstest.Environment, in *input) { in.PreferredBackupWindow = new("01:00-01:30") }, func(_ *awstest.Environment, in *input) { in.PreferredBackupWindow = new("03:00-03:30") })
	set("a cluster's hours of maintenance", "PreferredMaintenanceWindow", func(_ *awstest.Environment, in *input) { in.PreferredMaintenanceWindow = new("mon:05:00-mon:05:30") }, func(_ *awstest.Environment, in *input) { in.PreferredMaintenanceWindow = new("sun:05:00-sun:05:30") })
	set("a cluster's group", "VpcSecurityGroups", func(e *awstest.Environment, in *input) { in.VpcSecurityGroupIds = []string{e.Groups["web"]} }, func(e *awstest.Environment, in *input) { in.VpcSecurityGroupIds = []string{e.Groups["db"]} })
	set("a cluster's parameter group", "DBClusterParameterGroup", func(_ *awstest.Environment, in *input) {
		in.DBClusterParameterGroupName = new("default.aurora-postgresql15")
	}, func(e *awstest.Environment, in *input) { in.DBClusterParameterGroupName = named(e, "apg15") })
	list[len(list)-1].want = append(list[len(list)-1].want, clusterGroup+" acme-apg15 missing")
	return append(list, tags("cluster", "ledger", ledger)...)
}

// ofDatabaseGroups are the changes to parameter groups and their values.
func ofDatabaseGroups() []mutation {
	const own, shared, options = dbGroup + " acme-pg15 ", clusterGroup + " acme-apg15 ", optionGroup + " acme-options "
	put := func(name, value string) step {
		return func(ctx context.Context, e *awstest.Environment) error { return e.SetParameter(ctx, name, value) }
	}
	list := []mutation{
		{"a value of a parameter group", put("max_connections", "200"), put("max_connections", "400"), []string{own + "Parameters.max_connections drift"}},
		{"a formula in a parameter group", put("max_connections", "LEAST({DBInstanceClassMemory/9531392},5000)"), put("max_connections", "400"), []string{own + "Parameters.max_connections drift"}},
		{"a value of a cluster's parameter group", clusterSetting("work_mem", "4096"), clusterSetting("work_mem", "65536"), []string{shared + "Parameters.work_mem drift"}},
		{"an option more", option("MARIADB_AUDIT_PLUGIN", "SERVER_AUDIT_EVENTS", "CONNECT"), withoutOption("MARIADB_AUDIT_PLUGIN"), []string{options + "Options.MARIADB_AUDIT_PLUGIN extra"}},
		{"an option less", withoutOption("MEMCACHED"), option("MEMCACHED", "BACKLOG_QUEUE_LIMIT", "1024"), []string{options + "Options.MEMCACHED missing"}},
		{"another setting of an option", all(withoutOption("MEMCACHED"), option("MEMCACHED", "BACKLOG_QUEUE_LIMIT", "2048")), all(withoutOption("MEMCACHED"), option("MEMCACHED", "BACKLOG_QUEUE_LIMIT", "1024")), []string{options + "Options.MEMCACHED.OptionSettings.BACKLOG_QUEUE_LIMIT.Value drift"}},
		{"a parameter group more", func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.RDS.CreateDBParameterGroup(ctx, &rds.CreateDBParameterGroupInput{
				DBParameterGroupName: named(e, "pg16"), DBParameterGroupFamily: new("postgres16"), Description: new("ours"),
				Tags: []types.Tag{{Key: new("Environment"), Value: &e.Name}},
			})
			return err
		}, func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.RDS.DeleteDBParameterGroup(ctx, &rds.DeleteDBParameterGroupInput{DBParameterGroupName: named(e, "pg16")})
			return err
		}, nil}, // nothing uses it, and it has no tags that are told: it is nobody's
	}
	return list
}

// tags are the changes to the tags of something of RDS's.
func tags(kind, role, at string) []mutation {
	add := func(key, value string) step {
		return func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.RDS.AddTagsToResource(ctx, &rds.AddTagsToResourceInput{ResourceName: arn(e, kind, role), Tags: []types.Tag{{Key: &key, Value: &value}}})
			return err
		}
	}
	remove := func(key string) step {
		return func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.RDS.RemoveTagsFromResource(ctx, &rds.RemoveTagsFromResourceInput{ResourceName: arn(e, kind, role), TagKeys: []string{key}})
			return err
		}
	}
	return []mutation{
		{"a tag of a " + kind, add("Team", "search"), add("Team", "payments"), []string{at + "Tags.Team drift"}},
		{"a tag more of a " + kind, add("Owner", "x"), remove("Owner"), []string{at + "Tags.Owner extra"}},
		{"a tag less of a " + kind, remove("Team"), add("Team", "payments"), []string{at + "Tags.Team missing"}},
	}
}

func modifyDB(change func(*rds.ModifyDBInstanceInput)) step {
	return modifyDBOf(func(_ *awstest.Environment, in *rds.ModifyDBInstanceInput) { change(in) })
}

func modifyDBOf(change func(*awstest.Environment, *rds.ModifyDBInstanceInput)) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		in := &rds.ModifyDBInstanceInput{DBInstanceIdentifier: named(e, "orders"), ApplyImmediately: new(true)}
		change(e, in)
		_, err := e.RDS.ModifyDBInstance(ctx, in)
		return err
	}
}

func modifyMember(class string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.RDS.ModifyDBInstance(ctx, &rds.ModifyDBInstanceInput{DBInstanceIdentifier: named(e, "ledger-2"), DBInstanceClass: &class, ApplyImmediately: new(true)})
		return err
	}
}

func member(name, class string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.RDS.CreateDBInstance(ctx, &rds.CreateDBInstanceInput{
			DBInstanceIdentifier: named(e, name), DBClusterIdentifier: named(e, "ledger"), DBInstanceClass: &class, Engine: new("aurora-postgresql"),
			Tags: []types.Tag{{Key: new("Environment"), Value: &e.Name}, {Key: new("Team"), Value: new("payments")}}, PreferredMaintenanceWindow: new("sun:05:00-sun:05:30"),
		})
		return err
	}
}

func modifyCluster(change func(*awstest.Environment, *rds.ModifyDBClusterInput)) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		in := &rds.ModifyDBClusterInput{DBClusterIdentifier: named(e, "ledger"), ApplyImmediately: new(true)}
		change(e, in)
		_, err := e.RDS.ModifyDBCluster(ctx, in)
		return err
	}
}

// clusterSetting sets a value of the cluster's parameter group.
func clusterSetting(name, value string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.RDS.ModifyDBClusterParameterGroup(ctx, &rds.ModifyDBClusterParameterGroupInput{
			DBClusterParameterGroupName: named(e, "apg15"),
			Parameters:                  []types.Parameter{{ParameterName: &name, ParameterValue: &value, ApplyMethod: types.ApplyMethodPendingReboot}},
		})
		return err
	}
}

// option adds an option with one setting to the option group, and withoutOption takes one away.
func option(name, setting, value string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.RDS.ModifyOptionGroup(ctx, &rds.ModifyOptionGroupInput{
			OptionGroupName: named(e, "options"), ApplyImmediately: new(true),
			OptionsToInclude: []types.OptionConfiguration{{OptionName: &name, OptionSettings: []types.OptionSetting{{Name: &setting, Value: &value}}}},
		})
		return err
	}
}

func withoutOption(name string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.RDS.ModifyOptionGroup(ctx, &rds.ModifyOptionGroupInput{OptionGroupName: named(e, "options"), OptionsToRemove: []string{name}})
		return err
	}
}
