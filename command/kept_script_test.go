package command_test

import (
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"parity/aws"
	"parity/command/snapshot"
	"parity/model"
)

// keptFiles are the loads that a script has kept.
func keptFiles(ts *testscript.TestScript) []string {
	var files []string
	_ = filepath.WalkDir(filepath.Join(ts.Getenv("XDG_CACHE_HOME"), "parity", "loads"), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files = append(files, path)
		}
		return nil
	})
	return files
}

// age makes the loads that are kept as much older as it says: aged 3h.
func age(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: aged SPAN")
	}
	span, err := time.ParseDuration(args[0])
	ts.Check(err)
	files := keptFiles(ts)
	if len(files) == 0 {
		ts.Fatalf("no load is kept")
	}
	catalog := model.NewCatalog(aws.Types()...)
	for _, path := range files {
		inventories, err := snapshot.ReadFile(path, catalog)
		ts.Check(err)
		e := &inventories[0].Environment
		e.LoadedAt = e.LoadedAt.Add(-span)
		_, rest, _ := strings.Cut(filepath.Base(path), ".")
		older := filepath.Join(filepath.Dir(path), e.LoadedAt.Format("20060102T150405Z")+"."+rest)
		ts.Check(snapshot.WriteFile(older, catalog, inventories))
		ts.Check(os.Remove(path))
	}
}

// damage cuts the loads that are kept off in their middle.
func damage(ts *testscript.TestScript, _ bool, _ []string) {
	for _, path := range keptFiles(ts) {
		info, err := os.Stat(path)
		ts.Check(err)
		ts.Check(os.Truncate(path, info.Size()/2))
	}
}

// noSecretIsKept looks for the canaries of the emulator's company in everything that is kept.
func noSecretIsKept(t *testing.T, folder string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		plain, err := gzip.NewReader(file)
		if err != nil {
			return err
		}
		text, err := io.ReadAll(plain)
		if strings.Contains(string(text), "canary") {
			t.Errorf("a secret is in %s", path)
		}
		return err
	})
	if err != nil || files == 0 {
		t.Errorf("%d files are kept: %v", files, err)
	}
}
