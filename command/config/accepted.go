package config

import (
	"regexp"

	"github.com/goccy/go-yaml/ast"

	"parity/model/rules"
)

// AcceptedName is the file of what somebody accepted as debt. It lies beside parity.yaml.
const AcceptedName = "parity.accepted.yaml"

// ParseAccepted reads what a file of debts says; file is its name as it is to be printed. The error is of
// type Mistakes.
func ParseAccepted(file string, data []byte) (*rules.Accepted, error) {
	r := newReader(file, data, nil)
	var salt string
	var debts []rules.Debt
	if root := r.tree(data); root != nil {
		for _, f := range r.fields(root, "the file", "it holds salt and accepted", "salt", "accepted") {
			switch f.name {
			case "salt":
				salt = r.text(f.value, "salt", "a text that parity made up")
			case "accepted":
				debts = r.debts(f.value)
			}
		}
		if salt == "" && len(debts) > 0 {
			r.wrong(root, "the file has no salt", "without it no fingerprint is known again: accept anew")
		}
	}
	if len(r.mistakes) > 0 {
		r.mistakes.sort()
		return nil, r.mistakes
	}
	return rules.NewAccepted(salt, debts), nil
}

const aDebt = "parity writes these: accept the difference anew"

var fingerprint = regexp.MustCompile(`^[0-9a-f]{64}$`)

// debts reads the list. What a debt is about is written down for people: the fingerprint alone decides.
func (r *reader) debts(node ast.Node) []rules.Debt {
	var debts []rules.Debt
	for _, element := range r.list(node, "accepted", aDebt) {
		var debt rules.Debt
		fields := r.fields(element, "an accepted difference", aDebt, "fingerprint", "what", "by", "at", "expires")
		r.required(element, "an accepted difference", aDebt, fields, "fingerprint")
		r.required(element, "an accepted difference", "a debt without an end is none: say until which day", fields, "expires")
		for _, f := range fields {
			what := f.name + " of an accepted difference"
			switch f.name {
			case "fingerprint":
				debt.Fingerprint = r.matching(f.value, what, fingerprint, aDebt)
			case "by":
				debt.By = r.text(f.value, what, "a person")
			case "at":
				debt.At = r.date(f.value, what)
			case "expires":
				// It holds to the end of its last day, as a rule does.
				if day := r.date(f.value, what); !day.IsZero() {
					debt.Expires = day.AddDate(0, 0, 1).Add(-1)
				}
			case "what":
				r.text(f.value, what, "words for people")
			}
		}
		debts = append(debts, debt)
	}
	return debts
}
