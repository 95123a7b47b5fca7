package vocabulary_test

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"

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
		{eu, "AcmeEuWeb", "Web"},
		{eu, "acme--eu", "acme--eu"},
		{prod, "acmeProductionWeb", "acmeWeb"},
		{prod, "acme/prod-web", "acme/web"},
		{prod, "acme-prod-us-east-1-web", "acme-web"},
		{prod, "prod.", "{env}"},
		{prod, "livestream", "livestream"},
		{prod, "/dev/sda", "/dev/sda"},
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

		{"acmeStagingWeb", "acmeProdWeb", "Staging⇄Prod"},
		{"acmeStagingWeb", "acmeWeb", "Staging⇄"},
		{"STAGING_DB", "PROD_DB", "STAGING⇄PROD"},
		{"stagingWeb", "prodWeb", "staging⇄prod"},
		{"logs/staging/x", "logs/x", "staging/⇄"},
		{"acme-staging-eu-west-1-x", "acme-x", "staging-⇄ eu-west-1-⇄"},
		{"staging database", "prod database", "staging⇄prod"},
		{"staging orders", "orders", "staging ⇄"},
		{"/staging/orders/db/host\n", "/prod/orders/db/host\n", "staging⇄prod"},
		{"stg.acme-pay.io", "prod.example.com", ""},
		{"x.stg.acme-pay.io", "x.prod", "stg.acme-pay.io⇄prod"}, // a taught word may stand for a name
		{"333301333301.dkr.ecr.eu-west-1.amazonaws.com/web:1", "777702777702.dkr.ecr.us-east-1.amazonaws.com/web:1", "333301333301⇄777702777702 eu-west-1⇄us-east-1"},
		{"eu-west-1b", "us-east-1a", "eu-west-1b⇄us-east-1a"},
		{"a,staging,b", "a,prod,b", "staging⇄prod"},
		{"staging=staging@staging", "prod=prod@prod", "staging⇄prod"},
		{"ip-10-30-5-7.eu-west-1.compute.internal", "ip-10-20-5-7.us-east-1.compute.internal", "ip-10-30-5-7⇄ip-10-20-5-7 eu-west-1⇄us-east-1"},
		{"10.30.5.7-10.30.5.9.", "10.20.5.7-10.20.5.9.", "10.30.5.7⇄10.20.5.7 10.30.5.9⇄10.20.5.9"},
		{"é-staging", "é-prod", "staging⇄prod"},
		{"arn:aws:iam::333301333301:role/staging-app", "arn:aws:iam::777702777702:role/app", "333301333301⇄777702777702 staging-⇄"},
		{"[arn:aws:s3:::acme-staging-x]", "[arn:aws:s3:::acme-prod-x]", "staging⇄prod"},

		// Order counts: where each side has a word that the other lacks, nothing is explained.
		{"staging-db", "db-prod", ""},
		{"staging.db", "db.prod", ""},
		{"eu-west-1-x", "x-prod", ""},
		// The header of an ARN has a place for each of its words.
		{"arn:aws:sns:eu-west-1:333301333301:jobs", "arn:aws:sns::777702777702:jobs", ""},
		{"arn:aws:iam::333301333301:role/a", "arn:aws:iam:777702777702:x:role/a", ""},
		{"arn:aws:sqs:eu-west-1:333301333301:jobs", "arn:aws:sns:us-east-1:777702777702:jobs", ""},
		{"arn:aws:sqs:eu-west-1:333301333301:jobs", "arn:aws-cn:sqs:us-east-1:777702777702:jobs", ""},
		{"arn:aws:sqs:eu-west-1:777702777702:jobs", "arn:aws:sqs:us-east-1:333301333301:jobs", ""},
		// A range's remainder must be equal, and an address must stand alone.
		{"10.30.5.7", "10.20.5.0/24", ""},
		{"10.30.5.7.8", "10.20.5.7.8", ""},
		{"x10.30.5.7", "x10.20.5.7", ""},
		{"10.300.5.7", "10.200.5.7", ""},
		{"10.3", "10.2", ""},
		{"10.0.0.0/8", "10.0.0.0/9", ""},
		{"ip-10-30-5-7", "10.20.5.7", ""},
		// What an environment does not own it cannot give up.
		{"us-east-1", "eu-west-1", ""},
		{"eu-central-1", "us-east-1", ""},
		{"acme-eu-west-1", "acme-us-east-2", ""},
		{"acme.dev", "acme.prod", ""},
		{"staging", "", ""},
		{"staging", "us-east-1", ""},
		{"/dev/xvda", "/prod/xvda", ""},
		{"on", "1", ""},
		{"a,b", "b,a", ""},
		{"https://staging.acme.io/", "https://prod.acme.io", ""},
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
	for _, other := range []string{"use sg-1111111111", "use sg-98765432100", "using sg-9876543210", "sg-9876543210"} {
		if _, ok := v.Align(staging, "use sg-0123456789", prod, other, ids); ok {
			t.Errorf("%q is alike", other)
		}
	}
	if exchanges, ok := v.Align(staging, "sg-0123456789,staging; sg-0123456789.", prod, "sg-9876543210,prod; sg-9876543210.", ids); !ok || len(exchanges) != 2 {
		t.Errorf("ids and words at once: %v %v", exchanges, ok)
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
		"acme-web-20240131123456789000000001":  "acme-web",
		"acme-prod-WebSG-1ABC2DEF3GH4":         "acme-prod-WebSG",
		"Stack-WebSG-1ABC2DEF":                 "Stack-WebSG",
		"acme-web-PRODUCTION":                  "acme-web-PRODUCTION",
		"acme-web-1":                           "acme-web-1",
		"launch-wizard-7":                      "launch-wizard-7",
		"20240131123456789000000001":           "20240131123456789000000001",
		"acme-payments":                        "acme-payments",
		"terraform-20240131123456789000000001": "terraform",
		"web_20240131123456789000000ab1":       "web",
		"web-20241331123456789000000001":       "web-20241331123456789000000001", // no month 13
		"STACK-LOGICALID-1ABC2DEF345":          "STACK-LOGICALID",
		"stack-database-1cu0v7vlx2v8c":         "stack-database",
		"Stack-Bucket-9uHt0ofdLZ7y":            "Stack-Bucket",
		"shop-prod-GrpBQ-DFFXKTQNCK1Z":         "shop-prod-GrpBQ",
		"shop-prod-GrpBQ-QWERTYUIOPAS":         "shop-prod-GrpBQ-QWERTYUIOPAS",
		"SHOP-PROD-PRODUCTION01":               "SHOP-PROD-PRODUCTION01",
		"LOGICALID-1ABC2DEF345":                "LOGICALID-1ABC2DEF345",
		"PRD-APP-SQLNODE01":                    "PRD-APP-SQLNODE01",
		"acme-app-postgres15db":                "acme-app-postgres15db",
		"acme-prod-kubernetes12":               "acme-prod-kubernetes12",
		"acme-web-20240131":                    "acme-web-20240131",
		"i-0123456789abcdef0":                  "i-0123456789abcdef0",
		"":                                     "",
	} {
		if got := vocabulary.WithoutGenerated(name); got != want {
			t.Errorf("%q gives %q, want %q", name, got, want)
		}
	}
}

