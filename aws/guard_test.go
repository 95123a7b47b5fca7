package aws

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/smithy-go"
	"golang.org/x/time/rate"
)

// awsError is an error of AWS with a code, as the SDK hands it on.
func awsError(code string) error {
	return &smithy.OperationError{ServiceID: "EC2", OperationName: "DescribeThings", Err: &smithy.GenericAPIError{Code: code, Message: "as AWS says"}}
}

func TestTheGuardRefusesWhatIsNotDeclared(t *testing.T) {
	w := newWire(t)
	config := w.options().guard().watch(sdk.Config{
		Region: "eu-west-1", BaseEndpoint: &w.URL, Credentials: credentials.NewStaticCredentialsProvider("AKIA111111111111", "s", ""),
	})
	_, err := ssm.NewFromConfig(config).PutParameter(t.Context(), &ssm.PutParameterInput{Name: sdk.String("/x"), Value: sdk.String("y")})
	if code, _ := cause(err, ""); code != codeNotAllowed {
		t.Errorf("PutParameter: %v", err)
	}
	if w.count("SSM.PutParameter") != 0 {
		t.Error("PutParameter reached AWS")
	}
}

// TestOperationsOnlyRead: names of AWS that read begin so, and each has its action and its pace.
func TestOperationsOnlyRead(t *testing.T) {
	for _, op := range Operations() {
		if !strings.HasPrefix(op.Name, "Describe") && !strings.HasPrefix(op.Name, "Get") && !strings.HasPrefix(op.Name, "List") {
			t.Errorf("%s does not read by its name", op.Name)
		}
		if op.Service != "STS" && op.Action != actionOf(op.Service, op.Name) {
			t.Errorf("%s is allowed by %q, and named %q where it fails", op.Name, op.Action, actionOf(op.Service, op.Name))
		}
		if op.pace == nil || op.pace.perSecond <= 0 || op.pace.perSecond > 20 || op.pace.burst > int(op.pace.perSecond)/2 {
			t.Errorf("%s has no careful pace: %+v", op.Name, op.pace)
		}
	}
}

func TestALaneSlowsDownAndRecovers(t *testing.T) {
	l := &lane{pace: &pace{perSecond: 16, burst: 1}, limiter: rate.NewLimiter(16, 1)}
	l.learn(true)
	l.learn(true) // it was on its way already: one cut for all of these
	if got := l.limiter.Limit(); got != 8 {
		t.Errorf("after throttling %v a second, want 8", got)
	}
	for range recovery {
		l.learn(false)
	}
	if got := l.limiter.Limit(); got != 16 {
		t.Errorf("after %d good answers %v a second, want 16", recovery, got)
	}
}

func TestBodies(t *testing.T) {
	const root = "DescribeThingsResponse"
	for name, c := range map[string]struct {
		body string
		good bool
	}{
		"whole":            {`<?xml version="1.0"?><DescribeThingsResponse xmlns="x"><a/></DescribeThingsResponse>`, true},
		"without children": {`<DescribeThingsResponse/>`, true},
		"another's":        {`<DescribeOthersResponse></DescribeOthersResponse>`, false},
		"HTML":             {`<!DOCTYPE html><html><body>sign in<br></body></html>`, false},
		"cut off":          {`<DescribeThingsResponse><a>`, false},
		"a comment alone":  {`<!-- nothing -->`, false},
	} {
		if err := checkXML([]byte(c.body), root); (err == nil) != c.good {
			t.Errorf("%s: %v", name, err)
		}
	}
	type output struct{ Parameters, NextToken, ResultMetadata string }
	for body, good := range map[string]bool{
		`{"Parameters":[]}`: true, `{"NextToken":"x"}`: true, `{"error":"sign in"}`: false, `{}`: false,
		`{"Parameters":[`: false, `[]`: false, `"x"`: false, `{"ResultMetadata":1}`: false,
	} {
		ctx, top := rememberTop(t.Context())
		err := checkJSON(ctx, []byte(body))
		if err == nil {
			err = top.belongTo(&output{})
		}
		if (err == nil) != good {
			t.Errorf("%s: %v", body, err)
		}
		var bad badAnswer
		if err != nil && !errors.As(err, &bad) {
			t.Errorf("%s: %T", body, err)
		}
	}
}

