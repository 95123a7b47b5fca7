package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parity/command/snapshot"
	"parity/command/snapshot/loads"
	"parity/model"
	"parity/model/compare"
)

// knownPair finds the environments of a run as they were then, so that only what is new since is told.
type knownPair struct {
	// from is the file they are of; empty where they were kept on this machine.
	from string
	// filed are those of the file.
	filed []*model.Inventory
	// at is the time of which the newest kept loads are taken, and text how it was written.
	at   window
	text string

	resolver resolver
}

// knownPair reads what --new-since says, before anything is loaded: a mistake in it costs nobody a minute.
func (p *program) knownPair(pl *plan, sources *sourceFlags, text string) (*knownPair, error) {
	if text == "" {
		return nil, nil
	}
	for _, env := range pl.environments {
		if env.past {
			return nil, fmt.Errorf("--new-since holds environments against themselves then; %s and %s are one at two times already", env.name, env.living())
		}
	}
	pair := &knownPair{text: text, resolver: resolver{flags: sources, config: pl.config, catalog: pl.catalog, only: pl.only}}
	if _, err := os.Stat(text); err == nil {
		pair.from = text
		pair.filed, err = pair.ofFile(pl)
		return pair, err
	}
	at, err := parseSince(text, time.Local)
	now := p.clock()()
	switch {
	case err == nil && at.start(now).After(now): // the newest loads are alike: a slip of the pen would pass the check
		return nil, fmt.Errorf("--new-since %s is in the future: it is %s; write an earlier time, or 3d", text, now.In(time.Local).Format(inFull))
	case err == nil:
		pair.at = at
		return pair, pl.keepsLoads(sources, text)
	case filepath.Ext(text) != "" || strings.ContainsRune(text, filepath.Separator):
		return nil, fmt.Errorf("--new-since %s: there is no such file; parity snapshot %s -o FILE makes one", text, strings.Join(pl.names(), " "))
	default:
		return nil, fmt.Errorf("--new-since %q is no file and no time; write friday.json, 3d, 2026-11-20 or \"2026-11-20 02:10\"", text)
	}
}

// ofFile are all environments of the plan as a snapshot has them.
func (k *knownPair) ofFile(pl *plan) ([]*model.Inventory, error) {
	held, err := snapshot.ReadFile(k.from, pl.catalog)
	if err != nil {
		return nil, err
	}
	var found []*model.Inventory
	var lacking, there []string
	for _, inv := range held {
		inv.Environment.Source = "snapshot"
		there = append(there, inv.Environment.Name)
	}
	for _, env := range pl.environments {
		i := env.among(held)
		if i < 0 {
			lacking = append(lacking, env.name)
			continue
		}
		found = append(found, k.asThen(&env, held[i]))
	}
	if len(lacking) == 0 {
		return found, nil
	}
	if len(there) == 0 {
		there = []string{"no environment"}
	}
	return nil, fmt.Errorf("--new-since %s: it holds %s, but no %s; what is new needs all as they were then: parity snapshot %s -o FILE",
		k.from, listed(there), either(lacking), strings.Join(pl.names(), " "))
}

// among is an environment's place in a file, by its name or one of its aliases.
func (e *environment) among(held []*model.Inventory) int {
	named := func(is func(then *model.Environment) bool) int {
		return slices.IndexFunc(held, func(inv *model.Inventory) bool { return is(&inv.Environment) })
	}
	if i := named(func(then *model.Environment) bool { return then.Name == e.name }); i >= 0 {
		return i
	}
	aliases := e.described().Aliases
	return named(func(then *model.Environment) bool {
		return slices.Contains(aliases, then.Name) || slices.Contains(then.Aliases, e.name)
	})
}

// asThen is an earlier load of an environment, which is now called and configured as it is.
func (k *knownPair) asThen(env *environment, inv *model.Inventory) *model.Inventory {
	configured, _ := k.resolver.config.Environment(env.name)
	return k.resolver.ofInventory(env.name, inv, configured).kept
}

// keepsLoads says why no earlier loads of a plan's environments can be looked for on this machine.
func (pl *plan) keepsLoads(sources *sourceFlags, text string) error {
	file := fmt.Sprintf("name a file: parity snapshot %s -o FILE", strings.Join(pl.names(), " "))
	for _, env := range pl.environments {
		switch {
		case env.kept == nil:
		case pl.demo != nil && !env.filed:
			return fmt.Errorf("--new-since %s: of the demo's environments no loads are kept, but for an earlier one of prod; %s",
				text, strings.Replace(file, "snapshot", "snapshot --demo", 1))
		default:
			return fmt.Errorf("--new-since %s: %s is of a file, of which no loads are kept; %s", text, env.name, file)
		}
	}
	switch {
	case sources.noCache:
		return fmt.Errorf("--new-since %s looks for loads that are kept, which --no-cache leaves alone; %s", text, file)
	case pl.keeper == nil:
		return fmt.Errorf("--new-since %s: no loads are kept on this machine; %s", text, file)
	}
	return nil
}

