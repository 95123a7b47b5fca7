package aws

import (
	"context"
	"reflect"

	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"

	"parity/model"
)

// subject is a resource of a type in one of the ways in which it can stand: what it is judged by depends on them.
type subject struct {
	name string
	of   *model.Type
	all  *structures
	// role is what it plays in every environment.
	role string
	// answer is what AWS says of it in an environment: a pointer to a struct that holds the SDK's.
	answer func(*speaker) reflect.Value
	// flat is what the loaders make of the answer.
	flat func(reflect.Value) *model.Resource
	// roots are the structs of the answer whose leaves are the resource's.
	roots func(answer reflect.Value) []root
	// named are the attributes that make its role, or hold it together: they change as no other leaf does.
	named []string
}

// root is a struct of an answer, where it stands among the attributes, and the prefix to its fields' names.
type root struct {
	place  place
	path   model.Path
	prefix string
}

// machine is an instance with its volumes, which are another call's.
type machine struct {
	Instance ec2types.Instance
	Volumes  []ec2types.Volume
}

func loaded() *reading {
	r := newReading("777702777702", "eu-west-1")
	r.sealer = theSealer
	return r
}

// of makes a subject of one struct of the SDK's.
func of[T any](name string, t *model.Type, role string, shape func(*speaker, *T), flat func(T) *model.Resource, named ...string) subject {
	return subject{
		name: name, of: t, all: rdsStructures, role: role, named: named,
		answer: func(s *speaker) reflect.Value {
			v := new(T)
			s.fill(rdsStructures, reflect.ValueOf(v).Elem(), name)
			shape(s, v)
			return reflect.ValueOf(v)
		},
		flat:  func(v reflect.Value) *model.Resource { return flat(*v.Interface().(*T)) },
		roots: func(reflect.Value) []root { return []root{{}} },
	}
}

// subjects are all types, each in all ways in which its declarations have conditions.
func subjects() []subject {
	return []subject{
		instanceSubject(), groupSubject(),
		databaseSubject("database", "acme-subject", func(*speaker, *rdstypes.DBInstance) {}),
		databaseSubject("database of default groups", "acme-subject", func(_ *speaker, d *rdstypes.DBInstance) {
			d.DBParameterGroups = []rdstypes.DBParameterGroupStatus{{DBParameterGroupName: new("default.postgres15"), ParameterApplyStatus: new("in-sync")}}
			d.OptionGroupMemberships = []rdstypes.OptionGroupMembership{{OptionGroupName: new("default:postgres-15"), Status: new("in-sync")}}
		}),
		databaseSubject("member of a cluster", "acme-alpha", func(s *speaker, d *rdstypes.DBInstance) {
			d.DBInstanceIdentifier, d.DBClusterIdentifier = new(s.say("acme-{E}-member-1")), new(s.thing(clusterTarget, 0))
		}),
		databaseSubject("member of a cluster, of default groups", "acme-alpha", func(s *speaker, d *rdstypes.DBInstance) {
			d.DBInstanceIdentifier, d.DBClusterIdentifier = new(s.say("acme-{E}-member-1")), new(s.thing(clusterTarget, 0))
			d.DBParameterGroups = []rdstypes.DBParameterGroupStatus{{DBParameterGroupName: new("default.aurora-postgresql15"), ParameterApplyStatus: new("in-sync")}}
		}),
		clusterSubject("cluster", func(*speaker, *rdstypes.DBCluster) {}),
		clusterSubject("cluster of Aurora with default groups", func(_ *speaker, c *rdstypes.DBCluster) {
			c.Engine, c.DBClusterParameterGroup = new("aurora-postgresql"), new("default.aurora-postgresql15")
			c.DBClusterOptionGroupMemberships = []rdstypes.DBClusterOptionGroupStatus{{DBClusterOptionGroupName: new("default:aurora-15"), Status: new("in-sync")}}
		}),
		tunedSubject("parameter group", parameterGroupType, func(g *rdstypes.DBParameterGroup) string { return *g.DBParameterGroupName }, "DBParameterGroupName"),
		tunedSubject("cluster parameter group", clusterParameterGroupType, func(g *rdstypes.DBClusterParameterGroup) string { return *g.DBClusterParameterGroupName }, "DBClusterParameterGroupName"),
		of("option group", optionGroupType, "acme-subject", func(*speaker, *rdstypes.OptionGroup) {}, func(g rdstypes.OptionGroup) *model.Resource {
			return groupNamed(loaded(), optionGroupType, *g.OptionGroupName, g)
		}, "OptionGroupName"),
	}
}

