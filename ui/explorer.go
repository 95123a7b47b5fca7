package ui

import (
	"slices"
	"strings"

	"parity/model"
	"parity/model/focus"
	"parity/ui/filter"
	"parity/ui/frame"
	"parity/ui/keys"
	"parity/ui/layout"
	"parity/ui/text"
	"parity/ui/tree"
)

// explorer is the view of a type whose names are paths: one tree of them over all environments. Its lines are
// made of the tree's as they come into sight, since a tree may have a hundred thousand.
type explorer struct {
	number        int
	title, filter string
	search        search
	facts         string
	of            *model.Type
	// folds are the folders' states, sifted those while a filter is on, which unfolds all it leaves.
	folds, sifted tree.Folds
	lines         []tree.Line
	// notes count what is not shown, below the tree.
	notes []line
	list  list
	spine int
	// fresh says that the cursor was not set yet, aim that it is to go to that path: one was pasted.
	fresh bool
	aim   string
	// held is what the cursor was on when the filter began, as long as it was not moved since.
	held    *tree.Node
	holding bool
	// within counts what is in the focus, where there is one.
	within focusTally
	// past is the parameter whose versions were asked for last.
	past *model.Row
	// folded counts the changes to the folds; made is what the lines were made of.
	folded int
	made   recipe
}

// treeAtOnce is how many paths of one environment are unfolded from the start.
const treeAtOnce = 60

// recipe is all that the lines depend on: while it is the same, so are they.
type recipe struct {
	digest *digest
	filter string
	masked bool
	shows  showing
	folded int
	focus  *focus.Set
}

func newExplorer(number int, tab model.Tab) explorer {
	return explorer{number: number, title: tab.Title, of: tab.Types[0], fresh: true, sifted: tree.All(tree.Unfolded)}
}

// newView is the view of a tab: a tree where names are paths, else a list of roles.
func newView(number int, tab model.Tab) screen {
	if t := tab.Types[0]; len(tab.Types) == 1 && t.Naming.Paths && len(t.Headline) > 0 {
		return newExplorer(number, tab)
	}
	return newPanes(number, tab)
}

func (e explorer) tells() *model.Row { return e.past }

func (e explorer) on() keys.Screen { return keys.Tree }

func (e explorer) tab() int { return e.number }

func (e explorer) words() string { return e.filter }

func (e explorer) query() *filter.Query { return e.search.query }

// filtered takes a path of any environment for the path below its root, and the cursor there.
func (e explorer) filtered(words string) filterable {
	if at := e.selected(); at != nil && !e.holding {
		e.held, e.holding = at.Node, true
	}
	e.filter, e.sifted, e.aim = words, tree.All(tree.Unfolded), ""
	if words != "" {
		e.aim = words
	}
	return e
}

// treeStory is how many lines the words about a parameter take: where it is, and its newest versions.
const treeStory = 4

func (e explorer) pointed(v *view) *line {
	if e.list.at >= e.count() {
		return nil
	}
	l := e.lineAt(e.list.at, v)
	return &l
}

func (e explorer) wants(*world) wants { return wants{spine: e.spine, story: treeStory, panes: true} }

func (e explorer) heading(v *view) heading {
	h := heading{trail: []string{e.title}, facts: e.facts}
	if n := len(e.lines); n > 0 {
		h.of = e.lines[n-1].Passed
	}
	if e.list.at < len(e.lines) {
		h.place = e.lines[e.list.at].Passed
	}
	return h
}

// tree is that of the newest comparison, nil before there is one.
func (e explorer) tree(v *view) *tree.Tree {
	if v.digest == nil {
		return nil
	}
	return v.digest.trees[e.of.Name]
}

