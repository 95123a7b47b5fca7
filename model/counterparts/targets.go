package counterparts

import (
	"strings"

	"parity/model"
)

// The targets that have a way of their own to their role.
const (
	vpcType    = "AWS::EC2::VPC"
	subnetType = "AWS::EC2::Subnet"
)

// vpcRoles gives the only VPC of an environment the role {env}, whatever its name; of several, the
// default one plays "default" and the others their name. Beside the default one that every account begins with, the
// only other is the environment's all the same: whether something still lies in the default one is no matter of names.
// A VPC that is only reached by reference is not counted.
func (n *namer) vpcRoles() map[string]string {
	all, own := 0, 0
	home := func(t *model.Target) bool { return t.Type == vpcType && !n.strays[t.ID] }
	for _, t := range n.targets {
		if home(t) {
			all++
			if !t.Default {
				own++
			}
		}
	}
	roles := map[string]string{}
	for _, t := range n.targets {
		switch {
		case t.Type != vpcType:
		case home(t) && (all == 1 || own == 1 && !t.Default):
			roles[t.ID] = Empty
		case t.Default:
			roles[t.ID] = "default"
		case t.Name != "":
			roles[t.ID] = n.vocabulary.Role(n.environment, t.Name)
		}
	}
	return roles
}

// vpcRole is a VPC's role, or its id where nothing names it.
func (n *namer) vpcRole(id string) string {
	if role, ok := n.vpcs[id]; ok {
		return role
	}
	return id
}

// targetRole is what a target plays; false where nothing tells.
func (n *namer) targetRole(t *model.Target) (string, bool) {
	switch t.Type {
	case vpcType:
		role, ok := n.vpcs[t.ID]
		return role, ok
	case subnetType:
		return n.subnetRole(t)
	}
	if t.Name == "" {
		return "", false
	}
	name := t.Name
	if t.Qualifier == "" && t.Parent == "" { // a build's name may end in what only looks like chance
		name = n.stacks.untagged(name)
	}
	role := n.vocabulary.Role(n.environment, name)
	if t.Qualifier != "" {
		role += " " + t.Qualifier
	}
	switch t.Owner {
	case "", n.inventory.Environment.Account:
	default:
		role += " of " + t.Owner
	}
	return role, true
}

// subnetRole is the subnet's name without its zone, else its VPC's role and whether it is public: which
// zone one resource stands in is never a difference.
func (n *namer) subnetRole(t *model.Target) (string, bool) {
	if t.Name != "" {
		return withoutZone(n.vocabulary.Role(n.environment, t.Name)), true
	}
	vpc, ok := n.vpcs[t.Parent]
	if !ok || t.Qualifier == "" {
		return "", false
	}
	return vpc + " " + t.Qualifier, true
}

// withoutZone takes the final zone off a subnet's name: private-a, private-1, private-az2.
func withoutZone(name string) string {
	cut := strings.LastIndexAny(name, "-_. /")
	if cut <= 0 {
		return name
	}
	switch last := strings.ToLower(name[cut+1:]); {
	case len(last) == 1 && (last[0] >= 'a' && last[0] <= 'f' || last[0] >= '0' && last[0] <= '9'),
		len(last) == 3 && strings.HasPrefix(last, "az"):
		return strings.TrimRight(name[:cut], "-_. /")
	}
	return name
}