func groupSubject() subject {
	return subject{
		name: "security group", of: groupType, all: ec2Structures, role: "acme-subject", named: []string{"GroupName", "GroupId", "OwnerId"},
		answer: func(s *speaker) reflect.Value {
			g := &ec2types.SecurityGroup{}
			s.fill(ec2Structures, reflect.ValueOf(g).Elem(), "security group")
			g.IpPermissions, g.IpPermissionsEgress = s.permissions(firewall(s)), s.permissions(firewall(s))
			return reflect.ValueOf(g)
		},
		flat: func(v reflect.Value) *model.Resource {
			return groupOf(theSealer, *v.Interface().(*ec2types.SecurityGroup))
		},
		roots: func(reflect.Value) []root { return []root{{}} },
	}
}

func instanceSubject() subject {
	return subject{
		name: "instance", of: instanceType, all: ec2Structures, role: "acme-subject", named: []string{"Tags.Name"},
		answer: func(s *speaker) reflect.Value {
			m := &machine{}
			s.fill(ec2Structures, reflect.ValueOf(&m.Instance).Elem(), "instance")
			for i := range m.Instance.BlockDeviceMappings {
				device := &m.Instance.BlockDeviceMappings[i]
				if device.Ebs == nil {
					device.Ebs = &ec2types.EbsInstanceBlockDevice{}
				}
				device.Ebs.VolumeId = new("vol-" + s.digits(*device.DeviceName, 17))
				v := ec2types.Volume{}
				s.fill(ec2Structures, reflect.ValueOf(&v).Elem(), *device.DeviceName)
				v.VolumeId = new(*device.Ebs.VolumeId)
				m.Volumes = append(m.Volumes, v)
			}
			return reflect.ValueOf(m)
		},
		flat: func(v reflect.Value) *model.Resource {
			m := v.Interface().(*machine)
			volumes := map[string]ec2types.Volume{}
			for _, v := range m.Volumes {
				volumes[*v.VolumeId] = v
			}
			r := instanceOf(theSealer, m.Instance)
			mergeVolumes(theSealer, r, volumes)
			return r
		},
		roots: func(v reflect.Value) []root {
			m := v.Interface().(*machine)
			list := []root{{place: place{0}}}
			for i := range m.Volumes {
				list = append(list, root{
					place: place{1, ^i}, path: model.NewPath("BlockDeviceMappings", *m.Instance.BlockDeviceMappings[i].DeviceName, "Ebs"), prefix: volumePrefix,
				})
			}
			return list
		},
	}
}

func databaseSubject(name, role string, shape func(*speaker, *rdstypes.DBInstance)) subject {
	return of(name, databaseType, role, shape, func(d rdstypes.DBInstance) *model.Resource { return databaseOf(loaded(), d) },
		"DBInstanceIdentifier", "DBClusterIdentifier")
}

func clusterSubject(name string, shape func(*speaker, *rdstypes.DBCluster)) subject {
	return of(name, clusterType, "acme-subject", shape, func(c rdstypes.DBCluster) *model.Resource { return clusterOf(loaded(), c) }, "DBClusterIdentifier")
}

// tuned is a parameter group with its values, which are another call's.
type tuned[G any] struct {
	Group      G
	Parameters []rdstypes.Parameter
}

// tunedSubject makes a subject of a parameter group, whose values are read as AWS tells them.
func tunedSubject[G any](name string, t *model.Type, called func(*G) string, named string) subject {
	return subject{
		name: name, of: t, all: rdsStructures, role: "acme-subject", named: []string{named},
		answer: func(s *speaker) reflect.Value {
			g := &tuned[G]{}
			s.fill(rdsStructures, reflect.ValueOf(&g.Group).Elem(), name)
			g.Parameters = s.settings()
			return reflect.ValueOf(g)
		},
		flat: func(v reflect.Value) *model.Resource {
			g := v.Interface().(*tuned[G])
			r := groupNamed(loaded(), t, called(&g.Group), g.Group)
			readSettings(context.Background(), loaded(), t, r, func(context.Context, *string) ([]rdstypes.Parameter, *string, error) {
				return g.Parameters, nil, nil
			})
			return r
		},
		roots: func(reflect.Value) []root { return []root{{place: place{0}}} },
	}
}
