// Package causes finds what many differences have in common, so that hundreds of them are read, explained
// and fixed as a dozen, and puts the rarest first. Every unexplained difference belongs to exactly one
// cause; the same inventories always give the same causes. comparison.md §7 is the specification.
package causes

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"parity/model"
	"parity/model/focus"
	"parity/model/vocabulary"
)

// finder holds what the kinds of cause ask of a comparison.
type finder struct {
	comparison *model.Comparison
	vocabulary *vocabulary.Vocabulary
	// index is an environment's place by its name.
	index map[string]int
	// free are the unexplained entries by environment; left gives those that no cause has claimed yet.
	free map[string][]*model.Entry
	// claimed says that some of an environment's free entries were.
	claimed map[string]bool
	found   []*model.Cause
}

// Find gives every unexplained entry its cause, and lists the causes in the order in which they should be
// read. About is what an incident is about; nil is nothing in particular.
func Find(c *model.Comparison, v *vocabulary.Vocabulary, entries []*model.Entry, about *focus.Set) []*model.Cause {
	f := &finder{comparison: c, vocabulary: v, index: map[string]int{}, free: map[string][]*model.Entry{}, claimed: map[string]bool{}}
	for i, inv := range c.Inventories {
		f.index[inv.Environment.Name] = i
	}
	for _, e := range entries {
		e.Cause = ""
		if e.Verdict.Unexplained() {
			f.free[e.Environment] = append(f.free[e.Environment], e)
		}
	}
	for _, inv := range c.Inventories {
		environment := inv.Environment.Name
		slices.SortStableFunc(f.free[environment], byPlace)
		f.grave(environment)
		f.roles(environment)
		f.folders(environment)
		f.words(environment)
		f.smaller(environment)
		f.everywhere(environment)
		f.alike(environment)
		f.singles(environment)
	}
	f.order(about)
	return f.found
}

func byPlace(a, b *model.Entry) int {
	return cmp.Or(cmp.Compare(a.Type.Name, b.Type.Name), cmp.Compare(a.Name, b.Name),
		a.Attribute.Compare(b.Attribute), cmp.Compare(a.Verdict, b.Verdict))
}

// claim makes a cause of entries, which takes them out of those that are left.
func (f *finder) claim(kind model.CauseKind, environment, signature, title, reach string, entries []*model.Entry) {
	sum := sha256.Sum256([]byte(string(kind) + "\x00" + environment + "\x00" + signature))
	c := &model.Cause{
		ID: string(kind) + "-" + hex.EncodeToString(sum[:5]), Kind: kind, Environment: environment,
		Title: title, Reach: reach, Entries: entries,
	}
	for _, e := range entries {
		e.Cause = c.ID
	}
	f.claimed[environment] = true
	f.found = append(f.found, c)
}

// left are the entries of an environment that no cause has claimed yet. Those that were are taken out here,
// once for many causes: a hundred thousand differences may be a hundred thousand causes.
func (f *finder) left(environment string) []*model.Entry {
	if f.claimed[environment] {
		f.free[environment] = slices.DeleteFunc(f.free[environment], func(e *model.Entry) bool { return e.Cause != "" })
		f.claimed[environment] = false
	}
	return f.free[environment]
}

// claimAll makes causes of groups of entries, in the order of their signatures.
func (f *finder) claimAll(groups map[string][]*model.Entry, claim func(signature string, entries []*model.Entry)) {
	signatures := make([]string, 0, len(groups))
	for signature := range groups {
		signatures = append(signatures, signature)
	}
	slices.Sort(signatures)
	for _, signature := range signatures {
		claim(signature, groups[signature])
	}
}

// alone are the findings that make a difference a cause of its own.
var alone = []model.Finding{model.CrossEnvironment, model.SharedSecret, model.OpenToWorld}

func (f *finder) grave(environment string) {
	for _, e := range slices.Clone(f.left(environment)) {
		i := slices.IndexFunc(alone, e.Has)
		if i < 0 {
			continue
		}
		title := Place(e)
		if e.Reason != "" {
			title += ": " + e.Reason
		}
		f.claim(model.CauseFinding, environment, string(alone[i])+Key(e), title, string(alone[i]), []*model.Entry{e})
	}
}

// Key tells one entry from all others of its environment.
func Key(e *model.Entry) string {
	return strings.Join([]string{e.Type.Name, e.Name, e.Attribute.String(), e.Verdict.String()}, "\x00")
}

// Place is where an entry is, for people: the word for its type, the role and the attribute.
func Place(e *model.Entry) string {
	if e.Name == "" {
		return e.Type.Plural
	}
	text := e.Name
	if !e.Type.Naming.Paths && e.Type.Singular != "" {
		text = e.Type.Singular + " " + text
	}
	if !e.Attribute.IsZero() && !(e.Type.Naming.Paths && e.Attribute == value) {
		text += " " + e.Type.Phrase(e.Attribute)
	}
	return text
}

// value is the attribute that a parameter is: what its path already names.
var value = model.NewPath("Value")

// uniform says that neither side's members differ among themselves.
func uniform(e *model.Entry) bool {
	return e.Mine.Several == nil && e.Baseline.Several == nil && !e.Has(model.SplitRole)
}

// shown is one side's value in words.
func shown(s model.Side) string {
	if s.Shown != "" {
		return s.Shown
	}
	if len(s.Several) > 0 {
		var texts []string
		for _, c := range s.Several {
			texts = append(texts, fmt.Sprintf("%d × %s", c.Count, cmp.Or(c.Shown, c.Value.Text(), "·")))
		}
		return strings.Join(texts, ", ")
	}
	switch {
	case !s.Default.IsAbsent():
		return s.Default.Text() + " (default)"
	case s.Value.IsAbsent():
		return "·"
	}
	return s.Value.Text()
}
