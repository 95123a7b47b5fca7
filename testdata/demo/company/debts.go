package company

import (
	"bytes"
	"fmt"

	"parity/aws"
	"parity/model"
	"parity/model/compare"
	"parity/model/rules"
)

// debt is a difference that somebody has accepted for a while.
type debt struct {
	kind, role, attribute, environment string
	by, at, expires                    string
}

var debts = []debt{
	{"AWS::RDS::DBParameterGroup", "acme-payments", "Parameters.idle_in_transaction_session_timeout", "staging", "a.silva", "2026-10-12", "2027-01-10"},
	{"AWS::SSM::Parameter", "/users/jwt/signing_key", "KeyId", "staging", "m.rossi", "2026-11-02", "2027-01-31"},
	{"AWS::SSM::Parameter", "/fraud/threshold", "Value", "staging", "m.rossi", "2026-11-02", "2027-01-31"},
}

const salt = "3c1e7a90d2b84f65"

// accepted is the file of the debts, with the fingerprint that each has in the comparison of the demo.
func accepted(inventories []*model.Inventory) ([]byte, error) {
	result, err := compare.Run(model.NewCatalog(aws.Types()...), inventories, compare.Options{Now: Now})
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString("# Differences accepted as debt, each until its day.\n")
	fmt.Fprintf(&out, "salt: %q\naccepted:\n", salt)
	for _, d := range debts {
		entry := d.find(result.Entries)
		if entry == nil || !rules.Acceptable(entry) {
			return nil, fmt.Errorf("nothing can be accepted at %s %s %s", d.kind, d.role, d.attribute)
		}
		fmt.Fprintf(&out, "  - fingerprint: %s\n    what: %s %s %s, %s\n    by: %s\n    at: %s\n    expires: %s\n",
			rules.Fingerprint(salt, entry), d.kind, d.role, d.attribute, d.environment, d.by, d.at, d.expires)
	}
	return out.Bytes(), nil
}

func (d debt) find(entries []*model.Entry) *model.Entry {
	for _, e := range entries {
		if e.Type.Name == d.kind && e.Name == d.role && e.Attribute.String() == d.attribute && e.Environment == d.environment {
			return e
		}
	}
	return nil
}
