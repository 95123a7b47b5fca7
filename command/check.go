package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"parity/command/config"
	"parity/command/report"
	"parity/model"
	"parity/model/compare"
	"parity/model/wayback"
)

// checkFlags are those of check alone.
type checkFlags struct {
	format, show string
	strict       bool
	// newSince is the file or the time of the older pair, whose differences are known.
	newSince string
}

var (
	formats = []string{"text", "json", "markdown", "junit"}
	shows   = []string{"unexplained", "all"}
)

func (f *checkFlags) validate() error {
	if err := oneOf("--format", f.format, formats); err != nil {
		return err
	}
	return oneOf("--show", f.show, shows)
}

// oneOf refuses a flag's value that is none of the known ones.
func oneOf(flag, value string, known []string) error {
	for _, k := range known {
		if value == k {
			return nil
		}
	}
	if near := config.Nearest(value, known); near != "" {
		return fmt.Errorf("%s cannot be %q; %s?", flag, value, near)
	}
	return fmt.Errorf("%s cannot be %q; it is %s", flag, value, either(known))
}

func (p *program) check() *cobra.Command {
	var sources sourceFlags
	var comparing comparisonFlags
	var drawing drawingFlags
	var own checkFlags
	cmd := &cobra.Command{
		Use:   "check ENV ENV...",
		Short: "Say what differs, and answer with the exit code",
		Long: "Say what differs between environments and the baseline. The exit code is 0 where nothing unexplained differs,\n" +
			"1 where something does, 2 for bad usage or configuration or where nothing could be loaded, 3 where something\n" +
			"could not be read, so that there is no full answer, and 130 after an interrupt.",
		Example: "parity check staging prod\nparity check --demo dev staging prod --format json\nparity check prod=friday.json prod --since 02:10",
	}
	sources.add(cmd)
	comparing.add(cmd)
	drawing.add(cmd)
	cmd.Flags().StringVar(&own.format, "format", "text", "write text, json, markdown or junit")
	cmd.Flags().StringVar(&own.show, "show", "unexplained", "rows of text and markdown: all or unexplained")
	cmd.Flags().StringVar(&own.newSince, "new-since", "", "tell only what is new since a snapshot FILE of them, or since the loads kept at a time: 3d, 2026-11-20")
	cmd.Flags().BoolVar(&own.strict, "strict", false, "accepted differences count as unlike too")
	p.complete(cmd, &sources)
	completeWords(cmd, "format", formats)
	completeWords(cmd, "show", shows)
	cmd.RunE = p.run(func(ctx context.Context, words []string) (exit, error) {
		if err := own.validate(); err != nil {
			return unusable, err
		}
		pl, err := p.plan(&sources, &comparing, words)
		if err != nil {
			return unusable, err
		}
		if err := pl.holdAgainst(comparing.baseline); err != nil {
			return unusable, err
		}
		pair, err := p.knownPair(pl, &sources, own.newSince)
		if err != nil {
			return unusable, err
		}
		return p.checked(ctx, pl, pair, &own, drawing)
	})
	return cmd
}

// checked loads, compares and reports.
func (p *program) checked(ctx context.Context, pl *plan, pair *knownPair, own *checkFlags, drawing drawingFlags) (exit, error) {
	result, err := p.compared(ctx, pl)
	if err != nil {
		return unusable, err
	}
	if ctx.Err() != nil {
		return interrupted, nil
	}
	p.tellRules(result.Comparison)
	p.tellFocus(result, pl.comparison.Focus)
	p.tellWindow(pl, result.Comparison)
	told := result.Comparison
	if pair != nil {
		if told, err = p.onlyNew(pl, pair, result); err != nil {
			return unusable, err
		}
	}
	options := p.textOptions(own, drawing)
	options.Ways = wayback.New(result).Of
	if err := p.report(told, own, options); err != nil {
		return unusable, err
	}
	return verdict(told, own.strict), nil
}

// compared loads the environments and holds them against the baseline.
func (p *program) compared(ctx context.Context, pl *plan) (*compare.Result, error) {
	inventories, err := p.load(ctx, pl)
	if err != nil {
		return nil, err
	}
	return pl.compare(inventories, pl.baseline())
}

