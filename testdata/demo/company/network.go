package company

import (
	"fmt"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	kmstypes "github.com/aws/aws-sdk-go-v2/service/kms/types"
)

// The subnets: one, two and three for applications, as in the articles; the two for databases are what
// RDS asks for, and the two public ones what a load balancer does.
func (a *Account) network() {
	vpc := a.vpc()
	a.VPCs = []ec2types.Vpc{
		{
			VpcId: sdk.String(vpc), CidrBlock: sdk.String(a.Network + ".0.0/16"), OwnerId: sdk.String(a.ID),
			CidrBlockAssociationSet: []ec2types.VpcCidrBlockAssociation{{
				AssociationId: sdk.String(a.id("vpc-cidr-assoc", "main")), CidrBlock: sdk.String(a.Network + ".0.0/16"),
				CidrBlockState: &ec2types.VpcCidrBlockState{State: ec2types.VpcCidrBlockStateCodeAssociated},
			}},
			DhcpOptionsId: sdk.String(a.id("dopt", "main")), InstanceTenancy: ec2types.TenancyDefault,
			IsDefault: sdk.Bool(false), State: ec2types.VpcStateAvailable, Tags: a.tags("acme-"+a.Name, "network", "platform"),
		},
		// Every account comes with a default VPC, which nobody uses and nothing claims.
		{
			VpcId: sdk.String(a.id("vpc", "default")), CidrBlock: sdk.String("172.31.0.0/16"), OwnerId: sdk.String(a.ID),
			InstanceTenancy: ec2types.TenancyDefault, IsDefault: sdk.Bool(true), State: ec2types.VpcStateAvailable,
		},
	}
	for i := range 2 {
		a.subnet("public", i, 0)
		a.subnet("data", i, 100)
	}
	for i := range a.Private {
		a.subnet("private", i, 10)
	}
	for _, name := range []string{"psp-ranges", "ops-net"} {
		a.PrefixLists = append(a.PrefixLists, ec2types.ManagedPrefixList{
			PrefixListId: sdk.String(a.prefixList(name)), PrefixListName: sdk.String(name), OwnerId: sdk.String(a.ID),
			AddressFamily: sdk.String("IPv4"), MaxEntries: sdk.Int32(20), Version: sdk.Int64(3),
			State:         ec2types.PrefixListStateModifyComplete,
			PrefixListArn: sdk.String(a.arn("ec2", "prefix-list/"+a.prefixList(name))),
			Tags:          a.tags(name, "network", "platform"),
		})
	}
	a.PrefixLists = append(a.PrefixLists, ec2types.ManagedPrefixList{
		PrefixListId: sdk.String(a.prefixList("s3")), PrefixListName: sdk.String("com.amazonaws." + Region + ".s3"),
		OwnerId: sdk.String("AWS"), AddressFamily: sdk.String("IPv4"), State: ec2types.PrefixListStateCreateComplete,
		PrefixListArn: sdk.String("arn:aws:ec2:" + Region + ":aws:prefix-list/" + a.prefixList("s3")),
	})
}

func (a *Account) vpc() string { return a.id("vpc", "main") }

// prefixList is a list's id. Those of AWS are the same in every account of a region.
func (a *Account) prefixList(name string) string {
	if name == "s3" {
		return "pl-6da54004"
	}
	return a.id("pl", name)
}

func (a *Account) subnetID(kind string, i int) string {
	return a.id("subnet", kind, zoneLetter(i))
}

func zoneLetter(i int) string { return string(rune('a' + i)) }

func (a *Account) subnet(kind string, i, third int) {
	name := fmt.Sprintf("%s-%s", a.name(kind), zoneLetter(i))
	a.Subnets = append(a.Subnets, ec2types.Subnet{
		SubnetId: sdk.String(a.subnetID(kind, i)), VpcId: sdk.String(a.vpc()), OwnerId: sdk.String(a.ID),
		CidrBlock:        sdk.String(fmt.Sprintf("%s.%d.0/24", a.Network, third+i)),
		AvailabilityZone: sdk.String(Region + zoneLetter(i)), AvailabilityZoneId: sdk.String(a.Zones[i]),
		MapPublicIpOnLaunch: sdk.Bool(kind == "public"), DefaultForAz: sdk.Bool(false),
		State:     ec2types.SubnetStateAvailable,
		SubnetArn: sdk.String(a.arn("ec2", "subnet/"+a.subnetID(kind, i))),
		Tags:      a.tags(name, "network", "platform"),
	})
}

// keys are the aliases of the account's KMS keys.
func (a *Account) keys() {
	for _, name := range []string{"alias/aws/ssm", "alias/aws/rds", "alias/aws/ebs", "alias/acme-" + a.Name} {
		a.Keys = append(a.Keys, kmstypes.AliasListEntry{
			AliasName: sdk.String(name), AliasArn: sdk.String(a.arn("kms", name)), TargetKeyId: sdk.String(a.keyID(name)),
		})
	}
}

// keyID is a key's id, in the form of a UUID.
func (a *Account) keyID(alias string) string {
	n, m := number(a.Name, alias, "key"), number(a.Name, alias, "key2")
	return fmt.Sprintf("%08x-%04x-4%03x-a%03x-%012x", uint32(n>>32), uint16(n>>16), n&0xfff, m>>52, m&0xffffffffffff)
}

// key is the ARN of the account's own key, or of one that AWS keeps for it.
func (a *Account) key(alias string) string { return a.arn("kms", "key/"+a.keyID(alias)) }
