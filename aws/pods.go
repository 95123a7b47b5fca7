package aws

import (
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// What Kubernetes attaches to its nodes comes and goes with the pods on them: it says nothing of a node, and two
// healthy clusters never have as much of it on the same one.

// ofPods says that the network plugin attached an interface, for the addresses of pods.
func ofPods(n types.InstanceNetworkInterface) bool {
	return strings.HasPrefix(sdk.ToString(n.Description), "aws-K8S-")
}

// ofClaim says that the storage driver attached a volume, for the claim of a pod.
func ofClaim(v types.Volume) bool {
	for _, tag := range v.Tags {
		if strings.HasPrefix(sdk.ToString(tag.Key), "kubernetes.io/created-for/pvc/") {
			return true
		}
	}
	return false
}
