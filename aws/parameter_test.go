package aws

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"parity/model"
)

// company fills an account with parameters of one environment below a root.
func company(root string, n int) *account {
	a := &account{}
	for i := range n {
		a.parameters = append(a.parameters, parameterFixture{fmt.Sprintf("%s/app/key%03d", root, i), "String", fmt.Sprintf("value %d", i), ""})
	}
	a.parameters = append(
		a.parameters,
		parameterFixture{root, "String", "exactly at the root", ""},
		parameterFixture{root + "/db/host", "String", "db.example", ""},
		parameterFixture{root + "/db/password", "SecureString", "hunter2-canary", "alias/own"},
		parameterFixture{root + "/db/replicas", "StringList", "a,b", ""},
		parameterFixture{root + "uction/not/mine", "String", "x", ""},
		parameterFixture{"/aws/service/thing", "String", "x", ""},
	)
	return a
}

func loadOne(t *testing.T, w *wire, options Options, wanted ...Wanted) []*model.Inventory {
	t.Helper()
	inventories, err := NewSource(options).Load(t.Context(), wanted, nil)
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return inventories
}

func attribute(t *testing.T, inv *model.Inventory, id, path string) model.Value {
	t.Helper()
	for _, r := range inv.Resources {
		if r.ID == id {
			return r.Get(model.Dotted(path))
		}
	}
	t.Fatalf("%s: no resource %s", inv.Environment.Name, id)
	return model.Value{}
}

func onlyParameters(o Options) Options {
	o.Only = []string{"parameters"}
	return o
}

