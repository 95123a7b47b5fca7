package command_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"parity/command"
)

// demoVariable tells the program under test where the demo lies, which main embeds.
const demoVariable = "PARITY_TEST_DEMO"

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"parity": func() {
		code := command.Run(context.Background(), command.Process{
			Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Env: os.Environ(),
			Demo: os.DirFS(os.Getenv(demoVariable)), Now: stoppedClock(),
		})
		tellPeak()
		os.Exit(code)
	}})
}

// clockVariable stops the clock of the program under test, where a test holds what is told of the time.
const clockVariable = "PARITY_TEST_CLOCK"

func stoppedClock() func() time.Time {
	at, err := time.Parse(time.RFC3339, os.Getenv(clockVariable))
	if err != nil {
		return nil
	}
	return func() time.Time { return at }
}

// TestScripts runs testdata/*.txtar, each a session in a shell.
func TestScripts(t *testing.T) {
	demo, err := filepath.Abs("../testdata/demo")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			for name, value := range map[string]string{
				demoVariable: demo, "HOME": env.WorkDir, "XDG_CACHE_HOME": filepath.Join(env.WorkDir, "cache"), "LANG": "C.UTF-8",
				// Nothing of whoever runs the tests is read, and nothing on the network is asked.
				"AWS_CONFIG_FILE": filepath.Join(env.WorkDir, "aws-config"), "AWS_SHARED_CREDENTIALS_FILE": os.DevNull,
				"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "eu-west-1",
				"AWS_EC2_METADATA_DISABLED": "true", "AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_MAX_ATTEMPTS": "1",
			} {
				env.Setenv(name, value)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "aws": startAWS, "hang": startHanging, "called": awaitCall, "aged": age, "broken": damage,
		},
	})
}

// exits runs the program and wants its exit code: exits CODE WORDS...
func exits(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) < 1 {
		ts.Fatalf("usage: exits CODE [WORDS...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec("parity", args[1:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("parity did not run: %v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// startAWS starts what plays a little of AWS: STS tells who is asking, Parameter Store has the parameters
// of the file that is named as they stand there when it is asked, one path and value a line, and everything else is
// denied.
func startAWS(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: aws FILE")
	}
	file := ts.MkAbs(args[0])
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		content, _ := os.ReadFile(file)
		parameters := string(content)
		_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		switch {
		case strings.Contains(string(body), "Action=GetCallerIdentity"):
			fmt.Fprint(w, `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account>`+
				`<Arn>arn:aws:iam::111122223333:user/t</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`)
		case operation == "GetParametersByPath":
			fmt.Fprintf(w, `{"Parameters":[%s]}`, parametersBelow(parameters, pathOf(string(body)), `,"Value":%q,"Version":1`))
		case operation == "DescribeParameters":
			fmt.Fprintf(w, `{"Parameters":[%s]}`, parametersBelow(parameters, "/", `,"Tier":"Standard"`))
		case operation != "":
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprint(w, `{"__type":"AccessDeniedException","message":"no"}`)
		case strings.Contains(string(body), "Version=2014-10-31"):
			w.WriteHeader(http.StatusForbidden)
			fmt.Fprint(w, `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>`)
		default:
			w.WriteHeader(http.StatusForbidden)
			fmt.Fprint(w, `<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors></Response>`)
		}
	}))
	ts.Defer(server.Close)
	ts.Setenv("AWS_ENDPOINT_URL", server.URL)
}

func pathOf(body string) string {
	_, rest, _ := strings.Cut(body, `"Path":"`)
	path, _, _ := strings.Cut(rest, `"`)
	return path
}

// parametersBelow lists the parameters of a file, with what extra says of each value.
func parametersBelow(file, path, extra string) string {
	var list []string
	for line := range strings.Lines(file) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || !strings.HasPrefix(name, strings.TrimSuffix(path, "/")+"/") {
			continue
		}
		more := extra
		if strings.Contains(extra, "%q") {
			more = fmt.Sprintf(extra, value)
		}
		list = append(list, fmt.Sprintf(`{"Name":%q,"Type":"String","ARN":"arn:aws:ssm:eu-west-1:111122223333:parameter%s"%s}`, name, name, more))
	}
	return strings.Join(list, ",")
}

// called is closed when somebody calls the server that never answers.
var called = make(chan struct{}, 100)

// startHanging starts a server that takes calls and never answers them.
func startHanging(ts *testscript.TestScript, _ bool, _ []string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { listener.Close() })
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			ts.Defer(func() { connection.Close() })
			called <- struct{}{}
		}
	}()
	ts.Setenv("AWS_ENDPOINT_URL", "http://"+listener.Addr().String())
}

// awaitCall waits until the server that never answers has been called.
func awaitCall(ts *testscript.TestScript, _ bool, _ []string) { <-called }
