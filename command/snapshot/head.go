package snapshot

import (
	"errors"
	"os"

	"github.com/go-json-experiment/json/jsontext"

	"parity/model"
)

// errHead ends the reading where the head does.
var errHead = errors.New("the head ends here")

// ReadHead reads of which environment a file's first inventory is, when it was loaded and what of it could not be
// read, without its resources: they come behind that, so that a file of any size takes no time.
func ReadHead(path string, catalog *model.Catalog) (*model.Inventory, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, unopened(path, err)
	}
	defer file.Close()
	source, err := decompressed(file)
	if err != nil {
		return nil, explain(path, 0, err)
	}
	in := newInput(source)
	inv, err := in.head(catalog)
	if err != nil {
		return nil, explain(path, in.dec.InputOffset(), err)
	}
	return inv, nil
}

func (in *input) head(catalog *model.Catalog) (*model.Inventory, error) {
	if err := in.header(); err != nil {
		return nil, err
	}
	inv := &model.Inventory{}
	var recorded map[string][][]string
	err := in.members(func(name string) error {
		switch name {
		case "known":
			return in.any(&recorded)
		case "inventories":
			if err := in.begin(jsontext.KindBeginArray); err != nil {
				return err
			}
			if err := in.begin(jsontext.KindBeginObject); err != nil {
				return err
			}
			if err := in.members(func(name string) error { return in.headPart(inv, name) }); err != nil {
				return err
			}
			return errHead
		default:
			return damage("unknown member %.60q", name)
		}
	})
	switch {
	case !errors.Is(err, errHead) && err != nil:
		return nil, err
	case inv.Environment.Name == "":
		return nil, damage("an inventory has no environment")
	}
	markGaps(inv, notRecorded(catalog, recorded))
	return inv, nil
}

// headPart reads a member of the head, which ends with the first one that is not of it.
func (in *input) headPart(inv *model.Inventory, name string) error {
	switch name {
	case "environment", "types", "pending", "unread":
		return in.part(inv, name)
	default:
		return errHead
	}
}
