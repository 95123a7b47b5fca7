package snapshot

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"parity/command/disk"
	"parity/model"
)

// ReadFile reads the inventories of a file.
func ReadFile(path string, catalog *model.Catalog) ([]*model.Inventory, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, unopened(path, err)
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, &Error{Name: path, What: "is a folder", Next: "give a file written by parity snapshot"}
	}
	return Read(file, path, catalog)
}

func unopened(path string, err error) error {
	e := &Error{Name: path, Next: "check the path", Err: err}
	var cause *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.What = "is not there"
	case errors.As(err, &cause):
		e.What = "cannot be opened: " + cause.Err.Error()
	default:
		e.What = "cannot be opened: " + err.Error()
	}
	return e
}

// WriteFile writes inventories to a file, compressed where its name ends in .gz. The file is whole or it
// is not there: it is written beside its place and moved there at the end.
func WriteFile(path string, catalog *model.Catalog, inventories []*model.Inventory) error {
	return Writer{Catalog: catalog}.WriteFile(path, inventories)
}

// WriteFile is the function of the same name, with the writer's own settings.
func (s Writer) WriteFile(path string, inventories []*model.Inventory) error {
	// A link keeps leading where it leads, and what is no file (/dev/stdout, a pipe) is never replaced by one.
	target := path
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		target = resolved
	}
	info, err := os.Stat(target)
	switch {
	case err == nil && info.IsDir():
		return &Error{Name: path, What: "is a folder", Next: "give the name of a file in it"}
	case err == nil && !info.Mode().IsRegular():
		err = s.into(target, inventories)
	default:
		err = disk.Replace(target, disk.Private, func(file *os.File) error { return s.encode(file, path, inventories) })
	}
	if err != nil {
		return &Error{Name: path, What: "cannot be written: " + disk.Reason(err), Next: "no file was written; check the folder and its space", Err: err}
	}
	return nil
}

func (s Writer) into(path string, inventories []*model.Inventory) (err error) {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return s.encode(file, path, inventories)
}

func (s Writer) encode(w io.Writer, path string, inventories []*model.Inventory) error {
	if !strings.HasSuffix(path, ".gz") {
		return s.Write(w, inventories)
	}
	// Speed before size: the rows' repetition is what compresses, and any level finds it.
	compressed, err := gzip.NewWriterLevel(w, gzip.BestSpeed)
	if err != nil {
		return fmt.Errorf("gzip: %w", err)
	}
	if err := s.Write(compressed, inventories); err != nil {
		return err
	}
	return compressed.Close()
}
