package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"parity/command/disk"
)

// File is a file as it was read. It is written over only while it is still so.
type File struct {
	Path string
	// Data is nil where there is no such file.
	Data []byte
}

// ReadFile reads a file that may not be there yet.
func ReadFile(path string) (File, error) {
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return File{Path: path}, nil
	case err != nil:
		return File{}, unreadable(path, err)
	case len(data) > longest:
		return File{}, fmt.Errorf("%s is longer than %d MB; is it the right file?", path, longest>>20)
	}
	return File{path, append([]byte{}, data...)}, nil // an empty file is one
}

// Replace writes other bytes in the file's place, by renaming, so that nobody ever reads half of it. Its mode
// stays, and where the path is a link, the file it leads to is written. Nil data takes the file away. What
// somebody else wrote since the file was read is never written over, nor what nobody may write.
func (f File) Replace(data []byte) (File, error) {
	now, err := ReadFile(f.Path)
	if err != nil {
		return f, err
	}
	if (now.Data == nil) != (f.Data == nil) || !bytes.Equal(now.Data, f.Data) {
		return f, fmt.Errorf("%s changed meanwhile; nothing was written: leave it as it is, and read it again with i", f.Path)
	}
	switch {
	case f.Data != nil && !writable(f.Path):
		return f, fmt.Errorf("%s is read-only; nothing was written: chmod u+w it, if it is yours to change", f.Path)
	case data == nil:
		err = os.Remove(f.Path)
	default:
		err = replace(f.Path, data)
	}
	if err != nil {
		return f, fmt.Errorf("%s cannot be written: %s", f.Path, disk.Reason(err))
	}
	return File{f.Path, data}, nil
}

// writable is whether the file itself may be written: renaming another over it asks its folder alone. The mode is
// looked at too, since root may write anything.
func writable(path string) bool {
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&0o222 == 0 {
		return false
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return false
	}
	return file.Close() == nil
}

func replace(path string, data []byte) error {
	mode, exists := fs.FileMode(0o666), false // what the user's mask leaves of it
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	if info, err := os.Stat(path); err == nil {
		mode, exists = info.Mode().Perm(), true
	}
	return disk.Replace(path, mode, func(file *os.File) error {
		if exists {
			if err := file.Chmod(mode); err != nil {
				return err
			}
		}
		_, err := file.Write(data)
		return err
	})
}
