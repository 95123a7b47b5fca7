package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"parity/model"
	"parity/model/compare"
	"parity/model/modeltest"
	"parity/ui/frametest"
	"parity/ui/keys"
)

// linked is an environment in which an instance, its group, a database and a parameter refer to each other.
func linked(name, mask string) *model.Inventory {
	web := modeltest.Resource(modeltest.Instance, "i-0000000"+name[:1], "acme-"+name+"-shop", "InstanceType=t3.large", "SubnetId=subnet-1"+name)
	web.Set(model.Dotted("SecurityGroups"), model.SetValue([]string{"sg-0" + name}))
	web.Set(model.NewPath("Tags", "ManagedBy"), model.TextValue("terraform"))
	group := modeltest.Resource(modeltest.Group, "sg-0"+name, "acme-"+name+"-shop")
	modeltest.Rule(group, "Ingress", "tcp", "443", mask)
	database := modeltest.Resource(modeltest.Database, "acme-"+name+"-orders", "acme-"+name+"-orders", "EngineVersion=15."+name[:1])
	host := "acme-" + name + "-orders.c1x2.eu-west-1.rds.amazonaws.com"
	database.Set(model.Dotted("Endpoint.Address"), model.TextValue(host))
	database.Set(model.NewPath("Tags", "aws:cloudformation:stack-name"), model.TextValue("acme-"+name+"-data"))
	inv := modeltest.Inventory(name, web, group, database, modeltest.Param("/"+name+"/shop/orders_host", host))
	inv.Targets = []*model.Target{{Type: "AWS::EC2::Subnet", ID: "subnet-1" + name, Name: "acme-" + name + "-private"}}
	return inv
}

// compared is the program that has loaded inventories, compared them, and knows what refers to what.
func compared(t testing.TB, width, height int, inventories ...*model.Inventory) program {
	t.Helper()
	catalog := modeltest.Catalog()
	options := Options{Catalog: catalog, Loader: reader{inventories: inventories}, Zone: time.UTC}
	options.Compare = func(inventories []*model.Inventory, baseline string) (*compare.Result, error) {
		return compare.Run(catalog, inventories, compare.Options{Baseline: baseline})
	}
	for _, inventory := range inventories {
		environment := inventory.Environment
		if environment.Name == "prod" {
			environment.Role = model.Baseline
		}
		options.Environments = append(options.Environments, environment)
	}
	p := newStarted(context.Background(), options)
	p.world.now = night
	p = sent(p, tea.WindowSizeMsg{Width: width, Height: height})
	p, _ = loadedWith(t, p, inventories...)
	return p
}

// loadedWith is the program after a load that brought these inventories, and what its commands said.
func loadedWith(t testing.TB, p program, inventories ...*model.Inventory) (program, []tea.Msg) {
	t.Helper()
	var told []tea.Msg
	var msg tea.Msg = loadedMsg{generation: p.reading.generation, inventories: inventories}
	for msg != nil {
		next, cmd := p.Update(msg)
		p, msg = next.(program), nil
		if cmd != nil {
			msg = cmd()
			told = append(told, msg)
		}
	}
	return p, told
}

func TestLinksOfAnAttribute(t *testing.T) {
	frames := ""
	for _, keys := range []string{"3 enter", "4 enter", "4 enter g enter", "2 d d enter"} {
		p := pressed(compared(t, 110, 24, linked("staging", "192.168.7.0/24"), linked("prod", "192.168.8.0/24")), keys)
		if p.here().tab() != 2 {
			p = pressed(p, "enter")
		}
		frametest.Check(t, 110, 24, p.frame)
		frames += frametest.Plain(p.frame())
	}
	golden.RequireEqual(t, frames)
}

