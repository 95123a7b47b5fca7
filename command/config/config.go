// Package config reads parity.yaml: which environments there are, which resources play one role although
// their names hide it, and which differences are meant. Every part keeps its place in the file, and every
// mistake is answered with the line it stands on and what was probably meant.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"parity/model"
)

// Config is what a parity.yaml says. The zero Config says nothing.
type Config struct {
	// File is where it was read from, as it is printed; empty where there is none.
	File string
	// Environments are in the order in which the file names them.
	Environments []Environment
	// Counterparts are pins: resources that play one role, whatever they are called.
	Counterparts []Pin
	// Intentional are differences that are meant, MustDiffer equalities that are not.
	Intentional, MustDiffer []Rule
}

// Place is where in its file a part begins. Lines and columns count from 1.
type Place struct {
	File         string
	Line, Column int
}

func (p Place) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column) }

// Environment is a named set of AWS resources, and how to find it.
type Environment struct {
	Name string
	// Profile names the credentials outright; Account is whose they must be.
	Profile, Account, Region string
	// Role is empty where the file leaves it to the name.
	Role           model.Role
	Aliases, Words []string
	// Select is nil where the convention of the name decides.
	Select *Select
	// Parameters are the paths it lives under; none leaves that to the convention. {env} stands for the
	// name or an alias.
	Parameters []string
	At         Place
}

// Select says which resources belong to an environment: exactly one of its ways.
type Select struct {
	All  bool
	Tags map[string]string
	VPC  string
	// Name is a glob.
	Name string
}

// Pin says that resources play one role.
type Pin struct {
	Type, Role string
	// Members are names or ids, by environment.
	Members map[string]string
	At      Place
}

// Rule is a documented, justified exception.
type Rule struct {
	// Type, Name and Attribute are globs, and match everything where they are empty. The file's reader
	// refuses a rule in which all three do.
	Type, Name, Attribute string
	// Environments limits it to these; none is all.
	Environments []string
	// Values limits it to these, in YAML's own types; none is any. An absent value stands for null.
	Values        []model.Value
	Reason, Owner string
	// Expires is the last day on which it counts; zero is for ever.
	Expires time.Time
	At      Place
}

// Environment is the environment of a name or alias.
func (c *Config) Environment(name string) (Environment, bool) {
	for _, env := range c.Environments {
		if env.Name == name {
			return env, true
		}
	}
	for _, env := range c.Environments {
		for _, alias := range env.Aliases {
			if alias == name {
				return env, true
			}
		}
	}
	return Environment{}, false
}

// Names lists the environments' names in their order.
func (c *Config) Names() []string {
	names := make([]string, len(c.Environments))
	for i, env := range c.Environments {
		names[i] = env.Name
	}
	return names
}

// Load reads a file. types are AWS's names of the resource types that rules and pins can speak of.
func Load(path string, types []string) (*Config, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	return Parse(path, data, types)
}

// LoadFS reads a file of a file system, such as the demo's.
func LoadFS(fsys fs.FS, path string, types []string) (*Config, error) {
	data, err := fs.ReadFile(fsys, path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	return Parse(path, data, types)
}

func unreadable(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: no such file", path)
	}
	var inner *fs.PathError
	if errors.As(err, &inner) {
		err = inner.Err
	}
	return fmt.Errorf("%s cannot be read: %w", path, err)
}
