package counterparts

import (
	"slices"
	"sync"

	"parity/model"
)

// Owner says whose an id is.
type Owner struct {
	Environment int
	Type, Role  string
	// Also is another role it may be known by, where an environment of another kind calls it so: the only VPC has its
	// name beside {env}, since it is named where there are several.
	Also string
	// Part is the attribute that holds the id: a cluster's writer and reader endpoint are not one host.
	Part model.Path
	// Unresolved says that the id is known but what it plays is not: it is unnamed, or its role ambiguous.
	Unresolved bool
	// Unnamed says that the role is a guess from where it lies: enough to be alike, too little to differ.
	Unnamed bool
}

// Index tells of every id, ARN, host and address whose it is and what role it plays there.
type Index struct {
	owners map[string][]Owner
	// under is what another index knows, which this one never adds to.
	under *Index

	turn sync.Once
	// ids are the owners turned round, made when somebody asks.
	ids map[part][]string
}

// of lists the owners of an id.
func (x *Index) of(id string) []Owner {
	if x.under == nil {
		return x.owners[id]
	}
	own := x.owners[id]
	if len(own) == 0 {
		return x.under.of(id)
	}
	return slices.Concat(x.under.of(id), own)
}

// part is what an id names: an attribute of what plays a role, or that itself.
type part struct {
	environment    int
	typeName, role string
	attribute      model.Path
}

// Playing lists the ids under which an environment has, as it is now, what plays an owner's role elsewhere; the same
// part of it. They are in order.
func (x *Index) Playing(environment int, like Owner) []string {
	if x.under != nil {
		return x.under.Playing(environment, like) // what is above is an earlier load's
	}
	x.turn.Do(func() {
		x.ids = map[part][]string{}
		for id, owners := range x.owners {
			for _, o := range owners {
				if o.Unresolved || o.Unnamed {
					continue
				}
				for _, role := range []string{o.Role, o.Also} {
					key := part{o.Environment, o.Type, role, o.Part}
					if role != "" {
						x.ids[key] = append(x.ids[key], id)
					}
				}
			}
		}
	})
	found := slices.Clone(x.ids[part{environment, like.Type, like.Role, like.Part}])
	if like.Also != "" {
		found = append(found, x.ids[part{environment, like.Type, like.Also, like.Part}]...)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func (x *Index) add(id string, owner Owner) {
	if id == "" {
		return
	}
	for _, known := range x.of(id) {
		if known.Environment == owner.Environment && known.Type == owner.Type {
			return
		}
	}
	x.owners[id] = append(x.owners[id], owner)
}

// addResource enters a resource's id and all its attributes of class identity. Parameters stay out:
// their paths are told by their words, and a hundred thousand of them would be half the memory.
func (x *Index) addResource(t *model.Type, environment int, role string, r *model.Resource, ambiguous bool) {
	if t.Naming.Paths {
		return
	}
	owner := Owner{Environment: environment, Type: t.Name, Role: role, Unresolved: ambiguous}
	x.add(r.ID, owner)
	for _, a := range r.Attributes {
		if t.FieldOf(a.Path, r).Class != model.Identity {
			continue
		}
		owner.Part = a.Path
		for _, id := range a.Value.Elements() {
			x.add(id, owner)
		}
	}
}

func (x *Index) addTargets(n *namer) {
	for _, t := range n.targets {
		role, ok := n.targetRole(t)
		owner := Owner{Environment: n.environment, Type: t.Type, Role: role, Also: n.alsoRole(t), Unresolved: !ok, Unnamed: t.Type == subnetType && t.Name == ""}
		x.add(t.ID, owner)
		for _, alias := range t.Aliases {
			x.add(alias, owner)
		}
	}
}

// In is what an id plays in an environment, of a type where one is given.
func (x *Index) In(environment int, id, typeName string) (Owner, bool) {
	for _, owner := range x.of(id) {
		if owner.Environment == environment && (typeName == "" || owner.Type == typeName) {
			return owner, true
		}
	}
	return Owner{}, false
}

// Elsewhere is the owner of an id that another environment has and this one has not.
func (x *Index) Elsewhere(environment int, id string) (Owner, bool) {
	owners := x.of(id)
	for _, owner := range owners {
		if owner.Environment == environment {
			return Owner{}, false
		}
	}
	if len(owners) == 0 {
		return Owner{}, false
	}
	return owners[0], true
}

// Alike says that two roles are one.
func (o Owner) Alike(other Owner) bool {
	return o.Role == other.Role || o.Also != "" && o.Also == other.Role || other.Also != "" && other.Also == o.Role
}

// Same says that two ids, ARNs, hosts or addresses play one role in their environments.
func (x *Index) Same(mine int, a string, yours int, b string) bool {
	for _, left := range x.of(a) {
		if left.Environment != mine || left.Unresolved {
			continue
		}
		for _, right := range x.of(b) {
			if right.Environment == yours && !right.Unresolved && left.Type == right.Type &&
				left.Alike(right) && left.Part == right.Part {
				return true
			}
		}
	}
	return false
}
