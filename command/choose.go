package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"

	"parity/aws"
	"parity/command/config"
	"parity/model"
	"parity/model/vocabulary"
	"parity/ui"
)

// errLeft is that a person left the choosing without a choice.
var errLeft = errors.New("nothing was chosen")

// choose lets a person choose among the environments that the current account and region hold. It returns their
// names where a file was written that says what they are; else they are taken for those of a file. The exit code
// counts where nothing was chosen, which errLeft says.
func (p *program) choose(ctx context.Context, sources *sourceFlags, screen ui.Options) (names []string, code exit, err error) {
	options, err := p.live(sources, nil)
	if err != nil {
		return nil, unusable, err
	}
	source := aws.NewSource(options)
	account, region, err := source.Place(ctx)
	if err != nil {
		return nil, unusable, fmt.Errorf("no environments are named, and what there is cannot be looked for: %w (parity --demo needs no AWS)", err)
	}
	c := chooser{flags: sources, account: account, region: region}
	picked, left, err := ui.Pick(ctx, ui.PickOptions{
		Place: ui.Discovery{Account: account, Region: region}, Screen: screen, Draft: c.draft, Write: c.write,
		Find: func(ctx context.Context, tell func(ui.Discovery)) (ui.Discovery, error) {
			found, err := source.Discover(ctx, func(d aws.Discovery) { tell(c.told(d)) })
			return c.told(found), err
		},
	})
	switch {
	case err != nil:
		return nil, unusable, err
	case len(picked.Names) == 0:
		p.seen = true
		return nil, exit(left), errLeft
	case c.wrote(picked.Names):
		return picked.Names, fine, nil
	}
	sources.chosen = c.environments(picked)
	return nil, fine, nil
}

// unlessLeft is the error, unless it says that somebody left, which needs no words.
func unlessLeft(err error) error {
	if errors.Is(err, errLeft) {
		return nil
	}
	return err
}

// chooser turns what was found into words for the screen, and what was chosen into environments.
type chooser struct {
	flags           *sourceFlags
	account, region string

	mu sync.Mutex
	// found is what there is by name: the search writes it, the screen reads it.
	found map[string]aws.Candidate
	// written are the names in the file that was written.
	written []string
}

// told is a discovery in words.
func (c *chooser) told(d aws.Discovery) ui.Discovery {
	found := make(map[string]aws.Candidate, len(d.Candidates))
	out := ui.Discovery{Account: d.Account, Region: d.Region, Remarks: d.Remarks}
	for _, candidate := range d.Candidates {
		found[candidate.Name] = candidate
		out.Candidates = append(out.Candidates, inWords(candidate))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.found = found
	return out
}

func inWords(c aws.Candidate) ui.Candidate {
	out := ui.Candidate{Name: c.Name, Likely: vocabulary.Family(c.Name) != "", By: "its path"}
	if len(c.Tags) > 0 {
		out.By = "tag " + strings.Join(c.Tags, ", ")
	}
	for _, count := range c.Counts {
		out.Found = append(out.Found, amount(count.N, count.One, count.Many))
	}
	for _, root := range c.Roots {
		words := amount(root.N, "parameter", "parameters")
		if root.AtLeast {
			words = fmt.Sprintf("%d parameters or more", root.N)
		}
		out.Found = append(out.Found, words+" under "+root.Path)
	}
	return out
}

func amount(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// environments are those that were chosen, as a file would say them but for the place, which is the current one.
func (c *chooser) environments(picked ui.Picked) []config.Environment {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []config.Environment
	for _, name := range picked.Names {
		all = append(all, c.environment(c.found[name], picked))
	}
	return all
}

func (c *chooser) environment(found aws.Candidate, picked ui.Picked) config.Environment {
	env := config.Environment{Name: found.Name}
	if found.Name == picked.Baseline {
		env.Role = model.Baseline
	}
	for _, value := range found.Values {
		if !strings.EqualFold(value, found.Name) {
			env.Aliases = append(env.Aliases, value)
		}
	}
	if len(c.flags.tags) == 0 && len(found.Tags) == 1 && len(found.Values) == 1 {
		env.Select = &config.Select{Tags: map[string]string{found.Tags[0]: found.Values[0]}}
	}
	if len(c.flags.parameters) == 0 {
		for _, root := range found.Roots {
			env.Parameters = append(env.Parameters, root.Path)
		}
	}
	return env
}

// draft is the file that names what was chosen, with the account and region it was found in.
func (c *chooser) draft(picked ui.Picked) (ui.Draft, error) {
	folder, err := os.Getwd()
	if err != nil {
		return ui.Draft{}, fmt.Errorf("the current folder cannot be found: %w", err)
	}
	environments := c.environments(picked)
	for i := range environments {
		environments[i].Account, environments[i].Region = c.account, c.region
	}
	return ui.Draft{Path: nearby(folder, config.First(folder)), Text: string(config.FirstText(environments)), Names: picked.Names}, nil
}

// write writes the file, where there is none.
func (c *chooser) write(draft ui.Draft) error {
	file, err := config.ReadFile(draft.Path)
	if err != nil {
		return err
	}
	if file.Data != nil {
		return fmt.Errorf("%s is there already, and is left as it is", draft.Path)
	}
	if _, err = file.Replace([]byte(draft.Text)); err == nil {
		c.written = draft.Names
	}
	return err
}

// wrote says that the file that was written has all the names.
func (c *chooser) wrote(names []string) bool {
	return len(c.written) > 0 && !slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(c.written, name) })
}
