package command

import (
	"context"
	"slices"

	"parity/model"
	"parity/model/compare"
	"parity/ui"
)

// farthest bounds what is read to tell the past of one attribute: so many loads, and so many bytes of files.
const (
	farthest     = 80
	farthestSize = 96 << 20
)

// recaller tells the past of attributes from the loads that are kept, and from the demo's own.
type recaller struct{ plan *plan }

var _ ui.Recaller = recaller{}

// Recall tells the past of an attribute of a row in one environment.
func (r recaller) Recall(ctx context.Context, result *compare.Result, environment string, row *model.Row, attribute model.Path) model.Recollection {
	told := model.Recollection{Environment: environment}
	recall := result.Recall(environment, row, attribute)
	if recall == nil {
		return told
	}
	var looks []model.Past
	if now, known := recall.Now(); known {
		looks = append(looks, now)
	}
	look := func(earlier *model.Inventory) {
		if past, known := recall.In(earlier); known {
			looks = append(looks, past)
			told.Looks, told.Oldest = told.Looks+1, earlier.Environment.LoadedAt
		}
	}
	if r.plan.demo != nil {
		for _, earlier := range r.plan.demo.earlier[environment] {
			look(earlier)
		}
	} else if i := slices.IndexFunc(result.Inventories, func(inv *model.Inventory) bool { return inv.Environment.Name == environment }); i >= 0 {
		told.More, told.Missed = r.plan.keeper.each(ctx, result.Inventories[i], look)
	}
	told.Pasts = recall.Dated(compare.Recollect(looks))
	return told
}

// each shows the loads before an inventory, newest first, as far back as is read for one question. It returns how
// many more are kept, and what there is to say of those that could not be read.
func (k *keeper) each(ctx context.Context, inv *model.Inventory, look func(*model.Inventory)) (more int, missed []string) {
	place, live := k.place(inv)
	if !live {
		return 0, nil
	}
	list := inReach(k.store.List(place), inv.Environment.LoadedAt, inv.Environment.LoadedAt)
	size := int64(0)
	for n, kept := range list {
		size += kept.Size
		if ctx.Err() != nil || n == farthest || size > farthestSize && n > 0 {
			return len(list) - n, missed
		}
		earlier, err := k.reader.Read(kept)
		if err != nil {
			missed = append(missed, err.Error())
		}
		if earlier != nil {
			look(earlier)
		}
	}
	return 0, missed
}

// What may be read to say more exactly when something changed: somebody waits for the first screen.
const (
	between     = 12
	betweenSize = 8 << 20
)

// narrow finds the newest load after which each of an environment's undated changes was.
func (k *keeper) narrow(result *compare.Result, inv *model.Inventory) {
	place, live := k.place(inv)
	if !live {
		return
	}
	list := inReach(k.store.List(place), inv.Environment.LoadedAt, inv.Environment.LoadedAt)
	list = list[:min(len(list), between)]
	size := int64(0)
	result.Narrow(inv.Environment.Name, func() *model.Inventory {
		for len(list) > 0 && size <= betweenSize {
			kept := list[0]
			list = list[1:]
			size += kept.Size
			if load := k.load(place, kept); load != nil {
				return load
			}
		}
		return nil
	})
}
