package report

import (
	"bufio"
	_ "embed"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parity/model"
)

// Version is that of the JSON report. It goes up when something in it changes its meaning or goes away.
const Version = 1

// Schema is the JSON Schema of the JSON report.
//
//go:embed schema.json
var Schema []byte

// The types below are the contract: the order of their fields is the order in the report.

type environment struct {
	Name      string         `json:"name"`
	Role      model.Role     `json:"role"`
	Source    string         `json:"source"`
	Account   string         `json:"account"`
	Region    string         `json:"region"`
	LoadedAt  string         `json:"loadedAt"`
	Resources jsontext.Value `json:"resources"`
	Unread    []unread       `json:"unread"`
}

// newSince is the older pair that is known, and what became of its differences.
type newSince struct {
	From         string `json:"from"`
	Environments []then `json:"environments"`
	Known        int    `json:"known"`
	Unchanged    int    `json:"unchanged"`
	Changed      int    `json:"changed"`
	Gone         int    `json:"gone"`
	Unknown      int    `json:"unknown"`
}

type then struct {
	Name     string `json:"name"`
	Source   string `json:"source"`
	Account  string `json:"account"`
	Region   string `json:"region"`
	LoadedAt string `json:"loadedAt"`
}

type unread struct {
	Type      string `json:"type"`
	Part      string `json:"part"`
	Operation string `json:"operation"`
	Code      string `json:"code"`
	Message   string `json:"message"`
}

type cause struct {
	ID          string          `json:"id"`
	Kind        model.CauseKind `json:"kind"`
	Title       string          `json:"title"`
	Environment string          `json:"environment"`
	Differences int             `json:"differences"`
}

type difference struct {
	Type              string          `json:"type"`
	Name              string          `json:"name"`
	Attribute         string          `json:"attribute"`
	Environment       string          `json:"environment"`
	Verdict           string          `json:"verdict"`
	Finding           model.Finding   `json:"finding"`
	Findings          []model.Finding `json:"findings"`
	Reason            string          `json:"reason"`
	Cause             string          `json:"cause"`
	Exchange          [][2]string     `json:"exchange,omitzero"`
	Value             jsontext.Value  `json:"value"`
	Values            []counted       `json:"values,omitzero"`
	BaselineValue     jsontext.Value  `json:"baselineValue"`
	BaselineValues    []counted       `json:"baselineValues,omitzero"`
	Resources         []string        `json:"resources"`
	BaselineResources []string        `json:"baselineResources"`
}

type counted struct {
	Value     jsontext.Value `json:"value"`
	Count     int            `json:"count"`
	Resources []string       `json:"resources"`
}

// JSON writes a comparison as the contract says: a line for each environment, cause and difference, so that
// two reports can be held against each other line by line.
func JSON(w io.Writer, c *model.Comparison) error {
	buffer := bufio.NewWriterSize(&inert{w: w}, 64<<10)
	out := &lines{w: buffer}
	out.raw(`{"version":`)
	out.value(Version)
	out.raw(`,"baseline":`)
	out.value(c.BaselineName())
	out.raw(",\n\"environments\":[")
	for i := range c.Inventories {
		out.line(environmentOf(c, i))
	}
	if c.NewSince != nil {
		out.raw("],\n\"newSince\":")
		out.value(newSinceOf(c.NewSince))
		out.raw(",\n\"summary\":")
	} else {
		out.raw("],\n\"summary\":")
	}
	out.value(summaryOf(c.Summary))
	out.raw(",\n\"causes\":[")
	sizes := causeSizes(c)
	for _, each := range c.Causes {
		out.line(cause{each.ID, each.Kind, each.Title, each.Environment, sizes[each.ID]})
	}
	out.raw("],\n\"differences\":[")
	for _, entry := range c.Entries {
		if listed(entry) {
			out.line(differenceOf(entry))
		}
	}
	out.raw("]}\n")
	if out.err != nil {
		return out.err
	}
	return buffer.Flush()
}

// listed says that an entry is a difference of the report: not the same, or with a finding.
func listed(e *model.Entry) bool { return e.Verdict > model.Same || len(e.Findings) > 0 }

// lines writes JSON values, those of a list on a line each.
type lines struct {
	w   *bufio.Writer
	err error
	// inList says that the list that was begun has an element.
	inList bool
}

func (l *lines) raw(text string) {
	if l.err == nil {
		_, l.err = l.w.WriteString(text)
	}
	l.inList = false
}

func (l *lines) line(value any) {
	if l.inList {
		l.raw(",")
	}
	l.raw("\n")
	l.value(value)
	l.inList = true
}

func (l *lines) value(value any) {
	if l.err != nil {
		return
	}
	var text []byte
	text, l.err = json.Marshal(value, jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true))
	if l.err == nil {
		_, l.err = l.w.Write(text)
	}
}

