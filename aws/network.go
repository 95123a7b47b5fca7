package aws

import (
	"context"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"parity/model"
)

// networks are the VPCs and subnets, as far as references need them.
var networks = &service{
	name: "VPC", turn: 1,
	targets:    []string{vpcTarget, subnetTarget},
	operations: reads("EC2", "ec2", ec2Pace, "DescribeVpcs DescribeSubnets"),
	read:       readNetworks,
}

func readNetworks(ctx context.Context, r *reading) {
	client := ec2.NewFromConfig(r.config)
	err := pages(ctx, func(ctx context.Context, token *string) (*string, error) {
		page, err := client.DescribeVpcs(ctx, &ec2.DescribeVpcsInput{MaxResults: sdk.Int32(ec2Page), NextToken: token})
		if err != nil {
			return nil, err
		}
		for _, vpc := range page.Vpcs {
			r.addTargets(vpcOf(vpc))
		}
		return page.NextToken, nil
	})
	if err != nil {
		r.noteOf(err, vpcTarget, "VPCs and their networks stay unknown")
	}
	err = pages(ctx, func(ctx context.Context, token *string) (*string, error) {
		page, err := client.DescribeSubnets(ctx, &ec2.DescribeSubnetsInput{MaxResults: sdk.Int32(ec2Page), NextToken: token})
		if err != nil {
			return nil, err
		}
		for _, subnet := range page.Subnets {
			r.addTargets(subnetOf(subnet))
			r.addZones(sdk.ToString(subnet.AvailabilityZone), sdk.ToString(subnet.AvailabilityZoneId))
		}
		return page.NextToken, nil
	})
	if err != nil {
		r.noteOf(err, subnetTarget, "subnets stay without their names")
	}
}

func vpcOf(v types.Vpc) *model.Target {
	t := &model.Target{Type: vpcTarget, ID: sdk.ToString(v.VpcId), Name: nameTag(v.Tags), Owner: sdk.ToString(v.OwnerId), Default: sdk.ToBool(v.IsDefault)}
	if cidr := sdk.ToString(v.CidrBlock); cidr != "" {
		t.CIDRs = append(t.CIDRs, cidr)
	}
	for _, more := range v.CidrBlockAssociationSet {
		if cidr := sdk.ToString(more.CidrBlock); cidr != "" && cidr != sdk.ToString(v.CidrBlock) {
			t.CIDRs = append(t.CIDRs, cidr)
		}
	}
	for _, more := range v.Ipv6CidrBlockAssociationSet {
		if cidr := sdk.ToString(more.Ipv6CidrBlock); cidr != "" {
			t.CIDRs = append(t.CIDRs, cidr)
		}
	}
	return t
}

// subnetOf is a subnet; it counts as public where it gives its instances public addresses.
func subnetOf(s types.Subnet) *model.Target {
	t := &model.Target{
		Type: subnetTarget, ID: sdk.ToString(s.SubnetId), Name: nameTag(s.Tags), Parent: sdk.ToString(s.VpcId),
		Owner: sdk.ToString(s.OwnerId), Zone: sdk.ToString(s.AvailabilityZoneId), Qualifier: "private",
	}
	if sdk.ToBool(s.MapPublicIpOnLaunch) {
		t.Qualifier = "public"
	}
	if cidr := sdk.ToString(s.CidrBlock); cidr != "" {
		t.CIDRs = []string{cidr}
	}
	return t
}

func nameTag(tags []types.Tag) string {
	for _, tag := range tags {
		if sdk.ToString(tag.Key) == "Name" {
			return sdk.ToString(tag.Value)
		}
	}
	return ""
}
