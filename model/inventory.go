package model

import (
	"cmp"
	"net/netip"
	"slices"
	"time"
)

// Attribute is one leaf of what AWS returned, under AWS's own field names.
type Attribute struct {
	Path  Path
	Value Value
}

// Resource is one thing AWS returned.
type Resource struct {
	// Type is AWS's name of the type: AWS::EC2::Instance.
	Type string
	// ID is what tells it from all others of its account, region and type: an instance id, a database
	// identifier, a group id, a parameter's full name.
	ID string
	// Name is what people call it: the Name tag, the identifier, the group name, the full path. It may be empty.
	Name string
	// Logical is the CloudFormation logical id, used where there is no name.
	Logical string
	// Group is what makes it a replica of others: its Auto Scaling group's name, its Aurora cluster's identifier.
	Group string
	// Scope is where the name is unique: the VPC's id. Empty where names are unique in the account and region.
	Scope string
	// ByReference says that nothing but a reference from a selected resource put it into the environment.
	ByReference bool
	// Shared says that another compared environment selects it too.
	Shared bool
	// Attributes are in the order of their paths.
	Attributes []Attribute
}

// Get is the value of an attribute, absent where it has none.
func (r *Resource) Get(path Path) Value {
	for i := range r.Attributes {
		if r.Attributes[i].Path == path {
			return r.Attributes[i].Value
		}
	}
	return Value{}
}

// Set gives an attribute its value, keeping the order. An absent value removes it.
func (r *Resource) Set(path Path, value Value) {
	i, found := slices.BinarySearchFunc(r.Attributes, path, func(a Attribute, p Path) int { return a.Path.Compare(p) })
	switch {
	case value.IsAbsent() && found:
		r.Attributes = slices.Delete(r.Attributes, i, i+1)
	case value.IsAbsent():
	case found:
		r.Attributes[i].Value = value
	default:
		r.Attributes = slices.Insert(r.Attributes, i, Attribute{path, value})
	}
}

// Sort puts the attributes in the order of their paths, as every resource of an inventory has them.
func (r *Resource) Sort() {
	slices.SortFunc(r.Attributes, func(a, b Attribute) int { return a.Path.Compare(b.Path) })
}

// Target is something a reference points at that is not compared itself: an image, a subnet, a VPC, a
// managed prefix list, a KMS key, an instance profile. Only what its role needs is kept.
type Target struct {
	// Type is AWS's name: AWS::EC2::Image, AWS::EC2::Subnet, AWS::EC2::VPC, AWS::EC2::PrefixList, AWS::KMS::Key.
	Type string
	// ID is how references write it: ami-…, subnet-…, a key's ARN. Aliases are further spellings of it (a key's id).
	ID      string
	Aliases []string
	// Name is the image's name, the Name tag, the prefix list's name, the key's alias. Empty where it has none.
	Name string
	// Parent is what it lies in: a subnet's VPC.
	Parent string
	// Qualifier tells targets of one name apart: an image's architecture, a subnet's "public" or "private".
	Qualifier string
	// Owner is the account that owns it, or the alias AWS gives for it ("amazon").
	Owner string
	// Default says that AWS made it: the default VPC.
	Default bool
	// Zone is a subnet's Availability Zone id.
	Zone string
	// CIDRs are a VPC's or subnet's ranges.
	CIDRs []string
	// Facts only explain: creation date, entries.
	Facts map[string]string
}

// Role is how an environment is held against the baseline.
type Role string

// The roles of an environment.
const (
	Baseline Role = "baseline"
	// Mirror must equal the baseline.
	Mirror Role = "mirror"
	// Relaxed may be smaller than the baseline.
	Relaxed Role = "relaxed"
)

// Environment is a named set of AWS resources, and what its own words are made of.
type Environment struct {
	Name string
	Role Role
	// Aliases are other spellings of the name, Words further words of its own (stg.acme-pay.io).
	Aliases, Words []string
	// Account and Region are those of AWS, Zones its Availability Zones.
	Account, Region string
	Zones           []string
	// Profile is the one it was read with on this machine; empty where nobody named one, and in what was kept.
	Profile string
	// Networks are the CIDRs of its VPCs.
	Networks []netip.Prefix
	// HostLabels are the labels AWS puts in the host names of its databases.
	HostLabels []string
	// Roots are the parameter paths it lives under; the first gives the bare relative path.
	Roots []string
	// Source is where the inventory came from: aws, snapshot, demo.
	Source string
	// LoadedAt is when AWS was asked.
	LoadedAt time.Time
}

