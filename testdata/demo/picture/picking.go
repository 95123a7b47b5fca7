package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parity/model"
	"parity/ui"
)

// picking is the picker before the demo's environments, as if nothing said which there are.
func picking(screen ui.Options) ui.PickOptions {
	return ui.PickOptions{
		Screen: screen,
		Find: func(ctx context.Context, _ func(ui.Discovery)) (ui.Discovery, error) {
			inventories, err := screen.Loader.Load(ctx, ui.Wanted{}, func(model.Progress) {})
			if err != nil || len(inventories) == 0 {
				return ui.Discovery{}, err
			}
			place := inventories[0].Environment
			found := ui.Discovery{Account: place.Account, Region: place.Region}
			for _, inv := range inventories {
				found.Candidates = append(found.Candidates, candidate(screen.Catalog, inv))
			}
			return found, nil
		},
	}
}

// candidate is an environment in the words of a search.
func candidate(catalog *model.Catalog, inv *model.Inventory) ui.Candidate {
	found := ui.Candidate{Name: inv.Environment.Name, By: "tag Environment", Likely: true}
	for i, t := range catalog.Types() {
		count := len(inv.Of(t.Name))
		if count == 0 || slices.ContainsFunc(catalog.Types()[:i], func(u *model.Type) bool { return u.Tab == t.Tab }) {
			continue // the first type of a view is what it is named after
		}
		words := fmt.Sprint(count, " ", t.Tab)
		if t.Naming.Paths {
			words += " under " + strings.Join(inv.Environment.Roots, ", ")
		}
		found.Found = append(found.Found, words)
	}
	return found
}
