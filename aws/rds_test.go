package aws

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/rds/types"
	"github.com/google/go-cmp/cmp"

	"parity/model"
)

func TestPitfallsOfDatabases(t *testing.T) {
	type d = types.DBInstance
	for name, c := range map[string]struct {
		prod, staging func(*d)
		want          []string
	}{
		"10: roles and subnet groups that CloudFormation named go by the name a person gave": {
			prod: func(d *d) {
				d.MonitoringInterval, d.MonitoringRoleArn = new(int32(60)), new("arn:aws:iam::777702777702:role/acme-prod-monitoring-1L0CBDBVZCX3")
				d.AssociatedRoles = []types.DBInstanceRole{{FeatureName: new("s3Import"), RoleArn: new("arn:aws:iam::777702777702:role/acme-prod-import-9Q8W7E6R5T4Z"), Status: new("ACTIVE")}}
				d.DBSubnetGroup = &types.DBSubnetGroup{DBSubnetGroupName: new("acme-prod-databases-1l0cbdbvzcx3x"), SubnetGroupStatus: new("Complete")}
			},
			staging: func(d *d) {
				d.MonitoringInterval, d.MonitoringRoleArn = new(int32(60)), new("arn:aws:iam::333301333301:role/acme-staging-monitoring-7H2K9D4F1S8A")
				d.AssociatedRoles = []types.DBInstanceRole{{FeatureName: new("s3Import"), RoleArn: new("arn:aws:iam::333301333301:role/acme-staging-import-2A3S4D5F6G7H"), Status: new("ACTIVE")}}
				d.DBSubnetGroup = &types.DBSubnetGroup{DBSubnetGroupName: new("acme-staging-databases-7h2k9d4f1s8a6"), SubnetGroupStatus: new("Complete")}
			},
		},
		"5: the other environment's role is not one's own": {
			prod: func(d *d) {
				d.MonitoringInterval, d.MonitoringRoleArn = new(int32(60)), new("arn:aws:iam::777702777702:role/monitoring")
			},
			staging: func(d *d) {
				d.MonitoringInterval, d.MonitoringRoleArn = new(int32(60)), new("arn:aws:iam::777702777702:role/monitoring")
			},
			want: []string{"orders MonitoringRoleArn drift [cross-environment]"},
		},
		"11: a replica that no longer replicates is sick": {
			prod: func(d *d) {
				d.StatusInfos = []types.DBInstanceStatusInfo{{StatusType: new("read replication"), Normal: new(true), Status: new("replicating")}}
			},
			staging: func(d *d) {
				d.StatusInfos = []types.DBInstanceStatusInfo{{StatusType: new("read replication"), Normal: new(false), Status: new("error"), Message: new("no binlog")}}
			},
			want: []string{"orders StatusInfos.read replication.Status same [unhealthy]"},
		},
		"11: its own replicas are rows of their own": {
			prod:    func(d *d) { d.ReadReplicaDBInstanceIdentifiers = []string{"prod-orders-replica"} },
			staging: func(*d) {},
		},
		"48: directories are ids, and their domains names": {
			prod: func(d *d) {
				d.DomainMemberships = []types.DomainMembership{{Domain: new("d-9067000000"), FQDN: new("corp.example.com"), Status: new("joined")}}
			},
			staging: func(d *d) {
				d.DomainMemberships = []types.DomainMembership{{Domain: new("d-9067111111"), FQDN: new("corp.example.com"), Status: new("joined")}}
			},
		},
		"48: the secret that RDS manages, while it is rotated": {
			prod: func(d *d) {
				d.MasterUserSecret = &types.MasterUserSecret{SecretArn: new("arn:aws:secretsmanager:eu-west-1:777702777702:secret:rds!db-1"), SecretStatus: new("active")}
			},
			staging: func(d *d) {
				d.MasterUserSecret = &types.MasterUserSecret{SecretArn: new("arn:aws:secretsmanager:eu-west-1:333301333301:secret:rds!db-2"), SecretStatus: new("rotating")}
			},
		},
		"49: another kind of storage is one difference, its speed and all": {
			prod:    func(d *d) { d.StorageType = new("gp3") },
			staging: func(d *d) { d.StorageType, d.Iops, d.StorageThroughput = new("gp2"), nil, nil },
			want:    []string{"orders StorageType drift"},
		},
		"49: storage that grows by itself up to a limit": {
			prod:    func(d *d) { d.MaxAllocatedStorage = new(int32(1000)) },
			staging: func(*d) {},
			want:    []string{"orders MaxAllocatedStorage drift"},
		},
		"49: what older engines do not say is what they do": {
			prod: func(d *d) {
				d.DatabaseInsightsMode, d.ActivityStreamStatus = types.DatabaseInsightsModeStandard, types.ActivityStreamStatusStopped
				d.ActivityStreamEngineNativeAuditFieldsIncluded, d.DedicatedLogVolume = new(false), new(false)
			},
			staging: func(*d) {},
		},
		"44: minor versions are texts to show and not to order": {
			prod:    func(d *d) { d.EngineVersion = new("15.10") },
			staging: func(d *d) { d.EngineVersion = new("15.9") },
			want:    []string{"orders EngineVersion drift"},
		},
		"50: the order of upgrades is shown": {
			prod:    func(d *d) { d.UpgradeRolloutOrder = types.UpgradeRolloutOrderLast },
			staging: func(d *d) { d.UpgradeRolloutOrder = types.UpgradeRolloutOrderFirst },
			want:    []string{"orders UpgradeRolloutOrder drift"},
		},
		"51: so are windows": {
			prod: func(d *d) {
				d.PreferredBackupWindow, d.PreferredMaintenanceWindow = new("01:00-01:30"), new("sun:03:00-sun:03:30")
			},
			staging: func(d *d) {
				d.PreferredBackupWindow, d.PreferredMaintenanceWindow = new("02:00-02:30"), new("sat:03:00-sat:03:30")
			},
			want: []string{"orders PreferredBackupWindow drift", "orders PreferredMaintenanceWindow drift"},
		},
		"42: a password on its way is not shown": {
			prod: func(*d) {},
			staging: func(d *d) {
				d.PendingModifiedValues = &types.PendingModifiedValues{MasterUserPassword: new("hunter2-canary")}
			},
			want: []string{"orders PendingModifiedValues.MasterUserPassword same [not-in-effect]"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			prod := side{databases: []d{database("prod-orders", c.prod)}}
			staging := side{databases: []d{database("staging-orders", c.staging)}}
			for _, s := range []*side{&prod, &staging} {
				s.targets = namedIn(s.databases[0])
			}
			if diff := cmp.Diff(c.want, differing(t, prod, staging, model.Mirror)); diff != "" {
				t.Errorf("judged otherwise (-want +got):\n%s", diff)
			}
		})
	}
}

