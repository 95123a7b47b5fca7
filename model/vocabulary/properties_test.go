package vocabulary_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parity/model"
	"parity/model/vocabulary"
)

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

// drawn are environments of any names, each with an account, a region and a network of its own.
func drawn(t *rapid.T) (v *vocabulary.Vocabulary, environments []model.Environment) {
	names := rapid.Permutation([]string{"dev", "qa", "uat", "staging", "prod", "prod-eu", "blue.x", "Sandbox", "preProd"}).Draw(t, "names")
	regions := rapid.Permutation([]string{"eu-west-1", "eu-west-2", "us-east-1", "cn-north-1"}).Draw(t, "regions")
	for i := range 3 {
		environments = append(environments, model.Environment{
			Name: names[i], Account: strings.Repeat(fmt.Sprint(i+1), 12), Region: regions[i],
			Networks: []netip.Prefix{netip.PrefixFrom(netip.AddrFrom4([4]byte{10, byte(50 + i)}), 16)},
		})
	}
	return vocabulary.New(environments), environments
}

// TestTemplates: a text made from one template for two environments is expected to differ, plays one role,
// and stops being alike when its remainder, or the owner of a word, is another.
func TestTemplates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, environments := drawn(t)
		template := rapid.SampledFrom([]string{
			"acme-ENV-web", "ENV", "/acme/ENV/db", "web.ENV", "https://api.ENV.acme.io:8443/x?e=ENV", "ENV_ENV",
			"arn:PARTITION:sqs:REGION:ACCOUNT:ENV-jobs", "ACCOUNT.dkr.ecr.REGION.amazonaws.com/acme/web:12", "NET.7.0/24",
			"[\"NET.1.1\", \"ENV\"]", "logs-ACCOUNT-REGION", "the ENV database of acme", "postgres://db.ENV:5432/ENV",
		}).Draw(t, "template")
		write := func(env int) string {
			e, partition := environments[env], "aws"
			if strings.HasPrefix(e.Region, "cn-") {
				partition = "aws-cn"
			}
			return strings.NewReplacer("ENV", e.Name, "REGION", e.Region, "ACCOUNT", e.Account, "PARTITION", partition,
				"NET", strings.TrimSuffix(e.Networks[0].Addr().String(), ".0.0")).Replace(template)
		}
		exchanges, ok := v.Align(0, write(0), 1, write(1), nil)
		if !ok || len(exchanges) == 0 {
			t.Fatalf("%q is not like %q", write(0), write(1))
		}
		if _, back := v.Align(1, write(1), 0, write(0), nil); back != ok {
			t.Fatalf("%q is like %q one way only", write(0), write(1))
		}
		if a, b := v.Role(0, write(0)), v.Role(1, write(1)); a != b && !strings.Contains(template, "NET") && !strings.Contains(template, "arn:") {
			t.Fatalf("roles %q and %q", a, b)
		}
		if a, b := v.Key(0, write(0)), v.Key(1, write(1)); a != b && !strings.Contains(template, "PARTITION") {
			t.Fatalf("keys %q and %q", a, b)
		}
		if _, ok := v.Align(0, write(2), 1, write(1), nil); ok {
			t.Fatalf("a third environment's %q is like %q", write(2), write(1))
		}
		if _, ok := v.Align(0, write(1), 1, write(0), nil); ok {
			t.Fatalf("exchanged, %q is like %q", write(1), write(0))
		}
		at := rapid.IntRange(0, len(write(0))).Draw(t, "at")
		changed := write(0)[:at] + "zq" + write(0)[at:]
		if _, ok := v.Align(0, changed, 1, write(1), nil); ok {
			t.Fatalf("%q is like %q", changed, write(1))
		}
	})
}

// TestEqualKeysAlign: what is found by its key is alike.
func TestEqualKeysAlign(t *testing.T) {
	part := rapid.SampledFrom([]string{"a", "-", "/", ".", "staging", "prod", "live", "stg", "B", "eu-west-1", "us-east-1", "10.30.0.7", "10.20.0.7", "10.20.0.0/16", " "})
	v := words()
	rapid.Check(t, func(t *rapid.T) {
		a := strings.Join(rapid.SliceOfN(part, 1, 6).Draw(t, "a"), "")
		b := strings.Join(rapid.SliceOfN(part, 1, 6).Draw(t, "b"), "")
		if rapid.Bool().Draw(t, "renamed") {
			b = strings.NewReplacer("staging", "prod", "stg", "live", "eu-west-1", "us-east-1", "10.30.", "10.20.").Replace(a)
		}
		if v.Key(staging, a) != v.Key(prod, b) || a == b {
			return
		}
		if _, ok := v.Align(staging, a, prod, b, nil); !ok {
			t.Fatalf("%q is not like %q", a, b)
		}
	})
}
