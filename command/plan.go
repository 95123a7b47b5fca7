package command

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parity/aws"
	"parity/command/config"
	"parity/model"
	"parity/model/compare"
	"parity/model/rules"
)

// plan is all that is decided before anything is loaded: which environments, from where, and how they are
// held against each other.
type plan struct {
	catalog  *model.Catalog
	config   *config.Config
	accepted *rules.Accepted
	// beside is where what is accepted is kept.
	beside       string
	environments []environment
	// only are the types that --only leaves; empty is all.
	only       []string
	allowEmpty bool
	live       aws.Options
	comparison compare.Options
	since      window
	// chosen is what --since says; empty where nobody chose a window.
	chosen string
	// demo is the embedded environments, where they take part.
	demo *demonstration
	// keeper has the earlier loads of the live environments; nil where none are kept.
	keeper *keeper
}

// plan reads the configuration, the files and the words.
func (p *program) plan(sources *sourceFlags, comparing *comparisonFlags, words []string) (*plan, error) {
	pl := &plan{catalog: model.NewCatalog(aws.Types()...), allowEmpty: sources.allowEmpty}
	var err error
	if len(sources.only) > 0 {
		if pl.only, err = sources.types(pl.catalog); err != nil {
			return nil, err
		}
	}
	if pl.live, err = p.live(sources, pl.only); err != nil {
		return nil, err
	}
	pl.chosen = comparing.since
	if pl.since, err = parseSince(comparing.since, time.Local); err != nil {
		return nil, err
	}
	if sources.demo {
		if pl.demo, err = readDemo(p.Demo, pl.catalog); err != nil {
			return nil, err
		}
	}
	if err := p.configure(pl, sources); err != nil {
		return nil, err
	}
	r := resolver{flags: sources, config: pl.config, catalog: pl.catalog, only: pl.only, commands: commandNames}
	if pl.demo != nil {
		r.demo = pl.demo.environments
	}
	if pl.environments, err = r.environments(words); err != nil {
		return nil, err
	}
	pl.comparison = compare.Options{
		Focus: comparing.about, Pins: pl.config.Counterparts, Rules: pl.config.Rules, Accepted: pl.accepted, Now: p.clock()(),
	}
	if pl.demo != nil {
		pl.comparison.Earlier = pl.demo.earlier
		// The demo's rules and debts are of its own time.
		pl.comparison.Now = pl.demo.now()
	}
	if err := pl.refuseFuture(p.clock()()); err != nil {
		return nil, err
	}
	p.keep(pl, sources)
	return pl, nil
}

// live is what AWS is asked with.
func (p *program) live(sources *sourceFlags, only []string) (aws.Options, error) {
	endpoint, err := sources.address()
	if err != nil {
		return aws.Options{}, err
	}
	if sources.timeout <= 0 {
		return aws.Options{}, fmt.Errorf("--timeout %s: give it a time, such as 90s", sources.timeout)
	}
	return aws.Options{
		Profile: sources.profile, Region: sources.region, Endpoint: endpoint, Timeout: sources.timeout,
		Decrypt: sources.decrypt, Only: only, AllowEmpty: sources.allowEmpty, Sealer: newSealer(), MFA: p.askMFA(), Now: p.Now,
	}, nil
}

// newSealer makes the one sealer of a run, so that equal secrets are recognised in all environments.
func newSealer() *model.Sealer {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // it never fails
	return model.NewSealer(key)
}

// configure finds and reads parity.yaml and what lies beside it. The demo has its own.
func (p *program) configure(pl *plan, sources *sourceFlags) error {
	types, path := typeNames(pl.catalog), sources.config
	if path == "" && pl.demo != nil {
		pl.config, pl.accepted = pl.demo.config, pl.demo.accepted
		return nil
	}
	folder, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("the current folder cannot be found: %w", err)
	}
	pl.config = &config.Config{}
	if path == "" {
		path = nearby(folder, config.Find(folder, p.getenv))
	}
	switch {
	case len(sources.chosen) > 0:
		pl.config.Environments = sources.chosen
	case path != "":
		if pl.config, err = config.Load(path, types); err != nil {
			return err
		}
	}
	pl.beside = filepath.Join(cmp.Or(filepath.Dir(path), "."), config.AcceptedName)
	pl.accepted, err = config.LoadAccepted(pl.beside)
	return err
}

