package findings

import (
	"maps"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"parity/model"
)

// Access is what a security-group rule lets through.
type Access struct {
	Direction, Protocol string
	// Low and High are the ports, of which "all" is every one; whole marks a range that has no numbers (an ICMP type).
	Low, High int
	exact     string
	// Source is a CIDR, where Prefix is valid, or what a group or prefix list is called.
	Source string
	Prefix netip.Prefix
}

// everyPort is the highest port there is.
const everyPort = 65535

// AccessOf reads the path of a rule: Ingress.tcp.443.10.0.0.0/16. It is false for whatever is no rule.
func AccessOf(path model.Path) (Access, bool) {
	s := path.Segments()
	if len(s) != 4 || s[0] != "Ingress" && s[0] != "Egress" {
		return Access{}, false
	}
	a := Access{Direction: s[0], Protocol: s[1], Source: s[3]}
	low, high, ranged := strings.Cut(s[2], "-")
	if !ranged {
		high = low
	}
	first, err := strconv.Atoi(low)
	last, errLast := strconv.Atoi(high)
	switch {
	case s[2] == "all":
		a.High = everyPort
	case a.Protocol == "icmp" || a.Protocol == "icmpv6" || err != nil || errLast != nil:
		a.exact = s[2] // a type and code, which lie in no range
	default:
		a.Low, a.High = first, last
	}
	if prefix, err := netip.ParsePrefix(a.Source); err == nil {
		a.Prefix = prefix.Masked()
	}
	return a, true
}

// speaks says that a rule lets a protocol of the other's direction through.
func (a Access) speaks(other Access) bool {
	return a.Direction == other.Direction && (a.Protocol == "all" || a.Protocol == other.Protocol)
}

func (a Access) holdsPorts(other Access) bool {
	all := a.exact == "" && a.Low == 0 && a.High == everyPort
	if other.exact != "" {
		return all || a.exact == other.exact
	}
	return a.exact == "" && a.Low <= other.Low && a.High >= other.High
}

func (a Access) holdsSource(other Access) bool {
	if a.Source == other.Source {
		return true
	}
	return a.Prefix.IsValid() && other.Prefix.IsValid() &&
		a.Prefix.Bits() <= other.Prefix.Bits() && a.Prefix.Contains(other.Prefix.Addr())
}

// Rules are the rules of one security group, read once and found by their sources: a group may have so many
// that each cannot be held against every other.
type Rules struct {
	list []candidate
	// bySource are the places of the rules in the list.
	bySource map[string][]int
	// byPrefix are those that have a CIDR, by its range.
	byPrefix map[netip.Prefix][]int
	// ranges are the keys of byPrefix, in the order of their addresses, once they are asked for.
	ranges []netip.Prefix
}

type candidate struct {
	path   model.Path
	access Access
}

// Add reads one more rule; what is no rule is left out.
func (r *Rules) Add(path model.Path) {
	access, ok := AccessOf(path)
	if !ok {
		return
	}
	if r.bySource == nil {
		r.bySource, r.byPrefix = map[string][]int{}, map[netip.Prefix][]int{}
	}
	at := len(r.list)
	r.list = append(r.list, candidate{path, access})
	if access.Prefix.IsValid() {
		r.byPrefix[access.Prefix] = append(r.byPrefix[access.Prefix], at)
		r.ranges = nil
		return
	}
	r.bySource[access.Source] = append(r.bySource[access.Source], at)
}

// near lists the places of the rules whose source holds one, or lies in it.
func (r *Rules) near(want Access) []int {
	if !want.Prefix.IsValid() {
		return r.bySource[want.Source]
	}
	var places []int
	for bits := range want.Prefix.Bits() {
		wider, _ := want.Prefix.Addr().Prefix(bits)
		places = append(places, r.byPrefix[wider]...)
	}
	if r.ranges == nil {
		r.ranges = slices.SortedFunc(maps.Keys(r.byPrefix), netip.Prefix.Compare)
	}
	first, _ := slices.BinarySearchFunc(r.ranges, want.Prefix.Addr(), func(p netip.Prefix, a netip.Addr) int { return p.Addr().Compare(a) })
	for _, inside := range r.ranges[first:] {
		if !want.Prefix.Contains(inside.Addr()) {
			break
		}
		if inside.Bits() >= want.Prefix.Bits() {
			places = append(places, r.byPrefix[inside]...)
		}
	}
	slices.Sort(places)
	return places
}

// Covering lists the rules that let through all that one rule does: one of them, or several together that share its
// source or its ports. None where something is left over.
func (r *Rules) Covering(rule model.Path) []model.Path {
	want, ok := AccessOf(rule)
	if !ok {
		return nil
	}
	var ports, sources []candidate
	for _, at := range r.near(want) {
		c := r.list[at]
		if c.path == rule || !c.access.speaks(want) {
			continue
		}
		switch holdsPorts, holdsSource := c.access.holdsPorts(want), c.access.holdsSource(want); {
		case holdsPorts && holdsSource:
			return []model.Path{c.path}
		case holdsSource && want.exact == "" && c.access.exact == "":
			ports = append(ports, c)
		case holdsPorts:
			sources = append(sources, c)
		}
	}
	if together := portsTogether(want, ports); together != nil {
		return together
	}
	return sourcesTogether(want, sources)
}

// portsTogether lists the rules whose ports follow on one another without a gap from the first to the last.
func portsTogether(want Access, list []candidate) []model.Path {
	slices.SortFunc(list, func(a, b candidate) int { return a.access.Low - b.access.Low })
	next := want.Low
	var used []model.Path
	for _, c := range list {
		if c.access.Low > next {
			return nil
		}
		if c.access.High < next {
			continue
		}
		used, next = append(used, c.path), c.access.High+1
		if next > want.High {
			return used
		}
	}
	return nil
}

// sourcesTogether lists the rules whose ranges fill the one that is wanted.
func sourcesTogether(want Access, list []candidate) []model.Path {
	if !want.Prefix.IsValid() {
		return nil
	}
	var inside []netip.Prefix
	var used []model.Path
	for _, c := range list {
		if c.access.Prefix.IsValid() && want.Prefix.Bits() < c.access.Prefix.Bits() && want.Prefix.Contains(c.access.Prefix.Addr()) {
			inside, used = append(inside, c.access.Prefix), append(used, c.path)
		}
	}
	if filled(want.Prefix, inside) {
		return used
	}
	return nil
}

// filled says that ranges leave nothing of one out. Each step halves it, and looks at what lies in the half alone.
func filled(whole netip.Prefix, parts []netip.Prefix) bool {
	if slices.Contains(parts, whole) {
		return true
	}
	if len(parts) < 2 || whole.Bits() == whole.Addr().BitLen() {
		return false
	}
	lower := netip.PrefixFrom(whole.Addr(), whole.Bits()+1)
	var low, high []netip.Prefix
	for _, p := range parts {
		if lower.Contains(p.Addr()) {
			low = append(low, p)
		} else {
			high = append(high, p)
		}
	}
	return filled(lower, low) && filled(upper(whole), high)
}

// upper is the second half of a range.
func upper(whole netip.Prefix) netip.Prefix {
	raw := whole.Addr().AsSlice()
	raw[whole.Bits()/8] |= 0x80 >> (whole.Bits() % 8)
	addr, _ := netip.AddrFromSlice(raw)
	return netip.PrefixFrom(addr, whole.Bits()+1)
}
