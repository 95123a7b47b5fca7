package aws

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws/retry"

	"parity/model"
)

// wire is a small AWS that speaks the protocols themselves, so that pages, throttling, denial and broken
// answers can be had, which no emulator gives.
type wire struct {
	*httptest.Server
	// gone is closed when the test ends, so that what hangs lets go.
	gone chan struct{}

	mu sync.Mutex
	// accounts is ACCOUNT → what is in it.
	accounts map[string]*account
	// calls counts operations as they arrive: "SSM.GetParametersByPath".
	calls map[string]int
	// faults is what goes wrong, by operation, or by operation and account ("SSM.GetParameters 111111111111").
	faults map[string]fault
}

// fault answers in the place of the wire; it returns false where the call is to be answered as usual.
type fault func(w http.ResponseWriter, call *wireCall) bool

type wireCall struct {
	service, operation, account string
	// json is the request of a JSON service, form that of a query service.
	json map[string]any
	form url.Values
	// number counts the calls of this operation, from 1.
	number int
	gone   chan struct{}
}

// account is what one AWS account holds.
type account struct {
	parameters []parameterFixture
	// lockedKeys are KMS keys that the credentials may not use.
	lockedKeys []string
	aliases    []map[string]any
	// query is OPERATION → the items of its XML answer, each one page.
	query map[string][]string
	// emptyPages puts a page without items, but with a token, before each page.
	emptyPages bool
}

type parameterFixture struct {
	name, kind, value, key string
}

func newWire(t *testing.T) *wire {
	t.Helper()
	w := &wire{accounts: map[string]*account{}, calls: map[string]int{}, faults: map[string]fault{}, gone: make(chan struct{})}
	w.Server = httptest.NewServer(http.HandlerFunc(w.serve))
	t.Cleanup(func() {
		close(w.gone)
		w.CloseClientConnections()
		w.Close()
	})
	for name, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": "AKIA111111111111", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "",
		"AWS_PROFILE": "", "AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "", "AWS_ENDPOINT_URL": "", "AWS_ENDPOINT_URL_STS": "",
		"AWS_CONFIG_FILE": t.TempDir() + "/config", "AWS_SHARED_CREDENTIALS_FILE": t.TempDir() + "/credentials",
		"AWS_EC2_METADATA_DISABLED": "true",
	} {
		t.Setenv(name, value)
	}
	return w
}

// options are those of a source that loads from the wire. Its retries do not wait.
func (w *wire) options() Options {
	return Options{
		Endpoint: w.URL, Timeout: 20 * time.Second, Sealer: model.NewSealer([]byte("0123456789abcdef")),
		Now:     func() time.Time { return time.Date(2026, 11, 24, 3, 12, 0, 0, time.UTC) },
		backoff: retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return time.Millisecond, nil }),
	}
}

func (w *wire) serve(out http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return
	}
	call := &wireCall{account: "111111111111", gone: w.gone}
	scope := strings.Split(request.Header.Get("Authorization"), "/")
	if _, key, ok := strings.Cut(scope[0], "Credential=AKIA"); ok {
		call.account = key
	}
	if target := request.Header.Get("X-Amz-Target"); target != "" {
		prefix, operation, _ := strings.Cut(target, ".")
		call.service, call.operation = map[string]string{"AmazonSSM": "SSM", "TrentService": "KMS"}[prefix], operation
		_ = json.Unmarshal(body, &call.json)
	} else {
		call.form, _ = url.ParseQuery(string(body))
		call.operation = call.form.Get("Action")
		call.service = strings.ToUpper(scope[3])
	}
	w.answer(out, call)
}

func (w *wire) answer(out http.ResponseWriter, call *wireCall) {
	name := call.service + "." + call.operation
	w.mu.Lock()
	w.calls[name]++
	call.number = w.calls[name]
	fail := w.faults[name+" "+call.account]
	if fail == nil {
		fail = w.faults[name]
	}
	holder := w.accounts[call.account]
	w.mu.Unlock()
	if fail != nil && fail(out, call) {
		return
	}
	if holder == nil {
		holder = &account{}
	}
	if call.json != nil {
		holder.answerJSON(out, call)
		return
	}
	holder.answerXML(out, call)
}

func (w *wire) count(operation string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.calls[operation]
}

