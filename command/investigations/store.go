// Package investigations keeps investigations on this machine: one file each, written as they change. A file that is
// damaged is set aside, one of a newer version is left alone, and one that another process works on is only read.
package investigations

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"parity/command/disk"
	"parity/model/checklist"
)

// Store is the investigations in one folder. Any number of processes may use it at once.
type Store struct {
	// Folder is where they lie. It need not be there yet.
	Folder string
	// Now is the clock that says when they were saved.
	Now func() time.Time

	mu   sync.Mutex
	held map[string]*hold
}

// Kept is an investigation as it was read, and when it was saved.
type Kept struct {
	checklist.Investigation
	Saved time.Time
}

// Open says that it goes on.
func (k *Kept) Open() bool { return k.Closed.IsZero() }

// Folder is where this machine keeps investigations.
func Folder(getenv func(string) string) (string, error) {
	base, err := stateFolder(getenv)
	if err != nil {
		return "", fmt.Errorf("there is no folder for investigations: %w", err)
	}
	return filepath.Join(base, "parity", "investigations"), nil
}

func stateFolder(getenv func(string) string) (string, error) {
	if base := getenv("XDG_STATE_HOME"); filepath.IsAbs(base) { // XDG's own rule for what is none
		return base, nil
	}
	switch runtime.GOOS {
	case "windows":
		return os.UserCacheDir() // the local, not the roaming one
	case "darwin":
		return os.UserConfigDir() // Application Support, which no cleaner takes for a cache
	}
	home := getenv("HOME")
	if !filepath.IsAbs(home) {
		return "", errors.New("neither XDG_STATE_HOME nor HOME is a folder")
	}
	return filepath.Join(home, ".local", "state"), nil
}

// extension is that of an investigation's file, whose name is its id.
const extension = ".json"

// ids are what may be one: a name for a file on every system.
var ids = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z_.-]{0,99}$`)

func (s *Store) path(id string) string { return filepath.Join(s.Folder, id+extension) }

// List reads all investigations, those that are open first, and of those the one that was saved last. The errors are
// those of files that hold none that can be read.
func (s *Store) List() ([]Kept, []error) {
	files, err := os.ReadDir(s.Folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, []error{fmt.Errorf("the investigations in %s cannot be listed: %s", s.Folder, disk.Reason(err))}
	}
	var all []Kept
	var problems []error
	for _, file := range files {
		id, ours := strings.CutSuffix(file.Name(), extension)
		if !ours || !ids.MatchString(id) || !file.Type().IsRegular() {
			continue
		}
		kept, err := s.Read(id)
		switch {
		case errors.Is(err, fs.ErrNotExist): // another process was quicker
		case err != nil:
			problems = append(problems, err)
		default:
			all = append(all, *kept)
		}
	}
	slices.SortStableFunc(all, newest)
	return all, problems
}

func newest(a, b Kept) int {
	if a.Open() != b.Open() {
		if a.Open() {
			return -1
		}
		return 1
	}
	return b.Saved.Compare(a.Saved)
}

// Read reads an investigation. The error is Damaged where the file holds none.
func (s *Store) Read(id string) (*Kept, error) {
	path := s.path(id)
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, &Error{Path: path, What: "cannot be read: " + disk.Reason(err), Next: "see who may read it", Err: err}
	}
	kept, err := decode(id, data)
	if damage, ok := errors.AsType[*damaged](err); ok {
		return nil, &Damaged{id, path, damage.what}
	}
	if err != nil {
		return nil, &Error{Path: path, What: err.Error(), Next: "it is left as it is; a newer parity reads it"}
	}
	return kept, nil
}

// Damaged says that a file holds no investigation.
type Damaged struct{ id, path, what string }

func (d *Damaged) Error() string { return d.path + " is damaged: " + d.what }

// SetAside renames the damaged files that errors tell of, so that nothing is ever written over them, and they are told
// once. It returns the errors with where the files are now. One that another process has stays where it is.
func (s *Store) SetAside(problems []error) []error {
	told := slices.Clone(problems)
	for i, problem := range problems {
		if damage, ok := errors.AsType[*Damaged](problem); ok {
			told[i] = s.setAside(damage)
		}
	}
	return told
}

func (s *Store) setAside(damage *Damaged) error {
	if !s.has(damage.id) {
		if held, other := errors.AsType[*Held](s.Take(damage.id)); other {
			return &Error{Path: damage.path, What: "is damaged: " + damage.what, Next: held.Error()}
		}
		defer s.release(damage.id)
	}
	stem := damage.path + ".damaged-" + s.Now().UTC().Format("20060102T150405Z")
	aside := stem
	for i := 2; exists(aside); i++ {
		aside = fmt.Sprintf("%s-%d", stem, i)
	}
	if err := os.Rename(damage.path, aside); err != nil {
		return &Error{Path: damage.path, What: "is damaged: " + damage.what, Next: "it cannot be set aside: " + disk.Reason(err), Err: err}
	}
	return &Error{Path: damage.path, What: "is damaged: " + damage.what, Next: "it was set aside as " + aside}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Save writes an investigation as it is now, and holds it from then on.
func (s *Store) Save(inv checklist.Investigation) error {
	if !ids.MatchString(inv.ID) {
		return fmt.Errorf("an investigation cannot be called %q", inv.ID)
	}
	if err := os.MkdirAll(s.Folder, 0o700); err != nil {
		return s.unwritten(err)
	}
	if err := s.firstTime(inv.ID); err != nil {
		return err
	}
	data, err := encode(inv, s.Now())
	if err != nil {
		return err
	}
	if err := disk.Replace(s.path(inv.ID), disk.Private, func(file *os.File) error {
		_, err := file.Write(data)
		return err
	}); err != nil {
		return s.unwritten(err)
	}
	return nil
}

// firstTime takes an investigation that this process does not hold yet. What lies in its place is written over only if
// it is one that can be read.
func (s *Store) firstTime(id string) error {
	if s.has(id) {
		return nil
	}
	err := s.Take(id)
	if _, other := errors.AsType[*Held](err); other {
		return err // what else keeps it from being held, a folder without locks, does not keep it from being written
	}
	if !exists(s.path(id)) {
		return nil
	}
	if _, err := s.Read(id); err != nil {
		if aside := s.SetAside([]error{err})[0]; exists(s.path(id)) {
			return aside
		}
	}
	s.sweep()
	return nil
}

func (s *Store) unwritten(err error) error {
	return fmt.Errorf("%s cannot be written: %s", s.Folder, disk.Reason(err))
}

// abandoned is the age at which a file that was never finished belongs to nobody any more.
const abandoned = time.Hour

// sweep takes away what a process that was killed in the middle of writing left behind.
func (s *Store) sweep() {
	files, _ := os.ReadDir(s.Folder)
	for _, file := range files {
		name := file.Name()
		info, err := file.Info()
		if err != nil || !strings.HasPrefix(name, ".") || !strings.Contains(name, extension+".") || s.Now().Sub(info.ModTime()) < abandoned {
			continue
		}
		_ = os.Remove(filepath.Join(s.Folder, name)) // another process may have been quicker
	}
}

// Error is what there is to say of a file.
type Error struct {
	Path, What, Next string
	Err              error
}

// ID is that of the investigation that the file would hold.
func (e *Error) ID() string { return strings.TrimSuffix(filepath.Base(e.Path), extension) }

func (e *Error) Error() string { return e.Path + " " + e.What + "; " + e.Next }

func (e *Error) Unwrap() error { return e.Err }
