package filter

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"parity/model"
	"parity/ui/text"
)

var environments = []string{"dev", "staging", "prod"}

// timeout is an attribute as a screen would hold it against a filter: it differs in staging, and lately.
func timeout() *Row {
	return &Row{
		Names:  strings.Join([]string{"/payments/psp/timeout_ms", "/staging/payments/psp/timeout_ms", "/acme/live/eu/payments/psp/timeout_ms"}, Separator),
		Path:   "value",
		Values: []string{"", "3000", "800 ms"},
		Facts:  []Facts{Verdict(model.Missing), Verdict(model.Drift) | Findings([]model.Finding{model.Recent}) | Present, Present},
	}
}

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  bool
	}{
		{"", true},
		{"psp", true},
		{"PSP", true},
		{"psp 3000", true},
		{"psp  timeout 800", true},
		{"psp 3001", false},
		{"/acme/live/eu/payments/psp/timeout_ms", true},
		{"eu/payments/staging", false},
		{"!psp", false},
		{"!ledger", true},
		{"psp !ledger !3000", false},
		{"!", true},
		{"~", true},
		{"~ptms", true},
		{"~pspto", true},
		{"~ttt", false},
		{"!~ptms", false},
		{"~800", false},
		{`"800 ms"`, true},
		{`"800 ms`, true},
		{`"psp 3000"`, false},
		{`"!psp"`, false},
		{`"is:drift"`, false},
		{"value:3000", true},
		{"VAL:800", true},
		{"v?lue:800", true},
		{"v*:800", true},
		{"v*x:800", false},
		{"type:800", false},
		{"!value:3000", false},
		{"!type:3000", true},
		{"value:", true},
		{"type:", false},
		{`value:"800 m"`, true},
		{":800", false},
		{"is:drift", true},
		{"is:missing", true},
		{"is:dr", true},
		{"is:d", true},
		{"is:", true},
		{"is:extra", false},
		{"is:unexplained", true},
		{"is:different", true},
		{"is:explained", false},
		{"is:e", false},
		{"!is:drift", false},
		{"!is:locked", true},
		{"is:nonsense", true},
		{"is:same", false},
		{"finding:recent", true},
		{"finding:rec", true},
		{"finding:placeholder", false},
		{"in:staging", true},
		{"in:staging is:drift", true},
		{"in:dev is:drift", false},
		{"in:dev is:missing", true},
		{"in:st 3000", true},
		{"in:dev 3000", false},
		{"!in:staging 3000", false},
		{"!in:staging 800", true},
		{"in:dev in:staging 3000", true},
		{"in:nowhere", true},
	} {
		if got := Compile(c.typed, environments).Matches(timeout()); got != c.want {
			t.Errorf("%q: %v, want %v", c.typed, got, c.want)
		}
	}
}

func TestSameIsSameEverywhere(t *testing.T) {
	same, drift := Verdict(model.Same)|Present, Verdict(model.Drift)|Present
	for _, c := range []struct {
		typed string
		facts []Facts
		want  bool
	}{
		{"is:same", []Facts{same, same, Present}, true},
		{"is:same", []Facts{same, drift, Present}, false},
		{"is:same in:dev", []Facts{same, drift, Present}, true},
		{"is:same", []Facts{Present, Present, Present}, false},
		{"!is:same", []Facts{same, drift, Present}, true},
	} {
		if got := Compile(c.typed, environments).Matches(&Row{Facts: c.facts}); got != c.want {
			t.Errorf("%q: %v, want %v", c.typed, got, c.want)
		}
	}
}

func TestWhatIsNotOnTheScreenIsFoundByItsNameAlone(t *testing.T) {
	hidden := &Row{Path: "instancetype", Hidden: true, Values: []string{"t3.large"}}
	for typed, want := range map[string]bool{"instance": false, "instancetype:large": true, "large": true, "~insty": false} {
		if got := Compile(typed, environments).Matches(hidden); got != want {
			t.Errorf("%q: %v, want %v", typed, got, want)
		}
	}
}

func TestURLsAndIdentifiersAreNoAttributes(t *testing.T) {
	row := &Row{Path: "ingress.tcp.443", Values: []string{"sg:alb-public", "https://api.psp.example"}}
	for _, typed := range []string{"sg:alb", "https://api", "ingress:alb", "443:alb", "in*:sg:alb"} {
		if !Compile(typed, environments).Matches(row) {
			t.Errorf("%q does not find it", typed)
		}
	}
}

