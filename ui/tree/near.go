package tree

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"parity/model"
)

// index holds the rows that some environment lacks, by the letters and digits of their last segment: only such
// a row can be another one's under another name.
type index map[string][]*Node

// The bounds that keep a company of many absent names from costing more than a key press: how many rows of
// one name are looked at, how many neighbours in a folder, and how many names are told.
const (
	mostOfOneName  = 64
	mostNeighbours = 256
	mostTold       = 3
)

func (x index) add(n *Node) {
	if !lacking(n.Row) {
		return
	}
	key := letters(n.Name)
	if len(x[key]) < mostOfOneName {
		x[key] = append(x[key], n)
	}
}

// lacking says that an environment certainly has no such row, and another one has.
func lacking(row *model.Row) bool {
	has, lacks := false, false
	for i := range row.Cells {
		has = has || row.Cells[i].State == model.Present
		lacks = lacks || row.Cells[i].State == model.Empty
	}
	return has && lacks
}

// letters is a name without case and separators: timeout_ms and timeoutMs are one.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// Near lists the rows that may be this one under another name, nearest first: each is where this one is
// missing, and missing where this one is.
func (t *Tree) Near(n *Node) []*Node {
	if n.Row == nil || !lacking(n.Row) {
		return nil
	}
	type candidate struct {
		*Node
		distance int
	}
	var found []candidate
	seen := map[*Node]bool{n: true}
	look := func(c *Node, distance int) {
		if !seen[c] && c.Row != nil && instead(n.Row, c.Row) {
			seen[c] = true
			found = append(found, candidate{c, distance})
		}
	}
	for _, c := range t.nearby[letters(n.Name)] {
		look(c, shifted(n.Path, c.Path))
	}
	for _, c := range t.neighbours(n) {
		if d := distance(n.Name, c.Name); d <= max(1, len(n.Name)/4) {
			look(c, d)
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.Path, b.Path))
	})
	var near []*Node
	for _, c := range found[:min(len(found), mostTold)] {
		near = append(near, c.Node)
	}
	return near
}

// instead says that one row is where the other is missing, and missing where it is.
func instead(a, b *model.Row) bool {
	there, gone := false, false
	for i := range a.Cells {
		mine, yours := a.Cells[i].State, b.Cells[i].State
		there = there || mine == model.Empty && yours == model.Present
		gone = gone || mine == model.Present && yours == model.Empty
	}
	return there && gone
}

// neighbours are the nodes of the same folder around a node.
func (t *Tree) neighbours(n *Node) []*Node {
	all := t.Top
	if n.Parent != nil {
		all = n.Parent.Children
	}
	at := max(0, slices.Index(all, n)-mostNeighbours/2)
	return all[at:min(len(all), at+mostNeighbours)]
}

// shifted is how many folders two paths do not share: 0 where only the spelling of the name differs.
func shifted(a, b string) int {
	left, right := strings.Split(a, "/"), strings.Split(b, "/")
	shared := 0
	for shared < min(len(left), len(right))-1 && left[shared] == right[shared] {
		shared++
	}
	return max(len(left), len(right)) - 1 - shared
}

// distance is the number of letters that must be changed, added or taken away, whatever their case.
func distance(a, b string) int {
	left, right := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	row := make([]int, len(right)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range left {
		before := row[0]
		row[0] = i + 1
		for j, y := range right {
			cost := before
			if x != y {
				cost++
			}
			before = row[j+1]
			row[j+1] = min(cost, row[j]+1, before+1)
		}
	}
	return row[len(right)]
}
