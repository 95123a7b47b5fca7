package snapshot

import (
	"bufio"
	"compress/gzip"
	"errors"
	"io"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parity/model"
)

// Read reads the inventories of a snapshot, compressed or not; name is what errors call it. What the
// catalog knows and the snapshot's writer did not becomes an unread part of each inventory. The catalog
// may be nil.
func Read(r io.Reader, name string, catalog *model.Catalog) ([]*model.Inventory, error) {
	source, err := decompressed(r)
	if err != nil {
		return nil, explain(name, 0, err)
	}
	in := newInput(source)
	inventories, err := in.file(catalog)
	if err != nil {
		return nil, explain(name, in.dec.InputOffset(), err)
	}
	return inventories, nil
}

// decompressed looks at the first bytes rather than at the name, so that a renamed file is read too.
func decompressed(r io.Reader) (io.Reader, error) {
	buffer := bufio.NewReaderSize(r, 64<<10)
	magic, err := buffer.Peek(2)
	if err == io.EOF {
		return nil, &Error{What: "is empty", Next: again, Err: err}
	}
	if err != nil {
		return nil, err
	}
	if magic[0] != 0x1f || magic[1] != 0x8b {
		return buffer, nil
	}
	return gzip.NewReader(buffer)
}

// budget is how much memory a file may ask for, far above what any account holds and below what would
// bring a machine down: a few megabytes of hostile gzip unfold into anything.
const budget = 2 << 30

// What the parts of an inventory cost, roughly, in bytes.
const (
	costOfResource  = 200
	costOfAttribute = 40
	costOfField     = 200
)

// input decodes one file.
type input struct {
	dec     *jsontext.Decoder
	counted *counter
	text    *interner
	// left is what remains of the budget.
	left int64

	resources  []model.Resource
	attributes []model.Attribute
}

func newInput(r io.Reader) *input {
	counted := &counter{r: r}
	return &input{
		dec:     jsontext.NewDecoder(counted, jsontext.AllowDuplicateNames(true)),
		counted: counted,
		text:    newInterner(),
		left:    budget,
	}
}

// counter refuses a file that never ends before a single value of it can fill the memory.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if c.n > budget/2 {
		return n, tooBig()
	}
	return n, err
}

func tooBig() error {
	return &Error{What: "holds more than parity can keep in memory", Next: "take a snapshot of fewer environments or with --only", sound: true}
}

func (in *input) charge(bytes int) error {
	in.left -= int64(bytes)
	if in.left < 0 {
		return tooBig()
	}
	return nil
}

func (in *input) file(catalog *model.Catalog) ([]*model.Inventory, error) {
	if err := in.header(); err != nil {
		return nil, err
	}
	var inventories []*model.Inventory
	var recorded map[string][][]string
	complete := false
	err := in.members(func(name string) error {
		switch name {
		case "known":
			return in.any(&recorded)
		case "inventories":
			complete = true
			return in.each(func() error {
				inv, err := in.inventory()
				inventories = append(inventories, inv)
				return err
			})
		default:
			return damage("unknown member %.60q", name)
		}
	})
	if err != nil {
		return nil, err
	}
	if !complete {
		return nil, damage("it holds no inventories")
	}
	// Reading on to the end is what checks the sum of a compressed file.
	if _, err := in.dec.ReadToken(); err != io.EOF {
		if err == nil {
			err = damage("something follows its end")
		}
		return nil, err
	}
	gaps := notRecorded(catalog, recorded)
	for _, inv := range inventories {
		markGaps(inv, gaps)
	}
	return inventories, nil
}

// header reads as far as the version, so that a file of another program, or of a later parity, is called
// what it is before anything in it is called damaged.
func (in *input) header() error {
	foreign := &Error{What: "is not a snapshot of parity", Next: "give a file written by parity snapshot"}
	token, err := in.dec.ReadToken()
	if err != nil || token.Kind() != jsontext.KindBeginObject {
		return readable(err, foreign)
	}
	name, err := in.dec.ReadToken()
	if err != nil || name.Kind() != jsontext.KindString || name.String() != "format" {
		return readable(err, foreign)
	}
	value, err := in.dec.ReadToken()
	if err != nil || value.Kind() != jsontext.KindString || value.String() != format {
		return readable(err, foreign)
	}
	name, err = in.dec.ReadToken()
	if err != nil {
		return err
	}
	if name.Kind() != jsontext.KindString || name.String() != "version" {
		return damage("its version is missing")
	}
	value, err = in.dec.ReadToken()
	if err != nil {
		return err
	}
	if value.Kind() != jsontext.KindNumber {
		return damage("its version is no number")
	}
	written, err := strconv.ParseUint(value.String(), 10, 32)
	switch {
	case err != nil || written == 0:
		return damage("%.20q is no version", value.String())
	case written > version:
		return &Error{
			What: "is of format " + strconv.FormatUint(written, 10) + ", and this parity reads up to " + strconv.Itoa(version),
			Next: "update parity", sound: true,
		}
	}
	return nil
}

