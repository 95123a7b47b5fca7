package awstest

import (
	"bufio"
	_ "embed" // the program that runs many lines in one process
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

//go:embed understood.py
var understood string

// Understood is what AWS's own command line makes of a command.
type Understood struct {
	// Line is the command.
	Line string
	// Request is what would have gone to AWS; nil where the command line refused the command.
	Request url.Values
	// Said is what it complained of.
	Said string
}

// Understand runs commands through AWS's own command line, which checks names and types of all options against AWS's
// models, with a server in AWS's place that keeps the requests and does nothing. One process runs them all, since each
// takes a second to start. Where no command line is installed, ok is false, and in CI that is a failure.
func Understand(tb testing.TB, lines []string, variables ...string) (all []Understood, ok bool) {
	tb.Helper()
	program, err := find(os.Getenv(Variable), ".")
	if err != nil {
		if os.Getenv("CI") == "true" {
			tb.Fatalf("the tests need the AWS CLI in CI: %v", err)
		}
		tb.Logf("ran without the AWS CLI: %v", err)
		return nil, false
	}
	requests := make(chan url.Values, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { keep(w, r, requests) }))
	defer server.Close()
	answers, stop := interpreter(tb, filepath.Dir(program), server.URL)
	defer stop()
	for i, words := range split(tb, lines, variables) {
		u := Understood{Line: lines[i], Said: answers(words)}
		select {
		case u.Request = <-requests:
		default:
		}
		all = append(all, u)
	}
	return all, true
}

// keep keeps a request, and answers as AWS does where there is nothing to say. What describes is refused, so that nobody
// waits for what it would have to say.
func keep(w http.ResponseWriter, r *http.Request, requests chan<- url.Values) {
	body, _ := io.ReadAll(r.Body)
	form, err := url.ParseQuery(string(body))
	if err != nil || form.Get("Action") == "" {
		form = url.Values{"Action": {r.Header.Get("X-Amz-Target")}, "Body": {string(body)}}
	}
	select {
	case requests <- form:
	default: // a waiter asks again
	}
	action := form.Get("Action")
	w.Header().Set("Content-Type", "text/xml")
	if strings.HasPrefix(action, "Describe") {
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, "<Response><Errors><Error><Code>Denied</Code></Error></Errors></Response>")
		return
	}
	fmt.Fprintf(w, "<%[1]sResponse><%[1]sResult/></%[1]sResponse>", action)
}

// split takes command lines apart as a shell does, with variables of its own.
func split(tb testing.TB, lines, variables []string) (words [][]string) {
	tb.Helper()
	script := "aws() { printf '%s\\0' \"$@\"; printf '\\n\\0'; }\n" + strings.Join(lines, "\n")
	cmd := exec.CommandContext(tb.Context(), "/bin/sh")
	cmd.Stdin, cmd.Env = strings.NewReader(script), variables
	out, err := cmd.Output()
	if err != nil {
		said := ""
		if exit, ok := err.(*exec.ExitError); ok {
			said = string(exit.Stderr)
		}
		tb.Fatalf("the shell: %v: %s", err, said)
	}
	var line []string
	for word := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		if word == "\n" {
			words, line = append(words, line), nil
			continue
		}
		line = append(line, word)
	}
	if len(words) != len(lines) {
		tb.Fatalf("%d lines became %d commands", len(lines), len(words))
	}
	return words
}

// interpreter starts the command line, and runs commands in it one after the other: each returns the complaint.
func interpreter(tb testing.TB, folder, endpoint string) (answers func(words []string) string, stop func()) {
	tb.Helper()
	cmd := exec.CommandContext(tb.Context(), filepath.Join(folder, "python"), "-c", understood)
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + tb.TempDir(), "AWS_ENDPOINT_URL=" + endpoint, "AWS_MAX_ATTEMPTS=1", "AWS_EC2_METADATA_DISABLED=true",
		"AWS_ACCESS_KEY_ID=testing", "AWS_SECRET_ACCESS_KEY=testing", "PYTHONDONTWRITEBYTECODE=1",
	}
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatalf("start the AWS CLI: %v", err)
	}
	lines := bufio.NewReader(out)
	encoder := json.NewEncoder(in)
	answers = func(words []string) string {
		if err := encoder.Encode(words); err != nil {
			tb.Fatalf("the AWS CLI: %v", err)
		}
		answer, err := lines.ReadBytes('\n')
		if err != nil {
			tb.Fatalf("the AWS CLI ended at %q: %v", words, err)
		}
		var said struct {
			Code int
			Said string
		}
		if err := json.Unmarshal(answer, &said); err != nil {
			tb.Fatal(err)
		}
		if said.Code == 0 {
			return ""
		}
		return said.Said
	}
	return answers, func() {
		_ = in.Close()
		_ = cmd.Wait()
	}
}
