package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Renaming over a file asks its folder, not the file: a file made read-only is meant to stay as it is.
func TestReadOnlyFilesAreLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "parity.yaml")
	if err := os.WriteFile(path, []byte("a"), 0o444); err != nil {
		t.Fatal(err)
	}
	file, err := ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{[]byte("b"), nil} {
		if _, err := file.Replace(data); err == nil || !strings.Contains(err.Error(), "read-only") {
			t.Errorf("%q in its place: %v", data, err)
		}
	}
	if data, _ := os.ReadFile(path); string(data) != "a" {
		t.Errorf("the file holds %q", data)
	}
}
