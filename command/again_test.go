package command

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"parity/command/config"
	"parity/model/checklist"
)

// TestWhatStartsAnInvestigationAgain: from any folder, with no variable set, and without a password.
func TestWhatStartsAnInvestigationAgain(t *testing.T) {
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	live := []environment{{name: "staging"}, {name: "prod"}}
	for name, test := range map[string]struct {
		typed, variables []string
		file             string
		want             []string
	}{
		"names and a file": {
			typed: []string{"prod", "staging", "--since", "2h", "--about", "orders", "--baseline", "staging", "--theme", "dark", "--no-color"}, file: "parity.yaml",
			want: []string{"prod", "staging", "--config=" + filepath.Join(here, "parity.yaml")},
		},
		"nothing": {want: []string{"staging", "prod"}},
		"files, profiles and what is selected": {
			typed: []string{"prod=sub/friday.json", "staging=@acme/eu-west-1", "--tag", "A=b", "--tag", "C", "--only", "parameters,groups", "--config", "../own.yaml", "--decrypt", "--timeout", "90s"},
			want: []string{
				"prod=" + filepath.Join(here, "sub", "friday.json"), "staging=@acme/eu-west-1", "--config=" + filepath.Join(filepath.Dir(here), "own.yaml"),
				"--decrypt=true", "--only=parameters", "--only=groups", "--tag=A=b", "--tag=C", "--timeout=1m30s",
			},
		},
		"variables": {
			typed: []string{"staging", "prod"}, variables: []string{"AWS_PROFILE=acme", "AWS_DEFAULT_REGION=eu-west-1"},
			want: []string{"staging", "prod", "--profile=acme", "--region=eu-west-1"},
		},
		"flags before variables, and keys before a profile": {
			typed: []string{"staging", "prod", "--region", "us-east-1"}, variables: []string{"AWS_PROFILE=acme", "AWS_ACCESS_KEY_ID=x", "AWS_REGION=eu-west-1"},
			want: []string{"staging", "prod", "--region=us-east-1"},
		},
		"a password": {
			typed: []string{"staging", "prod", "--endpoint-url", "http://me:canary@127.0.0.1:5000/x"},
			want:  []string{"staging", "prod", "--endpoint-url=http://127.0.0.1:5000/x"},
		},
	} {
		p := &program{Process: Process{Env: test.variables}}
		var s showing
		cmd := &cobra.Command{}
		s.add(cmd)
		s.addDrawing(cmd)
		if err := cmd.ParseFlags(test.typed); err != nil {
			t.Fatal(err)
		}
		pl := &plan{config: &config.Config{File: test.file}, environments: live}
		got := p.again(cmd.Flags(), pl, cmd.Flags().Args())
		if !slices.Equal(got, test.want) {
			t.Errorf("%s:\n%q, want\n%q", name, got, test.want)
		}
		// It is understood again, and gives the same words.
		var later showing
		again := &cobra.Command{}
		later.add(again)
		inv := checklist.Investigation{Baseline: "prod", Since: time.Date(2026, 11, 24, 1, 40, 0, 0, time.FixedZone("", 3600)), About: "psp"}
		if err := again.ParseFlags(startOf(&inv, got)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if later.comparing != (comparisonFlags{"prod", "2026-11-24T00:40:00Z", "psp"}) {
			t.Errorf("%s: %+v", name, later.comparing)
		}
		if same := (&program{}).again(again.Flags(), pl, again.Flags().Args()); !slices.Equal(same, got) {
			t.Errorf("%s: a second time %q, want %q", name, same, got)
		}
	}
}
