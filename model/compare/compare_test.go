package compare_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
)

// tell writes every entry on a line of its own: TYPE-WORD ROLE ATTRIBUTE ENV VERDICT [FINDINGS].
func tell(t *testing.T, inventories ...*model.Inventory) []string {
	t.Helper()
	result, err := compare.Run(mt.Catalog(), inventories, compare.Options{Now: mt.Loaded})
	if err != nil {
		t.Fatal(err)
	}
	if wrong := sums(result); wrong != "" {
		t.Error(wrong)
	}
	var lines []string
	for _, e := range result.Entries {
		if e.Verdict == model.Same && len(e.Findings) == 0 {
			t.Errorf("an entry that says nothing: %s %s", e.Name, e.Attribute)
		}
		if e.Verdict.Unexplained() == (e.Cause == "") {
			t.Errorf("%s %s %s is %s and its cause is %q", e.Type.Name, e.Name, e.Attribute, e.Verdict, e.Cause)
		}
		line := fmt.Sprintf("%s %s %s %s %s", e.Type.Singular, e.Name, e.Attribute, e.Environment, e.Verdict)
		if len(e.Findings) > 0 {
			line += fmt.Sprint(" ", e.Findings)
		}
		lines = append(lines, strings.Join(strings.Fields(line), " "))
	}
	slices.Sort(lines)
	return lines
}

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got:\n  %s\nwant:\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestVocabularyAloneIsNoDifference(t *testing.T) {
	make := func(env, ip string) *model.Inventory {
		return mt.Inventory(env,
			mt.Resource(mt.Instance, "i-"+env, "acme-"+env+"-web", "InstanceType=t3.large", "Tags.Name=acme-"+env+"-web", "PrivateIpAddress="+ip),
			mt.Param("/"+env+"/database/host", "orders."+env+".acme.internal"),
			mt.Param("/"+env+"/database/port", "5432"))
	}
	expect(t, tell(t, make("staging", "10.30.0.7"), make("prod", "10.20.0.9")),
		"instance role acme-web Tags.Name staging expected",
		"parameter /database/host Value staging expected")
}

func TestDriftMissingExtra(t *testing.T) {
	staging := mt.Inventory("staging",
		mt.Resource(mt.Instance, "i-1", "acme-staging-web", "InstanceType=t3.small", "CpuOptions.CoreCount=1"),
		mt.Resource(mt.Instance, "i-2", "acme-staging-batch", "InstanceType=t3.small"))
	prod := mt.Inventory("prod",
		mt.Resource(mt.Instance, "i-3", "acme-prod-web", "InstanceType=t3.large", "CpuOptions.CoreCount=2"),
		mt.Param("/prod/a", "1"))
	expect(t, tell(t, staging, prod),
		"instance role acme-batch staging extra",
		"instance role acme-web InstanceType staging drift",
		"parameter /a staging missing")
}

func TestRelaxedMayBeSmallerInThatDirectionOnly(t *testing.T) {
	dev := mt.Inventory("dev",
		mt.Resource(mt.Database, "acme-dev-orders", "acme-dev-orders", "DBInstanceClass=db.t3.small", "MultiAZ=false", "BackupRetentionPeriod=30", "EngineVersion=13.4"))
	prod := mt.Inventory("prod",
		mt.Resource(mt.Database, "acme-prod-orders", "acme-prod-orders", "DBInstanceClass=db.t3.large", "MultiAZ=true", "BackupRetentionPeriod=7", "EngineVersion=15.7"))
	expect(t, tell(t, dev, prod),
		"database acme-orders DBInstanceClass dev intentional",
		"database acme-orders MultiAZ dev intentional",
		"database acme-orders BackupRetentionPeriod dev drift",
		"database acme-orders EngineVersion dev drift")
}

