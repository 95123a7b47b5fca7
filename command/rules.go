package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"parity/command/report"
)

func (p *program) rules() *cobra.Command {
	var sources sourceFlags
	var comparing comparisonFlags
	cmd := &cobra.Command{
		Use:   "rules [ENV...]",
		Short: "List every rule in force, and what each one explains now",
		Long: "List every rule in force, built-in ones and those of parity.yaml, with what each one explains now, what is pinned,\n" +
			"and what is accepted, by whom and until when. What has expired, or matches nothing any more, says so.",
		Example: "parity rules\nparity rules --demo",
	}
	sources.add(cmd)
	comparing.add(cmd)
	p.complete(cmd, &sources)
	cmd.RunE = p.run(func(ctx context.Context, words []string) (exit, error) {
		pl, err := p.plan(&sources, &comparing, words)
		if err != nil {
			return unusable, err
		}
		if err := pl.holdAgainst(comparing.baseline); err != nil {
			return unusable, err
		}
		result, err := p.compared(ctx, pl)
		if err != nil {
			return unusable, err
		}
		if ctx.Err() != nil {
			return interrupted, nil
		}
		in := report.InForce{Rules: pl.comparison.Rules, Pins: pl.comparison.Pins, Accepted: pl.comparison.Accepted, Now: pl.comparison.Now}
		if err := report.Rules(p.Stdout, result.Comparison, in); err != nil && !gone(err) {
			return unusable, fmt.Errorf("the rules could not be written: %w", err)
		}
		if anyUnread(result.Inventories) {
			return incomplete, nil
		}
		return fine, nil
	})
	return cmd
}
