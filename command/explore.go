package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"parity/ui"
)

var themes = []string{"auto", "dark", "light"}

// commandNames are the words that are commands, for those who mistype one.
var commandNames = []string{"check", "snapshot", "rules", "permissions", "investigations", "completion", "man", "version", "help"}

// everything asks a loader for all types.
var everything = ui.Wanted{}

// showing is what the screen is started with.
type showing struct {
	sources   sourceFlags
	comparing comparisonFlags
	drawing   drawingFlags
	theme     string
	// resumed is the investigation that is gone on with; empty where one may be offered.
	resumed string
}

// add gives a command the flags that say what is looked at.
func (s *showing) add(cmd *cobra.Command) {
	s.sources.add(cmd)
	s.comparing.add(cmd)
}

// addDrawing gives a command the flags that say what a terminal can draw.
func (s *showing) addDrawing(cmd *cobra.Command) {
	s.drawing.add(cmd)
	cmd.Flags().StringVar(&s.theme, "theme", "auto", "draw for a background that is auto, dark or light")
	completeWords(cmd, "theme", themes)
}

func (p *program) explore() *cobra.Command {
	var s showing
	cmd := &cobra.Command{
		Use:   "parity [ENV...]",
		Short: "See what differs between environments, and why",
		Long: "parity puts AWS environments side by side and marks every difference between them. It only ever reads.\n\n" +
			"An ENV is a NAME (of parity.yaml, or what is tagged Environment=NAME in the current account),\n" +
			"NAME=@PROFILE or NAME=@PROFILE/REGION, or NAME=FILE for a snapshot. One ENV alone is explored without\n" +
			"comparing it; its parameters below any path with --parameters.",
		Example: "parity --demo\nparity staging prod\nparity dev=@acme-dev staging=@acme-staging/eu-west-1 prod=@acme-prod\nparity prod=friday.json prod\nparity staging --only parameters --parameters /shared/staging\nparity check staging prod",
		Args:    cobra.ArbitraryArgs,
	}
	s.add(cmd)
	s.addDrawing(cmd)
	p.complete(cmd, &s.sources)
	cmd.RunE = p.run(func(ctx context.Context, words []string) (exit, error) { return p.show(ctx, &s, cmd.Flags(), words) })
	return cmd
}

// show plans what is looked at, and looks at it. flags are those that were given.
func (p *program) show(ctx context.Context, s *showing, flags *pflag.FlagSet, words []string) (exit, error) {
	if err := oneOf("--theme", s.theme, themes); err != nil {
		return unusable, err
	}
	pl, err := p.plan(&s.sources, &s.comparing, words)
	if errors.Is(err, errNobody) && isTerminal(p.Stdin) && isTerminal(p.Stdout) {
		var code exit
		if words, code, err = p.choose(ctx, &s.sources, p.terminal(s.theme, s.drawing)); err != nil {
			return code, unlessLeft(err)
		}
		pl, err = p.plan(&s.sources, &s.comparing, words)
	}
	if err != nil {
		return unusable, err
	}
	if len(pl.environments) == 1 {
		err = pl.lookAtAlone(s.comparing.baseline)
	} else {
		err = pl.holdAgainst(s.comparing.baseline)
	}
	if err != nil {
		return unusable, err
	}
	return p.explored(ctx, pl, s, p.again(flags, pl, words))
}

// explored shows the screen, after whatever must be asked of a person first. again are the words that show it so again.
func (p *program) explored(ctx context.Context, pl *plan, s *showing, again []string) (exit, error) {
	if !isTerminal(p.Stdin) || !isTerminal(p.Stdout) {
		return unusable, errors.New("exploring needs a terminal; parity check says what differs without one")
	}
	l := newLoader(pl)
	if err := l.connect(ctx); err != nil {
		return unusable, err
	}
	options, err := p.screen(pl, l)
	if err != nil {
		return unusable, err
	}
	n := p.notebook(pl, l, again)
	if s.resumed != "" {
		if err := n.resume(ctx, s.resumed); err != nil {
			return unusable, err
		}
	}
	options.Keeper = n
	terminal := p.terminal(s.theme, s.drawing)
	options.Theme, options.ASCII, options.NoColor = terminal.Theme, terminal.ASCII, terminal.NoColor
	options.Input, options.Output = terminal.Input, terminal.Output
	code, err := ui.Run(ctx, options)
	p.seen = true
	return exit(code), err
}

// screen is what the screen asks for everything it does not know.
func (p *program) screen(pl *plan, l *loader) (ui.Options, error) {
	c := newComparer(pl)
	x, err := p.explainer(pl, c)
	return ui.Options{
		Catalog: pl.asked(), Environments: pl.described(), Loader: l, Historian: l, Compare: c.compare, Explainer: x,
		Revealer: l, Recaller: recaller{pl}, Now: p.clock(), About: pl.comparison.Focus, Focus: c.focus, Exporter: exporter{"."},
	}, err
}

// DemoScreen is what parity --demo shows, to be drawn on a terminal of the caller's: the pictures are made of it.
func DemoScreen(files fs.FS) (ui.Options, error) {
	p := &program{Process: Process{Demo: files}}
	pl, err := p.plan(&sourceFlags{demo: true, timeout: patience}, &comparisonFlags{}, nil)
	if err != nil {
		return ui.Options{}, err
	}
	if err := pl.holdAgainst(""); err != nil {
		return ui.Options{}, err
	}
	return p.screen(pl, newLoader(pl))
}

// terminal is what can be drawn, and where.
func (p *program) terminal(theme string, drawing drawingFlags) ui.Options {
	return ui.Options{
		Theme: themeOf(theme), ASCII: p.onlyASCII(drawing), NoColor: p.colourless(drawing), Input: p.Stdin, Output: p.Stdout,
	}
}

func themeOf(name string) ui.Theme {
	switch name {
	case "dark":
		return ui.Dark
	case "light":
		return ui.Light
	default:
		return ui.Auto
	}
}

// lookAtAlone makes the only environment the baseline of nothing.
func (pl *plan) lookAtAlone(baseline string) error {
	if err := settleRoles(pl.environments, baseline); err != nil {
		return err
	}
	return nil
}

// holdAgainst decides what is held against what, which takes two environments.
func (pl *plan) holdAgainst(baseline string) error {
	if len(pl.environments) < 2 {
		name := pl.environments[0].name
		other := "prod"
		if name == other {
			other = "staging"
		}
		return fmt.Errorf("%s alone cannot be compared; name what to hold it against: parity %s %s", name, name, other)
	}
	return settleRoles(pl.environments, baseline)
}
