package aws

import (
	"github.com/aws/aws-sdk-go-v2/service/rds/types"

	"parity/model"
)

// Healthy statuses of RDS: a backup or a change of storage is no illness.
var rdsHealthy = []string{
	"available", "backing-up", "storage-optimization", "storage-initialization", "storage-config-upgrade", "configuring-*", "maintenance",
}

// The role that monitors is there where something is monitored.
var monitoringRole = following("MonitoringInterval", reference(roleTarget, "MonitoringRoleArn"))

// The members belong to where their cluster does, and are judged in rows of their own.
var clusterMember = fields("DBInstanceIdentifier", member{field: model.Field{Class: model.Runtime, Target: databaseTarget}})

// What a stream or a mode is where AWS does not say it, as engines and versions that lack it do not.
var (
	insightsMode = unset(model.TextValue("standard"), "DatabaseInsightsMode")
	streamStatus = unset(model.TextValue("stopped"), "ActivityStreamStatus")
)

// What is there only because something else is switched on follows the switch.
var (
	insightsRetention = following("PerformanceInsightsEnabled", smaller(model.ByNumber, "shorter retention", "PerformanceInsightsRetentionPeriod"))
	insightsKey       = following("PerformanceInsightsEnabled", reference(keyTarget, "PerformanceInsightsKMSKeyId"))
	storageKey        = func(s *structure) {
		following("StorageEncrypted", reference(keyTarget, "KmsKeyId"))(s)
		following("StorageEncrypted", verbatim("StorageEncryptionType"))(s)
	}
)

