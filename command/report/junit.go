package report

import (
	"encoding/xml"
	"io"
	"strings"

	"parity/model"
)

// JUnit writes a comparison as CI systems read test results: a suite for each environment and type, in it a passing
// testcase for each role that is like the baseline's, and a failing one for each unexplained difference. What could
// not be read or decided is an error, for it must not look green; what was accepted is skipped, unless it counts.
func JUnit(w io.Writer, c *model.Comparison, o Options) error {
	t := &teller{comparison: c, options: o, baseline: c.BaselineName()}
	t.count()
	j := &tester{teller: t, titles: map[string]string{}}
	for _, cause := range c.Causes {
		j.titles[cause.ID] = cause.Title
	}
	all := suites{Name: "parity: like " + clean(t.baseline)}
	for _, s := range j.suites() {
		s.finish()
		all.add(s)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", " ")
	if err := encoder.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// tester makes the suites.
type tester struct {
	*teller
	// titles are those of the causes, by id.
	titles map[string]string
}

// place is whose testcases a suite holds.
type place struct {
	environment string
	t           *model.Type
}

func (j *tester) suites() []*suite {
	by := map[place][]*model.Entry{}
	types := j.types()
	for _, e := range j.comparison.Entries {
		at := place{e.Environment, e.Type}
		by[at] = append(by[at], e)
	}
	var list []*suite
	for _, i := range j.comparison.Others() {
		environment := j.comparison.Inventories[i].Environment.Name
		for _, t := range types {
			s := j.suite(i, t)
			cases := &cases{suite: s, class: clean(environment) + "." + t.Name}
			j.fill(cases, i, t, by[place{environment, t}])
			if len(s.Cases) > 0 {
				list = append(list, s)
			}
		}
	}
	if len(list) == 0 {
		// A file without a testcase is a mistake to those who read it.
		s := &suite{Name: "parity", Properties: j.properties(j.comparison.Baseline)}
		s.Cases = []testcase{{Name: "nothing to compare", Classname: "parity", Time: atOnce}}
		list = append(list, s)
	}
	return list
}

// types are those of the catalog, and of entries of others.
func (j *tester) types() []*model.Type {
	var types []*model.Type
	known := map[*model.Type]bool{}
	add := func(t *model.Type) {
		if t != nil && !known[t] {
			known[t] = true
			types = append(types, t)
		}
	}
	if j.comparison.Catalog != nil {
		for _, t := range j.comparison.Catalog.Types() {
			add(t)
		}
	}
	for _, e := range j.comparison.Entries {
		add(e.Type)
	}
	return types
}

func (j *tester) suite(i int, t *model.Type) *suite {
	e := j.comparison.Inventories[i].Environment
	s := &suite{Name: clean(e.Name) + " " + clean(t.Plural), Properties: j.properties(i)}
	if !e.LoadedAt.IsZero() {
		s.Timestamp = e.LoadedAt.UTC().Format("2006-01-02T15:04:05")
	}
	return s
}

// properties tell what was compared with what.
func (j *tester) properties(i int) []property {
	e := j.comparison.Inventories[i].Environment
	base := j.comparison.Inventories[j.comparison.Baseline].Environment
	list := []property{
		{"environment", clean(e.Name)},
		{"account", clean(e.Account)},
		{"region", clean(e.Region)},
		{"source", clean(e.Source)},
		{"baseline", clean(base.Name)},
		{"baseline account", clean(base.Account)},
		{"baseline region", clean(base.Region)},
		{"baseline loaded at", moment(base.LoadedAt)},
	}
	for _, text := range j.known() {
		list = append(list, property{"new since", clean(text)})
	}
	return list
}

// fill writes the testcases of one environment and type: first what is wrong, then what is not.
func (j *tester) fill(into *cases, i int, t *model.Type, entries []*model.Entry) {
	wrong := map[string]bool{}
	told := false
	notes := map[string][]string{}
	for _, e := range entries {
		switch {
		case e.Verdict == model.Unknown:
			told = told || e.Name == ""
			into.err(subject(e), "unknown", e.Reason)
		case e.Verdict.Unexplained(), e.Verdict == model.Accepted && j.options.Strict:
			into.fail(subject(e), e.Verdict.String(), values(e, j.baseline, 0), j.story(e))
		case e.Verdict == model.Accepted:
			into.skip(subject(e), e.Verdict.String(), e.Reason)
		default:
			for _, finding := range e.Findings {
				notes[e.Name] = append(notes[e.Name], string(finding)+": "+clean(subject(e)+" "+values(e, j.baseline, 0)))
			}
			continue
		}
		wrong[e.Name] = true
	}
	if !told {
		j.unread(into, i, t)
	}
	for _, row := range j.comparison.RowsOf(t) {
		if mine, base := &row.Cells[i], &row.Cells[j.comparison.Baseline]; !wrong[row.Role] && judgedWhole(mine, base) {
			into.pass(subject(&model.Entry{Type: t, Name: row.Role}), strings.Join(notes[row.Role], "\n"))
		}
	}
	into.rest()
}

// judgedWhole says that there is something in one of two cells, and that all of it could be judged. A role of which a
// part was not read neither passes nor fails: the part is the error.
func judgedWhole(mine, base *model.Cell) bool {
	there := mine.State == model.Present || mine.State == model.Empty && base.State == model.Present
	return there && mine.Verdict != model.Unknown && mine.Verdict != model.Undecided
}

// unread makes an error of what could not be read, where no difference says so.
func (j *tester) unread(into *cases, i int, t *model.Type) {
	for _, side := range []int{i, j.comparison.Baseline} {
		inv := j.comparison.Inventories[side]
		for _, u := range inv.Unread {
			if u.Type == t.Name && inv.Asked(u.Type) {
				into.err(strings.TrimSpace(inv.Environment.Name+" "+t.Plural+" "+u.Part.String()), "unread", because(u))
			}
		}
	}
}

// story tells a difference on lines.
func (j *tester) story(e *model.Entry) string {
	lines := []string{subject(e), values(e, j.baseline, 0)}
	if len(e.Findings) > 0 {
		lines = append(lines, "findings: "+joinedBy(", ", e.Findings))
	}
	if e.Change != nil {
		lines = append(lines, "since: "+came(e))
	}
	if e.Reason != "" {
		lines = append(lines, "reason: "+e.Reason)
	}
	if title := j.titles[e.Cause]; title != "" {
		lines = append(lines, "cause: "+title)
	}
	for _, side := range []struct {
		whose string
		ids   []string
	}{{e.Environment, e.Mine.Resources}, {j.baseline, e.Baseline.Resources}} {
		if len(side.ids) > 0 {
			lines = append(lines, side.whose+": "+strings.Join(side.ids, ", "))
		}
	}
	for i := range lines {
		lines[i] = clean(lines[i])
	}
	return "\n" + strings.Join(lines, "\n") + "\n"
}
