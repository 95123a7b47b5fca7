package ui

import (
	"bytes"
	"slices"
	"sync"

	"parity/model"
	"parity/ui/filter"
	"parity/ui/text"
)

// texts are what can be found in the rows of one type. They are made once for a comparison, when somebody
// begins to filter, and hold no secret.
type texts struct {
	of   *model.Type
	rows []*model.Row
	// names are those of each row, values what its attributes hold, as the screens write them, in lower case:
	// segments that begin with [stamped].
	names, values []string
	// facts are those of each row and environment, paths the attributes in which it differs, as they are typed.
	facts [][]filter.Facts
	paths [][]string
	// fields are the attributes that occur, numbers their places.
	fields  []field
	numbers map[model.Path]int
	// targets are the names of what references lead to, by id, in each environment.
	targets  []map[string]string
	baseline int
}

// field is what texts know of an attribute: its path as it is typed, the key it ends in, that it is a reference.
type field struct {
	path, element string
	reference     bool
}

// textsOf are the texts of a type. Whoever asks first waits until they are made.
func (d *digest) textsOf(t *model.Type) *texts {
	d.searching.Lock()
	made := d.texts[t.Name]
	if made == nil {
		made = sync.OnceValue(func() *texts { return d.makeTexts(t) })
		d.texts[t.Name] = made
	}
	d.searching.Unlock()
	return made()
}

// searched lists the types whose texts were asked for.
func (d *digest) searched() []*model.Type {
	d.searching.Lock()
	defer d.searching.Unlock()
	return slices.DeleteFunc(slices.Clone(d.Catalog.Types()), func(t *model.Type) bool { return d.texts[t.Name] == nil })
}

func (d *digest) makeTexts(of *model.Type) *texts {
	t := &texts{of: of, rows: d.rows[of.Name], numbers: map[model.Path]int{}, targets: d.names, baseline: d.Baseline}
	environments := make([]string, len(d.Inventories))
	for i, inventory := range d.Inventories {
		environments[i] = inventory.Environment.Name
	}
	t.names, t.values = make([]string, len(t.rows)), make([]string, len(t.rows))
	t.facts, t.paths = make([][]filter.Facts, len(t.rows)), make([][]string, len(t.rows))
	facts := make([]filter.Facts, len(t.rows)*len(d.Inventories))
	var g gatherer
	var names, values pile
	for i, row := range t.rows {
		t.facts[i], facts = facts[:len(row.Cells)], facts[len(row.Cells):]
		for at := range row.Cells {
			t.facts[i][at] = d.cellFacts(row, at)
		}
		names.add(g.namesOf(row), &t.names[i])
		values.add(g.valuesOf(t, row, environments), &t.values[i])
		for _, entry := range row.Entries {
			t.paths[i] = append(t.paths[i], t.fields[t.know(entry.Attribute)].path)
		}
	}
	names.store()
	values.store()
	return t
}

// pile makes strings of bytes, many in one piece of memory: a filter reads them one after the other.
type pile struct {
	bytes []byte
	ends  []int
	into  []*string
}

// pileSize is how large a piece is.
const pileSize = 1 << 18

func (p *pile) add(s []byte, into *string) {
	p.bytes = append(p.bytes, s...)
	p.ends, p.into = append(p.ends, len(p.bytes)), append(p.into, into)
	if len(p.bytes) > pileSize {
		p.store()
	}
}

func (p *pile) store() {
	all, start := string(p.bytes), 0
	for i, end := range p.ends {
		*p.into[i] = all[start:end]
		start = end
	}
	p.bytes, p.ends, p.into = p.bytes[:0], p.ends[:0], p.into[:0]
}

// know is the number of a field.
func (t *texts) know(path model.Path) int {
	number, known := t.numbers[path]
	if !known {
		number = len(t.fields)
		t.numbers[path] = number
		t.fields = append(t.fields, field{
			filter.Lower(path.String()), elementOf(t.of, path), t.of.Field(path).Class == model.Reference,
		})
	}
	return number
}

// cellFacts are what is said of a row in one environment. The baseline is held against nothing.
func (d *digest) cellFacts(row *model.Row, environment int) filter.Facts {
	cell := &row.Cells[environment]
	facts := filter.Findings(cell.Findings)
	if len(cell.Resources) > 0 {
		facts |= filter.Present
	}
	if environment != d.Baseline || cell.Verdict > model.Same {
		facts |= filter.Verdict(cell.Verdict)
	}
	return facts
}

