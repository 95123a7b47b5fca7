package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"parity/model"
	"parity/model/modeltest"
	"parity/ui/frametest"
)

// later is a load of the company of these tests some minutes after the first one.
func later(name string, minutes int, resources ...*model.Resource) *model.Inventory {
	inv := modeltest.Inventory(name, resources...)
	inv.Environment.LoadedAt = night.Add(time.Duration(minutes) * time.Minute)
	return inv
}

// store is a parameter, a database and a group of one environment.
func store(name, timeout, version, mask string) []*model.Resource {
	group := modeltest.Resource(modeltest.Group, "sg-0"+name, "acme-"+name+"-web")
	modeltest.Rule(group, "Ingress", "tcp", "443", mask)
	secret := modeltest.Param("/"+name+"/psp/key", "", "Type=SecureString", "Version="+version)
	secret.Set(model.Dotted("Value"), model.LockedValue())
	return []*model.Resource{
		modeltest.Param("/"+name+"/psp/timeout", timeout, "LastModifiedDate=today "+version),
		modeltest.Param("/"+name+"/psp/url", "https://api.psp.example"), secret, group,
	}
}

// reloaded is the program after two loads, between which prod's timeout went back to what staging has, a secret
// and a rule changed, a role came and one went.
func reloaded(t testing.TB, width, height int) program {
	t.Helper()
	jobs := func(name string) *model.Resource {
		return modeltest.Resource(modeltest.Instance, "i-0000000"+name[:1], "acme-"+name+"-jobs")
	}
	fresh := modeltest.Param("/staging/new/flag", "on")
	staging := store("staging", "3000", "1", "192.168.7.0/24")
	p := compared(t, width, height, later("staging", 0, append(staging, jobs("staging"))...),
		later("prod", 0, append(store("prod", "800", "1", "192.168.7.0/24"), jobs("prod"))...))
	p = pressed(p, "5")
	p, _ = loadedWith(t, p, later("staging", 6, append(staging, fresh)...),
		later("prod", 6, store("prod", "3000", "2", "192.168.9.0/24")...))
	return p
}

func TestReloadMarks(t *testing.T) {
	p := reloaded(t, 110, 18)
	frames := frametest.Plain(p.frame())
	for _, keys := range []string{"5 g", "4 enter", "4 enter enter", "1", "1 k enter"} {
		q := pressed(p, keys)
		frametest.Check(t, 110, 18, q.frame)
		frames += frametest.Plain(q.frame())
	}
	golden.RequireEqual(t, frames)
}

// TestTheReloadIsToldOnceAndStays: in the last line until the next key, and in the overview until the next load.
func TestTheReloadIsToldOnceAndStays(t *testing.T) {
	p := reloaded(t, 110, 24)
	const words = "5 rows changed, 3 new differences, 1 gone"
	if want := "read again: " + words; p.notice != want {
		t.Errorf("%q, want %q", p.notice, want)
	}
	p = pressed(p, "1")
	if p.notice != "" || !strings.Contains(p.frame(), words) {
		t.Errorf("the overview does not tell it:\n%s", frametest.Plain(p.frame()))
	}
	rebased := p.reading
	rebased.baseline = "staging"
	p.reading = rebased
	next, cmd := p.reading.compare(&p.world)
	p.reading = next
	p = sent(p, cmd())
	if !strings.Contains(p.frame(), words) {
		t.Errorf("another baseline forgets it:\n%s", frametest.Plain(p.frame()))
	}
	p, _ = loadedWith(t, p, later("staging", 9, store("staging", "3000", "1", "192.168.7.0/24")...), later("prod", 9, store("prod", "3000", "2", "192.168.9.0/24")...))
	if strings.Contains(p.frame(), words) {
		t.Error("it is still told after the next load")
	}
}

// TestNothingChanged: a load that brings the same says so, and marks nothing.
func TestNothingChanged(t *testing.T) {
	all := func(minutes int) []*model.Inventory {
		return []*model.Inventory{
			later("staging", minutes, store("staging", "3000", "1", "192.168.7.0/24")...),
			later("prod", minutes, store("prod", "800", "1", "192.168.7.0/24")...),
		}
	}
	p := compared(t, 110, 24, all(0)...)
	if p.notice != "" || p.world.digest.reload != nil {
		t.Errorf("the first load is told as %q", p.notice)
	}
	p, _ = loadedWith(t, p, all(6)...)
	said := p.notice
	p = pressed(p, "5 d d")
	if want := "read again: nothing changed"; said != want || strings.Contains(p.frame(), "Δ") {
		t.Errorf("%q, want %q:\n%s", said, want, frametest.Plain(p.frame()))
	}
}

// TestWhatWasNotReadIsNoChange: a type that was denied and is read now, or the other way round, changed nothing.
func TestWhatWasNotReadIsNoChange(t *testing.T) {
	whole := func() *model.Inventory {
		return later("prod", 0, append(store("prod", "800", "1", "192.168.7.0/24"), modeltest.Param("/prod/alone", "x"))...)
	}
	denied := func() *model.Inventory {
		inv := later("prod", 3)
		inv.Unread = []model.Unread{{Type: modeltest.Parameter, Code: "AccessDenied"}, {Type: modeltest.Group, Code: "AccessDenied"}}
		return inv
	}
	staging := later("staging", 0, store("staging", "3000", "1", "192.168.7.0/24")...)
	for name, inventories := range map[string][2]*model.Inventory{"denied now": {whole(), denied()}, "denied then": {denied(), whole()}} {
		p := compared(t, 110, 24, staging, inventories[0])
		p, _ = loadedWith(t, p, staging, inventories[1])
		if r := p.world.digest.reload; r == nil || len(r.rows) > 0 || len(r.vanished) > 0 {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// TestTheCursorStaysOverAReload: it stays with its row, at its place on the screen.
func TestTheCursorStaysOverAReload(t *testing.T) {
	filled := func(name, timeout string) []*model.Resource {
		all := store(name, timeout, "1", "192.168.7.0/24")
		for i := range 30 {
			all = append(all, modeltest.Param(fmt.Sprintf("/%s/filler/%02d", name, i), "x"))
		}
		return all
	}
	p := compared(t, 110, 14, later("staging", 0, filled("staging", "3000")...), later("prod", 0, filled("prod", "800")...))
	p = pressed(p, "5 d d E G k k k k")
	place := func() (string, int) {
		e := p.here().(explorer)
		return e.selected().Node.Path, e.list.at - e.list.top
	}
	path, row := place()
	more := filled("staging", "3000")
	for _, name := range []string{"a", "b", "c"} {
		more = append(more, modeltest.Param("/staging/aaa/"+name, "x"))
	}
	p, _ = loadedWith(t, p, later("staging", 6, more...), later("prod", 6, filled("prod", "3000")...))
	if after, at := place(); after != path || at != row {
		t.Errorf("the cursor went from %s in line %d to %s in line %d", path, row, after, at)
	}
}
