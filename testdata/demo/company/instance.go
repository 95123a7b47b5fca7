package company

import (
	"fmt"
	"strconv"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// instance adds the nth instance of the ith role.
func (a *Account) instance(m machine, i, n int) {
	name := a.name(m.role)
	if m.count[2] > 1 && !m.scaled {
		name += "-" + strconv.Itoa(n+1)
	}
	tags := a.tags(name, m.role, m.team)
	if m.scaled {
		tags = append(tags, ec2tags("aws:autoscaling:groupName", a.name(m.role))...)
	}
	zone := n % min(a.Private, 2)
	if m.role == "app" {
		zone = n % a.Private // the articles' example spreads over all the subnets there are
	}
	id := a.id("i", m.role, strconv.Itoa(n))
	address := fmt.Sprintf("%s.%d.%d", a.Network, 10+zone, 10+i*6+n)
	size := ec2types.InstanceType(a.pick(m.size))
	launched := a.past(90, "launch", m.role, strconv.Itoa(n))

	instance := ec2types.Instance{
		InstanceId: sdk.String(id), InstanceType: size, ImageId: sdk.String(imageID(m.image)),
		AmiLaunchIndex: sdk.Int32(0), Architecture: ec2types.ArchitectureValuesX8664,
		BootMode: ec2types.BootModeValuesUefiPreferred, CurrentInstanceBootMode: ec2types.InstanceBootModeValuesUefi,
		ClientToken: sdk.String(fmt.Sprintf("terraform-%016x", number(a.Name, id))),
		CpuOptions:  &ec2types.CpuOptions{CoreCount: sdk.Int32(cores(size)), ThreadsPerCore: sdk.Int32(2)},
		CapacityReservationSpecification: &ec2types.CapacityReservationSpecificationResponse{
			CapacityReservationPreference: ec2types.CapacityReservationPreferenceOpen,
		},
		EbsOptimized: sdk.Bool(true), EnaSupport: sdk.Bool(true),
		EnclaveOptions:     &ec2types.EnclaveOptions{Enabled: sdk.Bool(false)},
		HibernationOptions: &ec2types.HibernationOptions{Configured: sdk.Bool(false)},
		Hypervisor:         ec2types.HypervisorTypeXen,
		IamInstanceProfile: &ec2types.IamInstanceProfile{
			Arn: sdk.String("arn:aws:iam::" + a.ID + ":instance-profile/" + a.name(m.role)), Id: sdk.String(a.upper("AIPA", 17, m.role)),
		},
		KeyName: sdk.String("acme-" + a.Name), LaunchTime: sdk.Time(launched),
		MaintenanceOptions: &ec2types.InstanceMaintenanceOptions{AutoRecovery: ec2types.InstanceAutoRecoveryStateDefault},
		MetadataOptions: &ec2types.InstanceMetadataOptionsResponse{
			HttpEndpoint: ec2types.InstanceMetadataEndpointStateEnabled, HttpProtocolIpv6: ec2types.InstanceMetadataProtocolStateDisabled,
			HttpPutResponseHopLimit: sdk.Int32(2), HttpTokens: ec2types.HttpTokensStateRequired,
			InstanceMetadataTags: ec2types.InstanceMetadataTagsStateDisabled, State: ec2types.InstanceMetadataOptionsStateApplied,
		},
		Monitoring: &ec2types.Monitoring{State: a.monitoring()},
		Placement: &ec2types.Placement{
			AvailabilityZone: sdk.String(Region + zoneLetter(zone)), GroupName: sdk.String(""), Tenancy: ec2types.TenancyDefault,
		},
		PlatformDetails: sdk.String("Linux/UNIX"), UsageOperation: sdk.String("RunInstances"), UsageOperationUpdateTime: sdk.Time(launched),
		PrivateDnsName: sdk.String(dnsName(address)), PrivateIpAddress: sdk.String(address), PublicDnsName: sdk.String(""),
		PrivateDnsNameOptions: &ec2types.PrivateDnsNameOptionsResponse{
			EnableResourceNameDnsAAAARecord: sdk.Bool(false), EnableResourceNameDnsARecord: sdk.Bool(false), HostnameType: ec2types.HostnameTypeIpName,
		},
		RootDeviceName: sdk.String("/dev/xvda"), RootDeviceType: ec2types.DeviceTypeEbs,
		SourceDestCheck: sdk.Bool(true), State: &ec2types.InstanceState{Code: sdk.Int32(16), Name: ec2types.InstanceStateNameRunning},
		StateTransitionReason: sdk.String(""), SubnetId: sdk.String(a.subnetID("private", zone)), VpcId: sdk.String(a.vpc()),
		Tags: tags, VirtualizationType: ec2types.VirtualizationTypeHvm,
	}
	for _, role := range m.groups {
		instance.SecurityGroups = append(instance.SecurityGroups, ec2types.GroupIdentifier{
			GroupId: sdk.String(a.groupID(a.name(role))), GroupName: sdk.String(a.name(role)),
		})
	}
	instance.NetworkInterfaces = []ec2types.InstanceNetworkInterface{a.networkInterface(&instance)}
	instance.BlockDeviceMappings = append(instance.BlockDeviceMappings, a.attach(&instance, "/dev/xvda", 30))
	if m.disk > 0 {
		instance.BlockDeviceMappings = append(instance.BlockDeviceMappings, a.attach(&instance, "/dev/xvdf", m.disk))
	}
	a.Instances = append(a.Instances, instance)
}

// monitoring is detailed where it counts.
func (a *Account) monitoring() ec2types.MonitoringState {
	if a.Name == "dev" {
		return ec2types.MonitoringStateDisabled
	}
	return ec2types.MonitoringStateEnabled
}

func dnsName(address string) string {
	return "ip-" + strings.ReplaceAll(address, ".", "-") + "." + Region + ".compute.internal"
}

func macAddress(id string) string {
	n := number(id, "mac")
	return fmt.Sprintf("06:%02x:%02x:%02x:%02x:%02x", byte(n), byte(n>>8), byte(n>>16), byte(n>>24), byte(n>>32))
}

func (a *Account) networkInterface(instance *ec2types.Instance) ec2types.InstanceNetworkInterface {
	id := *instance.InstanceId
	return ec2types.InstanceNetworkInterface{
		Attachment: &ec2types.InstanceNetworkInterfaceAttachment{
			AttachTime: instance.LaunchTime, AttachmentId: sdk.String(a.id("eni-attach", id)), DeleteOnTermination: sdk.Bool(true),
			DeviceIndex: sdk.Int32(0), NetworkCardIndex: sdk.Int32(0), Status: ec2types.AttachmentStatusAttached,
		},
		Description: sdk.String(""), Groups: instance.SecurityGroups, InterfaceType: sdk.String("interface"),
		MacAddress:         sdk.String(macAddress(id)),
		NetworkInterfaceId: sdk.String(a.id("eni", id)), OwnerId: sdk.String(a.ID),
		PrivateDnsName: instance.PrivateDnsName, PrivateIpAddress: instance.PrivateIpAddress,
		PrivateIpAddresses: []ec2types.InstancePrivateIpAddress{{
			Primary: sdk.Bool(true), PrivateDnsName: instance.PrivateDnsName, PrivateIpAddress: instance.PrivateIpAddress,
		}},
		SourceDestCheck: sdk.Bool(true), Status: ec2types.NetworkInterfaceStatusInUse, SubnetId: instance.SubnetId, VpcId: instance.VpcId,
	}
}

// attach adds an encrypted volume and says how the instance sees it.
func (a *Account) attach(instance *ec2types.Instance, device string, gib int32) ec2types.InstanceBlockDeviceMapping {
	id, at := a.id("vol", *instance.InstanceId, device), *instance.LaunchTime
	a.Volumes = append(a.Volumes, ec2types.Volume{
		VolumeId: sdk.String(id), Size: sdk.Int32(gib), VolumeType: ec2types.VolumeTypeGp3, Iops: sdk.Int32(3000), Throughput: sdk.Int32(125),
		Encrypted: sdk.Bool(true), KmsKeyId: sdk.String(a.key("alias/acme-" + a.Name)), CreateTime: sdk.Time(at),
		AvailabilityZone: instance.Placement.AvailabilityZone, MultiAttachEnabled: sdk.Bool(false), State: ec2types.VolumeStateInUse,
		Attachments: []ec2types.VolumeAttachment{{
			InstanceId: instance.InstanceId, VolumeId: sdk.String(id), Device: sdk.String(device), AttachTime: sdk.Time(at),
			DeleteOnTermination: sdk.Bool(true), State: ec2types.VolumeAttachmentStateAttached,
		}},
	})
	return ec2types.InstanceBlockDeviceMapping{
		DeviceName: sdk.String(device),
		Ebs: &ec2types.EbsInstanceBlockDevice{
			AttachTime: sdk.Time(at), DeleteOnTermination: sdk.Bool(true), Status: ec2types.AttachmentStatusAttached, VolumeId: sdk.String(id),
		},
	}
}
