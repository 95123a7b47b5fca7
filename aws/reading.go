package aws

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"

	sdk "github.com/aws/aws-sdk-go-v2/aws"

	"parity/model"
)

// reading is what is known of one account and region: services put in what they find as it comes, from
// as many goroutines as they like. Who belongs to which environment is decided later, on what is in it.
// A resource that is in it is never changed, only replaced, so that a copy of the reading stays true.
type reading struct {
	account, region string
	// config makes the SDK's clients. Its calls are guarded.
	config sdk.Config
	// sealer turns secrets into tokens; decrypt says that SecureStrings are to be decrypted.
	sealer  *model.Sealer
	decrypt bool
	// roots are the parameter paths that the environments of this account and region live under.
	roots []string
	// came is told of the resources of each page.
	came func([]*model.Resource)
	// kept is what a service's read leaves for its follow, under a key of the service's own.
	kept sync.Map

	mu        sync.Mutex
	resources map[string][]*model.Resource
	targets   []*model.Target
	losses    []loss
	notes     []model.Note
	zones     map[string]bool
	labels    map[string]bool
	sizes     map[string]model.InstanceSize
	defaults  []*model.Defaults
	events    []model.Event
}

// loss is what could not be read. Below a root it concerns only the environments that live there.
type loss struct {
	model.Unread
	root string
}

func newReading(account, region string) *reading {
	return &reading{
		account: account, region: region, came: func([]*model.Resource) {},
		resources: map[string][]*model.Resource{},
		zones:     map[string]bool{}, labels: map[string]bool{}, sizes: map[string]model.InstanceSize{},
	}
}

// add keeps resources, as a page of them comes.
func (r *reading) add(resources ...*model.Resource) {
	r.mu.Lock()
	for _, resource := range resources {
		resource.Sort()
		r.resources[resource.Type] = append(r.resources[resource.Type], resource)
	}
	r.mu.Unlock()
	r.came(resources)
}

// replace puts changed copies of resources in their place.
func (r *reading) replace(resources []*model.Resource) {
	changed := map[string]map[string]*model.Resource{}
	for _, resource := range resources {
		resource.Sort()
		if changed[resource.Type] == nil {
			changed[resource.Type] = map[string]*model.Resource{}
		}
		changed[resource.Type][resource.ID] = resource
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for name, byID := range changed {
		list := slices.Clone(r.resources[name])
		for i, old := range list {
			if resource, ok := byID[old.ID]; ok {
				list[i] = resource
			}
		}
		r.resources[name] = list
	}
}

// addTargets keeps what references point at.
func (r *reading) addTargets(targets ...*model.Target) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.targets = append(r.targets, targets...)
}

// addZones keeps Availability Zones of the region, by name.
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

// addDefaults keeps what AWS means where nobody set a value.
func (r *reading) addDefaults(d *model.Defaults) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.defaults = append(r.defaults, d)
}

// addEvents keeps what AWS says happened to resources.
func (r *reading) addEvents(events ...model.Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.events = append(r.events, events...)
}

// fail says that types could not be read, whole; of a chain of pages that broke, what came is kept.
func (r *reading) fail(err error, types ...*model.Type) {
	for _, t := range types {
		r.lose(loss{Unread: unreadOf(err, t.Name)})
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
		r.lose(loss{Unread: lost})
	}
}

func (r *reading) lose(lost loss) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.losses = append(r.losses, lost)
}

// lost says that nothing of a type was read below a root of parameters.
func (r *reading) lost(typeName, root string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.ContainsFunc(r.losses, func(l loss) bool { return l.Type == typeName && l.Part.IsZero() && l.root == root })
}

// note says that a call failed which only costs an explanation; cost says which: "sizes stay unexplained".
func (r *reading) note(err error, cost string) { r.noteOf(err, "", cost) }

// noteOf says that a call failed which costs the names of what references point at, of one target type.
func (r *reading) noteOf(err error, target, cost string) {
	lost := unreadOf(err, "")
	r.mu.Lock()
	defer r.mu.Unlock()
	r.notes = append(r.notes, model.Note{Operation: lost.Operation, Code: lost.Code, Message: cost + ": " + lost.Message, Target: target})
}

// copy is the reading as it stands, which no later page changes.
func (r *reading) copy() *reading {
	r.mu.Lock()
	defer r.mu.Unlock()
	c := newReading(r.account, r.region)
	for name, resources := range r.resources {
		c.resources[name] = slices.Clone(resources)
	}
	c.targets, c.losses, c.notes = slices.Clone(r.targets), slices.Clone(r.losses), slices.Clone(r.notes)
	c.zones, c.labels, c.sizes = maps.Clone(r.zones), maps.Clone(r.labels), maps.Clone(r.sizes)
	c.defaults, c.events = slices.Clone(r.defaults), slices.Clone(r.events)
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
			return brokenChain{errSameToken}
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
