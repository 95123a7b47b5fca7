package snapshot

import (
	"cmp"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"parity/model"
)

// table is the head of a table, which says what the cells of its rows are.
type table struct {
	typeName string
	columns  []column
	fields   []model.Path
	// sorted says that rows come in the order of their attributes' paths.
	sorted bool
}

// table reads one table. Its head must come before its rows, or they could not be read as a stream.
func (in *input) table(inv *model.Inventory) error {
	if err := in.begin(jsontext.KindBeginObject); err != nil {
		return err
	}
	var head table
	return in.members(func(name string) error {
		switch name {
		case "type":
			return in.any(&head.typeName)
		case "columns":
			return in.columns(&head)
		case "fields":
			return in.fields(&head)
		case "rows":
			if head.typeName == "" || len(head.columns) == 0 {
				return damage("a table's rows come before its head")
			}
			return in.each(func() error {
				r, err := in.row(&head)
				inv.Resources = append(inv.Resources, r)
				return err
			})
		default:
			return damage("a table has an unknown member %.60q", name)
		}
	})
}

func (in *input) columns(head *table) error {
	var names []string
	if err := in.any(&names); err != nil {
		return err
	}
	for _, name := range names {
		c, ok := columnNamed[name]
		if !ok {
			return damage("a table has an unknown column %.60q", name)
		}
		head.columns = append(head.columns, c)
	}
	if len(names) == 0 || names[0] != "id" {
		return damage("a table has no ids")
	}
	return nil
}

func (in *input) fields(head *table) error {
	head.fields = head.fields[:0]
	err := in.each(func() error {
		var segments []string
		if err := in.any(&segments); err != nil {
			return err
		}
		if len(segments) == 0 {
			return damage("a field has no name")
		}
		head.fields = append(head.fields, model.NewPath(segments...))
		return in.charge(costOfField)
	})
	// A path that occurs twice is not sorted either, and is sorted out with the rest.
	head.sorted = true
	for i := range head.fields[min(1, len(head.fields)):] {
		head.sorted = head.sorted && head.fields[i].Compare(head.fields[i+1]) < 0
	}
	return err
}

// Resources and attributes are cut from slabs: a hundred thousand small allocations cost more than the
// decoding.
const (
	resourceSlab  = 512
	attributeSlab = 4096
)

func (in *input) row(head *table) (*model.Resource, error) {
	if len(in.resources) == 0 {
		in.resources = make([]model.Resource, resourceSlab)
	}
	r := &in.resources[0]
	in.resources = in.resources[1:]
	r.Type = head.typeName
	if err := in.charge(costOfResource); err != nil {
		return r, err
	}
	if err := in.begin(jsontext.KindBeginArray); err != nil {
		return r, err
	}
	for i := range head.columns {
		if err := in.column(&head.columns[i], r); err != nil {
			return r, err
		}
	}
	if r.ID == "" {
		return r, damage("a resource has no id")
	}
	if cap(in.attributes)-len(in.attributes) < len(head.fields) && cap(in.attributes)-len(in.attributes) < attributeSlab/8 {
		in.attributes = make([]model.Attribute, 0, attributeSlab)
	}
	start := len(in.attributes)
	if err := in.cells(head); err != nil {
		return r, err
	}
	r.Attributes = in.attributes[start:len(in.attributes):len(in.attributes)]
	if !head.sorted {
		slices.SortStableFunc(r.Attributes, byPath)
		r.Attributes = slices.CompactFunc(r.Attributes, func(a, b model.Attribute) bool { return a.Path == b.Path })
	}
	return r, nil
}

func (in *input) column(c *column, r *model.Resource) error {
	token, err := in.dec.ReadToken()
	if err != nil {
		return err
	}
	switch kind := token.Kind(); {
	case kind == jsontext.KindNull:
	case kind == jsontext.KindString && c.text != nil:
		text := token.String()
		if err := in.charge(len(text)); err != nil {
			return err
		}
		c.text(r, text)
	case kind == jsontext.KindTrue && c.flag != nil:
		c.flag(r)
	default:
		return damage("%s in the column %q", kind, c.name)
	}
	return nil
}

// cells reads the rest of a row into the attributes.
func (in *input) cells(head *table) error {
	field := 0
	for {
		if in.dec.PeekKind() == jsontext.KindEndArray {
			_, err := in.dec.ReadToken()
			return err
		}
		value, skip, err := in.cell()
		if err != nil {
			return err
		}
		if skip > 0 {
			if skip > len(head.fields)-field {
				return damage("a row is longer than its table's head")
			}
			field += skip
			continue
		}
		if field >= len(head.fields) {
			return damage("a row is longer than its table's head")
		}
		if err := in.charge(costOfAttribute); err != nil {
			return err
		}
		in.attributes = append(in.attributes, model.Attribute{Path: head.fields[field], Value: value})
		field++
	}
}

