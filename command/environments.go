package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"parity/aws"
	"parity/command/config"
	"parity/command/snapshot"
	"parity/model"
)

// environment is one environment of a run: what it is called, and where its inventory comes from.
type environment struct {
	name string
	// kept is an inventory that is there already, from a file or the demo; nil where AWS is asked.
	kept *model.Inventory
	// wanted is what AWS is asked for.
	wanted aws.Wanted
	role   model.Role
	// filed says that it is of a snapshot file, past that it is so beside a later state of itself.
	filed, past bool
}

// resolver turns the words of a command line into environments.
type resolver struct {
	flags   *sourceFlags
	config  *config.Config
	catalog *model.Catalog
	demo    []*model.Inventory
	// only are the types that --only leaves; empty is all.
	only []string
	// alone says that one environment is all there is: then --parameters goes before its own paths, since any
	// path of it can be looked at.
	alone bool
	// commands are the words that a mistyped first one may have been meant for.
	commands []string
	// files are the snapshots that the words name, each read once.
	files map[string]func() ([]*model.Inventory, error)
}

// environments are those the words name, or without any those of the demo or of the configuration.
func (r *resolver) environments(words []string) ([]environment, error) {
	if len(words) == 0 {
		words = r.usual()
	}
	if len(words) == 0 {
		return nil, r.nobody()
	}
	r.alone = len(words) == 1
	r.readAhead(words)
	var found []environment
	for i, word := range words {
		env, err := r.environment(word)
		if err == nil && i == 0 {
			err = r.mistyped(word)
		}
		if err != nil {
			return nil, err
		}
		found = append(found, env)
	}
	return dated(found)
}

// readAhead begins to read the files of all words at once: decoding is what takes time.
func (r *resolver) readAhead(words []string) {
	r.files = map[string]func() ([]*model.Inventory, error){}
	for _, word := range words {
		_, path, _ := strings.Cut(word, "=")
		if path == "" || strings.HasPrefix(path, "@") || r.files[path] != nil {
			continue
		}
		r.files[path] = sync.OnceValues(func() ([]*model.Inventory, error) { return snapshot.ReadFile(path, r.catalog) })
		go r.files[path]()
	}
}

func (r *resolver) usual() []string {
	if !r.flags.demo {
		return r.config.Names()
	}
	var names []string
	for _, inv := range r.demo {
		names = append(names, inv.Environment.Name)
	}
	return names
}

func (r *resolver) nobody() error {
	if r.config.File != "" {
		return fmt.Errorf("%s names no environments; name them: parity staging prod", r.config.File)
	}
	return errNobody
}

// errNobody is that neither words nor a file name environments: on a terminal, there is something to choose from.
var errNobody = errors.New("no environments are named, and there is no parity.yaml here, or above in a repository; name them: parity staging prod, or look at parity --demo")

// environment is that of one word: NAME, NAME=@PROFILE/REGION or NAME=FILE.
func (r *resolver) environment(word string) (environment, error) {
	name, source, sourced := strings.Cut(word, "=")
	if !config.IsName(name) {
		if looksLikeFile(word) {
			return environment{}, fmt.Errorf("%s names no environment; write NAME=%s", word, word)
		}
		return environment{}, fmt.Errorf("%q cannot be an environment's name; letters, digits, - _ and . make one", name)
	}
	configured, known := r.config.Environment(name)
	if err := r.flags.checkPaths(); err != nil {
		return environment{}, err
	}
	switch {
	case sourced && strings.HasPrefix(source, "@"):
		profile, region, _ := strings.Cut(source[1:], "/")
		return r.live(name, configured, profile, region)
	case sourced && source == "":
		return environment{}, fmt.Errorf("%s: write NAME=@PROFILE, NAME=@PROFILE/REGION or NAME=FILE", word)
	case sourced:
		return r.filed(name, source, configured)
	case r.flags.demo:
		return r.demonstrated(name, configured)
	case !known && len(r.config.Environments) > 0:
		return environment{}, r.unknown(name)
	}
	return r.live(name, configured, "", "")
}

func looksLikeFile(word string) bool {
	return strings.Contains(word, "/") || strings.HasSuffix(word, ".json") || strings.HasSuffix(word, ".json.gz")
}

func (r *resolver) unknown(name string) error {
	names := r.config.Names()
	if near := config.Nearest(name, slices.Concat(names, r.commands)); near != "" {
		return fmt.Errorf("%s is no environment of %s; %s? (%s=@PROFILE names one that is not in it)", name, r.config.File, near, name)
	}
	return fmt.Errorf("%s is no environment of %s, which has %s; add it there, or write %s=@PROFILE", name, r.config.File, listed(names), name)
}

// mistyped refuses a first word that is nearly a command, where nothing else says what it is.
func (r *resolver) mistyped(word string) error {
	if _, known := r.config.Environment(word); known || strings.Contains(word, "=") {
		return nil
	}
	if near := config.Nearest(word, r.commands); near != "" && len(near) > 3 {
		return fmt.Errorf("%s is no command; %s? (%s=@ is an environment of that name)", word, near, word)
	}
	return nil
}

