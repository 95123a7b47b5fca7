package model

import (
	"slices"
	"time"
)

// Verdict is what is said of one attribute, one row, one environment. They are in order of gravity; the
// zero verdict is that there is none yet.
type Verdict uint8

// The verdicts. comparison.md §4 is the table.
const (
	Undecided Verdict = iota
	Same
	Expected
	Locked
	Intentional
	Accepted
	Unknown
	Extra
	Missing
	Drift
)

var verdictNames = [...]string{"undecided", "same", "expected", "locked", "intentional", "accepted", "unknown", "extra", "missing", "drift"}

// Verdicts lists the nine, least grave first.
func Verdicts() []Verdict {
	return []Verdict{Same, Expected, Locked, Intentional, Accepted, Unknown, Extra, Missing, Drift}
}

func (v Verdict) String() string { return verdictNames[v] }

// MarshalText writes the verdict's name.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// Unexplained says that the verdict is a parity problem: drift, missing or extra.
func (v Verdict) Unexplained() bool { return v >= Extra }

// Finding is what makes a difference matter more.
type Finding string

// The findings. comparison.md §5 is the table.
const (
	CrossEnvironment Finding = "cross-environment"
	SharedSecret     Finding = "shared-secret"
	OpenToWorld      Finding = "open-to-world"
	NotInEffect      Finding = "not-in-effect"
	Unhealthy        Finding = "unhealthy"
	SplitRole        Finding = "split-role"
	PlaintextSecret  Finding = "plaintext-secret"
	Placeholder      Finding = "placeholder"
	Recent           Finding = "recent"
)

// Findings lists them, gravest first.
func Findings() []Finding {
	return []Finding{CrossEnvironment, SharedSecret, OpenToWorld, NotInEffect, Unhealthy, SplitRole, PlaintextSecret, Placeholder, Recent}
}

// Gravity is the finding's place among them, 0 the gravest.
func (f Finding) Gravity() int { return slices.Index(Findings(), f) }

// Exchange is a pair of words that explains a stretch in which two texts differ: Mine of the compared
// environment, Yours of the baseline. One of them may be empty.
type Exchange struct{ Mine, Yours string }

// Counted is one of several values in a cell, and who has it.
type Counted struct {
	Value     Value
	Count     int
	Resources []string
	// Shown is the resolved form of a reference, as that of [Side].
	Shown string
}

// Side is what one environment has for an attribute.
type Side struct {
	// Value is the value all members agree on; absent where there is none, or where they differ.
	Value Value
	// Several holds the values of a cell whose members differ among themselves.
	Several []Counted
	// Resources are the ids of the cell's members.
	Resources []string
	// Shown is the resolved form of a reference (the role), where it reads better than the raw value.
	Shown string
	// Default is what AWS means where nobody set a value, as far as it is known: the Value is absent then.
	Default Value
}

// Change says what is known of when an attribute came to be as it is.
type Change struct {
	// Environment is the one in which it changed.
	Environment string
	// At is when; Was what it was before, as seen at Seen, where that is known.
	At   time.Time
	Was  Value
	Seen time.Time
	// By is who, and How how that is known: "v12 → v13", "snapshot of …".
	By, How string
}

// Entry is one difference, or one attribute with a finding: the unit of reports and counts.
type Entry struct {
	Type *Type
	// Name is the role; empty where the entry is about the whole type.
	Name string
	// Attribute is its path; zero where the whole resource, or the whole type, is meant.
	Attribute Path
	// Environment is the one the entry is about.
	Environment string
	Verdict     Verdict
	// Findings are gravest first.
	Findings []Finding
	// Reason says in words why the verdict is what it is.
	Reason string
	// Also is what else there is to know of the difference, in words. It ends the reason, whatever explains it.
	Also string
	// Rule is the id of the rule that explains it, or the fingerprint under which it was accepted.
	Rule string
	// Exchange holds the words that were exchanged.
	Exchange []Exchange
	Mine     Side
	Baseline Side
	// Replaces links the extra and the missing of one changed element, which is drawn as one row.
	Replaces *Entry
	Change   *Change
	// Cause is the id of the cause that holds it; empty where the entry is explained.
	Cause string
	// Relaxable says that the built-in relaxed rules would explain it, and Why in which words.
	Relaxable string
	// Row is the row it belongs to; nil where it is about the whole type.
	Row *Row
}

// Finding is the gravest finding, or empty.
func (e *Entry) Finding() Finding {
	if len(e.Findings) == 0 {
		return ""
	}
	return e.Findings[0]
}

// Has says that the entry has the finding.
func (e *Entry) Has(f Finding) bool { return slices.Contains(e.Findings, f) }

// CellState is what stands in one environment's place of a row.
type CellState uint8

// The states of a cell.
const (
	// Empty: the environment has no such resource.
	Empty CellState = iota
	// Present: one resource, or replicas.
	Present
	// Ambiguous: several resources of one role that are no replicas.
	Ambiguous
	// Unreadable: the type could not be read there.
	Unreadable
	// NotYet: the type is still being read.
	NotYet
	// NotFound: the whole type was looked for by convention and nothing was found.
	NotFound
)

