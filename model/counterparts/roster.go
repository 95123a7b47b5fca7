package counterparts

import (
	"cmp"
	"slices"

	"parity/model"
)

// named is a resource with its role in one environment.
type named struct {
	resource *model.Resource
	role     string
	pinned   bool
}

// roster is an environment's resources of a type in the order of their roles, and those of one role as the
// inventory has them: lists that are in order already for the most part are cheaper than maps of as many roles.
type roster []named

func (r roster) sort() {
	byRole := func(a, b named) int { return cmp.Compare(a.role, b.role) }
	if !slices.IsSortedFunc(r, byRole) {
		slices.SortStableFunc(r, byRole)
	}
}

// first cuts off the resources of the first role.
func (r roster) first() (members, rest roster) {
	n := 0
	for n < len(r) && r[n].role == r[0].role {
		n++
	}
	return r[:n:n], r[n:]
}

// roles yields each role with its resources, in order.
func (r roster) roles(yield func(role string, members roster) bool) {
	for rest := r; len(rest) > 0; {
		var members roster
		if members, rest = rest.first(); !yield(members[0].role, members) {
			return
		}
	}
}

// together yields each role that any environment has, with the resources of each, in order. What is yielded is
// used again for the next.
func together(rosters []roster, yield func(role string, members []roster)) {
	rest, members := slices.Clone(rosters), make([]roster, len(rosters))
	for {
		role, found := "", false
		for _, r := range rest {
			if len(r) > 0 && (!found || r[0].role < role) {
				role, found = r[0].role, true
			}
		}
		if !found {
			return
		}
		for i, r := range rest {
			if members[i] = nil; len(r) > 0 && r[0].role == role {
				members[i], rest[i] = r.first()
			}
		}
		yield(role, members)
	}
}

// roster gives the resources of a type their roles, without those that are another environment's own.
func (n *namer) roster(t *model.Type, foreign map[place]int) roster {
	resources := n.inventory.Of(t.Name)
	list := make(roster, 0, len(resources))
	for _, r := range resources {
		if r.ByReference {
			if owner, taken := foreign[placeOf(n.inventory, r)]; taken && owner != n.environment {
				continue
			}
		}
		role, pinned := n.role(t, r)
		list = append(list, named{r, role, pinned})
	}
	list.sort()
	return list
}

// splitScopes tells groups of one name apart by their VPC, where a name occurs more than once in an
// environment. Where it occurs once on each side the name alone is the role.
func splitScopes(rosters []roster, namers []*namer) {
	type crowd struct {
		members roster
		namer   *namer
	}
	var crowds []crowd
	together(rosters, func(_ string, members []roster) {
		if !slices.ContainsFunc(members, func(m roster) bool { return len(m) > 1 }) {
			return
		}
		apart := singlesApart(members, namers)
		for i, m := range members {
			if !apart || len(m) > 1 {
				crowds = append(crowds, crowd{m, namers[i]})
			}
		}
	})
	for _, c := range crowds {
		for i := range c.members {
			if m := &c.members[i]; !m.pinned {
				m.role += " (" + c.namer.vpcRole(m.resource.Scope) + ")"
			}
		}
	}
	for _, r := range rosters {
		r.sort()
	}
}

// singlesApart says that the environments in which a name occurs once have it in different VPCs: they pair by
// the name alone, whatever further environments hold.
func singlesApart(members []roster, namers []*namer) bool {
	first := ""
	for i, m := range members {
		if len(m) != 1 {
			continue
		}
		scope := namers[i].vpcRole(m[0].resource.Scope)
		if first != "" && scope != first {
			return true
		}
		first = scope
	}
	return false
}
