package text

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCuts(t *testing.T) {
	for _, test := range []struct {
		name string
		cut  func(string, int) string
		text string
		in   int
		want string
	}{
		{"short enough", Truncate, "orders", 6, "orders"},
		{"cut at the end", Truncate, "acme-payments-api", 8, "acme-pa…"},
		{"one cell", Truncate, "orders", 1, "…"},
		{"no cell", Truncate, "orders", 0, ""},
		{"wide", Truncate, "東京都", 4, "東…"},
		{"both ends", TruncateMiddle, "acme-payments-api", 9, "acme…-api"},
		{"both ends, even", TruncateMiddle, "acme-payments-api", 8, "acme…api"},
		{"both ends, one cell", TruncateMiddle, "orders", 1, "…"},
		{"both ends, wide", TruncateMiddle, "東京都大阪府", 7, "東…阪府"},
		{"filled", Fit, "web", 5, "web  "},
		{"cut and filled", Fit, "東京都", 4, "東… "},
		{"middle filled", FitMiddle, "web", 5, "web  "},
		{"right", FitRight, "42", 5, "   42"},
		{"right, cut", FitRight, "123456", 4, "123…"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := test.cut(test.text, test.in); got != test.want {
				t.Errorf("%q in %d cells is %q, want %q", test.text, test.in, got, test.want)
			}
		})
	}
}

// clipped is what is shown of a text without marks, from a cell on, filled up.
func clipped(s string, offset, cells int) string {
	shown, _ := clip(s, nil, offset, cells)
	return Pad(shown, cells)
}

func TestClip(t *testing.T) {
	const text = "0123456789"
	for _, test := range []struct {
		text          string
		offset, cells int
		want          string
	}{
		{text, 0, 10, "0123456789"},
		{text, 0, 12, "0123456789  "},
		{text, 0, 5, "0123…"},
		{text, 3, 5, "…456…"},
		{text, 5, 5, "…6789"},
		{text, 8, 5, "…9   "},
		{text, 20, 5, "…    "},
		{text, -3, 5, "0123…"},
		{text, 2, 1, "…"},
		{text, 2, 0, ""},
		{"東京都", 1, 5, "…京都"},
		{"東京都", 2, 4, "… 都"},
	} {
		if got := clipped(test.text, test.offset, test.cells); got != test.want {
			t.Errorf("%q from %d in %d cells is %q, want %q", test.text, test.offset, test.cells, got, test.want)
		}
	}
}

func TestCutsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := cleaned().Draw(t, "text")
		cells := rapid.IntRange(0, 40).Draw(t, "cells")
		offset := rapid.IntRange(0, 40).Draw(t, "offset")
		for name, got := range map[string]string{
			"Fit": Fit(s, cells), "FitMiddle": FitMiddle(s, cells), "FitRight": FitRight(s, cells),
			"clip": clipped(s, offset, cells), "Part": Part(s, offset, cells), "Blank": Blank(cells),
		} {
			if Width(got) != cells {
				t.Fatalf("%s(%q) is %q: %d cells, want %d", name, s, got, Width(got), cells)
			}
			if Clean(got) != got {
				t.Fatalf("%s(%q) is not clean: %q", name, s, got)
			}
		}
		for name, got := range map[string]string{"Truncate": Truncate(s, cells), "TruncateMiddle": TruncateMiddle(s, cells)} {
			if Width(got) > cells {
				t.Fatalf("%s(%q, %d) is %q", name, s, cells, got)
			}
			if Width(s) <= cells && got != s {
				t.Fatalf("%s(%q, %d) changed it to %q", name, s, cells, got)
			}
		}
	})
}

// Parts side by side are the text again, but for characters cut in half.
func TestPartsMakeTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := cleaned().Draw(t, "text")
		at := rapid.IntRange(0, Width(s)).Draw(t, "at")
		left, right := Part(s, 0, at), Part(s, at, Width(s)-at)
		if left+right != s && !strings.HasSuffix(left, " ") {
			t.Fatalf("%q cut at %d is %q and %q", s, at, left, right)
		}
	})
}

func TestNamesKeepBothEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[a-z0-9-]{1,60}`).Draw(t, "name")
		cells := rapid.IntRange(3, 30).Draw(t, "cells")
		got := TruncateMiddle(s, cells)
		if got[0] != s[0] || got[len(got)-1] != s[len(s)-1] {
			t.Fatalf("%q in %d cells is %q", s, cells, got)
		}
	})
}
