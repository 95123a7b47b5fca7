package compare

import (
	"slices"

	"parity/model"
	"parity/model/counterparts"
)

// slot is one attribute of a cell: the value all members agree on, or the values they have.
type slot struct {
	path, raw  model.Path
	field      *model.Field
	value      model.Value
	several    []model.Counted
	unresolved bool
}

// uniform says that all members of the cell have the one value.
func (s *slot) uniform() bool { return s != nil && s.several == nil }

// any says that a finding holds of the value of any member.
func (s *slot) any(holds func(*model.Field, model.Value) bool) bool {
	return holds(s.field, s.value) || slices.ContainsFunc(s.several, func(c model.Counted) bool { return holds(s.field, c.Value) })
}

// has says that a value is that of one of the cell's members.
func (s *slot) has(v model.Value) bool {
	if s.several == nil {
		return s.value == v
	}
	return !v.IsAbsent() && slices.ContainsFunc(s.several, func(c model.Counted) bool { return c.Value == v })
}

// side is what the entry of a slot says of its environment.
func (s *slot) side(cell *model.Cell) model.Side {
	side := model.Side{Resources: ids(cell)}
	if s != nil {
		side.Value, side.Several = s.value, s.several
	}
	return side
}

func ids(cell *model.Cell) []string {
	out := make([]string, len(cell.Resources))
	for i, r := range cell.Resources {
		out[i] = r.ID
	}
	return out
}

// viewer makes the views of cells, reusing its memory: it belongs to one goroutine.
type viewer struct {
	paired  *counterparts.Paired
	spelled []counterparts.Spelled
}

// view lists the attributes of a cell in the order of their paths.
func (v *viewer) view(dst []slot, t *model.Type, environment int, cell *model.Cell) []slot {
	dst = dst[:0]
	if len(cell.Resources) == 1 {
		return v.ofCell(v.single(dst, t, environment, cell.Resources[0]), t, cell)
	}
	members := make([][]slot, len(cell.Resources))
	for i, r := range cell.Resources {
		members[i] = v.single(nil, t, environment, r)
	}
	return v.ofCell(merge(dst, members, cell.Resources, v.paired, environment), t, cell)
}

func (v *viewer) single(dst []slot, t *model.Type, environment int, r *model.Resource) []slot {
	v.spelled = v.paired.Spell(v.spelled, environment, r)
	sorted := true
	for i := range v.spelled {
		a := &v.spelled[i]
		value := seen(t, a.Path, a.Value)
		dst = append(dst, slot{path: a.Path, raw: a.Raw, field: t.FieldOf(a.Raw, r), value: value, unresolved: a.Unresolved})
		sorted = sorted && (len(dst) < 2 || dst[len(dst)-2].path.Compare(a.Path) < 0)
	}
	if !sorted {
		slices.SortStableFunc(dst, func(a, b slot) int { return a.path.Compare(b.path) })
		dst = slices.CompactFunc(dst, func(a, b slot) bool { return a.path == b.path })
	}
	return dst
}

// seen is a value as it is judged: an ordinal is no part of a replica's name.
func seen(t *model.Type, path model.Path, value model.Value) model.Value {
	if t.Naming.Ordinals && path == nameTag && !value.IsAbsent() {
		return model.TextValue(counterparts.WithoutOrdinal(value.Text()))
	}
	return value
}

var nameTag = model.NewPath("Tags", "Name")

// The declarations of what a cell of several has beside its members' attributes.
var (
	countField = &model.Field{Verbatim: true, Size: model.ByNumber, Why: "fewer replicas"}
	zonesField = &model.Field{Verbatim: true, Size: model.ByNumber, Why: "fewer zones", Follows: model.CountPath}
)

// ofCell adds how many members a cell of replicas has and how many zones it covers.
func (v *viewer) ofCell(slots []slot, t *model.Type, cell *model.Cell) []slot {
	if !t.Naming.Ordinals && (!t.Naming.Grouped || cell.Resources[0].Group == "") {
		return slots
	}
	slots = insert(slots, model.CountPath, countField, len(cell.Resources))
	zones := map[string]bool{}
	for _, r := range cell.Resources {
		if zone := r.Get(t.Zone); !t.Zone.IsZero() && !zone.IsAbsent() {
			zones[zone.Text()] = true
		}
	}
	if len(zones) > 0 {
		slots = insert(slots, model.ZonesPath, zonesField, len(zones))
	}
	return slots
}

func insert(slots []slot, path model.Path, field *model.Field, n int) []slot {
	i, _ := slices.BinarySearchFunc(slots, path, func(s slot, p model.Path) int { return s.path.Compare(p) })
	return slices.Insert(slots, i, slot{path: path, raw: path, field: field, value: model.IntValue(int64(n))})
}

// merge makes the view of a cell of several members of theirs.
func merge(dst []slot, members [][]slot, resources []*model.Resource, p *counterparts.Paired, environment int) []slot {
	next := make([]int, len(members))
	for {
		first := -1
		for i, slots := range members {
			if next[i] < len(slots) && (first < 0 || slots[next[i]].path.Compare(members[first][next[first]].path) < 0) {
				first = i
			}
		}
		if first < 0 {
			return dst
		}
		merged := members[first][next[first]]
		path := merged.path
		values := make([]model.Value, len(members))
		for i, slots := range members {
			if next[i] < len(slots) && slots[next[i]].path == path {
				values[i] = slots[next[i]].value
				merged.unresolved = merged.unresolved || slots[next[i]].unresolved
				next[i]++
			}
			if values[i].IsAbsent() { // the member has what AWS means by none
				values[i] = merged.field.Default
			}
		}
		merged.value, merged.several = agreed(values, resources, func(v model.Value) model.Value {
			return roleValue(p, environment, merged.field, v)
		})
		dst = append(dst, merged)
	}
}

// agreed is the value all members have; where they differ, each value with who has it. Values that play
// one role are one.
func agreed(values []model.Value, resources []*model.Resource, role func(model.Value) model.Value) (model.Value, []model.Counted) {
	if !slices.ContainsFunc(values[1:], func(v model.Value) bool { return v != values[0] }) {
		return values[0], nil
	}
	var counted []model.Counted
	at := map[model.Value]int{}
	for i, v := range values {
		key := role(v)
		j, ok := at[key]
		if !ok {
			j = len(counted)
			at[key] = j
			counted = append(counted, model.Counted{Value: v})
		}
		counted[j].Count++
		counted[j].Resources = append(counted[j].Resources, resources[i].ID)
	}
	if len(counted) == 1 {
		return counted[0].Value, nil
	}
	slices.SortFunc(counted, func(a, b model.Counted) int { return a.Value.Compare(b.Value) })
	return model.Value{}, counted
}
