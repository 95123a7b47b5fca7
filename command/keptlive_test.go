package command

import (
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"parity/aws"
	"parity/command/snapshot/loads"
	"parity/model"
	"parity/testdata/demo/company"
	"parity/ui"
)

// playing is a loader of one live prod, which the demo's company plays, and how long after the company's time it is:
// loads are kept, and thinned by that clock, while the test goes on.
func playing(t *testing.T) (*loader, *keeper, *atomic.Int64) {
	t.Helper()
	for name, value := range company.Environ {
		t.Setenv(name, value)
	}
	var since atomic.Int64
	clock := func() time.Time { return company.Now.Add(time.Duration(since.Load())) }
	pl := &plan{
		catalog:      model.NewCatalog(aws.Types()...),
		environments: []environment{{name: "prod", wanted: aws.Wanted{Name: "prod"}}},
		live:         aws.Options{Region: company.Region, Answer: company.Prod().Answer, Now: clock},
	}
	pl.keeper = newKeeper(&loads.Store{Folder: t.TempDir(), Catalog: pl.catalog, Now: clock}, pl, "")
	return newLoader(pl), pl.keeper, &since
}

// What r reads again is kept as what it is: a load of some types. Nothing is said of the rest for that time.
func TestEveryLiveLoadIsKept(t *testing.T) {
	l, k, since := playing(t)
	const groups, parameters = "AWS::EC2::SecurityGroup", "AWS::SSM::Parameter"
	var last []*model.Inventory
	for _, wanted := range []ui.Wanted{everything, {Types: []string{groups}}, everything} {
		var err error
		if last, err = l.Load(t.Context(), wanted, nil); err != nil {
			t.Fatal(err)
		}
		since.Add(int64(10 * time.Minute))
	}
	if notes := k.finish(t.Context()); len(notes) > 0 {
		t.Error(notes)
	}
	place, _ := k.place(last[0])
	kept := k.store.List(place)
	if len(kept) != 3 {
		t.Fatalf("%d loads are kept, want 3", len(kept))
	}
	again, err := k.store.Read(kept[1])
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(again.Types, []string{groups}) || looked(again, parameters) || !looked(again, groups) {
		t.Errorf("what r read again is kept as of %v", again.Types)
	}
	first, err := k.store.Read(kept[2])
	if err != nil || len(first.Resources) != len(last[0].Resources) || len(first.Events) != len(last[0].Events) || len(first.Events) == 0 {
		t.Errorf("the first load is not kept whole: %v", err)
	}
	// Groups are held against the load of r, which is the newest before the window, and all else against the first.
	found := k.earlier(last[0], company.Now.Add(15*time.Minute))
	if len(found) != 2 || !slices.Equal(found[0].Types, []string{groups}) || !found[1].Environment.LoadedAt.Equal(company.Now) {
		t.Errorf("held against %d loads", len(found))
	}
}
