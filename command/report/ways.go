package report

import (
	"fmt"
	"slices"
	"strings"

	"parity/model"
	"parity/model/wayback"
)

// waysOf is how many differences of a cause are told with their ways back unless all is asked for: they are alike.
const waysOf = 3

// waysBack tells, cause by cause, how differences are taken back.
func (m *marker) waysBack() {
	if m.teller.options.Ways == nil {
		return
	}
	l := &list{before: "### Ways back\n\nparity runs nothing. " + ownersFirst + "\n\n"}
	for n, c := range m.teller.causes {
		if n == causesWithRows && !m.all {
			break
		}
		for i, e := range c.Entries {
			if i == waysOf && !m.all {
				break
			}
			if ways := distinct(m.teller.options.Ways(e)); len(ways) > 0 {
				l.rows = append(l.rows, "<details><summary>"+markup(e.Environment)+" · "+markup(m.cut(subject(e), longText))+"</summary>\n\n"+
					m.ways(ways)+"</details>\n\n")
			}
		}
	}
	m.list(l)
}

const ownersFirst = "What a template owns is changed there, or its next run takes a command's change back."

// ways writes ways back one after the other.
func (m *marker) ways(ways []wayback.Way) string {
	var out strings.Builder
	for i := range ways {
		w := &ways[i]
		fmt.Fprintf(&out, "**%s** (%s)\n\n", prose(m.cut(w.Title, longText)), prose(strings.TrimSpace(w.Account+" "+w.Region)))
		if w.StopGap() {
			out.WriteString(m.owned(w) + "\n\n")
		}
		for _, s := range w.Steps {
			out.WriteString(m.step(&s))
		}
	}
	return out.String()
}

// owned is who keeps the resource as it is, and what to change there.
func (m *marker) owned(w *wayback.Way) string {
	text := "Owned by " + w.Owner.String()
	if w.Argument != "" {
		text += ": " + m.cut(w.Argument, longText)
	}
	text = m.text(text)
	if len(w.Steps) > 0 {
		text += ". Until then:"
	}
	return text
}

// step is one thing to do: its words, its command in a block of its own, and what comes with it.
func (m *marker) step(s *wayback.Step) string {
	var out strings.Builder
	if s.Words != "" {
		out.WriteString(prose(s.Words) + "\n\n")
	}
	switch {
	case s.Command == "":
	case strings.ContainsFunc(s.Command, unseen):
		out.WriteString("*The command holds characters that cannot be seen here; the screen copies it (`Y`).*\n\n")
	default:
		out.WriteString(fenced("sh", s.Command) + "\n")
	}
	for _, consequence := range s.Consequences {
		out.WriteString("- " + prose(consequence) + "\n")
	}
	if len(s.Consequences) > 0 {
		out.WriteString("\n")
	}
	return out.String()
}

// unseen says that a character would stand in a command without being seen.
func unseen(r rune) bool { return r != '\n' && hidden(r) }

// indented is a text as the content of a list's item.
func indented(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = "  " + line
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// inDirection puts the ways of a direction first.
func inDirection(ways []wayback.Way, d wayback.Direction) []wayback.Way {
	ways = slices.Clone(ways)
	slices.SortStableFunc(ways, func(a, b wayback.Way) int {
		return boolRank(a.Direction != d) - boolRank(b.Direction != d)
	})
	return ways
}

func boolRank(later bool) int {
	if later {
		return 1
	}
	return 0
}

// distinct leaves out a way that is the same as one before it: what changed back is often what the others have.
func distinct(ways []wayback.Way) []wayback.Way {
	said := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(ways), func(w wayback.Way) bool {
		key := w.Environment + "\n" + w.Title + "\n" + w.Argument
		for _, s := range w.Steps {
			key += "\n" + s.Words + "\n" + s.Command
		}
		again := said[key]
		said[key] = true
		return again
	})
}

// Ways tells how a difference is taken back.
type Ways func(*model.Entry) []wayback.Way
