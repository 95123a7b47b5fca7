package command_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parity/aws/awstest"
	"parity/command"
)

// TestCheckOfTheEmulator loads two accounts that differ in nothing but their words, from the words of a
// command line to the exit code, and again against a snapshot of one of them.
func TestCheckOfTheEmulator(t *testing.T) {
	emulator, ok := awstest.Start(t)
	if !ok {
		return
	}
	emulator.Setenv(t)
	t.Setenv("AWS_REGION", awstest.Region)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	staging := awstest.Words{Name: "staging", Account: "333301333301", Network: "10.30"}
	prod := awstest.Words{Name: "prod", Account: "777702777702", Network: "10.20"}
	awstest.Profiles(t, staging, prod)
	emulator.Reset(t)
	awstest.Seed(t, emulator, staging)
	awstest.Seed(t, emulator, prod)

	run := func(want int, says string, args ...string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		code := command.Run(t.Context(), command.Process{Args: args, Stdout: &stdout, Stderr: &stderr, Env: os.Environ()})
		if code != want || !strings.Contains(stdout.String()+stderr.String(), says) {
			t.Errorf("parity %s: exit code %d, want %d and %q\n%s%s", strings.Join(args, " "), code, want, says, &stdout, &stderr)
		}
	}
	live := []string{"staging=@" + staging.Profile(), "prod=@" + prod.Profile()}
	file := filepath.Join(t.TempDir(), "prod.json.gz")
	run(0, "result: 0 unexplained in 0 causes, 0 accepted, 0 unknown; staging is like prod", append([]string{"check"}, live...)...)
	run(0, "prod written to", "snapshot", live[1], "-o", file)
	run(0, "staging is like prod", "check", live[0], "prod="+file)
	run(0, "prod is like prod@", "check", live[1], "prod="+file)
}
