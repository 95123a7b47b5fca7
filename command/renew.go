package command

import (
	"cmp"
	"maps"
	"slices"

	"parity/model"
)

// renewed is an inventory in which some types were read again. What these refer to comes with them, even
// where it is of another type.
func renewed(before, fresh *model.Inventory, types []string) *model.Inventory {
	again := func(typeName string) bool { return slices.Contains(types, typeName) }
	out := *before
	out.Environment.LoadedAt = fresh.Environment.LoadedAt
	out.Resources = renewedResources(before, fresh, again)
	out.Targets = renewedTargets(before.Targets, fresh.Targets)
	out.Unread = slices.DeleteFunc(slices.Clone(before.Unread), func(u model.Unread) bool { return again(u.Type) })
	out.Unread = append(out.Unread, keepUnread(fresh.Unread, again)...)
	out.Notes = slices.Clone(before.Notes)
	for _, note := range fresh.Notes {
		if !slices.Contains(out.Notes, note) {
			out.Notes = append(out.Notes, note)
		}
	}
	out.Selection.LookedFor = renewedMap(before.Selection.LookedFor, fresh.Selection.LookedFor, types)
	out.Selection.Meant = renewedMap(before.Selection.Meant, fresh.Selection.Meant, types)
	out.Unclaimed = renewedMap(before.Unclaimed, fresh.Unclaimed, types)
	out.Sizes = maps.Clone(before.Sizes)
	if out.Sizes == nil {
		out.Sizes = map[string]model.InstanceSize{}
	}
	maps.Copy(out.Sizes, fresh.Sizes)
	out.Defaults = renewedDefaults(before.Defaults, fresh.Defaults)
	out.Events = renewedEvents(before.Events, fresh.Events, again)
	out.Sort()
	return &out
}

func renewedEvents(before, fresh []model.Event, again func(string) bool) []model.Event {
	kept := func(list []model.Event, wanted bool) []model.Event {
		return slices.DeleteFunc(slices.Clone(list), func(e model.Event) bool { return again(e.Type) != wanted })
	}
	return append(kept(before, false), kept(fresh, true)...)
}

func renewedDefaults(before, fresh []*model.Defaults) []*model.Defaults {
	defaults := slices.Clone(fresh)
	for _, d := range before {
		if !slices.ContainsFunc(fresh, func(f *model.Defaults) bool { return f.Type == d.Type && f.Of == d.Of }) {
			defaults = append(defaults, d)
		}
	}
	return defaults
}

func renewedResources(before, fresh *model.Inventory, again func(string) bool) []*model.Resource {
	type identity struct{ typeName, id string }
	var resources []*model.Resource
	have := map[identity]bool{}
	for _, r := range before.Resources {
		if !again(r.Type) {
			resources = append(resources, r)
			have[identity{r.Type, r.ID}] = true
		}
	}
	for _, r := range fresh.Resources {
		if again(r.Type) || !have[identity{r.Type, r.ID}] {
			resources = append(resources, r)
		}
	}
	return resources
}

func renewedTargets(before, fresh []*model.Target) []*model.Target {
	targets := slices.Clone(fresh)
	for _, t := range before {
		if !slices.ContainsFunc(fresh, func(f *model.Target) bool { return f.Type == t.Type && f.ID == t.ID }) {
			targets = append(targets, t)
		}
	}
	slices.SortFunc(targets, func(a, b *model.Target) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.ID, b.ID))
	})
	return targets
}

func keepUnread(unread []model.Unread, wanted func(string) bool) []model.Unread {
	return slices.DeleteFunc(slices.Clone(unread), func(u model.Unread) bool { return !wanted(u.Type) })
}

// renewedMap takes what is said of some types from the fresh map, and of all others from the one before.
func renewedMap[V any](before, fresh map[string]V, types []string) map[string]V {
	out := maps.Clone(before)
	if out == nil {
		out = map[string]V{}
	}
	for _, name := range types {
		delete(out, name)
		if v, ok := fresh[name]; ok {
			out[name] = v
		}
	}
	return out
}
