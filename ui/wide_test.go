package ui

import (
	"fmt"
	"os"
	"os/exec"
	"testing"

	"parity/ui/frametest"
)

// eastAsian is how terminals that draw many signs two cells wide say so. It is read as the program starts, so the
// test runs itself again.
const eastAsian = "RUNEWIDTH_EASTASIAN"

func TestSignsThatTakeTwoCells(t *testing.T) {
	if os.Getenv(eastAsian) != "1" {
		again := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestSignsThatTakeTwoCells$")
		again.Env = append(os.Environ(), eastAsian+"=1")
		if output, err := again.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, output)
		}
		return
	}
	for _, place := range places {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {50, 15}} {
			t.Run(fmt.Sprintf("%s_%dx%d", place.name, size[0], size[1]), func(t *testing.T) {
				p := pressed(opened(t, size[0], size[1], Options{ASCII: true}), place.keys)
				frametest.Check(t, size[0], size[1], p.frame)
			})
		}
	}
}
