package report

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"parity/model"
)

// headLines is how many environments the head names.
const headLines = 10

// head says who was compared: the wrong account is the commonest mistake of a night.
func (t *teller) head() []*line {
	c := t.comparison
	order := t.order()
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
	for _, text := range t.known() {
		lines = append(lines, newLine(Plain, text))
	}
	return lines
}

// order lists the environments, the baseline first.
func (t *teller) order() []int { return append([]int{t.comparison.Baseline}, t.comparison.Others()...) }

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
	state := t.unlike(i)
	if e.Source == "snapshot" {
		state += "  " + strings.TrimSpace(source(e)+" "+readAt(e))
	}
	return state
}

// unlike says in how much an environment differs from the baseline.
func (t *teller) unlike(i int) string {
	c := t.comparison
	e := c.Inventories[i].Environment
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
	counts, says := t.outcome()
	return newLine(Strong, "result: "+counts+"; "+says)
}

// outcome is what it all comes to: the counts, and which environments are like the baseline.
func (t *teller) outcome() (counts, says string) {
	c := t.comparison
	counts = fmt.Sprintf("%d unexplained in %s, %d accepted, %d unknown", unexplained(c.Summary),
		plural(len(c.Causes), "cause", "causes"), c.Summary[model.Accepted], c.Summary[model.Unknown])
	if known := c.NewSince; known != nil {
		counts += ", new since " + dayAndTime(c, known.Oldest()) + fmt.Sprintf(" beside %d known", known.As)
	}
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
	sentences := [3]string{" not like %s", " like %s, as far as it could be read", " like %s"}
	if c.NewSince != nil {
		sentences = [3]string{" unlike %s in what is new", " no less like %s than then, as far as it could be read", " no less like %s than then"}
	}
	for i, names := range [][]string{unlike, unsure, like} {
		if len(names) > 0 {
			parts = append(parts, sentence(names)+verb(names)+fmt.Sprintf(sentences[i], t.baseline))
		}
	}
	return counts, strings.Join(parts, "; ")
}

func verb(names []string) string {
	if len(names) == 1 {
		return " is"
	}
	return " are"
}
