package main_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parity/aws"
	"parity/ui/keys"
)

var rewrite = flag.Bool("rewrite", false, "write the generated parts of README.md anew")

// TestReadme holds the parts of the README that are made of data against that data.
func TestReadme(t *testing.T) {
	before, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(before)
	text = fill(t, text, "<!-- calls -->", "<!-- /calls -->", calls())
	text = fill(t, text, keys.StartMarker, keys.EndMarker, keys.Markdown())
	if text == string(before) {
		return
	}
	if !*rewrite {
		t.Fatal("README.md is not what the keys and the calls say; make readme writes it anew")
	}
	if err := os.WriteFile("README.md", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestReadmeTellsTheWalks: each walk stands there with the keys it takes, and each picture that is shown is there.
func TestReadmeTellsTheWalks(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	walks, err := filepath.Glob("ui/testdata/walks/*.txt")
	if err != nil || len(walks) == 0 {
		t.Fatalf("no walks, %v", err)
	}
	for _, walk := range walks {
		script, err := os.ReadFile(walk)
		if err != nil {
			t.Fatal(err)
		}
		_, keys, _ := strings.Cut(strings.TrimSpace(string(script)), "\nkeys ")
		row := fmt.Sprintf("\n| %s | %s |", strings.TrimSuffix(filepath.Base(walk), ".txt"), keys)
		if !strings.Contains(readme, row) {
			t.Errorf("README.md has no row %q", strings.TrimSpace(row))
		}
	}
	for _, after := range strings.Split(readme, "](testdata/pictures/")[1:] {
		name, _, _ := strings.Cut(after, ")")
		if _, err := os.Stat(filepath.Join("testdata/pictures", name)); err != nil {
			t.Error(err)
		}
	}
}

func fill(t *testing.T, text, start, end, content string) string {
	t.Helper()
	before, rest, some := strings.Cut(text, start)
	_, after, closed := strings.Cut(rest, end)
	if !some || !closed {
		t.Fatalf("README.md has no %s … %s", start, end)
	}
	return before + start + "\n" + strings.TrimRight(content, "\n") + "\n" + end + after
}

// calls tells every operation the guard lets through, by the action that allows it.
func calls() string {
	byService := map[string][]string{}
	for _, operation := range aws.Operations() {
		names := append([]string{operation.Action}, operation.Also...)
		for _, action := range names {
			service, name, some := strings.Cut(action, ":")
			if !some {
				continue // needs no permission
			}
			if !slices.Contains(byService[service], name) {
				byService[service] = append(byService[service], name)
			}
		}
	}
	var out strings.Builder
	out.WriteString("These are all the IAM actions it can use, `kms:Decrypt` for `--decrypt` and `v` alone; `parity permissions` prints them\nas a policy. STS is asked whose the credentials are, which needs no permission.\n\n")
	out.WriteString("| | actions |\n|---|---|\n")
	for _, service := range slices.Sorted(maps.Keys(byService)) {
		slices.Sort(byService[service])
		fmt.Fprintf(&out, "| `%s:` | %s |\n", service, strings.Join(byService[service], ", "))
	}
	return out.String()
}