// then are the environments as they were, of a file or of the newest loads that were kept at the time or before.
func (k *knownPair) then(pl *plan, now *compare.Result) ([]*model.Inventory, error) {
	if k.at == nil {
		return k.filed, nil
	}
	at := k.at.start(now.Inventories[now.Baseline].Environment.LoadedAt)
	found := make([]*model.Inventory, len(now.Inventories))
	var wrong []error
	for i, inv := range now.Inventories {
		then, err := pl.keeper.asOf(inv, at)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("--new-since %s: %w", k.text, err))
			continue
		}
		found[i] = k.asThen(&pl.environments[i], then)
	}
	return found, errors.Join(wrong...)
}

// asOf is the newest load of an environment that was kept at a time or before, and that had looked at all types that
// are looked at now; where none had, the newest of them.
func (k *keeper) asOf(inv *model.Inventory, at time.Time) (*model.Inventory, error) {
	name := inv.Environment.Name
	place, live := k.place(inv)
	if !live || inv.Environment.Account == "" {
		return nil, fmt.Errorf("of %s no loads can be looked for: whose it is could not be asked", name)
	}
	all := slices.DeleteFunc(k.store.List(place), func(kept loads.Kept) bool {
		return !kept.At.Before(inv.Environment.LoadedAt.Truncate(time.Second))
	})
	before := slices.DeleteFunc(slices.Clone(all), func(kept loads.Kept) bool { return kept.At.After(at) })
	seen := slices.DeleteFunc(slices.Clone(inv.Types), func(name string) bool { return !looked(inv, name) })
	if then := k.newest(place, before, seen); then != nil {
		return then, nil
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("of %s no earlier load is kept on this machine; each live run keeps one, and a snapshot is one too", name)
	}
	return nil, fmt.Errorf("of %s no load is kept from %s or before; the oldest is of %s", name, inMinutes(at), inMinutes(all[len(all)-1].At))
}

// newest is the first of loads that can be read and had looked at all of some types, else the first that can be read.
func (k *keeper) newest(place loads.Place, newestFirst []loads.Kept, types []string) *model.Inventory {
	var second *loads.Kept
	for i, kept := range newestFirst {
		if i == deepest {
			break
		}
		head, err := k.store.Head(kept)
		if head == nil {
			k.missed(place, err)
			continue
		}
		if slices.ContainsFunc(types, func(name string) bool { return !looked(head, name) }) {
			if second == nil {
				second = &newestFirst[i]
			}
			continue
		}
		if inv := k.load(place, kept); inv != nil {
			return inv
		}
	}
	if second == nil {
		return nil
	}
	return k.load(place, *second)
}

// onlyNew is what of a result is new since the pair of then, which is judged by today's configuration and rules.
func (p *program) onlyNew(pl *plan, pair *knownPair, now *compare.Result) (*model.Comparison, error) {
	inventories, err := pair.then(pl, now)
	if err != nil {
		return nil, err
	}
	for i, inv := range now.Inventories {
		e, was := &inv.Environment, &inventories[i].Environment
		if was.LoadedAt.After(e.LoadedAt) {
			return nil, fmt.Errorf("--new-since %s: %s of %s is younger than what it is held against, of %s; the older one is for --new-since",
				pair.text, was.Name, inMinutes(was.LoadedAt), inMinutes(e.LoadedAt))
		}
		if was.Account != "" && e.Account != "" && was.Account != e.Account {
			p.tell(fmt.Sprintf("%s was account %s on %s, and is %s now", was.Name, was.Account, inMinutes(was.LoadedAt), e.Account))
		}
	}
	options, err := pl.options(inventories, now.BaselineName(), pl.config, pl.accepted)
	if err != nil {
		return nil, err
	}
	then, err := compare.Run(pl.catalog, inventories, options)
	if err != nil {
		return nil, err
	}
	return now.NewSince(then, pair.from), nil
}

// names are those of the plan's environments.
func (pl *plan) names() []string {
	names := make([]string, len(pl.environments))
	for i, env := range pl.environments {
		names[i] = env.name
	}
	return names
}

func inMinutes(at time.Time) string { return at.UTC().Format("Mon 2 Jan 2006 15:04 UTC") }
