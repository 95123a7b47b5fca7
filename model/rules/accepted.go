package rules

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"parity/model"
)

// Debt is a difference somebody has accepted for a while.
type Debt struct {
	Fingerprint string
	By          string
	At, Expires time.Time
}

// Accepted is the shelf of debt: parity.accepted.yaml.
type Accepted struct {
	// Salt is kept in the file, so that a fingerprint cannot be tried against a dictionary of values.
	Salt  string
	Debts []Debt
	index map[string]int
}

// NewAccepted makes a shelf of debts.
func NewAccepted(salt string, debts []Debt) *Accepted {
	a := &Accepted{Salt: salt, Debts: debts, index: make(map[string]int, len(debts))}
	for i, d := range debts {
		a.index[d.Fingerprint] = i
	}
	return a
}

// Find is the debt under which an entry was accepted and still is.
func (a *Accepted) Find(e *model.Entry, now time.Time) (Debt, bool) {
	if a == nil || len(a.Debts) == 0 || !Acceptable(e) {
		return Debt{}, false
	}
	i, ok := a.index[Fingerprint(a.Salt, e)]
	if !ok || now.After(a.Debts[i].Expires) {
		return Debt{}, false
	}
	return a.Debts[i], true
}

// Acceptable says that a difference may be accepted at all: never one with a finding that matters more.
func Acceptable(e *model.Entry) bool {
	return e.Verdict.Unexplained() && !slices.ContainsFunc(e.Findings, func(f model.Finding) bool {
		return f != model.SplitRole && f != model.Recent
	})
}

// Fingerprint is what one difference is recognised by: type, name, attribute, environment and both values,
// secrets left out. A third value has another.
func Fingerprint(salt string, e *model.Entry) string {
	text, _ := json.Marshal([]any{ // of texts and values, which always encode
		salt, e.Type.Name, e.Name, e.Attribute.Segments(), e.Environment, canonical(e.Mine), canonical(e.Baseline), e.Verdict.String(),
	})
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Alike says that two entries have one fingerprint, whatever the salt.
func Alike(a, b *model.Entry) bool {
	return a.Type.Name == b.Type.Name && a.Name == b.Name && a.Attribute == b.Attribute && a.Environment == b.Environment &&
		a.Verdict == b.Verdict && sidesAlike(&a.Mine, &b.Mine) && sidesAlike(&a.Baseline, &b.Baseline)
}

func sidesAlike(a, b *model.Side) bool {
	switch bare := a.Several == nil && b.Several == nil && a.Shown == b.Shown; {
	case bare && (a.Shown != "" || a.Value == b.Value):
		return true
	case bare && a.Value.Kind() == model.Text && b.Value.Kind() == model.Text:
		return false
	default: // of secrets what is shown counts alone
		return written(canonical(*a)) == written(canonical(*b))
	}
}

func written(side any) string {
	text, _ := json.Marshal(side) // of texts and values, which always encode
	return string(text)
}

// canonical is one side in a form that holds no ids, for they change with every replacement.
func canonical(s model.Side) any {
	if s.Several != nil {
		type counted struct {
			Value any
			Count int
		}
		// They come in the order of their ids, where they are references.
		several := slices.SortedStableFunc(slices.Values(s.Several), func(a, b model.Counted) int { return cmp.Compare(a.Shown, b.Shown) })
		var list []counted
		for _, c := range several {
			one := counted{c.Value, c.Count}
			if c.Shown != "" {
				one.Value = c.Shown
			}
			list = append(list, one)
		}
		return list
	}
	if s.Shown != "" {
		return s.Shown
	}
	return s.Value
}
