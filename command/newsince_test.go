package command

import (
	"strings"
	"testing"
	"time"

	"parity/command/snapshot"
	"parity/command/snapshot/loads"
	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
)

func TestTheLoadAsOfATime(t *testing.T) {
	denied := prodAgo(26, "1")
	denied.Unread = []model.Unread{{Type: mt.Group, Code: "AccessDenied"}}
	now := prodAgo(0, "2")
	blind := prodAgo(0, "2")
	blind.Unread = denied.Unread
	for _, c := range []struct {
		name string
		now  *model.Inventory
		kept []*model.Inventory
		want int
	}{
		{"the newest at or before it", now, []*model.Inventory{prodAgo(72, "1"), prodAgo(24, "1"), prodAgo(23, "1")}, 24},
		{"one of fewer types is passed over", now, []*model.Inventory{prodAgo(72, "1"), prodAgo(30, "1", mt.Parameter)}, 72},
		{"unless there is no other", now, []*model.Inventory{prodAgo(40, "1", mt.Parameter), prodAgo(30, "1", mt.Parameter)}, 30},
		{"one that had not read all is passed over", now, []*model.Inventory{prodAgo(72, "1"), denied}, 72},
		{"unless that is not read now either", blind, []*model.Inventory{prodAgo(72, "1"), denied}, 26},
	} {
		k := keeping(t)
		settled(t, k, c.kept...)
		got, err := k.asOf(c.now, mt.Loaded.Add(-24*time.Hour))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if hours := hoursAgo([]*model.Inventory{got})[0]; hours != c.want {
			t.Errorf("%s: the one of %d hours ago", c.name, hours)
		}
	}
}

func TestNoLoadAsOfATime(t *testing.T) {
	unasked := prodAgo(0, "2")
	unasked.Environment.Account = ""
	for want, c := range map[string]struct {
		now  *model.Inventory
		kept []*model.Inventory
	}{
		"of prod no earlier load is kept on this machine; each live run keeps one, and a snapshot is one too":          {prodAgo(0, "2"), nil},
		"of prod no load is kept from Mon 23 Nov 2026 02:14 UTC or before; the oldest is of Mon 23 Nov 2026 22:14 UTC": {prodAgo(0, "2"), []*model.Inventory{prodAgo(2, "1"), prodAgo(4, "1")}},
		"of prod no loads can be looked for: whose it is could not be asked":                                           {unasked, []*model.Inventory{prodAgo(30, "1")}},
	} {
		k := keeping(t)
		settled(t, k, c.kept...)
		if _, err := k.asOf(c.now, mt.Loaded.Add(-24*time.Hour)); err == nil || err.Error() != want {
			t.Errorf("%v\nwant %s", err, want)
		}
	}
}

// What this load itself kept is no load of before, though its file's name has no fractions of a second.
func TestThisLoadIsNotOneOfBefore(t *testing.T) {
	k := keeping(t)
	now := prodAgo(0, "2")
	now.Environment.LoadedAt = mt.Loaded.Add(300 * time.Millisecond)
	settled(t, k, now)
	if _, err := k.asOf(now, mt.Loaded.Add(time.Hour)); err == nil || !strings.Contains(err.Error(), "no earlier load is kept") {
		t.Error(err)
	}
}

// Secrets that differed in one run are known to have differed in it, though each environment is a file of its own:
// user data that always differs is nothing new.
func TestKeptLoadsOfOneRunKnowTheirSecretsApart(t *testing.T) {
	sealer, again := model.NewSealer([]byte("0123456789abcdef")), model.NewSealer([]byte("fedcba9876543210"))
	web := func(s *model.Sealer, env, script string) *model.Inventory {
		r := mt.Resource(mt.Instance, "i-"+env, "web-"+env)
		r.Set(model.Dotted("UserData"), s.Seal(script))
		return mt.Inventory(env, r)
	}
	compared := func(a, b *model.Inventory) *compare.Result {
		result, err := compare.Run(mt.Catalog(), []*model.Inventory{a, b}, compare.Options{Baseline: "prod"})
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
	now := compared(web(again, "staging", "echo a"), web(again, "prod", "echo b"))
	for name, c := range map[string]struct {
		labels  *snapshot.Labels
		unknown int
	}{"of one run": {snapshot.NewLabels(nil), 0}, "of two": {nil, 1}} {
		store := &loads.Store{Folder: t.TempDir(), Catalog: mt.Catalog(), Now: func() time.Time { return mt.Loaded }, Labels: c.labels}
		var then []*model.Inventory
		for _, inv := range []*model.Inventory{web(sealer, "staging", "echo a"), web(sealer, "prod", "echo b")} {
			place := loads.Place{Account: inv.Environment.Account, Region: "eu-west-1", Environment: inv.Environment.Name}
			if err := store.Keep(t.Context(), place, inv); err != nil {
				t.Fatal(err)
			}
			kept, err := store.Read(store.List(place)[0])
			if err != nil {
				t.Fatal(err)
			}
			then = append(then, kept)
		}
		fresh := now.NewSince(compared(then[0], then[1]), "")
		if n := fresh.Summary[model.Unknown]; n != c.unknown || fresh.Summary[model.Drift] != 0 {
			t.Errorf("%s: %d unknown, %d drift", name, n, fresh.Summary[model.Drift])
		}
	}
}