func TestReplicasAreOneCell(t *testing.T) {
	staging := mt.Inventory("staging",
		mt.Resource(mt.Instance, "i-1", "acme-staging-web-1", "InstanceType=t3.large", "Tags.Name=acme-staging-web-1"))
	prod := mt.Inventory("prod",
		mt.Resource(mt.Instance, "i-2", "acme-prod-web-1", "InstanceType=t3.large", "Tags.Name=acme-prod-web-1"),
		mt.Resource(mt.Instance, "i-3", "acme-prod-web-2", "InstanceType=t3.large", "Tags.Name=acme-prod-web-2"))
	expect(t, tell(t, staging, prod),
		"instance role acme-web Count staging drift",
		"instance role acme-web Tags.Name staging expected")
}

func TestMembersThatDifferAmongThemselves(t *testing.T) {
	staging := mt.Inventory("staging", mt.Resource(mt.Instance, "i-1", "web-staging-1", "InstanceType=t3.large"))
	prod := mt.Inventory("prod",
		mt.Resource(mt.Instance, "i-2", "web-prod-1", "InstanceType=t3.large"),
		mt.Resource(mt.Instance, "i-3", "web-prod-2", "InstanceType=t3.small"))
	expect(t, tell(t, staging, prod),
		"instance role web Count staging drift",
		"instance role web InstanceType staging drift",
		"instance role web InstanceType prod same [split-role]")
}

func TestMembersWhoseReferencesCannotBeResolvedAreUnknown(t *testing.T) {
	make := func(env, one, two string) *model.Inventory {
		return mt.Inventory(env,
			mt.Resource(mt.Instance, "i-"+one, "web-"+env+"-1", "SubnetId=subnet-"+one),
			mt.Resource(mt.Instance, "i-"+two, "web-"+env+"-2", "SubnetId=subnet-"+two))
	}
	staging, prod := make("staging", "0000000a", "0000000b"), make("prod", "0000000c", "0000000d")
	expect(t, tell(t, staging, prod), "instance role web SubnetId staging unknown")
	prod.Targets = []*model.Target{
		{Type: "AWS::EC2::Subnet", ID: "subnet-0000000c", Name: "private"}, {Type: "AWS::EC2::Subnet", ID: "subnet-0000000d", Name: "public"},
	}
	expect(t, tell(t, staging, prod), "instance role web SubnetId staging unknown", "instance role web SubnetId prod same [split-role]")
}

func TestOneSickMemberIsFound(t *testing.T) {
	make := func(env, state string) *model.Inventory {
		return mt.Inventory(env,
			mt.Resource(mt.Instance, "i-1"+env, "web-"+env+"-1", "State.Name=running"),
			mt.Resource(mt.Instance, "i-2"+env, "web-"+env+"-2", "State.Name="+state))
	}
	expect(t, tell(t, make("staging", "running"), make("prod", "stopped")), "instance role web State.Name prod same [unhealthy]")
	expect(t, tell(t, make("staging", "stopped"), make("prod", "running")), "instance role web State.Name staging same [unhealthy]")
}

func TestAmbiguityIsUnknownAndNamesTheCandidates(t *testing.T) {
	staging := mt.Inventory("staging",
		mt.Resource(mt.Database, "api-staging", "api-staging"), mt.Resource(mt.Database, "api", "api"))
	prod := mt.Inventory("prod", mt.Resource(mt.Database, "api-prod", "api-prod"))
	expect(t, tell(t, staging, prod), "database api staging unknown")
}

