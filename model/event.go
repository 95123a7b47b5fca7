package model

import (
	"strings"
	"time"
)

// Event is something that AWS says happened to a resource.
type Event struct {
	At time.Time
	// Type and ID are the resource's; Source is who says so: RDS.
	Type, ID, Source string
	Message          string
	Categories       []string
}

// Told says of which attributes an event's message speaks. An event of which no such words are declared (a backup, a
// restart, a failover) says nothing of when an attribute changed.
type Told struct {
	// Message is what it reads, whatever its case, with or without a full stop. {key} stands for the last segment of
	// the attribute's path, {value} for what it became, {} for any other text.
	Message string
	// Attributes are those it speaks of; Any stands for the {key}. The zero path is the resource itself.
	Attributes []Path
}

// Tells says whether an event speaks of an attribute of the type, and what it says the attribute became, where it does.
func (t *Type) Tells(e *Event, attribute Path) (value string, ok bool) {
	if e.Type != t.Name {
		return "", false
	}
	for i := range t.Told {
		key, value, fits := t.Told[i].Read(e.Message)
		if !fits {
			continue
		}
		for _, path := range t.Told[i].Attributes {
			if path == attribute || path.Len() > 0 && path.Last() == Any && key != "" && attribute == path.Head(path.Len()-1).Append(key) {
				return value, true
			}
		}
	}
	return "", false
}

// Read takes a message apart as the declaration has it.
func (d *Told) Read(message string) (key, value string, ok bool) {
	rest := strings.TrimSuffix(strings.TrimSpace(message), ".")
	words := d.Message
	for {
		literal, behind, hole := strings.Cut(words, "{")
		if len(rest) < len(literal) || !strings.EqualFold(rest[:len(literal)], literal) {
			return "", "", false
		}
		rest = rest[len(literal):]
		if !hole {
			return key, value, rest == ""
		}
		var name string
		name, words, _ = strings.Cut(behind, "}")
		next, _, _ := strings.Cut(words, "{")
		end := len(rest)
		if next != "" {
			if end = strings.Index(strings.ToLower(rest), strings.ToLower(next)); end < 0 {
				return "", "", false
			}
		}
		switch name {
		case "key":
			key = rest[:end]
		case "value":
			value = rest[:end]
		}
		rest = rest[end:]
	}
}

// EventsOf lists what happened to a resource, newest first.
func (inv *Inventory) EventsOf(r *Resource) []*Event {
	var events []*Event
	for i := len(inv.Events) - 1; i >= 0; i-- {
		if e := &inv.Events[i]; e.ID == r.ID && e.Type == r.Type {
			events = append(events, e)
		}
	}
	return events
}
