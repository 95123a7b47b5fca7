package command

import (
	"context"
	"fmt"

	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"
)

func (p *program) man() *cobra.Command {
	var cmd *cobra.Command
	cmd = &cobra.Command{
		Use:     "man",
		Short:   "Print the manual page",
		Example: "parity man | man -l -",
		RunE: p.run(func(_ context.Context, words []string) (exit, error) {
			if err := noWords("man", words); err != nil {
				return unusable, err
			}
			page, err := mango.NewManPage(1, cmd.Root())
			if err != nil {
				return unusable, fmt.Errorf("the manual page cannot be made: %w", err)
			}
			return p.print(page.Build(roff.NewDocument()))
		}),
	}
	return cmd
}
