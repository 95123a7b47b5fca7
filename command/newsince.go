package command

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"parity/command/snapshot"
	"parity/model"
	"parity/model/compare"
)

// earlierPair is the environments of a run as they were then, so that only what is new since is told.
type earlierPair struct {
	// from is the file they are of; empty where they were kept on this machine.
	from        string
	inventories []*model.Inventory
}

// earlierPair finds what --new-since names, before anything is loaded: a mistake in it costs nobody a minute.
func (p *program) earlierPair(pl *plan, sources *sourceFlags, text string) (*earlierPair, error) {
	if text == "" {
		return nil, nil
	}
	for _, env := range pl.environments {
		if env.past {
			return nil, fmt.Errorf("--new-since holds environments against themselves then; %s and %s are one at two times already", env.name, env.living())
		}
	}
	if _, err := os.Stat(text); err != nil {
		return nil, fmt.Errorf("--new-since %s: there is no such file; parity snapshot %s -o FILE makes one", text, strings.Join(pl.names(), " "))
	}
	return pl.filedPair(sources, text)
}

// filedPair are all environments of the plan as a snapshot has them.
func (pl *plan) filedPair(sources *sourceFlags, path string) (*earlierPair, error) {
	held, err := snapshot.ReadFile(path, pl.catalog)
	if err != nil {
		return nil, err
	}
	var lacking, there []string
	for _, inv := range held {
		inv.Environment.Source = "snapshot"
		there = append(there, inv.Environment.Name)
	}
	r := resolver{flags: sources, config: pl.config, catalog: pl.catalog, only: pl.only}
	pair := &earlierPair{from: path}
	for _, env := range pl.environments {
		i := env.among(held)
		if i < 0 {
			lacking = append(lacking, env.name)
			continue
		}
		pair.inventories = append(pair.inventories, r.asThen(&env, held[i]))
	}
	if len(lacking) > 0 {
		if len(there) == 0 {
			there = []string{"no environment"}
		}
		return nil, fmt.Errorf("--new-since %s: it holds %s, but no %s; what is new needs all as they were then: parity snapshot %s -o FILE",
			path, listed(there), either(lacking), strings.Join(pl.names(), " "))
	}
	return pair, nil
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

// asThen is an earlier load of an environment, with the name and the role it has now.
func (r *resolver) asThen(env *environment, inv *model.Inventory) *model.Inventory {
	configured, _ := r.config.Environment(env.name)
	then := r.ofInventory(env.name, inv, configured).kept
	then.Environment.Role = env.role
	return then
}

// onlyNew is what of a result is new since the earlier pair, which is judged by today's configuration and rules.
func (p *program) onlyNew(pl *plan, pair *earlierPair, result *compare.Result) (*model.Comparison, error) {
	for i, now := range result.Inventories {
		then := &pair.inventories[i].Environment
		if then.LoadedAt.After(now.Environment.LoadedAt) {
			return nil, fmt.Errorf("--new-since: %s of %s is younger than what it is held against, of %s; the older one is for --new-since",
				then.Name, inMinutes(then.LoadedAt), inMinutes(now.Environment.LoadedAt))
		}
		if then.Account != "" && now.Environment.Account != "" && then.Account != now.Environment.Account {
			p.tell(fmt.Sprintf("%s was account %s on %s, and is %s now", then.Name, then.Account, inMinutes(then.LoadedAt), now.Environment.Account))
		}
	}
	options, err := pl.options(pair.inventories, result.BaselineName(), pl.config, pl.accepted)
	if err != nil {
		return nil, err
	}
	options.Earlier = nil
	then, err := compare.Run(pl.catalog, pair.inventories, options)
	if err != nil {
		return nil, err
	}
	return result.NewSince(then, pair.from, options.Focus), nil
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
