package ui

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/compare"
)

// notebook is an explainer that keeps what it is told, and refuses what it is to refuse.
type notebook struct {
	mu      sync.Mutex
	written []Explanation
	refuses error
	demo    string
}

func (n *notebook) Propose(e Explanation) (Proposal, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.refuses != nil {
		return Proposal{}, n.refuses
	}
	p := Proposal{File: "ops/parity.yaml", Unwritten: n.demo, Write: func() (func() error, error) { return n.write(e), nil }}
	p.Diff = []DiffLine{{'…', ""}, {' ', "environments:"}, {'-', "  staging: {}"}}
	for _, line := range strings.Split(inYAML(e), "\n") {
		p.Diff = append(p.Diff, DiffLine{'+', line})
	}
	return p, nil
}

func (n *notebook) write(e Explanation) func() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.written = append(n.written, e)
	return func() error {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.written = n.written[:len(n.written)-1]
		return nil
	}
}

// inYAML is roughly how an explanation looks in a file.
func inYAML(e Explanation) string {
	var out []string
	switch e := e.(type) {
	case Relax:
		out = append(out, "  "+e.Environment+": {role: relaxed}")
	case Teach:
		for _, w := range e.Words {
			out = append(out, "  "+w.Environment+": {words: ["+w.Word+"]}")
		}
	case Except:
		for _, r := range e.Rules {
			out = append(out, fmt.Sprintf("  - {type: %s, name: %s, attribute: %s, environments: %v, values: %v, reason: %s, owner: %s}",
				r.Type, r.Name, r.Attribute, r.Environments, r.Values, r.Reason, r.Owner))
			if !r.Expires.IsZero() {
				out = append(out, "    expires: "+r.Expires.Format(time.DateOnly))
			}
		}
	case Accept:
		for _, entry := range e.Entries {
			out = append(out, "  - "+entry.Name+" "+entry.Attribute.String())
		}
	case Pin:
		out = append(out, fmt.Sprint("  - ", e.Pin.Role, " ", e.Pin.Members))
	}
	return strings.Join(out, "\n")
}

// said presses keys and takes in what the program asks of its explainer. Words between quotes are typed.
func said(p program, keys string) program { return scripted(p, keys, taken) }

// scripted is the program after keys, each taken in by a step. Words between quotes are typed.
func scripted(p program, script string, step func(program, tea.Msg) program) program {
	for i, part := range strings.Split(script, `"`) {
		if i%2 == 1 {
			for _, r := range part {
				p = step(p, tea.KeyPressMsg{Code: r, Text: string(r)})
			}
			continue
		}
		for _, key := range strings.Fields(part) {
			p = step(p, keyPress(key))
		}
	}
	return p
}

// taken is the program after a message, and after those that its commands lead to.
func taken(p program, msg tea.Msg) program {
	next, cmd := p.Update(msg)
	p = next.(program)
	if cmd == nil {
		return p
	}
	switch msg := cmd().(type) {
	case proposedMsg, wroteMsg, tookBackMsg:
		return taken(p, msg)
	}
	return p
}

// explainable is acme with an explainer, and without what the tests do not compare.
func explainableAcme(t testing.TB, width, height int, n *notebook, options Options) program {
	options.Explainer = n
	options.Compare = func([]*model.Inventory, string) (*compare.Result, error) { return nil, errors.New("not compared") }
	p := opened(t, width, height, options)
	return sent(p, comparedMsg{baseline: "prod", digest: recurring(acme()).digest()})
}

// recurring adds what recurs: a word, and what every deployment writes.
func recurring(c *company) *company {
	var words, deploys []*model.Entry
	for _, name := range []string{"/mail/host", "/shop/url", "/search/url", "/users/url"} {
		c.add("AWS::SSM::Parameter", name, "Value", name[1:]+".acme-pay.com")
		words = append(words, c.differs(entryOf{
			path: model.Dotted("Value"), in: staging, verdict: model.Drift,
			mine: text0(name[1:] + ".stg.acme-pay.io"), baseline: text0(name[1:] + ".acme-pay.com"),
		}))
	}
	for i, name := range []string{"mailer", "printer", "archiver", "indexer"} {
		c.add("AWS::EC2::Instance", name)
		deploys = append(deploys, c.differs(entryOf{
			path: model.Dotted("Tags.GitCommit"), in: staging, verdict: model.Drift,
			mine: text0(fmt.Sprint("5f1c", i)), baseline: text0(fmt.Sprint("90ab", i)),
		}))
	}
	for _, e := range c.comparison.Entries {
		if e.Environment == "staging" && e.Attribute == model.Dotted("InstanceType") {
			e.Relaxable = "a smaller size of the same family"
		}
	}
	c.cause(model.CauseWord, staging, "acme-pay.com ⇄ stg.acme-pay.io", "4 values, 0 against", words...)
	c.comparison.Causes[len(c.comparison.Causes)-1].Words = model.Exchange{Mine: "stg.acme-pay.io", Yours: "acme-pay.com"}
	c.cause(model.CauseEverywhere, staging, "Tags.GitCommit", "4 of 4 resources", deploys...)
	return c
}

// onCause is the keys that put the cursor of the overview on the cause of a kind.
func onCause(t testing.TB, p program, kind model.CauseKind, environment string) program {
	t.Helper()
	for range 60 {
		if o, ok := p.here().(overview); ok {
			v := p.view()
			if c := o.subject(v).cause; c != nil && c.Kind == kind && c.Environment == environment {
				return p
			}
			if o.lines[o.list.at].key == "more" {
				p = pressed(p, "enter")
			}
		}
		p = pressed(p, "j")
	}
	t.Fatalf("the overview has no cause of kind %s of %s", kind, environment)
	return p
}