func TestReferencesAreJudgedByRole(t *testing.T) {
	make := func(env, group, image, imageName string) *model.Inventory {
		inv := mt.Inventory(env,
			mt.Resource(mt.Instance, "i-"+env, "web-"+env, "SecurityGroups=["+group+"]", "ImageId="+image),
			mt.Resource(mt.Group, group, "acme-"+env+"-web"))
		inv.Targets = []*model.Target{{Type: "AWS::EC2::Image", ID: image, Name: imageName, Qualifier: "x86_64"}}
		return inv
	}
	expect(t, tell(t, make("staging", "sg-0000000a", "ami-0000000a", "base-7"), make("prod", "sg-0000000b", "ami-0000000b", "base-7")),
		"instance role web ImageId staging expected",
		"instance role web SecurityGroups staging expected")
	expect(t, tell(t, make("staging", "sg-0000000a", "ami-0000000a", "base-8"), make("prod", "sg-0000000b", "ami-0000000b", "base-7")),
		"instance role web ImageId staging drift",
		"instance role web SecurityGroups staging expected")
	unnamed := make("staging", "sg-0000000a", "ami-0000000a", "base-7")
	unnamed.Targets = nil
	expect(t, tell(t, unnamed, make("prod", "sg-0000000b", "ami-0000000b", "base-7")),
		"instance role web ImageId staging unknown",
		"instance role web SecurityGroups staging expected")
}

func TestSecurityGroupRules(t *testing.T) {
	group := func(env, id string) *model.Resource { return mt.Resource(mt.Group, id, "acme-"+env+"-web") }
	staging := mt.Inventory("staging", group("staging", "sg-0000000a"), mt.Resource(mt.Group, "sg-0000000c", "acme-staging-alb"))
	prod := mt.Inventory("prod", group("prod", "sg-0000000b"), mt.Resource(mt.Group, "sg-0000000d", "acme-prod-alb"))
	s, p := staging.Resources[1], prod.Resources[1]
	mt.Rule(s, "Ingress", "tcp", "443", "10.30.5.0/24")
	mt.Rule(p, "Ingress", "tcp", "443", "10.20.5.0/24")
	mt.Rule(s, "Ingress", "tcp", "8080", "sg:sg-0000000c")
	mt.Rule(p, "Ingress", "tcp", "8080", "sg:sg-0000000d")
	mt.Rule(s, "Ingress", "tcp", "9000", "sg:sg-0000000a")
	mt.Rule(p, "Ingress", "tcp", "9000", "sg:sg-0000000b")
	mt.Rule(s, "Ingress", "tcp", "22", "0.0.0.0/0")
	mt.Rule(s, "Egress", "tcp", "5432", "sg:sg-0000000f")
	mt.Rule(p, "Egress", "tcp", "5432", "10.0.0.0/8")
	expect(t, tell(t, staging, prod),
		"security group acme-web Ingress.tcp.443.10.20.5.0/24 staging expected",
		"security group acme-web Ingress.tcp.8080.sg:acme-alb staging expected",
		"security group acme-web Ingress.tcp.22.0.0.0.0/0 staging extra [open-to-world]",
		"security group acme-web Egress.tcp.5432.sg:sg-0000000f? staging unknown",
		"security group acme-web Egress.tcp.5432.10.0.0.0/8 staging unknown")
}

func TestWhatWasNotReadIsNeverMissing(t *testing.T) {
	staging := mt.Inventory("staging", mt.Param("/staging/a", "1"))
	prod := mt.Inventory("prod", mt.Resource(mt.Database, "orders-prod", "orders-prod"), mt.Param("/prod/a", "1"), mt.Param("/prod/b", "2"))
	staging.Unread = []model.Unread{{Type: mt.Database, Operation: "rds:DescribeDBInstances", Code: "AccessDenied"}}
	expect(t, tell(t, staging, prod), "database staging unknown", "parameter /b staging missing")

	staging.Unread = []model.Unread{
		{Type: mt.Parameter, Operation: "ssm:GetParametersByPath", Code: "Throttling", Partial: true},
	}
	expect(t, tell(t, staging, prod), "database orders staging missing", "parameter /b staging unknown", "parameter staging unknown")
}

func TestBaselineUnreadMakesOthersUnknown(t *testing.T) {
	staging := mt.Inventory("staging", mt.Param("/staging/a", "1"))
	prod := mt.Inventory("prod")
	prod.Unread = []model.Unread{{Type: mt.Parameter, Operation: "ssm:GetParametersByPath", Code: "AccessDenied"}}
	expect(t, tell(t, staging, prod), "parameter staging unknown")
}

