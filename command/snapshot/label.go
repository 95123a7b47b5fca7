package snapshot

import (
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"parity/model"
)

// labels gives secrets' tokens random names for one writing. A token's run gets a name too, so that
// secrets of two runs stay incomparable in the file.
type labels struct {
	random io.Reader
	names  map[string]string
}

func newLabels(random io.Reader) *labels {
	return &labels{random: random, names: map[string]string{}}
}

// of is the label of a secret; ok is false where it is locked.
func (l *labels) of(secret model.Secret) (label string, ok bool, err error) {
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

func (l *labels) name(key string, bytes int) (string, error) {
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
