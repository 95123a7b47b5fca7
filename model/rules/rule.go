// Package rules holds what is meant or accepted: documented exceptions with a reason, an owner and an end,
// and the debt somebody has put on the second shelf. comparison.md §6 is the specification.
package rules

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"parity/model"
)

// BuiltIn is the id of the rule that a relaxed environment may be smaller.
const BuiltIn = "built-in"

// Rule is a documented, justified exception: what, where, why, by whom, until when.
type Rule struct {
	// ID names the rule in reports and in what a rule explains: its place in the file, or built-in.
	ID string
	// Type, Name and Attribute are globs; empty ones match everything. A Name's segments are parted by
	// slashes, an Attribute's by dots; ** stands for any number of segments.
	Type, Name, Attribute string
	// Environments are the names it holds for; none means all but the baseline.
	Environments []string
	// Values are the only values it explains, where any are given: a third one resurfaces.
	Values []model.Value
	// MustDiffer turns the rule round: differing is intentional, equal is drift.
	MustDiffer bool
	Reason     string
	Owner      string
	// Expires is the last day it holds; the zero time is never.
	Expires time.Time
}

// Expired says that the rule's time is over.
func (r *Rule) Expired(now time.Time) bool {
	return !r.Expires.IsZero() && !now.Before(r.Expires.AddDate(0, 0, 1))
}

// All says that the rule would match everything, which no rule may.
func (r *Rule) All() bool {
	blank := func(glob string) bool { return strings.Trim(glob, "*?/.:") == "" }
	return blank(r.Type) && blank(r.Name) && blank(r.Attribute)
}

// Matches says that the rule speaks of the entry, whatever its value and verdict.
func (r *Rule) Matches(e *model.Entry) bool {
	if len(r.Environments) > 0 && !slices.Contains(r.Environments, e.Environment) {
		return false
	}
	return r.SpeaksOf(e.Type.Name) && matchName(r.Name, e.Name) && matchPath(r.Attribute, e.Attribute)
}

// SpeaksOf says that the rule may match resources of a type.
func (r *Rule) SpeaksOf(typeName string) bool { return matchGlob(r.Type, typeName, ":") }

// Speaks says that the rule may match an attribute of the row.
func (r *Rule) Speaks(row *model.Row) bool {
	return r.SpeaksOf(row.Type.Name) && matchName(r.Name, row.Role)
}

// Explains says that the rule explains a difference that it speaks of: that its value is among those the
// rule was written for.
func (r *Rule) Explains(e *model.Entry) bool {
	if len(r.Values) == 0 {
		return true
	}
	if e.Mine.Several != nil {
		return !slices.ContainsFunc(e.Mine.Several, func(c model.Counted) bool { return !r.allows(c.Value) })
	}
	return r.allows(e.Mine.Value) || !e.Mine.Default.IsAbsent() && r.allows(e.Mine.Default)
}

func (r *Rule) allows(v model.Value) bool {
	return slices.ContainsFunc(r.Values, func(want model.Value) bool {
		return want == v || want.Text() == v.Text() && want.IsAbsent() == v.IsAbsent()
	})
}

// Why is the reason with its owner and end, for people.
func (r *Rule) Why() string {
	text := r.Reason
	if r.Owner != "" {
		text += fmt.Sprintf(" (%s)", r.Owner)
	}
	if !r.Expires.IsZero() {
		text += ", until " + r.Expires.Format(time.DateOnly)
	}
	return text
}

func matchName(glob, name string) bool {
	if glob == "" || glob == name {
		return true
	}
	return matchGlob(glob, name, "/")
}

func matchPath(glob string, p model.Path) bool {
	if glob == "" || glob == p.String() {
		return true
	}
	return matchSegments(strings.Split(glob, "."), p.Segments())
}

func matchGlob(glob, text, separator string) bool {
	if glob == "" || glob == text {
		return true
	}
	return strings.HasPrefix(text, stem(glob, separator)) && matchSegments(strings.Split(glob, separator), strings.Split(text, separator))
}

// stem is what whatever a glob matches begins with: most names are told by it, where taking them apart would take
// time. The separator before ** is none of it, since that takes no segment at all, too.
func stem(glob, separator string) string {
	end := 0
	for end < len(glob) && strings.IndexByte(`*?[\`, glob[end]) < 0 {
		end++
	}
	return strings.TrimSuffix(glob[:end], separator)
}

// matchSegments matches one segment by one glob, anchored; ** takes any number of them.
func matchSegments(globs, segments []string) bool {
	for len(globs) > 0 {
		if globs[0] == "**" {
			for i := 0; i <= len(segments); i++ {
				if matchSegments(globs[1:], segments[i:]) {
					return true
				}
			}
			return false
		}
		if len(segments) == 0 || !matchOne(globs[0], segments[0]) {
			return false
		}
		globs, segments = globs[1:], segments[1:]
	}
	return len(segments) == 0
}

// matchOne matches a segment, which may hold slashes itself (a device's path).
func matchOne(glob, segment string) bool {
	const slash = "\x00"
	ok, err := path.Match(strings.ReplaceAll(glob, "/", slash), strings.ReplaceAll(segment, "/", slash))
	return err == nil && ok
}
