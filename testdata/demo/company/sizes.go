package company

import (
	"slices"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// sizes are the instance types in use: virtual processors, memory in GiB, network.
var sizes = map[string]struct {
	vcpus   int32
	memory  int64
	network string
}{
	"t3.micro": {2, 1, "Up to 5 Gigabit"}, "t3.small": {2, 2, "Up to 5 Gigabit"},
	"t3.medium": {2, 4, "Up to 5 Gigabit"}, "t3.large": {2, 8, "Up to 5 Gigabit"},
	"m6i.large": {2, 8, "Up to 12.5 Gigabit"}, "m6i.xlarge": {4, 16, "Up to 12.5 Gigabit"},
	"c6i.large": {2, 4, "Up to 12.5 Gigabit"}, "c6i.xlarge": {4, 8, "Up to 12.5 Gigabit"}, "c6i.2xlarge": {8, 16, "Up to 12.5 Gigabit"},
	"r6i.large": {2, 16, "Up to 12.5 Gigabit"}, "r6i.xlarge": {4, 32, "Up to 12.5 Gigabit"},
	"m6g.large": {2, 8, "Up to 10 Gigabit"}, "m6g.xlarge": {4, 16, "Up to 10 Gigabit"},
	"r6g.large": {2, 16, "Up to 10 Gigabit"}, "r6g.xlarge": {4, 32, "Up to 10 Gigabit"},
}

func cores(size ec2types.InstanceType) int32 { return sizes[string(size)].vcpus / 2 }

// instanceTypes is what EC2 says of the types asked for, by name or by a filter of names.
func instanceTypes(names []ec2types.InstanceType, filters []ec2types.Filter) []ec2types.InstanceTypeInfo {
	for _, filter := range filters {
		for _, name := range filter.Values {
			names = append(names, ec2types.InstanceType(name))
		}
	}
	var infos []ec2types.InstanceTypeInfo
	for _, name := range slices.Sorted(slices.Values(names)) {
		size, ok := sizes[string(name)]
		if !ok {
			continue
		}
		infos = append(infos, ec2types.InstanceTypeInfo{
			InstanceType: name, CurrentGeneration: sdk.Bool(true),
			BurstablePerformanceSupported: sdk.Bool(strings.HasPrefix(string(name), "t")),
			VCpuInfo:                      &ec2types.VCpuInfo{DefaultVCpus: sdk.Int32(size.vcpus), DefaultCores: sdk.Int32(size.vcpus / 2)},
			MemoryInfo:                    &ec2types.MemoryInfo{SizeInMiB: sdk.Int64(size.memory * 1024)},
			NetworkInfo:                   &ec2types.NetworkInfo{NetworkPerformance: sdk.String(size.network)},
		})
	}
	return infos
}