func TestParametersAreReadToTheLastPage(t *testing.T) {
	for _, empty := range []bool{false, true} {
		w := newWire(t)
		a := company("/prod", 57)
		a.emptyPages = empty
		w.accounts["111111111111"] = a
		inv := loadOne(t, w, onlyParameters(w.options()), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
		if got := len(inv.Resources); got != 61 {
			t.Errorf("empty pages %v: %d parameters, want 61", empty, got)
		}
		if got := attribute(t, inv, "/prod", "Value").Text(); got != "exactly at the root" {
			t.Errorf("the parameter at the root is %q", got)
		}
		if got := attribute(t, inv, "/prod/app/key050", "Description").Text(); got != "of /prod/app/key050" {
			t.Errorf("description %q", got)
		}
		if got := attribute(t, inv, "/prod/db/replicas", "Value").Elements(); !slices.Equal(got, []string{"a", "b"}) {
			t.Errorf("string list %q", got)
		}
		if len(inv.Unread) > 0 {
			t.Errorf("unread: %+v", inv.Unread)
		}
		if got := attribute(t, inv, "/prod/db/password", "Value"); got != model.LockedValue() {
			t.Errorf("a SecureString that nobody asked for is %v", got)
		}
	}
}

func TestDecryption(t *testing.T) {
	w := newWire(t)
	a := company("/prod", 0)
	for i := range 25 {
		key := "alias/own"
		if i%5 == 0 {
			key = "alias/theirs"
		}
		a.parameters = append(a.parameters, parameterFixture{fmt.Sprintf("/prod/secret/%02d", i), "SecureString", "same", key})
	}
	a.lockedKeys = []string{"alias/theirs"}
	w.accounts["111111111111"] = a
	options := onlyParameters(w.options())
	options.Decrypt = true
	inv := loadOne(t, w, options, Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
	if got, want := attribute(t, inv, "/prod/db/password", "Value"), options.Sealer.Seal("hunter2-canary"); got != want {
		t.Error("the decrypted secret is not sealed")
	}
	if got := attribute(t, inv, "/prod/secret/05", "Value"); got != model.LockedValue() {
		t.Errorf("a value that KMS denies is %v", got)
	}
	if got, want := attribute(t, inv, "/prod/secret/06", "Value"), options.Sealer.Seal("same"); got != want {
		t.Error("a key that is denied locked the values of another")
	}
	if len(inv.Unread) != 1 || len(inv.Unread[0].Resources) != 5 || inv.Unread[0].Part != valuePart {
		t.Fatalf("unread: %+v", inv.Unread)
	}
	if inv.Unread[0].Code != "AccessDeniedException" || inv.Unread[0].Message != apiMessage(undecryptable) {
		t.Errorf("unread: %+v", inv.Unread[0])
	}
}

func apiMessage(k kind) string {
	if k == undecryptable {
		return "may not be decrypted: it takes kms:Decrypt on the key, and the key must be enabled"
	}
	return ""
}

func TestOneDeniedParameterAmongOthersOfItsKey(t *testing.T) {
	w := newWire(t)
	a := &account{lockedKeys: []string{"alias/odd"}}
	for i := range 12 {
		a.parameters = append(a.parameters, parameterFixture{fmt.Sprintf("/prod/secret/%02d", i), "SecureString", "same", "alias/own"})
	}
	// The metadata are denied, so that no key is known and all fall into one batch.
	a.parameters[3].key = "alias/odd"
	w.accounts["111111111111"] = a
	w.faults["SSM.DescribeParameters"] = coded(400, "AccessDeniedException")
	options := onlyParameters(w.options())
	options.Decrypt = true
	inv := loadOne(t, w, options, Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
	locked := 0
	for _, r := range inv.Resources {
		if r.Get(valuePart) == model.LockedValue() {
			locked++
		}
	}
	if locked != 1 {
		t.Errorf("%d values stayed locked, want the one whose key is denied", locked)
	}
}

func TestDeniedMetadataHideOnlyWhatTheyTell(t *testing.T) {
	w := newWire(t)
	w.accounts["111111111111"] = company("/prod", 3)
	w.faults["SSM.DescribeParameters"] = coded(400, "AccessDeniedException")
	inv := loadOne(t, w, onlyParameters(w.options()), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
	if got := attribute(t, inv, "/prod/db/host", "Value").Text(); got != "db.example" {
		t.Errorf("value %q", got)
	}
	var parts []model.Path
	for _, u := range inv.Unread {
		if u.Partial || u.Operation != "ssm:DescribeParameters" {
			t.Errorf("unread %+v", u)
		}
		parts = append(parts, u.Part)
	}
	if !slices.Equal(parts, metadataParts) {
		t.Errorf("hidden parts: %v", parts)
	}
}

func TestDeniedRootIsKnownByItsMetadata(t *testing.T) {
	w := newWire(t)
	w.accounts["111111111111"] = company("/prod", 1)
	w.faults["SSM.GetParameters"] = coded(400, "AccessDeniedException")
	inv := loadOne(t, w, onlyParameters(w.options()), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
	if got := attribute(t, inv, "/prod", "Type").Text(); got != "String" {
		t.Errorf("type %q", got)
	}
	if len(inv.Unread) != 1 || inv.Unread[0].Part != valuePart || !slices.Equal(inv.Unread[0].Resources, []string{"/prod"}) {
		t.Errorf("unread: %+v", inv.Unread)
	}
}

// TestARootThatIsUnreadIsToldOnce: where nothing of Parameter Store may be read, no further line says of each
// root that what stands exactly there is unread too; where only that is, a line says so.
func TestARootThatIsUnreadIsToldOnce(t *testing.T) {
	denied := []string{"SSM.GetParameters", "SSM.DescribeParameters", "SSM.GetParametersByPath"}
	for said, operations := range map[int][]string{0: denied, 1: denied[:2]} {
		w := newWire(t)
		w.accounts["111111111111"] = company("/prod", 2)
		for _, operation := range operations {
			w.faults[operation] = coded(400, "AccessDeniedException")
		}
		inv := loadOne(t, w, w.options(), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
		told := slices.DeleteFunc(slices.Clone(inv.Notes), func(n model.Note) bool { return !strings.Contains(n.Message, "exactly at") })
		if len(told) != said {
			t.Errorf("with %v denied %d notes, want %d: %+v", operations, len(told), said, told)
		}
		if len(inv.Unread) == 0 {
			t.Errorf("with %v denied nothing is unread", operations)
		}
	}
}

func TestConventionalRoots(t *testing.T) {
	w := newWire(t)
	a := company("/prd", 2)
	w.accounts["111111111111"] = a
	inv := loadOne(t, w, onlyParameters(w.options()), Wanted{Name: "prod"})[0]
	if got := inv.Environment.Roots; !slices.Equal(got, []string{"/prd"}) {
		t.Errorf("roots %q, want the one that exists", got)
	}
	if len(inv.Resources) != 6 {
		t.Errorf("%d parameters, want those of /prd", len(inv.Resources))
	}
}

func TestOtherSpellingsOfARootMayBeDenied(t *testing.T) {
	w := newWire(t)
	w.accounts["111111111111"] = company("/prod", 2)
	w.faults["SSM.GetParametersByPath"] = func(out http.ResponseWriter, call *wireCall) bool {
		return text(call.json, "Path") != "/prod" && coded(400, "AccessDeniedException")(out, call)
	}
	inv := loadOne(t, w, onlyParameters(w.options()), Wanted{Name: "prod"})[0]
	if len(inv.Unread) > 0 {
		t.Errorf("unread: %+v", inv.Unread)
	}
	if len(inv.Notes) == 0 {
		t.Error("nothing is said of the spellings that were denied")
	}
}

func TestBrokenChainKeepsWhatCame(t *testing.T) {
	w := newWire(t)
	w.accounts["111111111111"] = company("/prod", 40)
	w.faults["SSM.GetParametersByPath"] = after(2, coded(400, "AccessDeniedException"))
	inv := loadOne(t, w, onlyParameters(w.options()), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
	if len(inv.Unread) != 1 || !inv.Unread[0].Partial || !inv.Unread[0].Part.IsZero() {
		t.Fatalf("unread: %+v", inv.Unread)
	}
	if got := len(inv.Resources); got != 21 {
		t.Errorf("%d parameters, want two pages and the one at the root", got)
	}
}

func TestProposedRoots(t *testing.T) {
	w := newWire(t)
	a := company("/prod", 5)
	a.parameters = append(a.parameters, company("/acme/stg1", 5).parameters...)
	a.parameters = append(a.parameters, parameterFixture{"/staging2", "String", "x", ""})
	w.accounts["111111111111"] = a
	options := onlyParameters(w.options())
	options.AllowEmpty = false
	inventories, err := NewSource(options).Load(t.Context(), []Wanted{{Name: "staging"}, {Name: "prod"}}, nil)
	if err == nil {
		t.Fatal("an environment in which nothing was found was taken")
	}
	if home := inventories[0].Environment; !strings.Contains(err.Error(), "in "+home.Account+" "+home.Region+":") || home.Account == "" || home.Region == "" {
		t.Errorf("%q does not say in which account and region was looked", err)
	}
	if got := inventories[0].Selection.Meant[parameterType.Name]; !slices.Equal(got, []string{"/acme/stg1"}) {
		t.Errorf("meant %q", got)
	}
}
