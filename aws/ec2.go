package aws

import (
	"context"
	"reflect"
	"slices"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"golang.org/x/sync/errgroup"

	"parity/model"
)

// A fifth of EC2's refill for calls that are paginated or filtered, 20 a second, stays with us three
// times over: the applications of the account share it.
var ec2Pace = &pace{perSecond: 10, burst: 5}

// The names of what EC2's references point at.
const (
	imageTarget   = "AWS::EC2::Image"
	subnetTarget  = "AWS::EC2::Subnet"
	groupTarget   = "AWS::EC2::SecurityGroup"
	profileTarget = "AWS::IAM::InstanceProfile"
)

// AWS's largest pages, and how many ids fit into one filter.
const (
	ec2Page   = 1000
	ec2Filter = 200
)

var instances = &service{
	name: "EC2", turn: 1,
	types: []*model.Type{instanceType}, targets: []string{imageTarget, profileTarget},
	operations: append(reads("EC2", "ec2", ec2Pace, "DescribeInstances DescribeVolumes DescribeImages"), describeSizes...),
	read:       readInstances,
	follow:     completeInstances,
}

var instanceType = declareInstance()

var volumePart = model.NewPath("BlockDeviceMappings", model.Any, "Ebs", volumePrefix+"*")

func declareInstance() *model.Type {
	t := &model.Type{
		Name: "AWS::EC2::Instance", Tab: "instances", Title: "Instances", Singular: "instance role", Plural: "instance roles",
		Checklist: "instances, all else", Asked: []model.Asked{{Line: "instance types", Attribute: model.Dotted("InstanceType")}},
		Naming:   model.Naming{Ordinals: true, Grouped: true},
		Headline: []model.Path{model.Dotted("InstanceType"), model.Dotted("ImageId"), model.Dotted("State.Name")},
		Zone:     model.Dotted("Placement.AvailabilityZone"),
		Way:      wayOf(ec2TagWay, instanceWhole, attributeWay(instanceWays, volumeWays, interfaceWays), lastResort),
	}
	ec2Structures.declare(t, reflect.TypeFor[types.Instance](), model.Path{}, "")
	ec2Structures.declare(t, reflect.TypeFor[types.Volume](), model.NewPath("BlockDeviceMappings", model.Any, "Ebs"), volumePrefix)
	return t
}

// volumePrefix is what the fields of a volume are called by below its device: Size is VolumeSize there.
const volumePrefix = "Volume"

func readInstances(ctx context.Context, r *reading) {
	client := ec2.NewFromConfig(r.config)
	err := pages(ctx, func(ctx context.Context, token *string) (*string, error) {
		page, err := client.DescribeInstances(ctx, &ec2.DescribeInstancesInput{MaxResults: sdk.Int32(ec2Page), IncludeManagedResources: sdk.Bool(true), NextToken: token})
		if err != nil {
			return nil, err
		}
		for _, reservation := range page.Reservations {
			for _, instance := range reservation.Instances {
				if !gone(instance) {
					r.add(instanceOf(r.sealer, instance))
				}
			}
		}
		return page.NextToken, nil
	})
	if err != nil {
		r.fail(err, instanceType)
	}
}

// gone says that an instance was terminated: EC2 lists it for about an hour more.
func gone(i types.Instance) bool {
	return i.State != nil && (i.State.Name == types.InstanceStateNameTerminated || i.State.Name == types.InstanceStateNameShuttingDown)
}

func instanceOf(sealer *model.Sealer, i types.Instance) *model.Resource {
	i.NetworkInterfaces = slices.DeleteFunc(slices.Clone(i.NetworkInterfaces), ofPods)
	r := &model.Resource{
		Type: instanceType.Name, ID: sdk.ToString(i.InstanceId), Attributes: flatten(ec2Structures, sealer, i),
		Scope: sdk.ToString(i.VpcId),
	}
	for _, tag := range i.Tags {
		switch value := sdk.ToString(tag.Value); sdk.ToString(tag.Key) {
		case "Name":
			r.Name = strings.TrimSpace(value)
		case "aws:cloudformation:logical-id":
			r.Logical = value
		case "aws:autoscaling:groupName":
			r.Group = value
		}
	}
	r.Sort()
	return r
}

