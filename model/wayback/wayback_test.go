package wayback

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
)

// echoing is the tests' catalog, whose types' ways say what they were asked: the resource or name, the attribute as the
// changed environment writes it, and the value.
func echoing(asked *[]model.Turn) *model.Catalog {
	catalog := mt.Catalog()
	for _, t := range catalog.Types() {
		t.Declare(model.NewPath("Tags", "aws:*"), model.Field{Class: model.Identity})
		t.Way = func(turn *model.Turn) []model.Step {
			if asked != nil {
				*asked = append(*asked, *turn)
			}
			of := turn.Name
			if turn.Resource != nil {
				of = turn.Resource.ID
			}
			step := model.Step{Service: "x", Operation: "set", Input: []model.Input{{Name: "Of", Value: of}}}
			if !turn.Attribute.IsZero() {
				step.Input = append(step.Input, model.Input{Name: "At", Value: turn.Attribute.String()})
			}
			switch {
			case turn.Gone():
				step.Operation = "unset"
			case !turn.Attribute.IsZero():
				step.Input = append(step.Input, model.Input{Name: "To", Value: turn.Value()})
			case turn.Like != nil:
				step.Input = append(step.Input, model.Input{Name: "To", Value: turn.Of(model.Dotted("Value"))})
			}
			return []model.Step{step}
		}
	}
	return catalog
}

// told are the ways of the only difference between staging and prod, one a line.
func told(t testing.TB, staging, prod *model.Inventory, options compare.Options) []string {
	t.Helper()
	result, err := compare.Run(echoing(nil), []*model.Inventory{staging, prod}, options)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, e := range result.Entries {
		if e.Environment != "staging" || e.Verdict == model.Missing && e.Replaces != nil {
			continue // of the two that replace each other one is enough
		}
		for _, w := range Of(result, e) {
			lines = append(lines, "- "+w.Title)
			if w.Argument != "" {
				lines = append(lines, "  "+w.Argument)
			}
			for _, s := range w.Steps {
				lines = append(lines, strings.TrimSpace("  "+strings.NewReplacer("aws x ", "", " --region eu-west-1", "").Replace(s.Command)+s.Words))
			}
		}
	}
	return lines
}

// group is a security group, its rules written Ingress/tcp/443/SOURCE.
func group(id, name string, rules ...string) *model.Resource {
	r := mt.Resource(mt.Group, id, name)
	for _, rule := range rules {
		mt.Rule(r, strings.SplitN(rule, "|", 4)...)
	}
	return r
}

