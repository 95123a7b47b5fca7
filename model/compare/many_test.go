package compare_test

import (
	"testing"

	"parity/model"
	mt "parity/model/modeltest"
)

// alone is who is said to be alone in the only row.
func alone(t *testing.T, inventories ...*model.Inventory) string {
	t.Helper()
	result := compared(t, inventories...)
	if len(result.Rows) != 1 {
		t.Fatalf("%d rows", len(result.Rows))
	}
	return result.Rows[0].Alone
}

func TestPitfall87WhoIsAlone(t *testing.T) {
	unread := func(env string) *model.Inventory {
		i := inv(env)
		i.Unread = []model.Unread{{Type: mt.Parameter, Operation: "ssm:GetParametersByPath", Code: "AccessDenied"}}
		return i
	}
	for name, c := range map[string]struct {
		inventories []*model.Inventory
		want        string
	}{
		"the baseline":              {[]*model.Inventory{inv("dev", text("dev", "a")), inv("staging", text("staging", "a")), inv("prod", text("prod", "b"))}, "dev = staging ≠ prod"},
		"one of the others":         {[]*model.Inventory{inv("dev", text("dev", "b")), inv("staging", text("staging", "a")), inv("prod", text("prod", "b"))}, "dev = prod ≠ staging"},
		"words do not tell apart":   {[]*model.Inventory{inv("dev", text("dev", "q-dev")), inv("staging", text("staging", "q-staging")), inv("prod", text("prod", "b"))}, "dev = staging ≠ prod"},
		"all differ":                {[]*model.Inventory{inv("dev", text("dev", "a")), inv("staging", text("staging", "b")), inv("prod", text("prod", "c"))}, ""},
		"none differs":              {[]*model.Inventory{inv("dev", text("dev", "a")), inv("staging", text("staging", "a")), inv("prod", text("prod", "a"))}, ""},
		"missing from two":          {[]*model.Inventory{inv("dev"), inv("staging"), inv("prod", text("prod", "a"))}, "dev = staging ≠ prod"},
		"missing from one":          {[]*model.Inventory{inv("dev", text("dev", "a")), inv("staging"), inv("prod", text("prod", "a"))}, "dev = prod ≠ staging"},
		"nobody knows of dev":       {[]*model.Inventory{unread("dev"), inv("staging", text("staging", "b")), inv("prod", text("prod", "a"))}, ""},
		"nor of the baseline":       {[]*model.Inventory{inv("dev", text("dev", "a")), inv("staging", text("staging", "b")), unread("prod")}, ""},
		"two environments say none": {[]*model.Inventory{inv("staging", text("staging", "b")), inv("prod", text("prod", "a"))}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := alone(t, c.inventories...); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestEachIsHeldAgainstTheBaselineAlone(t *testing.T) {
	const x = "parameter /x "
	denied := func(i *model.Inventory) *model.Inventory {
		i.Unread = []model.Unread{{Type: mt.Parameter, Operation: "ssm:GetParametersByPath", Code: "AccessDenied"}}
		return i
	}
	for name, c := range map[string]struct {
		dev, staging, prod *model.Inventory
		want               []string
	}{
		"the baseline lacks it":  {inv("dev", text("dev", "a")), inv("staging", text("staging", "b")), inv("prod"), []string{x + "dev extra", x + "staging extra"}},
		"two lack it":            {inv("dev"), inv("staging"), inv("prod", text("prod", "a")), []string{x + "dev missing", x + "staging missing"}},
		"nobody has it":          {inv("dev"), inv("staging"), inv("prod"), nil},
		"the baseline is unread": {inv("dev", text("dev", "a")), inv("staging"), denied(inv("prod")), []string{"parameter dev unknown", "parameter staging unknown"}},
		"one is unread":          {denied(inv("dev")), inv("staging"), inv("prod", text("prod", "a")), []string{"parameter dev unknown", x + "staging missing"}},
		"both are unread":        {denied(inv("dev")), inv("staging", text("staging", "a")), denied(inv("prod")), []string{"parameter dev unknown", "parameter staging unknown"}},
		"the others are alike":   {inv("dev", text("dev", "a")), inv("staging", text("staging", "a")), inv("prod", text("prod", "b")), []string{x + "Value dev drift", x + "Value staging drift"}},
		"one of the others":      {inv("dev", text("dev", "a")), inv("staging", text("staging", "b")), inv("prod", text("prod", "a")), []string{x + "Value staging drift"}},
		"the third's word stays": {inv("dev", text("dev", "q")), inv("staging", text("staging", "acme-dev-q")), inv("prod", text("prod", "q")), []string{x + "Value staging drift"}},
		"dev's name in a compound": {
			inv("dev", text("dev", "acme-dev-q")), inv("staging", text("staging", "acme-dev-q")), inv("prod", text("prod", "acme-prod-q")),
			[]string{x + "Value dev expected", x + "Value staging drift [cross-environment]"},
		},
	} {
		t.Run(name, func(t *testing.T) { expect(t, tell(t, c.dev, c.staging, c.prod), c.want...) })
	}
}

// TestCellsSayWhatTheirTypeDoes: a cell of which no verdict is possible is not called the same.
func TestCellsSayWhatTheirTypeDoes(t *testing.T) {
	prod := inv("prod")
	prod.Unread = []model.Unread{{Type: mt.Parameter, Operation: "ssm:GetParametersByPath", Code: "AccessDenied"}}
	result := compared(t, inv("staging", text("staging", "a")), prod)
	for i, cell := range result.Rows[0].Cells {
		if cell.Verdict != model.Unknown {
			t.Errorf("cell %d is %s", i, cell.Verdict)
		}
	}
}

// Groups of one name in two VPCs of dev say nothing of staging and prod, where the name stands once.
func TestPitfall09AnotherEnvironmentsVPCs(t *testing.T) {
	in := func(env, vpcID string) *model.Resource {
		r := mt.Resource(mt.Group, "sg-"+env+vpcID, "web")
		r.Scope = vpcID
		return r
	}
	at := func(env string, names ...string) *model.Inventory {
		i := inv(env)
		for _, name := range names {
			i.Resources = append(i.Resources, in(env, "vpc-"+env+name))
		}
		for _, name := range []string{"a", "b"} {
			i.Targets = append(i.Targets, vpc("vpc-"+env+name, name, false))
		}
		return i
	}
	expect(t, tell(t, at("staging", "a"), at("prod", "b")))
	result := compared(t, at("dev", "a", "b"), at("staging", "a"), at("prod", "b"))
	for _, e := range result.Entries {
		if e.Environment == "staging" {
			t.Errorf("dev changes what is said of staging: %s %s", e.Name, e.Verdict)
		}
	}
}