// TestLinksAreFollowedAndRetraced follows the references from a group's rule to whatever names its database's
// host, and comes back by the same places, each with its cursor where it was.
func TestLinksAreFollowedAndRetraced(t *testing.T) {
	p := compared(t, 110, 30, linked("staging", "192.168.7.0/24"), linked("prod", "192.168.8.0/24"))
	p = pressed(p, "3 enter enter")
	var left []string // each place as it was when it was left
	for _, step := range []struct{ press, place string }{
		{"enter", "/shop/orders_host"},
		{"enter", "Databases › acme-orders"},
		{"g enter", "acme-orders › members"},
		{"enter", "/shop/orders_host"},
		{"down enter", "Instances › acme-shop"},
		{"g j enter", "acme-shop › SecurityGroups"},
		{"enter", "Security groups › acme-shop"},
	} {
		on, last := "", step.press
		if at := strings.LastIndex(step.press, " "); at >= 0 {
			on, last = step.press[:at], step.press[at+1:]
		}
		p = pressed(p, on)
		left = append(left, p.frame())
		p = pressed(p, last)
		if got := strings.Join(p.here().heading(p.view()).trail, " › "); !strings.HasSuffix(got, step.place) {
			t.Fatalf("%q leads to %q, want %q:\n%s", step.press, got, step.place, frametest.Plain(p.frame()))
		}
	}
	for i := len(left) - 1; i >= 0; i-- {
		if p = pressed(p, "esc"); p.frame() != left[i] {
			t.Errorf("esc leads to another place than the one %d links in:\n%s", i, frametest.Plain(p.frame()))
		}
	}
	if p = pressed(p, "esc esc esc esc"); p.here().on() != keys.Overview {
		t.Error("esc does not lead back to the overview")
	}
}

// TestNextDoesNothingWhereALinkLed: a place that a link led to is in no list of differences.
func TestNextDoesNothingWhereALinkLed(t *testing.T) {
	p := compared(t, 110, 30, linked("staging", "192.168.7.0/24"), linked("prod", "192.168.8.0/24"))
	p = pressed(p, "3 enter enter enter")
	before := p.here().heading(p.view()).trail
	p = pressed(p, "n")
	if after := p.here().heading(p.view()).trail; strings.Join(before, " ") != strings.Join(after, " ") || p.notice == "" {
		t.Errorf("n leads from %q to %q, and says %q", before, after, p.notice)
	}
}

// TestLinksOfALongPage: on a screen of a few lines every link is reached, and every line is seen.
func TestLinksOfALongPage(t *testing.T) {
	p := compared(t, 42, 12, linked("staging", "192.168.7.0/24"), linked("prod", "192.168.8.0/24"))
	p = pressed(p, "2 d d enter g enter")
	seen := ""
	for range 40 {
		seen += frametest.Plain(p.frame())
		p = pressed(p, "down")
	}
	for _, want := range []string{"LEADS TO", "subnet acme-private", "> security group acme-shop", "OWNER", "Terraform"} {
		if !strings.Contains(seen, want) {
			t.Errorf("%q is never on the screen:\n%s", want, frametest.Plain(p.frame()))
		}
	}
	for range 40 {
		p = pressed(p, "up")
	}
	if !strings.Contains(frametest.Plain(p.frame()), "members    ") {
		t.Errorf("up does not lead back to the top:\n%s", frametest.Plain(p.frame()))
	}
}

// TestLinksOfAnOldComparisonAreDropped: what refers to what belongs to one comparison.
func TestLinksOfAnOldComparisonAreDropped(t *testing.T) {
	inventories := []*model.Inventory{linked("staging", "192.168.7.0/24"), linked("prod", "192.168.8.0/24")}
	p := compared(t, 110, 30, inventories...)
	old := linkedMsg{p.world.digest, p.world.links}
	p, _ = loadedWith(t, p, inventories...)
	fresh := p.world.links
	if fresh == nil || fresh == old.links {
		t.Fatal("a new comparison has no links of its own")
	}
	if p = sent(p, old); p.world.links != fresh {
		t.Error("the links of an old comparison were taken in")
	}
}