func TestOf(t *testing.T) {
	db := func(environment string) *model.Resource {
		return mt.Resource(mt.Database, "acme-"+environment+"-orders", "acme-"+environment+"-orders", "Endpoint.Address=acme-"+environment+"-orders.c0"+environment[:1]+".eu-west-1.rds.amazonaws.com")
	}
	host := func(environment string) string { return db(environment).Get(model.Dotted("Endpoint.Address")).Text() }
	at := func(environment, value string) *model.Resource { return mt.Param("/"+environment+"/x", value) }
	for _, c := range []struct {
		name          string
		staging, prod []*model.Resource
		want          []string
	}{
		{
			"a value",
			[]*model.Resource{at("staging", "3000")},
			[]*model.Resource{at("prod", "800")},
			[]string{"- staging to 800", "set --of /staging/x --at Value --to 800", "- prod to 3000", "set --of /prod/x --at Value --to 3000"},
		},
		{
			"a value in each one's words",
			[]*model.Resource{at("staging", "https://pay.staging.acme.example/v3")},
			[]*model.Resource{at("prod", "https://pay.prod.acme.example/v2")},
			[]string{
				"- staging to https://pay.staging.acme.example/v2", `set --of /staging/x --at Value --cli-input-json '{"To":"https://pay.staging.acme.example/v2"}'`,
				"- prod to https://pay.prod.acme.example/v3", `set --of /prod/x --at Value --cli-input-json '{"To":"https://pay.prod.acme.example/v3"}'`,
			},
		},
		{
			"what names the other environment comes out with its own",
			[]*model.Resource{at("staging", "orders.prod.acme.internal")},
			[]*model.Resource{at("prod", "orders.prod.acme.internal")},
			[]string{"- staging to orders.staging.acme.internal", "set --of /staging/x --at Value --to orders.staging.acme.internal"},
		},
		{
			"a database's host",
			[]*model.Resource{db("staging"), at("staging", host("prod"))},
			[]*model.Resource{db("prod"), at("prod", host("prod"))},
			[]string{"- staging to " + host("staging"), "set --of /staging/x --at Value --to " + host("staging")},
		},
		{
			"an account, a network and a group",
			[]*model.Resource{group("sg-00000001", "acme-staging-web"), at("staging", "x")},
			[]*model.Resource{group("sg-00000002", "acme-prod-web"), at("prod", "arn:aws:sqs:eu-west-1:777702777702:jobs from 10.20.7.0/24 by sg-00000002")},
			[]string{
				"- staging to arn:aws:sqs:eu-west-1:333301333301:jobs from 10.30.7.0/24 b…",
				"set --of /staging/x --at Value --to 'arn:aws:sqs:eu-west-1:333301333301:jobs from 10.30.7.0/24 by sg-00000001'",
				"- prod to x", "set --of /prod/x --at Value --to x",
			},
		},
		{
			"a host that tells nothing of whose it is",
			[]*model.Resource{at("staging", "a.psp.example.com")},
			[]*model.Resource{at("prod", "b.psp.example.com")},
			[]string{
				"- staging to a value of its own", `set --of /staging/x --at Value --to="${VALUE:?set VALUE first: what is to staging what b.psp.example.com is to prod}" && unset VALUE`,
				"- prod to a value of its own", `set --of /prod/x --at Value --to="${VALUE:?set VALUE first: what is to prod what a.psp.example.com is to staging}" && unset VALUE`,
			},
		},
		{
			"a host that both speak of",
			[]*model.Resource{at("staging", "x"), mt.Param("/staging/y", "b.psp.example.com")},
			[]*model.Resource{at("prod", "b.psp.example.com"), mt.Param("/prod/y", "b.psp.example.com")},
			[]string{"- staging to b.psp.example.com", "set --of /staging/x --at Value --to b.psp.example.com", "- prod to x", "set --of /prod/x --at Value --to x"},
		},
		{
			"no exchange of words makes a host that AWS gives a part of its own",
			[]*model.Resource{at("staging", "vpc-acme-prod-search-4f2.eu-west-1.es.amazonaws.com")},
			[]*model.Resource{at("prod", "vpc-acme-prod-search-4f2.eu-west-1.es.amazonaws.com")},
			[]string{
				"- staging to a value of its own",
				`set --of /staging/x --at Value --to="${VALUE:?set VALUE first: what is to staging what vpc-acme-prod-search-4f2.eu-west-1.es.amazonaws.com is to prod}" && unset VALUE`,
			},
		},
		{
			"a registry's host is made of what is known",
			[]*model.Resource{at("staging", "x")},
			[]*model.Resource{at("prod", "777702777702.dkr.ecr.eu-west-1.amazonaws.com/web")},
			[]string{
				"- staging to 333301333301.dkr.ecr.eu-west-1.amazonaws.com/web", "set --of /staging/x --at Value --to 333301333301.dkr.ecr.eu-west-1.amazonaws.com/web",
				"- prod to x", "set --of /prod/x --at Value --to x",
			},
		},
		{
			"a bare word may mean itself",
			[]*model.Resource{at("staging", "x")},
			[]*model.Resource{at("prod", "prod")},
			[]string{
				"- staging to a value of its own", `set --of /staging/x --at Value --to="${VALUE:?set VALUE first: what is to staging what prod is to prod}" && unset VALUE`,
				"- prod to x", "set --of /prod/x --at Value --to x",
			},
		},
		{
			"a tag's bare word is what the others' is",
			[]*model.Resource{mt.Resource(mt.Database, "acme-staging-a", "acme-staging-a", "Tags.Env=x"), mt.Resource(mt.Database, "acme-staging-b", "acme-staging-b", "Tags.Env=staging")},
			[]*model.Resource{mt.Resource(mt.Database, "acme-prod-a", "acme-prod-a", "Tags.Env=prod"), mt.Resource(mt.Database, "acme-prod-b", "acme-prod-b", "Tags.Env=prod")},
			[]string{"- staging to staging", "set --of acme-staging-a --at Tags.Env --to staging", "- prod to x", "set --of acme-prod-a --at Tags.Env --to x"},
		},
		{
			"references lead to one's own",
			[]*model.Resource{group("sg-00000001", "acme-staging-web"), group("sg-00000003", "acme-staging-db"), mt.Resource(mt.Instance, "i-00000001", "acme-staging-a", "SecurityGroups=[sg-00000003]")},
			[]*model.Resource{group("sg-00000002", "acme-prod-web"), group("sg-00000004", "acme-prod-db"), mt.Resource(mt.Instance, "i-00000002", "acme-prod-a", "SecurityGroups=[sg-00000002]")},
			[]string{
				"- staging to acme-web", `set --of i-00000001 --at SecurityGroups --to '["sg-00000001"]'`,
				"- prod to acme-db", `set --of i-00000002 --at SecurityGroups --to '["sg-00000004"]'`,
			},
		},
		{
			"a reference without a counterpart",
			[]*model.Resource{mt.Resource(mt.Database, "acme-staging-a", "acme-staging-a", "DBParameterGroupName=default.x")},
			[]*model.Resource{mt.Resource(mt.Database, "acme-prod-a", "acme-prod-a", "DBParameterGroupName=acme-prod-tuned")},
			[]string{
				"- staging to a value of its own", `set --of acme-staging-a --at DBParameterGroupName --to="${DBPARAMETERGROUPNAME:?set DBPARAMETERGROUPNAME first: what is to staging what acme-prod-tuned is to prod}" && unset DBPARAMETERGROUPNAME`,
				"- prod to default.x", "set --of acme-prod-a --at DBParameterGroupName --to default.x",
			},
		},
		{
			"a rule, by its own ids and addresses",
			[]*model.Resource{group("sg-00000001", "acme-staging-web"), group("sg-00000003", "acme-staging-db", "Ingress|tcp|22|10.30.9.0/24", "Ingress|tcp|80|sg:sg-00000003")},
			[]*model.Resource{group("sg-00000002", "acme-prod-web"), group("sg-00000004", "acme-prod-db", "Ingress|tcp|443|sg:sg-00000002")},
			[]string{
				"- staging without Ingress tcp 22 10.30.9.0/24", "unset --of sg-00000003 --at Ingress.tcp.22.10.30.9.0/24",
				"- prod with Ingress tcp 22 10.20.9.0/24", "set --of sg-00000004 --at Ingress.tcp.22.10.20.9.0/24 --to true",
				"- staging with Ingress tcp 443 sg:acme-web", "set --of sg-00000003 --at Ingress.tcp.443.sg:sg-00000001 --to true",
				"- prod without Ingress tcp 443 sg:acme-web", "unset --of sg-00000004 --at Ingress.tcp.443.sg:sg-00000002",
				"- staging without Ingress tcp 80 sg:self", "unset --of sg-00000003 --at Ingress.tcp.80.sg:sg-00000003",
				"- prod with Ingress tcp 80 sg:self", "set --of sg-00000004 --at Ingress.tcp.80.sg:sg-00000004 --to true",
			},
		},
		{
			"a rule that replaces another: what comes goes first",
			[]*model.Resource{group("sg-00000003", "acme-staging-db", "Ingress|tcp|443|0.0.0.0/0")},
			[]*model.Resource{group("sg-00000004", "acme-prod-db", "Ingress|tcp|443|192.168.1.0/24")},
			[]string{
				"- staging with Ingress tcp 443 192.168.1.0/24", "set --of sg-00000003 --at Ingress.tcp.443.192.168.1.0/24 --to true", "unset --of sg-00000003 --at Ingress.tcp.443.0.0.0.0/0",
				"- prod with Ingress tcp 443 0.0.0.0/0", "set --of sg-00000004 --at Ingress.tcp.443.0.0.0.0/0 --to true", "unset --of sg-00000004 --at Ingress.tcp.443.192.168.1.0/24",
			},
		},
		{
			"a rule of prod's network in staging, where prod has it too",
			[]*model.Resource{group("sg-00000003", "acme-staging-db", "Ingress|tcp|443|10.30.0.0/16", "Ingress|tcp|443|10.20.0.0/16")},
			[]*model.Resource{group("sg-00000004", "acme-prod-db", "Ingress|tcp|443|10.20.0.0/16")},
			[]string{"- staging without Ingress tcp 443 10.20.0.0/16", "unset --of sg-00000003 --at Ingress.tcp.443.10.20.0.0/16"},
		},
		{
			"a rule to what has no counterpart",
			[]*model.Resource{group("sg-00000003", "acme-staging-db")},
			[]*model.Resource{group("sg-00000002", "acme-prod-web"), group("sg-00000004", "acme-prod-db", "Ingress|tcp|443|sg:sg-00000002")},
			[]string{
				"- staging with Ingress tcp 443 sg:acme-web", "what is to staging what sg:sg-00000002 is to prod cannot be told",
				"- prod without Ingress tcp 443 sg:acme-web", "unset --of sg-00000004 --at Ingress.tcp.443.sg:sg-00000002",
				"- staging with it", "set --of acme-staging-web", "- prod without it", "unset --of sg-00000002",
			},
		},
		{
			"whole parameters",
			[]*model.Resource{mt.Param("/staging/a/staging-x", "acme-staging-1")},
			[]*model.Resource{at("prod", "https://acme-prod.example")},
			[]string{
				"- staging without it", "unset --of /staging/a/staging-x", "- prod with it", "set --of /prod/a/prod-x --to acme-prod-1",
				"- staging with it", `set --of /staging/x --cli-input-json '{"To":"https://acme-staging.example"}'`, "- prod without it", "unset --of /prod/x",
			},
		},
		{
			"of replicas those that differ",
			[]*model.Resource{mt.Resource(mt.Instance, "i-00000001", "acme-staging-web-1", "InstanceType=t3.large"), mt.Resource(mt.Instance, "i-00000003", "acme-staging-web-2", "InstanceType=t3.small")},
			[]*model.Resource{mt.Resource(mt.Instance, "i-00000002", "acme-prod-web-1", "InstanceType=t3.large"), mt.Resource(mt.Instance, "i-00000004", "acme-prod-web-2", "InstanceType=t3.large")},
			[]string{
				"- staging to t3.large", "set --of i-00000003 --at InstanceType --to t3.large",
				"- prod to a value of its own",
				`set --of i-00000002 --at InstanceType --to="${INSTANCETYPE:?set INSTANCETYPE first: the members of staging differ among themselves}"`,
				`set --of i-00000004 --at InstanceType --to="${INSTANCETYPE:?set INSTANCETYPE first: the members of staging differ among themselves}" && unset INSTANCETYPE`,
			},
		},
		{
			"the owner goes first",
			[]*model.Resource{mt.Resource(mt.Database, "acme-staging-a", "acme-staging-a", "DBInstanceClass=db.t3.large", "Tags.ManagedBy=terraform")},
			[]*model.Resource{mt.Resource(mt.Database, "acme-prod-a", "acme-prod-a", "DBInstanceClass=db.r6g.large", "Tags.aws:cloudformation:stack-name=acme-prod-data", "Tags.aws:cloudformation:logical-id=Orders", "Tags.ManagedBy=terraform")},
			[]string{
				"- staging to db.r6g.large", "DBInstanceClass in Terraform's configuration: db.r6g.large", "set --of acme-staging-a --at DBInstanceClass --to db.r6g.large",
				"- prod to db.t3.large", "DBInstanceClass of Orders in stack acme-prod-data: db.t3.large", "set --of acme-prod-a --at DBInstanceClass --to db.t3.large",
			},
		},
		{
			"a member of an Auto Scaling group is of its launch template",
			[]*model.Resource{mt.Resource(mt.Instance, "i-00000001", "acme-staging-web", "InstanceType=t3.small", "Tags.aws:autoscaling:groupName=web", "Tags.aws:ec2launchtemplate:id=lt-1")},
			[]*model.Resource{mt.Resource(mt.Instance, "i-00000002", "acme-prod-web", "InstanceType=t3.large", "Tags.aws:autoscaling:groupName=web")},
			[]string{
				"- staging to t3.large", "InstanceType in launch template lt-1: t3.large", "set --of i-00000001 --at InstanceType --to t3.large",
				"- prod to t3.small", "InstanceType in the launch template of Auto Scaling group web: t3.small", "set --of i-00000002 --at InstanceType --to t3.small",
			},
		},
		{"what is expected has none", []*model.Resource{at("staging", "acme-staging")}, []*model.Resource{at("prod", "acme-prod")}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := told(t, mt.Inventory("staging", c.staging...), mt.Inventory("prod", c.prod...), compare.Options{Baseline: "prod"})
			for i := range got {
				got[i] = strings.TrimSpace(got[i])
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("other ways (-want +got):\n%s", diff)
			}
		})
	}
}

