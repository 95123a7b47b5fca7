package aws

import (
	"reflect"
	"slices"
	"testing"

	"parity/model"
)

// What could not be read on either side is one thing unknown, whatever stands there; what differs and follows it is
// unknown with it, and all else is judged as it was.
func TestEveryUnreadLeaf(t *testing.T) {
	staging, prod, _ := speakers(1, false)
	n, tried, missed := 0, 0, 0
	for _, sub := range subjects() {
		c := newTrial(sub, staging, prod)
		for _, l := range c.leaves {
			if l.kind != scalar && l.kind != many || !c.judged(l) || l.key || slices.Contains(c.named, l.path[0].String()) {
				continue
			}
			followers := c.followers(l)
			m := mutation{name: l.path[0].String() + " is another and unread", apply: func(mutated, _ reflect.Value) {
				for _, o := range append(followers, l) {
					c.alterAny(o, mutated, 0)
				}
			}}
			for side := range c.speakers {
				if n++; skipped(n) {
					continue
				}
				want := []string{line("staging", "", l.path[side], model.Unknown)}
				for _, f := range followers {
					want = append(want, line("staging", c.role, f.path[1], model.Unknown))
				}
				tried++
				if wrong := c.hiding(l, side).hold(m, 0, want); wrong != "" {
					missed++
					t.Error(wrong)
				}
			}
		}
	}
	t.Logf("%d unread leaves tried, %d missed or not alone", tried, missed)
}

// hiding is the trial with one side's leaf unread.
func (c *trial) hiding(l leaf, side int) *trial {
	world, own := *c.worlds[side], *c
	world.Unread = []model.Unread{{Type: c.of.Name, Part: l.path[side], Operation: "a:Call", Code: "Denied"}}
	own.worlds[side] = &world
	return &own
}

// followers are the judged leaves that follow one alone.
func (c *trial) followers(l leaf) []leaf {
	var list []leaf
	for _, o := range c.leaves {
		if (o.kind == scalar || o.kind == many) && c.judged(o) && slices.Equal(c.leaders(o.path[0], 0), []model.Path{l.path[0]}) {
			list = append(list, o)
		}
	}
	return list
}
