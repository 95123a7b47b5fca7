package aws

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/google/go-cmp/cmp"

	"parity/model"
)

// twins are an instance of prod and its counterpart in staging, which was changed.
func twins(change func(*types.Instance)) (prod, staging side) {
	whole := func(i *types.Instance) {
		i.SourceDestCheck = new(true)
		i.NetworkInterfaces = []types.InstanceNetworkInterface{interfaceAt(0, 0)}
	}
	prod = side{instances: []types.Instance{instance("i-0000000a", "prod-web", whole)}}
	staging = side{instances: []types.Instance{instance("i-0000000b", "staging-web", whole, change)}}
	return prod, staging
}

func interfaceAt(card, device int32) types.InstanceNetworkInterface {
	return types.InstanceNetworkInterface{
		SourceDestCheck: new(true),
		Attachment: &types.InstanceNetworkInterfaceAttachment{
			DeviceIndex: &device, NetworkCardIndex: &card, EnaQueueCount: new(int32(2)), DeleteOnTermination: new(true),
		},
	}
}

func TestPitfallsOfInstances(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*types.Instance)
		want   []string
	}{
		"33: what comes with an instance type is part of its change": {
			change: func(i *types.Instance) {
				i.InstanceType, i.Hypervisor, i.CurrentInstanceBootMode = "m7i.large", "nitro", "uefi"
				i.NetworkInterfaces[0].Attachment.EnaQueueCount = new(int32(8))
				i.NetworkPerformanceOptions = &types.InstanceNetworkPerformanceOptions{BandwidthWeighting: "default"}
			},
			want: []string{"web InstanceType drift"},
		},
		"34: what AWS added since, at its default, is what older instances do not say": {
			change: func(i *types.Instance) {
				i.MaintenanceOptions = &types.InstanceMaintenanceOptions{AutoRecovery: "default", RebootMigration: "default"}
				i.MetadataOptions = &types.InstanceMetadataOptionsResponse{HttpProtocolIpv6: "disabled", InstanceMetadataTags: "disabled", State: "pending"}
				i.PrivateDnsNameOptions = &types.PrivateDnsNameOptionsResponse{
					HostnameType: "ip-name", EnableResourceNameDnsARecord: new(false), EnableResourceNameDnsAAAARecord: new(false),
				}
				i.EnclaveOptions, i.HibernationOptions = &types.EnclaveOptions{Enabled: new(false)}, &types.HibernationOptions{Configured: new(false)}
				i.EbsOptimized = new(false)
			},
		},
		"34: and set otherwise it is a difference": {
			change: func(i *types.Instance) {
				i.MaintenanceOptions = &types.InstanceMaintenanceOptions{AutoRecovery: "disabled"}
				i.MetadataOptions = &types.InstanceMetadataOptionsResponse{InstanceMetadataTags: "enabled"}
				i.EnclaveOptions = &types.EnclaveOptions{Enabled: new(true)}
			},
			want: []string{
				"web EnclaveOptions.Enabled drift", "web MaintenanceOptions.AutoRecovery drift", "web MetadataOptions.InstanceMetadataTags drift",
			},
		},
		"34: a router is one difference, though its interface says so too": {
			change: func(i *types.Instance) {
				i.SourceDestCheck, i.NetworkInterfaces[0].SourceDestCheck = new(false), new(false)
			},
			want: []string{"web SourceDestCheck drift"},
		},
		"35: a stopped instance is a finding, not a difference": {
			change: func(i *types.Instance) { i.State.Name, i.PublicIpAddress = types.InstanceStateNameStopped, nil },
			want:   []string{"web State.Name same [unhealthy]"},
		},
		"7: an interface that Kubernetes attached for its pods says nothing of the node": {
			change: func(i *types.Instance) {
				pods := interfaceAt(0, 1)
				pods.Description = new("aws-K8S-i-0000000b")
				i.NetworkInterfaces = append(i.NetworkInterfaces, pods)
			},
		},
		"1: any other interface does": {
			change: func(i *types.Instance) { i.NetworkInterfaces = append(i.NetworkInterfaces, interfaceAt(0, 1)) },
			want:   []string{"web NetworkInterfaces.1 extra"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			prod, staging := twins(c.change)
			if diff := cmp.Diff(c.want, differing(t, prod, staging, model.Mirror)); diff != "" {
				t.Errorf("judged otherwise (-want +got):\n%s", diff)
			}
		})
	}
}

// Two interfaces may have one device index on different network cards; AWS gives them in any order, with
// addresses that are others everywhere.
func TestPitfall1InterfacesOfOneIndex(t *testing.T) {
	of := func(id, name string, interfaces ...types.InstanceNetworkInterface) side {
		for k := range interfaces {
			interfaces[k].NetworkInterfaceId = new(id + string(rune('z'-k)))
			interfaces[k].Attachment.AttachmentId = new(string(rune('a'+k)) + id)
		}
		return side{instances: []types.Instance{instance(id, name, func(i *types.Instance) { i.NetworkInterfaces = interfaces })}}
	}
	prod := of("i-0000000a", "prod-gpu", interfaceAt(0, 0), interfaceAt(1, 1), interfaceAt(2, 1), interfaceAt(3, 1))
	staging := of("i-0000000b", "staging-gpu", interfaceAt(3, 1), interfaceAt(0, 0), interfaceAt(2, 1), interfaceAt(1, 1))
	if got := differing(t, prod, staging, model.Mirror); len(got) > 0 {
		t.Errorf("the same interfaces in another order differ: %q", got)
	}
}