func TestIds(t *testing.T) {
	if got := slices.Collect(vocabulary.Ids("3.14, a_b-c t3.small: no-id sg-xyz, user@acme, 1.2.3")); !slices.Equal(got, []string{"t3.small"}) {
		t.Errorf("got %q", got)
	}
	inside := slices.Collect(vocabulary.Ids("arn:aws:ec2:eu-west-1:1:security-group/sg-0123456789abcdef0 (see fd00::1, 10.0.0.0/8)."))
	if want := []string{"arn:aws:ec2:eu-west-1:1:security-group/sg-0123456789abcdef0", "sg-0123456789abcdef0", "fd00::1"}; !slices.Equal(inside, want) {
		t.Errorf("got %q, want %q", inside, want)
	}
	got := slices.Collect(vocabulary.Ids("sg-0123456789, arn:aws:sqs:eu-west-1:1:q https://db.example.com:5432/x?y=ami-0abcdef12 10.0.0.1 v1.2 plain"))
	want := []string{"sg-0123456789", "arn:aws:sqs:eu-west-1:1:q", "db.example.com", "ami-0abcdef12", "10.0.0.1"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
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
		_, there := v.Align(staging, a, prod, b, nil)
		if _, back := v.Align(prod, b, staging, a, nil); back != there {
			t.Errorf("%q and %q are alike one way only", a, b)
		}
		_, _ = v.Role(prod, a), vocabulary.WithoutGenerated(a)
		for id := range vocabulary.Ids(a) {
			if id == "" || !strings.Contains(a, id) {
				t.Errorf("%q is no id of %q", id, a)
			}
		}
		for _, m := range v.Mentions(a) {
			if a[m.Start:m.End] != m.Word {
				t.Errorf("a mention that is not in the text: %+v", m)
			}
		}
	})
}

// TestTextsOfNothingButWords end the search before it takes for ever.
func TestTextsOfNothingButWords(t *testing.T) {
	v := words()
	many, other := strings.Repeat("staging-", 4000), strings.Repeat("prod-", 4000)+"x"
	if _, ok := v.Align(staging, many, prod, other, nil); ok {
		t.Error("texts of other endings are alike")
	}
}

func BenchmarkAlign(b *testing.B) {
	v := words()
	for name, c := range map[string][2]string{
		"words":     {"https://api-17.staging.acme.internal/v2/things", "https://api-17.prod.acme.internal/v2/things"},
		"different": {"https://api-17.staging.acme.internal/v2/things", "https://api-17.prod.acme.internal/v2/others"},
		"plain":     {"t3.small", "t3.large"},
		"network":   {"10.30.5.0/24", "10.20.5.0/24"},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				v.Align(staging, c[0], prod, c[1], pairs{})
			}
		})
	}
}

func BenchmarkRole(b *testing.B) {
	v := words()
	b.ReportAllocs()
	for b.Loop() {
		v.Role(prod, "acme-prod-payments-web")
	}
}
