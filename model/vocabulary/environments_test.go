package vocabulary_test

import (
	"net/netip"
	"slices"
	"testing"

	"parity/model"
	"parity/model/vocabulary"
)

// TestLongestWordWins whosoever it is: prod gives up no part of prod-eu's name.
func TestLongestWordWins(t *testing.T) {
	const (
		plain = iota
		eu
		us
	)
	v := vocabulary.New([]model.Environment{{Name: "prod"}, {Name: "prod-eu"}, {Name: "prod-us", Region: "us-east-1", Zones: []string{"us-east-1a"}}})
	for _, c := range []struct {
		mine   int
		a      string
		yours  int
		b      string
		aligns bool
	}{
		{eu, "web-prod-eu", us, "web-prod-us", true},
		{eu, "web-prod/eu", us, "web.prod_us", false},
		{plain, "web-prod-eu", us, "web-eu", false},
		{plain, "web-prod", eu, "web-prod-eu", true},
		{plain, "web-prod-x", eu, "web-prod-eu-x", true},
		{eu, "webProdEuX", us, "webProdUsX", true},
		{plain, "production", eu, "prod-eu", true},
		{us, "x-us-east-1a", plain, "x", true},
		{us, "x-us-east-1", plain, "x-1", false},
	} {
		if _, ok := v.Align(c.mine, c.a, c.yours, c.b, nil); ok != c.aligns {
			t.Errorf("%q against %q: %v", c.a, c.b, ok)
		}
	}
}

// TestFamilies: the built-in aliases belong to an environment of the family, unless another bears the name.
func TestFamilies(t *testing.T) {
	for _, c := range []struct {
		environments []model.Environment
		want         [][]string
	}{
		{[]model.Environment{{Name: "dev"}, {Name: "Production"}}, [][]string{{"dev", "development"}, {"Production", "prod", "prd"}}},
		{[]model.Environment{{Name: "stage"}, {Name: "staging"}}, [][]string{{"stage", "stg"}, {"staging", "stg"}}},
		{[]model.Environment{{Name: "live", Aliases: []string{"prd"}}}, [][]string{{"live", "prd", "prod", "production"}}},
		{[]model.Environment{{Name: "prod@2026-11-20"}, {Name: "prod"}}, [][]string{{"prod", "production", "prd"}, {"prod", "production", "prd"}}},
		{[]model.Environment{{Name: "prod-eu"}, {Name: "qa"}, {Name: ""}}, [][]string{{"prod-eu"}, {"qa"}, nil}},
	} {
		v := vocabulary.New(c.environments)
		for i, want := range c.want {
			if got := v.Words(i); !slices.Equal(got, want) {
				t.Errorf("%v: words of %d are %q, want %q", c.environments, i, got, want)
			}
		}
	}
}

// TestNetworks: an address is compared by its place within its range, whatever the ranges' sizes.
func TestNetworks(t *testing.T) {
	networks := func(texts ...string) (list []netip.Prefix) {
		for _, text := range texts {
			list = append(list, netip.MustParsePrefix(text))
		}
		return list
	}
	v := vocabulary.New([]model.Environment{
		{Name: "a", Networks: networks("10.10.0.0/16", "fd00:a::/56")},
		{Name: "b", Networks: networks("172.16.128.0/18", "10.99.0.0/16", "fd00:b::/56")},
	})
	for _, c := range []struct {
		a, b   string
		aligns bool
	}{
		{"10.10.5.0/24", "172.16.133.0/24", true},
		{"10.10.5.9", "172.16.133.9", true},
		{"10.10.5.9", "172.16.133.10", false},
		{"10.10.0.0/16", "172.16.128.0/18", true}, // the whole of each
		{"10.10.0.0/18", "172.16.128.0/18", false},
		{"10.10.5.0/24", "10.99.5.0/24", true},
		{"10.102.5.0/24", "10.99.5.0/24", false},
		{"10.10.5.0/24", "10.99.5.0/25", false},
		{"[fd00:a::7]:5432", "[fd00:b::7]:5432", true},
		{"fd00:a:0:0::/64", "fd00:b::/64", true},
		{"fd00:a::7", "fd00:b::8", false},
		{"fd00:a::7", "10.99.0.7", false},
		{"no 10.10.0.1 but 10.10.0.2", "no 10.99.0.1 but 10.99.0.2", true},
	} {
		if _, ok := v.Align(0, c.a, 1, c.b, nil); ok != c.aligns {
			t.Errorf("%q against %q: %v", c.a, c.b, ok)
		}
		a, b := v.Key(0, c.a), v.Key(1, c.b)
		if (a == b) != c.aligns {
			t.Errorf("%q against %q: keys %q and %q", c.a, c.b, a, b)
		}
	}
}
