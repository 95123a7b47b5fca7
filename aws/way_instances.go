package aws

import (
	"strings"

	"parity/model"
)

// What comes with stopping an instance (Amazon EC2 User Guide, "Change the instance type" and "Stop and start Amazon EC2
// instances").
const (
	stops        = "stops the instance: it is away for some minutes"
	newAddress   = "its public IPv4 address changes, unless it is an Elastic IP"
	storeLost    = "what is on its instance store is lost"
	fitsImage    = "the new type has to fit the image: its architecture, its drivers (ENA, NVMe)"
	needsDriver  = "it does not come up again where the image lacks the driver"
	fromImage    = "launch another one from an image that has it, and put it in this one's place"
	launchAnew   = "it is decided at the launch: launch another one so, and put it in this one's place"
	followsType  = "it follows from the instance type or the image: change those"
	otherSubnet  = "launch another one there from an image of this one, and put it in its place"
	otherNetwork = "attach another interface that has it, and detach this one"
)

// ec2Step is a call of EC2's.
func ec2Step(operation string, consequences []string, input ...model.Input) model.Step {
	return model.Step{Service: "ec2", Operation: operation, Input: input, Consequences: consequences}
}

// wrapped is an input with one value in it, as modify-instance-attribute takes it.
func wrapped(value any) model.Members { return model.Members{{Name: "Value", Value: value}} }

// instanceID is the first input of a call for one instance, instanceIDs of one for several.
func instanceID(t *model.Turn) model.Input {
	return model.Input{Name: "InstanceId", Value: t.Resource.ID}
}

func instanceIDs(t *model.Turn) model.Input {
	return model.Input{Name: "InstanceIds", Value: []string{t.Resource.ID}}
}

// changing is a call that a running instance takes: its inputs behind the instance's id.
func changing(operation string, input func(*model.Turn) []model.Input, consequences ...string) stepper {
	return func(t *model.Turn) []model.Step {
		t = meant(t)
		if t.Gone() {
			return untold(t)
		}
		return []model.Step{ec2Step(operation, consequences, append([]model.Input{instanceID(t)}, input(t)...)...)}
	}
}

// stopped is a call that only a stopped instance takes: it is stopped before, if it runs, and started behind it. A member
// of an Auto Scaling group is none to stop: the group replaces it.
func stopped(operation string, input func(*model.Turn) []model.Input, consequences ...string) stepper {
	change := changing(operation, input, consequences...)
	return func(t *model.Turn) []model.Step {
		steps := change(t)
		switch {
		case steps[0].Operation == "":
			return steps
		case t.Resource.Group != "":
			return launched(t)
		case ownText(t, "State.Name") == "stopped":
			return steps
		}
		stop := ec2Step("stop-instances", []string{stops, newAddress, storeLost}, instanceIDs(t))
		wait := ec2Step("wait instance-stopped", nil, instanceIDs(t))
		return append(append([]model.Step{stop, wait}, steps...), ec2Step("start-instances", nil, instanceIDs(t)))
	}
}

// launched is the way of a member of an Auto Scaling group: what its launch template says, and new members.
func launched(t *model.Turn) []model.Step {
	template := "launch template"
	if id := t.Resource.Get(model.NewPath(tagsField, "aws:ec2launchtemplate:id")).Text(); id != "" {
		template += " " + id
	}
	group := t.Resource.Group
	return []model.Step{
		{Words: "the Auto Scaling group " + group + " replaces a member that stops: make a version of the " + template + " with it, and let the group use that"},
		{
			Service: "autoscaling", Operation: "start-instance-refresh", Input: []model.Input{{Name: "AutoScalingGroupName", Value: group}},
			Consequences: []string{"replaces the members one after the other: of each, what is on its disks is lost"},
		},
	}
}

// value gives a call the attribute's value under a name.
func value(name string) func(*model.Turn) []model.Input {
	return func(t *model.Turn) []model.Input { return []model.Input{{Name: name, Value: typed(t)}} }
}

// valueIn gives it wrapped, as modify-instance-attribute takes all but its booleans.
func valueIn(name string) func(*model.Turn) []model.Input {
	return func(t *model.Turn) []model.Input { return []model.Input{{Name: name, Value: wrapped(typed(t))}} }
}

const modifyInstance = "modify-instance-attribute"

