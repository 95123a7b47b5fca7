package aws

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"
	"github.com/google/go-cmp/cmp"

	"parity/model"
	"parity/model/compare"
)

// side is what one environment of a test has.
type side struct {
	instances  []ec2types.Instance
	volumes    []ec2types.Volume
	groups     []ec2types.SecurityGroup
	databases  []rdstypes.DBInstance
	clusters   []rdstypes.DBCluster
	parameters []*model.Resource
	targets    []*model.Target
}

// inventory is a side as the loaders would hand it on.
func (s side) inventory(name string, role model.Role, account string) *model.Inventory {
	r := newReading(account, "eu-west-1")
	r.sealer = model.NewSealer([]byte("a key of the test"))
	inv := &model.Inventory{
		Environment: model.Environment{Name: name, Role: role, Account: account, Region: "eu-west-1", Source: "aws", LoadedAt: time.Unix(1_790_000_000, 0)},
		Resources:   s.parameters, Targets: s.targets,
	}
	volumes := map[string]ec2types.Volume{}
	for _, v := range s.volumes {
		volumes[*v.VolumeId] = v
	}
	for _, i := range s.instances {
		instance := instanceOf(r.sealer, i)
		mergeVolumes(r.sealer, instance, volumes)
		inv.Resources = append(inv.Resources, instance)
	}
	for _, g := range s.groups {
		inv.Resources = append(inv.Resources, groupOf(r.sealer, g))
	}
	for _, d := range s.databases {
		inv.Resources = append(inv.Resources, databaseOf(r, d))
	}
	for _, c := range s.clusters {
		inv.Resources = append(inv.Resources, clusterOf(r, c))
	}
	for _, of := range Types() {
		inv.Types = append(inv.Types, of.Name)
	}
	inv.Sort()
	return inv
}

