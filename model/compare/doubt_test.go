package compare_test

import (
	"net/netip"
	"strings"
	"testing"

	"parity/model"
	mt "parity/model/modeltest"
)

// blinded is an environment that was not allowed to ask for something that ids and addresses in texts point at.
func blinded(i *model.Inventory, target string) *model.Inventory {
	i.Environment.Networks = nil
	i.Notes = append(i.Notes, model.Note{Operation: "ec2:Describe", Code: "UnauthorizedOperation", Target: target})
	return i
}

func networked(i *model.Inventory, cidr string) *model.Inventory {
	i.Environment.Networks = []netip.Prefix{netip.MustParsePrefix(cidr)}
	return i
}

// What could not be looked up is neither the same nor a difference.
func TestPitfall76WhatCouldNotBeLookedUp(t *testing.T) {
	const vpc = "AWS::EC2::VPC"
	prod := func(resources ...*model.Resource) *model.Inventory {
		return networked(inv("prod", resources...), "10.20.0.0/16")
	}
	rule := func(cidr string) []string { return in("tcp", "5432", cidr) }
	const ambiguous = "security group web Ingress.tcp.5432."
	for name, c := range map[string]struct {
		mine, base *model.Inventory
		want       []string
	}{
		"an address": {
			blinded(inv("staging", text("staging", "10.30.4.7:5432")), vpc), prod(text("prod", "10.20.4.7:5432")),
			[]string{"parameter /x Value staging unknown"},
		},
		"an address and something else": {
			blinded(inv("staging", text("staging", "10.30.4.7:5433")), vpc), prod(text("prod", "10.20.4.7:5432")),
			[]string{parameterDrift},
		},
		"an address and a word": {
			blinded(inv("staging", text("staging", "x-staging 10.30.4.7")), vpc), prod(text("prod", "x-prod 10.20.4.7")),
			[]string{"parameter /x Value staging unknown"},
		},
		"a public address": {
			blinded(inv("staging", text("staging", "8.8.8.8")), vpc), prod(text("prod", "9.9.9.9")),
			[]string{parameterDrift},
		},
		"an address in one of a list": {
			blinded(inv("staging", valued("staging", model.ListValue([]string{"10.30.4.7", "q-staging"}))), vpc),
			prod(valued("prod", model.ListValue([]string{"10.20.4.7", "q-prod"}))),
			[]string{"parameter /x Value staging unknown"},
		},
		"rules": {
			blinded(inv("staging", group("staging", rule("10.30.0.0/16"))), vpc), prod(group("prod", rule("10.20.0.0/16"))),
			[]string{ambiguous + "10.30.0.0/16 staging unknown", ambiguous + "10.20.0.0/16 staging unknown"},
		},
		"a rule without any like it": {
			blinded(inv("staging", group("staging")), vpc), prod(group("prod", rule("10.20.0.0/16"))),
			[]string{ambiguous + "10.20.0.0/16 staging missing"},
		},
		"rules of public addresses": {
			blinded(inv("staging", group("staging", rule("8.8.8.8/32"))), vpc), prod(group("prod", rule("9.9.9.9/32"))),
			[]string{ambiguous + "8.8.8.8/32 staging extra", ambiguous + "9.9.9.9/32 staging missing"},
		},
		"ids of a type that was denied": {
			lost(inv("staging", text("staging", "sg-0000000a")), model.Unread{Type: mt.Group, Operation: "ec2:Describe", Code: "Denied"}),
			prod(text("prod", "sg-0000000b")),
			[]string{"parameter /x Value staging unknown", "security group staging unknown"},
		},
		"ids of a target that was denied": {
			blinded(inv("staging", text("staging", "ami-0000000a")), "AWS::EC2::Image"), prod(text("prod", "ami-0000000b")),
			[]string{"parameter /x Value staging unknown"},
		},
		"ids of another type": {
			blinded(inv("staging", text("staging", "vol-0000000a")), "AWS::EC2::Image"), prod(text("prod", "vol-0000000b")),
			[]string{parameterDrift},
		},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, tell(t, c.mine, c.base), c.want...)
		})
	}
	result := compared(t, blinded(inv("staging", text("staging", "10.30.4.7")), vpc), prod(text("prod", "10.20.4.7")))
	if why := result.Entries[0].Reason; !strings.Contains(why, "staging: ec2:Describe UnauthorizedOperation") {
		t.Errorf("the reason is %q", why)
	}
}
