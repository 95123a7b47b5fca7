package compare_test

import (
	"testing"

	"parity/model"
	mt "parity/model/modeltest"
)

// sealer is that of one run.
var sealer = model.NewSealer([]byte("0123456789abcdef"))

// credential is a URL with a password in it, as the loaders keep it.
func credential(masked, secret string) model.Value {
	return model.CredentialValue(masked, sealer.Token(secret))
}

func TestCredentialsInTexts(t *testing.T) {
	const shared = parameterDrift + " [shared-secret plaintext-secret]"
	const plain, prod = parameterExpected + " [plaintext-secret]", "parameter /x Value prod same [plaintext-secret]"
	run(t, []judged{
		{"words beside secrets that differ", valued("staging", credential("postgres://u:(secret)@db.staging.acme", "a")), valued("prod", credential("postgres://u:(secret)@db.prod.acme", "b")), []string{plain, prod}},
		{"another host", valued("staging", credential("postgres://u:(secret)@db1.acme", "a")), valued("prod", credential("postgres://u:(secret)@db2.acme", "b")), []string{parameterDrift + " [plaintext-secret]", prod}},
		{"the same secret", valued("staging", credential("postgres://u:(secret)@db.staging.acme", "a")), valued("prod", credential("postgres://u:(secret)@db.prod.acme", "a")), []string{shared, prod}},
		{"a secret on one side", valued("staging", credential("postgres://u:(secret)@db.acme", "a")), text("prod", "postgres://db.acme"), []string{parameterDrift + " [plaintext-secret]"}},
		{"and on the other", text("staging", "postgres://db.acme"), valued("prod", credential("postgres://u:(secret)@db.acme", "a")), []string{parameterDrift, prod}},
		{"a placeholder in the place of a secret", text("staging", "CHANGEME"), valued("prod", sealer.Seal("a")), []string{parameterDrift + " [placeholder]", prod}},
	})
}

func TestPitfall57Types(t *testing.T) {
	secret := func(env string, v model.Value) *model.Resource { return valued(env, v, "Type=SecureString") }
	const kind, locked = "parameter /x Type staging drift", "parameter /x Value staging locked"
	run(t, []judged{
		{"a String against a SecureString", text("staging", "a"), secret("prod", model.LockedValue()), []string{kind, locked}},
		{"the other way", secret("staging", model.LockedValue()), text("prod", "a"), []string{kind, locked}},
		{"decrypted", text("staging", "a"), secret("prod", sealer.Seal("a")), []string{kind, locked}},
		{"decrypted, the other way", secret("staging", sealer.Seal("a")), text("prod", "a"), []string{kind, locked}},
		{"the tier of a locked one is compared", secret("staging", model.LockedValue()), valued("prod", model.LockedValue(), "Type=SecureString", "Tier=Advanced"), []string{"parameter /x Tier staging drift", locked}},
	})
}

// One secret that two environments both select is shared, never equal by accident.
func TestASharedSecretIsNotOne(t *testing.T) {
	at := func(env string) *model.Inventory {
		r := mt.Param("/shared/key", "", "Type=SecureString")
		r.Set(model.Dotted("Value"), sealer.Seal("a"))
		i := inv(env, r)
		i.Environment.Account = "111111111111"
		return i
	}
	expect(t, tell(t, at("staging"), at("prod")))
}

func TestSharedBetweenTwoThatAreNotTheBaseline(t *testing.T) {
	at := func(env, secret string) *model.Inventory {
		return inv(env, valued(env, sealer.Seal(secret), "Type=SecureString"))
	}
	expect(t, tell(t, at("dev", "a"), at("staging", "a"), at("prod", "b")),
		"parameter /x Value dev drift [shared-secret]", "parameter /x Value staging drift [shared-secret]")
}

// User data is judged and never shown.
func TestMasked(t *testing.T) {
	at := func(env, data string) *model.Resource {
		r := web(env)
		r.Set(model.Dotted("UserData"), sealer.Seal(data))
		return r
	}
	run(t, []judged{
		{"the same", at("staging", "a"), at("prod", "a"), nil},
		{"another", at("staging", "a"), at("prod", "b"), []string{"instance role web UserData staging drift"}},
		{"none", web("staging"), at("prod", "b"), []string{"instance role web UserData staging drift"}},
	})
}
