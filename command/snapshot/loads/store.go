package loads

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parity/command/disk"
	"parity/command/snapshot"
	"parity/model"
)

// most is how many bytes all loads together may take.
const most = 512 << 20

// abandoned is the age at which a file that was never finished belongs to nobody any more.
const abandoned = time.Hour

// Store is the loads that are kept in one folder. Any number of processes may use it at once.
type Store struct {
	// Folder is where they lie. It need not be there yet.
	Folder string
	// Catalog understands what is read, and is written down with what is kept.
	Catalog *model.Catalog
	// Now is the clock the loads age by.
	Now func() time.Time
	// Most bounds their size together; 0 is half a gigabyte.
	Most int64
	// Labels names secrets alike in all that one run keeps, so that two environments can be held against each other as
	// they were; nil names them anew in each load.
	Labels *snapshot.Labels
}

// Folder is where this machine keeps loads.
func Folder(getenv func(string) string) (string, error) {
	base := getenv("XDG_CACHE_HOME")
	if !filepath.IsAbs(base) { // XDG's own rule for what is none
		var err error
		if base, err = os.UserCacheDir(); err != nil {
			return "", fmt.Errorf("there is no folder for what is kept between runs: %w", err)
		}
	}
	return filepath.Join(base, "parity", "loads"), nil
}

// Keep keeps a load, and takes away those that need not be kept any longer. What it was called off from leaves
// nothing behind.
func (s *Store) Keep(ctx context.Context, place Place, inv *model.Inventory) error {
	if !place.known() {
		return nil
	}
	folder := place.folder(s.Folder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return s.unwritten(err)
	}
	path := filepath.Join(folder, nameOf(inv))
	if err := s.write(ctx, path, inv); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return s.unwritten(err)
	}
	s.tidy(folder)
	return nil
}

// unwritten is one and the same for all that cannot be written.
func (s *Store) unwritten(err error) error {
	return fmt.Errorf("what is loaded is not kept: %s cannot be written: %s; --no-cache keeps nothing", s.Folder, disk.Reason(err))
}

// write writes a load, for its owner alone.
func (s *Store) write(ctx context.Context, path string, inv *model.Inventory) error {
	return disk.Replace(path, disk.Private, func(file *os.File) error {
		compressed, err := gzip.NewWriterLevel(until{ctx, file}, gzip.BestSpeed)
		if err != nil {
			return err
		}
		if err := (snapshot.Writer{Catalog: s.Catalog, Labels: s.Labels}).Write(compressed, []*model.Inventory{inv}); err != nil {
			return err
		}
		return compressed.Close()
	})
}

// until writes as long as it is not called off.
type until struct {
	ctx context.Context
	w   io.Writer
}

func (u until) Write(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.w.Write(p)
}

// List lists the loads of a place, newest first.
func (s *Store) List(place Place) []Kept {
	if !place.known() {
		return nil
	}
	kept := oldestFirst(list(place.folder(s.Folder)))
	slices.Reverse(kept)
	return kept
}

// list lists the loads in a folder. What cannot be listed is not there.
func list(folder string) []Kept {
	files, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	var kept []Kept
	for _, file := range files {
		k, ok := keptOf(filepath.Join(folder, file.Name()))
		info, err := file.Info()
		if !ok || err != nil || !info.Mode().IsRegular() {
			continue
		}
		k.Size = info.Size()
		kept = append(kept, k)
	}
	return kept
}

// Read reads a load. One that is damaged is taken away, and the error says so; one that another process took away
// meanwhile is nil.
func (s *Store) Read(k Kept) (*model.Inventory, error) {
	inventories, err := snapshot.ReadFile(k.Path, s.Catalog)
	if err == nil && len(inventories) == 1 {
		return inventories[0], nil
	}
	return nil, s.unreadable(k, err)
}

// Head reads what a load is of and what it had not read, without its resources.
func (s *Store) Head(k Kept) (*model.Inventory, error) {
	inv, err := snapshot.ReadHead(k.Path, s.Catalog)
	if err == nil {
		return inv, nil
	}
	return nil, s.unreadable(k, err)
}

func (s *Store) unreadable(k Kept, err error) error {
	var known *snapshot.Error
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.As(err, &known) && !known.Damaged():
		return fmt.Errorf("the load of %s is passed over: %s", at(k), known.What)
	}
	what := "it is none"
	if known != nil {
		what = known.What
	}
	if err := os.Remove(k.Path); err != nil {
		return fmt.Errorf("the load of %s is passed over: %s; delete %s", at(k), what, k.Path)
	}
	return fmt.Errorf("the load of %s was deleted: %s", at(k), what)
}

func at(k Kept) string { return k.At.Local().Format("Mon 2 Jan 2006 15:04") + " kept on this machine" }

// tidy takes away what need not be kept any longer. What cannot be taken away stays.
func (s *Store) tidy(folder string) {
	now := s.Now()
	remove(surplus(now, list(folder)))
	sweep(folder, now)
	places := map[string][]Kept{}
	_ = filepath.WalkDir(s.Folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return nil // what cannot be listed cannot be taken away either
		}
		if kept := list(path); len(kept) > 0 {
			places[path] = kept
		}
		return nil
	})
	bound := s.Most
	if bound == 0 {
		bound = most
	}
	remove(excess(places, bound))
}

func remove(kept []Kept) {
	for _, k := range kept {
		_ = os.Remove(k.Path) // another process may have been quicker
	}
}

// sweep takes away what a process that ended in the middle left behind.
func sweep(folder string, now time.Time) {
	files, _ := os.ReadDir(folder)
	for _, file := range files {
		if info, err := file.Info(); err == nil && strings.HasPrefix(file.Name(), ".") && now.Sub(info.ModTime()) > abandoned {
			_ = os.Remove(filepath.Join(folder, file.Name()))
		}
	}
}
