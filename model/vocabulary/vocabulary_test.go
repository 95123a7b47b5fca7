package vocabulary_test

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parity/model"
	"parity/model/vocabulary"
)

const (
	staging = iota
	prod
	eu
)

func words() *vocabulary.Vocabulary {
	net := func(text string) []netip.Prefix { return []netip.Prefix{netip.MustParsePrefix(text)} }
	return vocabulary.New([]model.Environment{
		staging: {
			Name: "staging", Account: "333301333301", Region: "eu-west-1", Zones: []string{"eu-west-1a", "eu-west-1b"},
			Networks: net("10.30.0.0/16"), Words: []string{"stg.acme-pay.io"}, HostLabels: []string{"c1a2b3c4d5e6"},
		},
		prod: {
			Name: "prod", Account: "777702777702", Region: "us-east-1", Zones: []string{"us-east-1a"}, Aliases: []string{"live"},
			Networks: net("10.20.0.0/16"), Words: []string{"acme-pay.com"}, HostLabels: []string{"c9z8y7x6w5v4"},
		},
		eu: {Name: "acme-eu", Account: "555505555505", Networks: net("10.0.0.0/17")},
	})
}

func TestRole(t *testing.T) {
	v := words()
	for _, c := range []struct {
		env        int
		name, want string
	}{
		{prod, "acme-prod-web", "acme-web"},
		{prod, "prod-web", "web"},
		{prod, "web.acme-prod", "web.acme"},
		{prod, "prod", "{env}"},
		{prod, "acme_production_web", "acme_web"},
		{prod, "web-prd", "web"},
		{prod, "live-web", "web"},
		{prod, "PROD-Web", "Web"},
		{prod, "prodWeb", "Web"},
		{prod, "prod1-web", "prod1-web"},
		{prod, "product-api", "product-api"},
		{prod, "reproduce", "reproduce"},
		{prod, "acme-staging-web", "acme-staging-web"},
		{prod, "/prod/x/y", "/x/y"},
		{prod, "/x/prod/y", "/x/y"},
		{prod, "/x/prod", "/x"},
		{prod, "logs-777702777702-us-east-1", "logs"},
		{staging, "acme-stg-web", "acme-web"},
		{staging, "stage", "{env}"},
		{staging, "backstage-web", "backstage-web"},
		{eu, "acme/eu/web", "web"},
		{eu, "acme-eu-web", "web"},
		{eu, "acme-europe-web", "acme-europe-web"},
		{prod, "", ""},
	} {
		if got := v.Role(c.env, c.name); got != c.want {
			t.Errorf("role of %q in %d is %q, want %q", c.name, c.env, got, c.want)
		}
	}
}

func TestAlign(t *testing.T) {
	v := words()
	for _, c := range []struct {
		mine, base string
		want       string // the exchanges; empty where the texts are not alike
	}{
		{"acme-staging-web", "acme-prod-web", "staging⇄prod"},
		{"acme-stg-web", "acme-production-web", "stg⇄production"},
		{"staging/staging", "prod/live", "staging⇄prod staging⇄live"},
		{"https://api.stg.acme-pay.io/v2", "https://api.acme-pay.com/v2", "stg.acme-pay.io⇄acme-pay.com"},
		{"arn:aws:sqs:eu-west-1:333301333301:acme-staging-jobs", "arn:aws:sqs:us-east-1:777702777702:acme-prod-jobs", "eu-west-1⇄us-east-1 333301333301⇄777702777702 staging⇄prod"},
		{"api.acme.com", "api.prod.acme.com", "⇄prod."},
		{"acme-staging", "acme", "-staging⇄"},
		{"10.30.5.0/24", "10.20.5.0/24", "10.30.5.0/24⇄10.20.5.0/24"},
		{"10.30.0.0/16", "10.20.0.0/16", "10.30.0.0/16⇄10.20.0.0/16"},
		{"10.30.5.7:8080", "10.20.5.7:8080", "10.30.5.7⇄10.20.5.7"},
		{"db.c1a2b3c4d5e6.eu-west-1.rds.amazonaws.com", "db.c9z8y7x6w5v4.us-east-1.rds.amazonaws.com", "c1a2b3c4d5e6⇄c9z8y7x6w5v4 eu-west-1⇄us-east-1"},
		{"eu-west-1a", "us-east-1a", "eu-west-1a⇄us-east-1a"},
		{`{"env":"staging","n":1}`, `{"env":"prod","n":1}`, "staging⇄prod"},

		{"10.30.5.0/24", "10.20.6.0/24", ""},
		{"10.31.5.0/24", "10.20.5.0/24", ""},
		{"10.30.5.0/24", "10.20.5.0/25", ""},
		{"acme-staging-web", "acme-prod-api", ""},
		{"db.prod", "production-db", ""},
		{"acme-prod-web", "acme-staging-web", ""}, // each has the other's word: that is no vocabulary
		{"acme-prod-web", "acme-live-web", ""},    // staging holds prod's word
		{"prod1", "prod", ""},
		{"device", "prodice", ""},
		{"staging", "333301333301", ""},
		{"3000", "800", ""},
		{"acme-staging-web-2", "acme-prod-web-1", ""},
		{"333301333301", "staging", ""},
		{"stagingx", "prodx", ""},
		{"staging web", "prod  web", ""},
	} {
		exchanges, ok := v.Align(staging, c.mine, prod, c.base, nil)
		var texts []string
		for _, e := range exchanges {
			texts = append(texts, e.Mine+"⇄"+e.Yours)
		}
		if got := strings.Join(texts, " "); ok != (c.want != "") || got != c.want {
			t.Errorf("%q against %q: %v %q, want %q", c.mine, c.base, ok, got, c.want)
		}
	}
}

