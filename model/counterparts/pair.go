// Package counterparts finds out which resources play the same role in each environment: roles from
// names without the environments' own words, cells of replicas, and the index that tells whose an id is.
// Resources pair by role, never by position.
package counterparts

import (
	"slices"
	"strings"
	"sync"

	"parity/model"
	"parity/model/vocabulary"
)

// Pin says that resources play one role whatever they are called.
type Pin struct {
	// ID names the pin in reports: its place in the file.
	ID         string
	Type, Role string
	// Members is, per environment, the name or id of the resource.
	Members map[string]string
}

// Paired is the first stage: inventories whose resources stand in rows.
type Paired struct {
	Catalog     *model.Catalog
	Inventories []*model.Inventory
	Vocabulary  *vocabulary.Vocabulary
	Index       *Index
	// Rows are in the order of type and role.
	Rows []*model.Row
	// StalePins are the ids of the pins of which a member is not there.
	StalePins []string
	// keyed are the types that have lists whose keys are references.
	keyed      map[string]bool
	neighbours neighbours
}

// Pair puts resources of one role in one row. The order in which resources come does not matter.
func Pair(catalog *model.Catalog, inventories []*model.Inventory, pins []Pin) *Paired {
	environments := make([]model.Environment, len(inventories))
	for i, inv := range inventories {
		environments[i] = inv.Environment
	}
	beside := neighboursOf(catalog, inventories)
	p := &Paired{
		Catalog: catalog, Inventories: inventories,
		Vocabulary: vocabulary.New(beside.withoutThem(withLabels(environments, inventories), inventories)),
		Index:      &Index{owners: map[string][]Owner{}},
		keyed:      map[string]bool{}, neighbours: beside,
	}
	foreign := directlySelected(inventories)
	namers := make([]*namer, len(inventories))
	for i := range inventories {
		namers[i] = newNamer(p, i, inventories[i], pins)
		p.Index.addTargets(namers[i])
	}
	for _, t := range catalog.Types() {
		p.keyed[t.Name] = keyedByReference(t)
		p.Rows = append(p.Rows, pairType(p, t, namers, foreign)...)
	}
	for _, pin := range pins {
		if slices.ContainsFunc(namers, func(n *namer) bool { return n.misses(pin) }) {
			p.StalePins = append(p.StalePins, pin.ID)
		}
	}
	return p
}

// place is a resource's place in the world: ids are unique per account, region and type.
type place struct{ account, region, typeName, id string }

func placeOf(inv *model.Inventory, r *model.Resource) place {
	return place{inv.Environment.Account, inv.Environment.Region, r.Type, r.ID}
}

// directlySelected tells which resources an environment selects itself, and which environment: what another one
// merely refers to is not its own.
func directlySelected(inventories []*model.Inventory) map[place]int {
	if sameAccountNowhere(inventories) {
		return nil
	}
	direct := map[place]int{}
	for i, inv := range inventories {
		for _, r := range inv.Resources {
			if !r.ByReference {
				direct[placeOf(inv, r)] = i
			}
		}
	}
	return direct
}

func sameAccountNowhere(inventories []*model.Inventory) bool {
	seen := map[[2]string]bool{}
	for _, inv := range inventories {
		key := [2]string{inv.Environment.Account, inv.Environment.Region}
		if seen[key] {
			return false
		}
		seen[key] = true
	}
	return true
}

func pairType(p *Paired, t *model.Type, namers []*namer, foreign map[place]int) []*model.Row {
	rosters := make([]roster, len(namers))
	var wait sync.WaitGroup
	for i, n := range namers {
		wait.Go(func() { rosters[i] = n.roster(t, foreign) })
	}
	wait.Wait()
	if t.Naming.Scoped {
		splitScopes(rosters, namers)
	}
	for i, r := range rosters {
		for role, members := range r.roles {
			ambiguous := ambiguity(t, members, namers[i]) != ""
			for _, m := range members {
				p.Index.addResource(t, i, role, m.resource, ambiguous)
			}
		}
	}
	return inRows(t, rosters, namers)
}

// inRows puts resources of one role in one row.
func inRows(t *model.Type, rosters []roster, namers []*namer) []*model.Row {
	count := 0
	together(rosters, func(string, []roster) { count++ })
	rows := make([]model.Row, count)
	cells := make([]model.Cell, count*len(rosters))
	pointers := make([]*model.Row, 0, count)
	together(rosters, func(role string, members []roster) {
		row := &rows[len(pointers)]
		*row = model.Row{Type: t, Role: role, Name: role, Cells: cells[:len(rosters):len(rosters)]}
		cells = cells[len(rosters):]
		for env := range members {
			row.Cells[env] = cellOf(t, members[env], namers[env])
		}
		pointers = append(pointers, row)
	})
	return pointers
}

func cellOf(t *model.Type, members roster, n *namer) model.Cell {
	if len(members) == 0 {
		return StateOf(t, n.inventory)
	}
	cell := model.Cell{State: model.Present, Resources: make([]*model.Resource, len(members))}
	for i, m := range members {
		cell.Resources[i] = m.resource
	}
	if reason := ambiguity(t, members, n); reason != "" {
		cell.State, cell.Reason = model.Ambiguous, reason
	}
	return cell
}

// StateOf is a place of a type where nothing stands, and why: it may be unread, still being read, or
// looked for in the wrong place.
func StateOf(t *model.Type, inv *model.Inventory) model.Cell {
	if slices.Contains(inv.Pending, t.Name) {
		return model.Cell{State: model.NotYet}
	}
	if !inv.Asked(t.Name) {
		return model.Cell{State: model.Unreadable, Reason: "not asked for"}
	}
	for _, u := range inv.Unread {
		if u.Type == t.Name && u.Part.IsZero() && !u.Partial {
			return model.Cell{State: model.Unreadable, Reason: strings.TrimSpace(u.Operation + " " + u.Code)}
		}
	}
	if !inv.Selection.Written && inv.Selection.LookedFor[t.Name] != "" && len(inv.Of(t.Name)) == 0 {
		return model.Cell{State: model.NotFound, Reason: "nothing found: looked for " + inv.Selection.LookedFor[t.Name]}
	}
	return model.Cell{State: model.Empty}
}

// ambiguity is the reason why several resources of one role are no replicas, empty where they are.
func ambiguity(t *model.Type, members roster, n *namer) string {
	if len(members) < 2 || replicas(t, members, n) {
		return ""
	}
	names := make([]string, 0, len(members))
	for _, m := range members {
		names = append(names, nameOr(m.resource))
	}
	slices.Sort(names)
	const most = 4
	if len(names) > most {
		names = append(names[:most], "…")
	}
	return "ambiguous: " + strings.Join(names, ", ") + " would play one role; name them apart, or pin one under counterparts:"
}

func nameOr(r *model.Resource) string {
	if r.Name == "" || r.Name == r.ID {
		return r.ID
	}
	return r.Name + " (" + r.ID + ")"
}

// replicas says that all members are one of many: of one group, of identical names, or of names that
// differ only in their final ordinal.
func replicas(t *model.Type, members roster, n *namer) bool {
	first := members[0].resource
	sameGroup, sameName := first.Group != "", t.Naming.Ordinals
	for _, m := range members[1:] {
		r := m.resource
		sameGroup = sameGroup && r.Group == first.Group
		sameName = sameName && (r.Name == first.Name || n.unnumbered(r.Name) == n.unnumbered(first.Name))
	}
	return sameGroup || sameName
}
