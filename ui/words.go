package ui

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// counted is a number and its noun: 1 role, 3 roles.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// thousands writes a number in groups of three, which the eye tells apart at once: 12 345.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + " " + digits[i:]
	}
	return digits
}

// listed joins words as a sentence does: a, b and c.
func listed(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// clipped joins at most so many words and says how many more there are.
func clipped(words []string, most int) string {
	if len(words) <= most {
		return listed(words)
	}
	return strings.Join(words[:most], ", ") + fmt.Sprintf(" and %d more", len(words)-most)
}

// moment is a time as near as it must be told apart from now: the hour on the same day, the day within
// half a year, the year else.
func moment(at, now time.Time) string {
	switch {
	case at.IsZero():
		return ""
	case sameDay(at, now):
		return at.Format("15:04")
	case now.Sub(at).Abs() < 180*24*time.Hour:
		return at.Format("Mon 2 Jan 15:04")
	default:
		return at.Format("2 Jan 2006")
	}
}

func sameDay(a, b time.Time) bool {
	yearA, dayA := a.Year(), a.YearDay()
	return yearA == b.Year() && dayA == b.YearDay()
}

// ago is how long ago something was, in the unit that fits.
func ago(d time.Duration) string {
	switch {
	case d < 2*time.Second:
		return "just now"
	case d < 2*time.Minute:
		return fmt.Sprintf("%d s ago", int(d.Seconds()))
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min ago", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h ago", int(d.Hours()))
	default:
		return fmt.Sprintf("%d days ago", int(d.Hours()/24))
	}
}
