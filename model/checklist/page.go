package checklist

import (
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
	// Entries are what it counts.
	Entries []*model.Entry
}

// Counts is what the comparison says of a line: each of its differences is counted once.
type Counts struct {
	// InWindow are the unexplained differences that changed in the window. Of the others Rare are those of causes that
	// hold no more than [Rare] differences: what stands alone, or is grave, and comes first among the causes. Common
	// are all the rest.
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
	// New is when a re-test found it; zero where it was there from the beginning.
	New time.Time
	// Fate is what has become of one that no cause holds any more, and no re-test has told yet.
	Fate Fate
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
	} else {
		p.Different = decidedOf(inv)
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

// differ begins the keys of the lines that a comparison decides; their title follows.
const differ = "differ "

// decidedOf are the lines of step 2 that something was decided of, where there is no comparison to ask for the others.
func decidedOf(inv Investigation) []Line {
	var lines []Line
	for key, d := range inv.Decisions {
		if title, ours := strings.CutPrefix(key, differ); ours {
			lines = append(lines, Line{Key: key, Title: title, Decision: d, Counts: Counts{Waiting: true}})
		}
	}
	slices.SortFunc(lines, func(a, b Line) int { return strings.Compare(a.Title, b.Title) })
	return lines
}

// different are the lines of step 2 that the comparison decides.
func different(inv Investigation, c *model.Comparison) []Line {
	var lines []Line
	size := map[string]int{}
	for _, cause := range c.Causes {
		size[cause.ID] = len(cause.Entries)
	}
	judged := asked(c)
	places := map[string]int{}
	for _, t := range c.Catalog.Types() {
		if !slices.ContainsFunc(c.Inventories, func(inv *model.Inventory) bool { return inv.Asked(t.Name) }) {
			continue
		}
		for _, title := range t.Lines() {
			at, begun := places[title]
			if !begun {
				at = len(lines)
				places[title] = at
				key := differ + title
				lines = append(lines, Line{Key: key, Title: title, Decision: inv.Decisions[key]})
			}
			lines[at].Types = append(lines[at].Types, t)
		}
	}
	for _, e := range c.Entries {
		if e.Type == nil || !judged[e.Environment] {
			continue
		}
		if at, known := places[e.Type.LineOf(e.Attribute)]; known && lines[at].Counts.add(e, size[e.Cause]) {
			lines[at].Entries = append(lines[at].Entries, e)
		}
	}
	for i := range lines {
		lines[i].Counts.read(c, judged, lines[i].Types)
	}
	return lines
}

// read says what of a line is still being read, and never lets one in which something is unread look clean.
func (n *Counts) read(c *model.Comparison, judged map[string]bool, types []*model.Type) {
	unread := false
	for _, inv := range c.Inventories {
		for _, t := range types {
			n.Waiting = n.Waiting || slices.Contains(inv.Pending, t.Name)
			unread = unread || judged[inv.Environment.Name] && !inv.Complete(t.Name)
		}
	}
	if unread && !n.Waiting {
		n.Unread = max(n.Unread, 1)
	}
}

// add counts a difference; false where there is nothing to count.
func (n *Counts) add(e *model.Entry, size int) bool {
	switch {
	case e.Verdict == model.Unknown:
		n.Unread++
	case e.Verdict == model.Locked:
		n.Locked++
	case !e.Verdict.Unexplained():
		if e.Verdict <= model.Locked {
			return false
		}
		n.Explained++
	case e.Has(model.Recent):
		n.InWindow++
	case size <= Rare:
		n.Rare++
	default:
		n.Common++
	}
	return true
}

// asked are the environments the investigation asks of: those that must be like the baseline, all if none must, and
// the baseline itself, which has what no other tells: a value of its own that names another environment.
func asked(c *model.Comparison) map[string]bool {
	names := map[string]bool{}
	defer func() { names[c.BaselineName()] = true }()
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
