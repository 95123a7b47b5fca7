// Package redact takes the values out of a comparison, for whoever shows it to people who may know what differs and
// not how: names, verdicts, findings, counts and times stay.
package redact

import (
	"slices"
	"strconv"
	"strings"

	"parity/model"
	"parity/model/checklist"
)

// Hidden stands in the place of a value.
const Hidden = "(hidden)"

// Values is a comparison without a value, and an investigation of it, which may be nil. What they are made of is left
// as it is.
func Values(c *model.Comparison, inv *checklist.Investigation) (*model.Comparison, *checklist.Investigation) {
	r := redactor{numbers: map[[3]string]map[string]int{}}
	out := *c
	entries := map[*model.Entry]*model.Entry{}
	out.Entries = make([]*model.Entry, len(c.Entries))
	keys := map[string]string{}
	for i, e := range c.Entries {
		out.Entries[i] = r.entry(e)
		entries[e] = out.Entries[i]
		keys[checklist.EntryKey(e)] = checklist.EntryKey(out.Entries[i])
	}
	out.Rows = make([]*model.Row, len(c.Rows))
	for i, row := range c.Rows {
		copied := *row
		copied.Entries = nil
		for _, e := range row.Entries {
			if redacted := entries[e]; redacted != nil {
				redacted.Row = &copied
				copied.Entries = append(copied.Entries, redacted)
			}
		}
		out.Rows[i] = &copied
	}
	for _, e := range out.Entries {
		if e.Replaces != nil {
			e.Replaces = entries[e.Replaces]
		}
	}
	out.Causes = make([]*model.Cause, len(c.Causes))
	for i, cause := range c.Causes {
		out.Causes[i] = redactedCause(cause, entries)
	}
	out.Probable = nil // why two may be one is told by their values
	if inv == nil {
		return &out, nil
	}
	redacted := investigation(*inv, keys)
	return &out, &redacted
}

// redactor numbers what it hides, so that one thing is called the same everywhere, and two are told apart.
type redactor struct {
	// numbers are those of the keys of list elements, by type, role and list.
	numbers map[[3]string]map[string]int
}

// entry is an entry without its values, and without the words that quote them.
func (r *redactor) entry(e *model.Entry) *model.Entry {
	copied := *e
	copied.Attribute = r.path(e)
	copied.Mine, copied.Baseline = side(e.Mine), side(e.Baseline)
	copied.Reason, copied.Also, copied.Exchange = "", "", nil
	if e.Relaxable != "" {
		copied.Relaxable = "smaller"
	}
	if e.Change != nil {
		change := *e.Change
		change.Was = value(change.Was)
		if !strings.HasPrefix(change.How, "snapshot of") {
			change.How = "" // an event of AWS's says which value was set
		}
		copied.Change = &change
	}
	return &copied
}

// path is an attribute's with a number in the place of the key of a list's element, which may be a value: an address
// that is let in.
func (r *redactor) path(e *model.Entry) model.Path {
	p := e.Attribute
	if e.Type == nil || p.Len() < 3 {
		return p
	}
	field := e.Type.Field(p)
	at := slices.IndexFunc(field.Elements(), func(length int) bool { return length > 2 && length <= p.Len() })
	if at < 0 {
		return p
	}
	head := p.Head(field.Elements()[at] - 1)
	list := [3]string{e.Type.Name, e.Name, head.String()}
	if r.numbers[list] == nil {
		r.numbers[list] = map[string]int{}
	}
	key := strings.Join(p.Segments()[head.Len():], ".")
	n, known := r.numbers[list][key]
	if !known {
		n = len(r.numbers[list]) + 1
		r.numbers[list][key] = n
	}
	if n == 1 {
		return head.Append(Hidden)
	}
	return head.Append(strings.TrimSuffix(Hidden, ")") + " " + strconv.Itoa(n) + ")")
}

func side(s model.Side) model.Side {
	s.Value, s.Default, s.Shown = value(s.Value), value(s.Default), ""
	several := make([]model.Counted, len(s.Several))
	for i, counted := range s.Several {
		several[i] = model.Counted{Value: value(counted.Value), Count: counted.Count, Resources: counted.Resources}
	}
	if s.Several = several; len(several) == 0 {
		s.Several = nil
	}
	return s
}

// value is what stands for a value. That there is none is no value; that an element is there is told by its verdict.
func value(v model.Value) model.Value {
	if v.IsAbsent() {
		return v
	}
	return model.TextValue(Hidden)
}

// redactedCause is a cause that is called by what differs, never by how.
func redactedCause(c *model.Cause, entries map[*model.Entry]*model.Entry) *model.Cause {
	copied := *c
	copied.Words = model.Exchange{}
	copied.Entries = make([]*model.Entry, len(c.Entries))
	for i, e := range c.Entries {
		copied.Entries[i] = entries[e]
	}
	switch c.Kind {
	case model.CauseRole, model.CauseFolder, model.CauseSmaller:
		return &copied
	}
	first := copied.Entries[0]
	copied.Title = first.Name
	if first.Type != nil && !first.Attribute.IsZero() {
		copied.Title = strings.TrimSpace(first.Type.Singular + " " + first.Name + " " + first.Type.Phrase(first.Attribute))
	}
	if finding := first.Finding(); finding != "" {
		copied.Title += ": " + string(finding)
	}
	return &copied
}

// investigation is an investigation without the titles of what is gone, which quoted values. What people wrote stays.
func investigation(inv checklist.Investigation, keys map[string]string) checklist.Investigation {
	of := func(key string) string {
		if renamed, known := keys[key]; known {
			return renamed
		}
		return key
	}
	decisions := make(map[string]checklist.Decision, len(inv.Decisions))
	for key, d := range inv.Decisions {
		if d.Title != "" {
			d.Title = "what is gone " + Hidden
		}
		named := make([]string, len(d.Of))
		for i := range d.Of {
			named[i] = of(d.Of[i])
		}
		d.Of = named
		decisions[of(key)] = d
	}
	inv.Decisions = decisions
	return inv
}
