package aws

import (
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"parity/model"
)

// ec2Structures describes every field of EC2's structs that instances reach, and of their volumes.
var ec2Structures = index(
	describe[types.Instance](
		identity("InstanceId PrivateIpAddress PublicIpAddress PrivateDnsName PublicDnsName Ipv6Address ClientToken SpotInstanceRequestId CapacityReservationId CapacityBlockId"),
		runtime("AmiLaunchIndex LaunchTime StateReason StateTransitionReason UsageOperationUpdateTime Operator ElasticGpuAssociations ElasticInferenceAcceleratorAssociations SecondaryInterfaces"),
		smaller(model.ByName, "a smaller size", "InstanceType"),
		verbatim(`Architecture BootMode CurrentInstanceBootMode EbsOptimized EnaSupport Hypervisor InstanceLifecycle KernelId RamdiskId
			Platform PlatformDetails UsageOperation RootDeviceName RootDeviceType SourceDestCheck SriovNetSupport TpmSupport VirtualizationType`),
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
	describe[types.InstanceMaintenanceOptions](verbatim("AutoRecovery RebootMigration")),
	describe[types.InstanceMetadataOptionsResponse](
		verbatim("HttpEndpoint HttpProtocolIpv6 HttpPutResponseHopLimit HttpTokens InstanceMetadataTags"), runtime("State")),
	describe[types.Monitoring](smaller(model.ByFlag, "less monitoring", "State")),
	describe[types.InstanceNetworkInterface](
		identity("NetworkInterfaceId MacAddress PrivateDnsName PrivateIpAddress OwnerId"),
		runtime("Association Ipv4Prefixes Ipv6Addresses Ipv6Prefixes Operator PrivateIpAddresses"),
		healthy("Status", "in-use"), compared("Description"), verbatim("InterfaceType SourceDestCheck"),
		nested("Attachment ConnectionTrackingConfiguration"),
		setOf("GroupId", following("SecurityGroups", reference(groupTarget, "Groups"))),
		following("SubnetId", reference(subnetTarget, "SubnetId")), following("VpcId", reference(vpcTarget, "VpcId"))),
	describe[types.InstanceNetworkInterfaceAttachment](
		identity("AttachmentId"), runtime("AttachTime DeviceIndex"), healthy("Status", "attached"),
		verbatim("DeleteOnTermination EnaQueueCount NetworkCardIndex"), nested("EnaSrdSpecification")),
	describe[types.InstanceAttachmentEnaSrdSpecification](verbatim("EnaSrdEnabled"), nested("EnaSrdUdpSpecification")),
	describe[types.InstanceAttachmentEnaSrdUdpSpecification](verbatim("EnaSrdUdpEnabled")),
	describe[types.ConnectionTrackingSpecificationResponse](verbatim("TcpEstablishedTimeout UdpStreamTimeout UdpTimeout")),
	describe[types.InstanceNetworkPerformanceOptions](verbatim("BandwidthWeighting")),
	describe[types.Placement](
		runtime("AvailabilityZone AvailabilityZoneId"), identity("HostId GroupId"),
		verbatim("Affinity PartitionNumber SpreadDomain Tenancy"), compared("GroupName HostResourceGroupArn")),
	describe[types.PrivateDnsNameOptionsResponse](verbatim("EnableResourceNameDnsAAAARecord EnableResourceNameDnsARecord HostnameType")),
	describe[types.InstanceState](runtime("Code"), healthy("Name", "running")),
	describe[types.Volume](
		identity("VolumeId VolumeArn OwnerId SourceVolumeId SnapshotId"),
		runtime("Attachments AvailabilityZone AvailabilityZoneId CreateTime FastRestored Operator Tags VolumeInitializationRate"),
		healthy("State", "in-use"),
		smaller(model.ByNumber, "smaller storage", "Size"),
		following("BlockDeviceMappings.*.Ebs.VolumeSize", smaller(model.ByNumber, "slower storage", "Iops Throughput")),
		verbatim("VolumeType MultiAttachEnabled SseType"), unset(model.BoolValue(false), "Encrypted"),
		reference(keyTarget, "KmsKeyId"), compared("OutpostArn")),
)
