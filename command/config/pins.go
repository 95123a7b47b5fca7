package config

import (
	"fmt"
	"maps"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"parity/model/counterparts"
)

const aPin = "write  - {type: AWS::EC2::Instance, role: batch, members: {staging: jobs-runner, prod: i-0abc}}"

// member is a resource that a pin names.
type member struct{ typeName, environment, name string }

func (r *reader) pins(node ast.Node, config *Config) []counterparts.Pin {
	var pins []counterparts.Pin
	claimed := map[member]string{}
	for _, element := range r.list(node, "counterparts", aPin) {
		before := len(r.mistakes)
		pin := r.pin(element, config)
		for _, env := range slices.Sorted(maps.Keys(pin.Members)) {
			m := member{pin.Type, env, pin.Members[env]}
			if role, ok := claimed[m]; ok {
				r.wrong(element, fmt.Sprintf("%s of %s is pinned twice", m.name, env), "it plays role "+role+" already")
			}
			claimed[m] = pin.Role
		}
		if len(r.mistakes) == before {
			pins = append(pins, pin)
		}
	}
	return pins
}

func (r *reader) pin(node ast.Node, config *Config) counterparts.Pin {
	pin := counterparts.Pin{ID: r.place(node).String(), Members: map[string]string{}}
	fields := r.fields(node, "a counterpart", aPin, "type", "role", "members")
	r.required(node, "a counterpart", aPin, fields, "type", "role", "members")
	for _, f := range fields {
		switch f.name {
		case "type":
			pin.Type = r.typeName(f.value, "type of a counterpart", exactly)
		case "role":
			pin.Role = r.text(f.value, "role of a counterpart", "the role they all play: batch")
		case "members":
			for _, m := range r.entries(f.value, "members", aPin) {
				env, ok := r.known(m.key, "members", m.name, config)
				name := r.text(m.value, "member of "+m.name, "a name or an id")
				if ok && name != "" {
					pin.Members[env] = name
				}
			}
		}
	}
	return pin
}

// required notes which of the keys that must be there are not.
func (r *reader) required(node ast.Node, what, meant string, fields []field, keys ...string) {
	for _, key := range keys {
		if !slices.ContainsFunc(fields, func(f field) bool { return f.name == key }) {
			r.wrong(node, fmt.Sprintf("%s without %s", what, key), meant)
		}
	}
}
