package findings

import (
	"net/netip"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"parity/model"
)

func rule(segments ...string) model.Path { return model.NewPath(segments...) }

func TestPitfall25Coverage(t *testing.T) {
	for name, c := range map[string]struct {
		rule model.Path
		by   []model.Path
		want []int
	}{
		"a wider range":                {rule("Ingress", "tcp", "443", "10.0.1.0/24"), []model.Path{rule("Ingress", "tcp", "443", "10.0.0.0/8")}, []int{0}},
		"the world":                    {rule("Ingress", "tcp", "443", "10.0.1.0/24"), []model.Path{rule("Ingress", "all", "all", "0.0.0.0/0")}, []int{0}},
		"more ports":                   {rule("Ingress", "tcp", "443", "sg:web"), []model.Path{rule("Ingress", "tcp", "400-500", "sg:web")}, []int{0}},
		"two ports for a range":        {rule("Ingress", "tcp", "80-81", "sg:web"), []model.Path{rule("Ingress", "tcp", "81", "sg:web"), rule("Ingress", "tcp", "80", "sg:web")}, []int{1, 0}},
		"a gap in the ports":           {rule("Ingress", "tcp", "80-82", "sg:web"), []model.Path{rule("Ingress", "tcp", "80", "sg:web"), rule("Ingress", "tcp", "82", "sg:web")}, nil},
		"two halves":                   {rule("Ingress", "tcp", "80", "10.0.0.0/24"), []model.Path{rule("Ingress", "tcp", "80", "10.0.0.0/25"), rule("Ingress", "tcp", "80", "10.0.0.128/25")}, []int{0, 1}},
		"a half and a quarter":         {rule("Ingress", "tcp", "80", "10.0.0.0/24"), []model.Path{rule("Ingress", "tcp", "80", "10.0.0.0/25"), rule("Ingress", "tcp", "80", "10.0.0.128/26")}, nil},
		"halves on different ports":    {rule("Ingress", "tcp", "80", "10.0.0.0/24"), []model.Path{rule("Ingress", "tcp", "80", "10.0.0.0/25"), rule("Ingress", "tcp", "81", "10.0.0.128/25")}, nil},
		"another direction":            {rule("Ingress", "tcp", "80", "10.0.0.0/24"), []model.Path{rule("Egress", "all", "all", "0.0.0.0/0")}, nil},
		"another protocol":             {rule("Ingress", "udp", "53", "10.0.0.0/24"), []model.Path{rule("Ingress", "tcp", "all", "0.0.0.0/0")}, nil},
		"another family":               {rule("Ingress", "tcp", "80", "10.0.0.0/24"), []model.Path{rule("Ingress", "tcp", "80", "::/0")}, nil},
		"a narrower range":             {rule("Ingress", "tcp", "80", "10.0.0.0/8"), []model.Path{rule("Ingress", "tcp", "80", "10.0.0.0/24")}, nil},
		"a group is in no range":       {rule("Ingress", "tcp", "80", "sg:web"), []model.Path{rule("Ingress", "tcp", "80", "0.0.0.0/0")}, nil},
		"IPv6":                         {rule("Egress", "tcp", "80", "2001:db8:1::/48"), []model.Path{rule("Egress", "tcp", "80", "2001:db8::/32")}, []int{0}},
		"an ICMP type by all":          {rule("Ingress", "icmp", "8-0", "10.0.0.0/24"), []model.Path{rule("Ingress", "icmp", "all", "10.0.0.0/24")}, []int{0}},
		"an ICMP type by another":      {rule("Ingress", "icmp", "8-0", "10.0.0.0/24"), []model.Path{rule("Ingress", "icmp", "0-0", "10.0.0.0/24")}, nil},
		"itself is not what covers it": {rule("Ingress", "tcp", "80", "10.0.0.0/24"), []model.Path{rule("Ingress", "tcp", "80", "10.0.0.0/24")}, nil},
		"what is no rule":              {rule("Tags", "Team"), []model.Path{rule("Ingress", "all", "all", "0.0.0.0/0")}, nil},
	} {
		var want []model.Path
		for _, i := range c.want {
			want = append(want, c.by[i])
		}
		var rules Rules
		for _, path := range c.by {
			rules.Add(path)
		}
		if got := rules.Covering(c.rule); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

// A range is filled by parts exactly if every address of it lies in one of them.
func TestRangesThatFillOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := netip.MustParsePrefix("10.0.0.0/27")
		var parts []netip.Prefix
		for range rapid.IntRange(0, 8).Draw(t, "parts") {
			bits := rapid.IntRange(27, 32).Draw(t, "bits")
			last := rapid.IntRange(0, 31).Draw(t, "last")
			parts = append(parts, netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 0, 0, byte(last)}), bits).Masked())
		}
		want := true
		for a := whole.Addr(); whole.Contains(a); a = a.Next() {
			want = want && slices.ContainsFunc(parts, func(p netip.Prefix) bool { return p.Contains(a) })
		}
		if got := filled(whole, parts); got != want {
			t.Fatalf("%v filled by %v: %v", whole, parts, got)
		}
	})
}

// What is found by its source is what a look at every rule finds.
func TestRulesAreFoundByTheirSources(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := rapid.Custom(func(t *rapid.T) string {
			if rapid.IntRange(0, 4).Draw(t, "kind") == 0 {
				return rapid.SampledFrom([]string{"sg:web", "sg:self", "::/0", "2001:db8::/32", "2001:db8:1::/48", "2001:db8:1::1/128"}).Draw(t, "other")
			}
			addr := netip.AddrFrom4([4]byte{10, byte(rapid.IntRange(0, 1).Draw(t, "b")), 0, byte(rapid.IntRange(0, 255).Draw(t, "d"))})
			return netip.PrefixFrom(addr, rapid.IntRange(0, 32).Draw(t, "bits")).String()
		})
		var rules Rules
		for _, s := range rapid.SliceOfN(source, 0, 12).Draw(t, "rules") {
			rules.Add(rule("Ingress", "tcp", "443", s))
		}
		want, _ := AccessOf(rule("Ingress", "tcp", "443", source.Draw(t, "want")))
		var all []int
		for at, c := range rules.list {
			if c.access.holdsSource(want) || want.holdsSource(c.access) {
				all = append(all, at)
			}
		}
		if got := rules.near(want); !slices.Equal(got, all) {
			t.Fatalf("%v near %s among %v, want %v", got, want.Source, rules.list, all)
		}
	})
}
