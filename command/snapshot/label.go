package snapshot

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"sync"

	"parity/model"
)

// Labels gives secrets' tokens random names, the same in all writings that share it. A token's run gets a name too, so
// that secrets of two runs stay incomparable in a file.
type Labels struct {
	random io.Reader

	mu    sync.Mutex
	names map[string]string
}

// NewLabels makes labels for one run. Nil random is the system's own.
func NewLabels(random io.Reader) *Labels {
	if random == nil {
		random = rand.Reader
	}
	return &Labels{random: random, names: map[string]string{}}
}

// of is the label of a secret; ok is false where it is locked.
func (l *Labels) of(secret model.Secret) (label string, ok bool, err error) {
	if secret.Locked() {
		return "", false, nil
	}
	run, _, _ := strings.Cut(secret.Token(), ":")
	prefix, err := l.name("run "+run, 6)
	if err != nil {
		return "", false, err
	}
	suffix, err := l.name("secret "+secret.Token(), 9)
	if err != nil {
		return "", false, err
	}
	return prefix + ":" + suffix, true, nil
}

func (l *Labels) name(key string, bytes int) (string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if name, ok := l.names[key]; ok {
		return name, nil
	}
	raw := make([]byte, bytes)
	if _, err := io.ReadFull(l.random, raw); err != nil {
		return "", fmt.Errorf("no random bytes for a secret's label: %w", err)
	}
	name := hex.EncodeToString(raw)
	l.names[key] = name
	return name, nil
}