func TestPartUnreadHidesOnlyIt(t *testing.T) {
	staging := mt.Inventory("staging", mt.Param("/staging/a", "1", "Tier=Standard"))
	prod := mt.Inventory("prod", mt.Param("/prod/a", "2", "Tier=Advanced"))
	prod.Unread = []model.Unread{{Type: mt.Parameter, Part: model.Dotted("Tier"), Operation: "ssm:DescribeParameters", Code: "AccessDenied"}}
	expect(t, tell(t, staging, prod), "parameter Tier staging unknown", "parameter /a Value staging drift")
}

func TestSelectionProblemIsOneUnknown(t *testing.T) {
	staging := mt.Inventory("staging", mt.Resource(mt.Database, "orders-staging", "orders-staging"))
	prod := mt.Inventory("prod", mt.Resource(mt.Database, "orders-prod", "orders-prod"), mt.Param("/prod/a", "1"), mt.Param("/prod/b", "2"))
	staging.Selection = model.Selection{LookedFor: map[string]string{mt.Parameter: "parameters under /staging"}}
	expect(t, tell(t, staging, prod), "parameter staging unknown")
}

func TestSecrets(t *testing.T) {
	sealer, other := model.NewSealer([]byte("0123456789abcdef")), model.NewSealer([]byte("another key, another run"))
	secret := func(env string, v model.Value) *model.Inventory {
		r := mt.Param("/"+env+"/key", "")
		r.Set(model.Dotted("Type"), model.TextValue("SecureString"))
		r.Set(model.Dotted("Value"), v)
		return mt.Inventory(env, r)
	}
	expect(t, tell(t, secret("staging", model.LockedValue()), secret("prod", model.LockedValue())), "parameter /key Value staging locked")
	expect(t, tell(t, secret("staging", sealer.Seal("x")), secret("prod", model.LockedValue())), "parameter /key Value staging locked")
	expect(t, tell(t, secret("staging", sealer.Seal("x")), secret("prod", other.Seal("x"))), "parameter /key Value staging locked")
	expect(t, tell(t, secret("staging", sealer.Seal("x")), secret("prod", sealer.Seal("x"))), "parameter /key Value staging drift [shared-secret]")
	expect(t, tell(t, secret("staging", sealer.Seal("x")), secret("prod", sealer.Seal("y"))), "parameter /key Value staging expected")
}

func TestPlaintextSecrets(t *testing.T) {
	sealer := model.NewSealer([]byte("0123456789abcdef"))
	plain := func(env, text string) *model.Inventory {
		r := mt.Param("/"+env+"/password", "")
		r.Set(model.Dotted("Value"), sealer.Seal(text))
		return mt.Inventory(env, r)
	}
	expect(t, tell(t, plain("staging", "x"), plain("prod", "y")),
		"parameter /password Value staging expected [plaintext-secret]", "parameter /password Value prod same [plaintext-secret]")
	expect(t, tell(t, plain("staging", "x"), plain("prod", "x")),
		"parameter /password Value staging drift [shared-secret plaintext-secret]", "parameter /password Value prod same [plaintext-secret]")
}

func TestCrossEnvironmentLiftsSame(t *testing.T) {
	staging := mt.Inventory("staging", mt.Param("/staging/es", "https://search.prod.acme.com/x"), mt.Param("/staging/mode", "prod"))
	prod := mt.Inventory("prod", mt.Param("/prod/es", "https://search.prod.acme.com/x"), mt.Param("/prod/mode", "prod"))
	expect(t, tell(t, staging, prod), "parameter /es Value staging drift [cross-environment]")
}