// differing tells what is not alike between prod and staging: ROLE ATTRIBUTE VERDICT [FINDINGS].
func differing(t *testing.T, prod, staging side, role model.Role) []string {
	t.Helper()
	result, err := compare.Run(model.NewCatalog(Types()...), []*model.Inventory{
		staging.inventory("staging", role, "333301333301"), prod.inventory("prod", model.Baseline, "777702777702"),
	}, compare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, e := range result.Entries {
		if e.Verdict == model.Expected {
			continue
		}
		line := strings.Join(strings.Fields(fmt.Sprint(e.Name, " ", e.Attribute, " ", e.Verdict)), " ")
		if len(e.Findings) > 0 {
			line += fmt.Sprint(" ", e.Findings)
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return lines
}

func instance(id, name string, change ...func(*ec2types.Instance)) ec2types.Instance {
	i := ec2types.Instance{
		InstanceId: new(id), InstanceType: "t3.large", State: &ec2types.InstanceState{Name: "running"},
		CpuOptions: &ec2types.CpuOptions{CoreCount: new(int32(1)), ThreadsPerCore: new(int32(2))},
		Tags:       []ec2types.Tag{{Key: new("Name"), Value: new(name)}},
	}
	for _, c := range change {
		c(&i)
	}
	return i
}

func database(id string, change ...func(*rdstypes.DBInstance)) rdstypes.DBInstance {
	d := rdstypes.DBInstance{
		DBInstanceIdentifier: new(id), DBInstanceStatus: new("available"), Engine: new("postgres"), EngineVersion: new("15.4"),
		DBInstanceClass: new("db.m6g.large"), AllocatedStorage: new(int32(400)), Iops: new(int32(12000)), StorageThroughput: new(int32(500)),
		MultiAZ: new(true), StorageEncrypted: new(true), BackupRetentionPeriod: new(int32(7)),
		DBParameterGroups:      []rdstypes.DBParameterGroupStatus{{DBParameterGroupName: new("default.postgres15"), ParameterApplyStatus: new("in-sync")}},
		OptionGroupMemberships: []rdstypes.OptionGroupMembership{{OptionGroupName: new("default:postgres-15"), Status: new("in-sync")}},
	}
	for _, c := range change {
		c(&d)
	}
	return d
}

func cluster(id string, members ...rdstypes.DBClusterMember) rdstypes.DBCluster {
	for i := range members {
		members[i].DBClusterParameterGroupStatus = new("in-sync")
	}
	return rdstypes.DBCluster{
		DBClusterIdentifier: new(id), Status: new("available"), Engine: new("aurora-postgresql"), EngineVersion: new("15.4"),
		AllocatedStorage: new(int32(1)), DBClusterMembers: members,
	}
}

func memberOf(id string, writer bool) rdstypes.DBClusterMember {
	return rdstypes.DBClusterMember{DBInstanceIdentifier: new(id), IsClusterWriter: new(writer)}
}

func aurora(id, cluster string, change ...func(*rdstypes.DBInstance)) rdstypes.DBInstance {
	return database(id, append([]func(*rdstypes.DBInstance){func(d *rdstypes.DBInstance) {
		d.Engine, d.DBClusterIdentifier, d.StorageType = new("aurora-postgresql"), new(cluster), new("aurora")
		d.AllocatedStorage, d.Iops, d.StorageThroughput = new(int32(1)), nil, nil
	}}, change...)...)
}

// Pitfalls of instances and databases: what two sides of AWS structs come to.
func TestJudgedPitfalls(t *testing.T) {
	type d = rdstypes.DBInstance
	for name, c := range map[string]struct {
		prod, staging side
		relaxed       bool
		want          []string
	}{
		"a resize is one difference, cores and all": {
			prod: side{instances: []ec2types.Instance{instance("i-0000000a", "prod-web")}},
			staging: side{instances: []ec2types.Instance{instance("i-0000000b", "staging-web", func(i *ec2types.Instance) {
				i.InstanceType, i.CpuOptions.CoreCount = "t3.xlarge", new(int32(2))
			})}},
			want: []string{"web InstanceType drift"},
		},
		"cores alone differ": {
			prod: side{instances: []ec2types.Instance{instance("i-0000000a", "prod-web")}},
			staging: side{instances: []ec2types.Instance{instance("i-0000000b", "staging-web", func(i *ec2types.Instance) {
				i.CpuOptions.ThreadsPerCore = new(int32(1))
			})}},
			want: []string{"web CpuOptions.ThreadsPerCore drift"},
		},
		"addresses, times, zones and AWS's own tags are no difference": {
			prod: side{instances: []ec2types.Instance{instance("i-0000000a", "prod-web", func(i *ec2types.Instance) {
				i.PrivateIpAddress, i.LaunchTime, i.ClientToken = new("10.20.1.4"), new(time.Unix(1, 0)), new("a")
				i.Placement = &ec2types.Placement{AvailabilityZone: new("eu-west-1a"), Tenancy: "default"}
				i.Tags = append(i.Tags, ec2types.Tag{Key: new("aws:ec2launchtemplate:version"), Value: new("4")})
				i.NetworkInterfaces = []ec2types.InstanceNetworkInterface{{
					Attachment:         &ec2types.InstanceNetworkInterfaceAttachment{DeviceIndex: new(int32(0))},
					PrivateIpAddresses: []ec2types.InstancePrivateIpAddress{{PrivateIpAddress: new("10.20.1.4")}, {PrivateIpAddress: new("10.20.1.5")}},
				}}
			})}},
			staging: side{instances: []ec2types.Instance{instance("i-0000000b", "staging-web", func(i *ec2types.Instance) {
				i.PrivateIpAddress, i.LaunchTime, i.ClientToken = new("10.30.1.9"), new(time.Unix(2, 0)), new("b")
				i.Placement = &ec2types.Placement{AvailabilityZone: new("eu-west-1c"), Tenancy: "default"}
				i.Tags = append(i.Tags, ec2types.Tag{Key: new("aws:ec2launchtemplate:version"), Value: new("9")})
				i.NetworkInterfaces = []ec2types.InstanceNetworkInterface{{
					Attachment:         &ec2types.InstanceNetworkInterfaceAttachment{DeviceIndex: new(int32(0))},
					PrivateIpAddresses: []ec2types.InstancePrivateIpAddress{{PrivateIpAddress: new("10.30.1.9")}},
				}}
			})}},
		},
		"what a service's hardening says": {
			prod: side{instances: []ec2types.Instance{instance("i-0000000a", "prod-web", func(i *ec2types.Instance) {
				i.MetadataOptions = &ec2types.InstanceMetadataOptionsResponse{HttpTokens: "required", HttpPutResponseHopLimit: new(int32(1))}
			})}},
			staging: side{instances: []ec2types.Instance{instance("i-0000000b", "staging-web", func(i *ec2types.Instance) {
				i.MetadataOptions = &ec2types.InstanceMetadataOptionsResponse{HttpTokens: "optional", HttpPutResponseHopLimit: new(int32(2))}
			})}},
			want: []string{"web MetadataOptions.HttpPutResponseHopLimit drift", "web MetadataOptions.HttpTokens drift"},
		},
		"an instance profile is its name, whatever its account and path": {
			prod: side{
				instances: []ec2types.Instance{instance("i-0000000a", "prod-web", func(i *ec2types.Instance) {
					i.IamInstanceProfile = &ec2types.IamInstanceProfile{Arn: new("arn:aws:iam::777702777702:instance-profile/apps/prod-web"), Id: new("AIPA1")}
				})},
				targets: []*model.Target{namedOf(profileTarget, "arn:aws:iam::777702777702:instance-profile/apps/prod-web")},
			},
			staging: side{
				instances: []ec2types.Instance{instance("i-0000000b", "staging-web", func(i *ec2types.Instance) {
					i.IamInstanceProfile = &ec2types.IamInstanceProfile{Arn: new("arn:aws:iam::333301333301:instance-profile/staging-web"), Id: new("AIPA2")}
				})},
				targets: []*model.Target{namedOf(profileTarget, "arn:aws:iam::333301333301:instance-profile/staging-web")},
			},
		},
		"a volume that is not encrypted is one difference, its key and all": {
			prod: side{
				instances: []ec2types.Instance{instance("i-0000000a", "prod-web", withVolume("vol-0000000a"))},
				volumes:   []ec2types.Volume{{VolumeId: new("vol-0000000a"), Size: new(int32(8)), Encrypted: new(true), SseType: "sse-kms", KmsKeyId: new("arn:aws:kms:eu-west-1:777702777702:key/0a0a0a0a-0000-0000-0000-000000000000")}},
			},
			staging: side{
				instances: []ec2types.Instance{instance("i-0000000b", "staging-web", withVolume("vol-0000000b"))},
				volumes:   []ec2types.Volume{{VolumeId: new("vol-0000000b"), Size: new(int32(8)), Encrypted: new(false)}},
			},
			want: []string{"web BlockDeviceMappings./dev/xvda.Ebs.VolumeEncrypted drift"},
		},
		"a larger and faster volume is one difference": {
			prod: side{
				instances: []ec2types.Instance{instance("i-0000000a", "prod-web", withVolume("vol-0000000a"))},
				volumes:   []ec2types.Volume{{VolumeId: new("vol-0000000a"), Size: new(int32(100)), Iops: new(int32(6000)), Throughput: new(int32(500))}},
			},
			staging: side{
				instances: []ec2types.Instance{instance("i-0000000b", "staging-web", withVolume("vol-0000000b"))},
				volumes:   []ec2types.Volume{{VolumeId: new("vol-0000000b"), Size: new(int32(50)), Iops: new(int32(3000)), Throughput: new(int32(125))}},
			},
			want: []string{"web BlockDeviceMappings./dev/xvda.Ebs.VolumeSize drift"},
		},

		"storage is one difference, its speed and all": {
			prod: side{databases: []d{database("prod-orders")}},
			staging: side{databases: []d{database("staging-orders", func(d *d) {
				d.AllocatedStorage, d.Iops, d.StorageThroughput = new(int32(100)), new(int32(3000)), new(int32(125))
			})}},
			want: []string{"orders AllocatedStorage drift"},
		},
		"what a relaxed environment may be": {
			prod: side{databases: []d{database("prod-orders", func(d *d) {
				d.PerformanceInsightsEnabled, d.PerformanceInsightsRetentionPeriod = new(true), new(int32(7))
				d.MonitoringInterval, d.MonitoringRoleArn = new(int32(60)), new("arn:aws:iam::777702777702:role/monitoring")
			})}},
			staging: side{databases: []d{database("staging-orders", func(d *d) {
				d.AllocatedStorage, d.MultiAZ, d.BackupRetentionPeriod, d.DBInstanceClass = new(int32(100)), new(false), new(int32(1)), new("db.m6g.medium")
			})}},
			relaxed: true,
			want: []string{
				"orders AllocatedStorage intentional", "orders BackupRetentionPeriod intentional", "orders DBInstanceClass intentional",
				"orders MonitoringInterval intentional", "orders MultiAZ intentional", "orders PerformanceInsightsEnabled intentional",
			},
		},
		"what a relaxed environment may not be: larger, older, unencrypted": {
			prod: side{databases: []d{database("prod-orders")}},
			staging: side{databases: []d{database("staging-orders", func(d *d) {
				d.AllocatedStorage, d.EngineVersion, d.StorageEncrypted = new(int32(500)), new("15.3"), new(false)
			})}},
			relaxed: true,
			want:    []string{"orders AllocatedStorage drift", "orders EngineVersion drift", "orders StorageEncrypted drift"},
		},
		"a default parameter group follows the version": {
			prod: side{databases: []d{database("prod-orders")}},
			staging: side{databases: []d{database("staging-orders", func(d *d) {
				d.EngineVersion = new("14.9")
				d.DBParameterGroups[0].DBParameterGroupName = new("default.postgres14")
				d.OptionGroupMemberships[0].OptionGroupName = new("default:postgres-14")
			})}},
			want: []string{"orders EngineVersion drift"},
		},
		"a group of one's own in the place of the default one": {
			prod: side{databases: []d{database("prod-orders")}},
			staging: side{databases: []d{database("staging-orders", func(d *d) {
				d.DBParameterGroups[0].DBParameterGroupName = new("staging-tuned")
			})}},
			want: []string{"orders DBParameterGroups.DBParameterGroupName drift"},
		},
		"configured is not running": {
			prod: side{databases: []d{database("prod-orders")}},
			staging: side{databases: []d{database("staging-orders", func(d *d) {
				d.DBParameterGroups[0].ParameterApplyStatus = new("pending-reboot")
				d.PendingModifiedValues = &rdstypes.PendingModifiedValues{
					DBInstanceClass:              new("db.m6g.xlarge"),
					PendingCloudwatchLogsExports: &rdstypes.PendingCloudwatchLogsExports{LogTypesToEnable: []string{"postgresql"}},
				}
			})}},
			want: []string{
				"orders DBParameterGroups.ParameterApplyStatus same [not-in-effect]",
				"orders PendingModifiedValues.DBInstanceClass same [not-in-effect]",
				"orders PendingModifiedValues.PendingCloudwatchLogsExports.LogTypesToEnable same [not-in-effect]",
			},
		},
		"an option group on its way in and one on its way out": {
			prod: side{databases: []d{database("prod-orders")}},
			staging: side{databases: []d{database("staging-orders", func(d *d) {
				d.OptionGroupMemberships = []rdstypes.OptionGroupMembership{
					{OptionGroupName: new("default:postgres-15"), Status: new("pending-removal")},
					{OptionGroupName: new("audit"), Status: new("pending-apply")},
				}
			})}},
			want: []string{
				"orders OptionGroupMemberships.OptionGroupName drift",
				"orders OptionGroupMemberships.Status same [not-in-effect]",
			},
		},
		"a boolean that AWS leaves out is false where it is declared": {
			prod: side{databases: []d{database("prod-orders", func(d *d) {
				d.DeletionProtection, d.PerformanceInsightsEnabled, d.MultiTenant, d.MonitoringInterval = new(false), new(false), new(false), new(int32(0))
			})}},
			staging: side{databases: []d{database("staging-orders")}},
		},
		"sick on one side": {
			prod:    side{databases: []d{database("prod-orders")}},
			staging: side{databases: []d{database("staging-orders", func(d *d) { d.DBInstanceStatus = new("storage-full") })}},
			want:    []string{"orders DBInstanceStatus same [unhealthy]"},
		},

		"a failover is no difference": {
			prod: side{
				clusters:  []rdstypes.DBCluster{cluster("prod-ledger", memberOf("prod-ledger-1", true), memberOf("prod-ledger-2", false))},
				databases: []d{aurora("prod-ledger-1", "prod-ledger"), aurora("prod-ledger-2", "prod-ledger")},
			},
			staging: side{
				clusters:  []rdstypes.DBCluster{cluster("staging-ledger", memberOf("staging-ledger-2", true), memberOf("staging-ledger-1", false))},
				databases: []d{aurora("staging-ledger-1", "staging-ledger"), aurora("staging-ledger-2", "staging-ledger")},
			},
		},
		"a reader less is a count, and nothing else": {
			prod: side{
				clusters:  []rdstypes.DBCluster{cluster("prod-ledger", memberOf("prod-ledger-1", true), memberOf("prod-ledger-2", false))},
				databases: []d{aurora("prod-ledger-1", "prod-ledger"), aurora("prod-ledger-2", "prod-ledger")},
			},
			staging: side{
				clusters:  []rdstypes.DBCluster{cluster("staging-ledger", memberOf("staging-ledger-1", true))},
				databases: []d{aurora("staging-ledger-1", "staging-ledger")},
			},
			want: []string{"ledger Count drift"},
		},
		"what belongs to the cluster is judged in its row alone": {
			prod: side{
				clusters:  []rdstypes.DBCluster{cluster("prod-ledger", memberOf("prod-ledger-1", true))},
				databases: []d{aurora("prod-ledger-1", "prod-ledger")},
			},
			staging: side{
				clusters: []rdstypes.DBCluster{func() rdstypes.DBCluster {
					c := cluster("staging-ledger", memberOf("staging-ledger-1", true))
					c.EngineVersion = new("15.3")
					return c
				}()},
				databases: []d{aurora("staging-ledger-1", "staging-ledger", func(d *d) {
					d.EngineVersion, d.BackupRetentionPeriod, d.CopyTagsToSnapshot = new("15.3"), new(int32(1)), new(true)
				})},
			},
			want: []string{"ledger EngineVersion drift"},
		},
		"a member waits for a reboot, and the cluster for its window": {
			prod: side{clusters: []rdstypes.DBCluster{cluster("prod-ledger", memberOf("prod-ledger-1", true))}},
			staging: side{clusters: []rdstypes.DBCluster{func() rdstypes.DBCluster {
				c := cluster("staging-ledger", memberOf("staging-ledger-1", true))
				c.DBClusterMembers[0].DBClusterParameterGroupStatus = new("pending-reboot")
				c.PendingModifiedValues = &rdstypes.ClusterPendingModifiedValues{EngineVersion: new("16.1")}
				return c
			}()}},
			want: []string{
				"ledger DBClusterMembers.staging-ledger-1.DBClusterParameterGroupStatus same [not-in-effect]",
				"ledger PendingModifiedValues.EngineVersion same [not-in-effect]",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			role := model.Mirror
			if c.relaxed {
				role = model.Relaxed
			}
			if diff := cmp.Diff(c.want, differing(t, c.prod, c.staging, role)); diff != "" {
				t.Errorf("judged otherwise (-want +got):\n%s", diff)
			}
		})
	}
}

func withVolume(id string) func(*ec2types.Instance) {
	return func(i *ec2types.Instance) {
		i.BlockDeviceMappings = []ec2types.InstanceBlockDeviceMapping{{
			DeviceName: new("/dev/xvda"), Ebs: &ec2types.EbsInstanceBlockDevice{VolumeId: new(id), Status: "attached", DeleteOnTermination: new(true)},
		}}
	}
}
