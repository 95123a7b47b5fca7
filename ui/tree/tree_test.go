package tree_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parity/model"
	"parity/ui/tree"
)

var (
	kind  = &model.Type{Name: "AWS::SSM::Parameter", Naming: model.Naming{Paths: true}}
	value = model.Dotted("Value")
	tier  = model.Dotted("Tier")
)

// row makes a row of two environments: its path, and = for alike, d for a value that differs, t for another
// tier, < for the first environment's alone, > for the second's, x for explained, r for changed in the window.
func row(path string, how byte) *model.Row {
	r := &model.Row{Type: kind, Role: path, Name: path, Verdict: model.Same}
	for i, root := range []string{"/staging", "/acme/live/eu"} {
		resource := &model.Resource{Type: kind.Name, ID: root + path, Name: root + path}
		cell := model.Cell{State: model.Present, Resources: []*model.Resource{resource}, Verdict: model.Same}
		if how == '<' && i == 1 || how == '>' && i == 0 {
			cell = model.Cell{State: model.Empty, Verdict: model.Same}
		}
		r.Cells = append(r.Cells, cell)
	}
	entry := &model.Entry{Type: kind, Name: path, Environment: "staging", Row: r, Attribute: value}
	switch how {
	case '=':
		return r
	case 'd':
		entry.Verdict = model.Drift
	case 't':
		entry.Verdict, entry.Attribute = model.Drift, tier
	case '<':
		entry.Verdict, entry.Attribute = model.Extra, model.Path{}
	case '>':
		entry.Verdict, entry.Attribute = model.Missing, model.Path{}
	case 'x':
		entry.Verdict = model.Intentional
	case 'r':
		entry.Verdict, entry.Findings = model.Drift, []model.Finding{model.Recent}
	}
	r.Entries, r.Verdict = []*model.Entry{entry}, entry.Verdict
	r.Cells[0].Verdict, r.Cells[0].Findings = entry.Verdict, entry.Findings
	return r
}

func build(rows ...*model.Row) *tree.Tree { return tree.Build(rows, []model.Path{value}, 2) }

// payments is screens.md's example, small.
func payments() *tree.Tree {
	return build(
		row("/payments/psp/api_key", 'd'), row("/payments/psp/base_url", 'x'), row("/payments/psp/timeout_ms", 'r'),
		row("/payments/psp/retries", 't'), row("/payments/psp/retries/max", '='), row("/payments-old/x", '='),
		row("/payments/ledger/a", '>'), row("/payments/ledger/b", '>'), row("/payments/fx/eur", '='), row("top", '='),
	)
}

// drawn is the lines as text: indented, with + for a folded folder and - for an unfolded one.
func drawn(lines []tree.Line) string {
	var out []string
	for _, l := range lines {
		text := strings.Repeat(" ", l.Node.Depth) + l.Node.Name
		switch {
		case l.Rest > 0:
			text += fmt.Sprintf(" (%d)", l.Rest)
		case l.Further >= 0:
			text += "." + l.Node.Further[l.Further].Path.String()
		case l.Open:
			text = strings.Repeat(" ", l.Node.Depth) + "-" + l.Node.Name
		case l.Node.IsFolder():
			text = strings.Repeat(" ", l.Node.Depth) + "+" + l.Node.Name
		}
		if l.Stop {
			text += " !"
		}
		out = append(out, text)
	}
	return strings.Join(out, "\n")
}

func holding(words string) func(*tree.Node) bool {
	return func(n *tree.Node) bool { return strings.Contains(n.Path, words) }
}

