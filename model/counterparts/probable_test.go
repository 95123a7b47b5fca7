package counterparts_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parity/model"
	"parity/model/counterparts"
	mt "parity/model/modeltest"
)

func probable(staging, prod *model.Inventory) []string {
	var out []string
	for _, p := range counterparts.Pair(mt.Catalog(), []*model.Inventory{staging, prod}, nil).Probable(1) {
		out = append(out, p.Role+" = "+p.BaselineRole)
	}
	return out
}

func TestPitfall15ProbablePairs(t *testing.T) {
	database := func(env, name, class, version string) *model.Resource {
		name = "acme-" + env + "-" + name
		return mt.Resource(mt.Database, name, name, "DBInstanceClass="+class, "EngineVersion="+version, "BackupRetentionPeriod=7", "MultiAZ=true", "Tags.Team=pay", "Tags.Tier=gold")
	}
	others := func(env string) []*model.Resource {
		var list []*model.Resource
		for i := range 8 {
			list = append(list, database(env, fmt.Sprintf("d%d", i), "db.r6g.large", "15.7"))
		}
		return list
	}
	for name, c := range map[string]struct {
		mine, base []*model.Resource
		want       []string
	}{
		"a close name and the same attributes": {
			[]*model.Resource{database("staging", "order-db", "db.m5.large", "14.2")},
			[]*model.Resource{database("prod", "orders-db", "db.m5.large", "14.2")},
			[]string{"acme-order-db = acme-orders-db"},
		},
		"a close name and other attributes": {
			[]*model.Resource{mt.Resource(mt.Database, "a", "order-db", "DBInstanceClass=db.t3.small", "EngineVersion=8.0", "Tags.Team=x")},
			[]*model.Resource{database("prod", "orders-db", "db.m5.large", "14.2")},
			nil,
		},
		"another name and the same attributes": {
			[]*model.Resource{database("staging", "warehouse", "db.m5.large", "14.2")},
			[]*model.Resource{database("prod", "orders-db", "db.m5.large", "14.2")},
			nil,
		},
		"two that are as close": {
			[]*model.Resource{database("staging", "order-a", "db.m5.large", "14.2"), database("staging", "order-b", "db.m5.large", "14.2")},
			[]*model.Resource{database("prod", "order-c", "db.m5.large", "14.2")},
			nil,
		},
		"three that are as close": {
			[]*model.Resource{database("staging", "order-a", "db.m5.large", "14.2"), database("staging", "order-b", "db.m5.large", "14.2"), database("staging", "order-d", "db.m5.large", "14.2")},
			[]*model.Resource{database("prod", "order-c", "db.m5.large", "14.2")},
			nil,
		},
		"two that are as close, and one that is closer": {
			[]*model.Resource{database("staging", "order-a", "db.m5.large", "14.2"), database("staging", "order-b", "db.m5.large", "14.2"), database("staging", "Order_c", "db.m5.large", "14.2")},
			[]*model.Resource{database("prod", "order-c", "db.m5.large", "14.2")},
			[]string{"acme-Order_c = acme-order-c"},
		},
		"spelling": {
			[]*model.Resource{mt.Param("/staging/DbUrl", "1")},
			[]*model.Resource{mt.Param("/prod/db_url", "2")},
			[]string{"/DbUrl = /db_url"},
		},
		"what stands on both sides is no leftover": {
			[]*model.Resource{mt.Param("/staging/DbUrl", "1"), mt.Param("/staging/db_url", "1")},
			[]*model.Resource{mt.Param("/prod/db_url", "2")},
			nil,
		},
		"types do not mix": {
			[]*model.Resource{mt.Resource(mt.Group, "sg-0000000a", "orders")},
			[]*model.Resource{mt.Resource(mt.Database, "orders", "orders")},
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			staging, prod := mt.Inventory("staging", slices.Concat(c.mine, others("staging"))...), mt.Inventory("prod", slices.Concat(c.base, others("prod"))...)
			if got := probable(staging, prod); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// Equal secrets must not be told by a pair, nor different ones.
func TestPairsTellNothingOfSecrets(t *testing.T) {
	sealer := model.NewSealer([]byte("a key of the test"))
	pair := func(mine, base string) string {
		a, b := mt.Param("/staging/token-a", ""), mt.Param("/prod/token-b", "")
		a.Set(model.Dotted("Value"), sealer.Seal(mine))
		b.Set(model.Dotted("Value"), sealer.Seal(base))
		return strings.Join(probable(mt.Inventory("staging", a), mt.Inventory("prod", b)), " ")
	}
	if same, other := pair("x", "x"), pair("x", "y"); same != other {
		t.Errorf("%q against %q", same, other)
	}
}

// Leftovers that have nothing rare in common are not held against each other.
func BenchmarkProbable(b *testing.B) {
	for _, n := range []int{5_000, 50_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			make := func(env, stem string) *model.Inventory {
				var list []*model.Resource
				for i := range n {
					list = append(list, mt.Resource(mt.Database, fmt.Sprintf("acme-%s-%s-%d", env, stem, i), fmt.Sprintf("acme-%s-%s-%d", env, stem, i), "DBInstanceClass=db.t3.small", "EngineVersion=15.7"))
				}
				return mt.Inventory(env, list...)
			}
			paired := counterparts.Pair(mt.Catalog(), []*model.Inventory{make("staging", "alpha"), make("prod", "beta")}, nil)
			b.ResetTimer()
			for b.Loop() {
				paired.Probable(1)
			}
		})
	}
}
