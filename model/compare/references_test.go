package compare_test

import (
	"testing"

	"parity/model"
	mt "parity/model/modeltest"
)

const subnetType, vpcType, imageType, keyType = "AWS::EC2::Subnet", "AWS::EC2::VPC", "AWS::EC2::Image", "AWS::KMS::Key"

func with(i *model.Inventory, targets ...*model.Target) *model.Inventory {
	i.Targets = targets
	return i
}

func subnet(id, name, vpc, qualifier string) *model.Target {
	return &model.Target{Type: subnetType, ID: id, Name: name, Parent: vpc, Qualifier: qualifier}
}

func image(id, name, architecture, owner string) *model.Target {
	return &model.Target{Type: imageType, ID: id, Name: name, Qualifier: architecture, Owner: owner}
}

func vpc(id, name string, byDefault bool) *model.Target {
	return &model.Target{Type: vpcType, ID: id, Name: name, Default: byDefault}
}

func TestSubnets(t *testing.T) {
	const expected, drift, unknown = "instance role web SubnetId staging expected", "instance role web SubnetId staging drift", "instance role web SubnetId staging unknown"
	at := func(env, name, qualifier string, more ...*model.Target) *model.Inventory {
		return with(inv(env, web(env, "SubnetId=subnet-"+env)), append(more, vpc("vpc-"+env, "main-"+env, false), subnet("subnet-"+env, name, "vpc-"+env, qualifier))...)
	}
	for name, c := range map[string]struct {
		mine, base *model.Inventory
		want       string
	}{
		"words":                               {at("staging", "staging-app", ""), at("prod", "prod-app", ""), expected},
		"pitfall 14: zones":                   {at("staging", "staging-app-a", ""), at("prod", "prod-app-c", ""), expected},
		"zones by number":                     {at("staging", "Shop-staging/Vpc/PrivateSubnet1", ""), at("prod", "Shop-prod/Vpc/PrivateSubnet3", ""), expected},
		"nothing but words and zones":         {at("staging", "staging-a", ""), at("prod", "prod-c", ""), expected},
		"zones by a capital":                  {at("staging", "staging-privateA", ""), at("prod", "prod-privateC", ""), expected},
		"zones by number behind az":           {at("staging", "staging-private-az1", ""), at("prod", "prod-private-az2", ""), expected},
		"tiers by number":                     {at("staging", "staging-private1", ""), at("prod", "prod-public1", ""), drift},
		"another name":                        {at("staging", "staging-app", ""), at("prod", "prod-db", ""), drift},
		"unnamed, both private":               {at("staging", "", "private"), at("prod", "", "private"), expected},
		"the only VPC, whatever its name":     {at("staging", "", "private", vpc("vpc-x", "", false)), at("prod", "", "private", vpc("vpc-y", "", false)), expected},
		"unnamed that stays apart":            {at("staging", "", "private"), at("prod", "prod-app", "private"), unknown},
		"unnamed in unnamed VPCs of several":  {with(inv("staging", web("staging", "SubnetId=subnet-staging")), vpc("vpc-1", "", false), vpc("vpc-2", "", false), subnet("subnet-staging", "", "vpc-1", "private")), at("prod", "", "private"), unknown},
		"unnamed, private against public":     {at("staging", "", "private"), at("prod", "", "public"), unknown},
		"what is named is told from its like": {at("staging", "app", "private"), at("prod", "app", "private"), expected},
	} {
		t.Run(name, func(t *testing.T) { expect(t, tell(t, c.mine, c.base), c.want) })
	}
}