// load reads the environments, telling how far it is and what could not be read.
func (p *program) load(ctx context.Context, pl *plan) ([]*model.Inventory, error) {
	line := p.newProgressLine(pl.environments)
	inventories, err := newLoader(pl).Load(ctx, everything, line.took)
	line.end()
	if err != nil {
		return nil, err
	}
	p.tellUnread(pl.catalog, inventories)
	return inventories, nil
}

// tellRules tells which rules of the configuration do nothing any more.
func (p *program) tellRules(c *model.Comparison) {
	if len(c.Expired) > 0 {
		p.tell("expired, and no longer counted: the rules at " + listed(c.Expired))
	}
	if len(c.Expiring) > 0 {
		p.tell("within two weeks expire the rules at " + listed(c.Expiring) + "; renew them, or mend what they are for")
	}
	if len(c.Stale) > 0 {
		p.tell("nothing is left that is meant by the rules and pins at " + listed(c.Stale) + "; take them out")
	}
}

// tellFocus tells that nothing is called so: a word that is misspelt ranks nothing.
func (p *program) tellFocus(result *compare.Result, word string) {
	if word != "" && result.About(word).Len() == 0 {
		p.tell(fmt.Sprintf("--about %q ranks nothing: it is in no name, role, path or tag", word))
	}
}

// verdict is the exit code of a comparison. It is never 0 where something is not known.
func verdict(c *model.Comparison, strict bool) exit {
	unexplained := c.Summary[model.Drift] + c.Summary[model.Missing] + c.Summary[model.Extra]
	if strict {
		unexplained += c.Summary[model.Accepted]
	}
	switch {
	case c.Summary[model.Unknown] > 0 || anyUnread(c.Inventories):
		return incomplete
	case unexplained > 0:
		return differs
	default:
		return fine
	}
}

// anyUnread says that a part of what was asked for could not be read.
func anyUnread(inventories []*model.Inventory) bool {
	for _, inv := range inventories {
		for _, u := range inv.Unread {
			if inv.Asked(u.Type) {
				return true
			}
		}
	}
	return false
}

// report writes the comparison to stdout. A reader that went away has read what it wanted.
func (p *program) report(c *model.Comparison, own *checkFlags, options report.Options) error {
	counted := &counting{w: p.Stdout}
	err := writeReport(counted, c, own, options)
	if err != nil && !gone(err) {
		return fmt.Errorf("the report could not be written: %w", err)
	}
	if own.format == "markdown" && counted.n > report.Comment {
		p.tell(fmt.Sprintf("the Markdown takes %d bytes, more than a comment on GitHub may (%d); without --show all it fits", counted.n, report.Comment))
	}
	return nil
}

// counting counts what is written.
type counting struct {
	w io.Writer
	n int
}

func (c *counting) Write(text []byte) (int, error) {
	n, err := c.w.Write(text)
	c.n += n
	return n, err
}

// gone says that whoever read the output does so no longer.
func gone(err error) bool { return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) }

func writeReport(w io.Writer, c *model.Comparison, own *checkFlags, options report.Options) error {
	switch own.format {
	case "json":
		return report.JSON(w, c)
	case "markdown":
		return report.Markdown(w, c, options)
	case "junit":
		return report.JUnit(w, c, options)
	default:
		return report.Text(w, c, options)
	}
}

// unbound is how wide text is where no terminal bounds it: logs of CI systems show this much, and a name that is
// cut cannot be searched for.
const unbound = 160

// textOptions fit the text to the terminal, where there is one.
func (p *program) textOptions(own *checkFlags, drawing drawingFlags) report.Options {
	options := report.Options{Strict: own.strict, ASCII: p.onlyASCII(drawing), Width: unbound}
	if own.show == "all" {
		options.Show = report.ShowAll
	}
	if file, ok := p.Stdout.(interface{ Fd() uintptr }); ok && isTerminal(p.Stdout) {
		if width, _, err := term.GetSize(file.Fd()); err == nil {
			options.Width = width
		}
		if !p.colourless(drawing) {
			options.Paint = report.Colours
		}
	}
	return options
}