func TestPitfall34Volumes(t *testing.T) {
	volume := func(id string, change func(*types.Volume)) []types.Volume {
		v := types.Volume{VolumeId: &id, Size: new(int32(100)), VolumeType: "gp3", Iops: new(int32(3000)), Throughput: new(int32(125)), State: "in-use"}
		change(&v)
		return []types.Volume{v}
	}
	for name, c := range map[string]struct {
		change func(*types.Volume)
		want   []string
	}{
		"another kind of disk is one difference, its speed and all": {
			change: func(v *types.Volume) { v.VolumeType, v.Iops, v.Throughput = "gp2", new(int32(300)), nil },
			want:   []string{"web BlockDeviceMappings./dev/xvda.Ebs.VolumeType drift"},
		},
		"a slower disk of the same kind and size": {
			change: func(v *types.Volume) { v.Throughput = new(int32(250)) },
			want:   []string{"web BlockDeviceMappings./dev/xvda.Ebs.VolumeThroughput drift"},
		},
		"what it was made of and when": {
			change: func(v *types.Volume) {
				v.SnapshotId, v.AvailabilityZone, v.FastRestored = new("snap-0000000b"), new("eu-west-1b"), new(false)
			},
		},
		"a volume that a pod claimed says nothing of the node": {
			change: func(v *types.Volume) {
				v.Tags = []types.Tag{{Key: new("kubernetes.io/created-for/pvc/name"), Value: new("data-0")}}
			},
			want: []string{"web BlockDeviceMappings./dev/xvda missing"}, // prod's is of the node
		},
	} {
		t.Run(name, func(t *testing.T) {
			prod := side{
				instances: []types.Instance{instance("i-0000000a", "prod-web", withVolume("vol-0000000a"))},
				volumes:   volume("vol-0000000a", func(*types.Volume) {}),
			}
			staging := side{
				instances: []types.Instance{instance("i-0000000b", "staging-web", withVolume("vol-0000000b"))},
				volumes:   volume("vol-0000000b", c.change),
			}
			if diff := cmp.Diff(c.want, differing(t, prod, staging, model.Mirror)); diff != "" {
				t.Errorf("judged otherwise (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPitfall28TerminatedInstancesAreGone(t *testing.T) {
	for state, want := range map[types.InstanceStateName]bool{
		"terminated": true, "shutting-down": true, "running": false, "pending": false, "stopping": false, "stopped": false,
	} {
		if got := gone(types.Instance{State: &types.InstanceState{Name: state}}); got != want {
			t.Errorf("%s: gone is %v", state, got)
		}
	}
}

// Images are the same by name, architecture and owner; one that is gone has no name, and then nobody knows.
func TestPitfall32Images(t *testing.T) {
	of := func(id, name, image string, targets ...types.Image) side {
		s := side{instances: []types.Instance{instance(id, name, func(i *types.Instance) { i.ImageId = &image })}}
		for _, i := range targets {
			s.targets = append(s.targets, imageOf(i))
		}
		return s
	}
	image := func(id, name, architecture, owner, alias string) types.Image {
		i := types.Image{ImageId: &id, Name: &name, Architecture: types.ArchitectureValues(architecture), OwnerId: &owner}
		if alias != "" {
			i.ImageOwnerAlias = &alias
		}
		return i
	}
	prod := of("i-0000000a", "prod-web", "ami-0000000a", image("ami-0000000a", "al2023-7", "x86_64", "137112412989", "amazon"))
	for name, c := range map[string]struct {
		staging side
		want    []string
	}{
		"another id in another region": {
			staging: of("i-0000000b", "staging-web", "ami-0000000b", image("ami-0000000b", "al2023-7", "x86_64", "210953353124", "amazon")),
		},
		"another build": {
			staging: of("i-0000000b", "staging-web", "ami-0000000b", image("ami-0000000b", "al2023-6", "x86_64", "137112412989", "amazon")),
			want:    []string{"web ImageId drift"},
		},
		"another architecture": {
			staging: of("i-0000000b", "staging-web", "ami-0000000b", image("ami-0000000b", "al2023-7", "arm64", "137112412989", "amazon")),
			want:    []string{"web ImageId drift"},
		},
		"the same name by somebody else": {
			staging: of("i-0000000b", "staging-web", "ami-0000000b", image("ami-0000000b", "al2023-7", "x86_64", "999999999999", "")),
			want:    []string{"web ImageId drift"},
		},
		"deregistered": {
			staging: of("i-0000000b", "staging-web", "ami-0000000b"),
			want:    []string{"web ImageId unknown"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, differing(t, prod, c.staging, model.Mirror)); diff != "" {
				t.Errorf("judged otherwise (-want +got):\n%s", diff)
			}
		})
	}
}