func TestLines(t *testing.T) {
	all := payments()
	psp := all.Find("/payments/psp")
	for _, c := range []struct {
		name  string
		sight tree.Sight
		want  string
	}{
		{"what differs, one-sided folders folded", tree.Sight{Level: tree.Differing}, `
-payments
 +ledger !
 -psp
  api_key !
  -retries
  retries.Tier !
  retries (1)
  timeout_ms !`},
		{"what is explained, too", tree.Sight{Level: tree.Explained, Folds: tree.Folds{}.With(psp, true)}, `
-payments
 +ledger !
 -psp
  api_key !
  base_url
  -retries
  retries.Tier !
  retries (1)
  timeout_ms !`},
		{"everything, suitably folded", tree.Sight{}, `
-payments
 +fx
 +ledger !
 -psp
  api_key !
  base_url
  +retries
  retries.Tier !
  timeout_ms !
+payments-old
top`},
		{"all folded", tree.Sight{Folds: tree.All(tree.Folded)}, `
+payments !
+payments-old
top`},
		{"a filter keeps the folders", tree.Sight{Keep: holding("max"), Folds: tree.All(tree.Unfolded)}, `
-payments
 -psp
  -retries
   max`},
		{"a filter keeps folders that are folded", tree.Sight{Keep: holding("max"), Folds: tree.All(tree.Unfolded).With(psp, false)}, `
-payments
 +psp !`},
		{"a filter that nothing holds", tree.Sight{Keep: holding("nowhere")}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name == "what differs, one-sided folders folded" || c.name == "what is explained, too" {
				c.sight.Folds = c.sight.Folds.With(all.Find("/payments/psp/retries"), true)
			}
			if got := drawn(all.Lines(c.sight)); got != strings.TrimPrefix(c.want, "\n") {
				t.Errorf("got\n%s\nwant%s", got, c.want)
			}
		})
	}
}

// TestWhatIsExplainedIsUnfoldedWhereItIsShown: nobody has to look for it in folders.
func TestWhatIsExplainedIsUnfoldedWhereItIsShown(t *testing.T) {
	all := build(row("/a/meant", 'x'), row("/a/same", '='), row("/b/same", '='))
	for level, want := range map[tree.Level]string{tree.Differing: "", tree.Explained: "-a\n meant", tree.Alike: "+a\n+b"} {
		if got := drawn(all.Lines(tree.Sight{Level: level})); got != want {
			t.Errorf("level %d:\n%s\nwant\n%s", level, got, want)
		}
	}
}

func TestTotals(t *testing.T) {
	all := payments()
	below := all.Find("/payments").Below
	if below.Rows != 8 || below.Verdicts[model.Drift] != 3 || below.Verdicts[model.Missing] != 2 || below.Recent != 1 {
		t.Errorf("%+v", below)
	}
	if ledger := all.Find("/payments/ledger").Below; !ledger.Whole(0) || ledger.Whole(1) || ledger.In[1] != 2 {
		t.Errorf("%+v", ledger)
	}
	if all.All.Rows != 10 || all.All.Worst() != model.Drift {
		t.Errorf("%+v", all.All)
	}
}

func TestResolve(t *testing.T) {
	all := payments()
	roots := []string{"/staging", "/acme/live/eu"}
	for _, c := range []struct {
		words, path string
		node, ok    bool
	}{
		{"/acme/live/eu/payments/psp/timeout_ms", "/payments/psp/timeout_ms", true, true},
		{" \"/staging/payments/psp/timeout_ms\"\n", "/payments/psp/timeout_ms", true, true},
		{"/staging/payments/psp/timeout_ms:12", "/payments/psp/timeout_ms", true, true},
		{"arn:aws:ssm:eu-west-1:777702777702:parameter/acme/live/eu/payments/psp/timeout_ms", "/payments/psp/timeout_ms", true, true},
		{"/payments/psp/timeout_ms", "/payments/psp/timeout_ms", true, true},
		{"/acme/live/eu/payments/psp", "/payments/psp", true, true},
		{"/acme/live/eu/payments/psp/", "/payments/psp", true, true},
		{"/acme/live/eu/payments/ps", "/payments/ps", false, true},
		{"/acme/live/eu/payments/psp/nobody", "/payments/psp/nobody", false, true},
		{"/somewhere/else", "/somewhere/else", false, true},
		{"timeout", "", false, false},
		{"", "", false, false},
	} {
		path, n, ok := all.Resolve(c.words, roots)
		if path != c.path || (n != nil) != c.node || ok != c.ok {
			t.Errorf("%q: %q %v %v", c.words, path, n, ok)
		}
	}
}

