package command

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"parity/command/config"
	"parity/model"
	"parity/model/compare"
)

// dated tells environments of one name apart: a snapshot beside the live one, or beside another, is called
// prod@2026-11-20, with the time of day where a day is not enough. It keeps the words of its name.
func dated(environments []environment) ([]environment, error) {
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04", "2006-01-02T15:04:05"} {
		named := slices.Clone(environments)
		for i := range named {
			if env := &named[i]; env.filed && times(environments, env.name) > 1 {
				env.date(layout)
			}
		}
		if !slices.ContainsFunc(named, func(e environment) bool { return times(named, e.name) > 1 }) {
			return named, nil
		}
	}
	for _, env := range environments {
		if times(environments, env.name) > 1 {
			return nil, fmt.Errorf("%s is named twice; a snapshot and now can be compared, the same one cannot", env.name)
		}
	}
	return environments, nil
}

func times(environments []environment, name string) int {
	n := 0
	for _, env := range environments {
		if env.name == name {
			n++
		}
	}
	return n
}

func (e *environment) date(layout string) {
	inv := *e.kept
	inv.Environment.Aliases = union([]string{e.name}, inv.Environment.Aliases)
	e.name += "@" + inv.Environment.LoadedAt.UTC().Format(layout)
	inv.Environment.Name = e.name
	e.kept, e.past = &inv, true
}

// living is the name an environment has when it is not a snapshot of another.
func (e *environment) living() string {
	if !e.past {
		return e.name
	}
	name, _, _ := strings.Cut(e.name, "@")
	return name
}

// loadedAt is when the environment was read; the zero time is now.
func (e *environment) loadedAt() time.Time {
	if e.kept == nil {
		return time.Time{}
	}
	return e.kept.Environment.LoadedAt
}

// described is what is known of the environment before it is loaded.
func (e *environment) described() model.Environment {
	if e.kept != nil {
		d := e.kept.Environment
		d.Role = e.role
		return d
	}
	w := e.wanted
	return model.Environment{Name: e.name, Role: e.role, Aliases: w.Aliases, Words: w.Words, Account: w.Account, Region: w.Region, Source: "aws"}
}

// settleRoles decides which environment the others are held against, and what each of them is to it. Of
// an environment and its own past the older is the baseline, and the other must equal it.
func settleRoles(environments []environment, wanted string) error {
	described := make([]*model.Inventory, len(environments))
	for i := range environments {
		described[i] = &model.Inventory{Environment: environments[i].described()}
	}
	wanted, err := baselineName(environments, wanted)
	if err != nil {
		return err
	}
	baseline, err := compare.Baseline(described, wanted)
	if err != nil {
		return err
	}
	name := environments[baseline].living()
	for i := range environments {
		env := &environments[i]
		if wanted == "" && env.living() == name && older(env, &environments[baseline]) {
			baseline = i
		}
	}
	for i := range environments {
		env := &environments[i]
		switch {
		case i == baseline:
			env.role = model.Baseline
		case env.living() == name:
			env.role = model.Mirror
		case env.role != model.Relaxed && env.role != model.Mirror:
			env.role = compare.DefaultRole(&described[i].Environment)
		}
		if env.kept != nil {
			inv := *env.kept
			inv.Environment.Role = env.role
			env.kept = &inv
		}
		env.wanted.Role = env.role
	}
	return nil
}

func older(a, b *environment) bool {
	if a.past != b.past {
		return a.past
	}
	return a.loadedAt().Before(b.loadedAt())
}

// baselineName is the environment that --baseline means, by name or alias.
func baselineName(environments []environment, wanted string) (string, error) {
	if wanted == "" {
		return "", nil
	}
	names := make([]string, len(environments))
	for i, env := range environments {
		names[i] = env.name
	}
	if slices.Contains(names, wanted) {
		return wanted, nil
	}
	for _, env := range environments {
		if slices.Contains(env.described().Aliases, wanted) {
			return env.name, nil
		}
	}
	if near := config.Nearest(wanted, names); near != "" {
		return "", fmt.Errorf("--baseline %s is not among the environments; %s?", wanted, near)
	}
	return "", fmt.Errorf("--baseline %s is not among the environments, which are %s", wanted, listed(names))
}
