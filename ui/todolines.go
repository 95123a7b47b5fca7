package ui

import (
	"strings"

	"parity/model"
	"parity/model/checklist"
	"parity/ui/style"
	"parity/ui/text"
)

// unread is what of a line could not be compared, with the signs of why.
func (w *checkWriter) unread(c *checklist.Counts) (string, style.Ink) {
	var parts []string
	ink := w.theme.Verdict(model.Locked)
	if c.Unread > 0 {
		parts, ink = append(parts, thousands(c.Unread)+" "+w.theme.Signs.Verdict(model.Unknown)), w.theme.Verdict(model.Unknown)
	}
	if c.Locked > 0 {
		parts = append(parts, thousands(c.Locked)+" "+w.theme.Signs.Verdict(model.Locked))
	}
	return strings.Join(parts, " "), ink
}

// roomyChecks is the width from which on words are told that only say what is meant.
const roomyChecks = 100

// together is step 3: what differs and is to be brought together, and what was found when it was read again.
func (w *checkWriter) together() {
	l := checkLine{words: w.step(3, "Bring them together")}
	if l.right = (written{{w.theme.Strong, w.direction()}, {w.theme.Dim, "   (t turns)"}}); w.width >= roomyChecks {
		l.right = append(written{{w.theme.Dim, "direction: "}}, l.right...)
	}
	w.add(l)
	name := 0
	for i := range w.page.Together {
		name = max(name, text.Width(w.todoName(&w.page.Together[i])))
	}
	room := w.width - checkTitle - 2
	if name = min(name, room*3/5); w.width < roomyChecks {
		name = min(name, room/2)
	}
	for i := range w.page.Together {
		w.todo(&w.page.Together[i], name)
	}
	right := written{}
	if words := w.retested(); words != "" {
		right = append(right, piece{w.theme.Dim, words})
	}
	w.add(checkLine{
		key: "retest", kind: retestCheck, right: right,
		words: written{{style.Ink{}, text.Blank(checkIndent + 2)}, {w.theme.Key, "r "}, {w.theme.Plain, "  read these again"}},
	})
	w.blank()
}

// direction is what is changed, in words.
func (w *checkWriter) direction() string {
	baseline := text.Clean(w.environments[w.baseline].Name)
	others, has := w.mirrored()
	switch w.inquiry.kept.Direction {
	case checklist.ToBaseline:
		return others + " to what " + baseline + " has"
	case checklist.FromBaseline:
		return baseline + " to what " + others + has
	default:
		return "what changed back to what it was"
	}
}

// mirrored are those that must be like the baseline, in words, and what they do.
func (w *checkWriter) mirrored() (others, has string) {
	var names []string
	for _, i := range w.order()[1:] {
		if w.role(i) == model.Mirror {
			names = append(names, text.Clean(w.environments[i].Name))
		}
	}
	switch len(names) {
	case 0:
		return "the others", " have"
	case 1:
		return names[0], " has"
	default:
		return listed(names), " have"
	}
}

// todoName is what a to-do is about.
func (w *checkWriter) todoName(t *checklist.Todo) string {
	e := t.Entry
	switch {
	case e == nil && w.sight.masked && !t.ByHand:
		return "one that is gone"
	case e == nil:
		return text.Clean(t.Title)
	case t.Cause != nil && len(t.Cause.Entries) > 1:
		return w.causeTitle(t.Cause)
	default:
		return strings.TrimSpace(w.entryName(e) + "  " + w.entryAttribute(e))
	}
}