// readable prefers the reader's own failure (a disk, a cut-off file) to calling the file foreign.
func readable(err error, foreign *Error) error {
	var syntax *jsontext.SyntacticError
	if err == nil || errors.As(err, &syntax) && !cutOff(err) {
		return foreign
	}
	return err
}

// members reads the rest of an object, whose members before may have been read, name by name.
func (in *input) members(one func(name string) error) error {
	for {
		token, err := in.dec.ReadToken()
		if err != nil {
			return err
		}
		if token.Kind() == jsontext.KindEndObject {
			return nil
		}
		if err := one(token.String()); err != nil {
			return err
		}
	}
}

func (in *input) begin(kind jsontext.Kind) error {
	token, err := in.dec.ReadToken()
	if err != nil {
		return err
	}
	if token.Kind() != kind {
		return damage("%s where %s was due", token.Kind(), kind)
	}
	return nil
}

// each reads an array element by element.
func (in *input) each(one func() error) error {
	if err := in.begin(jsontext.KindBeginArray); err != nil {
		return err
	}
	for {
		switch in.dec.PeekKind() {
		case jsontext.KindEndArray, jsontext.KindInvalid:
			_, err := in.dec.ReadToken()
			return err
		}
		if err := one(); err != nil {
			return err
		}
	}
}

// any reads a small value as a whole.
func (in *input) any(into any) error {
	before := in.dec.InputOffset()
	if err := json.UnmarshalDecode(in.dec, into, json.RejectUnknownMembers(true)); err != nil {
		if semantic, ok := err.(*json.SemanticError); ok && semantic.Err == nil {
			return damage("%s where something else was due", semantic.JSONKind)
		}
		return err
	}
	return in.charge(int(in.dec.InputOffset()-before) * 4)
}

func readList[A, B any](in *input, list *[]B, one func(A) B) error {
	return in.each(func() error {
		var element A
		err := in.any(&element)
		*list = append(*list, one(element))
		return err
	})
}

func (in *input) inventory() (*model.Inventory, error) {
	inv := &model.Inventory{}
	if err := in.begin(jsontext.KindBeginObject); err != nil {
		return inv, err
	}
	if err := in.members(func(name string) error { return in.part(inv, name) }); err != nil {
		return inv, err
	}
	if inv.Environment.Name == "" {
		return inv, damage("an inventory has no environment")
	}
	in.settle(inv)
	return inv, nil
}

// part reads one member of an inventory.
func (in *input) part(inv *model.Inventory, name string) error {
	switch name {
	case "environment":
		var e environmentJSON
		if err := in.any(&e); err != nil {
			return err
		}
		var err error
		inv.Environment, err = e.environment()
		return err
	case "types":
		return in.any(&inv.Types)
	case "pending":
		return in.any(&inv.Pending)
	case "unread":
		return readList(in, &inv.Unread, unreadJSON.unread)
	case "notes":
		return readList(in, &inv.Notes, func(n noteJSON) model.Note { return model.Note(n) })
	case "selection":
		var s selectionJSON
		err := in.any(&s)
		inv.Selection = model.Selection(s)
		return err
	case "unclaimed":
		return in.any(&inv.Unclaimed)
	case "sizes":
		var sizes map[string]sizeJSON
		err := in.any(&sizes)
		inv.Sizes = convertMap(sizes, func(s sizeJSON) model.InstanceSize { return model.InstanceSize(s) })
		return err
	case "defaults":
		return readList(in, &inv.Defaults, func(d defaultsJSON) *model.Defaults { defaults := model.Defaults(d); return &defaults })
	case "events":
		return readList(in, &inv.Events, func(e eventJSON) model.Event { return model.Event(e) })
	case "targets":
		return readList(in, &inv.Targets, func(t targetJSON) *model.Target { target := model.Target(t); return &target })
	case "tables":
		return in.each(func() error { return in.table(inv) })
	default:
		return damage("an inventory has an unknown member %.60q", name)
	}
}

// settle puts in order what a file in another order would leave out of it: everything that reads an
// inventory relies on its order.
func (in *input) settle(inv *model.Inventory) {
	inv.Environment.Source = "snapshot"
	if !slices.IsSortedFunc(inv.Resources, byName) {
		slices.SortStableFunc(inv.Resources, byName)
	}
}
