package awstest

import (
	"bufio"
	"context"
	_ "embed" // the command line's two ends
	"encoding/json"
	"fmt"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// HasCLI says that AWS's own command line is installed beside the emulator, and starts it. Where it is not, the test's
// log says so; in CI that is a failure.
func (e *Emulator) HasCLI(tb testing.TB) bool {
	tb.Helper()
	e.cli = startCLI(tb, e.folder)
	return e.cli != nil
}

// Shell runs a command line as a person would who pasted it, with AWS's own command line in the path and variables of
// its own, NAME=VALUE. The environment is the process's, but for its home: see [Emulator.Setenv] and [Profiles]. HasCLI
// goes before.
func (e *Emulator) Shell(ctx context.Context, line string, variables ...string) (answer string, err error) {
	cmd := exec.CommandContext(ctx, "/bin/sh", "-c", line)
	cmd.Env = append(os.Environ(),
		"PATH="+e.cli.folder+string(os.PathListSeparator)+os.Getenv("PATH"), "HOME="+e.cli.home, socketVariable+"="+e.cli.socket())
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

//go:embed served.py
var served string

//go:embed asked.py
var asked string

// socketVariable tells the command line in the path where the one that is running listens.
const socketVariable = "PARITY_TEST_CLI"

// commandLine is AWS's own command line, started once for all commands of a test: each start of it takes as long as ten
// commands.
type commandLine struct {
	// folder has a program aws that hands what it is asked to the one that is running, and the socket of that one.
	folder string
	// home is where it keeps credentials for the next command: those of another run lead nowhere.
	home string
}

func (c *commandLine) socket() string { return filepath.Join(c.folder, "socket") }

// startCLI starts the command line of a folder of programs; nil where none is installed, which in CI is a failure.
func startCLI(tb testing.TB, programs string) *commandLine {
	tb.Helper()
	if _, err := os.Stat(filepath.Join(programs, "aws")); err != nil {
		if os.Getenv("CI") == "true" {
			tb.Fatalf("the tests need the AWS CLI in CI: %v", err)
		}
		tb.Logf("ran without the AWS CLI: %v", err)
		return nil
	}
	folder, err := os.MkdirTemp("", "cli") // a socket's path may not be long, and a test's own folder is
	if err != nil {
		tb.Fatal(err)
	}
	c := &commandLine{folder: folder, home: tb.TempDir()}
	python := filepath.Join(programs, "python")
	if err := os.WriteFile(filepath.Join(folder, "aws"), []byte("#!"+python+" -SEI\n"+asked), 0o700); err != nil {
		tb.Fatal(err)
	}
	server := exec.Command(python, "-c", served, c.socket())
	server.Stderr = os.Stderr
	// Where it keeps credentials it decides as it starts.
	server.Env = append(os.Environ(), "HOME="+c.home, "PYTHONDONTWRITEBYTECODE=1")
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
	return c
}

// complaint runs a command's words with an environment of its own, and is what the command line complained of: nothing where it did it.
func (c *commandLine) complaint(tb testing.TB, words []string, environment map[string]string) string {
	tb.Helper()
	env := maps.Clone(environment)
	env["HOME"] = c.home
	connection, err := net.Dial("unix", c.socket())
	if err != nil {
		tb.Fatalf("the AWS CLI: %v", err)
	}
	defer connection.Close()
	var answer struct {
		Code int
		Err  string
	}
	err = json.NewEncoder(connection).Encode(map[string]any{"args": words, "env": env})
	if err == nil {
		err = json.NewDecoder(connection).Decode(&answer)
	}
	if err != nil {
		tb.Fatalf("the AWS CLI ended at %q: %v", words, err)
	}
	if answer.Code == 0 {
		return ""
	}
	return answer.Err
}
