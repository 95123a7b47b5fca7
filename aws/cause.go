package aws

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strings"
	"syscall"
	"time"

	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/aws/smithy-go"

	"parity/model"
)

// The codes of failures that AWS gives no code for.
const (
	codeTimeout     = "Timeout"
	codeCanceled    = "Canceled"
	codeBadAnswer   = "BadAnswer"
	codeNotAllowed  = "NotAllowed"
	codeUnknownHost = "UnknownHost"
	codeUnreachable = "Unreachable"
	codeCertificate = "Certificate"
	codeFailed      = "Failed"
)

// unreadOf tells why a type could not be read: by AWS's error code, and in words with the next step.
func unreadOf(err error, typeName string) model.Unread {
	lost := model.Unread{Type: typeName}
	var operation *smithy.OperationError
	if errors.As(err, &operation) {
		lost.Operation = actionOf(operation.Service(), operation.Operation())
	}
	var broken brokenChain
	lost.Partial = errors.As(err, &broken)
	lost.Code, lost.Message = cause(err, lost.Operation)
	return lost
}

// actionOf names a call as IAM does. It asks no table, since services are what asks it.
func actionOf(sdkService, name string) string {
	return strings.ToLower(strings.ReplaceAll(sdkService, " ", "-")) + ":" + name
}

// cause is an error's code and its words. What AWS says is told apart by its code alone, never by its
// message: a message may hold anything.
func cause(err error, operation string) (code, words string) {
	var refused refusal
	var local configError
	var login credentialsError
	var forbidden notAllowed
	var bad badAnswer
	var api smithy.APIError
	switch {
	case errors.As(err, &refused):
		return refused.code, refused.words
	case errors.As(err, &local):
		return local.cause()
	case errors.As(err, &forbidden):
		return codeNotAllowed, forbidden.Error()
	case errors.Is(err, errSameToken):
		return codeBadAnswer, "AWS gave the same page twice, so the list cannot be read to its end; reload"
	case errors.Is(err, context.Canceled):
		return codeCanceled, "the load was interrupted"
	case isTimeout(err):
		return codeTimeout, timeoutWords(err)
	case errors.As(err, &login):
		return login.cause()
	case errors.As(err, &api) && ofAWS(api):
		return api.ErrorCode(), apiWords(api, operation, err)
	case errors.As(err, &bad):
		return codeBadAnswer, bad.Error() + "; is there a proxy in between?"
	}
	return transportCause(err)
}

// ofAWS says that an error has a code of AWS's: the SDK makes one up for a page that has none.
func ofAWS(api smithy.APIError) bool { return api.ErrorCode() != "UnknownError" }

func isTimeout(err error) bool {
	var slow slowCall
	var network net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &slow) || errors.As(err, &network) && network.Timeout()
}

func timeoutWords(err error) string {
	var slow slowCall
	if errors.As(err, &slow) {
		return fmt.Sprintf("no answer within %s; reload, or give it longer with --timeout", slow.after.Round(time.Millisecond))
	}
	return "not read in time; reload, or give it longer with --timeout"
}

func transportCause(err error) (code, words string) {
	var dns *net.DNSError
	var operation *net.OpError
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var deserialize *smithy.DeserializationError
	var api smithy.APIError
	var response *smithyhttp.ResponseError
	switch {
	case errors.As(err, &dns):
		return codeUnknownHost, "no such host " + dns.Name + "; is the region spelled right, and is there a network?"
	case errors.As(err, &authority), errors.As(err, &host):
		return codeCertificate, "the certificate of the endpoint is not trusted; behind a proxy, name its authority in AWS_CA_BUNDLE"
	case errors.Is(err, syscall.ECONNREFUSED):
		return codeUnreachable, "the endpoint refuses connections; is the network, the VPN or --endpoint-url right?"
	case errors.As(err, &operation):
		return codeUnreachable, "the endpoint cannot be reached (" + operation.Op + "); is the network or the VPN up?"
	case errors.As(err, &response) && errors.As(err, &api):
		return codeBadAnswer, fmt.Sprintf("not an answer of AWS: status %d without a code; is there a proxy in between?", response.HTTPStatusCode())
	case errors.As(err, &deserialize):
		return codeBadAnswer, "AWS's answer could not be understood; is there a proxy in between?"
	case errors.As(err, &response) && response.Response != nil && response.HTTPStatusCode() > 0:
		return fmt.Sprintf("HTTP%d", response.HTTPStatusCode()), fmt.Sprintf("AWS answered with status %d; reload", response.HTTPStatusCode())
	}
	return codeFailed, firstLine(err)
}

