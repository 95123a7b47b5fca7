package config

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"parity/model"
	"parity/model/rules"
)

// DebtLasts is how long an accepted difference is accepted.
const DebtLasts = 90 * 24 * time.Hour

// EditAccepted is the text of a file of debts with more of them: those of the entries that may be accepted, by
// a person, from a day on. Data without a salt gets one.
func EditAccepted(file string, data []byte, entries []*model.Entry, by string, at time.Time) ([]byte, error) {
	if strings.TrimSpace(string(data)) == "" {
		data = fmt.Appendf(nil, "# Differences accepted as debt, each until its day. parity writes this file.\nsalt: %s\naccepted:\n", quoted(rand.Text()))
	}
	before, err := ParseAccepted(file, data)
	if err != nil {
		return nil, err
	}
	if before.Salt == "" {
		return nil, errors.New(file + " has no salt; take the file away, and accept anew")
	}
	debts, items := newDebts(before, entries, by, at)
	if len(debts) == 0 {
		return data, nil
	}
	d := newDocument(file, data)
	ways := d.addDebts(items)
	for attempt := range ways {
		written := attempt.bytes()
		if got, err := ParseAccepted(file, written); err == nil && got.Salt == before.Salt && holds(got.Debts, before.Debts, debts) {
			return written, nil
		}
	}
	return nil, fmt.Errorf("%s: no place is found for the accepted differences; take the file away, and accept anew", file)
}

// newDebts are the debts of entries, and how they are written.
func newDebts(shelf *rules.Accepted, entries []*model.Entry, by string, at time.Time) ([]rules.Debt, [][]pair) {
	var debts []rules.Debt
	var items [][]pair
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	for _, e := range entries {
		if !rules.Acceptable(e) {
			continue
		}
		debt := rules.Debt{Fingerprint: rules.Fingerprint(shelf.Salt, e), By: by, At: day(at)}
		until := day(at.Add(DebtLasts))
		debt.Expires = until.AddDate(0, 0, 1).Add(-1)
		debts = append(debts, debt)
		items = append(items, []pair{
			{"fingerprint", debt.Fingerprint},
			{"what", scalar(about(e))},
			{"by", scalar(by)},
			{"at", debt.At.Format(time.DateOnly)},
			{"expires", until.Format(time.DateOnly)},
		})
	}
	return debts, items
}

// about says what a debt is about, for people.
func about(e *model.Entry) string {
	words := e.Type.Name + " " + e.Name
	if !e.Attribute.IsZero() {
		words += " " + e.Attribute.String()
	}
	return words + ", " + e.Environment
}

// addDebts puts debts at the end of the list.
func (d *document) addDebts(items [][]pair) attempts {
	margin, step := 2, 2
	p := d.section("accepted")
	var sequence *ast.SequenceNode
	if p != nil {
		sequence, _ = d.resolve(p.Value).(*ast.SequenceNode)
	}
	if sequence != nil && !sequence.IsFlowStyle {
		margin = positionOf(sequence.Start).column - 1
	}
	var texts []string
	for _, item := range items {
		texts = append(texts, itemLines(item, margin, step)...)
	}
	switch {
	case p == nil:
		return d.atEnd(append([]string{"accepted:"}, texts...)...)
	case d.isEmpty(p):
		return d.belowKey(p, texts...)
	case sequence == nil || sequence.IsFlowStyle:
		return none
	default:
		return d.behind(sequence, margin, texts...)
	}
}

// holds says that a list is another with more behind it.
func holds(list, before, more []rules.Debt) bool {
	want := append(before[:len(before):len(before)], more...)
	if len(list) != len(want) {
		return false
	}
	for i := range want {
		if list[i] != want[i] {
			return false
		}
	}
	return true
}
