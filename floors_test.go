package main_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// floors says which of our own packages a package may import; the longest folder that holds the package
// counts. It is the one place where the arrows between the rooms are written down.
var floors = map[string][]string{
	"parity":                {"parity/command"},
	"parity/command":        {"parity"},
	"parity/command/config": {"parity/model", "parity/command/config", "parity/command/disk"},
	"parity/command/disk":   {},
	"parity/command/report": {"parity/model", "parity/command/report"},
	// snapshots are understood by what the model says of types, without AWS.
	"parity/command/snapshot": {"parity/model", "parity/command/snapshot", "parity/command/disk"},
	// investigations outlive the program in files of their own.
	"parity/command/investigations": {"parity/model", "parity/command/disk"},
	"parity/ui":                     {"parity/model", "parity/ui"},
	"parity/aws":                    {"parity/model", "parity/aws"},
	"parity/aws/awstest":            {},
	"parity/model":                  {"parity/model"},
	// What makes the demo stands outside the house: it plays AWS to all of it.
	"parity/testdata": {"parity"},
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func TestFloors(t *testing.T) {
	packages := ourPackages(t)
	if len(packages) < 10 {
		t.Fatalf("go list found %d packages; is it run at the root?", len(packages))
	}
	for _, p := range packages {
		floor := floorOf(p.ImportPath)
		for _, imported := range p.Imports {
			switch {
			case within(imported, "parity"):
				if !anyWithin(imported, floors[floor]) {
					t.Errorf("%s imports %s: not an arrow of this house (see CONTRIBUTING.md)", p.ImportPath, imported)
				}
				if p.ImportPath == "parity/model" {
					t.Errorf("parity/model imports %s: the nouns stand on nothing", imported)
				}
			case strings.HasPrefix(imported, "github.com/aws/aws-sdk-go-v2/"):
				if !within(floor, "parity/aws") && floor != "parity/testdata" {
					t.Errorf("%s imports %s: only aws knows the SDK", p.ImportPath, imported)
				}
			case floor == "parity/model" && !pure(imported):
				t.Errorf("%s imports %s: the model does no I/O and knows no terminal", p.ImportPath, imported)
			}
		}
	}
}

// ourPackages lists the packages of the module, with those under testdata, which ./... leaves out.
func ourPackages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "./...", "./testdata/demo/...")
	output, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go list: %v\n%s", err, exit.Stderr)
		}
		t.Fatalf("go list: %v", err)
	}
	var packages []goPackage
	for decoder := json.NewDecoder(strings.NewReader(string(output))); ; {
		var p goPackage
		switch err := decoder.Decode(&p); {
		case errors.Is(err, io.EOF):
			return packages
		case err != nil:
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

func floorOf(path string) string {
	floor := ""
	for folder := range floors {
		if within(path, folder) && len(folder) > len(floor) {
			floor = folder
		}
	}
	return floor
}

func within(path, folder string) bool {
	return path == folder || strings.HasPrefix(path, folder+"/")
}

func anyWithin(path string, folders []string) bool {
	for _, folder := range folders {
		if within(path, folder) {
			return true
		}
	}
	return false
}

// pure says that a package of others keeps the model as it is: a function of what it is given.
func pure(imported string) bool {
	for _, impure := range []string{"os", "net", "net/http", "syscall", "log", "flag", "io/fs", "path/filepath", "charm.land", "github.com/charmbracelet"} {
		if imported == impure || impure != "net" && within(imported, impure) {
			return false
		}
	}
	return true
}
