package model

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Turn is a change to be brought about in one environment: what a type's way back is asked for. All it holds is
// in the changed environment's own words and ids.
type Turn struct {
	// Type is the resource's type.
	Type *Type
	// Inventory is the environment's that is changed, for looking up ids.
	Inventory *Inventory
	// Resource is the one to change, as it is there; nil where there is none yet. Of a cell of replicas each
	// member that has to change has a Turn of its own.
	Resource *Resource
	// Name is what a resource that is made anew is called there; empty where the name cannot be told.
	Name string
	// Like is what it shall become like: the other environment's resource, in that one's words. It is nil where
	// there is none, and where all that is known is an earlier value. [Turn.Of] turns its attributes.
	Like *Resource
	// Attribute is what changes, its keys as the changed environment writes them: a rule's group id, its own CIDR.
	// Zero: the resource as a whole is made, or is taken away.
	Attribute Path
	// There is the same attribute as Like writes it.
	There Path
	// To is what the attribute shall be; of a keyed element without a value of its own, true. Absent: it shall be
	// gone, unless there is a Blank.
	To Value
	// Blank stands for the value where no command may hold it: it is a secret, or cannot be told. An Input takes it
	// as it takes a text; [Turn.Value] is either.
	Blank *Blank
	// Beside are the other attributes in which the resource differs from Like, for a call that writes all of it.
	Beside []Path
	// Own turns another attribute of Like, by its path there, as To was turned. [Turn.Of] asks it.
	Own func(path Path) (Value, *Blank)
	// Keys turns the keys of a path of Like's: false where one of them cannot be told.
	Keys func(path Path) (Path, bool)
}

// From is what the attribute is now.
func (t *Turn) From() Value {
	if t.Resource == nil {
		return Value{}
	}
	return t.Resource.Get(t.Attribute)
}

// Gone says that what the turn is about shall not be there afterwards.
func (t *Turn) Gone() bool {
	if t.Attribute.IsZero() {
		return t.Like == nil && t.Resource != nil
	}
	return t.To.IsAbsent() && t.Blank == nil
}

// Value is what an Input holds for the attribute: its text, or the Blank that stands for it.
func (t *Turn) Value() any {
	if t.Blank != nil {
		return t.Blank
	}
	return t.To.Text()
}

// Of is another attribute of what the resource shall become like, as an Input holds it: in the changed
// environment's words, or a Blank; nil where it is absent.
func (t *Turn) Of(path Path) any {
	if t.Like == nil || t.Own == nil {
		return nil
	}
	value, blank := t.Own(path)
	switch {
	case blank != nil:
		return blank
	case value.IsAbsent():
		return nil
	}
	return value.Text()
}

// Step is one thing to do: a command of the AWS CLI where one does it, and words where none does, or where there
// is more to know. The program prints it and never runs it.
type Step struct {
	// Service and Operation are the command's words: rds, modify-db-instance. Region and profile are added by
	// whoever writes it down. Empty where no single command does it.
	Service, Operation string
	// Input is the call's, in the order in which people read it.
	Input []Input
	// Needs is what a later step's command cannot do without, and this one must not run before: it is the one that takes
	// away.
	Needs *Blank
	// Words say what to do where there is no command, and what a command does not say.
	Words string
	// Consequences are what comes with it, the gravest first, each a few words: "stops the instance", "needs a
	// reboot", "in the maintenance window", "deletes and creates it anew: its history is lost".
	Consequences []string
}

// Input is one member of a call's input.
type Input struct {
	// Name is the API's: DBInstanceIdentifier. The option's name follows from it: --db-instance-identifier.
	Name string
	// Value is a string, a bool, an int, a []string or a *Blank; anything else is written as JSON by encoding/json,
	// and may hold a *Blank where a string would stand. A nil value is left out.
	Value any
	// JSON says that the member has no option that takes it as it is (modify-instance-attribute's EbsOptimized), so
	// that it has to be part of --cli-input-json.
	JSON bool
}

// Members is an object inside an Input's value, its members in the order in which people read them: a tag, a rule.
type Members []Input

// MarshalJSON writes the members by their API's names, those without a value left out.
func (m Members) MarshalJSON() ([]byte, error) {
	var out strings.Builder
	out.WriteByte('{')
	for _, in := range m {
		if in.Value == nil {
			continue
		}
		if out.Len() > 1 {
			out.WriteByte(',')
		}
		fmt.Fprintf(&out, "%q:", in.Name)
		encoder := json.NewEncoder(&out)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(in.Value); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	return []byte(out.String()), nil
}

// Blank stands for a value that no command may hold, since it is a secret, or that cannot be told. The command
// refuses to run until it is filled in.
type Blank struct {
	// Variable is the shell's that is to hold it: VALUE.
	Variable string
	// Secret says that it must not be shown while it is typed.
	Secret bool
	// Hint says in words what belongs there: "staging's own host in the place of orders.prod.internal". It holds no
	// secret.
	Hint string
}

// blankMark stands at the beginning, between the parts and at the end of a Blank in JSON. No answer of AWS holds it.
const blankMark = "\x00"

// MarshalJSON writes a text that [BlankOf] reads, for whoever writes the command to put the variable in its place.
func (b *Blank) MarshalJSON() ([]byte, error) {
	secret := ""
	if b.Secret {
		secret = "secret"
	}
	return json.Marshal(blankMark + strings.Join([]string{b.Variable, secret, b.Hint}, blankMark) + blankMark)
}

// BlankOf is the Blank that was written as a text of JSON.
func BlankOf(text string) *Blank {
	parts := strings.SplitN(strings.Trim(text, blankMark), blankMark, 3)
	for len(parts) < 3 {
		parts = append(parts, "")
	}
	return &Blank{Variable: parts[0], Secret: parts[1] != "", Hint: parts[2]}
}