func (e explorer) renew(v *view) screen {
	t := e.tree(v)
	next := recipe{v.digest, e.filter, v.sight.masked, v.sight.shows, e.folded, v.focus()}
	if t == nil || e.made == next {
		e.list = e.list.within(e.rows(v))
		return e
	}
	retyped := e.made.filter != next.filter
	e.made = next
	if e.fresh && v.alone() && t.All.Rows <= treeAtOnce {
		e.folds.Base = tree.Unfolded
	}
	if e.past != nil {
		e.past = rowOf(t, e.past.Name)
	}
	words, aimed := e.resolved(v, t)
	was := e.selected()
	sight := tree.Sight{Level: v.sight.shows.level(), Folds: e.unfolded(), Also: t.Way(v.digest.reload.names(e.of))}
	e.within = e.counted(next.focus, v)
	if next.focus != nil {
		sight.Keep, sight.Kept = func(n *tree.Node) bool { return next.focus.Holds(n.Row) }, e.within.in.total
	}
	if words != "" {
		e.search = e.search.on(v, words, []*model.Type{e.of})
		found := e.search.marked(e.of)
		sight.Level, sight.Kept = tree.Alike, len(e.search.found[e.of.Name])
		sight.Keep = func(n *tree.Node) bool { return found[n.Place] && next.focus.Holds(n.Row) }
	} else {
		e.search = search{}
	}
	e.lines = t.Lines(sight)
	e.notes = e.treeNotes(t, sight)
	e.facts = e.summary(t)
	e.spine = e.measured(v)
	e.list = e.follow(was, t, v)
	if e.holding {
		e.list, e.holding = e.back(v), e.filter != ""
	}
	switch {
	case aimed != nil && e.aim != "":
		e.list = e.to(aimed, v)
		e.aim, e.holding = "", false
	case words != "" && retyped && e.selected() != nil && e.selected().Node.Row == nil:
		e.list = e.onFirst(v)
	case e.fresh && len(e.lines) > 0 && e.lines[len(e.lines)-1].Passed > 0:
		at := slices.IndexFunc(e.lines, func(l tree.Line) bool { return l.Stop })
		e.list, e.fresh = list{at: at}.within(e.rows(v)), false
	}
	return e
}

// rowOf is the row of a path, nil where there is none.
func rowOf(t *tree.Tree, path string) *model.Row {
	if n := t.Find(path); n != nil {
		return n.Row
	}
	return nil
}

// resolved is the filter with a pasted path made one below the root, and the node it leads to.
func (e explorer) resolved(v *view, t *tree.Tree) (words string, n *tree.Node) {
	var roots []string
	for _, inventory := range v.digest.Inventories {
		roots = append(roots, inventory.Environment.Roots...)
	}
	if path, n, ok := t.Resolve(e.filter, roots); ok {
		return path, n
	}
	return e.filter, nil
}

// unfolded is the state of the folders as they are seen now.
func (e explorer) unfolded() tree.Folds {
	if e.filter != "" {
		return e.sifted
	}
	return e.folds
}

// refolded is the screen with other folds.
func (e explorer) refolded(folds tree.Folds) explorer {
	if e.filter != "" {
		e.sifted = folds
	} else {
		e.folds = folds
	}
	e.folded++
	e.fresh = false
	return e
}

// level is the least that is shown.
func (s showing) level() tree.Level {
	switch s {
	case onlyDiffering:
		return tree.Differing
	case alsoExplained:
		return tree.Explained
	default:
		return tree.Alike
	}
}

// count is how many lines there are, with those about what is not shown.
func (e explorer) count() int { return len(e.lines) + len(e.notes) }

func (e explorer) rows(v *view) rows {
	var height func(int) int
	if v.wraps() {
		height = func(i int) int {
			l := e.lineAt(i, v)
			return v.tall(&l)
		}
	}
	return rows{
		count: e.count(), visible: v.layout.Rows(), height: height,
		chosen: func(i int) bool {
			return i < len(e.lines) || e.notes[i-len(e.lines)].chosen()
		},
		stops: func(i int) bool { return i < len(e.lines) && e.lines[i].Stop },
	}
}

// selected is the tree's line under the cursor, nil on any other.
func (e explorer) selected() *tree.Line {
	if e.list.at >= len(e.lines) {
		return nil
	}
	return &e.lines[e.list.at]
}

