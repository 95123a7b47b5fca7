package frametest

import (
	"strings"
	"testing"
)

func TestFaults(t *testing.T) {
	for _, test := range []struct{ name, frame, want string }{
		{"right", "\x1b[1mab\x1b[m  \n 東 ", ""},
		{"a line too few", "abcd", "1 lines"},
		{"a line too many", "abcd\nabcd\n", "3 lines"},
		{"a short line", "abcd\nabc", "line 1: 3 cells"},
		{"too wide by graphemes alone", "abcd\na\u2764\ufe0fbc", "line 1: 5 cells, the"},
		{"too wide by wcwidth alone", "abcd\nab👩🏽", "6 cells by wcwidth"},
		{"a tab", "ab\td\nabcd", "not to be drawn"},
		{"a carriage return", "abc\r\nabcd", "not to be drawn"},
		{"a cursor sequence", "abcd\x1b[2J\nabcd", "not to be drawn"},
		{"a bell", "abcd\nab\acd", "not to be drawn"},
		{"a bidi control", "abcd\nabcd\u202e", "not to be drawn"},
		{"a byte that is not UTF-8", "abcd\nabc\xff", "not UTF-8"},
		{"an ink that goes on", "\x1b[1mabcd\nabcd", "does not end reset"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := strings.Join(Faults(test.frame, 4, 2), "; ")
			if test.want == "" && got != "" || !strings.Contains(got, test.want) {
				t.Errorf("%q: %q, want %q", test.frame, got, test.want)
			}
		})
	}
}

func TestPlain(t *testing.T) {
	if got, want := Plain("\x1b[1m a \x1b[m  \n    "), " a\n\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
