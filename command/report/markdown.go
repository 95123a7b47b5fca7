package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"parity/model"
)

// Markdown writes a comparison for an incident's record, for a comment on a pull request, or for the summary of a CI
// run: who was compared, what changed in the window, the causes with their rows, and what could not be said. It fits
// into a comment on GitHub and counts what it leaves out for that, unless all rows are asked for.
func Markdown(w io.Writer, c *model.Comparison, o Options) error {
	p := &page{}
	newMarker(p, c, o).comparison()
	return finish(w, p, o)
}

// finish fits a page into what a comment holds, and writes it.
func finish(w io.Writer, p *page, o Options) error {
	limit := Comment
	if o.Show == ShowAll {
		limit = 0
	}
	p.fit(limit)
	out := bufio.NewWriter(w)
	if err := p.write(out); err != nil {
		return err
	}
	return out.Flush()
}

// marker writes a comparison into a page.
type marker struct {
	*page
	teller *teller
	c      *model.Comparison
	all    bool
}

func newMarker(p *page, c *model.Comparison, o Options) *marker {
	t := &teller{comparison: c, options: o, baseline: c.BaselineName()}
	t.count()
	return &marker{p, t, c, o.Show == ShowAll}
}

func (m *marker) comparison() {
	counts, says := m.teller.outcome()
	m.paragraph("## ", prose(says))
	m.environments()
	m.paragraph("**", prose(counts), "**")
	m.leaveNote()
	m.changed()
	m.causes()
	m.waysBack()
	m.findings()
	m.unread()
	m.undecided()
	m.explained()
	m.rules()
}

func (m *marker) environments() {
	l := &list{head: table("environment", "role", "account", "region", "source", "read", "")}
	for _, i := range m.teller.order() {
		e := m.c.Inventories[i].Environment
		state := ""
		if i != m.c.Baseline {
			state = m.teller.unlike(i)
		}
		source := e.Source
		if source == "" {
			source = "aws"
		}
		l.rows = append(l.rows, tableRow("**"+prose(e.Name)+"**", string(roleOf(m.c, i)), prose(e.Account), prose(e.Region),
			prose(source), longDate(e.LoadedAt), state))
	}
	m.list(l)
	for _, text := range m.teller.known() {
		m.paragraph(prose(text))
	}
}

// changed tells what came to be in the window and is unlike the baseline.
func (m *marker) changed() {
	var recent []*model.Entry
	for _, e := range m.c.Entries {
		if e.Has(model.Recent) && e.Change != nil && e.Verdict > model.Same {
			recent = append(recent, e)
		}
	}
	if len(recent) == 0 {
		if !m.c.Since.IsZero() {
			m.paragraph(m.nothingChanged())
		}
		return
	}
	l := &list{
		before: "### Changed since " + longDate(m.c.Since) + "\n\n", folded: 20,
		head: table("", "what", "environment", prose(m.teller.baseline), "since when, and what is known of it"),
	}
	m.list(rowsFor(l, oneChange(recent), func(entries []*model.Entry) string {
		e := entries[0]
		var mine []string
		_, base := m.values(e)
		for _, each := range entries {
			value, _ := m.values(each)
			mine = append(mine, "**"+prose(each.Environment)+"** "+value)
		}
		return tableRow(mark(e), m.text(subject(e)), strings.Join(mine, ", "), base, m.notes(e))
	}))
}

// nothingChanged says so as carefully as it says that something did: what was looked at, and what never is.
func (m *marker) nothingChanged() string {
	inv := m.c.Inventories[m.c.Baseline]
	var looked []string
	if m.c.Catalog != nil {
		for _, t := range m.c.Catalog.Types() {
			if n := len(inv.Of(t.Name)); n > 0 {
				looked = append(looked, plural(n, t.Singular, t.Plural))
			}
		}
	}
	of := "Nothing of " + inv.Environment.Name + " was read."
	if len(looked) > 0 {
		of = "Of " + inv.Environment.Name + " were read: " + strings.Join(looked, ", ") + "."
	}
	return "Nothing that differs is known to have changed since " + longDate(m.c.Since) + ". " + prose(of) +
		" Never looked at: IAM, DNS, certificates, the application's release."
}

// oneChange gathers the entries of one change, newest first: what changed in the baseline differs from every
// environment.
func oneChange(recent []*model.Entry) [][]*model.Entry {
	type key struct {
		t           *model.Type
		name        string
		attribute   model.Path
		environment string
	}
	var groups [][]*model.Entry
	at := map[key]int{}
	for _, e := range recent {
		k := key{e.Type, e.Name, e.Attribute, e.Change.Environment}
		i, ok := at[k]
		if !ok {
			i = len(groups)
			at[k] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], e)
	}
	slices.SortStableFunc(groups, func(a, b []*model.Entry) int { return b[0].Change.At.Compare(a[0].Change.At) })
	return groups
}

// What of the causes is told with rows of their own, and how many may lie open.
const (
	causesWithRows = 60
	openCauses     = 3
	openRows       = 20
)

// causes tells each cause on a line, with both values where it is of one difference, and then the rows of the others.
func (m *marker) causes() {
	causes := m.teller.causes
	if len(causes) == 0 {
		return
	}
	l := &list{
		before: fmt.Sprintf("### %s, %s\n\n", plural(len(causes), "cause", "causes"),
			plural(unexplained(m.c.Summary), "unexplained difference", "unexplained differences")),
		head: table("", "n", "environment", "what", "its own", prose(m.teller.baseline), "why"), folded: 40,
	}
	m.list(rowsFor(l, causes, m.causeRow))
	many := slices.DeleteFunc(slices.Clone(causes), func(c *model.Cause) bool { return len(c.Entries) == 1 })
	for i, c := range many {
		if i == causesWithRows && !m.all {
			break
		}
		m.cause(c, len(many) <= openCauses && len(c.Entries) <= openRows)
	}
}

