package command_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
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