// page cuts out the page a token asks for.
func page[T any](a *account, items []T, token string, size int) (part []T, next string) {
	empty := strings.HasPrefix(token, "empty")
	start, _ := strconv.Atoi(strings.TrimPrefix(strings.TrimPrefix(token, "empty"), "at"))
	if a.emptyPages && !empty {
		return nil, fmt.Sprintf("empty%d", start)
	}
	end := min(len(items), start+size)
	if end < len(items) {
		next = fmt.Sprintf("at%d", end)
	}
	return items[start:end], next
}

func text(m map[string]any, key string) string { s, _ := m[key].(string); return s }

func number(m map[string]any, key string, or int) int {
	if f, ok := m[key].(float64); ok {
		return int(f)
	}
	return or
}

func (a *account) answerJSON(out http.ResponseWriter, call *wireCall) {
	switch call.operation {
	case "GetParametersByPath":
		root := text(call.json, "Path")
		var found []any
		for _, p := range a.parameters {
			if p.name != root && below(p.name, root) {
				found = append(found, p.json(call))
			}
		}
		part, next := page(a, found, text(call.json, "NextToken"), number(call.json, "MaxResults", 10))
		writeJSON(out, map[string]any{"Parameters": part, "NextToken": next})
	case "GetParameters":
		a.getParameters(out, call)
	case "DescribeParameters":
		a.describeParameters(out, call)
	case "GetParameterHistory":
		a.parameterHistory(out, call)
	case "ListAliases":
		part, next := page(a, a.aliases, text(call.json, "Marker"), 100)
		writeJSON(out, map[string]any{"Aliases": part, "NextMarker": next, "Truncated": next != ""})
	default:
		writeError(out, call, http.StatusBadRequest, "UnknownOperationException", "no such operation")
	}
}

func (a *account) getParameters(out http.ResponseWriter, call *wireCall) {
	var found, invalid []any
	for _, name := range call.json["Names"].([]any) {
		i := slices.IndexFunc(a.parameters, func(p parameterFixture) bool { return p.name == name })
		if i < 0 {
			invalid = append(invalid, name)
			continue
		}
		p := a.parameters[i]
		if call.json["WithDecryption"] == true && p.kind == "SecureString" && slices.Contains(a.lockedKeys, p.key) {
			writeError(out, call, http.StatusBadRequest, "AccessDeniedException", "the ciphertext refers to a key you may not use")
			return
		}
		found = append(found, p.json(call))
	}
	writeJSON(out, map[string]any{"Parameters": found, "InvalidParameters": invalid})
}

// parameterHistory has seven versions of each parameter, oldest first and three a page, as AWS orders them.
func (a *account) parameterHistory(out http.ResponseWriter, call *wireCall) {
	i := slices.IndexFunc(a.parameters, func(p parameterFixture) bool { return p.name == text(call.json, "Name") })
	if i < 0 {
		writeError(out, call, http.StatusBadRequest, "ParameterNotFound", "")
		return
	}
	p := a.parameters[i]
	if call.json["WithDecryption"] == true && p.kind == "SecureString" && slices.Contains(a.lockedKeys, p.key) {
		writeError(out, call, http.StatusBadRequest, "AccessDeniedException", "the ciphertext refers to a key you may not use")
		return
	}
	var versions []any
	for n := range 7 {
		version := p.json(call)
		delete(version, "ARN")
		version["Version"], version["LastModifiedUser"] = n+1, "arn:aws:iam::"+call.account+":user/ann"
		version["LastModifiedDate"], version["Tier"] = 1.7639e9+float64(n), "Standard"
		if n == 5 {
			version["Labels"] = []string{"stable", "blue"}
		}
		versions = append(versions, version)
	}
	part, next := page(a, versions, text(call.json, "NextToken"), 3)
	writeJSON(out, map[string]any{"Parameters": part, "NextToken": next})
}

func (a *account) describeParameters(out http.ResponseWriter, call *wireCall) {
	matches := func(p parameterFixture) bool { return true }
	if filters, ok := call.json["ParameterFilters"].([]any); ok {
		filter := filters[0].(map[string]any)
		value := filter["Values"].([]any)[0].(string)
		switch text(filter, "Key") + text(filter, "Option") {
		case "PathRecursive":
			matches = func(p parameterFixture) bool { return p.name != value && below(p.name, value) }
		case "NameEquals":
			matches = func(p parameterFixture) bool { return p.name == value }
		case "NameContains":
			matches = func(p parameterFixture) bool { return strings.Contains(p.name, value) }
		}
	}
	var found []any
	for _, p := range a.parameters {
		if matches(p) {
			found = append(found, map[string]any{
				"Name": p.name, "Type": p.kind, "Tier": "Standard", "KeyId": p.key, "DataType": "text", "Version": 3,
				"LastModifiedDate": 1.7639e9, "LastModifiedUser": "arn:aws:iam::" + call.account + ":user/ann", "Description": "of " + p.name,
			})
		}
	}
	part, next := page(a, found, text(call.json, "NextToken"), number(call.json, "MaxResults", 10))
	writeJSON(out, map[string]any{"Parameters": part, "NextToken": next})
}

