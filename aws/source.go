package aws

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"parity/model"
)

// Source loads environments from AWS. It may load again and again, and keeps the logins in between.
type Source struct {
	options  Options
	sessions *sessions
	guards   *guards
}

// NewSource makes a source.
func NewSource(options Options) *Source {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Sealer == nil {
		key := make([]byte, 32)
		_, _ = rand.Read(key) // it never fails
		options.Sealer = model.NewSealer(key)
	}
	return &Source{options: options, sessions: newSessions(options), guards: &guards{}}
}

// Connect finds the credentials of environments before anything is drawn, so that whatever must be asked of
// a person is asked first. Its errors come again from Load, as what could not be read.
func (s *Source) Connect(ctx context.Context, wanted []Wanted) error {
	ctx, cancel := context.WithTimeout(ctx, s.options.timeout())
	defer cancel()
	_, errs := s.open(ctx, wanted)
	return errors.Join(errs...)
}

// Located are the account and region of each environment, as far as its credentials tell; nothing but who is asking is
// asked of AWS, and nothing at all where that is known.
func (s *Source) Located(ctx context.Context, wanted []Wanted) []Wanted {
	ctx, cancel := context.WithTimeout(ctx, s.options.timeout())
	defer cancel()
	sessions, _ := s.open(ctx, wanted)
	located := slices.Clone(wanted)
	for i, session := range sessions {
		if session != nil {
			located[i].Account, located[i].Region = session.account, session.region
		}
	}
	return located
}

// Only is a source of some resource types alone, with the same logins.
func (s *Source) Only(types []string) *Source {
	narrowed := *s
	narrowed.options.Only = types
	return &narrowed
}

// Load reads environments, all at once, and returns one inventory for each, in order. What could not be
// read is in the inventories. The error says that an environment was refused, or that nothing could be
// loaded; the inventories are there in the second case, with their causes. Progress is told one at a time.
func (s *Source) Load(ctx context.Context, wanted []Wanted, progress func(model.Progress)) ([]*model.Inventory, error) {
	asked, err := askedFor(s.options.Only)
	if err != nil {
		return nil, err
	}
	var telling sync.Mutex
	tell := func(p model.Progress) {
		if progress == nil || ctx.Err() != nil {
			return
		}
		telling.Lock()
		defer telling.Unlock()
		progress(p)
	}
	bounded, cancel := context.WithTimeout(ctx, s.options.timeout())
	defer cancel()

	l := load{source: s, wanted: wanted, asked: asked, tell: tell, started: s.options.Now().UTC().Truncate(time.Second)}
	inventories, err := l.run(bounded)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if slices.ContainsFunc(inventories, func(inv *model.Inventory) bool {
		return slices.ContainsFunc(inv.Unread, func(u model.Unread) bool { return isExpired(u.Code) })
	}) {
		s.sessions.forget()
	}
	return inventories, err
}

// askedFor lists the resource types that AWS's names and tabs stand for.
func askedFor(only []string) ([]string, error) {
	var names, known []string
	for _, t := range Types() {
		if len(only) == 0 || slices.Contains(only, t.Name) || slices.Contains(only, t.Tab) {
			names = append(names, t.Name)
		}
		known = append(known, t.Name, t.Tab)
	}
	for _, word := range only {
		if !slices.Contains(known, word) {
			return nil, fmt.Errorf("no resource type or tab is called %s; there are %s", word, strings.Join(tabs(), ", "))
		}
	}
	return names, nil
}

func tabs() []string {
	var names []string
	for _, t := range Types() {
		if !slices.Contains(names, t.Tab) {
			names = append(names, t.Tab)
		}
	}
	return names
}

// open finds the credentials of all environments at once. Each place holds a session or an error.
func (s *Source) open(ctx context.Context, wanted []Wanted) ([]*session, []error) {
	sessions, errs := make([]*session, len(wanted)), make([]error, len(wanted))
	var group sync.WaitGroup
	for i, w := range wanted {
		group.Go(func() {
			if sessions[i], errs[i] = s.sessions.open(ctx, w); errs[i] != nil {
				_, words := cause(errs[i], "")
				errs[i] = fmt.Errorf("%s: %s%w", w.Name, words, silent{errs[i]})
			}
		})
	}
	group.Wait()
	return sessions, errs
}

// silent keeps an error in a chain without its text, which somebody has said better.
type silent struct{ error }

func (silent) Error() string   { return "" }
func (s silent) Unwrap() error { return s.error }

// load is one load of all environments.
type load struct {
	source  *Source
	wanted  []Wanted
	asked   []string
	tell    func(model.Progress)
	started time.Time
}