// What it was is known from an earlier load: that goes first, in the words of the environment that changed.
func TestBack(t *testing.T) {
	staging := mt.Inventory("staging", mt.Param("/staging/x", "3000"), group("sg-00000003", "acme-staging-db", "Ingress|tcp|443|10.30.9.0/24"), group("sg-00000005", "acme-staging-web"))
	prod := mt.Inventory("prod", mt.Param("/prod/x", "800"), mt.Param("/prod/new", "1"), group("sg-00000004", "acme-prod-db", "Ingress|tcp|22|sg:sg-00000006"), group("sg-00000006", "acme-prod-web"))
	then := mt.Inventory("prod", mt.Param("/prod/x", "2900"), group("sg-00000004", "acme-prod-db", "Ingress|tcp|443|10.20.9.0/24"), group("sg-00000006", "acme-prod-web"))
	then.Environment.LoadedAt = mt.Loaded.Add(-48 * time.Hour)
	got := told(t, staging, prod, compare.Options{Baseline: "prod", Earlier: map[string][]*model.Inventory{"prod": {then}}})
	var backs []string
	for i, line := range got {
		if strings.HasPrefix(line, "- ") && (i == 0 || !strings.HasPrefix(got[i-1], "- ")) {
			backs = append(backs, line+": "+strings.TrimSpace(got[i+1]))
		}
	}
	for _, want := range []string{
		"- prod to 2900: set --of /prod/x --at Value --to 2900",
		"- prod without it: unset --of /prod/new",
		"- prod with Ingress tcp 443 10.20.9.0/24: set --of sg-00000004 --at Ingress.tcp.443.10.20.9.0/24 --to true",
		"- prod without Ingress tcp 22 sg:acme-web: unset --of sg-00000004 --at Ingress.tcp.22.sg:sg-00000006",
	} {
		if !strings.Contains(strings.Join(backs, "\n"), want) {
			t.Errorf("no %q among\n%s", want, strings.Join(backs, "\n"))
		}
	}
}

