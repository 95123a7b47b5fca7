package aws

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/processcreds"
	"github.com/aws/aws-sdk-go-v2/credentials/ssocreds"
	"github.com/aws/smithy-go"
)

// The codes of credentials that cannot be had.
const (
	codeLogin        = "LoginRequired"
	codeNoCreds      = "NoCredentials"
	codeNoProfile    = "NoProfile"
	codeConfig       = "BadConfig"
	codeNoRegion     = "NoRegion"
	codeWrongAccount = "WrongAccount"
)

// refusal is a failure of ours, its words complete.
type refusal struct{ code, words string }

func (r refusal) Error() string { return r.words }

// credentialsError is an error of getting credentials, as opposed to one of using them.
type credentialsError struct {
	profile string
	error
}

func (c credentialsError) Unwrap() error { return c.error }

// named are credentials whose errors say whose they are.
type named struct {
	sdk.CredentialsProvider
	profile string
}

// Retrieve gets the credentials.
func (n named) Retrieve(ctx context.Context) (sdk.Credentials, error) {
	credentials, err := n.CredentialsProvider.Retrieve(ctx)
	if err != nil {
		return credentials, credentialsError{n.profile, err}
	}
	return credentials, nil
}

// cause tells why there are no credentials, and how to get some.
func (c credentialsError) cause() (code, words string) {
	of := "the credentials"
	login := "aws sso login"
	if c.profile != "" {
		of = "the credentials of profile " + c.profile
		login += " --profile " + c.profile
	}
	var token *ssocreds.InvalidTokenError
	var process *processcreds.ProviderError
	var api smithy.APIError
	var operation *smithy.OperationError
	_ = errors.As(c.error, &operation)
	switch {
	case errors.As(c.error, &token), errors.Is(c.error, fs.ErrNotExist):
		return codeLogin, of + " need a login: " + login + ", then reload"
	case errors.As(c.error, &process):
		return codeNoCreds, "the credential_process of profile " + c.profile + " failed; run it by hand to see why"
	case errors.As(c.error, &api) && operation != nil && operation.Service() != "STS":
		// SSO and its token service answer with codes of their own to a session that has ended.
		return codeLogin, of + " need a login: " + login + ", then reload"
	case errors.As(c.error, &api) && kinds[api.ErrorCode()] == denied:
		return api.ErrorCode(), of + " may not assume the role; does its trust policy name you?"
	case errors.As(c.error, &api) && kinds[api.ErrorCode()] == expired:
		return api.ErrorCode(), of + " have expired; log in again, then reload"
	case errors.As(c.error, &api) && throttled(c.error):
		return api.ErrorCode(), of + " could not be had: AWS throttled the calls away; wait a moment, then reload"
	case errors.As(c.error, &api) && ofAWS(api):
		return api.ErrorCode(), of + " could not be had: " + api.ErrorCode()
	}
	// That a machine is no EC2 instance is the end of the SDK's search, not a failure.
	if operation != nil && operation.Service() != "ec2imds" || isTransport(c.error) {
		code, words := transportCause(c.error)
		return code, of + " could not be had: " + words
	}
	return codeNoCreds, "no AWS credentials; name a profile (NAME=@PROFILE or --profile), log in (" + login + "), or set AWS_ACCESS_KEY_ID"
}

// configError is an error of the files on this machine: nothing was asked of AWS yet.
type configError struct{ credentialsError }

func (c configError) Unwrap() error { return c.error }

func (c configError) cause() (code, words string) {
	var missing config.SharedConfigProfileNotExistError
	var mfa config.AssumeRoleTokenProviderNotSetError
	switch {
	case errors.As(c.error, &missing):
		return codeNoProfile, profileWords(missing.Profile)
	case errors.As(c.error, &mfa):
		return codeNoCreds, "profile " + c.profile + " needs an MFA code, and there is no terminal to ask for it"
	}
	return codeConfig, fmt.Sprintf("the AWS config of this machine cannot be used: %.200s", firstLine(c.error))
}

func isTransport(err error) bool {
	code, _ := transportCause(err)
	return code == codeUnknownHost || code == codeCertificate
}

func profileWords(profile string) string {
	words := "there is no profile " + profile + " in the AWS config"
	if names := profileNames(); len(names) > 0 {
		const most = 8
		if len(names) > most {
			names = append(names[:most:most], "…")
		}
		words += "; it has " + strings.Join(names, ", ")
	}
	return words
}
