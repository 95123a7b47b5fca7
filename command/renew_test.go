package command

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parity/model"
)

// TestRenewed reads parameters again: what is of other types stays, and what came with them is there.
func TestRenewed(t *testing.T) {
	const instances, groups, parameters = "AWS::EC2::Instance", "AWS::EC2::SecurityGroup", "AWS::SSM::Parameter"
	resource := func(typeName, id string) *model.Resource { return &model.Resource{Type: typeName, ID: id, Name: id} }
	before := &model.Inventory{
		Environment: model.Environment{Name: "prod", LoadedAt: friday},
		Types:       []string{instances, groups, parameters},
		Resources:   []*model.Resource{resource(instances, "i-1"), resource(parameters, "/gone"), resource(parameters, "/kept")},
		Targets:     []*model.Target{{Type: "AWS::KMS::Key", ID: "a", Name: "before"}, {Type: "AWS::EC2::VPC", ID: "v"}},
		Unread:      []model.Unread{{Type: groups, Code: "AccessDenied"}, {Type: parameters, Code: "Throttled"}},
		Notes:       []model.Note{{Message: "said before"}},
		Events:      []model.Event{{Type: groups, ID: "sg-1", Message: "before"}, {Type: parameters, ID: "/kept", Message: "before"}},
		Unclaimed:   map[string][]string{instances: {"i-9"}, parameters: {"/x"}},
		Selection:   model.Selection{LookedFor: map[string]string{parameters: "/prod", instances: "tags"}},
	}
	fresh := &model.Inventory{
		Environment: model.Environment{Name: "prod", LoadedAt: friday.Add(time.Hour)},
		Types:       []string{parameters},
		Resources:   []*model.Resource{resource(parameters, "/new"), resource(parameters, "/kept"), resource(groups, "sg-1"), resource(instances, "i-1")},
		Targets:     []*model.Target{{Type: "AWS::KMS::Key", ID: "a", Name: "after"}},
		Notes:       []model.Note{{Message: "said before"}, {Message: "said now"}},
		Events:      []model.Event{{Type: groups, ID: "sg-1", Message: "now"}, {Type: parameters, ID: "/new", Message: "now"}},
		Selection:   model.Selection{LookedFor: map[string]string{parameters: "/production"}},
	}
	got := renewed(before, fresh, []string{parameters})
	var ids []string
	for _, r := range got.Resources {
		ids = append(ids, r.ID)
	}
	if diff := cmp.Diff([]string{"i-1", "sg-1", "/kept", "/new"}, ids); diff != "" {
		t.Error(diff)
	}
	want := &model.Inventory{
		Targets:   []*model.Target{{Type: "AWS::EC2::VPC", ID: "v"}, {Type: "AWS::KMS::Key", ID: "a", Name: "after"}},
		Unread:    []model.Unread{{Type: groups, Code: "AccessDenied"}},
		Notes:     []model.Note{{Message: "said before"}, {Message: "said now"}},
		Unclaimed: map[string][]string{instances: {"i-9"}},
		Selection: model.Selection{LookedFor: map[string]string{parameters: "/production", instances: "tags"}, Meant: map[string][]string{}},
	}
	if !cmp.Equal(want.Targets, got.Targets) || len(got.Unread) != 1 || got.Unread[0].Type != groups || !cmp.Equal(want.Notes, got.Notes) ||
		!cmp.Equal(want.Unclaimed, got.Unclaimed) || !cmp.Equal(want.Selection, got.Selection) {
		t.Errorf("renewed is %+v", got)
	}
	if want := []model.Event{{Type: groups, ID: "sg-1", Message: "before"}, {Type: parameters, ID: "/new", Message: "now"}}; !cmp.Equal(want, got.Events) {
		t.Errorf("its events are %+v", got.Events)
	}
	if !got.Environment.LoadedAt.Equal(friday.Add(time.Hour)) || !cmp.Equal(got.Types, before.Types) {
		t.Errorf("it was read %s and has the types %v", got.Environment.LoadedAt, got.Types)
	}
	if len(before.Resources) != 3 || len(before.Unread) != 2 {
		t.Error("the inventory before was changed")
	}
}