func TestNear(t *testing.T) {
	for _, c := range []struct {
		name string
		rows []*model.Row
		of   string
		want []string
	}{
		{"another case, another folder", []*model.Row{row("/psp/timeout_ms", '>'), row("/legacy/timeoutMs", '<')}, "/psp/timeout_ms", []string{"/legacy/timeoutMs"}},
		{"a slip of a letter", []*model.Row{row("/psp/timeout_ms", '>'), row("/psp/timeot_ms", '<')}, "/psp/timeout_ms", []string{"/psp/timeot_ms"}},
		{"the nearest first", []*model.Row{
			row("/a/psp/timeout", '>'), row("/a/psp/Timeout", '<'), row("/b/psp/timeout", '<'), row("/a/new/timeout", '<'),
		}, "/a/psp/timeout", []string{"/a/psp/Timeout", "/a/new/timeout", "/b/psp/timeout"}},
		{"one that both have is no other name", []*model.Row{row("/psp/host", '>'), row("/db/host", '=')}, "/psp/host", nil},
		{"one on the same side is none either", []*model.Row{row("/psp/host", '>'), row("/db/host", '>')}, "/psp/host", nil},
		{"what is everywhere needs none", []*model.Row{row("/psp/host", 'd'), row("/db/host", '<')}, "/psp/host", nil},
		{"another word", []*model.Row{row("/psp/timeout", '>'), row("/psp/retries", '<')}, "/psp/timeout", nil},
	} {
		all := build(c.rows...)
		var got []string
		for _, n := range all.Near(all.Find(c.of)) {
			got = append(got, n.Path)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// drawRows draws rows of paths that share folders, some of which are parameters too.
func drawRows(t *rapid.T) []*model.Row {
	paths := rapid.SliceOfNDistinct(rapid.StringMatching(`(/[abAB-]{1,2}){1,4}`), 1, 30, func(s string) string { return s }).Draw(t, "paths")
	var rows []*model.Row
	for _, path := range paths {
		rows = append(rows, row(path, rapid.SampledFrom([]byte("=dt<>xr")).Draw(t, path)))
	}
	return rows
}

func drawSight(t *rapid.T, all *tree.Tree, rows []*model.Row) tree.Sight {
	s := tree.Sight{
		Level: tree.Level(rapid.IntRange(0, 2).Draw(t, "level")),
		Folds: tree.All(tree.Base(rapid.IntRange(0, 2).Draw(t, "base"))),
	}
	for range rapid.IntRange(0, 6).Draw(t, "folds") {
		n := all.Find(rapid.SampledFrom(rows).Draw(t, "row").Name)
		for n != nil && !n.IsFolder() {
			n = n.Parent
		}
		if n != nil {
			s.Folds = s.Folds.With(n, rapid.Bool().Draw(t, "open"))
		}
	}
	if words := rapid.SampledFrom([]string{"", "a", "/b", "ab"}).Draw(t, "words"); words != "" {
		s.Keep, s.Level = holding(words), tree.Alike
	}
	return s
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t)
		all := build(rows...)
		sight := drawSight(t, all, rows)
		lines := all.Lines(sight)
		sums(t, all.Top)
		order(t, all, rows, lines)
		shown := map[*tree.Node]bool{}
		for _, l := range lines {
			shown[l.Node] = true
			if p := l.Node.Parent; p != nil && !shown[p] {
				t.Fatalf("%s stands without its folder", l.Node.Path)
			}
		}
		for _, r := range rows {
			n := all.Find(r.Name)
			if n == nil || n.Row != r {
				t.Fatalf("%s is not found", r.Name)
			}
			visible(t, n, sight, lines)
		}
	})
}

// sums checks that every folder counts exactly the rows below it.
func sums(t *rapid.T, nodes []*tree.Node) (rows int, verdicts [model.Drift + 1]int) {
	for _, n := range nodes {
		if n.Row != nil {
			rows++
			verdicts[n.Own.Verdict]++
		}
		r, v := sums(t, n.Children)
		if n.IsFolder() && (n.Below.Rows != r || n.Below.Verdicts != v) || !n.IsFolder() && r > 0 {
			t.Fatalf("%s counts %+v, want %d %v", n.Path, n.Below, r, v)
		}
		rows += r
		for i := range v {
			verdicts[i] += v[i]
		}
	}
	return rows, verdicts
}

