package command

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"parity/command/snapshot"
	"parity/command/snapshot/loads"
	"parity/model"
)

// keeper keeps what is loaded on this machine, and finds what was loaded earlier. A nil keeper does neither.
type keeper struct {
	store  *loads.Store
	reader loads.Reader
	// selections tells, for each live environment, how its resources are selected.
	selections map[string]string

	writing sync.WaitGroup
	// ctx ends where what is not written yet is called off.
	ctx    context.Context
	cancel context.CancelFunc

	mu sync.Mutex
	// notes are what there is to say of loads that could not be kept or read.
	notes []string
}

// held is how many resources of loads are held to be looked at again.
const held = 300_000

// newKeeper is the keeper of the live environments of a plan.
func newKeeper(store *loads.Store, pl *plan, endpoint string) *keeper {
	ctx, cancel := context.WithCancel(context.Background())
	k := &keeper{
		store: store, reader: loads.Reader{Store: store, Most: held}, selections: map[string]string{}, ctx: ctx, cancel: cancel,
	}
	for i := range pl.environments {
		if env := &pl.environments[i]; env.kept == nil {
			k.selections[env.name] = selectionOf(env, endpoint)
		}
	}
	return k
}

// keep gives the plan a keeper, unless nothing is to be kept: the demo has an earlier load of its own. That there is
// no place to keep anything costs no more than what it would have told.
func (p *program) keep(pl *plan, sources *sourceFlags) {
	p.keeper = nil
	if sources.noCache || sources.demo || len(pl.wanted()) == 0 {
		return
	}
	folder, err := loads.Folder(p.getenv)
	if err != nil {
		p.tell(err.Error())
		return
	}
	store := &loads.Store{Folder: folder, Catalog: pl.catalog, Now: p.clock(), Labels: snapshot.NewLabels(nil)}
	p.keeper = newKeeper(store, pl, cmp.Or(pl.live.Endpoint, p.getenv("AWS_ENDPOINT_URL")))
	pl.keeper = p.keeper
}

// selectionOf tells how an environment's resources are selected, and from what plays AWS. Which types are read is no
// part of it: a load says itself which it has.
func selectionOf(env *environment, endpoint string) string {
	w := env.wanted
	text, _ := json.Marshal([]any{endpoint, w.Select.All, w.Select.Tags, w.Select.VPC, w.Select.Name, w.Parameters, w.Aliases})
	return string(text)
}

// place is where the loads of an inventory's environment lie; false where none are kept.
func (k *keeper) place(inv *model.Inventory) (loads.Place, bool) {
	if k == nil || inv == nil {
		return loads.Place{}, false
	}
	e := &inv.Environment
	selection, live := k.selections[e.Name]
	return loads.Place{Account: e.Account, Region: e.Region, Environment: e.Name, Selection: selection}, live
}

// keep keeps a load without anybody waiting for it.
func (k *keeper) keep(inv *model.Inventory) {
	place, live := k.place(inv)
	if !live || !slices.ContainsFunc(inv.Types, func(name string) bool { return looked(inv, name) }) {
		return
	}
	k.writing.Go(func() {
		if err := k.store.Keep(k.ctx, place, inv); err != nil && k.ctx.Err() == nil {
			k.note(err.Error())
		}
	})
}

// looked says that a type was read in so far as what is not there was not there.
func looked(inv *model.Inventory, typeName string) bool {
	return inv.Asked(typeName) && !slices.Contains(inv.Pending, typeName) && !slices.ContainsFunc(inv.Unread, func(u model.Unread) bool {
		return u.Type == typeName && u.Part.IsZero()
	})
}

func (k *keeper) note(text string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !slices.Contains(k.notes, text) {
		k.notes = append(k.notes, text)
	}
}

// deepest is how many loads are looked through for one that has read a type, before it is taken for unknown.
const deepest = 40

// earlier are the loads that an environment is held against to see what changed since a time: the newest before it
// and, for what that had not read, the next one that had. Where none is of before, the oldest after it says at least
// what changed since then.
func (k *keeper) earlier(inv *model.Inventory, since time.Time) []*model.Inventory {
	place, live := k.place(inv)
	if !live {
		return nil
	}
	lacking := slices.Clone(inv.Types)
	var found []*model.Inventory
	for n, kept := range inReach(k.store.List(place), since, inv.Environment.LoadedAt) {
		if len(lacking) == 0 || n == deepest {
			break
		}
		head, err := k.store.Head(kept)
		if head == nil {
			k.missed(place, err)
			continue
		}
		left := slices.DeleteFunc(slices.Clone(lacking), func(name string) bool { return looked(head, name) })
		if len(left) == len(lacking) {
			continue
		}
		if old := k.load(place, kept); old != nil {
			found, lacking = append(found, old), left
		}
	}
	return found
}

// ofAll are the earlier loads of environments, by name.
func (k *keeper) ofAll(inventories []*model.Inventory, since time.Time) map[string][]*model.Inventory {
	all := map[string][]*model.Inventory{}
	for _, inv := range inventories {
		all[inv.Environment.Name] = k.earlier(inv, since)
	}
	return all
}

// inReach puts loads in the order in which they are asked: those before the window, newest first, and then those in
// it, oldest first. What is no earlier than now is none of them.
func inReach(newestFirst []loads.Kept, since, now time.Time) []loads.Kept {
	var before, within []loads.Kept
	for _, kept := range newestFirst {
		switch {
		case !kept.At.Before(now):
		case kept.At.Before(since):
			before = append(before, kept)
		default:
			within = append(within, kept)
		}
	}
	slices.Reverse(within)
	return append(before, within...)
}

// load reads a load. It is nil where that cannot be.
func (k *keeper) load(place loads.Place, kept loads.Kept) *model.Inventory {
	inv, err := k.reader.Read(kept)
	k.missed(place, err)
	return inv
}

func (k *keeper) missed(place loads.Place, err error) {
	if err != nil {
		k.note(place.Environment + ": " + err.Error())
	}
}

// patient is how long the end of the program waits for a load to be kept.
const patient = 5 * time.Second

// finish waits until everything is kept, or calls it off, and returns what there is to say.
func (k *keeper) finish(ctx context.Context) []string {
	if k == nil {
		return nil
	}
	defer k.cancel()
	done := make(chan struct{})
	go func() { k.writing.Wait(); close(done) }()
	select {
	case <-done:
	case <-ctx.Done():
	case <-time.After(patient):
		k.note(fmt.Sprintf("this load is not kept: writing it took longer than %s", patient))
	}
	k.cancel()
	<-done
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.notes
}