func TestPitfall32Images(t *testing.T) {
	const expected, drift, unknown = "instance role web ImageId staging expected", "instance role web ImageId staging drift", "instance role web ImageId staging unknown"
	at := func(env, id string, targets ...*model.Target) *model.Inventory {
		return with(inv(env, web(env, "ImageId="+id)), targets...)
	}
	for name, c := range map[string]struct {
		mine, base *model.Inventory
		want       []string
	}{
		"one image, resolved or not":    {at("staging", "ami-0000000a"), at("prod", "ami-0000000a"), nil},
		"one name":                      {at("staging", "ami-0000000a", image("ami-0000000a", "base-7", "arm64", "")), at("prod", "ami-0000000b", image("ami-0000000b", "base-7", "arm64", "")), []string{expected}},
		"words in names":                {at("staging", "ami-0000000a", image("ami-0000000a", "staging-base-7", "arm64", "")), at("prod", "ami-0000000b", image("ami-0000000b", "prod-base-7", "arm64", "")), []string{expected}},
		"another architecture":          {at("staging", "ami-0000000a", image("ami-0000000a", "base-7", "arm64", "")), at("prod", "ami-0000000b", image("ami-0000000b", "base-7", "x86_64", "")), []string{drift}},
		"another owner":                 {at("staging", "ami-0000000a", image("ami-0000000a", "base-7", "arm64", "999999999999")), at("prod", "ami-0000000b", image("ami-0000000b", "base-7", "arm64", "amazon")), []string{drift}},
		"each its own account's":        {at("staging", "ami-0000000a", image("ami-0000000a", "base-7", "arm64", "333301333301")), at("prod", "ami-0000000b", image("ami-0000000b", "base-7", "arm64", "777702777702")), []string{expected}},
		"the image of one side is gone": {at("staging", "ami-0000000a", image("ami-0000000a", "base-7", "arm64", "")), at("prod", "ami-0000000b"), []string{unknown}},
	} {
		t.Run(name, func(t *testing.T) { expect(t, tell(t, c.mine, c.base), c.want...) })
	}
}

func TestPitfall48Keys(t *testing.T) {
	const mine, base = "arn:aws:kms:eu-west-1:333301333301:key/0a0a0a0a-0000-0000-0000-000000000000", "arn:aws:kms:eu-west-1:777702777702:key/0b0b0b0b-0000-0000-0000-000000000000"
	const expected, drift, unknown = "database orders KmsKeyId staging expected", "database orders KmsKeyId staging drift", "database orders KmsKeyId staging unknown"
	at := func(env, key, alias string) *model.Inventory {
		i := inv(env, db(env, "KmsKeyId="+key))
		if alias != "" {
			i.Targets = []*model.Target{{Type: keyType, ID: key, Name: alias}}
		}
		return i
	}
	for name, c := range map[string]struct {
		mine, base *model.Inventory
		want       []string
	}{
		"both AWS's own":                {at("staging", mine, "alias/aws/rds"), at("prod", base, "alias/aws/rds"), []string{expected}},
		"aliases of words":              {at("staging", mine, "alias/acme-staging"), at("prod", base, "alias/acme-prod"), []string{expected}},
		"AWS's own against one's own":   {at("staging", mine, "alias/aws/rds"), at("prod", base, "alias/acme-prod"), []string{drift}},
		"an alias that was not read":    {at("staging", mine, ""), at("prod", base, "alias/acme-prod"), []string{unknown}},
		"neither was":                   {at("staging", mine, ""), at("prod", base, ""), []string{unknown}},
		"the same alias, never read":    {at("staging", "alias/aws/rds", ""), at("prod", "alias/aws/rds", ""), nil},
		"none against one":              {inv("staging", db("staging")), at("prod", base, "alias/acme-prod"), []string{drift}},
		"a name against the same by id": {at("staging", "alias/acme-staging", ""), at("prod", base, "alias/acme-prod"), []string{expected}},
	} {
		t.Run(name, func(t *testing.T) { expect(t, tell(t, c.mine, c.base), c.want...) })
	}
}

