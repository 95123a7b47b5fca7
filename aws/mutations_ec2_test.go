package aws_test

import (
	"context"
	"errors"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"parity/aws/awstest"
)

const batch = instance + " acme-batch "

// ofInstances are the changes to instances: of their tags, of themselves, and of how many there are.
func ofInstances() []mutation {
	source := func(on bool) step {
		return modify("batch", &ec2.ModifyInstanceAttributeInput{SourceDestCheck: &types.AttributeBooleanValue{Value: &on}})
	}
	optimized := func(on bool) step {
		return modify("batch", &ec2.ModifyInstanceAttributeInput{EbsOptimized: &types.AttributeBooleanValue{Value: &on}})
	}
	size := func(of string) step {
		return all(stop("batch"), modify("batch", &ec2.ModifyInstanceAttributeInput{InstanceType: &types.AttributeValue{Value: &of}}), start("batch"))
	}
	return []mutation{
		{"a tag on an instance", tag("batch", "Team", "search"), tag("batch", "Team", "payments"), []string{batch + "Tags.Team drift"}},
		{"a tag more", tag("batch", "Scheduler", "off"), untag("batch", "Scheduler"), []string{batch + "Tags.Scheduler extra"}},
		{"an empty tag more", tag("batch", "Empty", ""), untag("batch", "Empty"), []string{batch + "Tags.Empty extra"}},
		{"a tag less", untag("batch", "Team"), tag("batch", "Team", "payments"), []string{batch + "Tags.Team missing"}},
		{"an emptied tag", tag("batch", "Team", ""), tag("batch", "Team", "payments"), []string{batch + "Tags.Team drift"}},
		{"a tag of one replica", tag("web-1", "Team", "search"), all(tag("web-1", "Team", "payments"), tag("web-2", "Team", "payments")), []string{instance + " acme-web Tags.Team drift [split-role]"}},
		{"a tag of all replicas", all(tag("web-1", "Team", "x"), tag("web-2", "Team", "x")), all(tag("web-1", "Team", "payments"), tag("web-2", "Team", "payments")), []string{instance + " acme-web Tags.Team drift"}},
		{"a tag that names the other environment", tag("batch", "Bucket", "arn:aws:s3:::acme-prod-x"), untag("batch", "Bucket"), []string{batch + "Tags.Bucket extra [cross-environment]"}},
		{"a tag of another case", all(untag("batch", "Team"), tag("batch", "team", "payments")), all(untag("batch", "team"), tag("batch", "Team", "payments")), []string{batch + "Tags.Team missing", batch + "Tags.team extra"}},
		{"an instance of another name", rename("batch", "jobs"), rename("batch", "batch"), []string{instance + " acme-batch missing", instance + " acme-jobs extra"}},

		{"an instance of another size", size("t3.small"), size("t3.large"), []string{batch + "InstanceType drift"}},
		{"an instance of another family", size("m5.large"), size("t3.large"), []string{batch + "InstanceType drift"}},
		{"a stopped instance", stop("batch"), start("batch"), []string{batch + "State.Name same [unhealthy]"}},
		{"a rebooted instance", func(ctx context.Context, e *awstest.Environment) error {
			_, err := e.EC2.RebootInstances(ctx, &ec2.RebootInstancesInput{InstanceIds: []string{e.Instances["batch"]}})
			return err
		}, nil, nil},
		{"an instance that routes", source(false), source(true), []string{batch + "SourceDestCheck drift"}},
		{"an instance with a lane to its disks", optimized(true), optimized(false), []string{batch + "EbsOptimized drift"}},
		{"another group on an instance", groupsOf("batch", "db"), groupsOf("batch", "web"), []string{batch + "SecurityGroups drift"}},
		{"one group more on an instance", groupsOf("batch", "web", "db"), groupsOf("batch", "web"), []string{batch + "SecurityGroups drift"}},
		{"another description of its interface", describeInterface("of batch, by hand"), describeInterface("Primary network interface"), []string{batch + "NetworkInterfaces.0.Description drift"}},
		{"tokens for its metadata", metadata(types.HttpTokensStateRequired, 1, types.InstanceMetadataEndpointStateEnabled), metadata(types.HttpTokensStateOptional, 1, types.InstanceMetadataEndpointStateEnabled), []string{batch + "MetadataOptions.HttpTokens drift"}},
		{"more hops to its metadata", metadata(types.HttpTokensStateOptional, 2, types.InstanceMetadataEndpointStateEnabled), metadata(types.HttpTokensStateOptional, 1, types.InstanceMetadataEndpointStateEnabled), []string{batch + "MetadataOptions.HttpPutResponseHopLimit drift"}},
		{"no metadata", metadata(types.HttpTokensStateOptional, 1, types.InstanceMetadataEndpointStateDisabled), metadata(types.HttpTokensStateOptional, 1, types.InstanceMetadataEndpointStateEnabled), []string{batch + "MetadataOptions.HttpEndpoint drift"}},

		{"a replica more", run("web-3", types.InstanceTypeT3Large, "private-a"), terminate("web-3"), []string{instance + " acme-web Count drift"}},
		{"a replica more, of another size", run("web-3", types.InstanceTypeT3Small, "private-a"), terminate("web-3"), []string{instance + " acme-web Count drift", instance + " acme-web InstanceType drift [split-role]"}},
		{"a replica less", terminate("web-2"), run("web-2", types.InstanceTypeT3Large, "private-b"), []string{instance + " acme-web Count drift"}},
		{"replicas in one zone", all(terminate("web-2"), run("web-2", types.InstanceTypeT3Large, "private-a")), all(terminate("web-2"), run("web-2", types.InstanceTypeT3Large, "private-b")), []string{instance + " acme-web Zones drift"}},
		{"a role more", run("search", types.InstanceTypeT3Large, "private-a"), terminate("search"), []string{instance + " acme-search extra"}},
		{"a role less", terminate("batch"), all(run("batch", types.InstanceTypeT3Large, "private-a"), sameMetadata), []string{instance + " acme-batch missing"}},
		{"an instance anew", all(terminate("batch"), run("batch", types.InstanceTypeT3Large, "private-b"), sameMetadata), nil, nil},
	}
}

