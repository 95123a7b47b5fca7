package company

import (
	"fmt"
	"strings"
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	ssmtypes "github.com/aws/aws-sdk-go-v2/service/ssm/types"
)

// parameters builds the account's Parameter Store, below /dev, /staging or /prod.
func (a *Account) parameters() {
	for _, row := range parameterRows {
		a.parameter(row)
	}
	for _, service := range services {
		for _, row := range everyService {
			a.parameter(row.forService(service, ""))
		}
	}
	for _, pair := range serviceDatabases {
		for _, row := range everyDatabase {
			a.parameter(row.forService(pair[0], pair[1]))
		}
	}
	if a.Name == "staging" {
		// Made by hand, and so not with the company's key.
		metadata, _ := a.stored("users/jwt/signing_key")
		metadata.KeyId = sdk.String("alias/aws/ssm")
	}
}

// forService is the row of one service and its database.
func (row parameterRow) forService(service, db string) parameterRow {
	row.path = service + "/" + row.path
	for i := range row.of {
		row.of[i] = strings.NewReplacer("{service}", service, "{db}", db).Replace(row.of[i])
	}
	return row
}

// Secrets are the plain secrets of the account, so that a test can see that none of them is in a file.
func (a *Account) Secrets() []string {
	var secrets []string
	for i := range a.Values {
		if a.Values[i].Type == ssmtypes.ParameterTypeSecureString {
			secrets = append(secrets, *a.Values[i].Value)
		}
	}
	for _, row := range pastRows {
		secrets = append(secrets, a.secret(row.path+" of an earlier time"))
	}
	return append(secrets, a.secret("plain/"+a.Name), a.secret("url/"+a.Name))
}

// secret is made up from words. It is nobody's.
func (a *Account) secret(words string) string {
	return fmt.Sprintf("made-up-%016x%016x", number(words, "1"), number(words, "2"))
}

func (a *Account) parameter(row parameterRow) {
	value := a.fill(a.pick(row.of))
	if value == "-" {
		return
	}
	name := "/" + a.Name + "/" + row.path
	kind, key := ssmtypes.ParameterTypeString, (*string)(nil)
	switch prefix, rest, _ := strings.Cut(value, ":"); prefix {
	case "secret":
		if rest == a.Name {
			rest += row.path // a secret of its own
		}
		kind, value, key = ssmtypes.ParameterTypeSecureString, a.secret(rest), sdk.String("alias/acme-"+a.Name)
	case "plain":
		value = a.secret("plain/" + rest)
	case "list":
		kind, value = ssmtypes.ParameterTypeStringList, rest
	}
	changed, user := a.past(400, name), [...]string{"terraform", "terraform", "a.silva", "m.rossi"}[number(name, "user")%4]
	version := int64(1 + number(name, "version")%14)
	a.Parameters = append(a.Parameters, ssmtypes.ParameterMetadata{
		Name: sdk.String(name), ARN: sdk.String(a.arn("ssm", "parameter"+name)), Type: kind, KeyId: key, Tier: ssmtypes.ParameterTierStandard,
		DataType: sdk.String("text"), Version: version, LastModifiedDate: sdk.Time(changed), LastModifiedUser: sdk.String(a.user(user)),
	})
	a.Values = append(a.Values, ssmtypes.Parameter{
		Name: sdk.String(name), ARN: sdk.String(a.arn("ssm", "parameter"+name)), Type: kind, DataType: sdk.String("text"),
		Value: sdk.String(value), Version: version, LastModifiedDate: sdk.Time(changed),
	})
}

func (a *Account) user(name string) string { return "arn:aws:iam::" + a.ID + ":user/" + name }

// fill puts the account's own into a value of the table.
func (a *Account) fill(value string) string {
	value = strings.NewReplacer(
		"{env}", a.Name, "{account}", a.ID, "{network}", a.Network, "{secret}", a.secret("url/"+a.Name),
	).Replace(value)
	before, rest, some := strings.Cut(value, "{db:")
	if !some {
		return value
	}
	role, after, _ := strings.Cut(rest, "}")
	if role == ledger.role {
		return before + *a.Clusters[0].Endpoint + after
	}
	return before + a.host(role) + after
}

// stored are the two halves of a parameter.
func (a *Account) stored(path string) (*ssmtypes.ParameterMetadata, *ssmtypes.Parameter) {
	for i := range a.Values {
		if *a.Values[i].Name == "/"+a.Name+"/"+path {
			return &a.Parameters[i], &a.Values[i]
		}
	}
	panic("no parameter " + path) // a mistake in the tables
}

// change writes a parameter's next version.
func (a *Account) change(path, value, user string, at time.Time) {
	metadata, parameter := a.stored(path)
	metadata.Version, parameter.Version = metadata.Version+1, metadata.Version+1
	metadata.LastModifiedDate, parameter.LastModifiedDate = sdk.Time(at), sdk.Time(at)
	metadata.LastModifiedUser = sdk.String(a.user(user))
	parameter.Value = sdk.String(value)
}
