package counterparts

import "parity/model"

// Memory is an earlier load of one environment, by role.
type Memory struct {
	Inventory *model.Inventory
	cells     map[[2]string][]*model.Resource
}

// Remember gives the resources of an earlier load of an environment their roles, so that what stands in a
// row now can be held against what stood there then. What only the earlier load knew enters the index.
func (p *Paired) Remember(environment int, earlier *model.Inventory, pins []Pin) *Memory {
	return p.remember(environment, earlier, pins, func(*model.Type) bool { return true })
}

// RememberFor is Remember for rows of one type: paths, of which there may be very many, are named only where they
// are of that type, and not at all for nil. No id leads to them.
func (p *Paired) RememberFor(t *model.Type, environment int, earlier *model.Inventory, pins []Pin) *Memory {
	return p.remember(environment, earlier, pins, func(other *model.Type) bool { return other == t || !other.Naming.Paths })
}

// Beside is the same with an index of its own above that of the pairs, so that what an earlier load knew can enter it
// while others read.
func (p *Paired) Beside() *Paired {
	beside := *p
	beside.Index = &Index{owners: map[string][]Owner{}, under: p.Index}
	return &beside
}

func (p *Paired) remember(environment int, earlier *model.Inventory, pins []Pin, wanted func(*model.Type) bool) *Memory {
	n := newNamer(p, environment, earlier, pins)
	p.Index.addTargets(n)
	m := &Memory{Inventory: earlier, cells: map[[2]string][]*model.Resource{}}
	for _, t := range p.Catalog.Types() {
		if !wanted(t) {
			continue
		}
		r := n.roster(t, nil)
		if t.Naming.Scoped {
			splitScopes([]roster{r}, []*namer{n})
		}
		for role, members := range r.roles {
			for _, member := range members {
				p.Index.addResource(t, environment, role, member.resource, false)
				m.cells[[2]string{t.Name, role}] = append(m.cells[[2]string{t.Name, role}], member.resource)
			}
		}
	}
	return m
}

// Cell is what stood in a row then; false where the type was not loaded then.
func (m *Memory) Cell(t *model.Type, role string) (model.Cell, bool) {
	if state := StateOf(t, m.Inventory); state.State != model.Empty {
		return state, false
	}
	resources := m.cells[[2]string{t.Name, role}]
	if len(resources) == 0 {
		return model.Cell{State: model.Empty}, true
	}
	return model.Cell{State: model.Present, Resources: resources}, true
}