func (w *checkWriter) todo(t *checklist.Todo, name int) {
	ink := w.theme.Plain
	out := checkLine{key: t.Key, kind: todoCheck, todo: t, words: w.box(&t.Decision)}
	if t.ByHand {
		out.kind = handCheck
	}
	settled := !t.Ticked.IsZero() || !t.RuledOut.IsZero()
	if settled {
		ink = w.theme.Dim
	}
	out.open = !settled
	mark := piece{style.Ink{}, "  "}
	if t.Recent {
		mark = piece{w.theme.Recent, w.theme.Signs.Recent + " "}
	}
	out.words = append(out.words, mark, piece{ink, text.TruncateMiddle(w.todoName(t), name)})
	if words := w.becomes(t); words != "" && !settled {
		out.words = append(out.words, piece{style.Ink{}, text.Blank(checkTitle + 2 + name + 2 - out.words.width())}, piece{ink, words})
	}
	switch {
	case !t.RuledOut.IsZero():
		out.right = written{{w.theme.Dim, "ruled out " + w.at(t.RuledOut) + ": " + text.Clean(t.Reason)}}
	case !t.Ticked.IsZero():
		words := w.at(t.Ticked)
		if t.ByItself {
			words = "the same since " + words
		}
		out.right = written{{w.theme.Dim, words}}
	case t.ByHand:
		out.right = written{{w.theme.Dim, "by hand " + w.theme.Then}}
	case t.Fate == checklist.Unsure:
		out.right = written{{w.theme.Verdict(model.Unknown), w.theme.Signs.Verdict(model.Unknown) + " not read now"}}
	case t.Fate == checklist.Gone:
		out.right = written{{w.theme.Dim, "the same now, r ticks it"}}
	case !t.Copied.IsZero():
		out.right = written{{w.theme.Dim, "Y copied " + w.at(t.Copied)}}
	case !t.New.IsZero():
		out.right = written{{w.theme.Strong, "new " + w.at(t.New)}, {w.theme.Dim, "  Y"}}
	default:
		out.right = written{{w.theme.Dim, "Y"}}
	}
	w.add(out)
	w.note(t.Decision)
}

// becomes is what a to-do is to become in the direction that was chosen.
func (w *checkWriter) becomes(t *checklist.Todo) string {
	if t.Cause != nil && len(t.Cause.Entries) > 1 {
		return counted(len(t.Cause.Entries), "difference", "differences")
	}
	e := t.Entry
	if e == nil {
		return ""
	}
	from, to, where := w.ends(e)
	name := text.Clean(where) + "  "
	element := elementOf(e.Type, e.Attribute)
	switch {
	case e.Attribute.IsZero() && (e.Verdict == model.Missing) == (where == e.Environment):
		return name + "has none"
	case e.Attribute.IsZero():
		return name + "has it alone"
	case element != "" && (from.Value.IsTrue() || to.Value.IsTrue()):
		return name + presence(to, "comes back", "goes")
	}
	return name + w.sideOr(from, element, w.theme.Nothing) + " " + w.theme.Arrow + " " + w.sideOr(to, element, w.theme.Nothing)
}

// ends are what an environment has and is to have, in the direction that was chosen. What did not change, or nobody
// knows from what, becomes like the baseline.
func (w *checkWriter) ends(e *model.Entry) (from, to model.Side, where string) {
	baseline := w.digest.BaselineName()
	switch c := e.Change; {
	case w.inquiry.kept.Direction == checklist.FromBaseline:
		return e.Baseline, e.Mine, baseline
	case w.inquiry.kept.Direction == checklist.Back && c != nil && !c.Was.IsAbsent() && c.Environment == baseline:
		return e.Baseline, model.Side{Value: c.Was}, baseline
	case w.inquiry.kept.Direction == checklist.Back && c != nil && !c.Was.IsAbsent():
		return e.Mine, model.Side{Value: c.Was}, c.Environment
	default:
		return e.Mine, e.Baseline, e.Environment
	}
}

// retested is what reading again has shown last.
func (w *checkWriter) retested() string {
	if w.inquiry.retest != nil {
		return w.reading()
	}
	all := w.inquiry.kept.Retests
	if len(all) == 0 {
		return ""
	}
	last := all[len(all)-1]
	return "last " + w.at(last.At) + ": " + retestWords(&last)
}

// finally is step 4: what is left when it is reproduced, and the end.
func (w *checkWriter) finally() {
	w.cut(checkLine{words: w.step(4, "Once it reproduces")})
	for i := range w.page.Finally {
		l := &w.page.Finally[i]
		out := checkLine{key: l.Key, kind: handCheck, line: l, open: l.Ticked.IsZero(), words: append(w.box(&l.Decision), piece{w.theme.Plain, text.Clean(l.Title)})}
		if l.Key == checklist.KeyRootCause {
			out.kind = sentenceCheck
		}
		if at := w.at(l.Ticked); at != "" {
			out.right = written{{w.theme.Dim, at}}
		}
		w.add(out)
		w.note(l.Decision)
	}
	words := "close this investigation " + w.theme.Then
	if !w.inquiry.kept.Closed.IsZero() {
		words = "begin a new one " + w.theme.Then
	}
	w.cut(checkLine{key: "close", kind: closeCheck, words: written{{style.Ink{}, text.Blank(checkTitle)}, {w.theme.Dim, words}}})
}