// instanceWays are the ways of an instance's attributes. What has to be stopped for, and what AWS changes at all, is said in
// the Amazon EC2 API Reference (ModifyInstanceAttribute, ModifyInstanceMetadataOptions, ModifyInstancePlacement,
// ModifyInstanceCpuOptions, ModifyInstanceMaintenanceOptions, ModifyPrivateDnsNameOptions,
// ModifyInstanceNetworkPerformanceOptions, ModifyInstanceCapacityReservationAttributes) and in its User Guide (Modify a
// stopped instance; Change the instance type).
var instanceWays = []brought{
	bring("InstanceType", stopped(modifyInstance, valueIn("InstanceType"), fitsImage, "Availability Zones do not have every type: it may not start")),
	bring("EbsOptimized", stopped(modifyInstance, valueIn("EbsOptimized"), "older types charge for it")),
	bring("EnaSupport", stopped(modifyInstance, valueIn("EnaSupport"), needsDriver)),
	bring("SriovNetSupport", sriov),
	bring("EnclaveOptions.Enabled", stopped(modifyInstance, func(t *model.Turn) []model.Input {
		return []model.Input{{Name: "EnclaveOptions", Value: model.Members{{Name: "Enabled", Value: typed(t)}}}}
	})),
	bring("KernelId", stopped(modifyInstance, valueIn("Kernel"), "an instance that cannot boot it does not come up")),
	bring("RamdiskId", stopped(modifyInstance, valueIn("Ramdisk"), "an instance that cannot boot it does not come up")),
	bring("SourceDestCheck", sourceCheck),
	bring("SecurityGroups", groupsWay),
	bring("IamInstanceProfile.Arn", profileWay),
	bring("Monitoring.State", monitoring),

	bring("MetadataOptions.HttpTokens", changing(metadataCall, value("HttpTokens"),
		"where tokens are required, what asks without one gets no metadata and no credentials of the role any more")),
	bring("MetadataOptions.HttpPutResponseHopLimit", changing(metadataCall, value("HttpPutResponseHopLimit"),
		"with 1, containers behind a bridge get no token and no credentials")),
	bring("MetadataOptions.HttpEndpoint", changing(metadataCall, value("HttpEndpoint"),
		"with disabled, nothing on it gets metadata or the role's credentials any more")),
	bring("MetadataOptions.HttpProtocolIpv6", changing(metadataCall, value("HttpProtocolIpv6"))),
	bring("MetadataOptions.InstanceMetadataTags", changing(metadataCall, value("InstanceMetadataTags"),
		"enabled is refused while the key of a tag holds what no path may: a slash, a blank")),

	bring("CpuOptions.CoreCount CpuOptions.ThreadsPerCore", stopped("modify-instance-cpu-options", processors)),
	bring("CpuOptions.NestedVirtualization", stopped("modify-instance-cpu-options", value("NestedVirtualization"))),
	bring("MaintenanceOptions.AutoRecovery", changing("modify-instance-maintenance-options", value("AutoRecovery"))),
	bring("MaintenanceOptions.RebootMigration", changing("modify-instance-maintenance-options", value("RebootMigration"))),
	bring("NetworkPerformanceOptions.BandwidthWeighting", stopped("modify-instance-network-performance-options", value("BandwidthWeighting"))),
	bring("PrivateDnsNameOptions.HostnameType", stopped("modify-private-dns-name-options", value("PrivateDnsHostnameType"),
		"its private host name changes: whoever holds the old one does not find it")),
	bring("PrivateDnsNameOptions.EnableResourceNameDnsARecord", changing("modify-private-dns-name-options", value("EnableResourceNameDnsARecord"))),
	bring("PrivateDnsNameOptions.EnableResourceNameDnsAAAARecord", changing("modify-private-dns-name-options", value("EnableResourceNameDnsAAAARecord"))),
	bring("CapacityReservationSpecification.CapacityReservationPreference", stopped(capacityCall, func(t *model.Turn) []model.Input {
		return reservation("CapacityReservationPreference", typed(t))
	})),
	bring("CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationResourceGroupArn", stopped(capacityCall, func(t *model.Turn) []model.Input {
		return reservation("CapacityReservationTarget", model.Members{{Name: "CapacityReservationResourceGroupArn", Value: typed(t)}})
	})),

	bring("Placement.Tenancy", tenancy),
	bring("Placement.Affinity", changing(placementCall, value("Affinity"))),
	bring("Placement.GroupName", placementGroup),
	bring("Placement.PartitionNumber", stopped(placementCall, func(t *model.Turn) []model.Input {
		return []model.Input{{Name: "GroupName", Value: own(t, "Placement.GroupName")}, {Name: "PartitionNumber", Value: typed(t)}}
	})),
	bring("Placement.HostResourceGroupArn", stopped(placementCall, value("HostResourceGroupArn"), "needs the tenancy host")),
	bring("Placement.SpreadDomain", decided(launchAnew)),

	bring("ImageId", decided("launch another one from that image, and put it in this one's place; what is on its disks does not come along")),
	bring("KeyName", decided("put the public key into authorized_keys on it, or launch another one")),
	bring("SubnetId VpcId", decided(otherSubnet)),
	bring("Architecture BootMode PlatformDetails Platform ProductCodes RootDeviceName RootDeviceType TpmSupport UsageOperation VirtualizationType", decided(fromImage)),
	bring("CpuOptions.AmdSevSnp HibernationOptions.Configured InstanceLifecycle OutpostArn", decided(launchAnew)),
	bring("CurrentInstanceBootMode Hypervisor", decided(followsType)),
	bring("Licenses", worded("change them with aws license-manager update-license-specifications-for-resource, which takes the instance's ARN")),
}

