package secrets_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parity/model"
	"parity/model/secrets"
)

func TestNamed(t *testing.T) {
	secret := `/payments/psp/api_key /db/password DbPassword DBPassword DB_PASSWORD password2 passwords SMTP_PASS
		/app/secrets/stripe /app/credentials/smtp /a/auth-token apiKey API_KEY apikey private.key accessKey
		access_keys secretKey dbpassword /sentry/dsn GithubToken id_token policy_password /password/
		/policy/ttl/secret KEY_PRIVATE client_secret aws_secret_access_key refresh_token`
	for name := range strings.FieldsSeq(secret) {
		if !secrets.Named(name) {
			t.Errorf("%s names no secret", name)
		}
	}
	open := `/db/host key /s3/object_key public_key PublicApiKey token_ttl tokenTTL password_length
		passwordRotationDays secret_id secret_name SecretArn /app/secrets/policy /app/secrets/db/host
		password_policy max_tokens max_password_age monkey tokenizer secretary passwordless secretsmanager
		keyboard Name Description /password/policy/strength credential_count api_key_id token_url
		password_encryption validate_password.length restrict_password_commands use_token has_secret
		bypass pass /tokens/mint/fee/count passthrough KeyName`
	for name := range strings.FieldsSeq(open) {
		if secrets.Named(name) {
			t.Errorf("%s names a secret", name)
		}
	}
	if secrets.Named("") || secrets.Named("/") {
		t.Error("nothing names a secret")
	}
}

// Texts that look like secrets are put together here, so that no scanner takes this file for a leak.
var (
	accessKey = "AKIA" + strings.Repeat("Q7", 8)
	secretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLE" + "KEY"
	jwt       = "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0" + ".dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
)

func pem(label string) string {
	return "-----BEGIN " + label + "-----\nMIIBVQ==\n-----END " + label + "-----\n"
}

func TestShaped(t *testing.T) {
	for _, text := range []string{
		accessKey, "id " + accessKey + ", x", "ASIA" + strings.Repeat("2B", 8), secretKey, jwt, "Bearer " + jwt,
		pem("RSA PRIVATE KEY"), pem("PRIVATE KEY"), "x: |\n" + pem("CERTIFICATE") + pem("EC PRIVATE KEY"),
		pem("OPENSSH PRIVATE KEY"), "ghp_" + strings.Repeat("a1", 18), "sk_live_" + strings.Repeat("Zz", 12),
	} {
		if !secrets.Shaped(text) {
			t.Errorf("%q does not look like a secret", text)
		}
	}
	for _, text := range []string{
		"", "AKIA", "AKIA" + strings.Repeat("q7", 8), accessKey + "X", "X" + accessKey,
		"da39a3ee5e6b4b0d3255bfef95601890afd80709", // a commit
		strings.ToUpper("da39a3ee5e6b4b0d3255bfef95601890afd80709"), "/acme/Service/Version1/Settings/Of/Thing0",
		"/acme/Service/Version1/Settings/Of/Thing", "eyJhbGciOiJIUzI1NiJ9.x.y", "eyJ.eyJ.", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIi",
		pem("CERTIFICATE"), pem("PUBLIC KEY"), "-----BEGIN ", "ghp_short", "https://acme.example.com/a/b/c",
		"arn:aws:iam::777702777702:role/AKIA", "vpc-0123456789abcdef0",
	} {
		if secrets.Shaped(text) {
			t.Errorf("%q looks like a secret", text)
		}
	}
}

