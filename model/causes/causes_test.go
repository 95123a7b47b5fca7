package causes_test

import (
	"fmt"
	"strings"
	"testing"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
	"parity/model/rules"
)

// run lists the causes of a pair of inventories, one line each: KIND TITLE (N).
func run(t *testing.T, inventories ...*model.Inventory) []string {
	t.Helper()
	result, err := compare.Run(mt.Catalog(), inventories, compare.Options{Now: mt.Loaded})
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	var lines []string
	for _, c := range result.Causes {
		total += len(c.Entries)
		lines = append(lines, fmt.Sprintf("%s %s (%d)", c.Kind, c.Title, len(c.Entries)))
	}
	if unexplained := result.Summary[model.Drift] + result.Summary[model.Missing] + result.Summary[model.Extra]; total != unexplained {
		t.Errorf("%d differences in causes, %d unexplained", total, unexplained)
	}
	return lines
}

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got:\n  %s\nwant:\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestSmallerIsOneCauseAndTheOtherDirectionFallsOut(t *testing.T) {
	var staging, prod []*model.Resource
	for i := range 5 {
		size := "InstanceType=t3.small"
		if i == 4 {
			size = "InstanceType=t3.xlarge"
		}
		staging = append(staging, mt.Resource(mt.Instance, fmt.Sprint("i-s", i), fmt.Sprintf("staging-svc%c", 'a'+i), size))
		prod = append(prod, mt.Resource(mt.Instance, fmt.Sprint("i-p", i), fmt.Sprintf("prod-svc%c", 'a'+i), "InstanceType=t3.large"))
	}
	expect(t, run(t, mt.Inventory("staging", staging...), mt.Inventory("prod", prod...)),
		"single instance role svce InstanceType t3.xlarge against t3.large (1)",
		"smaller staging is smaller: InstanceType (4)")
}

func TestRoleOwnsWhatBeginsWithIt(t *testing.T) {
	staging := mt.Inventory("staging",
		mt.Resource(mt.Instance, "i-1", "acme-staging-batch-v2", "SecurityGroups=[sg-0000000a]"),
		mt.Resource(mt.Group, "sg-0000000a", "acme-staging-runner"),
		mt.Resource(mt.Group, "sg-0000000b", "acme-staging-batch-v2-db"),
		mt.Param("/staging/batch-v2/a", "1"), mt.Param("/staging/batch-v2/b", "2"), mt.Param("/staging/web/a", "1"))
	prod := mt.Inventory("prod", mt.Param("/prod/web/a", "1"), mt.Resource(mt.Database, "acme-prod-x", "acme-prod-x"))
	expect(t, run(t, staging, prod),
		"role database acme-x is missing (1)",
		"role role acme-batch-v2 is extra: 1 instance role, 2 security groups, 2 parameters (5)")
}

func TestHighestFolderIsOneCause(t *testing.T) {
	staging := mt.Inventory("staging", mt.Param("/staging/payments/x", "1"))
	prod := mt.Inventory("prod", mt.Param("/prod/payments/x", "1"), mt.Param("/prod/payments/ledger/a/b", "1"),
		mt.Param("/prod/payments/ledger/c", "1"), mt.Param("/prod/payments/y", "1"))
	expect(t, run(t, staging, prod),
		"single /payments/y is missing (1)",
		"folder /payments/ledger/** is missing (2)")
}

func TestParametersMissingFromAFolderThatIsThereAreOne(t *testing.T) {
	prod := []*model.Resource{mt.Param("/prod/pay/a", "1")}
	for i := range 4 {
		prod = append(prod, mt.Param(fmt.Sprint("/prod/pay/new", i), "1"))
	}
	expect(t, run(t, mt.Inventory("staging", mt.Param("/staging/pay/a", "1")), mt.Inventory("prod", prod...)),
		"alike /pay: 4 parameters are missing (4)")
}

func TestRecurringWordIsOffered(t *testing.T) {
	var staging, prod []*model.Resource
	for i := range 4 {
		staging = append(staging, mt.Param(fmt.Sprint("/staging/u", i), fmt.Sprintf("https://s%d.stg.acme-pay.io/x", i)))
		prod = append(prod, mt.Param(fmt.Sprint("/prod/u", i), fmt.Sprintf("https://s%d.acme-pay.com/x", i)))
	}
	staging = append(staging, mt.Param("/staging/other", "https://evil.example/x"))
	prod = append(prod, mt.Param("/prod/other", "https://s9.acme-pay.com/x"))
	expect(t, run(t, mt.Inventory("staging", staging...), mt.Inventory("prod", prod...)),
		"single /other https://evil.example/x against https://s9.acme-pay.com/x (1)",
		"word acme-pay.com ⇄ stg.acme-pay.io (4)")
}

