package compare

import (
	"slices"
	"strings"

	"parity/model"
	"parity/model/vocabulary"
)

// blind is what of the ids and networks in an environment's texts could not be looked up, and why.
type blind struct {
	vocabulary.Unread
	why []string
}

// idPrefixes are those of the ids of AWS's types that are looked up in texts.
var idPrefixes = map[string]string{
	"AWS::EC2::Image": "ami", "AWS::EC2::SecurityGroup": "sg", "AWS::EC2::Subnet": "subnet", "AWS::EC2::VPC": "vpc",
	"AWS::EC2::Instance": "i", "AWS::EC2::PrefixList": "pl",
}

// vpcType is the type whose ranges tell whose an address is.
const vpcType = "AWS::EC2::VPC"

func newBlind(inv *model.Inventory) blind {
	var b blind
	lost := func(typeName, operation, code string) {
		prefix, ok := idPrefixes[typeName]
		if !ok || slices.Contains(b.Prefixes, prefix) {
			return
		}
		b.Prefixes = append(b.Prefixes, prefix)
		b.Networks = b.Networks || typeName == vpcType
		b.why = append(b.why, strings.TrimSpace(operation+" "+code))
	}
	for _, u := range inv.Unread {
		if u.Part.IsZero() && len(u.Resources) == 0 {
			lost(u.Type, u.Operation, u.Code)
		}
	}
	for _, n := range inv.Notes {
		lost(n.Target, n.Operation, n.Code)
	}
	return b
}

// doubts says why two texts that differ may mean the same for all that is known: they differ in ids and
// addresses alone that one of the environments could not be asked for. Empty where they do not.
func (j *judge) doubts(environment int, mine, base string) string {
	here, there := &j.blind[environment], &j.blind[j.baseline]
	if !here.Any() && !there.Any() {
		return ""
	}
	both := here.Union(there.Unread)
	left, right := both.Blank(mine), both.Blank(base)
	if left == mine || right == base {
		return ""
	}
	if _, ok := j.paired.Vocabulary.Align(environment, left, j.baseline, right, j.paired.Index); !ok {
		return ""
	}
	return j.blindness(environment)
}

// blindness is why ids and addresses could not be looked up on either side.
func (j *judge) blindness(environment int) string {
	var why []string
	for _, side := range []int{environment, j.baseline} {
		for _, reason := range j.blind[side].why {
			why = append(why, j.environment(side).Name+": "+reason)
		}
	}
	return "whether it leads to the same could not be looked up; " + strings.Join(why, ", ")
}

// doubtNetworks makes rules unknown that may be counterparts for all that is known: one on each side, alike but
// for an address in networks that could not be read.
func (m *matcher) doubtNetworks() {
	both := m.judge.blind[m.environment].Union(m.judge.blind[m.judge.baseline].Unread)
	if !both.Any() {
		return
	}
	sides := map[model.Path][2][]int{}
	for i := range m.out {
		o := &m.out[i]
		if !o.whole || o.path.Len() < 2 {
			continue
		}
		source := both.Blank(o.path.Last())
		if source == o.path.Last() {
			continue
		}
		key := o.path.Head(o.path.Len() - 1).Append(source)
		side, pair := 0, sides[key]
		if o.mine == nil {
			side = 1
		}
		pair[side] = append(pair[side], i)
		sides[key] = pair
	}
	for _, pair := range sides {
		if len(pair[0]) == 0 || len(pair[1]) == 0 {
			continue
		}
		for _, i := range slices.Concat(pair[0], pair[1]) {
			m.out[i].verdict, m.out[i].replaces = model.Unknown, 0
			m.out[i].reason = m.judge.blindness(m.environment)
		}
	}
}
