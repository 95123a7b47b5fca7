package company

import (
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	ssmtypes "github.com/aws/aws-sdk-go-v2/service/ssm/types"
)

// pastRow is what a parameter was before what it is in the tables of settings.go: its values, newest first. The
// oldest stands for all versions before it.
type pastRow struct {
	path   string
	values []string
}

// pastRows are the parameters whose history the demo keeps.
var pastRows = []pastRow{
	{"payments/psp/timeout_ms", []string{"3000", "3000", "2500"}},
	{"payments/psp/api_key", nil},
	{"payments/psp/base_url", []string{"https://api.psp.example/v1"}},
	{"payments/psp/webhook_secret", nil},
	{"payments/psp/retries/max", []string{"3", "5"}},
	{"payments/psp/retries/backoff_ms", []string{"250", "100"}},
	{"payments/psp/retries/jitter", []string{"false"}},
	{"payments/currencies", []string{"EUR,GBP,USD,CHF", "EUR,GBP,USD", "EUR"}},
	{"payments/queue", nil},
	{"payments/3ds/required_above", []string{"50.00", "100.00"}},
	{"payments/database/host", nil},
	{"payments/database/password", nil},
	{"payments/log/level", []string{"debug", "info"}},
	{"ledger/export/schedule", []string{"cron(0 4 * * ? *)"}},
	{"fraud/model/version", []string{"2026-09", "2026-07", "2026-03"}},
	{"fraud/threshold", []string{"0.85", "0.80"}},
	{"orders/pool/size", []string{"30", "20"}},
	{"orders/pool/timeout_ms", []string{"1500"}},
	{"orders/kafka/brokers", []string{"kafka-1.acme.internal:9092"}},
	{"orders/log/level", []string{"info"}},
	{"database/engine_version", []string{"14", "13"}},
	{"database/password", nil},
	{"database/host", nil},
	{"cache/engine_version", []string{"7.0", "6.2"}},
	{"app/runtime/python", []string{"3.10", "3.9"}},
	{"app/runtime/node", []string{"18.20", "16.20"}},
	{"app/feature/new_payment_flow", []string{`{"enabled": true, "percentage": 25}`, `{"enabled": true, "percentage": 5}`, `{"enabled": false}`}},
	{"search/es_host", nil},
	{"notifier/sms/sender_id", []string{"CHANGEME"}},
	{"users/jwt/signing_key", nil},
	{"shipping/carriers", []string{"dhl,ups"}},
	{"invoices/numbering/prefix", []string{"AC"}},
}

// when is a version that the walk through an incident tells of: which it is, when it was written, and by whom.
type when struct {
	version int64
	at      time.Time
	user    string
}

// told are those of the parameter that the incident changes, before it did.
var told = []when{
	{12, time.Date(2026, time.September, 3, 11, 20, 31, 0, time.UTC), "a.silva"},
	{11, time.Date(2026, time.March, 14, 9, 2, 5, 0, time.UTC), "terraform"},
}

// changedInTheIncident is the parameter that told is about.
const changedInTheIncident = "payments/psp/timeout_ms"

// settle gives the parameter of the incident the version that told begins with.
func (a *Account) settle() {
	if a.Name == "dev" {
		return
	}
	metadata, parameter := a.stored(changedInTheIncident)
	metadata.Version, parameter.Version = told[0].version, told[0].version
	metadata.LastModifiedDate, parameter.LastModifiedDate = sdk.Time(told[0].at), sdk.Time(told[0].at)
	metadata.LastModifiedUser = sdk.String(a.user(told[0].user))
}

// history is what Parameter Store says of a parameter's versions, oldest first.
func (a *Account) history(in *ssm.GetParameterHistoryInput) []ssmtypes.ParameterHistory {
	root := "/" + a.Name + "/"
	path := (*in.Name)[len(root):]
	metadata, parameter := a.stored(path)
	now := ssmtypes.ParameterHistory{
		Name: metadata.Name, Type: metadata.Type, KeyId: metadata.KeyId, Tier: metadata.Tier, DataType: metadata.DataType,
		Version: metadata.Version, LastModifiedDate: metadata.LastModifiedDate, LastModifiedUser: metadata.LastModifiedUser,
		Value: a.handOut([]ssmtypes.Parameter{*parameter}, sdk.ToBool(in.WithDecryption))[0].Value,
	}
	versions := []ssmtypes.ParameterHistory{now}
	for now.Version > 1 {
		now = a.before(path, now, len(versions)-1, sdk.ToBool(in.WithDecryption))
		versions = append([]ssmtypes.ParameterHistory{now}, versions...)
	}
	if n := len(versions); n > 1 && number(path, "label")%3 == 0 {
		versions[n-2].Labels = []string{"stable"}
	}
	return versions
}

// before is the version before one, which is so many before the newest.
func (a *Account) before(path string, next ssmtypes.ParameterHistory, back int, decrypt bool) ssmtypes.ParameterHistory {
	was := next
	was.Version, was.Labels = next.Version-1, nil
	days := 9 + number(path, a.Name, "days")%50 + uint64(back)*3
	was.LastModifiedDate = sdk.Time(next.LastModifiedDate.Add(-time.Duration(days) * 23 * time.Hour).Truncate(time.Second))
	was.LastModifiedUser = sdk.String(a.user([...]string{"terraform", "a.silva", "terraform", "m.rossi"}[(number(path)+uint64(back))%4]))
	for _, w := range told {
		if path == changedInTheIncident && a.Name != "dev" && w.version == was.Version {
			was.LastModifiedDate, was.LastModifiedUser = sdk.Time(w.at), sdk.String(a.user(w.user))
		}
	}
	for _, row := range pastRows {
		if row.path == path && len(row.values) > 0 {
			was.Value = sdk.String(row.values[min(back, len(row.values)-1)])
		}
	}
	if was.Type == ssmtypes.ParameterTypeSecureString {
		was.Value = sdk.String(a.secret(path + " of an earlier time"))
		if !decrypt {
			was.Value = sdk.String("AQICAHhearlier")
		}
	}
	return was
}
