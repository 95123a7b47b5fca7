package report

import (
	"fmt"
	"strings"

	"parity/model"
)

// How much of a text, and of two values together, a row of Markdown holds unless all is asked for.
const (
	longText   = 400
	longValues = 240
)

// text is a text as a cell holds it.
func (m *marker) text(text string) string { return prose(m.cut(text, longText)) }

func (m *marker) cut(text string, width int) string {
	if m.all {
		return text
	}
	return cut(clean(text), width)
}

// mark is an entry's sign.
func mark(e *model.Entry) string { return strings.TrimSpace(sign(e)) }

const none = "*none*"

// values are the cells of both sides: the values as code, and in words what is no value.
func (m *marker) values(e *model.Entry) (mine, base string) {
	mine, base = m.side(e.Mine), m.side(e.Baseline)
	if one, two := single(e.Mine), single(e.Baseline); one != "" && two != "" && !m.all {
		one, two = contrast(clean(one), clean(two), longValues)
		mine, base = code(one), code(two)
	}
	switch {
	case e.Verdict == model.Missing:
		return "*missing*", stands(e.Baseline, base)
	case e.Verdict == model.Extra:
		return stands(e.Mine, mine), "*not there*"
	case e.Environment == m.teller.baseline:
		return "", base
	case absent(e.Mine) && absent(e.Baseline):
		return "", ""
	}
	return mine, base
}

// stands is an element that one side has: its value, unless that says nothing beyond its being there.
func stands(s model.Side, cell string) string {
	if absent(s) || s.Value.IsTrue() {
		return "*there*"
	}
	return cell
}

// single is the one text a side comes to; empty where there are several, or where it is no value.
func single(s model.Side) string {
	switch {
	case s.Shown != "":
		return s.Shown
	case len(s.Several) > 0 || s.Value.IsAbsent():
		return ""
	}
	return shown(s.Value)
}

func (m *marker) side(s model.Side) string {
	if s.Shown != "" {
		return code(m.cut(s.Shown, longValues))
	}
	if len(s.Several) > 0 {
		parts := make([]string, len(s.Several))
		for i, each := range s.Several {
			text := each.Shown
			if text == "" {
				text = shown(each.Value)
			}
			parts[i] = fmt.Sprintf("%d × %s", each.Count, code(m.cut(text, longValues/len(s.Several)+20)))
		}
		return strings.Join(parts, ", ")
	}
	if s.Value.IsAbsent() {
		if !s.Default.IsAbsent() {
			return code(m.cut(shown(s.Default), longValues)) + " (default)"
		}
		return none
	}
	return code(m.cut(shown(s.Value), longValues))
}

// sides are both cells where there is no column for them.
func sides(mine, base string) string {
	if mine == "" || base == "" {
		return mine + base
	}
	return mine + " · " + base
}

// notes are what else a row has to say: findings, since when, and why.
func (m *marker) notes(e *model.Entry) string {
	var parts []string
	if found := joinedBy(", ", e.Findings); found != "" {
		parts = append(parts, "**"+found+"**")
	}
	if e.Change != nil {
		parts = append(parts, m.text(came(e)))
	}
	if e.Reason != "" {
		parts = append(parts, m.text(e.Reason))
	}
	if len(e.Exchange) > 0 && e.Reason == "" {
		var words []string
		for _, x := range e.Exchange {
			words = append(words, code(x.Mine)+" ⇄ "+code(x.Yours))
		}
		parts = append(parts, strings.Join(words, ", "))
	}
	if m.all {
		if ids := strings.TrimSuffix(strings.Join(e.Mine.Resources, ", ")+" ⇄ "+strings.Join(e.Baseline.Resources, ", "), " ⇄ "); ids != "" {
			parts = append(parts, prose(ids))
		}
	}
	return strings.Join(parts, "; ")
}

// came is all that is known of when one side of a difference came to be.
func came(e *model.Entry) string {
	c := e.Change
	text := c.Environment
	switch {
	case !c.At.IsZero():
		text += " " + longDate(c.At)
	case !c.Seen.IsZero():
		text += " after " + longDate(c.Seen)
	}
	if c.By != "" {
		text += " by " + c.By
	}
	switch {
	case c.Was.IsAbsent():
	case wasThere(e):
		text += ", was there before"
	default:
		text += ", was " + shown(c.Was)
	}
	if c.How != "" {
		text += " (" + c.How + ")"
	}
	return text
}

func joinedBy[T ~string](separator string, words []T) string {
	texts := make([]string, len(words))
	for i, word := range words {
		texts[i] = string(word)
	}
	return strings.Join(texts, separator)
}
