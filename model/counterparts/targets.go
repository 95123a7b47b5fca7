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
	n.vpcNames = map[string]string{}
	for _, t := range n.targets {
		if t.Type == vpcType && t.Name != "" {
			n.vpcNames[t.ID] = n.vocabulary.Role(n.environment, t.Name)
		}
		switch {
		case t.Type != vpcType:
		case home(t) && (all == 1 || own == 1 && !t.Default):
			roles[t.ID] = Empty
		case t.Default:
			roles[t.ID] = "default"
		case t.Name != "":
			roles[t.ID] = n.vpcNames[t.ID]
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

// alsoRole is the name of the only VPC, and of what is called after it.
func (n *namer) alsoRole(t *model.Target) string {
	id, suffix := t.ID, ""
	if t.Type == subnetType && t.Name == "" && t.Qualifier != "" {
		id, suffix = t.Parent, " "+t.Qualifier
	}
	if name := n.vpcNames[id]; name != "" && n.vpcs[id] == Empty {
		return name + suffix
	}
	return ""
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

// withoutZone takes the final zone off a subnet's name: private-a, private-1, private-az2, PrivateSubnet1, privateA.
func withoutZone(name string) string {
	if zone(name) {
		return Empty // the rest was the environment's own words
	}
	if bare := strings.TrimRight(name, "0123456789"); len(name)-len(bare) == 1 && bare != "" && letter(bare[len(bare)-1]) {
		name = bare
		if stem := strings.TrimSuffix(strings.ToLower(bare), "az"); stem == strings.ToLower(bare) || !delimited(bare[:len(stem)]) {
			return name
		}
		return strings.TrimRight(name[:len(name)-len("az")], "-_. /")
	}
	if n := len(name); n > 1 && name[n-1] >= 'A' && name[n-1] <= 'F' && name[n-2] >= 'a' && name[n-2] <= 'z' {
		return name[:n-1]
	}
	cut := strings.LastIndexAny(name, "-_. /")
	if cut <= 0 {
		return name
	}
	if zone(name[cut+1:]) {
		return strings.TrimRight(name[:cut], "-_. /")
	}
	return name
}

// zone says that a text is a zone's letter or number alone.
func zone(text string) bool {
	return len(text) == 1 && strings.Contains("abcdef0123456789", strings.ToLower(text))
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// delimited says that a delimiter ends the text.
func delimited(text string) bool {
	return text != "" && strings.IndexByte("-_. /", text[len(text)-1]) >= 0
}
