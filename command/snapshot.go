package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"parity/command/snapshot"
	"parity/model"
)

func (p *program) snapshot() *cobra.Command {
	var sources sourceFlags
	var output string
	cmd := &cobra.Command{
		Use:     "snapshot ENV... -o FILE",
		Short:   "Save what is loaded to a file, without a secret in it",
		Long:    "Save what is loaded to a file, which NAME=FILE then takes for an environment. No secret's value is in it.\nThe exit code is 3 where a part could not be read; the file says which.",
		Example: "parity snapshot staging prod -o friday.json.gz\nparity prod=friday.json.gz prod",
	}
	sources.add(cmd)
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to this file; it is compressed where its name ends in .gz")
	p.complete(cmd, &sources)
	cmd.RunE = p.run(func(ctx context.Context, words []string) (exit, error) {
		if output == "" {
			return unusable, errors.New("snapshot needs a file to write: -o friday.json.gz")
		}
		if output == "-" {
			return unusable, errors.New("a snapshot is written by rename, so that none is ever half there; name a file: -o friday.json.gz")
		}
		pl, err := p.plan(&sources, &comparisonFlags{}, words)
		if err != nil {
			return unusable, err
		}
		inventories, err := p.load(ctx, pl)
		if err != nil {
			return unusable, err
		}
		if ctx.Err() != nil {
			return interrupted, nil
		}
		if err := snapshot.WriteFile(output, pl.catalog, inventories); err != nil {
			return unusable, err
		}
		p.tell(saved(inventories, output))
		if anyUnread(inventories) {
			return incomplete, nil
		}
		return fine, nil
	})
	return cmd
}

func saved(inventories []*model.Inventory, path string) string {
	names, resources := make([]string, len(inventories)), 0
	for i, inv := range inventories {
		names[i] = inv.Environment.Name
		resources += len(inv.Resources)
	}
	return fmt.Sprintf("%s written to %s: %d resources", listed(names), path, resources)
}