func TestARowWithoutItsAttributes(t *testing.T) {
	whole := &Row{Names: "web", Values: []string{"t3.large\x1fx86_64"}, Facts: []Facts{Verdict(model.Same)}}
	attributes := []*Row{
		{Names: "web", Path: "instancetype", Values: []string{"t3.large"}}, {Names: "web", Path: "architecture", Values: []string{"x86_64"}},
	}
	for typed, want := range map[string]bool{
		"web": true, "t3.large": false, "web !t3.large": false, "web !m5": true, "web is:same": true, "web is:drift": false,
		"web !instancetype:large": false, "web !architecture:large": true, "web !architecture:x86": false,
	} {
		if got := Compile(typed, environments).Finds(whole, slices.Values(attributes)); got != want {
			t.Errorf("%q: %v, want %v", typed, got, want)
		}
	}
}

func TestNote(t *testing.T) {
	for typed, want := range map[string]string{
		"psp is:drift": "", "is:dri": "", "is:": "",
		"is:drifting":    "no verdict is called drifting; there are drift, missing, extra, unknown, accepted, intentional, locked, expected, same, different, unexplained, explained",
		"finding:nought": "no finding is called nought; there are cross-environment, shared-secret,",
		"in:qa":          "no environment is called qa; there are dev, staging, prod",
	} {
		if got := Compile(typed, environments).Note(); got != want && (want == "" || !strings.HasPrefix(got, want)) {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

func TestMarks(t *testing.T) {
	for _, c := range []struct{ typed, in, name, value, path string }{
		{"psp", "/payments/psp/psp_key", "/payments/[psp]/[psp]_key", "/payments/[psp]/[psp]_key", "/payments/[psp]/[psp]_key"},
		{"pay psp", "/PAYments/psp", "/[PAY]ments/[psp]", "/[PAY]ments/[psp]", "/[PAY]ments/[psp]"},
		{"pay aym", "payment", "[paym]ent", "[paym]ent", "[paym]ent"},
		{"~ptm", "psp/timeout_ms", "ps[p]/[t]i[m]eout_ms", "psp/timeout_ms", "ps[p]/[t]i[m]eout_ms"},
		{"!psp", "psp", "psp", "psp", "psp"},
		{"value:large", "t3.large", "t3.large", "t3.[large]", "t3.large"},
		{"value:large", "Value", "Value", "Value", "[Value]"},
		{"sg:alb", "sg:alb-public", "[sg:alb]-public", "[sg:alb]-public", "[sg]:alb-public"},
		{"is:drift", "drift", "drift", "drift", "drift"},
		{"ß", "STRAẞE ß", "STRA[ẞ]E [ß]", "STRA[ẞ]E [ß]", "STRA[ẞ]E [ß]"},
		{"i", "Aİb", "A[İ]b", "A[İ]b", "A[İ]b"},
		{"本", "日本語", "日[本]語", "日[本]語", "日[本]語"},
	} {
		q := Compile(c.typed, nil)
		for _, got := range []struct {
			what, want string
			spans      []text.Span
		}{{"name", c.name, q.InName(c.in)}, {"value", c.value, q.InValue("value", c.in)}, {"path", c.path, q.InPath(c.in)}} {
			if shown := bracketed(c.in, got.spans); shown != got.want {
				t.Errorf("%q in the %s: %s, want %s", c.typed, got.what, shown, got.want)
			}
		}
	}
	var none *Query
	if spans := none.InName("psp"); spans != nil {
		t.Errorf("no filter marks %v", spans)
	}
}

func bracketed(s string, spans []text.Span) string {
	out, from := "", 0
	for _, span := range spans {
		out += s[from:span.Start] + "[" + s[span.Start:span.End] + "]"
		from = span.End
	}
	return out + s[from:]
}

var pieces = []string{
	"psp", "ps", "!", "~", "is:drift", "is:dr", "is:same", "!is:same", "finding:recent", "in:staging", "!in:dev", "value:30", "value:", "30", "\"", "a b", ":", "*", "800 ms", "é", " ",
}

func typedText() *rapid.Generator[string] {
	return rapid.Map(rapid.SliceOfN(rapid.SampledFrom(append(pieces, " ", " ")), 0, 6), func(all []string) string { return strings.Join(all, "") })
}

func anyRow() *rapid.Generator[*Row] {
	return rapid.Custom(func(t *rapid.T) *Row {
		words := rapid.SampledFrom([]string{"", "psp", "ps", "value", "3000", "800 ms", "a b", "x", "é", "p-s_p"})
		r := &Row{Names: words.Draw(t, "name") + Separator + words.Draw(t, "other"), Path: words.Draw(t, "path"), Hidden: rapid.Bool().Draw(t, "hidden")}
		for range environments {
			r.Values = append(r.Values, words.Draw(t, "value"))
			r.Facts = append(r.Facts, rapid.SampledFrom([]Facts{0, Present, Verdict(model.Same) | Present, Verdict(model.Drift) | Present, Findings([]model.Finding{model.Recent})}).Draw(t, "facts"))
		}
		return r
	})
}

// TestACloserLookFindsNothingMore: what May turns down is not found, and what a filter finds that narrows
// another one, that one finds.
func TestACloserLookFindsNothingMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		was, more := strings.TrimLeft(typedText().Draw(t, "typed"), " "), typedText().Draw(t, "more")
		row := anyRow().Draw(t, "row")
		q, next := Compile(was, environments), Compile(was+more, environments)
		var paths []string
		if !row.Hidden {
			paths = []string{row.Path}
		}
		if q.Matches(row) && !q.May(row.Names, strings.Join(row.Values, Separator), paths) {
			t.Fatalf("%q finds %+v, and may not", was, row)
		}
		if q.Plain() && q.Matches(row) != q.May(row.Names, strings.Join(row.Values, Separator), paths) {
			t.Fatalf("%q is plain and needs a closer look at %+v", was, row)
		}
		if other := Compile(more, environments); other.Narrows(q) && other.Matches(row) && !q.Matches(row) {
			t.Fatalf("%q narrows %q and finds more: %+v", more, was, row)
		}
		if next.Narrows(q) && next.Matches(row) && !q.Matches(row) {
			t.Fatalf("%q narrows %q and finds more: %+v", was+more, was, row)
		}
		if q.Plain() && !strings.ContainsAny(was, "!~ \"") && q.Note() == "" && Compile("!"+was, environments).Matches(row) == q.Matches(row) {
			t.Fatalf("!%s finds what %s does: %+v", was, was, row)
		}
	})
}

