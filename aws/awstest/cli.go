package awstest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// HasCLI says that AWS's own command line is installed beside the emulator. Where it is not, the test's log says so; in
// CI that is a failure.
func (e *Emulator) HasCLI(tb testing.TB) bool {
	tb.Helper()
	_, err := os.Stat(filepath.Join(e.folder, "aws"))
	switch {
	case err == nil:
		e.home = tb.TempDir()
		return true
	case os.Getenv("CI") == "true":
		tb.Fatalf("the tests need the AWS CLI in CI: %v", err)
	}
	tb.Logf("ran without the AWS CLI: %v", err)
	return false
}

// Shell runs a command line as a person would who pasted it, with AWS's own command line in the path and variables of
// its own, NAME=VALUE. The environment is the process's, but for its home: see [Emulator.Setenv] and [Profiles]. HasCLI
// goes before.
func (e *Emulator) Shell(ctx context.Context, line string, variables ...string) (answer string, err error) {
	cmd := exec.CommandContext(ctx, "/bin/sh", "-c", line)
	cmd.Env = append(os.Environ(), "PATH="+e.folder+string(os.PathListSeparator)+os.Getenv("PATH"), "HOME="+e.home, "PYTHONDONTWRITEBYTECODE=1")
	cmd.Env = append(cmd.Env, variables...)
	answered, err := cmd.Output()
	if err != nil {
		said := ""
		if exit, ok := err.(*exec.ExitError); ok {
			said = string(exit.Stderr)
		}
		return "", fmt.Errorf("%s: %w: %s", line, err, said)
	}
	return string(answered), nil
}