// Cell is what one environment has in a row.
type Cell struct {
	State     CellState
	Resources []*Resource
	// Reason says why an ambiguous or unreadable cell is so.
	Reason string
	// Verdict is the worst of the environment's entries in the row.
	Verdict Verdict
	// Findings are those of the environment's entries, gravest first.
	Findings []Finding
}

// CountPath and ZonesPath are attributes of a cell, and of none of its members: how many there are, and in how many
// Availability Zones.
var (
	CountPath = NewPath("Count")
	ZonesPath = NewPath("Zones")
)

// Row is one role: the counterparts of each environment, in the comparison's order of environments.
type Row struct {
	Type *Type
	Role string
	// Name tells rows of one role apart on the screen; it is the role almost always.
	Name  string
	Cells []Cell
	// Entries are those of the row, by gravity.
	Entries []*Entry
	// Verdict is the worst of all environments.
	Verdict Verdict
	// Alone says who is alone among three or more: "dev = staging ≠ prod".
	Alone string
}

// Summary counts attributes by verdict; a missing or extra resource counts one.
type Summary map[Verdict]int

// CauseKind is what the differences of a cause have in common.
type CauseKind string

// The kinds of cause, in the order in which they claim differences.
const (
	CauseFinding    CauseKind = "finding"
	CauseRole       CauseKind = "role"
	CauseFolder     CauseKind = "folder"
	CauseWord       CauseKind = "word"
	CauseSmaller    CauseKind = "smaller"
	CauseEverywhere CauseKind = "everywhere"
	CauseAlike      CauseKind = "alike"
	CauseSingle     CauseKind = "single"
)

// Cause is what many differences have in common, so that they can be read, explained and fixed as one.
type Cause struct {
	// ID is made of kind, environment and signature, never of position.
	ID          string
	Kind        CauseKind
	Title       string
	Environment string
	// Reach says how far it goes: "34 of 34 roles, one way".
	Reach string
	// Why is the reason for its place in the order.
	Why     string
	Entries []*Entry
	// Words are the two that are exchanged, where it is of words.
	Words Exchange
}

// ProbablePair is two roles, each of one side alone, that may be one under two names. They are never paired by
// themselves: a pin says so.
type ProbablePair struct {
	Type *Type
	// Environment is where Role is; BaselineRole is the baseline's.
	Environment, Role, BaselineRole string
	// Why says what they have in common.
	Why string
}

// Comparison is what is said of environments held against a baseline: immutable, deterministic, and all
// that screens and reports draw from.
type Comparison struct {
	Catalog *Catalog
	// Inventories are in the order the environments were named; Baseline is the index of the baseline.
	Inventories []*Inventory
	Baseline    int
	// Rows are in the order of type and role.
	Rows []*Row
	// Entries are ordered by cause, then type, name and attribute.
	Entries []*Entry
	Causes  []*Cause
	// Probable are pairs that a person may want to pin, in the order of type, environment and role.
	Probable []ProbablePair
	// Summary is over all environments but the baseline; ByEnvironment and ByType are its parts.
	Summary       Summary
	ByEnvironment map[string]Summary
	// ByType is TYPE → ENVIRONMENT → counts.
	ByType map[string]map[string]Summary
	// Stale lists rules and pins that match nothing, Expired those whose time is over, and Expiring
	// those whose time soon is.
	Stale, Expired, Expiring []string
	// Since is the start of the incident window, Looks what each environment was held against to see what changed in it.
	Since time.Time
	Looks []Look
	// Moved are the rows that changed in the window and differ in nothing that changed.
	Moved []Moved
	// NewSince is what the comparison was held against, where it keeps only what is new; nil where it keeps all.
	NewSince *NewSince
}

// RowsOf lists the rows of a type.
func (c *Comparison) RowsOf(t *Type) []*Row {
	var rows []*Row
	for _, row := range c.Rows {
		if row.Type == t {
			rows = append(rows, row)
		}
	}
	return rows
}

// BaselineName is the name of the baseline environment.
func (c *Comparison) BaselineName() string { return c.Inventories[c.Baseline].Environment.Name }

// Others lists the indices of the environments that are held against the baseline.
func (c *Comparison) Others() []int {
	var others []int
	for i := range c.Inventories {
		if i != c.Baseline {
			others = append(others, i)
		}
	}
	return others
}

// Line is one attribute of a row across the environments: what drill-down shows.
type Line struct {
	Attribute Path
	Field     *Field
	// Cells are in the comparison's order of environments.
	Cells []LineCell
}

// LineCell is one environment's part of a line. The baseline's verdict is Same unless it has an entry.
type LineCell struct {
	Side    Side
	Verdict Verdict
	// Entry is the entry behind the verdict, nil where the cell is the same.
	Entry *Entry
	// Folded says that the difference follows another attribute's and is not counted.
	Folded Path
}
