package aws

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"parity/model"
)

// reader reads one account and region, once, for all the environments that live in it.
type reader struct {
	*reading
	tenants []*tenant
	// services are those to be read, in their turn.
	services []*service
	// types are all that are read; asked are those that were asked for.
	types []*model.Type
	asked []string

	loadedAt   time.Time
	allowEmpty bool
	// tell hands on progress, one after the other.
	tell func(model.Progress)

	// announcing keeps a later moment from being told before an earlier one.
	announcing sync.Mutex

	mu      sync.Mutex
	read    map[*service]chan struct{}
	done    map[*service]bool
	settled map[string]bool
	counts  map[string][]int
}

// servicesFor lists what must be read for some types to be judged: their own services, those of what they
// refer to, and those of what refers to them, which decides what belongs to an environment.
func servicesFor(asked []string) []*service {
	wanted := map[string]bool{}
	for _, t := range Types() {
		mine := slices.Contains(asked, t.Name)
		for _, target := range t.Targets() {
			if mine {
				wanted[target] = true
			}
			if slices.Contains(asked, target) {
				wanted[t.Name] = true
			}
		}
		if mine {
			wanted[t.Name] = true
		}
	}
	var list []*service
	for _, s := range services() {
		if s.read != nil && slices.ContainsFunc(s.yields(), func(name string) bool { return wanted[name] }) {
			list = append(list, s)
		}
	}
	slices.SortStableFunc(list, func(a, b *service) int { return cmp.Compare(a.turn, b.turn) })
	return list
}

// yields lists the types and targets a service gives.
func (s *service) yields() []string {
	names := slices.Clone(s.targets)
	for _, t := range s.types {
		names = append(names, t.Name)
	}
	return names
}

// refers says that a type of the service refers to one of another service.
func (s *service) refers(to *service) bool {
	return s != to && slices.ContainsFunc(s.types, func(t *model.Type) bool {
		return slices.ContainsFunc(t.Targets(), func(name string) bool { return slices.Contains(to.yields(), name) })
	})
}

func newReader(r *reading, tenants []*tenant, asked []string) *reader {
	rd := &reader{
		reading: r, tenants: tenants, asked: asked, services: servicesFor(asked),
		read: map[*service]chan struct{}{}, done: map[*service]bool{}, settled: map[string]bool{}, counts: map[string][]int{},
	}
	for _, s := range rd.services {
		rd.types = append(rd.types, s.types...)
		rd.read[s] = make(chan struct{})
	}
	for _, t := range tenants {
		for _, spellings := range t.roots {
			rd.roots = append(rd.roots, spellings...)
		}
	}
	rd.came = rd.count
	return rd
}

// run reads everything, and returns when nothing more comes.
func (rd *reader) run(ctx context.Context) {
	for _, name := range rd.asked {
		rd.tellAll(func(*tenant, int) model.Progress { return model.Progress{Type: name, State: model.Loading} })
	}
	var group sync.WaitGroup
	for _, s := range rd.services {
		group.Go(func() { rd.serve(ctx, s) })
	}
	group.Wait()
}

func (rd *reader) serve(ctx context.Context, s *service) {
	s.read(ctx, rd.reading)
	close(rd.read[s])
	if s.follow == nil {
		rd.markDone(s)
	}
	rd.announce()
	if s.follow != nil {
		for _, other := range rd.services {
			if other.refers(s) {
				<-rd.read[other]
			}
		}
		if chosen := rd.chosen(s); len(chosen) > 0 {
			s.follow(ctx, rd.reading, chosen)
			rd.replace(chosen)
		}
		rd.markDone(s)
		rd.announce()
	}
}

func (rd *reader) markDone(s *service) {
	rd.mu.Lock()
	defer rd.mu.Unlock()
	rd.done[s] = true
}

