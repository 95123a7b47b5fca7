package links_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parity/model"
	"parity/model/counterparts"
	"parity/model/links"
	"parity/model/modeltest"
)

// fleet is an environment in which an instance, its groups, a database and two parameters refer to each other.
func fleet(name string) *model.Inventory {
	web := modeltest.Group
	instance := modeltest.Resource(modeltest.Instance, "i-0000000"+name[:1], "acme-"+name+"-web", "SubnetId=subnet-1"+name,
		"PrivateIpAddress=192.168.1.7")
	instance.Set(model.Dotted("SecurityGroups"), model.SetValue([]string{"sg-0web" + name, "sg-0db" + name}))
	instance.Set(model.NewPath("NetworkInterfaces", "0", "Groups"), model.SetValue([]string{"sg-0web" + name}))
	database := modeltest.Resource(modeltest.Database, "acme-"+name+"-orders", "acme-"+name+"-orders")
	host := "acme-" + name + "-orders.c1x2.eu-west-1.rds.amazonaws.com"
	database.Set(model.Dotted("Endpoint.Address"), model.TextValue(host))
	groups := []*model.Resource{
		modeltest.Resource(web, "sg-0web"+name, "acme-"+name+"-web"),
		modeltest.Resource(web, "sg-0db"+name, "acme-"+name+"-db"),
	}
	modeltest.Rule(groups[1], "Ingress", "tcp", "5432", "sg:sg-0web"+name)
	modeltest.Rule(groups[1], "Ingress", "tcp", "5432", "sg:sg-0db"+name)
	modeltest.Rule(groups[1], "Ingress", "tcp", "5433", "192.168.1.7/32")
	url := modeltest.Param("/"+name+"/orders/url", "postgres://"+host+":5432/orders?replica="+host)
	secret := modeltest.Param("/"+name+"/orders/secret", "")
	secret.Set(model.Dotted("Value"), model.SealedValue("r:"+host))
	inv := modeltest.Inventory(name, instance, database, groups[0], groups[1], url, secret)
	inv.Targets = []*model.Target{{Type: "AWS::EC2::Subnet", ID: "subnet-1" + name, Name: "acme-" + name + "-private"}}
	return inv
}

func paired(inventories ...*model.Inventory) (*links.Links, map[string]*model.Row) {
	p := counterparts.Pair(modeltest.Catalog(), inventories, nil)
	rows := map[string]*model.Row{}
	for _, row := range p.Rows {
		rows[row.Type.Tab+" "+row.Name] = row
	}
	return links.Find(p, p.Rows), rows
}

// told writes links as lines.
func told(all []links.Link) string {
	var lines []string
	for i := range all {
		l := &all[i]
		to := l.Type + " " + l.Name
		if l.To != nil {
			to = l.To.Type.Tab + " " + l.To.Name
		}
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s > %s %s%v %d", l.From.Name, l.Attribute, to, l.Part, l.Environments, l.Abroad)))
	}
	return strings.Join(lines, "\n")
}

func TestLinks(t *testing.T) {
	all, rows := paired(fleet("staging"), fleet("prod"))
	for _, test := range []struct {
		name string
		got  []links.Link
		want string
	}{
		{"what an instance refers to, once each", all.From(rows["instances acme-web"]), `
acme-web SecurityGroups > groups acme-db [0 1] -1
acme-web SecurityGroups > groups acme-web [0 1] -1
acme-web SubnetId > AWS::EC2::Subnet acme-private [0 1] -1`},
		{"a group's rules, but not itself", all.From(rows["groups acme-db"]), `
acme-db Ingress.tcp.5432.sg:acme-web > groups acme-web [0 1] -1
acme-db Ingress.tcp.5433.192.168.1.7/32 > instances acme-web PrivateIpAddress[0 1] -1`},
		{"who refers to a group", all.Into(rows["groups acme-web"]), `
acme-web SecurityGroups > groups acme-web [0 1] -1
acme-db Ingress.tcp.5432.sg:acme-web > groups acme-web [0 1] -1`},
		{"a host in a value, and nothing of a secret", all.Into(rows["databases acme-orders"]), `
/orders/url Value > databases acme-orders Endpoint.Address[0 1] -1`},
		{"nobody", all.Into(rows["parameters /orders/url"]), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := told(test.got); got != strings.TrimSpace(test.want) {
				t.Errorf("got\n%s\nwant%s", got, test.want)
			}
		})
	}
}

// TestLinksAbroad: what leads into another environment says so, and which environment refers.
func TestLinksAbroad(t *testing.T) {
	staging := fleet("staging")
	for _, r := range staging.Of(modeltest.Parameter) {
		r.Set(model.Dotted("Value"), model.TextValue("acme-prod-orders.c1x2.eu-west-1.rds.amazonaws.com"))
	}
	all, rows := paired(staging, fleet("prod"))
	want := `
/orders/secret Value > databases acme-orders Endpoint.Address[0] 1
/orders/url Value > databases acme-orders Endpoint.Address[0] 1
/orders/url Value > databases acme-orders Endpoint.Address[1] -1`
	if got := told(all.Into(rows["databases acme-orders"])); got != strings.TrimSpace(want) {
		t.Errorf("got\n%s\nwant%s", got, want)
	}
}

// TestAnAddressIsNobodysAbroad: private networks overlap, so that another environment's address is no link.
func TestAnAddressIsNobodysAbroad(t *testing.T) {
	staging, prod := fleet("staging"), fleet("prod")
	staging.Resources = slices.DeleteFunc(staging.Resources, func(r *model.Resource) bool { return r.Type == modeltest.Instance })
	all, rows := paired(staging, prod)
	want := `
acme-db Ingress.tcp.5433.192.168.1.7/32 > instances acme-web PrivateIpAddress[1] -1`
	if got := told(all.Into(rows["instances acme-web"])); got != strings.TrimSpace(want) {
		t.Errorf("got\n%s\nwant%s", got, want)
	}
}

// TestFromHoldsItsLinks: the links of one row are not overwritten by those of the next.
func TestFromHoldsItsLinks(t *testing.T) {
	all, rows := paired(fleet("staging"), fleet("prod"))
	first := all.From(rows["instances acme-web"])
	before := told(first)
	all.From(rows["groups acme-db"])
	if after := told(first); after != before {
		t.Errorf("links changed under their reader:\n%s", after)
	}
}

func BenchmarkFind(b *testing.B) {
	var inventories []*model.Inventory
	for _, name := range []string{"dev", "staging", "prod"} {
		inv := fleet(name)
		for i := range 20000 {
			value := "postgres://acme-" + name + "-orders.c1x2.eu-west-1.rds.amazonaws.com:5432/x"
			if i%4 != 0 {
				value = fmt.Sprint("https://service-", i, ".example.com/path")
			}
			inv.Resources = append(inv.Resources, modeltest.Param(fmt.Sprintf("/%s/many/%06d", name, i), value))
		}
		inv.Sort()
		inventories = append(inventories, inv)
	}
	p := counterparts.Pair(modeltest.Catalog(), inventories, nil)
	b.ReportAllocs()
	for b.Loop() {
		links.Find(p, slices.Clone(p.Rows))
	}
}
