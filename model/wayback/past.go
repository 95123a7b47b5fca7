package wayback

import (
	"slices"

	"parity/model"
)

// fromFile is the source of an inventory that was read from a file: nothing there can be changed.
const fromFile = "snapshot"

// superseded says that an environment is the past of another one that is compared: what was kept of prod against prod as it
// is. A command for it would change what it is held against, to that one's value in words that nobody uses.
func (b *builder) superseded(environment int) bool {
	old := b.paired.Inventories[environment]
	if old.Environment.Source != fromFile {
		return false
	}
	return slices.ContainsFunc(b.paired.Inventories, func(now *model.Inventory) bool {
		return now != old && now.Environment.LoadedAt.After(old.Environment.LoadedAt) &&
			now.Environment.Account == old.Environment.Account && now.Environment.Region == old.Environment.Region && share(old, now)
	})
}

// share says that two inventories hold a resource that is one and the same.
func share(x, y *model.Inventory) bool {
	type key struct{ of, id string }
	known := map[key]bool{}
	for _, r := range x.Resources {
		known[key{r.Type, r.ID}] = true
	}
	return slices.ContainsFunc(y.Resources, func(r *model.Resource) bool { return known[key{r.Type, r.ID}] })
}

// aged says that the environment to be changed was read from a file, so that it may be otherwise by now; empty where it was
// not.
func aged(e *model.Environment) string {
	if e.Source != fromFile {
		return ""
	}
	return e.Name + " comes from a file of " + e.LoadedAt.UTC().Format("2006-01-02 15:04") + " UTC: load it and look again before anything is changed there"
}
