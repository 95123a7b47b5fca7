package compare_test

import (
	"testing"
	"time"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
)

// The newest load that still had it otherwise is the one after which it changed, and says what it was.
func TestUndatedChangesAreNarrowed(t *testing.T) {
	load := func(hours int, value string, rules ...string) *model.Inventory {
		group := mt.Resource(mt.Group, "sg-1", "prod-api", "GroupName=prod-api")
		for _, source := range rules {
			mt.Rule(group, "Egress", "tcp", "443", source)
		}
		inv := mt.Inventory("prod", group)
		if value != "" {
			inv = mt.Inventory("prod", group, mt.Param("/prod/timeout", value))
		}
		inv.Environment.LoadedAt = mt.Loaded.Add(-time.Duration(hours) * time.Hour)
		return inv
	}
	denied := load(2, "")
	denied.Unread = []model.Unread{{Type: mt.Group, Code: "AccessDenied"}, {Type: mt.Parameter, Code: "AccessDenied"}}
	for _, c := range []struct {
		name            string
		now             *model.Inventory
		between         []*model.Inventory
		value           string
		valueAt, ruleAt int
		asked           int
	}{
		{"nothing is between", load(0, "800"), nil, "3000", 90, 90, 0},
		{"the newest still had both", load(0, "800"), []*model.Inventory{load(1, "3000", "10.0.0.0/8"), load(5, "3000", "10.0.0.0/8")}, "3000", 1, 1, 1},
		{"one had changed before", load(0, "800"), []*model.Inventory{load(1, "800", "10.0.0.0/8"), load(5, "2500", "10.0.0.0/8")}, "2500", 5, 1, 2},
		{"both had", load(0, "800"), []*model.Inventory{load(1, "800"), load(5, "800")}, "3000", 90, 90, 3},
		{"one that had not read them says nothing", load(0, "800"), []*model.Inventory{denied, load(5, "3000", "10.0.0.0/8")}, "3000", 5, 5, 2},
		{"it was not there in between", load(0, "800"), []*model.Inventory{load(1, "")}, "", 1, 90, 2},
	} {
		staging := mt.Inventory("staging", mt.Param("/staging/timeout", "3000"), mt.Rule(mt.Resource(mt.Group, "sg-2", "staging-api", "GroupName=staging-api"), "Egress", "tcp", "443", "10.0.0.0/8"))
		result, err := compare.Run(mt.Catalog(), []*model.Inventory{staging, c.now}, compare.Options{
			Baseline: "prod", Now: mt.Loaded, Earlier: map[string][]*model.Inventory{"prod": {load(90, "3000", "10.0.0.0/8")}},
		})
		if err != nil {
			t.Fatal(err)
		}
		if n := result.Undated("prod"); n != 2 || result.Undated("staging") != 0 {
			t.Fatalf("%s: %d changes are undated", c.name, n)
		}
		asked := 0
		result.Narrow("prod", func() *model.Inventory {
			asked++
			if asked > len(c.between) {
				return nil
			}
			return c.between[asked-1]
		})
		for _, e := range result.Entries {
			want := c.valueAt
			if e.Type.Name == mt.Group {
				want = c.ruleAt
			} else if e.Change.Was.Text() != c.value {
				t.Errorf("%s: it was %s, want %s", c.name, e.Change.Was, c.value)
			}
			if got := mt.Loaded.Sub(e.Change.Seen).Hours(); int(got) != want {
				t.Errorf("%s: %s changed after the load of %v hours ago, want %d", c.name, e.Name, got, want)
			}
		}
		if max := len(c.between) + 1; asked > max || c.asked > 0 && asked != c.asked {
			t.Errorf("%s: %d loads were asked for, want %d", c.name, asked, c.asked)
		}
	}
}