func (e explorer) act(action keys.Action, v *view) (screen, request) {
	here := e.selected()
	switch action {
	case keys.Open:
		return e.open(v)
	case keys.Filter:
		return e, filterRows{}
	case keys.Fold:
		return e.fold(v), nil
	case keys.FoldAll:
		base := tree.Unfolded
		if e.unfolded().Base == tree.Unfolded {
			base = tree.Folded
		}
		return e.refolded(tree.All(base)).renew(v), nil
	case keys.Versions:
		if here != nil {
			e.past = here.Node.Row
		}
		return e, nil
	case keys.Parent:
		if here != nil {
			e.list = e.above(here, v)
			e.fresh = false
		}
		return e, nil
	}
	list, ours := e.list.act(action, e.rows(v))
	if ours {
		e.list, e.fresh, e.holding = list, false, false
	}
	return e, nil
}

// fold folds or unfolds the folder under the cursor; on anything else, it folds the folder that this is in.
func (e explorer) fold(v *view) screen {
	here := e.selected()
	switch {
	case here == nil:
		return e
	case here.Node.IsFolder() && here.Further < 0 && here.Rest == 0:
		e = e.refolded(e.unfolded().With(here.Node, !here.Open))
	case here.Node.IsFolder():
		e = e.refolded(e.unfolded().With(here.Node, false))
	case here.Node.Parent != nil:
		e = e.refolded(e.unfolded().With(here.Node.Parent, false))
	}
	return e.renew(v)
}

// open unfolds a folder, and opens a parameter.
func (e explorer) open(v *view) (screen, request) {
	here := e.selected()
	switch {
	case e.list.at >= e.count():
		return e, nil
	case here == nil:
		if note := &e.notes[e.list.at-len(e.lines)]; note.kind != outsideLine {
			return e, showMore{note.more}
		}
		return e, leaveFocus{}
	case here.Rest > 0:
		return e, showMore{everything}
	case here.Node.Row == nil:
		return e.fold(v), nil
	}
	l := v.branch(here)
	if here.Further < 0 {
		l.path = e.of.Headline[0]
	}
	return e, openPlace{newAttribute(e.number, e.heading(v), &l, v)}
}

func (e explorer) click(hit layout.Hit, _ int, v *view) (screen, request) {
	r := e.rows(v)
	at := r.under(e.list.top, hit.Row)
	if hit.Row < 0 || at >= e.count() || !e.rows(v).chosen(at) {
		return e, nil
	}
	again := at == e.list.at
	e.list.at, e.fresh, e.holding = at, false, false
	e.list = e.list.within(e.rows(v))
	if again {
		return e.open(v)
	}
	return e, nil
}

// inSight is the grid of the lines that are on the screen.
func (e explorer) inSight(v *view) grid {
	g := grid{list: list{at: e.list.at - e.list.top}}
	for at := e.list.top; at < min(e.count(), e.list.top+v.layout.Rows()); at++ {
		g.table.lines = append(g.table.lines, e.lineAt(at, v))
	}
	return g
}

func (e explorer) lineAt(at int, v *view) line {
	if at < len(e.lines) {
		return v.branch(&e.lines[at])
	}
	return e.notes[at-len(e.lines)]
}

func (e explorer) reach(v *view) int {
	g := e.inSight(v)
	return g.reach(v)
}

func (e explorer) draw(v *view, f *frame.Frame) {
	g := e.inSight(v)
	g.draw(v, f)
	switch {
	case v.loading:
		v.drawLoads(f, e.number-1)
	case len(e.lines) == 0:
		v.drawEmpty(f, e.emptiness(v))
	}
	if line := g.selected(); line != nil {
		v.drawTreeStory(f, line)
	}
}

// emptiness says why there are no lines.
func (e explorer) emptiness(v *view) string {
	switch t := e.tree(v); {
	case v.digest == nil:
		return "reading"
	case e.filter != "" && v.focus() != nil:
		return "nothing that is in the focus holds “" + text.Clean(e.filter) + "” (esc takes the filter away, f the focus)"
	case e.filter != "" && strings.HasPrefix(strings.TrimSpace(e.filter), "/"):
		return "no environment has “" + text.Clean(e.filter) + "” (esc takes the filter away)"
	case e.filter != "":
		return "nothing here holds “" + text.Clean(e.filter) + "” (esc takes the filter away)"
	case t == nil || t.All.Rows == 0:
		return "none in any environment"
	default:
		return "nothing differs (d shows the rest)"
	}
}
