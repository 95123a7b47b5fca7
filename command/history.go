package command

import (
	"cmp"
	"context"
	"io/fs"
	"slices"
	"strconv"

	"parity/command/snapshot"
	"parity/model"
)

// History tells the versions of a resource of an environment, as far as its source keeps them.
func (l *loader) History(ctx context.Context, environment string, resource *model.Resource) model.History {
	i := slices.IndexFunc(l.plan.described(), func(e model.Environment) bool { return e.Name == environment })
	if i < 0 {
		return unrecorded(resource, "no environment is called "+environment)
	}
	switch env := &l.plan.environments[i]; {
	case env.kept == nil:
		return l.aws().History(ctx, env.wanted, resource)
	case env.filed:
		return unrecorded(resource, "a snapshot keeps no versions; name the environment itself to read them")
	default:
		histories, err := l.plan.demo.histories()
		if err != nil {
			return unrecorded(resource, err.Error())
		}
		versions := histories[env.kept.Environment.Name][resource.Name]
		if len(versions) == 0 {
			return unrecorded(resource, "the demo keeps the versions of a few parameters only, those below /payments/psp among them")
		}
		return model.History{Versions: versions}
	}
}

// unrecorded is the history of what has none where it came from.
func unrecorded(resource *model.Resource, why string) model.History {
	return model.History{Unread: &model.Unread{Type: resource.Type, Code: snapshot.NotRecorded, Message: why}}
}

// readHistories reads the versions of the demo: a snapshot in which each is a resource.
func readHistories(files fs.FS, catalog *model.Catalog) (map[string]map[string][]*model.Resource, error) {
	inventories, err := embedded(files, "histories.json", catalog)
	if err != nil {
		return nil, err
	}
	histories := map[string]map[string][]*model.Resource{}
	for _, inv := range inventories {
		byName := map[string][]*model.Resource{}
		for _, version := range inv.Resources {
			byName[version.Name] = append(byName[version.Name], version)
		}
		for _, versions := range byName {
			slices.SortFunc(versions, func(a, b *model.Resource) int { return cmp.Compare(number(catalog, b), number(catalog, a)) })
		}
		histories[inv.Environment.Name] = byName
	}
	return histories, nil
}

// number is which of its versions a resource is.
func number(catalog *model.Catalog, version *model.Resource) int {
	n, _ := strconv.Atoi(version.Get(catalog.Type(version.Type).Version).Text())
	return n
}
