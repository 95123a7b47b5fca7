package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/ui/frametest"
)

// onPath is the path the cursor of the tree is on.
func onPath(t *testing.T, p program) string {
	t.Helper()
	here := p.here().(explorer).selected()
	if here == nil {
		return ""
	}
	return here.Node.Path
}

func TestTreeKeys(t *testing.T) {
	p := pressed(opened(t, 120, 40, Options{}), "5")
	for _, step := range []struct{ keys, path, shown, hidden string }{
		{"", "/ledger", "− ·  whole folder", "account_1"},
		{"space", "/ledger", "account_1", ""},
		{"j j", "/ledger/account_2", "account_8", ""},
		{"space", "/ledger", "▸ ledger/", "account_1"},
		{"enter", "/ledger", "account_1", ""},
		{"n n n", "/ledger/account_3", "", ""},
		{"^", "/ledger", "", ""},
		{"E", "/ledger", "▾ ledger/", ""},
		{"E", "/ledger", "▸ payments/", "timeout_ms"},
		{"E", "/ledger", "timeout_ms", ""},
		{"G k k k", "/payments/psp/timeout_ms", "", ""},
		{"E", "/payments", "▸ payments/", "timeout_ms"},
	} {
		p = pressed(p, step.keys)
		if got := onPath(t, p); got != step.path {
			t.Fatalf("after %q the cursor is on %q, want %q", step.keys, got, step.path)
		}
		frame := frametest.Plain(p.frame())
		body := frame[:strings.LastIndex(frame, "└")]
		if !strings.Contains(body, step.shown) || step.hidden != "" && strings.Contains(body, step.hidden) {
			t.Fatalf("after %q:\n%s", step.keys, frame)
		}
	}
}

func TestAParameterOpensInFull(t *testing.T) {
	p := pressed(opened(t, 120, 40, Options{}), "5 n n enter")
	if got := strings.Join(p.here().heading(p.view()).trail, " › "); got != "Parameters › /payments/psp/timeout_ms" {
		t.Errorf("it opens %q", got)
	}
	if p = pressed(p, "esc"); onPath(t, p) != "/payments/psp/timeout_ms" {
		t.Errorf("esc leads to %q", onPath(t, p))
	}
}

// TestNextFromAParameterGoesIntoFolders: n on the page of a parameter does not end at a folded folder.
func TestNextFromAParameterGoesIntoFolders(t *testing.T) {
	p := pressed(opened(t, 120, 40, Options{}), "5 n n enter n")
	if got := p.here().heading(p.view()).trail; len(p.trail) != 3 || got[len(got)-1] != "/ledger/account_1" {
		t.Errorf("n leads to %q, %d places", got, len(p.trail))
	}
}

func TestAPastedPathLeadsToItsRow(t *testing.T) {
	c := acme()
	for i, root := range []string{"/dev", "/staging", "/acme/live/eu"} {
		c.comparison.Inventories[i].Environment.Roots = []string{root}
		for _, row := range c.comparison.Rows {
			for _, resource := range row.Cells[i].Resources {
				if row.Type.Naming.Paths {
					resource.Name = root + row.Name
				}
			}
		}
	}
	p := opened(t, 120, 40, Options{})
	p = sent(p, comparedMsg{baseline: "prod", digest: c.digest()})
	for pasted, want := range map[string]string{
		"/acme/live/eu/shop/feature_07":            "/shop/feature_07",
		"/staging/payments/psp/timeout_ms":         "/payments/psp/timeout_ms",
		"  \"/dev/payments/psp/timeout_ms\"\nmore": "/payments/psp/timeout_ms",
		"/acme/live/eu/payments":                   "/payments",
	} {
		p := pressed(p, "5 /")
		p = sent(p, tea.PasteMsg{Content: pasted})
		if got := onPath(t, p); got != want {
			t.Errorf("%q leads to %q, want %q", pasted, got, want)
		}
		p = pressed(p, "esc")
		if got := onPath(t, p); got != want && !strings.HasPrefix(want, "/shop") {
			t.Errorf("without the filter the cursor is on %q, want %q", got, want)
		}
	}
}