// cell reads one cell: a value, or the number of fields to skip.
func (in *input) cell() (value model.Value, skip int, err error) {
	if in.dec.PeekKind() == jsontext.KindBeginObject {
		return in.tagged()
	}
	raw, err := in.dec.ReadValue()
	if err != nil {
		return value, 0, err
	}
	switch raw.Kind() {
	case jsontext.KindNull:
		return value, 1, nil
	case jsontext.KindTrue:
		return model.BoolValue(true), 0, nil
	case jsontext.KindFalse:
		return model.BoolValue(false), 0, nil
	case jsontext.KindNumber:
		return model.NumberValue(in.text.plain(raw)), 0, nil
	case jsontext.KindString:
		text, fresh, err := in.text.quoted(raw)
		if err != nil {
			return value, 0, err
		}
		return model.TextValue(text), 0, in.charge(fresh)
	default:
		return value, 0, damage("%s where a value was due", raw.Kind())
	}
}

// tagged reads a value in the form {"set":[…]}.
func (in *input) tagged() (value model.Value, skip int, err error) {
	if err := in.begin(jsontext.KindBeginObject); err != nil {
		return value, 0, err
	}
	token, err := in.dec.ReadToken()
	if err != nil {
		return value, 0, err
	}
	if token.Kind() != jsontext.KindString {
		return value, 0, damage("a value is an empty object")
	}
	value, skip, err = in.tag(token.String())
	if err != nil {
		return value, 0, err
	}
	return value, skip, in.begin(jsontext.KindEndObject)
}

func (in *input) tag(tag string) (value model.Value, skip int, err error) {
	switch tag {
	case "skip":
		skip, err = in.count()
	case "secret":
		value, err = in.secret()
	case "credential":
		value, err = in.credential()
	case "set":
		var elements []string
		elements, err = in.strings()
		value = model.SetValue(elements)
	case "list":
		var elements []string
		elements, err = in.strings()
		value = model.ListValue(elements)
	case "number":
		var text string
		text, err = in.string()
		value = model.NumberValue(text)
	case "bytes":
		var text string
		if text, err = in.string(); err == nil {
			value, err = bytesValue(text)
		}
	default:
		err = damage("a value of the unknown kind %.60q", tag)
	}
	return value, skip, err
}

func bytesValue(text string) (model.Value, error) {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return model.Value{}, damage("bytes that are no base64")
	}
	return model.TextValue(string(raw)), nil
}

func (in *input) count() (int, error) {
	token, err := in.dec.ReadToken()
	if err != nil {
		return 0, err
	}
	if token.Kind() != jsontext.KindNumber {
		return 0, damage("%s where a count was due", token.Kind())
	}
	n, err := strconv.ParseInt(token.String(), 10, 32)
	if err != nil || n < 1 {
		return 0, damage("%.20q is no count", token.String())
	}
	return int(n), nil
}

func (in *input) string() (string, error) {
	token, err := in.dec.ReadToken()
	if err != nil {
		return "", err
	}
	if token.Kind() != jsontext.KindString {
		return "", damage("%s where a text was due", token.Kind())
	}
	text := token.String()
	return text, in.charge(len(text))
}

func (in *input) strings() ([]string, error) {
	var elements []string
	err := in.each(func() error {
		element, err := in.string()
		elements = append(elements, element)
		return err
	})
	return elements, err
}

// label reads a secret's label; locked is a null one.
func (in *input) label() (label string, locked bool, err error) {
	if in.dec.PeekKind() == jsontext.KindNull {
		_, err := in.dec.ReadToken()
		return "", true, err
	}
	label, err = in.string()
	if run, rest, ok := strings.Cut(label, ":"); err == nil && (!ok || run == "" || rest == "") {
		err = damage("a secret's label is none")
	}
	return label, false, err
}

func (in *input) secret() (model.Value, error) {
	label, locked, err := in.label()
	if locked || err != nil {
		return model.LockedValue(), err
	}
	return model.SealedValue(label), nil
}

func (in *input) credential() (model.Value, error) {
	if err := in.begin(jsontext.KindBeginArray); err != nil {
		return model.Value{}, err
	}
	masked, err := in.string()
	if err != nil {
		return model.Value{}, err
	}
	label, _, err := in.label()
	if err != nil {
		return model.Value{}, err
	}
	return model.CredentialValue(masked, label), in.begin(jsontext.KindEndArray)
}

func byName(a, b *model.Resource) int {
	return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
}
