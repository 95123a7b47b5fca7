package command

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"parity/model"
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
	for _, layout := range []string{"15:04", time.TimeOnly} {
		if clock, err := time.Parse(layout, text); err == nil {
			return func(loadedAt time.Time) time.Time { return lastTime(clock, loadedAt.In(zone)) }, nil
		}
	}
	for _, layout := range []string{time.DateOnly, "2006-01-02 15:04", "2006-01-02T15:04", time.DateTime, "2006-01-02T15:04:05", time.RFC3339} {
		if at, err := time.ParseInLocation(layout, text, zone); err == nil {
			return func(time.Time) time.Time { return at }, nil
		}
	}
	return nil, fmt.Errorf("--since %q is no time; write 02:10, 2h, 3d, 2026-11-20 or \"2026-11-20 02:10\"", text)
}

// lastTime is the last time at which a clock showed what another one shows.
func lastTime(clock, now time.Time) time.Time {
	on := func(day int) time.Time {
		return time.Date(now.Year(), now.Month(), day, clock.Hour(), clock.Minute(), clock.Second(), 0, now.Location())
	}
	if at := on(now.Day()); !at.After(now) {
		return at
	}
	return on(now.Day() - 1)
}

// refuseFuture refuses a window that begins after everything was loaded: nothing could be in it.
func (pl *plan) refuseFuture(now time.Time) error {
	var latest time.Time
	for i := range pl.environments {
		at := pl.environments[i].loadedAt()
		if at.IsZero() {
			at = now
		}
		if at.After(latest) {
			latest = at
		}
	}
	start := pl.since.start(latest)
	if !start.After(latest) {
		return nil
	}
	zone := start.Location()
	if latest.Before(now) {
		return fmt.Errorf("--since %s is after what was loaded last, of %s; write an earlier time, or 2h", pl.chosen, latest.In(zone).Format(inFull))
	}
	return fmt.Errorf("--since %s is in the future: it is %s; write an earlier time, or 2h", pl.chosen, latest.In(zone).Format(inFull))
}

// inFull is a time that leaves no doubt of its zone.
const inFull = "Mon 2 Jan 2006 15:04 MST"

// tellWindow tells of a window that somebody chose where it begins before the first load that is kept: what changed
// before that may not be known. Where nothing is known to have changed the report says so itself.
func (p *program) tellWindow(pl *plan, c *model.Comparison) {
	if pl.chosen == "" || !slices.ContainsFunc(c.Entries, func(e *model.Entry) bool { return e.Has(model.Recent) }) {
		return
	}
	still := c.Still()
	if still.After.After(c.Since) {
		p.tell(fmt.Sprintf("--since %s: loads are kept from %s on; what changed before is known only where AWS dates it",
			pl.chosen, still.After.Local().Format(inFull)))
	}
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
