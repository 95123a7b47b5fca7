package ui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/ui/style"
	"parity/ui/text"
)

// Revealer reads one secret, when somebody asks for it. It is called in commands.
type Revealer interface {
	// Reveal is the secret of an attribute of a resource of an environment; the error says in words why it cannot
	// be had. Nothing of it may be kept.
	Reveal(ctx context.Context, environment string, resource *model.Resource, attribute model.Path) (string, error)
}

// secretKey tells the attribute whose secret is revealed.
type secretKey struct {
	typeName, role string
	path           model.Path
}

// revealed is one attribute whose secrets are on the screen, as long as the cursor is on it.
type revealed struct {
	key secretKey
	// depth is how many places were on the trail.
	depth int
	// in are the environments' secrets; asked are those that were asked for.
	in    map[int]secretText
	asked []int
}

// secretText is a secret, or why it cannot be had. The secret is behind a function, so that whatever prints the
// program does not print it.
type secretText struct {
	text   func() string
	failed string
}

// revealedMsg is an answer of the revealer.
type revealedMsg struct {
	key         secretKey
	environment int
	secret      secretText
}

// of is what is revealed of a line in an environment, nil where nothing is.
func (r *revealed) of(l *line, environment int) *secretText {
	if r == nil || keyOf(l) != r.key {
		return nil
	}
	if secret, ok := r.in[environment]; ok {
		return &secret
	}
	return nil
}

func keyOf(l *line) secretKey {
	if l.row == nil {
		return secretKey{}
	}
	return secretKey{l.row.Type.Name, l.row.Name, l.path}
}

// reveal asks for the secret under the cursor: that of the chosen environment, and those of the others that
// were decrypted anyway. A second time takes it away.
func (p program) reveal() (program, tea.Cmd) {
	here, ok := p.here().(pointing)
	if !ok {
		p.notice = "v reveals a secret under the cursor"
		return p, nil
	}
	v := p.view()
	l := here.pointed(v)
	switch {
	case p.sight.masked:
		p.notice = "nothing is revealed while the screen is shared (S)"
		return p, nil
	case p.revealed != nil:
		p.revealed = nil
		return p.renewed(), nil
	case l == nil || l.row == nil || l.cells == nil:
		p.notice = "there is no secret here; " + p.look.theme.Enter() + " opens the attributes"
		return p, nil
	case p.options.Revealer == nil:
		p.notice = "nothing can reveal secrets here"
		return p, nil
	}
	next := &revealed{key: keyOf(l), depth: len(p.trail), in: map[int]secretText{}}
	var cmds []tea.Cmd
	for i := range l.cells {
		secret, hidden := l.cells[i].Side.Value.Secret()
		if hidden && len(l.row.Cells[i].Resources) > 0 && (i == p.sight.chosen || !secret.Locked()) {
			next.asked = append(next.asked, i)
			resource := l.row.Cells[i].Resources[0]
			cmds = append(cmds, revealNow(p.reading.ctx, p.options.Revealer, next.key, i, p.world.environments[i].Name, resource))
		}
	}
	if len(cmds) == 0 {
		p.notice = p.world.environments[p.sight.chosen].Name + " has no secret here"
		return p, nil
	}
	p.revealed = next
	p.notice = "asking for the secret"
	return p, tea.Batch(cmds...)
}

func revealNow(ctx context.Context, r Revealer, key secretKey, environment int, name string, resource *model.Resource) tea.Cmd {
	return func() tea.Msg {
		secret, err := r.Reveal(ctx, name, resource, key.path)
		if err != nil {
			return revealedMsg{key, environment, secretText{failed: err.Error()}}
		}
		return revealedMsg{key, environment, secretText{text: func() string { return secret }}}
	}
}

// shown takes an answer in, if the cursor is still where it was asked from.
func (p program) shown(msg revealedMsg) program {
	if p.revealed == nil || p.revealed.key != msg.key || !slices.Contains(p.revealed.asked, msg.environment) {
		return p
	}
	next := *p.revealed
	next.in = map[int]secretText{msg.environment: msg.secret}
	for i, secret := range p.revealed.in {
		next.in[i] = secret
	}
	p.revealed = &next
	p.notice = "revealed until the cursor leaves, or v"
	for i, secret := range next.in {
		if secret.failed != "" {
			p.notice = p.world.environments[i].Name + ": " + secret.failed
		}
	}
	return p.renewed()
}

// concealed is the program without the secret, if the cursor has left it.
func (p program) concealed() program {
	if p.revealed == nil {
		return p
	}
	if here, ok := p.here().(pointing); ok && len(p.trail) == p.revealed.depth && !p.sight.masked {
		if l := here.pointed(p.view()); l != nil && keyOf(l) == p.revealed.key {
			return p
		}
	}
	p.revealed = nil
	return p.renewed()
}

// unsealed is a revealed secret as a cell writes it, or why there is none.
func (v *view) unsealed(s *secretText) (string, style.Ink, []text.Span) {
	if s.failed != "" {
		return text.Clean(s.failed), v.theme.Error, nil
	}
	return text.Clean(s.text()), v.theme.Strong, nil
}
