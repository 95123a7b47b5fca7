// Package disk writes files so that nobody ever reads half of one: beside their place first, and moved there when
// they are whole and on the disk.
package disk

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Private is the mode of what is nobody else's to read.
const Private fs.FileMode = 0o600

// Replace puts what write writes in the place of a file, with the mode, of which the user's mask takes its part.
// Where anything fails nothing is there but what was there before.
func Replace(path string, mode fs.FileMode, write func(*os.File) error) (err error) {
	file, err := os.OpenFile(temporary(path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			file.Close()
			os.Remove(file.Name())
		}
	}()
	if err := write(file); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

// temporary is a name beside the file that nobody else uses.
func temporary(path string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+rand.Text()[:8])
}

// Reason is why a file could not be read or written, without its path, which whoever tells of it has said.
func Reason(err error) string {
	var inner *fs.PathError
	if errors.As(err, &inner) {
		return inner.Err.Error()
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err.Error()
	}
	return err.Error()
}
