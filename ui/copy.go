package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/ui/frame"
	"parity/ui/style"
	"parity/ui/text"
)

// pointing is a screen on which the cursor is on something that an environment has.
type pointing interface {
	screen
	// pointed is the line under the cursor, nil where there is none.
	pointed(v *view) *line
}

// copyKeys are the keys that may follow y, and what each copies.
var copyKeys = []struct {
	key, word string
	of        func(v *view, l *line) (what, text, refused string)
}{
	{"v", "value", (*view).copiedValue},
	{"n", "name", (*view).copiedName},
	{"a", "ARN, or id", (*view).copiedARN},
}

// copying waits for what to copy.
func (p program) copying() program {
	if _, ok := p.here().(pointing); !ok {
		p.notice = "y copies from a row: of a view, a role or an attribute"
		return p
	}
	p.copies = true
	return p
}

// copied answers the key after y. Any key that is none of these takes the question away, and does nothing.
func (p program) copied(key string) (tea.Model, tea.Cmd) {
	p.copies = false
	v := p.view()
	here, ok := p.here().(pointing)
	if !ok {
		return p, nil
	}
	for _, c := range copyKeys {
		if c.key != key {
			continue
		}
		l := here.pointed(v)
		if l == nil || l.row == nil {
			p.notice = "there is nothing to copy here"
			return p, nil
		}
		what, content, refused := c.of(v, l)
		if refused != "" {
			p.notice = refused
			return p, nil
		}
		p.notice = "copied the " + what + " of " + v.chosenName()
		if shown := text.Clean(content); key != "v" || v.revealed.of(l, v.sight.chosen) == nil {
			p.notice += ": " + shown
		}
		return p, tea.SetClipboard(content)
	}
	return p, nil
}

func (v *view) chosenName() string { return v.environments[v.sight.chosen].Name }

// copiedValue is the value as AWS wrote it, unless it is hidden.
func (v *view) copiedValue(l *line) (what, content, refused string) {
	environment := v.sight.chosen
	name := v.chosenName()
	switch {
	case v.sight.masked:
		return "", "", "no value is copied while the screen is shared (S)"
	case l.cells == nil:
		return "", "", "a role has no value of its own; " + v.theme.Enter() + " opens its attributes"
	}
	side := l.cells[environment].Side
	if revealed := v.revealed.of(l, environment); revealed != nil {
		if revealed.failed != "" {
			return "", "", revealed.failed
		}
		return "secret", revealed.text(), ""
	}
	switch _, secret := side.Value.Secret(); {
	case len(side.Several) > 0:
		return "", "", "the members in " + name + " have several values"
	case side.Value.IsAbsent():
		return "", "", name + " has no value here"
	case secret:
		return "", "", "this is a secret; v reveals it, then it can be copied"
	}
	if element := l.element(&l.cells[environment]); element != "" && side.Value.IsTrue() {
		return "value", element, ""
	}
	return "value", strings.Join(side.Value.Elements(), ","), ""
}

func (v *view) copiedName(l *line) (what, content, refused string) {
	return v.copiedOfMembers(l, "name", func(r *model.Resource) string {
		if r.Name == "" {
			return r.ID
		}
		return r.Name
	})
}

// copiedARN is the ARN where AWS tells one, else the id.
func (v *view) copiedARN(l *line) (what, content, refused string) {
	what = "id"
	of := func(r *model.Resource) string {
		for i := range r.Attributes {
			if arn := r.Attributes[i].Value.Text(); strings.HasPrefix(arn, "arn:") && strings.HasSuffix(arn, r.ID) {
				what = "ARN"
				return arn
			}
		}
		return r.ID
	}
	_, content, refused = v.copiedOfMembers(l, what, of)
	return what, content, refused
}

// copiedOfMembers is something of each resource in the chosen environment, a line each.
func (v *view) copiedOfMembers(l *line, what string, of func(*model.Resource) string) (string, string, string) {
	var all []string
	for _, resource := range l.row.Cells[v.sight.chosen].Resources {
		all = append(all, of(resource))
	}
	if len(all) == 0 {
		return "", "", v.chosenName() + " has none"
	}
	if len(all) > 1 {
		what += "s"
	}
	return what, strings.Join(all, "\n"), ""
}

// drawCopying asks what to copy, in place of the footer.
func (v *view) drawCopying(out *frame.Line) {
	out.Text(style.Ink{}, " ").Text(v.theme.Strong, "copy of "+text.Truncate(text.Clean(v.chosenName()), 20)).Text(style.Ink{}, "  ")
	for _, c := range copyKeys {
		out.Text(v.theme.Key, c.key).Text(v.theme.Hint, " "+c.word+"   ")
	}
	out.Text(v.theme.Hint, "any other key: nothing")
}
