package ui

import (
	"slices"
	"strconv"
	"strings"

	"parity/model"
	"parity/ui/text"
)

// neverLookedAt is what no load reads: silence about it would read as "nothing there".
const neverLookedAt = "never looked at: IAM, DNS, certificates, the application's release"

// cannotBlock is what could not be said, and why: it keeps all that was said honest.
func (v *view) cannotBlock() []overviewLine {
	lines := []overviewLine{v.headingLine("CANNOT SAY", "")}
	for i, inventory := range v.digest.Inventories {
		for _, unread := range inventory.Unread {
			lines = append(lines, v.unreadLine(i, unread))
		}
	}
	if n := v.unjudged(); n > 0 {
		lines = append(lines, v.note(model.Unknown, counted(n, "attribute", "attributes")+" cannot be judged: ambiguous, or what it refers to is not known"))
	}
	if n := v.digest.locked; n > 0 {
		lines = append(lines, v.note(model.Locked, counted(n, "secret is", "secrets are")+" left encrypted (--decrypt compares them)"))
	}
	if !v.alone() {
		lines = append(lines, v.ruleLines()...)
	}
	last := neverLookedAt
	if unclaimed := v.unclaimed(); unclaimed != "" {
		last += "; " + unclaimed
	}
	return append(lines, overviewLine{sign: piece{v.theme.Dim, v.theme.Nothing}, columns: []piece{{v.theme.Dim, last}}})
}

// ruleLines are the rules that explain nothing: those whose time is over, and those that match nothing.
func (v *view) ruleLines() []overviewLine {
	var lines []overviewLine
	for _, rule := range v.digest.Expired {
		lines = append(lines, v.note(model.Unknown, "expired: rule "+text.Clean(rule)))
	}
	for _, rule := range v.digest.Stale {
		lines = append(lines, v.note(model.Unknown, "explains nothing any more: rule "+text.Clean(rule)))
	}
	return lines
}

func (v *view) note(verdict model.Verdict, words string) overviewLine {
	return overviewLine{
		sign:    piece{v.theme.Verdict(verdict), v.theme.Signs.Verdict(verdict)},
		columns: []piece{{v.theme.Plain, words}},
	}
}

// unreadLine is a part of an environment that could not be read. Enter opens its view.
func (v *view) unreadLine(environment int, u model.Unread) overviewLine {
	name := text.Clean(v.digest.Inventories[environment].Environment.Name)
	what, tab := text.Clean(u.Type), -1
	if t := v.catalog.Type(u.Type); t != nil {
		what, tab = t.Plural, v.digest.tabOf(t)
	}
	if n := len(u.Resources); n > 0 {
		what = strconv.Itoa(n) + " " + what
	}
	if !u.Part.IsZero() {
		what = text.Clean(strings.TrimSuffix(u.Part.String(), "."+model.Any)) + " of " + what
	}
	words := what + " of " + name + ": " + text.Clean(u.Operation) + " " + failure(&u)
	if u.Partial {
		words += ", some pages came"
	}
	if u.Message != "" && !(failure(&u) == denied && strings.Contains(u.Message, u.Operation)) {
		words += " " + v.theme.Dot + " " + text.Clean(u.Message)
	}
	line := v.note(model.Unknown, words)
	line.key = "unread " + name + u.Type + u.Part.String() + u.Operation
	if tab >= 0 {
		line.opens = showTab{tab + 1}
	}
	return line
}

// unjudged counts the entries that are unknown although their type was read.
func (v *view) unjudged() int {
	n := 0
	for _, entry := range v.digest.Entries {
		if entry.Verdict == model.Unknown && entry.Row != nil {
			n++
		}
	}
	return n
}

// unclaimed counts what belongs to no environment, per account.
func (v *view) unclaimed() string {
	var parts, seen []string
	all := 0
	for _, inventory := range v.digest.Inventories {
		place := inventory.Environment.Account + " " + inventory.Environment.Region
		if slices.Contains(seen, place) {
			continue
		}
		seen = append(seen, place)
		n := 0
		for _, ids := range inventory.Unclaimed {
			n += len(ids)
		}
		if n > 0 {
			parts = append(parts, text.Clean(shortAccount(inventory.Environment.Account))+": "+thousands(n))
		}
		all += n
	}
	if all == 0 {
		return ""
	}
	return counted(all, "resource belongs", "resources belong") + " to no environment (" + strings.Join(parts, ", ") + ")"
}
