package config

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"

	"parity/model/rules"
)

// Change is one thing more that a file is to say.
type Change interface {
	// on is what a configuration means with it.
	on(config *Config)
	// write are the ways to write it into a file, the likeliest first; none where the file says it already.
	write(d *document) (attempts, bool)
	// what names it, and text is how a person would write it, should the program not be able to.
	what() string
}

// Edit is a file's text with changes written into it: new lines, or words within a line, in the style of what
// stands around them, and every other byte as it was. The text is read again after each change and must mean
// what it meant, and the change; where no such place for it is found the error says so. Without a difference
// the same text comes back.
func Edit(file string, data []byte, types []string, changes ...Change) ([]byte, error) {
	text, mark := bytes.CutPrefix(data, byteOrderMark)
	now, err := Parse(file, text, types)
	if err != nil {
		return nil, err
	}
	for _, change := range changes {
		want := now.clone()
		change.on(want)
		if now.means(want) {
			continue
		}
		if text, now, err = write(file, text, types, change, want); err != nil {
			return nil, err
		}
	}
	if mark {
		text = append(slices.Clone(byteOrderMark), text...)
	}
	return text, nil
}

// write makes the first attempt that means what is wanted.
func write(file string, text []byte, types []string, change Change, want *Config) ([]byte, *Config, error) {
	d := newDocument(file, text)
	ways, ok := change.write(d)
	if ok {
		for attempt := range ways {
			written := attempt.bytes()
			if got, err := Parse(file, written, types); err == nil && got.means(want) {
				return written, got, nil
			}
		}
	}
	return nil, nil, fmt.Errorf("%s: no place is found for %s without touching the rest; write it by hand", file, change.what())
}

// clone is a copy whose parts can be changed.
func (c *Config) clone() *Config {
	copied := *c
	copied.Environments = slices.Clone(c.Environments)
	copied.Counterparts = slices.Clone(c.Counterparts)
	copied.Rules = slices.Clone(c.Rules)
	return &copied
}

// means says that two configurations say the same, wherever they say it.
func (c *Config) means(other *Config) bool {
	return reflect.DeepEqual(c.meaning(), other.meaning())
}

// meaning is a configuration without places, and with its rules in the order that counts: that of the rules
// of one section.
func (c *Config) meaning() *Config {
	m := c.clone()
	m.File = ""
	for i := range m.Environments {
		env := &m.Environments[i]
		env.At = Place{}
		env.Aliases, env.Words = filled(env.Aliases), filled(env.Words)
		env.Parameters = filled(env.Parameters)
	}
	for i := range m.Rules {
		m.Rules[i].ID = ""
	}
	for i := range m.Counterparts {
		m.Counterparts[i].ID = ""
	}
	slices.SortStableFunc(m.Rules, func(a, b rules.Rule) int {
		switch {
		case a.MustDiffer == b.MustDiffer:
			return 0
		case b.MustDiffer:
			return -1
		default:
			return 1
		}
	})
	m.Environments, m.Counterparts, m.Rules = filled(m.Environments), filled(m.Counterparts), filled(m.Rules)
	return m
}

// filled is a list in which none and an empty one are the same.
func filled[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}
