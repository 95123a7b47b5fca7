package ui

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"parity/model"
	"parity/ui/frametest"
)

// archive is a historian of the tests: as many versions of everything as there are values, or a failure. What it was
// asked for it keeps where one question comes after another.
type archive struct {
	values []model.Value
	unread *model.Unread
	asked  *[]string
}

func (a archive) History(_ context.Context, environment string, resource *model.Resource) model.History {
	if a.asked != nil {
		*a.asked = append(*a.asked, environment+" "+resource.ID)
	}
	h := model.History{Unread: a.unread}
	for i, value := range a.values {
		version := &model.Resource{Type: resource.Type, ID: resource.ID, Name: resource.Name}
		version.Set(model.Dotted("Value"), value)
		version.Set(model.Dotted("Version"), model.IntValue(int64(len(a.values)-i)))
		version.Set(model.Dotted("LastModifiedDate"), model.TextValue(night.Add(-time.Duration(i)*1000*time.Hour).Format(time.RFC3339)))
		version.Set(model.Dotted("LastModifiedUser"), model.TextValue("arn:aws:iam::1:user/u"+strconv.Itoa(i)))
		version.Set(model.Dotted("Type"), model.TextValue([]string{"SecureString", "String"}[min(i, 1)]))
		if i == 1 {
			version.Set(model.Dotted("Labels"), model.SetValue([]string{"stable"}))
		}
		h.Versions = append(h.Versions, version)
	}
	return h
}

// versioned is acme with versions, on the tree.
func versioned(t *testing.T, a archive) program {
	t.Helper()
	p := opened(t, 120, 40, Options{Historian: a})
	c := acme()
	for _, row := range c.comparison.Rows {
		for i := range row.Cells {
			for _, resource := range row.Cells[i].Resources {
				if row.Type.Naming.Paths {
					resource.Set(model.Dotted("Version"), model.IntValue(int64(len(a.values))))
					resource.Set(model.Dotted("LastModifiedDate"), model.TextValue(night.Add(-time.Duration(3-i)*time.Hour).Format(time.RFC3339)))
				}
			}
		}
	}
	return pressed(sent(p, comparedMsg{baseline: "prod", digest: c.digest()}), "5 n n")
}

// answered is the program after a key and after all that the key asked for was answered.
func answered(t *testing.T, p program, key string) program {
	t.Helper()
	next, cmd := p.Update(keyPress(key))
	return settled(next.(program), cmd)
}

func settled(p program, cmd tea.Cmd) program {
	if cmd == nil {
		return p
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, each := range msg {
			p = settled(p, each)
		}
	case toldMsg:
		next, more := p.Update(msg)
		p = settled(next.(program), more)
	}
	return p
}

var threeValues = []model.Value{text0("800"), text0("3000"), text0("3000")}

func TestHistoryIsReadWhenSomebodyLooks(t *testing.T) {
	var asked []string
	p := versioned(t, archive{values: threeValues, asked: &asked})
	if len(asked) > 0 {
		t.Fatalf("asked for before anybody looked: %q", asked)
	}
	p = answered(t, p, "V")
	if len(asked) != 3 || !strings.HasSuffix(asked[0], "timeout_ms") {
		t.Fatalf("asked for %q", asked)
	}
	frame := frametest.Plain(p.frame())
	for _, want := range []string{"v3  24 Nov 02:14  u0  800   prod now · Type String → SecureString", "v2  13 Oct 10:14  u1  3000  label stable"} {
		if !strings.Contains(frame, want) {
			t.Errorf("%q is not in the story:\n%s", want, frame)
		}
	}
	p = answered(t, answered(t, p, "V"), "enter")
	if len(asked) != 3 {
		t.Errorf("asked again: %q", asked)
	}
	if !strings.Contains(frametest.Plain(p.frame()), "HISTORY") {
		t.Error("the parameter's page does not tell its history")
	}
	golden.RequireEqual(t, frametest.Plain(p.frame()))
}

func TestOpeningAParameterReadsItsHistory(t *testing.T) {
	var asked []string
	p := versioned(t, archive{values: threeValues, asked: &asked})
	next, cmd := p.Update(keyPress("enter"))
	begun := next.(program)
	if frame := frametest.Plain(begun.frame()); !strings.Contains(frame, "reading its versions") {
		t.Errorf("nothing says that they are read:\n%s", frame)
	}
	p = settled(next.(program), cmd)
	if len(asked) != 3 || strings.Contains(p.frame(), "reading its versions") {
		t.Errorf("asked %q", asked)
	}
}

func TestHistoryFailuresAreToldInPlace(t *testing.T) {
	for want, unread := range map[string]*model.Unread{
		"ssm:GetParameterHistory denied":                            {Operation: "ssm:GetParameterHistory", Code: "AccessDeniedException", Message: "the credentials may not"},
		"ssm:GetParameterHistory: no answer within 20s":             {Operation: "ssm:GetParameterHistory", Code: "Timeout", Message: "no answer within 20s"},
		"a snapshot keeps no versions; name the environment itself": {Code: "NotRecorded", Message: "a snapshot keeps no versions; name the environment itself"},
	} {
		var asked []string
		p := answered(t, versioned(t, archive{unread: unread, asked: &asked}), "V")
		if frame := frametest.Plain(p.frame()); !strings.Contains(frame, "prod: "+want) {
			t.Errorf("%q is not in the story:\n%s", want, frame)
		}
		p = answered(t, p, "enter")
		if frame := frametest.Plain(p.frame()); !strings.Contains(frame, want) {
			t.Errorf("%q is not on the page:\n%s", want, frame)
		}
	}
}

func TestAHistoryOfAnOlderLoadIsDropped(t *testing.T) {
	var asked []string
	p := versioned(t, archive{values: threeValues, asked: &asked})
	next, cmd := p.Update(keyPress("V"))
	p = sent(next.(program), keyPress("R"))
	p = settled(p, cmd)
	for _, kept := range p.world.pasts {
		if len(kept.Versions) > 0 {
			t.Fatal("an answer to a question of before the reload was taken in")
		}
	}
}

func TestHistoryMasksSecrets(t *testing.T) {
	sealer := model.NewSealer([]byte("0123456789abcdef"))
	var asked []string
	values := []model.Value{sealer.Seal("canary-now"), sealer.Seal("canary-then"), sealer.Seal("canary-then"), model.CredentialValue("postgres://u:"+model.Mask+"@h", sealer.Token("canary-url"))}
	p := answered(t, versioned(t, archive{values: values, asked: &asked}), "enter")
	frame := p.frame()
	if strings.Contains(frame, "canary") || strings.Count(frame, hidden) < 3 || !strings.Contains(frame, "postgres://u:"+model.Mask) {
		t.Errorf("%s", frametest.Plain(frame))
	}
	changed, same := p.view().changes(catalogOfTests.Type("AWS::SSM::Parameter"), versionOf(values[2]), versionOf(values[1]))
	if !same || len(changed) > 0 {
		t.Error("a secret that was written again unchanged counts as changed")
	}
	if _, same = p.view().changes(catalogOfTests.Type("AWS::SSM::Parameter"), versionOf(values[1]), versionOf(values[0])); same {
		t.Error("another secret counts as the same")
	}
}

func versionOf(v model.Value) *model.Resource {
	r := &model.Resource{}
	r.Set(model.Dotted("Value"), v)
	return r
}
