package text

import (
	"testing"

	"pgregory.net/rapid"
)

func TestLine(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"20 of 20 ok", "20 of 20 ok"},
		{" ", " "},
		{"prod: 9 of 20\ntime out\r\n", "prod: 9 of 20 time out"},
		{"\x1b[31mred\x1b[0m and \x1b]0;owned\x07bold", "red and bold"},
		{"\x1b]52;c;aGk=\x1b\\copied", "copied"},
		{"a\u202eb\u200bc\u00a0d", "abc d"},
		{"\u009b31mx", "31mx"},
		{"tab\tand\x00nul", "tab and nul"},
		{"é, 語, –", "é, 語, –"},
		{"bad \xff byte", "bad  byte"},
	} {
		if got := Line(c.typed); got != c.want {
			t.Errorf("%q is %q, want %q", c.typed, got, c.want)
		}
	}
}

// Whatever is pasted, nothing of it has to be spelled out but what a letter cannot carry.
func TestLineIsOneLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := Line(rapid.String().Draw(t, "pasted"))
		for _, r := range line {
			if r < ' ' || r >= 0x7f && r < 0xa0 || !shown(r) {
				t.Fatalf("%q holds %U", line, r)
			}
		}
		if again := Line(line); again != line {
			t.Fatalf("%q becomes %q", line, again)
		}
	})
}
