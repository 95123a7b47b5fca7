package config

import (
	"strings"
	"testing"
	"time"

	"parity/model"
	"parity/model/rules"
)

func TestAccepted(t *testing.T) {
	entry := &model.Entry{
		Type: &model.Type{Name: "AWS::SSM::Parameter"}, Name: "/orders/pool/size", Attribute: model.Dotted("Value"), Environment: "staging",
		Verdict: model.Drift, Mine: model.Side{Value: model.TextValue("20")}, Baseline: model.Side{Value: model.TextValue("40")},
	}
	accepted, err := ParseAccepted(AcceptedName, []byte(`# debt
salt: salt of the test
accepted:
  - fingerprint: `+rules.Fingerprint("salt of the test", entry)+`
    what: AWS::SSM::Parameter /orders/pool/size Value, staging
    by: m.rossi
    at: 2026-10-12
    expires: 2027-01-10
`))
	if err != nil {
		t.Fatal(err)
	}
	debt, found := accepted.Find(entry, time.Date(2027, time.January, 10, 23, 59, 0, 0, time.UTC))
	if !found || debt.By != "m.rossi" || debt.At.Format(time.DateOnly) != "2026-10-12" {
		t.Errorf("on its last day: %+v, %v, want the debt of m.rossi", debt, found)
	}
	if _, found := accepted.Find(entry, time.Date(2027, time.January, 11, 0, 0, 0, 0, time.UTC)); found {
		t.Error("the debt is still found on the day after its last")
	}
	entry.Mine.Value = model.TextValue("10")
	if _, found := accepted.Find(entry, time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)); found {
		t.Error("a third value is taken for the accepted one")
	}
}

func TestMistakesInAccepted(t *testing.T) {
	for text, want := range map[string]string{
		"accepted: [{fingerprint: abc, expires: 2027-01-10}]\nsalt: x":                                 "accepted:1",
		"salt: x\naccepted:\n  - {expires: 2027-01-10}\n":                                              "accepted:3",
		"salt: x\naccepted:\n  - {fingerprint: " + strings.Repeat("0", 64) + "}\n":                     "until which day",
		"accepted:\n  - {fingerprint: " + strings.Repeat("0", 64) + ", expires: 2027-01-10}\n":         "no salt",
		"salt: x\naccepted:\n  - {fingerprint: " + strings.Repeat("0", 64) + ", expires: next spring}": "a day",
		"salt: x\ndebts: []\n": "debts",
	} {
		_, err := ParseAccepted("accepted", []byte(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ParseAccepted(%q) = %v, want one that says %q", text, err, want)
		}
	}
}
