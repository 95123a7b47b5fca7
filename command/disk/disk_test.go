package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestReplace(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "kept.json")
	put := func(text string, fails error) error {
		return Replace(path, Private, func(file *os.File) error {
			if _, err := file.WriteString(text); err != nil {
				return err
			}
			return fails
		})
	}
	holds := func(want string) {
		t.Helper()
		if got, err := os.ReadFile(path); err != nil || string(got) != want {
			t.Errorf("the file holds %q, %v, want %q", got, err, want)
		}
		if files, _ := os.ReadDir(folder); len(files) != 1 {
			t.Errorf("%d files are in the folder, want one: %v", len(files), files)
		}
	}
	if err := put("first", nil); err != nil {
		t.Fatal(err)
	}
	holds("first")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != Private {
		t.Errorf("its mode is %v, %v", info.Mode(), err)
	}
	broken := errors.New("the disk is full")
	if err := put("half", broken); !errors.Is(err, broken) {
		t.Errorf("a failing write is told as %v", err)
	}
	holds("first")
	if err := put("second", nil); err != nil {
		t.Fatal(err)
	}
	holds("second")
}

func TestReason(t *testing.T) {
	err := Replace(filepath.Join(t.TempDir(), "nowhere", "file"), Private, func(*os.File) error { return nil })
	if !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	if got := Reason(err); got != "no such file or directory" {
		t.Errorf("the reason reads %q", got)
	}
}
