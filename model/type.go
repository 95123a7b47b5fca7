package model

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// Class says how the values of a field are judged. comparison.md §1 is the table.
type Class uint8

// The classes of field.
const (
	// Compared is judged by value and vocabulary.
	Compared Class = iota
	// Reference is judged as the role of what it points at, never as an id.
	Reference
	// Confidential is a credential: masked, expected to differ, a finding where equal.
	Confidential
	// Masked is judged as usual and never shown.
	Masked
	// Status is not judged, but outside its healthy values it is a finding.
	Status
	// Identity is not judged; it feeds the index that tells whose an id is.
	Identity
	// Runtime is not judged; it is shown dimmed.
	Runtime
)

// Judged says that differing values of the class are differences.
func (c Class) Judged() bool {
	return c == Compared || c == Reference || c == Confidential || c == Masked
}

// Size says which way a field is "smaller", so that the built-in relaxed rules need no list of fields.
type Size uint8

// The ways of being smaller.
const (
	// NoSize: no value of the field is smaller than another.
	NoSize Size = iota
	// ByName: AWS's size names, within one family (t3.small < t3.large, db.r6g.large < db.r6g.xlarge).
	ByName
	// ByNumber: the smaller number.
	ByNumber
	// ByFlag: false is less than true (MultiAZ, monitoring).
	ByFlag
)

// Field is the declaration of one field of a resource type.
type Field struct {
	Class Class
	// Verbatim fields take no vocabulary: device names, enumerations, numbers, booleans.
	Verbatim bool
	// Formats says that values equal but for JSON's formatting, or for white space at the end, are told as
	// expected: a parameter's. Elsewhere the first are the same and the others differ.
	Formats bool
	// Target is the resource type a reference points at. A Target on a keyed element whose key reads
	// sg:ID or pl:ID says that the key itself is the reference.
	Target string
	// Follows is the attribute whose difference explains this one's; keys of the list both stand in are Any.
	Follows Path
	// Besides are further attributes it follows as well: a disk's speed that of its size and of its kind.
	Besides []Path
	// Healthy lists the values of a status that are no finding; a trailing * stands for any rest.
	Healthy []string
	// Size is the field's direction, and Why the words for a relaxed environment being smaller in it.
	Size Size
	Why  string
	// Default is what AWS means where the field is absent, where it is declared.
	Default Value
	// DefaultsBy is the attribute that says which of the inventory's Defaults hold what AWS means where the field is
	// absent: a parameter group's family. They are looked up by the field's name, the last of its path.
	DefaultsBy Path
	// NotInEffect marks a field that exists, or leaves InEffect, only while configured is not running.
	NotInEffect bool
	InEffect    []string
	// Keys are the positions of the segments that are keys of lists, outermost first.
	Keys []int
	// When gives the field another declaration for some resources of the type.
	When []When
}

// When is a condition on another attribute of the resource: it is there, and its text begins with Prefix.
type When struct {
	Attribute Path
	Prefix    string
	Field     Field
}

// Elements are the lengths of the paths of the list elements the field lies in, outermost first. Keys that
// stand side by side are one key: a security-group rule's protocol, ports and source.
func (f *Field) Elements() []int {
	var ends []int
	for i, key := range f.Keys {
		if i+1 == len(f.Keys) || f.Keys[i+1] != key+1 {
			ends = append(ends, key+1)
		}
	}
	return ends
}

// Asked is a line of the investigation's checklist that asks for one attribute of a type.
type Asked struct {
	Line      string
	Attribute Path
}

// Naming says how a type's resources get their role.
type Naming struct {
	// Ordinals says that a final ordinal (web-3) is no part of the role: instances are replicas.
	Ordinals bool
	// Paths says that names are paths below the environment's roots: parameters.
	Paths bool
	// Scoped says that names are unique in a scope only (a security group's VPC).
	Scoped bool
	// Grouped says that the members of a Group take its role and are one cell.
	Grouped bool
}

// Type is all there is to know of a resource type. Whoever wants to know something of a type asks it
// here; a switch on type names elsewhere is a mistake.
type Type struct {
	// Name is AWS's own: AWS::EC2::Instance.
	Name string
	// Tab is the view it is shown in, and the word --only takes: instances. Several types may share one.
	Tab string
	// Title is the tab's heading: Instances. Singular and Plural are words for sentences.
	Title, Singular, Plural string
	// Checklist is the line of the investigation that asks for this type, and Asked those that ask for some of its
	// attributes alone: a database's version, an instance's type.
	Checklist string
	Asked     []Asked
	Naming    Naming
	// Headline lists the attributes that people ask for first, for rows that do not differ.
	Headline []Path
	// Labels is the attribute that holds the names people gave a version; it is told with the versions alone.
	Labels Path
	// Kinds lists the attributes that tell what kind of thing a resource is, for its story: a parameter's type
	// and tier.
	Kinds []Path
	// Zone is the attribute that holds a resource's Availability Zone: how many a cell covers is compared.
	Zone Path
	// Modified, ModifiedBy and Version are the attributes that tell when, by whom and how often a resource
	// was changed, where AWS says so.
	Modified, ModifiedBy, Version Path
	// Told says of which attributes the events that AWS keeps of a resource speak.
	Told []Told
	// Default is the declaration of a field without one.
	Default Field
	// Settings says where the settings stand that may be formulas of the resource's size; nil where there are none.
	Settings *Settings
	// Way says how a resource of the type is brought to another value: the steps, in order. One that does nothing for
	// an attribute returns none; nil where nothing can be said of any. It does not know who owns the resource, and what
	// it says is a stop-gap where somebody does.
	Way func(*Turn) []Step
	// Property is what a template calls the first part of an attribute: SecurityGroupIngress. Nil: AWS's template has
	// the field's own name.
	Property func(Path) string

	patterns []pattern
	cache    sync.Map // Path → Field
}

