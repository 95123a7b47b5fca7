package investigations

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"parity/model"
	"parity/model/checklist"
)

// folderVariable makes the test a process that saves one investigation again and again until it is killed.
const folderVariable = "PARITY_TEST_SAVES_IN"

func TestMain(m *testing.M) {
	if folder := os.Getenv(folderVariable); folder != "" {
		saveForEver(folder)
	}
	os.Exit(m.Run())
}

func saveForEver(folder string) {
	s := &Store{Folder: folder, Now: time.Now}
	for i := 0; ; i++ {
		inv := investigation("1")
		for n := range i%50 + 1 { // of many lengths, so that a longer one is written over by a shorter one
			inv = inv.Decided(fmt.Sprint("line ", n), func(d *checklist.Decision) { d.Note = strings.Repeat("x", 200) })
		}
		if err := s.Save(inv); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		if i == 0 {
			fmt.Println("saved")
		}
	}
}

var night = time.Date(2026, 11, 24, 2, 14, 0, 0, time.UTC)

func investigation(id string) checklist.Investigation {
	return checklist.Investigation{
		ID: id, Title: "payments time out", Opened: night, Baseline: "prod", Direction: checklist.Back,
		Environments: []checklist.Environment{{Name: "staging", Role: model.Mirror}, {Name: "prod", Role: model.Baseline, Account: "777702777702"}},
	}
}

// store is one of a clock that goes on by a minute each time it is asked.
func store(t *testing.T) *Store {
	now := night
	return opened(t, &Store{Folder: filepath.Join(t.TempDir(), "parity", "investigations"), Now: func() time.Time {
		now = now.Add(time.Minute)
		return now
	}})
}

func opened(t *testing.T, s *Store) *Store {
	t.Cleanup(s.Release)
	return s
}