func TestNarrows(t *testing.T) {
	for _, c := range []struct {
		typed, from string
		want        bool
	}{
		{"psp", "ps", true},
		{"ps", "psp", false},
		{"app", "psp", false},
		{"psp x", "psp", true},
		{"x psp", "psp", true},
		{"!psp", "!ps", false},
		{"!ps x", "!ps", false}, // a row that has ps in one attribute may have x, and no ps, in another
		{"is:drift", "is:d", true},
		{"is:d", "is:drift", false},
		{"is:same", "is:s", true},
		{"in:dev", "", true},
		{"in:dev ps", "ps", true},
		{"in:dev !ps", "!ps", false},
		{"ps", "in:dev ps", false},
		{"value:30", "value:3", false},
		{"value:3 x", "value:3", true},
		{"~abc", "~ab", false},
	} {
		if got := Compile(c.typed, environments).Narrows(Compile(c.from, environments)); got != c.want {
			t.Errorf("%q narrows %q: %v, want %v", c.typed, c.from, got, c.want)
		}
	}
}

// FuzzFilter: whatever is typed, it is understood, and what it marks are whole letters of the text.
func FuzzFilter(f *testing.F) {
	for _, piece := range pieces {
		f.Add(piece+" "+piece, "psp/timeout_ms 800 ms é 日本 \xff")
	}
	f.Add("~İ", "aİ̇b")
	f.Fuzz(func(t *testing.T, typed, s string) {
		q := Compile(typed, environments)
		row := &Row{Names: Lower(s), Path: Lower(s), Values: []string{Lower(s)}, Facts: []Facts{Present}}
		if q.Matches(row) && !q.May(row.Names, row.Values[0], []string{row.Path}) {
			t.Fatal("what is found may not be")
		}
		if !utf8.ValidString(s) {
			return // the screens mark clean text only
		}
		for _, spans := range [][]text.Span{q.InName(s), q.InPath(s), q.InValue(Lower(s), s)} {
			end := 0
			for _, span := range spans {
				if span.Start < end || span.End <= span.Start || span.End > len(s) {
					t.Fatalf("%q in %q: spans %v", typed, s, spans)
				}
				if !utf8.ValidString(s[span.Start:span.End]) || !utf8.ValidString(s[:span.Start]) {
					t.Fatalf("%q in %q: the span %v cuts a letter", typed, s, span)
				}
				end = span.End
			}
		}
	})
}
