package rules

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What a glob matches when it is taken apart it matches at once.
func TestStemsLeaveNothingOut(t *testing.T) {
	for _, c := range [][2]string{{"/team/**", "/team"}, {"/team/**", "/team/a"}, {"**", "/a"}, {"/te*", "/team"}, {`/\a`, "/a"}, {"/[ab]", "/b"}} {
		if !matchGlob(c[0], c[1], "/") {
			t.Errorf("%s does not match %s", c[0], c[1])
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		glob := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"/", "/", "a", "b", "*", "**", "?", "[ab]", `\a`}), 0, 8).Draw(t, "glob"), "")
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"/", "/", "a", "b"}), 0, 8).Draw(t, "text"), "")
		apart := glob == "" || glob == text || matchSegments(strings.Split(glob, "/"), strings.Split(text, "/"))
		if got := matchGlob(glob, text, "/"); got != apart {
			t.Fatalf("%q matches %q: %t, taken apart %t", glob, text, got, apart)
		}
	})
}