func saved(t *testing.T, s *Store, inv checklist.Investigation) {
	t.Helper()
	if err := s.Save(inv); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsSavedIsReadAgain(t *testing.T) {
	s := store(t)
	inv := investigation("20261124-021400.000")
	inv.Start, inv.Since, inv.About, inv.Reproduced = []string{"staging", "prod", "--only=parameters"}, night.Add(-time.Hour), "payments", checklist.No
	inv = inv.Decided(checklist.KeyFix, func(d *checklist.Decision) { d.Ticked, d.Note = night, "a \"note\"\n\x1b of whatever \u2028 kind" })
	inv = inv.Decided("cause x", func(d *checklist.Decision) { d.RuledOut, d.Reason, d.Of = night, "known", []string{"entry a"} })
	inv.Retests = []checklist.Retest{{At: night, Of: 3, Differ: 1, Unknown: 1, New: 2}}
	saved(t, s, inv)
	kept, err := s.Read(inv.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(kept.Investigation, inv) || !kept.Saved.Equal(night.Add(time.Minute)) {
		t.Errorf("read again it is another one:\n%+v\n%+v", *kept, inv)
	}
	for path, want := range map[string]os.FileMode{s.Folder: 0o700, s.path(inv.ID): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v %v, want %v", path, info.Mode(), err, want)
		}
	}
}

func TestOpenOnesComeFirst(t *testing.T) {
	s := store(t)
	closed := investigation("closed")
	closed.Closed = night
	for _, inv := range []checklist.Investigation{investigation("older"), investigation("newer"), closed} {
		saved(t, s, inv)
	}
	for _, name := range []string{"notes.txt", ".hidden.json", "-flag.json"} {
		if err := os.WriteFile(filepath.Join(s.Folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	all, problems := s.List()
	var got []string
	for _, k := range all {
		got = append(got, k.ID)
	}
	if want := []string{"newer", "older", "closed"}; !reflect.DeepEqual(got, want) || len(problems) > 0 {
		t.Errorf("%q %v, want %q", got, problems, want)
	}
	if all, problems := (&Store{Folder: filepath.Join(s.Folder, "none")}).List(); len(all)+len(problems) > 0 {
		t.Error("a folder that is not there holds something")
	}
}

// damages are files that hold no investigation, by what is said of them.
var damages = map[string]string{
	"":                         "no whole JSON",
	`{"version":`:              "no whole JSON",
	"\x00\x00\x00\x00\x00\x00": "no whole JSON",
	`{}`:                       "names no version",
	`{"version":1,"investigation":{"id":"2"}}`: `that of "2"`,
	`{"version":1,"investigation":{"id":"1"}}`: "does not say when it began",
	`{"version":1,"investigation":[]}`:         "holds what no investigation does",
	`{"version":1,"investigation":{"id":"1","opened":"2026-11-24T02:14:00Z","environments":[{"name":"prod"}],"direction":"up"}}`:                        `"up" is no direction`,
	`{"version":1,"investigation":{"id":"1","opened":"2026-11-24T02:14:00Z","environments":[{"name":"prod"}],"direction":"back","reproduced":"maybe"}}`: `"maybe" is no answer`,
}

func TestADamagedFileIsSetAsideAndNeverWrittenOver(t *testing.T) {
	for content, words := range damages {
		s := store(t)
		saved(t, s, investigation("other"))
		write(t, s.path("1"), content)
		all, problems := s.List()
		if len(all) != 1 || len(problems) != 1 {
			t.Fatalf("%q: %v %v", content, all, problems)
		}
		told := s.SetAside(problems)[0].Error()
		if !strings.Contains(told, words) {
			t.Errorf("%q: %q does not say %q", content, told, words)
		}
		_, aside, _ := strings.Cut(told, "set aside as ")
		if got, err := os.ReadFile(aside); err != nil || string(got) != content {
			t.Errorf("%q: %s holds %q %v", content, aside, got, err)
		}
		if all, problems := s.List(); len(all) != 1 || len(problems) > 0 {
			t.Errorf("%q is told again: %v", content, problems)
		}
		// One more under the same name goes to a place of its own, and what is saved then lies where it lay.
		write(t, s.path("1"), content+" ")
		saved(t, s, investigation("1"))
		if files, _ := filepath.Glob(s.path("1") + ".damaged-*"); len(files) != 2 {
			t.Errorf("%q: %d files are set aside, want 2: %q", content, len(files), files)
		}
		if _, err := s.Read("1"); err != nil {
			t.Error(err)
		}
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestWhatANewerParityWroteIsLeftAlone(t *testing.T) {
	for name, content := range map[string]string{
		"version 2":     `{"version":2,"investigation":{"id":"1","mood":"calm"}}`,
		"unknown field": `{"version":1,"investigation":{"id":"1","opened":"2026-11-24T02:14:00Z","environments":[{"name":"prod"}],"direction":"back","mood":"calm"}}`,
	} {
		s := store(t)
		write(t, s.path("1"), content)
		_, problems := s.List()
		if told := s.SetAside(problems); len(told) != 1 || !strings.Contains(told[0].Error(), name) || !strings.Contains(told[0].Error(), "left as it is") {
			t.Errorf("%s: %v", name, told)
		}
		if err := s.Save(investigation("1")); err == nil {
			t.Errorf("%s is written over", name)
		}
		if got, err := os.ReadFile(s.path("1")); err != nil || string(got) != content {
			t.Errorf("%s: now it holds %q %v", name, got, err)
		}
	}
}

func TestAnotherProcessReadsAndDoesNotWrite(t *testing.T) {
	mine := store(t)
	saved(t, mine, investigation("1"))
	theirs := opened(t, &Store{Folder: mine.Folder, Now: time.Now})
	held, other := errors.AsType[*Held](theirs.Take("1"))
	if !other || held.Holder != fmt.Sprint("process ", os.Getpid()) {
		t.Fatalf("%v", held)
	}
	if err := theirs.Save(investigation("1")); err == nil {
		t.Error("it is written by somebody who does not hold it")
	}
	if _, err := theirs.Read("1"); err != nil {
		t.Errorf("it cannot be read: %v", err)
	}
	write(t, mine.path("1"), "damaged meanwhile")
	_, problems := theirs.List()
	if told := theirs.SetAside(problems); len(told) != 1 || !strings.Contains(told[0].Error(), "has it open") {
		t.Errorf("%v", told)
	}
	if !exists(mine.path("1")) {
		t.Error("it is set aside while somebody else works on it")
	}
	mine.Release()
	if err := theirs.Take("1"); err != nil {
		t.Errorf("it was let go, and cannot be held: %v", err)
	}
}

// TestAKillLeavesAWholeFileThatSomebodyElseCanHold kills a process in the middle of saving, as often as it takes to
// meet it in all of it.
func TestAKillLeavesAWholeFileThatSomebodyElseCanHold(t *testing.T) {
	s := store(t)
	for range 20 {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), folderVariable+"="+s.Folder)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		said := make([]byte, 100)
		n, _ := out.Read(said)
		if string(said[:n]) != "saved\n" {
			t.Fatalf("the process says %q", said[:n])
		}
		if held, other := errors.AsType[*Held](s.Take("1")); !other || held.Holder != fmt.Sprint("process ", child.Process.Pid) {
			t.Errorf("the one that saves it does not hold it: %v", held)
		}
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = child.Wait() // it was killed
		if _, err := s.Read("1"); err != nil {
			t.Fatal(err)
		}
		if err := s.Take("1"); err != nil {
			t.Fatalf("nobody has it, and it cannot be held: %v", err)
		}
		s.Release()
	}
	later := opened(t, &Store{Folder: s.Folder, Now: func() time.Time { return time.Now().Add(2 * time.Hour) }})
	saved(t, later, investigation("1"))
	if left, _ := filepath.Glob(filepath.Join(s.Folder, ".1.json.*")); len(left) > 0 {
		t.Errorf("what was killed left %q", left)
	}
}

func TestAFolderThatCannotBeWrittenIsSaid(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, "")
	s := &Store{Folder: filepath.Join(file, "parity"), Now: time.Now}
	err := s.Save(investigation("1"))
	if err == nil || !strings.Contains(err.Error(), s.Folder+" cannot be written: not a directory") {
		t.Errorf("%v", err)
	}
	if err := s.Save(investigation("../1")); err == nil || !strings.Contains(err.Error(), `"../1"`) {
		t.Errorf("%v", err)
	}
}

func TestTheFolderIsThatOfTheSystem(t *testing.T) {
	home, state := t.TempDir(), t.TempDir()
	env := func(pairs ...string) func(string) string {
		return func(key string) string {
			for i := 0; i < len(pairs); i += 2 {
				if pairs[i] == key {
					return pairs[i+1]
				}
			}
			return ""
		}
	}
	if got, err := Folder(env("XDG_STATE_HOME", state, "HOME", home)); err != nil || got != filepath.Join(state, "parity", "investigations") {
		t.Errorf("%s %v", got, err)
	}
	if os.PathSeparator != '/' || exists("/System/Library") {
		return // the rest is the system's own business there
	}
	if got, err := Folder(env("XDG_STATE_HOME", "not/whole", "HOME", home)); err != nil || got != filepath.Join(home, ".local", "state", "parity", "investigations") {
		t.Errorf("%s %v", got, err)
	}
	if got, err := Folder(env()); err == nil {
		t.Errorf("without a home it is %s", got)
	}
}
