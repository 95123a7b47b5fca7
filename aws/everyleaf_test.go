package aws

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// Whatever AWS tells of a resource, a copy in another environment's words differs in nothing; and whatever
// changes in it is exactly that difference: none missed, none false. The leaves are those of the declarations.
func TestEveryLeaf(t *testing.T) {
	staging, prod, _ := speakers(1, false)
	var leaves, tried, missed atomic.Int64
	var met sync.Map // of the declarations
	t.Run("of", func(t *testing.T) {
		for _, sub := range subjects() {
			t.Run(sub.name, func(t *testing.T) {
				t.Parallel()
				c := newTrial(sub, staging, prod)
				leaves.Add(int64(len(c.leaves)))
				c.meet(&met)
				c.each(func(m mutation, side int, want []string) {
					tried.Add(1)
					if wrong := c.hold(m, side, want); wrong != "" {
						missed.Add(1)
						t.Error(wrong)
					}
				})
			})
		}
	})
	for _, declared := range unmet(&met) {
		t.Errorf("no leaf is declared so: %s", declared)
	}
	t.Logf("%d leaves of %d types: %d mutations tried, %d missed or not alone", leaves.Load(), len(Types()), tried.Load(), missed.Load())
}

// meet keeps the declarations of all leaves of a trial.
func (c *trial) meet(met *sync.Map) {
	for side, r := range c.resources {
		for _, l := range c.leaves {
			met.Store(c.field(l, side), true)
		}
		for _, a := range r.Attributes {
			met.Store(c.of.FieldOf(a.Path, r), true)
		}
	}
}

// unmet lists the declarations of which no leaf was met, in any of their conditions.
func unmet(met *sync.Map) []string {
	var list []string
	for _, of := range Types() {
		if of == parameterType {
			continue // which has a test of its own
		}
		for _, path := range of.Declared() {
			f := of.Field(path)
			if _, ok := met.Load(f); !ok {
				list = append(list, of.Name+" "+path.String())
			}
			for i := range f.When {
				if _, ok := met.Load(&f.When[i].Field); !ok {
					list = append(list, of.Name+" "+path.String()+" where "+f.When[i].Attribute.String()+" begins with "+f.When[i].Prefix)
				}
			}
		}
	}
	return list
}

// each hands on all mutations of a trial, with what must be told of each; that nothing happens is the first.
func (c *trial) each(hand func(m mutation, side int, want []string)) {
	hand(mutation{name: "nothing", apply: func(_, _ reflect.Value) {}}, 0, []string{})
	n := 0
	for side := range c.speakers {
		for _, l := range c.leaves {
			for _, m := range c.mutations(l, side) {
				if n++; skipped(n) {
					continue
				}
				m.name = l.path[side].String() + ": " + m.name
				hand(m, side, c.expected(side, m.want))
			}
		}
		for _, s := range c.specials(side) {
			hand(s.mutation, side, s.told)
		}
	}
}

// hold runs a mutation and says what is wrong where anything else comes of it than must.
func (c *trial) hold(m mutation, side int, want []string) string {
	got, err := c.run(m, side)
	if err != nil {
		return err.Error()
	}
	slices.Sort(want)
	if slices.Equal(got, want) {
		return ""
	}
	return c.name + ", in " + c.speakers[side].name + " " + m.name + ":\n  got  " + strings.Join(got, "\n       ") + "\n  want " + strings.Join(want, "\n       ")
}
