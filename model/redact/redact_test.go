package redact_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"parity/model"
	"parity/model/checklist"
	"parity/model/compare"
	"parity/model/modeltest"
	"parity/model/redact"
)

// compared are two environments that differ in values, rules, tags, a role and a secret.
func compared(t *testing.T) *model.Comparison {
	t.Helper()
	fleet := func(name, n string) *model.Inventory {
		web := modeltest.Resource(modeltest.Instance, "i-0"+name, "acme-"+name+"-web", "InstanceType=t3.canary"+n)
		web.Set(model.NewPath("Tags", "Team"), model.TextValue("canary"+n))
		group := modeltest.Resource(modeltest.Group, "sg-0"+name, "acme-"+name+"-web")
		modeltest.Rule(group, "Ingress", "tcp", "8080", "192.168."+n+".0/24")
		modeltest.Rule(group, "Ingress", "tcp", "8080", "172.16."+n+".0/24")
		secret := modeltest.Param("/"+name+"/api/token", "")
		secret.Set(model.Dotted("Value"), model.SealedValue("r:canary"+n))
		return modeltest.Inventory(name, web, group, secret, modeltest.Param("/"+name+"/url", "https://canary"+n+".example"))
	}
	result, err := compare.Run(modeltest.Catalog(), []*model.Inventory{fleet("staging", "7"), fleet("prod", "9")}, compare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range result.Entries {
		e.Change = &model.Change{Environment: "prod", Was: model.TextValue("canary was"), How: "RDS event: set to canary", By: "joao"}
	}
	return result.Comparison
}

func told(c *model.Comparison) string {
	var out strings.Builder
	for _, e := range c.Entries {
		fmt.Fprintln(&out, e.Name, e.Attribute, e.Environment, e.Verdict, e.Findings, e.Mine, e.Baseline, e.Reason, e.Also, e.Exchange, e.Relaxable, *e.Change)
	}
	for _, cause := range c.Causes {
		fmt.Fprintln(&out, cause.Title, cause.Reach, cause.Why, cause.Words, len(cause.Entries))
	}
	return out.String()
}

func TestValues(t *testing.T) {
	c := compared(t)
	before := told(c)
	hidden, none := redact.Values(c, nil)
	if none != nil {
		t.Error("no investigation became one")
	}
	after := told(hidden)
	for _, value := range []string{"canary", "192.168", "172.16"} {
		if strings.Contains(after, value) || !strings.Contains(before, value) {
			t.Errorf("%q is still there:\n%s", value, after)
		}
	}
	if told(c) != before {
		t.Error("what was there is changed")
	}
	if len(hidden.Entries) != len(c.Entries) || len(hidden.Causes) != len(c.Causes) {
		t.Fatalf("%d entries, %d causes", len(hidden.Entries), len(hidden.Causes))
	}
	for i, e := range hidden.Entries {
		was := c.Entries[i]
		if e.Verdict != was.Verdict || e.Name != was.Name || e.Environment != was.Environment || e.Cause != was.Cause {
			t.Errorf("%s %s became %s %s", was.Name, was.Verdict, e.Name, e.Verdict)
		}
		if e.Row == was.Row || e.Row.Name != was.Row.Name || e.Replaces != nil && e.Replaces == was.Replaces {
			t.Errorf("%s is in the row of before", e.Name)
		}
	}
	if !strings.Contains(after, "Ingress.tcp.8080.(hidden)") || !strings.Contains(after, "Ingress.tcp.8080.(hidden 2)") {
		t.Errorf("two rules are not told apart:\n%s", after)
	}
}

// TestDecisionsFindTheirLines: what was ruled out, by the key of its value, is so in the redacted record, and nothing
// else is.
func TestDecisionsFindTheirLines(t *testing.T) {
	c := compared(t)
	at := time.Date(2026, 11, 24, 2, 29, 0, 0, time.UTC)
	ruled := ""
	for _, e := range c.Entries {
		if strings.Contains(e.Attribute.String(), "172.16") {
			ruled = checklist.EntryKey(e)
			break
		}
	}
	inv := checklist.Investigation{}.Decided(ruled, func(d *checklist.Decision) {
		d.RuledOut, d.Of, d.Reason, d.Title = at, []string{ruled}, "an old network", "canary against canary"
	})
	hidden, redacted := redact.Values(c, &inv)
	out, was := redacted.Out(), inv.Out()
	for i, e := range hidden.Entries {
		_, now := out.Entry(e)
		if _, before := was.Entry(c.Entries[i]); now != before {
			t.Errorf("%s %s: ruled out %v, was %v", e.Name, e.Attribute, now, before)
		}
	}
	for key, d := range redacted.Decisions {
		if strings.Contains(key+d.Title+strings.Join(d.Of, " "), "canary") || strings.Contains(key+strings.Join(d.Of, " "), "172.16") {
			t.Errorf("%q %+v", key, d)
		}
		if d.Reason != "an old network" {
			t.Errorf("what was written is gone: %+v", d)
		}
	}
	if inv.Decisions[ruled].Title != "canary against canary" {
		t.Error("the investigation itself is changed")
	}
}