func TestCredential(t *testing.T) {
	for _, c := range []struct{ text, masked, secret string }{
		{"postgres://app:hunter2@db.prod:5432/x", "postgres://app:(secret)@db.prod:5432/x", "hunter2"},
		{"redis://:hunter2@cache", "redis://:(secret)@cache", "hunter2"},
		{"amqp://u:a@h1,amqp://u:b@h2", "amqp://u:(secret)@h1,amqp://u:(secret)@h2", "a\nb"},
		{"mongodb://u:p@h1:27017,h2:27017/db", "mongodb://u:(secret)@h1:27017,h2:27017/db", "p"},
		{"https://u:p@ss@h/x@y", "https://u:(secret)@h/x@y", "p@ss"},
		{"https://u:p/ss@h/x", "https://u:(secret)@h/x", "p/ss"},
		{"https://u:p#s?s@h", "https://u:(secret)@h", "p#s?s"},
		{`see "https://u:p@h" and https://h`, `see "https://u:(secret)@h" and https://h`, "p"},
		{"https://h:8080/a@b", "", ""},
		{"https://[::1]:80/a@b", "", ""},
		{"https://user@h/x", "", ""},
		{"https://u:@h", "", ""},
		{"https://u:${DB_PASSWORD}@h", "", ""},
		{"https://u:{{resolve}}@h", "", ""},
		{"https://u:****@h", "", ""},
		{"mail me at a@b.example", "", ""},
		{"", "", ""},

		{"Authorization: Basic dTpodW50ZXIyaHVudGVyMg==", "Authorization: Basic (secret)", "dTpodW50ZXIyaHVudGVyMg=="},
		{"Bearer 0a1b2c3d-4e5f-6789", "Bearer (secret)", "0a1b2c3d-4e5f-6789"},
		{"Basic authentication is off", "", ""},
		{"NotBasic dTpodW50ZXIyaHVudGVyMg==", "", ""},

		{`{"user":"u","password":"hunter2","port":1}`, `{"user":"u","password":"(secret)","port":1}`, "hunter2"},
		{`{"password" : "a\"b", "x":1}`, `{"password" : "(secret)", "x":1}`, `a\"b`},
		{`{"password":123456}`, `{"password":"(secret)"}`, "123456"},
		{`{"password":null,"token":true,"secrets":["a"],"secret":{}}`, "", ""},
		{`{"password":""}`, "", ""},
		{`{"db":"{\"password\":\"p1\",\"n\":1}"}`, `{"db":"{\"password\":\"(secret)\",\"n\":1}"}`, "p1"},
		{`{'password': 'p1'}`, `{'password': '(secret)'}`, "p1"},
		{"jdbc:postgresql://h/db?user=u&password=p1&ssl=true", "jdbc:postgresql://h/db?user=u&password=(secret)&ssl=true", "p1"},
		{"Server=h;User Id=u;Password=p1;Encrypt=yes", "Server=h;User Id=u;Password=(secret);Encrypt=yes", "p1"},
		{"host=h password='p 1' dbname=d", "host=h password='(secret)' dbname=d", "p 1"},
		{`required username="u" password="p1";`, `required username="u" password="(secret)";`, "p1"},
		{"db.password=p1\ndb.host=h", "db.password=(secret)\ndb.host=h", "p1"},
		{"db:\n  password: p 1\n  host: h", "db:\n  password: (secret)\n  host: h", "p 1"},
		{"max_tokens=5 token_ttl=3600", "", ""},
		{"password=CHANGEME", "", ""},
		{"password=${PASSWORD}", "", ""},
		{"Password: ask Bob", "", ""},
		{`{"url":"https://u:p@h","password":"q"}`, `{"url":"https://u:(secret)@h","password":"(secret)"}`, "p\nq"},
		{`{"token":"https://u:p@h"}`, `{"token":"(secret)"}`, "https://u:p@h"},
	} {
		want, ok := c.masked, c.masked != ""
		if !ok {
			want = c.text
		}
		if masked, secret, found := secrets.Credential(c.text); masked != want || secret != c.secret || found != ok {
			t.Errorf("%s:\n got %s, %q, %v\nwant %s, %q", c.text, masked, secret, found, want, c.secret)
		}
	}
}

func TestHide(t *testing.T) {
	sealer := model.NewSealer([]byte("0123456789abcdef"))
	for _, c := range []struct {
		name, text string
		kind       model.Kind
		shown      string
	}{
		{"/db/password", "hunter22", model.Sealed, model.Mask},
		{"/db/host", "db.prod", model.Text, "db.prod"},
		{"/db/url", "postgres://u:hunter22@h/x", model.Credential, "postgres://u:(secret)@h/x"},
		{"/db/dsn", "postgres://u:hunter22@h/x", model.Credential, "postgres://u:(secret)@h/x"},
		{"/db/dsn", "postgres://u:hunter22@h/x?cert=hunter22", model.Sealed, model.Mask},
		{"/db/dsn", "u:hunter22@tcp(h)/x", model.Sealed, model.Mask},
		{"/db/config", `{"password":"hunter22","token":"hunter23"}`, model.Credential, `{"password":"(secret)","token":"(secret)"}`},
		{"/db/credentials", `{"user":"hunter22","password":"hunter23"}`, model.Sealed, model.Mask},
		{"/x", jwt, model.Sealed, model.Mask},
		{"/x", "k=" + accessKey + " https://u:hunter22@h", model.Sealed, model.Mask},
		{"/db/password", "", model.Text, ""},
		{"/db/password", "CHANGEME", model.Text, "CHANGEME"},
		{"/db/password", "<TODO>", model.Text, "<TODO>"},
		{"/db/password", "xxxx", model.Text, "xxxx"},
		{"/use/token", "true", model.Text, "true"},
		{"/old_passwords", "0", model.Text, "0"},
		{"/db/pin/password", "1234", model.Sealed, model.Mask},
		{"/db/secret", "arn:aws:secretsmanager:eu-west-1:777702777702:secret:db", model.Text, "arn:aws:secretsmanager:eu-west-1:777702777702:secret:db"},
		{"/db/password", "arn: hunter22", model.Sealed, model.Mask},
	} {
		value := secrets.Hide(sealer, c.name, c.text)
		if value.Kind() != c.kind || value.Text() != c.shown {
			t.Errorf("%s = %q is kept as %v %q, want %q", c.name, c.text, value.Kind(), value.Text(), c.shown)
		}
		if printed := fmt.Sprintf("%v %#v %s", value, value, value); strings.Contains(printed, "hunter2") {
			t.Errorf("%s leaks: %s", c.name, printed)
		}
	}
}

