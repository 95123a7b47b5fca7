package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"parity/command/config"
	"parity/command/investigations"
	"parity/command/report"
	"parity/model/checklist"
	"parity/ui/text"
)

// latest is the word for the investigation that was saved last.
const latest = "latest"

func (p *program) investigations() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "investigations",
		Short: "List the investigations kept on this machine; resume, close or reopen one",
		Long: "List the investigations kept on this machine, those that are open first. c on the screen begins one; it is\n" +
			"saved as it goes, and offered again when its environments are looked at. An ID may be cut short, and\n" +
			"latest is the one that was saved last.",
		Example: "parity investigations\nparity investigations resume latest\nparity investigations close 20261124-021400",
		Args:    cobra.NoArgs,
	}
	cmd.Flags().StringVar(&format, "format", "text", "write text or json")
	completeWords(cmd, "format", listFormats)
	cmd.RunE = p.run(func(context.Context, []string) (exit, error) {
		if err := oneOf("--format", format, listFormats); err != nil {
			return unusable, err
		}
		return p.listInvestigations(format)
	})
	list := &cobra.Command{Use: "list", Short: "List them, as without a word", Args: cobra.NoArgs, RunE: cmd.RunE}
	list.Flags().StringVar(&format, "format", "text", "write text or json")
	completeWords(list, "format", listFormats)
	cmd.AddCommand(list, p.resume(), p.showInvestigation(), p.closeInvestigation(), p.reopenInvestigation())
	return cmd
}

var listFormats = []string{"text", "json"}

// listInvestigations writes all that can be read. That one cannot be is told, and is no success.
func (p *program) listInvestigations(format string) (exit, error) {
	store, err := p.notes()
	if err != nil {
		return unusable, err
	}
	all, problems := store.List()
	for _, problem := range store.SetAside(problems) {
		p.tell(problem.Error())
	}
	if len(all) == 0 && len(problems) > 0 && format == "text" {
		return incomplete, nil // that there is none would be a guess
	}
	var out strings.Builder
	if format == "json" {
		err = writeInvestigations(&out, all)
	} else {
		err = p.tabulate(&out, all)
	}
	if err != nil {
		return unusable, err
	}
	code, err := p.print(out.String())
	if err == nil && len(problems) > 0 {
		return incomplete, nil
	}
	return code, err
}

