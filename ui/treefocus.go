package ui

import (
	"strconv"

	"parity/model/focus"
	"parity/ui/tree"
)

// focusTally counts the parameters of a tree that are in the focus and that are not, by verdict.
type focusTally struct {
	in, out tally
	// levels are how much those in it must be looked at.
	levels [tree.Differing + 1]int
}

// counted counts what is in the focus, where there is one.
func (e explorer) counted(about *focus.Set, v *view) focusTally {
	var f focusTally
	t := e.tree(v)
	if about == nil {
		return f
	}
	for _, row := range v.digest.rows[e.of.Name] {
		if !about.Holds(row) {
			f.out.add(row.Verdict)
			continue
		}
		f.in.add(row.Verdict)
		f.levels[t.Find(row.Name).Own.Level()]++
	}
	return f
}

// focusSummary says how many paths are in the focus, how many of them differ, and how many are not shown.
func (e explorer) focusSummary(paths string) string {
	f := &e.within
	parts := []string{thousands(f.in.total) + " of " + paths + " in focus"}
	if e.filter != "" {
		return parts[0]
	}
	parts = append(parts, e.made.digest.differWords(f.levels[tree.Differing])...)
	explained, alike := 0, 0
	if e.made.shows != everything {
		alike = f.levels[tree.Alike]
	}
	if e.made.shows == onlyDiffering {
		explained = f.levels[tree.Explained]
	}
	return hides(parts, explained, alike)
}

// focusNotes count what is not shown, below the tree, so that hiding is honest.
func (e explorer) focusNotes() []line {
	notes := []line{{lineKey: lineKey{kind: blankLine}}}
	add := func(words string, more showing) {
		key := lineKey{kind: alikeLine, name: strconv.Itoa(len(notes))}
		notes = append(notes, line{lineKey: key, text: words, more: more})
	}
	f := &e.within
	if n := f.levels[tree.Explained]; n > 0 && e.made.shows == onlyDiffering && e.filter == "" {
		add(thousands(n)+" explained", alsoExplained)
	}
	if n := f.levels[tree.Alike]; n > 0 && e.made.shows != everything && e.filter == "" {
		add(counted(n, "path", "paths")+" alike", everything)
	}
	if f.out.total > 0 {
		notes = append(notes, outsideOf(&f.out))
	}
	if len(notes) == 1 {
		return nil
	}
	return notes
}

// outsideOf is the line that counts what is not in the focus.
func outsideOf(t *tally) line {
	words := thousands(t.total) + " not in focus"
	if differ := t.unexplained(); differ > 0 {
		words += ", " + thousands(differ) + verb(differ, " differs", " differ")
	}
	return line{lineKey: lineKey{kind: outsideLine}, text: words}
}
