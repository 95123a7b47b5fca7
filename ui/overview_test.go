package ui

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/modeltest"
	"parity/ui/frametest"
)

func columnsOf(l overviewLine) string {
	words := ""
	for _, column := range l.columns {
		words += column.text + " "
	}
	return words
}

// TestWindowTitle: other windows are told which environments these are, and how things stand.
func TestWindowTitle(t *testing.T) {
	p := opened(t, 80, 24, Options{})
	if got := p.View(); got.WindowTitle != "parity: prod staging dev · 28 rows differ" || got.ProgressBar != nil {
		t.Errorf("%q, progress %v", got.WindowTitle, got.ProgressBar)
	}
	p = pressed(p, "R")
	if got := p.View(); got.WindowTitle != "parity: prod staging dev · reading 0/15" || got.ProgressBar.State != tea.ProgressBarIndeterminate {
		t.Errorf("%q, progress %v", got.WindowTitle, got.ProgressBar)
	}
	p = partly(p)
	if got := p.View(); got.ProgressBar.State != tea.ProgressBarDefault || got.ProgressBar.Value != 100*4/15 {
		t.Errorf("progress %v", got.ProgressBar)
	}
	p = sent(p, loadedMsg{generation: p.reading.generation, err: errors.New("no network")})
	if got := p.View(); !strings.HasSuffix(got.WindowTitle, "failed") || got.ProgressBar.State != tea.ProgressBarError {
		t.Errorf("%q, progress %v", got.WindowTitle, got.ProgressBar)
	}
}

// TestTheWholeHelpIsReached: whatever the size, every key and sign comes on the screen.
func TestTheWholeHelpIsReached(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}, {60, 16}} {
		p := pressed(opened(t, size[0], size[1], Options{}), "4 ?")
		seen := ""
		for range 80 {
			frametest.Check(t, size[0], size[1], p.frame)
			seen += frametest.Plain(p.frame())
			p = pressed(p, "j")
		}
		for _, line := range p.view().helpLines(p.here().on()) {
			words := strings.TrimSpace(columnsOf(overviewLine{columns: line[:1]}))
			if !strings.Contains(seen, words) {
				t.Errorf("%v: %q is never on the screen", size, words)
			}
		}
	}
}

func TestAChangeIsToldAgainstTheEnvironmentDrawnFirst(t *testing.T) {
	c := newCompany().add("AWS::EC2::Instance", "web")
	change := entryOf{
		path: model.Dotted("InstanceType"), verdict: model.Drift, mine: text0("t3.small"), baseline: text0("t3.large"),
		findings: []model.Finding{model.Recent}, change: &model.Change{Environment: "prod", At: night},
	}
	for _, change.in = range []int{dev, staging} {
		c.differs(change)
	}
	p := opened(t, 120, 40, Options{})
	p = sent(p, comparedMsg{baseline: "prod", digest: c.digest()})
	v := p.view()
	if recent := v.recent(); len(recent) != 1 || recent[0].Environment != "staging" {
		t.Errorf("the change is told %d times, and against %s: want once, against staging", len(recent), recent[0].Environment)
	}
}

// Where nothing could be read, that nothing differs and nothing changed is not the whole truth.
func TestTheOverviewOfADeniedBaselineClaimsNothing(t *testing.T) {
	denied := later("prod", 0)
	denied.Unread = []model.Unread{{Type: modeltest.Parameter, Code: "AccessDenied"}, {Type: modeltest.Group, Code: "AccessDenied"}}
	staging := later("staging", 0)
	staging.Unread = denied.Unread
	p := compared(t, 110, 24, staging, denied)
	frame := frametest.Plain(p.frame())
	for _, want := range []string{"nothing of prod was read", "No unexplained difference in what could be read"} {
		if !strings.Contains(frame, want) {
			t.Errorf("%q is missing:\n%s", want, frame)
		}
	}
}

// What nobody dated may have changed before the window: the heading says since when it has not been looked at.
func TestTheHeadingOfWhatChangedIsHonest(t *testing.T) {
	at := func(when, seen time.Time) *model.Entry {
		return &model.Entry{Change: &model.Change{At: when, Seen: seen}}
	}
	friday := night.Add(-90 * time.Hour)
	for _, c := range []struct {
		entries []*model.Entry
		want    time.Time
	}{
		{[]*model.Entry{at(night, friday), {}}, time.Time{}},
		{[]*model.Entry{at(night, friday), at(time.Time{}, friday), at(time.Time{}, friday.Add(time.Hour))}, friday},
	} {
		if got := undatedSince(c.entries); !got.Equal(c.want) {
			t.Errorf("undated since %v, want %v", got, c.want)
		}
	}
}
