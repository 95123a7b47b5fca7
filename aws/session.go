package aws

import (
	"cmp"
	"context"
	"errors"
	"os"
	"strings"
	"sync"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"

	"parity/model"
)

// callerIdentity is asked before anything else: whose credentials these are.
var callerIdentity = &service{
	name:       "STS",
	operations: []Operation{{Service: "STS", Name: "GetCallerIdentity", pace: &pace{perSecond: 5, burst: 2}}},
}

// session is what an environment is read with.
type session struct {
	account, region string
	// profile is empty where the SDK's own order decided.
	profile string
	// config is not guarded yet: each reader has a guard of its own.
	config sdk.Config
	notes  []model.Note
}

// sessions keeps the logins of a run, so that environments of one profile share one login, and nobody
// is asked for an MFA code twice.
type sessions struct {
	options Options

	mu sync.Mutex
	// logins is PROFILE → login; the empty profile is the SDK's own order.
	logins map[string]*login
}

// login is a profile's configuration and whose it is. Its lock is held while AWS is asked.
type login struct {
	mu      sync.Mutex
	known   bool
	config  sdk.Config
	account string
	arn     string
	// region is the one that the profile or the environment names.
	region string
}

func newSessions(options Options) *sessions {
	return &sessions{options: options, logins: map[string]*login{}}
}

// forget drops all logins, so that the next load reads the files that a new login has written.
func (s *sessions) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.logins = map[string]*login{}
}

// open finds the credentials of an environment and asks AWS whose they are.
func (s *sessions) open(ctx context.Context, w Wanted) (*session, error) {
	name, notes := s.profileOf(w)
	asked := cmp.Or(w.Region, s.options.Region)
	l := s.login(name)
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.known {
		if err := s.logIn(ctx, l, name, asked); err != nil {
			return nil, err
		}
	}
	if w.Account != "" && w.Account != l.account {
		return nil, refusal{codeWrongAccount, wrongAccount(w, l, name)}
	}
	open := &session{account: l.account, region: cmp.Or(asked, l.region), profile: name, config: l.config.Copy(), notes: append(notes, won(name, l.arn)...)}
	if open.region == "" {
		return nil, noRegion
	}
	open.config.Region = open.region
	return open, nil
}

func (s *sessions) login(profile string) *login {
	s.mu.Lock()
	defer s.mu.Unlock()
	l, ok := s.logins[profile]
	if !ok {
		l = &login{}
		s.logins[profile] = l
	}
	return l
}

// profileOf is the profile an environment is read with, empty where the SDK's own order is to decide.
func (s *sessions) profileOf(w Wanted) (name string, notes []model.Note) {
	switch {
	case w.Profile != "":
		return w.Profile, nil
	case s.options.Profile != "":
		return s.options.Profile, nil
	case w.Account == "":
		return "", nil
	}
	name, others := profileFor(w.Account)
	if len(others) > 0 {
		notes = append(notes, model.Note{Message: "read with profile " + name + "; " + strings.Join(others, ", ") + " leads to account " + w.Account + " too"})
	}
	return name, notes
}

// noRegion is said before AWS is asked, which has no endpoint without one.
var noRegion = refusal{codeNoRegion, "no region is known; name one (NAME=@PROFILE/REGION, --region, AWS_REGION, or region in the profile)"}

func (s *sessions) logIn(ctx context.Context, l *login, name, asked string) error {
	loaded, err := s.load(ctx, name)
	l.region = loaded.Region
	if err == nil && loaded.Region == "" {
		if asked == "" {
			return noRegion
		}
		loaded, err = s.load(ctx, name, config.WithRegion(asked))
	}
	if err != nil {
		return configError{credentialsError{name, err}}
	}
	if loaded.Credentials == nil {
		return credentialsError{name, errors.New("no credentials")}
	}
	loaded.Credentials = named{loaded.Credentials, name}
	answer, err := sts.NewFromConfig(s.options.guard().watch(loaded)).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		return err
	}
	l.config, l.account, l.arn, l.known = loaded, sdk.ToString(answer.Account), sdk.ToString(answer.Arn), true
	return nil
}

// load reads the SDK's configuration. The endpoint of the options, or the SDK's own variable, is that of
// STS too: the SDK asks STS for a role's credentials before it has looked at either.
func (s *sessions) load(ctx context.Context, name string, options ...func(*config.LoadOptions) error) (sdk.Config, error) {
	if name != "" {
		options = append(options, config.WithSharedConfigProfile(name))
	}
	if s.options.Endpoint != "" {
		options = append(options, config.WithBaseEndpoint(s.options.Endpoint))
	}
	if s.options.Answer != nil {
		options = append(options, config.WithAPIOptions([]func(*middleware.Stack) error{s.options.Answer}))
	}
	tokenService := s.tokenService()
	options = append(options,
		// What the SDK has to say of a call that failed would land in the middle of the screen.
		config.WithLogger(logging.Nop{}),
		config.WithAssumeRoleCredentialOptions(func(o *stscreds.AssumeRoleOptions) {
			o.TokenProvider = s.options.MFA
			if client, ok := o.Client.(*sts.Client); ok {
				o.Client = at(client, tokenService)
			}
		}),
		config.WithWebIdentityRoleCredentialOptions(func(o *stscreds.WebIdentityRoleOptions) {
			if client, ok := o.Client.(*sts.Client); ok {
				o.Client = at(client, tokenService)
			}
		}))
	return config.LoadDefaultConfig(ctx, options...)
}

// tokenService is the endpoint of STS, empty where it is AWS's own or the SDK finds it by itself.
func (s *sessions) tokenService() string {
	switch {
	case s.options.Endpoint != "":
		return s.options.Endpoint
	case os.Getenv("AWS_ENDPOINT_URL_STS") != "", strings.EqualFold(os.Getenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"), "true"):
		return ""
	default:
		return os.Getenv("AWS_ENDPOINT_URL")
	}
}

func at(client *sts.Client, endpoint string) *sts.Client {
	if endpoint == "" {
		return client
	}
	return sts.New(client.Options(), func(o *sts.Options) { o.BaseEndpoint = &endpoint })
}

func wrongAccount(w Wanted, l *login, profile string) string {
	words := "the credentials lead to account " + l.account + ", not to " + w.Account
	if profile != "" {
		words = "profile " + profile + " leads to account " + l.account + ", not to " + w.Account
	}
	if name, _ := profileFor(w.Account); name != "" && name != profile {
		return words + "; profile " + name + " does: " + w.Name + "=@" + name
	}
	return words + "; no profile on this machine leads there: add one (sso_account_id or role_arn), or name one with " + w.Name + "=@PROFILE"
}

// won says that credentials of the environment were used although a profile is named there too.
func won(profile, arn string) []model.Note {
	named := os.Getenv("AWS_PROFILE")
	if profile != "" || named == "" || os.Getenv("AWS_ACCESS_KEY_ID") == "" {
		return nil
	}
	return []model.Note{{Message: "AWS_ACCESS_KEY_ID of the environment won over AWS_PROFILE=" + named + ": read as " + arn}}
}