// ofVolumes are the changes to what an instance's devices lead to.
func ofVolumes() []mutation {
	const root = batch + "BlockDeviceMappings./dev/sda1"
	volume := func(change func(*ec2.ModifyVolumeInput)) step {
		return func(ctx context.Context, e *awstest.Environment) error {
			id, err := volumeOf(ctx, e)
			if err != nil {
				return err
			}
			in := &ec2.ModifyVolumeInput{VolumeId: &id}
			change(in)
			_, err = e.EC2.ModifyVolume(ctx, in)
			return err
		}
	}
	kept := func(on bool) step {
		return modify("batch", &ec2.ModifyInstanceAttributeInput{BlockDeviceMappings: []types.InstanceBlockDeviceMappingSpecification{
			{DeviceName: new("/dev/sda1"), Ebs: &types.EbsInstanceBlockDeviceSpecification{DeleteOnTermination: &on}},
		}})
	}
	return []mutation{
		{"a volume that stays", kept(false), kept(true), []string{root + ".Ebs.DeleteOnTermination drift"}},
		{"a device more", attach, detach, []string{batch + "BlockDeviceMappings./dev/sdf extra"}},
		{"a larger volume", volume(func(in *ec2.ModifyVolumeInput) { in.Size = new(int32(64)) }), anew, []string{root + ".Ebs.VolumeSize drift"}},
		{"a volume of another kind", volume(func(in *ec2.ModifyVolumeInput) { in.VolumeType = types.VolumeTypeGp3 }), anew, []string{root + ".Ebs.VolumeType drift"}},
		{"a larger and faster volume", volume(func(in *ec2.ModifyVolumeInput) { in.Size, in.Throughput = new(int32(64)), new(int32(250)) }), anew, []string{root + ".Ebs.VolumeSize drift"}},
	}
}

// anew replaces an instance by one that is like it was.
var anew = all(terminate("batch"), run("batch", types.InstanceTypeT3Large, "private-a"), sameMetadata)

// sameMetadata gives an instance the options that all have.
var sameMetadata = metadata(types.HttpTokensStateOptional, 1, types.InstanceMetadataEndpointStateEnabled)

func tag(role, key, value string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		return tagID(ctx, e, e.Instances[role], key, value)
	}
}

func tagID(ctx context.Context, e *awstest.Environment, id, key, value string) error {
	_, err := e.EC2.CreateTags(ctx, &ec2.CreateTagsInput{Resources: []string{id}, Tags: []types.Tag{{Key: &key, Value: &value}}})
	return err
}

func untag(role, key string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		return untagID(ctx, e, e.Instances[role], key)
	}
}

