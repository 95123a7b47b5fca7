package command

import "testing"

// TestWhatATerminalCanDraw: colours and signs are given up for what the environment says, whatever else it says.
func TestWhatATerminalCanDraw(t *testing.T) {
	for _, c := range []struct {
		name              string
		env               []string
		flags             drawingFlags
		ascii, colourless bool
	}{
		{"nothing said", nil, drawingFlags{}, false, false},
		{"UTF-8", []string{"LANG=de_DE.UTF-8"}, drawingFlags{}, false, false},
		{"utf8", []string{"LC_ALL=C.utf8", "LANG=C"}, drawingFlags{}, false, false},
		{"another charset", []string{"LANG=de_DE.ISO-8859-1"}, drawingFlags{}, true, false},
		{"C", []string{"LC_ALL=C", "LANG=de_DE.UTF-8"}, drawingFlags{}, true, false},
		{"wide signs", []string{"LANG=ja_JP.UTF-8", "RUNEWIDTH_EASTASIAN=1"}, drawingFlags{}, true, false},
		{"narrow signs", []string{"LANG=ja_JP.UTF-8", "RUNEWIDTH_EASTASIAN=0"}, drawingFlags{}, false, false},
		{"NO_COLOR", []string{"NO_COLOR=0"}, drawingFlags{}, false, true},
		{"NO_COLOR that is empty", []string{"NO_COLOR="}, drawingFlags{}, false, false},
		{"a terminal that shows escapes as they are", []string{"TERM=dumb"}, drawingFlags{}, false, true},
		{"asked for", nil, drawingFlags{ascii: true, noColor: true}, true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := &program{Process: Process{Env: c.env}}
			if got := p.onlyASCII(c.flags); got != c.ascii {
				t.Errorf("ASCII alone: %v, want %v", got, c.ascii)
			}
			if got := p.colourless(c.flags); got != c.colourless {
				t.Errorf("no colours: %v, want %v", got, c.colourless)
			}
		})
	}
}
