package checklist

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"parity/model"
)

// Page is the checklist filled: what was decided, beside what the comparison says.
type Page struct {
	// Reproduce is step 1.
	Reproduce Line
	// Different is step 2: a line for what was loaded, and those decided by hand.
	Different []Line
	// Together is step 3: a to-do for each cause of the environments that must be like the baseline, for each change
	// of the window, and for whatever was decided on and is gone.
	Together []Todo
	// Finally is step 4.
	Finally []Line
	// Done counts the lines that are decided, Of all.
	Done, Of int
}

// Line is one line of a step.
type Line struct {
	// Key finds the line's decision.
	Key   string
	Title string
	Decision
	// Types are those it counts; none where it is decided by hand.
	Types  []*model.Type
	Counts Counts
}

// Counts is what the comparison says of a line.
type Counts struct {
	// InWindow are the unexplained differences that changed in the window, Rare those of causes with few, Common
	// all others.
	InWindow, Rare, Common int
	// Explained are those that something explains, Unread what could not be read or judged, Locked the secrets that
	// were left encrypted.
	Explained, Unread, Locked int
	// Waiting says that it is still being read.
	Waiting bool
}

// Todo is a cause that is to be brought together.
type Todo struct {
	Key string
	// Title is what it was called when it was decided on, and where it is no longer in the comparison.
	Title string
	Decision
	// Cause and Entry are nil where it is gone, or is decided by hand. Entry is the cause's first difference.
	Cause *model.Cause
	Entry *model.Entry
	// Recent says that it changed in the window, ByHand that no comparison knows of it.
	Recent, ByHand bool
}

// The keys of the lines that no comparison fills.
const (
	KeyReproduce = "reproduce"
	KeyVersions  = "by hand: versions"
	KeyUnread    = "by hand: never read"
	KeyRelease   = "by hand: release"
	KeyFix       = "fix"
	KeyTested    = "fix tested"
	KeyRootCause = "root cause"
)

// Rare is how many differences a cause has at most to be an accident rather than a policy.
const Rare = 3

// Fill fills the page from a comparison; nil is one that is not there yet.
func Fill(inv Investigation, c *model.Comparison) Page {
	var p Page
	line := func(key, title string) Line { return Line{Key: key, Title: title, Decision: inv.Decisions[key]} }
	p.Reproduce = line(KeyReproduce, "Can I reproduce it in "+inv.mirror()+"?")
	if c != nil {
		p.Different = different(inv, c)
	}
	p.Different = append(p.Different,
		line(KeyVersions, "versions: application, runtime, libraries"),
		line(KeyUnread, "what parity did not read: IAM, DNS, certificates, load balancers"))
	p.Together = together(inv, c)
	p.Finally = []Line{line(KeyFix, "fix"), line(KeyTested, "fix tested in "+inv.mirror()+" first"), line(KeyRootCause, "root cause, one sentence")}
	p.count(inv)
	return p
}

// count counts what is decided.
func (p *Page) count(inv Investigation) {
	decided := func(yes bool) {
		p.Of++
		if yes {
			p.Done++
		}
	}
	decided(inv.Reproduced != Unanswered)
	for i := range p.Different {
		decided(!p.Different[i].Ticked.IsZero())
	}
	for i := range p.Together {
		decided(!p.Together[i].Ticked.IsZero() || !p.Together[i].RuledOut.IsZero())
	}
	for i := range p.Finally {
		decided(!p.Finally[i].Ticked.IsZero())
	}
}

// mirror is the environment in which the incident is to be reproduced.
func (inv Investigation) mirror() string {
	for _, role := range []model.Role{model.Mirror, model.Relaxed} {
		for _, e := range inv.Environments {
			if e.Name != inv.Baseline && e.Role == role {
				return e.Name
			}
		}
	}
	return "another environment"
}