func untagID(ctx context.Context, e *awstest.Environment, id, key string) error {
	_, err := e.EC2.DeleteTags(ctx, &ec2.DeleteTagsInput{Resources: []string{id}, Tags: []types.Tag{{Key: &key}}})
	return err
}

func rename(role, name string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		return tagID(ctx, e, e.Instances[role], "Name", *named(e, name))
	}
}

func stop(role string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.EC2.StopInstances(ctx, &ec2.StopInstancesInput{InstanceIds: []string{e.Instances[role]}})
		return err
	}
}

func start(role string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.EC2.StartInstances(ctx, &ec2.StartInstancesInput{InstanceIds: []string{e.Instances[role]}})
		return err
	}
}

func run(name string, kind types.InstanceType, subnet string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		id, err := e.Run(ctx, name, kind, subnet)
		e.Instances[name] = id
		return err
	}
}

func terminate(role string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.EC2.TerminateInstances(ctx, &ec2.TerminateInstancesInput{InstanceIds: []string{e.Instances[role]}})
		return err
	}
}

func modify(role string, in *ec2.ModifyInstanceAttributeInput) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		own := *in
		own.InstanceId = new(e.Instances[role])
		_, err := e.EC2.ModifyInstanceAttribute(ctx, &own)
		return err
	}
}

func groupsOf(role string, groups ...string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		var ids []string
		for _, g := range groups {
			ids = append(ids, e.Groups[g])
		}
		return modify(role, &ec2.ModifyInstanceAttributeInput{Groups: ids})(ctx, e)
	}
}

func metadata(tokens types.HttpTokensState, hops int32, endpoint types.InstanceMetadataEndpointState) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.EC2.ModifyInstanceMetadataOptions(ctx, &ec2.ModifyInstanceMetadataOptionsInput{
			InstanceId: new(e.Instances["batch"]), HttpTokens: tokens, HttpPutResponseHopLimit: &hops, HttpEndpoint: endpoint,
			HttpProtocolIpv6: types.InstanceMetadataProtocolStateDisabled, InstanceMetadataTags: types.InstanceMetadataTagsStateDisabled,
		})
		return err
	}
}

// batchOf is the one instance as AWS tells of it.
func batchOf(ctx context.Context, e *awstest.Environment) (types.Instance, error) {
	out, err := e.EC2.DescribeInstances(ctx, &ec2.DescribeInstancesInput{InstanceIds: []string{e.Instances["batch"]}})
	if err != nil {
		return types.Instance{}, err
	}
	return out.Reservations[0].Instances[0], nil
}

func volumeOf(ctx context.Context, e *awstest.Environment) (string, error) {
	i, err := batchOf(ctx, e)
	if err != nil || len(i.BlockDeviceMappings) == 0 {
		return "", errors.Join(err, errors.New("the instance has no device"))
	}
	return *i.BlockDeviceMappings[0].Ebs.VolumeId, nil
}

func describeInterface(text string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		i, err := batchOf(ctx, e)
		if err != nil {
			return err
		}
		_, err = e.EC2.ModifyNetworkInterfaceAttribute(ctx, &ec2.ModifyNetworkInterfaceAttributeInput{
			NetworkInterfaceId: i.NetworkInterfaces[0].NetworkInterfaceId, Description: &types.AttributeValue{Value: &text},
		})
		return err
	}
}

func attach(ctx context.Context, e *awstest.Environment) error {
	v, err := e.EC2.CreateVolume(ctx, &ec2.CreateVolumeInput{AvailabilityZone: new(awstest.Region + "a"), Size: new(int32(10))})
	if err != nil {
		return err
	}
	_, err = e.EC2.AttachVolume(ctx, &ec2.AttachVolumeInput{Device: new("/dev/sdf"), InstanceId: new(e.Instances["batch"]), VolumeId: v.VolumeId})
	return err
}

func detach(ctx context.Context, e *awstest.Environment) error {
	i, err := batchOf(ctx, e)
	if err != nil {
		return err
	}
	for _, device := range i.BlockDeviceMappings {
		if strings.HasSuffix(*device.DeviceName, "sdf") {
			_, err := e.EC2.DetachVolume(ctx, &ec2.DetachVolumeInput{VolumeId: device.Ebs.VolumeId, InstanceId: i.InstanceId, Device: device.DeviceName})
			return err
		}
	}
	return errors.New("nothing is attached at /dev/sdf")
}