// firstLine is the innermost error's first line: what the SDK wraps around it only repeats the call.
func firstLine(err error) string {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// kind is what AWS's many codes come down to.
type kind uint8

const (
	denied kind = iota + 1
	expired
	invalid
	skewed
	disabled
	undecryptable
)

var kinds = map[string]kind{
	"AccessDenied": denied, "AccessDeniedException": denied, "UnauthorizedOperation": denied,
	"UnauthorizedException": denied, "AuthorizationError": denied, "NotAuthorized": denied, "Client.UnauthorizedOperation": denied,
	"ExpiredToken": expired, "ExpiredTokenException": expired, "RequestExpired": expired, "TokenRefreshRequired": expired,
	"AuthFailure": invalid, "InvalidClientTokenId": invalid, "UnrecognizedClientException": invalid, "InvalidAccessKeyId": invalid,
	"SignatureDoesNotMatch": invalid, "InvalidSignatureException": invalid, "MissingAuthenticationToken": invalid,
	"MissingAuthenticationTokenException": invalid, "IncompleteSignature": invalid, "IncompleteSignatureException": invalid,
	"RequestTimeTooSkewed": skewed, "RequestInTheFuture": skewed,
	"OptInRequired": disabled, "SubscriptionRequiredException": disabled, "RegionDisabledException": disabled, "Blocked": disabled,
	"KMSAccessDeniedException": undecryptable, "KMSDisabledException": undecryptable, "KMSInvalidStateException": undecryptable,
	"KMSNotFoundException": undecryptable, "InvalidKeyId": undecryptable, "KMS.DisabledException": undecryptable,
}

// isExpired says that new credentials are needed before anything else can be read.
func isExpired(code string) bool { return kinds[code] == expired || code == codeLogin }

func apiWords(api smithy.APIError, operation string, err error) string {
	var locked decryption
	k := kinds[api.ErrorCode()]
	if k == denied && errors.As(err, &locked) {
		k = undecryptable
	}
	switch {
	case k == denied && policyOf(api.ErrorMessage()) != "":
		return fmt.Sprintf("%s is denied by %s; who keeps it can allow it", operation, policyOf(api.ErrorMessage()))
	case k == denied:
		return fmt.Sprintf("the credentials may not call %s; `parity permissions` prints the policy that allows it", operation)
	case k == expired:
		return "the credentials have expired; log in again, then reload"
	case k == invalid:
		return "AWS does not know these credentials here: they were revoked, or the region is not enabled for the account"
	case k == skewed:
		return "the clock of this machine is wrong, so AWS refuses its signatures; set the clock"
	case k == disabled:
		return "the region or the service is not enabled for the account"
	case k == undecryptable:
		return "may not be decrypted: it takes kms:Decrypt on the key, and the key must be enabled"
	case throttled(err):
		return "AWS throttled the calls away; wait a moment, then reload"
	}
	return fmt.Sprintf("AWS answered: %.200s", strings.TrimSpace(api.ErrorMessage()))
}

// policyOf names the kind of policy that AWS says denied a call explicitly. It chooses words only; that
// the call was denied is known by its code.
func policyOf(message string) string {
	for _, policy := range []string{
		"service control policy", "resource control policy", "permissions boundary", "session policy", "VPC endpoint policy",
	} {
		if strings.Contains(message, "explicit deny in a "+policy) {
			return "an explicit deny in a " + policy
		}
	}
	return ""
}

// decryption marks a call that asked for decrypted values: denied, it is the key that is meant.
type decryption struct{ error }

func (d decryption) Unwrap() error { return d.error }
