package aws

import (
	"slices"
	"strings"

	"parity/model"
)

// rdsStep is a call of RDS's.
func rdsStep(operation string, consequences []string, input ...model.Input) model.Step {
	return model.Step{Service: "rds", Operation: operation, Input: input, Consequences: consequences}
}

// modified is a call that changes a database, or a cluster, by settings of its own.
type modified struct {
	operation, identifier string
}

var (
	ofDatabase = modified{"modify-db-instance", "DBInstanceIdentifier"}
	ofCluster  = modified{"modify-db-cluster", "DBClusterIdentifier"}
)

// promptly changes what RDS applies at once, whatever the call asks for.
func (m modified) promptly(t *model.Turn, consequences []string, input ...model.Input) model.Step {
	return rdsStep(m.operation, consequences, append([]model.Input{{Name: m.identifier, Value: t.Resource.ID}}, input...)...)
}

// asked changes what RDS applies in the maintenance window unless the call asks for it at once. It asks, since it is a
// way back; and it says what the other word is, and what else it brings about: all that waits is applied with it (Amazon
// RDS User Guide, "Using the schedule modifications setting").
func (m modified) asked(t *model.Turn, consequences []string, input ...model.Input) model.Step {
	step := m.promptly(t, consequences, append(input, model.Input{Name: "ApplyImmediately", Value: true})...)
	if waits := pendingIn(t.Resource); len(waits) > 0 {
		step.Consequences = append([]string{"applies what else waits for the window: " + strings.Join(waits, ", ")}, step.Consequences...)
	}
	step.Consequences = append(step.Consequences, "applied at once; with --no-apply-immediately in the maintenance window"+window(t))
	return step
}

// window says when the maintenance window is, where that is known.
func window(t *model.Turn) string {
	if at := ownText(t, "PreferredMaintenanceWindow"); at != "" {
		return ", " + at + " UTC"
	}
	return ""
}

const pendingField = "PendingModifiedValues"