// No secret is in a way, whatever kind of value holds it.
func TestNoSecretIsInAWay(t *testing.T) {
	sealer := model.NewSealer([]byte("a key of the test"))
	secret := func(environment string, v model.Value) *model.Resource {
		r := mt.Param("/"+environment+"/x", "")
		r.Set(model.Dotted("Value"), v)
		return r
	}
	masked := func(id, environment, text string) *model.Resource {
		return mt.Resource(mt.Instance, id, "acme-"+environment+"-a", "UserData="+text)
	}
	for name, sides := range map[string][2]*model.Resource{
		"sealed":       {secret("staging", sealer.Seal("canary-1")), secret("prod", sealer.Seal("canary-1"))},
		"a credential": {secret("staging", model.CredentialValue("https://u:(secret)@x", sealer.Token("canary-1"))), secret("prod", model.CredentialValue("https://u:(secret)@y", sealer.Token("canary-2")))},
		"masked":       {masked("i-00000001", "staging", "canary-1"), masked("i-00000002", "prod", "canary-2")},
	} {
		t.Run(name, func(t *testing.T) {
			lines := told(t, mt.Inventory("staging", sides[0]), mt.Inventory("prod", sides[1]), compare.Options{Baseline: "prod"})
			all := strings.Join(lines, "\n")
			if len(lines) != 4 || strings.Contains(all, "canary") || strings.Contains(all, sealer.Token("canary-1")) || strings.Count(all, "read -rs") != 2 {
				t.Errorf("%q", lines)
			}
		})
	}
}

