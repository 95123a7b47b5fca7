package aws

import (
	"slices"

	"parity/model"
)

// world is a copy of a reading, indexed: what membership is decided on.
type world struct {
	*reading
	types map[string]*model.Type
	// byID is TYPE → ID → resource, for the types that are read.
	byID map[string]map[string]*model.Resource
	// pointed is TYPE → any spelling of its id → target.
	pointed map[string]map[string]*model.Target
}

func newWorld(r *reading, types []*model.Type) *world {
	w := &world{
		reading: r, types: map[string]*model.Type{},
		byID: map[string]map[string]*model.Resource{}, pointed: map[string]map[string]*model.Target{},
	}
	for _, t := range types {
		w.types[t.Name] = t
		index := make(map[string]*model.Resource, len(r.resources[t.Name]))
		for _, resource := range r.resources[t.Name] {
			index[resource.ID] = resource
		}
		w.byID[t.Name] = index
	}
	for _, target := range r.targets {
		index := w.pointed[target.Type]
		if index == nil {
			index = map[string]*model.Target{}
			w.pointed[target.Type] = index
		}
		for _, id := range append([]string{target.ID}, target.Aliases...) {
			index[id] = target
		}
	}
	return w
}

// references calls visit with each type and id that a resource's attributes point at.
func (w *world) references(r *model.Resource, visit func(typeName, id string)) {
	t := w.types[r.Type]
	for _, attribute := range r.Attributes {
		field := t.FieldOf(attribute.Path, r)
		if field.Target == "" {
			continue
		}
		if id, ok := keyedResource(attribute.Path); ok {
			visit(field.Target, id)
			continue
		}
		for _, id := range attribute.Value.Elements() {
			visit(field.Target, id)
		}
	}
}

// members are the resources of an environment; the value says whether only a reference made it one.
type members map[*model.Resource]bool

// membersOf chooses what an environment selects, and what that refers to, and so on.
func (w *world) membersOf(t *tenant) members {
	chosen := members{}
	var queue []*model.Resource
	for name, kind := range w.types {
		for _, r := range w.resources[name] {
			if t.claims(kind, r) {
				chosen[r] = false
				queue = append(queue, r)
			}
		}
	}
	for len(queue) > 0 {
		r := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		w.references(r, func(typeName, id string) {
			referred := w.byID[typeName][id]
			if referred == nil {
				return
			}
			if _, ok := chosen[referred]; !ok {
				chosen[referred] = true
				queue = append(queue, referred)
			}
		})
	}
	return chosen
}

// targetsOf lists what the members point at, what that lies in, and the subnets of the networks among them.
func (w *world) targetsOf(chosen members) []*model.Target {
	found := map[*model.Target]bool{}
	networks := map[string]bool{}
	var keep func(target *model.Target)
	keep = func(target *model.Target) {
		if target == nil || found[target] {
			return
		}
		found[target] = true
		if target.Type == vpcTarget {
			networks[target.ID] = true
		}
		if target.Parent != "" {
			keep(w.pointed[vpcTarget][target.Parent])
		}
	}
	for r := range chosen {
		w.references(r, func(typeName, id string) { keep(w.pointed[typeName][id]) })
		for _, attribute := range r.Attributes {
			if id, ok := keyedTarget(attribute.Path); ok {
				for _, index := range w.pointed {
					keep(index[id])
				}
			}
		}
	}
	for _, target := range w.targets {
		if networks[target.Parent] {
			keep(target)
		}
	}
	list := make([]*model.Target, 0, len(found))
	for _, target := range w.targets {
		if found[target] {
			list = append(list, target)
			found[target] = false
		}
	}
	return list
}

// union is every member of any of the environments.
func (w *world) union(tenants []*tenant) members {
	all := members{}
	for _, t := range tenants {
		for r, referred := range w.membersOf(t) {
			all[r] = referred
		}
	}
	return all
}

// chosenOf lists the members of some types, in the order in which they came.
func (w *world) chosenOf(all members, types []*model.Type) []*model.Resource {
	var chosen []*model.Resource
	for _, t := range types {
		chosen = append(chosen, slices.DeleteFunc(slices.Clone(w.resources[t.Name]), func(r *model.Resource) bool {
			_, ok := all[r]
			return !ok
		})...)
	}
	return chosen
}
