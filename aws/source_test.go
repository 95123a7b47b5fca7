package aws

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parity/model"
)

// TestOneReaderForThoseWhoShareAnAccount: nothing is asked twice.
func TestOneReaderForThoseWhoShareAnAccount(t *testing.T) {
	w := newWire(t)
	w.accounts["111111111111"] = estate()
	inventories, err := NewSource(w.options()).Load(t.Context(), []Wanted{
		{Name: "prod", Parameters: []string{"/prod"}},
		{Name: "all", Select: Select{All: true}, Parameters: []string{"/prod/app"}, Written: true},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, operation := range []string{"STS.GetCallerIdentity", "EC2.DescribeInstances", "RDS.DescribeDBInstances", "SSM.GetParametersByPath"} {
		if n := w.count(operation); n != 1 {
			t.Errorf("%s was called %d times", operation, n)
		}
	}
	for _, inv := range inventories {
		if r := inv.Of("AWS::EC2::Instance"); len(r) != 1 || !r[0].Shared || r[0].ByReference {
			t.Errorf("%s: instances %+v", inv.Environment.Name, r)
		}
	}
	group := func(inv *model.Inventory) *model.Resource { return inv.Of(groupTarget)[0] }
	if !group(inventories[0]).ByReference || group(inventories[1]).ByReference {
		t.Error("the group is prod's by reference, and selected by the other")
	}
}

// TestOneFailingEnvironmentLeavesTheOthers, whatever its failure.
func TestOneFailingEnvironmentLeavesTheOthers(t *testing.T) {
	w := newWire(t)
	shared(t, roles)
	w.accounts["111111111111"] = estate()
	w.faults["STS.GetCallerIdentity 777702777702"] = coded(http.StatusForbidden, "ExpiredToken")
	inventories := loadOne(t, w, w.options(), Wanted{Name: "prod", Profile: "acme-prod-admin"}, Wanted{Name: "prod2", Aliases: []string{"prod"}, Parameters: []string{"/prod"}})
	if len(inventories[1].Resources) == 0 || len(inventories[1].Unread) > 0 {
		t.Errorf("the other: %d resources, unread %+v", len(inventories[1].Resources), inventories[1].Unread)
	}
	for _, name := range inventories[0].Types {
		if lost := whole(inventories[0].Unread, name); lost == nil || lost.Code != "ExpiredToken" || lost.Operation != "sts:GetCallerIdentity" {
			t.Errorf("%s of the failing one: %+v", name, lost)
		}
	}
}

func TestProgress(t *testing.T) {
	w := newWire(t)
	w.accounts["111111111111"] = estate()
	states := map[string][]model.LoadState{}
	pending := map[string]int{}
	var inside sync.Mutex
	_, err := NewSource(w.options()).Load(t.Context(), []Wanted{{Name: "prod", Parameters: []string{"/prod"}}}, func(p model.Progress) {
		if !inside.TryLock() {
			t.Error("two progresses at once")
			return
		}
		defer inside.Unlock()
		states[p.Type] = append(states[p.Type], p.State)
		if p.Inventory == nil {
			return
		}
		for _, r := range p.Inventory.Resources {
			if slices.Contains(p.Inventory.Pending, r.Type) {
				t.Errorf("%s is pending, and shown", r.Type)
			}
		}
		pending[p.Type] = len(p.Inventory.Pending)
	})
	if err != nil {
		t.Fatal(err)
	}
	last := false
	for _, kind := range Types() {
		got := states[kind.Name]
		if len(got) < 2 || got[0] != model.Loading || got[len(got)-1] != model.Loaded {
			t.Errorf("%s: states %v", kind.Name, got)
		}
		if n, told := pending[kind.Name]; told && n == 0 {
			last = true
		}
	}
	if !last {
		t.Errorf("no last inventory in which nothing is pending: %v", pending)
	}
}

// TestInterruptedLoadReturns at once, though AWS never answers.
func TestInterruptedLoadReturns(t *testing.T) {
	for _, hanging := range []string{"STS.GetCallerIdentity", "EC2.DescribeInstances"} {
		w := newWire(t)
		w.faults[hanging] = hang
		options := w.options()
		options.Timeout = time.Hour
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			for w.count(hanging) == 0 {
				time.Sleep(time.Millisecond)
			}
			cancel()
		}()
		if _, err := NewSource(options).Load(ctx, []Wanted{{Name: "prod", Parameters: []string{"/prod"}}}, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", hanging, err)
		}
	}
}

func TestNothingLoadedIsAnError(t *testing.T) {
	w := newWire(t)
	shared(t, roles)
	inventories, err := NewSource(w.options()).Load(t.Context(), []Wanted{{Name: "a", Profile: "no-a"}, {Name: "b", Profile: "no-b"}}, nil)
	if err == nil || !strings.Contains(err.Error(), "no-a") || !strings.Contains(err.Error(), "no-b") {
		t.Errorf("%v", err)
	}
	if len(inventories) != 2 || len(inventories[0].Unread) != len(Types()) {
		t.Errorf("%+v", inventories)
	}
}

func TestEmptyEnvironmentIsRefusedUnlessAllowed(t *testing.T) {
	w := newWire(t)
	w.accounts["111111111111"] = estate()
	wanted := []Wanted{{Name: "live", Parameters: []string{"/nothing"}}}
	_, err := NewSource(w.options()).Load(t.Context(), wanted, nil)
	if err == nil || !strings.Contains(err.Error(), "the tag Environment with prod") || !strings.Contains(err.Error(), "--allow-empty") {
		t.Errorf("%v", err)
	}
	options := w.options()
	options.AllowEmpty = true
	inv := loadOne(t, w, options, wanted...)[0]
	if !inv.Selection.Written {
		t.Error("an empty environment that is allowed counts as a selection in vain")
	}
}

func TestOnlyKnowsTypesAndTabs(t *testing.T) {
	for _, word := range []string{"parameters", "AWS::SSM::Parameter"} {
		if names, err := askedFor([]string{word}); err != nil || !slices.Equal(names, []string{"AWS::SSM::Parameter"}) {
			t.Errorf("%s: %q %v", word, names, err)
		}
	}
	if _, err := askedFor([]string{"lambdas"}); err == nil || !strings.Contains(err.Error(), "instances, databases, groups, parameters") {
		t.Errorf("%v", err)
	}
}

// TestTimeoutOfTheWholeLoad: what was not read by then says so, and what was is there.
func TestTimeoutOfTheWholeLoad(t *testing.T) {
	w := newWire(t)
	w.accounts["111111111111"] = estate()
	for _, op := range Operations() {
		if op.Service != "STS" && op.Service != "SSM" {
			w.faults[op.Service+"."+op.Name] = hang
		}
	}
	options := w.options()
	options.Timeout = 3 * time.Second
	inv := loadOne(t, w, options, Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
	for _, name := range inv.Types {
		if name == parameterType.Name {
			if lost := whole(inv.Unread, name); lost != nil || len(inv.Of(name)) == 0 {
				t.Errorf("parameters: %+v", lost)
			}
			continue
		}
		i := slices.IndexFunc(inv.Unread, func(u model.Unread) bool {
			return u.Type == name && u.Part.IsZero() && u.Code == codeTimeout
		})
		if i < 0 {
			t.Errorf("nothing says that %s is not read: %+v", name, inv.Unread)
		}
	}
}

// TestWhereEnvironmentsAre: nothing but who is asking is asked, and once; what cannot be known stays as it was said.
func TestWhereEnvironmentsAre(t *testing.T) {
	w := newWire(t)
	shared(t, roles)
	w.accounts["111111111111"] = estate()
	w.faults["STS.GetCallerIdentity 777702777702"] = coded(http.StatusForbidden, "ExpiredToken")
	source := NewSource(w.options())
	wanted := []Wanted{{Name: "prod", Profile: "acme-prod-admin", Account: "777702777702"}, {Name: "staging"}}
	for range 2 {
		located := source.Located(t.Context(), wanted)
		if located[0].Account != "777702777702" || located[1].Account != "111111111111" || located[1].Region == "" || located[1].Name != "staging" {
			t.Errorf("%+v", located)
		}
	}
	if wanted[1].Account != "" {
		t.Error("what was asked for is changed")
	}
	if n := w.count("EC2.DescribeInstances"); n != 0 {
		t.Errorf("instances were asked for %d times", n)
	}
}
