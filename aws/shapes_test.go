package aws

import (
	"testing"
	"time"

	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/google/go-cmp/cmp"

	"parity/model"
)

// Every shape a description can give a field, and what becomes of it.
func TestShapes(t *testing.T) {
	type volume struct {
		Device *string
		Size   *int32
	}
	type association struct {
		Role, AssociationID *string
	}
	type network struct{ Name *string }
	type thing struct {
		Name, Empty, Nothing *string
		On                   *bool
		Made                 *time.Time
		Password, UserData   *string
		Groups               []string
		Order                []string
		Volumes              []volume
		Networks             []network
		Roles                []association
		Tags                 []ec2types.Tag
		hidden               string
	}
	all := index(
		describe[thing](
			compared("Name Empty Nothing"), verbatim("On"), runtime("Made"), masked("UserData"),
			fields("Password", member{field: model.Field{Class: model.Confidential}}),
			setOf("", compared("Groups")), verbatim("Order"),
			by("Device", "Volumes"), only("Networks"), nested("Roles"), by("Key", "Tags")),
		describe[volume](verbatim("Device Size")),
		describe[network](compared("Name")),
		describe[association](compared("Role"), identity("AssociationID")))

	sealer := model.NewSealer([]byte("a key of the test"))
	got := map[string]model.Value{}
	for _, a := range flatten(all, sealer, thing{
		Name: new("web"), Empty: new(""), On: new(false), Made: new(time.Date(2026, time.November, 24, 3, 14, 0, 0, time.FixedZone("", 3600))),
		Password: new("swordfish"), UserData: new("#!/bin/sh"), Groups: []string{"b", "a"}, Order: []string{"b", "a"},
		Volumes:  []volume{{new("/dev/xvdb"), new(int32(8))}, {new("/dev/xvda"), new(int32(30))}},
		Networks: []network{{new("main")}},
		Roles:    []association{{new("writer"), new("assoc-1")}, {new("reader"), new("assoc-2")}},
		Tags:     []ec2types.Tag{{Key: new("Team"), Value: new("core")}, {Key: new("Note"), Value: new("")}},
		hidden:   "not exported",
	}) {
		got[a.Path.String()] = a.Value
	}
	want := map[string]model.Value{
		"Name": model.TextValue("web"), "On": model.BoolValue(false), "Made": model.TextValue("2026-11-24T02:14:00Z"),
		"Password": sealer.Seal("swordfish"), "UserData": sealer.Seal("#!/bin/sh"),
		"Groups": model.SetValue([]string{"a", "b"}), "Order": model.ListValue([]string{"b", "a"}),
		"Volumes./dev/xvdb.Device": model.TextValue("/dev/xvdb"), "Volumes./dev/xvdb.Size": model.IntValue(8),
		"Volumes./dev/xvda.Device": model.TextValue("/dev/xvda"), "Volumes./dev/xvda.Size": model.IntValue(30),
		"Networks.Name": model.TextValue("main"),
		"Roles":         model.SetValue([]string{`{"Role":"reader"}`, `{"Role":"writer"}`}),
		"Tags.Team":     model.TextValue("core"), "Tags.Note": model.TextValue(""),
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b model.Value) bool { return a == b })); diff != "" {
		t.Errorf("flattened otherwise (-want +got):\n%s", diff)
	}
}
