package aws

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"

	"parity/model"
)

// What changes in one of two replicas is told as split; what AWS means by no value is the same as no value.
func TestEveryLeafOfOneReplica(t *testing.T) {
	staging, prod, _ := speakers(1, false)
	n, tried, missed := 0, 0, 0
	for _, sub := range subjects() {
		if sub.of != instanceType && !strings.HasPrefix(sub.name, "member") {
			continue
		}
		c := newTrial(sub, staging, prod)
		for side, s := range c.speakers {
			world := *c.worlds[side]
			world.Resources = append(slices.Clone(world.Resources), c.flat(twin(s, c.answers[side])))
			world.Sort()
			c.worlds[side] = &world
		}
		for _, l := range c.leaves {
			if l.kind != scalar && l.kind != many || slices.Contains(c.named, l.path[0].String()) {
				continue
			}
			for _, m := range c.mutations(l, 0) {
				if n++; skipped(n) {
					continue
				}
				want, ok := c.split(m)
				if strings.HasPrefix(m.name, "what is meant") && c.judged(l) { // on one side it is told, on the other not
					want = []string{line("staging", c.role, l.path[1], model.Same) + " [split-role]", line("prod", c.role, l.path[1], model.Same) + " [split-role]"}
				}
				if c.counted(l, 0) && ok { // in two zones against one
					want = c.expected(0, zones)
				}
				if !ok {
					continue
				}
				tried++
				m.name = l.path[0].String() + ": " + m.name
				if wrong := c.hold(m, 0, want); wrong != "" {
					missed++
					t.Error(wrong)
				}
			}
		}
	}
	t.Logf("%d mutations of one of two tried, %d missed or not alone", tried, missed)
}

// split are the lines for a mutation of one of two; not all that can be done to one alone is so simple.
func (c *trial) split(m mutation) (lines []string, ok bool) {
	if len(m.want) > 1 { // what follows is told too, where it is split
		return nil, false
	}
	for _, o := range m.want {
		if o.effect != differs && o.effect != ailing && o.effect != waiting || o.path[0].String() == "Zones" {
			return nil, false
		}
	}
	for _, other := range []string{"each in its own words", "both in the other's words", "JSON", "white space", "the other's", "with ", "to nowhere"} {
		if strings.HasPrefix(m.name, other) { // both sides, and so both members, would change
			return nil, false
		}
	}
	lines = c.expected(0, m.want)
	for i, line := range lines {
		if !strings.HasSuffix(line, "]") {
			lines[i] = line + " [split-role]"
		}
	}
	return lines, true
}

// twin is a replica of an instance or of a member.
func twin(s *speaker, answer reflect.Value) reflect.Value {
	v := cloned(answer)
	switch of := v.Interface().(type) {
	case *machine:
		of.Instance.InstanceId = new("i-" + s.hex + "0000000000000e")
	case *rdstypes.DBInstance:
		of.DBInstanceIdentifier = new(s.say("acme-{E}-member-2"))
	}
	return v
}
