package command

import (
	"errors"
	"io/fs"
	"sync"
	"time"

	"parity/command/config"
	"parity/command/snapshot"
	"parity/model"
	"parity/model/rules"
)

// demonstration is the embedded environments, with the configuration and the earlier load that belong to
// them.
type demonstration struct {
	environments []*model.Inventory
	earlier      map[string][]*model.Inventory
	// histories reads, once, the versions of some parameters, by environment and name, newest first.
	histories func() (map[string]map[string][]*model.Resource, error)
	config    *config.Config
	accepted  *rules.Accepted
}

func readDemo(files fs.FS, catalog *model.Catalog) (*demonstration, error) {
	if files == nil {
		return nil, errors.New("this parity was built without its demo")
	}
	d := &demonstration{config: &config.Config{}, earlier: map[string][]*model.Inventory{}}
	var err error
	if d.environments, err = embedded(files, "environments.json", catalog); err != nil {
		return nil, err
	}
	earlier, err := embedded(files, "earlier.json", catalog)
	if err != nil {
		return nil, err
	}
	for _, inv := range earlier {
		d.earlier[inv.Environment.Name] = append(d.earlier[inv.Environment.Name], inv)
	}
	d.histories = sync.OnceValues(func() (map[string]map[string][]*model.Resource, error) { return readHistories(files, catalog) })
	if data, err := fs.ReadFile(files, config.FileName); err == nil {
		if d.config, err = config.Parse(config.FileName, data, typeNames(catalog)); err != nil {
			return nil, err
		}
	}
	d.accepted, err = config.LoadAcceptedFS(files, config.AcceptedName)
	return d, err
}

// embedded reads a snapshot of the demo, compressed or not.
func embedded(files fs.FS, name string, catalog *model.Catalog) ([]*model.Inventory, error) {
	file, err := files.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		file, err = files.Open(name + ".gz")
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	inventories, err := snapshot.Read(file, name, catalog)
	for _, inv := range inventories {
		inv.Environment.Source = "demo"
	}
	return inventories, err
}

// now is the demo's own present: its rules and debts are of that time.
func (d *demonstration) now() time.Time {
	var now time.Time
	for _, inv := range d.environments {
		if inv.Environment.LoadedAt.After(now) {
			now = inv.Environment.LoadedAt
		}
	}
	return now
}