func TestTheStoryNamesWhatMayBeTheSame(t *testing.T) {
	c := acme()
	c.add("AWS::SSM::Parameter", "/pool/idle_timeout", "Value", "30").lacks(staging)
	c.differs(entryOf{in: staging, verdict: model.Missing})
	c.add("AWS::SSM::Parameter", "/pool/idleTimeout", "Value", "30").lacks(prod)
	c.differs(entryOf{in: staging, verdict: model.Extra})
	p := opened(t, 120, 40, Options{})
	p = pressed(sent(p, comparedMsg{baseline: "prod", digest: c.digest()}), "5 / i d l e _ enter")
	if onPath(t, p) != "/pool/idle_timeout" {
		t.Fatalf("the cursor is on %q", onPath(t, p))
	}
	if frame := frametest.Plain(p.frame()); !strings.Contains(frame, "near: pool/idleTimeout") {
		t.Errorf("the story does not name it:\n%s", frame)
	}
}

// TestFoldingNeverLosesTheCursor: the node under the cursor, or the
// folder it was folded into, is what the cursor stays on.
func TestFoldingNeverLosesTheCursor(t *testing.T) {
	p := pressed(opened(t, 120, 40, Options{}), "5 d d E")
	for range 40 {
		p = pressed(p, "j")
		path := onPath(t, p)
		for _, key := range []string{"space", "E", "d", "R"} {
			after := onPath(t, pressed(p, key))
			if after != path && !strings.HasPrefix(path, after+"/") && key != "d" {
				t.Fatalf("%s on %q leads to %q", key, path, after)
			}
		}
	}
}

// large is a comparison of three environments of many parameters.
func large(n int) *company {
	c := newCompany()
	var drifts []*model.Entry
	for i := range n {
		c.add("AWS::SSM::Parameter", fmt.Sprintf("/service-%02d/part-%02d/setting_%06d", i%100, i/100%50, i), "Value", fmt.Sprint(i), "Type", "String",
			"Version", "3", "LastModifiedDate", "2026-11-02T10:00:00Z", "LastModifiedUser", "arn:aws:iam::1:user/terraform")
		if i%7 == 0 {
			drifts = append(drifts, c.differs(entryOf{
				path: model.Dotted("Value"), in: staging, verdict: model.Drift, mine: text0("other"), baseline: text0(fmt.Sprint(i)),
			}))
		}
	}
	c.cause(model.CauseAlike, staging, "other", "", drifts...)
	return c
}

// BenchmarkTree is from a key to the finished frame at 100 000 parameters, all folders unfolded.
func BenchmarkTree(b *testing.B) {
	c := large(100_000)
	p := newStarted(context.Background(), Options{Catalog: c.catalog, Environments: c.environments, Zone: time.UTC})
	p.world.now = night
	p = sent(p, tea.WindowSizeMsg{Width: 200, Height: 60})
	p = pressed(sent(p, comparedMsg{baseline: "prod", digest: c.digest()}), "5 d d E")
	if got := p.here().(explorer).count(); got < 100_000 {
		b.Fatalf("%d lines", got)
	}
	for _, of := range []struct{ name, keys string }{
		{"down", "j"}, {"page", "pgdown"}, {"end", "G"}, {"next", "n"}, {"fold", "space"}, {"all", "E"}, {"differences", "d"},
	} {
		b.Run(of.name, func(b *testing.B) {
			q := p
			for range b.N {
				q = pressed(q, of.keys)
				_ = q.frame()
			}
		})
	}
	p.world.digest.textsOf(p.here().(explorer).of) // they are made while somebody types
	b.Run("filter", func(b *testing.B) {
		for range b.N {
			q := pressed(p, "/ 7")
			_ = q.frame()
		}
	})
}