// live is an environment that AWS is asked for. What the word says goes before the configuration, and that
// before the flags.
func (r *resolver) live(name string, configured config.Environment, profile, region string) (environment, error) {
	w := aws.Wanted{
		Name: name, Role: configured.Role, Aliases: configured.Aliases, Words: configured.Words,
		Profile: configured.Profile, Account: configured.Account, Region: configured.Region, Parameters: configured.Parameters,
	}
	if configured.Name != "" && configured.Name != name {
		w.Name = configured.Name
	}
	if profile != "" {
		w.Profile = profile
	}
	if region != "" {
		w.Region = region
	}
	if s := configured.Select; s != nil {
		w.Select = aws.Select{All: s.All, Tags: s.Tags, VPC: s.VPC, Name: s.Name}
	} else {
		var err error
		if w.Select, err = r.flags.selection(); err != nil {
			return environment{}, err
		}
	}
	if given := r.flags.parameters; len(w.Parameters) == 0 || r.alone && len(given) > 0 {
		w.Parameters = given
	}
	w.Written = !w.Select.IsZero() || len(w.Parameters) > 0
	return environment{name: w.Name, wanted: w, role: w.Role}, nil
}

// demonstrated is one of the demo's environments.
func (r *resolver) demonstrated(name string, configured config.Environment) (environment, error) {
	var names []string
	for _, inv := range r.demo {
		e := &inv.Environment
		if e.Name == name || e.Name == configured.Name || slices.Contains(e.Aliases, name) {
			return r.ofInventory(e.Name, inv, configured), nil
		}
		names = append(names, e.Name)
	}
	return environment{}, fmt.Errorf("the demo has no environment %s; it has %s", name, listed(names))
}

// filed is an environment of a snapshot: the one of that name, or the only one in it.
func (r *resolver) filed(name, path string, configured config.Environment) (environment, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) && filepath.Ext(path) == "" {
		return environment{}, fmt.Errorf("%s=%s: there is no file %s; a profile is written %s=@%s", name, path, path, name, path)
	}
	inventories, err := r.files[path]()
	if err != nil {
		return environment{}, err
	}
	names := append([]string{name, configured.Name}, configured.Aliases...)
	i := slices.IndexFunc(inventories, func(inv *model.Inventory) bool {
		return slices.Contains(names, inv.Environment.Name) || slices.Contains(inv.Environment.Aliases, name)
	})
	if i < 0 && len(inventories) == 1 {
		i = 0
	}
	if i < 0 {
		var held []string
		for _, inv := range inventories {
			held = append(held, inv.Environment.Name)
		}
		if len(held) == 0 {
			return environment{}, fmt.Errorf("%s holds no environment; take the snapshot again", path)
		}
		return environment{}, fmt.Errorf("%s holds %s, but no %s; write %s=%s", path, listed(held), name, held[0], path)
	}
	if configured.Name != "" {
		name = configured.Name
	}
	inventories[i].Environment.Source = "snapshot"
	env := r.ofInventory(name, inventories[i], configured)
	env.filed = true
	return env, nil
}

// ofInventory is an environment that need not be loaded, cut down to the types that were asked for. The
// configuration says what it is now; the words it had when it was taken stay its own.
func (r *resolver) ofInventory(name string, inv *model.Inventory, configured config.Environment) environment {
	cut := *inv
	e := &cut.Environment
	e.Aliases = keep(union(e.Aliases, configured.Aliases, []string{e.Name}), func(alias string) bool { return alias != name })
	e.Words = union(e.Words, configured.Words)
	e.Name, e.Role = name, configured.Role
	if len(r.only) > 0 {
		cut.Unread = keepUnread(inv.Unread, func(name string) bool { return slices.Contains(r.only, name) })
		cut.Pending = keep(inv.Pending, func(name string) bool { return slices.Contains(r.only, name) })
		cut.Types = r.only
		for _, name := range r.only {
			if !inv.Asked(name) {
				cut.Unread = append(cut.Unread, model.Unread{
					Type: name, Operation: "snapshot", Code: snapshot.NotRecorded,
					Message: "they were not asked for when the snapshot was taken; take it again",
				})
			}
		}
	}
	if r.alone {
		r.narrow(&cut)
	}
	return environment{name: name, kept: &cut, role: cut.Environment.Role}
}

// narrow leaves of an inventory's paths those that --parameters names, if it names any.
func (r *resolver) narrow(inv *model.Inventory) {
	var roots []string
	for _, path := range r.flags.parameters {
		roots = append(roots, strings.TrimSuffix(strings.ReplaceAll(path, "{env}", inv.Environment.Name), "/"))
	}
	if len(roots) == 0 {
		return
	}
	inv.Environment.Roots = roots
	inv.Resources = slices.DeleteFunc(slices.Clone(inv.Resources), func(resource *model.Resource) bool {
		t := r.catalog.Type(resource.Type)
		return t != nil && t.Naming.Paths && !slices.ContainsFunc(roots, func(root string) bool {
			return resource.Name == root || strings.HasPrefix(resource.Name, root+"/")
		})
	})
}

func keep(words []string, wanted func(string) bool) []string {
	return slices.DeleteFunc(slices.Clone(words), func(word string) bool { return !wanted(word) })
}

func union(lists ...[]string) []string {
	var all []string
	for _, word := range slices.Concat(lists...) {
		if !slices.Contains(all, word) {
			all = append(all, word)
		}
	}
	return all
}
