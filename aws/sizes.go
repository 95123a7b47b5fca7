package aws

import (
	"context"
	"slices"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"parity/model"
)

// describeSizes is the call that explains sizes, EC2's and what others build on them.
var describeSizes = reads("EC2", "ec2", ec2Pace, "DescribeInstanceTypes")

// typesPage is how many instance types can be named in one call.
const typesPage = 100

// readInstanceSizes explains the types of instances; without it nothing is judged otherwise.
func readInstanceSizes(ctx context.Context, r *reading, client *ec2.Client, names []string) {
	for names := range slices.Chunk(names, typesPage) {
		var asked []types.InstanceType
		for _, name := range names {
			asked = append(asked, types.InstanceType(name))
		}
		answer, err := client.DescribeInstanceTypes(ctx, &ec2.DescribeInstanceTypesInput{InstanceTypes: asked})
		if err != nil {
			r.note(err, "sizes stay unexplained")
			return
		}
		for _, info := range answer.InstanceTypes {
			r.addSize(string(info.InstanceType), sizeOf(info))
		}
	}
}

// readClassSizes explains classes of databases by the types of instances they run on. They are filtered for:
// a class may run on a type that EC2 does not offer in the region, and naming one would fail the call.
func readClassSizes(ctx context.Context, r *reading, classes []string) {
	client := ec2.NewFromConfig(r.config)
	for names := range slices.Chunk(instanceTypesOf(classes), typesPage) {
		err := pages(ctx, func(ctx context.Context, token *string) (*string, error) {
			answer, err := client.DescribeInstanceTypes(ctx, &ec2.DescribeInstanceTypesInput{Filters: filtered("instance-type", names), NextToken: token})
			if err != nil {
				return nil, err
			}
			for _, info := range answer.InstanceTypes {
				r.addSize(classPrefix+string(info.InstanceType), sizeOf(info))
			}
			return answer.NextToken, nil
		})
		if err != nil {
			r.note(err, "classes of databases stay unexplained")
			return
		}
	}
}

// classPrefix is what a class of databases has before the type of instance it runs on: db.r6g.large.
const classPrefix = "db."

// instanceTypesOf lists the types of instances that classes run on. Serverless ones run on none, and those with
// further parts (db.r5b.large.tpc2.mem4x) have another number of processors or more memory than their type.
func instanceTypesOf(classes []string) []string {
	var names []string
	for _, class := range classes {
		name, ok := strings.CutPrefix(class, classPrefix)
		if ok && strings.Count(name, ".") == 1 {
			names = append(names, name)
		}
	}
	return names
}

func sizeOf(info types.InstanceTypeInfo) model.InstanceSize {
	size := model.InstanceSize{Burstable: sdk.ToBool(info.BurstablePerformanceSupported)}
	if info.VCpuInfo != nil {
		size.VCPUs = int(sdk.ToInt32(info.VCpuInfo.DefaultVCpus))
	}
	if info.MemoryInfo != nil {
		size.MemoryMiB = sdk.ToInt64(info.MemoryInfo.SizeInMiB)
	}
	if info.NetworkInfo != nil {
		size.Network = sdk.ToString(info.NetworkInfo.NetworkPerformance)
	}
	return size
}
