package report

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"parity/model"
)

var signs = [...]string{
	model.Undecided: "…", model.Same: " ", model.Expected: "≈", model.Locked: "*", model.Intentional: "✓",
	model.Accepted: "~", model.Unknown: "?", model.Extra: "+", model.Missing: "−", model.Drift: "≠",
}

func inkOf(v model.Verdict) Ink {
	switch {
	case v.Unexplained():
		return Grave
	case v == model.Unknown:
		return Doubt
	default:
		return Fine
	}
}

// sign is an entry's two columns: the verdict, and what makes it matter more.
func sign(e *model.Entry) string {
	switch finding := e.Finding(); finding {
	case "":
		return signs[e.Verdict] + " "
	case model.Recent:
		return signs[e.Verdict] + "●"
	default:
		return signs[e.Verdict] + "!"
	}
}

// causeSign is that of the gravest of a cause's differences.
func causeSign(c *model.Cause) string {
	worst, mark := model.Undecided, " "
	for _, e := range c.Entries {
		worst = max(worst, e.Verdict)
		switch finding := e.Finding(); {
		case finding != "" && finding != model.Recent:
			mark = "!"
		case finding == model.Recent && mark == " ":
			mark = "●"
		}
	}
	return signs[worst] + mark
}

// way says how differences of a kind can be explained, as a question short enough for the end of a line, and
// as what to do.
type way struct{ question, answer string }

func wayOf(c *model.Cause) way {
	switch c.Kind {
	case model.CauseFinding:
		return way{"a mistake?", "mend it, or write a rule in parity.yaml"}
	case model.CauseWord:
		return way{"a word?", "if its own word, add it to words: in parity.yaml"}
	case model.CauseSmaller:
		return way{"meant?", "if meant, set role: relaxed in parity.yaml"}
	default:
		return way{"a rule?", "if meant, write a rule in parity.yaml"}
	}
}

// subject names what an entry is about: the attribute of a role.
func subject(e *model.Entry) string {
	name := e.Name
	switch {
	case name == "":
		name = e.Type.Plural
	case !e.Type.Naming.Paths && e.Type.Singular != "":
		name = e.Type.Singular + " " + name
	}
	if e.Attribute.IsZero() {
		return name
	}
	return name + " " + e.Attribute.String()
}

// values says what stands on both sides, no wider than width where that is positive.
func values(e *model.Entry, baseline string, width int) string {
	switch {
	case e.Attribute.IsZero() && e.Verdict == model.Missing:
		return "only in " + baseline
	case e.Attribute.IsZero() && e.Verdict == model.Extra:
		return "only in " + e.Environment
	case e.Environment == baseline:
		return baseline + " " + side(e.Baseline)
	}
	mine, yours := side(e.Mine), side(e.Baseline)
	switch {
	case e.Verdict == model.Missing:
		return "only in " + baseline + bare(yours)
	case e.Verdict == model.Extra:
		return "only in " + e.Environment + bare(mine)
	case e.Verdict == model.Unknown && absent(e.Mine) && absent(e.Baseline):
		return ""
	}
	// Two masks read alike whether or not the secrets are.
	if mine == yours && e.Mine.Value == e.Baseline.Value {
		return "both " + mine
	}
	if width > 0 {
		mine, yours = contrast(mine, yours, width-ansi.StringWidth(clean(e.Environment+baseline))-len("  -  "))
	}
	return e.Environment + " " + mine + " · " + baseline + " " + yours
}

// bare adds the value of an element that one side lacks, unless it says nothing beyond the element being there.
func bare(value string) string {
	if value == "true" || value == nothing {
		return ""
	}
	return ": " + value
}

const nothing = "(none)"

func absent(s model.Side) bool { return s.Value.IsAbsent() && len(s.Several) == 0 && s.Shown == "" }

func side(s model.Side) string {
	if s.Shown != "" {
		return s.Shown
	}
	if len(s.Several) > 0 {
		parts := make([]string, len(s.Several))
		for i, each := range s.Several {
			parts[i] = fmt.Sprintf("%d × %s", each.Count, shown(each.Value))
		}
		return strings.Join(parts, ", ")
	}
	if !s.Default.IsAbsent() {
		return shown(s.Default) + " (default)"
	}
	return shown(s.Value)
}

func shown(v model.Value) string {
	switch v.Kind() {
	case model.Absent:
		return nothing
	case model.List, model.Set:
		return clean("[" + strings.Join(v.Elements(), ", ") + "]")
	}
	if v.Text() == "" {
		return `""`
	}
	return clean(v.Text())
}

// since says when a value came to be, or after which look at another one, where that is known: first with all there
// is to say, then with less.
func since(e *model.Entry) []string {
	change := e.Change
	if change == nil || change.At.IsZero() && change.Seen.IsZero() {
		return nil
	}
	at := change.Environment + " " + change.At.UTC().Format(minute)
	if change.At.IsZero() {
		at = change.Environment + " after " + change.Seen.UTC().Format(minute)
	}
	by, was := "", ""
	if change.By != "" {
		by = " by " + change.By
	}
	switch {
	case change.Was.IsAbsent():
	case wasThere(e):
		was = ", was there"
	case !e.Attribute.IsZero():
		was = ", was " + shown(change.Was)
	}
	return []string{at + by + was, at + by, at}
}

// wasThere says that what is not there any more was all of a resource, or an element that is nothing but its key.
func wasThere(e *model.Entry) bool {
	return e.Change.Was.IsTrue() && (e.Verdict == model.Missing || e.Verdict == model.Extra)
}

const minute = "02 Jan 15:04"

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// sentence joins names: a, b and c.
func sentence(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
