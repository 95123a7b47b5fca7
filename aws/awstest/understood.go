package awstest

import (
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
// models, with a server in AWS's place that keeps the requests and does nothing. Where no command line is installed, ok
// is false, and in CI that is a failure.
func Understand(tb testing.TB, lines []string, variables ...string) (all []Understood, ok bool) {
	tb.Helper()
	program, err := find(os.Getenv(Variable), ".")
	if err != nil {
		program = "" // nor is there a command line beside it
	}
	cli := startCLI(tb, filepath.Dir(program))
	if cli == nil {
		return nil, false
	}
	requests := make(chan url.Values, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { keep(w, r, requests) }))
	defer server.Close()
	environment := map[string]string{
		"PATH": os.Getenv("PATH"), "AWS_ENDPOINT_URL": server.URL, "AWS_MAX_ATTEMPTS": "1", "AWS_EC2_METADATA_DISABLED": "true",
		"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing",
	}
	for i, words := range split(tb, lines, variables) {
		u := Understood{Line: lines[i], Said: cli.complaint(tb, words, environment)}
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