func TestAbsentElementIsOneEntry(t *testing.T) {
	staging := mt.Inventory("staging", mt.Resource(mt.Instance, "i-1", "web-staging", "BlockDeviceMappings./dev/xvda.Ebs.VolumeSize=8", "Tags.Team="))
	prod := mt.Inventory("prod", mt.Resource(mt.Instance, "i-2", "web-prod", "BlockDeviceMappings./dev/xvda.Ebs.VolumeSize=8", "BlockDeviceMappings./dev/xvdb.Ebs.VolumeSize=100"))
	expect(t, tell(t, staging, prod),
		"instance role web BlockDeviceMappings./dev/xvdb staging missing",
		"instance role web Tags.Team staging extra")
}

func TestHealthAndWhatIsNotInEffect(t *testing.T) {
	staging := mt.Inventory("staging",
		mt.Resource(mt.Instance, "i-1", "web-staging", "State.Name=stopped"), mt.Resource(mt.Database, "db-staging", "db-staging"))
	prod := mt.Inventory("prod",
		mt.Resource(mt.Instance, "i-2", "web-prod", "State.Name=running"), mt.Resource(mt.Database, "db-prod", "db-prod", "PendingModifiedValues.DBInstanceClass=db.t3.large"))
	expect(t, tell(t, staging, prod),
		"instance role web State.Name staging same [unhealthy]",
		"database db PendingModifiedValues.DBInstanceClass prod same [not-in-effect]")
}