// rdsStructures describes every field of RDS's structs that databases, clusters and their groups reach.
var rdsStructures = index(
	describe[types.DBInstance](
		identity(`DBInstanceIdentifier DBInstanceArn DbiResourceId EnhancedMonitoringResourceArn AwsBackupRecoveryPointArn
			ActivityStreamKinesisStreamName DBSystemId DBCapacityReservationIdentifier`),
		runtime(`ActivityStreamPolicyStatus AutomaticRestartTime AvailabilityZone SecondaryAvailabilityZone
			CertificateDetails DBInstanceAutomatedBackupsReplications InstanceCreateTime LatestRestorableTime PercentProgress ResumeFullAutomationModeTime
			StorageOperationPercentProgress StorageOperationStatus StorageVolumeStatus IsStorageConfigUpgradeAvailable DbInstancePort`),
		healthy("DBInstanceStatus", rdsHealthy...),
		smaller(model.ByName, "a smaller class", "DBInstanceClass"),
		smaller(model.ByNumber, "smaller storage", "AllocatedStorage MaxAllocatedStorage"),
		following("AllocatedStorage StorageType", smaller(model.ByNumber, "slower storage", "Iops StorageThroughput")),
		smaller(model.ByFlag, "single-AZ", "MultiAZ"),
		smaller(model.ByNumber, "shorter retention", "BackupRetentionPeriod"),
		absent(model.IntValue(0), smaller(model.ByNumber, "less monitoring", "MonitoringInterval")),
		absent(model.BoolValue(false), smaller(model.ByFlag, "less monitoring", "PerformanceInsightsEnabled")),
		insightsRetention, insightsKey, storageKey,
		insightsMode, streamStatus,
		verbatim(`ActivityStreamMode AutoMinorVersionUpgrade AutomationMode BackupTarget CACertificateIdentifier CharacterSetName
			Engine EngineLifecycleSupport EngineVersion LicenseModel NcharCharacterSetName NetworkType PreferredBackupWindow PreferredMaintenanceWindow PromotionTier PubliclyAccessible ReplicaMode StorageType Timezone UpgradeRolloutOrder`),
		unset(model.BoolValue(false), `DeletionProtection IAMDatabaseAuthenticationEnabled StorageEncrypted CopyTagsToSnapshot CustomerOwnedIpEnabled
			DedicatedLogVolume MultiTenant ActivityStreamEngineNativeAuditFieldsIncluded`),
		monitoringRole,
		compared("DBName MasterUsername CustomIamInstanceProfile TdeCredentialArn"),
		reference(keyTarget, "ActivityStreamKmsKeyId"),
		setOf("", verbatim("EnabledCloudwatchLogsExports")),
		reference(clusterTarget, "DBClusterIdentifier ReadReplicaSourceDBClusterIdentifier"), reference(databaseTarget, "ReadReplicaSourceDBInstanceIdentifier"),
		setOf("", runtime("ReadReplicaDBClusterIdentifiers ReadReplicaDBInstanceIdentifiers")),
		setOf("VpcSecurityGroupId", reference(groupTarget, "VpcSecurityGroups")), setOf("DBSecurityGroupName", compared("DBSecurityGroups")),
		by("VolumeName", "AdditionalStorageVolumes"), by("FeatureName", "AssociatedRoles"), by("Name", "ProcessorFeatures"),
		only("DBParameterGroups OptionGroupMemberships DomainMemberships"), by("StatusType", "StatusInfos"), nested("DBSubnetGroup Endpoint ListenerEndpoint MasterUserSecret PendingModifiedValues"),
		tags("TagList"),
		// The members of a cluster repeat what belongs to the cluster, which is judged in its own row.
		when("DBClusterIdentifier", "", runtime(`AllocatedStorage StorageType BackupRetentionPeriod CopyTagsToSnapshot LicenseModel PreferredBackupWindow
			DeletionProtection MasterUsername DBName StorageEncrypted KmsKeyId Iops StorageThroughput MaxAllocatedStorage MultiAZ EngineVersion
			IAMDatabaseAuthenticationEnabled EnabledCloudwatchLogsExports VpcSecurityGroups CharacterSetName
			StorageEncryptionType EngineLifecycleSupport NetworkType`)),
		// AWS gives each member a window of its own, at random, so that they would be told as split in every cluster.
		when("DBClusterIdentifier", "", runtime("PreferredMaintenanceWindow"))),
	describe[types.AdditionalStorageVolumeOutput](
		smaller(model.ByNumber, "smaller storage", "AllocatedStorage MaxAllocatedStorage IOPS StorageThroughput"),
		verbatim("StorageType VolumeName"), runtime("StorageOperationPercentProgress StorageOperationStatus"),
		healthy("StorageVolumeStatus", "ACTIVE", "STORAGE-OPTIMIZATION", "NOT-IN-USE")),
	describe[types.DBInstanceStatusInfo](identity("StatusType"), runtime("Message Normal"), healthy("Status", "replicating")),
	describe[types.DBInstanceRole](verbatim("FeatureName"), reference(roleTarget, "RoleArn"), healthy("Status", "ACTIVE")),
	describe[types.DBParameterGroupStatus](
		reference(parameterGroupTarget, "DBParameterGroupName"), notInEffect("ParameterApplyStatus", "in-sync"),
		when("DBParameterGroups.DBParameterGroupName", "default.", following("EngineVersion", reference(parameterGroupTarget, "DBParameterGroupName")))),
	describe[types.OptionGroupMembership](
		reference(optionGroupTarget, "OptionGroupName"), notInEffect("Status", "in-sync"),
		when("OptionGroupMemberships.OptionGroupName", "default:", following("EngineVersion", reference(optionGroupTarget, "OptionGroupName")))),
	describe[types.DBSubnetGroup](
		identity("DBSubnetGroupArn"), reference(subnetGroupTarget, "DBSubnetGroupName"), compared("DBSubnetGroupDescription"), healthy("SubnetGroupStatus", "Complete"),
		setOf("", verbatim("SupportedNetworkTypes")), reference(vpcTarget, "VpcId"),
		setOf("SubnetIdentifier", reference(subnetTarget, "Subnets"))),
	describe[types.Endpoint](
		identity("Address"), runtime("HostedZoneId"), verbatim("Port"),
		when("DBClusterIdentifier", "", runtime("Port"))), // the cluster's
	describe[types.MasterUserSecret](reference(keyTarget, "KmsKeyId"), identity("SecretArn"), healthy("SecretStatus", "active", "rotating")),
	describe[types.DomainMembership](
		identity("AuthSecretArn Domain"), compared("FQDN IAMRoleName OU"), setOf("", compared("DnsIps")), healthy("Status", "joined", "kerberos-enabled")),
	describe[types.ProcessorFeature](follows("DBInstanceClass", "Value"), verbatim("Name")),
	describe[types.PendingModifiedValues](
		notInEffect(`AllocatedStorage AutomationMode BackupRetentionPeriod CACertificateIdentifier DBCapacityReservationIdentifier DBInstanceClass DBInstanceIdentifier
			DBSubnetGroupName DedicatedLogVolume Engine EngineVersion IAMDatabaseAuthenticationEnabled Iops LicenseModel MultiAZ MultiTenant Port
			MasterUserPassword ResumeFullAutomationModeTime StorageThroughput StorageType
			AdditionalStorageVolumes ProcessorFeatures PendingCloudwatchLogsExports`)),
	describe[types.DBCluster](
		identity(`DBClusterIdentifier DBClusterArn DbClusterResourceId Endpoint ReaderEndpoint HostedZoneId CloneGroupId AwsBackupRecoveryPointArn
			ActivityStreamKinesisStreamName DBSystemId`),
		setOf("", identity("CustomEndpoints")), setOf("", runtime("AvailabilityZones")),
		runtime(`AutomaticRestartTime BacktrackConsumedChangeRecords Capacity CertificateDetails ClusterCreateTime EarliestBacktrackTime EarliestRestorableTime
			IOOptimizedNextAllowedModificationTime LatestRestorableTime PercentProgress StatusInfos
			GlobalWriteForwardingRequested RdsCustomClusterConfiguration`),
		notInEffect("PendingModifiedValues"), by("DBInstanceIdentifier", "DBClusterMembers"),
		setOf("", runtime("ReadReplicaIdentifiers")),
		healthy("Status", rdsHealthy...),
		smaller(model.ByName, "a smaller class", "DBClusterInstanceClass"),
		smaller(model.ByNumber, "shorter retention", "BackupRetentionPeriod"),
		absent(model.IntValue(0), smaller(model.ByNumber, "shorter retention", "BacktrackWindow")),
		absent(model.IntValue(0), smaller(model.ByNumber, "less monitoring", "MonitoringInterval")),
		absent(model.BoolValue(false), smaller(model.ByFlag, "less monitoring", "PerformanceInsightsEnabled")),
		insightsRetention, insightsKey, storageKey,
		smaller(model.ByNumber, "smaller storage", "AllocatedStorage"),
		following("AllocatedStorage StorageType", smaller(model.ByNumber, "slower storage", "Iops StorageThroughput")), smaller(model.ByFlag, "single-AZ", "MultiAZ"),
		insightsMode, streamStatus, unset(model.TextValue("disabled"), "GlobalWriteForwardingStatus LocalWriteForwardingStatus"),
		verbatim(`ActivityStreamMode AutoMinorVersionUpgrade CharacterSetName ClusterScalabilityType
			Engine EngineLifecycleSupport EngineMode EngineVersion ServerlessV2PlatformVersion NetworkType Port PreferredBackupWindow PreferredMaintenanceWindow
			StorageType UpgradeRolloutOrder`),
		unset(model.BoolValue(false), `DeletionProtection IAMDatabaseAuthenticationEnabled StorageEncrypted CopyTagsToSnapshot CrossAccountClone
			HttpEndpointEnabled InternetAccessGatewayEnabled PubliclyAccessible VPCNetworkingEnabled`),
		monitoringRole,
		compared("DatabaseName MasterUsername GlobalClusterIdentifier ReplicationSourceIdentifier"),
		reference(subnetGroupTarget, "DBSubnetGroup"),
		reference(keyTarget, "ActivityStreamKmsKeyId"),
		reference(clusterParameterGroupTarget, "DBClusterParameterGroup"),
		setOf("", verbatim("EnabledCloudwatchLogsExports")), setOf("VpcSecurityGroupId", reference(groupTarget, "VpcSecurityGroups")),
		by("FeatureName", "AssociatedRoles"), only("DBClusterOptionGroupMemberships DomainMemberships"),
		nested("LimitlessDatabase MasterUserSecret ScalingConfigurationInfo ServerlessV2ScalingConfiguration"),
		tags("TagList"),
		// Aurora grows its storage by itself; what it says here is always 1. Where its members stand is no setting of
		// the cluster's: how many there are, and in how many zones, is judged in their row.
		when("Engine", "aurora", runtime("AllocatedStorage MultiAZ")),
		when("DBClusterParameterGroup", "default.", following("EngineVersion", reference(clusterParameterGroupTarget, "DBClusterParameterGroup")))),
	describe[types.DBClusterMember](
		clusterMember, runtime("IsClusterWriter PromotionTier"), notInEffect("DBClusterParameterGroupStatus", "in-sync")),
	describe[types.DBClusterRole](verbatim("FeatureName"), reference(roleTarget, "RoleArn"), healthy("Status", "ACTIVE")),
	describe[types.DBClusterOptionGroupStatus](
		reference(optionGroupTarget, "DBClusterOptionGroupName"), notInEffect("Status", "in-sync"),
		when("DBClusterOptionGroupMemberships.DBClusterOptionGroupName", "default:", following("EngineVersion", reference(optionGroupTarget, "DBClusterOptionGroupName")))),
	describe[types.LimitlessDatabase](verbatim("MinRequiredACU"), runtime("Status")),
	describe[types.ScalingConfigurationInfo](
		smaller(model.ByNumber, "looser scaling", "MinCapacity MaxCapacity"), verbatim("AutoPause SecondsBeforeTimeout SecondsUntilAutoPause TimeoutAction")),
	describe[types.ServerlessV2ScalingConfigurationInfo](
		smaller(model.ByNumber, "looser scaling", "MinCapacity MaxCapacity"), verbatim("SecondsUntilAutoPause")),
	describe[types.DBParameterGroup](identity("DBParameterGroupArn DBParameterGroupName"), verbatim("DBParameterGroupFamily"), compared("Description")),
	describe[types.DBClusterParameterGroup](identity("DBClusterParameterGroupArn DBClusterParameterGroupName"), verbatim("DBParameterGroupFamily"), compared("Description")),
	describe[types.OptionGroup](
		identity("OptionGroupArn OptionGroupName SourceAccountId SourceOptionGroup SourceRegion"), runtime("CopyTimestamp AllowsVpcAndNonVpcInstanceMemberships"),
		verbatim("EngineName MajorEngineVersion"), compared("OptionGroupDescription"), reference(vpcTarget, "VpcId"), by("OptionName", "Options")),
	describe[types.Option](
		verbatim("OptionName OptionVersion Permanent Persistent Port"), runtime("OptionDescription"),
		setOf("DBSecurityGroupName", compared("DBSecurityGroupMemberships")),
		setOf("VpcSecurityGroupId", reference(groupTarget, "VpcSecurityGroupMemberships")), by("Name", "OptionSettings")),
	describe[types.Parameter](aside(`ParameterName ParameterValue Source
		ApplyMethod ApplyType AllowedValues DataType Description IsModifiable MinimumEngineVersion SupportedEngineModes`)),
	describe[types.OptionSetting](
		verbatim("Name"), masked("Value"), runtime("AllowedValues ApplyType DataType DefaultValue Description IsCollection IsModifiable")),
)