// pendingIn lists what of a database was changed and is not yet applied.
func pendingIn(r *model.Resource) (names []string) {
	for _, a := range r.Attributes {
		if a.Path.First() == pendingField && a.Path.Len() > 1 {
			if name := a.Path.Segments()[1]; !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// setting is a way by one member of the call: at once, or as asked.
type setting func(t *model.Turn, input model.Input) model.Step

func (m modified) now(consequences ...string) setting {
	return func(t *model.Turn, input model.Input) model.Step { return m.promptly(t, consequences, input) }
}

func (m modified) planned(consequences ...string) setting {
	return func(t *model.Turn, input model.Input) model.Step { return m.asked(t, consequences, input) }
}

// as gives the call the attribute's value under a name; without one, under its own.
func (s setting) as(name string) stepper {
	return func(t *model.Turn) []model.Step {
		t = meant(t)
		if t.Gone() {
			return untold(t)
		}
		member := name
		if member == "" {
			member = t.Attribute.Last()
		}
		return []model.Step{s(t, model.Input{Name: member, Value: typed(t)})}
	}
}

// What comes with changes of databases (Amazon RDS User Guide, "Settings for DB instances", and the API Reference of
// ModifyDBInstance, which say of each setting when it is applied and whether there is an outage).
const (
	outage       = "an outage of some minutes (with Multi-AZ, of a failover)"
	restart      = "restarts the database: an outage of about a minute"
	storageOnce  = "no storage changes again for six hours, and until it is optimised"
	storageSlow  = "the database may be slower for hours"
	standbyMade  = "on: the database may be slower while the standby is made; off: nothing takes over any more"
	anewSnapshot = "restore a snapshot of it into another one, or make one by the template and move the data; then put that in its place"
)

// databaseWays are the ways of a database's attributes: what ModifyDBInstance takes, what other calls do, and what AWS
// decides once.
var databaseWays = slices.Concat([]brought{
	bring("DBInstanceClass", databaseClass),
	bring("EngineVersion", databaseVersion),
	bring("MultiAZ", ofDatabase.planned(standbyMade).as("")),
	bring("BackupRetentionPeriod", retention),
	bring("PreferredBackupWindow", ofDatabase.now().as("")),
	bring("PreferredMaintenanceWindow", ofDatabase.now("a window that has begun runs at once what waits for it").as("")),
	bring("AutoMinorVersionUpgrade", ofDatabase.now("on: a minor version that is out is installed in the window, with an outage").as("")),
	bring("CACertificateIdentifier", ofDatabase.planned("restarts the database, unless its engine takes a certificate without", "clients that check certificates have to trust the new one before").as("")),
	bring("CopyTagsToSnapshot", ofDatabase.now().as("")),
	bring("DeletionProtection", ofDatabase.now().as("")),
	bring("IAMDatabaseAuthenticationEnabled", ofDatabase.planned("off: who logs in by IAM comes in no more").as("EnableIAMDatabaseAuthentication")),
	bring("PubliclyAccessible", ofDatabase.now("its name resolves to another address: on, to a public one; off, who comes from outside comes in no more").as("")),
	bring("LicenseModel", ofDatabase.planned(outage).as("")),
	bring("NetworkType", ofDatabase.planned("a short outage is possible", "its subnets have to have both kinds of addresses for DUAL").as("")),
	bring("PromotionTier", ofDatabase.now().as("")),
	bring("ReplicaMode", ofDatabase.now("mounted: nobody reads from it any more").as("")),
	bring("AutomationMode", ofDatabase.now("all-paused: nobody recovers it meanwhile").as("")),
	bring("CustomerOwnedIpEnabled", ofDatabase.now().as("EnableCustomerOwnedIp")),
	bring("DedicatedLogVolume", ofDatabase.planned(restart).as("")),
	bring("MultiTenant", multiTenant),
	bring("Endpoint.Port", ofDatabase.now(restart+", whatever is asked for", "who connects needs the new port, and groups that let it in").as("DBPortNumber")),
	bring("TdeCredentialArn", ofDatabase.planned("asks for the key store's password too: --tde-credential-password").as("")),
	bring("EngineLifecycleSupport", ofDatabase.now("extended support costs extra where the version is past its end").as("")),

	bring("VpcSecurityGroups", databaseGroups(ofDatabase)),
	bring("DBParameterGroups.DBParameterGroupName", databaseParameterGroup),
	bring("OptionGroupMemberships.OptionGroupName", ofDatabase.planned("an option that is new to it may restart it", "a permanent option's group is left no more").as("OptionGroupName")),
	bring("DBSubnetGroup.DBSubnetGroupName", decided("within a VPC AWS moves none to another group: change that group's subnets, or "+anewSnapshot)),
	bring("DBSubnetGroup.Subnets DBSubnetGroup.DBSubnetGroupDescription", subnetGroup),
	bring("ReadReplicaSourceDBInstanceIdentifier ReadReplicaSourceDBClusterIdentifier", replicaOf("promote-read-replica", ofDatabase)),

	bring("DBClusterIdentifier", decided("make a member of the cluster with aws rds create-db-instance --db-cluster-identifier, and delete this one")),
	bring("Engine BackupTarget CharacterSetName NcharCharacterSetName Timezone DBName MasterUsername StorageEncrypted KmsKeyId StorageEncryptionType CustomIamInstanceProfile", decided(anewSnapshot)),
	bring("DBSubnetGroup.VpcId DBSubnetGroup.SupportedNetworkTypes", decided("it follows from its subnet group's subnets: "+anewSnapshot)),
	bring("ListenerEndpoint.Port", decided("it is that of the listener, which the engine decides")),
	bring("DBSecurityGroups", decided("they went with EC2-Classic: use VPC security groups")),
	bring("UpgradeRolloutOrder", worded("set it in the upgrade rollout policy of the organization (AWS Organizations), which goes by tags and accounts")),
}, storageWays, monitoringWays(ofDatabase), sharedWays(ofDatabase))

// clusterOfMember says that a database belongs to a cluster.
func clusterOfMember(t *model.Turn) (cluster string, ok bool) {
	cluster = ownText(t, "DBClusterIdentifier")
	return cluster, cluster != ""
}

func databaseClass(t *model.Turn) []model.Step {
	cluster, ok := clusterOfMember(t)
	if ok && !strings.HasPrefix(ownText(t, "Engine"), "aurora") {
		return say("AWS changes members of a Multi-AZ cluster together: change DBClusterInstanceClass of the cluster " + cluster)
	}
	return ofDatabase.planned(outage, "a smaller one has less memory: what the formulas of its parameters compute falls with it").as("")(t)
}

// retention of 0 days is no backup at all.
func retention(t *model.Turn) []model.Step {
	wanted, present, known := numbers(t)
	consequences := []string{}
	switch {
	case known && wanted == 0:
		consequences = append(consequences, "deletes all automated backups: there is no point in time to go back to any more", "a short outage, or I/O that stands still")
	case known && present == 0:
		consequences = append(consequences, "a short outage, or I/O that stands still, while the first backup is made")
	case known && wanted < present:
		consequences = append(consequences, "backups older than that are deleted")
	}
	return ofDatabase.planned(consequences...).as("")(t)
}

// multiTenant is a way of no return.
func multiTenant(t *model.Turn) []model.Step {
	if !t.To.IsTrue() {
		return decided("a multi-tenant one stays one; " + anewSnapshot)(t)
	}
	return ofDatabase.planned("cannot be taken back", outage).as("")(t)
}

// databaseGroups gives a database its VPC security groups.
func databaseGroups(m modified) stepper {
	return func(t *model.Turn) []model.Step {
		if list(t) == nil {
			return say("a " + t.Type.Singular + " has one group at least: which is to be told by nobody here")
		}
		return []model.Step{m.promptly(t, groupsComing(t), model.Input{Name: "VpcSecurityGroupIds", Value: list(t)})}
	}
}

// subnetGroup changes the group that a database is in: its call takes all subnets with whatever it changes.
func subnetGroup(t *model.Turn) []model.Step {
	subnets, description := own(t, "DBSubnetGroup.Subnets"), any(nil)
	if t.Attribute.Last() == "Subnets" {
		subnets = list(t)
	} else {
		description = typed(t)
	}
	name := own(t, "DBSubnetGroup.DBSubnetGroupName")
	if name == nil || subnets == nil || description == nil && t.Attribute.Last() != "Subnets" {
		return untold(t)
	}
	return []model.Step{rdsStep("modify-db-subnet-group",
		[]string{"all databases of the group are in them from then on; a subnet that one is in cannot go"},
		model.Input{Name: "DBSubnetGroupName", Value: name},
		model.Input{Name: "DBSubnetGroupDescription", Value: description}, model.Input{Name: "SubnetIds", Value: subnets})}
}

// replicaOf makes a database of its own of a read replica; none becomes one.
func replicaOf(operation string, m modified) stepper {
	return func(t *model.Turn) []model.Step {
		if !t.Gone() {
			return say("AWS makes no replica of what is there: make a read replica of the source, and put it in the place of this one")
		}
		return []model.Step{rdsStep(operation, []string{"cannot be taken back: it follows its source no more", restart}, model.Input{Name: m.identifier, Value: t.Resource.ID})}
	}
}

// databaseParameterGroup gives a database another parameter group, and restarts it: only then do its values run.
func databaseParameterGroup(t *model.Turn) []model.Step {
	if t.Gone() {
		return untold(t)
	}
	steps := []model.Step{ofDatabase.promptly(t, []string{"none of its values runs before the database is restarted"}, model.Input{Name: "DBParameterGroupName", Value: typed(t)})}
	return append(steps, rebooted(t.Resource.ID)...)
}

// rebooted restarts a database once it is ready for it.
func rebooted(id string) []model.Step {
	return []model.Step{
		rdsStep("wait db-instance-available", nil, model.Input{Name: "DBInstanceIdentifier", Value: id}),
		rdsStep("reboot-db-instance", []string{"an outage of about a minute: all connections break"}, model.Input{Name: "DBInstanceIdentifier", Value: id}),
	}
}