// different are the lines of step 2 that the comparison decides.
func different(inv Investigation, c *model.Comparison) []Line {
	var lines []Line
	size := map[string]int{}
	for _, cause := range c.Causes {
		size[cause.ID] = len(cause.Entries)
	}
	places := map[*model.Type]int{}
	for _, t := range c.Catalog.Types() {
		key := "type " + t.Name
		places[t] = len(lines)
		lines = append(lines, Line{Key: key, Title: t.Plural, Decision: inv.Decisions[key], Types: []*model.Type{t}})
		lines[len(lines)-1].Counts.Waiting = slices.ContainsFunc(c.Inventories, func(inv *model.Inventory) bool {
			return slices.Contains(inv.Pending, t.Name)
		})
	}
	judged := asked(c)
	for _, e := range c.Entries {
		at, known := places[e.Type]
		if !known || !judged[e.Environment] {
			continue
		}
		lines[at].Counts.add(e, size[e.Cause])
	}
	return lines
}

func (n *Counts) add(e *model.Entry, size int) {
	switch {
	case e.Verdict == model.Unknown:
		n.Unread++
	case e.Verdict == model.Locked:
		n.Locked++
	case !e.Verdict.Unexplained():
		if e.Verdict > model.Locked {
			n.Explained++
		}
	case e.Has(model.Recent):
		n.InWindow++
	case size <= Rare:
		n.Rare++
	default:
		n.Common++
	}
}

// asked are the environments the investigation asks of: those that must be like the baseline, all if none must.
func asked(c *model.Comparison) map[string]bool {
	names := map[string]bool{}
	for _, role := range []model.Role{model.Mirror, model.Relaxed} {
		for _, i := range c.Others() {
			if e := c.Inventories[i].Environment; (e.Role == model.Relaxed) == (role == model.Relaxed) {
				names[e.Name] = true
			}
		}
		if len(names) > 0 {
			break
		}
	}
	return names
}

// together are the to-dos: what changed in the window first, then as the causes are ordered, what is gone last.
func together(inv Investigation, c *model.Comparison) []Todo {
	var todos []Todo
	listed := map[string]bool{}
	if c != nil {
		out, judged := inv.Out(), asked(c)
		told := toldOf(c, judged)
		for _, cause := range c.Causes {
			t := Todo{Key: CauseKey(cause), Title: cause.Title, Cause: cause, Entry: cause.Entries[0]}
			t.Recent = slices.ContainsFunc(cause.Entries, func(e *model.Entry) bool { return e.Has(model.Recent) })
			t.Decision = inv.Decisions[t.Key]
			lists := judged[cause.Environment] || !t.Decision.IsZero() || t.Recent && !told(cause)
			if d, ok := out.Cause(cause); ok && t.RuledOut.IsZero() {
				t.RuledOut, t.Reason = d.RuledOut, d.Reason
				listed[d.Key] = true
			}
			if lists {
				todos, listed[t.Key] = append(todos, t), true
			}
		}
		slices.SortStableFunc(todos, func(a, b Todo) int {
			if c := cmp.Compare(order(a.Recent), order(b.Recent)); c != 0 || !a.Recent {
				return c
			}
			return changedAt(b.Cause).Compare(changedAt(a.Cause))
		})
	}
	var gone []Todo
	for key, d := range inv.Decisions {
		if d.Title != "" && !listed[key] {
			gone = append(gone, Todo{Key: key, Title: d.Title, Decision: d})
		}
	}
	slices.SortFunc(gone, func(a, b Todo) int { return strings.Compare(a.Key, b.Key) })
	todos = append(todos, gone...)
	return append(todos, Todo{Key: KeyRelease, Title: "application versions", Decision: inv.Decisions[KeyRelease], ByHand: true})
}

// toldOf says of a cause that what changed in it is told by that of another environment: the change was the
// baseline's.
func toldOf(c *model.Comparison, judged map[string]bool) func(*model.Cause) bool {
	type about struct {
		of        *model.Type
		name      string
		attribute model.Path
	}
	seen := map[about]bool{}
	for _, e := range c.Entries {
		if judged[e.Environment] && e.Verdict.Unexplained() {
			seen[about{e.Type, e.Name, e.Attribute}] = true
		}
	}
	return func(cause *model.Cause) bool {
		return !slices.ContainsFunc(cause.Entries, func(e *model.Entry) bool { return !seen[about{e.Type, e.Name, e.Attribute}] })
	}
}

// changedAt is when the newest change of a cause was.
func changedAt(c *model.Cause) (at time.Time) {
	for _, e := range c.Entries {
		if e.Change != nil && e.Change.At.After(at) {
			at = e.Change.At
		}
	}
	return at
}

func order(first bool) int {
	if first {
		return 0
	}
	return 1
}
