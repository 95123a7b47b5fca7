package compare_test

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The list of pitfalls names each of the ninety once, and tests that are there.
func TestTheListOfPitfalls(t *testing.T) {
	list, err := os.ReadFile("PITFALLS.md")
	if err != nil {
		t.Fatal(err)
	}
	declared := testsBelow(t, "../..")
	held := map[int]int{}
	row := regexp.MustCompile(`(?m)^\| ([0-9–, ]+) \|.*\| ([^|]*) \|$`)
	named := regexp.MustCompile("`(Test[A-Za-z0-9]*)(…?)`")
	for _, found := range row.FindAllStringSubmatch(string(list), -1) {
		for part := range strings.SplitSeq(found[1], ", ") {
			first, last, ranged := strings.Cut(part, "–")
			if !ranged {
				last = first
			}
			from, errFrom := strconv.Atoi(first)
			to, errTo := strconv.Atoi(last)
			if errFrom != nil || errTo != nil {
				t.Fatalf("%q is no number", part)
			}
			for n := from; n <= to; n++ {
				held[n]++
			}
		}
		tests := named.FindAllStringSubmatch(found[2], -1)
		if len(tests) == 0 && !strings.Contains(found[2], "tests") {
			t.Errorf("%s names no test: %s", found[1], found[2])
		}
		for _, test := range tests {
			if !strings.Contains(declared, "func "+test[1]) || test[2] == "" && !strings.Contains(declared, "func "+test[1]+"(") {
				t.Errorf("%s names %s, which is not there", found[1], test[1])
			}
		}
	}
	for n := 1; n <= 90; n++ {
		if held[n] != 1 {
			t.Errorf("pitfall %d is on the list %d times", n, held[n])
		}
	}
}

// testsBelow is every test file below a folder.
func testsBelow(t *testing.T, root string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && len(entry.Name()) > 2 {
			return cmp.Or(err, fs.SkipDir)
		}
		if !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		all.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