// namedIn are the targets that a database's references name, as the loader finds them.
func namedIn(d types.DBInstance) []*model.Target {
	r := newReading("111111111111", "eu-west-1")
	r.sealer = model.NewSealer([]byte("a key of the test"))
	addNamed(r, []*model.Resource{databaseOf(r, d)})
	return r.targets
}

// What the members of a cluster repeat, or AWS gave each of them at random, is told once or not at all.
func TestPitfall46Members(t *testing.T) {
	windows := []string{"mon:01:00-mon:01:30", "tue:02:00-tue:02:30", "wed:03:00-wed:03:30", "thu:04:00-thu:04:30"}
	of := func(environment string, from int, change func(*types.DBInstance), changeCluster func(*types.DBCluster)) side {
		id := environment + "-ledger"
		c := cluster(id, memberOf(id+"-1", true), memberOf(id+"-2", false))
		c.DBClusterParameterGroup, c.MultiAZ = new("default.aurora-postgresql15"), new(true)
		changeCluster(&c)
		s := side{clusters: []types.DBCluster{c}}
		for i, member := range []string{id + "-1", id + "-2"} {
			s.databases = append(s.databases, aurora(member, id, func(d *types.DBInstance) {
				d.PreferredMaintenanceWindow, d.PromotionTier, d.Endpoint = &windows[from+i], new(int32(1)), &types.Endpoint{Port: new(int32(5432))}
				d.DBParameterGroups[0].DBParameterGroupName = new("default.aurora-postgresql15")
				d.OptionGroupMemberships[0].OptionGroupName = new("default:aurora-postgresql-15")
				change(d)
			}))
		}
		return s
	}
	sameCluster := func(*types.DBCluster) {}
	prod := of("prod", 0, func(*types.DBInstance) {}, sameCluster)
	for name, c := range map[string]struct {
		staging side
		want    []string
	}{
		"a window of its own for each": {staging: of("staging", 2, func(*types.DBInstance) {}, sameCluster)},
		"another port": {
			staging: of("staging", 0, func(d *types.DBInstance) { d.Endpoint.Port = new(int32(5433)) }, func(c *types.DBCluster) { c.Port = new(int32(5433)) }),
			want:    []string{"ledger Port drift"},
		},
		"another major version, with the default groups that belong to it": {
			staging: of("staging", 0, func(d *types.DBInstance) {
				d.EngineVersion = new("16.4")
				d.DBParameterGroups[0].DBParameterGroupName = new("default.aurora-postgresql16")
				d.OptionGroupMemberships[0].OptionGroupName = new("default:aurora-postgresql-16")
			}, func(c *types.DBCluster) {
				c.EngineVersion, c.DBClusterParameterGroup = new("16.4"), new("default.aurora-postgresql16")
			}),
			want: []string{"ledger EngineVersion drift"},
		},
		"a group of one's own in the place of the default one": {
			staging: of("staging", 0, func(d *types.DBInstance) { d.DBParameterGroups[0].DBParameterGroupName = new("ledger-tuned") }, sameCluster),
			want:    []string{"ledger DBParameterGroups.DBParameterGroupName drift"},
		},
		"who takes over first": {
			staging: of("staging", 0, func(d *types.DBInstance) { d.PromotionTier = new(int32(15)) }, sameCluster),
			want:    []string{"ledger PromotionTier drift"},
		},
		"all members in one zone is no setting of the cluster": {
			staging: of("staging", 0, func(*types.DBInstance) {}, func(c *types.DBCluster) { c.MultiAZ = new(false) }),
		},
		"the storage that costs by the month": {
			staging: of("staging", 0, func(d *types.DBInstance) { d.StorageType = new("aurora-iopt1") }, func(c *types.DBCluster) { c.StorageType = new("aurora-iopt1") }),
			want:    []string{"ledger StorageType drift"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, differing(t, prod, c.staging, model.Mirror)); diff != "" {
				t.Errorf("judged otherwise (-want +got):\n%s", diff)
			}
		})
	}
}