const (
	metadataCall  = "modify-instance-metadata-options"
	placementCall = "modify-instance-placement"
	capacityCall  = "modify-instance-capacity-reservation-attributes"
)

func reservation(name string, value any) []model.Input {
	return []model.Input{{Name: "CapacityReservationSpecification", Value: model.Members{{Name: name, Value: value}}}}
}

// sriov switches Intel's interface on; AWS has no way to switch it off.
func sriov(t *model.Turn) []model.Step {
	if t.Gone() {
		return decided("it cannot be switched off; " + launchAnew)(t)
	}
	return stopped(modifyInstance, valueIn("SriovNetSupport"), "cannot be taken back", needsDriver)(t)
}

// monitoring switches detailed monitoring; while it does AWS says pending or disabling.
func monitoring(t *model.Turn) []model.Step {
	if strings.HasPrefix(t.To.Text(), "dis") || t.Gone() {
		return []model.Step{ec2Step("unmonitor-instances", []string{"alarms on figures of a minute see them every five minutes only"}, instanceIDs(t))}
	}
	return []model.Step{ec2Step("monitor-instances", []string{"costs extra"}, instanceIDs(t))}
}

// processors are the cores and threads, which a call takes together.
func processors(t *model.Turn) []model.Input {
	input := []model.Input{{Name: "CoreCount", Value: own(t, "CpuOptions.CoreCount")}, {Name: "ThreadsPerCore", Value: own(t, "CpuOptions.ThreadsPerCore")}}
	for i := range input {
		if input[i].Name == t.Attribute.Last() {
			input[i].Value = typed(t)
		}
	}
	return input
}

// tenancy changes where AWS lets it: nothing leaves a dedicated host.
func tenancy(t *model.Turn) []model.Step {
	if t.From().Text() == "host" {
		return decided(launchAnew)(t)
	}
	return stopped(placementCall, value("Tenancy"), "dedicated hardware costs more")(t)
}

// placementGroup moves an instance; an empty name takes it out.
func placementGroup(t *model.Turn) []model.Step {
	return stopped(placementCall, func(t *model.Turn) []model.Input {
		return []model.Input{{Name: "GroupName", Value: orElse(typed(t), "")}}
	}, "it may not start again: the group may have no room for its type")(emptied(t))
}

// emptied is a turn to nothing as one to an empty text, for calls that take that.
func emptied(t *model.Turn) *model.Turn {
	if !t.Gone() {
		return t
	}
	turned := *t
	turned.To = model.TextValue("")
	return &turned
}

// associationID stands for what AWS calls the tie between an instance and its profile.
var associationID = &model.Blank{Variable: "ASSOCIATION", Hint: "the AssociationId that the first command answers"}

// profileWay changes an instance's profile: AWS ties it to an instance by an association that has an id of its own.
func profileWay(t *model.Turn) []model.Step {
	profile := model.Input{Name: "IamInstanceProfile", Value: model.Members{{Name: "Arn", Value: typed(t)}}}
	const soon = "what runs on it gets the other credentials within minutes"
	if t.From().IsAbsent() {
		return []model.Step{ec2Step("associate-iam-instance-profile", nil, instanceID(t), profile)}
	}
	ask := ec2Step("describe-iam-instance-profile-associations", nil, model.Input{
		Name: "Filters", Value: []model.Members{{{Name: "Name", Value: "instance-id"}, {Name: "Values", Value: []string{t.Resource.ID}}}},
	})
	association := model.Input{Name: "AssociationId", Value: associationID}
	if t.Gone() {
		return []model.Step{ask, ec2Step("disassociate-iam-instance-profile", []string{"what runs on it has no credentials any more"}, association)}
	}
	return []model.Step{ask, ec2Step("replace-iam-instance-profile-association", []string{soon}, profile, association)}
}
