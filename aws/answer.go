package aws

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// badAnswer is a 200 answer that is not the operation's: no body, a page of a proxy, a body that was cut
// off. The SDK takes some of them for an empty list, which would make everything missing.
type badAnswer struct{ why string }

func (b badAnswer) Error() string { return "not an answer of AWS: " + b.why }

// RetryableError lets the SDK try again: a connection that broke once need not break twice.
func (badAnswer) RetryableError() bool { return true }

// checkAnswer reads the body of a good answer before the SDK does, and refuses what is not the operation's.
func checkAnswer(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (
	out middleware.DeserializeOutput, metadata middleware.Metadata, err error,
) {
	out, metadata, err = next.HandleDeserialize(ctx, in)
	response, ok := out.RawResponse.(*smithyhttp.Response)
	if err != nil || !ok || response.StatusCode != http.StatusOK {
		return out, metadata, err
	}
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close() // it was read to its end, or its error is returned
	if err != nil {
		return out, metadata, badAnswer{"the connection broke in the middle of it: " + err.Error()}
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return out, metadata, checkBody(ctx, body)
}

func checkBody(ctx context.Context, body []byte) error {
	body = bytes.TrimSpace(body)
	switch {
	case len(body) == 0:
		return badAnswer{"it is empty"}
	case body[0] == '<':
		return checkXML(body, middleware.GetOperationName(ctx)+"Response")
	default:
		return checkJSON(ctx, body)
	}
}

// checkXML looks at the two ends only: the SDK's decoder reads what is between.
func checkXML(body []byte, root string) error {
	decoder := xml.NewDecoder(bytes.NewReader(body))
	decoder.Strict = false // a page of HTML is to be named, not to fail
	for {
		token, err := decoder.Token()
		if err != nil {
			return badAnswer{"it is neither XML nor JSON"}
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local != root {
			return badAnswer{fmt.Sprintf("it begins with <%.40s>, not with <%s>", start.Name.Local, root)}
		}
		break
	}
	if !bytes.HasSuffix(body, []byte("</"+root+">")) && !bytes.HasSuffix(body, []byte("/>")) {
		return badAnswer{"it ends in the middle"}
	}
	return nil
}

func checkJSON(ctx context.Context, body []byte) error {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(body, &object); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) && body[0] == '{' {
			return badAnswer{"its JSON ends in the middle"}
		}
		return badAnswer{"it is no JSON object"}
	}
	if top, ok := ctx.Value(topKey{}).(*topMembers); ok {
		top.names = nil
		for name := range object {
			top.names = append(top.names, name)
		}
		top.json = true
	}
	return nil
}

// topMembers are the names in an answer's outermost JSON object, to be held against the operation's output:
// JSON has no root element that would say whose answer it is.
type topMembers struct {
	json  bool
	names []string
}

type topKey struct{}

func rememberTop(ctx context.Context) (context.Context, *topMembers) {
	m := &topMembers{}
	return context.WithValue(ctx, topKey{}, m), m
}

// belongTo is an error where no name is a member of the operation's output.
func (m *topMembers) belongTo(output any) error {
	if !m.json {
		return nil
	}
	t := reflect.TypeOf(output)
	if t == nil || t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
		return nil
	}
	for _, name := range m.names {
		if field, ok := t.Elem().FieldByName(name); ok && field.IsExported() && name != "ResultMetadata" {
			return nil
		}
	}
	if len(m.names) == 0 {
		return badAnswer{"it is an empty object"}
	}
	return badAnswer{fmt.Sprintf("it holds %.60s", strings.Join(m.names, ", "))}
}
