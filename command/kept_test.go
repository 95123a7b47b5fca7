package command

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parity/aws"
	"parity/command/snapshot/loads"
	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
)

// keeping is a keeper of one live prod, and the time that its loads age by.
func keeping(t *testing.T) *keeper {
	t.Helper()
	pl := &plan{catalog: mt.Catalog(), environments: []environment{{name: "prod", wanted: aws.Wanted{Name: "prod"}}}}
	store := &loads.Store{Folder: t.TempDir(), Catalog: pl.catalog, Now: func() time.Time { return mt.Loaded }}
	return newKeeper(store, pl, "")
}

// prodAgo is prod as it was loaded some hours ago; types are those that were asked for, all where there are none.
func prodAgo(hours int, value string, types ...string) *model.Inventory {
	inv := mt.Inventory("prod", mt.Param("/prod/timeout", value))
	inv.Environment.LoadedAt = mt.Loaded.Add(-time.Duration(hours) * time.Hour)
	if len(types) > 0 {
		inv.Types = types
	}
	return inv
}

// settled keeps loads one after the other.
func settled(t *testing.T, k *keeper, inventories ...*model.Inventory) {
	t.Helper()
	for _, inv := range inventories {
		k.keep(inv)
		k.writing.Wait()
	}
	if len(k.notes) > 0 {
		t.Fatal(k.notes)
	}
}

func hoursAgo(found []*model.Inventory) []int {
	var hours []int
	for _, inv := range found {
		hours = append(hours, int(mt.Loaded.Sub(inv.Environment.LoadedAt).Hours()))
	}
	return hours
}

func TestTheEarlierLoadsOfAWindow(t *testing.T) {
	denied := prodAgo(26, "1")
	denied.Unread = []model.Unread{{Type: mt.Group, Code: "AccessDenied"}}
	nothing := prodAgo(25, "1")
	for _, typ := range mt.Catalog().Types() {
		nothing.Unread = append(nothing.Unread, model.Unread{Type: typ.Name, Code: "AccessDenied"})
	}
	for _, c := range []struct {
		name string
		kept []*model.Inventory
		want []int
	}{
		{"none", nil, nil},
		{"the newest before the window", []*model.Inventory{prodAgo(72, "1"), prodAgo(30, "1"), prodAgo(2, "1")}, []int{30}},
		{"none is of before: the oldest in it", []*model.Inventory{prodAgo(9, "1"), prodAgo(2, "1")}, []int{9}},
		{"now is no earlier load", []*model.Inventory{prodAgo(0, "1")}, nil},
		{"what it had not read, the next one had", []*model.Inventory{prodAgo(72, "1"), denied, prodAgo(2, "1")}, []int{26, 72}},
		{"what none of before had read, one in the window had", []*model.Inventory{denied, prodAgo(9, "1"), prodAgo(2, "1")}, []int{26, 9}},
		{"one of which nothing could be read is not kept", []*model.Inventory{nothing, prodAgo(30, "1")}, []int{30}},
		{"one of a few types", []*model.Inventory{prodAgo(40, "1"), prodAgo(30, "1", mt.Parameter)}, []int{30, 40}},
	} {
		k := keeping(t)
		settled(t, k, c.kept...)
		if got := hoursAgo(k.earlier(prodAgo(0, "2"), mt.Loaded.Add(-24*time.Hour))); !slices.Equal(got, c.want) {
			t.Errorf("%s: held against those of %v hours ago, want %v", c.name, got, c.want)
		}
	}
}

// Only loads of the same selection, of the same AWS, are held against each other.
func TestLoadsOfAnotherSelection(t *testing.T) {
	base := aws.Wanted{Name: "prod", Parameters: []string{"/a"}}
	texts := map[string]bool{}
	for _, change := range []func(w *aws.Wanted){
		func(*aws.Wanted) {},
		func(w *aws.Wanted) { w.Parameters = []string{"/b"} },
		func(w *aws.Wanted) { w.Select.All = true },
		func(w *aws.Wanted) { w.Select.VPC = "vpc-1" },
		func(w *aws.Wanted) { w.Select.Name = "a*" },
		func(w *aws.Wanted) { w.Select.Tags = map[string]string{"Team": "a"} },
		func(w *aws.Wanted) { w.Aliases = []string{"live"} },
	} {
		w := base
		change(&w)
		texts[selectionOf(&environment{name: "prod", wanted: w}, "")] = true
	}
	texts[selectionOf(&environment{name: "prod", wanted: base}, "http://127.0.0.1:5000")] = true
	if len(texts) != 8 {
		t.Errorf("8 selections have %d names", len(texts))
	}
	same := base
	same.Profile, same.Role, same.Words = "other", model.Mirror, []string{"acme"}
	if !texts[selectionOf(&environment{name: "prod", wanted: same}, "")] {
		t.Error("who asks, and what the words are, is no part of what is selected")
	}
}

func TestThePastComesFromWhatIsKept(t *testing.T) {
	k := keeping(t)
	settled(t, k, prodAgo(60, "3000"), prodAgo(30, "3000"), prodAgo(5, "800"))
	staging, now := mt.Inventory("staging", mt.Param("/staging/timeout", "3000")), prodAgo(0, "800")
	result, err := compare.Run(mt.Catalog(), []*model.Inventory{staging, now}, compare.Options{Now: mt.Loaded})
	if err != nil {
		t.Fatal(err)
	}
	r := recaller{&plan{keeper: k}}
	told := r.Recall(t.Context(), result, "prod", result.Rows[0], model.Dotted("Value"))
	if len(told.Pasts) != 2 || told.Looks != 3 || told.More != 0 || !told.Oldest.Equal(mt.Loaded.Add(-60*time.Hour)) ||
		told.Pasts[0].Side.Value.Text() != "800" || !told.Pasts[0].First.Equal(mt.Loaded.Add(-5*time.Hour)) ||
		told.Pasts[1].Side.Value.Text() != "3000" || !told.Pasts[1].Last.Equal(mt.Loaded.Add(-30*time.Hour)) {
		t.Errorf("%+v", told)
	}
	if told := r.Recall(t.Context(), result, "staging", result.Rows[0], model.Dotted("Value")); told.Looks != 0 || len(told.Pasts) != 1 {
		t.Errorf("nothing of staging is kept: %+v", told)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if told := r.Recall(ctx, result, "prod", result.Rows[0], model.Dotted("Value")); told.Looks != 0 || told.More != 3 {
		t.Errorf("it went on: %+v", told)
	}
}

func TestTheEndWaitsForWhatIsKept(t *testing.T) {
	k := keeping(t)
	k.keep(prodAgo(1, "1"))
	if notes := k.finish(t.Context()); len(notes) > 0 || len(k.earlier(prodAgo(0, "1"), mt.Loaded)) != 1 {
		t.Errorf("it is not kept, or notes: %v", notes)
	}
	// An interrupt calls it off, and nothing half-written stays.
	k = keeping(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	k.cancel()
	k.keep(prodAgo(1, "1"))
	if notes := k.finish(ctx); len(notes) > 0 {
		t.Errorf("notes %v", notes)
	}
	_ = filepath.WalkDir(k.store.Folder, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			t.Errorf("%s is there", strings.TrimPrefix(path, k.store.Folder))
		}
		return nil
	})
	var none *keeper
	none.keep(prodAgo(1, "1"))
	if notes := none.finish(t.Context()); notes != nil || none.earlier(prodAgo(0, "1"), mt.Loaded) != nil {
		t.Error("no keeper keeps something")
	}
}