// json is the parameter as AWS sends it. A SecureString that is not decrypted is a ciphertext that is new
// each time.
func (p parameterFixture) json(call *wireCall) map[string]any {
	value := p.value
	if p.kind == "SecureString" && call.json["WithDecryption"] != true {
		value = fmt.Sprintf("AQICAHg%d%d", call.number, len(p.name))
	}
	return map[string]any{
		"Name": p.name, "Type": p.kind, "Value": value, "Version": 3, "LastModifiedDate": 1.7639e9, "DataType": "text",
		"ARN": "arn:aws:ssm:eu-west-1:" + call.account + ":parameter" + p.name,
	}
}

func (a *account) answerXML(out http.ResponseWriter, call *wireCall) {
	switch {
	case call.operation == "GetCallerIdentity":
		writeXML(out, call, "<Account>"+call.account+"</Account><Arn>arn:aws:iam::"+call.account+":user/ann</Arn><UserId>AIDA</UserId>", "")
	case call.operation == "AssumeRole":
		role := strings.Split(call.form.Get("RoleArn"), ":")
		writeXML(out, call, "<Credentials><AccessKeyId>AKIA"+role[4]+"</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"+
			"<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>", "")
	default:
		part, next := page(a, a.query[call.operation], cmp.Or(call.form.Get("NextToken"), call.form.Get("Marker")), 1)
		writeXML(out, call, strings.Join(part, ""), next)
	}
}

func writeJSON(out http.ResponseWriter, answer map[string]any) {
	if answer["NextToken"] == "" {
		delete(answer, "NextToken")
	}
	out.Header().Set("Content-Type", "application/x-amz-json-1.1")
	_ = json.NewEncoder(out).Encode(answer)
}

// writeXML wraps an answer as EC2 or as the query services do.
func writeXML(out http.ResponseWriter, call *wireCall, body, next string) {
	out.Header().Set("Content-Type", "text/xml")
	root := call.operation + "Response"
	if call.service == "EC2" {
		if next != "" {
			body += "<nextToken>" + next + "</nextToken>"
		}
		fmt.Fprintf(out, "<%s xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId>%s</%s>", root, body, root)
		return
	}
	if next != "" {
		body += "<Marker>" + next + "</Marker>"
	}
	fmt.Fprintf(out, "<%s xmlns=\"https://example.amazonaws.com/doc/\"><%sResult>%s</%sResult></%s>", root, call.operation, body, call.operation, root)
}

// writeError answers as the service's protocol writes errors.
func writeError(out http.ResponseWriter, call *wireCall, status int, code, message string) {
	switch {
	case call.json != nil:
		out.Header().Set("Content-Type", "application/x-amz-json-1.1")
		out.WriteHeader(status)
		_ = json.NewEncoder(out).Encode(map[string]any{"__type": "com.amazonaws#" + code, "message": message})
	case call.service == "EC2":
		out.WriteHeader(status)
		fmt.Fprintf(out, "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors><RequestID>r</RequestID></Response>", code, message)
	default:
		out.WriteHeader(status)
		fmt.Fprintf(out, "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>r</RequestId></ErrorResponse>", code, message)
	}
}

// coded is the fault of an error code.
func coded(status int, code string) fault {
	return func(out http.ResponseWriter, call *wireCall) bool {
		writeError(out, call, status, code, "no: secret-canary-in-a-message")
		return true
	}
}

// plain is the fault of a 200 answer that is not the operation's.
func plain(body string) fault {
	return func(out http.ResponseWriter, _ *wireCall) bool {
		_, _ = io.WriteString(out, body)
		return true
	}
}

// hang never answers.
func hang(_ http.ResponseWriter, call *wireCall) bool {
	<-call.gone
	return true
}

// after lets n calls through before the fault.
func after(n int, f fault) fault {
	return func(out http.ResponseWriter, call *wireCall) bool { return call.number > n && f(out, call) }
}

// upTo ends the fault after n calls.
func upTo(n int, f fault) fault {
	return func(out http.ResponseWriter, call *wireCall) bool { return call.number <= n && f(out, call) }
}
