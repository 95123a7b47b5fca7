// Package config reads parity.yaml: which environments there are, which resources play one role although
// their names hide it, and which differences are meant. Every part keeps its place in the file, and every
// mistake is answered with the line it stands on and what was probably meant.
package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"parity/model"
	"parity/model/counterparts"
	"parity/model/rules"
)

// Config is what a parity.yaml says. The zero Config says nothing.
type Config struct {
	// File is where it was read from, as it is printed; empty where there is none.
	File string
	// Environments are in the order in which the file names them.
	Environments []Environment
	// Counterparts are resources that play one role, whatever they are called.
	Counterparts []counterparts.Pin
	// Rules are those of intentional and must_differ, in the file's order. A rule's id is its place.
	Rules []rules.Rule
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
	data, err := read(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	return Parse(path, data, types)
}

// longest is far beyond what anybody writes by hand. What is longer is some other file, or has no end.
const longest = 4 << 20

var byteOrderMark = []byte("\xef\xbb\xbf")

// read reads a file that people write. Some editors put a byte order mark before the first key.
func read(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, longest+1))
	if err == nil && len(data) > longest {
		err = fmt.Errorf("it is longer than %d MB; is it the right file?", longest>>20)
	}
	return bytes.TrimPrefix(data, byteOrderMark), err
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

// LoadAccepted reads a file of accepted differences; nil where there is none.
func LoadAccepted(path string) (*rules.Accepted, error) {
	return acceptedIn(path, read)
}

// LoadAcceptedFS reads it from a file system, such as the demo's.
func LoadAcceptedFS(fsys fs.FS, path string) (*rules.Accepted, error) {
	return acceptedIn(path, func(name string) ([]byte, error) { return fs.ReadFile(fsys, name) })
}

func acceptedIn(path string, read func(string) ([]byte, error)) (*rules.Accepted, error) {
	data, err := read(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, unreadable(path, err)
	}
	return ParseAccepted(path, data)
}
