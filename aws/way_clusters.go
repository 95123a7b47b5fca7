package aws

import (
	"slices"
	"strings"

	"parity/model"
)

// clusterWays are the ways of a cluster's attributes (API Reference, ModifyDBCluster; Amazon Aurora User Guide, "Settings
// for Amazon Aurora"; Amazon RDS User Guide, "Settings for modifying Multi-AZ DB clusters").
var clusterWays = slices.Concat([]brought{
	bring("EngineVersion", clusterVersion),
	bring("DBClusterInstanceClass", ofCluster.planned("the members change one after the other, with a failover").as("")),
	bring("AllocatedStorage", allocated(ofCluster)),
	bring("Iops", storageRate(ofCluster, "AllocatedStorage", "gp3", "io1", "io2")),
	bring("StorageType", clusterStorage),
	bring("StorageThroughput", worded("ModifyDBCluster takes no throughput: it follows from the storage's type and IOPS")),
	bring("BackupRetentionPeriod", ofCluster.planned("backups older than a shorter period are deleted").as("")),
	bring("BacktrackWindow", ofCluster.planned("only a cluster that was made with backtracking has it").as("")),
	bring("PreferredBackupWindow", ofCluster.now().as("")),
	bring("PreferredMaintenanceWindow", ofCluster.now("a window that has begun runs at once what waits for it").as("")),
	bring("AutoMinorVersionUpgrade", ofCluster.now("on: a minor version that is out is installed in the window, with an outage").as("")),
	bring("CopyTagsToSnapshot", ofCluster.now().as("")),
	bring("DeletionProtection", ofCluster.now().as("")),
	bring("IAMDatabaseAuthenticationEnabled", ofCluster.planned("off: who logs in by IAM comes in no more").as("EnableIAMDatabaseAuthentication")),
	bring("NetworkType", ofCluster.planned("a short outage is possible", "its subnets have to have both kinds of addresses for DUAL").as("")),
	bring("Port", ofCluster.planned("restarts its members: an outage of about a minute", "who connects needs the new port, and groups that let it in").as("")),
	bring("EngineLifecycleSupport", ofCluster.now("extended support costs extra where the version is past its end").as("")),
	bring("VpcSecurityGroups", databaseGroups(ofCluster)),
	bring("DBClusterParameterGroup", clusterParameterGroup),
	bring("DBClusterOptionGroupMemberships.DBClusterOptionGroupName", ofCluster.planned().as("OptionGroupName")),
	bring("GlobalWriteForwardingStatus", forwarding("EnableGlobalWriteForwarding")),
	bring("LocalWriteForwardingStatus", forwarding("EnableLocalWriteForwarding")),
	bring("HttpEndpointEnabled", dataAPI),
	bring("EngineMode", engineMode),
	bring("ScalingConfigurationInfo.*", scaling("ScalingConfigurationInfo", "ScalingConfiguration", serverlessMembers,
		"a change of capacity may break connections, where that is what the timeout does")),
	bring("ServerlessV2ScalingConfiguration.*", scaling("ServerlessV2ScalingConfiguration", "ServerlessV2ScalingConfiguration", serverlessV2Members,
		"some parameters (max_connections) are computed of the largest capacity, and run after a restart")),
	bring("GlobalClusterIdentifier", globalCluster),
	bring("ReplicationSourceIdentifier", replicaOf("promote-read-replica-db-cluster", ofCluster)),

	bring("MultiAZ", decided("add or remove members in other zones")),
	bring("DBSubnetGroup CharacterSetName ClusterScalabilityType CrossAccountClone DatabaseName Engine KmsKeyId MasterUsername StorageEncrypted StorageEncryptionType PubliclyAccessible",
		decided(anewSnapshot)),
	bring("InternetAccessGatewayEnabled VPCNetworkingEnabled LimitlessDatabase.MinRequiredACU", decided(anewSnapshot)),
	bring("ServerlessV2PlatformVersion", worded("AWS moves a cluster to a newer platform when it stops and starts: aws rds stop-db-cluster, then start-db-cluster; with an outage")),
	bring("UpgradeRolloutOrder", worded("set it in the upgrade rollout policy of the organization (AWS Organizations), which goes by tags and accounts")),
}, monitoringWays(ofCluster), sharedWays(ofCluster))

var (
	serverlessMembers   = strings.Fields("MinCapacity MaxCapacity AutoPause SecondsUntilAutoPause TimeoutAction SecondsBeforeTimeout")
	serverlessV2Members = strings.Fields("MinCapacity MaxCapacity SecondsUntilAutoPause")
)

