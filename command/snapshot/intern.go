package snapshot

import (
	"bytes"
	"hash/maphash"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// interner gives equal short texts one string. It forgets: a table of fixed size catches what repeats
// (types, tiers, users, accounts) at the cost of a comparison, where a map of all values would cost more
// than the values.
type interner struct {
	seed  maphash.Seed
	table [1 << 13]string
	slab  strings.Builder
}

const (
	internable = 128
	slabSize   = 32 << 10
)

func newInterner() *interner { return &interner{seed: maphash.MakeSeed()} }

// plain is the string of some bytes.
func (t *interner) plain(raw []byte) string {
	if len(raw) > internable {
		return string(raw)
	}
	at := &t.table[maphash.Bytes(t.seed, raw)%uint64(len(t.table))]
	if *at == string(raw) {
		return *at
	}
	*at = t.keep(raw)
	return *at
}

// keep copies bytes into a slab, so that many short strings are one allocation.
func (t *interner) keep(raw []byte) string {
	if t.slab.Cap()-t.slab.Len() < len(raw) {
		t.slab = strings.Builder{}
		t.slab.Grow(slabSize)
	}
	start := t.slab.Len()
	t.slab.Write(raw)
	return t.slab.String()[start:]
}

// quoted is the text of a JSON string, and how many bytes it has.
func (t *interner) quoted(raw jsontext.Value) (text string, size int, err error) {
	if bytes.IndexByte(raw, '\\') < 0 {
		text = t.plain(raw[1 : len(raw)-1])
		return text, len(text), nil
	}
	unquoted, err := jsontext.AppendUnquote(nil, raw)
	text = string(unquoted)
	return text, len(text), err
}