// causeRow is a cause on a line, or its difference where it has but one.
func (m *marker) causeRow(c *model.Cause) string {
	sign, n, environment := strings.TrimSpace(causeSign(c)), fmt.Sprint(m.teller.sizes[c.ID]), prose(c.Environment)
	if len(c.Entries) != 1 {
		return tableRow(sign, n, environment, "**"+m.text(c.Title)+"**", "", "", m.text(m.teller.reason(c)))
	}
	e := c.Entries[0]
	mine, base := m.values(e)
	why := m.notes(e)
	if reason := m.teller.reason(c); reason != "" && e.Finding() == "" {
		why = strings.Trim(m.text(reason)+"; "+why, "; ")
	}
	return tableRow(sign, n, environment, m.text(subject(e)), mine, base, why)
}

// cause tells a cause's rows below a line that opens.
func (m *marker) cause(c *model.Cause, open bool) {
	tag := "<details>"
	if open {
		tag = "<details open>"
	}
	l := &list{
		before: fmt.Sprintf("%s<summary>%s %d · %s · %s</summary>\n\n", tag, strings.TrimSpace(causeSign(c)), m.teller.sizes[c.ID],
			markup(c.Environment), markup(m.cut(c.Title, longText))),
		head: table("", "what", prose(c.Environment), prose(m.teller.baseline), ""), after: "\n</details>\n",
	}
	why := wayOf(c).answer
	if reason := m.teller.reason(c); reason != "" {
		why = reason + " · " + why
	}
	l.before += m.text(why) + "\n\n"
	m.list(rowsFor(l, c.Entries, func(e *model.Entry) string {
		mine, base := m.values(e)
		return tableRow(mark(e), m.text(subject(e)), mine, base, m.notes(e))
	}))
}

// findings tells those that no cause holds.
func (m *marker) findings() {
	l := &list{before: "### Findings beside the differences\n\n", folded: 20}
	var found []*model.Entry
	for _, e := range m.c.Entries {
		if finding := e.Finding(); finding != "" && !e.Verdict.Unexplained() && e.Verdict != model.Unknown && finding != model.Recent {
			found = append(found, e)
		}
	}
	m.list(rowsFor(l, found, func(e *model.Entry) string {
		mine, base := m.values(e)
		return "- **" + prose(e.Environment) + "** " + joinedBy(", ", e.Findings) + ": " + m.text(subject(e)) + " " + sides(mine, base) + "\n"
	}))
}

// unread tells what could not be read, and why.
func (m *marker) unread() {
	l := &list{before: "### Could not be read\n\n", folded: 20}
	for _, inv := range m.c.Inventories {
		for _, text := range m.teller.unreadOf(inv) {
			l.rows = append(l.rows, "- **"+prose(inv.Environment.Name)+"** "+m.text(text)+"\n")
		}
	}
	m.list(l)
}

// undecided tells what is unknown although it was read.
func (m *marker) undecided() {
	l := &list{before: "### Could not be decided\n\n", folded: 20}
	for _, g := range m.teller.undecidedGroups() {
		l.rows = append(l.rows, "- **"+prose(g.environment)+"** "+m.text(first(g.entries)+" "+g.what)+"\n")
	}
	m.list(l)
}

// explained counts what is alike or explained, and lists it where all rows are asked for.
func (m *marker) explained() {
	s := m.c.Summary
	if n := s[model.Locked]; n > 0 {
		m.paragraph(plural(n, "secret is", "secrets are"), " left encrypted (`--decrypt` compares them).")
	}
	if alike := m.teller.alike(); alike != "" {
		m.paragraph(prose(alike), ".")
	}
	if !m.all {
		return
	}
	by := map[model.Verdict][]*model.Entry{}
	for _, e := range m.c.Entries {
		by[e.Verdict] = append(by[e.Verdict], e)
	}
	for _, verdict := range []model.Verdict{model.Unknown, model.Accepted, model.Intentional, model.Locked, model.Expected} {
		l := &list{
			before: fmt.Sprintf("<details><summary>%s %s</summary>\n\n", plural(len(by[verdict]), "difference", "differences"), verdict),
			head:   table("", "what", "environment", prose(m.teller.baseline), ""), after: "\n</details>\n",
		}
		m.list(rowsFor(l, by[verdict], func(e *model.Entry) string {
			mine, base := m.values(e)
			return tableRow(mark(e), m.text(subject(e)), "**"+prose(e.Environment)+"** "+mine, base, m.notes(e))
		}))
	}
}

// rules tells which rules and pins want to be looked at.
func (m *marker) rules() {
	l := &list{before: "### Rules to look at\n\n", folded: 20}
	for _, kind := range []struct {
		what string
		ids  []string
	}{
		{"expired, and no longer counted", m.c.Expired},
		{"expires within two weeks", m.c.Expiring},
		{"matches nothing any more", m.c.Stale},
	} {
		for _, id := range kind.ids {
			l.rows = append(l.rows, "- "+m.text(id)+": "+kind.what+"\n")
		}
	}
	m.list(l)
}

// longDate is a moment in a document that is read much later.
func longDate(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format("Mon 2 Jan 2006 15:04 UTC")
}
