// Package vocabulary knows each environment's own words (its name, account, region, networks and the
// like), takes them out of names, and says whether two texts differ in nothing but them. It is what
// keeps a difference between staging and prod that means nothing apart from one that does.
package vocabulary

import (
	"net/netip"
	"slices"
	"strings"

	"parity/model"
)

// Kind is what a word is to its environment. Words stand for each other only within one kind; a name and
// a custom word count as one.
type Kind uint8

// The kinds of word.
const (
	// Name is the environment's name and its aliases.
	Name Kind = iota
	// Custom is a word a person has taught it.
	Custom
	Account
	Region
	Zone
	// HostLabel is the label AWS puts in the host names of an account's databases.
	HostLabel
	// Network is an address or CIDR in the range of one of its VPCs.
	Network
)

var kindNames = [...]string{"name", "word", "account", "region", "zone", "host label", "network"}

func (k Kind) String() string { return kindNames[k] }

// placeholders stand for a word in [Vocabulary.Key].
var placeholders = [...]string{"{env}", "{env}", "{account}", "{region}", "{zone}", "{label}", "{vpc}"}

// kinds is a set of Kind.
type kinds uint8

func (k Kind) set() kinds { return 1 << k }

const named = kinds(1<<Name | 1<<Custom)

// pair says that words of these kinds stand for each other.
func (k kinds) pair(l kinds) bool { return k&l != 0 || k&named != 0 && l&named != 0 }

// first is the foremost of the kinds.
func (k kinds) first() Kind {
	for kind := Name; ; kind++ {
		if k&kind.set() != 0 {
			return kind
		}
	}
}

// families are the only names that are one another's aliases without being told.
var families = [][]string{{"dev", "development"}, {"staging", "stage", "stg"}, {"prod", "production", "prd"}}

// Vocabulary holds the words of the environments of one comparison. It is safe for concurrent use.
type Vocabulary struct {
	environments []environment
	trie         trie
}

type environment struct {
	words     []string
	networks  []netip.Prefix
	region    string
	account   string
	partition string
}

// New compiles the environments' words. An environment is named by its position from here on.
func New(environments []model.Environment) *Vocabulary {
	v := &Vocabulary{environments: make([]environment, len(environments)), trie: newTrie()}
	for i := range environments {
		v.add(i, environments)
	}
	return v
}

func (v *Vocabulary) add(env int, environments []model.Environment) {
	e := &environments[env]
	own := &v.environments[env]
	learn := func(kind Kind, words ...string) {
		for _, word := range words {
			if v.trie.add(word, env, kind) && !slices.ContainsFunc(own.words, func(w string) bool { return strings.EqualFold(w, word) }) {
				own.words = append(own.words, word)
			}
		}
	}
	learn(Name, spellings(e)...)
	learn(Name, relatives(env, environments)...)
	learn(Custom, e.Words...)
	learn(Account, e.Account)
	learn(Region, e.Region)
	learn(Zone, e.Zones...)
	learn(HostLabel, e.HostLabels...)
	for _, network := range e.Networks {
		network = netip.PrefixFrom(network.Addr().Unmap(), network.Bits()).Masked()
		if network.IsValid() && !slices.Contains(own.networks, network) {
			own.networks = append(own.networks, network)
			own.words = append(own.words, network.String())
		}
	}
	own.region, own.account, own.partition = e.Region, e.Account, partition(e.Region)
}

// spellings are the names an environment was given. A snapshot beside a live environment (prod@DATE)
// speaks of itself as the live one does.
func spellings(e *model.Environment) []string {
	name, _, _ := strings.Cut(e.Name, "@")
	return append([]string{name}, e.Aliases...)
}

// relatives are the built-in aliases of an environment's names, but for those that are another
// environment's given name: where stage and staging are two environments, neither speaks for the other.
func relatives(env int, environments []model.Environment) []string {
	var words []string
	given := spellings(&environments[env])
	for _, family := range families {
		if !slices.ContainsFunc(family, func(word string) bool { return holds(given, word) }) {
			continue
		}
		for _, word := range family {
			taken := func(other model.Environment) bool { return holds(spellings(&other), word) }
			if holds(given, word) || !slices.ContainsFunc(environments, taken) {
				words = append(words, word)
			}
		}
	}
	return words
}

func holds(words []string, word string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, word) })
}

// partition is that of a region's ARNs.
func partition(region string) string {
	switch {
	case region == "":
		return ""
	case strings.HasPrefix(region, "cn-"):
		return "aws-cn"
	case strings.HasPrefix(region, "us-gov-"):
		return "aws-us-gov"
	case strings.HasPrefix(region, "us-iso-"):
		return "aws-iso"
	case strings.HasPrefix(region, "us-isob-"):
		return "aws-iso-b"
	default:
		return "aws"
	}
}

// Words lists an environment's own words as they were given, names first, for people to read.
func (v *Vocabulary) Words(env int) []string { return slices.Clone(v.environments[env].words) }