// order checks that the lines do not depend on the order in which the rows come, and are in that of an unfolded
// tree.
func order(t *rapid.T, all *tree.Tree, rows []*model.Row, lines []tree.Line) {
	other := slices.Clone(rows)
	slices.Reverse(other)
	everything := tree.Sight{Folds: tree.All(tree.Unfolded)}
	whole := all.Lines(everything)
	if got, want := drawn(build(other...).Lines(everything)), drawn(whole); got != want {
		t.Fatalf("another order of rows gives\n%s\nnot\n%s", got, want)
	}
	at := 0
	for _, l := range lines {
		if l.Further >= 0 || l.Rest > 0 {
			continue
		}
		next := slices.IndexFunc(whole[at:], func(w tree.Line) bool { return w.Node == l.Node })
		if next < 0 {
			t.Fatalf("%s is out of order", l.Node.Path)
		}
		at += next
	}
}

// visible checks that a row that is to be seen is, or a folder that it is folded into.
func visible(t *rapid.T, n *tree.Node, s tree.Sight, lines []tree.Line) {
	if n.Own.Level() < s.Level || s.Keep != nil && !s.Keep(n) {
		return
	}
	at := tree.Place(lines, n)
	if at < 0 {
		t.Fatalf("%s is nowhere in\n%s", n.Path, drawn(lines))
	}
	for p := n; p != lines[at].Node; p = p.Parent {
		if p.Parent == lines[at].Node && lines[at].Open {
			t.Fatalf("%s is not in its folder, which is unfolded\n%s", n.Path, drawn(lines))
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	rows := many(100_000)
	b.ResetTimer()
	for range b.N {
		build(rows...)
	}
}

func BenchmarkLines(b *testing.B) {
	all := build(many(100_000)...)
	b.ResetTimer()
	for range b.N {
		all.Lines(tree.Sight{Folds: tree.All(tree.Unfolded)})
	}
}

func BenchmarkNear(b *testing.B) {
	all := build(many(100_000)...)
	n := all.Find("/service-5/folder-0/key-5")
	b.ResetTimer()
	for range b.N {
		all.Near(n)
	}
}

func BenchmarkResolve(b *testing.B) {
	all := build(many(100_000)...)
	b.ResetTimer()
	for range b.N {
		all.Resolve("/acme/live/eu/service-3/folder-3/nobody", []string{"/acme/live/eu"})
	}
}

func many(n int) []*model.Row {
	rows := make([]*model.Row, n)
	for i := range rows {
		rows[i] = row(fmt.Sprintf("/service-%d/folder-%d/key-%d", i%100, i/100%50, i), "=====d<>x"[i%9])
	}
	return rows
}

// TestTheWayToWhatIsShownAnyhow: a row in which nothing differs is shown with its folders, unless one of them was
// folded by hand; what lies beside it is not.
func TestTheWayToWhatIsShownAnyhow(t *testing.T) {
	var rows []*model.Row
	for _, name := range []string{"/a/b/one", "/a/b/two", "/a/c/three", "/d"} {
		rows = append(rows, &model.Row{
			Type: kind, Name: name, Verdict: model.Same, Cells: []model.Cell{{State: model.Present, Verdict: model.Same}},
		})
	}
	tr := tree.Build(rows, nil, 1)
	shown := func(folds tree.Folds) (paths []string) {
		for _, line := range tr.Lines(tree.Sight{Level: tree.Differing, Folds: folds, Also: tr.Way([]string{"/a/b/two", "/gone"})}) {
			paths = append(paths, line.Node.Path)
		}
		return paths
	}
	if got, want := shown(tree.Folds{}), []string{"/a", "/a/b", "/a/b/two"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := shown(tree.Folds{}.With(tr.Find("/a/b"), false)), []string{"/a", "/a/b"}; !slices.Equal(got, want) {
		t.Errorf("folded by hand: %q, want %q", got, want)
	}
}
