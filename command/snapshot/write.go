package snapshot

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parity/model"
)

// Writer writes snapshots.
type Writer struct {
	// Catalog is what the writer knows of resource types: it is written down, so that a later reader can
	// tell a field that was not there from one that was not looked at.
	Catalog *model.Catalog
	// Random is where the labels of secrets come from; nil is the system's own.
	Random io.Reader
	// Labels are those of all writings of a run, where secrets are to be known again in each; nil are new ones for each
	// writing.
	Labels *Labels
}

// Write writes inventories. Secrets that are equal in one call have equal labels.
func Write(w io.Writer, catalog *model.Catalog, inventories []*model.Inventory) error {
	return Writer{Catalog: catalog}.Write(w, inventories)
}

// Write writes inventories. Secrets that are equal in one call, or under shared labels, have equal labels.
func (s Writer) Write(w io.Writer, inventories []*model.Inventory) error {
	labels := s.Labels
	if labels == nil {
		labels = NewLabels(s.Random)
	}
	buffer := bufio.NewWriterSize(w, 64<<10)
	out := &output{
		enc:    jsontext.NewEncoder(buffer, jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true)),
		labels: labels,
	}
	out.token(jsontext.BeginObject)
	out.member("format", format)
	out.member("version", version)
	out.member("known", known(s.Catalog))
	out.name("inventories")
	out.token(jsontext.BeginArray)
	for _, inv := range inventories {
		out.inventory(inv)
	}
	out.token(jsontext.EndArray)
	out.token(jsontext.EndObject)
	if out.err != nil {
		return out.err
	}
	return buffer.Flush()
}

// known lists the declared patterns of every type of a catalog.
func known(catalog *model.Catalog) map[string][][]string {
	types := map[string][][]string{}
	if catalog == nil {
		return types
	}
	for _, t := range catalog.Types() {
		types[t.Name] = convert(t.Declared(), model.Path.Segments)
	}
	return types
}

// output is an encoder that remembers its first error, so that what is written can be read off the code.
type output struct {
	enc    *jsontext.Encoder
	labels *Labels
	err    error
}

func (o *output) token(t jsontext.Token) {
	if o.err == nil {
		o.err = o.enc.WriteToken(t)
	}
}

func (o *output) name(name string) { o.token(jsontext.String(name)) }

func (o *output) any(value any) {
	if o.err == nil {
		o.err = json.MarshalEncode(o.enc, value, json.Deterministic(true))
	}
}

func (o *output) member(name string, value any) {
	o.name(name)
	o.any(value)
}

// list writes a member that is a list, element by element, and nothing where it is empty.
func list[A, B any](o *output, name string, elements []A, one func(A) B) {
	if len(elements) == 0 {
		return
	}
	o.name(name)
	o.token(jsontext.BeginArray)
	for _, element := range elements {
		o.any(one(element))
	}
	o.token(jsontext.EndArray)
}

func (o *output) inventory(inv *model.Inventory) {
	o.token(jsontext.BeginObject)
	o.member("environment", environmentToJSON(inv.Environment))
	list(o, "types", inv.Types, func(s string) string { return s })
	list(o, "pending", inv.Pending, func(s string) string { return s })
	list(o, "unread", inv.Unread, unreadToJSON)
	list(o, "notes", inv.Notes, func(n model.Note) noteJSON { return noteJSON(n) })
	if s := inv.Selection; s.Written || len(s.LookedFor) > 0 || len(s.Meant) > 0 {
		o.member("selection", selectionJSON(s))
	}
	if len(inv.Unclaimed) > 0 {
		o.member("unclaimed", inv.Unclaimed)
	}
	if len(inv.Sizes) > 0 {
		o.member("sizes", convertMap(inv.Sizes, func(s model.InstanceSize) sizeJSON { return sizeJSON(s) }))
	}
	list(o, "defaults", inv.Defaults, func(d *model.Defaults) defaultsJSON { return defaultsJSON(*d) })
	list(o, "events", inv.Events, eventToJSON)
	list(o, "targets", inv.Targets, func(t *model.Target) targetJSON { return targetJSON(*t) })
	o.name("tables")
	o.token(jsontext.BeginArray)
	for _, rows := range byType(inv.Resources) {
		o.table(rows)
	}
	o.token(jsontext.EndArray)
	o.token(jsontext.EndObject)
}

// byType cuts the resources into those of one type each.
func byType(resources []*model.Resource) [][]*model.Resource {
	var order []string
	types := map[string][]*model.Resource{}
	for _, r := range resources {
		if _, ok := types[r.Type]; !ok {
			order = append(order, r.Type)
		}
		types[r.Type] = append(types[r.Type], r)
	}
	tables := make([][]*model.Resource, len(order))
	for i, name := range order {
		tables[i] = types[name]
	}
	return tables
}

