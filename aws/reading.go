package aws

import (
	"context"
	"errors"
	"maps"
	"net/netip"
	"slices"
	"sync"

	sdk "github.com/aws/aws-sdk-go-v2/aws"

	"parity/model"
)

// reading is what is known of one account and region: services put in what they find as it comes, from
// as many goroutines as they like. Who belongs to which environment is decided later, on what is in it.
type reading struct {
	account, region string
	// config makes the SDK's clients. Its calls are guarded.
	config sdk.Config
	// sealer turns secrets into tokens; decrypt says that SecureStrings are to be decrypted.
	sealer  *model.Sealer
	decrypt bool
	// roots are the parameter paths that the environments of this account and region live under.
	roots []string
	// came is told of each page: a resource type and the number of its resources by now.
	came func(typeName string, count int)

	mu        sync.Mutex
	resources map[string][]*model.Resource
	targets   []*model.Target
	unread    []model.Unread
	notes     []model.Note
	zones     map[string]bool
	networks  map[netip.Prefix]bool
	labels    map[string]bool
	sizes     map[string]model.InstanceSize
}

func newReading(account, region string) *reading {
	return &reading{
		account: account, region: region, came: func(string, int) {},
		resources: map[string][]*model.Resource{},
		zones:     map[string]bool{}, networks: map[netip.Prefix]bool{}, labels: map[string]bool{},
		sizes: map[string]model.InstanceSize{},
	}
}

// add keeps resources, as a page of them comes.
func (r *reading) add(resources ...*model.Resource) {
	counts := map[string]int{}
	r.mu.Lock()
	for _, resource := range resources {
		resource.Sort()
		r.resources[resource.Type] = append(r.resources[resource.Type], resource)
		counts[resource.Type] = len(r.resources[resource.Type])
	}
	r.mu.Unlock()
	for name, count := range counts {
		r.came(name, count)
	}
}

// of lists the resources of a type that came so far.
func (r *reading) of(typeName string) []*model.Resource {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.resources[typeName])
}

// addTargets keeps what references point at.
func (r *reading) addTargets(targets ...*model.Target) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.targets = append(r.targets, targets...)
}

// addZones keeps Availability Zones of the region.
func (r *reading) addZones(zones ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, zone := range zones {
		if zone != "" {
			r.zones[zone] = true
		}
	}
}

// addLabel keeps the label that AWS puts in the host names of the account's databases in the region.
func (r *reading) addLabel(label string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if label != "" {
		r.labels[label] = true
	}
}

// addSize keeps what explains an instance type or database class.
func (r *reading) addSize(name string, size model.InstanceSize) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sizes[name] = size
}

// fail says that types could not be read, whole; of a chain of pages that broke, what came is kept.
func (r *reading) fail(err error, types ...*model.Type) {
	for _, t := range types {
		r.lose(unreadOf(err, t.Name))
	}
}

// hide says that attributes of a type could not be read: those that match the parts.
func (r *reading) hide(err error, t *model.Type, parts ...model.Path) {
	r.hideOf(err, t, nil, parts...)
}

// hideOf says that attributes of some resources of a type, named by id, could not be read.
func (r *reading) hideOf(err error, t *model.Type, ids []string, parts ...model.Path) {
	for _, part := range parts {
		lost := unreadOf(err, t.Name)
		lost.Part, lost.Resources, lost.Partial = part, ids, false
		r.lose(lost)
	}
}

func (r *reading) lose(lost model.Unread) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.unread = append(r.unread, lost)
}

// note says that a call failed which only costs an explanation, or the name of what a reference points
// at; cost says which: "images stay unresolved".
func (r *reading) note(err error, cost string) {
	lost := unreadOf(err, "")
	r.mu.Lock()
	defer r.mu.Unlock()
	r.notes = append(r.notes, model.Note{Operation: lost.Operation, Code: lost.Code, Message: cost + ": " + lost.Message})
}

// addNetworks keeps the ranges of the account's VPCs, as AWS writes them.
func (r *reading) addNetworks(cidrs ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, cidr := range cidrs {
		if prefix, err := netip.ParsePrefix(cidr); err == nil {
			r.networks[prefix.Masked()] = true
		}
	}
}

// copy is the reading as it stands, which no later page changes.
func (r *reading) copy() *reading {
	r.mu.Lock()
	defer r.mu.Unlock()
	c := newReading(r.account, r.region)
	for name, resources := range r.resources {
		c.resources[name] = slices.Clone(resources)
	}
	c.targets, c.unread, c.notes = slices.Clone(r.targets), slices.Clone(r.unread), slices.Clone(r.notes)
	c.zones, c.networks, c.labels, c.sizes = maps.Clone(r.zones), maps.Clone(r.networks), maps.Clone(r.labels), maps.Clone(r.sizes)
	c.roots = r.roots
	return c
}

// brokenChain is the error of a page after the first: the pages before it came.
type brokenChain struct{ error }

func (b brokenChain) Unwrap() error { return b.error }

// errSameToken is a chain that would never end.
var errSameToken = errors.New("AWS answered with the token of a page that was read already")

// pages asks for page after page. The call keeps what came and returns the token of the next page; a page
// may be empty and still have a next one. If a page after the first fails, the error says that the chain
// broke, and fail then knows that what came is there.
func pages(ctx context.Context, call func(ctx context.Context, token *string) (next *string, err error)) error {
	seen := map[string]bool{}
	var token *string
	for page := 0; ; page++ {
		next, err := call(ctx, token)
		if err == nil && next != nil && seen[*next] {
			err = errSameToken
		}
		switch {
		case err != nil && page > 0:
			return brokenChain{err}
		case err != nil:
			return err
		case next == nil || *next == "":
			return nil
		}
		seen[*next] = true
		token = next
	}
}
