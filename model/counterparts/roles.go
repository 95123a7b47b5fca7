package counterparts

import (
	"slices"
	"strings"

	"parity/model"
	"parity/model/vocabulary"
)

// namer gives the resources and targets of one environment their roles.
type namer struct {
	vocabulary  *vocabulary.Vocabulary
	environment int
	inventory   *model.Inventory
	targets     []*model.Target
	stacks      stacks
	// strays are the VPCs that are only reached by reference.
	strays map[string]bool
	roots  []root
	// pins is TYPE and name or id → role, pinned those of them that were met.
	pins   map[[2]string]string
	pinned map[[2]string]bool
	// vpcs is the role of each VPC of the environment.
	vpcs map[string]string
	// vpcNames is what the name of each leaves without the environment's words.
	vpcNames map[string]string
}

// root is a parameter path the environment lives under, and what stands for it in a role.
type root struct{ path, role string }

func newNamer(p *Paired, environment int, inv *model.Inventory, pins []Pin) *namer {
	n := &namer{
		vocabulary: p.Vocabulary, environment: environment, inventory: inv, targets: p.neighbours.targets(environment, inv),
		pins: map[[2]string]string{}, pinned: map[[2]string]bool{},
	}
	n.stacks = stacksOf(p.Catalog, inv)
	_, n.strays = homesOf(p.Catalog, inv)
	for _, pin := range pins {
		if member := pin.Members[inv.Environment.Name]; member != "" {
			n.pins[[2]string{pin.Type, member}] = pin.Role
		}
	}
	for i, path := range inv.Environment.Roots {
		path = strings.TrimSuffix(path, "/")
		r := root{path: path}
		if i > 0 {
			r.role = n.pathRole(path)
		}
		n.roots = append(n.roots, r)
	}
	n.vpcs = n.vpcRoles()
	return n
}

// Empty is how a role is written that is nothing but the environment's own words.
const Empty = "{env}"

func (n *namer) role(t *model.Type, r *model.Resource) (role string, pinned bool) {
	for _, name := range []string{r.ID, r.Name} {
		key := [2]string{t.Name, name}
		if role, ok := n.pins[key]; ok && name != "" {
			n.pinned[key] = true
			return role, true
		}
	}
	switch {
	case t.Naming.Paths:
		return n.parameterRole(r.Name), false
	case t.Naming.Grouped && r.Group != "" && (r.Name == "" || !t.Naming.Ordinals):
		return n.nameRole(t, r.Group, r.Logical), false
	case r.Name != "":
		return n.nameRole(t, r.Name, r.Logical), false
	case r.Logical != "":
		return n.nameRole(t, r.Logical, ""), false
	default:
		return r.ID, false
	}
}

// misses says that what a pin names in the environment is not there, where all of its type was read.
func (n *namer) misses(pin Pin) bool {
	member := pin.Members[n.inventory.Environment.Name]
	return member != "" && !n.pinned[[2]string{pin.Type, member}] && n.inventory.Complete(pin.Type)
}

func (n *namer) nameRole(t *model.Type, name, logical string) string {
	name = strings.TrimSpace(name)
	if t.Naming.Ordinals {
		name = WithoutOrdinal(name)
	}
	role := n.vocabulary.Role(n.environment, n.stacks.nameOf(t, name, logical))
	if t.Naming.Ordinals {
		role = WithoutOrdinal(role)
	}
	return role
}

// parameterRole is the path below the longest root that holds the parameter. Roots end at a slash:
// /prod does not hold /production.
func (n *namer) parameterRole(name string) string {
	best, length := -1, -1
	for i, r := range n.roots {
		if len(r.path) > length && (name == r.path || strings.HasPrefix(name, r.path+"/")) {
			best, length = i, len(r.path)
		}
	}
	if best < 0 {
		return n.pathRole(name)
	}
	below := name[length:]
	if below == "" {
		if n.roots[best].role != "" {
			return n.roots[best].role
		}
		return Empty
	}
	return n.roots[best].role + n.pathRole(below)
}

// pathRole takes the words out of a path and keeps its slashes.
func (n *namer) pathRole(path string) string {
	role := n.vocabulary.Role(n.environment, path)
	if role == Empty {
		return ""
	}
	if strings.HasPrefix(path, "/") && !strings.HasPrefix(role, "/") {
		role = "/" + role
	}
	return role
}

// unnumbered is a name without its final ordinal, which may stand before the environment's own words:
// web-3-prod. The words stay, so that web and web-prod are two.
func (n *namer) unnumbered(name string) string {
	name = strings.TrimSpace(name)
	stem := name
	for _, m := range slices.Backward(n.vocabulary.Mentions(name)) {
		if m.Env == n.environment && m.End == len(stem) {
			stem = strings.TrimRight(name[:m.Start], "-_. /")
		}
	}
	return WithoutOrdinal(stem) + name[len(stem):]
}

// WithoutOrdinal is a name without the final delimiter and digits that number replicas.
func WithoutOrdinal(name string) string {
	base := strings.TrimRight(name, "0123456789")
	if len(base) == len(name) || base == "" {
		return name
	}
	switch base[len(base)-1] {
	case '-', '_', '.', ' ', '/', '#':
		if trimmed := strings.TrimRight(base, "-_. /#"); trimmed != "" {
			return trimmed
		}
	}
	return name
}
