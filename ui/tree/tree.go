// Package tree makes one tree of the paths of all environments: folders that carry what is below them, parameters
// that may be folders too, and the lines of it that are in sight. It is pure, and nothing in it takes longer than
// the paths are many: totals are counted bottom-up once, and only what is unfolded is walked.
package tree

import (
	"cmp"
	"slices"
	"strings"

	"parity/model"
)

// Level is how much a person should look at something.
type Level uint8

// The levels: nothing differs, what differs has an explanation, or it must be looked at.
const (
	Alike Level = iota
	Explained
	Differing
	levels
)

// Mark is what is said of a row or of one of its attributes, over all environments.
type Mark struct {
	Verdict model.Verdict
	// Found says that it has a finding other than recent.
	Found, Recent bool
}

// Level is how much a person should look at it.
func (m Mark) Level() Level {
	switch {
	case m.Verdict >= model.Unknown || m.Found || m.Recent:
		return Differing
	case m.Verdict >= model.Intentional:
		return Explained
	default:
		return Alike
	}
}

func (m *Mark) add(v model.Verdict, findings []model.Finding) {
	m.Verdict = max(m.Verdict, v)
	for _, finding := range findings {
		if finding == model.Recent {
			m.Recent = true
		} else {
			m.Found = true
		}
	}
}

// Further is an attribute beside those that a row's own line shows: a parameter's tier.
type Further struct {
	Path model.Path
	Mark
}

// Node is a folder, a parameter, or both.
type Node struct {
	// Path is the whole path below the environments' roots, Name its last segment.
	Path, Name string
	Depth      int
	Parent     *Node
	Children   []*Node
	// Row is the parameter of that path, nil of a folder that is nothing else; Place is its place among the rows the
	// tree was built of.
	Row   *model.Row
	Place int
	// Own is what is said of the row, Stop that it differs in what its own line shows, Further what else has
	// entries.
	Own     Mark
	Stop    bool
	Further []Further
	// Below is the sum of all rows below, nil where there are none.
	Below *Sum
}

// IsFolder says that something lies below the node.
func (n *Node) IsFolder() bool { return n.Below != nil }

// Pending says that there is no verdict on the row yet.
func (n *Node) Pending() bool {
	return n.Row != nil && slices.ContainsFunc(n.Row.Cells, func(c model.Cell) bool { return c.Verdict == model.Undecided })
}

// Tree is the paths of one type.
type Tree struct {
	// Top are the nodes that lie in no folder, All the sum of everything.
	Top []*Node
	All Sum

	rows   []*Node
	byPath map[string]*Node
	nearby index
}

// Build makes the tree of rows whose names are paths. headline are the attributes that a row's own line shows.
func Build(rows []*model.Row, headline []model.Path, environments int) *Tree {
	sorted := slices.Clone(rows)
	slices.SortStableFunc(sorted, func(a, b *model.Row) int { return comparePaths(a.Name, b.Name) })
	t := &Tree{byPath: make(map[string]*Node, len(rows)), nearby: index{}}
	var way []*Node // from the top to the node that was made last
	for _, row := range sorted {
		for len(way) > 0 && !within(row.Name, way[len(way)-1].Path) {
			way = way[:len(way)-1]
		}
		way = t.descend(way, row.Name)
		t.take(way[len(way)-1], row, headline)
	}
	for i, row := range rows {
		t.byPath[row.Name].Place = i
	}
	t.All = newSum(environments)
	for _, n := range t.Top {
		n.total(environments)
		t.All.addNode(n)
	}
	return t
}

// comparePaths orders paths by their segments, so that what lies in one folder stands together.
func comparePaths(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return cmp.Compare(segmentOrder(a[i]), segmentOrder(b[i]))
		}
	}
	return cmp.Compare(len(a), len(b))
}

func segmentOrder(c byte) int {
	if c == '/' {
		return -1
	}
	return int(c)
}

// within says that a path is the folder's or lies in it.
func within(path, folder string) bool {
	return path == folder || len(path) > len(folder) && path[len(folder)] == '/' && strings.HasPrefix(path, folder)
}

// descend makes the nodes that are missing on the way to a path. way leads to the deepest one there is.
func (t *Tree) descend(way []*Node, path string) []*Node {
	done := 0
	if len(way) > 0 {
		done = len(way[len(way)-1].Path)
	}
	for done < len(path) || len(way) == 0 {
		end := len(path)
		start := done
		if start < len(path) && path[start] == '/' {
			start++
		}
		if next := strings.IndexByte(path[start:], '/'); next >= 0 {
			end = start + next
		}
		n := &Node{Path: path[:end], Name: path[start:end], Depth: len(way)}
		if len(way) > 0 {
			n.Parent = way[len(way)-1]
			n.Parent.Children = append(n.Parent.Children, n)
		} else {
			t.Top = append(t.Top, n)
		}
		t.byPath[n.Path] = n
		way = append(way, n)
		done = end
	}
	return way
}

// take gives a node its row.
func (t *Tree) take(n *Node, row *model.Row, headline []model.Path) {
	n.Row = row
	own := Mark{}
	for i := range row.Cells {
		own.add(row.Cells[i].Verdict, row.Cells[i].Findings)
		n.Stop = n.Stop || row.Cells[i].State == model.Ambiguous
	}
	for _, entry := range row.Entries {
		own.add(entry.Verdict, entry.Findings)
		mark := Mark{}
		mark.add(entry.Verdict, entry.Findings)
		if entry.Attribute.IsZero() || slices.Contains(headline, entry.Attribute) {
			n.Stop = n.Stop || mark.Level() == Differing
			continue
		}
		at := slices.IndexFunc(n.Further, func(f Further) bool { return f.Path == entry.Attribute })
		if at < 0 {
			n.Further = append(n.Further, Further{Path: entry.Attribute, Mark: mark})
			continue
		}
		n.Further[at].add(entry.Verdict, entry.Findings)
	}
	n.Own = own
	t.rows = append(t.rows, n)
	t.nearby.add(n)
}

// Find is the node of a path, or nil.
func (t *Tree) Find(path string) *Node { return t.byPath[path] }
