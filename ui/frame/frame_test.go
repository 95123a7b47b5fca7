package frame

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"pgregory.net/rapid"

	"parity/model"
	"parity/ui/frametest"
	"parity/ui/style"
	"parity/ui/text"
)

var (
	bold = style.Ink{Attr: style.Bold}
	blue = style.Ink{Fg: style.Basic(4)}
	dark = style.New(colorprofile.TrueColor, style.UnicodeSigns())
)

// brackets shows SGR sequences: [1] for \x1b[1m.
func brackets(s string) string {
	s = strings.ReplaceAll(s, style.Reset, "[]")
	return strings.NewReplacer("\x1b[1m", "[1]", "\x1b[34m", "[34]", "\x1b[1;34m", "[1;34]", "\x1b[44m", "[44]", "\x1b[1;44m", "[1;44]").Replace(s)
}

func TestLine(t *testing.T) {
	under := style.Ink{Bg: style.Basic(4)}
	for _, test := range []struct {
		name  string
		write func(*Line)
		want  string
	}{
		{"nothing", func(*Line) {}, "          "},
		{"text", func(l *Line) { l.Text(bold, "ab") }, "[1]ab[]        "},
		{"runs of one ink share it", func(l *Line) { l.Text(bold, "a").Text(bold, "b") }, "[1]ab[]        "},
		{"runs apart", func(l *Line) { l.Text(bold, "a").Text(blue, "b") }, "[1]a[][34]b[]        "},
		{"too long", func(l *Line) { l.Text(bold, "abcdefghijklm") }, "[1]abcdefghi…[]"},
		{"beyond the end", func(l *Line) { l.Fit(bold, "a", 10).Text(blue, "b") }, "[1]a         []"},
		{"fitted", func(l *Line) { l.Fit(bold, "abcdef", 4).Text(blue, "x") }, "[1]abc…[][34]x[]     "},
		{"to a column", func(l *Line) { l.Text(bold, "a").To(5).Text(bold, "b") }, "[1]a[]    [1]b[]    "},
		{"back to a column", func(l *Line) { l.Text(bold, "abc").To(1).Text(bold, "d") }, "[1]abcd[]      "},
		{"at the end", func(l *Line) { l.Text(bold, "a").End(blue, "xy") }, "[1]a[]       [34]xy[]"},
		{"no room at the end", func(l *Line) { l.Text(bold, "abcdefgh").End(blue, "xyz") }, "[1]abcdefgh[][34]x…[]"},
		{"filled", func(l *Line) { l.Text(bold, "a").Fill(blue, "─", 4) }, "[1]a[][34]───[]      "},
		{"under all", func(l *Line) { l.Under(under).Text(bold, "a").Text(style.Ink{}, "b") }, "[1;44]a[][44]b        []"},
		{"under some", func(l *Line) { l.Under(under).Text(bold, "a").Under(style.Ink{}).Text(bold, "b") }, "[1;44]a[][1]b[]        "},
		{"marked", func(l *Line) {
			l.Spans(blue, "15.4", 6, Layer{bold, []text.Span{{Start: 3, End: 4}}}).Text(blue, "|")
		}, "[34]15.[][1;34]4[][34]  |[]   "},
		{"marked twice", func(l *Line) {
			l.Spans(style.Ink{}, "abcdef", 6, Layer{bold, []text.Span{{Start: 1, End: 4}}}, Layer{blue, []text.Span{{Start: 3, End: 5}}})
		}, "a[1]bc[][1;34]d[][34]e[]f    "},
		{"the last mark is in sight", func(l *Line) {
			l.Spans(style.Ink{}, "abcdefghijkl", 4, Layer{bold, []text.Span{{Start: 0, End: 1}}}, Layer{blue, []text.Span{{Start: 11, End: 12}}})
		}, "[1]…[]jk[34]l[]      "},
		{"scrolled", func(l *Line) { l.Scrolled(style.Ink{}, "abcdef", 2, 3, Layer{bold, []text.Span{{Start: 4, End: 6}}}) }, "…d[1]…[]       "},
		{"wide across the end", func(l *Line) { l.Text(bold, "abcdefghi東") }, "[1]abcdefghi…[]"},
		{"top of a pane", func(l *Line) { l.Top(dark, bold, bold, "dev", 9) }, "[1]┌ dev ──┐[] "},
		{"title too long", func(l *Line) { l.Top(dark, bold, bold, "staging", 9) }, "[1]┌ stag… ┐[] "},
		{"bottom of a pane", func(l *Line) { l.Bottom(dark, bold, 4) }, "[1]└──┘[]      "},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := New(10, 1)
			test.write(f.Line(0))
			if got := brackets(f.String()); got != test.want {
				t.Errorf("%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestOverlay(t *testing.T) {
	f := New(12, 5)
	for y := range 5 {
		f.Line(y).Text(style.Ink{}, "東京都大阪府")
	}
	box := New(3, 1)
	box.Line(0).Text(style.Ink{}, "abc")
	f.Over(3, 1, box.Bordered(dark, style.Ink{}, style.Ink{}, ""))
	want := "東京都大阪府\n東 ┌───┐阪府\n東 │abc│阪府\n東 └───┘阪府\n東京都大阪府\n"
	if got := frametest.Plain(f.String()); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// Whatever is written in whatever order, the frame has its lines and cells, and no control bytes.
func TestFramesAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width, height := rapid.IntRange(0, 50).Draw(t, "width"), rapid.IntRange(1, 6).Draw(t, "height")
		f := New(width, height)
		scribble(t, f, rapid.IntRange(0, 12).Draw(t, "strokes"))
		if rapid.Bool().Draw(t, "overlay") {
			box := New(rapid.IntRange(0, 20).Draw(t, "box width"), rapid.IntRange(0, 4).Draw(t, "box height"))
			scribble(t, box, 4)
			f.Over(rapid.IntRange(-3, 50).Draw(t, "x"), rapid.IntRange(-3, 6).Draw(t, "y"),
				box.Bordered(dark, blue, bold, "a title"))
		}
		for _, fault := range frametest.Faults(f.String(), width, height) {
			t.Error(fault)
		}
	})
}

func scribble(t *rapid.T, f *Frame, strokes int) {
	inks := []style.Ink{{}, bold, blue, dark.Finding, dark.Cursor}
	for range strokes {
		line := f.Line(rapid.IntRange(-1, 6).Draw(t, "line"))
		ink := rapid.SampledFrom(inks).Draw(t, "ink")
		s := text.Clean(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"東京都", "acme-payments", "é…", "\x1b[2J"})).Draw(t, "text"))
		cells := rapid.IntRange(-2, 60).Draw(t, "cells")
		switch rapid.IntRange(0, 8).Draw(t, "stroke") {
		case 0:
			line.Text(ink, s)
		case 1:
			line.Fit(ink, s, cells)
		case 2:
			line.Spans(ink, s, cells, Layer{bold, text.Emphasise(s, "acme-orders")}, Layer{blue, text.Emphasise(s, "orders-acme")})
		case 3:
			line.To(cells)
		case 4:
			line.End(ink, s)
		case 5:
			line.Fill(ink, "─", cells)
		case 6:
			line.Under(ink)
		case 7:
			line.Top(dark, ink, ink, s, cells)
		case 8:
			line.Bottom(dark, ink, cells)
		}
	}
}

// BenchmarkGrid draws what a screen of 200×60 holds with three panes: a spine and three values a line, each
// with a sign and a marked part.
func BenchmarkGrid(b *testing.B) {
	const width, height, spine, pane = 200, 60, 38, 54
	value, against := "arn:aws:rds:eu-west-1:777702777702:pg:acme-prod", "arn:aws:rds:eu-west-1:333301333301:pg:acme-staging"
	spans := text.Emphasise(value, against)
	b.ReportAllocs()
	for range b.N {
		f := New(width, height)
		for y := range height {
			line := f.Line(y)
			if y == 7 {
				line.Under(dark.Cursor)
			}
			line.Text(dark.Plain, "   ").Fit(dark.Plain, "acme-payments-api Ingress tcp 8080", spine-3)
			for range 3 {
				line.Text(dark.Border, dark.Vertical).Text(dark.Verdict(model.Drift), dark.Signs.Verdict(model.Drift)).Text(dark.Plain, " ")
				line.Spans(dark.Plain, value, pane-4, Layer{dark.Emphasis, spans}).Text(dark.Border, dark.Vertical)
			}
		}
		if f.String() == "" {
			b.Fatal("nothing is drawn")
		}
	}
}
