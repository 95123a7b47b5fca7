package counterparts

import (
	"net/netip"
	"slices"

	"parity/model"
)

// neighbours are the VPCs of other compared environments in the same account and region, for each environment: one of
// its resources may stand in such a VPC, or refer to what does, and that makes the VPC none of its own. Its ranges
// stay the other's words.
type neighbours []map[string]bool

func neighboursOf(catalog *model.Catalog, inventories []*model.Inventory) neighbours {
	found := make(neighbours, len(inventories))
	if sameAccountNowhere(inventories) {
		return found
	}
	uses := map[place]map[int]int{}
	for i, inv := range inventories {
		homes, _ := homesOf(catalog, inv)
		for id, n := range homes {
			at := place{inv.Environment.Account, inv.Environment.Region, vpcType, id}
			if uses[at] == nil {
				uses[at] = map[int]int{}
			}
			uses[at][i] = n
		}
	}
	own := make([]int, len(inventories))
	owners := map[place]int{}
	for at, counts := range uses {
		if owner := ownerOf(counts); owner >= 0 {
			owners[at] = owner
			own[owner]++
		}
	}
	for i, inv := range inventories {
		for _, t := range inv.Targets {
			owner, owned := owners[place{inv.Environment.Account, inv.Environment.Region, t.Type, t.ID}]
			if !owned || owner == i || own[i] == 0 { // an environment without a VPC of its own shares the other's
				continue
			}
			if found[i] == nil {
				found[i] = map[string]bool{}
			}
			found[i][t.ID] = true
		}
	}
	return found
}

// homesOf are the VPCs to which what an environment selects itself refers, and how many of its resources do; strays are
// those that are only reached through what belongs to it by reference.
func homesOf(catalog *model.Catalog, inv *model.Inventory) (homes map[string]int, strays map[string]bool) {
	homes, strays = map[string]int{}, map[string]bool{}
	for _, t := range catalog.Types() {
		if !slices.Contains(t.Targets(), vpcType) {
			continue
		}
		for _, r := range inv.Of(t.Name) {
			for _, id := range vpcsOf(t, r) {
				if r.ByReference {
					strays[id] = true
				} else {
					homes[id]++
				}
			}
		}
	}
	for id := range homes {
		delete(strays, id)
	}
	if len(homes) == 0 {
		clear(strays) // what it has is all by reference
	}
	return homes, strays
}

// ownerOf is the environment most of whose resources stand in a VPC; -1 where two have as many.
func ownerOf(counts map[int]int) int {
	owner, most := -1, 0
	for environment, n := range counts {
		switch {
		case n > most:
			owner, most = environment, n
		case n == most:
			owner = -1
		}
	}
	return owner
}

// vpcsOf lists the VPCs a resource refers to, each once.
func vpcsOf(t *model.Type, r *model.Resource) []string {
	var ids []string
	for _, a := range r.Attributes {
		if t.Field(a.Path).Target == vpcType {
			for _, id := range a.Value.Elements() {
				if !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			}
		}
	}
	return ids
}

// targets are what an environment's references point at, without what lies in its neighbours' VPCs.
func (n neighbours) targets(environment int, inv *model.Inventory) []*model.Target {
	foreign := n[environment]
	if len(foreign) == 0 {
		return inv.Targets
	}
	return slices.DeleteFunc(slices.Clone(inv.Targets), func(t *model.Target) bool { return foreign[t.ID] || foreign[t.Parent] })
}

// withoutThem takes the ranges of the neighbours' VPCs out of the environments' own.
func (n neighbours) withoutThem(environments []model.Environment, inventories []*model.Inventory) []model.Environment {
	for i, inv := range inventories {
		if len(n[i]) == 0 {
			continue
		}
		var theirs, own []string
		for _, t := range inv.Targets {
			switch {
			case n[i][t.ID]:
				theirs = append(theirs, t.CIDRs...)
			case t.Type == vpcType:
				own = append(own, t.CIDRs...)
			}
		}
		environments[i].Networks = slices.DeleteFunc(slices.Clone(environments[i].Networks), func(network netip.Prefix) bool {
			return holdsRange(theirs, network) && !holdsRange(own, network)
		})
	}
	return environments
}

func holdsRange(cidrs []string, network netip.Prefix) bool {
	return slices.ContainsFunc(cidrs, func(cidr string) bool {
		prefix, err := netip.ParsePrefix(cidr)
		return err == nil && prefix.Masked() == network.Masked()
	})
}