// clusterStorage changes the kind of storage: of Aurora between what pays for I/O and what does not.
func clusterStorage(t *model.Turn) []model.Step {
	if t.Gone() && strings.HasPrefix(ownText(t, "Engine"), "aurora") {
		turned := *t
		turned.To = model.TextValue("aurora")
		t = &turned
	}
	if strings.HasPrefix(t.To.Text(), "aurora") {
		return []model.Step{ofCluster.asked(t, []string{"back to aurora-iopt1 only after 30 days", "of some classes it restarts the members"}, model.Input{Name: "StorageType", Value: typed(t)})}
	}
	return storageType(ofCluster)(t)
}

// scaling gives a cluster its limits; those it does not change are said again, since AWS wants them together.
func scaling(field, input string, members []string, consequences ...string) stepper {
	return func(t *model.Turn) []model.Step {
		if t.Gone() {
			return untold(t)
		}
		var limits model.Members
		for _, name := range members {
			value := own(t, field+"."+name)
			if name == t.Attribute.Last() {
				value = typed(t)
			}
			limits = append(limits, model.Input{Name: name, Value: value})
		}
		return []model.Step{ofCluster.asked(t, consequences, model.Input{Name: input, Value: limits})}
	}
}

// forwarding switches a status that reads enabled, enabling, disabled or disabling.
func forwarding(name string) stepper {
	return func(t *model.Turn) []model.Step {
		status := meant(t).To.Text()
		on := strings.HasPrefix(status, "enabl")
		if !on && !strings.HasPrefix(status, "disabl") {
			return untold(t)
		}
		return []model.Step{ofCluster.asked(t, []string{"off: what writes through a reader fails"}, model.Input{Name: name, Value: on})}
	}
}

// dataAPI switches the HTTP endpoint: of the first kind of serverless by the cluster's own call, of others by theirs.
func dataAPI(t *model.Turn) []model.Step {
	t = meant(t)
	off := []string{"off: what asks over HTTP gets no answer any more"}
	if ownText(t, "EngineMode") == "serverless" {
		return []model.Step{ofCluster.asked(t, off, model.Input{Name: "EnableHttpEndpoint", Value: typed(t)})}
	}
	operation := "disable-http-endpoint"
	if t.To.IsTrue() {
		operation, off = "enable-http-endpoint", nil
	}
	return []model.Step{rdsStep(operation, off, model.Input{Name: "ResourceArn", Value: own(t, "DBClusterArn")})}
}

// engineMode goes one way only, from the first kind of serverless to provisioned.
func engineMode(t *model.Turn) []model.Step {
	if t.From().Text() != "serverless" || t.To.Text() != "provisioned" {
		return decided(anewSnapshot)(t)
	}
	class := &model.Blank{Variable: "CLASS", Hint: "the class of its members"}
	return []model.Step{ofCluster.asked(t, []string{"cannot be taken back", outage}, model.Input{Name: "EngineMode", Value: typed(t)},
		model.Input{Name: "AllowEngineModeChange", Value: true}, model.Input{Name: "DBClusterInstanceClass", Value: class})}
}

func globalCluster(t *model.Turn) []model.Step {
	if !t.Gone() {
		return say("a cluster that is there joins no global one, unless that is made of it: aws rds create-global-cluster --source-db-cluster-identifier")
	}
	return []model.Step{rdsStep("remove-from-global-cluster", []string{"it follows the others no more: cannot be taken back"},
		model.Input{Name: "GlobalClusterIdentifier", Value: own(t, "GlobalClusterIdentifier")}, model.Input{Name: "DbClusterIdentifier", Value: own(t, "DBClusterArn")})}
}

// clusterParameterGroup gives a cluster another group, and restarts its members: only then do the values run.
func clusterParameterGroup(t *model.Turn) []model.Step {
	if t.Gone() {
		return untold(t)
	}
	steps := []model.Step{ofCluster.promptly(t, []string{"its static values run once each member is restarted"}, model.Input{Name: "DBClusterParameterGroupName", Value: typed(t)},
		model.Input{Name: "ApplyImmediately", Value: true})}
	for _, member := range membersOf(t.Resource) {
		steps = append(steps, rebooted(member)...)
	}
	return steps
}

// membersOf are the databases of a cluster.
func membersOf(cluster *model.Resource) (ids []string) {
	for _, a := range cluster.Attributes {
		if a.Path.Len() == 3 && a.Path.First() == "DBClusterMembers" && a.Path.Last() == "DBInstanceIdentifier" {
			ids = append(ids, a.Value.Text())
		}
	}
	return ids
}