func TestRecentByDateAndByEarlierLoad(t *testing.T) {
	staging := mt.Inventory("staging", mt.Param("/staging/t", "3000", "LastModifiedDate=2026-09-03T11:20:00Z"), mt.Resource(mt.Database, "db-staging", "db-staging", "EngineVersion=15.4"))
	prod := mt.Inventory("prod", mt.Param("/prod/t", "800", "LastModifiedDate=2026-11-24T01:58:00Z"), mt.Resource(mt.Database, "db-prod", "db-prod", "EngineVersion=15.7"))
	expect(t, tell(t, staging, prod), "parameter /t Value staging drift [recent]", "database db EngineVersion staging drift")
	earlier := mt.Inventory("prod", mt.Resource(mt.Database, "db-prod", "db-prod", "EngineVersion=15.4"))
	result, err := compare.Run(mt.Catalog(), []*model.Inventory{staging, prod}, compare.Options{Now: mt.Loaded, Earlier: map[string][]*model.Inventory{"prod": {earlier}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range result.Entries {
		if e.Attribute == model.Dotted("EngineVersion") && (e.Change == nil || e.Change.Was.Text() != "15.4" || !e.Has(model.Recent)) {
			t.Errorf("the earlier load is not told: %+v", e.Change)
		}
	}
}

// What AWS dates before the window did not change in it, though an earlier load that is older still has another value.
func TestWhatIsDatedBeforeTheWindowIsNotRecent(t *testing.T) {
	written := mt.Loaded.Add(-time.Hour)
	prod := mt.Inventory("prod", mt.Param("/prod/timeout", "800", "LastModifiedDate="+written.Format(time.RFC3339)))
	staging := mt.Inventory("staging", mt.Param("/staging/timeout", "3000"))
	earlier := mt.Inventory("prod", mt.Param("/prod/timeout", "3000"))
	earlier.Environment.LoadedAt = mt.Loaded.Add(-72 * time.Hour)
	for since, recent := range map[time.Time]bool{written.Add(-time.Minute): true, written.Add(time.Minute): false} {
		result, err := compare.Run(mt.Catalog(), []*model.Inventory{staging, prod}, compare.Options{
			Now: mt.Loaded, Since: since, Earlier: map[string][]*model.Inventory{"prod": {earlier}},
		})
		if err != nil {
			t.Fatal(err)
		}
		if e := result.Entries[0]; e.Has(model.Recent) != recent || recent != (e.Change != nil) {
			t.Errorf("written at %s, and since %s it is recent: %t (%v)", written, since, e.Has(model.Recent), e.Change)
		}
	}
}

func TestPendingTypesHaveNoVerdict(t *testing.T) {
	staging, prod := mt.Inventory("staging"), mt.Inventory("prod", mt.Param("/prod/a", "1"))
	staging.Pending = []string{mt.Parameter}
	expect(t, tell(t, staging, prod))
}

func TestBaselineIsChosen(t *testing.T) {
	for want, names := range map[int][]string{1: {"staging", "prod", "dev"}, 2: {"a", "b", "c"}} {
		var inventories []*model.Inventory
		for _, name := range names {
			inventories = append(inventories, mt.Inventory(name))
		}
		if got, err := compare.Baseline(inventories, ""); err != nil || got != want {
			t.Errorf("%v: baseline %d, %v", names, got, err)
		}
	}
}

func TestHostsOfDatabasesThatWereNotRead(t *testing.T) {
	make := func(env, label string) *model.Inventory {
		return mt.Inventory(env, mt.Param("/"+env+"/db/host", "orders."+label+".eu-west-1.rds.amazonaws.com"),
			mt.Param("/"+env+"/db/reader", "orders.cluster-ro-"+label+".eu-west-1.rds.amazonaws.com"))
	}
	expect(t, tell(t, make("staging", "c1a2b3c4d5e6"), make("prod", "c9z8y7x6w5v4")),
		"parameter /db/host Value staging expected", "parameter /db/reader Value staging expected")
	other := make("staging", "c1a2b3c4d5e6")
	other.Resources[1].Set(model.Dotted("Value"), model.TextValue("orders.c5555555555.eu-west-1.rds.amazonaws.com"))
	expect(t, tell(t, other, make("prod", "c9z8y7x6w5v4")),
		"parameter /db/host Value staging drift", "parameter /db/reader Value staging drift")
}

// What one of two loads could not read is never taken for a change.
func TestWhatWasNotReadDidNotChange(t *testing.T) {
	full := func() *model.Inventory {
		return mt.Inventory("prod", mt.Param("/prod/timeout", "800"), mt.Resource(mt.Database, "db-prod", "db-prod", "EngineVersion=15.4"))
	}
	empty := func(unread ...model.Unread) *model.Inventory {
		inv := mt.Inventory("prod")
		inv.Unread = unread
		return inv
	}
	only := empty()
	only.Types = []string{mt.Group}
	pending := empty()
	pending.Pending = []string{mt.Parameter, mt.Database}
	for name, blind := range map[string]*model.Inventory{
		"denied":    empty(model.Unread{Type: mt.Parameter, Code: "AccessDenied"}, model.Unread{Type: mt.Database, Code: "AccessDenied"}),
		"cut":       empty(model.Unread{Type: mt.Parameter, Code: "Timeout", Partial: true}, model.Unread{Type: mt.Database, Code: "Timeout", Partial: true}),
		"not asked": only, "still being read": pending,
	} {
		for _, loads := range [][2]*model.Inventory{{full(), blind}, {blind, full()}} {
			staging := mt.Inventory("staging", mt.Param("/staging/other", "1"))
			result, err := compare.Run(mt.Catalog(), []*model.Inventory{staging, loads[0]}, compare.Options{
				Now: mt.Loaded, Earlier: map[string][]*model.Inventory{"prod": {loads[1]}},
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range result.Entries {
				if e.Change != nil {
					t.Errorf("%s: %s %s changed: %+v", name, e.Name, e.Attribute, e.Change)
				}
			}
		}
	}
	// What the newest load had not read, an older one may have.
	result, err := compare.Run(mt.Catalog(), []*model.Inventory{full(), mt.Inventory("staging")}, compare.Options{
		Baseline: "staging", Now: mt.Loaded, Earlier: map[string][]*model.Inventory{"prod": {only, empty()}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Entries) == 0 || result.Entries[0].Change == nil {
		t.Error("the load behind the newest one was not asked")
	}
}