func (l *load) run(ctx context.Context) ([]*model.Inventory, error) {
	inventories := make([]*model.Inventory, len(l.wanted))
	for _, w := range l.wanted {
		l.tell(model.Progress{Environment: w.Name, State: model.Waiting})
	}
	tenants := newTenants(l.wanted)
	sessions, errs := l.source.open(ctx, l.wanted)
	for i, err := range errs {
		if err != nil {
			inventories[i] = l.unreadable(tenants[i], err)
		}
	}
	readers, err := l.readers(tenants, sessions)
	if err != nil {
		return nil, err
	}
	var group sync.WaitGroup
	for _, rd := range readers {
		group.Go(func() { rd.run(ctx) })
	}
	group.Wait()
	for _, rd := range readers {
		for i, inv := range rd.inventories() {
			inventories[rd.tenants[i].index] = inv
		}
	}
	for _, rd := range readers {
		proposeRoots(ctx, rd, inventories)
	}
	return inventories, l.outcome(inventories)
}

// readers makes one reader per account and region, and refuses two environments that select the same.
func (l *load) readers(tenants []*tenant, sessions []*session) ([]*reader, error) {
	type place struct{ account, region string }
	homes := map[place][]*tenant{}
	asked := slices.DeleteFunc(Types(), func(kind *model.Type) bool { return !slices.Contains(l.asked, kind.Name) })
	var order []place
	for i, t := range tenants {
		if sessions[i] == nil {
			continue
		}
		t.notes, t.profile = sessions[i].notes, sessions[i].profile
		home := place{sessions[i].account, sessions[i].region}
		for _, other := range homes[home] {
			if other.selection(asked) == t.selection(asked) {
				return nil, fmt.Errorf("%s and %s are the same resources of account %s in %s; say under select: or parameters: what tells them apart",
					other.wanted.Name, t.wanted.Name, home.account, home.region)
			}
		}
		if len(homes[home]) == 0 {
			order = append(order, home)
		}
		homes[home] = append(homes[home], t)
	}
	readers := make([]*reader, len(order))
	for i, home := range order {
		open := sessions[homes[home][0].index]
		r := newReading(home.account, home.region)
		r.config = l.source.options.guard().watch(open.config)
		r.sealer, r.decrypt = l.source.options.Sealer, l.source.options.Decrypt
		readers[i] = newReader(r, homes[home], l.asked)
		readers[i].loadedAt, readers[i].allowEmpty, readers[i].tell = l.started, l.source.options.AllowEmpty, l.tell
	}
	return readers, nil
}

// unreadable is the inventory of an environment whose identity could not be asked: nothing of it is known.
func (l *load) unreadable(t *tenant, err error) *model.Inventory {
	inv := &model.Inventory{Environment: environmentOf(t.wanted), Types: slices.Clone(l.asked)}
	inv.Environment.LoadedAt = l.started
	for _, spellings := range t.roots {
		inv.Environment.Roots = append(inv.Environment.Roots, spellings[:min(1, len(spellings))]...)
	}
	for _, name := range l.asked {
		lost := unreadOf(err, name)
		inv.Unread = append(inv.Unread, lost)
	}
	for i := range inv.Unread {
		p := model.Progress{Environment: t.wanted.Name, Type: inv.Unread[i].Type, State: model.Failed, Unread: &inv.Unread[i]}
		if i == len(inv.Unread)-1 {
			p.Inventory = inv
		}
		l.tell(p)
	}
	return inv
}

// outcome is an error where nothing could be loaded, or where an environment is empty and may not be.
func (l *load) outcome(inventories []*model.Inventory) error {
	var reasons []string
	loaded := false
	for _, inv := range inventories {
		switch first := wholly(inv); {
		case first != nil:
			reasons = append(reasons, inv.Environment.Name+": "+first.Message)
		case len(inv.Resources) == 0 && len(inv.Unread) == 0 && !l.source.options.AllowEmpty:
			return fmt.Errorf("nothing was found for %s in %s %s: %s; say under select: and parameters: what belongs to it, or take it with --allow-empty",
				inv.Environment.Name, inv.Environment.Account, inv.Environment.Region, inVain(inv))
		default:
			loaded = true
		}
	}
	if loaded || len(inventories) == 0 {
		return nil
	}
	return errors.New("nothing could be loaded\n" + strings.Join(reasons, "\n"))
}

// wholly is the reason why nothing at all of an environment could be read, or nil. A list that broke off
// before its first resource is nothing too.
func wholly(inv *model.Inventory) *model.Unread {
	if len(inv.Resources) > 0 {
		return nil
	}
	var first *model.Unread
	for _, name := range inv.Types {
		i := slices.IndexFunc(inv.Unread, func(u model.Unread) bool { return u.Type == name && u.Part.IsZero() })
		if i < 0 {
			return nil
		}
		lost := &inv.Unread[i]
		if first == nil {
			first = lost
		}
	}
	return first
}

// inVain tells what was looked for, and what there is instead.
func inVain(inv *model.Inventory) string {
	var looked, meant []string
	for _, name := range inv.Types {
		if text := inv.Selection.LookedFor[name]; text != "" && !slices.Contains(looked, text) {
			looked = append(looked, text)
		}
		for _, text := range inv.Selection.Meant[name] {
			if !slices.Contains(meant, text) {
				meant = append(meant, text)
			}
		}
	}
	words := "looked for " + strings.Join(looked, ", and for ")
	if len(meant) > 0 {
		words += "; there is " + strings.Join(meant, ", ")
	}
	return words
}
