package compare_test

import (
	"testing"

	"parity/model"
	mt "parity/model/modeltest"
)

func TestAbsent(t *testing.T) {
	run(t, []judged{
		{"a scalar is drift against null", db("staging"), db("prod", "BackupRetentionPeriod=7"), []string{"database orders BackupRetentionPeriod staging drift"}},
		{"the other way", db("staging", "BackupRetentionPeriod=7"), db("prod"), []string{"database orders BackupRetentionPeriod staging drift"}},
		{"a declared default is no difference", db("staging", "MultiAZ=false"), db("prod"), nil},
		{"the other way", db("staging"), db("prod", "MultiAZ=false"), nil},
		{"what is not the default is", db("staging"), db("prod", "MultiAZ=true"), []string{"database orders MultiAZ staging drift"}},
		{"a tag is missing", web("staging"), tagged("prod", "Team", "pay"), []string{"instance role web Tags.Team staging missing"}},
		{"a tag is extra", tagged("staging", "Team", "pay"), web("prod"), []string{"instance role web Tags.Team staging extra"}},
		{"an empty tag is not an absent one", tagged("staging", "Team", ""), web("prod"), []string{"instance role web Tags.Team staging extra"}},
		{"nor a full one", tagged("staging", "Team", ""), tagged("prod", "Team", "x"), []string{"instance role web Tags.Team staging drift"}},
		{
			"pitfall 8: case makes another key", tagged("staging", "team", "x"), tagged("prod", "Team", "x"),
			[]string{"instance role web Tags.Team staging missing", "instance role web Tags.team staging extra"},
		},
		{
			"a device of two leaves is one", web("staging", "BlockDeviceMappings./dev/sdb.Ebs.VolumeSize=8", "BlockDeviceMappings./dev/sdb.Ebs.VolumeIops=9"), web("prod"),
			[]string{"instance role web BlockDeviceMappings./dev/sdb staging extra"},
		},
		{
			"a leaf of a device that both have", web("staging", "BlockDeviceMappings./dev/sdb.Ebs.VolumeSize=8"),
			web("prod", "BlockDeviceMappings./dev/sdb.Ebs.VolumeSize=8", "BlockDeviceMappings./dev/sdb.Ebs.VolumeIops=9"),
			[]string{"instance role web BlockDeviceMappings./dev/sdb.Ebs.VolumeIops staging drift"},
		},
		{
			"one device in the place of another", web("staging", "BlockDeviceMappings./dev/sdb.Ebs.VolumeSize=8"), web("prod", "BlockDeviceMappings./dev/sdc.Ebs.VolumeSize=8"),
			[]string{"instance role web BlockDeviceMappings./dev/sdb staging extra", "instance role web BlockDeviceMappings./dev/sdc staging missing"},
		},
		{"a reference", web("staging"), web("prod", "SecurityGroups=[sg-0000000a]"), []string{"instance role web SecurityGroups staging drift"}},
		{"an identity is not judged", db("staging", "Endpoint.Address=a.example"), db("prod"), nil},
	})
}

// Keys of lists pair raw, and where they hold an environment's own words by those.
func TestKeysWithWords(t *testing.T) {
	two := func(env, a, b string) *model.Resource {
		r := tagged(env, a, "1")
		r.Set(model.NewPath("Tags", b), model.TextValue("2"))
		return r
	}
	run(t, []judged{
		{"words in keys", tagged("staging", "staging-owner", "pay"), tagged("prod", "prod-owner", "pay"), []string{"instance role web Tags.prod-owner staging expected"}},
		{"and values", tagged("staging", "staging-owner", "pay"), tagged("prod", "prod-owner", "web"), []string{"instance role web Tags.prod-owner staging drift"}},
		{"a word one side has not", tagged("staging", "owner:staging", "pay"), tagged("prod", "owner", "pay"), []string{"instance role web Tags.owner staging expected"}},
		{"nor the other", tagged("staging", "owner", "pay"), tagged("prod", "prod/owner", "pay"), []string{"instance role web Tags.prod/owner staging expected"}},
		{
			"the same key and a counterpart", two("staging", "prod-a", "staging-a"), tagged("prod", "prod-a", "2"),
			[]string{"instance role web Tags.prod-a staging expected", "instance role web Tags.prod-a staging extra"},
		},
		{"the other's word alone pairs with its like", tagged("staging", "prod-a", "1"), tagged("prod", "prod-a", "1"), nil},
		{
			"another key", tagged("staging", "staging-owner", "pay"), tagged("prod", "prod-team", "pay"),
			[]string{"instance role web Tags.prod-team staging missing", "instance role web Tags.staging-owner staging extra"},
		},
	})
}

// An environment called dev takes nothing out of the paths of devices.
func TestDevicesOfAnEnvironmentCalledDev(t *testing.T) {
	expect(t, tell(t, inv("dev", web("dev", "BlockDeviceMappings./dev/xvda.Ebs.VolumeSize=8")), inv("prod", web("prod", "BlockDeviceMappings./dev/xvda.Ebs.VolumeSize=8"))))
	expect(t, tell(t, inv("dev", web("dev", "BlockDeviceMappings./dev/sda1.Ebs.VolumeSize=8")), inv("prod", web("prod", "BlockDeviceMappings./dev/xvda.Ebs.VolumeSize=8"))),
		"instance role web BlockDeviceMappings./dev/sda1 dev extra", "instance role web BlockDeviceMappings./dev/xvda dev missing")
}

func TestPitfall54ParameterAndFolder(t *testing.T) {
	make := func(env string) *model.Inventory {
		return inv(env, mt.Param("/"+env+"/a/b", "1"), mt.Param("/"+env+"/a/b/c", "2"), mt.Param("/"+env, "3"))
	}
	expect(t, tell(t, make("staging"), make("prod")))
}

func TestPitfall56NamesAreCaseSensitive(t *testing.T) {
	expect(t, tell(t, inv("staging", mt.Param("/staging/DbUrl", "1")), inv("prod", mt.Param("/prod/dburl", "1"))),
		"parameter /DbUrl staging extra", "parameter /dburl staging missing")
}
