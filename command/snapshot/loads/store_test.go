package loads_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"parity/command/snapshot"
	"parity/command/snapshot/loads"
	"parity/model"
	mt "parity/model/modeltest"
)

var place = loads.Place{Account: "777702777702", Region: "eu-west-1", Environment: "prod", Selection: "all"}

func store(t testing.TB) *loads.Store {
	return &loads.Store{Folder: filepath.Join(t.TempDir(), "parity", "loads"), Catalog: mt.Catalog(), Now: func() time.Time { return mt.Loaded }}
}

// load is an environment with a parameter, as it was some time ago.
func load(ago time.Duration, value string) *model.Inventory {
	inv := mt.Inventory("prod", mt.Param("/prod/timeout", value))
	inv.Environment.LoadedAt = mt.Loaded.Add(-ago)
	return inv
}

func keep(t *testing.T, s *loads.Store, inv *model.Inventory) {
	t.Helper()
	if err := s.Keep(t.Context(), place, inv); err != nil {
		t.Fatal(err)
	}
}

// files are all files and folders below the store's, with their modes.
func files(t *testing.T, s *loads.Store) map[string]fs.FileMode {
	t.Helper()
	found := map[string]fs.FileMode{}
	err := filepath.WalkDir(s.Folder, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := os.Stat(path)
		found[path] = info.Mode()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestWhatIsKeptIsFoundAgain(t *testing.T) {
	s := store(t)
	keep(t, s, load(3*time.Hour, "3000"))
	keep(t, s, load(time.Hour, "800"))
	other := place
	other.Selection = "tag"
	if err := s.Keep(t.Context(), other, load(2*time.Hour, "5")); err != nil {
		t.Fatal(err)
	}
	list := s.List(place)
	if len(list) != 2 || !list[0].At.Equal(mt.Loaded.Add(-time.Hour)) || !list[1].At.Equal(mt.Loaded.Add(-3*time.Hour)) {
		t.Fatalf("kept %+v", list)
	}
	for i, want := range []string{"800", "3000"} {
		inv, err := s.Read(list[i])
		if err != nil {
			t.Fatal(err)
		}
		if got := inv.Resources[0].Get(model.Dotted("Value")).Text(); got != want {
			t.Errorf("load %d has %s, want %s", i, got, want)
		}
		head, err := s.Head(list[i])
		if err != nil || head.Environment.Name != "prod" || !head.Environment.LoadedAt.Equal(list[i].At) || len(head.Resources) > 0 || len(head.Types) != len(inv.Types) {
			t.Errorf("its head: %+v, %v", head, err)
		}
	}
	for path, mode := range files(t, s) {
		want := fs.FileMode(0o600)
		if mode.IsDir() {
			want = 0o700
		}
		if mode.Perm() != want {
			t.Errorf("%s has the mode %v", path, mode)
		}
	}
}

func TestAPlaceNeverLeadsOutOfTheFolder(t *testing.T) {
	s := store(t)
	for _, p := range []loads.Place{
		{Account: "..", Region: "eu-west-1", Environment: "prod"},
		{Account: "1", Region: "../..", Environment: "prod"},
		{Account: "", Region: "eu-west-1", Environment: "prod"},
		{Account: "1", Region: "eu-west-1"},
	} {
		if err := s.Keep(t.Context(), p, load(0, "1")); err != nil || len(s.List(p)) > 0 {
			t.Errorf("%+v: %v, %v", p, err, s.List(p))
		}
	}
	up := loads.Place{Account: "1", Region: "r", Environment: "../../../up"}
	if err := s.Keep(t.Context(), up, load(0, "1")); err != nil {
		t.Fatal(err)
	}
	for path := range files(t, s) {
		if strings.Contains(path, "..") {
			t.Errorf("kept at %s", path)
		}
	}
	if len(s.List(up)) != 1 {
		t.Error("it is not found again")
	}
}

func TestADamagedLoadIsTakenAway(t *testing.T) {
	for name, damage := range map[string]func([]byte) []byte{
		"empty":          func([]byte) []byte { return nil },
		"cut":            func(b []byte) []byte { return b[:len(b)/2] },
		"something else": func([]byte) []byte { return []byte("{}") },
		"not compressed": func([]byte) []byte { return []byte("no snapshot") },
		"flipped":        func(b []byte) []byte { b[len(b)-6] ^= 0xff; return b },
		"no environments": func([]byte) []byte {
			return []byte(`{"format":"parity snapshot","version":1,"known":{},"inventories":[]}`)
		},
	} {
		s := store(t)
		keep(t, s, load(time.Hour, "800"))
		kept := s.List(place)[0]
		data, err := os.ReadFile(kept.Path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(kept.Path, damage(data), 0o600); err != nil {
			t.Fatal(err)
		}
		if inv, err := s.Read(kept); inv != nil || err == nil || !strings.Contains(err.Error(), "was deleted") {
			t.Errorf("%s: %v, %v", name, inv, err)
		}
		if len(s.List(place)) > 0 {
			t.Errorf("%s: it is still there", name)
		}
		if inv, err := s.Read(kept); inv != nil || err != nil {
			t.Errorf("%s: what is gone: %v, %v", name, inv, err)
		}
	}
}

func TestALoadOfALaterParityIsLeftAlone(t *testing.T) {
	s := store(t)
	keep(t, s, load(time.Hour, "800"))
	kept := s.List(place)[0]
	if err := os.WriteFile(kept.Path, []byte(`{"format":"parity snapshot","version":99}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, read := range []func(loads.Kept) (*model.Inventory, error){s.Read, s.Head} {
		if inv, err := read(kept); inv != nil || err == nil || !strings.Contains(err.Error(), "passed over") {
			t.Errorf("%v, %v", inv, err)
		}
	}
	if len(s.List(place)) != 1 {
		t.Error("it was taken away")
	}
}

func TestWhatIsCalledOffLeavesNothingBehind(t *testing.T) {
	s := store(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Keep(ctx, place, load(0, "1")); err == nil {
		t.Error("it was kept")
	}
	for path, mode := range files(t, s) {
		if !mode.IsDir() {
			t.Errorf("%s is there", path)
		}
	}
}

func TestWhereNothingCanBeWritten(t *testing.T) {
	s := store(t)
	if err := os.MkdirAll(filepath.Dir(s.Folder), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.Folder, nil, 0o600); err != nil { // a file in the folder's place
		t.Fatal(err)
	}
	err := s.Keep(t.Context(), place, load(0, "1"))
	if err == nil || !strings.Contains(err.Error(), "not kept") || !strings.Contains(err.Error(), "--no-cache") {
		t.Errorf("%v", err)
	}
	if list := s.List(place); len(list) > 0 {
		t.Errorf("listed %v", list)
	}
}

// Many at once, as processes are: every load is whole, and none of them fails.
func TestSeveralAtOnce(t *testing.T) {
	s := store(t)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			if err := s.Keep(t.Context(), place, load(time.Duration(i%7)*time.Hour, "1")); err != nil {
				t.Error(err)
			}
			for _, kept := range s.List(place) {
				if _, err := s.Read(kept); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if n := len(s.List(place)); n != 7 {
		t.Errorf("%d loads are kept", n)
	}
}

func TestWhatNobodyFinishedIsSwept(t *testing.T) {
	s := store(t)
	keep(t, s, load(time.Hour, "1"))
	folder := filepath.Dir(s.List(place)[0].Path)
	old, young := filepath.Join(folder, ".old.json.gz.1"), filepath.Join(folder, ".young.json.gz.1")
	for path, age := range map[string]time.Duration{old: 2 * time.Hour, young: time.Minute} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		at := mt.Loaded.Add(-age)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	keep(t, s, load(0, "1"))
	found := files(t, s)
	if _, there := found[old]; there {
		t.Error("what was left behind is still there")
	}
	if _, there := found[young]; !there {
		t.Error("what another process writes was taken from it")
	}
}

func TestTheSizeIsBound(t *testing.T) {
	s := store(t)
	for i := range 10 {
		keep(t, s, load(time.Duration(10-i)*24*time.Hour, "1"))
	}
	one := s.List(place)[0].Size
	s.Most = 3*one + one/2
	keep(t, s, load(0, "1"))
	if n := len(s.List(place)); n != 3 {
		t.Errorf("%d loads are kept, want 3", n)
	}
}

func TestASecretIsInNoLoad(t *testing.T) {
	const canary = "canary-hunter2"
	sealer := model.NewSealer([]byte("a key of sixteen"))
	s := store(t)
	inv := load(0, "1")
	inv.Resources[0].Set(model.Dotted("Value"), sealer.Seal(canary))
	keep(t, s, inv)
	file := filepath.Join(t.TempDir(), "plain.json")
	back, err := s.Read(s.List(place)[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := snapshot.WriteFile(file, mt.Catalog(), []*model.Inventory{back}); err != nil {
		t.Fatal(err)
	}
	plain, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if token := sealer.Token(canary); strings.Contains(string(plain), canary) || strings.Contains(string(plain), token[strings.Index(token, ":")+1:]) {
		t.Error("the secret, or what was made of it, is in the file")
	}
}
