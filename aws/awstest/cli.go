package awstest

import (
	"bufio"
	"context"
	_ "embed" // the command line's two ends
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
		e.serve(tb)
		return true
	case os.Getenv("CI") == "true":
		tb.Fatalf("the tests need the AWS CLI in CI: %v", err)
	}
	tb.Logf("ran without the AWS CLI: %v", err)
	return false
}

//go:embed served.py
var served string

//go:embed asked.py
var asked string

// socketVariable tells the command line in the path where the one that is running listens.
const socketVariable = "PARITY_TEST_CLI"

// serve starts AWS's own command line once for all commands of a test: each start of it takes as long as ten commands.
func (e *Emulator) serve(tb testing.TB) {
	tb.Helper()
	folder, err := os.MkdirTemp("", "cli") // a socket's path may not be long, and a test's own folder is
	if err != nil {
		tb.Fatal(err)
	}
	e.served = folder
	python := filepath.Join(e.folder, "python")
	if err := os.WriteFile(filepath.Join(folder, "aws"), []byte("#!"+python+" -SEI\n"+asked), 0o700); err != nil {
		tb.Fatal(err)
	}
	server := exec.Command(python, "-c", served, filepath.Join(folder, "socket"))
	server.Stderr = os.Stderr
	server.Env = append(os.Environ(), "HOME="+e.home) // where it keeps credentials it decides as it starts
	lives, err := server.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	said, err := server.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := server.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { lives.Close(); _ = server.Wait(); os.RemoveAll(folder) })
	if _, err := bufio.NewReader(said).ReadString('\n'); err != nil {
		tb.Fatalf("the AWS CLI does not start: %v", err)
	}
}

// Shell runs a command line as a person would who pasted it, with AWS's own command line in the path and variables of
// its own, NAME=VALUE. The environment is the process's, but for its home: see [Emulator.Setenv] and [Profiles]. HasCLI
// goes before.
func (e *Emulator) Shell(ctx context.Context, line string, variables ...string) (answer string, err error) {
	cmd := exec.CommandContext(ctx, "/bin/sh", "-c", line)
	cmd.Env = append(os.Environ(), "PATH="+e.served+string(os.PathListSeparator)+os.Getenv("PATH"), "HOME="+e.home, "PYTHONDONTWRITEBYTECODE=1", socketVariable+"="+filepath.Join(e.served, "socket"))
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