type pattern struct {
	path  Path
	field Field
}

// Declare gives the fields that match a pattern their declaration; keys of lists are Any. A pattern
// declared later goes before an earlier one.
func (t *Type) Declare(path Path, field Field) {
	field.Keys = nil
	for i, segment := range path.Segments() {
		if strings.HasSuffix(segment, Any) {
			field.Keys = append(field.Keys, i)
		}
	}
	for i := range field.When {
		field.When[i].Field.Keys = field.Keys
	}
	t.patterns = append(t.patterns, pattern{path, field})
}

// Declared lists the patterns of the type, in the order of their declaration.
func (t *Type) Declared() []Path {
	paths := make([]Path, len(t.patterns))
	for i, p := range t.patterns {
		paths[i] = p.path
	}
	return paths
}

// Targets lists the types that references of this one point at.
func (t *Type) Targets() []string {
	var targets []string
	for _, p := range t.patterns {
		if p.field.Target != "" && !slices.Contains(targets, p.field.Target) {
			targets = append(targets, p.field.Target)
		}
	}
	return targets
}

// Field is the declaration of an attribute of the type, conditions left open.
func (t *Type) Field(path Path) *Field {
	if cached, ok := t.cache.Load(path); ok {
		return cached.(*Field)
	}
	field := t.find(path)
	t.cache.Store(path, field)
	return field
}

func (t *Type) find(path Path) *Field {
	for i := len(t.patterns) - 1; i >= 0; i-- {
		if path.Matches(t.patterns[i].path) {
			return &t.patterns[i].field
		}
	}
	return &t.Default
}

// Phrase is an attribute as people read it: its path with dots, but with blanks around keys where one of them
// has dots or colons of its own (an address range, a device), since nobody could tell those apart.
func (t *Type) Phrase(path Path) string {
	segments := path.Segments()
	key := make([]bool, len(segments))
	apart := false
	for _, at := range t.Field(path).Keys {
		if at < len(segments) {
			key[at] = true
			apart = apart || strings.ContainsAny(segments[at], ".:/")
		}
	}
	if !apart {
		return path.String()
	}
	var out strings.Builder
	for i, segment := range segments {
		switch {
		case i == 0:
		case key[i] || key[i-1]:
			out.WriteByte(' ')
		default:
			out.WriteByte('.')
		}
		out.WriteString(segment)
	}
	return out.String()
}

// FieldOf is the declaration of an attribute of one resource, its conditions decided.
func (t *Type) FieldOf(path Path, resource *Resource) *Field {
	field := t.Field(path)
	for i := range field.When {
		value := resource.Get(field.When[i].Attribute)
		if !value.IsAbsent() && strings.HasPrefix(value.Text(), field.When[i].Prefix) {
			return &field.When[i].Field
		}
	}
	return field
}

// Lines lists the lines of the investigation's checklist that ask for the type, those of single attributes first.
func (t *Type) Lines() []string {
	var lines []string
	for _, asked := range t.Asked {
		if !slices.Contains(lines, asked.Line) {
			lines = append(lines, asked.Line)
		}
	}
	return append(lines, cmp.Or(t.Checklist, t.Plural))
}

// LineOf is the checklist's line that asks for an attribute of the type.
func (t *Type) LineOf(path Path) string {
	for _, asked := range t.Asked {
		if path == asked.Attribute {
			return asked.Line
		}
	}
	return cmp.Or(t.Checklist, t.Plural)
}

// Catalog is the resource types there are, in the order of their tabs.
type Catalog struct {
	types []*Type
	index map[string]*Type
}

// NewCatalog makes a catalog of types.
func NewCatalog(types ...*Type) *Catalog {
	c := &Catalog{types: types, index: make(map[string]*Type, len(types))}
	for _, t := range types {
		c.index[t.Name] = t
	}
	return c
}

// Types lists the resource types, in the order of their tabs.
func (c *Catalog) Types() []*Type { return c.types }

// Type is the declaration of AWS's name, or nil.
func (c *Catalog) Type(name string) *Type { return c.index[name] }

// Tab is a view of the screen: the types that share it.
type Tab struct {
	Name, Title string
	Types       []*Type
}

// Tabs lists the views, in order.
func (c *Catalog) Tabs() []Tab {
	var tabs []Tab
	at := map[string]int{}
	for _, t := range c.types {
		i, ok := at[t.Tab]
		if !ok {
			i = len(tabs)
			at[t.Tab] = i
			tabs = append(tabs, Tab{Name: t.Tab, Title: t.Title})
		}
		tabs[i].Types = append(tabs[i].Types, t)
	}
	return tabs
}

// InWords is AWS's name of a type as a sentence has it: a DB subnet group, a VPC.
func InWords(typeName string) string {
	name := typeName[strings.LastIndex(typeName, ":")+1:]
	var words []string
	start := 0
	upper := func(i int) bool { return i < len(name) && name[i] >= 'A' && name[i] <= 'Z' }
	for i := 1; i <= len(name); i++ {
		// A word begins at a capital behind a small letter, and at one before a small letter.
		if i < len(name) && (!upper(i) || upper(i-1) && (i+1 == len(name) || upper(i+1))) {
			continue
		}
		word := name[start:i]
		if strings.ToUpper(word) != word {
			word = strings.ToLower(word)
		}
		words, start = append(words, word), i
	}
	return strings.Join(words, " ")
}