// chosen are copies of what some environment selects of a service's own types, for its follow to complete.
func (rd *reader) chosen(s *service) []*model.Resource {
	types := slices.DeleteFunc(slices.Clone(s.types), func(t *model.Type) bool { return !slices.Contains(rd.asked, t.Name) })
	w := newWorld(rd.copy(), rd.types)
	chosen := w.chosenOf(w.union(rd.tenants), types)
	for i, r := range chosen {
		own := *r
		own.Attributes = slices.Clone(r.Attributes)
		chosen[i] = &own
	}
	return chosen
}

// announce tells of the types of which nothing more can come.
func (rd *reader) announce() {
	rd.announcing.Lock()
	defer rd.announcing.Unlock()
	rd.mu.Lock()
	news := rd.settle()
	rd.mu.Unlock()
	if len(news) == 0 {
		return
	}
	inventories := rd.inventories()
	for i, t := range rd.tenants {
		for j, name := range news {
			p := model.Progress{Environment: t.wanted.Name, Type: name, State: model.Loaded, Count: len(inventories[i].Of(name))}
			if p.Unread = whole(inventories[i].Unread, name); p.Unread != nil {
				p.State = model.Failed
			}
			if j == len(news)-1 {
				p.Inventory = inventories[i]
			}
			rd.tell(p)
		}
	}
}

// settle finds the types that have become final: what they refer to is read, and all that refers to them.
func (rd *reader) settle() []string {
	var news []string
	for _, s := range rd.services {
		if !rd.done[s] || !rd.surrounded(s) {
			continue
		}
		for _, t := range s.types {
			if !rd.settled[t.Name] && slices.Contains(rd.asked, t.Name) {
				rd.settled[t.Name] = true
				news = append(news, t.Name)
			}
		}
	}
	return news
}

func (rd *reader) surrounded(s *service) bool {
	return !slices.ContainsFunc(rd.services, func(other *service) bool {
		return (other.refers(s) || s.refers(other)) && !rd.isRead(other)
	})
}

func (rd *reader) isRead(s *service) bool {
	select {
	case <-rd.read[s]:
		return true
	default:
		return false
	}
}

// inventories are those of the environments as things stand.
func (rd *reader) inventories() []*model.Inventory {
	rd.mu.Lock()
	pending := slices.DeleteFunc(slices.Clone(rd.asked), func(name string) bool { return rd.settled[name] })
	rd.mu.Unlock()
	if len(pending) == 0 {
		pending = nil
	}
	v := view{
		world: newWorld(rd.copy(), rd.types), tenants: rd.tenants, asked: rd.asked,
		pending: pending, loadedAt: rd.loadedAt, allowEmpty: rd.allowEmpty,
	}
	return v.inventories()
}

// count tells how many resources of each environment a page has brought.
func (rd *reader) count(resources []*model.Resource) {
	types := map[string]*model.Type{}
	for _, t := range rd.types {
		types[t.Name] = t
	}
	touched := map[string]bool{}
	rd.mu.Lock()
	for _, r := range resources {
		if rd.counts[r.Type] == nil {
			rd.counts[r.Type] = make([]int, len(rd.tenants))
		}
		for i, t := range rd.tenants {
			if types[r.Type] != nil && t.claims(types[r.Type], r) {
				rd.counts[r.Type][i]++
				touched[r.Type] = slices.Contains(rd.asked, r.Type) && !rd.settled[r.Type]
			}
		}
	}
	snapshot := map[string][]int{}
	for name, yes := range touched {
		if yes {
			snapshot[name] = slices.Clone(rd.counts[name])
		}
	}
	rd.mu.Unlock()
	for name, counts := range snapshot {
		rd.tellAll(func(_ *tenant, i int) model.Progress {
			return model.Progress{Type: name, State: model.Loading, Count: counts[i]}
		})
	}
}

func (rd *reader) tellAll(progress func(t *tenant, i int) model.Progress) {
	for i, t := range rd.tenants {
		p := progress(t, i)
		p.Environment = t.wanted.Name
		rd.tell(p)
	}
}
