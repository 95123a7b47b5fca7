package aws

import (
	"reflect"
	"slices"

	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"

	"parity/model"
)

// special is a mutation of what the services' own code makes of AWS's answers, and the lines it must come to.
type special struct {
	mutation
	told []string
}

// specials lists the mutations that are not of one leaf: of names, of rules, and of the values of parameter groups.
func (c *trial) specials(side int) []special {
	list := c.renamings(side)
	switch c.answers[side].Interface().(type) {
	case *ec2types.SecurityGroup:
		list = append(list, c.ofRules(side)...)
	case *tuned[rdstypes.DBParameterGroup], *tuned[rdstypes.DBClusterParameterGroup]:
		list = append(list, c.ofSettings(side)...)
	}
	return list
}

// renamings are the changes that make another resource of it.
func (c *trial) renamings(side int) []special {
	s := c.speakers[side]
	var list []special
	for _, l := range c.leaves {
		if l.kind != scalar || !slices.Contains(c.named, l.path[side].String()) {
			continue
		}
		rename := func(name, role string) special {
			return special{mutation{name: l.path[side].String() + " becomes " + name, apply: func(mutated, _ reflect.Value) {
				l.place.in(mutated).SetZero()
				if name != "" {
					put(l.place.in(mutated), name)
				}
			}}, c.moved(side, role)}
		}
		switch {
		case l.list == "GroupId", l.list == "OwnerId":
			list = append(list, c.ofItself(l, side))
		case l.list == "DBClusterIdentifier" && c.of == databaseType:
			list = append(list, rename(s.thing(clusterTarget, 2), "acme-gamma"))
			if c.resources[side].Group != "" {
				list = append(list, rename("", "acme-member-1"))
			}
		case c.resources[side].Group != "": // its cluster's name is its role
			list = append(list, special{rename("acme-"+s.name+"-renamed", "").mutation, nil})
		default:
			list = append(list, rename("acme-"+s.name+"-renamed", "acme-renamed"))
			list = append(list, c.reworded(l, side))
		}
		if l.path[side].First() == "Tags" {
			list = append(list, rename("", c.resources[side].ID))
		}
	}
	return list
}

// ofItself is another id or owner of a group, whose rules refer to itself: it tells nothing.
func (c *trial) ofItself(l leaf, side int) special {
	return special{mutation{name: l.list + " is another, for its rules too", apply: func(mutated, _ reflect.Value) {
		put(l.place.in(mutated), "987698769876")
		g := mutated.Interface().(*ec2types.SecurityGroup)
		for _, list := range [][]ec2types.IpPermission{g.IpPermissions, g.IpPermissionsEgress} {
			for i := range list {
				for j := range list[i].UserIdGroupPairs {
					pair := &list[i].UserIdGroupPairs[j]
					if l.list == "OwnerId" {
						pair.UserId = g.OwnerId
					} else if list[i].UserIdGroupPairs[j].Description != nil { // the one to itself
						pair.GroupId = g.GroupId
					}
				}
			}
		}
	}}, []string{}}
}

// reworded is the same role with its words in another place: only a value is a text in which their order counts.
func (c *trial) reworded(l leaf, side int) special {
	var want []string
	if c.field(l, side).Class.Judged() {
		want = []string{line("staging", c.role, l.path[1], model.Drift)}
	}
	return special{mutation{name: "its words in another place", apply: func(mutated, _ reflect.Value) {
		put(l.place.in(mutated), c.role+"-"+c.speakers[side].name)
	}}, want}
}

// moved are the lines for a resource that plays another role.
func (c *trial) moved(side int, role string) []string {
	was, is := model.Missing, model.Extra
	if side == 1 {
		was, is = is, was
	}
	return []string{line("staging", c.role, model.Path{}, was), line("staging", role, model.Path{}, is)}
}

// engines are the values of an engine where nobody set one.
var engines = map[string]string{"rds.force_ssl": "1", "autovacuum": "1", "max_connections": "100"}

// settings are values that somebody set in a parameter group.
func (s *speaker) settings() []rdstypes.Parameter {
	return []rdstypes.Parameter{
		{ParameterName: new("max_connections"), ParameterValue: new("{DBInstanceClassMemory/9531392}"), Source: new("user")},
		{ParameterName: new("rds.force_ssl"), ParameterValue: new("1"), Source: new("user")},
		{ParameterName: new("log_line_prefix"), ParameterValue: new("acme-" + s.name + " %t"), Source: new("user")},
		{ParameterName: new("work_mem"), ParameterValue: new(s.network), Source: new("engine-default")},
	}
}

// ofSettings are the changes to the values of a parameter group.
func (c *trial) ofSettings(side int) []special {
	at := func(mutated reflect.Value) *[]rdstypes.Parameter {
		return mutated.Elem().FieldByName("Parameters").Addr().Interface().(*[]rdstypes.Parameter)
	}
	var list []special
	add := func(name string, change func(*[]rdstypes.Parameter), want ...outcome) {
		list = append(list, special{mutation{name: name, apply: func(mutated, _ reflect.Value) { change(at(mutated)) }}, c.expected(side, want)})
	}
	path := func(name string) [2]model.Path {
		p := model.NewPath("Parameters", name)
		return [2]model.Path{p, p}
	}
	for i, p := range *at(c.answers[side]) {
		name := *p.ParameterName
		isSet := *p.Source == "user"
		// What is not set has the engine's value, where AWS told it.
		lost := onlyIf(isSet && engines[name] != *p.ParameterValue, differs, path(name))
		add(name+" is another", func(list *[]rdstypes.Parameter) { (*list)[i].ParameterValue = new(*p.ParameterValue + "0") }, onlyIf(isSet, differs, path(name))...)
		add(name+" is not set", func(list *[]rdstypes.Parameter) { *list = slices.Delete(*list, i, i+1) }, lost...)
		add(name+" has no value", func(list *[]rdstypes.Parameter) { (*list)[i].ParameterValue = nil }, lost...)
		add(name+" says when it is applied", func(list *[]rdstypes.Parameter) { (*list)[i].ApplyMethod = "pending-reboot" })
	}
	add("another one is set", func(list *[]rdstypes.Parameter) {
		*list = append(*list, rdstypes.Parameter{ParameterName: new("shared_buffers"), ParameterValue: new("1"), Source: new("user")})
	}, outcome{differs, path("shared_buffers")})
	add("another one is set to the engine's value", func(list *[]rdstypes.Parameter) {
		*list = append(*list, rdstypes.Parameter{ParameterName: new("autovacuum"), ParameterValue: new("1"), Source: new("user")})
	})
	add("they come in another order", func(list *[]rdstypes.Parameter) { slices.Reverse(*list) })
	return list
}