// value is a value as it is typed: as the screens write it, in lower case, with the name of what it refers
// to. A secret is not there.
func (t *texts) value(environment int, f *field, v model.Value) string {
	switch {
	case v.Kind() == model.Sealed || v.IsAbsent():
		return ""
	case f.element != "" && v.IsTrue():
		return filter.Lower(text.Clean(f.element))
	}
	shown := shownValue(v)
	if f.reference {
		if name := t.targets[environment][v.Text()]; name != "" {
			shown += filter.Separator + text.Clean(name)
		}
	}
	return filter.Lower(shown)
}

// gatherer writes the texts of one row after the other.
type gatherer struct {
	values    []gathered
	all, next []byte
}

// gathered is a value of a row: of which field, in which environments.
type gathered struct {
	value model.Value
	text  string
	field int
	where byte
}

// place is the bit of an environment. Those beyond the eighth share one.
func place(environment int) byte { return 1 << min(environment, 7) }

// A segment begins with a stamp: where it is and the number of its field, four bits a byte. No text holds such
// bytes.
const (
	fieldDigits = 5
	stampSize   = 2 + fieldDigits
)

func (v *gathered) stamped(out []byte) []byte {
	out = append(out, v.where>>4, v.where&15)
	for i := range fieldDigits {
		out = append(out, byte(v.field>>(4*i))&15)
	}
	return append(out, v.text...)
}

// stamp reads what a segment begins with.
func stamp(segment string) (where byte, field int) {
	for i := range fieldDigits {
		field |= int(segment[2+i]) << (4 * i)
	}
	return segment[0]<<4 | segment[1], field
}

func (g *gatherer) name(s string) {
	g.next = append(g.next[:0], filter.Lower(text.Clean(s))...)
	if len(g.next) == 0 || bytes.Contains(g.all, g.next) {
		return
	}
	if len(g.all) > 0 {
		g.all = append(g.all, filter.Separator...)
	}
	g.all = append(g.all, g.next...)
}

func (g *gatherer) namesOf(row *model.Row) []byte {
	g.all = g.all[:0]
	for i := range row.Cells {
		for _, resource := range row.Cells[i].Resources {
			g.name(resource.ID)
			g.name(resource.Name)
		}
	}
	g.name(row.Name)
	g.name(row.Role)
	return g.all
}

// namesOf are the names of one row, as texts hold them.
func namesOf(row *model.Row) string {
	var g gatherer
	return string(g.namesOf(row))
}

func (g *gatherer) valuesOf(t *texts, row *model.Row, environments []string) []byte {
	g.values = g.values[:0]
	for i := range row.Cells {
		for _, resource := range row.Cells[i].Resources {
			near := 0
			for at := range resource.Attributes {
				near = g.attribute(t, i, &resource.Attributes[at], near)
			}
		}
	}
	for _, entry := range row.Entries {
		number := t.know(entry.Attribute)
		element := t.fields[number].element
		if i := slices.Index(environments, entry.Environment); i >= 0 {
			g.put(gathered{text: filter.Lower(shownSide(entry.Mine, element)), field: number, where: place(i)})
		}
		g.put(gathered{text: filter.Lower(shownSide(entry.Baseline, element)), field: number, where: place(t.baseline)})
	}
	g.all = g.all[:0]
	for i := range g.values {
		if i > 0 {
			g.all = append(g.all, filter.Separator...)
		}
		g.all = g.values[i].stamped(g.all)
	}
	return g.all
}

// attribute adds an attribute of a resource. Nearly always the resource before had the same one, near the same
// place; it returns the place to look at for the next.
func (g *gatherer) attribute(t *texts, environment int, a *model.Attribute, near int) int {
	number := t.know(a.Path)
	for i := near; i < min(len(g.values), near+4); i++ {
		if v := &g.values[i]; v.field == number && v.value == a.Value {
			v.where |= place(environment)
			return i + 1
		}
	}
	return g.put(gathered{a.Value, t.value(environment, &t.fields[number], a.Value), number, place(environment)})
}

// put adds a value, unless it is there; it returns the place behind it.
func (g *gatherer) put(v gathered) int {
	if v.text == "" {
		return 0
	}
	for i := range g.values {
		if g.values[i].field == v.field && g.values[i].text == v.text {
			g.values[i].where |= v.where
			return i + 1
		}
	}
	g.values = append(g.values, v)
	return len(g.values)
}
