package aws

import (
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"parity/model"
)

// ec2Structures describes every field of EC2's structs that instances reach, of their volumes and of security groups.
var ec2Structures = index(
	describe[types.Instance](
		identity("InstanceId PrivateIpAddress PublicIpAddress PrivateDnsName PublicDnsName Ipv6Address ClientToken SpotInstanceRequestId CapacityReservationId CapacityBlockId"),
		runtime("AmiLaunchIndex LaunchTime StateReason StateTransitionReason UsageOperationUpdateTime Operator ElasticGpuAssociations ElasticInferenceAcceleratorAssociations SecondaryInterfaces"),
		smaller(model.ByName, "a smaller size", "InstanceType"),
		follows("InstanceType", "CurrentInstanceBootMode Hypervisor"),
		verbatim(`Architecture BootMode InstanceLifecycle KernelId RamdiskId
			Platform PlatformDetails UsageOperation RootDeviceName RootDeviceType SourceDestCheck SriovNetSupport TpmSupport VirtualizationType`),
		unset(model.BoolValue(false), "EbsOptimized EnaSupport"),
		compared("KeyName OutpostArn"),
		reference(imageTarget, "ImageId"), reference(subnetTarget, "SubnetId"), reference(vpcTarget, "VpcId"),
		setOf("GroupId", reference(groupTarget, "SecurityGroups")),
		setOf("LicenseConfigurationArn", compared("Licenses")), setOf("ProductCodeId", verbatim("ProductCodes")),
		nested("CpuOptions CapacityReservationSpecification EnclaveOptions HibernationOptions IamInstanceProfile MaintenanceOptions MetadataOptions Monitoring NetworkPerformanceOptions Placement PrivateDnsNameOptions State"),
		by("DeviceName", "BlockDeviceMappings"), by("Attachment.DeviceIndex", "NetworkInterfaces"),
		tags("Tags")),
	describe[types.InstanceBlockDeviceMapping](verbatim("DeviceName"), nested("Ebs")),
	describe[types.EbsInstanceBlockDevice](
		identity("VolumeId VolumeOwnerId AssociatedResource"), runtime("AttachTime Operator EbsCardIndex"),
		healthy("Status", "attached"), verbatim("DeleteOnTermination")),
	describe[types.CpuOptions](follows("InstanceType", "CoreCount ThreadsPerCore AmdSevSnp NestedVirtualization")),
	describe[types.CapacityReservationSpecificationResponse](verbatim("CapacityReservationPreference"), nested("CapacityReservationTarget")),
	describe[types.CapacityReservationTargetResponse](identity("CapacityReservationId"), compared("CapacityReservationResourceGroupArn")),
	describe[types.EnclaveOptions](unset(model.BoolValue(false), "Enabled")),
	describe[types.HibernationOptions](unset(model.BoolValue(false), "Configured")),
	describe[types.IamInstanceProfile](reference(profileTarget, "Arn"), identity("Id")),
	describe[types.InstanceMaintenanceOptions](unset(model.TextValue("default"), "AutoRecovery RebootMigration")),
	describe[types.InstanceMetadataOptionsResponse](
		verbatim("HttpEndpoint HttpPutResponseHopLimit HttpTokens"),
		unset(model.TextValue("disabled"), "HttpProtocolIpv6 InstanceMetadataTags"), runtime("State")),
	describe[types.Monitoring](smaller(model.ByFlag, "less monitoring", "State")),
	describe[types.InstanceNetworkInterface](
		identity("NetworkInterfaceId MacAddress PrivateDnsName PrivateIpAddress OwnerId"),
		runtime("Operator"), nested("Association"),
		setOf("Ipv6Address", identity("Ipv6Addresses")), setOf("Ipv4Prefix", identity("Ipv4Prefixes")), setOf("Ipv6Prefix", identity("Ipv6Prefixes")),
		by("PrivateIpAddress", "PrivateIpAddresses"),
		healthy("Status", "in-use"), compared("Description"), verbatim("InterfaceType"),
		follows("SourceDestCheck", "SourceDestCheck"),
		nested("Attachment ConnectionTrackingConfiguration"),
		setOf("GroupId", following("SecurityGroups", reference(groupTarget, "Groups"))),
		following("SubnetId", reference(subnetTarget, "SubnetId")), following("VpcId", reference(vpcTarget, "VpcId"))),
	describe[types.InstanceNetworkInterfaceAssociation](identity("PublicIp PublicDnsName CarrierIp CustomerOwnedIp IpOwnerId")),
	describe[types.InstancePrivateIpAddress](identity("PrivateIpAddress PrivateDnsName"), runtime("Primary"), nested("Association")),
	describe[types.InstanceIpv6Address](identity("Ipv6Address"), runtime("IsPrimaryIpv6")),
	describe[types.InstanceIpv4Prefix](identity("Ipv4Prefix")),
	describe[types.InstanceIpv6Prefix](identity("Ipv6Prefix")),
	describe[types.InstanceNetworkInterfaceAttachment](
		identity("AttachmentId"), runtime("AttachTime DeviceIndex"), healthy("Status", "attached"),
		verbatim("DeleteOnTermination NetworkCardIndex"), follows("InstanceType", "EnaQueueCount"), nested("EnaSrdSpecification")),
	describe[types.InstanceAttachmentEnaSrdSpecification](unset(model.BoolValue(false), "EnaSrdEnabled"), nested("EnaSrdUdpSpecification")),
	describe[types.InstanceAttachmentEnaSrdUdpSpecification](unset(model.BoolValue(false), "EnaSrdUdpEnabled")),
	describe[types.ConnectionTrackingSpecificationResponse](verbatim("TcpEstablishedTimeout UdpStreamTimeout UdpTimeout")),
	describe[types.InstanceNetworkPerformanceOptions](unset(model.TextValue("default"), "BandwidthWeighting")),
	describe[types.Placement](
		runtime("AvailabilityZone AvailabilityZoneId"), identity("HostId GroupId"),
		verbatim("Affinity PartitionNumber SpreadDomain Tenancy"), compared("GroupName HostResourceGroupArn")),
	describe[types.PrivateDnsNameOptionsResponse](
		unset(model.BoolValue(false), "EnableResourceNameDnsAAAARecord EnableResourceNameDnsARecord"), unset(model.TextValue("ip-name"), "HostnameType")),
	describe[types.InstanceState](runtime("Code"), healthy("Name", "running")),
	describe[types.VolumeAttachment](aside("AssociatedResource AttachTime DeleteOnTermination Device EbsCardIndex InstanceId InstanceOwningService State VolumeId")),
	describe[types.Volume](
		aside("VolumeId OwnerId Attachments Tags"),
		identity("VolumeArn SourceVolumeId SnapshotId"),
		runtime("AvailabilityZone AvailabilityZoneId CreateTime FastRestored Operator VolumeInitializationRate"),
		healthy("State", "in-use"),
		smaller(model.ByNumber, "smaller storage", "Size"),
		following("BlockDeviceMappings.*.Ebs.VolumeSize BlockDeviceMappings.*.Ebs.VolumeType",
			smaller(model.ByNumber, "slower storage", "Iops Throughput")),
		verbatim("VolumeType"), unset(model.BoolValue(false), "Encrypted MultiAttachEnabled"), compared("OutpostArn"),
		following("BlockDeviceMappings.*.Ebs.VolumeEncrypted", verbatim("SseType")),
		following("BlockDeviceMappings.*.Ebs.VolumeEncrypted", reference(keyTarget, "KmsKeyId"))),
	describe[types.SecurityGroup](
		identity("GroupId SecurityGroupArn OwnerId GroupName"), compared("Description"), reference(vpcTarget, "VpcId"),
		aside("IpPermissions IpPermissionsEgress"), tags("Tags")),
	// A rule is one attribute for each of its sources: see ruleSet.
	describe[types.IpPermission](aside("IpProtocol FromPort ToPort IpRanges Ipv6Ranges PrefixListIds UserIdGroupPairs")),
	describe[types.IpRange](aside("CidrIp Description")),
	describe[types.Ipv6Range](aside("CidrIpv6 Description")),
	describe[types.PrefixListId](aside("PrefixListId Description")),
	describe[types.UserIdGroupPair](aside("GroupId UserId Description GroupName PeeringStatus VpcId VpcPeeringConnectionId")),
)
