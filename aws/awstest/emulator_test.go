package awstest

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestStart(t *testing.T) {
	emulator, ok := Start(t)
	if !ok {
		return
	}
	emulator.Reset(t)

	form := strings.NewReader("Action=DescribeVpcs&Version=2016-11-15")
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, emulator.Endpoint+"/", form)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Authorization",
		"AWS4-HMAC-SHA256 Credential=testing/20261124/eu-west-1/ec2/aws4_request, SignedHeaders=host, Signature=00")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	if answer.StatusCode != http.StatusOK || !strings.Contains(string(body), "<DescribeVpcsResponse") {
		t.Errorf("DescribeVpcs answered %s:\n%s", answer.Status, body)
	}
}

func TestStartingAProgramThatEnds(t *testing.T) {
	program := filepath.Join(t.TempDir(), "moto_server")
	if err := os.WriteFile(program, []byte("#!/bin/sh\necho no module named moto >&2\nexit 1\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, stop, err := run(program)
	stop()
	if err == nil || !strings.Contains(err.Error(), "no module named moto") {
		t.Errorf("run = %v, want what the program said", err)
	}
}

func TestFind(t *testing.T) {
	module := t.TempDir()
	inside := filepath.Join(module, "aws", "deeper")
	if err := os.MkdirAll(inside, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(module, "go.mod"), []byte("module parity\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := find("", inside); err == nil || !strings.Contains(err.Error(), "make test") {
		t.Errorf("find without a .venv = %v, want what to do", err)
	}
	want := filepath.Join(module, ".venv", "bin", "moto_server")
	if err := os.MkdirAll(filepath.Dir(want), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(want, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	if got, err := find("", inside); err != nil || got != want {
		t.Errorf("find = %q, %v, want %q", got, err, want)
	}
	if got, err := find(want, "/"); err != nil || got != want {
		t.Errorf("find of a named program = %q, %v, want %q", got, err, want)
	}
	if _, err := find(filepath.Join(module, "absent"), inside); err == nil || !strings.Contains(err.Error(), Variable) {
		t.Errorf("find of an absent program = %v, want the variable's name", err)
	}
}
