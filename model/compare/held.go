package compare

import (
	"sync"

	"parity/model"
)

// held finds the holders of settings of one environment, and who uses them. Nothing is looked for before it is
// asked for: most comparisons have no formula.
type held struct {
	holders func() map[heldKey]*model.Resource
	users   func() map[*model.Resource][]*settings
}

type heldKey struct{ typeName, id string }

func newHeld(j *judge, environment int) held {
	inv := j.paired.Inventories[environment]
	return held{
		holders: sync.OnceValue(func() map[heldKey]*model.Resource {
			found := map[heldKey]*model.Resource{}
			for _, name := range j.holderTypes() {
				for _, r := range inv.Of(name) {
					found[heldKey{name, r.ID}] = r
				}
			}
			return found
		}),
		users: sync.OnceValue(func() map[*model.Resource][]*settings {
			users := map[*model.Resource][]*settings{}
			for _, t := range j.paired.Catalog.Types() {
				for _, r := range inv.Of(t.Name) {
					s, ok := j.settingsOf(environment, t, r)
					if !ok {
						continue
					}
					for _, k := range s.keepers {
						if k.resource != nil {
							users[k.resource] = append(users[k.resource], s)
						}
					}
				}
			}
			return users
		}),
	}
}

// holderTypes lists the types on the ways to settings.
func (j *judge) holderTypes() []string {
	var names []string
	for _, t := range j.paired.Catalog.Types() {
		if t.Settings == nil {
			continue
		}
		for _, way := range t.Settings.Holders {
			at := t
			for _, path := range way {
				if at = j.paired.Catalog.Type(at.Field(path).Target); at == nil {
					break
				}
				names = append(names, at.Name)
			}
		}
	}
	return names
}