// A Multi-AZ DB cluster of PostgreSQL has members too, and storage that is the cluster's.
func TestPitfall46MembersOfOtherClusters(t *testing.T) {
	of := func(environment string, storage int32) side {
		id := environment + "-ledger"
		c := cluster(id, memberOf(id+"-1", true))
		c.Engine, c.AllocatedStorage, c.DBClusterInstanceClass = new("postgres"), &storage, new("db.m6gd.large")
		return side{clusters: []types.DBCluster{c}, databases: []types.DBInstance{database(id+"-1", func(d *types.DBInstance) {
			d.DBClusterIdentifier, d.AllocatedStorage = &id, &storage
		})}}
	}
	want := []string{"ledger AllocatedStorage drift"}
	if diff := cmp.Diff(want, differing(t, of("prod", 400), of("staging", 100), model.Mirror)); diff != "" {
		t.Errorf("judged otherwise (-want +got):\n%s", diff)
	}
}

// The calls of RDS list Neptune and DocumentDB too.
func TestPitfall12OtherEngines(t *testing.T) {
	r := newReading("111111111111", "eu-west-1")
	r.sealer = model.NewSealer([]byte("a key of the test"))
	for engine, want := range map[string]bool{"neptune": false, "docdb": false, "postgres": true, "aurora-mysql": true, "custom-oracle-ee": true, "db2-se": true} {
		d := database("orders", func(d *types.DBInstance) { d.Engine = &engine })
		c := cluster("ledger")
		c.Engine = &engine
		if got := databaseOf(r, d) != nil; got != want {
			t.Errorf("an instance of %s is there: %v", engine, got)
		}
		if got := clusterOf(r, c) != nil; got != want {
			t.Errorf("a cluster of %s is there: %v", engine, got)
		}
	}
}

func TestPitfall48HostLabels(t *testing.T) {
	for host, want := range map[string]string{
		"orders.c9akciq32.eu-west-1.rds.amazonaws.com":         "c9akciq32",
		"ledger.cluster-c9akciq32.eu-west-1.rds.amazonaws.com": "cluster-c9akciq32",
		"orders.c9akciq32.rds.cn-north-1.amazonaws.com.cn":     "c9akciq32",
		"orders.internal": "", "": "",
		"orders.eu-west-1.something.else.example.com": "",
	} {
		if got := hostLabel(host); got != want {
			t.Errorf("%s: %q, want %q", host, got, want)
		}
	}
}