// tabulate writes a line for each.
func (p *program) tabulate(w io.Writer, all []investigations.Kept) error {
	if len(all) == 0 {
		_, err := fmt.Fprintln(w, "no investigation is kept on this machine; c on the screen begins one")
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tSTATE\tOPENED\tSAVED\tDECIDED\tENVIRONMENTS\tTITLE")
	for i := range all {
		k := &all[i]
		state := "open"
		if !k.Open() {
			state = "closed"
		}
		var names []string
		for _, e := range k.Environments {
			names = append(names, text.Clean(e.Name))
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%d\t%s\t%s\n", k.ID, state, shortTime(k.Opened), shortTime(k.Saved), k.Made(),
			strings.Join(names, ", "), text.Clean(k.Title))
	}
	return table.Flush()
}

func shortTime(at time.Time) string { return at.Local().Format("Mon 2 Jan 2006 15:04") }

// listedInvestigation is one as JSON has it.
type listedInvestigation struct {
	ID           string                  `json:"id"`
	Title        string                  `json:"title"`
	Opened       time.Time               `json:"opened"`
	Saved        time.Time               `json:"saved"`
	Closed       time.Time               `json:"closed,omitzero"`
	Baseline     string                  `json:"baseline"`
	Environments []checklist.Environment `json:"environments"`
	Decided      int                     `json:"decided"`
	RootCause    string                  `json:"rootCause,omitempty"`
}

func writeInvestigations(w io.Writer, all []investigations.Kept) error {
	out := struct {
		Version        int                   `json:"version"`
		Investigations []listedInvestigation `json:"investigations"`
	}{1, []listedInvestigation{}}
	for i := range all {
		k := &all[i]
		out.Investigations = append(out.Investigations, listedInvestigation{
			k.ID, k.Title, k.Opened, k.Saved, k.Closed, k.Baseline, k.Environments, k.Made(), k.Decisions[checklist.KeyRootCause].Note,
		})
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}

func (p *program) resume() *cobra.Command {
	var s showing
	cmd := &cobra.Command{
		Use:   "resume ID|latest",
		Short: "Go on with an investigation: its environments, since when, and all that was decided",
		Long: "Go on with an investigation where it was left: the same environments and flags, the same time since which changes\n" +
			"count, and everything that was decided. They are read anew.",
		Example: "parity investigations resume latest",
	}
	s.addDrawing(cmd)
	p.completeInvestigations(cmd, (*investigations.Kept).Open)
	cmd.RunE = p.run(func(ctx context.Context, words []string) (exit, error) {
		_, kept, err := p.investigation(cmd, words, (*investigations.Kept).Open)
		if err != nil {
			return unusable, err
		}
		if !kept.Open() {
			return unusable, fmt.Errorf("%s was closed %s; parity investigations reopen %s opens it again", kept.ID, shortTime(kept.Closed), kept.ID)
		}
		if len(kept.Start) == 0 {
			return unusable, fmt.Errorf("%s does not say how it was started; name its environments, %s, and press c", kept.ID, places(kept.Environments))
		}
		started := &cobra.Command{}
		s.add(started)
		if err := started.ParseFlags(kept.Start); err != nil {
			return unusable, fmt.Errorf("%s was started with what this parity does not know: %w", kept.ID, err)
		}
		s.resumed = kept.ID
		return p.show(ctx, &s, started.Flags(), started.Flags().Args())
	})
	return cmd
}

func (p *program) showInvestigation() *cobra.Command {
	any := func(*investigations.Kept) bool { return true }
	cmd := &cobra.Command{
		Use: "show ID|latest", Short: "Print what was decided in an investigation, as Markdown",
		Long: "Print what was decided in an investigation, as Markdown: its steps, ticks, notes and times. Nothing is read; what the\n" +
			"environments are like now, and the ways back, are in what e on the screen writes.",
		Example: "parity investigations show latest",
	}
	p.completeInvestigations(cmd, any)
	cmd.RunE = p.run(func(_ context.Context, words []string) (exit, error) {
		_, kept, err := p.investigation(cmd, words, any)
		if err != nil {
			return unusable, err
		}
		var out strings.Builder
		if err := report.Investigation(&out, kept.Investigation, nil, report.Options{}); err != nil {
			return unusable, err
		}
		return p.print(out.String())
	})
	return cmd
}

func (p *program) closeInvestigation() *cobra.Command {
	cmd := &cobra.Command{
		Use: "close ID|latest", Short: "Close an investigation, so that it is not offered any more",
		Example: "parity investigations close latest",
	}
	p.completeInvestigations(cmd, (*investigations.Kept).Open)
	cmd.RunE = p.run(func(_ context.Context, words []string) (exit, error) {
		now := p.clock()()
		return p.change(cmd, words, (*investigations.Kept).Open, "was closed already", func(inv *checklist.Investigation) { inv.Closed = now })
	})
	return cmd
}

func (p *program) reopenInvestigation() *cobra.Command {
	closed := func(k *investigations.Kept) bool { return !k.Open() }
	cmd := &cobra.Command{
		Use: "reopen ID|latest", Short: "Open an investigation again that was closed",
		Example: "parity investigations reopen latest",
	}
	p.completeInvestigations(cmd, closed)
	cmd.RunE = p.run(func(_ context.Context, words []string) (exit, error) {
		return p.change(cmd, words, closed, "is open already", func(inv *checklist.Investigation) { inv.Closed = time.Time{} })
	})
	return cmd
}

// change changes an investigation, unless it is not as it must be for that or another process works on it.
func (p *program) change(cmd *cobra.Command, words []string, as func(*investigations.Kept) bool, otherwise string, change func(*checklist.Investigation)) (exit, error) {
	store, kept, err := p.investigation(cmd, words, as)
	if err != nil {
		return unusable, err
	}
	defer store.Release()
	if held, other := errors.AsType[*investigations.Held](store.Take(kept.ID)); other {
		return unusable, fmt.Errorf("%s: %w; do it there, at the end of the checklist", kept.ID, held)
	}
	if kept, err = store.Read(kept.ID); err != nil {
		return unusable, err // it was as it must be, before it was ours
	}
	if !as(kept) {
		p.tell(kept.ID + " " + otherwise)
		return fine, nil
	}
	change(&kept.Investigation)
	return fine, store.Save(kept.Investigation)
}

// investigation is the one that the words name, whole or cut short. latest is the last of those that are as wanted.
func (p *program) investigation(cmd *cobra.Command, words []string, wanted func(*investigations.Kept) bool) (*investigations.Store, *investigations.Kept, error) {
	if len(words) != 1 || words[0] == "" { // an empty one is what a shell makes of a variable that is not set
		return nil, nil, fmt.Errorf("%s takes one ID, or %s; parity investigations lists them", cmd.Name(), latest)
	}
	store, err := p.notes()
	if err != nil {
		return nil, nil, err
	}
	all, problems := store.List()
	var ids []string
	var found []*investigations.Kept
	for i := range all {
		k := &all[i]
		if k.ID == words[0] || words[0] == latest && wanted(k) {
			return store, k, nil
		}
		if ids = append(ids, k.ID); strings.HasPrefix(k.ID, words[0]) {
			found = append(found, k)
		}
	}
	switch {
	case len(found) == 1:
		return store, found[0], nil
	case len(found) > 1:
		return nil, nil, fmt.Errorf("%d investigations begin with %q; write more of it", len(found), words[0])
	}
	for _, problem := range store.SetAside(problems) {
		if unread, ok := errors.AsType[*investigations.Error](problem); ok && unread.ID() == words[0] {
			return nil, nil, problem // it is there; another one is not what was meant
		}
		p.tell(problem.Error())
	}
	if words[0] == latest {
		return nil, nil, fmt.Errorf("there is no investigation to %s; parity investigations lists them", cmd.Name())
	}
	if near := config.Nearest(words[0], ids); near != "" {
		return nil, nil, fmt.Errorf("there is no investigation %q; %s?", words[0], near)
	}
	return nil, nil, fmt.Errorf("there is no investigation to %s that is called %q; parity investigations lists them", cmd.Name(), words[0])
}

// completeInvestigations offers the ids of those that are as wanted.
func (p *program) completeInvestigations(cmd *cobra.Command, wanted func(*investigations.Kept) bool) {
	cmd.ValidArgsFunction = func(_ *cobra.Command, already []string, word string) ([]string, cobra.ShellCompDirective) {
		store, err := p.notes()
		if err != nil || len(already) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		all, _ := store.List() // what cannot be read is for the command itself to tell
		var offered []string
		for i := range all {
			if wanted(&all[i]) {
				offered = append(offered, all[i].ID+"\t"+text.Clean(all[i].Title))
			}
		}
		if len(offered) > 0 {
			offered = append(offered, latest+"\tthe one that was saved last")
		}
		return slices.DeleteFunc(offered, func(o string) bool { return !strings.HasPrefix(o, word) }), cobra.ShellCompDirectiveNoFileComp
	}
}
