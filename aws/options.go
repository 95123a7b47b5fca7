package aws

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/middleware"

	"parity/model"
)

// DefaultTimeout bounds a whole load where nothing else is said.
const DefaultTimeout = 60 * time.Second

// Options is what all environments of a run have in common.
type Options struct {
	// Profile and Region are those of the command line; an environment's own go before them.
	Profile, Region string
	// Endpoint is the URL of all services, for emulators. It is that of STS too.
	Endpoint string
	// Timeout bounds a whole load, and one call gets a third of it. Zero is DefaultTimeout.
	Timeout time.Duration
	// Decrypt asks for the values of SecureStrings. They are sealed as they come.
	Decrypt bool
	// Only limits the load to resource types, by AWS's name or by tab. Empty is all.
	Only []string
	// Sealer turns secrets into tokens. All environments that are compared must share one.
	Sealer *model.Sealer
	// AllowEmpty takes an environment in which nothing was found for an answer.
	AllowEmpty bool
	// MFA asks the person for the code of an MFA device; without it a profile that wants one fails.
	MFA func() (string, error)
	// Now is the clock; nil is the machine's.
	Now func() time.Time
	// Answer stands in every call before it is written to a wire: what plays AWS in a demo or a test.
	Answer func(*middleware.Stack) error

	backoff retry.BackoffDelayer
}

// timeout is the bound of a whole load.
func (o Options) timeout() time.Duration {
	if o.Timeout > 0 {
		return o.Timeout
	}
	return DefaultTimeout
}

// guard is a new guard for the calls of one account and region.
func (o Options) guard() *guard { return newGuard(o.timeout()/3, o.backoff) }

// Wanted is one environment that is asked for.
type Wanted struct {
	Name string
	Role model.Role
	// Aliases are other spellings of the name, Words further words of the environment's own.
	Aliases, Words []string
	// Profile names the credentials, Account the account they must lead to, Region goes before all others.
	Profile, Account, Region string
	// Select says which resources belong to it. The zero Select is the convention: what is tagged with
	// its name.
	Select Select
	// Parameters are the paths it lives under, of which the first gives the bare relative path. None is
	// the convention: /NAME and /ALIAS.
	Parameters []string
	// Written says that a person wrote Select or Parameters down.
	Written bool
}

// Select is which resources of an account and region belong to an environment. {env} in a text stands for
// the environment's name, or one of its aliases.
type Select struct {
	All  bool
	Tags map[string]string
	// VPC is an id, Name a glob in which * and ? stand for any text and any character.
	VPC, Name string
}

// IsZero says that nothing is selected but by convention.
func (s Select) IsZero() bool { return !s.All && len(s.Tags) == 0 && s.VPC == "" && s.Name == "" }
