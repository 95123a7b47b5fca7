package command

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"parity/command/investigations"
	"parity/model"
	"parity/model/checklist"
	"parity/ui"
)

// notebook keeps the investigations of the environments on a screen. It is what the screen knows as its keeper.
type notebook struct {
	store *investigations.Store
	// trouble is why there is no store.
	trouble error
	// located says where the environments are.
	located func(ctx context.Context) []checklist.Environment
	// again are the words that show the same environments again.
	again []string
	// wanted is the investigation that is gone on with; empty where any that fits is offered.
	wanted string
}

func (p *program) notebook(pl *plan, l *loader, again []string) *notebook {
	n := &notebook{again: again, located: func(ctx context.Context) []checklist.Environment { return checklist.Of(l.located(ctx)) }}
	n.store, n.trouble = p.notes()
	return n
}

// notes are the investigations of whoever runs the program.
func (p *program) notes() (*investigations.Store, error) {
	folder, err := investigations.Folder(p.getenv)
	if err != nil {
		return nil, err
	}
	return &investigations.Store{Folder: folder, Now: p.clock()}, nil
}

// located are the environments of the plan with the accounts and regions they turn out to be in.
func (l *loader) located(ctx context.Context) []model.Environment {
	environments := l.plan.described()
	wanted := l.plan.wanted()
	if len(wanted) == 0 {
		return environments
	}
	for _, w := range l.aws().Located(ctx, wanted) {
		for i := range environments {
			if environments[i].Source == "aws" && environments[i].Name == w.Name {
				environments[i].Account, environments[i].Region = w.Account, w.Region
			}
		}
	}
	return environments
}

// resume makes an investigation the one that is gone on with, if it is about the environments on the screen.
func (n *notebook) resume(ctx context.Context, id string) error {
	if n.trouble != nil {
		return n.trouble
	}
	kept, err := n.store.Read(id)
	if err != nil {
		return err
	}
	now := n.located(ctx)
	if !kept.Fits(now) {
		return fmt.Errorf("the investigation is of %s, and these are %s; log in where it was", places(kept.Environments), places(now))
	}
	n.wanted = id
	return nil
}

// places are environments with their accounts and regions, in words.
func places(environments []checklist.Environment) string {
	var words []string
	for _, e := range environments {
		words = append(words, strings.Join(slices.DeleteFunc([]string{e.Name, e.Account, e.Region}, func(w string) bool { return w == "" }), " "))
	}
	return listed(words)
}

// Find is the open investigation of the environments that was saved last, or the one that is gone on with. What could
// not be read beside it is told with it.
func (n *notebook) Find([]model.Environment) (ui.Kept, bool, error) {
	if n.trouble != nil {
		return ui.Kept{}, false, n.trouble
	}
	all, problems := n.store.List()
	problems = n.store.SetAside(problems)
	var here []checklist.Environment
	if slices.ContainsFunc(all, func(k investigations.Kept) bool { return k.Open() }) {
		here = n.located(context.Background())
	}
	at := slices.IndexFunc(all, func(k investigations.Kept) bool {
		return k.ID == n.wanted || n.wanted == "" && k.Open() && k.Fits(here)
	})
	if at < 0 {
		return ui.Kept{}, false, several(problems)
	}
	found := ui.Kept{Investigation: all[at].Investigation, Wanted: n.wanted != ""}
	if held, other := errors.AsType[*investigations.Held](n.store.Take(all[at].ID)); other {
		found.Holder = held.Holder
	} else if again, err := n.store.Read(all[at].ID); err == nil {
		found.Investigation = again.Investigation // whoever had it may have saved it since
	}
	return found, true, several(problems)
}

// several is one error of many, in one line.
func several(problems []error) error {
	switch len(problems) {
	case 0:
		return nil
	case 1:
		return problems[0]
	default:
		return fmt.Errorf("%w, and %d more", problems[0], len(problems)-1)
	}
}

// Save keeps an investigation as it is now, with the words that start it again.
func (n *notebook) Save(inv checklist.Investigation) error {
	if n.trouble != nil {
		return n.trouble
	}
	if len(inv.Start) == 0 {
		inv.Start = startOf(&inv, n.again)
	}
	return n.store.Save(inv)
}

// startOf are the words that start an investigation again, with what it is held against, since when it looks and what
// it is about.
func startOf(inv *checklist.Investigation, again []string) []string {
	start := slices.Clone(again)
	if inv.Baseline != "" {
		start = append(start, "--baseline="+inv.Baseline)
	}
	if !inv.Since.IsZero() {
		start = append(start, "--since="+inv.Since.UTC().Format(time.RFC3339))
	}
	if inv.About != "" {
		start = append(start, "--about="+inv.About)
	}
	return start
}
