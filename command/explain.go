package command

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"sync"

	"parity/command/config"
	"parity/model"
	"parity/model/rules"
	"parity/ui"
)

// explainer writes what is said of differences into the configuration and the file of what is accepted, and
// tells the comparer at once.
type explainer struct {
	plan     *plan
	comparer *comparer
	shelves  shelves
	// file and beside are where the configuration and what is accepted are, or will be.
	file, beside string
	mu           sync.Mutex
}

func (p *program) explainer(pl *plan, c *comparer) (*explainer, error) {
	x := &explainer{plan: pl, comparer: c, shelves: onDisk{}, file: pl.config.File, beside: pl.beside}
	if pl.demo != nil && pl.config == pl.demo.config {
		x.shelves = &inMemory{p.Demo, map[string][]byte{}, "the demo writes no file"}
		x.file, x.beside = config.FileName, config.AcceptedName
		return x, nil
	}
	if x.file == "" {
		folder, err := os.Getwd()
		if err != nil {
			return nil, fmt.Errorf("the current folder cannot be found: %w", err)
		}
		x.file = nearby(folder, config.First(folder))
		if pl.accepted != nil {
			x.file = config.FileName // what is accepted is looked for beside it
		}
	}
	return x, nil
}

// Propose says what an explanation changes in its file.
func (x *explainer) Propose(e ui.Explanation) (ui.Proposal, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if accept, ok := e.(ui.Accept); ok {
		return x.acceptance(accept.Entries)
	}
	file, err := x.shelves.read(x.file)
	if err != nil {
		return ui.Proposal{}, err
	}
	types := typeNames(x.plan.catalog)
	now, err := config.Parse(x.file, file.Data, types)
	if err != nil {
		return ui.Proposal{}, err
	}
	changes, err := x.changes(e, now)
	if err != nil {
		return ui.Proposal{}, err
	}
	data, err := config.Edit(x.file, file.Data, types, changes...)
	if err != nil {
		return ui.Proposal{}, err
	}
	return x.proposal(file, data, x.configured)
}

// acceptance proposes debts.
func (x *explainer) acceptance(entries []*model.Entry) (ui.Proposal, error) {
	file, err := x.shelves.read(x.beside)
	if err != nil {
		return ui.Proposal{}, err
	}
	data, err := config.EditAccepted(x.beside, file.Data, entries, person(), x.comparer.now)
	if err != nil {
		return ui.Proposal{}, err
	}
	return x.proposal(file, data, x.accepted)
}

// person is who runs the program.
func person() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return cmp.Or(os.Getenv("USER"), "somebody")
}

// proposal is a change of a file. learn takes what the file says from then on.
func (x *explainer) proposal(file config.File, data []byte, learn func(data []byte) error) (ui.Proposal, error) {
	proposal := ui.Proposal{File: file.Path, New: file.Data == nil, Unwritten: x.shelves.unwritten()}
	if string(data) == string(file.Data) {
		return proposal, errors.New(file.Path + " says so already; parity was started before it did: start it again")
	}
	for _, d := range config.Diff(file.Data, data) {
		proposal.Diff = append(proposal.Diff, ui.DiffLine(d))
	}
	put := func(file config.File, data []byte) (config.File, error) {
		x.mu.Lock()
		defer x.mu.Unlock()
		next, err := x.shelves.replace(file, data)
		if err != nil {
			return next, err
		}
		return next, learn(data)
	}
	proposal.Write = func() (func() error, error) {
		written, err := put(file, data)
		if err != nil {
			return nil, err
		}
		return func() error {
			_, err := put(written, file.Data)
			return err
		}, nil
	}
	return proposal, nil
}

// configured takes in what the configuration says now.
func (x *explainer) configured(data []byte) error {
	now, err := config.Parse(x.file, data, typeNames(x.plan.catalog))
	if err != nil {
		return err
	}
	x.comparer.configured(now)
	return nil
}

// accepted takes in what is accepted now.
func (x *explainer) accepted(data []byte) error {
	var now *rules.Accepted
	if data != nil {
		var err error
		if now, err = config.ParseAccepted(x.beside, data); err != nil {
			return err
		}
	}
	x.comparer.accepted(now)
	return nil
}

// changes are what an explanation is in the configuration's own terms.
func (x *explainer) changes(e ui.Explanation, now *config.Config) ([]config.Change, error) {
	var changes []config.Change
	var named []string
	switch e := e.(type) {
	case ui.Relax:
		named = append(named, e.Environment)
		changes = append(changes, config.SetRole{Environment: e.Environment, Role: model.Relaxed})
	case ui.Teach:
		for _, w := range e.Words {
			named = append(named, w.Environment)
			changes = append(changes, config.AddWord(w))
		}
	case ui.Except:
		for _, rule := range e.Rules {
			named = append(named, rule.Environments...)
			changes = append(changes, config.AddRule{Rule: rule})
		}
	case ui.Pin:
		for env := range e.Pin.Members {
			named = append(named, env)
		}
		changes = append(changes, config.AddPin{Pin: e.Pin})
	}
	missing, err := x.missing(e, named, now)
	return append(missing, changes...), err
}

// missing are the environments that the file must name first: those that are spoken of, where it names any; all
// of the session where one gets a field and none is there yet, for a file that names environments names all.
func (x *explainer) missing(e ui.Explanation, named []string, now *config.Config) ([]config.Change, error) {
	first := len(now.Environments) == 0
	switch e.(type) {
	case ui.Relax, ui.Teach:
	default:
		if first {
			return nil, x.past(named)
		}
	}
	var changes []config.Change
	for i := range x.plan.environments {
		env := &x.plan.environments[i]
		if env.past || !first && !slices.Contains(named, env.name) {
			continue
		}
		if _, known := now.Environment(env.name); !known {
			changes = append(changes, config.AddEnvironment{Name: env.name, Profile: env.wanted.Profile, Region: env.wanted.Region})
		}
	}
	return changes, x.past(named)
}

// past refuses to speak of what an environment was: the configuration is about what it is.
func (x *explainer) past(named []string) error {
	for i := range x.plan.environments {
		if env := &x.plan.environments[i]; env.past && slices.Contains(named, env.name) {
			return fmt.Errorf("%s is a past state of %s; %s cannot name it: explain it for all environments", env.name, env.living(), filepath.Base(x.file))
		}
	}
	return nil
}
