package company

// parameterRow is a path below the environment's root; the three values are dev's, staging's and prod's.
// "=" is prod's and "-" is none. A value may hold {env}, {account}, {network} and {db:ROLE}, the host of
// a database. What begins with secret: is a SecureString, whose secret is made up where it is needed and
// is the same where the words after secret: are; list: is a StringList.
type parameterRow struct {
	path string
	of   [3]string
}

func same(value string) [3]string { return [3]string{"=", "=", value} }

const own = "secret:{env}" // a secret of its own in each environment

// everyService is what each service has; {service} is its name.
var everyService = []parameterRow{
	{"http/port", same("8080")},
	{"log/format", same("json")},
	{"log/level", [3]string{"debug", "=", "info"}},
	{"metrics/prefix", same("acme.{env}.{service}")},
	{"url", same("http://{service}.{env}.acme.internal:8080")},
}

var services = []string{
	"web", "checkout", "webhooks", "payments", "ledger", "fraud", "orders", "invoices", "shipping", "catalog", "search",
	"images", "users", "notifier", "email", "scheduler", "admin", "support", "reporting", "etl",
}

// everyDatabase is what each service with a database has; {db} is its role.
var everyDatabase = []parameterRow{
	{"database/host", same("{db:{db}}")},
	{"database/name", same("{db}")},
	{"database/user", same("{service}_rw")},
	{"database/password", same(own)},
}

var serviceDatabases = [][2]string{
	{"orders", "orders"},
	{"payments", "payments"},
	{"catalog", "catalog"},
	{"users", "users"},
	{"fraud", "fraud"},
	{"notifier", "notifications"},
	{"admin", "backoffice"},
	{"reporting", "reporting"},
	{"ledger", "ledger"},
}

