// Package company makes up the company of the demo: what AWS would answer for its three accounts, as the
// SDK's own structs, so that the demo takes the same way through the program as a real account.
//
// Its tables say what each environment has; whatever nobody said is made of the environment's name, so
// that the same tables always give the same company. Most of it is alike in all three. What is not is
// the articles' example (a small app with its database, cache and settings), a handful of accidents of
// the usual kinds, and one incident in production, in the night of the load.
package company

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	kmstypes "github.com/aws/aws-sdk-go-v2/service/kms/types"
	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"
	ssmtypes "github.com/aws/aws-sdk-go-v2/service/ssm/types"
)

// Region is where all of it lives.
const Region = "eu-west-1"

// Now is when the demo was loaded: in the night of the incident. Before is the load that was kept from
// the last working day.
var (
	Now    = time.Date(2026, time.November, 24, 2, 14, 0, 0, time.UTC)
	Before = time.Date(2026, time.November, 20, 16, 12, 0, 0, time.UTC)
)

// Account is one environment's account: what its AWS answers.
type Account struct {
	Name, ID string
	// Network is the first half of its VPC's addresses: 10.20.
	Network string
	// Label is what AWS puts in the host names of its databases.
	Label string
	// Zones are its Availability Zones in the order of their letters: each account has an order of its own.
	Zones []string
	// Private is the number of subnets for applications.
	Private int
	// At is when it was read.
	At time.Time
	// column is its place in the tables: dev, staging, prod.
	column int

	VPCs                   []ec2types.Vpc
	Subnets                []ec2types.Subnet
	PrefixLists            []ec2types.ManagedPrefixList
	Groups                 []ec2types.SecurityGroup
	Images                 []ec2types.Image
	Instances              []ec2types.Instance
	Volumes                []ec2types.Volume
	Databases              []rdstypes.DBInstance
	Clusters               []rdstypes.DBCluster
	ParameterGroups        []rdstypes.DBParameterGroup
	ClusterParameterGroups []rdstypes.DBClusterParameterGroup
	// Settings are the values that somebody set in a parameter group, by its name; ClusterSettings those
	// in cluster parameter groups.
	Settings        map[string][]rdstypes.Parameter
	ClusterSettings map[string][]rdstypes.Parameter
	OptionGroups    []rdstypes.OptionGroup
	// Events are what RDS says happened, oldest first.
	Events []rdstypes.Event
	Keys   []kmstypes.AliasListEntry
	// Parameters and Values are the two halves of what Parameter Store says, in the same order. The
	// value of a SecureString is the plain one; only an account that decrypts hands it out.
	Parameters []ssmtypes.ParameterMetadata
	Values     []ssmtypes.Parameter
	// Denied are the parameter groups whose values the credentials may not read.
	Denied map[string]bool
}

// Dev is where things are tried: small, and open where it helps.
func Dev() *Account {
	return build(&Account{
		Name: "dev", ID: "111104111104", Network: "10.10", Label: "cdv7h2k0q1aa", Private: 1, At: Now, column: 0,
		Zones: []string{"euw1-az2", "euw1-az3", "euw1-az1"},
	})
}

// Staging is meant to be like production. Not all of it may be read.
func Staging() *Account {
	a := build(&Account{
		Name: "staging", ID: "333301333301", Network: "10.30", Label: "cst4l0ny7r3b", Private: 2, At: Now, column: 1,
		Zones: []string{"euw1-az1", "euw1-az2", "euw1-az3"},
	})
	a.Denied = map[string]bool{a.name("catalog"): true, a.name("backoffice"): true, a.name("reporting"): true}
	return a
}

// Prod is the baseline, in the night of the incident.
func Prod() *Account {
	a := prod(Now)
	a.incident()
	return a
}

// ProdBefore is the baseline as it was before the incident.
func ProdBefore() *Account { return prod(Before) }

func prod(at time.Time) *Account {
	return build(&Account{
		Name: "prod", ID: "777702777702", Network: "10.20", Label: "cpr9xkq2mzt8", Private: 3, At: at, column: 2,
		Zones: []string{"euw1-az3", "euw1-az1", "euw1-az2"},
	})
}

func build(a *Account) *Account {
	a.keys()
	a.network()
	a.groups()
	a.images()
	a.fleet()
	a.databases()
	a.parameters()
	a.settle()
	return a
}

// name is what people call the account's resource of a role: acme-prod-web.
func (a *Account) name(role string) string { return "acme-" + a.Name + "-" + role }

// pick is the account's own of three values, in the order dev, staging, prod. "=" takes prod's.
func (a *Account) pick(of [3]string) string {
	if of[a.column] == "=" {
		return of[2]
	}
	return of[a.column]
}

// number is a number that depends on the words alone.
func number(words ...string) uint64 {
	sum := sha256.Sum256([]byte(strings.Join(words, "|")))
	return binary.BigEndian.Uint64(sum[:])
}

// id is an id as AWS makes them, which depends on the account and the words alone.
func (a *Account) id(prefix string, words ...string) string {
	sum := sha256.Sum256([]byte(a.Name + "|" + prefix + "|" + strings.Join(words, "|")))
	return prefix + "-0" + hex.EncodeToString(sum[:8])
}

// upper is an id of capitals and digits, as IAM and RDS make them.
func (a *Account) upper(prefix string, length int, words ...string) string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	sum := sha256.Sum256([]byte(a.Name + "|" + prefix + "|" + strings.Join(words, "|")))
	out := []byte(prefix)
	for i := range length {
		out = append(out, letters[sum[i]%32])
	}
	return string(out)
}

func (a *Account) arn(service, resource string) string {
	return fmt.Sprintf("arn:aws:%s:%s:%s:%s", service, Region, a.ID, resource)
}

// past is a moment some days before the load that was kept, which depends on the words alone.
func (a *Account) past(days int, words ...string) time.Time {
	seconds := number(append(words, a.Name)...) % uint64(days*24*60*60)
	return Before.Add(-48 * time.Hour).Add(-time.Duration(seconds) * time.Second).Truncate(time.Second)
}

// tags are what the company puts on everything.
func (a *Account) tags(name, service, team string) []ec2types.Tag {
	return ec2tags("Name", name, "Environment", a.Name, "ManagedBy", "terraform", "Service", service, "Team", team)
}

func ec2tags(pairs ...string) []ec2types.Tag {
	var tags []ec2types.Tag
	for i := 0; i < len(pairs); i += 2 {
		tags = append(tags, ec2types.Tag{Key: sdk.String(pairs[i]), Value: sdk.String(pairs[i+1])})
	}
	return tags
}