func environmentOf(c *model.Comparison, i int) environment {
	inv := c.Inventories[i]
	e := inv.Environment
	out := environment{
		Name: e.Name, Role: roleOf(c, i), Source: e.Source, Account: e.Account, Region: e.Region,
		LoadedAt: moment(e.LoadedAt), Resources: countsOf(c.Catalog, inv), Unread: []unread{},
	}
	for _, u := range inv.Unread {
		out.Unread = append(out.Unread, unread{u.Type, u.Part.String(), u.Operation, u.Code, u.Message})
	}
	return out
}

func newSinceOf(n *model.NewSince) newSince {
	out := newSince{From: n.From, Known: n.Known, Unchanged: n.As, Changed: n.Changed, Gone: n.Gone, Unknown: n.Unread, Environments: []then{}}
	for _, e := range n.Then {
		out.Environments = append(out.Environments, then{e.Name, e.Source, e.Account, e.Region, moment(e.LoadedAt)})
	}
	return out
}

// moment is a time as the contract has it; empty where it is not known.
func moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339)
}

// roleOf is the role an environment has in this comparison: what the baseline is, is decided here, and an
// environment that is one elsewhere is a mirror of it.
func roleOf(c *model.Comparison, i int) model.Role {
	switch role := c.Inventories[i].Environment.Role; {
	case i == c.Baseline:
		return model.Baseline
	case role == model.Relaxed:
		return model.Relaxed
	default:
		return model.Mirror
	}
}

// countsOf counts resources by type: all types that were asked for, in the order of the catalog.
func countsOf(catalog *model.Catalog, inv *model.Inventory) jsontext.Value {
	counts := map[string]int{}
	for _, name := range inv.Types {
		counts[name] = 0
	}
	for _, r := range inv.Resources {
		if _, asked := counts[r.Type]; asked {
			counts[r.Type]++
		}
	}
	var order []string
	if catalog != nil {
		for _, t := range catalog.Types() {
			if _, ok := counts[t.Name]; ok {
				order = append(order, t.Name)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if !slices.Contains(order, name) {
			order = append(order, name)
		}
	}
	return object(order, counts)
}

func summaryOf(summary model.Summary) jsontext.Value {
	counts := map[string]int{}
	var order []string
	for _, verdict := range model.Verdicts() {
		order = append(order, verdict.String())
		counts[verdict.String()] = summary[verdict]
	}
	return object(order, counts)
}

// object is a JSON object of counts in an order.
func object(order []string, counts map[string]int) jsontext.Value {
	out := jsontext.Value("{")
	for i, name := range order {
		if i > 0 {
			out = append(out, ',')
		}
		out, _ = jsontext.AppendQuote(out, name) // an error only says that bytes were replaced
		out = append(out, ':')
		out = appendInt(out, counts[name])
	}
	return append(out, '}')
}

func causeSizes(c *model.Comparison) map[string]int {
	sizes := make(map[string]int, len(c.Causes))
	for _, entry := range c.Entries {
		if entry.Cause != "" && listed(entry) {
			sizes[entry.Cause]++
		}
	}
	return sizes
}

func differenceOf(e *model.Entry) difference {
	d := difference{
		Type: e.Type.Name, Name: e.Name, Attribute: e.Attribute.String(), Environment: e.Environment, Verdict: e.Verdict.String(),
		Finding: e.Finding(), Findings: e.Findings, Reason: e.Reason, Cause: e.Cause,
		Value: natural(effective(e.Mine)), BaselineValue: natural(effective(e.Baseline)),
		Values: countedOf(e.Mine.Several), BaselineValues: countedOf(e.Baseline.Several),
		Resources: e.Mine.Resources, BaselineResources: e.Baseline.Resources,
	}
	if d.Values != nil {
		d.Value = null
	}
	if d.BaselineValues != nil {
		d.BaselineValue = null
	}
	if e.Verdict == model.Expected {
		d.Exchange = make([][2]string, len(e.Exchange))
		for i, exchange := range e.Exchange {
			d.Exchange[i] = [2]string{exchange.Mine, exchange.Yours}
		}
	}
	return d
}

// effective is what one side has: what is set, else what AWS means where nothing is.
func effective(s model.Side) model.Value {
	if s.Value.IsAbsent() {
		return s.Default
	}
	return s.Value
}

func countedOf(several []model.Counted) []counted {
	if len(several) == 0 {
		return nil
	}
	out := make([]counted, len(several))
	for i, each := range several {
		out[i] = counted{natural(each.Value), each.Count, each.Resources}
	}
	return out
}

var null = jsontext.Value("null")

// natural is the value in JSON's own type.
func natural(v model.Value) jsontext.Value {
	switch v.Kind() {
	case model.Absent:
		return null
	case model.Text, model.Sealed, model.Credential:
		out, _ := jsontext.AppendQuote(nil, v.Text()) // an error only says that bytes were replaced
		return out
	default:
		out, err := v.MarshalJSON()
		if err != nil {
			out, _ = jsontext.AppendQuote(nil, v.Text())
		}
		return out
	}
}
