package company

import (
	"errors"
	"os"
	"path/filepath"

	"parity/aws"
	"parity/command/config"
	"parity/command/snapshot"
	"parity/model"
	"parity/model/compare"
)

// Demo is what the files of the demo hold.
type Demo struct {
	Catalog      *model.Catalog
	Environments []*model.Inventory
	// Comparing is what its company has said and accepted, with production as it was before.
	Comparing compare.Options
}

// Read reads the demo from its folder.
func Read(folder string) (*Demo, error) {
	d := &Demo{Catalog: model.NewCatalog(aws.Types()...)}
	now, err := snapshot.ReadFile(filepath.Join(folder, environmentsFile), d.Catalog)
	if err != nil {
		return nil, err
	}
	before, err := snapshot.ReadFile(filepath.Join(folder, earlierFile), d.Catalog)
	if err != nil {
		return nil, err
	}
	if len(now) != 3 || len(before) != 1 {
		return nil, errors.New("the demo's files do not hold three environments and one from before; make demo writes them anew")
	}
	var types []string
	for _, t := range d.Catalog.Types() {
		types = append(types, t.Name)
	}
	said, err := config.Load(filepath.Join(folder, config.FileName), types)
	if err != nil {
		return nil, err
	}
	debts := filepath.Join(folder, config.AcceptedName)
	data, err := os.ReadFile(debts)
	if err != nil {
		return nil, err
	}
	shelf, err := config.ParseAccepted(debts, data)
	if err != nil {
		return nil, err
	}
	d.Environments = now
	d.Comparing = compare.Options{
		Earlier: map[string][]*model.Inventory{before[0].Environment.Name: before}, Rules: said.Rules, Accepted: shelf, Now: Now,
	}
	return d, nil
}