// Unread is a part of an inventory that could not be read, and why.
type Unread struct {
	// Type is the resource type, Part the pattern of the attributes it hides; the zero Part is all of the type.
	Type string
	Part Path
	// Operation is the call that failed: rds:DescribeDBParameters.
	Operation string
	// Code is AWS's error code, or Timeout, BadAnswer, NotRecorded.
	Code string
	// Message says it in words, with what to do next. It holds no secret.
	Message string
	// Partial says that a chain of pages broke: the rows that came are there.
	Partial bool
	// Resources limits it to these resource ids; none means every resource of the type.
	Resources []string
}

// Note is an unread part that only costs an explanation (sizes, history), never a verdict.
type Note struct {
	Environment, Operation, Code, Message string
	// Target is the type of which nothing could be read, where references point at it: AWS::EC2::VPC.
	Target string
}

// Selection says how an environment's resources were chosen, for the case in which nothing was found.
type Selection struct {
	// Written says that a person wrote the selection down; else it is the convention of the name.
	Written bool
	// LookedFor is, per type, what was looked for; Meant what could be meant instead.
	LookedFor map[string]string
	Meant     map[string][]string
}

// Inventory is all that was loaded for one environment. Once handed on it is never changed.
type Inventory struct {
	Environment Environment
	// Types are the resource types that were asked for, whether or not anything was found or could be read.
	Types []string
	// Pending are the types of which nothing final can be said yet, since they are still being read.
	Pending []string
	// Resources are in the order of type, name and id.
	Resources []*Resource
	Targets   []*Target
	Unread    []Unread
	Notes     []Note
	Selection Selection
	// Unclaimed are the resources of the account that belong to no environment, as TYPE → ids.
	Unclaimed map[string][]string
	// Sizes explains instance types and database classes, where AWS told them.
	Sizes map[string]InstanceSize
	// Defaults are what AWS means where nobody set a value, as far as it told them.
	Defaults []*Defaults
	// Events are what AWS says happened to the resources, oldest first, as far as it keeps and told them.
	Events []Event
}

// Defaults are the values that resources of one kind have where nobody set one: those of an engine's family,
// for a parameter group.
type Defaults struct {
	// Type is the resources' type, and Of what they have in common: postgres15.
	Type, Of string
	// Values are those that are no secrets, by name. Where AWS has none for a name, the name is left out.
	Values map[string]string
	// Dynamic are the names, in order, of what takes effect without a restart; nil where nobody said.
	Dynamic []string
}

// DefaultsOf are the defaults of a type's resources that have something in common, or nil.
func (inv *Inventory) DefaultsOf(typeName, of string) *Defaults {
	for _, d := range inv.Defaults {
		if d.Type == typeName && d.Of == of {
			return d
		}
	}
	return nil
}

// InstanceSize explains an instance type or database class.
type InstanceSize struct {
	VCPUs     int
	MemoryMiB int64
	Burstable bool
	Network   string
}

// Sort puts resources and targets in their order.
func (inv *Inventory) Sort() {
	slices.SortFunc(inv.Resources, func(a, b *Resource) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	slices.SortFunc(inv.Targets, func(a, b *Target) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.ID, b.ID))
	})
	slices.SortFunc(inv.Defaults, func(a, b *Defaults) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Of, b.Of))
	})
	slices.SortStableFunc(inv.Events, func(a, b Event) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Type, b.Type), cmp.Compare(a.ID, b.ID))
	})
}

// Of lists the resources of a type.
func (inv *Inventory) Of(typeName string) []*Resource {
	start, _ := slices.BinarySearchFunc(inv.Resources, typeName, func(r *Resource, t string) int { return cmp.Compare(r.Type, t) })
	n, _ := slices.BinarySearchFunc(inv.Resources[start:], typeName, func(r *Resource, t string) int {
		if r.Type == t {
			return -1 // the first one behind them is looked for
		}
		return cmp.Compare(r.Type, t)
	})
	return inv.Resources[start : start+n]
}

// Asked says that the type was asked for.
func (inv *Inventory) Asked(typeName string) bool { return slices.Contains(inv.Types, typeName) }

// Complete says that everything of the type was asked for and read.
func (inv *Inventory) Complete(typeName string) bool {
	return inv.Asked(typeName) && !slices.Contains(inv.Pending, typeName) &&
		!slices.ContainsFunc(inv.Unread, func(u Unread) bool { return u.Type == typeName })
}

// LoadState is how far one type of one environment is.
type LoadState uint8

// The states of loading.
const (
	Waiting LoadState = iota
	Loading
	Loaded
	Failed
)

// Progress is what a source tells while it loads one environment.
type Progress struct {
	// Environment is its name.
	Environment string
	// Type is the resource type the progress is about; empty where it is the environment as a whole.
	Type  string
	State LoadState
	// Count is the number of resources so far.
	Count int
	// Unread is why a Failed type could not be read.
	Unread *Unread
	// Inventory is what is loaded by now, with what is still Pending; nil where nothing new is complete.
	Inventory *Inventory
}