// nearby is a path as a person in the folder would write it.
func nearby(folder, path string) string {
	if path == "" {
		return ""
	}
	if relative, err := filepath.Rel(folder, path); err == nil && !strings.HasPrefix(relative, filepath.Join("..", "..", "..")) {
		return relative
	}
	return path
}

func typeNames(catalog *model.Catalog) []string {
	var names []string
	for _, t := range catalog.Types() {
		names = append(names, t.Name)
	}
	return names
}

// baseline is the name of the environment the others are held against.
func (pl *plan) baseline() string {
	for _, env := range pl.environments {
		if env.role == model.Baseline {
			return env.name
		}
	}
	return ""
}

// described are the environments as far as they are known before loading.
func (pl *plan) described() []model.Environment {
	list := make([]model.Environment, len(pl.environments))
	for i := range pl.environments {
		list[i] = pl.environments[i].described()
	}
	return list
}

// compare holds inventories against that of the named baseline.
func (pl *plan) compare(inventories []*model.Inventory, baseline string) (*compare.Result, error) {
	options, err := pl.options(inventories, baseline, pl.config, pl.accepted)
	if err != nil {
		return nil, err
	}
	return pl.run(inventories, inventories, options)
}

// run holds inventories against each other, and against what is kept of them as they were loaded.
func (pl *plan) run(inventories, loaded []*model.Inventory, options compare.Options) (*compare.Result, error) {
	options.Earlier = pl.earlier(loaded, options)
	result, err := compare.Run(pl.catalog, inventories, options)
	if err != nil {
		return nil, err
	}
	for _, inv := range loaded {
		if result.Undated(inv.Environment.Name) > 0 {
			pl.keeper.narrow(result, inv)
		}
	}
	return result, nil
}

// earlier are the loads that inventories are held against to see what changed in the window.
func (pl *plan) earlier(inventories []*model.Inventory, options compare.Options) map[string][]*model.Inventory {
	i, err := compare.Baseline(inventories, options.Baseline)
	if pl.keeper == nil || err != nil {
		return options.Earlier
	}
	return pl.keeper.ofAll(inventories, compare.Since(inventories[i], options.Since))
}

// options are those of a comparison under a configuration, and what is accepted.
func (pl *plan) options(inventories []*model.Inventory, baseline string, c *config.Config, accepted *rules.Accepted) (compare.Options, error) {
	options := pl.comparison
	options.Baseline = baseline
	i, err := compare.Baseline(inventories, baseline)
	if err != nil {
		return options, err
	}
	options.Since = pl.since.start(inventories[i].Environment.LoadedAt)
	options.Pins, options.Accepted = c.Counterparts, accepted
	options.Rules = pl.rulesInSight(c.Rules, inventories[i].Environment.Name)
	return options, nil
}

// rulesInSight leaves out the rules that speak of other environments or types than those that are looked
// at: that they match nothing here says nothing of them.
func (pl *plan) rulesInSight(all []rules.Rule, baseline string) []rules.Rule {
	return slices.DeleteFunc(slices.Clone(all), func(r rules.Rule) bool {
		elsewhere := len(r.Environments) > 0 && !slices.ContainsFunc(pl.environments, func(env environment) bool {
			return env.name != baseline && slices.Contains(r.Environments, env.name)
		})
		r.Name = ""
		return elsewhere || !slices.ContainsFunc(pl.asked().Types(), func(t *model.Type) bool { return r.Speaks(&model.Row{Type: t}) })
	})
}

// asked is the catalog of the types that are looked at.
func (pl *plan) asked() *model.Catalog {
	if len(pl.only) == 0 {
		return pl.catalog
	}
	var types []*model.Type
	for _, name := range pl.only {
		types = append(types, pl.catalog.Type(name))
	}
	return model.NewCatalog(types...)
}

// wanted are the environments that AWS is asked for, in their order.
func (pl *plan) wanted() []aws.Wanted {
	var wanted []aws.Wanted
	for _, env := range pl.environments {
		if env.kept == nil {
			wanted = append(wanted, env.wanted)
		}
	}
	return wanted
}
