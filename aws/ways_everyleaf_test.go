package aws

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"parity/model"
	"parity/model/wayback"
)

// offered are the ways of one difference in one direction, and what the environment that changes is to have.
type offered struct {
	wayback.Way
	of        *model.Type
	attribute model.Path
	wanted    model.Value
}

// waysOfEveryLeaf hands on the ways back of all that can differ: of each leaf of each type, in both directions.
func waysOfEveryLeaf(t *testing.T, hand func(c *trial, e *model.Entry, ways []offered)) {
	t.Helper()
	staging, prod, _ := speakers(1, false)
	for _, sub := range subjects() {
		t.Run(sub.name, func(t *testing.T) {
			t.Parallel()
			c := newTrial(sub, staging, prod)
			seen := map[string]bool{}
			c.each(func(m mutation, side int, want []string) {
				if len(want) == 0 {
					return
				}
				result, err := held(c.mutated(m, side)...)
				if err != nil {
					t.Fatal(err)
				}
				for _, e := range result.Entries {
					key := e.Type.Name + e.Attribute.String() + m.name[strings.LastIndex(m.name, ": ")+1:]
					if e.Verdict < model.Extra || e.Row == nil || seen[key] || e.Environment != "staging" {
						continue
					}
					seen[key] = true
					var ways []offered
					for _, way := range wayback.Of(result, e) {
						o := offered{Way: way, of: e.Type, attribute: e.Attribute}
						if other := e.Row.Cells[result.Baseline].Resources; way.Direction == wayback.ToBaseline && len(other) > 0 {
							o.wanted = other[0].Get(e.Attribute)
						}
						ways = append(ways, o)
					}
					hand(c, e, ways)
				}
			})
		})
	}
}

// Whatever differs has a way back, in both directions: a command, or words. Whatever is declared as judged was met.
func TestEveryLeafHasAWay(t *testing.T) {
	var met sync.Map
	t.Run("of", func(t *testing.T) {
		waysOfEveryLeaf(t, func(c *trial, e *model.Entry, ways []offered) {
			directions := map[wayback.Direction]bool{}
			for _, way := range ways {
				directions[way.Direction] = true
				met.Store(e.Type.Field(e.Attribute), true)
				if len(way.Steps) == 0 {
					t.Errorf("%s of %s has no step: %s", e.Attribute, c.name, way.Title)
				}
				for _, s := range way.Steps {
					switch {
					case s.Command == "" && s.Words == "":
						t.Errorf("a step of %s of %s says nothing", e.Attribute, c.name)
					case strings.Contains(s.Words, "parity knows no command"):
						t.Errorf("%s of %s is declared, and its way is not: %s", e.Attribute, c.name, s.Words)
					case strings.Contains(s.Words+s.Command, "%!"):
						t.Errorf("%s: %s%s", e.Attribute, s.Words, s.Command)
					}
				}
			}
			// What an environment has of the other one's is that one's own already.
			whole := e.Has(model.CrossEnvironment) || directions[wayback.ToBaseline] && directions[wayback.FromBaseline]
			if !whole || len(directions) == 0 {
				t.Errorf("%s %s of %s is %s, and has ways in %v", e.Name, e.Attribute, c.name, e.Verdict, directions)
			}
		})
	})
	for _, of := range Types() {
		for _, path := range of.Declared() {
			f := of.Field(path)
			// An element of another name is another element, and what is in another cluster another row's.
			isKey := strings.HasSuffix(path.Last(), "Name") && len(f.Keys) > 0 || path == model.Dotted("DBClusterIdentifier")
			if _, ok := met.Load(f); !ok && f.Class.Judged() && !isKey && of != parameterType && !testing.Short() {
				t.Errorf("no way of %s %s was asked for", of.Name, path)
			}
		}
	}
}

// What no declaration names has words that say so, and what is no setting has others: none panics.
func TestWaysOfWhatIsNotDeclared(t *testing.T) {
	values := []model.Value{{}, model.TextValue("x"), model.TextValue(""), model.IntValue(-1), model.FloatValue(1.5), model.BoolValue(false), model.SetValue(nil), model.ListValue([]string{"a", ""})}
	for _, n := range []int{0, 1, 3} {
		for of, r := range full(n) {
			paths := []model.Path{model.Dotted("AFieldOfAnotherVersion"), model.CountPath, model.ZonesPath}
			for _, a := range r.Attributes {
				for i := range a.Path.Len() {
					paths = append(paths, a.Path.Head(i+1))
				}
			}
			for _, path := range slices.Compact(paths) {
				for _, value := range values {
					for _, like := range []*model.Resource{nil, r} {
						turn := &model.Turn{Type: of, Inventory: &model.Inventory{}, Resource: r, Attribute: path, To: value, Like: like}
						if like != nil {
							turn.There = path
							turn.Own = func(path model.Path) (model.Value, *model.Blank) { return r.Get(path), nil }
							turn.Keys = func(path model.Path) (model.Path, bool) { return path, true }
						}
						steps := of.Way(turn)
						if of.Field(path).Class.Judged() && len(steps) == 0 {
							t.Errorf("%s %s has no way to %v", of.Name, path, value)
						}
					}
				}
			}
		}
	}
}