// completeInstances asks for the volumes and images of the chosen instances, and for what explains their
// types.
func completeInstances(ctx context.Context, r *reading, chosen []*model.Resource) {
	var group errgroup.Group
	client := ec2.NewFromConfig(r.config)
	// What to ask for is read off the instances first: the volumes change them as they come.
	images, sizes := distinctOf(chosen, isPath(model.Dotted("ImageId"))), distinctOf(chosen, isPath(model.Dotted("InstanceType")))
	for _, arn := range distinctOf(chosen, isPath(model.Dotted("IamInstanceProfile.Arn"))) {
		r.addTargets(namedOf(profileTarget, arn))
	}
	group.Go(func() error { readVolumes(ctx, r, client, chosen); return nil })
	group.Go(func() error { readImages(ctx, r, client, images); return nil })
	group.Go(func() error { readInstanceSizes(ctx, r, client, sizes); return nil })
	_ = group.Wait() // what fails is in the reading
}

// distinctOf lists the values of an attribute, each once.
func distinctOf(resources []*model.Resource, matches func(model.Path) bool) []string {
	seen := map[string]bool{}
	for _, r := range resources {
		for _, a := range r.Attributes {
			if matches(a.Path) {
				seen[a.Value.Text()] = true
			}
		}
	}
	var list []string
	for text := range seen {
		list = append(list, text)
	}
	slices.Sort(list)
	return list
}

func isPath(path model.Path) func(model.Path) bool {
	return func(p model.Path) bool { return p == path }
}

func isVolumeID(p model.Path) bool {
	return p.First() == "BlockDeviceMappings" && p.Last() == "VolumeId"
}

func filtered(name string, values []string) []types.Filter {
	return []types.Filter{{Name: &name, Values: values}}
}

func readVolumes(ctx context.Context, r *reading, client *ec2.Client, chosen []*model.Resource) {
	volumes := map[string]types.Volume{}
	for ids := range slices.Chunk(distinctOf(chosen, isVolumeID), ec2Filter) {
		err := pages(ctx, func(ctx context.Context, token *string) (*string, error) {
			page, err := client.DescribeVolumes(ctx, &ec2.DescribeVolumesInput{
				Filters: filtered("volume-id", ids), IncludeManagedResources: sdk.Bool(true), NextToken: token,
			})
			if err != nil {
				return nil, err
			}
			for _, v := range page.Volumes {
				volumes[sdk.ToString(v.VolumeId)] = v
			}
			return page.NextToken, nil
		})
		if err != nil {
			r.hide(err, instanceType, volumePart)
			return
		}
	}
	for _, instance := range chosen {
		mergeVolumes(r.sealer, instance, volumes)
	}
}

// mergeVolumes puts what is known of an instance's volumes below its devices.
func mergeVolumes(sealer *model.Sealer, instance *model.Resource, volumes map[string]types.Volume) {
	var more []model.Attribute
	for _, a := range slices.Clone(instance.Attributes) {
		v, ok := volumes[a.Value.Text()]
		if !ok || !isVolumeID(a.Path) {
			continue
		}
		if ofClaim(v) {
			device := a.Path.Head(2)
			instance.Attributes = slices.DeleteFunc(instance.Attributes, func(a model.Attribute) bool { return a.Path.Under(device) })
			continue
		}
		more = append(more, flattenAt(ec2Structures, sealer, v, a.Path.Head(a.Path.Len()-1), volumePrefix)...)
	}
	instance.Attributes = append(instance.Attributes, more...)
	instance.Sort()
}

func readImages(ctx context.Context, r *reading, client *ec2.Client, images []string) {
	for ids := range slices.Chunk(images, ec2Filter) {
		err := pages(ctx, func(ctx context.Context, token *string) (*string, error) {
			page, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{
				Filters: filtered("image-id", ids), IncludeDeprecated: sdk.Bool(true), IncludeDisabled: sdk.Bool(true), NextToken: token,
			})
			if err != nil {
				return nil, err
			}
			for _, image := range page.Images {
				r.addTargets(imageOf(image))
			}
			return page.NextToken, nil
		})
		if err != nil {
			r.noteOf(err, imageTarget, "images stay without their names")
			return
		}
	}
}

func imageOf(i types.Image) *model.Target {
	owner := sdk.ToString(i.OwnerId)
	if alias := sdk.ToString(i.ImageOwnerAlias); alias != "" && alias != "self" {
		owner = alias
	}
	return &model.Target{
		Type: imageTarget, ID: sdk.ToString(i.ImageId), Name: sdk.ToString(i.Name), Qualifier: string(i.Architecture), Owner: owner,
		Facts: map[string]string{"CreationDate": sdk.ToString(i.CreationDate)},
	}
}
