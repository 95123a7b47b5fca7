package compare_test

import (
	"testing"

	"parity/model"
	mt "parity/model/modeltest"
)

func TestPitfall05CrossEnvironment(t *testing.T) {
	const expected, drift = parameterExpected, parameterDrift
	const cross = parameterDrift + " [cross-environment]"
	const base = "parameter /x Value prod drift [cross-environment]"
	run(t, []judged{
		{"a host", text("staging", "es.prod.acme.internal"), text("prod", "es.prod.acme.internal"), []string{cross}},
		{"a host with a port", text("staging", "es.prod.acme.internal:9200"), text("prod", "es.prod.acme.internal:9200"), []string{cross}},
		{"a URL's path", text("staging", "https://x.example/prod/a"), text("prod", "https://x.example/prod/a"), []string{cross}},
		{"an ARN", text("staging", "arn:aws:sqs:eu-west-1:777702777702:jobs"), text("prod", "arn:aws:sqs:eu-west-1:777702777702:jobs"), []string{cross}},
		{"a path", text("staging", "/prod/database/host"), text("prod", "/prod/database/host"), []string{cross}},
		{"an account", text("staging", "777702777702"), text("prod", "777702777702"), []string{cross}},
		{"a range", text("staging", "10.20.7.0/24"), text("prod", "10.20.7.0/24"), []string{cross}},
		{"inside JSON", text("staging", `{"es":"https://es.prod.acme.example/x"}`), text("prod", `{"es":"https://es.prod.acme.example/x"}`), []string{cross}},
		{"inside a list", valued("staging", model.ListValue([]string{"a", "es.prod.acme.internal"})), valued("prod", model.ListValue([]string{"a", "es.prod.acme.internal"})), []string{cross}},
		{"a compound name that it has in the same place", text("staging", "acme-prod-events"), text("prod", "acme-prod-events"), []string{cross}},
		{"a compound name that it has not", text("staging", "acme-prod-events"), text("prod", "acme-events"), []string{drift}},
		{"a compound name in the same place, whose key has words", tagged("staging", "staging-queue", "acme-prod-events"), tagged("prod", "prod-queue", "acme-prod-events"), []string{"instance role web Tags.prod-queue staging drift [cross-environment]"}},
		{"a bare word", text("staging", "production"), text("prod", "production"), nil},
		{"a bare word against another", text("staging", "production"), text("prod", "live"), []string{drift}},
		{"a region", text("staging", "eu-west-1"), text("prod", "eu-west-1"), nil},
		{"a top-level domain", text("staging", "https://acme.prod"), text("prod", "https://acme.prod"), nil},
		{"both words, its own too", text("staging", "https://prod-mirror.staging.acme.example"), text("prod", "https://prod-mirror.prod.acme.example"), []string{expected}},
		{"its name, in one's own account", text("staging", "arn:aws:iam::333301333301:role/prod-orders"), text("prod", "arn:aws:iam::777702777702:role/prod-orders"), []string{cross}},
		{"its account, under one's own name", text("staging", "arn:aws:iam::777702777702:role/staging-orders"), text("prod", "arn:aws:iam::777702777702:role/prod-orders"), []string{cross}},
		{"its name in a compound one, beside one's own account", text("staging", "acme-prod-uploads-333301333301"), text("prod", "acme-prod-uploads-777702777702"), []string{cross}},
		{"its account in a compound name, beside one's own", text("staging", "acme-staging-uploads-777702777702"), text("prod", "acme-prod-uploads-777702777702"), []string{cross}},
		{"a bare word beside one's own in JSON", text("staging", `{"mode":"production","host":"x.staging.acme.example"}`), text("prod", `{"mode":"production","host":"x.prod.acme.example"}`), []string{expected}},
		{"staging named in prod", text("staging", "es.staging.acme.internal"), text("prod", "es.staging.acme.internal"), []string{base}},
		{"each in the other", text("staging", "es.prod.acme.internal"), text("prod", "es.staging.acme.internal"), []string{cross, base}},
		{"a longer word", text("staging", "https://api.product.example"), text("prod", "https://api.product.example"), nil},
		{"a third value that names it", text("staging", "es.prod.acme.internal"), text("prod", "other.internal"), []string{cross}},
		{"a tag", tagged("staging", "Bucket", "arn:aws:s3:::acme-prod-x"), tagged("prod", "Bucket", "arn:aws:s3:::acme-prod-x"), []string{"instance role web Tags.Bucket staging drift [cross-environment]"}},
		{"a device of dev", text("staging", "/dev/sda1"), text("prod", "/dev/sda1"), nil},
	})
}

// A cell whose members differ has no value that another could have in the same place.
func TestACompoundNameAmongSeveral(t *testing.T) {
	staging := fleet("staging", []string{"Tags.Queue=acme-prod-events"}, []string{"Tags.Queue=acme-staging-events"})
	prod := fleet("prod", nil, nil)
	expect(t, tell(t, staging, prod), "instance role web Tags.Queue staging extra [split-role]")
}

