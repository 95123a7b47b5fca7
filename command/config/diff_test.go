package config

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func written(all []Difference) string {
	var out strings.Builder
	for _, d := range all {
		out.WriteString(string(d.Sign) + d.Text + "\n")
	}
	return out.String()
}

func TestDiff(t *testing.T) {
	before := "1\n2\n3\n4\n5\nwords: [a]\n7\n8\n9\n10\n11\n12\nx: y\n"
	after := "1\n2\n3\n4\n5\nwords: [a, b]\n7\n8\n9\n10\n11\n12\nx: y\n+z\n"
	want := "…\n 3\n 4\n 5\n-words: [a]\n+words: [a, b]\n 7\n 8\n 9\n…\n 11\n 12\n x: y\n++z\n"
	if diff := cmp.Diff(want, written(Diff([]byte(before), []byte(after)))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := written(Diff(nil, []byte("a\r\nb"))); got != "+a\n+b\n" {
		t.Errorf("a first text is told as %q", got)
	}
	if got := Diff([]byte("a\n"), []byte("a\n")); len(got) != 1 || got[0].Sign != '…' {
		t.Errorf("no change is told as %v", got)
	}
}

// TestDiffHoldsBoth: what is told without the one sign is the one text, without the other the other.
func TestDiffHoldsBoth(t *testing.T) {
	texts := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", ""}), 0, 6)
	rapid.Check(t, func(t *rapid.T) {
		before, after := texts.Draw(t, "before"), texts.Draw(t, "after")
		var old, fresh []string
		for _, d := range Diff([]byte(strings.Join(append(before, ""), "\n")), []byte(strings.Join(append(after, ""), "\n"))) {
			if d.Sign == '…' {
				return
			}
			if d.Sign != '+' {
				old = append(old, d.Text)
			}
			if d.Sign != '-' {
				fresh = append(fresh, d.Text)
			}
		}
		if strings.Join(old, "\n") != strings.Join(before, "\n") || strings.Join(fresh, "\n") != strings.Join(after, "\n") {
			t.Fatalf("%q and %q are told as %q and %q", before, after, old, fresh)
		}
	})
}
