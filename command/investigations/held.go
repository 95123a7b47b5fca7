package investigations

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// hold is an investigation that this process has. The system frees it when the process ends, however it does.
type hold struct{ lock *flock.Flock }

// Held says that another process has an investigation.
type Held struct {
	ID string
	// Holder is that process, in words.
	Holder string
}

func (h *Held) Error() string { return h.Holder + " has it open" }

// has says that this process holds an investigation.
func (s *Store) has(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.held[id] != nil
}

// Take holds an investigation, so that no other process writes it. The error is Held where another one does, and else
// says why nobody can hold anything there.
func (s *Store) Take(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held[id] != nil {
		return nil
	}
	path := filepath.Join(s.Folder, "."+id+".lock")
	lock := flock.New(path, flock.SetPermissions(0o600))
	switch locked, err := lock.TryLock(); {
	case err != nil:
		return fmt.Errorf("it cannot be locked: %w", err)
	case !locked:
		return &Held{id, holder(path)}
	}
	host, _ := os.Hostname()
	// It only tells others who has it. Where that cannot be written they are told of another process.
	_ = os.WriteFile(path, fmt.Appendf(nil, "%d %s\n", os.Getpid(), host), 0o600)
	if s.held == nil {
		s.held = map[string]*hold{}
	}
	s.held[id] = &hold{lock}
	return nil
}

// holder is who wrote a lock, in words.
func holder(path string) string {
	data, err := os.ReadFile(path)
	pid, where, ok := strings.Cut(strings.TrimSpace(string(data)), " ")
	if err != nil || !ok {
		return "another process"
	}
	if host, _ := os.Hostname(); where != host {
		return "process " + pid + " on " + where
	}
	return "process " + pid
}

// release lets others have an investigation.
func (s *Store) release(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if h := s.held[id]; h != nil {
		delete(s.held, id)
		_ = h.lock.Close() // the end of the process does it otherwise
	}
}

// Release lets others have whatever this process holds.
func (s *Store) Release() {
	s.mu.Lock()
	ids := make([]string, 0, len(s.held))
	for id := range s.held {
		ids = append(ids, id)
	}
	s.mu.Unlock()
	for _, id := range ids {
		s.release(id)
	}
}