// TestPasswordsOfURLs: whatever the password, nothing of it is left, and equal passwords stay equal.
func TestPasswordsOfURLs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scheme := rapid.StringMatching(`[a-z][a-z+]{0,8}`).Draw(t, "scheme")
		user := rapid.StringMatching(`[a-z]{0,6}`).Draw(t, "user")
		password := rapid.StringMatching(`[A-Z!$%^&()*+,.:;=~_-][A-Z0-9!$%^&()*+,.:;=~_/?#-]{7,20}Z`).Draw(t, "password")
		rest := rapid.StringMatching(`[a-z.]{1,12}(:[0-9]{2,4})?(/[a-z]{0,8})?`).Draw(t, "rest")
		text := scheme + "://" + user + ":" + password + "@" + rest
		masked, secret, ok := secrets.Credential(text)
		if !ok || secret != password || masked != scheme+"://"+user+":"+model.Mask+"@"+rest {
			t.Fatalf("%q: %q, %q, %v", text, masked, secret, ok)
		}
	})
}

// TestSecretsOfDocuments: the members of JSON that are called secrets are masked, and the rest is as it was.
func TestSecretsOfDocuments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var text, want strings.Builder
		text.WriteString("{")
		want.WriteString("{")
		n := rapid.IntRange(1, 5).Draw(t, "n")
		hidden := 0
		for i := range n {
			key := rapid.SampledFrom([]string{"host", "password", "apiKey", "token_ttl", "user"}).Draw(t, "key")
			value := rapid.StringMatching(`[a-z]{4,8}[0-9]`).Draw(t, "value")
			if i > 0 {
				text.WriteString(", ")
				want.WriteString(", ")
			}
			fmt.Fprintf(&text, "%q: %q", key, value)
			if secrets.Named(key) {
				hidden++
				value = model.Mask
			}
			fmt.Fprintf(&want, "%q: %q", key, value)
		}
		masked, secret, ok := secrets.Credential(text.String() + "}")
		if ok != (hidden > 0) || masked != want.String()+"}" || hidden > 0 && strings.Count(secret, "\n") != hidden-1 {
			t.Fatalf("%s}: %s, %q, %v", text.String(), masked, secret, ok)
		}
	})
}

func FuzzCredential(f *testing.F) {
	f.Add("postgres://u:p@h/x")
	f.Add(`{"password":"x","token":1}`)
	f.Add("a=b;password=c\ntoken: d")
	f.Add("://:@://:@")
	f.Fuzz(func(t *testing.T, text string) {
		masked, secret, ok := secrets.Credential(text)
		if !ok {
			if masked != text || secret != "" {
				t.Errorf("%q: nothing found, and yet %q, %q", text, masked, secret)
			}
			return
		}
		if secret == "" || !strings.Contains(masked, model.Mask) {
			t.Errorf("%q: found nothing to mask: %q, %q", text, masked, secret)
		}
		_, _ = secrets.Named(text), secrets.Shaped(text)
	})
}

func BenchmarkHide(b *testing.B) {
	sealer := model.NewSealer([]byte("0123456789abcdef"))
	for name, c := range map[string][2]string{
		"plain":  {"/payments/database/pool_size", "twenty connections"},
		"url":    {"/payments/database/url", "postgres://app:hunter22@db.prod.acme.internal:5432/payments"},
		"secret": {"/payments/psp/api_key", "0123456789abcdef"},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				secrets.Hide(sealer, c[0], c[1])
			}
		})
	}
}
