package loads

import (
	"slices"
	"sync"

	"parity/model"
)

// Reader reads loads, and holds those that were asked for last.
type Reader struct {
	Store *Store
	// Most is how many resources it holds at most, of as many loads as that allows; one load it always holds.
	Most int

	mu   sync.Mutex
	held []holding // the last one asked for is the last
}

type holding struct {
	path string
	inv  *model.Inventory
}

// Read is the store's Read, answered from what is held where it can be.
func (r *Reader) Read(k Kept) (*model.Inventory, error) {
	if inv := r.asked(k.Path); inv != nil {
		return inv, nil
	}
	inv, err := r.Store.Read(k)
	if inv != nil {
		r.hold(holding{k.Path, inv})
	}
	return inv, err
}

// asked is what is held of a file, which is then the last one asked for.
func (r *Reader) asked(path string) *model.Inventory {
	r.mu.Lock()
	defer r.mu.Unlock()
	i := slices.IndexFunc(r.held, func(h holding) bool { return h.path == path })
	if i < 0 {
		return nil
	}
	h := r.held[i]
	r.held = append(slices.Delete(r.held, i, i+1), h)
	return h.inv
}

func (r *Reader) hold(h holding) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.held = append(r.held, h)
	total := 0
	for _, h := range r.held {
		total += len(h.inv.Resources)
	}
	for total > r.Most && len(r.held) > 1 {
		total -= len(r.held[0].inv.Resources)
		r.held = slices.Delete(r.held, 0, 1)
	}
}
