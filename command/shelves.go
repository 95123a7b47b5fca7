package command

import (
	"errors"
	"io/fs"

	"parity/command/config"
)

// shelves are where the configuration and what is accepted are kept.
type shelves interface {
	read(path string) (config.File, error)
	// replace writes other bytes over a file that is still as it was read; nil takes it away.
	replace(file config.File, data []byte) (config.File, error)
	// unwritten says why nothing that is put here lasts; empty where it does.
	unwritten() string
}

// onDisk are the files of whoever runs the program.
type onDisk struct{}

func (onDisk) read(path string) (config.File, error) { return config.ReadFile(path) }

func (onDisk) replace(file config.File, data []byte) (config.File, error) { return file.Replace(data) }

func (onDisk) unwritten() string { return "" }

// inMemory are files that end with the program: those of the demo, and what was written over them.
type inMemory struct {
	files  fs.FS
	put    map[string][]byte
	reason string
}

func (m *inMemory) read(path string) (config.File, error) {
	if data, ok := m.put[path]; ok {
		return config.File{Path: path, Data: data}, nil
	}
	data, err := fs.ReadFile(m.files, path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return config.File{}, err
	}
	return config.File{Path: path, Data: data}, nil
}

func (m *inMemory) replace(file config.File, data []byte) (config.File, error) {
	m.put[file.Path] = data
	return config.File{Path: file.Path, Data: data}, nil
}

func (m *inMemory) unwritten() string { return m.reason }
