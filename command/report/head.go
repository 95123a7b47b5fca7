package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"parity/model"
)

// headLines is how many environments the head names.
const headLines = 10

// head says who was compared: the wrong account is the commonest mistake of a night.
func (t *teller) head() []*line {
	c := t.comparison
	order := append([]int{c.Baseline}, c.Others()...)
	name, place := 0, 0
	for _, i := range order {
		e := c.Inventories[i].Environment
		name, place = max(name, ansi.StringWidth(clean(e.Name))), max(place, ansi.StringWidth(placeOf(e)))
	}
	var lines []*line
	for n, i := range order {
		if n == headLines {
			lines = append(lines, newLine(Plain, plural(len(order)-n, "more environment", "more environments")))
			break
		}
		e := c.Inventories[i].Environment
		l := new(line).column(Strong, e.Name, name).add(Plain, "  ").column(Plain, string(roleOf(c, i)), len(model.Baseline))
		if place > 0 {
			l.add(Plain, "  ").column(Plain, placeOf(e), place)
		}
		lines = append(lines, l.add(Plain, "  "+t.state(i)))
	}
	return append(lines, t.heldAgainst(order)...)
}

// heldAgainst says which older pair is known, and what became of its differences.
func (t *teller) heldAgainst(order []int) []*line {
	known := t.comparison.NewSince
	if known == nil {
		return nil
	}
	var then []string
	for _, i := range order {
		then = append(then, t.then(known.Then[i]))
	}
	if len(then) > headLines {
		then = append(then[:headLines], fmt.Sprintf("%d more", len(then)-headLines))
	}
	from := "the loads kept here"
	if known.From != "" {
		from = known.From
	}
	return []*line{
		newLine(Plain, "new since "+from+": "+strings.Join(then, ", ")),
		newLine(Plain, fates(known)),
	}
}

func (t *teller) then(e model.Environment) string {
	if e.LoadedAt.IsZero() {
		return e.Name + " not loaded then"
	}
	return e.Name + " of " + dayAndTime(t.comparison, e.LoadedAt)
}

// dayAndTime is a moment of the past: a snapshot may be of another year than what is held against it.
func dayAndTime(c *model.Comparison, at time.Time) string {
	layout := "Mon 2 Jan 15:04 UTC"
	if at.UTC().Year() != c.Inventories[c.Baseline].Environment.LoadedAt.UTC().Year() {
		layout = "Mon 2 Jan 2006 15:04 UTC"
	}
	return at.UTC().Format(layout)
}

// fates says what became of the differences of then.
func fates(n *model.NewSince) string {
	if n.Known == 0 {
		return "no unexplained difference was known"
	}
	var parts []string
	for _, part := range []struct {
		n         int
		one, many string
	}{
		{n.As, "is as it was", "are as they were"},
		{n.Changed, "has changed", "have changed"},
		{n.Gone, "is gone", "are gone"},
		{n.Unread, "cannot be seen now", "cannot be seen now"},
	} {
		if part.n > 0 {
			parts = append(parts, plural(part.n, part.one, part.many))
		}
	}
	return "of " + plural(n.Known, "known difference", "known differences") + " " + sentence(parts)
}

func placeOf(e model.Environment) string {
	return clean(strings.TrimSpace(e.Account + " " + e.Region))
}

// state is what the head says of an environment.
func (t *teller) state(i int) string {
	c := t.comparison
	e := c.Inventories[i].Environment
	if i == c.Baseline {
		return strings.TrimSpace(source(e) + " " + readAt(e))
	}
	summary := c.ByEnvironment[e.Name]
	causes := 0
	for _, cause := range t.causes {
		if cause.Environment == e.Name {
			causes++
		}
	}
	state, fresh := "nothing unexplained", ""
	if c.NewSince != nil {
		state, fresh = "nothing new", "new "
	}
	if n := unexplained(summary); n > 0 {
		state = fmt.Sprintf("%d %sunexplained in %s", n, fresh, plural(causes, "cause", "causes"))
	}
	if n := summary[model.Unknown]; n > 0 {
		state += fmt.Sprintf(", %d unknown", n)
	}
	if e.Source == "snapshot" {
		state += "  " + strings.TrimSpace(source(e)+" "+readAt(e))
	}
	return state
}

func source(e model.Environment) string {
	if e.Source == "aws" || e.Source == "" {
		return "read"
	}
	return e.Source + " of"
}

func readAt(e model.Environment) string {
	if e.LoadedAt.IsZero() {
		return ""
	}
	return e.LoadedAt.UTC().Format("Mon 2 Jan 15:04 UTC")
}

func unexplained(s model.Summary) int { return s[model.Drift] + s[model.Missing] + s[model.Extra] }

// result is the last line, for grep and for whoever reads nothing else.
func (t *teller) result() *line {
	c := t.comparison
	counts := fmt.Sprintf("result: %d unexplained in %s, %d accepted, %d unknown", unexplained(c.Summary),
		plural(len(c.Causes), "cause", "causes"), c.Summary[model.Accepted], c.Summary[model.Unknown])
	if known := c.NewSince; known != nil {
		counts += ", new since " + dayAndTime(c, known.Oldest()) + fmt.Sprintf(" beside %d known", known.As)
	}
	counts += "; "
	var unlike, unsure, like []string
	for _, i := range c.Others() {
		name := c.Inventories[i].Environment.Name
		summary := c.ByEnvironment[name]
		switch {
		case unexplained(summary) > 0, t.options.Strict && summary[model.Accepted] > 0:
			unlike = append(unlike, name)
		case summary[model.Unknown] > 0:
			unsure = append(unsure, name)
		default:
			like = append(like, name)
		}
	}
	var parts []string
	says := [3]string{" not like %s", " like %s, as far as it could be read", " like %s"}
	if c.NewSince != nil {
		says = [3]string{" unlike %s in what is new", " no less like %s than then, as far as it could be read", " no less like %s than then"}
	}
	for i, names := range [][]string{unlike, unsure, like} {
		if len(names) > 0 {
			parts = append(parts, sentence(names)+verb(names)+fmt.Sprintf(says[i], t.baseline))
		}
	}
	return newLine(Strong, counts+strings.Join(parts, "; "))
}

func verb(names []string) string {
	if len(names) == 1 {
		return " is"
	}
	return " are"
}
