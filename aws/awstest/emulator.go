// Package awstest gives tests an AWS to run against: moto, an emulator of AWS's wire protocols that
// none of us wrote. It runs as a process of its own, on a free port of this machine, with its state in
// memory. It is found in the .venv that make test makes, or where PARITY_MOTO_SERVER says.
package awstest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// Variable names the emulator's program where it is not in the .venv.
const Variable = "PARITY_MOTO_SERVER"

// patience is how long the emulator may take until it listens: it is a Python program that imports a
// great deal, on machines that compile Go at the same time.
const patience = 90 * time.Second

// Emulator is a running AWS, empty at first.
type Emulator struct {
	// Endpoint is the URL of all its services.
	Endpoint string
	// folder is where its program is.
	folder string
	// cli is AWS's own command line, where HasCLI has started it.
	cli *commandLine
}

// Start runs an emulator until the test ends. Where none is installed, ok is false and the test's log says
// so: the caller then returns, so that go test passes on a machine with Go alone. In CI that is a failure.
func Start(tb testing.TB) (emulator *Emulator, ok bool) {
	tb.Helper()
	program, err := find(os.Getenv(Variable), ".")
	if err != nil {
		if os.Getenv("CI") == "true" {
			tb.Fatalf("the tests need the AWS emulator in CI: %v", err)
		}
		tb.Logf("ran without the AWS emulator: %v", err)
		return nil, false
	}
	endpoint, stop, err := run(program)
	tb.Cleanup(stop)
	if err != nil {
		tb.Fatalf("start the AWS emulator: %v", err)
	}
	return &Emulator{Endpoint: endpoint, folder: filepath.Dir(program)}, true
}

// Environ is what a process, or the SDK's configuration, needs in order to take the emulator for AWS. It
// keeps the credentials and the configuration of whoever runs the tests out of them.
func (e *Emulator) Environ() map[string]string {
	return map[string]string{
		"AWS_ENDPOINT_URL":            e.Endpoint,
		"AWS_ENDPOINT_URL_STS":        e.Endpoint, // role_arn profiles ask STS before they know AWS_ENDPOINT_URL
		"AWS_ACCESS_KEY_ID":           "testing",
		"AWS_SECRET_ACCESS_KEY":       "testing",
		"AWS_SESSION_TOKEN":           "",
		"AWS_REGION":                  "eu-west-1",
		"AWS_PROFILE":                 "",
		"AWS_CONFIG_FILE":             os.DevNull,
		"AWS_SHARED_CREDENTIALS_FILE": os.DevNull,
		"AWS_EC2_METADATA_DISABLED":   "true",
	}
}

// Setenv gives the test's own process the emulator's environment, until the test ends.
func (e *Emulator) Setenv(tb testing.TB) {
	tb.Helper()
	for name, value := range e.Environ() {
		tb.Setenv(name, value)
	}
}

// Reset empties the emulator, in all accounts, and makes the ids it gives out begin anew, so that they
// repeat from run to run.
func (e *Emulator) Reset(tb testing.TB) {
	tb.Helper()
	for _, path := range []string{"/moto-api/reset", "/moto-api/seed?a=42"} {
		request, err := http.NewRequestWithContext(tb.Context(), http.MethodPost, e.Endpoint+path, http.NoBody)
		if err != nil {
			tb.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			tb.Fatalf("reset the AWS emulator: %v", err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			tb.Fatalf("reset the AWS emulator: POST %s answered %s", path, answer.Status)
		}
	}
}

// find looks for the emulator's program: where it was named, else in the .venv beside the go.mod that
// is nearest above the folder.
func find(named, folder string) (string, error) {
	if named != "" {
		if _, err := os.Stat(named); err != nil {
			return "", fmt.Errorf("%s: %w", Variable, err)
		}
		return named, nil
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			break
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", errors.New("no go.mod above the folder of the test")
		}
		folder = parent
	}
	program := filepath.Join(folder, ".venv", "bin", "moto_server")
	if _, err := os.Stat(program); err != nil {
		return "", errors.New("no .venv/bin/moto_server; make test installs it")
	}
	return program, nil
}

var listening = regexp.MustCompile(`Running on (http://127\.0\.0\.1:\d+)`)

// run starts the program on a port of its own choosing and waits until it says which. The port is the
// emulator's to choose, so that tests of several packages can run side by side.
func run(program string) (endpoint string, stop func(), err error) {
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, program, "-H", "127.0.0.1", "-p", "0")
	cmd.WaitDelay = 5 * time.Second
	output, input := io.Pipe()
	cmd.Stdout, cmd.Stderr = input, input
	if err := cmd.Start(); err != nil {
		cancel()
		return "", func() {}, err
	}
	exited := make(chan struct{})
	go func() {
		_ = cmd.Wait() // it ends by being killed; why it ended early is in what it printed
		_ = input.Close()
		close(exited)
	}()
	stop = func() {
		cancel()
		<-exited
	}

	found, said := make(chan string, 1), make(chan string, 1)
	go func() { said <- watch(output, found) }()
	select {
	case endpoint = <-found:
		return endpoint, stop, nil
	case last := <-said:
		return "", stop, fmt.Errorf("%s ended before it listened: %s", program, last)
	case <-time.After(patience):
		return "", stop, fmt.Errorf("%s did not listen within %v", program, patience)
	}
}

// watch reads what the program prints until it ends, hands on the address once, and returns the last
// lines of a program that never told one.
func watch(output io.Reader, found chan<- string) string {
	var last []string
	told := false
	lines := bufio.NewScanner(output)
	for lines.Scan() {
		if told {
			continue
		}
		if match := listening.FindStringSubmatch(lines.Text()); match != nil {
			found <- match[1]
			told = true
			continue
		}
		last = append(last, strings.TrimSpace(lines.Text()))
		last = last[max(0, len(last)-5):]
	}
	_, _ = io.Copy(io.Discard, output) // a line too long for the scanner must not block the program
	return strings.Join(last, " | ")
}
