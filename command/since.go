package command

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// window tells where the time in which changes are recent begins, measured back from when the baseline
// was loaded. The zero window leaves it to the comparison.
type window func(loadedAt time.Time) time.Time

func (w window) start(loadedAt time.Time) time.Time {
	if w == nil {
		return time.Time{}
	}
	return w(loadedAt)
}

// parseSince reads --since: a time of day (the last one before loading), a span, a day or a moment.
func parseSince(text string, zone *time.Location) (window, error) {
	if text == "" {
		return nil, nil
	}
	if span, ok := parseSpan(text); ok {
		return func(loadedAt time.Time) time.Time { return loadedAt.Add(-span) }, nil
	}
	if clock, err := time.Parse("15:04", text); err == nil {
		return func(loadedAt time.Time) time.Time {
			loaded := loadedAt.In(zone)
			at := time.Date(loaded.Year(), loaded.Month(), loaded.Day(), clock.Hour(), clock.Minute(), 0, 0, zone)
			if at.After(loaded) {
				at = time.Date(loaded.Year(), loaded.Month(), loaded.Day()-1, clock.Hour(), clock.Minute(), 0, 0, zone)
			}
			return at
		}, nil
	}
	for _, layout := range []string{time.DateOnly, "2006-01-02 15:04", "2006-01-02T15:04", time.RFC3339} {
		if at, err := time.ParseInLocation(layout, text, zone); err == nil {
			return func(time.Time) time.Time { return at }, nil
		}
	}
	return nil, fmt.Errorf("--since %q is no time; write 02:10, 2h, 3d, 2026-11-20 or \"2026-11-20 02:10\"", text)
}

// parseSpan reads a duration, in days too.
func parseSpan(text string) (time.Duration, bool) {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		n, err := strconv.ParseUint(days, 10, 16)
		return time.Duration(n) * 24 * time.Hour, err == nil && n > 0
	}
	span, err := time.ParseDuration(text)
	return span, err == nil && span > 0
}
