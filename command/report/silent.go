package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"parity/model"
)

// silentLines is how many lines what could not be said may take.
const silentLines = 8

// silent tells what no cause says: findings without a difference, what could not be read or decided, what is
// locked, and what is alike or explained.
func (t *teller) silent() []*line {
	lines := append(t.findings(), t.unread()...)
	lines = append(lines, t.undecided()...)
	if more := len(lines) - silentLines; more > 0 && t.options.Show != ShowAll {
		lines = append(lines[:silentLines], newLine(Doubt, "? ").add(Plain, fmt.Sprintf("… %d more such lines (--show all)", more)))
	}
	summary := t.comparison.Summary
	if n := summary[model.Locked]; n > 0 {
		lines = append(lines, newLine(Fine, "* ").add(Plain, plural(n, "secret is", "secrets are")+" left encrypted (--decrypt compares them)"))
	}
	if alike := t.alike(); alike != "" {
		lines = append(lines, newLine(Fine, "  ").add(Faint, alike))
	}
	return append(lines, t.still()...)
}

// alike counts what is alike or explained.
func (t *teller) alike() string {
	var alike []string
	for _, v := range []model.Verdict{model.Same, model.Expected, model.Intentional} {
		if n := t.comparison.Summary[v]; n > 0 {
			alike = append(alike, fmt.Sprintf("%d %s", n, v))
		}
	}
	if len(alike) == 0 {
		return ""
	}
	what := "alike or explained: "
	if t.comparison.NewSince != nil {
		what = "alike, or new and explained: "
	}
	return what + strings.Join(alike, ", ")
}

// group is entries of one environment that one line tells of.
type group struct {
	environment, what string
	entries           []*model.Entry
}

// grouped gathers entries by environment and what is said of them, in order of appearance.
func grouped(entries []*model.Entry, what func(*model.Entry) string) []group {
	var groups []group
	at := map[[2]string]int{}
	for _, e := range entries {
		text := what(e)
		if text == "" {
			continue
		}
		key := [2]string{e.Environment, text}
		i, ok := at[key]
		if !ok {
			i = len(groups)
			at[key] = i
			groups = append(groups, group{environment: e.Environment, what: text})
		}
		groups[i].entries = append(groups[i].entries, e)
	}
	return groups
}

// findings tells those that no cause holds.
func (t *teller) findings() []*line {
	groups := grouped(t.comparison.Entries, func(e *model.Entry) string {
		if e.Verdict.Unexplained() {
			return ""
		}
		return string(e.Finding())
	})
	slices.SortStableFunc(groups, func(a, b group) int {
		return model.Finding(a.what).Gravity() - model.Finding(b.what).Gravity()
	})
	var lines []*line
	for _, g := range groups {
		mark := "! "
		if model.Finding(g.what) == model.Recent {
			mark = "● "
		}
		lines = append(lines, newLine(Grave, mark).add(Plain, g.environment+"  "+g.what+": "+first(g.entries)))
	}
	return lines
}

// first names the first of some entries, and says how many more there are.
func first(entries []*model.Entry) string {
	text := subject(entries[0])
	if entries[0].Verdict == model.Same || len(entries) == 1 {
		if value := entries[0].Mine; !absent(value) {
			text += " " + side(value)
		} else if value := entries[0].Baseline; !absent(value) {
			text += " " + side(value)
		}
	}
	if more := len(entries) - 1; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// unread tells what could not be read: one line for each environment and cause.
func (t *teller) unread() []*line {
	var lines []*line
	for _, inv := range t.comparison.Inventories {
		for _, text := range t.unreadOf(inv) {
			lines = append(lines, t.wrapped(inv.Environment.Name+"  "+text)...)
		}
	}
	return lines
}

// unreadOf tells each cause for which parts of an environment could not be read.
func (t *teller) unreadOf(inv *model.Inventory) []string {
	var texts []string
	done := map[[2]string]bool{}
	for _, u := range inv.Unread {
		key := [2]string{u.Operation, u.Code}
		if done[key] {
			continue
		}
		done[key] = true
		same := slices.DeleteFunc(slices.Clone(inv.Unread), func(v model.Unread) bool { return v.Operation != u.Operation || v.Code != u.Code })
		texts = append(texts, t.parts(same)+" unread: "+because(u))
	}
	return texts
}

// wrapped is a doubt on three lines at most: what to do about it stands at its end.
func (t *teller) wrapped(text string) []*line {
	width := t.options.Width - len("? ")
	if width < 0 {
		return []*line{newLine(Doubt, "? ").add(Plain, text)}
	}
	parts := strings.SplitN(ansi.Wrap(clean(text), width, ""), "\n", 3)
	lines := []*line{newLine(Doubt, "? ").add(Plain, parts[0])}
	for _, part := range parts[1:] {
		lines = append(lines, newLine(Plain, "  "+strings.ReplaceAll(part, "\n", " ")))
	}
	return lines
}

// parts names what some unread parts hide.
func (t *teller) parts(unread []model.Unread) string {
	var names []string
	for _, u := range unread {
		name := u.Type
		if typ := t.typeOf(u.Type); typ != nil && typ.Plural != "" {
			name = typ.Plural
		}
		if !u.Part.IsZero() {
			name += " " + u.Part.String()
		}
		if n := len(u.Resources); n > 0 {
			name = fmt.Sprintf("%d %s", n, name)
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) > 2 {
		return fmt.Sprintf("%s and %d other parts", names[0], len(names)-1)
	}
	return sentence(names)
}

func (t *teller) typeOf(name string) *model.Type {
	if t.comparison.Catalog == nil {
		return nil
	}
	return t.comparison.Catalog.Type(name)
}

// because is an unread part's reason in words, with the call and its code where the words lack them.
func because(u model.Unread) string {
	if u.Message == "" {
		return strings.TrimSpace(u.Operation + " " + u.Code)
	}
	if strings.Contains(u.Message, u.Operation) {
		return u.Message
	}
	return u.Operation + " " + u.Message
}

// undecided tells what is unknown although it was read: ambiguous roles, unresolved references.
func (t *teller) undecided() []*line {
	var lines []*line
	for _, g := range t.undecidedGroups() {
		lines = append(lines, t.wrapped(g.environment+"  "+first(g.entries)+" "+g.what)...)
	}
	return lines
}

// undecidedGroups gathers what is unknown although it was read, by why.
func (t *teller) undecidedGroups() []group {
	return grouped(t.comparison.Entries, func(e *model.Entry) string {
		if e.Verdict != model.Unknown || e.Name == "" && t.isUnread(e) {
			return ""
		}
		return strings.TrimSuffix("unknown: "+e.Reason, ": ")
	})
}

// isUnread says that an entry about a whole type repeats what an inventory's unread part says.
func (t *teller) isUnread(e *model.Entry) bool {
	for _, inv := range t.comparison.Inventories {
		for _, u := range inv.Unread {
			if e.Type != nil && u.Type == e.Type.Name {
				return true
			}
		}
	}
	return false
}
