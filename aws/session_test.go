package aws

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shared writes the AWS config that the test's sessions read.
func shared(t *testing.T, config string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("AWS_CONFIG_FILE", path)
}

const roles = `
[default]
region = eu-west-1
[profile base]
aws_access_key_id = AKIA111111111111
aws_secret_access_key = s
region = eu-west-1
; a comment = no key
[profile acme-prod-admin]
role_arn = arn:aws:iam::777702777702:role/admin
source_profile = base
region = eu-central-1
[profile acme-prod-readonly]
role_arn = arn:aws:iam::777702777702:role/readonly # the one to use
source_profile = base
region = eu-west-1
[profile staging]
sso_account_id = 333301333301
sso_role_name = Developer
sso_region = eu-west-1
sso_start_url = https://acme.awsapps.com/start
region = eu-west-1
[profile misled]
role_arn = arn:aws:iam::555555555555:role/x
source_profile = base
region = eu-west-1
[profile nowhere]
aws_access_key_id = AKIA111111111111
aws_secret_access_key = s
[profile careful]
role_arn = arn:aws:iam::777702777702:role/mfa
source_profile = base
mfa_serial = arn:aws:iam::111111111111:mfa/ann
region = eu-west-1
[sso-session acme]
sso_region = eu-west-1
`