func TestPitfall40ParameterGroups(t *testing.T) {
	at := func(env, version, group string) *model.Resource {
		return db(env, "EngineVersion="+version, "DBParameterGroupName="+group)
	}
	run(t, []judged{
		{"default ones need no look", at("staging", "15.7", "default.postgres15"), at("prod", "15.7", "default.postgres15"), nil},
		{"a default one follows the version", at("staging", "16.1", "default.postgres16"), at("prod", "15.7", "default.postgres15"), []string{"database orders EngineVersion staging drift"}},
		{"words in names", at("staging", "15.7", "acme-staging-pg15"), at("prod", "15.7", "acme-prod-pg15"), []string{"database orders DBParameterGroupName staging expected"}},
		{"another one", at("staging", "15.7", "acme-staging-pg15"), at("prod", "15.7", "acme-prod-tuned"), []string{"database orders DBParameterGroupName staging drift"}},
		{"one's own against a default one", at("staging", "15.7", "acme-staging-pg15"), at("prod", "15.7", "default.postgres15"), []string{"database orders DBParameterGroupName staging drift"}},
		{"one's own against a default one of another version", at("staging", "16.1", "default.postgres16"), at("prod", "15.7", "acme-prod-pg15"), []string{
			"database orders DBParameterGroupName staging drift", "database orders EngineVersion staging drift",
		}},
		{"and the other way round", at("staging", "16.1", "acme-staging-pg16"), at("prod", "15.7", "default.postgres15"), []string{
			"database orders DBParameterGroupName staging drift", "database orders EngineVersion staging drift",
		}},
		{"a default one of another version alone", at("staging", "15.7", "default.postgres16"), at("prod", "15.7", "default.postgres15"), []string{"database orders DBParameterGroupName staging drift"}},
		{"pitfall 44: versions are no texts of words", at("staging", "15.10", "x"), at("prod", "15.9", "x"), []string{"database orders EngineVersion staging drift"}},
	})
}

// Ids inside values and tags are looked up like references; one that is not known is plain text.
func TestPitfall69IdsInValues(t *testing.T) {
	at := func(env, value string, targets ...*model.Target) *model.Inventory {
		return with(inv(env, text(env, value), group(env)), targets...)
	}
	for name, c := range map[string]struct {
		mine, base *model.Inventory
		want       []string
	}{
		"images of one name":         {at("staging", "ami-0000000a", image("ami-0000000a", "base", "arm64", "")), at("prod", "ami-0000000b", image("ami-0000000b", "base", "arm64", "")), []string{parameterExpected}},
		"images of two":              {at("staging", "ami-0000000a", image("ami-0000000a", "base", "arm64", "")), at("prod", "ami-0000000b", image("ami-0000000b", "new", "arm64", "")), []string{parameterDrift}},
		"unknown ones":               {at("staging", "ami-0000000a"), at("prod", "ami-0000000b"), []string{parameterDrift}},
		"groups, inside of JSON":     {at("staging", `{"sg":"sg-0000000a"}`), at("prod", `{"sg":"sg-0000000b"}`), []string{parameterExpected}},
		"a group of the other's own": {at("staging", "use sg-0000000b"), at("prod", "use sg-0000000b"), []string{parameterDrift + " [cross-environment]"}},
	} {
		t.Run(name, func(t *testing.T) { expect(t, tell(t, c.mine, c.base), c.want...) })
	}
}

func TestPitfall18GroupsOfTheOtherEnvironment(t *testing.T) {
	staging := inv("staging", web("staging", "SecurityGroups=[sg-0000000b]", "NetworkInterfaces.0.Groups=[sg-0000000b]"), mt.Resource(mt.Group, "sg-0000000a", "web-staging"))
	prod := inv("prod", web("prod", "SecurityGroups=[sg-0000000b]", "NetworkInterfaces.0.Groups=[sg-0000000b]"), mt.Resource(mt.Group, "sg-0000000b", "web-prod"))
	expect(t, tell(t, staging, prod), "instance role web SecurityGroups staging drift [cross-environment]")
	staging.Resources[0].Set(model.Dotted("SecurityGroups"), mt.Value("[sg-0000000b,sg-0000000a]"))
	staging.Resources[0].Set(model.Dotted("NetworkInterfaces.0.Groups"), mt.Value("[sg-0000000b,sg-0000000a]"))
	expect(t, tell(t, staging, prod), "instance role web SecurityGroups staging drift [cross-environment]")
}
