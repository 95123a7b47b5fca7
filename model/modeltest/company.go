package modeltest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"parity/model"
)

// Accident is the one difference planted in a company that nobody meant.
type Accident struct{ Type, Name, Attribute string }

// Company is a company that has never looked: prod is bigger everywhere, staging lives under a domain of
// its own, every resource carries what deployed it, folders and roles stand on one side only, names are
// generated. Between two environments so made there are about as many differences as asked for, and one
// accident. The same seed makes the same company.
func Company(seed uint64, differences int) (staging, prod *model.Inventory, accident Accident) {
	c := &company{random: rand.New(rand.NewPCG(seed, seed)), domain: [2]string{"acme-pay.com", "stg.acme-pay.io"}}
	services := max(8, differences/12)
	for i := range services {
		c.service(i)
	}
	c.oneSided()
	accident = c.plant(services)
	return Inventory("staging", c.staging...), Inventory("prod", c.prod...), accident
}

type company struct {
	random        *rand.Rand
	domain        [2]string
	staging, prod []*model.Resource
	ids           int
}

var (
	nouns = strings.Fields("orders search ledger payments users media mail audit export import billing catalog stock price cart review fraud report session token geo tax promo label track queue render resize index crawl")
	kinds = strings.Fields("api worker web cron sync gate")
)

func (c *company) name(i int) string {
	name := nouns[i%len(nouns)] + "-" + kinds[i/len(nouns)%len(kinds)]
	if n := i / (len(nouns) * len(kinds)); n > 0 {
		name += fmt.Sprintf("-%c", 'a'+n)
	}
	return name
}

func (c *company) id(prefix string) string {
	c.ids++
	return fmt.Sprintf("%s-%08x", prefix, c.ids*7919)
}

func (c *company) both(make func(env, domain, deploy string, side int) *model.Resource) {
	for side, env := range []string{"prod", "staging"} {
		r := make(env, c.domain[side], fmt.Sprintf("%07x", c.random.IntN(1<<28)), side)
		if side == 0 {
			c.prod = append(c.prod, r)
		} else {
			c.staging = append(c.staging, r)
		}
	}
}

// service is one service of the company: instances, a group, parameters, and a database for every third.
func (c *company) service(i int) {
	name := c.name(i)
	smaller := c.random.IntN(10) < 9
	size := func(side int, small, large string) string {
		if side == 1 && smaller {
			return small
		}
		return large
	}
	c.both(func(env, _, deploy string, side int) *model.Resource {
		full := "acme-" + env + "-" + name
		return Resource(Instance, c.id("i"), full, "InstanceType="+size(side, "t3.small", "t3.large"), "State.Name=running", "Tags.Name="+full,
			"Tags.GitCommit="+deploy, fmt.Sprintf("Tags.DeployedAt=2026-11-%dT%02d:%02d:00Z", 10+c.random.IntN(10), c.random.IntN(24), c.random.IntN(60)), "Tags.Team=team-"+name[:2])
	})
	c.both(func(env, _, _ string, _ int) *model.Resource {
		r := Resource(Group, c.id("sg"), "acme-"+env+"-"+name, "Tags.Team=team-"+name[:2])
		Rule(r, "Ingress", "tcp", "443", map[string]string{"prod": "10.20.0.0/16", "staging": "10.30.0.0/16"}[env])
		return Rule(r, "Egress", "all", "all", "0.0.0.0/0")
	})
	if i%3 == 0 {
		generated := map[string]string{"prod": "1A2B3C4D5E6F7", "staging": "7F6E5D4C3B2A1"}
		c.both(func(env, _, _ string, side int) *model.Resource {
			full := "acme-" + env + "-" + name + "-" + generated[env]
			return Resource(Database, full, full, "DBInstanceClass="+size(side, "db.r6g.large", "db.r6g.2xlarge"), "MultiAZ="+size(side, "false", "true"),
				"BackupRetentionPeriod="+size(side, "7", "30"), "EngineVersion=15.7")
		})
	}
	for _, setting := range []string{"url", "callback", "timeout_ms", "pool", "region", "topic"} {
		c.both(func(env, domain, _ string, _ int) *model.Resource {
			value := map[string]string{
				"url": "https://" + name + "." + domain + "/v2", "callback": "https://hooks." + domain + "/" + name,
				"timeout_ms": "3000", "pool": "20", "region": "eu-west-1", "topic": "acme-" + env + "-" + name,
			}[setting]
			return Param("/"+env+"/"+name+"/"+setting, value, "LastModifiedDate=2026-09-03T11:20:00Z")
		})
	}
}

// oneSided adds what stands on one side only: a folder of prod's, a role of staging's with all it owns,
// and leftovers that nobody tagged.
func (c *company) oneSided() {
	for n := range 10 + c.random.IntN(20) {
		c.prod = append(c.prod, Param(fmt.Sprintf("/prod/legacy/archive/key%d", n), "x", "LastModifiedDate=2026-09-03T11:20:00Z"))
	}
	c.staging = append(c.staging, Resource(Instance, c.id("i"), "acme-staging-batch-v2", "InstanceType=t3.large"),
		Resource(Group, c.id("sg"), "acme-staging-batch-v2"))
	for n := range 10 + c.random.IntN(15) {
		c.staging = append(c.staging, Param(fmt.Sprintf("/staging/batch-v2/key%d", n), "x", "LastModifiedDate=2026-09-03T11:20:00Z"))
	}
	c.prod = append(c.prod, Resource(Group, c.id("sg"), "launch-wizard-7"))
}

// plant makes the accident: one value, version or rule of staging.
func (c *company) plant(services int) Accident {
	name := c.name(c.random.IntN(services))
	pick := func(typeName, role string) *model.Resource {
		for _, r := range c.staging {
			if r.Type == typeName && strings.Contains(r.Name, role) {
				return r
			}
		}
		return nil
	}
	switch c.random.IntN(3) {
	case 0:
		r := pick(Parameter, "/"+name+"/timeout_ms")
		r.Set(model.Dotted("Value"), model.TextValue("800"))
		return Accident{Parameter, "/" + name + "/timeout_ms", "Value"}
	case 1:
		name = c.name(c.random.IntN((services+2)/3) * 3)
		r := pick(Database, "-"+name+"-")
		r.Set(model.Dotted("EngineVersion"), model.TextValue("15.4"))
		return Accident{Database, "acme-" + name, "EngineVersion"}
	default:
		r := pick(Group, "-"+name)
		r.Set(model.NewPath("Egress", "all", "all", "0.0.0.0/0"), model.Value{})
		return Accident{Group, "acme-" + strings.TrimPrefix(r.Name, "acme-staging-"), "Egress.all.all.0.0.0.0/0"}
	}
}
