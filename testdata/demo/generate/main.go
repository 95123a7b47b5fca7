// Command generate writes the demo's snapshots into a folder: make demo.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"parity/testdata/demo/company"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("usage: generate FOLDER")
	}
	for name, value := range company.Environ {
		if err := os.Setenv(name, value); err != nil {
			return err
		}
	}
	files, err := company.Files(context.Background())
	if err != nil {
		return err
	}
	for name, content := range files {
		path := filepath.Join(args[0], name)
		if err := os.WriteFile(path+".new", content, 0o644); err != nil {
			return err
		}
		if err := os.Rename(path+".new", path); err != nil {
			return err
		}
	}
	return nil
}
