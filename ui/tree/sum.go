package tree

import "parity/model"

// Sum is what is said of many rows.
type Sum struct {
	Rows int
	// Verdicts counts rows by the worst of their verdicts, Levels by how much they must be looked
	// at.
	Verdicts [model.Drift + 1]int
	Levels   [levels]int
	// Further counts the attributes that rows have entries for, beside what their own lines show, by level.
	Further [levels]int
	// Found and Recent count the rows with such findings, Pending those that nothing can be said of yet.
	Found, Recent, Pending int
	// Inside counts the rows that differ although every environment has them.
	Inside int
	// In counts the rows that each environment has, Lacks those that it certainly has not.
	In, Lacks []int
}

func newSum(environments int) Sum {
	both := make([]int, 2*environments)
	return Sum{In: both[:environments:environments], Lacks: both[environments:]}
}

// Differing is how many rows must be looked at.
func (s *Sum) Differing() int { return s.Levels[Differing] }

// Worst is the gravest verdict among the rows.
func (s *Sum) Worst() model.Verdict {
	for v := model.Drift; v > model.Undecided; v-- {
		if s.Verdicts[v] > 0 {
			return v
		}
	}
	return model.Undecided
}

// Whole says that an environment has nothing of all this.
func (s *Sum) Whole(environment int) bool { return s.Rows > 0 && s.Lacks[environment] == s.Rows }

// listed says that there is something to show at a level.
func (s *Sum) listed(level Level) bool {
	if s.Pending > 0 {
		return true
	}
	for l := level; l < levels; l++ {
		if s.Levels[l] > 0 {
			return true
		}
	}
	return false
}

func (s *Sum) addRow(n *Node) {
	s.Rows++
	s.Verdicts[n.Own.Verdict]++
	level := n.Own.Level()
	switch {
	case level == Alike && n.Pending():
		s.Pending++
	default:
		s.Levels[level]++
	}
	if n.Own.Found {
		s.Found++
	}
	if n.Own.Recent {
		s.Recent++
	}
	everywhere := true
	for i := range n.Row.Cells {
		switch n.Row.Cells[i].State {
		case model.Empty, model.NotFound:
			s.Lacks[i]++
			everywhere = false
		case model.Present, model.Ambiguous:
			s.In[i]++
		}
	}
	if everywhere && level == Differing {
		s.Inside++
	}
	for i := range n.Further {
		s.Further[n.Further[i].Level()]++
	}
}

func (s *Sum) add(other *Sum) {
	s.Rows += other.Rows
	for v, n := range other.Verdicts {
		s.Verdicts[v] += n
	}
	for l := range other.Levels {
		s.Levels[l] += other.Levels[l]
		s.Further[l] += other.Further[l]
	}
	s.Found += other.Found
	s.Recent += other.Recent
	s.Pending += other.Pending
	s.Inside += other.Inside
	for i := range other.In {
		s.In[i] += other.In[i]
		s.Lacks[i] += other.Lacks[i]
	}
}

// addNode adds a node and all below it.
func (s *Sum) addNode(n *Node) {
	if n.Row != nil {
		s.addRow(n)
	}
	if n.Below != nil {
		s.add(n.Below)
	}
}

// total counts what is below a node, bottom-up.
func (n *Node) total(environments int) {
	if len(n.Children) == 0 {
		return
	}
	sum := newSum(environments)
	for _, child := range n.Children {
		child.total(environments)
		sum.addNode(child)
	}
	n.Below = &sum
}