func TestAddressesOfOthers(t *testing.T) {
	db := func(env, host string) *model.Resource {
		return mt.Resource(mt.Database, "orders-"+env, "orders-"+env, "Endpoint.Address="+host)
	}
	const mine, base = "orders.c1a2.eu-west-1.rds.amazonaws.com", "orders.c9z8.eu-west-1.rds.amazonaws.com"
	expect(t, tell(t, inv("staging", db("staging", mine), text("staging", mine)), inv("prod", db("prod", base), text("prod", base))), parameterExpected)
	expect(t, tell(t, inv("staging", db("staging", mine), text("staging", base)), inv("prod", db("prod", base), text("prod", base))), parameterDrift+" [cross-environment]")
	expect(t, tell(t, inv("staging", db("staging", mine), text("staging", "postgres://"+mine+":5432/x")), inv("prod", db("prod", base), text("prod", "postgres://"+base+":5432/x"))), parameterExpected)
}

func TestPitfall42NotInEffect(t *testing.T) {
	pending := func(env string, attributes ...string) *model.Resource {
		return db(env, append(attributes, "PendingModifiedValues.MultiAZ=true")...)
	}
	const at = "database orders PendingModifiedValues.MultiAZ "
	run(t, []judged{
		{"mine", pending("staging"), db("prod"), []string{at + "staging same [not-in-effect]"}},
		{"the baseline's", db("staging"), pending("prod"), []string{at + "prod same [not-in-effect]"}},
		{"both stand on the compared one", pending("staging"), pending("prod"), []string{at + "staging same [not-in-effect]"}},
	})
}

func TestPitfall70Placeholders(t *testing.T) {
	const found = parameterDrift + " [placeholder]"
	run(t, []judged{
		{"mine", text("staging", "CHANGEME"), text("prod", "a"), []string{found}},
		{"the baseline's", text("staging", "a"), text("prod", "TODO"), []string{found}},
		{"both", text("staging", "CHANGEME"), text("prod", "CHANGEME"), nil},
		{"two of them", text("staging", "CHANGEME"), text("prod", "TODO"), []string{parameterDrift}},
		{"xxx", text("staging", "xxx"), text("prod", "a"), []string{found}},
		{"null", text("staging", "null"), text("prod", "a"), []string{found}},
		{"the word of an enumeration", db("staging", "EngineVersion=none"), db("prod", "EngineVersion=15.7"), []string{"database orders EngineVersion staging drift"}},
	})
}

func TestUnhealthy(t *testing.T) {
	run(t, []judged{
		{"mine", web("staging", "State.Name=stopped"), web("prod", "State.Name=running"), []string{"instance role web State.Name staging same [unhealthy]"}},
		{"both", web("staging", "State.Name=stopped"), web("prod", "State.Name=stopped"), []string{"instance role web State.Name staging same [unhealthy]", "instance role web State.Name prod same [unhealthy]"}},
	})
	expect(t, tell(t, inv("staging", web("staging", "State.Name=stopped")), inv("prod")), "instance role web staging extra [unhealthy]")
	expect(t, tell(t, inv("staging"), inv("prod", web("prod", "State.Name=stopped"))), "instance role web staging missing", "instance role web State.Name prod same [unhealthy]")
}

func TestFollowing(t *testing.T) {
	const size, iops = "BlockDeviceMappings./dev/xvda.Ebs.VolumeSize=", "BlockDeviceMappings./dev/xvda.Ebs.VolumeIops="
	disk := func(env, gib, speed string) *model.Resource { return web(env, size+gib, iops+speed) }
	result := compared(t, inv("staging", disk("staging", "8", "3000")), inv("prod", disk("prod", "100", "6000")))
	if len(result.Entries) != 1 || result.Entries[0].Reason != "with it BlockDeviceMappings./dev/xvda.Ebs.VolumeIops" {
		t.Errorf("%s", describe(result.Entries))
	}
	run(t, []judged{
		{"alone", disk("staging", "8", "3000"), disk("prod", "8", "6000"), []string{"instance role web BlockDeviceMappings./dev/xvda.Ebs.VolumeIops staging drift"}},
		{
			"another's leader", web("staging", size+"8", iops+"1", "BlockDeviceMappings./dev/xvdb.Ebs.VolumeSize=9"), web("prod", size+"8", iops+"2", "BlockDeviceMappings./dev/xvdb.Ebs.VolumeSize=10"),
			[]string{"instance role web BlockDeviceMappings./dev/xvda.Ebs.VolumeIops staging drift", "instance role web BlockDeviceMappings./dev/xvdb.Ebs.VolumeSize staging drift"},
		},
	})
	// Explained with its leader.
	expect(t, tell(t, inv("dev", disk("dev", "8", "3000")), inv("prod", disk("prod", "100", "6000"))), "instance role web BlockDeviceMappings./dev/xvda.Ebs.VolumeSize dev intentional")
	// Unknown with its leader.
	groups := func(env, id string) *model.Resource {
		return web(env, "SecurityGroups=["+id+"]", "NetworkInterfaces.0.Groups=["+id+"]")
	}
	expect(t, tell(t, inv("staging", groups("staging", "sg-0000000e")), inv("prod", groups("prod", "sg-0000000f"))),
		"instance role web SecurityGroups staging unknown", "instance role web NetworkInterfaces.0.Groups staging unknown")
}
