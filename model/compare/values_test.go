package compare

import (
	"encoding/json"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parity/model"
	"parity/model/counterparts"
	mt "parity/model/modeltest"
)

// valued are the ways in which a text becomes a value.
var valued = []func(string) model.Value{
	model.TextValue,
	model.NumberValue,
	func(text string) model.Value { return model.BoolValue(text == "true") },
	func(text string) model.Value { return model.ListValue(strings.Split(text, ",")) },
	func(text string) model.Value { return model.SetValue(strings.Split(text, ",")) },
	func(string) model.Value { return model.Value{} },
	model.SealedValue,
	func(text string) model.Value { return model.CredentialValue(text, "run:"+text) },
}

// declared are the ways in which a value is judged.
var declared = []*model.Field{
	{},
	{Verbatim: true},
	{Formats: true},
	{Default: model.BoolValue(false)},
	{Class: model.Reference, Target: mt.Group},
	{Class: model.Masked},
	{Class: model.Confidential},
}

// FuzzValues holds that whatever two values are: nothing panics, a value is the same as itself (a secret apart,
// which must not be), it makes no difference which environment is the baseline, and a canonical form is its own.
func FuzzValues(f *testing.F) {
	for _, seed := range [][2]string{
		{"acme-staging-web", "acme-prod-web"},
		{`{"b": [1, 2.0], "a": "staging"}`, "{\"a\":\"prod\",\"b\":[1,2.0]}\n"},
		{`{"a":1,"a":2}`, `[{"a":1}`},
		{"b,staging,a", "a,prod,b"},
		{"sg-00000001", "sg-0000000a"},
		{"10.30.5.0/24", "10.20.5.0/24 "},
		{"1e400", "-0"},
		{"\xff\x1f", "\r\n"},
		{"", " "},
	} {
		for kind := range valued {
			f.Add(seed[0], seed[1], uint8(kind), uint8(kind), uint8(kind))
		}
		f.Add(seed[0], seed[1], uint8(0), uint8(3), uint8(4))
	}
	staging, prod := mt.Inventory("staging", mt.Resource(mt.Group, "sg-00000001", "staging-web")), mt.Inventory("prod", mt.Resource(mt.Group, "sg-0000000a", "prod-web"))
	staging.Environment.Networks = append(staging.Environment.Networks, netip.MustParsePrefix("2001:db8:30::/48"))
	paired := counterparts.Pair(mt.Catalog(), []*model.Inventory{staging, prod}, nil)
	there, back := newJudge(paired, 1), newJudge(paired, 0)
	left, right := &model.Cell{Resources: staging.Resources}, &model.Cell{Resources: prod.Resources}
	f.Fuzz(func(t *testing.T, a, b string, kindA, kindB, field uint8) {
		mine, base := valued[int(kindA)%len(valued)](a), valued[int(kindB)%len(valued)](b)
		declared := declared[int(field)%len(declared)]
		forward, backward := there.pair(0, declared, mine, base, left, right), back.pair(1, declared, base, mine, right, left)
		if forward.verdict != backward.verdict {
			t.Errorf("%#v against %#v: %s (%s), and turned round %s (%s)", mine, base, forward.verdict, forward.reason, backward.verdict, backward.reason)
		}
		if _, secret := mine.Secret(); !secret {
			if got := there.pair(0, declared, mine, mine, left, right); got.verdict != model.Same {
				t.Errorf("%#v is %s against itself: %s", mine, got.verdict, got.reason)
			}
		}
		for _, v := range []model.Value{mine, base} {
			if text, err := v.MarshalJSON(); err != nil || !json.Valid(text) {
				t.Errorf("%#v is no JSON: %s, %v", v, text, err)
			}
		}
		holdCanonical(t, a)
		if elements := strings.Split(a, ","); utf8.ValidString(a) && !slices.Equal(model.ListValue(elements).Elements(), elements) {
			t.Errorf("the list %q comes back as %q", elements, model.ListValue(elements).Elements())
		}
	})
}

// holdCanonical holds that a text's canonical form means what the text means, and is its own.
func holdCanonical(t *testing.T, text string) {
	t.Helper()
	form, ok := canonicalJSON(text)
	if !ok {
		return
	}
	if again, ok := canonicalJSON(form); !ok || again != form {
		t.Errorf("%q becomes %q and that %q", text, form, again)
	}
	if !json.Valid([]byte(form)) {
		t.Errorf("%q becomes %q, which is no JSON", text, form)
	}
	if text != form && formatting(text, form) == "" {
		t.Errorf("%q and its canonical form %q are told as two values", text, form)
	}
}