type pairs map[[2]string]bool

func (p pairs) Same(_ int, a string, _ int, b string) bool { return p[[2]string{a, b}] }

func TestCounterpartsInsideTexts(t *testing.T) {
	v := words()
	ids := pairs{{"sg-0123456789", "sg-9876543210"}: true, {"orders.a.example.com", "orders.b.example.com"}: true}
	if _, ok := v.Align(staging, "use sg-0123456789 for it", prod, "use sg-9876543210 for it", ids); !ok {
		t.Error("ids of counterparts are not alike")
	}
	if _, ok := v.Align(staging, "postgres://orders.a.example.com:5432/x", prod, "postgres://orders.b.example.com:5432/x", ids); !ok {
		t.Error("hosts of counterparts are not alike")
	}
	if _, ok := v.Align(staging, "use sg-0123456789", prod, "use sg-1111111111", ids); ok {
		t.Error("another id is alike")
	}
}

func TestMentions(t *testing.T) {
	v := words()
	var got []string
	for _, m := range v.Mentions("acme-prod-events in 333301333301 at 10.20.3.4, /dev/xvda, product, staging1") {
		got = append(got, fmt.Sprint(m.Env, " ", m.Kind, " ", m.Word))
	}
	want := []string{"1 name prod", "0 account 333301333301", "1 network 10.20.3.4"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWithoutGenerated(t *testing.T) {
	for name, want := range map[string]string{
		"acme-web-20240131123456789000000001": "acme-web",
		"acme-prod-WebSG-1ABC2DEF3GH4":        "acme-prod-WebSG",
		"Stack-WebSG-1ABC2DEF":                "Stack-WebSG",
		"acme-web-PRODUCTION":                 "acme-web-PRODUCTION",
		"acme-web-1":                          "acme-web-1",
		"launch-wizard-7":                     "launch-wizard-7",
		"20240131123456789000000001":          "20240131123456789000000001",
		"acme-payments":                       "acme-payments",
	} {
		if got := vocabulary.WithoutGenerated(name); got != want {
			t.Errorf("%q gives %q, want %q", name, got, want)
		}
	}
}

func TestIds(t *testing.T) {
	got := vocabulary.Ids("sg-0123456789, arn:aws:sqs:eu-west-1:1:q https://db.example.com:5432/x?y=ami-0abcdef12 10.0.0.1 v1.2 plain")
	want := []string{"sg-0123456789", "arn:aws:sqs:eu-west-1:1:q", "db.example.com", "ami-0abcdef12", "10.0.0.1", "v1.2"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestRenamedTextsAlignAndShareAKey: whatever surrounds the words, a text and its copy in other words are
// alike, have one key, and one other letter makes them differ.
func TestRenamedTextsAlignAndShareAKey(t *testing.T) {
	v := words()
	rapid.Check(t, func(t *rapid.T) {
		hole := rapid.SampledFrom([][2]string{{"staging", "prod"}, {"333301333301", "777702777702"}, {"eu-west-1", "us-east-1"}, {"stg.acme-pay.io", "acme-pay.com"}})
		text := rapid.SampledFrom([]string{"", "acme-", "https://", "x.", "a b ", `{"k":"`, "_", "é/"})
		var mine, base strings.Builder
		for range rapid.IntRange(1, 4).Draw(t, "holes") {
			around, pair := text.Draw(t, "text"), hole.Draw(t, "hole")
			mine.WriteString(around + pair[0] + "/")
			base.WriteString(around + pair[1] + "/")
		}
		if _, ok := v.Align(staging, mine.String(), prod, base.String(), nil); !ok {
			t.Fatalf("%q is not like %q", mine.String(), base.String())
		}
		if a, b := v.Key(staging, mine.String()), v.Key(prod, base.String()); a != b {
			t.Fatalf("keys %q and %q", a, b)
		}
		if _, ok := v.Align(staging, mine.String()+"z", prod, base.String(), nil); ok {
			t.Fatalf("%qz is like %q", mine.String(), base.String())
		}
	})
}

func FuzzAlign(f *testing.F) {
	f.Add("acme-staging-web", "acme-prod-web")
	f.Add("10.30.5.0/24", "fe80::1%eth0")
	f.Add("\xff\xfe-staging", "prod\x00")
	v := words()
	f.Fuzz(func(t *testing.T, a, b string) {
		if _, ok := v.Align(staging, a, prod, b, nil); ok && v.Key(staging, a) == a && v.Key(prod, b) == b && a != b {
			t.Errorf("%q and %q hold no words and are alike", a, b)
		}
		_ = v.Role(prod, a)
		for _, m := range v.Mentions(a) {
			if a[m.Start:m.End] != m.Word {
				t.Errorf("a mention that is not in the text: %+v", m)
			}
		}
	})
}

func BenchmarkAlign(b *testing.B) {
	v := words()
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := v.Align(staging, "https://api-17.staging.acme.internal/v2/things", prod, "https://api-17.prod.acme.internal/v2/things", nil); !ok {
			b.Fatal("not alike")
		}
	}
}

// TestTextsOfNothingButWords end the search before it takes for ever.
func TestTextsOfNothingButWords(t *testing.T) {
	v := words()
	many, other := strings.Repeat("staging-", 4000), strings.Repeat("prod-", 4000)+"x"
	if _, ok := v.Align(staging, many, prod, other, nil); ok {
		t.Error("texts of other endings are alike")
	}
}