var parameterRows = []parameterRow{
	// The articles' example: the app's database and cache, and the versions of what runs it.
	{"database/host", same("{db:db}")},
	{"database/port", same("5432")},
	{"database/engine_version", [3]string{"13", "14", "15"}},
	{"database/password", same(own)},
	{"cache/host", same("{env}-cache.elasticache.amazonaws.com")},
	{"cache/port", same("6379")},
	{"cache/engine_version", [3]string{"6.2", "=", "7.1"}},
	{"app/runtime/python", [3]string{"3.9", "3.10", "3.11"}},
	{"app/runtime/node", [3]string{"18.20", "=", "20.18"}},
	{"app/environment", [3]string{"development", "staging", "production"}},
	{"app/feature/new_payment_flow", [3]string{`{"enabled": true, "percentage": 100}`, `{"enabled": true, "percentage": 100}`, "-"}},

	{"payments/psp/api_key", [3]string{own, own, "plain:{env}"}},
	{"payments/psp/base_url", [3]string{"https://sandbox.psp.example/v2", "https://sandbox.psp.example/v2", "https://api.psp.example/v2"}},
	{"payments/psp/timeout_ms", same("3000")},
	{"payments/psp/webhook_secret", [3]string{own, "secret:psp", "secret:psp"}},
	{"payments/psp/retries", same("3")}, // a parameter that is a folder, too
	{"payments/psp/retries/max", same("3")},
	{"payments/psp/retries/backoff_ms", same("250")},
	{"payments/psp/retries/jitter", same("true")},
	{"payments/currencies", same("list:EUR,GBP,USD,CHF,SEK")},
	{"payments/queue", same("https://sqs.eu-west-1.amazonaws.com/{account}/acme-{env}-payments")},
	{"payments/3ds/required_above", same("30.00")},
	{"ledger/export/bucket", same("acme-{env}-ledger")},
	{"ledger/export/schedule", [3]string{"=", "-", "cron(0 3 * * ? *)"}},
	{"ledger/export/key", same("arn:aws:kms:eu-west-1:{account}:alias/acme-{env}")},
	{"fraud/model/version", [3]string{"=", "=", "2026-10"}},
	{"fraud/model/bucket", same("acme-{env}-models")},
	{"fraud/threshold", [3]string{"=", "0.90", "0.82"}},

	{"orders/events/topic", same("arn:aws:sns:eu-west-1:{account}:acme-{env}-orders")},
	{"orders/events/queue", same("https://sqs.eu-west-1.amazonaws.com/{account}/acme-{env}-orders")},
	{"orders/events/bucket", same("acme-{env}-events")},
	{"orders/pool/size", same("40")},
	{"orders/pool/timeout_ms", same("2000")},
	{"orders/kafka/brokers", same("list:kafka-1.{env}.acme.internal:9092,kafka-2.{env}.acme.internal:9092,kafka-3.{env}.acme.internal:9092")},
	{"invoices/bucket", same("acme-{env}-invoices")},
	{"invoices/numbering/prefix", same("ACME")},
	{"shipping/carriers", same("list:dhl,ups,postnl")},
	{"shipping/api_token", same(own)},

	{"web/origin", [3]string{"https://www.dev.acme-shop.example", "https://www.stg.acme-shop.example", "https://www.acme-shop.example"}},
	{"web/features", same(`{"search":"v2","wishlist":true,"reviews":true}`)},
	{"web/assets/bucket", same("acme-{env}-assets")},
	{"web/session/ttl_s", same("1800")},
	{"web/session/signing_key", same(own)},
	{"web/workers", same("8")},
	{"checkout/allowed_origins", same("list:https://www.{env}.acme.internal,https://m.{env}.acme.internal")},
	{"checkout/timeout_ms", same("5000")},
	{"webhooks/queue", same("https://sqs.eu-west-1.amazonaws.com/{account}/acme-{env}-webhooks")},
	{"webhooks/retries", same("5")},

	{"catalog/attributes", same(`{"colour":{"facet":true},"size":{"facet":true},"weight":{"facet":false}}`)},
	{"catalog/page_size", same("48")},
	{"search/es_host", [3]string{
		"vpc-acme-dev-search-4f2.eu-west-1.es.amazonaws.com",
		"vpc-acme-prod-search-4f2.eu-west-1.es.amazonaws.com",
		"vpc-acme-prod-search-4f2.eu-west-1.es.amazonaws.com",
	}},
	{"search/index", same("products")},
	{"search/shards", same("6")},
	{"search/synonyms/da", [3]string{"=", "-", "mobil,telefon"}},
	{"search/synonyms/de", [3]string{"=", "-", "handy,mobiltelefon"}},
	{"search/synonyms/en", [3]string{"=", "-", "sneaker,trainer"}},
	{"search/synonyms/fr", [3]string{"=", "-", "basket,tennis"}},
	{"search/synonyms/nl", [3]string{"=", "-", "mobiel,telefoon"}},
	// The same JSON, written by another hand in staging.
	{"images/sizes", [3]string{"=", `{ "thumb": 160, "card": 480, "full": 1600 }`, `{"thumb":160,"card":480,"full":1600}`}},
	{"images/bucket", same("acme-{env}-images")},
	{"images/cdn/domain", [3]string{"img.dev.acme-shop.example", "img.stg.acme-shop.example", "img.acme-shop.example"}},

	{"users/jwt/signing_key", same(own)},
	{"users/jwt/ttl_s", same("900")},
	{"users/password/min_length", same("12")},
	{"notifier/sms/sender_id", [3]string{"=", "CHANGEME", "ACME"}},
	{"notifier/sms/api_token", same(own)},
	{"notifier/push/topic", same("arn:aws:sns:eu-west-1:{account}:acme-{env}-push")},
	{"email/smtp/host", same("smtp.{env}.acme.internal")},
	{"email/smtp/port", same("587")},
	{"email/smtp/password", same(own)},
	{"email/from", same("shop@acme-shop.example")},
	{"scheduler/lock_table", same("acme-{env}-locks")},
	{"scheduler/timezone", same("Europe/Lisbon")},
	{"admin/sso/issuer", same("https://login.acme.example/realms/{env}")},
	{"admin/sso/client_secret", same(own)},
	{"support/zendesk/subdomain", same("acme-{env}")},
	{"support/zendesk/token", same(own)},
	{"reporting/warehouse/bucket", same("acme-{env}-warehouse")},
	{"reporting/retention_days", same("730")},
	// A password in the open, in every environment: what people do before they know SecureString.
	{"etl/warehouse/url", same("postgres://etl:{secret}@warehouse.{env}.acme.internal:5432/dwh")},
	{"etl/schedule", same("rate(1 hour)")},

	{"platform/network/cidr", same("{network}.0.0/16")},
	{"platform/alerts/topic", same("arn:aws:sns:eu-west-1:{account}:acme-{env}-alerts")},
	{"platform/artifacts/bucket", same("acme-artifacts")},
	{"platform/vault/addr", same("https://vault.{env}.acme.internal:8200")},
}
