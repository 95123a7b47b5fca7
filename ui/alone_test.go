package ui

import (
	"context"
	"fmt"
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

// lonely is one environment, read and looked at through the engines.
func lonely(t testing.TB, width, height int) program {
	t.Helper()
	catalog := modeltest.Catalog()
	inv := fleet("prod", "t3.large")
	for i := range 70 {
		p := modeltest.Param(fmt.Sprintf("/prod/service-%d/setting_%02d", i%9, i), fmt.Sprint("value ", i))
		p.Set(model.Dotted("Version"), model.IntValue(int64(i)))
		p.Set(model.Dotted("LastModifiedDate"), model.TextValue(night.Add(-time.Duration(i)*30*time.Hour).Format(time.RFC3339)))
		p.Set(model.Dotted("LastModifiedUser"), model.TextValue("arn:aws:iam::1:user/ann"))
		inv.Resources = append(inv.Resources, p)
	}
	inv.Resources = append(inv.Resources, modeltest.Param("/prod/service-1/mail/host", "CHANGEME"))
	inv.Environment.Role, inv.Environment.LoadedAt = model.Baseline, night.Add(-12*time.Second)
	inv.Environment.Account, inv.Environment.Region = "777702777702", "eu-west-1"
	inv.Sort()
	p := newStarted(context.Background(), Options{Catalog: catalog, Environments: []model.Environment{inv.Environment}, Loader: reader{}, Zone: time.UTC})
	p.world.now = night
	p = sent(p, tea.WindowSizeMsg{Width: width, Height: height})
	p.reading.complete = true
	p.world.loads[0] = finished(catalog, inv)
	result, err := compare.Run(catalog, []*model.Inventory{inv}, compare.Options{Baseline: "prod"})
	if err != nil {
		t.Fatal(err)
	}
	return sent(p, comparedMsg{baseline: "prod", digest: newDigest(catalog, result.Comparison, result.Lines)})
}

func TestOneEnvironmentAlone(t *testing.T) {
	for _, place := range []struct{ name, keys string }{
		{"overview", ""},
		{"instances", "2"},
		{"parameters", "5"},
		{"unfolded", "5 E j j j"},
		{"parameter", "5 E G enter"},
		{"role", "2 enter"},
		{"keys", "5 d b x X n N right left E space ^ V"},
	} {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}, {50, 15}} {
			t.Run(fmt.Sprintf("%s_%dx%d", place.name, size[0], size[1]), func(t *testing.T) {
				p := pressed(lonely(t, size[0], size[1]), place.keys)
				frametest.Check(t, size[0], size[1], p.frame)
				frame := frametest.Plain(p.frame())
				for _, word := range []string{"baseline", "differ", "drift", "missing", "alike", "unexplained", "mirror", "2 of 1"} {
					if strings.Contains(frame, word) {
						t.Errorf("%q is said although nothing is compared:\n%s", word, frame)
					}
				}
				if size[0] == 120 {
					golden.RequireEqual(t, frame)
				}
			})
		}
	}
}

// Where nothing is compared, neither help nor footer offers a key that compares, and those keys say why they do nothing.
func TestAloneNothingIsOfferedThatCompares(t *testing.T) {
	p := lonely(t, 120, 60)
	v := p.view()
	for _, on := range []keys.Screen{keys.Overview, keys.Panes, keys.Tree, keys.Attribute} {
		for _, line := range v.helpLines(on) {
			for _, word := range []string{"next difference", "say why it differs", "hold all others", "hide this environment", "play one role"} {
				if strings.Contains(line[len(line)-1].text, word) {
					t.Errorf("the help offers %q", word)
				}
			}
		}
	}
	for _, press := range []string{"b", "x"} {
		if got := lastLine(pressed(p, "5 "+press)); !strings.Contains(got, "prod is all there is") {
			t.Errorf("%s says %q", press, got)
		}
	}
}