func TestEverywhereAndAlike(t *testing.T) {
	var staging, prod []*model.Resource
	for i := range 10 {
		version := "EngineVersion=15.4"
		if i == 7 {
			version = "EngineVersion=14.1"
		}
		name := fmt.Sprintf("db%c", 'a'+i)
		staging = append(staging, mt.Resource(mt.Database, name+"-staging", name+"-staging", version, fmt.Sprint("Tags.GitCommit=a", i), fmt.Sprint("Tags.DeployedAt=m", i)))
		prod = append(prod, mt.Resource(mt.Database, name+"-prod", name+"-prod", "EngineVersion=15.7", fmt.Sprint("Tags.GitCommit=b", i), fmt.Sprint("Tags.DeployedAt=n", i)))
	}
	expect(t, run(t, mt.Inventory("staging", staging...), mt.Inventory("prod", prod...)),
		"single database dbh EngineVersion 14.1 against 15.7 (1)",
		"alike EngineVersion 15.4 against 15.7 (9)",
		"everywhere Tags.DeployedAt, Tags.GitCommit (20)")
}

func TestFindingsStandAloneAndFirst(t *testing.T) {
	staging := mt.Inventory("staging", mt.Param("/staging/a", "1"), mt.Param("/staging/es", "https://es.prod.acme.com/"),
		mt.Rule(mt.Resource(mt.Group, "sg-0000000a", "web-staging"), "Ingress", "tcp", "22", "0.0.0.0/0"))
	prod := mt.Inventory("prod", mt.Param("/prod/a", "2"), mt.Param("/prod/es", "https://es.prod.acme.com/"), mt.Resource(mt.Group, "sg-0000000b", "web-prod"))
	expect(t, run(t, staging, prod),
		"finding /es: names prod: https://es.prod.acme.com/ (1)",
		"finding security group web Ingress tcp 22 0.0.0.0/0 (1)",
		"single /a 1 against 2 (1)")
}

func TestWhatIsEqualAgainstARuleIsNotSaidToDiffer(t *testing.T) {
	staging, prod := mt.Inventory("staging", mt.Param("/staging/url", "live")), mt.Inventory("prod", mt.Param("/prod/url", "live"))
	rule := rules.Rule{ID: "parity.yaml:1", Name: "/url", Attribute: "Value", MustDiffer: true, Reason: "sandbox and live"}
	result, err := compare.Run(mt.Catalog(), []*model.Inventory{staging, prod}, compare.Options{Now: mt.Loaded, Rules: []rules.Rule{rule}})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Causes) != 1 || result.Causes[0].Title != "/url: equal, and must differ: sandbox and live" {
		t.Errorf("%+v", result.Causes)
	}
}

func TestAWordThatStandsTwiceAndOneAgainst(t *testing.T) {
	var staging, prod []*model.Resource
	add := func(name, mine, base string) {
		staging, prod = append(staging, mt.Param("/staging/"+name, mine)), append(prod, mt.Param("/prod/"+name, base))
	}
	for i := range 3 {
		add(fmt.Sprint("u", i), fmt.Sprintf("https://s%d.stg.acme-pay.io/x", i), fmt.Sprintf("https://s%d.acme-pay.com/x", i))
	}
	add("twice", "https://a.stg.acme-pay.io/?to=https://b.stg.acme-pay.io", "https://a.acme-pay.com/?to=https://b.acme-pay.com")
	add("beside", "https://a.stg.acme-pay.io/staging/x", "https://a.acme-pay.com/prod/x")
	add("more", "https://a.stg.acme-pay.io/?to=1", "https://a.acme-pay.com/?to=2")
	add("against", "https://live.acme-pay.com", "https://live.acme-pay.com")
	result, err := compare.Run(mt.Catalog(), []*model.Inventory{mt.Inventory("staging", staging...), mt.Inventory("prod", prod...)}, compare.Options{Now: mt.Loaded})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, c := range result.Causes {
		lines = append(lines, fmt.Sprintf("%s %d %s", c.Title, len(c.Entries), c.Reach))
	}
	expect(t, lines, "/more https://a.stg.acme-pay.io/?to=1 against https://a.acme-pay.com/?to=2 1 ",
		"acme-pay.com ⇄ stg.acme-pay.io 5 5 values, 1 against")
}