func TestCauses(t *testing.T) {
	wrapped := func(err error) error {
		return &smithy.OperationError{ServiceID: "EC2", OperationName: "DescribeThings", Err: fmt.Errorf("send: %w", err)}
	}
	explicit := &smithy.GenericAPIError{Code: "AccessDenied", Message: "User x is not authorized, with an explicit deny in a service control policy"}
	for name, c := range map[string]struct {
		err         error
		code, words string
	}{
		"denied":           {awsError("UnauthorizedOperation"), "UnauthorizedOperation", "may not call ec2:DescribeThings; `parity permissions`"},
		"denied by an SCP": {wrapped(explicit), "AccessDenied", "explicit deny in a service control policy"},
		"a message lies":   {wrapped(&smithy.GenericAPIError{Code: "InternalFailure", Message: "AccessDenied ExpiredToken 403"}), "InternalFailure", "AWS answered: AccessDenied"},
		"expired":          {awsError("RequestExpired"), "RequestExpired", "log in again"},
		"invalid":          {awsError("AuthFailure"), "AuthFailure", "not enabled for the account"},
		"skewed":           {awsError("RequestTimeTooSkewed"), "RequestTimeTooSkewed", "clock"},
		"throttled":        {awsError("RequestLimitExceeded"), "RequestLimitExceeded", "throttled"},
		"not opted in":     {awsError("OptInRequired"), "OptInRequired", "not enabled"},
		"KMS":              {decryption{wrapped(&smithy.GenericAPIError{Code: "AccessDeniedException"})}, "AccessDeniedException", "kms:Decrypt"},
		"out of time":      {wrapped(context.DeadlineExceeded), codeTimeout, "--timeout"},
		"interrupted":      {wrapped(context.Canceled), codeCanceled, "interrupted"},
		"no such region":   {wrapped(&net.OpError{Op: "dial", Err: &net.DNSError{Name: "ec2.eu-west-9.amazonaws.com", IsNotFound: true}}), codeUnknownHost, "ec2.eu-west-9"},
		"one page twice":   {brokenChain{errSameToken}, codeBadAnswer, "same page twice"},
		"unavailable":      {wrapped(&net.OpError{Op: "read", Err: errors.New("reset")}), codeUnreachable, "read"},
	} {
		lost := unreadOf(c.err, "T")
		if lost.Code != c.code || !strings.Contains(lost.Message, c.words) {
			t.Errorf("%s: %q %q, want %q with %q", name, lost.Code, lost.Message, c.code, c.words)
		}
		if strings.ContainsAny(lost.Message, "\n") {
			t.Errorf("%s: more than one line: %q", name, lost.Message)
		}
	}
}

func TestPages(t *testing.T) {
	next := func(s string) *string { return &s }
	failure := errors.New("failed")
	for name, c := range map[string]struct {
		answers []*string
		failAt  int
		want    string
	}{
		"one":            {answers: []*string{nil}, failAt: -1},
		"an empty token": {answers: []*string{next("")}, failAt: -1},
		"several":        {answers: []*string{next("a"), next("b"), nil}, failAt: -1},
		"first fails":    {answers: []*string{nil}, failAt: 0, want: "whole"},
		"second fails":   {answers: []*string{next("a"), nil}, failAt: 1, want: "partial"},
		"a circle":       {answers: []*string{next("a"), next("b"), next("a")}, failAt: -1, want: "partial"},
	} {
		page := 0
		err := pages(t.Context(), func(_ context.Context, token *string) (*string, error) {
			if page > 0 && *token != *c.answers[page-1] {
				t.Errorf("%s: page %d was asked for by %q", name, page, *token)
			}
			page++
			if page-1 == c.failAt {
				return nil, failure
			}
			return c.answers[page-1], nil
		})
		got := ""
		if err != nil {
			got = map[bool]string{true: "partial", false: "whole"}[unreadOf(err, "T").Partial]
		}
		if got != c.want || page != len(c.answers) {
			t.Errorf("%s: %q after %d pages, want %q after %d", name, got, page, c.want, len(c.answers))
		}
	}
}

// TestAConnectionThatBreaksOnceIsTriedAgain, and one that is truncated too.
func TestAConnectionThatBreaksOnceIsTriedAgain(t *testing.T) {
	for name, failure := range map[string]fault{
		"empty": plain(""),
		"cut":   plain(`{"Parameters":[`),
		"reset": func(out http.ResponseWriter, _ *wireCall) bool {
			connection, _, err := out.(http.Hijacker).Hijack()
			if err == nil {
				_ = connection.Close()
			}
			return true
		},
	} {
		w := newWire(t)
		w.accounts["111111111111"] = company("/prod", 1)
		w.faults["SSM.GetParametersByPath"] = upTo(1, failure)
		inv := loadOne(t, w, onlyParameters(w.options()), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
		if len(inv.Unread) > 0 {
			t.Errorf("%s: %+v", name, inv.Unread)
		}
	}
}