func (o *output) table(rows []*model.Resource) {
	var used []column
	for _, c := range columns {
		if slices.ContainsFunc(rows, c.used) {
			used = append(used, c)
		}
	}
	fields := fieldsOf(rows)
	position := make(map[model.Path]int, len(fields))
	for i, field := range fields {
		position[field] = i
	}
	o.token(jsontext.BeginObject)
	o.member("type", rows[0].Type)
	list(o, "columns", used, func(c column) string { return c.name })
	list(o, "fields", fields, model.Path.Segments)
	o.name("rows")
	o.token(jsontext.BeginArray)
	for _, r := range rows {
		o.token(jsontext.BeginArray)
		for _, c := range used {
			o.token(c.write(r))
		}
		o.cells(r.Attributes, position)
		o.token(jsontext.EndArray)
	}
	o.token(jsontext.EndArray)
	o.token(jsontext.EndObject)
}

// fieldsOf lists the paths that occur in resources, in order.
func fieldsOf(rows []*model.Resource) []model.Path {
	seen := map[model.Path]bool{}
	var fields []model.Path
	for _, r := range rows {
		for _, attribute := range r.Attributes {
			if !seen[attribute.Path] && !attribute.Value.IsAbsent() {
				seen[attribute.Path] = true
				fields = append(fields, attribute.Path)
			}
		}
	}
	slices.SortFunc(fields, model.Path.Compare)
	return fields
}

func (o *output) cells(attributes []model.Attribute, position map[model.Path]int) {
	if !slices.IsSortedFunc(attributes, byPath) {
		attributes = slices.SortedStableFunc(slices.Values(attributes), byPath)
	}
	next := 0
	for _, attribute := range attributes {
		at, ok := position[attribute.Path]
		if !ok || at < next || attribute.Value.IsAbsent() {
			continue
		}
		o.skip(at - next)
		o.value(attribute.Value)
		next = at + 1
	}
}

func byPath(a, b model.Attribute) int { return a.Path.Compare(b.Path) }

func (o *output) skip(n int) {
	switch n {
	case 0:
	case 1:
		o.token(jsontext.Null)
	default:
		o.tagged("skip", func() { o.token(jsontext.Int(int64(n))) })
	}
}

func (o *output) tagged(tag string, content func()) {
	o.token(jsontext.BeginObject)
	o.name(tag)
	content()
	o.token(jsontext.EndObject)
}

func (o *output) value(v model.Value) {
	switch v.Kind() {
	case model.Text:
		o.text(v.Text())
	case model.Number:
		o.number(v.Text())
	case model.Bool:
		o.token(jsontext.Bool(v.IsTrue()))
	case model.List:
		o.tagged("list", func() { o.elements(v.Elements()) })
	case model.Set:
		o.tagged("set", func() { o.elements(v.Elements()) })
	case model.Sealed:
		secret, _ := v.Secret()
		o.tagged("secret", func() { o.label(secret) })
	case model.Credential:
		secret, _ := v.Secret()
		o.tagged("credential", func() {
			o.token(jsontext.BeginArray)
			o.token(jsontext.String(v.Text()))
			o.label(secret)
			o.token(jsontext.EndArray)
		})
	default:
		o.fail(fmt.Errorf("a value of kind %d has no form in a snapshot", v.Kind()))
	}
}

func (o *output) fail(err error) {
	if o.err == nil {
		o.err = err
	}
}

func (o *output) text(text string) {
	if utf8.ValidString(text) {
		o.token(jsontext.String(text))
		return
	}
	o.tagged("bytes", func() { o.token(jsontext.String(base64.StdEncoding.EncodeToString([]byte(text)))) })
}

// number writes digits as they stand where JSON reads them the same way.
func (o *output) number(text string) {
	raw := jsontext.Value(text)
	if raw.Kind() == jsontext.KindNumber && raw.IsValid() && raw[0] != ' ' && len(text) == len(trim(text)) {
		if o.err == nil {
			o.err = o.enc.WriteValue(raw)
		}
		return
	}
	o.tagged("number", func() { o.token(jsontext.String(text)) })
}

func (o *output) elements(elements []string) {
	o.token(jsontext.BeginArray)
	for _, element := range elements {
		o.token(jsontext.String(element))
	}
	o.token(jsontext.EndArray)
}

func (o *output) label(secret model.Secret) {
	label, ok, err := o.labels.of(secret)
	switch {
	case err != nil:
		o.fail(err)
	case ok:
		o.token(jsontext.String(label))
	default:
		o.token(jsontext.Null)
	}
}
