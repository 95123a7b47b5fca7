package command

import (
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
	if w, err := parseSince("", zone); err != nil || !w.start(loaded).IsZero() {
		t.Error("without --since the comparison's own window counts")
	}
}
