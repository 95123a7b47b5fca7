package modeltest

import (
	"fmt"
	"math/rand/v2"
	"slices"
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
	c.scheme = []string{"acme-%[1]s-%[2]s", "%[2]s-%[1]s", "%[1]s.%[2]s", "%[1]s_acme_%[2]s"}[seed%4]
	services := max(8, differences/8)
	for i := range services {
		c.service(i)
	}
	c.oneSided()
	accident = c.plant(services)
	shuffle(c.random, c.staging)
	shuffle(c.random, c.prod)
	return Inventory("staging", c.staging...), Inventory("prod", c.prod...), accident
}

func shuffle(random *rand.Rand, list []*model.Resource) {
	random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

type company struct {
	random *rand.Rand
	// scheme is how resources are called: %[1]s is the environment's word, %[2]s the service.
	scheme        string
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
	c.instances(i, name, size)
	c.both(func(env, _, deploy string, _ int) *model.Resource {
		r := Resource(Group, c.id("sg"), c.full(env, name), "Tags.Team=team-"+name[:2], "Tags.GitCommit="+deploy)
		Rule(r, "Ingress", "tcp", "443", map[string]string{"prod": "10.20.0.0/16", "staging": "10.30.0.0/16"}[env])
		return Rule(r, "Egress", "all", "all", "0.0.0.0/0")
	})
	if i%3 == 0 {
		generated := map[string]string{"prod": "1A2B3C4D5E6F7", "staging": "7F6E5D4C3B2A1"}
		c.both(func(env, _, _ string, side int) *model.Resource {
			full := c.full(env, name) + "-" + generated[env]
			return Resource(Database, full, full, "DBInstanceClass="+size(side, "db.r6g.large", "db.r6g.2xlarge"), "MultiAZ="+size(side, "false", "true"),
				"BackupRetentionPeriod="+size(side, "7", "30"), "EngineVersion=15.7")
		})
	}
	for _, setting := range []string{"url", "callback", "timeout_ms", "pool", "region", "topic", "log_level"} {
		c.both(func(env, domain, _ string, _ int) *model.Resource {
			value := map[string]string{
				"url": "https://" + name + "." + domain + "/v2", "callback": "https://hooks." + domain + "/" + name,
				"log_level": map[string]string{"prod": "INFO", "staging": "DEBUG"}[env], "timeout_ms": "3000", "pool": "20", "region": "eu-west-1", "topic": c.full(env, name),
			}[setting]
			return Param("/"+env+"/"+name+"/"+setting, value, "LastModifiedDate=2026-09-03T11:20:00Z")
		})
	}
}

// instances are those of a service: one, replicas of which prod has more, or members of an Auto Scaling group that have
// no names of their own. All members of a deployment carry its tags.
func (c *company) instances(i int, name string, size func(side int, small, large string) string) {
	for side, env := range []string{"prod", "staging"} {
		full := c.full(env, name)
		tags := []string{
			fmt.Sprintf("Tags.GitCommit=%07x", c.random.IntN(1<<28)), "Tags.Team=team-" + name[:2],
			fmt.Sprintf("Tags.DeployedAt=2026-11-%dT%02d:%02d:00Z", 10+c.random.IntN(10), c.random.IntN(24), c.random.IntN(60)),
		}
		members := 1
		if i%4 == 0 {
			members = []int{3, 1 + i%3}[side]
		}
		for n := range members {
			r := Resource(Instance, c.id("i"), full, "InstanceType="+size(side, "t3.small", "t3.large"), "State.Name=running")
			switch {
			case i%5 == 1:
				r.Name, r.Group = "", full+"-asg"
			case members > 1:
				r.Name = fmt.Sprintf("%s-%d", full, n+1)
			}
			for _, tag := range tags {
				key, value, _ := strings.Cut(tag, "=")
				r.Set(model.Dotted(key), model.TextValue(value))
			}
			if r.Name != "" {
				r.Set(model.NewPath("Tags", "Name"), model.TextValue(r.Name))
			}
			if side == 0 {
				c.prod = append(c.prod, r)
			} else {
				c.staging = append(c.staging, r)
			}
		}
	}
}

// oneSided adds what stands on one side only: a folder of prod's, a role of staging's with all it owns,
// and leftovers that nobody tagged.
func (c *company) oneSided() {
	for n := range 10 + c.random.IntN(20) {
		c.prod = append(c.prod, Param(fmt.Sprintf("/prod/legacy/archive/key%d", n), "x", "LastModifiedDate=2026-09-03T11:20:00Z"))
	}
	c.staging = append(c.staging, Resource(Instance, c.id("i"), c.full("staging", "batch-v2"), "InstanceType=t3.large"),
		Resource(Group, c.id("sg"), c.full("staging", "batch-v2")))
	for n := range 10 + c.random.IntN(15) {
		c.staging = append(c.staging, Param(fmt.Sprintf("/staging/batch-v2/key%d", n), "x", "LastModifiedDate=2026-09-03T11:20:00Z"))
	}
	c.prod = append(c.prod, Resource(Group, c.id("sg"), "launch-wizard-7"), Resource(Instance, c.id("i"), "", "InstanceType=t2.micro"))
	c.staging = append(c.staging, Resource(Instance, c.id("i"), "", "InstanceType=t2.micro"), Resource(Group, c.id("sg"), "test"))
}

// full is what a resource is called, role what is left of it without the environment's word.
func (c *company) full(env, name string) string { return fmt.Sprintf(c.scheme, env, name) }

func (c *company) role(name string) string {
	return strings.Trim(strings.NewReplacer("%[1]s-", "", "%[1]s_", "", "%[1]s.", "", "-%[1]s", "", "%[2]s", name).Replace(c.scheme), "-_.")
}

// plant makes the accident: one value, version, rule, size or parameter of staging.
func (c *company) plant(services int) Accident {
	name := c.name(c.random.IntN(services))
	pick := func(typeName, full string) *model.Resource {
		i := slices.IndexFunc(c.staging, func(r *model.Resource) bool {
			return r.Type == typeName && (r.Name == full || strings.HasPrefix(r.Name, full+"-7F6"))
		})
		return c.staging[i]
	}
	full := c.full("staging", name)
	switch c.random.IntN(6) {
	case 0:
		pick(Parameter, "/staging/"+name+"/timeout_ms").Set(model.Dotted("Value"), model.TextValue("800"))
		return Accident{Parameter, "/" + name + "/timeout_ms", "Value"}
	case 1:
		name = c.name(c.random.IntN((services+2)/3) * 3)
		pick(Database, c.full("staging", name)).Set(model.Dotted("EngineVersion"), model.TextValue("15.4"))
		return Accident{Database, c.role(name), "EngineVersion"}
	case 2:
		pick(Group, full).Set(model.NewPath("Egress", "all", "all", "0.0.0.0/0"), model.Value{})
		return Accident{Group, c.role(name), "Egress.all.all.0.0.0.0/0"}
	case 3: // staging, which is smaller everywhere, is bigger here
		name = c.name(c.random.IntN((services+2)/3) * 3)
		pick(Database, c.full("staging", name)).Set(model.Dotted("DBInstanceClass"), model.TextValue("db.r6g.8xlarge"))
		return Accident{Database, c.role(name), "DBInstanceClass"}
	case 4:
		gone := pick(Parameter, "/staging/"+name+"/pool")
		c.staging = slices.DeleteFunc(c.staging, func(r *model.Resource) bool { return r == gone })
		return Accident{Parameter, "/" + name + "/pool", ""}
	default: // a host of its own among many that follow the domain
		pick(Parameter, "/staging/"+name+"/url").Set(model.Dotted("Value"), model.TextValue("https://10.0.0.7:8443/v2"))
		return Accident{Parameter, "/" + name + "/url", "Value"}
	}
}