func TestWhoseCredentials(t *testing.T) {
	for name, c := range map[string]struct {
		wanted          Wanted
		region, profile string
		env             map[string]string
		account, at     string
		code, words     string
		note            string
	}{
		"the environment's":       {wanted: Wanted{}, account: "111111111111", at: "eu-west-1"},
		"a profile's role":        {wanted: Wanted{Profile: "acme-prod-admin"}, env: map[string]string{"AWS_REGION": ""}, account: "777702777702", at: "eu-central-1"},
		"a region goes first":     {wanted: Wanted{Profile: "acme-prod-admin", Region: "us-east-1"}, region: "sa-east-1", account: "777702777702", at: "us-east-1"},
		"the option's region":     {wanted: Wanted{}, region: "sa-east-1", account: "111111111111", at: "sa-east-1"},
		"the option's profile":    {wanted: Wanted{}, profile: "acme-prod-readonly", account: "777702777702", at: "eu-west-1"},
		"an account's profile":    {wanted: Wanted{Account: "777702777702"}, account: "777702777702", at: "eu-west-1", note: "acme-prod-readonly"},
		"an account of our own":   {wanted: Wanted{Account: "111111111111"}, account: "111111111111", at: "eu-west-1"},
		"another's account":       {wanted: Wanted{Name: "prod", Account: "777702777702", Profile: "misled"}, code: codeWrongAccount, words: "prod=@acme-prod-readonly"},
		"an account without any":  {wanted: Wanted{Name: "prod", Account: "999999999999"}, code: codeWrongAccount, words: "no profile on this machine"},
		"no such profile":         {wanted: Wanted{Profile: "acme-prd"}, code: codeNoProfile, words: "acme-prod-admin"},
		"no region":               {wanted: Wanted{Profile: "nowhere"}, env: map[string]string{"AWS_REGION": ""}, code: codeNoRegion, words: "--region"},
		"an SSO login is due":     {wanted: Wanted{Account: "333301333301"}, code: codeLogin, words: "aws sso login --profile staging"},
		"MFA without a terminal":  {wanted: Wanted{Profile: "careful"}, code: codeNoCreds, words: "MFA"},
		"no credentials at all":   {wanted: Wanted{}, env: map[string]string{"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, code: codeNoCreds, words: "--profile"},
		"the environment has won": {wanted: Wanted{}, env: map[string]string{"AWS_PROFILE": "acme-prod-admin"}, account: "111111111111", at: "eu-west-1", note: "won over AWS_PROFILE=acme-prod-admin"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWire(t)
			t.Setenv("HOME", t.TempDir()) // no SSO token of whoever runs this
			shared(t, roles)
			for variable, value := range c.env {
				t.Setenv(variable, value)
			}
			options := w.options()
			options.Profile, options.Region = c.profile, c.region
			s, err := newSessions(options).open(t.Context(), c.wanted)
			if c.code != "" {
				code, words := cause(err, "")
				if err == nil || code != c.code || !strings.Contains(words, c.words) {
					t.Fatalf("%q %q (%v), want %q with %q", code, words, err, c.code, c.words)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if s.account != c.account || s.region != c.at {
				t.Errorf("account %s in %s, want %s in %s", s.account, s.region, c.account, c.at)
			}
			told := ""
			for _, n := range s.notes {
				told += n.Message
			}
			if c.note == "" && told != "" || !strings.Contains(told, c.note) {
				t.Errorf("notes %q, want %q", told, c.note)
			}
		})
	}
}

// TestTheEndpointIsThatOfSTSToo: a role's credentials are asked for where everything else is.
func TestTheEndpointIsThatOfSTSToo(t *testing.T) {
	for name, byVariable := range map[string]string{"by option": "", "by variable": "AWS_ENDPOINT_URL"} {
		t.Run(name, func(t *testing.T) {
			w := newWire(t)
			shared(t, roles)
			options := w.options()
			if byVariable != "" {
				t.Setenv(byVariable, options.Endpoint)
				options.Endpoint = ""
			}
			s, err := newSessions(options).open(t.Context(), Wanted{Profile: "acme-prod-admin"})
			if err != nil || s.account != "777702777702" {
				t.Fatalf("%+v %v", s, err)
			}
			if w.count("STS.AssumeRole") != 1 {
				t.Errorf("AssumeRole was asked %d times", w.count("STS.AssumeRole"))
			}
		})
	}
}

func TestMFAIsAskedForOnce(t *testing.T) {
	w := newWire(t)
	shared(t, roles)
	asked := 0
	options := w.options()
	options.MFA = func() (string, error) { asked++; return "123456", nil }
	sessions := newSessions(options)
	for _, region := range []string{"", "eu-west-1", "us-east-1"} {
		if _, err := sessions.open(t.Context(), Wanted{Profile: "careful", Region: region}); err != nil {
			t.Fatal(err)
		}
	}
	if asked != 1 {
		t.Errorf("asked for a code %d times", asked)
	}
}

// TestAFailedLoginIsTriedAgain: after a login in another terminal, a reload goes on from there.
func TestAFailedLoginIsTriedAgain(t *testing.T) {
	w := newWire(t)
	w.faults["STS.GetCallerIdentity"] = upTo(1, coded(http.StatusForbidden, "ExpiredToken"))
	w.accounts["111111111111"] = company("/prod", 1)
	source := NewSource(onlyParameters(w.options()))
	wanted := []Wanted{{Name: "prod", Parameters: []string{"/prod"}}}
	inventories, err := source.Load(t.Context(), wanted, nil)
	if err == nil || len(inventories) != 1 || inventories[0].Unread[0].Code != "ExpiredToken" {
		t.Fatalf("%v %v", inventories, err)
	}
	if _, err := source.Load(t.Context(), wanted, nil); err != nil {
		t.Errorf("the second load: %v", err)
	}
}

// TestConnectTellsAllCauses, and keeps their codes.
func TestConnectTellsAllCauses(t *testing.T) {
	w := newWire(t)
	shared(t, roles)
	err := NewSource(w.options()).Connect(t.Context(), []Wanted{{Name: "a", Profile: "no-a"}, {Name: "b", Profile: "base"}, {Name: "c", Profile: "no-c"}})
	if err == nil || !strings.Contains(err.Error(), "a: there is no profile no-a") || !strings.Contains(err.Error(), "c: there is no profile no-c") {
		t.Errorf("%v", err)
	}
	if strings.Contains(err.Error(), "b:") {
		t.Errorf("%v", err)
	}
	var local configError
	if !errors.As(err, &local) {
		t.Error("the error has lost its cause")
	}
}

func TestProfilesAreReadAsWritten(t *testing.T) {
	shared(t, roles)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(t.TempDir(), "none"))
	got := strings.Join(profileNames(), " ")
	if want := "acme-prod-admin acme-prod-readonly base careful default misled nowhere staging"; got != want {
		t.Errorf("profiles %q, want %q", got, want)
	}
	t.Setenv("AWS_PROFILE", "acme-prod-admin")
	if name, others := profileFor("777702777702"); name != "acme-prod-admin" || len(others) != 2 {
		t.Errorf("profile %q, others %q", name, others)
	}
}
