package command

import (
	"strings"
	"testing"
	"time"
)

func TestSince(t *testing.T) {
	zone := time.FixedZone("CET", 3600)
	loaded := time.Date(2026, time.November, 24, 2, 14, 0, 0, time.UTC) // 03:14 there
	for text, want := range map[string]string{
		"2h": "2026-11-24T00:14:00Z", "90m": "2026-11-24T00:44:00Z", "3d": "2026-11-21T02:14:00Z",
		"03:10": "2026-11-24T02:10:00Z", "03:14": "2026-11-24T02:14:00Z", "03:15": "2026-11-23T02:15:00Z", "23:00": "2026-11-23T22:00:00Z",
		"2026-11-20": "2026-11-19T23:00:00Z", "2026-11-20 02:10": "2026-11-20T01:10:00Z",
		"2026-11-20T02:10": "2026-11-20T01:10:00Z", "2026-11-20T02:10:00Z": "2026-11-20T02:10:00Z",
		"2026-11-20T02:10:00+05:30": "2026-11-19T20:40:00Z", "2026-11-20 02:10:07": "2026-11-20T01:10:07Z", "03:10:07": "2026-11-24T02:10:07Z",
		"2027-01-01": "2026-12-31T23:00:00Z",
	} {
		w, err := parseSince(text, zone)
		if err != nil {
			t.Errorf("--since %s: %v", text, err)
			continue
		}
		if got := w.start(loaded).UTC().Format(time.RFC3339); got != want {
			t.Errorf("--since %s begins %s, want %s", text, got, want)
		}
	}
	for _, text := range []string{"yesterday", "-2h", "0d", "0s", "25:00", "2", "2026-13-01", "d", "-1d", "1.5d"} {
		if _, err := parseSince(text, zone); err == nil {
			t.Errorf("--since %q is taken for a time", text)
		}
	}
	// In the night in which the clocks are put back a time before it is that of summer.
	if rome, err := time.LoadLocation("Europe/Rome"); err == nil {
		w, _ := parseSince("00:30", rome)
		if got := w.start(time.Date(2026, time.October, 25, 3, 0, 0, 0, rome)); !got.Equal(time.Date(2026, time.October, 24, 22, 30, 0, 0, time.UTC)) {
			t.Errorf("--since 00:30 in the night of the change begins %s", got)
		}
	}
	if w, err := parseSince("", zone); err != nil || !w.start(loaded).IsZero() {
		t.Error("without --since the comparison's own window counts")
	}
}

func TestAWindowInTheFuture(t *testing.T) {
	now := time.Date(2026, time.November, 24, 2, 14, 0, 0, time.UTC)
	live, filed := environment{name: "prod"}, environment{name: "staging", kept: prodAgo(72, "1")}
	for _, c := range []struct {
		text         string
		environments []environment
		says         string
	}{
		{"2026-11-24 02:14", []environment{live}, ""},
		{"2h", []environment{live}, ""},
		{"23:59", []environment{live}, ""}, // the last one there was
		{"2026-11-24 02:15", []environment{live}, "is in the future: it is Tue 24 Nov 2026 02:14 UTC"},
		{"2026-11-24T03:14:00+01:00", []environment{live}, ""},
		{"2026-11-24T03:15:00+01:00", []environment{filed, live}, "is in the future"},
		{"2026-11-23", []environment{filed}, "is after what was loaded last, of Sat 21 Nov 2026 02:14 UTC"},
		{"2026-11-23", []environment{filed, live}, ""},
	} {
		w, err := parseSince(c.text, time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		err = (&plan{environments: c.environments, since: w, chosen: c.text}).refuseFuture(now)
		if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("--since %s: %v, want %q", c.text, err, c.says)
		}
	}
}
