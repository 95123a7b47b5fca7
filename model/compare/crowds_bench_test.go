package compare_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
)

// crowds are n things of one type that are the worst for one part of the work each: how the time grows from
// one size to ten times that size is what is looked at.
var crowds = map[string]func(env string, n int) []*model.Resource{
	"different values": func(env string, n int) []*model.Resource {
		return parameters(env, n, func(i int) string { return env[:2] + " value " + strconv.Itoa(i) })
	},
	"a word each": func(env string, n int) []*model.Resource {
		random := rand.New(rand.NewPCG(1, uint64(len(env))))
		return parameters(env, n, func(int) string { return "https://" + letters(random, 8) + ".acme.example/v1" })
	},
	"JSON": func(env string, n int) []*model.Resource {
		return parameters(env, n, func(i int) string {
			return fmt.Sprintf(`{"url": "https://%s.acme.example/%d", "n": %d, "list": ["a", "%s", "c"]}`, env, i, i%len(env), env)
		})
	},
	"on one side": func(env string, n int) []*model.Resource {
		if env == "staging" {
			n /= 100
		}
		var list []*model.Resource
		for i := range n {
			list = append(list, instance(env, i, "SecurityGroups=["+groupOf(env, i)+"]"), mt.Resource(mt.Group, groupOf(env, i), fmt.Sprintf("acme-%s-svc%dx", env, i)))
		}
		return list
	},
	"nothing has a name": func(env string, n int) []*model.Resource {
		var list []*model.Resource
		for i := range n {
			r := instance(env, i)
			r.Name = ""
			list = append(list, r)
		}
		return list
	},
	"names that are close": func(env string, n int) []*model.Resource {
		var list []*model.Resource
		for i := range n {
			r := instance(env, i, "Tags.Team=payments")
			r.Name += map[string]string{"staging": "-test", "prod": "-live"}[env]
			list = append(list, r)
		}
		return list
	},
	"replicas of one": func(env string, n int) []*model.Resource {
		var list []*model.Resource
		for i := range n {
			r := instance(env, i, fmt.Sprintf("Tags.Number=%s%d", env[:1], i))
			r.Name = fmt.Sprintf("acme-%s-web-%d", env, i)
			list = append(list, r)
		}
		return list
	},
	"ambiguous roles": func(env string, n int) []*model.Resource {
		var list []*model.Resource
		for i := range n {
			list = append(list, mt.Param(fmt.Sprintf("/%s/p%d%s", env, i/2, []string{"", "-" + env}[i%2]), "x"))
		}
		return list
	},
	"groups of two VPCs": func(env string, n int) []*model.Resource {
		var list []*model.Resource
		for i := range n {
			g := mt.Resource(mt.Group, groupOf(env, i), fmt.Sprintf("acme-%s-g%d", env, i/2))
			g.Scope = fmt.Sprintf("vpc-%s%d", env[:1], i%2)
			list = append(list, g)
		}
		return list
	},
	"rules of one group": func(env string, n int) []*model.Resource {
		g := mt.Resource(mt.Group, groupOf(env, 1), "acme-"+env+"-g")
		network := map[string]int{"staging": 30, "prod": 20}[env]
		for i := range n {
			source := fmt.Sprintf("%d.%d.%d.%d/32", []int{10, network}[i%2], network+i>>16, i>>8&255, i&255)
			g.Attributes = append(g.Attributes, model.Attribute{Path: model.NewPath("Ingress", "tcp", "443", source), Value: model.BoolValue(true)})
		}
		g.Sort()
		return []*model.Resource{g}
	},
}

func parameters(env string, n int, value func(i int) string) []*model.Resource {
	var list []*model.Resource
	for i := range n {
		list = append(list, mt.Param(fmt.Sprintf("/%s/team%d/service%d/p%d", env, i%40, i%4000, i), value(i)))
	}
	return list
}

func instance(env string, i int, attributes ...string) *model.Resource {
	return mt.Resource(mt.Instance, fmt.Sprintf("i-%s%08x", env[:1], i), fmt.Sprintf("acme-%s-svc%dx", env, i), append(attributes, "InstanceType=t3.large")...)
}

func groupOf(env string, i int) string {
	return fmt.Sprintf("sg-%s%08x", map[string]string{"staging": "5", "prod": "a"}[env], i)
}

func letters(random *rand.Rand, n int) string {
	text := make([]byte, n)
	for i := range text {
		text[i] = byte('a' + random.IntN(26))
	}
	return string(text)
}

// BenchmarkCrowds compares many things of one type.
func BenchmarkCrowds(b *testing.B) {
	for _, name := range slices.Sorted(maps.Keys(crowds)) {
		crowd := crowds[name]
		for _, n := range []int{5_000, 50_000} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				inventories := []*model.Inventory{mt.Inventory("staging", crowd("staging", n)...), mt.Inventory("prod", crowd("prod", n)...)}
				b.ReportAllocs()
				for b.Loop() {
					if _, err := compare.Run(mt.Catalog(), inventories, compare.Options{Now: mt.Loaded}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
