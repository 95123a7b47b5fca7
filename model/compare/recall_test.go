package compare_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
)

// series is the past of an attribute in words: each value, and the hours before now between which it was seen.
func series(pasts []model.Past) string {
	var out []string
	for _, p := range pasts {
		value := p.Side.Value.Text()
		switch {
		case p.Gone:
			value = "gone"
		case p.Side.Value.IsAbsent():
			value = "none"
		}
		out = append(out, fmt.Sprintf("%s %.0f-%.0f", value, mt.Loaded.Sub(p.First).Hours(), mt.Loaded.Sub(p.Last).Hours()))
	}
	return strings.Join(out, ", ")
}

func rowOf(t *testing.T, result *compare.Result, role string) *model.Row {
	t.Helper()
	for _, row := range result.Rows {
		if row.Role == role {
			return row
		}
	}
	t.Fatalf("there is no %s", role)
	return nil
}

// recalled is the past of an attribute over loads of prod, newest first, the first being now.
func recalled(t *testing.T, role string, path model.Path, prods ...*model.Inventory) []model.Past {
	t.Helper()
	staging := mt.Inventory("staging", mt.Param("/staging/timeout", "3000"), mt.Resource(mt.Group, "sg-2", "staging-api", "Egress.tcp.443.sg:sg-2=true"))
	result, err := compare.Run(mt.Catalog(), []*model.Inventory{staging, prods[0]}, compare.Options{Now: mt.Loaded})
	if err != nil {
		t.Fatal(err)
	}
	recall := result.Recall("prod", rowOf(t, result, role), path)
	var looks []model.Past
	if now, known := recall.Now(); known {
		looks = append(looks, now)
	}
	for i, old := range prods[1:] {
		old.Environment.LoadedAt = mt.Loaded.Add(-time.Duration(i+1) * time.Hour)
		if past, known := recall.In(old); known {
			looks = append(looks, past)
		}
	}
	return recall.Dated(compare.Recollect(looks))
}

func TestThePastOfAnAttribute(t *testing.T) {
	prod := func(resources ...*model.Resource) *model.Inventory { return mt.Inventory("prod", resources...) }
	unasked := prod()
	unasked.Types = []string{mt.Group}
	denied := prod()
	denied.Unread = []model.Unread{{Type: mt.Parameter, Code: "AccessDenied"}}
	half := prod()
	half.Unread = []model.Unread{{Type: mt.Parameter, Code: "AccessDenied", Partial: true}}
	value, whole := model.Dotted("Value"), model.Path{}
	timeout := func(value string) *model.Inventory { return prod(mt.Param("/prod/timeout", value)) }
	sealer := model.NewSealer([]byte("a key of sixteen"))
	sealed := timeout("")
	sealed.Resources[0].Set(value, sealer.Seal("x"))
	for _, c := range []struct {
		name string
		path model.Path
		role string
		over []*model.Inventory
		want string
	}{
		{"it was always so", value, "/timeout", []*model.Inventory{timeout("800"), timeout("800"), timeout("800")}, "800 2-0"},
		{"it changed once", value, "/timeout", []*model.Inventory{timeout("800"), timeout("800"), timeout("3000"), timeout("3000")}, "800 1-0, 3000 3-2"},
		{"there and back", value, "/timeout", []*model.Inventory{timeout("800"), timeout("3000"), timeout("800")}, "800 0-0, 3000 1-1, 800 2-2"},
		{"it is gone", whole, "/timeout", []*model.Inventory{prod(), timeout("3000")}, "gone 0-0, none 1-1"},
		{"it came", value, "/timeout", []*model.Inventory{timeout("800"), prod()}, "800 0-0, gone 1-1"},
		{"what was not read is skipped", value, "/timeout", []*model.Inventory{timeout("800"), unasked, denied, half, timeout("3000")}, "800 0-0, 3000 4-4"},
		{"a secret stays one", value, "/timeout", []*model.Inventory{sealed, timeout("hunter2")}, "(secret) 0-0, (secret) 1-1"},
	} {
		if got := series(recalled(t, c.role, c.path, c.over...)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// What only an earlier load knew is told by its role, and leaves the result as it was.
func TestThePastOfAReference(t *testing.T) {
	group := func(id, name string, rules ...string) *model.Resource {
		return mt.Resource(mt.Group, id, name, rules...)
	}
	now := mt.Inventory("prod", group("sg-1", "prod-api"))
	then := mt.Inventory("prod", group("sg-1", "prod-api", "Egress.tcp.443.sg:sg-9=true"), group("sg-9", "prod-cache"))
	path := model.NewPath("Egress", "tcp", "443", "sg:cache")
	if got := series(recalled(t, "api", path, now, then)); got != "none 0-0, true 1-1" {
		t.Errorf("%s", got)
	}
}

func TestDatedByAWS(t *testing.T) {
	dated := func(value string, ago time.Duration) *model.Inventory {
		p := mt.Param("/prod/timeout", value)
		p.Set(model.Dotted("LastModifiedDate"), model.TextValue(mt.Loaded.Add(-ago).Format(time.RFC3339)))
		return mt.Inventory("prod", p)
	}
	for _, c := range []struct {
		ago  time.Duration
		then string
		want time.Duration
	}{
		{30 * time.Minute, "3000", 30 * time.Minute},
		{90 * time.Minute, "800", -1}, // it was written anew, as it was
		{5 * time.Hour, "800", 5 * time.Hour},
		{5 * time.Hour, "3000", -1}, // AWS dates an earlier change than the one that was seen
	} {
		pasts := recalled(t, "/timeout", model.Dotted("Value"), dated("800", c.ago), dated(c.then, 9*time.Hour), dated(c.then, 9*time.Hour))
		if got := pasts[0].At; c.want < 0 != got.IsZero() || c.want >= 0 && !got.Equal(mt.Loaded.Add(-c.want)) {
			t.Errorf("changed %v ago from %s: dated %v", c.ago, c.then, got)
		}
	}
}
