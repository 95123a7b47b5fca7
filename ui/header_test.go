package ui

import (
	"strings"
	"testing"

	"parity/model"
	"parity/ui/frametest"
	"parity/ui/keys"
)

func lineOf(p program, y int) string { return strings.Split(frametest.Plain(p.frame()), "\n")[y] }

func lastLine(p program) string { return lineOf(p, p.height-1) }

func TestWhatIsHiddenIsTold(t *testing.T) {
	for width, want := range map[int]string{80: "1 hidden (X)", 120: "staging hidden (X)"} {
		p := pressed(opened(t, width, 24, Options{}), "3 x")
		if got := lineOf(p, 0); !strings.Contains(got, want) {
			t.Errorf("at %d the first line says %q, not %q", width, got, want)
		}
		if got := lineOf(pressed(p, "X"), 0); strings.Contains(got, "hidden (X)") {
			t.Errorf("all are shown, and the first line says %q", got)
		}
	}
}

func TestWhatCannotBeHiddenStaysWithAReason(t *testing.T) {
	p := opened(t, 120, 24, Options{})
	for press, want := range map[string]string{
		"3 h h x": "prod stays", "3 x x": "dev stays: it is the last one beside prod", "3 h h b": "prod is the baseline already",
	} {
		if got := lastLine(pressed(p, press)); !strings.Contains(got, want) {
			t.Errorf("%s says %q, not %q", press, got, want)
		}
	}
}

func TestTheFooterSaysWhatDDoesNext(t *testing.T) {
	for press, want := range map[string]string{"3": keys.More, "3 d": keys.More, "3 d d": keys.Less, "3 d d d": keys.More} {
		if got := lastLine(pressed(opened(t, 120, 40, Options{}), press)); !strings.Contains(got, " d "+want) {
			t.Errorf("after %s the footer says %q, not d %s", press, got, want)
		}
	}
}

func TestTheHelpIsWholeOnEveryScreen(t *testing.T) {
	for _, width := range []int{40, 60, 80, 120} {
		p := opened(t, width, 40, Options{})
		v := p.view()
		var all strings.Builder
		for _, line := range v.helpLines(keys.Tree) {
			if got := line.width(); got > width-4 {
				t.Errorf("at %d a line of the help takes %d cells, and is cut", width, got)
			}
			all.WriteString(" " + strings.TrimSpace(line[len(line)-1].text))
		}
		for _, binding := range keys.On(keys.Tree) {
			if !strings.Contains(all.String(), binding.Long) {
				t.Errorf("at %d the help does not say %q", width, binding.Long)
			}
		}
	}
}

// Two that are missing and three that are extra are five that differ, not five missing.
func TestTheShortestTabMixesNoVerdicts(t *testing.T) {
	p := opened(t, 80, 24, Options{})
	v := p.view()
	count := &v.digest.all[2]
	*count = tally{}
	for _, verdict := range []model.Verdict{model.Missing, model.Missing, model.Extra, model.Extra, model.Extra} {
		count.add(verdict)
	}
	if got, _ := v.tabCount(2, 2); got != "≠5" {
		t.Errorf("the tab counts %s", got)
	}
	*count = tally{}
	count.add(model.Missing)
	if got, _ := v.tabCount(2, 2); got != "−1" {
		t.Errorf("one is missing, and the tab counts %s", got)
	}
}

func TestKeysAreWordsInASCII(t *testing.T) {
	for press, want := range map[string]string{
		"": "enter all", "?": "up/down for the rest", "5 /": "enter keep   esc take away", "5 G": "enter shows it",
	} {
		p := pressed(opened(t, 100, 24, Options{ASCII: true, NoColor: true}), press)
		if got := p.frame(); !strings.Contains(got, want) {
			t.Errorf("after %q the screen does not say %q:\n%s", press, want, got)
		}
	}
}