// What a way says, done, closes the difference: the two are alike then, and no value names the other environment.
func TestWhatIsSaidCloses(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"acme", "orders", "3000", "-", ".", "/", "{E}", "{E}", "{A}", "{N}.7.0/24", "{N}.7.9", "sg-0000000{n}", "https://", "{H}", " ", "_", "eu-west-1", "arn:aws:s3:::", "PROD", "Staging", "staging", "prod", "{", "example.com",
	})
	said, decided := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 1, 6).Draw(t, "pieces"), "") })
		speak := func(text string, number string, e model.Environment) string {
			network, _, _ := strings.Cut(e.Networks[0].String(), ".0.0/")
			return strings.NewReplacer("{E}", e.Name, "{A}", e.Account, "{N}", network, "{n}", number, "{H}", "acme-"+e.Name+"-db.c1.eu-west-1.rds.amazonaws.com").Replace(text)
		}
		inventory := func(name, number, value string) *model.Inventory {
			return mt.Inventory(name, mt.Param("/"+name+"/x", value), group("sg-0000000"+number, "acme-"+name+"-web"),
				mt.Resource(mt.Database, "acme-"+name+"-db", "acme-"+name+"-db", "Endpoint.Address=acme-"+name+"-db.c1.eu-west-1.rds.amazonaws.com"))
		}
		staging := speak(text.Draw(t, "staging"), "1", mt.Env("staging"))
		prod := speak(text.Draw(t, "prod"), "2", mt.Env("prod"))
		values := map[string]string{"staging": staging, "prod": prod}
		var asked []model.Turn
		catalog := echoing(&asked)
		of := func(values map[string]string) (*compare.Result, *model.Entry) {
			result, err := compare.Run(catalog, []*model.Inventory{inventory("staging", "1", values["staging"]), inventory("prod", "2", values["prod"])}, compare.Options{Baseline: "prod"})
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range result.Entries {
				if e.Environment == "staging" && e.Type.Name == mt.Parameter {
					return result, e
				}
			}
			return result, nil
		}
		result, e := of(values)
		if e == nil || !e.Verdict.Unexplained() {
			return
		}
		Of(result, e)
		for _, turn := range asked {
			said++
			if turn.Blank != nil {
				continue
			}
			decided++
			name := turn.Inventory.Environment.Name
			then := map[string]string{"staging": staging, "prod": prod}
			then[name] = turn.To.Text()
			if _, left := of(then); left != nil && left.Verdict.Unexplained() && !(name == "prod" && left.Has(model.CrossEnvironment)) {
				t.Fatalf("%s to %q leaves staging %q against prod %q: %v %v %s", name, turn.To.Text(), then["staging"], then["prod"], left.Verdict, left.Findings, left.Reason)
			}
		}
	})
	t.Logf("%d values said, %d of them decided", said, decided)
}
