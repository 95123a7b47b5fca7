package focus_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parity/model"
	"parity/model/counterparts"
	"parity/model/focus"
	"parity/model/links"
	"parity/model/modeltest"
)

// fleet is an environment in which a web server uses a group that lets in another group, and a database nobody
// refers to; one secret and one tag hold words that nothing is called by.
func fleet(name string) *model.Inventory {
	web := modeltest.Resource(modeltest.Instance, "i-0"+name, "acme-"+name+"-payments")
	web.Set(model.Dotted("SecurityGroups"), model.SetValue([]string{"sg-0web" + name}))
	group := modeltest.Resource(modeltest.Group, "sg-0web"+name, "acme-"+name+"-web")
	modeltest.Rule(group, "Ingress", "tcp", "8080", "sg:sg-0alb"+name)
	balancer := modeltest.Resource(modeltest.Group, "sg-0alb"+name, "acme-"+name+"-alb")
	ledger := modeltest.Resource(modeltest.Database, "acme-"+name+"-ledger", "acme-"+name+"-ledger")
	ledger.Set(model.NewPath("Tags", "Team"), model.TextValue("Money"))
	ledger.Set(model.NewPath("Tags", "Login"), model.SealedValue("sesame"))
	url := modeltest.Param("/"+name+"/payments/psp/url", "https://psp.example")
	return modeltest.Inventory(name, web, group, balancer, ledger, url)
}

func TestOn(t *testing.T) {
	p := counterparts.Pair(modeltest.Catalog(), []*model.Inventory{fleet("staging"), fleet("prod")}, nil)
	all := links.Find(p, p.Rows)
	for _, c := range []struct{ word, want string }{
		{"payments", "/payments/psp/url 0, acme-payments 0, acme-web 1"},
		{"PAYMENTS", "/payments/psp/url 0, acme-payments 0, acme-web 1"},
		{"acme-web", "acme-alb 1, acme-payments 1, acme-web 0"},
		{"money", "acme-ledger 0"},
		{"team", "acme-ledger 0"},
		{"sg-0albprod", "acme-alb 0, acme-web 1"},
		{" psp ", "/payments/psp/url 0"},
		{"sesame", ""},
		{"example", ""},
		{"", ""},
		{"nought", ""},
	} {
		set := focus.On(all, p.Rows, c.word)
		var got []string
		for _, row := range p.Rows {
			if distance := set.Distance(row); distance != focus.Outside {
				got = append(got, fmt.Sprint(row.Name, " ", distance))
			}
			if set.Holds(row) != (set.Distance(row) != focus.Outside) {
				t.Errorf("%s: %s is in the focus and is not", c.word, row.Name)
			}
		}
		slices.Sort(got)
		if words := strings.Join(got, ", "); words != c.want || set.Len() != len(got) {
			t.Errorf("%q: %s (%d), want %s", c.word, words, set.Len(), c.want)
		}
	}
}

func TestWithoutAWordEverythingIsInTheFocus(t *testing.T) {
	var nobody *focus.Set
	if !nobody.Holds(&model.Row{}) || nobody.Len() != 0 {
		t.Error("no focus leaves something out")
	}
	if focus.On(nil, nil, "x").Holds(nil) {
		t.Error("what is about a whole type is in the focus")
	}
}
