package command_test

import (
	"bytes"
	"net"
	"os"
	"syscall"
	"testing"

	"parity/command"
)

// TestInterruptsEndWithTheirCode sends the signals that end a program to one that waits for AWS.
func TestInterruptsEndWithTheirCode(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		for _, args := range [][]string{{"check", "a", "b"}, {"snapshot", "a", "-o", t.TempDir() + "/a.json"}} {
			called := hanging(t)
			go func() {
				<-called
				_ = syscall.Kill(os.Getpid(), signal)
			}()
			var stdout, stderr bytes.Buffer
			code := command.Run(t.Context(), command.Process{Args: args, Stdout: &stdout, Stderr: &stderr})
			if code != 130 || stdout.Len() > 0 || stderr.String() != "parity: interrupted\n" {
				t.Errorf("%s of %v: exit code %d, stdout %q, stderr %q", signal, args, code, &stdout, &stderr)
			}
		}
	}
}

// hanging makes AWS a server that takes calls and never answers. The channel tells of a call.
func hanging(t *testing.T) <-chan struct{} {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	called := make(chan struct{}, 1)
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { connection.Close() })
			select {
			case called <- struct{}{}:
			default:
			}
		}
	}()
	t.Cleanup(func() { listener.Close() })
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL": "http://" + listener.Addr().String(), "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
		"AWS_REGION": "eu-west-1", "AWS_CONFIG_FILE": os.DevNull, "AWS_SHARED_CREDENTIALS_FILE": os.DevNull, "AWS_PROFILE": "",
	} {
		t.Setenv(name, value)
	}
	return called
}

// TestAReaderThatWentAway holds that the exit code is the verdict where nobody reads the report to its end.
func TestAReaderThatWentAway(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	reader.Close()
	defer writer.Close()
	var stderr bytes.Buffer
	code := command.Run(t.Context(), command.Process{
		Args:   []string{"check", "--demo", "staging", "prod", "--only", "instances"},
		Stdout: writer, Stderr: &stderr, Demo: os.DirFS("../testdata/demo"),
	})
	if code != 1 || stderr.Len() > 0 {
		t.Errorf("exit code %d, stderr %q", code, &stderr)
	}
}
